"""What must still happen or be chosen before the side whose part it is may go on: data on the state, top first.

A *decision* waits for a side; a *duty* is carried out by the rules.
"""

from dataclasses import dataclass
from typing import TypeAlias

from game.hexes import Cell
from game.model.table import Target


@dataclass(frozen=True, slots=True)
class MayAdvance:
    """Decision: the victors (unit numbers) may enter the hex that was won."""

    side: str
    cell: Cell
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MayRetreat:
    """Decision: a unit that fell back by the first of these routes may do so by another; -1 is an unknown unit."""

    side: str
    unit: int
    routes: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class MayPlace:
    """Decision: a unit of a hidden set-up stands on one of these hexes."""

    side: str
    unit: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class MayGrant:
    """Decision: the besieger of a place (its number) may give its garrison the terms it has asked for."""

    side: str
    place: int


@dataclass(frozen=True, slots=True)
class MayKeep:
    """Decision: a side keeps one of the cards it has drawn."""

    side: str
    cards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MayChoose:
    """Decision: a side chooses the branch of a card that `owner` (empty: nobody) has played, or that fires."""

    side: str
    card: str
    owner: str
    target: Target = ()


@dataclass(frozen=True, slots=True)
class MayReact:
    """Decision: a side may answer with one of these cards.

    `window` says what: a card, "card:choice", or drill, offer, break, storm or reprisal; `target` is that of what is
    answered.
    """

    side: str
    window: str
    cards: tuple[str, ...]
    target: Target = ()


@dataclass(frozen=True, slots=True)
class DrawCards:
    """Duty: a side draws."""

    side: str


@dataclass(frozen=True, slots=True)
class FireCard:
    """Duty: a card of the calendar, a standing one or one that is due happens, if its conditions hold."""

    card: str


@dataclass(frozen=True, slots=True)
class Perform:
    """Duty: do what a card says, or an offer or a break, unless it was answered; `modifier` is added to its tests.

    `what` is the id of a card, "offer" or "break".  Its window is open while decisions to answer it stand above.
    """

    side: str
    what: str
    choice: str = ""
    target: Target = ()
    modifier: int = 0


@dataclass(frozen=True, slots=True)
class SettleBonds:
    """Duty: weigh the causes of the turn on all factions."""


@dataclass(frozen=True, slots=True)
class ResolveFight:
    """Duty: fight out a declared attack, or an ambush."""

    target: Cell
    units: tuple[int, ...]
    charge: bool
    against: str
    ambush: bool = False


@dataclass(frozen=True, slots=True)
class BeginPart:
    """Duty: open the part of the side at this place of the order."""

    part: int


@dataclass(frozen=True, slots=True)
class EndTurn:
    """Duty: do what is done at the end of a turn."""


@dataclass(frozen=True, slots=True)
class BeginTurn:
    """Duty: do what is done at the start of a turn."""

    turn: int


Decision: TypeAlias = MayAdvance | MayRetreat | MayPlace | MayGrant | MayKeep | MayChoose | MayReact
DECISIONS = (MayAdvance, MayRetreat, MayPlace, MayGrant, MayKeep, MayChoose, MayReact)
Duty: TypeAlias = ResolveFight | BeginPart | EndTurn | BeginTurn | DrawCards | FireCard | Perform | SettleBonds
Task: TypeAlias = Decision | Duty
TASKS: tuple[type, ...] = (
    *DECISIONS,
    ResolveFight,
    BeginPart,
    EndTurn,
    BeginTurn,
    DrawCards,
    FireCard,
    Perform,
    SettleBonds,
)
