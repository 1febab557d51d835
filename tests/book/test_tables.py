"""Every number of the charts stands in a table of the book: change any one of them, and the book reads otherwise."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from game import book
from game.book.page import Table
from game.book.tables import BY_CHAPTER
from game.model.charts import Charts
from game.rules import CHAPTERS
from tests.sketch import charts

EXEMPT = {
    "units.types.*.glyph": "the picture of a counter",
    "terrain.ground.*.name": "the word by which a row is found",
}
"""What no table shows, and why."""

Change = Callable[[Any], Any]


def leaves(value: object, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object, Change]]:
    """Every figure, flag and word of a chart: where it stands, what it is, and how to remake all with another."""
    if is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            inner = getattr(value, one.name)
            for where, leaf, remake in leaves(inner, (*path, one.name)):
                yield where, leaf, lambda new, n=one.name, make=remake: replace(value, **{n: make(new)})
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            for where, leaf, remake in leaves(inner, (*path, str(key))):
                yield where, leaf, lambda new, k=key, make=remake: {**value, k: make(new)}
    elif isinstance(value, tuple):
        for place, inner in enumerate(value):
            for where, leaf, remake in leaves(inner, (*path, str(place))):
                yield where, leaf, lambda new, n=place, make=remake: (*value[:n], make(new), *value[n + 1 :])
    elif value is not None:
        yield path, value, lambda new: new


def other(value: object) -> object:
    """Another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if isinstance(value, frozenset):
        return value ^ {"scout"}
    return f"{value} otherwise"


def exempt(path: tuple[str, ...]) -> bool:
    """Whether a reason is written down why no table shows it."""
    return any(
        len(path) == len(parts) and all(asked in ("*", part) for asked, part in zip(parts, path, strict=True))
        for parts in (tuple(name.split(".")) for name in EXEMPT)
    )


def printed(shown: Charts) -> list[Table]:
    """All tables of the book."""
    return [make(shown) for makers in BY_CHAPTER.values() for make in makers]


def test_every_number_of_the_charts_stands_in_a_table() -> None:
    shipped = charts()
    before = printed(shipped)
    figures = [(path, leaf, remake) for path, leaf, remake in leaves(shipped) if isinstance(leaf, int | frozenset)]
    assert len(figures) > 500
    missing = []
    for path, leaf, remake in figures:
        if not exempt(path) and printed(remake(other(leaf))) == before:
            missing.append(".".join(path))
    assert missing == []


def test_every_exemption_is_of_something() -> None:
    there = {path for path, _, _ in leaves(charts())}
    for name in EXEMPT:
        parts = name.split(".")
        assert any(
            len(path) == len(parts) and all(a in ("*", b) for a, b in zip(parts, path, strict=True)) for path in there
        ), name


def test_tables_belong_to_chapters() -> None:
    assert set(BY_CHAPTER) <= set(CHAPTERS)
    for part in book.chapters(charts()):
        tables = [block for block in part.blocks if isinstance(block, Table)]
        assert len(tables) == len(BY_CHAPTER.get(part.name, ()))


def test_no_table_is_wider_than_a_page() -> None:
    for table in printed(charts()):
        for line in book.tabled(table):
            assert len(line) <= book.WIDTH - 2, line
        assert all(len(row) == len(table.heads) for row in table.rows)


def test_chances_are_those_of_the_design() -> None:
    """Thrown back and driven off in 36, as core.md prints them for 1:3 to 6:1."""
    table = next(t for t in printed(charts()) if t.title == "What the columns are worth")
    by_odds = {row[0].split()[-1]: row for row in table.rows}
    off = {"1:3": 0, "1:2": 1, "2:3": 3, "1:1": 6, "3:2": 10, "2:1": 15, "3:1": 21, "4:1": 26, "5:1": 30, "6:1": 33}
    for odds, ways in off.items():
        assert by_odds[odds][2] == f"{(ways * 100 + 18) // 36}%"
    assert by_odds["1:1"][4:] == ("8.5%", "5.3%")


def test_slipping_away_is_likelier_in_the_mountains_than_between_two_columns() -> None:
    table = next(t for t in printed(charts()) if t.title == "Slipping away")
    assert table.rows[0][1:] == ("7+ 58%", "8+ 42%", "10+ 17%", "9+ 28%", "11+ 8%")
    assert table.rows[-1][1] == "5+ 83%"
