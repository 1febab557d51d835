"""What the coalition of the siege study does: a script that plays by legal orders, and knows what a player would see.

Its men winter where they are fed, ride in when a storm is worth while by the umpire's own forecast, and ride out again;
their gun bombards in every part in which it does not storm.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from game import umpire
from game.hexes import Cell, opposite
from game.model.actions import Attack, Bombard, EndPart, LeaveMap, Move, SetPosture
from game.model.forces import Posture, Unit
from game.model.state import State
from game.rules import units
from tests.siege import ground
from tests.siege.table import Table

FORWARD = 1600
"""Horsemen of the bands who go forward at most; the others watch roads and one another."""


@dataclass(frozen=True, slots=True)
class Besieging:
    """A policy of the coalition: it storms from the week `first` (0: never) at a net column of `least` or better.

    With `least` None it storms at any odds.  `drill` has companies drilled from the seventh week.
    """

    name: str
    first: int = 0
    least: int | None = None
    drill: bool = False


def besiege(table: Table, policy: Besieging) -> None:
    """Play a part of the coalition."""
    if table.state.turn == 1:
        for unit in table.state.forces.of("enver"):
            if table.may(SetPosture(unit.number, Posture.EVADE)):
                table.do(SetPosture(unit.number, Posture.EVADE))
    if policy.drill:
        _send_recruits(table)
    if policy.first and table.state.turn >= policy.first:
        _storm(table, policy)
    if table.fallen:
        return
    _close_in(table)
    _ride_home(table)
    gun = table.named("gun")
    shot = Bombard(gun.number, table.town)
    if policy.first and gun.on_map and not gun.repulsed and table.may(shot):
        table.do(shot)
    table.do(EndPart())


def _close_in(table: Table) -> None:
    """Let a band go up to the walls when nobody behind them comes out any more: somebody must be there to be asked."""
    state = table.state
    if any(units.mood(state, unit).attack for unit in state.forces.at(table.town) if units.fights(state, unit)):
        return
    near = state.scenario.board.grid.neighbours[table.town]
    if any(unit.men for cell in near for unit in state.forces.at(cell)):
        return
    band = table.named("lok-3")
    if band.on_map and not band.fought:
        _ride(table, band, near[0])


def _send_recruits(table: Table) -> None:
    """Send the band of the week to Kok-Tash to be drilled: it leaves the map there."""
    week = table.state.turn - ground.FIRST_DRILL
    for name in ground.RECRUITS[: max(0, week + 1)]:
        band = table.named(name)
        if band.on_map and not band.fought:
            _ride(table, band, table.state.scenario.board.spot("kok-tash"))
            if table.may(LeaveMap(band.number)):
                table.do(LeaveMap(band.number))


def _ride_home(table: Table) -> None:
    """Bring all who can march toward their winter quarters, the gun to the walls if drilled men guard it there."""
    battery = _battery(table.state)
    for unit in table.state.forces.of("enver"):
        name = table.state.spec(unit.number).id
        if name in ground.QUARTERS and not unit.fought:
            guarded = name == "gun" and any(units.trained(table.state, u) for u in table.state.forces.at(battery))
            _ride(table, unit, battery if guarded else ground.quarters(table.state.scenario, name))


def _ride(table: Table, unit: Unit, to: Cell) -> None:
    """March a unit to a hex, or as near to it as it gets."""
    if unit.cell == to:
        return
    grid = table.state.scenario.board.grid
    reach = umpire.reach(table.state, unit.number)
    near = min(reach, key=lambda cell: (grid.distance(cell, to), cell), default=None)
    if near is not None and grid.distance(near, to) < grid.distance(unit.cell, to):
        order = Move(unit.number, reach[near].cells)
        if table.may(order):
            table.do(order)


def _storm(table: Table, policy: Besieging) -> None:
    """Storm the town if the forecast of the best force is good enough."""
    plan = _best_storm(table.state, table.town)
    if plan is None or (policy.least is not None and plan.column < policy.least):
        return
    for number, there in plan.posts:
        unit = table.state.unit(number)
        if unit.cell != there:
            route = umpire.reach(table.state, number).get(there)
            if route is not None and table.may(Move(number, route.cells)):
                table.do(Move(number, route.cells))
    grid = table.state.scenario.board.grid
    numbers = tuple(n for n in plan.force if grid.adjacent(table.state.unit(n).cell, table.town))
    attack = Attack(table.town, numbers)
    if not table.may(attack):
        return
    if policy.least is None or umpire.forecast(table.state, attack).column >= policy.least:
        table.do(attack)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A storm: who stands where for it, who attacks, and the net column it comes to."""

    posts: tuple[tuple[int, Cell], ...]
    force: tuple[int, ...]
    column: int


def _best_storm(state: State, town: Cell) -> _Plan | None:
    """Of the storms by the best men, from three sides, that with the highest column, and the largest of them."""
    gun, chief = (state.unit(state.scenario.unit_number(name)) for name in ("gun", "ibrahim"))
    battery = _battery(state)
    posts = {u.number: battery for u in (gun, chief) if _gets_to(state, u, battery)}
    force = [gun.number] if gun.number in posts and not gun.fought and not gun.repulsed else []
    best: _Plan | None = None
    for number, there in _stormers(state, town):
        posts[number] = there
        force.append(number)
        column = _foreseen(state, town, posts, force)
        if best is None or column >= best.column:
            best = _Plan(tuple(posts.items()), tuple(sorted(force)), column)
    return best


def _gets_to(state: State, unit: Unit, cell: Cell) -> bool:
    """Whether a unit is on a hex, or can be there in this part."""
    return unit.on_map and (unit.cell == cell or cell in umpire.reach(state, unit.number))


def _foreseen(state: State, town: Cell, posts: dict[int, Cell], force: list[int]) -> int:
    """The net column of a storm from these posts."""
    there = state.forces.with_units([replace(state.unit(n), cell=cell) for n, cell in posts.items()])
    return umpire.forecast(replace(state, forces=there), Attack(town, tuple(sorted(force)))).column


def _stormers(state: State, town: Cell) -> Iterator[tuple[int, Cell]]:
    """The best men who can be at the walls in this part, with their posts: drilled men first, then who is steadiest."""
    grid = state.scenario.board.grid
    first = grid.direction(town, _battery(state))
    sides = [grid.step(town, d) for d in (first, opposite(first), (first + 1) % 6)]
    room = dict.fromkeys(sides, state.scenario.measures.stacking)
    least = state.scenario.charts.morale.bands[1].least
    men = [
        unit
        for unit in state.forces.of("enver")
        if units.fights(state, unit) and unit.morale >= least and not unit.fought and not unit.repulsed
    ]
    left = FORWARD
    for unit in sorted(men, key=lambda u: (not units.trained(state, u), -u.morale, -u.men, u.number)):
        capped = units.has(state, unit, "scout")
        if capped and unit.men > left:
            continue
        reach = umpire.reach(state, unit.number)
        open_to = [cell for cell in sides if (cell == unit.cell or cell in reach) and room[cell] >= unit.men]
        if open_to:
            there = max(open_to, key=lambda cell: (room[cell], -cell))
            room[there] -= unit.men
            left -= unit.men if capped else 0
            yield unit.number, there


def _battery(state: State) -> Cell:
    """The hex at the walls where the gun stands."""
    return state.scenario.board.grid.cell(*ground.BATTERY)
