"""The card table: decks, hands and discards, what cards have set in force, and what they will do later."""

from dataclasses import dataclass
from typing import TypeAlias

from game.model.derived import Remembers
from game.model.effects import Effect

Target: TypeAlias = tuple[int, ...]
"""What a card was aimed at: (cell,), (unit,), (faction,) or (cell, direction); empty for nothing."""

Pile: TypeAlias = tuple[str, ...]
"""Ids of cards, sorted; in the view of another side each that is hidden is an empty word."""


Omen: TypeAlias = tuple[int, int, tuple[tuple[str, int], ...]]
"""A break that was announced: the faction, the least of two dice, and what moves that number, each with its reason."""


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

    `spent` are cards that have left the game or fired by their date; `flags` are those that are set; `omens` are the
    breaks announced for the end of this turn: faction, number to reach, and what is added to the dice or taken from it.
    """

    decks: tuple[Pile, ...] = ()
    hands: tuple[Pile, ...] = ()
    discards: tuple[Pile, ...] = ()
    spent: Pile = ()
    flags: tuple[str, ...] = ()
    lasting: tuple[Lasting, ...] = ()
    later: tuple[Delayed, ...] = ()
    omens: tuple[Omen, ...] = ()

    def of_kind(self, kind: type) -> tuple[Lasting, ...]:
        """What is in force of one kind of effect, in the order in which it was laid down."""
        if not self.lasting:
            return ()
        found: dict[type, tuple[Lasting, ...]] = self.remembered("kinds", self._sorted)
        return found.get(kind, ())

    def _sorted(self) -> dict[type, tuple[Lasting, ...]]:
        kinds: dict[type, list[Lasting]] = {}
        for lasting in self.lasting:
            kinds.setdefault(type(lasting.effect), []).append(lasting)
        return {kind: tuple(some) for kind, some in kinds.items()}
