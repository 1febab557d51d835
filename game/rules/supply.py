"""Chapter 8. Lines of supply.

8.1  Regulars, guns and wheels trace supply: a path from a source of their side, at the cost of wheels, no longer
     than the reach.  Bad weather may shorten the reach.
8.2  The path may not enter a hex with an enemy, nor an enemy zone unless a friend stands there.
8.3  Sources are those the scenario names, and depots.  A depot works while its side holds the place with fifty
     men and it lies within reach of another source, and for two turns after it was last so; then it feeds no
     other depot.
8.4  A landing is a source while a boat of its side lies there: one boat opens one landing.
8.5  Leaders, convoys and boats need no bread.
8.6  Of any hex the game says why bread does not come there: which hexes of the shortest way are closed and by
     whom, where the reach ends, or that there is no way for carts.
"""

from typing import TypeAlias

from game.hexes import Cell, CellSet, cells_of, set_of
from game.hexes.search import FAR, distances
from game.model.charts import UnitType
from game.model.events import DepotFed
from game.model.judgement import Cut, Trace
from game.model.ledger import Ledger
from game.model.scenario import Scenario
from game.model.state import State
from game.rules import holding, terrain, units, weather, zones

_Lines: TypeAlias = tuple[list[int], tuple[int, ...]]
_Depots: TypeAlias = tuple[tuple[int, Cell, bool], ...]
_Known: TypeAlias = dict[tuple[terrain.Going, int, CellSet, CellSet, _Depots], _Lines]
_Stages: TypeAlias = tuple[tuple[list[int], ...], dict[Cell, int]]

KNOWN = 128
"""Lines of supply of a side that are remembered, by what they depend on."""

WHEELS: terrain.Mover = ("wheeled", False)
"""Carts, whose prices a line of supply costs."""

NOTHING, LINE, LAND = range(3)
"""What a unit lives on: on nothing that could be cut, by a line of supply, or off the land."""


def livings(scenario: Scenario) -> tuple[int, ...]:
    """By unit, what it lives on.  [8.1, 8.5]"""

    def living(row: UnitType) -> int:
        if row.traits & {"leader", "convoy", "river"}:
            return NOTHING
        return LINE if row.traits & {"regular", "bombard"} or row.movement == "wheeled" else LAND

    return scenario.remembered("livings", lambda: tuple(living(row) for row in scenario.types))


def closed(state: State, side: str) -> tuple[CellSet, CellSet]:
    """The hexes closed to the bread of a side: those with enemies, and those in their zones without a friend.  [8.2]"""
    own = state.forces.camp(side).cells
    hard, soft = zones.enemy_zones(state, side)
    return zones.enemies_on(state, side), (hard | soft) & ~own


def length(state: State) -> int:
    """How long a line of supply may be in this weather, in points of wheels.  [8.1]"""
    reach = state.scenario.charts.supply.reach
    bound = weather.now(state).reach
    return min(reach, bound) if bound else reach


def sources(state: State, side: str) -> CellSet:
    """The hexes from which bread of a side comes without a depot.  [8.3, 8.4]"""
    springs, landings = _springs(state.scenario, side)
    for cell in cells_of(landings & state.forces.occupied().get(side, 0)):
        if any(units.has(state, unit, "river") for unit in state.forces.of_at(side, cell)):
            springs |= 1 << cell
    return springs


def _springs(scenario: Scenario, side: str) -> tuple[CellSet, CellSet]:
    """The sources of a side, and its landings, which boats open.  [8.3, 8.4]"""

    def work_out() -> tuple[CellSet, CellSet]:
        spot = scenario.board.spot
        suppliers = set_of(spot(supplier.at) for supplier in scenario.suppliers if supplier.side == side)
        return suppliers, set_of(spot(landing.at) for landing in scenario.landings if landing.side == side)

    return scenario.remembered(("suppliers", side), work_out)


def _working_depots(state: State, side: str) -> _Depots:
    """Number and hex of the depots of a side that have their guard, and whether they were fed of late.  [8.3]"""
    board = state.scenario.board
    feeds = state.scenario.charts.supply.depot_feeds
    return tuple(
        [
            (number, board.places[number].cell, state.turn - held.fed <= feeds)
            for number, held in enumerate(state.realm.holdings)
            if held.depot == side and held.holder == side and holding.garrison(state, board.places[number].cell, side)
        ]
    )


def lines(state: State, side: str) -> _Lines:
    """Cost by cell of the shortest line of supply of a side, and the depots fed now.  [8.1, 8.2, 8.3]

    They are remembered by all that they depend on: many marches and fights change nothing of it.
    """
    scenario = state.scenario
    enemies, in_zones = closed(state, side)
    going, reach, springs = weather.going(state, side), length(state), sources(state, side)
    depots = _working_depots(state, side)
    known: _Known = scenario.remembered(("lines", side), dict)
    shut = (enemies | in_zones) & _within(scenario, going, reach, springs | set_of([cell for _, cell, _ in depots]))
    question = (going, reach, springs, shut, depots)
    if question not in known:
        if len(known) >= KNOWN:
            known.clear()
        known[question] = _drawn(scenario, *question)
    return known[question]


