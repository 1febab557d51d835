"""The grid against plain geometry: every fast answer about cells and cell sets is asked a second time, slowly."""

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.hexes import DIRECTIONS, NO_CELL, Grid, cells_of, opposite, set_of
from tests.hexes.plain import Hex, around, neighbour, rings

SIZES = st.tuples(st.integers(1, 9), st.integers(1, 9))


def hexes(grid: Grid) -> list[Hex]:
    """All columns and rows of a field."""
    return [(column, row) for column in range(grid.width) for row in range(grid.height)]


@st.composite
def fields(draw: st.DrawFn) -> tuple[Grid, set[Hex]]:
    """A field and some of its hexes."""
    grid = Grid(*draw(SIZES))
    bits = draw(st.integers(0, (1 << grid.width * grid.height) - 1))
    return grid, {at for number, at in enumerate(hexes(grid)) if bits >> number & 1}


def marked(grid: Grid, chosen: set[Hex]) -> int:
    """The cell set of these hexes."""
    return set_of(grid.cell(*at) for at in chosen)


def read(grid: Grid, cells: int) -> set[Hex]:
    """The hexes of a cell set."""
    return {grid.column_row(cell) for cell in cells_of(cells)}


@given(SIZES)
def test_every_hex_has_its_own_number_and_no_guard_has_one(size: tuple[int, int]) -> None:
    grid = Grid(*size)
    numbers = [grid.cell(*at) for at in hexes(grid)]
    assert len(set(numbers)) == len(numbers) and NO_CELL not in numbers
    assert grid.all == set_of(numbers) == grid.even | grid.odd
    assert not grid.even & grid.odd
    assert [grid.column_row(cell) for cell in numbers] == hexes(grid)
    assert [cell for cell in range(-1, grid.size + 2) if grid.has(cell)] == sorted(numbers)
    assert all(grid.neighbours[cell] == () for cell in range(grid.size) if not grid.has(cell))


@given(SIZES)
def test_steps_are_those_of_plain_geometry_and_lead_back(size: tuple[int, int]) -> None:
    grid = Grid(*size)
    field = set(hexes(grid))
    for at in field:
        here = grid.cell(*at)
        for direction in DIRECTIONS:
            expected = neighbour(at, direction)
            there = grid.step(here, direction)
            if expected not in field:
                assert there == NO_CELL
                continue
            assert grid.column_row(there) == expected
            assert grid.step(there, opposite(direction)) == here
            assert grid.direction(here, there) == direction
            assert grid.adjacent(here, there) and grid.adjacent(there, here)
        assert not grid.adjacent(here, here) and not grid.adjacent(here, NO_CELL)


@given(fields())
def test_sets_and_their_cells(drawn: tuple[Grid, set[Hex]]) -> None:
    grid, chosen = drawn
    cells = marked(grid, chosen)
    listed = list(cells_of(cells))
    assert listed == sorted(listed), "lowest number first, so that equal sets are walked alike"
    assert set_of(reversed(listed)) == cells
    assert read(grid, cells) == chosen


@given(fields())
def test_shift_and_spread(drawn: tuple[Grid, set[Hex]]) -> None:
    grid, chosen = drawn
    field, cells = set(hexes(grid)), marked(grid, chosen)
    for direction in DIRECTIONS:
        assert read(grid, grid.shift(cells, direction)) == {neighbour(at, direction) for at in chosen} & field
    assert read(grid, grid.spread(cells)) == (chosen | {n for at in chosen for n in around(at)}) & field


@given(fields(), st.integers(0, 6))
def test_within_and_distance_are_rings(drawn: tuple[Grid, set[Hex]], radius: int) -> None:
    grid, chosen = drawn
    field = hexes(grid)
    for at in sorted(chosen)[:4]:
        steps = rings([at], field)
        here = grid.cell(*at)
        assert read(grid, grid.within(here, radius)) == {there for there in field if steps[there] <= radius}
        for there in field:
            assert grid.distance(here, grid.cell(*there)) == steps[there] == grid.distance(grid.cell(*there), here)


@given(fields(), st.randoms(use_true_random=False))
def test_flood_fills_what_hangs_together(drawn: tuple[Grid, set[Hex]], chance: random.Random) -> None:
    grid, passable = drawn
    sources = set(chance.sample(hexes(grid), min(2, grid.width * grid.height)))
    flooded = grid.flood(marked(grid, sources), marked(grid, passable))
    assert read(grid, flooded) == set(rings(sources, passable))


@settings(max_examples=10)
@given(SIZES, SIZES)
def test_grids_are_compared_by_size(one: tuple[int, int], other: tuple[int, int]) -> None:
    assert (Grid(*one) == Grid(*other)) == (one == other)
    assert hash(Grid(*one)) == hash(Grid(*one))


def _off(grid: Grid) -> Iterator[Hex]:
    yield from ((-1, 0), (0, -1), (grid.width, 0), (0, grid.height))


def test_what_is_off_the_field_is_an_error() -> None:
    grid = Grid(4, 3)
    for at in _off(grid):
        with pytest.raises(IndexError):
            grid.cell(*at)
    with pytest.raises(ValueError):
        grid.direction(grid.cell(0, 0), grid.cell(3, 0))
    for size in ((0, 3), (3, 0)):
        with pytest.raises(ValueError):
            Grid(*size)
    assert grid.label(grid.cell(0, 0)) == "0101" and grid.label(grid.cell(3, 2)) == "0403"
