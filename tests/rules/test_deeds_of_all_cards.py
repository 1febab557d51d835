"""Every card of the recapture can be carried out where it may be played, branch by branch.  [25.30]"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from game import library, paths, umpire
from game.model.agenda import Perform
from game.model.cards import Aim, Card, Choice
from game.model.dice import Seeded
from game.model.effects import Answered
from game.model.ledger import Ledger
from game.model.scenario import Scenario
from game.model.state import State
from game.model.table import Target
from game.rules import aims, deeds, views, witnessing

CARDS = 48


@cache
def scenario() -> Scenario:
    return library.load(paths.scenarios() / "recapture-1922")


@cache
def opening() -> State:
    """The opening, with Red horse and Enver near each other , and nobody at the height of his heart."""
    state = umpire.begin(scenario(), umpire.Setup(seed=1922)).state
    units = [replace(unit, morale=max(1, unit.morale - 2)) for unit in state.forces.units]
    boss, horse = scenario().unit_number("enver-pasha"), scenario().unit_number("red-15cav")
    place = units[boss].cell
    near = next(cell for cell in scenario().board.grid.neighbours[place] if cell and not state.forces.at(cell))
    units[horse] = replace(units[horse], status=units[boss].status, cell=near, due=0)
    return replace(state, forces=state.forces.with_units(units), dice=Seeded(7), agenda=())


def branches(card: Card) -> Iterator[tuple[Choice | None, Aim | None]]:
    yield from ((choice, choice.aim or card.aim) for choice in card.choices)
    if not card.choices:
        yield None, card.aim


def aimed(state: State, card: Card, aim: Aim | None) -> Target | None:
    """A target for a card: its own, that of what it answers, or nothing."""
    if aim is not None:
        return next(aims.targets(state, aim, card.side), None)
    answered = card.answers.partition(":")[0]
    if answered in ("storm", "reprisal"):
        return (state.scenario.board.place("dushanbe").cell,)
    if answered in ("drill", "offer", "break"):
        return (state.scenario.faction_number("lokai"),)
    if answered:
        other = state.scenario.card(answered)
        return aimed(state, other, other.aim)
    return ()


def names() -> list[str]:
    return [card.id for card in scenario().cards]


@pytest.mark.parametrize("name", names())
def test_a_card_can_be_carried_out(name: str) -> None:
    """[25.30]"""
    card = scenario().card(name)
    performed = 0
    for choice, aim in branches(card):
        state = opening()
        if aim is not None and aim.river == "spate":
            state = replace(state, sky=replace(state.sky, spate="all"))
        target = aimed(state, card, aim)
        effects = (*card.effects, *(choice.effects if choice is not None else ()))
        if target is None:
            target = (state.unit(state.scenario.unit_number("red-15cav")).cell,)
        if card.answers:
            task = Perform("red" if card.side == "enver" else "enver", card.answers.partition(":")[0], target=target)
            state = replace(state, agenda=(task,))
        ledger = Ledger(state)
        deeds.do(ledger, effects, card.id, card.side, target)
        while ledger.state.table.later:
            later = ledger.state.table.later[0]
            ledger.state = replace(ledger.state, table=replace(ledger.state.table, later=()))
            deeds.do(ledger, later.effects, later.card, later.side, later.target)
        for side in ("red", "enver"):
            views.view(ledger.state, side)
            before = state
            for event in ledger.events:
                witnessing.witness(before, event, side)
        performed += bool(ledger.events) or not effects or all(isinstance(one, Answered) for one in effects)
    assert performed, "no branch of it does anything here"


def test_no_card_is_forgotten() -> None:
    assert len(scenario().cards) == CARDS
