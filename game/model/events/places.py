"""What happens to places and to the ground."""

from dataclasses import dataclass

from game.hexes import Cell
from game.model.bonds import Ration


@dataclass(frozen=True, slots=True)
class PlaceTaken:
    """A side came to hold a place (cause: fell, retaken, reverted, terms) that another, or nobody, held before."""

    place: int
    side: str
    cause: str
    loser: str = ""


@dataclass(frozen=True, slots=True)
class PlaceLeftBare:
    """A place stands without the men it needs, for so many ends of turn."""

    place: int
    turns: int


@dataclass(frozen=True, slots=True)
class DepotChanged:
    """A depot was opened, or lost (then `side` is empty)."""

    place: int
    side: str


@dataclass(frozen=True, slots=True)
class DepotFed:
    """A depot was supplied in this turn."""

    place: int
    turn: int


@dataclass(frozen=True, slots=True)
class StoresChanged:
    """The stores of a place (its number) moved by `by` to `to` (cause: eaten, sortie, line)."""

    place: int
    by: int
    to: int
    cause: str


@dataclass(frozen=True, slots=True)
class RationSet:
    """A place serves out another ration while it is besieged."""

    place: int
    ration: Ration


@dataclass(frozen=True, slots=True)
class FieldForaged:
    """A besieged unit went out for grain into a field, and fought no more in this part."""

    unit: int
    field: Cell


@dataclass(frozen=True, slots=True)
class LineLost:
    """A line of the works of a place was lost (cause: stormed, given_up): so many are, now."""

    place: int
    lines: int
    cause: str


@dataclass(frozen=True, slots=True)
class Bombarded:
    """A unit, with guns of its own or with captured ones, bombarded the works of a place and fights no more."""

    unit: int
    place: int
    captured: bool


@dataclass(frozen=True, slots=True)
class TermsAsked:
    """A side asked for terms at a place under siege, of another."""

    place: int
    side: str
    besieger: str


@dataclass(frozen=True, slots=True)
class TermsAnswered:
    """The besieger of a place gave its garrison terms, or refused them."""

    place: int
    side: str
    granted: bool


@dataclass(frozen=True, slots=True)
class GroundWorn:
    """Hexes fed more than they can bear this turn."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class GroundGrazed:
    """A month or a season went over the pastures: these hexes are grazed by one step, and these by two."""

    once: tuple[Cell, ...]
    twice: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class PlaceSwayed:
    """The loyalty of a place's people moved: up is toward the coalition."""

    place: int
    by: int
