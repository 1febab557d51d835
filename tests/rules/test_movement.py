"""Chapter 15, the march: pictures of where a unit may go, and why not."""

from dataclasses import replace

import pytest

from game import questions, umpire
from game.hexes import cells_of, set_of
from game.model.actions import DigIn, Move, MoveTogether
from game.model.events import MarchStopped, UnitLeft, UnitMoved
from game.model.forces import Forces, Posture, Status
from game.model.judgement import Refusal
from game.model.ledger import Ledger
from game.model.scenario import Flow
from game.model.state import State
from game.rules import movement, retreat, zones
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
    """[16.1, 3.7] Foot in the mountains: two hexes of seven points for fourteen; wheels none."""
    position = sketch(MOUNTAINS, {"A": Counter("drilled_foot")})
    assert reach(position, "A") == "x   x   x\n  x   x\nx   .   x\n  x   x\nx   x   x"
    assert umpire.reach(sketch(MOUNTAINS, {"A": Counter("convoy")}).state, 0) == {}


def test_one_hex_is_always_allowed() -> None:
    """[16.2] A starving battery with seven points left may enter a mountain; after it has moved it may not."""
    position = sketch(MOUNTAINS, {"A": Counter("rifle", "red", hunger=3)}, acting="red")
    assert len(umpire.reach(position.state, 0)) == 6
    tired = sketch(MOUNTAINS, {"A": Counter("rifle", "red", hunger=3, spent=1)}, acting="red")
    assert umpire.reach(tired.state, 0) == {}
    wading = sketch("m\n\nmA", {"A": Counter("battery", "red", 40, 2, hunger=3)}, acting="red",
                    rivers={(0, 1, 0): "major"})  # fmt: skip
    step = umpire.apply(wading.state, Move(0, (wading.at(0, 0),)))
    assert step.state.unit(0).spent == 7


def test_other_sides_bar_the_way() -> None:
    """[16.3] Enemies and strangers alike; a lone leader and a lone convoy do not."""
    drawing = ".   .B  .\n  .A  ."
    for kind, side, expected in (("rifle", "red", "move.occupied"), ("band_horse", "lokai", "move.occupied"),
                                 ("leader", "lokai", "move.occupied"), ("leader", "red", ""),
                                 ("convoy", "red", "")):  # fmt: skip
        men = 0 if kind == "leader" else 400
        position = sketch(drawing, {"A": Counter(), "B": Counter(kind, side, men, radius=1)}, dice=(6, 6))
        assert why(position, "A", (2, 0)) == expected


@pytest.mark.parametrize("kind", ["battery", "cadre", "convoy", "leader"])
def test_only_those_who_fight_ride_down(kind: str) -> None:
    """[16.3, 3.8] Gunners, officers and carters take nobody; no more does a dummy."""
    men = 0 if kind == "leader" else 40
    counters = {"A": Counter(kind, men=men), "B": Counter("leader", "red", 0), "C": Counter("convoy", "red", 20)}
    position = sketch(".   .B  .\n  .A  .\n.   .C  .", counters)
    for at in ((2, 0), (2, 1)):
        assert why(position, "A", at) == "move.occupied"
        assert position.at(*at) not in umpire.reach(position.state, position.n("A"))
    phantom = sketch(".   .B  .\n  .A  .\n.   .C  .", {**counters, "A": Counter(dummy=True)})
    assert why(phantom, "A", (2, 0)) == "move.occupied"


def test_a_convoy_alone_is_taken_by_the_march() -> None:
    """[16.3, 9.3] Ridden through as well as ended on; one with riflemen bars the way."""
    counters = {"A": Counter(), "B": Counter("convoy", "red", 20)}
    position = sketch(".A\n\n.B\n\n.", counters, purse=6, flows={"enver": (Flow("convoy", 1),)})
    step = umpire.apply(position.state, Move(position.n("A"), (position.at(0, 1), position.at(0, 2))))
    assert UnitLeft(position.n("B"), Status.POOL, 3, 20, "taken") in step.events
    assert step.state.bonds.purse[1] == 7
    guarded = {**counters, "C": Counter("rifle", "red")}
    position = sketch(".A  .C\n\n.B  .", guarded)
    units = tuple(replace(u, cell=position.at(0, 1)) if u.side == "red" else u for u in position.state.forces.units)
    guard = Sketch(replace(position.state, forces=Forces(units)), position.letters)
    assert why(guard, "A", (0, 1)) == "move.occupied"


