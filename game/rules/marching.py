"""Marches as they are carried out: as far as the truth lets them.  This carries out chapter 15, which judges them."""

from collections.abc import Sequence
from dataclasses import dataclass

from game.hexes import Cell, CellSet, cells_of
from game.model.events import MarchStopped, UnitMoved
from game.model.forces import Unit
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import convoys, holding, leaders, movement, sight, terrain, units, views, weather


def march(ledger: Ledger, stack: Sequence[Unit], route: tuple[Cell, ...], costs: Sequence[int]) -> tuple[int, ...]:
    """Carry out a march that was judged on what its side knows, as far as the truth lets it.

    Answers the numbers of the enemies it met and had not sighted on its way.
    [15.1, 15.3, 15.4, 15.7, 15.9, 15.10]
    """
    state, side = ledger.state, stack[0].side
    if not any(units.fights(state, unit) for unit in stack):
        state = views.shown(state, side)
    stop = _stop(state, stack, route)
    walked = route[: stop.steps] if stop is not None else route
    if walked:
        _walk(ledger, state, stack, walked, costs if stop is None else _spent(state, stack, stop, walked))
    if stop is not None:
        ledger.record(MarchStopped(tuple(unit.number for unit in stack), stop.cell, stop.cause))
    if walked:
        _sweep(ledger, next((unit for unit in stack if units.fights(state, unit)), stack[0]), walked)
        holding.occupy(ledger, walked[-1], side)
    return stop.met if stop is not None else ()


def _spent(state: State, stack: Sequence[Unit], stop: "_Stop", walked: tuple[Cell, ...]) -> tuple[int, ...]:
    """What a march that was stopped costs: all that is left, but for one that only takes longer.  [15.10]"""
    if stop.cause == "tired":
        return _costs(state, stack, walked)
    return tuple(units.points_left(state, unit) for unit in stack)


@dataclass(frozen=True, slots=True)
class _Stop:
    """Where the truth ends a march: after so many steps, by which hex, why, and the enemies met without warning."""

    steps: int
    cell: Cell
    cause: str
    met: tuple[int, ...] = ()


def _stop(state: State, stack: Sequence[Unit], route: tuple[Cell, ...]) -> _Stop | None:
    """What the side could not know and that ends its march.  [15.10]"""
    side = stack[0].side
    lurking = sight.hidden(state, side)
    grid = state.scenario.board.grid
    way = 0
    for cell in (stack[0].cell, *route):
        way |= 1 << cell
    if not lurking & grid.spread(way):
        return None
    country = movement.country_of(state, side)
    barred, sighted = country.barred(state, stack), 0
    for steps, there in enumerate(route):
        if barred >> there & 1:
            return _Stop(steps, there, "met")
        if steps and _too_far(state, stack, route[: steps + 1]) and movement.room(state, stack, route[steps - 1]):
            return _Stop(steps, there, "tired")
        met = _enemies_on(state, side, grid.within(there, 1) & lurking)
        if met:
            unwarned = tuple(number for number in met if not sighted >> state.unit(number).cell & 1)
            return _Stop(steps + 1, state.unit(met[0]).cell, "met", unwarned)
        for unit in stack:
            sighted |= sight.seen_from(state, unit, there)
    return None


def _enemies_on(state: State, side: str, cells: CellSet) -> tuple[int, ...]:
    """The units at war with a side on these hexes."""
    return tuple(
        unit.number for cell in cells_of(cells) for unit in state.forces.at(cell) if state.bonds.at_war(side, unit.side)
    )


def _prices(state: State, stack: Sequence[Unit], route: tuple[Cell, ...]) -> tuple[int, ...]:
    """What a route truly costs each of a stack in points, whether it has them or not."""
    country = movement.country_of(state, stack[0].side)
    found = []
    for unit in stack:
        prices = terrain.prices(state.scenario, units.mover(state, unit), weather.going(state, unit.side))
        cost, here = 0, unit.cell
        for there in route:
            cost += prices[here][there] + movement.toll(state, unit, country, here, there)
            here = there
        found.append(cost)
    return tuple(found)


def _costs(state: State, stack: Sequence[Unit], route: tuple[Cell, ...]) -> tuple[int, ...]:
    """What a route costs each of a stack, no more than it has left."""
    prices = zip(stack, _prices(state, stack, route), strict=True)
    return tuple(min(cost, units.points_left(state, unit)) for unit, cost in prices)


def _too_far(state: State, stack: Sequence[Unit], route: tuple[Cell, ...]) -> bool:
    """Whether unknown zones make a route longer than the points of one of the stack."""
    prices = zip(stack, _prices(state, stack, route), strict=True)
    return any(cost > units.points_left(state, unit) for unit, cost in prices)


def _walk(ledger: Ledger, state: State, stack: Sequence[Unit], route: tuple[Cell, ...], costs: Sequence[int]) -> None:
    """Move the units; one that an enemy zone stops in this state has no points left.  [15.1, 15.4]"""
    country = movement.country_of(state, stack[0].side)
    moved = []
    for unit, cost in zip(stack, costs, strict=True):
        stopped = movement.stops(state, unit, country) >> route[-1] & 1
        moved.append(UnitMoved(unit.number, route, units.points_left(state, unit) if stopped else cost))
    ledger.record_together(moved)


def _sweep(ledger: Ledger, first: Unit, route: tuple[Cell, ...]) -> None:
    """Let a march do to what it rides through what marches do.  [15.3]"""
    board, foes = ledger.state.scenario.board, _foes(ledger.state, first.side)
    for cell in route:
        if cell != route[-1] and board.town_at(cell) is not None:
            holding.burn_depot(ledger, cell, first)
        if foes >> cell & 1:
            leaders.ridden_down(ledger, cell, first.side)
            convoys.take(ledger, cell, first)
            foes = _foes(ledger.state, first.side)


def _foes(state: State, side: str) -> CellSet:
    """The hexes on which anybody at war with a side stands, dummies too."""
    cells = 0
    for enemy in state.bonds.enemies(side):
        cells |= state.forces.camp(enemy).cells
    return cells
