"""Chapter 21: towns under siege, their sorties and their relief."""

from dataclasses import replace

from game import umpire
from game.model.actions import Advance, Attack
from game.model.agenda import MayAdvance
from game.rules import siege
from tests.sketch import Counter, Sketch, sketch


def shut_in(*, dice: tuple[int, ...] = ()) -> Sketch:
    """A town with the garrison G whose bread comes from the east past R, and a band x on the way."""
    return sketch(
        "TG  .   .R\n  .x  .\n.   .   .\n  .   .\n.   .   .\n  .   .",
        {"G": Counter("rifle", "red", 600), "x": Counter(men=400), "R": Counter("rifle", "red", 400)},
        held={"t0": "red"},
        stores={"t0": 20},
        suppliers={"red": (4, 0)},
        scale="3km",
        days=7,
        dice=dice,
        acting="red",
    )


def gone(position: Sketch, letter: str, to: tuple[int, int]) -> Sketch:
    """The same with a unit elsewhere."""
    unit = replace(position.unit(letter), cell=position.at(*to))
    return Sketch(replace(position.state, forces=position.state.forces.with_unit(unit)), position.letters)


def test_a_place_that_is_shut_in_is_besieged_until_a_line_reaches_it() -> None:
    """[21.1] The band stands on the only way; when it is gone, bread comes again and the siege is over."""
    position = shut_in()
    town = position.unit("G").cell
    assert siege.besieged(position.state, town)
    assert not siege.besieged(position.state, position.at(0, 1))
    assert not siege.besieged(gone(position, "x", (0, 2)).state, town)


def test_the_besieged_sally_and_are_inside_again() -> None:
    """[21.1] They beat the band from its hex; who does not follow up is in the town still."""
    position = shut_in(dice=(6, 6))
    town, camp = position.unit("G").cell, position.unit("x").cell
    fought = umpire.apply(position.state, Attack(camp, (position.n("G"),))).state
    assert fought.unit(position.n("x")).cell != camp
    assert isinstance(fought.agenda[0], MayAdvance)
    home = umpire.apply(fought, Advance(())).state
    assert home.unit(position.n("G")).cell == town
    out = umpire.apply(fought, Advance((position.n("G"),))).state
    assert out.unit(position.n("G")).cell == camp
    assert not siege.besieged(out, town)
