"""The card table as others see it: what lies face down, and what was aimed at out of sight.

This carries out chapter 4 on cards, for chapter 25.
"""

from collections import Counter

from game.hexes import CellSet
from game.model import events as e
from game.model.agenda import MayChoose, MayKeep, MayReact, Perform, Task
from game.model.cards import Card
from game.model.derived import changer
from game.model.dice import splitmix
from game.model.forces import Status
from game.model.scenario import Scenario
from game.model.state import State
from game.model.table import Delayed, Lasting, Pile, Table, Target

_table = changer(Table)

OPEN = frozenset(("place", "faction"))
"""Targets that everybody knows of."""


def kinds(scenario: Scenario, card_id: str) -> frozenset[str]:
    """The kinds of targets that a card may have; a reaction without any of its own has those of what it answers."""

    def work_out() -> frozenset[str]:
        card: Card = scenario.card(card_id)
        own = {aim.kind for aim in (card.aim, *(choice.aim for choice in card.choices)) if aim is not None}
        if own or not card.answers:
            return frozenset(own)
        answered = card.answers.partition(":")[0]
        if any(other.id == answered for other in scenario.cards):
            return kinds(scenario, answered)
        return frozenset({"storm": ("place",), "reprisal": ("place", "faction")}.get(answered, ("faction",)))

    return scenario.remembered(("kinds", card_id), work_out)


def _blank(pile: Pile) -> Pile:
    return ("",) * len(pile)


def known_table(state: State, side: str, seen: CellSet) -> Table:
    """The table as a side knows it: of others' decks and hands how many cards there are.  [4.5, 25.1]

    The answer is the last one as long as nothing else is known, so that it keeps what it remembers.
    """
    table = state.table
    if not (table.hands or table.lasting or table.later):
        return table
    answers: list[Table] = table.remembered(("known", side), lambda: [_shut(state, side)])
    lasting, later = known_lasting(state, table.lasting, side, seen), known_later(state, table.later, side, seen)
    if answers[0].lasting != lasting or answers[0].later != later:
        answers[0] = _table(answers[0], lasting=lasting, later=later)
    return answers[0]


def _shut(state: State, side: str) -> Table:
    """The table with the decks and hands of all others face down."""
    number = state.scenario.side_number(side)

    def faces(piles: tuple[Pile, ...]) -> tuple[Pile, ...]:
        return tuple(pile if n == number else _blank(pile) for n, pile in enumerate(piles))

    return _table(state.table, decks=faces(state.table.decks), hands=faces(state.table.hands))


def known_lasting(state: State, lasting: tuple[Lasting, ...], side: str, seen: CellSet) -> tuple[Lasting, ...]:
    """What is in force as a side knows it: of others' cards not on whom or on which hex out of sight.  [4.5]"""
    return tuple([one if one.side == side else _known_one(state, one, side, seen) for one in lasting])


def _known_one(state: State, one: Lasting, side: str, seen: CellSet) -> Lasting:
    numbers = tuple([number for number in one.units if _is_known(state, number, side, seen)])
    target = known_target(state, one.card, one.side, one.target, side, seen)
    if (numbers, target) == (one.units, one.target):
        return one
    return Lasting(one.effect, one.card, one.side, target, one.until, one.parts, one.of, numbers)


def known_later(state: State, later: tuple[Delayed, ...], side: str, seen: CellSet) -> tuple[Delayed, ...]:
    """What cards will do later, as a side knows it.  [4.5]"""
    return tuple([_known_delay(state, one, side, seen) if one.target else one for one in later])


def _known_delay(state: State, one: Delayed, side: str, seen: CellSet) -> Delayed:
    target = known_target(state, one.card, one.side, one.target, side, seen)
    return one if target == one.target else Delayed(one.turn, one.card, one.side, one.effects, target)


def _is_known(state: State, number: int, side: str, seen: CellSet) -> bool:
    unit = state.unit(number)
    return unit.side == side or (unit.status is Status.FIELD and bool(seen >> unit.cell & 1))


def known_target(state: State, card: str, owner: str, target: Target, side: str, seen: CellSet) -> Target:
    """What a card was aimed at, as a side knows it: nothing, if that is out of its sight and not its own.  [4.5]"""
    if not target or owner == side:
        return target
    of = kinds(state.scenario, card)
    if of <= OPEN:
        return target
    if of == {"unit"}:
        return target if _is_known(state, target[0], side, seen) else ()
    return target if seen >> target[0] & 1 else ()


