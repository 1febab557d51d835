"""What a file of cards may say, and the way from it to cards; conditions, effects and aims are the vocabulary."""

import re
from typing import Annotated, Literal

from msgspec import Meta, Struct

from game.model.cards import Aim, Card, Choice, Deck
from game.model.conditions import Condition
from game.model.effects import Effect

FILE = "cards.toml"
MOST_COPIES = 20
_COPIES = re.compile(r"(?P<id>\S+?)(?: x(?P<copies>[1-9][0-9]?))?\Z")

Cost = Annotated[int, Meta(ge=0, le=99)]
Worth = Annotated[int, Meta(ge=0, le=6)]
Turn = Annotated[int, Meta(ge=0, le=999)]


class RulesTable(Struct, frozen=True, forbid_unknown_fields=True):
    """How many cards are held, and how many drawn each turn of which one is kept."""

    hand: Annotated[int, Meta(ge=1, le=9)] = 3
    draw: Annotated[int, Meta(ge=1, le=9)] = 2


class DeckTable(Struct, frozen=True, forbid_unknown_fields=True):
    """A side's deck: ids, with " x2" behind those of which there are two; `opening` ones begin in the hand."""

    side: str
    cards: tuple[str, ...]
    opening: tuple[str, ...] = ()


class ChoiceTable(Struct, frozen=True, forbid_unknown_fields=True):
    """A branch of a card."""

    id: str
    label: str
    text: str
    cost: Cost = 0
    conditions: tuple[Condition, ...] = ()
    effects: tuple[Effect, ...] = ()
    aim: Aim | None = None
    worth: Worth = 2


class CardTable(Struct, frozen=True, forbid_unknown_fields=True):
    """A card; `turns` are its first and its last."""

    id: str
    side: str
    title: str
    text: str
    note: str
    source: str
    kind: Literal["hand", "calendar", "reaction", "standing"]
    turns: tuple[Turn, Turn] = (1, 999)
    once: bool = True
    cost: Cost = 0
    answers: str = ""
    due: Turn = 0
    conditions: tuple[Condition, ...] = ()
    effects: tuple[Effect, ...] = ()
    choices: tuple[ChoiceTable, ...] = ()
    chooser: str = ""
    aim: Aim | None = None
    worth: Worth = 2
    rare: str = ""


class CardsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A whole `cards.toml`."""

    cards: tuple[CardTable, ...]
    rules: RulesTable = RulesTable()
    decks: tuple[DeckTable, ...] = ()


def counted(entry: str) -> tuple[str, int]:
    """The id of a card in a deck and the number of its copies."""
    match = _COPIES.match(entry)
    return (match["id"], int(match["copies"] or 1)) if match else (entry, 1)


def card(told: CardTable) -> Card:
    """The card of a table."""
    return Card(
        id=told.id,
        side=told.side,
        title=told.title,
        text=told.text,
        note=told.note,
        source=told.source,
        kind=told.kind,
        first=told.turns[0],
        last=told.turns[1],
        once=told.once,
        cost=told.cost,
        answers=told.answers,
        due=told.due,
        conditions=told.conditions,
        effects=told.effects,
        choices=tuple(
            Choice(c.id, c.label, c.text, c.cost, c.conditions, c.effects, c.aim, c.worth) for c in told.choices
        ),
        chooser=told.chooser,
        aim=told.aim,
        worth=told.worth,
        rare=told.rare,
    )


def deck(told: DeckTable) -> Deck:
    """The deck of a table, as a multiset."""
    copies = [name for entry in told.cards for name, count in (counted(entry),) for _ in range(count)]
    return Deck(told.side, tuple(sorted(copies)), tuple(sorted(told.opening)))
