"""The public core: eleven verbs.  All else acts through them; what it may ask beside is in `questions`.

refusal(state, action) -> Refusal | None          apply(state, action) -> Step(state, events)
                   reduce(evolve, step.events, state) == step.state
"""

import importlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from game.hexes import NO_CELL, Cell
from game.model.actions import (
    Action,
    Advance,
    Attack,
    Bombard,
    DigIn,
    Disband,
    EndPart,
    ForceMarch,
    GiveUpLine,
    GrainSortie,
    GrantTerms,
    HireGuides,
    Keep,
    LeaveMap,
    Merge,
    Move,
    MoveTogether,
    OfferTerms,
    OpenDepot,
    Relieve,
    Retreat,
    SendConvoy,
    SetPosture,
    SetRation,
    SetRetreat,
    SetUp,
)
from game.model.agenda import BeginTurn, MayAdvance, MayChoose, MayGrant, MayKeep, MayPlace, MayReact, MayRetreat
from game.model.bonds import Bonds, Holding, Pasture, Ration, Realm, Tally
from game.model.dice import Dice, Seeded
from game.model.events import Event
from game.model.evolve import evolve
from game.model.forces import Forces, Posture, Status, Unit
from game.model.judgement import Forecast, Refusal, Route
from game.model.ledger import Ledger
from game.model.scenario import Scenario
from game.model.scouting import Scouting
from game.model.state import Outcome, Seen, State
from game.rules import (
    CHAPTERS,
    arrivals,
    cards,
    council,
    drill,
    imagining,
    judging,
    movement,
    notes,
    odds,
    sequence,
    views,
    weather,
    witnessing,
    works,
    zones,
)

RULES_VERSION = 4
"""Moves only when the behaviour of the rules does."""


@dataclass(frozen=True, slots=True)
class Setup:
    """How a game was set up: the header of its record, so that a record stands alone.

    Options: `fog` on (usual) or off.
    """

    seed: int
    options: tuple[tuple[str, str], ...] = ()
    players: tuple[tuple[str, str], ...] = ()


def option(setup: Setup, name: str, usual: str) -> str:
    """What an option of a game was set to."""
    return dict(setup.options).get(name, usual)


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
    fog = option(setup, "fog", "on") == "on"
    state = State(
        scenario=scenario,
        turn=1,
        part=0,
        forces=Forces(tuple(_unit(scenario, number) for number in range(len(scenario.units)))),
        realm=Realm(tuple(_holding(scenario, place.id) for place in scenario.board.places)),
        bonds=Bonds(
            tuple(side.purse for side in scenario.sides),
            tuple(faction.cohesion for faction in scenario.factions),
            tuple(sorted({*scenario.hostile, *((b, a) for a, b in scenario.hostile)})),
            tuple(0 for _ in scenario.sides),
        ),
        sky=weather.opening(scenario),
        pasture=Pasture(),
        scouting=Scouting(fog, tuple(notes.suspect(scenario, side.id) if fog else () for side in scenario.sides)),
        tally=Tally(0, tuple(0 for _ in scenario.sides), (), tuple(0 for _ in scenario.victory.sudden)),
        agenda=(*arrivals.to_place(scenario), BeginTurn(1)),
        dice=Seeded(setup.seed) if dice is None else dice,
        table=cards.opening(scenario),
    )
    ledger = Ledger(state)
    sequence.open_game(ledger)
    return Step(ledger.state, tuple(ledger.events))


def _unit(scenario: Scenario, number: int) -> Unit:
    spec, morale = scenario.units[number], scenario.types[number].morale
    here = spec.turn == 1 and not spec.if_held and not spec.among
    status = Status.FIELD if here else Status.AWAITED if spec.turn and not spec.among else Status.POOL
    cell = scenario.board.spot(spec.start) if here else NO_CELL
    nobody = spec.dummy or (scenario.training is not None and spec.id in scenario.training.units)
    men, guns, mgs = (0, 0, 0) if nobody else (spec.men, spec.guns, spec.mgs)
    due = 0 if here or spec.among else spec.turn
    return Unit(number, spec.side, cell, status, men, guns, mgs, morale, due=due, dummy=spec.dummy)


def _holding(scenario: Scenario, place_id: str) -> Holding:
    depot = next((d.side for d in scenario.depots if d.at == place_id), "")
    bread = next((s.amount for s in scenario.stores if s.at == place_id), 0)
    return Holding(scenario.held.get(place_id, ""), 0, depot, 1 if depot else 0, bread)


def refusal(state: State, action: Action) -> Refusal | None:
    """Why the actor may not do this now, by what he knows, or None if he may."""
    return judging.judge(state, action)


def apply(state: State, action: Action) -> Step:
    """Do it: the new state and the events.  Raises Illegal exactly when `refusal` is not None."""
    verdict = judging.verdict(state, action)
    if isinstance(verdict, Refusal):
        raise Illegal(verdict)
    ledger = Ledger(state)
    sequence.carry_out(ledger, action, verdict)
    return Step(ledger.state, tuple(ledger.events))


