"""How the Staff makes up its mind: plans by several doctrines, then better orders for single stacks, all tried out.

The usual plan is kept unless another is better in the same imagined worlds; a change of it must also be better in
worlds that it was not chosen by.  What may be tried is counted, not timed, so that equal views give equal orders.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from game import questions, umpire
from game.ai.aims import SOURCES, aims
from game.ai.court import Statecraft
from game.ai.doctrine import USUAL, Doctrine
from game.ai.recruit import answer, recruit_orders
from game.ai.staff.appraisal import appraise
from game.ai.staff.behaviours import BEHAVIOURS, Behaviour
from game.ai.staff.foresight import foresee, possible
from game.ai.staff.orders import Orders
from game.ai.staff.position import Position
from game.ai.staff.souls import mind
from game.model.actions import Action, EndPart
from game.model.agenda import MayAdvance, MayChoose, MayGrant, MayReact, MayRetreat
from game.model.dice import splitmix
from game.model.state import Seen

IDLE = Statecraft(regiments=0, gifts=False, offers=False, cards=False)
"""Nothing is done at court or at the table."""

WEIGHED = (MayAdvance, MayRetreat, MayGrant, MayChoose, MayReact)
"""Decisions whose answers are tried out; to the others the usual answer is given."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Orders that were considered: who thought of them, what they came to in points, and whether they were chosen."""

    behaviour: str
    orders: Orders
    value: float
    chosen: bool


@dataclass(frozen=True, slots=True)
class Thought:
    """An answer, all that was weighed for it in the order in which it was, and the worlds that were played out.

    `thought_of` are the behaviours whose moment had come, whether what they proposed was tried or not.
    """

    orders: Orders
    candidates: tuple[Candidate, ...] = ()
    evaluations: int = 0
    thought_of: frozenset[str] = frozenset()


class Proposal(NamedTuple):
    """Other orders, the behaviour that thought of them, and how promising they look untried."""

    behaviour: str
    orders: Orders
    promise: float


class Lab:
    """Orders tried out in imagined worlds; each trial is kept, and counted once."""

    def __init__(self, seen: Seen, seed: int) -> None:
        self.seen, self.seed = seen, seed
        self.budget = mind().budget
        self.soul = mind().soul(seen.actor)
        self.tried: dict[tuple[Orders, int], float] = {}

    def value(self, orders: Orders, worlds: Sequence[int]) -> float:
        """The worth of orders, as the mean over some worlds."""
        return sum(self._in(orders, world) for world in worlds) / len(worlds)

    def _in(self, orders: Orders, world: int) -> float:
        key = orders, world
        if key not in self.tried:
            after = foresee(self.seen, orders, self.world(world), self.budget.rounds)
            self.tried[key] = appraise(after, self.seen.actor, self.soul)
        return self.tried[key]

    def world(self, number: int) -> int:
        """The seed of an imagined world."""
        return splitmix(self.seed, 1_000 + number)


def staff_orders(seen: Seen, seed: int) -> tuple[Action, ...]:
    """All that is ordered in a part, or the answer to a decision."""
    return think(seen, seed).orders


def think(seen: Seen, seed: int, behaviours: Mapping[str, Behaviour] = BEHAVIOURS) -> Thought:
    """Make up one's mind, and keep what it came from."""
    lab = Lab(seen, seed)
    if seen.agenda:
        return _decided(lab)
    craft = lab.soul.craft
    usual = recruit_orders(seen, seed, craft)
    if not isinstance(usual[-1], EndPart):
        errand, candidates = _errand(lab, usual)
        if not isinstance(errand[-1], EndPart):
            return Thought(errand, tuple(candidates), len(lab.tried))
        usual, craft = errand, IDLE
    orders, candidates = best_of(lab, _plans(lab, usual, craft))
    orders, more, names = _bettered(lab, orders, Position(seen), behaviours)
    return Thought(possible(seen, orders, lab.world(0)), (*candidates, *more), len(lab.tried), names)


def _errand(lab: Lab, usual: Orders) -> tuple[Orders, list[Candidate]]:
    """What is done before all else, a card, a gift or a drill: the usual, another card, or nothing of the kind."""
    seen = lab.seen
    quiet = recruit_orders(seen, lab.seed, IDLE)
    options: dict[Orders, str] = {usual: "usual errand"}
    if seen.table.hands:
        plays = {action.card: (action,) for action in questions.card_plays(seen)}
        for card, play in list(plays.items())[: lab.budget.options]:
            options.setdefault(play, f"card {card}")
    options.setdefault(quiet, "no errand")
    return best_of(lab, options)


