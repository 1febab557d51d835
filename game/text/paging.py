"""The book on a terminal: a page at a time where one sits before it, all at once where nobody does."""

import pydoc
import shutil
import sys
from collections.abc import Iterable

from game import book

NARROWEST = 60


def show(parts: Iterable[book.Part], *, markdown: bool = False) -> None:
    """Print parts of the book."""
    if markdown:
        print("\n\n".join(book.marked_down(part) for part in parts))
    elif sys.stdout.isatty():
        width = min(book.WIDTH, max(NARROWEST, shutil.get_terminal_size().columns))
        pydoc.pager("\n\n\n".join(book.plain(part, width) for part in parts))
    else:
        print("\n\n\n".join(book.plain(part) for part in parts))
