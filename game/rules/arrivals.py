"""Chapter 13. Arrivals.

13.1  A unit that is due enters at the start of its side's part, at its place or entry, or on the nearest free
      hex next to it: free of other sides, with room.  If there is none it waits a turn.
13.2  A unit bound to a place enters only while its side holds it.
13.3  From the second turn one convoy that is at home enters each turn, free, while fewer than four are on the
      map.
13.4  The dispersed come back in their home region or in a town of their side, where it is nearest to their
      first place; the wounded to the largest stack of their own men.
13.5  A unit in the pool stays off the map until a rule calls it.
"""

from game.hexes import NO_CELL, Cell, CellSet, cells_of
from game.model.events import UnitArrived, UnitDelayed
from game.model.forces import Status, Unit
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import holding, movement, units, zones


def _free(state: State, unit: Unit, near: CellSet) -> Cell | None:
    """The first of these hexes that a unit may enter.  [13.1]"""
    barred = zones.strangers_on(state, unit.side)
    for cell in cells_of(near & state.scenario.board.ground & ~barred):
        if units.fits(state, unit, cell):
            return cell
    return None


def doorway(state: State, unit: Unit) -> Cell | None:
    """The hex where a unit that is due would enter now, or None.  [13.1, 13.2, 13.4]"""
    spec = state.spec(unit.number)
    board = state.scenario.board
    if spec.if_held and holding.holder(state, spec.if_held) != unit.side:
        return None
    if unit.status is Status.DISPERSED:
        return _homecoming(state, unit)
    start = board.spot(spec.start)
    here = _free(state, unit, 1 << start)
    return here if here is not None else _free(state, unit, board.grid.spread(1 << start))


def _homecoming(state: State, unit: Unit) -> Cell | None:
    """Where the scattered and the wounded come back.  [13.4]"""
    if units.has(state, unit, "leader"):
        friends = [u for u in state.forces.of(unit.side) if u.men]
        own = [u for u in friends if state.spec(u.number).faction == state.spec(unit.number).faction]
        best = max(own or friends, key=lambda u: (u.men, -u.number), default=None)
        return best.cell if best is not None else None
    grid = state.scenario.board.grid
    named = state.spec(unit.number).start
    start = state.scenario.board.spot(named) if named else NO_CELL
    shelters = movement.refuges(state, unit) & state.scenario.board.ground & ~zones.strangers_on(state, unit.side)
    free = [cell for cell in cells_of(shelters) if units.fits(state, unit, cell)]
    return min(free, key=lambda cell: (grid.distance(cell, start) if start else 0, cell), default=None)


def due(state: State, side: str) -> tuple[Unit, ...]:
    """The units of a side that should enter in this turn.  [13.1, 13.5]"""
    return tuple(
        u
        for u in state.forces.units
        if u.side == side and u.status in (Status.AWAITED, Status.DISPERSED) and 0 < u.due <= state.turn
    )


def enter(ledger: Ledger, side: str) -> None:
    """Bring on what is due for a side.  [13.1, 13.3]"""
    for unit in due(ledger.state, side):
        cell = doorway(ledger.state, unit)
        if cell is None:
            ledger.record(UnitDelayed(unit.number, ledger.state.turn + 1))
        else:
            ledger.record(UnitArrived(unit.number, cell, unit.men))
            holding.occupy(ledger, cell, side)
    if ledger.state.turn >= 2:
        _send_convoy(ledger, side)


def _send_convoy(ledger: Ledger, side: str) -> None:
    """Send the free convoy of the turn.  [13.3]"""
    state = ledger.state
    carts = [u for u in state.forces.units if u.side == side and units.has(state, u, "convoy")]
    if sum(1 for unit in carts if unit.on_map) >= state.scenario.charts.supply.convoys:
        return
    for unit in carts:
        if unit.status is Status.POOL:
            cell = doorway(state, unit)
            if cell is not None:
                ledger.record(UnitArrived(unit.number, cell, unit.men))
            return
