"""Chapter 14, the march: pictures of where a unit may go, and why not."""

from dataclasses import replace

import pytest

from game import umpire
from game.hexes import set_of
from game.model.actions import DigIn, Move
from game.model.forces import Forces, Posture
from game.model.judgement import Refusal
from game.rules import movement
from tests.sketch import Counter, Sketch, sketch


def reach(position: Sketch, letter: str) -> str:
    """The picture of a unit's reach."""
    return position.picture(set_of(umpire.reach(position.state, position.n(letter))))


def why(position: Sketch, letter: str, *route: tuple[int, int]) -> str:
    """The message of the refusal of a march, empty if it is allowed."""
    refused = umpire.refusal(position.state, Move(position.n(letter), tuple(position.at(*at) for at in route)))
    return "" if refused is None else refused.message


MOUNTAINS = """
m   m   m
  m   m
m   mA  m
  m   m
m   m   m
"""


def test_reach_is_what_the_points_allow() -> None:
    """[14.1, 3.7] Foot in the mountains: two hexes of seven points for fourteen; wheels none."""
    position = sketch(MOUNTAINS, {"A": Counter("drilled_foot")})
    assert reach(position, "A") == "x   x   x\n  x   x\nx   .   x\n  x   x\nx   x   x"
    assert umpire.reach(sketch(MOUNTAINS, {"A": Counter("convoy")}).state, 0) == {}


def test_one_hex_is_always_allowed() -> None:
    """[14.2] A starving battery with seven points left may enter a mountain; after it has moved it may not."""
    position = sketch(MOUNTAINS, {"A": Counter("rifle", "red", hunger=3)}, acting="red")
    assert len(umpire.reach(position.state, 0)) == 6
    tired = sketch(MOUNTAINS, {"A": Counter("rifle", "red", hunger=3, spent=1)}, acting="red")
    assert umpire.reach(tired.state, 0) == {}
    wading = sketch("m\n\nmA", {"A": Counter("battery", "red", 40, 2, hunger=3)}, acting="red",
                    rivers={(0, 1, 0): "major"})  # fmt: skip
    step = umpire.apply(wading.state, Move(0, (wading.at(0, 0),)))
    assert step.state.unit(0).spent == 7


def test_other_sides_bar_the_way() -> None:
    """[14.3] Enemies and strangers alike; a lone leader does not."""
    drawing = ".   .B  .\n  .A  ."
    for kind, side, expected in (("rifle", "red", "move.occupied"), ("band_horse", "lokai", "move.occupied"),
                                 ("leader", "red", "")):  # fmt: skip
        men = 0 if kind == "leader" else 400
        position = sketch(drawing, {"A": Counter(), "B": Counter(kind, side, men, radius=1)}, dice=(6, 6))
        assert why(position, "A", (2, 0)) == expected


ZONES = """
.   .   .   .   .
  .A  .   .   .
.   .   .B  .   .
  .   .   .   .
"""


def test_a_hard_zone_stops_and_a_soft_one_costs() -> None:
    """[14.4] Beside a regular the march ends; beside a band it costs four more, and two to leave."""
    hard = sketch(ZONES, {"A": Counter(), "B": Counter("rifle", "red")})
    assert why(hard, "A", (2, 1), (3, 0)) == ""
    assert why(hard, "A", (2, 1), (3, 0), (4, 0)) == "move.zone"
    soft = sketch(ZONES, {"A": Counter(), "B": Counter("militia", "red")})
    two, three, four = soft.at(2, 1), soft.at(3, 0), soft.at(3, 1)
    assert movement.judge(soft.state, soft.unit("A"), (two,)) == 2
    assert movement.judge(soft.state, soft.unit("A"), (two, three)) == 2 + (2 + 4)
    assert movement.judge(soft.state, soft.unit("A"), (two, three, four)) == 2 + (2 + 4) + (2 + 2 + 4)
    assert movement.judge(soft.state, soft.unit("A"), (two, three, two)) == 2 + (2 + 4) + (2 + 2)


def test_soft_zones_stop_wheels() -> None:
    """[14.4]"""
    position = sketch(ZONES, {"A": Counter("convoy"), "B": Counter("militia", "red")})
    assert why(position, "A", (2, 1), (3, 1)) == ""
    assert why(position, "A", (2, 1), (3, 1), (3, 0)) == "move.zone"


