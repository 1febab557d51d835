"""Whether a file of cards fits its scenario: every name known, every card whole, every deck of cards that there are."""

import re
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from game.library.cardfate import check_fates
from game.library.cardfile import MOST_COPIES, CardsFile, CardTable, counted
from game.library.cardtree import Holder, flags_set, holders, said
from game.library.desk import Desk
from game.library.faults import unknown
from game.library.lines import Keys
from game.model import conditions as asks
from game.model import effects as does
from game.model.cards import Aim
from game.model.words import Names, key_of

_ID = re.compile(r"[a-z0-9][a-z0-9-]*\Z")

WINDOWS = ("drill", "offer", "break", "storm", "reprisal")
"""What may be answered beside a card."""

EITHER: Mapping[type, tuple[str, ...]] = {
    asks.Held: ("place", "places"),
    asks.InRanks: ("faction", "units"),
    asks.Weather: ("is_", "is_not"),
    does.Stores: ("place", "held"),
    does.Reprisal: ("place", "faction"),
    does.Losses: ("place", "target"),
    does.Guides: ("target", "units"),
    does.Delay: ("units", "at"),
    does.Men: ("number", "per_cent"),
    does.Roll: ("least", "by_hunger", "by_cohesion"),
    does.Shift: ("place", "target", "units", "everywhere"),
}
"""Fields of which a record has exactly one."""

LASTS: Mapping[type, tuple[str, ...]] = {
    does.Shift: ("turns", "parts", "fight"),
    does.Losses: ("turns", "parts"),
    does.Works: ("turns", "parts"),
}
"""Fields of which a record has exactly one: how long it holds."""


def check_cards(desk: Desk, told: CardsFile) -> None:
    """Note all that does not fit together, and then all that can never happen."""
    before = len(desk.report.faults)
    names = _names(desk, told)
    ids = [card.id for card in told.cards]
    for number, card in enumerate(told.cards):
        _card(desk, told, ("cards", number), card)
        if card.id in ids[:number]:
            desk.wrong(("cards", number, "id"), card.id, "another card has the same id")
        for holder in holders(card, number):
            _holder(desk, holder, names)
    _decks(desk, told)
    if len(desk.report.faults) == before:
        check_fates(desk, told)


def _names(desk: Desk, told: CardsFile) -> dict[str, tuple[str, ...]]:
    """The ids there are, by kind of thing."""
    sides = tuple(side.id for side in desk.told.sides)
    units = tuple(unit.id for unit in desk.told.units)
    types = desk.charts.units.types
    return {
        "side": sides,
        "faction": tuple(faction.id for faction in desk.told.factions),
        "unit": units,
        "place": tuple(place.id for place in desk.board.places),
        "entry": tuple(f"edge:{entry.id}" for entry in desk.board.entries),
        "region": tuple(sorted(desk.board.regions)),
        "type": tuple(types),
        "trait": tuple(sorted({trait for kind in types.values() for trait in kind.traits})),
        "weather": tuple(desk.charts.weather.weathers),
        "rung": tuple(want.name for want in desk.charts.supply.wants),
        "flag": tuple(sorted(flags_set(told))),
        "card": tuple(card.id for card in told.cards),
        "held:": tuple(f"held:{side}" for side in sides),
        "unit:": tuple(f"unit:{unit}" for unit in units),
    }


def _card(desk: Desk, told: CardsFile, at: Keys, card: CardTable) -> None:
    """Note what is wrong with a card by itself."""
    turns = desk.told.calendar.turns
    if not _ID.match(card.id) or card.id in WINDOWS:
        desk.wrong((*at, "id"), card.id, "should be small letters, digits and hyphens, and no event that is answered")
    for key, side in (("side", card.side), ("chooser", card.chooser)):
        if side:
            desk.side(side, (*at, key))
    if not 1 <= card.turns[0] <= card.turns[1]:
        desk.wrong((*at, "turns"), list(card.turns), "should be its first turn, from 1, and its last")
    elif card.turns[0] > turns:
        desk.doubt((*at, "turns"), list(card.turns), f"never fires: the game has {turns} turns")
    if card.kind in ("hand", "reaction") and not card.side:
        desk.wrong((*at, "side"), card.side, f"should be a side: somebody plays a card of the kind {card.kind}")
    if card.kind in ("calendar", "standing") and card.cost:
        desk.wrong((*at, "cost"), card.cost, f"should be 0: nobody pays for a card of the kind {card.kind}")
    if card.due and (card.kind != "hand" or not card.turns[0] <= card.due <= card.turns[1]):
        desk.wrong((*at, "due"), card.due, "should be one of the turns of a card of the kind hand")
    if bool(card.answers) != (card.kind == "reaction"):
        desk.wrong(
            (*at, "answers"), card.answers or None, "should stand with a card of the kind reaction, and only there"
        )
    elif card.answers:
        _answers(desk, told, at, card)
    if card.choices and not (card.side or card.chooser):
        desk.wrong((*at, "chooser"), card.chooser, "should be a side: somebody chooses a branch")
    if not (card.effects or card.choices):
        desk.wrong(at, card.id, "does nothing: it has neither effects nor choices")
    if len(card.choices) == 1:
        desk.wrong((*at, "choices"), None, "should be two branches or more, or none")
    for number, choice in enumerate(card.choices):
        if not _ID.match(choice.id) or choice.id in (other.id for other in card.choices[:number]):
            message = "should be small letters, digits and hyphens, and other than those of the card's other branches"
            desk.wrong((*at, "choices", number, "id"), choice.id, message)


