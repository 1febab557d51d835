"""The book set for a terminal of some width, or as Markdown."""

import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import assert_never

from game.book.page import Block, Clause, Heading, Item, Paragraph, Part, Picture, Table

WIDTH = 100
"""The width of a page where there is no terminal to ask."""

HANG = 7
LONGEST = 16
"""What is longer is no figure."""

GAP = "  "


def plain(part: Part, width: int = WIDTH) -> str:
    """A part as text, wrapped to a width; tables and pictures keep their own."""
    title = f"{part.number}. {part.title}" if part.number else part.title
    lines = [title.upper(), "=" * len(title)]
    before: Block | None = None
    for block in part.blocks:
        listed = isinstance(block, Item) and isinstance(before, Item)
        lines += [*([] if listed else [""]), *_plain_block(block, width)]
        before = block
    return "\n".join(lines)


def _plain_block(block: Block, width: int) -> list[str]:
    match block:
        case Paragraph(text):
            return textwrap.wrap(_bare(text), width, break_on_hyphens=False)
        case Heading(text):
            return [text, "-" * len(text)]
        case Item(text):
            return textwrap.wrap(
                _bare(text), width, initial_indent="- ", subsequent_indent="  ", break_on_hyphens=False
            )
        case Clause(number, text):
            hang = " " * HANG
            return textwrap.wrap(text, width, initial_indent=number.ljust(HANG), subsequent_indent=hang)
        case Picture(lines):
            return [f"    {line}".rstrip() for line in lines]
        case Table():
            notes = [line for note in block.notes for line in textwrap.wrap(note, width - 2, break_on_hyphens=False)]
            return [block.title, *(f"  {line}".rstrip() for line in (*tabled(block), *notes))]
        case _:
            assert_never(block)


def tabled(table: Table) -> list[str]:
    """The heads and rows of a table: words to the left, figures to the right."""
    columns = list(zip(table.heads, *table.rows, strict=True))
    widths = [max(map(len, column)) for column in columns]
    figures = [bool(n) and of_figures(column[1:]) for n, column in enumerate(columns)]

    def line(row: Sequence[str]) -> str:
        cells = zip(row, widths, figures, strict=True)
        return GAP.join(cell.rjust(wide) if right else cell.ljust(wide) for cell, wide, right in cells).rstrip()

    return [line(table.heads), "-" * (sum(widths) + len(GAP) * (len(widths) - 1)), *map(line, table.rows)]


def of_figures(column: Sequence[str]) -> bool:
    """Whether most of a column are figures, and none a sentence."""
    told = [cell for cell in column if cell]
    figures = sum(bool(re.match(r"[-+−(]?\d|-$", cell)) for cell in told)
    return figures * 2 > len(told) and max(map(len, told)) <= LONGEST


def _bare(text: str) -> str:
    """The words without the marks of emphasis."""
    return re.sub(r"(\*\*?)(.+?)\1", r"\2", text)


def marked_down(part: Part) -> str:
    """A part as Markdown."""
    title = f"{part.number}. {part.title}" if part.number else part.title
    blocks = [f"## {title}", *("\n".join(_marked_block(block)) for block in part.blocks)]
    return "\n\n".join(blocks)


def _marked_block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text):
            yield text
        case Heading(text):
            yield f"### {text}"
        case Item(text):
            yield f"- {text}"
        case Clause(number, text):
            yield f"**{number}** {text}"
        case Picture(lines):
            yield from ("```text", *lines, "```")
        case Table():
            yield from (f"**{block.title}**", "")
            yield f"| {' | '.join(block.heads)} |"
            columns = list(zip(*block.rows, strict=True))
            yield "|---|" + "".join("--:|" if of_figures(column) else "---|" for column in columns[1:])
            yield from (f"| {' | '.join(row)} |" for row in block.rows)
            for note in block.notes:
                yield from ("", note)
        case _:
            assert_never(block)
