"""Chapter 25, the sequence of play."""

from dataclasses import replace

import pytest

from game import umpire
from game.model.actions import Attack, EndPart, Move, MoveTogether, SetPosture
from game.model.events import (
    GameEnded,
    MoraleChanged,
    PartBegan,
    PartEnded,
    PurseChanged,
    Queued,
    SkyChanged,
    TaskDone,
    TurnBegan,
    UnitArrived,
    WantChanged,
)
from game.model.forces import Forces, Posture, Status
from game.model.judgement import Refusal
from game.model.state import State
from tests.sketch import Counter, Sketch, sketch

IMPULSES = ("red", "enver", "red", "enver")
"""The siege's week: either side has two parts."""


def test_the_sequence_of_a_turn() -> None:
    """[28.1, 28.2, 28.3] Parts in the scenario's order; a side without units has none; then a new turn."""
    position = sketch(".A  .   .   .B", {"A": Counter(), "B": Counter("rifle", "red")}, acting="enver")
    first = umpire.apply(position.state, EndPart())
    assert PartBegan("red", 2) in first.events and not any(e == PartBegan("lokai", 1) for e in first.events)
    assert first.state.actor == "red"
    second = umpire.apply(first.state, EndPart())
    kinds = [type(e) for e in second.events]
    assert kinds.index(TurnBegan) < kinds.index(PartBegan)
    assert (second.state.turn, second.state.actor) == (2, "enver")
    assert umpire.refusal(first.state, SetPosture(position.n("A"), Posture.LAST)) == Refusal(
        "28.2", "unit.not_yours", {"unit": position.n("A")}
    )


def test_sky_purses_bread_and_rest_come_before_the_parts() -> None:
    """[28.1, 2.2, 7.1, 12.1, 14.6] In this order."""
    counters = {"A": Counter("rifle", "red", morale=6), "H": Counter("rifle", "red", morale=6), "B": Counter()}
    position = sketch(
        "TA  .   .   .H\n\n\n\n.B",
        counters,
        held={"t0": "red"},
        suppliers={"red": (0, 0)},
        spate="great",
        acting="red",
        order=("red",),
    )
    scenario = position.state.scenario
    sides = tuple(replace(side, income=(1, 2)) for side in scenario.sides)
    state = replace(position.state, scenario=replace(scenario, sides=sides, spates=()))
    events = umpire.apply(state, EndPart()).events
    order = [TurnBegan, SkyChanged, PurseChanged, WantChanged, MoraleChanged, PartBegan]
    first = [next(n for n, event in enumerate(events) if isinstance(event, kind)) for kind in order]
    assert first == sorted(first)
    assert MoraleChanged(position.n("A"), 1, 7, "rest") in events


def test_arrivals_come_before_rallies() -> None:
    """[28.2, 26.1, 14.4]"""
    counters = {"A": Counter("rifle", "red", morale=2), "N": Counter("rifle", "red"), "B": Counter()}
    position = sketch("TN  .A  .   .   .B", counters, held={"t0": "red"}, dice=(1, 1), order=("enver", "red"))
    units = list(position.state.forces.units)
    number = position.n("N")
    units[number] = replace(units[number], status=Status.AWAITED, cell=0, due=1)
    specs = list(position.state.scenario.units)
    specs[number] = replace(specs[number], start="t0")
    scenario = replace(position.state.scenario, units=tuple(specs))
    step = umpire.apply(replace(position.state, scenario=scenario, forces=Forces(tuple(units))), EndPart())
    kinds = [event for event in step.events if isinstance(event, UnitArrived | MoraleChanged)]
    assert [type(event) for event in kinds] == [UnitArrived, MoraleChanged]


def test_the_game_ends_behind_its_last_part() -> None:
    """[28.1, 27.5] After the parts come towns and victory."""
    position = sketch(".A  .   .B", {"A": Counter(), "B": Counter("rifle", "red")}, acting="red", turns=1)
    events = umpire.apply(position.state, EndPart()).events
    assert isinstance(events[-1], GameEnded)
    assert not any(isinstance(event, TurnBegan) for event in events)


