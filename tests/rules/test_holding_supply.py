"""Chapters 6 and 7: towns are held by men, and lines of supply."""

from dataclasses import replace

import pytest

from game import umpire
from game.hexes import cells_of
from game.hexes.search import FAR
from game.model.actions import Move
from game.model.bonds import Holding, Realm
from game.model.events import DepotChanged, PlaceTaken
from game.model.judgement import Cut, Trace
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import holding, supply, want
from tests.laws import scenario
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
    """[6.1, 16.1] The march itself says so."""
    position = sketch("T\n\n.A", {"A": Counter()}, held={"t0": "red"})
    step = umpire.apply(position.state, Move(position.n("A"), (position.at(0, 0),)))
    assert PlaceTaken(0, "enver", "fell", "red") in step.events


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
    """[8.1] Fourteen hexes of road; the twentieth is out of reach."""
    position = line()
    costs, _ = supply.lines(position.state, "red")
    assert costs[position.at(14, 0)] == 28
    assert costs[position.at(15, 0)] == FAR
    assert not supply.fed(position.state, "red", position.unit("A").cell)
    assert supply.reach(position.state, "red") >> position.at(14, 0) & 1


def test_snow_shortens_the_reach() -> None:
    """[8.1] Ten hexes of road."""
    position = sketch(
        LINE, {"A": Counter("rifle", "red")}, links=road(21), suppliers={"red": (0, 0)}, weather_now="snow"
    )
    costs, _ = supply.lines(position.state, "red")
    assert (costs[position.at(10, 0)], costs[position.at(11, 0)]) == (20, FAR)


def test_an_enemy_zone_cuts_the_line_unless_a_friend_stands_there() -> None:
    """[8.2] A band beside the road cuts it; a post on the road keeps it open."""
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
    """[8.3] With its fifty men, within reach of a source, and two turns after."""
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


def test_a_landing_feeds_while_a_boat_lies_there() -> None:
    """[8.4] And not when it has sailed on, nor for the other side."""
    position = sketch(
        ".   .   .\n  .g  .\n.b  .   .",
        {"b": Counter("flotilla", "red", 100), "g": Counter("rifle", "red")},
        landings={"red": (0, 1)},
    )
    boat, guard = position.unit("b"), position.unit("g")
    assert supply.fed(position.state, "red", guard.cell)
    sailed = replace(position.state, forces=position.state.forces.with_unit(replace(boat, cell=position.at(4, 1))))
    assert not supply.fed(sailed, "red", guard.cell)
    assert not supply.fed(position.state, "enver", guard.cell)


def test_leaders_convoys_and_boats_need_no_bread() -> None:
    """[8.5]"""
    counters = {
        "L": Counter("leader", "red", 1),
        "C": Counter("convoy", "red", 20),
        "B": Counter("flotilla", "red", 90),
    }
    position = sketch(".L  .C  .B", {**counters, "R": Counter("rifle", "red")})
    assert [want.supplied(position.state, position.unit(letter)) for letter in "LCB"] == [True, True, True]
    assert not want.supplied(line().state, line().unit("A"))


# Why a hex is cut.


def test_a_hex_is_traced_along_the_way_that_feeds_it() -> None:
    """[8.6]"""
    position = line()
    near = supply.trace(position.state, "red", position.at(3, 0))
    assert near == Trace(True, tuple(position.at(c, 0) for c in range(4)), 6, 28)


def test_a_hex_too_far_is_cut_where_the_reach_ends() -> None:
    """[8.6]"""
    position = line()
    found = supply.trace(position.state, "red", position.unit("A").cell)
    assert (found.fed, found.cost, found.reach) == (False, 40, 28)
    assert found.cuts == (Cut(position.at(15, 0), "far"),)


def test_a_hex_without_a_way_for_carts_is_closed() -> None:
    """[8.6] Reeds all round it."""
    position = sketch(".   t   .A\n  t   t", {"A": Counter("rifle", "red")}, suppliers={"red": (0, 0)})
    cell = position.unit("A").cell
    assert supply.trace(position.state, "red", cell) == Trace(False, (), 0, 28, (Cut(cell, "closed"),))


def test_a_cut_names_the_enemies_who_make_it() -> None:
    """[8.6, 8.2] A band on the road and the hexes of its zone before and behind."""
    position = sketch(
        ".   .   .x  .   .A\n  .   .   .   .",
        {"A": Counter("rifle", "red"), "x": Counter()},
        links=road(9),
        suppliers={"red": (0, 0)},
    )
    found = supply.trace(position.state, "red", position.unit("A").cell)
    band = (position.n("x"),)
    assert not found.fed
    assert found.cuts == (
        Cut(position.at(3, 0), "zone", band),
        Cut(position.at(4, 0), "enemy", band),
        Cut(position.at(5, 0), "zone", band),
    )


