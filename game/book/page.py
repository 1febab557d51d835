"""What the book is made of: parts of blocks, read from a chapter of the rules or from a text of `assets/book`.

A text begins with its title after `# `.  `## ` begins a heading, `- ` an item, four spaces a line of a picture that
stands as it is; other lines that follow one another are a paragraph.  `**words**` are names that the text explains.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

_CLAUSE = re.compile(r"(\d+\.\d+)\s+(.*)")
_TITLE = re.compile(r"Chapter (\d+)\.\s+(.*)\.")
_STAY = "    "


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running words."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One of a list, or a word and what it means."""

    text: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the rules and its number."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Lines that stand as they are: a map in letters, or what the game said."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table printed from the charts: the first column is of words, the others are of figures or short words."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


Block: TypeAlias = Paragraph | Heading | Item | Clause | Picture | Table


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the book: the word that finds it, its number (0 but for chapters), its title and what it says."""

    name: str
    number: int
    title: str
    blocks: tuple[Block, ...]


def chapter(name: str, words: str, tables: tuple[Table, ...] = ()) -> Part:
    """A chapter of the rules, with its tables.  Raises ValueError if the words do not begin as a chapter does."""
    first, _, body = words.strip().partition("\n")
    found = _TITLE.fullmatch(first)
    if found is None:
        raise ValueError(f"{name} does not begin as a chapter: {first!r}")
    blocks: list[Block] = []
    for line in body.splitlines():
        clause = _CLAUSE.fullmatch(line)
        last = blocks[-1] if blocks else None
        if clause is not None:
            blocks.append(Clause(clause[1], " ".join(clause[2].split())))
        elif line.strip() and isinstance(last, Clause):
            blocks[-1] = Clause(last.number, f"{last.text} {' '.join(line.split())}")
    return Part(name, int(found[1]), found[2], (*blocks, *tables))


def text(name: str, words: str) -> Part:
    """A part of the book that is written out."""
    title, _, body = words.partition("\n")
    return Part(name, 0, title.removeprefix("#").strip(), tuple(_blocks(body)))


def _blocks(body: str) -> Iterator[Block]:
    lines = list(enumerate(body.splitlines()))
    for kind, run in groupby(_kinds(lines), key=lambda one: one[0]):
        words = [line for _, line in run]
        if kind == "picture":
            while words and not words[-1].strip():
                words.pop()
            yield Picture(tuple(line.removeprefix(_STAY).rstrip() for line in words))
        elif kind == "heading":
            yield from (Heading(line.removeprefix("##").strip()) for line in words)
        elif kind.startswith("item"):
            yield Item(" ".join(" ".join(words).removeprefix("- ").split()))
        elif kind.startswith("paragraph"):
            yield Paragraph(" ".join(" ".join(words).split()))


def _kinds(lines: list[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """Each line with the block it belongs to; empty lines belong to a picture that they stand in."""
    kind = ""
    for number, line in lines:
        if line.startswith(_STAY) and not kind.startswith("item"):
            kind = "picture"
        elif not line.strip():
            kind = "picture" if kind == "picture" else ""
        elif line.startswith("## "):
            kind = "heading"
        elif line.startswith("- "):
            kind = f"item {number}"
        elif kind in ("", "picture", "heading"):
            kind = f"paragraph {number}"
        yield kind, line
