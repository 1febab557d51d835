"""The card table and the council: what may be answered, played or ordered there, its price and its odds."""

from collections.abc import Iterator
from dataclasses import dataclass

from game import chronicle, questions, umpire
from game.model.actions import Action, CardAnswer, Choose, CouncilOrder, Disband, Keep, PlayCard, React
from game.model.agenda import MayChoose
from game.model.judgement import Refusal
from game.model.state import Seen
from game.model.words import CardId
from game.ui import choices
from game.ui.choices import Choice, Conferring, Picking


@dataclass(frozen=True, slots=True)
class Offer:
    """A line of the table: its label, what it does, its price, and the action, or why there is none."""

    label: str
    words: str
    price: int = 0
    action: Action | None = None
    refusal: Refusal | None = None


def offers(seen: Seen, side: str, choice: Choice) -> tuple[Offer, ...]:
    """Everything that lies on the table for a side, as far as it may choose; nothing for other choices."""
    match choice:
        case Picking():
            return tuple(_answer(seen, action) for action in umpire.legal(seen) if isinstance(action, CardAnswer))
        case Conferring("cards"):
            return tuple(_hand(seen, side))
        case Conferring():
            return tuple(_council(seen)) if seen.actor == side else ()
        case _:
            return ()


def holds_cards(seen: Seen, side: str) -> bool:
    """Whether a side has a deck to draw from."""
    return any(deck.side == side for deck in seen.scenario.decks)


def confers(seen: Seen) -> bool:
    """Whether there are factions with a will of their own."""
    return any(faction.tested for faction in seen.scenario.factions)


def _answer(seen: Seen, action: CardAnswer) -> Offer:
    """An answer to the question of the card table."""
    match action:
        case Keep(card):
            known = seen.scenario.card(card)
            return Offer(known.title, known.text, known.cost, action)
        case React(card, choice, target):
            return _played(seen, card, choice, target, action) if card else Offer("Let it pass", "", 0, action)
        case Choose(choice, target):
            question = choices.asked(seen)
            assert isinstance(question, MayChoose)
            known = seen.scenario.card(question.card)
            branch = known.choice(choice)
            where = chronicle.name_target(seen, known.id, choice, target)
            if branch is None:
                return Offer(where or known.title, "", 0, action)
            return Offer(branch.label + (f", {where}" if where else ""), branch.text, branch.cost, action)


def _played(seen: Seen, card: CardId, choice: str, target: tuple[int, ...], action: Action) -> Offer:
    """A card that is played: by which branch, at what, for how much."""
    known = seen.scenario.card(card)
    branch = known.choice(choice)
    where = chronicle.name_target(seen, card, choice, target)
    label = known.title + (f": {branch.label}" if branch is not None else "") + (f", {where}" if where else "")
    price = known.cost + (branch.cost if branch is not None else 0)
    return Offer(label, branch.text if branch is not None else known.text, price, action)


def _hand(seen: Seen, side: str) -> Iterator[Offer]:
    """The cards of a side's hand: each way in which one may be played now, or why it may not."""
    own = seen.actor == side and not seen.agenda
    ways: dict[CardId, list[PlayCard]] = {}
    for way in questions.card_plays(seen) if own else ():
        ways.setdefault(way.card, []).append(way)
    for card in seen.table.hands[seen.scenario.side_number(side)]:
        known = seen.scenario.card(card)
        for way in ways.get(card, ()):
            yield _played(seen, card, way.choice, way.target, way)
        if card not in ways:
            first = known.choices[0].id if known.choices else ""
            refusal = umpire.refusal(seen, PlayCard(card, first)) if own else None
            yield Offer(known.title, known.text, known.cost, None, refusal)


def _council(seen: Seen) -> Iterator[Offer]:
    """The orders that the council may give now, and what each works on the factions."""
    if seen.agenda:
        return
    drilled = [Disband(raised.unit) for raised in seen.court.regiments]
    drills = [order for unit in seen.forces.of(seen.actor) for order in questions.drills(seen, unit.number)]
    for order in (*questions.council_orders(seen), *drills, *drilled):
        if isinstance(order, CouncilOrder) and umpire.refusal(seen, order) is None:
            price = questions.council_price(seen, order)
            name = chronicle.name_action(seen, order)
            yield Offer(name[:1].upper() + name[1:], at_stake(seen, order), price, order)


def at_stake(seen: Seen, order: Action) -> str:
    """What an order works on the factions for certain, with the chance of each test."""
    told = []
    for cause in questions.at_stake(seen, order):
        name = chronicle.name_faction(seen.scenario, cause.faction)
        failing = questions.fails(seen, cause.faction, cause.modifier)
        told.append(f"{name} {chronicle.signed(cause.by)}" if cause.by else f"{name} tested: −1 in {failing} of 36")
    return "; ".join(told) + "." if told else ""