ZONES = """
.   .   .   .   .
  .A  .   .   .
.   .   .B  .   .
  .   .   .   .
"""


def test_a_hard_zone_stops_and_a_soft_one_costs() -> None:
    """[16.4] Beside a regular the march ends; beside a band it costs four more, and two to leave."""
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
    """[16.4]"""
    position = sketch(ZONES, {"A": Counter("convoy"), "B": Counter("militia", "red")})
    assert why(position, "A", (2, 1), (3, 1)) == ""
    assert why(position, "A", (2, 1), (3, 1), (3, 0)) == "move.zone"


def test_the_broken_keep_away() -> None:
    """[16.5]"""
    position = sketch(ZONES, {"A": Counter(morale=1), "B": Counter("rifle", "red")})
    assert why(position, "A", (2, 1), (3, 1)) == "move.broken"
    assert why(position, "A", (2, 1)) == ""


def test_stacking_counts_where_the_march_ends() -> None:
    """[16.6] 1,200 men in the mountains; passing through is free."""
    position = sketch(
        "m   m   m\n  mA  mB\n.   .   .",
        {"A": Counter("band_foot", men=900), "B": Counter("band_foot", men=400)},
    )
    assert why(position, "A", (2, 1), (3, 1)) != ""
    assert why(position, "A", (2, 0), (3, 0)) == "move.stacking"
    assert why(position, "A", (2, 0)) == ""


def test_refusals_name_their_clause() -> None:
    """[16.1, 16.7] Nowhere, not adjacent, no points, has fought, closed ground."""
    position = sketch(".   .   .\n  .A  .   #\n.   .   ^", {"A": Counter("rifle", "red")}, acting="red")
    assert why(position, "A") == "move.nowhere"
    assert why(position, "A", (4, 0)) == "move.not_adjacent"
    assert why(position, "A", (2, 1), (1, 0)) == "move.nowhere"
    refused = umpire.refusal(position.state, Move(0, (10_000,)))
    assert isinstance(refused, Refusal) and refused.clause == "16.1"
    long = tuple((2, 0) if n % 2 else (2, 1) for n in range(9))
    assert why(position, "A", *long) == "move.points"


def test_trenches_are_dug_by_trained_men_at_rest_and_left_behind() -> None:
    """[16.7, 16.8]"""
    position = sketch("TA\n\n.", {"A": Counter("drilled_foot")})
    step = umpire.apply(position.state, DigIn(0))
    assert step.state.unit(0).dug_in
    assert umpire.refusal(step.state, DigIn(0)) == Refusal("16.8", "dig.already", {"unit": 0})
    gone = umpire.apply(step.state, Move(0, (position.at(0, 1),)))
    assert not gone.state.unit(0).dug_in
    assert umpire.refusal(gone.state, DigIn(0)) == Refusal("16.8", "dig.moved", {"unit": 0})
    band = sketch("TA\n\n.", {"A": Counter()})
    assert umpire.refusal(band.state, DigIn(0)) == Refusal("16.8", "dig.untrained", {"unit": 0})
    watched = sketch(".A\n\n.B", {"A": Counter("drilled_foot"), "B": Counter("rifle", "red")})
    assert umpire.refusal(watched.state, DigIn(0)) == Refusal("16.8", "dig.zone", {"unit": 0})


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
    """[16.4] A second order does not lead on from where the first was stopped."""
    position = sketch(ZONES, {"A": Counter(), "B": Counter("rifle", "red")})
    stopped = umpire.apply(position.state, Move(position.n("A"), (position.at(2, 1), position.at(3, 0))))
    after = Sketch(stopped.state, position.letters)
    assert umpire.reach(after.state, after.n("A")) == {}
    assert why(after, "A", (4, 0)) == "move.points"


