"""A file of cards taken apart: every condition, effect and aim in it, with the keys under which it stands."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from game.library.cardfile import CardsFile, CardTable, ChoiceTable
from game.library.lines import Keys
from game.model import conditions as asks
from game.model import effects as does
from game.model.cards import Aim
from game.model.words import key_of

_RECORDS = frozenset((*asks.CONDITIONS, *does.EFFECTS, *does.PIECES, Aim, asks.Filter))


@dataclass(frozen=True, slots=True)
class Holder:
    """A card or a branch of one: what it says, where, and the card."""

    card: CardTable
    told: CardTable | ChoiceTable
    at: Keys

    @property
    def aim(self) -> Aim | None:
        """What must be chosen."""
        return self.told.aim or self.card.aim


def holders(card: CardTable, number: int) -> Iterator[Holder]:
    """A card and its branches."""
    yield Holder(card, card, ("cards", number))
    for item, choice in enumerate(card.choices):
        yield Holder(card, choice, ("cards", number, "choices", item))


def records(value: Any, keys: Keys) -> Iterator[tuple[Keys, Any]]:
    """Every condition, effect, aim and piece in a value, with the keys under which it stands in the file."""
    if isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from records(item, (*keys, number))
    elif type(value) in _RECORDS:
        yield keys, value
        for field in fields(value):
            yield from records(getattr(value, field.name), (*keys, key_of(field.name)))


def said(told: CardTable | ChoiceTable, at: Keys) -> Iterator[tuple[Keys, Any]]:
    """Every record that a card, without its branches, or a branch says."""
    yield from records(told.conditions, (*at, "conditions"))
    yield from records(told.effects, (*at, "effects"))
    yield from records(told.aim, (*at, "aim"))


def flags_set(told: CardsFile) -> frozenset[str]:
    """The flags that some card sets."""
    found = set()
    for number, card in enumerate(told.cards):
        for holder in holders(card, number):
            for _, record in said(holder.told, holder.at):
                if isinstance(record, does.Flag) and record.is_:
                    found.add(record.name)
                elif isinstance(record, does.Forbid) and record.flag:
                    found.add(record.flag)
    return frozenset(found)