def _within(scenario: Scenario, going: terrain.Going, reach: int, starts: CellSet) -> CellSet:
    """The hexes to which lines could come from some others, were there no enemy: who stands elsewhere is no matter."""
    known: dict[tuple[terrain.Going, int, CellSet], CellSet] = scenario.remembered("lines within", dict)
    question = (going, reach, starts)
    if question not in known:
        if len(known) >= KNOWN:
            known.clear()
        costs = distances(starts, terrain.steps(scenario, WHEELS, going), reach)
        known[question] = set_of(cell for cell, cost in enumerate(costs) if cost < FAR)
    return known[question]


def _drawn(
    scenario: Scenario, going: terrain.Going, reach: int, springs: CellSet, shut: CellSet, depots: _Depots
) -> _Lines:
    """Draw the lines: from the sources, then from each depot they reach, then from those that still have bread."""
    roads = terrain.steps(scenario, WHEELS, going)
    free = [(number, cell, lasts) for number, cell, lasts in depots if not shut >> cell & 1]
    costs = distances(springs & ~shut, roads, reach, shut)
    fed: list[int] = []
    while joined := [(number, cell) for number, cell, _ in free if number not in fed and costs[cell] <= reach]:
        fed += [number for number, _ in joined]
        costs = distances(set_of(cell for _, cell in joined), roads, reach, shut, costs)
    lasting = set_of(cell for number, cell, lasts in free if lasts and number not in fed)
    if lasting:
        costs = distances(lasting, roads, reach, shut, costs)
    return costs, tuple(sorted(fed))


def fed(state: State, side: str, cell: Cell) -> bool:
    """Whether a line of supply of a side comes to a hex.  [8.1]"""
    return lines(state, side)[0][cell] < FAR


def reach(state: State, side: str) -> CellSet:
    """The hexes where regulars of a side are in supply.  [8.1]"""
    costs, _ = lines(state, side)
    return set_of(cell for cell, cost in enumerate(costs) if cost < FAR)


def feed_depots(ledger: Ledger) -> None:
    """Note of the depots of all sides that bread came to them in this turn.  [8.3]"""
    state = ledger.state
    owners = [held.depot for held in state.realm.holdings]
    for side in state.scenario.sides:
        if side.id in owners:
            for number in lines(state, side.id)[1]:
                ledger.record(DepotFed(number, state.turn))


def trace(state: State, side: str, cell: Cell) -> Trace:
    """Why bread of a side comes to a hex, or does not: by the ground, sources and closed hexes of its lines.  [8.6]"""
    limit = length(state)
    comes = fed(state, side, cell)
    costs, begun = _open_stages(state, side, limit)
    cost = costs[-1][cell]
    if cost >= FAR:
        return Trace(comes, (), 0, limit, (Cut(cell, "closed"),))
    path = _leg(state, side, cell, costs[-1])
    cuts = [Cut(at, "far") for at in path if costs[-1][at] > limit][:1]
    while path[0] in begun:
        path = _leg(state, side, path[0], costs[begun[path[0]]])[:-1] + path
    return Trace(comes, path, cost, limit, (*_cuts(state, side, path), *cuts))


def _open_stages(state: State, side: str, limit: int) -> _Stages:
    """Costs of the lines were there no enemy, after each step from depot to depot; of depots, their step.  [8.6]"""
    roads = terrain.steps(state.scenario, WHEELS, weather.going(state, side))
    springs = sources(state, side)
    depots = _working_depots(state, side)
    stages = [distances(springs, roads)]
    begun: dict[Cell, int] = {}
    while joined := [at for _, at, _ in depots if at not in begun and 0 < stages[-1][at] <= limit]:
        begun |= {at: len(stages) - 1 for at in joined}
        stages.append(distances(set_of(joined), roads, known=stages[-1]))
    lasting = set_of(at for _, at, lasts in depots if lasts and at not in begun and stages[-1][at])
    if lasting:
        stages.append(distances(lasting, roads, known=stages[-1]))
    return tuple(stages), begun


def _leg(state: State, side: str, cell: Cell, costs: list[int]) -> tuple[Cell, ...]:
    """The cheapest way to a hex from where the costs begin; of equal ways that by the lowest hexes.  [8.6]"""
    prices = terrain.prices(state.scenario, WHEELS, weather.going(state, side))
    path = [cell]
    while costs[cell]:
        around = state.scenario.board.grid.neighbours[cell]
        cell = min(at for at in around if at and costs[at] + prices[at].get(cell, FAR) == costs[cell])
        path.append(cell)
    return tuple(reversed(path))


def _cuts(state: State, side: str, path: tuple[Cell, ...]) -> tuple[Cut, ...]:
    """The hexes of a way that enemies close, and who does it.  [8.2, 8.6]"""
    enemies, in_zones = closed(state, side)
    cuts: list[Cut] = []
    for cell in path:
        if enemies >> cell & 1:
            here = tuple(u.number for u in state.forces.at(cell) if state.bonds.at_war(side, u.side))
            cuts.append(Cut(cell, "enemy", here))
        elif in_zones >> cell & 1:
            cuts.append(Cut(cell, "zone", zones.covering(state, side, cell)))
    return tuple(cuts)
