"""Asking the computer players, and carrying out what they order.

A player is asked when it has no orders left, or when something it could not foresee has happened: dice fell, a march
was stopped, as by enemies it met, a decision came up.  An order that the umpire refuses is passed over; if nothing of
an answer could be done, its part ends.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from game import ai, umpire
from game.model.actions import Action, EndPart
from game.model.events import MarchStopped, PartBegan, Rolled
from game.model.state import Seen, State
from game.session.players import PERSON, player_seed

SURPRISES = (Rolled, PartBegan, MarchStopped)
"""What a player could not foresee: after it he is asked anew."""


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
    """The orders that computer players have given and that are still to be carried out."""

    __slots__ = ("_orders", "_players", "_seed")

    def __init__(self, seed: int, players: Mapping[str, str]) -> None:
        self._seed = seed
        self._players = players
        self._orders: list[Action] = []

    @property
    def empty(self) -> bool:
        """Whether the next order must be asked for."""
        return not self._orders

    def waits(self, state: State) -> bool:
        """Whether it is for a computer player to choose."""
        return state.outcome is None and self._players.get(state.actor, PERSON) != PERSON

    def question(self, state: State, asking: int) -> Question:
        """What the computer player whose choice it is is asked after so many actions."""
        side = state.actor
        seed = player_seed(self._seed, state.scenario.side_number(side), asking)
        return Question(umpire.view(state, side), seed, self._players[side])

    def answered(self, orders: Sequence[Action]) -> None:
        """Lay down the orders that were given."""
        self._orders = list(orders)

    def forget(self) -> None:
        """Drop the orders that are left."""
        self._orders = []

    def next(self, state: State) -> Done:
        """Carry out the next order that is allowed; if none is, end the part or take the first answer there is."""
        while self._orders:
            action = self._orders.pop(0)
            try:
                step = umpire.apply(state, action)
            except umpire.Illegal:
                continue
            return self._done(state, action, step)
        action = next(iter(umpire.legal(state))) if state.agenda else EndPart()
        return self._done(state, action, umpire.apply(state, action))

    def _done(self, state: State, action: Action, step: umpire.Step) -> Done:
        actor = state.actor
        surprised = step.state.actor != actor or any(type(event) in SURPRISES for event in step.events)
        if surprised:
            self._orders = []
        return Done(actor, action, state, step)

    def taken(self, action: Action, step: umpire.Step, before: State) -> bool:
        """Whether an action of a record is the next of the orders laid down; if so it is struck off."""
        while self._orders:
            expected = self._orders.pop(0)
            if expected == action:
                self._done(before, action, step)
                return True
            if umpire.refusal(before, expected) is None:
                break
        self._orders = []
        return False