def test_carters_do_not_dig() -> None:
    """[16.8] Nor boats, nor chiefs; guns do, beside trained men."""
    for kind, allowed in (("convoy", False), ("battery", True)):
        position = sketch(".A\n\n.", {"A": Counter(kind, "red", 40, 2)}, acting="red")
        trained = sketch(".A\n\n.B", {"A": Counter(kind, "red", 40, 2), "B": Counter("rifle", "red")}, acting="red")
        units = tuple(replace(u, cell=trained.at(0, 0)) for u in trained.state.forces.units)
        state = replace(trained.state, forces=Forces(units))
        alone = umpire.refusal(position.state, DigIn(0))
        assert alone is not None and alone.message == "dig.untrained"
        assert (umpire.refusal(state, DigIn(0)) is None) == allowed


def together(position: Sketch, letters: str, *route: tuple[int, int]) -> MoveTogether:
    """The order of some units to march along a route as one."""
    numbers = tuple(sorted(position.n(letter) for letter in letters))
    return MoveTogether(numbers, tuple(position.at(*at) for at in route))


def stacked(counters: dict[str, Counter], drawing: str = "", **more: object) -> Sketch:
    """Units of one side on the first hex of a strip of steppe nine hexes long."""
    spare = "  ".join(f".{letter}" for letter in counters)
    strip = drawing or "\n\n".join(["."] * 9)
    width = 4 * len(counters)
    drawn = strip + "\n\n" + " " * 8 + spare.ljust(width)
    position = sketch(drawn, counters, **more)  # type: ignore[arg-type]
    units = tuple(replace(u, cell=position.at(0, 0)) for u in position.state.forces.units)
    return Sketch(replace(position.state, forces=Forces(units)), position.letters)


MIXED = {"A": Counter(), "B": Counter("drilled_foot"), "G": Counter("battery", men=40, guns=2)}


def test_a_stack_marches_as_far_as_its_slowest() -> None:
    """[16.9] Riders wait for the guns, and pay their own points; alone they go on."""
    position = stacked(MIXED)
    seven, eight = [(0, row) for row in range(1, 8)], [(0, row) for row in range(1, 9)]
    assert umpire.refusal(position.state, together(position, "ABG", *eight)) == Refusal(
        "16.1", "move.points", {"unit": position.n("B"), "cost": 16, "left": 14}
    )
    assert umpire.refusal(position.state, together(position, "A", *seven)) is not None
    step = umpire.apply(position.state, together(position, "ABG", *seven))
    for letter in "ABG":
        unit = step.state.unit(position.n(letter))
        assert (unit.cell, unit.spent) == (position.at(0, 7), 14)
    assert umpire.reach(step.state, position.n("B")) == {}
    assert position.at(0, 8) in umpire.reach(step.state, position.n("A"))
    assert questions.reach_together(position.state, position.state.forces.at(position.at(0, 0))).keys() == {
        position.at(*at) for at in seven
    }


def test_only_units_of_one_hex_march_together() -> None:
    """[16.9] Two of them at least, each once, in the order of their numbers."""
    position = stacked(MIXED)
    apart = changed(position, "B", cell=position.at(0, 1))
    for order in (
        together(position, "A", (0, 1)),
        MoveTogether((1, 0), (position.at(0, 1),)),
        MoveTogether((0, 0), (position.at(0, 1),)),
        MoveTogether((), (position.at(0, 1),)),
    ):
        assert message(position.state, order) == "move.together"
    assert message(apart.state, together(position, "AB", (0, 1))) == "move.together"
    assert message(position.state, together(position, "AB")) == "move.nowhere"


def test_a_stack_needs_room_for_all() -> None:
    """[16.9, 16.6] 1,200 men in the mountains, though each would find it."""
    crowd = {"A": Counter("band_foot", men=700), "B": Counter("band_foot", men=700)}
    position = stacked(crowd, ".\n\nm\n\n.")
    assert why(position, "A", (0, 1)) == ""
    assert message(position.state, together(position, "AB", (0, 1))) == "move.stacking"
    assert message(position.state, together(position, "AB", (0, 1), (0, 2))) == ""


