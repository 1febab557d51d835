"""The map of the proving ridge, drawn in letters and heights; `python -m tests.library.proving_ridge` writes it."""

from game.hexes import Grid
from game.library.write import write_tmx
from game.model.board import Board, Crossing, Place, River, both
from game.paths import scenarios
from tests.library.proving_ground import Road, drawn, joined

GROUND = """
m b b h s i s h b b m m .
b b h h s i s h h b b m m
b h h s s i s s h b m m b
b h s s i i s h h b b b b
h h s s i t s h b b h h b
h s s s i i s h b h h s h
h h s s i t i s h h s s h
b h h s s i i s s h h h b
b b h s s i i s h h b b b
m b h h s s i s s h h b m
m m b h h s i s h b b m m
"""
HEIGHTS = """
15 14 13 12 11 10 11 12 13 14 15 16  0
15 14 13 11 10 10 11 12 13 14 15 16 16
14 13 12 11 10 10 10 11 12 14 15 15 15
14 13 11 10 10  9 10 11 13 14 14 14 14
13 12 11 10  9  9 10 12 14 14 13 13 14
12 11 10 10  9  9 10 12 14 13 12 12 13
12 12 11 10  9  9  9 11 13 13 12 12 13
13 12 11 10 10  9  9 10 12 13 13 13 14
14 13 12 11 10  9  9 10 11 12 13 14 14
15 14 12 11 10 10  9 10 11 12 13 14 15
15 15 13 12 11 10  9 10 12 13 14 15 16
"""
PLACES = (
    ("upper", "Upper hamlet", 6, 2, "village", 3, 1),
    ("middle", "Middle hamlet", 6, 5, "village", 2, 1),
    ("lower", "Lower hamlet", 5, 8, "village", 3, 1),
    ("knoll", "The Knoll", 8, 5, "camp", 3, 1),
    ("tower", "Watchtower", 2, 5, "fort", 3, -1),
    ("north-gate", "North gate", 5, 1, "camp", 3, 0),
    ("west-gate", "West gate", 1, 5, "camp", 3, 0),
    ("south-gate", "South gate", 5, 9, "camp", 3, 0),
    ("east-gate", "East gate", 11, 4, "camp", 3, 0),
)
ENTRIES = (
    ("north", "North, up the valley", 5, 0),
    ("west", "West, over the saddle", 0, 6),
    ("south", "South, down the valley", 6, 10),
    ("east", "East, to the frontier", 12, 5),
)
ROADS: tuple[Road, ...] = (
    ("track", ((5, 0), (6, 2), (6, 5), (5, 8), (6, 10))),
    ("track", ((0, 6), (2, 5), (6, 5))),
    ("track", ((6, 5), (8, 6), (12, 5))),
)


def board() -> Board:
    """The proving ridge: a valley of one kilometre hexes between heights, with a stream, four ways out and a knoll."""
    grid, terrain = drawn(GROUND)
    links = joined(grid, ROADS)
    stream = River("minor", "Obdara", 3)
    rivers = {
        side: stream
        for row in range(grid.height)
        for direction in (1, 2)
        for side in both((grid.cell(4, row), direction), grid)
    }
    crossings = {side: Crossing("bridge", "Log bridge") for side in sorted(rivers) if side in links}
    for side in both((grid.cell(9, 5), grid.direction(grid.cell(9, 5), grid.cell(10, 5))), grid):
        crossings[side] = Crossing("pass", "The Saddle", 1560)
    return Board(
        grid,
        1,
        terrain,
        rivers,
        crossings,
        links,
        frontier=frozenset(side for row in range(grid.height) for side in both((grid.cell(12, row), 2), grid)),
        places=tuple(Place(i, n, grid.cell(c, r), kind, rank, loyalty) for i, n, c, r, kind, rank, loyalty in PLACES),
        entries=tuple(Place(i, n, grid.cell(c, r), "entry") for i, n, c, r in ENTRIES),
        levels=_heights(grid),
    )


def _heights(grid: Grid) -> tuple[int, ...]:
    levels = [0] * grid.size
    for row, heights in enumerate(HEIGHTS.strip().splitlines()):
        for column, height in enumerate(heights.split()):
            levels[grid.cell(column, row)] = int(height)
    return tuple(levels)


if __name__ == "__main__":
    (scenarios() / "proving-ridge" / "map.tmx").write_text(write_tmx(board()), encoding="utf-8")
