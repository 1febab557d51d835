"""What stands in the book, in the order in which it is read."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from game import library, paths, umpire
from game.book.page import Paragraph, Part, Picture, Table, chapter, text
from game.book.setting import plain
from game.book.tables import BY_CHAPTER
from game.model.charts import Charts

BEFORE = ("first-things", "reading", "words")
"""The texts before the chapters."""

AFTER = ("example-charge", "example-ambush", "example-storm")
"""The texts behind them.  Those were written by the game: `pytest tests/golden --golden` plays them anew."""


def folder() -> Path:
    """Where the texts lie."""
    return paths.assets() / "book"


def parts(charts: Charts | None = None) -> tuple[Part, ...]:
    """The whole book, with the tables of some charts or of those that the game ships."""
    before = [_written(name) for name in BEFORE]
    after = [_written(name) for name in AFTER]
    body = chapters(charts)
    return (before[0], listing((*before, *body, *after)), *before[1:], *body, *after)


def chapters(charts: Charts | None = None) -> tuple[Part, ...]:
    """The chapters of the rules, each with its tables."""
    shown = library.charts(paths.assets() / "rules") if charts is None else charts
    return tuple(
        chapter(name, words, tuple(make(shown) for make in BY_CHAPTER.get(name, ())))
        for name, words in umpire.rulebook()
    )


def listing(listed: Sequence[Part]) -> Part:
    """The table of contents."""
    wide = max(len(part.title) for part in listed)
    rows = tuple(f"{part.number or '':>2}  {part.title:<{wide}}  {part.name}" for part in listed)
    how = "`dushanbe rules` and a chapter's number, or the word at the right, prints that part alone."
    return Part("contents", 0, "Contents", (Paragraph(how), Picture(rows)))


def find(book: Sequence[Part], asked: str) -> tuple[Part, ...]:
    """The parts that a number, a name or the beginning of words of a title mean; empty if none does."""
    wanted = asked.casefold().replace("_", " ").replace("-", " ").strip()
    if wanted.isdecimal():
        return tuple(part for part in book if part.number == int(wanted) and part.number)
    named = tuple(part for part in book if part.name.replace("_", " ").replace("-", " ") == wanted)
    return named or tuple(
        part
        for part in book
        if wanted and wanted in f"{part.name} {part.title}".casefold().replace("_", " ").replace("-", " ")
    )


@cache
def _written(name: str) -> Part:
    return text(name, (folder() / f"{name}.md").read_text(encoding="utf-8"))


def charted(charts: Charts) -> str:
    """All tables, chapter by chapter, as text."""
    bare = (replace(part, blocks=tuple(b for b in part.blocks if isinstance(b, Table))) for part in chapters(charts))
    return "\n\n".join(plain(part) for part in bare if part.blocks)