def legal(state: State, of: int | None = None) -> Iterator[Action]:
    """Every kind of choice the actor has, or those of one unit.

    Attacks are given all together and each unit alone, not every subset; `refusal` judges any.
    """
    state = views.view(state, state.actor)
    if state.outcome is not None:
        return
    if state.agenda:
        task = state.agenda[0]
        if isinstance(task, MayAdvance):
            yield from _advances(state, task)
        elif isinstance(task, MayRetreat):
            yield from (way for way in map(Retreat, task.routes) if judging.judge(state, way) is None)
        elif isinstance(task, MayPlace):
            yield from (SetUp(task.unit, cell) for cell in task.cells)
        elif isinstance(task, MayGrant):
            yield from (GrantTerms(True), GrantTerms(False))
        elif isinstance(task, MayKeep):
            yield from (Keep(card) for card in dict.fromkeys(task.cards))
        elif isinstance(task, MayChoose):
            yield from cards.choices(state, task)
        elif isinstance(task, MayReact):
            yield from cards.answers(state, task)
        return
    for unit in state.forces.of(state.actor):
        if of is None or unit.number == of:
            yield from _choices(state, unit)
    yield from _attacks(state, of)
    if of is None:
        yield from _stacks(state)
        yield from _housekeeping(state)
        yield EndPart()


def _stacks(state: State) -> Iterator[Action]:
    """Whole stacks on the march, each to the hexes next to it: `refusal` judges any other."""
    for _, numbers in sorted(state.forces.stacks().items()):
        stack = [state.unit(number) for number in numbers if state.unit(number).side == state.actor]
        if len(stack) > 1:
            for there in state.scenario.board.grid.neighbours[stack[0].cell]:
                order = MoveTogether(tuple(unit.number for unit in stack), (there,))
                if there and judging.judge(state, order) is None:
                    yield order


def _housekeeping(state: State) -> Iterator[Action]:
    """Orders that no unit is given."""
    orders: list[Action] = [SendConvoy()]
    for number, held in enumerate(state.realm.holdings):
        if held.holder == state.actor:
            orders += [SetRation(number, ration) for ration in Ration]
            orders.append(OfferTerms(number))
    orders += [GiveUpLine(state.scenario.board.place_number(built.at)) for built in state.scenario.works]
    orders += council.orders(state)
    for order in orders:
        if judging.judge(state, order) is None:
            yield order
    if state.table.hands:
        yield from cards.plays(state)


def _advances(state: State, task: MayAdvance) -> Iterator[Action]:
    offers = [task.units, *((number,) for number in task.units), ()]
    for numbers in dict.fromkeys(offers):
        if judging.judge(state, Advance(numbers)) is None:
            yield Advance(numbers)


def _choices(state: State, unit: Unit) -> Iterator[Action]:
    for route in movement.reach(state, unit).values():
        yield Move(unit.number, route.cells)
    orders: list[Action] = [SetPosture(unit.number, posture) for posture in Posture]
    orders += [SetRetreat(unit.number, not unit.asks)]
    orders += [Merge(unit.number, other.number) for other in state.forces.at(unit.cell)]
    orders += [DigIn(unit.number), OpenDepot(unit.number), Relieve(unit.number)]
    orders += [ForceMarch(unit.number), LeaveMap(unit.number)]
    for direction, there in enumerate(state.scenario.board.grid.neighbours[unit.cell]):
        if there:
            orders += [HireGuides(unit.number, direction), GrainSortie(unit.number, there)]
    orders += [Bombard(unit.number, there) for there in works.targets(state)]
    orders += drill.offers(state, unit.number)
    orders += [Disband(unit.number)] if drill.regiment(state, unit.number) is not None else []
    for order in orders:
        if judging.judge(state, order) is None:
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
    known = views.view(state, state.actor)
    return movement.reach(known, known.unit(unit))


def forecast(state: State, attack: Attack) -> Forecast:
    """Odds, shifts and exact counts of an attack, for what the actor knows.  Judge the attack first."""
    return odds.forecast(views.view(state, state.actor), attack)


def view(state: State, side: str) -> Seen:
    """What a side knows; with an empty side, all that a finished game or a film may show."""
    return views.view(state, side)


def witness(before: State, event: Event, side: str) -> Event | None:
    """The event as a side may know it."""
    return witnessing.witness(before, event, side)


def imagine(seen: Seen, seed: int) -> State:
    """One full world consistent with what is known, for thinking."""
    return imagining.imagine(seen, seed)


def unfold(state: State, events: Iterable[Event]) -> Iterator[State]:
    """The frames between two states: the state after each event in turn."""
    for event in events:
        state = evolve(state, event)
        yield state


def rulebook() -> tuple[tuple[str, str], ...]:
    """The chapters of the rules in order: name and text."""
    return tuple((name, importlib.import_module(f"game.rules.{name}").__doc__ or "") for name in CHAPTERS)
