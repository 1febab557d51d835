"""The vocabulary of effects: what a card does.  Each is data; chapter 25 carries it out."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Purse:
    """The purse of a side changes."""

    side: str
    by: int


Effect: TypeAlias = Purse
EFFECTS: tuple[type, ...] = (Purse,)
"""Every kind of effect; its name in a file is the class's in lower case with underscores."""
