"""The one mutable thing in the core: inside a single answer of the umpire the rules write their events here."""

from collections.abc import Sequence

from game.hexes import NO_CELL, Cell
from game.model.dice import throw
from game.model.events import Event, Rolled
from game.model.evolve import evolve, evolve_together
from game.model.state import State


class Ledger:
    """The state so far and the events that led to it."""

    __slots__ = ("events", "state")

    def __init__(self, state: State) -> None:
        self.state = state
        self.events: list[Event] = []

    def record(self, event: Event) -> None:
        """Write an event and turn the state to what it says."""
        self.state = evolve(self.state, event)
        self.events.append(event)

    def record_together(self, events: Sequence[Event]) -> None:
        """Write events that each change one unit alone at one stroke: a stack's march, its losses."""
        self.state = evolve_together(self.state, events)
        self.events += events

    def roll(self, cause: str, number: int = 2, side: str = "", cell: Cell = NO_CELL, sides: int = 6) -> int:
        """Throw `number` dice of so many sides for a reason and a side, at a hex, write it, and return the sum."""
        faces, drawn = throw(self.state.dice, number, sides)
        self.record(Rolled(cause, faces, drawn, side, cell))
        return sum(faces)
