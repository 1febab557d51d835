"""What orders may lead to: they are carried out in an imagined world, and everybody answers there as Recruits do."""

from collections.abc import Sequence

from game import umpire
from game.ai.automaton import automaton_orders
from game.ai.recruit import recruit_orders
from game.model.actions import Action
from game.model.dice import splitmix
from game.model.events import Rolled
from game.model.state import Seen, State

STEPS = 2000
"""Orders after which a line is broken off: a guard against one that never ends."""


def foresee(seen: Seen, orders: Sequence[Action], seed: int, rounds: int) -> State:
    """One world in which the actor gives these orders, as it is when his part begins again so many turns later.

    Who is asked before that answers at once; orders that have become impossible are passed over.
    """
    state = umpire.imagine(seen, seed)
    first, part = state.turn, state.part
    mine = list(orders)
    due: list[Action] = []
    of = (first, part)
    for step in range(STEPS):
        if state.outcome is not None or (state.turn - first >= rounds and state.part == part and not state.agenda):
            break
        if state.agenda and step == 0 and mine:
            order = mine.pop(0)
        elif state.agenda:
            order = usual(umpire.view(state, state.actor), splitmix(seed, step))[0]
        else:
            if of != (state.turn, state.part):
                of, mine, due = (state.turn, state.part), [], []
            queue = mine or due
            if not queue:
                due = queue = list(usual(umpire.view(state, state.actor), splitmix(seed, step)))
            order = queue.pop(0)
        try:
            state = umpire.apply(state, order).state
        except umpire.Illegal:
            if state.agenda:
                state = umpire.apply(state, next(iter(umpire.legal(state)))).state
    return state


def usual(seen: Seen, seed: int) -> tuple[Action, ...]:
    """What is expected of whoever is asked."""
    if seen.scenario.side(seen.actor).seat == "person":
        return recruit_orders(seen, seed)
    return automaton_orders(seen, seed)


def possible(seen: Seen, orders: Sequence[Action], seed: int) -> tuple[Action, ...]:
    """The orders without those that could not be carried out after the others, as far as no dice are thrown."""
    state, kept = umpire.imagine(seen, seed), list[Action]()
    for number, order in enumerate(orders):
        try:
            state, events = umpire.apply(state, order)
        except umpire.Illegal:
            continue
        kept.append(order)
        if state.agenda or any(isinstance(event, Rolled) for event in events):
            return (*kept, *orders[number + 1 :])
    return tuple(kept)