def _answers(desk: Desk, told: CardsFile, at: Keys, card: CardTable) -> None:
    """Note an answer to what there is not."""
    keys = (*at, "answers")
    name, _, branch = card.answers.partition(":")
    if not branch and name in WINDOWS:
        return
    answered = next((other for other in told.cards if other.id == name), None)
    if answered is None:
        desk.wrong(keys, card.answers, unknown("card or event", name, (*WINDOWS, *(c.id for c in told.cards))))
        return
    if branch and branch not in (choice.id for choice in answered.choices):
        message = unknown(f"branch of {name}", branch, (choice.id for choice in answered.choices))
        desk.wrong(keys, card.answers, message)
    if answered.side == card.side or answered.kind in ("reaction", "standing"):
        message = "should be a card of the other side of the kind hand or calendar: nothing else can be answered"
        desk.wrong(keys, card.answers, message)


def _holder(desk: Desk, holder: Holder, names: Mapping[str, tuple[str, ...]]) -> None:
    """Note names that there are not, and records that do not say what they should."""
    for keys, record in said(holder.told, holder.at):
        kind: type = type(record)
        for field, hint in _hints(kind).items():
            _known(desk, getattr(record, field), hint, (*keys, key_of(field)), names)
        for table, what in ((EITHER, "one of {}"), (LASTS, "one of {}: how long it holds")):
            among = table.get(type(record), ())
            if among and sum(bool(getattr(record, field)) for field in among) != 1:
                desk.wrong(keys, None, f"should have {what.format(', '.join(map(key_of, among)))}")
        if isinstance(record, asks.Held) and record.place in names["place"]:
            desk.town(record.place, (*keys, "place"))
        _targets(desk, holder, keys, record)


@cache
def _hints(record: type) -> dict[str, Any]:
    """The annotations of a record's fields, with what they say of names."""
    hints = get_type_hints(record, include_extras=True)
    return {field.name: hints[field.name] for field in fields(record)}


def _known(desk: Desk, value: Any, hint: Any, keys: Keys, names: Mapping[str, tuple[str, ...]]) -> None:
    """Note a name, or each of a list of names, that is none of its kinds."""
    if get_origin(hint) is tuple and isinstance(value, tuple):
        for number, item in enumerate(value):
            _known(desk, item, get_args(hint)[0], (*keys, number), names)
    if get_origin(hint) is not Annotated or not value:
        return
    words = get_args(hint)[1]
    if isinstance(words, Names) and words.kinds:
        every = (*(name for kind in words.kinds for name in names[kind]), *words.words)
        kind = " or ".join(kind for kind in words.kinds if not kind.endswith(":"))
        kind = "flag that a card sets" if kind == "flag" else kind
        desk.known(kind, value, every, keys)


def _targets(desk: Desk, holder: Holder, keys: Keys, record: Any) -> None:
    """Note what speaks of a target where nothing is chosen, and answers where nothing is answered."""
    reacts = holder.card.kind == "reaction"
    if isinstance(record, Aim):
        return
    if not reacts and (isinstance(record, does.Answered) or getattr(record, "fight", False) is True):
        desk.wrong(keys, None, "only a card of the kind reaction has something to answer")
    spoken = [key for key in ("faction", "place", "near") if getattr(record, key, "") == "target"]
    if getattr(record, "target", False) is True or isinstance(record, does.Bounty | does.Charge):
        spoken.append("target")
    if reacts or not spoken:
        return
    aim = holder.aim
    if aim is None:
        aims = [choice.aim for choice in holder.card.choices]
        if holder.told is holder.card and aims and all(aims):
            return
        desk.wrong((*keys, spoken[0]), None, "speaks of the target, and nothing is chosen: there is no aim")
    elif ("faction" in spoken) != (aim.kind == "faction"):
        desk.wrong((*keys, spoken[0]), None, f"speaks of the target, which is a {aim.kind}")


def _decks(desk: Desk, told: CardsFile) -> None:
    """Note decks of what there is not, and cards that lie in none."""
    cards = {card.id: card for card in told.cards}
    lying: set[str] = set()
    for number, deck in enumerate(told.decks):
        at: Keys = ("decks", number)
        desk.side(deck.side, (*at, "side"))
        if deck.side in (other.side for other in told.decks[:number]):
            desk.wrong((*at, "side"), deck.side, "has a deck already")
        if len(deck.opening) > told.rules.hand:
            desk.wrong((*at, "opening"), list(deck.opening), f"should be {told.rules.hand} cards or fewer: a hand")
        for table, entries in (("cards", deck.cards), ("opening", deck.opening)):
            for item, entry in enumerate(entries):
                name, copies = counted(entry) if table == "cards" else (entry, 1)
                if not desk.known("card", name, cards, (*at, table, item)):
                    continue
                lying.add(name)
                card = cards[name]
                if copies > MOST_COPIES:
                    desk.wrong((*at, table, item), entry, f"should be {MOST_COPIES} copies or fewer")
                if card.side != deck.side or card.kind not in ("hand", "reaction"):
                    message = f"should be a card of {deck.side} of the kind hand or reaction"
                    desk.wrong((*at, table, item), entry, message)
    for number, card in enumerate(told.cards):
        if card.kind == "hand" and card.id not in lying and not card.due:
            desk.wrong(("cards", number), card.id, "never fires: a card of the kind hand that lies in no deck")
