"""How units come, go, and are driven."""

from dataclasses import dataclass

from game.hexes import NO_CELL, Cell
from game.model.forces import Pace, Posture, Status


@dataclass(frozen=True, slots=True)
class UnitArrived:
    """A unit came onto the map."""

    unit: int
    cell: Cell
    men: int


@dataclass(frozen=True, slots=True)
class UnitDelayed:
    """A unit could not enter and tries again next turn."""

    unit: int
    due: int


@dataclass(frozen=True, slots=True)
class UnitMoved:
    """A unit marched along a route, its last hex where it stands now; `cost` in points."""

    unit: int
    route: tuple[Cell, ...]
    cost: int


@dataclass(frozen=True, slots=True)
class MarchStopped:
    """A march ended before its time at the hex where its units stand now; `cell` is the hex that stopped it.

    Cause: met, tired, ambush, false_guide.
    """

    units: tuple[int, ...]
    cell: Cell
    cause: str


@dataclass(frozen=True, slots=True)
class PaceSet:
    """A unit is driven hard, or its horses are blown."""

    unit: int
    pace: Pace


@dataclass(frozen=True, slots=True)
class DummyFound:
    """A counter turned out to have nobody under it."""

    unit: int


@dataclass(frozen=True, slots=True)
class UnitFellBack:
    """A unit was driven along a route (cause: retreat, rout, evade or flight), or led to another end of it (turned)."""

    unit: int
    route: tuple[Cell, ...]
    cause: str


@dataclass(frozen=True, slots=True)
class UnitAdvanced:
    """A victor entered the hex that was won."""

    unit: int
    cell: Cell


@dataclass(frozen=True, slots=True)
class PostureSet:
    """A unit got a new standing order."""

    unit: int
    posture: Posture


@dataclass(frozen=True, slots=True)
class RetreatSet:
    """A unit's owner will be asked by which way it falls back, or will not."""

    unit: int
    asks: bool


@dataclass(frozen=True, slots=True)
class UnitMerged:
    """A remnant joined a unit of its kind, which has so many men, guns, machine guns and so much morale now."""

    unit: int
    into: int
    men: int
    guns: int
    mgs: int
    morale: int


@dataclass(frozen=True, slots=True)
class MenJoined:
    """Men joined a unit, or left it alive (`men` is below nought then); `cause` is what is printed."""

    unit: int
    men: int
    cause: str


@dataclass(frozen=True, slots=True)
class UnitDugIn:
    """A unit entrenched."""

    unit: int


@dataclass(frozen=True, slots=True)
class UnitLeft:
    """A unit left the map (status says how); `due` is the turn of its return, 0 for never; `cell` its way out, if any.

    Cause: destroyed, surrendered, captured, killed, wounded, dispersed, recalled, unloaded, escaped, taken, off_map.
    """

    unit: int
    status: Status
    due: int
    men: int
    cause: str
    cell: Cell = NO_CELL


@dataclass(frozen=True, slots=True)
class WantChanged:
    """A unit's count of hungry turns changed."""

    unit: int
    hunger: int