def test_a_hex_fed_by_a_longer_way_shows_where_the_shorter_is_cut() -> None:
    """[8.6]"""
    drawing = ".   .x  .   .A\n  .   .   .   .\n.   .   .   .\n  .   .   .   .\n.   .   .   ."
    position = sketch(
        drawing, {"A": Counter("rifle", "red"), "x": Counter()}, suppliers={"red": (0, 0)},
        links={"road": tuple((c, 0) for c in range(7))},
    )  # fmt: skip
    found = supply.trace(position.state, "red", position.unit("A").cell)
    assert found.fed
    assert found.cost == 12
    assert [cut.cause for cut in found.cuts] == ["zone", "enemy", "zone"]


def test_a_side_traces_by_what_it_knows() -> None:
    """[8.6, 4.9] A band that nobody has seen cuts the road in truth, not in the plans of those whom it starves."""
    drawing = "." + "   ." * 5 + "   .A\n  ." + "   ." * 5 + "\n.   .   .x"
    position = sketch(
        drawing, {"A": Counter("rifle", "red"), "x": Counter()}, links=road(13), suppliers={"red": (0, 0)}, fog=True
    )
    cell = position.unit("A").cell
    assert supply.trace(umpire.view(position.state, "red"), "red", cell).cuts == ()
    truth = supply.trace(position.state, "red", cell)
    assert {cut.units for cut in truth.cuts} == {(position.n("x"),)}


def _chain(**more: Counter) -> Sketch:
    """Two lengths of road with a depot in the middle, fed in the first turn only; it is the ninth."""
    wide = "." + "   ." * 5 + "   Tg  ." + "   ." * 3 + "   .A"
    low = "  ." + "   ." * 10 + "\n.   .   .y"
    position = sketch(
        wide + "\n" + low,
        {"A": Counter("rifle", "red"), "g": Counter("garrison", "red", 60), **more},
        links=road(23),
        suppliers={"red": (0, 0)},
        held={"t0": "red"},
    )
    depot = Holding("red", 0, "red", 1)
    return Sketch(
        replace(position.state, turn=9, realm=Realm((depot, *position.state.realm.holdings[1:]))), position.letters
    )


def test_a_hex_behind_a_depot_is_traced_through_it() -> None:
    """[8.6, 8.3] The cost counts from the depot; what cuts the depot cuts the hex."""
    position = _chain(y=Counter("cadre", "enver", 20))
    cell = position.unit("A").cell
    found = supply.trace(position.state, "red", cell)
    assert (found.fed, found.cost, found.cuts) == (True, 20, ())
    assert found.path == tuple(position.at(c, 0) for c in range(23))
    raided = _chain(y=Counter("band_horse", "enver"))
    found = supply.trace(raided.state, "red", cell)
    assert not found.fed
    assert {cut.cause for cut in found.cuts} == {"zone"}
    assert all(cut.units == (raided.n("y"),) for cut in found.cuts)


@pytest.mark.parametrize("turn", [1, 6])
def test_every_trace_agrees_with_the_lines(turn: int) -> None:
    """[8.6] On the real map: fed is the reach of the lines, and whatever is not fed has a reason."""
    opening = umpire.begin(scenario("recapture-1922"), umpire.Setup(1)).state
    state = replace(opening, turn=turn)
    fed = supply.reach(state, "red")
    cells = list(cells_of(state.scenario.board.ground))[::5]
    for cell in cells:
        found = supply.trace(state, "red", cell)
        assert found.fed == bool(fed >> cell & 1)
        assert found.fed or found.cuts
    assert any(fed >> cell & 1 for cell in cells)


def test_riders_burn_a_depot_they_ride_through_and_the_routed_take_nothing() -> None:
    """[6.4] Without its fifty men; a cadre does no harm."""
    for kind, burnt in (("band_horse", True), ("cadre", False)):
        position = sketch(".\n\nT\n\n.A", {"A": Counter(kind)}, held={"t0": "red"})
        state = replace(position.state, realm=Realm((Holding("red", 0, "red", 1),)))
        step = umpire.apply(state, Move(position.n("A"), (position.at(0, 1), position.at(0, 0))))
        assert (DepotChanged(0, "") in step.events) == burnt
        assert holder(step.state, "t0") == "red"
