"""Parts of the book about event cards: all cards of a scenario, and the vocabulary in which cards are written."""

from collections.abc import Iterable
from dataclasses import MISSING, fields
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from game.book.page import Block, Heading, Item, Paragraph, Part
from game.model.cards import Aim, Card
from game.model.conditions import CONDITIONS, Filter
from game.model.effects import EFFECTS, PIECES
from game.model.scenario import Scenario
from game.model.words import Between, Names, key_of, kind_of


def card_list(scenario: Scenario) -> Part:
    """Every card of a scenario: whose, when, for what price, what it does, what happened, and who says so."""
    blocks: list[Block] = []
    if not scenario.cards:
        blocks.append(Paragraph("This scenario has no event cards."))
    for card in scenario.cards:
        blocks.append(Heading(f"{card.title} ({card.id})"))
        blocks.append(Paragraph(f"{_when(scenario, card)} {card.text}"))
        blocks.extend(Item(f"**{choice.label}.** {choice.text}") for choice in card.choices)
        blocks.append(Paragraph(f"What happened: {card.note} [{card.source}]"))
    return Part("event-cards", 0, f"Event cards: {scenario.title}", tuple(blocks))


def vocabulary() -> Part:
    """Every word of which cards are made: conditions, effects, filters and aims, with their fields."""
    blocks: list[Block] = [
        Paragraph(
            "A scenario's cards stand in its cards.toml.  Each condition and each effect is a table whose kind is one "
            "of the words below.  `dushanbe cards --schema` prints the same as a JSON Schema."
        )
    ]
    filtered = tuple(field.name for field in fields(Filter))
    for title, kinds, shown in (
        ("Conditions", CONDITIONS, filtered),
        ("Effects", EFFECTS, filtered),
        ("Inside effects", PIECES, ()),
        ("Which units, and what is aimed at", (Filter, Aim), ()),
    ):
        blocks.append(Heading(title))
        blocks.extend(Item(_told(kind, shown if issubclass(kind, Filter) else ())) for kind in kinds)
    return Part("card-words", 0, "The vocabulary of the cards", tuple(blocks))


def _when(scenario: Scenario, card: Card) -> str:
    """Whose card it is, of what kind, when and for how much."""
    owner = scenario.side(card.side).name if card.side else "Nobody's card"
    last = min(card.last, scenario.calendar.turns)
    always = (card.first, last) == (1, scenario.calendar.turns)
    time = "" if always else f", turn {last}" if card.first == last else f", turns {card.first}-{last}"
    answered = f", answers {card.answers}" if card.answers else ""
    due = f", by itself from turn {card.due}" if card.due else ""
    copies = sum((*deck.cards, *deck.opening).count(card.id) for deck in scenario.decks)
    dealt = f", {copies} in the deck" if copies else ""
    price = _price(scenario, card.side, card.cost)
    rare = f" Rare: {card.rare}" if card.rare else ""
    return f"**{owner}**, {card.kind}{time}{answered}{dealt}{due}{price}.{rare}"


def _price(scenario: Scenario, side: str, cost: int) -> str:
    return f", {cost} {scenario.side(side).currency or 'of the purse'}" if cost else ""


def _told(kind: type, left_out: Iterable[str]) -> str:
    """A record and its fields; those of a filter that it has too are said in two words."""
    about = " ".join((kind.__doc__ or "").split())
    hints = get_type_hints(kind, include_extras=True)
    skipped = tuple(left_out)
    needed: list[str] = []
    free = ["those of a filter"] if skipped else []
    for field in fields(kind):
        if field.name not in skipped:
            among = needed if field.default is MISSING else free
            among.append(key_of(field.name) + _holds(hints[field.name]))
    lists = ((" Needs ", needed), (" May have ", free))
    return f"**{kind_of(kind)}** {about}" + "".join(f"{word}{', '.join(some)}." for word, some in lists if some)


def _holds(hint: Any) -> str:
    """What a field holds, in brackets, where that is not plain."""
    if get_origin(hint) is tuple:
        inner = _holds(get_args(hint)[0])
        return inner.replace(" (", " (a list: ", 1) if inner else " (a list)"
    if get_origin(hint) is not Annotated:
        return ""
    said = get_args(hint)[1]
    if isinstance(said, Between):
        return f" ({said.least} to {said.most})"
    if isinstance(said, Names):
        words = (*(f"{kind}ID" if kind.endswith(":") else kind for kind in said.kinds), *said.words)
        return f" ({' or '.join(words)})" if words else ""
    return ""
