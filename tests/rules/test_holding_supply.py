"""Chapters 6 and 7: towns are held by men, and bread."""

from dataclasses import replace

import pytest

from game import umpire
from game.hexes.search import FAR
from game.model.actions import Move, OpenDepot, Relieve
from game.model.bonds import Holding, Realm
from game.model.events import DepotChanged, PlaceTaken, UnitLeft, WantChanged
from game.model.forces import Status
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import holding, supply
from tests.sketch import Counter, Sketch, sketch


def holder(state: State, place: str) -> str:
    return holding.holder(state, place)


@pytest.mark.parametrize(("men", "after"), [(50, "enver"), (49, "red")])
def test_fifty_men_take_a_town(men: int, after: str) -> None:
    """[6.1]"""
    position = sketch("TA  .", {"A": Counter(men=men)}, held={"t0": "red"})
    ledger = Ledger(position.state)
    holding.occupy(ledger, position.at(0, 0), "enver")
    assert holder(ledger.state, "t0") == after


def test_marching_in_takes_the_town() -> None:
    """[6.1, 10.1] The march itself says so."""
    position = sketch("T\n\n.A", {"A": Counter()}, held={"t0": "red"})
    step = umpire.apply(position.state, Move(position.n("A"), (position.at(0, 0),)))
    assert PlaceTaken(0, "enver", "fell") in step.events


def test_a_captured_town_pays_only_with_its_garrison() -> None:
    """[6.2] One's own from the start pays even empty."""
    position = sketch("T\n\n.A", {"A": Counter()}, held={"t0": "red"})
    assert holding.pays(position.state, "t0", "red")
    taken = replace(position.state, realm=Realm((Holding("enver"),)))
    assert not holding.pays(taken, "t0", "enver")


@pytest.mark.parametrize(("loyalty", "after"), [(-1, "red"), (0, "enver"), (1, "enver")])
def test_an_empty_captured_town_goes_back_to_its_people(loyalty: int, after: str) -> None:
    """[6.3] At the end of the second turn; a captured town of loyalty nought stays."""
    position = sketch("T\n\n.A", {"A": Counter()}, held={"t0": "red"}, loyalty=loyalty)
    ledger = Ledger(replace(position.state, realm=Realm((Holding("enver"),))))
    holding.revert(ledger)
    assert holder(ledger.state, "t0") == "enver"
    holding.revert(ledger)
    assert holder(ledger.state, "t0") == after


def test_an_unguarded_depot_is_lost_to_any_enemy() -> None:
    """[6.4] Ten riders are enough."""
    position = sketch("T\n\n.A", {"A": Counter(men=10)}, held={"t0": "red"})
    state = replace(position.state, realm=Realm((Holding("red", 0, "red", 1),)))
    step = umpire.apply(state, Move(position.n("A"), (position.at(0, 0),)))
    assert DepotChanged(0, "") in step.events
    assert holder(step.state, "t0") == "red"


LINE = """
.   .   .   .   .   .   .   .   .   .   .A
  .   .   .   .   .   .   .   .   .   .
"""


def road(length: int) -> dict[str, tuple[tuple[int, int], ...]]:
    return {"road": tuple((c, 0) for c in range(length))}


def line(**more: Counter) -> Sketch:
    return sketch(LINE, {"A": Counter("rifle", "red"), **more}, links=road(21), suppliers={"red": (0, 0)})


def test_regulars_trace_twenty_eight_points_of_wheels() -> None:
    """[7.1] Fourteen hexes of road; the twentieth is out of reach."""
    position = line()
    costs, _ = supply.lines(position.state, "red")
    assert costs[position.at(14, 0)] == 28
    assert costs[position.at(15, 0)] == FAR
    assert not supply.supplied(position.state, position.unit("A"))
    assert supply.reach(position.state, "red") >> position.at(14, 0) & 1


def test_an_enemy_zone_cuts_the_line_unless_a_friend_stands_there() -> None:
    """[7.2] A band beside the road cuts it; a post on the road keeps it open."""
    drawing = ".   .   .   .A\n  .   .   .   .\n.   .x  .   ."
    counters = {"A": Counter("rifle", "red"), "x": Counter()}
    links = {"road": tuple((c, 0) for c in range(7))}
    cut = sketch(drawing, counters, links=links, suppliers={"red": (0, 0)})
    assert supply.lines(cut.state, "red")[0][cut.unit("A").cell] > 12
    post = Counter("garrison", "red", 60)
    guarded = sketch(
        ".   .q  .   .A\n  .p  .r  .   .\n.   .x  .   .",
        {**counters, "p": post, "q": post, "r": post},
        links=links,
        suppliers={"red": (0, 0)},
    )
    assert supply.lines(guarded.state, "red")[0][guarded.unit("A").cell] == 12


