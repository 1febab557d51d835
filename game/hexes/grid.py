"""A field of flat-top hexes, odd columns half a hex lower, and sets of its cells.

A hex has a *cell number*.  Columns lie one after the other and every column begins with a guard cell, as does
the field with a guard column on either side; so the six neighbours of any hex are valid numbers and differ
from it by six constants that depend only on whether its column is even or odd.

A *cell set* is one Python integer, bit = cell.  Union, intersection and difference are `|`, `&` and `& ~`;
`shift` and `spread` move a whole set at once.
"""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

Cell: TypeAlias = int
CellSet: TypeAlias = int

NO_CELL: Cell = 0
"""No hex at all: off the map.  It is a guard cell, so no hex ever has this number."""

N, NE, SE, S, SW, NW = range(6)
DIRECTIONS: tuple[int, ...] = (N, NE, SE, S, SW, NW)
NAMES: tuple[str, ...] = ("N", "NE", "SE", "S", "SW", "NW")


def opposite(direction: int) -> int:
    """The direction that looks back across the same hexside."""
    return (direction + 3) % 6


def cells_of(cells: CellSet) -> Iterator[Cell]:
    """The cells of a set, lowest number first."""
    while cells:
        low = cells & -cells
        yield low.bit_length() - 1
        cells ^= low


def set_of(cells: Iterable[Cell]) -> CellSet:
    """The set of these cells."""
    bits = 0
    for cell in cells:
        bits |= 1 << cell
    return bits


class Grid:
    """The frame of a map: `width` columns by `height` rows.  Compared by size; built once a map."""

    __slots__ = ("width", "height", "pitch", "size", "even", "odd", "all", "steps", "neighbours", "_columns", "_skews")

    def __init__(self, width: int, height: int) -> None:
        if width < 1 or height < 1:
            raise ValueError(f"a grid needs at least one column and one row, not {width} x {height}")
        self.width = width
        self.height = height
        self.pitch = height + 1
        self.size = (width + 2) * self.pitch + 1
        column = ((1 << height) - 1) << 1
        self.even: CellSet = sum(column << (c + 1) * self.pitch for c in range(0, width, 2))
        self.odd: CellSet = sum(column << (c + 1) * self.pitch for c in range(1, width, 2))
        self.all: CellSet = self.even | self.odd
        p = self.pitch
        self.steps: tuple[tuple[int, ...], tuple[int, ...]] = (
            (-1, p - 1, p, 1, -p, -p - 1),
            (-1, p, p + 1, 1, -p + 1, -p),
        )
        self._columns = tuple(cell // p - 1 for cell in range(self.size))
        self._skews = tuple(2 * (cell % p - 1) + (cell // p - 1 & 1) for cell in range(self.size))
        self.neighbours: tuple[tuple[Cell, ...], ...] = tuple(
            tuple(self._step(cell, d) for d in DIRECTIONS) if self.all >> cell & 1 else () for cell in range(self.size)
        )

    def _step(self, cell: Cell, direction: int) -> Cell:
        there = cell + self.steps[self._columns[cell] & 1][direction]
        return there if self.all >> there & 1 else NO_CELL

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Grid) and (self.width, self.height) == (other.width, other.height)

    def __hash__(self) -> int:
        return self.width * 65_537 + self.height

    def cell(self, column: int, row: int) -> Cell:
        """The cell at a column and row, both from 0 at the north-west.  Raises IndexError off the field."""
        if not (0 <= column < self.width and 0 <= row < self.height):
            raise IndexError(f"column {column}, row {row} is off a field of {self.width} x {self.height}")
        return (column + 1) * self.pitch + row + 1

    def column_row(self, cell: Cell) -> tuple[int, int]:
        """Column and row of a cell."""
        return cell // self.pitch - 1, cell % self.pitch - 1

    def has(self, cell: Cell) -> bool:
        """Whether the number is a hex of the field, not a guard."""
        return cell >= 0 and bool(self.all >> cell & 1)

    def label(self, cell: Cell) -> str:
        """The printed number of a hex: two digits of column, two of row, both from 1."""
        column, row = self.column_row(cell)
        return f"{column + 1:02d}{row + 1:02d}"

    def step(self, cell: Cell, direction: int) -> Cell:
        """The neighbour in a direction, or NO_CELL at the edge."""
        return self.neighbours[cell][direction]

    def direction(self, here: Cell, there: Cell) -> int:
        """The direction from a cell to its neighbour.  Raises ValueError if they do not touch."""
        return self.neighbours[here].index(there)

    def adjacent(self, here: Cell, there: Cell) -> bool:
        """Whether two different hexes share a side."""
        return there != NO_CELL and there in self.neighbours[here]

    def distance(self, here: Cell, there: Cell) -> int:
        """Steps between two hexes over open ground."""
        across = abs(self._columns[here] - self._columns[there])
        down = abs(self._skews[here] - self._skews[there])
        return across + (down - across + 1 >> 1) if down > across else across

    def shift(self, cells: CellSet, direction: int) -> CellSet:
        """Every cell of the set moved one step; what leaves the field is dropped."""
        even, odd = self.steps[0][direction], self.steps[1][direction]
        return (_moved(cells & self.even, even) | _moved(cells & self.odd, odd)) & self.all

    def spread(self, cells: CellSet) -> CellSet:
        """The set and all its neighbours."""
        p = self.pitch
        even = cells & self.even
        odd = cells & self.odd
        beside = even | even >> 1 | odd | odd << 1
        return (cells | cells << 1 | cells >> 1 | beside << p | beside >> p) & self.all

    def within(self, cell: Cell, radius: int) -> CellSet:
        """All hexes at most `radius` steps away, the hex itself among them."""
        cells = 1 << cell
        for _ in range(radius):
            cells = self.spread(cells)
        return cells

    def flood(self, sources: CellSet, passable: CellSet) -> CellSet:
        """All cells that can be reached from the sources through passable cells; sources must be passable."""
        seen = edge = sources & passable
        while edge:
            edge = self.spread(edge) & passable & ~seen
            seen |= edge
        return seen


def _moved(cells: CellSet, by: int) -> CellSet:
    return cells << by if by >= 0 else cells >> -by