def test_what_must_be_chosen_comes_first() -> None:
    """[28.4] Victors are asked before any other order, and only the side that is asked may answer."""
    position = sketch(".A\n\n.B", {"A": Counter("rifle", men=2000), "B": Counter("militia", "red", 100)}, dice=(6, 6))
    state = umpire.apply(position.state, Attack(position.at(0, 1), (position.n("A"),))).state
    assert state.agenda and state.actor == "enver"
    for order in (EndPart(), SetPosture(position.n("A"), Posture.LAST), Move(position.n("A"), (position.at(0, 1),))):
        assert umpire.refusal(state, order) == Refusal("28.4", "decide.first")


def week(**counters: Counter) -> Sketch:
    """A position of the siege's week at its first part."""
    return sketch(
        ".A  .   .   .   .   .   .B\n  .   .   .   .   .   .", counters, order=IMPULSES, acting="red", dice=(3, 4) * 8
    )


def through(state: State, parts: int) -> tuple[State, list[object]]:
    """The state after so many parts are ended, and what happened."""
    told: list[object] = []
    for _ in range(parts):
        step = umpire.apply(state, EndPart())
        told += step.events
        state = step.state
    return state, told


def test_a_side_may_have_two_parts_a_turn() -> None:
    """[28.5] The order is followed as it stands."""
    position = week(A=Counter(), B=Counter("rifle", "red"))
    state, seen = position.state, []
    for _ in range(8):
        seen.append((state.turn, state.part, state.actor))
        state, _ = through(state, 1)
    assert [actor for _, _, actor in seen] == [*IMPULSES, *IMPULSES]
    assert [turn for turn, _, _ in seen] == [1, 1, 1, 1, 2, 2, 2, 2]
    assert [part for _, part, _ in seen] == [0, 1, 2, 3] * 2


def test_points_and_attacks_are_of_the_impulse() -> None:
    """[28.5, 3.7, 20.2] In its second part the unit marches and attacks again."""
    position = sketch(".A\n\n.B\n\n.\n\n.", {"A": Counter("rifle", men=800), "B": Counter("rifle", "red", 800)},
                      order=IMPULSES, acting="red", dice=(4, 4) * 6)  # fmt: skip
    attack = Attack(position.at(0, 0), (position.n("B"),))
    state = umpire.apply(position.state, attack).state
    assert umpire.refusal(state, attack) is not None
    state, _ = through(state, 2)
    assert (state.turn, state.part) == (1, 2)
    assert state.forces.engaged == 0 and not state.unit(position.n("B")).fought
    assert umpire.refusal(state, attack) is None
    marched = umpire.apply(state, Move(position.n("B"), (position.at(0, 2),))).state
    assert marched.unit(position.n("B")).spent > 0
    again, _ = through(marched, 2)
    assert again.turn == 2 and again.unit(position.n("B")).spent == 0


def test_bread_incomes_and_the_sky_come_once_a_turn() -> None:
    """[28.5]"""
    position = week(A=Counter(), B=Counter("rifle", "red"))
    scenario = position.state.scenario
    sides = tuple(replace(side, income=(1, 1)) for side in scenario.sides)
    state = replace(position.state, scenario=replace(scenario, sides=sides))
    state, told = through(state, 8)
    assert state.turn == 3
    assert [event for event in told if isinstance(event, TurnBegan)] == [TurnBegan(2), TurnBegan(3)]
    hungers = [event.hunger for event in told if isinstance(event, WantChanged) and event.unit == position.n("B")]
    assert hungers == [1, 2]
    assert sum(1 for event in told if isinstance(event, PurseChanged) and event.side == "red") == 2
    parts = [event for event in told if isinstance(event, PartBegan | PartEnded)]
    assert len(parts) == 16


