"""Who may answer what is about to happen, and with what.  This carries out chapter 25."""

from collections.abc import Iterator

from game.model.agenda import MayReact
from game.model.cards import Card
from game.model.events import Queued
from game.model.ledger import Ledger
from game.model.scenario import Scenario
from game.model.state import State
from game.model.table import Target
from game.rules import branches, decks, views
from game.rules.branches import Play


def _answers(scenario: Scenario) -> dict[str, tuple[Card, ...]]:
    """The reactions of a scenario, by what they answer."""

    def work_out() -> dict[str, tuple[Card, ...]]:
        found: dict[str, tuple[Card, ...]] = {}
        for card in scenario.cards:
            if card.kind == "reaction":
                found[card.answers] = (*found.get(card.answers, ()), card)
        return found

    return scenario.remembered("answers", work_out)


def answering(scenario: Scenario, window: str) -> tuple[Card, ...]:
    """The reactions to a window: those to "card:choice" and those to the card whatever was chosen.  [25.13]"""
    card, colon, _ = window.partition(":")
    answers = _answers(scenario)
    return answers.get(window, ()) + (answers.get(card, ()) if colon else ())


def open_window(ledger: Ledger, window: str, target: Target, owner: str) -> None:
    """Ask the other sides whether they answer what is about to happen.  [25.13, 25.14, 25.16]"""
    cards = answering(ledger.state.scenario, window)
    if not cards:
        return
    asked = []
    for side in ledger.state.scenario.sides:
        own = [card for card in cards if card.side == side.id]
        if own and side.id != owner and side.seat == "person" and _concerned(ledger.state, window, target, side.id):
            known = views.view(ledger.state, side.id)
            ready = tuple(card.id for card in own if next(ways(known, card, side.id, target), None) is not None)
            if ready:
                asked.append(MayReact(side.id, window, ready, target))
    if asked:
        ledger.record(Queued(tuple(asked)))


def _concerned(state: State, window: str, target: Target, side: str) -> bool:
    """Whether what is about to happen is a side's business: a storm is that of those who are stormed.  [25.16]"""
    return window != "storm" or bool(state.forces.of_at(side, target[0]))


def ways(state: State, card: Card, side: str, target: Target) -> Iterator[Play]:
    """All the ways in which a side may answer with a card, by what it knows.  [25.13, 25.14]"""
    if at_hand(state, card, side):
        yield from branches.plays(state, Play(card, side, given=target))


def at_hand(state: State, card: Card, side: str) -> bool:
    """Whether a side has a reaction in its hand, or it lies in no deck and was not used up.  [25.14]"""
    if card.side != side:
        return False
    if card.id in decks.decked(state.scenario):
        return card.id in decks.hand(state, side)
    return card.id not in state.table.spent
