"""Chapter 23. Ambush.

23.1  When a march meets hidden enemies next to it, they may fall on it: a die decides, by the ground it has come to
      and by the dark.
23.2  They do so only in a country whose people are not those of the side that marches, and only if no other
      friend of the march stands on the hex or next to it.
23.3  Those take part who are next to the march, could attack it, and have not fought; and only if together they find
      it no worse than even, shifts counted.
23.4  An ambush gains 3.  No ground shelters those who were ambushed, their guns do not count, they cannot slip
      away, and nobody advances after it.  Those who were caught have fought: their march and their part are over.
23.5  Nobody falls on a march of dummies.
"""

from game.hexes import Cell
from game.model.actions import Attack
from game.model.agenda import ResolveFight
from game.model.events import AmbushSprung, MarchStopped, Queued
from game.model.forces import Unit
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import hard_marches, odds, units, weather


def faces(state: State, cell: Cell, side: str) -> int:
    """Of six, the faces of a die on which hidden enemies would fall on a march of a side that comes to a hex.

    Friends on the hex or next to it are not counted in.  [23.1, 23.2]
    """
    if not hard_marches.hostile_country(state, cell, side):
        return 0
    chart = state.scenario.charts.sight
    found = chart.ambush[state.scenario.board.terrain[cell]]
    return max(found, chart.ambush_dark) if weather.dark(state) else found


def _scouted(state: State, stack: tuple[Unit, ...], cell: Cell) -> bool:
    """Whether another friend of the march stands on the hex or next to it.  [23.2]"""
    near = state.scenario.board.grid.within(cell, 1)
    marching = {unit.number for unit in stack}
    return any(
        near >> unit.cell & 1 and unit.number not in marching and units.fights(state, unit)
        for unit in state.forces.of(stack[0].side)
    )


def lying_in_wait(state: State, cell: Cell, met: tuple[int, ...]) -> tuple[int, ...]:
    """Those of the enemies met who would take part.  [23.3]"""
    return tuple(sorted(number for number in met if odds.able(state, state.unit(number), cell) is None))


def spring(ledger: Ledger, stack: tuple[Unit, ...], met: tuple[int, ...]) -> None:
    """Let those who were met fall on the march, if they can and will.  [23.1 to 23.5]"""
    state = ledger.state
    stack = tuple(state.unit(unit.number) for unit in stack)
    cell, side = stack[0].cell, stack[0].side
    chance = faces(state, cell, side)
    if not chance or _scouted(state, stack, cell) or all(unit.dummy for unit in stack):
        return
    for enemy in dict.fromkeys(state.unit(number).side for number in met):
        force = lying_in_wait(state, cell, tuple(n for n in met if state.unit(n).side == enemy))
        if not force or not any(units.fights(state, state.unit(n)) for n in force):
            continue
        outlook = odds.forecast(state, Attack(cell, force), ambush=True)
        if outlook.column < state.scenario.charts.sight.ambush_column:
            continue
        if ledger.roll("ambush", 1, enemy, cell) > chance:
            continue
        ledger.record(AmbushSprung(enemy, cell, force))
        ledger.record(MarchStopped(tuple(unit.number for unit in stack), cell, "ambush"))
        ledger.record(Queued((ResolveFight(cell, force, charge=False, against=side, ambush=True),)))
        return
