"""How the Staff makes up its mind: plans by several doctrines, then better orders for single stacks, all tried out.

The usual plan is kept unless another is better in the same imagined worlds; a change of it must also be better in worlds
that it was not chosen by.  What may be tried is counted, not timed, so that equal views give equal orders.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from game import umpire
from game.ai.aims import SOURCES
from game.ai.court import USUAL as CRAFT
from game.ai.doctrine import USUAL, Doctrine
from game.ai.recruit import answer, recruit_orders
from game.ai.staff.appraisal import appraise
from game.ai.staff.foresight import foresee
from game.ai.staff.manoeuvres import BEHAVIOURS, Behaviour
from game.ai.staff.orders import Orders
from game.ai.staff.position import Position, Proposal
from game.model.actions import Action
from game.model.agenda import MayAdvance, MayChoose, MayGrant, MayReact, MayRetreat
from game.model.dice import splitmix
from game.model.state import Seen

EVALUATIONS = 60
"""Worlds that are played out for one answer, about."""

ROUNDS = 1
"""Turns that are looked ahead."""

FIRST, CONFIRMING = 2, 4
"""Worlds in which all plans are tried, and in which the best of them are."""

FINALISTS = 3
"""Plans that are tried in more worlds."""

MARGIN = 0.15
"""Points by which a change must be better."""

OPTIONS = 8
"""Answers to a decision that are tried."""

DOCTRINES = (
    USUAL,
    Doctrine("stand", march=False),
    Doctrine("bold", least=4, fair=3, likely=9, surely=14, storm=10, bold=4, enough=3, hunting=True),
    Doctrine("hunting", hunting=True),
    Doctrine("careful", least=6, fair=5, likely=16, surely=22, storm=16, bold=1, enough=7),
    Doctrine("passive", least=12, fair=12, likely=36, surely=36, storm=36, bold=1),
    Doctrine("press on", bold=4, enough=3, frugal=False),
)

EFFORTS = 3
"""Places that are tried as the chief aim."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Orders that were considered: who thought of them, what they came to in points, and whether they were chosen."""

    behaviour: str
    orders: Orders
    value: float
    chosen: bool


@dataclass(frozen=True, slots=True)
class Thought:
    """An answer, and all that was weighed for it, in the order in which it was."""

    orders: Orders
    candidates: tuple[Candidate, ...]
    evaluations: int


class Lab:
    """Orders tried out in imagined worlds; each trial is kept, and counted once."""

    def __init__(self, seen: Seen, seed: int) -> None:
        self.seen, self.side = seen, seen.actor
        self.seed = seed
        self.tried: dict[tuple[Orders, int], float] = {}

    def value(self, orders: Orders, worlds: Sequence[int]) -> float:
        """The worth of orders, as the mean over some worlds."""
        return sum(self._in(orders, world) for world in worlds) / len(worlds)

    def _in(self, orders: Orders, world: int) -> float:
        key = orders, world
        if key not in self.tried:
            after = foresee(self.seen, orders, splitmix(self.seed, 1_000 + world), ROUNDS)
            self.tried[key] = appraise(after, self.side)
        return self.tried[key]


def staff_orders(seen: Seen, seed: int) -> tuple[Action, ...]:
    """All that is ordered in a part, or the answer to a decision."""
    return think(seen, seed).orders


def think(seen: Seen, seed: int, behaviours: Mapping[str, Behaviour] = BEHAVIOURS) -> Thought:
    """Make up one's mind, and keep what it came from."""
    lab = Lab(seen, seed)
    if seen.agenda:
        return _decided(seen, seed, lab)
    plans = _plans(seen, seed)
    orders, candidates = _best_plan(lab, plans)
    if behaviours:
        orders, more = _bettered(lab, orders, Position(seen), behaviours)
        candidates += more
    return Thought(orders, tuple(candidates), len(lab.tried))


def _plans(seen: Seen, seed: int) -> dict[Orders, str]:
    """Whole plans by the doctrine that they come from, the usual one first; equal ones once."""
    usual = recruit_orders(seen, seed, CRAFT)
    plans: dict[Orders, str] = {usual: USUAL.name}
    for doctrine in (*DOCTRINES[1:], *_efforts(seen)):
        plans.setdefault(recruit_orders(seen, seed, CRAFT, doctrine), doctrine.name)
    return plans


def _efforts(seen: Seen) -> Iterator[Doctrine]:
    """The usual doctrine with other places as chief aim."""
    from game.ai.aims import aims

    missing = [aim for aim in aims(seen, seen.actor) if not aim.held and aim.place < SOURCES]
    for aim in sorted(missing, key=lambda aim: -aim.worth)[:EFFORTS]:
        yield Doctrine(f"effort {seen.scenario.board.places[aim.place].id}", effort=aim.place, bold=3, enough=4)


def _best_plan(lab: Lab, plans: Mapping[Orders, str]) -> tuple[Orders, list[Candidate]]:
    """The best of some plans; the first of them if no other is better by a margin."""
    usual = next(iter(plans))
    if len(plans) == 1:
        return usual, []
    values = {orders: lab.value(orders, range(FIRST)) for orders in plans}
    ranked = sorted(plans, key=lambda orders: -values[orders])
    for orders in {*ranked[:FINALISTS], usual}:
        values[orders] = lab.value(orders, range(CONFIRMING))
    final = [usual, *(orders for orders in ranked[:FINALISTS] if orders != usual)]
    best = max(final, key=lambda orders: values[orders] + MARGIN * (orders == usual))
    return best, [Candidate(plans[orders], orders, values[orders], orders == best) for orders in plans]


def _bettered(
    lab: Lab, orders: Orders, position: Position, behaviours: Mapping[str, Behaviour]
) -> tuple[Orders, list[Candidate]]:
    """Orders after the behaviours have had their say, the most promising first, as long as trials are left."""
    candidates: list[Candidate] = []
    done: set[Orders] = {orders}
    waiting = _proposals(position, orders, behaviours, done)
    while waiting and len(lab.tried) < EVALUATIONS:
        proposal = waiting.pop(0)
        done.add(proposal.orders)
        gain = lab.value(proposal.orders, range(FIRST)) - lab.value(orders, range(FIRST))
        fresh = range(CONFIRMING, CONFIRMING + FIRST)
        chosen = gain > MARGIN and lab.value(proposal.orders, fresh) > lab.value(orders, fresh)
        candidates.append(
            Candidate(proposal.behaviour, proposal.orders, lab.value(proposal.orders, range(FIRST)), chosen)
        )
        if chosen:
            orders = proposal.orders
            waiting = _proposals(position, orders, behaviours, done)
    return orders, candidates


def _proposals(
    position: Position, orders: Orders, behaviours: Mapping[str, Behaviour], done: set[Orders]
) -> list[Proposal]:
    """What the behaviours think of beside some orders and has not been tried, the most promising first."""
    found = [
        proposal
        for behaviour in behaviours.values()
        for proposal in behaviour(position, orders)
        if proposal.orders not in done
    ]
    return sorted(found, key=lambda proposal: -proposal.promise)


def _decided(seen: Seen, seed: int, lab: Lab) -> Thought:
    """The answer to a decision: the usual one, unless another is better."""
    usual = (answer(seen, seed),)
    if not isinstance(seen.agenda[0], MayAdvance | MayRetreat | MayGrant | MayChoose | MayReact):
        return Thought(usual, (), 0)
    options = dict.fromkeys([usual, *((action,) for action in umpire.legal(seen))])
    best, candidates = _best_plan(lab, {orders: "answer" for orders in list(options)[:OPTIONS]})
    return Thought(best, tuple(candidates), len(lab.tried))