def test_the_broken_keep_away() -> None:
    """[14.5]"""
    position = sketch(ZONES, {"A": Counter(morale=1), "B": Counter("rifle", "red")})
    assert why(position, "A", (2, 1), (3, 1)) == "move.broken"
    assert why(position, "A", (2, 1)) == ""


def test_stacking_counts_where_the_march_ends() -> None:
    """[14.6] 1,200 men in the mountains; passing through is free."""
    position = sketch(
        "m   m   m\n  mA  mB\n.   .   .",
        {"A": Counter("band_foot", men=900), "B": Counter("band_foot", men=400)},
    )
    assert why(position, "A", (2, 1), (3, 1)) != ""
    assert why(position, "A", (2, 0), (3, 0)) == "move.stacking"
    assert why(position, "A", (2, 0)) == ""


def test_refusals_name_their_clause() -> None:
    """[14.1, 14.7] Nowhere, not adjacent, no points, has fought, closed ground."""
    position = sketch(".   .   .\n  .A  .   #\n.   .   ^", {"A": Counter("rifle", "red")}, acting="red")
    assert why(position, "A") == "move.nowhere"
    assert why(position, "A", (4, 0)) == "move.not_adjacent"
    assert why(position, "A", (2, 1), (1, 0)) == "move.nowhere"
    refused = umpire.refusal(position.state, Move(0, (10_000,)))
    assert isinstance(refused, Refusal) and refused.clause == "14.1"
    long = tuple((2, 0) if n % 2 else (2, 1) for n in range(9))
    assert why(position, "A", *long) == "move.points"


def test_trenches_are_dug_by_trained_men_at_rest_and_left_behind() -> None:
    """[14.7, 14.9]"""
    position = sketch("TA\n\n.", {"A": Counter("drilled_foot")})
    step = umpire.apply(position.state, DigIn(0))
    assert step.state.unit(0).dug_in
    assert umpire.refusal(step.state, DigIn(0)) == Refusal("14.9", "dig.already", {"unit": 0})
    gone = umpire.apply(step.state, Move(0, (position.at(0, 1),)))
    assert not gone.state.unit(0).dug_in
    assert umpire.refusal(gone.state, DigIn(0)) == Refusal("14.9", "dig.moved", {"unit": 0})
    band = sketch("TA\n\n.", {"A": Counter()})
    assert umpire.refusal(band.state, DigIn(0)) == Refusal("14.9", "dig.untrained", {"unit": 0})
    watched = sketch(".A\n\n.B", {"A": Counter("drilled_foot"), "B": Counter("rifle", "red")})
    assert umpire.refusal(watched.state, DigIn(0)) == Refusal("14.9", "dig.zone", {"unit": 0})


@pytest.mark.parametrize("posture", list(Posture))
def test_reach_agrees_with_judgement(posture: Posture) -> None:
    """Every route of a reach is allowed at its price, and every hex next to it that is not in it is refused."""
    position = sketch(
        ZONES.replace(".   .   .   .   .", ".   h   .   b   ."),
        {"A": Counter("drilled_foot", posture=posture), "B": Counter("militia", "red")},
    )
    routes = umpire.reach(position.state, position.n("A"))
    for cell, route in routes.items():
        assert route.cells[-1] == cell
        assert movement.judge(position.state, position.unit("A"), route.cells) == route.cost


def test_a_hard_zone_takes_what_is_left() -> None:
    """[14.4] A second order does not lead on from where the first was stopped."""
    position = sketch(ZONES, {"A": Counter(), "B": Counter("rifle", "red")})
    stopped = umpire.apply(position.state, Move(position.n("A"), (position.at(2, 1), position.at(3, 0))))
    after = Sketch(stopped.state, position.letters)
    assert umpire.reach(after.state, after.n("A")) == {}
    assert why(after, "A", (4, 0)) == "move.points"


def test_carters_do_not_dig() -> None:
    """[14.9] Nor boats, nor chiefs; guns do, beside trained men."""
    for kind, allowed in (("convoy", False), ("battery", True)):
        position = sketch(".A\n\n.", {"A": Counter(kind, "red", 40, 2)}, acting="red")
        trained = sketch(".A\n\n.B", {"A": Counter(kind, "red", 40, 2), "B": Counter("rifle", "red")}, acting="red")
        units = tuple(replace(u, cell=trained.at(0, 0)) for u in trained.state.forces.units)
        state = replace(trained.state, forces=Forces(units))
        alone = umpire.refusal(position.state, DigIn(0))
        assert alone is not None and alone.message == "dig.untrained"
        assert (umpire.refusal(state, DigIn(0)) is None) == allowed
