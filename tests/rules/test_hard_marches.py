"""Chapter 17, hard marches, and the ways out."""

from dataclasses import replace

import pytest

from game import questions, umpire
from game.model.actions import Attack, EndPart, ForceMarch, HireGuides, LeaveMap, Move
from game.model.bonds import Ford
from game.model.events import (
    FordsChanged,
    MarchStopped,
    MenLost,
    MoraleChanged,
    PaceSet,
    PurseChanged,
    Rolled,
    UnitLeft,
)
from game.model.forces import Pace, Status
from game.model.judgement import Refusal
from game.model.state import State
from tests.sketch import Counter, Sketch, sketch


def strip(length: int, letters: dict[int, str], ground: str = ".") -> str:
    """A road one hex wide from north to south, with letters on some of its hexes."""
    return "\n\n".join(ground + letters.get(row, "") for row in range(length))


def forced(counter: Counter, dice: tuple[int, ...] = (), **more: object) -> tuple[list[object], State, Sketch]:
    """The events, the state and the position of a forced march by one unit on a long road."""
    position = sketch(strip(24, {0: "A"}), {"A": counter}, dice=dice, acting=counter.side, **more)  # type: ignore[arg-type]
    step = umpire.apply(position.state, ForceMarch(0))
    return list(step.events), step.state, position


def message(state: State, order: object) -> str:
    """The message of the refusal of an order, empty if it is allowed."""
    refused = umpire.refusal(state, order)  # type: ignore[arg-type]
    return "" if refused is None else refused.message


@pytest.mark.parametrize(("kind", "points"), [("rifle", 21), ("cavalry", 33), ("band_horse", 39), ("convoy", 18)])
def test_a_forced_march_adds_half_the_points(kind: str, points: int) -> None:
    """[18.1, 3.7] For this part; in the next the men march as usual."""
    events, state, _ = forced(Counter(kind, "red"), (1, 1))
    assert PaceSet(0, Pace.FORCED) in events
    assert questions.points_left(state, state.unit(0)) == points
    after = umpire.apply(state, EndPart()).state
    assert (after.turn, after.actor, after.unit(0).pace) == (2, "red", Pace.USUAL)


@pytest.mark.parametrize(
    ("morale", "dice", "fails"), [(7, (5, 5), False), (7, (6, 5), True), (8, (6, 5), False), (8, (6, 6), True)]
)
def test_a_forced_march_tries_the_men(morale: int, dice: tuple[int, int], fails: bool) -> None:
    """[18.1, 14.8] Two dice over morale and three: one in fifty falls out, and the rest lose heart."""
    events, state, _ = forced(Counter("rifle", "red", 450, morale=morale), dice)
    assert Rolled("forced", dice, 2, "red") in events
    assert (MenLost(0, 9, 0, 0, "stragglers") in events) == fails
    assert (MoraleChanged(0, -1, morale - 1, "forced") in events) == fails
    assert (state.unit(0).men, state.unit(0).morale) == ((441, morale - 1) if fails else (450, morale))


def test_the_chance_of_stragglers_is_told() -> None:
    """[18.1, 18.2] Counted over the 36 throws; a gallop costs nobody."""
    for value in range(3, 11):
        position = sketch(".A", {"A": Counter("rifle", "red", morale=value)})
        counted = sum(1 for a in range(1, 7) for b in range(1, 7) if a + b > value + 3)
        assert questions.straggling(position.state, position.unit("A")) == counted
    riders = sketch(".A", {"A": Counter(morale=3)}, scale="1km")
    assert questions.straggling(riders.state, riders.unit("A")) == 0


def test_a_march_is_forced_once_and_before_a_fight() -> None:
    """[18.1] By men and beasts; boats are not driven, nor the broken."""
    _, state, _ = forced(Counter("rifle", "red"), (1, 1))
    assert umpire.refusal(state, ForceMarch(0)) == Refusal("18.1", "force.already", {"unit": 0})
    for counter, reason in (
        (Counter("flotilla", "red"), "force.unfit"),
        (Counter("rifle", "red", morale=2), "force.unfit"),
        (Counter("cavalry", "red", pace=Pace.BLOWN), "force.blown"),
    ):
        assert message(sketch(".A", {"A": counter}, acting="red").state, ForceMarch(0)) == reason
    position = sketch(".A\n\n.B", {"A": Counter("rifle"), "B": Counter("rifle", "red")}, dice=(3, 3))
    after = umpire.apply(position.state, Attack(position.at(0, 1), (0,))).state
    assert message(after, ForceMarch(0)) == "force.fought"


def test_a_leader_keeps_up_with_his_men() -> None:
    """[18.1, 18.2] He is driven like them; his morale of ten never fails, and he has no men to lose."""
    _, state, _ = forced(Counter("leader", men=0, radius=1), (6, 6))
    assert questions.points_left(state, state.unit(0)) == 39
    assert (state.unit(0).morale, state.tally.lost) == (10, (0, 0, 0))
    _, gallop, _ = forced(Counter("leader", men=0, radius=1), scale="1km")
    assert gallop.unit(0).pace is Pace.GALLOP


