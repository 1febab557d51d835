"""Chapter 26. Arrivals.

26.1  A unit that is due enters at the start of its side's part, at its place or entry, or on the nearest free
      hex next to it: free of other sides, with room.  If there is none it waits a turn.
26.2  A unit bound to a place enters only while its side holds it.
26.3  From the second turn one convoy that is at home enters each turn, free, while fewer than four are on the
      map.
26.4  The dispersed come back in their home region or in a town of their side, where it is nearest to their
      first place; the wounded to the largest stack of their own men.
26.5  A unit in the pool stays off the map until a rule calls it.
26.6  Once a turn a side may pay one of its purse for another convoy that is at home, while fewer than four are on the
      map.  If its way turns out to be barred it costs nothing, and waits a turn.
26.7  Before the first turn the owner of a hidden set-up puts each of its units on one of its places, in secret.
"""

from game.hexes import NO_CELL, Cell, cells_of
from game.model.agenda import MayPlace
from game.model.events import ConvoyPaid, PurseChanged, UnitArrived, UnitDelayed
from game.model.forces import Status, Unit
from game.model.judgement import Refusal
from game.model.ledger import Ledger
from game.model.scenario import Scenario
from game.model.state import State
from game.rules import convoys, holding, in_force, retreat, units, zones


def doorway(state: State, unit: Unit) -> Cell | None:
    """The hex where a unit that is due would enter now, or None.  [25.28, 26.1, 26.2, 26.4]"""
    spec = state.spec(unit.number)
    board = state.scenario.board
    called = in_force.door(state, unit.number) if state.table.lasting else NO_CELL
    if spec.if_held and not called and holding.holder(state, spec.if_held) != unit.side:
        return None
    if unit.status is Status.DISPERSED:
        return _homecoming(state, unit)
    start = called or board.spot(spec.start)
    here = zones.first_free(state, unit, 1 << start)
    return here if here is not None else zones.first_free(state, unit, board.grid.spread(1 << start))


def _homecoming(state: State, unit: Unit) -> Cell | None:
    """Where the scattered and the wounded come back.  [26.4]"""
    if units.has(state, unit, "leader"):
        friends = [u for u in state.forces.of(unit.side) if u.men]
        own = [u for u in friends if state.spec(u.number).faction == state.spec(unit.number).faction]
        best = max(own or friends, key=lambda u: (u.men, -u.number), default=None)
        return best.cell if best is not None else None
    grid = state.scenario.board.grid
    named = state.spec(unit.number).start
    start = state.scenario.board.spot(named) if named else NO_CELL
    shelters = retreat.refuges(state, unit) & state.scenario.board.ground & ~zones.strangers_on(state, unit.side)
    free = [cell for cell in cells_of(shelters) if units.fits(state, unit, cell)]
    return min(free, key=lambda cell: (grid.distance(cell, start) if start else 0, cell), default=None)


def due(state: State, side: str) -> tuple[Unit, ...]:
    """The units of a side that should enter in this turn.  [25.27, 26.1, 26.5]"""
    turn, awaited, dispersed = state.turn, Status.AWAITED, Status.DISPERSED
    found = [
        u
        for u in state.forces.units
        if 0 < u.due <= turn and u.side == side and (u.status is awaited or u.status is dispersed)
    ]
    if found and state.table.lasting and in_force.forbidden(state, side, "return"):
        found = [u for u in found if u.status is awaited or units.has(state, u, "leader")]
    return tuple(found)


def to_place(scenario: Scenario) -> tuple[MayPlace, ...]:
    """What the owners of hidden set-ups must choose before the first turn, in the order of the sides.  [26.7]"""
    spot = scenario.board.spot
    return tuple(
        MayPlace(side.id, number, tuple(spot(place) for place in spec.among))
        for side in scenario.sides
        for number, spec in enumerate(scenario.units)
        if spec.among and spec.side == side.id
    )


def judge_placing(task: MayPlace, number: int, cell: Cell) -> Refusal | None:
    """Whether a unit of a hidden set-up may stand on a hex.  [26.7]"""
    if number != task.unit or cell not in task.cells:
        return Refusal("26.7", "setup.where", {"unit": task.unit, "cell": cell})
    return None


def place(ledger: Ledger, number: int, cell: Cell) -> None:
    """Put a unit of a hidden set-up on the map.  [26.7]"""
    ledger.record(UnitArrived(number, cell, ledger.state.unit(number).men))


def enter(ledger: Ledger, side: str) -> None:
    """Bring on what is due for a side.  [26.1, 26.3]"""
    for unit in due(ledger.state, side):
        cell = doorway(ledger.state, unit)
        if cell is None:
            ledger.record(UnitDelayed(unit.number, ledger.state.turn + 1))
        else:
            ledger.record(UnitArrived(unit.number, cell, unit.men))
            holding.occupy(ledger, cell, side)
    first_part = ledger.state.scenario.order.index(side) == ledger.state.part
    if ledger.state.turn >= 2 and first_part:
        _send_convoy(ledger, side)


def _send_convoy(ledger: Ledger, side: str) -> None:
    """Send the free convoy of the turn.  [26.3]"""
    unit = convoys.next_cart(ledger.state, side)
    cell = doorway(ledger.state, unit) if unit is not None else None
    if unit is not None and cell is not None:
        ledger.record(UnitArrived(unit.number, cell, unit.men))


def judge_send(state: State, side: str) -> Refusal | None:
    """Whether a side may pay for another convoy.  [26.6]"""
    cost = state.scenario.charts.supply.convoy_cost
    if state.bonds.purse[state.scenario.side_number(side)] < cost:
        return Refusal("26.6", "convoy.purse", {"cost": cost})
    if state.bonds.sent[state.scenario.side_number(side)] == state.turn:
        return Refusal("26.6", "convoy.paid")
    unit = convoys.next_cart(state, side)
    if unit is None:
        return Refusal("26.6", "convoy.none")
    if doorway(state, unit) is None:
        return Refusal("26.6", "convoy.barred", {"unit": unit.number})
    return None


def send(ledger: Ledger, side: str) -> None:
    """Pay for another convoy, if it can come in.  [26.6]"""
    state = ledger.state
    unit = convoys.next_cart(state, side)
    assert unit is not None
    cell = doorway(state, unit)
    if cell is None:
        ledger.record(UnitDelayed(unit.number, state.turn + 1))
        return
    ledger.record(PurseChanged(side, -state.scenario.charts.supply.convoy_cost, "convoy"))
    ledger.record(ConvoyPaid(side, state.turn))
    ledger.record(UnitArrived(unit.number, cell, unit.men))