def message(state: State, order: MoveTogether) -> str:
    """The message of the refusal of an order, empty if it is allowed."""
    refused = umpire.refusal(state, order)
    return "" if refused is None else refused.message


def changed(position: Sketch, letter: str, **changes: object) -> Sketch:
    """The position with one unit changed."""
    units = list(position.state.forces.units)
    number = position.n(letter)
    units[number] = replace(units[number], **changes)  # type: ignore[arg-type]
    return Sketch(replace(position.state, forces=Forces(tuple(units))), position.letters)


def walked(position: Sketch, letter: str, *route: tuple[int, int]) -> tuple[list[object], Sketch]:
    """The events of a march, and the position after it."""
    assert why(position, letter, *route) == "", "the truth never refuses"
    step = umpire.apply(position.state, Move(position.n(letter), tuple(position.at(*at) for at in route)))
    return list(step.events), Sketch(step.state, position.letters)


def strip(length: int, letters: dict[int, str], ground: str = ".") -> str:
    """A road one hex wide from north to south, with letters on some of its hexes."""
    return "\n\n".join(ground + letters.get(row, "") for row in range(length))


HIDDEN = Counter("rifle", "red")
RIFLES = Counter("drilled_foot", men=200)


def test_a_march_halts_next_to_enemies_it_did_not_know() -> None:
    """[16.10, 28.6] Rifles see one hex: they halt where they meet the enemy, and have paid for what they walked."""
    position = sketch(strip(8, {0: "A", 5: "B"}), {"A": RIFLES, "B": HIDDEN}, fog=True)
    events, after = walked(position, "A", *((0, row) for row in range(1, 8)))
    assert UnitMoved(position.n("A"), tuple(position.at(0, row) for row in (1, 2, 3, 4)), 14) in events
    assert MarchStopped((position.n("A"),), position.at(0, 5), "met") in events
    assert after.unit("A").cell == position.at(0, 4)
    open_field = sketch(strip(8, {0: "A", 5: "B"}), {"A": RIFLES, "B": HIDDEN})
    assert why(open_field, "A", *((0, row) for row in range(1, 8))) != "", "without fog it is no order at all"


def test_a_band_that_was_met_ends_the_march_for_good() -> None:
    """[16.10] Three hexes on, beside it; no points are left."""
    band = Counter("militia", "red")
    position = sketch(strip(8, {0: "A", 4: "B"}), {"A": RIFLES, "B": band}, fog=True)
    events, after = walked(position, "A", *((0, row) for row in range(1, 5)))
    assert UnitMoved(position.n("A"), tuple(position.at(0, row) for row in (1, 2, 3)), 14) in events
    assert after.unit("A").spent == 14
    assert why(after, "A", (0, 2)) == "move.points" and why(after, "A", (0, 4)) == "move.occupied"


def test_enemies_sighted_on_the_way_halt_a_march_beside_them() -> None:
    """[16.10] Riders see the camp two hexes off the way and do not ride past it blindly."""
    drawing = strip(8, {0: "A", 6: "B"})
    position = sketch(drawing, {"A": Counter(), "B": HIDDEN}, fog=True)
    events, after = walked(position, "A", *((0, row) for row in range(1, 8)))
    assert MarchStopped((position.n("A"),), position.at(0, 6), "met") in events
    assert after.unit("A").cell == position.at(0, 5)


def test_strangers_in_the_way_halt_a_march_too() -> None:
    """[16.10, 16.3] Next to them, for there is no war; the hex before theirs is entered."""
    position = sketch(strip(8, {0: "A", 4: "L"}), {"A": RIFLES, "L": Counter(side="lokai")}, fog=True)
    events, after = walked(position, "A", *((0, row) for row in range(1, 7)))
    assert MarchStopped((position.n("A"),), position.at(0, 4), "met") in events
    assert after.unit("A").cell == position.at(0, 3)


