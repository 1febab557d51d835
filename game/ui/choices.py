"""What the player has in hand: one of these *choices*, and the question that the game asks of him."""

from dataclasses import dataclass
from typing import TypeAlias, assert_never

from game.hexes import NO_CELL, Cell
from game.model.actions import Action
from game.model.agenda import (
    DECISIONS,
    Decision,
    MayAdvance,
    MayChoose,
    MayGrant,
    MayKeep,
    MayPlace,
    MayReact,
    MayRetreat,
)
from game.model.judgement import Refusal
from game.model.state import Seen


@dataclass(frozen=True, slots=True)
class Idle:
    """Nothing is chosen."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of the player's units is chosen."""

    unit: int


@dataclass(frozen=True, slots=True)
class Looking:
    """A hex is looked at: a foreign stack, a town, plain ground; `lead` is the unit that was chosen before, or -1."""

    cell: Cell
    lead: int = -1


@dataclass(frozen=True, slots=True)
class Planning:
    """An attack is laid out and its odds are shown; `lead` is the unit that was chosen before, -1 for none."""

    target: Cell
    units: tuple[int, ...]
    charge: bool = False
    lead: int = -1


@dataclass(frozen=True, slots=True)
class Entering:
    """The hex is won: these victors are about to enter it."""

    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Units of one hex are to march as one stack."""

    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Errand:
    """A hex beside the unit is asked for: `what` as in `orders`."""

    unit: int
    what: str


@dataclass(frozen=True, slots=True)
class Placing:
    """The hidden set-up: where this unit stands is asked for."""

    unit: int


@dataclass(frozen=True, slots=True)
class Granting:
    """A garrison asks for terms: whether it has them, at the place on this hex, is asked for."""

    cell: Cell


@dataclass(frozen=True, slots=True)
class Picking:
    """A question of the card table: one of the answers there are is asked for."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class Conferring:
    """The hand of `cards`, or the `council`, lies open: what may be played or ordered there, page by page."""

    topic: str
    page: int = 0


Choice: TypeAlias = (
    Idle | Chosen | Looking | Planning | Entering | Together | Errand | Placing | Granting | Picking | Conferring
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a click comes to: the next choice, and an action to submit or a refusal to show."""

    choice: Choice
    action: Action | None = None
    refusal: Refusal | None = None


def asked(seen: Seen) -> Decision | None:
    """The decision that must be answered first, if there is one."""
    top = seen.agenda[0] if seen.agenda else None
    return top if isinstance(top, DECISIONS) else None


def answering(seen: Seen, question: Decision) -> Choice:
    """The choice with which an answer to a question begins."""
    match question:
        case MayAdvance(_, _, units):
            return Entering(units)
        case MayPlace(_, unit, _) | MayRetreat(_, unit, _):
            return Placing(unit)
        case MayGrant(_, place):
            return Granting(seen.scenario.board.places[place].cell)
        case MayKeep() | MayChoose() | MayReact():
            return Picking()
        case _:
            assert_never(question)


def lead_of(choice: Choice) -> int:
    """The unit in hand, or -1."""
    match choice:
        case Chosen(unit) | Errand(unit, _) | Placing(unit):
            return unit
        case Together(units):
            return units[0]
        case Planning() | Looking():
            return choice.lead
        case Idle() | Entering() | Granting() | Picking() | Conferring():
            return -1
        case _:
            assert_never(choice)


def cell_of(seen: Seen, choice: Choice) -> Cell:
    """The hex that a choice is about."""
    match choice:
        case Chosen(unit) | Errand(unit, _):
            return seen.unit(unit).cell
        case Together(units):
            return seen.unit(units[0]).cell
        case Planning(target):
            return target
        case Looking(cell):
            return cell
        case Entering() | Placing():
            question = asked(seen)
            return NO_CELL if question is None else spots_of(seen, question)[0]
        case Granting(cell):
            return cell
        case Idle() | Picking() | Conferring():
            return NO_CELL
        case _:
            assert_never(choice)


def spots_of(seen: Seen, question: Decision) -> tuple[Cell, ...]:
    """The hexes that a question is about."""
    match question:
        case MayPlace(_, _, cells):
            return cells
        case MayRetreat(_, _, routes):
            return tuple(route[-1] for route in routes)
        case MayAdvance(_, cell, _):
            return (cell,)
        case MayGrant(_, place):
            return (seen.scenario.board.places[place].cell,)
        case MayKeep() | MayChoose() | MayReact():
            return ()
        case _:
            assert_never(question)


def stepped_back(choice: Choice) -> Choice:
    """The choice before this one; a question stays."""
    if isinstance(choice, Entering | Placing | Granting | Picking):
        return choice
    lead = lead_of(choice)
    return Chosen(lead) if lead >= 0 and not isinstance(choice, Chosen) else Idle()
