"""Chapter 15. The sequence of play.

15.1  A turn is: the water, the purses, rest and bread of all sides; then the parts of the sides in the
      scenario's order; then towns and victory.
15.2  A part is: arrivals, rallies, then orders in any order until the side ends it.
15.3  A side with nothing on the map and nothing due has no part.
15.4  What must still happen or be chosen is done before anything else: fights are fought, victors are asked.
"""

from typing import assert_never

from game.model.actions import Action, Advance, Attack, DigIn, EndPart, Move, OpenDepot, Relieve, SetPosture
from game.model.agenda import BeginPart, BeginTurn, EndTurn, MayAdvance, ResolveFight
from game.model.events import PartBegan, PartEnded, PostureSet, Queued, TaskDone, TurnBegan
from game.model.forces import Posture, Unit
from game.model.judgement import Refusal
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import arrivals, combat, holding, morale, movement, odds, supply, units, victory, weather


def settle(ledger: Ledger) -> None:
    """Carry out duties until a side must choose or the game is over.  [15.4]"""
    while ledger.state.outcome is None and ledger.state.agenda:
        task = ledger.state.agenda[0]
        match task:
            case MayAdvance():
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
    """Do what comes before the parts.  [15.1]"""
    ledger.record(TurnBegan(turn))
    weather.turn_the_water(ledger)
    victory.pay_income(ledger)
    supply.check_bread(ledger)
    morale.rest(ledger)
    ledger.record(Queued((BeginPart(0),)))


def _begin_part(ledger: Ledger, part: int) -> None:
    """Open the part of a side, or pass it over.  [15.2, 15.3]"""
    order = ledger.state.scenario.order
    if part >= len(order):
        ledger.record(Queued((EndTurn(),)))
        return
    side = order[part]
    if not ledger.state.forces.occupied().get(side) and not arrivals.due(ledger.state, side):
        ledger.record(Queued((BeginPart(part + 1),)))
        return
    ledger.record(PartBegan(side, part))
    arrivals.enter(ledger, side)
    hexes = ledger.state.scenario.charts.morale.flee_hexes
    for number in morale.rally(ledger, side):
        unit = ledger.state.unit(number)
        foes = tuple(u.cell for u in ledger.state.forces.units if u.on_map and u.side != side)
        near = tuple(c for c in foes if ledger.state.scenario.board.grid.distance(c, unit.cell) <= hexes)
        route = movement.way_back(ledger.state, unit, hexes, near or foes)
        if route:
            movement.fall_back(ledger, unit, route, "flight")


def _end_turn(ledger: Ledger) -> None:
    """Do what comes after the parts.  [15.1]"""
    holding.revert(ledger)
    victory.close_turn(ledger)
    if ledger.state.outcome is None:
        ledger.record(Queued((BeginTurn(ledger.state.turn + 1),)))


def judge(state: State, action: Action) -> Refusal | None:
    """The whole truth about an action: may the actor do it now?  [15.2, 15.4]"""
    found = verdict(state, action)
    return found if isinstance(found, Refusal) else None


def verdict(state: State, action: Action) -> Refusal | int | None:
    """The same, and of a march that is allowed what it costs in points.  [15.2, 15.4]"""
    if state.outcome is not None:
        return Refusal("14.6", "game.over")
    decision = state.agenda[0] if state.agenda else None
    if isinstance(action, Advance):
        if not isinstance(decision, MayAdvance):
            return Refusal("15.4", "advance.nothing")
        return combat.judge_advance(state, decision, action.units)
    if decision is not None:
        return Refusal("15.4", "decide.first")
    match action:
        case Move(number, route):
            found = _own(state, number)
            return found if isinstance(found, Refusal) else movement.judge(state, found, route)
        case EndPart():
            return None
        case Attack():
            return _judge_attack(state, action)
        case SetPosture(number, posture):
            found = _own(state, number)
            return found if isinstance(found, Refusal) else _judge_posture(state, found, posture)
        case DigIn(number):
            found = _own(state, number)
            return found if isinstance(found, Refusal) else movement.judge_digging(state, found)
        case OpenDepot(number):
            found = _own(state, number)
            return found if isinstance(found, Refusal) else supply.judge_depot(state, found)
        case Relieve(number):
            found = _own(state, number)
            return found if isinstance(found, Refusal) else supply.judge_relief(state, found)
        case _:
            assert_never(action)


def _judge_attack(state: State, attack: Attack) -> Refusal | None:
    for number in attack.units:
        found = _own(state, number)
        if isinstance(found, Refusal):
            return found
    return odds.judge(state, attack)


def _judge_posture(state: State, unit: Unit, posture: Posture) -> Refusal | None:
    if unit.posture is posture:
        return Refusal("15.2", "posture.already", {"unit": unit.number, "posture": posture.value})
    nimble = units.mounted(state, unit) or units.has(state, unit, "mountaineer")
    if posture is Posture.EVADE and not nimble:
        return Refusal("11.9", "posture.slow", {"unit": unit.number})
    return None


def _own(state: State, number: int) -> Unit | Refusal:
    """The actor's unit with this number, on the map.  [15.2]"""
    if not 0 <= number < len(state.forces.units):
        return Refusal("15.2", "unit.unknown", {"unit": number})
    unit = state.unit(number)
    if unit.side != state.actor:
        return Refusal("15.2", "unit.not_yours", {"unit": number})
    if not unit.on_map:
        return Refusal("15.2", "unit.off_map", {"unit": number})
    return unit


def carry_out(ledger: Ledger, action: Action, cost: int = 0) -> None:
    """Do what was judged, at the cost in points that was found, and all that follows from it.  [15.2, 15.4]"""
    state = ledger.state
    match action:
        case Move(number, route):
            movement.march(ledger, state.unit(number), route, cost)
        case EndPart():
            ledger.record(PartEnded(state.phasing, state.part))
            ledger.record(Queued((BeginPart(state.part + 1),)))
        case Attack():
            combat.declare(ledger, action)
        case SetPosture(number, posture):
            ledger.record(PostureSet(number, posture))
        case DigIn(number):
            movement.dig(ledger, state.unit(number))
        case OpenDepot(number):
            supply.open_depot(ledger, state.unit(number))
        case Relieve(number):
            supply.relieve(ledger, state.unit(number))
        case Advance(numbers):
            task = state.agenda[0]
            assert isinstance(task, MayAdvance)
            ledger.record(TaskDone())
            combat.advance(ledger, task, numbers)
        case _:
            assert_never(action)
    settle(ledger)
