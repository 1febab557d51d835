"""The card table: decks, hands and discards, what cards have set in force, and what they will do later."""

from dataclasses import dataclass
from typing import TypeAlias

from game.model.derived import Remembers
from game.model.effects import Effect

Target: TypeAlias = tuple[int, ...]
"""What a card was aimed at: (cell,), (unit,), (faction,) or (cell, direction); empty for nothing."""

Pile: TypeAlias = tuple[str, ...]
"""Ids of cards, sorted; in the view of another side each that is hidden is an empty word."""


@dataclass(frozen=True, slots=True)
class Lasting:
    """An effect that is in force.

    It is that of a `card` of `side`, at a target.  It holds to the end of turn `until` (0: no turn ends it) and, if
    `parts` is not negative, for so many more parts of `of`; `units` are those it was laid on.
    """

    effect: Effect
    card: str
    side: str
    target: Target = ()
    until: int = 0
    parts: int = -1
    of: str = ""
    units: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Delayed:
    """Effects of a card that happen when turn `turn` begins."""

    turn: int
    card: str
    side: str
    effects: tuple[Effect, ...]
    target: Target = ()


@dataclass(frozen=True, slots=True)
class Table(Remembers):
    """Decks, hands and discards are by side, empty without cards.

    `spent` are cards that have left the game or fired by their date; `flags` are those that are set.
    """

    decks: tuple[Pile, ...] = ()
    hands: tuple[Pile, ...] = ()
    discards: tuple[Pile, ...] = ()
    spent: Pile = ()
    flags: tuple[str, ...] = ()
    lasting: tuple[Lasting, ...] = ()
    later: tuple[Delayed, ...] = ()
