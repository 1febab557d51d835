"""What a field of the cards' vocabulary may hold: ids of what kind, which words, numbers from where to where.

The annotations are read by the library, which refuses what does not fit, and by the book; the rules see plain text and
numbers.
"""

import re
from dataclasses import dataclass
from typing import Annotated, TypeAlias

_CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Names:
    """The field holds the id of something of one of the `kinds`, or one of the `words`.

    Kinds are side, faction, unit, place, entry (written `edge:ID`), region, type, trait, weather, rung, flag, card,
    `held:` (a side after that word) and `unit:` (a unit after that word).
    """

    kinds: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Between:
    """The field holds a whole number from `least` to `most`, both included."""

    least: int
    most: int


SideId: TypeAlias = Annotated[str, Names(("side",))]
SideOrEnemies: TypeAlias = Annotated[str, Names(("side",), ("enemies",))]
SideOrBoth: TypeAlias = Annotated[str, Names(("side",), ("both",))]
FactionId: TypeAlias = Annotated[str, Names(("faction",))]
FactionOrTarget: TypeAlias = Annotated[str, Names(("faction",), ("target",))]
Factions: TypeAlias = Annotated[str, Names(("faction",), ("target", "all"))]
UnitId: TypeAlias = Annotated[str, Names(("unit",))]
TypeId: TypeAlias = Annotated[str, Names(("type",))]
TraitId: TypeAlias = Annotated[str, Names(("trait",))]
RegionId: TypeAlias = Annotated[str, Names(("region",))]
PlaceId: TypeAlias = Annotated[str, Names(("place",))]
PlaceOrTarget: TypeAlias = Annotated[str, Names(("place",), ("target",))]
EntryId: TypeAlias = Annotated[str, Names(("entry",))]
Station: TypeAlias = Annotated[str, Names(("place", "entry", "unit:"))]
Spot: TypeAlias = Annotated[
    str, Names(("place", "entry", "side", "unit:", "held:"), ("target", "enemy", "river", "frontier"))
]
Goal: TypeAlias = Annotated[str, Names(("place", "entry"), ("frontier", "larger"))]
RungId: TypeAlias = Annotated[str, Names(("rung",))]
WeatherId: TypeAlias = Annotated[str, Names(("weather",))]
FlagName: TypeAlias = Annotated[str, Names(("flag",))]
CardId: TypeAlias = Annotated[str, Names(("card",))]

Turns: TypeAlias = Annotated[int, Between(0, 99)]
Ahead: TypeAlias = Annotated[int, Between(-99, 99)]
Parts: TypeAlias = Annotated[int, Between(0, 9)]
Count: TypeAlias = Annotated[int, Between(-9_999, 9_999)]
Hexes: TypeAlias = Annotated[int, Between(0, 99)]
Heads: TypeAlias = Annotated[int, Between(0, 99_999)]
Number: TypeAlias = Annotated[int, Between(0, 99)]
Change: TypeAlias = Annotated[int, Between(-99, 99)]
Columns: TypeAlias = Annotated[int, Between(-9, 9)]
Dice: TypeAlias = Annotated[int, Between(2, 13)]
Scale: TypeAlias = Annotated[int, Between(0, 10)]
PerCent: TypeAlias = Annotated[int, Between(0, 900)]


def kind_of(record: type) -> str:
    """How a kind of condition or effect is written in a file: EvadeOnly is evade_only."""
    return _CAPITAL.sub("_", record.__name__).lower()


def key_of(field: str) -> str:
    """How a field is written in a file: `is_` is `is`."""
    return field.rstrip("_")
