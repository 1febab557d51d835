"""The map of the mirror, drawn in letters for its western half; `python -m tests.library.mirror` writes it."""

from game.hexes import Cell, Grid
from game.library.write import write_tmx
from game.model.board import Board, Crossing, Hexside, Place, River, both
from game.paths import scenarios
from tests.library.proving_ground import Road, drawn, joined

HALF = """
b h h s s s b b
h h s s s h b m
h s s s h h b b
s s i s s h h s
s i i s s s s s
s i i s s s h s
s s s s h h h h
i i s s s s s s
s s s h h s s s
h s s s h b h h
h s i s s h s s
s i i s s s s i
s s i s h s s i
h s s h b h s s
h h h b b b h h
"""
"""Columns 0 to 7: the last of them is its own reflection."""

ROWS = 15
LAST = 14
RIVER = 4
"""The column on whose eastern sides the western river runs."""

PLACES = (
    ("post", "post", 1, 7, "fort", 2),
    ("orchard", "orchard", 2, 11, "town", 3),
    ("farm", "farm", 2, 4, "village", 3),
    ("mill", "mill", 5, 4, "town", 3),
    ("upper-camp", "upper camp", 2, 6, "camp", 3),
    ("lower-camp", "lower camp", 2, 8, "camp", 3),
)
MIDDLE = (("centre", "Centre", 7, 7, "town", 1),)
SIDES = (("west", "West"), ("east", "East"))
ROADS: tuple[Road, ...] = (
    ("road", ((0, 7), (1, 7), (7, 7))),
    ("track", ((1, 7), (2, 11), (7, 11))),
    ("track", ((1, 7), (2, 4), (5, 4), (7, 4))),
)


def reflected(grid: Grid, cell: Cell) -> Cell:
    """The hex that another sees in the mirror."""
    column, row = grid.column_row(cell)
    return grid.cell(LAST - column, row)


def other(grid: Grid, side: Hexside) -> Hexside:
    """The hexside that another sees in the mirror."""
    return reflected(grid, side[0]), (6 - side[1]) % 6


def board() -> Board:
    """The mirror: two rivers, a town between them, a post on each side; east is west seen in a mirror."""
    grid, terrain = drawn("\n".join(_whole(row) for row in HALF.strip().splitlines()))
    half = joined(grid, ROADS)
    links = {**half, **{other(grid, side): kind for side, kind in half.items()}}
    stream = River("minor", "West Stream", 3)
    west = {
        side: stream
        for row in range(ROWS)
        for direction in (1, 2)
        for side in both((grid.cell(RIVER, row), direction), grid)
    }
    rivers = {**west, **{other(grid, side): River("minor", "East Stream", 3) for side in west}}
    return Board(
        grid,
        8,
        terrain,
        rivers,
        {side: Crossing("bridge", "Bridge") for side in sorted(rivers) if links.get(side) == "road"},
        links,
        places=(
            *(
                Place(f"{side}-{i}", f"{name} {kind_of}", _seen(grid, side, c, r), kind, rank)
                for side, name in SIDES
                for i, kind_of, c, r, kind, rank in PLACES
            ),
            *(Place(i, name, grid.cell(c, r), kind, rank) for i, name, c, r, kind, rank in MIDDLE),
        ),
        entries=tuple(Place(side, f"{name} road", _seen(grid, side, 0, 7), "entry") for side, name in SIDES),
    )


def _whole(row: str) -> str:
    letters = row.split()
    return " ".join([*letters, *reversed(letters[:-1])])


def _seen(grid: Grid, side: str, column: int, row: int) -> Cell:
    return grid.cell(column if side == "west" else LAST - column, row)


if __name__ == "__main__":
    (scenarios() / "mirror" / "map.tmx").write_text(write_tmx(board()), encoding="utf-8")
