"""Texts and chapters become blocks, and blocks become lines."""

import pytest

from game import book
from game.book import contents
from game.book.page import Clause, Heading, Item, Paragraph, Picture, Table, chapter, text
from game.book.setting import of_figures

WRITTEN = """# A title

Words that run
over two lines.

## A heading
Right below it.

- **One**: a thing
  that goes on
- **Two**: another

Before a picture:

    > said
    first

      second

After it, *so*.
"""


def test_a_text_is_read_into_blocks() -> None:
    part = text("name", WRITTEN)
    assert (part.name, part.number, part.title) == ("name", 0, "A title")
    assert part.blocks == (
        Paragraph("Words that run over two lines."),
        Heading("A heading"),
        Paragraph("Right below it."),
        Item("**One**: a thing that goes on"),
        Item("**Two**: another"),
        Paragraph("Before a picture:"),
        Picture(("> said", "first", "", "  second")),
        Paragraph("After it, *so*."),
    )


def test_a_text_is_set_without_its_marks() -> None:
    said = book.plain(text("name", WRITTEN), 40)
    assert said.startswith("A TITLE\n=======\n\nWords that run over two lines.\n\nA heading\n---------\n")
    assert "\n- One: a thing that goes on\n- Two: another\n\n" in said
    assert "\n    > said\n    first\n\n      second\n\nAfter it, so." in said


def test_a_chapter_is_read_into_clauses() -> None:
    part = chapter("x", "Chapter 3. Of things.\n\n3.1  One thing\n     goes on.\n3.2  Another.\n")
    assert (part.number, part.title) == (3, "Of things")
    assert part.blocks == (Clause("3.1", "One thing goes on."), Clause("3.2", "Another."))
    with pytest.raises(ValueError, match="does not begin as a chapter"):
        chapter("x", "A module of something else.")


def test_words_stand_to_the_left_and_figures_to_the_right() -> None:
    table = Table("T", ("What", "how many", "why"), (("a", "1", "so"), ("bcd", "−20", "because")))
    assert book.tabled(table) == [
        "What  how many  why",
        "-----------------------",
        "a            1  so",
        "bcd        −20  because",
    ]
    assert of_figures(("1 in 6", "never", "2 in 6"))
    assert not of_figures(("never", "1 in 6", "no"))
    assert not of_figures(("1 of a very long story indeed",))


def test_words_of_the_list_are_in_order_and_once() -> None:
    words = next(part for part in book.parts() if part.name == "words")
    names = [block.text.split("**")[1].casefold() for block in words.blocks if isinstance(block, Item)]
    assert len(names) > 50
    assert names == sorted(set(names))


def test_every_part_is_found_by_its_name() -> None:
    whole = book.parts()
    for part in whole:
        assert book.find(whole, part.name) == (part,)
        if part.number:
            assert book.find(whole, str(part.number)) == (part,)
    assert [part.name for part in book.find(whole, "the odds")] == ["odds"]
    assert book.find(whole, "") == book.find(whole, "nothing of the kind") == ()


def test_no_text_lies_about_unread() -> None:
    assert {path.stem for path in contents.folder().iterdir()} == {*contents.BEFORE, *contents.AFTER}