def test_a_march_is_tired_by_a_zone_it_did_not_know() -> None:
    """[16.10] It halts before the zone of a band in hiding, or in it if there is no room to halt."""
    band, crowd = Counter("militia", "red"), Counter("drilled_foot", men=2400)
    counters = {"A": Counter("drilled_foot", men=200, spent=8), "B": band, "F": crowd}
    route = ((0, 1), (0, 2), (0, 3))
    position = sketch(strip(6, {0: "A", 4: "B"}), counters, fog=True)
    events, after = walked(position, "A", *route)
    assert MarchStopped((position.n("A"),), position.at(0, 3), "tired") in events
    assert (after.unit("A").cell, after.unit("A").spent) == (position.at(0, 2), 12)
    narrow = sketch(strip(6, {0: "A", 2: "F", 4: "B"}), counters, fog=True)
    events, after = walked(narrow, "A", *route)
    assert MarchStopped((narrow.n("A"),), narrow.at(0, 4), "met") in events
    assert (after.unit("A").cell, after.unit("A").spent) == (narrow.at(0, 3), 14)


def test_the_truth_stops_an_order_and_never_refuses_it() -> None:
    """[16.10, 28.6] Wherever an enemy hides on a small field, every march that is legal without him is carried out."""
    drawing = "\n".join([".   .   .   .   .", "  .   h   .   m"] * 4)
    counters = {"A": Counter("drilled_foot"), "B": Counter("militia", "red")}
    base = sketch(drawing.replace(".", ".A", 1) + "\n.B", counters, fog=True)
    seen = questions.visible(base.state, "enver")
    alone = changed(base, "B", status=Status.POOL, cell=0)
    orders = [order for order in umpire.legal(alone.state) if isinstance(order, Move)]
    assert len(orders) > 10
    stops = 0
    for cell in cells_of(base.state.scenario.board.ground & ~seen):
        hiding = changed(base, "B", cell=cell)
        assert [order for order in umpire.legal(hiding.state) if isinstance(order, Move)] == orders
        for order in orders:
            step = umpire.apply(hiding.state, order)
            unit = step.state.unit(base.n("A"))
            stopped = any(isinstance(event, MarchStopped) for event in step.events)
            assert stopped or unit.cell == order.route[-1]
            assert unit.cell != cell and unit.spent <= 14
            stops += stopped
    assert stops > 20


def test_a_stack_is_stopped_as_one() -> None:
    """[16.9, 16.10] All of them halt, and the riders of the stack have seen as far as riders see."""
    counters = {"A": Counter("drilled_foot"), "C": Counter("drilled_foot"), "B": HIDDEN}
    position = sketch(strip(8, {0: "A", 1: "C", 4: "B"}), counters, fog=True)
    joined = changed(position, "C", cell=position.at(0, 0))
    step = umpire.apply(joined.state, together(position, "AC", (0, 1), (0, 2), (0, 3), (0, 4)))
    assert MarchStopped((position.n("A"), position.n("C")), position.at(0, 4), "met") in step.events
    assert {step.state.unit(position.n(x)).cell for x in "AC"} == {position.at(0, 3)}


def test_whoever_fights_in_a_stack_takes_what_it_rides_through() -> None:
    """[16.3, 16.9] Though the first of its numbers are gunners."""
    carts = Counter("convoy", "red", 20)
    counters = {"A": Counter("battery", men=40, guns=1), "C": Counter("drilled_foot"), "X": carts}
    position = sketch(strip(4, {0: "A", 1: "C", 2: "X"}), counters)
    joined = changed(position, "C", cell=position.at(0, 0))
    assert why(joined, "A", (0, 1), (0, 2)) == "move.occupied"
    step = umpire.apply(joined.state, together(position, "AC", (0, 1), (0, 2), (0, 3)))
    assert any(isinstance(event, UnitLeft) and event.cause == "taken" for event in step.events)
    assert {step.state.unit(position.n(x)).cell for x in "AC"} == {position.at(0, 3)}


