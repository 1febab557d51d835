"""The book of the game: what a beginner reads first, the chapters with their tables, and examples of play.

Text lies in `assets/book` and in the chapters of the rulebook, numbers in the charts; nothing here has either.  The
command line, the text mode and the window set the same parts in their own ways.
"""

from game.book.cards import card_list, vocabulary
from game.book.contents import chapters, charted, find, listing, parts
from game.book.page import Block, Clause, Heading, Item, Paragraph, Part, Picture, Table
from game.book.setting import WIDTH, marked_down, plain, tabled

__all__ = [
    "Block",
    "Clause",
    "Heading",
    "Item",
    "Paragraph",
    "Part",
    "Picture",
    "Table",
    "WIDTH",
    "card_list",
    "chapters",
    "charted",
    "find",
    "listing",
    "marked_down",
    "parts",
    "plain",
    "tabled",
    "vocabulary",
]
