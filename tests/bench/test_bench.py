"""The bench: figures with their yardstick, in a table and as JSON."""

import pytest

from game import library
from game.study import bench
from game.study.yardstick import COLUMNS, ROWS, field, walk


def test_the_yardstick_walks_the_whole_field() -> None:
    ways = field()
    assert len(ways) == COLUMNS * ROWS == 1440
    assert sum(len(way) for way in ways) % 2 == 0
    assert max(map(len, ways)) == 6
    assert walk(ways) == 53


def test_core_figures_have_values_and_a_yardstick() -> None:
    figures = bench.core_figures(library.load(bench.SCENARIO), 1)
    names = {figure.name for figure in figures}
    assert {"a new turn: sky, bread, rest", "sight after a march", "supply of all sides"} <= names
    assert {"games, Recruit against Recruit", "reach of a unit", "forecast of an attack"} <= names
    for figure in figures:
        assert figure.value > 0
        assert figure.yardstick_us > 0
        assert figure.scaled > 0


@pytest.mark.slow
def test_the_window_is_timed_on_the_dummy_driver() -> None:
    figures = {figure.unit: figure for figure in bench.window_figures(1)}
    assert {"ms", "s", "MB"} <= set(figures)
    assert figures["MB"].value < 300
