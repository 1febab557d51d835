"""Whether what a card asks of the game is so.  This carries out chapter 25.

A side that judges a card by what it knows is not stopped by what it cannot see of a unit that the card names.
"""

from collections.abc import Sequence
from typing import assert_never

from game.model import conditions as c
from game.model.forces import Status, Unit
from game.model.state import State
from game.rules import hard_marches, muster, supply, terrain, units, weather, zones
from game.rules.muster import Scene

ANYWHERE = ("field", "pool", "awaited", "dispersed")
"""Where a unit of which nothing is known may be."""


def together(state: State, conditions: Sequence[c.Condition], at: Scene) -> bool:
    """Whether all of some conditions hold.  [25.7]"""
    return all(holds(state, condition, at) for condition in conditions)


def holds(state: State, condition: c.Condition, at: Scene) -> bool:
    """Whether a condition holds.  [25.7, 25.18]"""
    scenario, court, turn = state.scenario, state.court, state.turn
    match condition:
        case c.Any(of=of):
            return any(together(state, every, at) for every in of)
        case c.Awaited():
            return _awaited(state, condition)
        case c.Besieged(place=place):
            held = state.realm.holdings[scenario.board.place_number(place)]
            return bool(held.holder) and not supply.fed(state, held.holder, scenario.board.place(place).cell)
        case c.Cohesion(faction=faction, least=least, most=most):
            return least <= state.bonds.cohesion[scenario.faction_number(faction)] <= most
        case c.Deputy(faction=faction):
            return court.deputy == scenario.faction_number(faction)
        case c.Drilled():
            return _drilled(state, condition)
        case c.Exits(side=side, open_most=open_most):
            hard, soft = zones.enemy_zones(state, side)
            ways = hard_marches.exits(state, side) & ~(zones.enemies_on(state, side) | hard | soft)
            return ways.bit_count() <= open_most
        case c.Fights(side=side, result=result, men=men, least=least):
            mine = [fight for fight in court.fights if side == (fight[0] if result == "won" else fight[1])]
            return sum(1 for fight in mine if fight[2] >= men) >= least
        case c.Flag(name=name, is_=is_):
            return (name in state.table.flags) == is_
        case c.Free(unit=unit):
            return _named(state, unit).status in (Status.FIELD, Status.UNSEEN)
        case c.Gifted(faction=faction, turns=turns):
            return _of_late(court.of(court.gifts, scenario.faction_number(faction)), turn, turns)
        case c.Offered(faction=faction, turns=turns):
            return _of_late(court.of(court.offers, scenario.faction_number(faction)), turn, turns)
        case c.Held():
            return _held(state, condition, at)
        case c.Hungry():
            return _hungry(state, condition, at)
        case c.InRanks():
            return _in_ranks(state, condition)
        case c.Men():
            if any(_named(state, unit).status is Status.UNSEEN for unit in condition.units):
                return True
            return sum([unit.men for unit in muster.mustered(state, condition, at)]) >= condition.least
        case c.Near(unit=unit, place=place, hexes=hexes):
            known = _named(state, unit)
            there = known.on_map and muster.spot(state, place, at, hexes) >> known.cell & 1
            return known.status is Status.UNSEEN or bool(there)
        case c.Purse(side=side, least=least, most=most):
            return least <= state.bonds.purse[scenario.side_number(side)] <= most
        case c.Stacks(side=side, men_most=men_most, least=least):
            small = [cell for cell in state.forces.camp(side).stacks if 0 < units.men_at(state, cell, side) <= men_most]
            return len(small) >= least
        case c.Surrounded(unit=unit):
            return _surrounded(state, _named(state, unit))
        case c.Turn(least=least, most=most):
            return least <= turn <= most
        case c.Unit(unit=unit, status=status):
            now = _named(state, unit).status
            return now.value == status or (now is Status.UNSEEN and status in ANYWHERE)
        case c.Weather(is_=is_, is_not=is_not):
            now_is = state.sky.weather
            return (not is_ or now_is == is_) and (not is_not or now_is != is_not)
        case _:
            assert_never(condition)


def _named(state: State, unit_id: str) -> Unit:
    return state.unit(state.scenario.unit_number(unit_id))


def _of_late(last: int, turn: int, turns: int) -> bool:
    """Whether something happened in the last so many turns, this one counted; it never did if `last` is 0."""
    return bool(last) and turn - last < turns


def _awaited(state: State, asked: c.Awaited) -> bool:
    """Whether enough units are due; of those that nobody sees the order of battle is known."""
    due = [
        unit
        for unit in state.forces.units
        if unit.side == asked.side
        and state.spec(unit.number).start == asked.at
        and (unit.due > state.turn if unit.status is Status.AWAITED else unit.status is Status.UNSEEN)
    ]
    return len(due) >= asked.least


def _drilled(state: State, asked: c.Drilled) -> bool:
    training = state.scenario.training
    if training is None:
        return False
    raised = [_named(state, unit) for unit in training.units]
    return sum(1 for unit in raised if unit.on_map and unit.men >= asked.men) >= asked.least


def _held(state: State, asked: c.Held, at: Scene) -> bool:
    board = state.scenario.board
    if asked.place == "target":
        held = muster.held_at(state, at.cell) if at.cell else None
        return held is not None and held.holder == asked.side
    names = (*asked.places, asked.place) if asked.place else asked.places
    holders = [state.realm.holdings[board.place_number(name)].holder for name in names]
    return holders.count(asked.side) >= asked.least


def _hungry(state: State, asked: c.Hungry, at: Scene) -> bool:
    worse = muster.rung(state, asked.rung)
    there = muster.spot(state, asked.place, at) if asked.place else state.scenario.board.ground
    cells = {
        unit.cell
        for unit in state.forces.of(asked.side)
        if unit.men and unit.hunger >= worse and there >> unit.cell & 1
    }
    return len(cells) >= asked.stacks


def _in_ranks(state: State, asked: c.InRanks) -> bool:
    """Whether a faction that has not left is of the side, or one of its men, or of some units, is now."""
    scenario = state.scenario
    if asked.faction and not state.court.of(state.court.left, scenario.faction_number(asked.faction)):
        return any(spec.faction == asked.faction and spec.side == asked.side for spec in scenario.units)
    numbers = [scenario.unit_number(unit) for unit in asked.units]
    if asked.faction:
        numbers = [number for number, spec in enumerate(scenario.units) if spec.faction == asked.faction]
    return any(
        state.unit(number).side == asked.side and state.unit(number).status not in (Status.GONE, Status.ESCAPED)
        for number in numbers
    )


def _surrounded(state: State, unit: Unit) -> bool:
    """Whether every way from a unit's hex is closed to it, held by an enemy or watched by one."""
    if not unit.on_map:
        return False
    table = terrain.steps(state.scenario, units.mover(state, unit), weather.going(state, unit.side))
    hard, soft = zones.enemy_zones(state, unit.side)
    shut = zones.enemies_on(state, unit.side) | hard | soft
    return all(shut >> there & 1 for there, _ in table[unit.cell])
