"""The vocabulary of conditions: what a card, a branch or a bonus asks of the game.

Each is data; chapter 25 judges it.
"""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which units are meant: all fields that are set must hold.

    `side` may be "enemies", those at war with the card's owner.  `near` and `place` are a place or an entry, "target",
    "enemy", "river", "frontier", "held:SIDE", a side (any unit of it) or "unit:ID"; `near` reaches `hexes` far.
    """

    side: str = ""
    faction: str = ""
    faction_not: str = ""
    type: str = ""
    types: tuple[str, ...] = ()
    trait: str = ""
    units: tuple[str, ...] = ()
    place: str = ""
    region: str = ""
    near: str = ""
    hexes: int = 0
    men_least: int = 0
    men_most: int = 99_999
    morale_most: int = 99
    hungry: str = ""
    in_place: bool = False
    target: bool = False


ANYBODY = Filter()
"""All units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A flag is set, or is not; one that was never set is not."""

    name: str
    is_: bool = True


Condition: TypeAlias = Flag
CONDITIONS: tuple[type, ...] = (Flag,)
"""Every kind of condition; its name in a file is the class's in lower case with underscores."""
