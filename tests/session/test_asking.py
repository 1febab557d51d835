"""The desk: which orders wait while a decision is made, and what makes them void."""

from game import ai, library, umpire
from game.model.actions import Advance, Attack, EndPart, Move
from game.model.events import MarchStopped, PartBegan
from game.model.state import State
from game.session.asking import ABOUT, Desk
from tests.sketch import Counter, sketch

HORSE = Counter("cavalry", "red", 580, 0, 3)
BAND = Counter("band_horse", "enver", 300)
PICTURE = """
.   .   .   .
  .   .   .
.   .A  .   .
  .   .b  .
.   .   .   .
  .   .   .
"""


def fight() -> State:
    """Horse next to a band that they beat."""
    return sketch(PICTURE.strip("\n"), {"A": HORSE, "b": BAND}, acting="red", dice=(6, 6) * 10).state


def test_orders_wait_while_victors_are_asked() -> None:
    state = fight()
    desk = Desk(1, {"red": "recruit", "enver": "recruit"})
    assert desk.lacks(state)
    desk.answered(state, ai.decide(umpire.view(state, "red"), 0, "recruit"))
    while not state.agenda:
        assert not desk.lacks(state)
        state = desk.next(state).step.state
    assert desk.lacks(state), "the decision is asked for, though there are orders left"
    desk.answered(state, (Advance(()),))
    done = desk.next(state)
    assert done.action == Advance(())
    assert not desk.lacks(done.step.state), "dice alone make no order void"
    last = desk.next(done.step.state)
    assert isinstance(last.action, EndPart)
    assert desk.lacks(last.step.state)


def test_an_order_that_is_refused_is_passed_over() -> None:
    state = fight()
    desk = Desk(1, {"red": "recruit", "enver": "recruit"})
    desk.answered(state, (Move(1, (1,)), Attack(state.unit(1).cell, (1,)), EndPart()))
    assert isinstance(desk.next(state).action, EndPart)


def test_orders_of_a_record_are_struck_off() -> None:
    state = fight()
    orders = ai.decide(umpire.view(state, "red"), 0, "recruit")
    desk, other = (Desk(1, {"red": "recruit", "enver": "recruit"}) for _ in range(2))
    desk.answered(state, orders)
    other.answered(state, orders)
    while True:
        if desk.lacks(state):
            for one in (desk, other):
                one.answered(state, (Advance(()),))
        done = desk.next(state)
        other.taken(done.action, done.step, state)
        state = done.step.state
        if isinstance(done.action, EndPart):
            break
        assert desk.lacks(state) == other.lacks(state)
    assert other.lacks(state)


def test_orders_that_a_record_does_not_know_are_dropped() -> None:
    state = fight()
    desk = Desk(1, {"red": "recruit", "enver": "recruit"})
    desk.answered(state, ai.decide(umpire.view(state, "red"), 0, "recruit"))
    desk.taken(EndPart(), umpire.apply(state, EndPart()), state)
    assert desk.lacks(state)


def test_only_an_enemy_who_was_not_expected_makes_orders_void() -> None:
    """In a foggy game marches are stopped by enemies of whom there was a note near by, and by others."""
    scenario = library.load("recapture-1922")
    desk = Desk(4, {"red": "recruit", "enver": "recruit", "lokai": "automaton"})
    state = umpire.begin(scenario, umpire.Setup(4)).state
    kept: set[bool] = set()
    actions = 0
    while state.outcome is None:
        if desk.lacks(state):
            desk.answered(state, desk.question(state, actions).answer())
        done = desk.next(state)
        actions += 1
        events = done.step.events
        stops = [event for event in events if isinstance(event, MarchStopped)]
        if stops and not done.step.state.agenda and not any(isinstance(event, PartBegan) for event in events):
            notes = state.scouting.notes[scenario.side_number(state.actor)]
            expected = any(
                note.turn and scenario.board.grid.distance(note.unit.cell, stops[0].cell) <= ABOUT for note in notes
            )
            assert desk.lacks(done.step.state) is not expected
            kept.add(expected)
        state = done.step.state
    assert kept == {True, False}
