"""A last charge: how it comes about, and what becomes of those who rode in it.  This carries out chapter 25."""

from collections.abc import Sequence

from game.hexes import NO_CELL, Cell, CellSet
from game.model.agenda import ResolveFight
from game.model.events import AttackDeclared, Event, FightResolved, MenJoined, MenLost, Queued, UnitAdvanced, UnitMoved
from game.model.forces import Unit
from game.model.fortunes import Charge, Fate
from game.model.ledger import Ledger
from game.model.state import State
from game.model.table import Lasting
from game.rules import beaten, hard_marches, laying, leaders, odds, terrain, units, weather, zones
from game.rules.laying import Deed

AHEAD = "rode ahead"
"""Why men of a decoy leave their unit for a fight, and come back to it."""


def ride(ledger: Ledger, charge: Charge, deed: Deed) -> None:
    """Let a leader's stack fall on a hex at once, the decoy first.  [25.29]"""
    state = ledger.state
    leader = state.unit(state.scenario.unit_number(charge.unit))
    target = deed.scene(state).cell
    if not leader.on_map or not odds.defenders(state, target, leader.side):
        return
    stack = state.forces.of_at(leader.side, leader.cell)
    route = approach(state, stack, target)
    if not route and not state.scenario.board.grid.adjacent(leader.cell, target):
        target = _in_the_way(state, leader, target)
        if not target:
            return
    elif route:
        ledger.record_together([UnitMoved(unit.number, route, 0) for unit in stack])
    state = ledger.state
    force = [unit for unit in (state.unit(one.number) for one in stack) if units.fights(state, unit) and unit.men]
    if not force:
        meet_fate(ledger, charge, leader)
        return
    ahead = tuple([unit.men * charge.decoy // 100 for unit in force])
    if any(ahead):
        pairs = zip(force, ahead, strict=True)
        ledger.record_together([MenJoined(unit.number, -men, AHEAD) for unit, men in pairs if men])
    numbers = laying.numbers(force)
    against = odds.defenders(state, target, leader.side)[0].side
    laying.lay(ledger, charge, deed, numbers, (target, *ahead))
    ledger.record(AttackDeclared(leader.side, target, numbers, True))
    ledger.record(Queued((ResolveFight(target, numbers, True, against),)))


def approach(state: State, stack: Sequence[Unit], target: Cell) -> tuple[Cell, ...]:
    """The shortest way of a stack to a hex next to its target; empty if it is there already, or there is none."""
    start, grid = stack[0].cell, state.scenario.board.grid
    if grid.adjacent(start, target):
        return ()
    barred = zones.strangers_on(state, stack[0].side)
    steps = grid.distance(start, target) - 1
    ways: list[tuple[Cell, ...]] = [()]
    for _ in range(steps):
        ways = [
            (*way, there)
            for way in ways
            for there in _open_to(state, stack, way[-1] if way else start, barred)
            if grid.distance(there, target) < grid.distance(way[-1] if way else start, target)
        ]
    return min(ways, default=()) if steps else ()


def _open_to(state: State, stack: Sequence[Unit], here: Cell, barred: CellSet) -> list[Cell]:
    """The hexes next to one that all of a stack may enter, with nobody else on them."""
    movers = dict.fromkeys(units.mover(state, unit) for unit in stack)
    tables = [terrain.prices(state.scenario, mover, weather.going(state, stack[0].side)) for mover in movers]
    return [
        there for there in sorted(tables[0][here]) if not barred >> there & 1 and all(there in t[here] for t in tables)
    ]


def _in_the_way(state: State, leader: Unit, target: Cell) -> Cell:
    """The hex with enemies next to a leader that bars his way to another; NO_CELL if there is none."""
    grid = state.scenario.board.grid
    found = [cell for cell in grid.neighbours[leader.cell] if cell and odds.defenders(state, cell, leader.side)]
    return min(found, key=lambda cell: (grid.distance(cell, target), cell), default=NO_CELL)


def finish(ledger: Ledger, lasting: Lasting, events: Sequence[Event]) -> None:
    """Bring the decoy back; let those who carried ride on, and the leader of others meet his fate.  [25.29]"""
    charge = lasting.effect
    assert isinstance(charge, Charge)
    state = ledger.state
    back = zip(lasting.units, lasting.target[1:], strict=True)
    home = [MenJoined(number, men, AHEAD) for number, men in back if men and state.unit(number).on_map]
    if home:
        ledger.record_together(home)
    fight = next((event for event in events if isinstance(event, FightResolved)), None)
    if fight is None:
        return
    if fight.result >= charge.carry:
        _ride_through(ledger, charge, lasting)
    else:
        leader = ledger.state.unit(ledger.state.scenario.unit_number(charge.unit))
        if leader.on_map and not meet_fate(ledger, charge, leader):
            by = ledger.state.scenario.charts.combat.morale["leader_lost"]
            beaten.shake(ledger, tuple(ledger.state.unit(number) for number in lasting.units), by, "leader_lost")


def meet_fate(ledger: Ledger, charge: Charge, leader: Unit) -> bool:
    """Throw what becomes of a leader whose last charge did not carry; true if he keeps the field.  [25.29]"""
    throw = ledger.roll("fate", side=leader.side, cell=leader.cell)
    return leaders.meet_fate(ledger, leader, fate(charge.fate, throw), mortal=charge.mortal)


def fate(fates: Fate, throw: int) -> str:
    """What two dice make of a leader.  [25.29]"""
    if throw <= fates.killed:
        return "killed"
    if throw <= fates.taken:
        return "captured"
    return "wounded" if throw <= fates.carried_off else "unhurt"


def _ride_through(ledger: Ledger, charge: Charge, lasting: Lasting) -> None:
    """Ride on past those who were broken through, a die in a hundred of the men lost to those who chase.  [25.29]"""
    state = ledger.state
    numbers = dict.fromkeys((*lasting.units, state.scenario.unit_number(charge.unit)))
    stack = tuple([unit for unit in (state.unit(number) for number in numbers) if unit.on_map])
    if not stack:
        return
    here = stack[0].cell
    stack = tuple([unit for unit in stack if unit.cell == here])
    end = onward(state, stack, lasting.target[0], charge.through)
    if end != here:
        ledger.record_together([UnitAdvanced(unit.number, end) for unit in stack])
    chased = ledger.roll("chase", 1, stack[0].side, end)
    lost = [MenLost(unit.number, unit.men * chased // 100, 0, 0, "pursuit") for unit in stack]
    if any(event.men for event in lost):
        ledger.record_together([event for event in lost if event.men])


def onward(state: State, stack: Sequence[Unit], target: Cell, hexes: int) -> Cell:
    """Where a stack comes that rides through a hex and on, away from its enemies and toward its ways off.  [25.29]"""
    here, grid = stack[0].cell, state.scenario.board.grid
    barred = zones.strangers_on(state, stack[0].side)
    hard, soft = zones.enemy_zones(state, stack[0].side)
    foes = [unit.cell for enemy in state.bonds.enemies(stack[0].side) for unit in state.forces.of(enemy)]
    ways_off = [cell for cell in range(grid.size) if hard_marches.exits(state, stack[0].side) >> cell & 1]
    been = {here}
    for step in range(hexes):
        found = [there for there in _open_to(state, stack, here, barred) if there not in been]
        if step == 0:
            found = [there for there in found if there == target]
        if not found:
            break
        here = min(
            found,
            key=lambda cell: (
                (hard | soft) >> cell & 1,
                -min([grid.distance(cell, foe) for foe in foes], default=0),
                min([grid.distance(cell, way) for way in ways_off], default=0),
                cell,
            ),
        )
        been.add(here)
    return here