def test_a_depot_passes_supply_on_and_lasts_two_turns() -> None:
    """[7.3] With its fifty men, within reach of a source, and two turns after."""
    position = sketch(
        "." + "   ." * 11 + "   Tg",
        {"g": Counter("garrison", "red", 50)},
        suppliers={"red": (0, 0)},
        held={"t0": "red"},
    )
    state = replace(position.state, realm=Realm((Holding("red", 0, "red", 1), *position.state.realm.holdings[1:])))
    assert state.scenario.board.places[0].town
    assert supply.lines(state, "red")[1] == ()
    later = replace(state, turn=3)
    assert supply.lines(later, "red")[0][state.scenario.board.places[0].cell] == 0
    assert supply.lines(replace(state, turn=4), "red")[0][state.scenario.board.places[0].cell] == FAR


def test_bands_are_short_far_from_towns_and_never_worse() -> None:
    """[7.4, 7.5]"""
    drawing = "T" + "   ." * 8 + "   .A"
    position = sketch(drawing, {"A": Counter()}, held={"t0": "enver"})
    assert not supply.supplied(position.state, position.unit("A"))
    ledger = Ledger(position.state)
    supply.check_bread(ledger)
    supply.check_bread(ledger)
    assert ledger.state.unit(0).hunger == 1
    near = sketch("T   .A", {"A": Counter()}, held={"t0": "enver"})
    assert supply.supplied(near.state, near.unit("A"))


def test_the_ladder_of_want() -> None:
    """[7.5, 7.6] Short, out, starving; men are lost from the third rung up; bread mends all at once."""
    position = sketch(".A", {"A": Counter("rifle", "red", 500)})
    ledger = Ledger(position.state)
    for expected in ((1, 500), (2, 490), (3, 471), (4, 453)):
        supply.check_bread(ledger)
        unit = ledger.state.unit(0)
        assert (unit.hunger, unit.men) == expected
    fed = sketch(".A", {"A": Counter("rifle", "red", 500, hunger=3)}, suppliers={"red": (0, 0)})
    ledger = Ledger(fed.state)
    supply.check_bread(ledger)
    assert WantChanged(0, 0) in ledger.events


def _convoy(garrison: int, hunger: int) -> Sketch:
    position = sketch(
        "TC\n\n.G",
        {"C": Counter("convoy", "red", 20), "G": Counter("rifle", "red", garrison, hunger=hunger)},
        suppliers={"red": (0, 1)},
        held={"t0": "red"},
        acting="red",
    )
    units = tuple(replace(unit, cell=position.at(0, 0)) for unit in position.state.forces.units)
    return Sketch(replace(position.state, forces=replace(position.state.forces, units=units)), position.letters)


def test_a_convoy_becomes_a_depot() -> None:
    """[7.7] In a town with a garrison, in supply; then it goes home."""
    position = _convoy(60, 0)
    step = umpire.apply(position.state, OpenDepot(position.n("C")))
    assert DepotChanged(0, "red") in step.events
    assert step.state.unit(position.n("C")).status is Status.POOL
    refused = umpire.refusal(_convoy(20, 0).state, OpenDepot(position.n("C")))
    assert refused is not None and refused.clause == "7.7" and refused.message == "depot.garrison"


def test_a_convoy_feeds_a_stranded_stack() -> None:
    """[7.8] Six hundred men at once, and the convoy is spent."""
    position = _convoy(600, 3)
    step = umpire.apply(position.state, Relieve(position.n("C")))
    assert step.state.unit(position.n("G")).hunger == 0
    assert any(isinstance(e, UnitLeft) and e.cause == "unloaded" for e in step.events)
    assert umpire.refusal(_convoy(601, 3).state, Relieve(position.n("C"))) is not None
    assert umpire.refusal(_convoy(100, 0).state, Relieve(position.n("C"))) is not None


def test_riders_burn_a_depot_they_ride_through_and_the_routed_take_nothing() -> None:
    """[6.4] Without its fifty men; a cadre does no harm."""
    for kind, burnt in (("band_horse", True), ("cadre", False)):
        position = sketch(".\n\nT\n\n.A", {"A": Counter(kind)}, held={"t0": "red"})
        state = replace(position.state, realm=Realm((Holding("red", 0, "red", 1),)))
        step = umpire.apply(state, Move(position.n("A"), (position.at(0, 1), position.at(0, 0))))
        assert (DepotChanged(0, "") in step.events) == burnt
        assert holder(step.state, "t0") == "red"


def test_a_convoys_own_men_are_no_garrison() -> None:
    """[7.7]"""
    refused = umpire.refusal(_convoy(30, 0).state, OpenDepot(_convoy(30, 0).n("C")))
    assert refused is not None and refused.message == "depot.garrison"
