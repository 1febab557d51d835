"""What a player may want: imperatives.  The umpire judges them; nothing here knows a rule."""

from dataclasses import dataclass
from typing import TypeAlias

from game.hexes import Cell
from game.model.forces import Posture


@dataclass(frozen=True, slots=True)
class Move:
    """March a unit along `route`, the hexes it enters in order."""

    unit: int
    route: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Attack:
    """Attack the hex `target` with these units, by number; `charge` makes it a declared cavalry charge."""

    target: Cell
    units: tuple[int, ...]
    charge: bool = False


@dataclass(frozen=True, slots=True)
class SetPosture:
    """Give a unit its standing order for when it is attacked."""

    unit: int
    posture: Posture


@dataclass(frozen=True, slots=True)
class DigIn:
    """Have a unit entrench where it stands."""

    unit: int


@dataclass(frozen=True, slots=True)
class OpenDepot:
    """Turn a convoy into a depot at the town where it stands."""

    unit: int


@dataclass(frozen=True, slots=True)
class Relieve:
    """Spend a convoy on the stack it stands with: all are fed at once."""

    unit: int


@dataclass(frozen=True, slots=True)
class EndPart:
    """Finish the side's part of the turn."""


@dataclass(frozen=True, slots=True)
class Advance:
    """Answer to `MayAdvance`: these victors enter the hex that was won; none of them stay."""

    units: tuple[int, ...]


Action: TypeAlias = Move | Attack | SetPosture | DigIn | OpenDepot | Relieve | EndPart | Advance
ACTIONS: tuple[type, ...] = (Move, Attack, SetPosture, DigIn, OpenDepot, Relieve, EndPart, Advance)
