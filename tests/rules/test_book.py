"""The rulebook as a book: clauses numbered in order, each cited by its chapter's code and by a test."""

import ast
import re
from pathlib import Path

import game.rules
from game import umpire
from game.study import clauses as table

RULES = Path(game.rules.__file__).parent
CITED = re.compile(r"\[((?:\d+\.\d+(?:, | to )?)+)\]")


def clauses() -> dict[str, str]:
    """Number and chapter of every clause of the book."""
    found: dict[str, str] = {}
    for name, text in umpire.rulebook():
        for number in re.findall(r"^(\d+\.\d+) ", text, re.MULTILINE):
            assert number not in found, f"clause {number} stands twice"
            found[number] = name
    return found


def citations(text: str) -> set[str]:
    """Clauses cited in square brackets, ranges written out."""
    cited: set[str] = set()
    for group in CITED.findall(text):
        numbers = re.findall(r"\d+\.\d+", group)
        cited.update(numbers)
        if " to " in group:
            chapter, first = numbers[-2].split(".")
            last = numbers[-1].split(".")[1]
            cited.update(f"{chapter}.{n}" for n in range(int(first), int(last) + 1))
    return cited


def test_chapters_are_numbered_in_order() -> None:
    for number, (name, text) in enumerate(umpire.rulebook(), start=1):
        assert text.startswith(f"Chapter {number}. "), name
        found = re.findall(r"^(\d+)\.(\d+) ", text, re.MULTILINE)
        assert found == [(str(number), str(n)) for n in range(1, len(found) + 1)], name
        assert found, name


def test_every_module_is_a_chapter_or_the_companion_of_one() -> None:
    modules = {path.stem for path in RULES.glob("*.py")} - {"__init__"}
    assert modules == {*game.rules.CHAPTERS, *game.rules.COMPANIONS}
    assert set(game.rules.COMPANIONS.values()) <= set(game.rules.CHAPTERS)


def test_every_clause_is_cited_by_its_chapter() -> None:
    for name in game.rules.CHAPTERS:
        text = (RULES / f"{name}.py").read_text(encoding="utf-8")
        body = text.replace(ast.get_docstring(ast.parse(text), clean=False) or "", "", 1)
        for companion in (other for other, chapter in game.rules.COMPANIONS.items() if chapter == name):
            body += (RULES / f"{companion}.py").read_text(encoding="utf-8")
        mine = {number for number, chapter in clauses().items() if chapter == name}
        cited = citations(body) | set(re.findall(r'Refusal\(\s*"(\d+\.\d+)"', body))
        assert mine <= cited, f"{name} does not cite {sorted(mine - cited)}"


def test_the_table_has_a_row_for_every_clause() -> None:
    assert [row.clause for row in table.rows()] == list(clauses())


def test_no_citation_of_a_clause_that_does_not_exist() -> None:
    book = clauses()
    for path in [
        *sorted(RULES.glob("*.py")),
        *sorted((RULES.parent / "model").glob("*.py")),
        RULES.parent / "umpire.py",
    ]:
        assert citations(path.read_text(encoding="utf-8")) <= set(book), path.name


def test_every_clause_is_cited_by_a_test() -> None:
    tested: set[str] = set()
    for path in Path(__file__).parents[1].rglob("test_*.py"):
        if path.name != "test_book.py":
            tested |= citations(path.read_text(encoding="utf-8"))
    assert set(clauses()) <= tested, sorted(set(clauses()) - tested)