def test_no_march_is_forced_out_of_a_zone_that_stopped_it() -> None:
    """[18.1, 16.4] The points that the zone took do not come back; who stood in it from the start may break away."""
    drawing = ".   .   .\n  .A  .   .\n.   .   .B\n  .   .   ."
    position = sketch(drawing, {"A": Counter("rifle"), "B": Counter("rifle", "red")}, dice=(1, 1))
    stopped = umpire.apply(position.state, Move(0, (position.at(2, 1), position.at(3, 0)))).state
    assert questions.points_left(stopped, stopped.unit(0)) == 0
    assert umpire.refusal(stopped, ForceMarch(0)) == Refusal("18.1", "force.zone", {"unit": 0})
    beside = sketch(".A\n\n.B", {"A": Counter("rifle"), "B": Counter("rifle", "red")}, dice=(1, 1))
    assert message(beside.state, ForceMarch(0)) == ""
    free = umpire.apply(position.state, Move(0, (position.at(2, 1),))).state
    assert message(free, ForceMarch(0)) == "", "who has marched and is stopped by nobody may be driven on"


def test_at_one_kilometre_it_is_the_gallop() -> None:
    """[18.2] Twelve points now, without a test, and four in the next part; after that they are fresh again."""
    events, state, position = forced(Counter("cavalry", "red"), scale="1km")
    assert PaceSet(0, Pace.GALLOP) in events and not any(isinstance(event, Rolled) for event in events)
    assert questions.points_left(state, state.unit(0)) == 12
    assert position.at(0, 6) in umpire.reach(state, 0) and position.at(0, 7) not in umpire.reach(state, 0)
    blown = umpire.apply(state, EndPart()).state
    assert (blown.unit(0).pace, questions.points_left(blown, blown.unit(0))) == (Pace.BLOWN, 4)
    assert message(blown, ForceMarch(0)) == "force.blown"
    fresh = umpire.apply(blown, EndPart()).state
    assert questions.points_left(fresh, fresh.unit(0)) == 8


def test_men_on_foot_do_not_gallop() -> None:
    """[18.2] They force their march there as elsewhere, with its test."""
    events, state, _ = forced(Counter("rifle", "red", 200, morale=7), (6, 6), scale="1km")
    assert PaceSet(0, Pace.FORCED) in events and MenLost(0, 4, 0, 0, "stragglers") in events
    assert questions.points_left(state, state.unit(0)) == 6
    assert not questions.gallops(state, state.unit(0))


def test_heat_takes_its_toll_of_hard_marches_as_well() -> None:
    """[18.3, 2.7] Of each unit that marched, one test a part; those of less than fifty men have nobody to lose."""
    counters = {"A": Counter("rifle", "red", 400, morale=7), "B": Counter("rifle", "red", 49, morale=7)}
    position = sketch(".A  .B\n\n.   .", counters, weather_now="heat", acting="red", dice=(6, 4))
    state = umpire.apply(position.state, Move(0, (position.at(0, 1),))).state
    state = umpire.apply(state, Move(1, (position.at(2, 1),))).state
    step = umpire.apply(state, EndPart())
    assert [event for event in step.events if isinstance(event, Rolled)] == [Rolled("heat", (6, 4), 2, "red")]
    assert [event for event in step.events if isinstance(event, MenLost)] == [MenLost(0, 8, 0, 0, "heat")]


def test_units_leave_the_map_where_their_side_may() -> None:
    """[18.4] For two points, out of enemy zones, and for good."""
    position = sketch(".A\n\n.\n\n.", {"A": Counter(spent=24)}, exits={"enver": (0, 0)})
    step = umpire.apply(position.state, LeaveMap(0))
    assert step.events[0] == UnitLeft(0, Status.ESCAPED, 0, 400, "off_map", position.unit("A").cell)
    assert step.state.unit(0).men == 400 and not step.state.unit(0).on_map
    for spent, reason in ((24, ""), (25, "leave.points"), (26, "leave.points")):
        tired = sketch(".A\n\n.", {"A": Counter(spent=spent)}, exits={"enver": (0, 0)})
        assert message(tired.state, LeaveMap(0)) == reason
    assert message(sketch(".A\n\n.", {"A": Counter()}, exits={"enver": (0, 1)}).state, LeaveMap(0)) == "leave.exit"
    assert message(sketch(".A\n\n.", {"A": Counter()}, exits={"red": (0, 0)}).state, LeaveMap(0)) == "leave.exit"
    watched = sketch(".A\n\n.B", {"A": Counter(), "B": Counter("rifle", "red")}, exits={"enver": (0, 0)})
    assert message(watched.state, LeaveMap(0)) == "leave.zone"


RIVER = (0, 1, 0)
"""The hexside between a unit in the south and the far bank."""


