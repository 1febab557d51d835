"""Chance: one stream of numbers whose position is part of the state.

The generator is SplitMix64 (Steele, Lea and Flood 2014) used as a counter: the n-th number is a function of the
seed and of n alone.  Dice are taken from it by rejection, so that all faces are exactly equal.
"""

from dataclasses import dataclass
from typing import TypeAlias

_MASK = (1 << 64) - 1
_GAMMA = 0x9E3779B97F4A7C15


def splitmix(seed: int, position: int) -> int:
    """The number at a position of the stream of a seed, 64 bits."""
    z = (seed + (position + 1) * _GAMMA) & _MASK
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & _MASK
    z = (z ^ z >> 27) * 0x94D049BB133111EB & _MASK
    return z ^ z >> 31


@dataclass(frozen=True, slots=True)
class Seeded:
    """Dice from a seed; `drawn` numbers of the stream are used up."""

    seed: int
    drawn: int = 0


@dataclass(frozen=True, slots=True)
class Scripted:
    """Dice that were written down beforehand, for recorded history and for tests."""

    faces: tuple[int, ...]
    drawn: int = 0


@dataclass(frozen=True, slots=True)
class Sealed:
    """Dice nobody may read: those of a view."""


Dice: TypeAlias = Seeded | Scripted | Sealed


class OutOfDice(Exception):
    """A roll was asked of dice that cannot give one."""


def throw(dice: Dice, number: int, sides: int = 6) -> tuple[tuple[int, ...], int]:
    """The faces of a throw and the position of the stream after it.  Raises OutOfDice."""
    match dice:
        case Seeded(seed, drawn):
            faces: list[int] = []
            fair = (_MASK + 1) // sides * sides
            while len(faces) < number:
                drawn_number = splitmix(seed, drawn)
                drawn += 1
                if drawn_number < fair:
                    faces.append(drawn_number % sides + 1)
            return tuple(faces), drawn
        case Scripted(script, drawn):
            if drawn + number > len(script):
                raise OutOfDice(f"the script has {len(script)} dice, {drawn + number} were asked for")
            return script[drawn : drawn + number], drawn + number
        case Sealed():
            raise OutOfDice("these dice are sealed: a view cannot roll")
