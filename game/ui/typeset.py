"""The parts of the book as markup for the page of text: words as they flow, tables and maps in letters of one width."""

import html
import re
from collections.abc import Iterator
from typing import assert_never

from game import book
from game.ui.widgets import MONO

LEAST = 9


def markup(part: book.Part, wide: int, usual: int) -> str:
    """A part of the book for a page so many pixels wide; `usual` is the size of its letters."""
    title = f"Chapter {part.number}. {part.title}" if part.number else part.title
    said = f"<b>{html.escape(title)}</b>"
    before: book.Block | None = None
    for block in part.blocks:
        listed = isinstance(block, book.Item) and isinstance(before, book.Item)
        said += ("<br>" if listed else "<br><br>") + "".join(_block(block, wide, usual))
        before = block
    return said


def _block(block: book.Block, wide: int, usual: int) -> Iterator[str]:
    match block:
        case book.Paragraph(text):
            yield _words(text)
        case book.Heading(text):
            yield f"<b>{html.escape(text)}</b>"
        case book.Item(text):
            yield f"&nbsp;&nbsp;·&nbsp; {_words(text)}"
        case book.Clause(number, text):
            yield f"<b>{number}</b>&nbsp; {html.escape(text)}"
        case book.Picture(lines):
            yield _standing(list(lines), wide, usual)
        case book.Table():
            yield f"<b>{html.escape(block.title)}</b><br>{_standing(book.tabled(block), wide, usual)}"
            yield from (f"<br>{html.escape(note)}" for note in block.notes)
        case _:
            assert_never(block)


def _words(text: str) -> str:
    """Words with their marks of emphasis."""
    marked = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", html.escape(text))
    return re.sub(r"\*(.+?)\*", r"<i>\1</i>", marked)


def _standing(lines: list[str], wide: int, usual: int) -> str:
    """Lines that stay as they are, in letters small enough for the longest of them."""
    longest = max(map(len, lines), default=0)
    size = min(usual, max(LEAST, wide * 5 // (3 * longest))) if longest else usual
    kept = (html.escape(line).replace(" ", "\N{NO-BREAK SPACE}") or "\N{NO-BREAK SPACE}" for line in lines)
    return f"<font face='{MONO}' pixel_size={size}>{'<br>'.join(kept)}</font>"
