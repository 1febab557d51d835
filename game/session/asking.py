"""Asking the computer players, and carrying out what they order.

A player is asked when it has no orders left, and anew when its part began or a march was stopped by what it could not
foresee: that enemies are met where they were seen of late is no news.
It knows best which dice it must see before it goes on: such an answer ends with the attack.  All others go on after a
fight as they were given.  A decision that comes up on the way is asked for by itself, and the orders wait for it.

An order that the umpire refuses is passed over; if nothing of an answer could be done, its part ends.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from game import ai, umpire
from game.model.actions import Action, EndPart
from game.model.events import Event, MarchStopped, PartBegan
from game.model.state import Seen, State
from game.session.players import PERSON, player_seed

SURPRISES = (PartBegan, MarchStopped)
"""What may make the orders void that are left, so that the player is asked anew."""

ABOUT = 2
"""Hexes from where an enemy was seen of late within which he is expected."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a computer player is asked: what its side sees, its seed at this point, and its level."""

    seen: Seen
    seed: int
    level: str

    def answer(self) -> tuple[Action, ...]:
        """The orders, worked out here and now."""
        return ai.decide(self.seen, self.seed, self.level)


@dataclass(frozen=True, slots=True)
class Done:
    """An order that was carried out."""

    by: str
    action: Action
    before: State
    step: umpire.Step


class Desk:
    """The orders that computer players have given and that are still to be carried out.

    Those of the part wait while an answer to a decision is carried out.
    """

    __slots__ = ("_answers", "_orders", "_players", "_seed")

    def __init__(self, seed: int, players: Mapping[str, str]) -> None:
        self._seed = seed
        self._players = players
        self._orders: list[Action] = []
        self._answers: list[Action] = []

    def _due(self, state: State) -> list[Action]:
        """What is laid down for the choice that is to be made now: for the decision on top, or for the part."""
        return self._answers if state.agenda else self._orders

    def lacks(self, state: State) -> bool:
        """Whether the next order must be asked for."""
        return not self._due(state)

    def waits(self, state: State) -> bool:
        """Whether it is for a computer player to choose."""
        return state.outcome is None and self._players.get(state.actor, PERSON) != PERSON

    def question(self, state: State, asking: int) -> Question:
        """What the computer player whose choice it is is asked after so many actions."""
        side = state.actor
        seed = player_seed(self._seed, state.scenario.side_number(side), asking)
        return Question(umpire.view(state, side), seed, self._players[side])

    def answered(self, state: State, orders: Sequence[Action]) -> None:
        """Lay down the orders that were given for a state."""
        self._due(state)[:] = orders

    def forget(self) -> None:
        """Drop the orders that are left."""
        self._orders.clear()
        self._answers.clear()

    def next(self, state: State) -> Done:
        """Carry out the next order that is allowed; if none is, end the part or take the first answer there is."""
        due = self._due(state)
        while due:
            action = due.pop(0)
            try:
                step = umpire.apply(state, action)
            except umpire.Illegal:
                continue
            break
        else:
            action = next(iter(umpire.legal(state))) if state.agenda else EndPart()
            step = umpire.apply(state, action)
        self._strike_off(state, step)
        return Done(state.actor, action, state, step)

    def _strike_off(self, before: State, step: umpire.Step) -> None:
        """Drop what is left of an answer to a decision, and all orders after a surprise."""
        if before.agenda:
            self._answers.clear()
        if any(type(event) in SURPRISES and not _foreseen(before, event) for event in step.events):
            self.forget()

    def taken(self, action: Action, step: umpire.Step, before: State) -> None:
        """Strike off an action of a record, and what was passed over before it; all orders if it is none of them."""
        due = self._due(before)
        while due:
            expected = due.pop(0)
            if expected == action:
                break
            if umpire.refusal(before, expected) is None:
                self.forget()
                break
        self._strike_off(before, step)


def _foreseen(before: State, event: Event) -> bool:
    """Whether the side that acts had a note of somebody about the hex by which a march was stopped."""
    if not isinstance(event, MarchStopped):
        return False
    notes = before.scouting.notes[before.scenario.side_number(before.actor)]
    distance = before.scenario.board.grid.distance
    return any(note.turn and distance(note.unit.cell, event.cell) <= ABOUT for note in notes)