def banks(river: str = "major", crossing: str = "", counter: Counter | None = None, **more: object) -> Sketch:
    """Red horse on the bank of a river in spate, a town of somebody's people behind it."""
    more.setdefault("spate", "great")
    return sketch(
        ".\n\n.A\n\nT",
        {"A": counter or Counter("cavalry", "red")},
        rivers={RIVER: river},
        crossings={RIVER: crossing} if crossing else {},
        acting="red",
        **more,  # type: ignore[arg-type]
    )


def test_guides_open_a_river_in_spate_for_two_turns() -> None:
    """[18.5, 1.11, 2.8] To the side that paid, both ways, this turn and the next."""
    position = banks(loyalty=-1, turns=8)
    assert message(position.state, Move(0, (position.at(0, 0),))) == "move.closed"
    step = umpire.apply(position.state, HireGuides(0, 0))
    assert step.events == (
        PurseChanged("red", -1, "guides"),
        FordsChanged((Ford("red", position.at(0, 1), 0, 2),)),
    )
    over = umpire.apply(step.state, Move(0, (position.at(0, 0),))).state
    assert over.unit(0).spent == 4
    second = umpire.apply(over, EndPart()).state
    assert message(second, Move(0, (position.at(0, 1),))) == ""
    third = umpire.apply(second, EndPart()).state
    assert message(third, Move(0, (position.at(0, 1),))) == "move.closed"


@pytest.mark.parametrize(("dice", "false"), [((1, 1), True), ((2, 2), True), ((1, 4), False), ((6, 6), False)])
def test_guides_of_a_hostile_country_may_be_false(dice: tuple[int, int], false: bool) -> None:
    """[18.5] At four or less the price is lost, and so is nothing else."""
    position = banks(loyalty=1, dice=dice)
    step = umpire.apply(position.state, HireGuides(0, 0))
    assert Rolled("guides", dice, 2, "red") in step.events
    assert (step.state.sky.fords == ()) == false
    assert step.state.bonds.purse[0] == 5
    stopped = MarchStopped((0,), position.at(0, 0), "false_guide")
    assert (stopped in step.events) == false
    assert message(step.state, HireGuides(0, 0)) == ("" if false else "guides.open")


def test_the_chance_of_true_guides_is_told() -> None:
    """[18.5] Six throws of 36 are four or less; among friends nobody throws."""
    for loyalty, ways in ((1, 30), (-1, 36), (0, 36)):
        position = banks(loyalty=loyalty)
        assert questions.guides_ways(position.state, position.unit("A")) == ways
    assert not any(isinstance(e, Rolled) for e in umpire.apply(banks(loyalty=0).state, HireGuides(0, 0)).events)


def test_the_country_is_that_of_the_nearest_people() -> None:
    """[18.5] By the nearest place with a loyalty, whoever holds it."""
    position = sketch("T   .   .   .   .   .   T", loyalty=1)
    scenario = position.state.scenario
    places = (scenario.board.places[0], replace(scenario.board.places[1], loyalty=-2))
    state = replace(position.state, scenario=replace(scenario, board=replace(scenario.board, places=places)))
    hostile = [questions.hostile_country(state, position.at(column, 0), "red") for column in range(0, 13, 2)]
    assert hostile == [True, True, True, True, False, False, False]
    assert not questions.hostile_country(sketch(".A", {"A": Counter()}).state, position.at(0, 0), "red")


def test_when_guides_are_not_to_be_had() -> None:
    """[18.5] Without a river, without a spate, where a bridge stands, open already, for crews, or for nothing."""
    assert message(banks(spate="").state, HireGuides(0, 0)) == "guides.spate"
    assert message(banks("minor").state, HireGuides(0, 0)) == "guides.spate"
    assert message(banks("minor", spate="all").state, HireGuides(0, 0)) == ""
    assert message(banks(crossing="bridge").state, HireGuides(0, 0)) == "guides.spate"
    assert message(banks(crossing="ferry").state, HireGuides(0, 0)) == "guides.spate"
    assert message(banks(crossing="ford").state, HireGuides(0, 0)) == ""
    for direction in (3, -1, 6, 99):
        assert message(banks().state, HireGuides(0, direction)) == "guides.river"
    assert message(banks(counter=Counter("battery", "red", 40, 2)).state, HireGuides(0, 0)) == "guides.who"
    assert umpire.refusal(banks(purse=0).state, HireGuides(0, 0)) == Refusal(
        "18.5", "purse.empty", {"cost": 1, "side": "red"}
    )


def test_a_guided_ford_may_be_attacked_across() -> None:
    """[18.5, 20.1, 20.5] And the water shelters the far bank as a great river does."""
    counters = {"A": Counter("cavalry", "red"), "B": Counter()}
    position = sketch(".B\n\n.A", counters, rivers={RIVER: "major"}, spate="great", acting="red", loyalty=-1)
    attack = Attack(position.at(0, 0), (0,))
    assert message(position.state, attack) == "attack.water"
    state = umpire.apply(position.state, HireGuides(0, 0)).state
    assert message(state, attack) == ""
    assert ("major", -2) in [(s.reason, s.columns) for s in umpire.forecast(state, attack).shifts]
