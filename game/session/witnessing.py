"""What a side, or an onlooker who sees everything, witnessed of a game."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from game import umpire
from game.model.events import Event
from game.model.state import State


@dataclass(frozen=True, slots=True)
class Witnessed:
    """An event as a side may know it, with the state just before it."""

    turn: int
    before: State
    event: Event


def witnessed(steps: Iterable[tuple[State, tuple[Event, ...]]], side: str) -> Iterator[Witnessed]:
    """The events of some steps, each with the state before it, as a side witnessed them; all of them without a side."""
    for before, events in steps:
        frame = before
        for event, after in zip(events, umpire.unfold(before, events), strict=True):
            known = umpire.witness(frame, event, side)
            if known is not None:
                yield Witnessed(frame.turn, frame, known)
            frame = after
