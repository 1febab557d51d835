"""Breaks that may come at the end of this turn, and all that moves their number.  This carries out chapter 25."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from game.model.effects import Break, Effect, Roll
from game.model.events import BreakAnnounced
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import deeds, holds, muster


class Omen(NamedTuple):
    """A break that may come: the card that tells of it, the faction, its number, and what is added to the dice."""

    card: str
    faction: int
    number: int
    bonus: tuple[tuple[str, int], ...]

    @property
    def least(self) -> int:
        """What two dice must show, all that moves it counted."""
        return self.number - sum(by for _, by in self.bonus)

    @property
    def ways(self) -> int:
        """In how many of 36 throws the break comes."""
        return sum(1 for a in range(1, 7) for b in range(1, 7) if a + b >= self.least)


def looming(state: State) -> tuple[Omen, ...]:
    """The breaks that standing cards may bring at the end of this turn, by what is known.  [25.12]"""
    found = []
    for card in state.scenario.cards:
        if card.kind == "standing" and card.first <= state.turn <= card.last and card.id not in state.table.spent:
            at = muster.Scene(card.side)
            rolls = tuple(_rolls(card.effects))
            if rolls and holds.together(state, card.conditions, at):
                for roll, faction in rolls:
                    number = state.scenario.faction_number(faction)
                    found.append(Omen(card.id, number, deeds.number(state, roll), deeds.added(state, roll, at)))
    return tuple(found)


def _rolls(effects: Sequence[Effect]) -> Iterator[tuple[Roll, str]]:
    """The rolls that break a faction, and which."""
    for effect in effects:
        if isinstance(effect, Roll):
            for then in effect.then:
                if isinstance(then, Break):
                    yield effect, then.faction


def announce(ledger: Ledger) -> None:
    """Tell all sides of the breaks that may come, with their number and what moves it.  [25.12]"""
    for omen in looming(ledger.state):
        ledger.record(BreakAnnounced(omen.faction, omen.least, omen.bonus))