def test_a_repulse_bars_attacks_through_the_next_impulse() -> None:
    """[28.5, 21.4] And no longer: in the third it may attack again."""
    position = sketch(".A\n\n.B", {"A": Counter("rifle", men=800), "B": Counter("rifle", "red", 800)},
                      order=IMPULSES, acting="red", dice=(3, 3) * 4)  # fmt: skip
    attack = Attack(position.at(0, 0), (position.n("B"),))
    state = umpire.apply(position.state, attack).state
    assert state.unit(position.n("B")).repulsed
    state, _ = through(state, 2)
    refused = umpire.refusal(state, attack)
    assert refused is not None and refused.message == "attack.repulsed"
    state, _ = through(state, 2)
    assert umpire.refusal(state, attack) is None


@pytest.mark.parametrize("side", ["enver", "red"])
def test_only_the_phasing_side_gives_orders(side: str) -> None:
    """[28.2] About units that it has, that are its own, and that stand on the map."""
    counters = {"A": Counter(), "B": Counter("rifle", "red"), "C": Counter(), "D": Counter("rifle", "red")}
    position = sketch(".A  .   .   .B\n  .C  .D", counters, acting=side)
    other = position.n("B" if side == "enver" else "A")
    away = position.n("C" if side == "enver" else "D")
    units = list(position.state.forces.units)
    units[away] = replace(units[away], status=Status.GONE, cell=0)
    state = replace(position.state, forces=Forces(tuple(units)))
    for number, message in (
        (other, "unit.not_yours"),
        (away, "unit.off_map"),
        (4, "unit.unknown"),
        (-1, "unit.unknown"),
    ):
        assert umpire.refusal(state, SetPosture(number, Posture.LAST)) == Refusal("28.2", message, {"unit": number})


def test_duties_are_carried_out_before_anyone_chooses() -> None:
    """[28.4] A declared fight is on the agenda and off it again within the same answer."""
    position = sketch(".A\n\n.B", {"A": Counter("rifle"), "B": Counter("rifle", "red")}, dice=(3, 4))
    events = umpire.apply(position.state, Attack(position.at(0, 1), (position.n("A"),))).events
    kinds = [type(event) for event in events]
    assert kinds.index(Queued) < kinds.index(TaskDone)
    states = list(umpire.unfold(position.state, events))
    assert states[kinds.index(Queued)].agenda and not states[-1].agenda


def test_orders_name_units_of_the_actor_only() -> None:
    """[28.2] Attacks and marches of stacks like any other order."""
    counters = {"A": Counter(), "B": Counter("rifle", "red"), "C": Counter()}
    position = sketch(".A  .C\n\n.B", counters)
    ours, theirs = position.n("A"), position.n("B")
    for order in (
        Attack(position.at(0, 1), (ours, theirs)),
        MoveTogether((ours, theirs), (position.at(2, 0),)),
        Move(theirs, (position.at(2, 0),)),
    ):
        assert umpire.refusal(position.state, order) == Refusal("28.2", "unit.not_yours", {"unit": theirs})
    for order in (Attack(position.at(0, 1), (ours, 9)), MoveTogether((ours, 9), (position.at(2, 0),))):
        assert umpire.refusal(position.state, order) == Refusal("28.2", "unit.unknown", {"unit": 9})


def test_rest_is_of_the_whole_turn() -> None:
    """[28.5, 14.6] Who marched in the first impulse has not rested because he stood still in the second."""
    counters = {"A": Counter("rifle", "red", morale=6), "C": Counter("rifle", "red", morale=6), "B": Counter()}
    position = sketch(".A  .   .C  .   .   .B\n  .   .   .   .   .", counters, order=IMPULSES, acting="red",
                      suppliers={"red": (0, 0)}, dice=(4, 4) * 6)  # fmt: skip
    state = umpire.apply(position.state, Move(position.n("A"), (position.at(1, 0),))).state
    while state.turn == 1:
        state = umpire.apply(state, EndPart()).state
    assert state.unit(position.n("A")).morale == 6
    assert state.unit(position.n("C")).morale == 7
