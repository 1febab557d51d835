"""Hexes on the plane: where a cell lies in pixels of the map file, and which cell lies under a pixel.

Map pixels are those of the map file: hexes 64 wide and 56 high, columns 48 apart, odd columns 28 lower.
"""

from collections.abc import Iterator

from game.hexes import NO_CELL, Cell, CellSet, Grid, cells_of

WIDE, HIGH, ACROSS = 64, 56, 48
CORNERS: tuple[tuple[int, int], ...] = ((-16, -28), (16, -28), (32, 0), (16, 28), (-16, 28), (-32, 0))
"""Corners of a hex from its centre, clockwise from the north-west: side `d` runs from corner d to d + 1."""

Spot = tuple[float, float]


def size(grid: Grid) -> tuple[int, int]:
    """Return width and height of the whole field in map pixels."""
    return ACROSS * grid.width + 16, HIGH * grid.height + HIGH // 2


def centre(grid: Grid, cell: Cell) -> tuple[int, int]:
    """Return the middle of a hex in map pixels."""
    column, row = grid.column_row(cell)
    return ACROSS * column + 32, HIGH * row + 28 + 28 * (column & 1)


def corners(grid: Grid, cell: Cell) -> list[tuple[int, int]]:
    """Return the six corners of a hex in map pixels."""
    x, y = centre(grid, cell)
    return [(x + dx, y + dy) for dx, dy in CORNERS]


def side(grid: Grid, cell: Cell, direction: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the two ends of a hexside in map pixels."""
    x, y = centre(grid, cell)
    (ax, ay), (bx, by) = CORNERS[direction], CORNERS[(direction + 1) % 6]
    return (x + ax, y + ay), (x + bx, y + by)


def cell_at(grid: Grid, x: float, y: float) -> Cell:
    """Return the cell under a point in map pixels, or NO_CELL off the field."""
    guess = round((x - 32) / ACROSS)
    best, nearest = NO_CELL, 1e18
    for column in (guess - 1, guess, guess + 1):
        if not 0 <= column < grid.width:
            continue
        row = round((y - 28 - 28 * (column & 1)) / HIGH)
        if not 0 <= row < grid.height:
            continue
        dx, dy = x - (ACROSS * column + 32), y - (HIGH * row + 28 + 28 * (column & 1))
        far = dx * dx + dy * dy
        if far < nearest and abs(dx) <= 32 and abs(dy) <= 28 and abs(dx) * 28 + abs(dy) * 16 <= 32 * 28 + 8:
            best, nearest = grid.cell(column, row), far
    return best


def borders(grid: Grid, cells: CellSet) -> Iterator[tuple[Cell, int]]:
    """Yield every hexside between the set and the rest."""
    for cell in cells_of(cells):
        for direction, there in enumerate(grid.neighbours[cell]):
            if there == NO_CELL or not cells >> there & 1:
                yield cell, direction


def loops(grid: Grid, cells: CellSet) -> list[list[tuple[int, int]]]:
    """Return the outlines of a set of cells as closed chains of corners in map pixels."""
    after: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for cell, direction in borders(grid, cells):
        first, last = side(grid, cell, direction)
        after.setdefault(first, []).append(last)
    chains: list[list[tuple[int, int]]] = []
    while after:
        start = next(iter(after))
        chain, here = [start], start
        while here in after:
            ends = after[here]
            here = ends.pop()
            if not ends:
                del after[chain[-1]]
            chain.append(here)
            if here == start:
                break
        chains.append(chain)
    return chains
