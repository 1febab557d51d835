"""Chapter 25. The sequence of play.

25.1  A turn is: the sky, the purses, bread and rest of all sides; then the parts of the sides in the scenario's
      order; then towns and victory.
25.2  A part is: arrivals, rallies, then orders in any order until the side ends it, and the toll of the weather.
25.3  A side with nothing on the map and nothing due has no part.
25.4  What must still happen or be chosen is done before anything else: hidden set-ups are placed, fights are fought,
      victors are asked.
25.5  The order may name a side twice.  Each part is an impulse of its own for points and attacks; bread, incomes and
      the sky come once a turn.
25.6  What may be ordered is judged by what the side knows.  The truth may stop an order, and never refuses it.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, assert_never

from game.model.actions import (
    Action,
    Advance,
    Attack,
    Bombard,
    DigIn,
    EndPart,
    ForceMarch,
    GiveUpLine,
    GrainSortie,
    GrantTerms,
    HireGuides,
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
from game.model.agenda import BeginPart, BeginTurn, EndTurn, MayAdvance, MayGrant, MayPlace, MayRetreat, ResolveFight
from game.model.events import (
    MarchStopped,
    PartBegan,
    PartEnded,
    PostureSet,
    Queued,
    RetreatSet,
    TaskDone,
    TurnBegan,
    Unnoticed,
)
from game.model.forces import Posture, Unit
from game.model.judgement import Refusal
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import (
    ambush,
    arrivals,
    combat,
    convoys,
    hard_marches,
    holding,
    marching,
    morale,
    movement,
    notes,
    odds,
    purse,
    retreat,
    siege,
    sight,
    stores,
    units,
    victory,
    views,
    want,
    weather,
    works,
)

Verdict: TypeAlias = Refusal | int | tuple[int, ...] | None
"""Why not, or what a march costs in points (each of a stack), or nothing to say."""


def open_game(ledger: Ledger) -> None:
    """Go on to the first choice of a game.  [25.4]"""
    before = ledger.state
    settle(ledger)
    purse.book(ledger)
    notes.expose(ledger)
    notes.remember(ledger, before)


def settle(ledger: Ledger) -> None:
    """Carry out duties until a side must choose or the game is over.  [25.4]"""
    while ledger.state.outcome is None and ledger.state.agenda:
        task = ledger.state.agenda[0]
        match task:
            case MayAdvance() | MayRetreat() | MayPlace() | MayGrant():
                return
            case ResolveFight():
                ledger.record(TaskDone())
                combat.resolve(ledger, task)
            case BeginTurn(turn):
                ledger.record(TaskDone())
                _begin_turn(ledger, turn)
            case BeginPart(part):
                ledger.record(TaskDone())
                _begin_part(ledger, part)
            case EndTurn():
                ledger.record(TaskDone())
                _end_turn(ledger)
            case _:
                assert_never(task)


def _begin_turn(ledger: Ledger, turn: int) -> None:
    """Do what comes before the parts.  [25.1, 25.5]"""
    ledger.record(TurnBegan(turn))
    weather.turn_the_sky(ledger)
    purse.pay_income(ledger)
    want.check_bread(ledger)
    morale.rest(ledger)
    ledger.record(Queued((BeginPart(0),)))


def _begin_part(ledger: Ledger, part: int) -> None:
    """Open the part of a side, or pass it over.  [25.2, 25.3, 25.5]"""
    order = ledger.state.scenario.order
    if part >= len(order):
        ledger.record(Queued((EndTurn(),)))
        return
    side = order[part]
    if not ledger.state.forces.camp(side).cells and not arrivals.due(ledger.state, side):
        ledger.record(Queued((BeginPart(part + 1),)))
        return
    ledger.record(PartBegan(side, part))
    arrivals.enter(ledger, side)
    hexes = ledger.state.scenario.charts.morale.flee_hexes
    for number in morale.rally(ledger, side):
        unit = ledger.state.unit(number)
        if siege.besieged(ledger.state, unit.cell):
            continue
        foes = tuple(u.cell for u in ledger.state.forces.units if u.on_map and u.side != side)
        near = tuple(c for c in foes if ledger.state.scenario.board.grid.distance(c, unit.cell) <= hexes)
        route = retreat.way_back(ledger.state, unit, hexes, near or foes)
        if route:
            retreat.fall_back(ledger, unit, route, "flight")
    unseen = sight.unnoticed(ledger.state, side)
    if unseen:
        ledger.record(Unnoticed(side, unseen))


def _end_turn(ledger: Ledger) -> None:
    """Do what comes after the parts, when nobody asks for terms any more.  [25.1]"""
    hopeless = siege.hopeless(ledger.state)
    if hopeless:
        ledger.record(Queued((EndTurn(),)))
        for number in hopeless:
            siege.ask(ledger, number)
        return
    holding.revert(ledger)
    purse.book(ledger)
    victory.close_turn(ledger)
    if ledger.state.outcome is None:
        ledger.record(Queued((BeginTurn(ledger.state.turn + 1),)))


def judge(state: State, action: Action) -> Refusal | None:
    """The whole truth about an action: may the actor do it now, by what he knows?  [25.2, 25.4, 25.6]"""
    found = verdict(state, action)
    return found if isinstance(found, Refusal) else None


def verdict(state: State, action: Action) -> Verdict:
    """The same, and of a march that is allowed what it costs in points.  [25.2, 25.4, 25.6]"""
    known = views.view(state, state.actor)
    if known.outcome is not None:
        return Refusal("24.5", "game.over")
    decision = known.agenda[0] if known.agenda else None
    match action:
        case Advance(numbers):
            if not isinstance(decision, MayAdvance):
                return Refusal("25.4", "advance.nothing")
            return combat.judge_advance(known, decision, numbers)
        case Retreat(route):
            if not isinstance(decision, MayRetreat):
                return Refusal("25.4", "retreat.nothing")
            return retreat.judge_way(known, decision, route)
        case SetUp(number, cell):
            if not isinstance(decision, MayPlace):
                return Refusal("25.4", "setup.nothing")
            return arrivals.judge_placing(decision, number, cell)
        case GrantTerms():
            return None if isinstance(decision, MayGrant) else Refusal("25.4", "grant.nothing")
        case _ if decision is not None:
            return Refusal("25.4", "decide.first")
        case Attack():
            return _judge_attack(known, action)
        case MoveTogether(numbers, route):
            return _judge_together(known, numbers, route)
        case SendConvoy():
            return arrivals.judge_send(known, known.actor)
        case SetRation(place, ration):
            return stores.judge_ration(known, known.actor, place, ration)
        case GiveUpLine(place):
            return works.judge_giving_up(known, known.actor, place)
        case OfferTerms(place):
            return siege.judge_asking(known, known.actor, place)
        case EndPart():
            return None
        case _:
            return _judge_unit(known, action)


OtherOrder: TypeAlias = (
    ForceMarch
    | LeaveMap
    | HireGuides
    | SetPosture
    | SetRetreat
    | Merge
    | DigIn
    | OpenDepot
    | Relieve
    | GrainSortie
    | Bombard
)
"""An order to one unit that is no march."""

UnitAction: TypeAlias = Move | OtherOrder
"""An order to one unit."""

_UNIT_JUDGES: Mapping[type, Callable[[State, Unit, Any], Verdict]] = {
    Move: lambda state, unit, order: movement.judge(state, unit, order.route),
    ForceMarch: lambda state, unit, _: hard_marches.judge_forcing(state, unit),
    LeaveMap: lambda state, unit, _: hard_marches.judge_leaving(state, unit),
    HireGuides: lambda state, unit, order: hard_marches.judge_guides(state, unit, order.direction),
    SetPosture: lambda state, unit, order: _judge_posture(state, unit, order.posture),
    SetRetreat: lambda state, unit, order: retreat.judge_asking(state, unit, asks=order.asks),
    Merge: lambda state, unit, order: units.judge_merging(state, unit, order.into),
    DigIn: lambda state, unit, _: movement.judge_digging(state, unit),
    OpenDepot: lambda state, unit, _: convoys.judge_depot(state, unit),
    Relieve: lambda state, unit, _: convoys.judge_relief(state, unit),
    GrainSortie: lambda state, unit, order: stores.judge_sortie(state, unit, order.field),
    Bombard: lambda state, unit, order: works.judge_bombarding(state, unit, order.target),
}


def _judge_unit(state: State, action: UnitAction) -> Verdict:
    found = _own(state, action.unit)
    return found if isinstance(found, Refusal) else _UNIT_JUDGES[type(action)](state, found, action)


def _judge_attack(state: State, attack: Attack) -> Refusal | None:
    for number in attack.units:
        found = _own(state, number)
        if isinstance(found, Refusal):
            return found
    return odds.judge(state, attack)


def _judge_together(state: State, numbers: tuple[int, ...], route: tuple[int, ...]) -> Verdict:
    stack = []
    for number in numbers:
        found = _own(state, number)
        if isinstance(found, Refusal):
            return found
        stack.append(found)
    return movement.judge_together(state, stack, route)


def _judge_posture(state: State, unit: Unit, posture: Posture) -> Refusal | None:
    if unit.posture is posture:
        return Refusal("25.2", "posture.already", {"unit": unit.number, "posture": posture.value})
    nimble = units.mounted(state, unit) or units.has(state, unit, "mountaineer")
    if posture is Posture.EVADE and not nimble:
        return Refusal("19.9", "posture.slow", {"unit": unit.number})
    return None


def _own(state: State, number: int) -> Unit | Refusal:
    """The actor's unit with this number, on the map.  [25.2]"""
    if not 0 <= number < len(state.forces.units):
        return Refusal("25.2", "unit.unknown", {"unit": number})
    unit = state.unit(number)
    if unit.side != state.actor:
        return Refusal("25.2", "unit.not_yours", {"unit": number})
    if not unit.on_map:
        return Refusal("25.2", "unit.off_map", {"unit": number})
    return unit


