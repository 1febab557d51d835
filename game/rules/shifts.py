"""What moves the result of an attack on the ladder, one reason after the other.  This carries out chapter 20."""

from collections.abc import Iterable

from game.hexes import Cell, cells_of, opposite
from game.model.actions import Attack
from game.model.forces import Unit
from game.model.judgement import Shift
from game.model.state import State
from game.rules import in_force, leaders, units, weather, works


def at_hand(state: State, force: tuple[Unit, ...], target: Cell) -> tuple[Unit, ...]:
    """Those of an attack who go in themselves: all but guns that fire from farther off.  [20.15]"""
    if state.scenario.measures.guns < 2:
        return force
    near = state.scenario.board.grid.within(target, 1)
    return tuple([unit for unit in force if near >> unit.cell & 1])


def front(line: tuple[Unit, ...], force: tuple[Unit, ...], powers: tuple[int, ...]) -> tuple[Unit, ...]:
    """Those who go in and bring a tenth of the attack's power: a handful on another side changes nothing.  [20.19]"""
    least = sum(powers)
    weighty = {unit.number for unit, power in zip(force, powers, strict=True) if power * 10 >= least}
    return tuple([unit for unit in line if unit.number in weighty]) or line


def water(state: State, here: Cell, there: Cell) -> str:
    """The kind of river between two hexes that touch, or empty; a bridge is as hard to force as a ford."""
    river = state.scenario.board.rivers.get((here, state.scenario.board.grid.direction(here, there)))
    return river.kind if river is not None else ""


def shelter(state: State, target: Cell, stack: tuple[Unit, ...]) -> list[Shift]:
    """What shelters the defenders.  [20.4]"""
    scenario = state.scenario
    ground = scenario.charts.terrain.ground[scenario.board.terrain[target]]
    shelters = [Shift(scenario.board.terrain[target], ground.defence)]
    if scenario.board.town_at(target) is not None:
        shelters.append(Shift("town", scenario.charts.combat.shifts["town"]))
    walls = works.manned(state, target, stack)
    if walls is not None:
        return [min([Shift("works", walls), *shelters], key=lambda s: s.columns)]
    best = min(shelters, key=lambda s: s.columns)
    found = [best] if best.columns else []
    dug = sum([unit.men for unit in stack if unit.dug_in])
    men = sum([unit.men for unit in stack]) if dug else 0
    if dug and dug * 2 >= men:
        drilled = sum([unit.men for unit in stack if units.trained(state, unit)])
        if drilled * 2 >= men:
            found.append(Shift("dug_in_drilled", scenario.charts.combat.shifts["dug_in_drilled"]))
        elif drilled * 3 >= men:
            found.append(Shift("dug_in", scenario.charts.combat.shifts["dug_in"]))
    return found


def sides_attacked(state: State, target: Cell, attackers: Iterable[Unit]) -> tuple[int, bool]:
    """How many hexsides are attacked across, and whether two of them are opposite."""
    grid = state.scenario.board.grid
    directions = {grid.direction(target, unit.cell) for unit in attackers}
    return len(directions), len(directions) > 1 and any(opposite(d) in directions for d in sorted(directions))


def all_others(
    state: State, attack: Attack, force: tuple[Unit, ...], stack: tuple[Unit, ...], powers: tuple[int, ...]
) -> list[Shift]:
    """All shifts but those of shelter and walls, of an ambush, of surprise and of a failed evasion.

    [20.5, 20.6, 20.8, 20.12, 20.14, 20.15, 20.16, 20.19, 25.21, 25.29]
    """
    scenario, by = state.scenario, state.scenario.charts.combat.shifts
    line = at_hand(state, force, attack.target)
    main = front(line, force, powers)
    found: list[Shift] = []
    waters = [water(state, unit.cell, attack.target) for unit in main]
    if all(waters):
        worst = max(waters, key=lambda kind: by[kind])
        found.append(Shift(worst, by[worst]))
    crests = _climbed(state, main, attack.target)
    if crests:
        found.append(Shift("crest", crests * by["crest"]))
    last = in_force.charge(state, attack) if state.table.lasting else None
    if last is not None:
        found.append(Shift("leader", last[0].leader))
    elif leaders.led(state, line):
        found.append(Shift("leader", by["leader"]))
    if leaders.led(state, stack):
        found.append(Shift("enemy_leader", -by["leader"]))
    arms = any(unit.guns or unit.mgs for unit in force) and any(units.fights(state, unit) for unit in force)
    if arms and scenario.charts.terrain.ground[scenario.board.terrain[attack.target]].combined:
        found.append(Shift("combined", by["combined"]))
    count, facing = sides_attacked(state, attack.target, main)
    if facing:
        name = "opposite_three" if count >= 3 else "opposite"
        found.append(Shift(name, by[name]))
    if last is not None:
        found.append(Shift(last[1].card, last[0].columns + (last[0].decoy_columns if last[0].decoy else 0)))
    elif attack.charge:
        found.append(Shift("charge", by.get(f"charge_{scenario.scale}", by["charge"])))
    if weather.dark(state):
        found += _night(state, force, powers)
    if state.table.lasting:
        found += in_force.shifts(state, attack, line, main, stack)
    return found


