"""Chapter 1. The ground.

1.1  To enter a hex costs movement points by its terrain and the class of the unit: foot, horse (light horse as
     horse, with a longer allowance) or wheels.  Where the chart has no figure the class may not enter.
1.2  A road, or a hex with a town, costs the same two points for everyone and undoes the terrain and a minor
     river.  A road undoes a pass as well: post roads have bridges and cuttings.
1.3  A track halves the terrain, rounding up, with a least price; some ground is open to horse or wheels by
     track only.
1.4  A river on the hexside adds points, more in spate.  A bridge, a ferry, or a ford that is not in spate makes
     a major river as a minor one, and a minor one as nothing.
1.5  A pass on the hexside adds points and is closed to wheels.
1.6  Mountaineers have their own prices in the mountains.
1.7  Boats keep to great rivers: from a hex on the bank of a major river to the next, at scales that give them
     points.
"""

from game.hexes import DIRECTIONS, Cell, CellSet
from game.hexes.search import Steps
from game.model.board import Board, Crossing, River
from game.model.charts import Ground, SideCost, Terrain
from game.model.scenario import Scenario

Mover = tuple[str, bool]
"""How a unit moves: its class (foot, horse, wheeled, river) and whether it is a mountaineer."""


def steps(scenario: Scenario, mover: Mover, spate: str) -> Steps:
    """The step table of a kind of mover under a sky: by cell, the ways out with their points.  [1.1]"""

    def table() -> Steps:
        return tuple(
            tuple(
                (there, cost)
                for direction in DIRECTIONS
                if (there := scenario.board.grid.step(cell, direction)) and scenario.board.terrain[there]
                if (cost := price(scenario, mover, spate, cell, direction)) is not None
            )
            if scenario.board.ground >> cell & 1
            else ()
            for cell in range(scenario.board.grid.size)
        )

    return scenario.remembered(("steps", mover, spate), table)


def prices(scenario: Scenario, mover: Mover, spate: str) -> tuple[dict[Cell, int], ...]:
    """The same table for looking one step up: by cell, points by neighbour."""
    return scenario.remembered(
        ("prices", mover, spate), lambda: tuple(dict(ways) for ways in steps(scenario, mover, spate))
    )


def price(scenario: Scenario, mover: Mover, spate: str, cell: Cell, direction: int) -> int | None:
    """Points to step from a hex in a direction, or None where there is no way.  [1.1, 1.2, 1.3, 1.4, 1.5]"""
    board, chart = scenario.board, scenario.charts.terrain
    movement, mountaineer = mover
    there = board.grid.step(cell, direction)
    if movement == "river":
        return _by_water(scenario, cell, there)
    link = board.links.get((cell, direction), "")
    ground = _entering(chart, chart.ground[board.terrain[there]], movement, mountaineer, link)
    if board.town_at(there) is not None or link == "road":
        ground = chart.road
    if ground == 0:
        return None
    river = board.rivers.get((cell, direction))
    crossing = board.crossings.get((cell, direction))
    extra = 0
    if river is not None:
        road = link == "road" or board.town_at(there) is not None
        over = _over_water(chart, river, crossing, movement, spate, road=road)
        if over < 0:
            return None
        extra += over
    if crossing is not None and crossing.kind == "pass" and link != "road":
        over = _cost(chart.sides["pass"], movement, flooded=False)
        if over < 0:
            return None
        extra += over
    return ground + extra


def _entering(chart: Terrain, ground: Ground, movement: str, mountaineer: bool, link: str) -> int:
    """Points for the ground itself, halved on a track; 0 is closed.  [1.1, 1.3, 1.6]"""
    if movement == "wheeled":
        open_cost, on_track, least = ground.wheeled, ground.track_wheeled, chart.track_least_wheeled
    elif movement == "horse":
        open_cost, on_track, least = ground.horse, ground.track_horse, chart.track_least
        if mountaineer and ground.mountaineer_horse:
            open_cost = ground.mountaineer_horse
    else:
        open_cost, on_track, least = ground.foot, 0, chart.track_least
        if mountaineer and ground.mountaineer_foot:
            open_cost = ground.mountaineer_foot
    if link != "track":
        return open_cost
    return on_track or (max(least, open_cost + 1 >> 1) if open_cost else 0)


def in_spate(river: River, spate: str) -> bool:
    """Whether a river is in flood under a sky: all rivers, or the great ones (rank 1) alone."""
    return spate == "all" or (spate == "great" and river.rank == 1)


def passable_water(river: River, crossing: Crossing | None, spate: str) -> bool:
    """Whether a bridge, a ferry or an open ford leads over the water.  [1.4]"""
    if crossing is None:
        return False
    return crossing.kind in ("bridge", "ferry") or (crossing.kind == "ford" and not in_spate(river, spate))


def _over_water(
    chart: Terrain, river: River, crossing: Crossing | None, movement: str, spate: str, *, road: bool
) -> int:
    """Points that water adds, -1 where it cannot be crossed.  [1.2, 1.4]"""
    eased = passable_water(river, crossing, spate)
    kind = river.kind
    if eased or road:
        if kind == "minor" or (eased and road):
            return 0
        if eased:
            kind = "minor"
    return _cost(chart.sides[kind], movement, flooded=in_spate(river, spate) and not eased)


def _cost(side: SideCost, movement: str, *, flooded: bool) -> int:
    if movement == "wheeled":
        return side.spate_wheeled if flooded else side.wheeled
    if movement == "horse":
        return side.spate_horse if flooded else side.horse
    return side.spate_foot if flooded else side.foot


def banks(board: Board) -> CellSet:
    """The hexes on the banks of major rivers."""
    cells = 0
    for (cell, _), river in board.rivers.items():
        if river.kind == "major":
            cells |= 1 << cell
    return cells


def _by_water(scenario: Scenario, cell: Cell, there: Cell) -> int | None:
    """Points for a boat.  [1.7]"""
    wet: CellSet = scenario.remembered("banks", lambda: banks(scenario.board))
    return scenario.charts.terrain.road if wet >> cell & 1 and wet >> there & 1 else None
