"""The public core: eleven verbs.  All else acts through them; what it may ask beside is in `questions`.

refusal(state, action) -> Refusal | None          apply(state, action) -> Step(state, events)
                   reduce(evolve, step.events, state) == step.state
"""

import importlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from game.hexes import NO_CELL, Cell
from game.model.actions import Action, Advance, Attack, DigIn, EndPart, Move, OpenDepot, Relieve, SetPosture
from game.model.agenda import BeginTurn, MayAdvance
from game.model.bonds import Bonds, Holding, Realm, Sky, Tally
from game.model.dice import Dice, Seeded
from game.model.events import Event
from game.model.evolve import evolve
from game.model.forces import Forces, Posture, Status, Unit
from game.model.judgement import Forecast, Refusal, Route
from game.model.ledger import Ledger
from game.model.scenario import Scenario
from game.model.state import Outcome, Seen, State
from game.rules import (
    CHAPTERS,
    movement,
    odds,
    sequence,
    sight,
    zones,
)

RULES_VERSION = 1
"""Moves only when the behaviour of the rules does."""


@dataclass(frozen=True, slots=True)
class Setup:
    """How a game was set up: the header of its record, so that a record stands alone."""

    seed: int
    options: tuple[tuple[str, str], ...] = ()
    players: tuple[tuple[str, str], ...] = ()


class Step(NamedTuple):
    """The answer to an action: the new state, and the events that led there."""

    state: State
    events: tuple[Event, ...]


class Illegal(Exception):
    """An action was applied that the rules refuse."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"[{refusal.clause}] {refusal.message} {dict(refusal.facts)}")
        self.refusal = refusal


def begin(scenario: Scenario, setup: Setup, dice: Dice | None = None) -> Step:
    """Open a game: the first state in which a side must act, and what happened on the way to it."""
    charts = scenario.charts.units.types
    state = State(
        scenario=scenario,
        turn=1,
        part=0,
        forces=Forces(tuple(_unit(scenario, n, charts[spec.type].morale) for n, spec in enumerate(scenario.units))),
        realm=Realm(tuple(_holding(scenario, place.id) for place in scenario.board.places)),
        bonds=Bonds(
            tuple(side.purse for side in scenario.sides),
            tuple(faction.cohesion for faction in scenario.factions),
            tuple(sorted({*scenario.hostile, *((b, a) for a, b in scenario.hostile)})),
        ),
        sky=Sky(),
        tally=Tally(0, tuple(0 for _ in scenario.sides), (), tuple(0 for _ in scenario.victory.sudden)),
        agenda=(BeginTurn(1),),
        dice=Seeded(setup.seed) if dice is None else dice,
    )
    ledger = Ledger(state)
    sequence.settle(ledger)
    return Step(ledger.state, tuple(ledger.events))


def _unit(scenario: Scenario, number: int, morale: int) -> Unit:
    spec = scenario.units[number]
    here = spec.turn == 1 and not spec.if_held
    status = Status.FIELD if here else Status.AWAITED if spec.turn else Status.POOL
    cell = scenario.board.spot(spec.start) if here else NO_CELL
    return Unit(number, spec.side, cell, status, spec.men, spec.guns, spec.mgs, morale, due=0 if here else spec.turn)


def _holding(scenario: Scenario, place_id: str) -> Holding:
    depot = next((d.side for d in scenario.depots if d.at == place_id), "")
    return Holding(scenario.held.get(place_id, ""), 0, depot, 1 if depot else 0)


def refusal(state: State, action: Action) -> Refusal | None:
    """Why the actor may not do this now, or None if he may."""
    return sequence.judge(state, action)


def apply(state: State, action: Action) -> Step:
    """Do it: the new state and the events.  Raises Illegal exactly when `refusal` is not None."""
    verdict = sequence.verdict(state, action)
    if isinstance(verdict, Refusal):
        raise Illegal(verdict)
    ledger = Ledger(state)
    sequence.carry_out(ledger, action, verdict or 0)
    return Step(ledger.state, tuple(ledger.events))


def legal(state: State, of: int | None = None) -> Iterator[Action]:
    """Every kind of choice the actor has, or those of one unit.

    Attacks are given all together and each unit alone, not every subset; `refusal` judges any.
    """
    if state.outcome is not None:
        return
    if state.agenda:
        task = state.agenda[0]
        if isinstance(task, MayAdvance):
            yield from _advances(state, task)
        return
    for unit in state.forces.of(state.actor):
        if of is None or unit.number == of:
            yield from _choices(state, unit)
    yield from _attacks(state, of)
    if of is None:
        yield EndPart()


def _advances(state: State, task: MayAdvance) -> Iterator[Action]:
    offers = [task.units, *((number,) for number in task.units), ()]
    for numbers in dict.fromkeys(offers):
        if sequence.judge(state, Advance(numbers)) is None:
            yield Advance(numbers)


def _choices(state: State, unit: Unit) -> Iterator[Action]:
    for route in movement.reach(state, unit).values():
        yield Move(unit.number, route.cells)
    orders: list[Action] = [SetPosture(unit.number, posture) for posture in Posture]
    orders += [DigIn(unit.number), OpenDepot(unit.number), Relieve(unit.number)]
    for order in orders:
        if sequence.judge(state, order) is None:
            yield order


def _attacks(state: State, of: int | None) -> Iterator[Action]:
    by_target: dict[Cell, list[int]] = {}
    enemies = zones.enemies_on(state, state.actor) & ~state.forces.engaged
    for unit in state.forces.of(state.actor):
        for there in state.scenario.board.grid.neighbours[unit.cell]:
            if there and enemies >> there & 1 and odds.able(state, unit, there) is None:
                by_target.setdefault(there, []).append(unit.number)
    for target, numbers in sorted(by_target.items()):
        groups = [tuple(numbers), *((n,) for n in numbers)]
        for group in dict.fromkeys(groups):
            if of is None or of in group:
                for charge in (False, True):
                    attack = Attack(target, group, charge)
                    if odds.judge(state, attack) is None:
                        yield attack


def outcome(state: State) -> Outcome | None:
    """Who won, at what grade and by what; None while the game goes on."""
    return state.outcome


def reach(state: State, unit: int) -> Mapping[Cell, Route]:
    """The hexes a unit may march to now, with one canonical route each.  Empty off the map."""
    return movement.reach(state, state.unit(unit))


def forecast(state: State, attack: Attack) -> Forecast:
    """Odds, shifts and exact counts of an attack; the resolver uses the same object.  Judge the attack first."""
    return odds.forecast(state, attack)


def view(state: State, side: str) -> Seen:
    """What a side knows."""
    return sight.view(state, side)


def witness(before: State, event: Event, side: str) -> Event | None:
    """The event as a side may know it."""
    return sight.witness(before, event, side)


def imagine(seen: Seen, seed: int) -> State:
    """One full world consistent with what is known, for thinking."""
    return sight.imagine(seen, seed)


def unfold(state: State, events: Iterable[Event]) -> Iterator[State]:
    """The frames between two states: the state after each event in turn."""
    for event in events:
        state = evolve(state, event)
        yield state


def rulebook() -> tuple[tuple[str, str], ...]:
    """The chapters of the rules in order: name and text."""
    return tuple((name, importlib.import_module(f"game.rules.{name}").__doc__ or "") for name in CHAPTERS)