def _plans(lab: Lab, usual: Orders, craft: Statecraft) -> dict[Orders, str]:
    """Whole plans by the doctrine that they come from, the usual one first; equal ones once."""
    plans: dict[Orders, str] = {usual: USUAL.name}
    for doctrine in (*mind().doctrines, *_efforts(lab)):
        plans.setdefault(recruit_orders(lab.seen, lab.seed, craft, doctrine), doctrine.name)
    return plans


def _efforts(lab: Lab) -> Iterator[Doctrine]:
    """The doctrine of a main effort, against each of the places that are worth most."""
    missing = [aim for aim in aims(lab.seen, lab.seen.actor) if not aim.held and aim.place < SOURCES]
    for aim in sorted(missing, key=lambda aim: (-aim.worth, aim.place))[: lab.budget.efforts]:
        yield replace(mind().effort, effort=aim.place)


def best_of(lab: Lab, plans: Mapping[Orders, str]) -> tuple[Orders, list[Candidate]]:
    """The best of some plans; the first of them if no other is better by a margin."""
    usual = next(iter(plans))
    if len(plans) == 1:
        return usual, []
    budget = lab.budget
    values = {orders: lab.value(orders, range(budget.first)) for orders in plans}
    ranked = sorted(plans, key=lambda orders: -values[orders])
    final = [usual, *(orders for orders in ranked[: budget.finalists] if orders != usual)]
    for orders in final:
        values[orders] = lab.value(orders, range(budget.confirming))
    best = max(final, key=lambda orders: values[orders] + budget.margin * (orders == usual))
    return best, [Candidate(plans[orders], orders, values[orders], orders == best) for orders in plans]


def _bettered(
    lab: Lab, orders: Orders, position: Position, behaviours: Mapping[str, Behaviour]
) -> tuple[Orders, list[Candidate], frozenset[str]]:
    """Orders after the behaviours have had their say, the most promising first, as long as trials are left."""
    budget = lab.budget
    first, fresh = range(budget.first), range(budget.confirming, budget.confirming + budget.first)
    candidates: list[Candidate] = []
    done: set[Orders] = {orders}
    waiting = _proposals(position, orders, behaviours, done)
    names = {proposal.behaviour for proposal in waiting}
    while waiting and len(lab.tried) < budget.evaluations:
        proposal = waiting.pop(0)
        done.add(proposal.orders)
        value = lab.value(proposal.orders, first)
        better = value - lab.value(orders, first) > budget.margin
        chosen = better and lab.value(proposal.orders, fresh) > lab.value(orders, fresh)
        candidates.append(Candidate(proposal.behaviour, proposal.orders, value, chosen))
        if chosen:
            orders = proposal.orders
            waiting = _proposals(position, orders, behaviours, done)
            names |= {proposal.behaviour for proposal in waiting}
    return orders, candidates, frozenset(names)


def _proposals(
    position: Position, orders: Orders, behaviours: Mapping[str, Behaviour], done: set[Orders]
) -> list[Proposal]:
    """What the behaviours think of beside some orders and has not been tried, the most promising first.

    A behaviour's second thought counts half as much as its first, its third a third: so all are heard.
    """
    found: list[Proposal] = []
    for name, behaviour in behaviours.items():
        ideas = [idea for idea in behaviour(position, orders) if idea.orders not in done]
        ideas.sort(key=lambda idea: -idea.weight)
        promise = mind().promises[name]
        found += [Proposal(name, idea.orders, promise * idea.weight / n) for n, idea in enumerate(ideas, start=1)]
    return sorted(found, key=lambda proposal: -proposal.promise)


def _decided(lab: Lab) -> Thought:
    """The answer to a decision: the usual one, unless another is better."""
    usual = (answer(lab.seen, lab.seed),)
    if not isinstance(lab.seen.agenda[0], WEIGHED):
        return Thought(usual)
    options = dict.fromkeys([usual, *((action,) for action in umpire.legal(lab.seen))])
    best, candidates = best_of(lab, dict.fromkeys(list(options)[: lab.budget.options], "answer"))
    return Thought(best, tuple(candidates), len(lab.tried))
