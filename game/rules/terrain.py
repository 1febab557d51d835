"""Chapter 1. The ground.

1.1  To enter a hex costs movement points by its terrain and the class of the unit: foot, horse (light horse as
     horse, with a longer allowance) or wheels.  Where the chart has no figure the class may not enter.
1.2  A road, or a hex with a town, costs the same two points for everyone and undoes the terrain and a small
     river.  A road undoes a pass as well: post roads have bridges and cuttings.
1.3  A track halves the terrain, rounding up, with a least price; some ground is open to horse or wheels by
     track only.
1.4  A river on the hexside adds points, more in spate.  By a bridge, a ferry, or a ford that is not in spate a
     great river costs what a small one does, and a small one nothing.
1.5  A pass on the hexside adds points and is closed to wheels.
1.6  Mountaineers have their own prices in the mountains.
1.7  Boats keep to the great rivers, those of the first rank: from a hex on a bank to the next, at scales that give
     them points.
1.8  Mud makes soft ground dearer.
1.9  In a season of snow the high mountains are closed but across a pass; when snow drifts, passes are closed too,
     and high and broken ground to wheels.
1.10  A crest on the hexside, where heights are counted, adds points for each step up or down.
1.11  Where guides hold a ford open in spate, their side crosses it as an open ford.
"""

from typing import NamedTuple

from game.hexes import DIRECTIONS, Cell, CellSet
from game.hexes.search import Steps
from game.model.board import Board, Crossing, Hexside, River
from game.model.charts import Ground, SideCost, Terrain
from game.model.scenario import Scenario

Mover = tuple[str, bool]
"""How a unit moves: its class (foot, horse, wheeled, river) and whether it is a mountaineer."""


class Going(NamedTuple):
    """What season, weather and water make of the ground for a side.

    `spate` is empty, great or all; `snow` closes the high mountains, `drifts` the passes; `fords` are hexsides, under
    both of their names, where guides lead the side through a river in spate.
    """

    spate: str = ""
    mud: bool = False
    snow: bool = False
    drifts: bool = False
    fords: tuple[Hexside, ...] = ()


def steps(scenario: Scenario, mover: Mover, going: Going) -> Steps:
    """The step table of a kind of mover under a sky: by cell, the ways out with their points.  [1.1]"""
    if going.fords:
        return scenario.remembered(("steps", mover, going), lambda: _with_fords(scenario, mover, going))
    return scenario.remembered(
        ("steps", mover, going),
        lambda: tuple(
            _ways_out(scenario, mover, going, cell) if scenario.board.ground >> cell & 1 else ()
            for cell in range(scenario.board.grid.size)
        ),
    )


def _ways_out(scenario: Scenario, mover: Mover, going: Going, cell: Cell) -> tuple[tuple[Cell, int], ...]:
    board = scenario.board
    return tuple(
        (there, cost)
        for direction in DIRECTIONS
        if (there := board.grid.step(cell, direction)) and board.terrain[there]
        if (cost := price(scenario, mover, going, cell, direction)) is not None
    )


def _with_fords(scenario: Scenario, mover: Mover, going: Going) -> Steps:
    """The usual table but for the hexes at the fords that guides hold open.  [1.11]"""
    table = list(steps(scenario, mover, going._replace(fords=())))
    for cell, _ in going.fords:
        table[cell] = _ways_out(scenario, mover, going, cell)
    return tuple(table)


def prices(scenario: Scenario, mover: Mover, going: Going) -> tuple[dict[Cell, int], ...]:
    """The same table for looking one step up: by cell, points by neighbour."""

    def table() -> tuple[dict[Cell, int], ...]:
        ways_out = steps(scenario, mover, going)
        if not going.fords:
            return tuple(dict(ways) for ways in ways_out)
        usual = list(prices(scenario, mover, going._replace(fords=())))
        for cell, _ in going.fords:
            usual[cell] = dict(ways_out[cell])
        return tuple(usual)

    return scenario.remembered(("prices", mover, going), table)


def price(scenario: Scenario, mover: Mover, going: Going, cell: Cell, direction: int) -> int | None:
    """Points to step from a hex in a direction, or None where there is no way.  [25.24, 1.1 to 1.11]"""
    board, chart = scenario.board, scenario.charts.terrain
    movement, mountaineer = mover
    there = board.grid.step(cell, direction)
    if movement == "river":
        return _by_water(scenario, cell, there)
    link = board.links.get((cell, direction), "")
    crossing = board.crossings.get((cell, direction))
    land = chart.ground[board.terrain[there]]
    on_road = link == "road" or board.town_at(there) is not None
    by_pass = over_pass(board, cell, direction)
    if _snowed_up(land, movement, going, over_pass=by_pass, on_road=on_road):
        return None
    cost = chart.road if on_road else _entering(chart, land, movement, mountaineer, link, mud=going.mud)
    if cost == 0:
        return None
    river = board.rivers.get((cell, direction))
    if river is not None:
        guided = (cell, direction) in going.fords
        over = _over_water(chart, river, crossing, movement, going.spate, road=on_road, guided=guided)
        if over < 0:
            return None
        cost += over
    if by_pass:
        over = _cost(chart.sides["pass"], movement, flooded=False)
        if over < 0:
            return None
        cost += over
    if board.levels and link != "road" and (river is not None or (cell, direction) not in going.fords):
        cost += abs(board.climb(cell, direction)) * _cost(chart.sides["crest"], movement, flooded=False)
    return cost


def over_pass(board: Board, cell: Cell, direction: int) -> bool:
    """Whether a step leads over a pass; a post road does not.  [1.2, 1.5]"""
    crossing = board.crossings.get((cell, direction))
    return crossing is not None and crossing.kind == "pass" and board.links.get((cell, direction), "") != "road"


def _snowed_up(land: Ground, movement: str, going: Going, *, over_pass: bool, on_road: bool) -> bool:
    """Whether snow closes the step.  [1.9]"""
    if over_pass and going.drifts:
        return True
    if on_road:
        return False
    if land.snowbound and going.snow and not over_pass:
        return True
    return land.drifts and going.drifts and movement == "wheeled"


def _entering(chart: Terrain, ground: Ground, movement: str, mountaineer: bool, link: str, *, mud: bool) -> int:
    """Points for the ground itself, halved on a track; 0 is closed.  [1.1, 1.3, 1.6, 1.8]"""
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
    if mud and open_cost:
        soft = {"wheeled": ground.mud_wheeled, "horse": ground.mud_horse}
        open_cost += soft.get(movement, ground.mud_foot)
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
    chart: Terrain, river: River, crossing: Crossing | None, movement: str, spate: str, *, road: bool, guided: bool
) -> int:
    """Points that water adds, -1 where it cannot be crossed.  [1.2, 1.4, 1.11]"""
    eased = guided or passable_water(river, crossing, spate)
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
    """The hexes on the banks of the rivers that carry boats."""
    cells = 0
    for (cell, _), river in board.rivers.items():
        if river.kind == "major" and river.rank == 1:
            cells |= 1 << cell
    return cells


def _by_water(scenario: Scenario, cell: Cell, there: Cell) -> int | None:
    """Points for a boat.  [1.7]"""
    wet: CellSet = scenario.remembered("banks", lambda: banks(scenario.board))
    return scenario.charts.terrain.road if wet >> cell & 1 and wet >> there & 1 else None