def carry_out(ledger: Ledger, action: Action, found: Verdict = None) -> None:
    """Do what was judged, at the cost in points that was found, and all that follows from it.  [25.2, 25.4, 25.6]"""
    before = ledger.state
    match action:
        case Move(number, route):
            assert isinstance(found, int)
            _march(ledger, (before.unit(number),), route, (found,))
        case MoveTogether(numbers, route):
            assert isinstance(found, tuple)
            _march(ledger, tuple(before.unit(number) for number in numbers), route, found)
        case EndPart():
            hard_marches.take_toll(ledger, before.phasing)
            ledger.record(PartEnded(before.phasing, before.part))
            ledger.record(Queued((BeginPart(before.part + 1),)))
        case Attack():
            combat.declare(ledger, action)
        case SetRation(place, ration):
            stores.set_ration(ledger, place, ration)
        case GiveUpLine(place):
            works.give_up(ledger, place)
        case OfferTerms(place):
            siege.ask(ledger, place)
        case GrantTerms(granted):
            asked = before.agenda[0]
            assert isinstance(asked, MayGrant)
            ledger.record(TaskDone())
            siege.answer(ledger, asked, granted=granted)
        case SendConvoy():
            arrivals.send(ledger, before.phasing)
        case Advance(numbers):
            task = before.agenda[0]
            assert isinstance(task, MayAdvance)
            ledger.record(TaskDone())
            combat.advance(ledger, task, numbers)
        case Retreat(route):
            fallen = before.agenda[0]
            assert isinstance(fallen, MayRetreat)
            ledger.record(TaskDone())
            retreat.turn(ledger, fallen, route)
        case SetUp(number, cell):
            ledger.record(TaskDone())
            arrivals.place(ledger, number, cell)
        case _:
            _do(ledger, before.unit(action.unit), action)
    settle(ledger)
    if ledger.state.outcome is None:
        purse.book(ledger)
    notes.expose(ledger)
    notes.remember(ledger, before)