def at_walls(state: State, target: Cell, force: tuple[Unit, ...], powers: tuple[int, ...]) -> list[Shift]:
    """What helps those who storm manned works.  [20.7]"""
    by = state.scenario.charts.combat.shifts
    found = []
    drilled = sum(p for unit, p in zip(force, powers, strict=True) if units.trained(state, unit))
    if drilled * 3 >= sum(powers):
        found.append(Shift("drilled_storm", by["drilled_storm"]))
    if works.bombarded(state, target, force[0].side):
        found.append(Shift("bombarded", by["bombarded"]))
    return found


def surprise(state: State, target: Cell, line: tuple[Unit, ...]) -> list[Shift]:
    """Whether those who go in come from where nobody saw them, or by a ford that was none.  [20.13]"""
    unseen = state.scouting.unseen
    if not unseen and not state.sky.fords:
        return []
    if all(unit.number in unseen or _by_new_ford(state, unit, target) for unit in line):
        return [Shift("surprise", state.scenario.charts.combat.shifts["surprise"])]
    return []


def _by_new_ford(state: State, unit: Unit, target: Cell) -> bool:
    """Whether a unit attacks across a ford that ford-men opened this turn.  [20.13]"""
    if not state.sky.fords or not water(state, unit.cell, target):
        return False
    grid, lasts = state.scenario.board.grid, state.scenario.charts.march.guides_turns
    banks = {(unit.cell, target), (target, unit.cell)}
    return any(
        ford.side == unit.side
        and ford.until == state.turn + lasts - 1
        and not (state.table.lasting and in_force.told_of(state, ford.cell, ford.direction))
        and (ford.cell, grid.step(ford.cell, ford.direction)) in banks
        for ford in state.sky.fords
    )


def _night(state: State, force: tuple[Unit, ...], powers: tuple[int, ...]) -> list[Shift]:
    """What the dark does for bands, and to trained men, where they are most of an attack.  [20.14]"""
    by = state.scenario.charts.combat.shifts
    drilled = sum([p for unit, p in zip(force, powers, strict=True) if units.trained(state, unit)])
    if drilled * 2 > sum(powers):
        return [Shift("night_trained", by["night_trained"])]
    return [Shift("night", by["night"])] if drilled * 2 < sum(powers) else []


def _climbed(state: State, force: tuple[Unit, ...], target: Cell) -> int:
    """Crests that every attacker climbs to the target, 2 at most.  [20.12]"""
    board = state.scenario.board
    if not board.levels:
        return 0
    return max(0, min(2, *(board.climb(unit.cell, board.grid.direction(unit.cell, target)) for unit in force)))


def in_range(state: State, unit: Unit, target: Cell) -> bool:
    """Whether a unit's guns may fire for others on a hex from beyond the next one.  [20.15]"""
    reach = state.scenario.measures.guns
    if reach < 2 or unit.spent or not unit.guns or not units.has(state, unit, "bombard"):
        return False
    if state.scenario.board.grid.distance(unit.cell, target) > reach:
        return False
    return clear_line(state, unit.cell, target)


def clear_line(state: State, here: Cell, there: Cell) -> bool:
    """Whether nothing between two hexes is higher than both: at each step some hex of the shortest ways.  [20.15]"""
    board = state.scenario.board
    if not board.levels:
        return True
    grid, top, steps = board.grid, max(board.levels[here], board.levels[there]), board.grid.distance(here, there)
    for step in range(1, steps):
        between = grid.within(here, step) & grid.within(there, steps - step)
        if not any(board.levels[cell] <= top for cell in cells_of(between)):
            return False
    return True
