"""What the sides know of each other: whether there is fog at all, and what each remembers of units out of its sight."""

from dataclasses import dataclass

from game.model.derived import Remembers
from game.model.forces import Unit


@dataclass(frozen=True, slots=True)
class Sighting:
    """A unit as it was last seen, where, and in which turn; turn 0 is a place where the set-up may have put it."""

    unit: Unit
    turn: int


@dataclass(frozen=True, slots=True)
class Scouting(Remembers):
    """`notes` are by side, in the scenario's order, of units that the side does not see now.

    `unseen` are the units of the side whose part it is that no enemy saw when the part began, by number; only that side
    knows.  `eyes` is empty in the truth, and in a view the side whose view it is.
    """

    fog: bool
    notes: tuple[tuple[Sighting, ...], ...]
    eyes: str = ""
    unseen: tuple[int, ...] = ()