def _do(ledger: Ledger, unit: Unit, action: OtherOrder) -> None:
    match action:
        case ForceMarch():
            hard_marches.force(ledger, unit)
        case LeaveMap():
            hard_marches.leave(ledger, unit)
        case HireGuides(number, direction):
            if not hard_marches.hire_guides(ledger, unit, direction):
                there = ledger.state.scenario.board.grid.step(unit.cell, direction)
                ledger.record(MarchStopped((number,), there, "false_guide"))
        case SetPosture(number, posture):
            ledger.record(PostureSet(number, posture))
        case SetRetreat(number, asks):
            ledger.record(RetreatSet(number, asks))
        case Merge(_, into):
            units.merge(ledger, unit, into)
        case DigIn():
            movement.dig(ledger, unit)
        case OpenDepot():
            convoys.open_depot(ledger, unit)
        case Relieve():
            convoys.relieve(ledger, unit)
        case Bombard(_, target):
            works.bombard(ledger, unit, target)
        case GrainSortie(number, field):
            fall = stores.sortie(ledger, unit, field)
            if fall:
                morale.shake(ledger, number, fall, "sortie")
        case _:
            assert_never(action)


def _march(ledger: Ledger, stack: tuple[Unit, ...], route: tuple[int, ...], costs: tuple[int, ...]) -> None:
    """March, and meet what was hidden.  [25.6]"""
    met = marching.march(ledger, stack, route, costs)
    if met:
        ambush.spring(ledger, stack, met)
