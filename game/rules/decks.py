"""Decks and hands: what may be drawn, what is kept, what has had its time.  This carries out chapter 25."""

from collections import Counter

from game.model.agenda import MayKeep
from game.model.events import CardKept, CardLapsed, CardsDrawn, DeckRenewed, Queued
from game.model.ledger import Ledger
from game.model.scenario import Scenario
from game.model.state import State
from game.model.table import Pile, Table


def opening(scenario: Scenario) -> Table:
    """Decks and hands before the first turn.  [25.1]"""
    if not scenario.decks:
        return Table()
    decks = {deck.side: deck for deck in scenario.decks}
    none: Pile = ()
    return Table(
        decks=tuple(tuple(sorted(decks[s.id].cards)) if s.id in decks else none for s in scenario.sides),
        hands=tuple(tuple(sorted(decks[s.id].opening)) if s.id in decks else none for s in scenario.sides),
        discards=tuple(none for _ in scenario.sides),
    )


def decked(scenario: Scenario) -> frozenset[str]:
    """The cards that lie in some deck, or did in a hand before the first turn.  [25.14]"""
    return scenario.remembered(
        "decked", lambda: frozenset(card for deck in scenario.decks for card in (*deck.cards, *deck.opening))
    )


def hand(state: State, side: str) -> Pile:
    """The cards in a side's hand, sorted."""
    return state.table.hands[state.scenario.side_number(side)] if state.table.hands else ()


def room(state: State, side: str) -> int:
    """How many more cards a side may hold.  [25.1]"""
    return max(0, state.scenario.hand - len(hand(state, side)))


def _timely(state: State, pile: Pile) -> list[str]:
    """The cards of a pile whose last turn is not past.  [25.3]"""
    return [card for card in pile if state.scenario.card(card).last >= state.turn]


def draw(ledger: Ledger, side: str, number: int) -> Pile:
    """Lay so many cards of a deck before it, or all there are, each drawn alike; in the order drawn.  [25.2, 25.4]"""
    count = ledger.state.scenario.side_number(side)
    drawn: list[str] = []
    for _ in range(number):
        pile = _left(ledger.state, ledger.state.table.decks[count], drawn)
        if not pile and _timely(ledger.state, ledger.state.table.discards[count]):
            ledger.record(DeckRenewed(side))
            pile = _left(ledger.state, ledger.state.table.decks[count], drawn)
        if not pile:
            break
        place = ledger.roll("draw", 1, side, sides=len(pile)) if len(pile) > 1 else 1
        drawn.append(pile[(place - 1) % len(pile)])
    if drawn:
        ledger.record(CardsDrawn(side, tuple(drawn)))
    return tuple(drawn)


def _left(state: State, deck: Pile, drawn: list[str]) -> list[str]:
    """What of a deck may still be drawn beside what has been.  [25.3, 25.4]"""
    left = Counter(_timely(state, deck))
    left.subtract(drawn)
    return sorted(left.elements())


def take(ledger: Ledger, side: str, number: int) -> None:
    """Draw cards straight into a hand, as far as it has room.  [25.1, 25.2]"""
    if not ledger.state.table.hands:
        return
    for _ in range(min(number, room(ledger.state, side))):
        for card in draw(ledger, side, 1):
            ledger.record(CardKept(side, card, ()))


def put_away(ledger: Ledger, side: str) -> None:
    """Put cards of a hand whose last turn is past to the discards.  [25.3]"""
    state = ledger.state
    for card in hand(state, side):
        if state.scenario.card(card).last < state.turn:
            ledger.record(CardLapsed(side, card))


def deal(ledger: Ledger, side: str) -> None:
    """Lay cards before a side with room in its hand; it is not asked which it keeps if they are alike.  [25.1, 25.2]"""
    if not room(ledger.state, side):
        return
    drawn = draw(ledger, side, ledger.state.scenario.draw)
    if len(set(drawn)) == 1:
        ledger.record(CardKept(side, drawn[0], drawn[1:]))
    elif drawn:
        ledger.record(Queued((MayKeep(side, drawn),)))


def keep(ledger: Ledger, side: str, drawn: Pile, card: str) -> None:
    """Take one of the cards drawn into the hand, and put the others back.  [25.2]"""
    back = list(drawn)
    back.remove(card)
    ledger.record(CardKept(side, card, tuple(back)))
