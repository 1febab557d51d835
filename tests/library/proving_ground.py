"""The map of the proving ground, drawn in letters; `python -m tests.library.proving_ground` writes it to its folder."""

import itertools
from collections.abc import Sequence

from game.hexes import Cell, Grid, set_of
from game.library.write import write_tmx
from game.model.board import Board, Crossing, Hexside, Place, River, both
from game.paths import scenarios

Road = tuple[str, tuple[tuple[int, int], ...]]
"""A kind, and the stops by column and row."""

LETTERS = {
    "i": "irrigated",
    "s": "steppe",
    "h": "hills",
    "b": "broken",
    "t": "tugai",
    "m": "mountain",
    "H": "high",
    ".": "",
}
GROUND = """
s s h b m H H H m b h s s
s s h b m m H m m b h s s
s s s h b m m m b h s s i
s i s h h b m b h s s i i
i i s s h b b b h s i i s
i i s s s h b h s s i i s
s i i s s h h h s i i s s
s s t t s s h s s t i s s
s s t i t s s s t t i s h
h s i i t s s h s s s h b
h h s i i s h b b s h b .
"""
PLACES = (
    ("kala", "Kala", 3, 5, "fort", 1, -1),
    ("bazar", "Bazar", 7, 5, "town", 1, 1),
    ("chashma", "Chashma", 10, 5, "town", 2, 1),
    ("guzar", "Guzar", 3, 9, "town", 2, -1),
    ("kishlak", "Kishlak", 6, 3, "village", 3, 2),
    ("pushta", "Pushta", 7, 8, "town", 3, 2),
    ("ridge", "Ridge camp", 5, 4, "camp", 3, 0),
    ("shore", "Shore camp", 8, 6, "camp", 3, 0),
    ("fold", "Sheepfold", 1, 1, "camp", 3, 0),
    ("burj", "Burj", 11, 2, "fort", 2, 1),
    ("orchard", "Orchard", 10, 2, "camp", 3, 0),
    ("pier", "Pier", 9, 6, "village", 3, -1),
    ("gully", "Gully", 5, 6, "camp", 3, 0),
    ("thicket", "Thicket", 9, 7, "camp", 3, 0),
    ("spur", "Spur", 5, 3, "camp", 3, 0),
)
ENTRIES = (
    ("west-road", "West road", 0, 5),
    ("landing", "Landing", 3, 10),
    ("north-pass", "North pass", 6, 0),
    ("east-track", "East track", 12, 4),
    ("south-track", "South track", 7, 10),
    ("river-mouth", "River mouth", 9, 10),
)
ROADS: tuple[Road, ...] = (
    ("road", ((0, 5), (3, 5), (7, 5), (10, 5))),
    ("track", ((10, 5), (12, 4))),
    ("track", ((6, 0), (6, 3), (7, 5))),
    ("track", ((3, 10), (3, 9), (3, 5))),
    ("track", ((3, 9), (7, 8), (7, 10))),
    ("track", ((7, 8), (10, 5))),
)


def board() -> Board:
    """The proving ground: every terrain, every crossing, both rivers, roads, tracks, a frontier and two regions."""
    grid, terrain = drawn(GROUND)
    links = joined(grid, ROADS)
    rivers = {
        side: River(kind, name, rank)
        for column, kind, name, rank in ((4, "minor", "Soy", 3), (8, "major", "Darya", 1))
        for row in range(grid.height)
        for direction in (1, 2)
        for side in both((grid.cell(column, row), direction), grid)
    }
    return Board(
        grid,
        8,
        terrain,
        rivers,
        _crossings(grid, links, rivers),
        links,
        frozenset(side for row in (8, 9) for d in (2, 3) for side in both((grid.cell(11, row), d), grid)),
        tuple(Place(i, name, grid.cell(c, r), kind, rank, loyalty) for i, name, c, r, kind, rank, loyalty in PLACES),
        tuple(Place(i, name, grid.cell(c, r), "entry") for i, name, c, r in ENTRIES),
        {
            "hills": set_of(grid.cell(c, r) for c in (5, 6, 7) for r in range(5)),
            "steppe": grid.within(grid.cell(7, 8), 2),
            "corner": grid.within(grid.cell(12, 9), 1),
        },
        (67_000_000, 68_000_000, 38_000_000, 39_000_000),
    )


def drawn(picture: str) -> tuple[Grid, tuple[str, ...]]:
    """The grid and the ground of a picture in letters, a line for each row."""
    rows = [line.split() for line in picture.strip().splitlines()]
    grid = Grid(len(rows[0]), len(rows))
    terrain = [""] * grid.size
    for row, letters in enumerate(rows):
        for column, letter in enumerate(letters):
            terrain[grid.cell(column, row)] = LETTERS[letter]
    return grid, tuple(terrain)


def joined(grid: Grid, roads: Sequence[Road]) -> dict[Hexside, str]:
    """Roads and tracks by hexside: each from stop to stop by the shortest way, the first named where two meet."""
    links: dict[Hexside, str] = {}
    for kind, stops in roads:
        for start, end in itertools.pairwise(stops):
            for here, there in _way(grid, grid.cell(*start), grid.cell(*end)):
                for side in both((here, grid.direction(here, there)), grid):
                    links.setdefault(side, kind)
    return links


def _way(grid: Grid, here: Cell, there: Cell) -> list[tuple[Cell, Cell]]:
    steps = []
    while here != there:
        beside = [cell for cell in grid.neighbours[here] if cell]
        following = min(beside, key=lambda cell: (grid.distance(cell, there), cell))
        steps.append((here, following))
        here = following
    return steps


def _crossings(grid: Grid, links: dict[Hexside, str], rivers: dict[Hexside, River]) -> dict[Hexside, Crossing]:
    """A bridge where the road crosses the lesser river, a ford and a ferry over the greater, a pass to the north."""
    found: dict[Hexside, Crossing] = {}
    for side, river in sorted(rivers.items()):
        if links.get(side) == "road":
            found[side] = Crossing("bridge", "Old bridge") if river.kind == "minor" else Crossing("ford", "Wide ford")
        elif side in links and river.kind == "major":
            found[side] = Crossing("ferry", "Ferry")
    for side in both((grid.cell(6, 1), 3), grid):
        found[side] = Crossing("pass", "Sheep pass", 2900)
    return found


if __name__ == "__main__":
    (scenarios() / "proving-ground" / "map.tmx").write_text(write_tmx(board()), encoding="utf-8")
