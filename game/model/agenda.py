"""What must still happen or be chosen before the side whose part it is may go on: data on the state, top first.

A *decision* waits for a side; a *duty* is carried out by the rules.
"""

from dataclasses import dataclass
from typing import TypeAlias

from game.hexes import Cell


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


Decision: TypeAlias = MayAdvance | MayRetreat | MayPlace | MayGrant
DECISIONS = (MayAdvance, MayRetreat, MayPlace, MayGrant)
Duty: TypeAlias = ResolveFight | BeginPart | EndTurn | BeginTurn
Task: TypeAlias = Decision | Duty
TASKS: tuple[type, ...] = (MayAdvance, MayRetreat, MayPlace, MayGrant, ResolveFight, BeginPart, EndTurn, BeginTurn)
