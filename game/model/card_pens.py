"""The pen on the card table: what each event of cards changes."""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from game.model.agenda import MayReact, Perform
from game.model.derived import changer
from game.model.events import (
    Answered,
    BranchTaken,
    CardFailed,
    CardKept,
    CardLapsed,
    CardPlayed,
    CardRemoved,
    CardsDrawn,
    DeckRenewed,
    Expected,
    FlagSet,
    InForce,
)
from game.model.forces import Forces
from game.model.state import State
from game.model.table import Pile, Table

_with = changer(State)
_table = changer(Table)


def _less(pile: Pile, cards: Iterable[str]) -> Pile:
    """A pile without some cards, as far as they lie in it."""
    left = Counter(pile)
    left.subtract(card for card in cards if left[card] > 0)
    return tuple(sorted(left.elements()))


def _more(pile: Pile, cards: Iterable[str]) -> Pile:
    return tuple(sorted((*pile, *cards)))


def _at(s: State, piles: tuple[Pile, ...], side: str, pile: Pile) -> tuple[Pile, ...]:
    """The piles of all sides with one of them as it is now."""
    number = s.scenario.side_number(side)
    return (*piles[:number], pile, *piles[number + 1 :])


def _cards_drawn(s: State, e: CardsDrawn) -> State:
    deck = s.table.decks[s.scenario.side_number(e.side)]
    return _with(s, table=_table(s.table, decks=_at(s, s.table.decks, e.side, _less(deck, e.cards))))


def _card_kept(s: State, e: CardKept) -> State:
    number, table = s.scenario.side_number(e.side), s.table
    hands = _at(s, table.hands, e.side, _more(table.hands[number], (e.card,)))
    decks = _at(s, table.decks, e.side, _more(table.decks[number], e.back))
    return _with(s, table=_table(table, hands=hands, decks=decks))


def _card_played(s: State, e: CardPlayed) -> State:
    """A card leaves the hand for the discards, or the game; one that comes once leaves it wherever it lies."""
    table, card = s.table, s.scenario.card(e.card)
    number = s.scenario.side_number(e.side) if e.side and table.hands else 0
    held = bool(e.side and table.hands) and e.card in table.hands[number]
    if held:
        table = _table(table, hands=_at(s, table.hands, e.side, _less(table.hands[number], (e.card,))))
        if not card.once:
            discards = _at(s, table.discards, e.side, _more(table.discards[number], (e.card,)))
            return _with(s, table=_table(table, discards=discards))
        return _with(s, table=_table(table, spent=_more(table.spent, (e.card,))))
    return _with(s, table=_gone(table, e.card)) if card.once or card.kind == "calendar" else s


def _gone(table: Table, card: str) -> Table:
    """A table from which a card has left the game, as often as it lay there: once if it lay nowhere."""
    piles = (*table.decks, *table.hands, *table.discards)
    copies = sum(pile.count(card) for pile in piles) or (card not in table.spent)

    def without(piles: tuple[Pile, ...]) -> tuple[Pile, ...]:
        return tuple(tuple(other for other in pile if other != card) for pile in piles)

    return _table(
        table,
        decks=without(table.decks),
        hands=without(table.hands),
        discards=without(table.discards),
        spent=_more(table.spent, (card,) * copies),
    )


def _card_lapsed(s: State, e: CardLapsed) -> State:
    number, table = s.scenario.side_number(e.side), s.table
    hands = _at(s, table.hands, e.side, _less(table.hands[number], (e.card,)))
    discards = _at(s, table.discards, e.side, _more(table.discards[number], (e.card,)))
    return _with(s, table=_table(table, hands=hands, discards=discards))


def _card_removed(s: State, e: CardRemoved) -> State:
    return _with(s, table=_gone(s.table, e.card))


def _deck_renewed(s: State, e: DeckRenewed) -> State:
    number, table = s.scenario.side_number(e.side), s.table
    decks = _at(s, table.decks, e.side, _more(table.decks[number], table.discards[number]))
    return _with(s, table=_table(table, decks=decks, discards=_at(s, table.discards, e.side, ())))


def _answered(s: State, e: Answered) -> State:
    """What was to be performed next is struck off with all that asks who answers it, or its tests are easier."""
    place = next(n for n, task in enumerate(s.agenda) if isinstance(task, Perform))
    task = s.agenda[place]
    assert isinstance(task, Perform)
    if e.how == "softer":
        softer = Perform(task.side, task.what, task.choice, task.target, task.modifier + e.modifier)
        return _with(s, agenda=(*s.agenda[:place], softer, *s.agenda[place + 1 :]))
    asked = tuple(above for above in s.agenda[:place] if not isinstance(above, MayReact))
    return _with(s, agenda=(*asked, *s.agenda[place + 1 :]))


def _flag_set(s: State, e: FlagSet) -> State:
    flags = {*s.table.flags, e.name} if e.on else {*s.table.flags} - {e.name}
    return _with(s, table=_table(s.table, flags=tuple(sorted(flags))))


def _unchanged(s: State, _: Any) -> State:
    return s


def _in_force(s: State, e: InForce) -> State:
    """What was remembered of the forces may not be so any more: whose zones count hangs on cards."""
    forces = Forces(s.forces.units, s.forces.engaged)
    return _with(s, forces=forces, table=_table(s.table, lasting=e.lasting))


def _expected(s: State, e: Expected) -> State:
    return _with(s, table=_table(s.table, later=e.later))


CARD_PENS: dict[type, Callable[[State, Any], State]] = {
    CardsDrawn: _cards_drawn,
    CardKept: _card_kept,
    CardPlayed: _card_played,
    BranchTaken: _unchanged,
    CardFailed: _unchanged,
    CardLapsed: _card_lapsed,
    CardRemoved: _card_removed,
    DeckRenewed: _deck_renewed,
    Answered: _answered,
    FlagSet: _flag_set,
    InForce: _in_force,
    Expected: _expected,
}