def known_task(state: State, task: Task, side: str, seen: CellSet) -> Task:
    """What is still to be decided or done with cards, as a side knows it.  [4.4, 25.1]"""
    match task:
        case MayKeep(owner, cards) if owner != side:
            return MayKeep(owner, _blank(cards))
        case MayReact(owner, window, _, target) if owner != side:
            return MayReact(owner, window, (), _of_window(state, window, target, side, seen))
        case MayChoose(asked, card, owner, target) if asked != side:
            return MayChoose(asked, card, owner, known_target(state, card, owner, target, side, seen))
        case Perform(owner, what, choice, target, modifier) if owner != side:
            return Perform(owner, what, choice, _of_window(state, what, target, side, seen), modifier)
        case _:
            return task


def _of_window(state: State, window: str, target: Target, side: str, seen: CellSet) -> Target:
    """The target of what is answered, as others know it: of all but cards everybody does."""
    card = window.partition(":")[0]
    if not any(known.id == card for known in state.scenario.cards):
        return target
    return known_target(state, card, state.scenario.card(card).side, target, side, seen)


OfTheTable = e.CardsDrawn | e.CardKept | e.CardPlayed | e.BranchTaken | e.InForce | e.Expected
"""What happens at the table, and is not all known to others."""


def witness(before: State, event: OfTheTable, side: str, seen: CellSet) -> e.Event:
    """What happens at the table, as a side may know it.  [4.5, 25.1]"""
    if isinstance(event, e.InForce):
        return e.InForce(known_lasting(before, event.lasting, side, seen))
    if isinstance(event, e.Expected):
        return e.Expected(known_later(before, event.later, side, seen))
    if event.side == side:
        return event
    match event:
        case e.CardsDrawn():
            return e.CardsDrawn(event.side, _blank(event.cards))
        case e.CardKept():
            return e.CardKept(event.side, "", _blank(event.back))
        case e.CardPlayed():
            target = known_target(before, event.card, event.side, event.target, side, seen)
            return e.CardPlayed(event.side, event.card, event.choice, target)
        case _:
            target = known_target(before, event.card, event.side, event.target, side, seen)
            return e.BranchTaken(event.side, event.card, event.choice, target)


def dealt(seen: State, side: str, seed: int) -> tuple[Table, tuple[Task, ...]]:
    """The table and the agenda with the cards of others as they might lie, drawn from the seed.  [4.8, 25.1]"""
    table = seen.table
    if not table.hands or not any("" in pile for pile in (*table.hands, *table.decks, *_drawn(seen))):
        return table, seen.agenda
    hands, decks, agenda = list(table.hands), list(table.decks), list(seen.agenda)
    for number, spec in enumerate(seen.scenario.sides):
        if spec.id == side:
            continue
        pool = _shuffled(seen, number, seed)
        hands[number], pool = _dealt(pool, len(hands[number]))
        for place, task in enumerate(agenda):
            if isinstance(task, MayKeep) and task.side == spec.id:
                cards, pool = _dealt(pool, len(task.cards))
                agenda[place] = MayKeep(task.side, cards)
        decks[number], pool = _dealt(pool, len(decks[number]))
    return _table(table, hands=tuple(hands), decks=tuple(decks)), tuple(agenda)


def _drawn(state: State) -> tuple[Pile, ...]:
    return tuple(task.cards for task in state.agenda if isinstance(task, MayKeep))


def _dealt(pool: list[str], number: int) -> tuple[Pile, list[str]]:
    """So many cards off a heap, sorted, and the rest."""
    return tuple(sorted(pool[:number])), pool[number:]


def _shuffled(seen: State, number: int, seed: int) -> list[str]:
    """The cards of a side that nobody has seen yet, in an order drawn from the seed."""
    side = seen.scenario.sides[number].id
    all_cards = [c for deck in seen.scenario.decks if deck.side == side for c in (*deck.cards, *deck.opening)]
    left = Counter(all_cards)
    left.subtract(Counter((*seen.table.discards[number], *seen.table.spent)))
    heap = sorted(left.elements())
    first = len(seen.scenario.units) + len(seen.scenario.factions) + 1000 * (number + 1)
    for place in range(len(heap) - 1, 0, -1):
        other = splitmix(seed, first + place) % (place + 1)
        heap[place], heap[other] = heap[other], heap[place]
    return heap
