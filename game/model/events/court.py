"""The coalition: causes, cohesion and ceilings, drill, gifts, councils and offers, and who leaves the ranks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Strained:
    """Something works on a faction at the end of this turn: a change `by`, or where that is 0 a test."""

    faction: int
    cause: str
    by: int = 0
    modifier: int = 0


@dataclass(frozen=True, slots=True)
class CausesSettled:
    """The causes of the turn have been weighed and are forgotten; these factions were at home."""

    home: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class CohesionChanged:
    """A faction's cohesion changed; `causes` are the message ids of the reasons."""

    faction: int
    by: int
    causes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CeilingChanged:
    """The height to which a faction can be bought back changed for good."""

    faction: int
    by: int
    cause: str


@dataclass(frozen=True, slots=True)
class VictoryShared:
    """Men of a faction had a share in a victory this turn."""

    faction: int


@dataclass(frozen=True, slots=True)
class DrillBegan:
    """Men of bands (`men` from each of `bands`) began to drill with a cadre as a new unit, ready after turn `ready`."""

    unit: int
    cadre: int
    bands: tuple[int, ...]
    men: tuple[int, ...]
    ready: int


@dataclass(frozen=True, slots=True)
class DrillEnded:
    """A unit has been drilled and is under orders."""

    unit: int


@dataclass(frozen=True, slots=True)
class Disbanded:
    """A drilled unit was sent home: so many of its men joined `band`, and its cadre is free again."""

    unit: int
    band: int
    men: int


@dataclass(frozen=True, slots=True)
class GiftGiven:
    """A faction was given a gift."""

    faction: int


@dataclass(frozen=True, slots=True)
class CouncilHeld:
    """Chiefs of these factions sat in council; one of them became deputy, or none (-1)."""

    factions: tuple[int, ...]
    deputy: int


@dataclass(frozen=True, slots=True)
class TownShared:
    """A town just taken was made over to a faction."""

    place: int
    faction: int


@dataclass(frozen=True, slots=True)
class GunsShared:
    """Guns that a side has just taken were made over to a faction."""

    faction: int
    guns: int
    side: str


@dataclass(frozen=True, slots=True)
class OfferMade:
    """A side offered a faction of the enemy its terms."""

    side: str
    faction: int


@dataclass(frozen=True, slots=True)
class Disarmed:
    """A faction's chief was seized by his ally's guard."""

    faction: int


@dataclass(frozen=True, slots=True)
class FactionLeft:
    """A faction left the ranks: it became `side`, or went off the map where that is empty; `cause` says how."""

    faction: int
    side: str
    cause: str


@dataclass(frozen=True, slots=True)
class UnitTurned:
    """A unit changed sides where it stood."""

    unit: int
    side: str


@dataclass(frozen=True, slots=True)
class WarDeclared:
    """Two sides are at war."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class PeaceMade:
    """Two sides are at war no more."""

    one: str
    other: str


@dataclass(frozen=True, slots=True)
class BreakAnnounced:
    """A faction may leave the ranks at the end of this turn: on two dice of `least` or more.

    `why` is what is added to the dice or taken from them in that number, with the reason.
    """

    faction: int
    least: int
    why: tuple[tuple[str, int], ...] = ()