def test_a_reach_shows_the_one_hex_that_is_always_allowed() -> None:
    """[16.2] At the price of all the points; a stack of one is no stack."""
    position = sketch("m\n\nmA", {"A": Counter("battery", "red", 40, 2, hunger=3)}, acting="red",
                      rivers={(0, 1, 0): "major"})  # fmt: skip
    (route,) = umpire.reach(position.state, 0).values()
    assert (route.cells, route.cost) == ((position.at(0, 0),), 7)
    assert movement.judge(position.state, position.unit("A"), route.cells) == 7
    assert questions.reach_together(position.state, (position.unit("A"),)) == {}


def test_who_has_fought_or_is_off_the_map_has_no_reach() -> None:
    """[16.7]"""
    position = sketch(".A\n\n.", {"A": Counter()})
    assert umpire.reach(position.state, 0)
    for changes in ({"fought": True}, {"status": Status.POOL}, {"spent": 26}):
        assert umpire.reach(changed(position, "A", **changes).state, 0) == {}, changes
    refused = umpire.refusal(changed(position, "A", fought=True).state, Move(0, (position.at(0, 1),)))
    assert refused == Refusal("16.7", "move.fought", {"unit": 0})


BEATEN = """
.   .   .X  .   .
  .   .   .   .
.   .   .B  .   .
  .   .   .   .
T   .   .   .   T
"""


def test_the_beaten_make_for_their_own_towns() -> None:
    """[17.1] For the one in the west or the one in the east, as the side holds them."""
    for holder, step in (({"t0": "enver", "t1": "red"}, (3, 1)), ({"t0": "red", "t1": "enver"}, (5, 1))):
        position = sketch(BEATEN, {"B": Counter("drilled_foot"), "X": Counter("rifle", "red")}, held=holder)
        foes = (position.unit("X").cell,)
        assert retreat.way_back(position.state, position.unit("B"), 1, foes) == (position.at(*step),)
        assert len(retreat.way_back(position.state, position.unit("B"), 2, foes)) == 2


def test_the_beaten_keep_out_of_zones_where_they_can() -> None:
    """[17.1] They would go straight for the town; a picket on that side sends them round it."""
    foe = Counter("rifle", "red")
    drawing = BEATEN.replace("T   .   .   .   T", "T   .Y  .   .   .")
    position = sketch(drawing, {"B": Counter("drilled_foot"), "X": foe, "Y": foe}, held={"t0": "enver"})
    assert zones.enemy_zones(position.state, "enver")[0] >> position.at(3, 1) & 1
    (cell,) = retreat.way_back(position.state, position.unit("B"), 1, (position.unit("X").cell,))
    assert cell == position.at(4, 2)


def test_who_slips_away_between_zones_loses_nobody() -> None:
    """[17.1, 20.9] A retreat by the same route costs a twentieth."""
    position = sketch(ZONES, {"A": Counter(), "B": Counter("rifle", "red")})
    route = (position.at(2, 1), position.at(3, 0))
    left = []
    for cause in ("evade", "retreat"):
        ledger = Ledger(position.state)
        retreat.fall_back(ledger, position.unit("A"), route, cause)
        left.append(ledger.state.unit(position.n("A")).men)
    assert left == [400, 380]


def test_a_stack_slips_away_where_all_of_it_can_go() -> None:
    """[20.9] Riders alone would take the reeds' near side; with hillmen beside them they need ground for both."""
    drawing = ".X\n\n.A  .C\n\n^\n\n."
    position = sketch(drawing, {"A": Counter(), "C": Counter("band_foot"), "X": Counter("rifle", "red")})
    foes = (position.unit("X").cell,)
    assert retreat.way_out(position.state, (position.unit("A"),), 2, foes) == ()
    hillmen = changed(position, "C", cell=position.unit("A").cell)
    assert retreat.way_out(hillmen.state, (hillmen.unit("C"),), 2, foes) == (position.at(0, 2), position.at(0, 3))
    both = (hillmen.unit("A"), hillmen.unit("C"))
    assert retreat.way_out(hillmen.state, both, 2, foes) == retreat.way_out(hillmen.state, both[::-1], 2, foes) == ()
