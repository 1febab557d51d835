"""The rulebook and what stands behind it: for each clause the code that carries it out and the tests of it.

Read from the sources: a function carries out the clauses that it cites in square brackets or refuses by.  The tests are
there in a checkout only.
"""

import ast
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from game import umpire

RULES = Path(umpire.__file__).with_name("rules")
TESTS = Path(umpire.__file__).parents[1] / "tests"
WIDTH = 110

_CLAUSE = re.compile(r"^(\d+\.\d+) {1,2}(.*(?:\n {5,}.*)*)", re.MULTILINE)
_CITED = re.compile(r"\[((?:\d+\.\d+(?:, | to )?)+)\]")
_REFUSED = re.compile(r'Refusal\(\s*"(\d+\.\d+)"')


@dataclass(frozen=True, slots=True)
class Row:
    """A clause: its number and text, the functions that cite it, and the tests that do."""

    clause: str
    text: str
    code: tuple[str, ...]
    tests: tuple[str, ...]


def citations(text: str) -> Iterator[str]:
    """The clauses cited in a text, ranges written out."""
    for group in _CITED.findall(text):
        for one in group.split(", "):
            first, _, last = one.partition(" to ")
            chapter, number = first.split(".")
            end = (last or first).split(".")[1]
            yield from (f"{chapter}.{n}" for n in range(int(number), int(end) + 1))


def rows() -> tuple[Row, ...]:
    """Every clause of the book, in order."""
    chapters = umpire.rulebook()
    names = [name for name, _ in chapters]
    names += sorted(path.stem for path in RULES.glob("[!_]*.py") if path.stem not in names)
    cited = [(f"{name}.{what}", part) for name in names for what, part in _functions(RULES / f"{name}.py")]
    code = _by_clause(cited, refusals=True)
    tested = [
        (f"{path.relative_to(TESTS.parent).as_posix()}::{what}", part)
        for path in sorted(TESTS.rglob("test_*.py"))
        for what, part in _functions(path)
        if what.startswith("test_")
    ]
    tests = _by_clause(tested, refusals=False)
    return tuple(
        Row(number, " ".join(text.split()), tuple(code.get(number, ())), tuple(tests.get(number, ())))
        for _, book in chapters
        for number, text in _CLAUSE.findall(book)
    )


def table() -> str:
    """The rows as text: each clause, its code, and in a checkout its tests."""
    lines = []
    for row in rows():
        lines += textwrap.wrap(row.text, WIDTH, initial_indent=f"{row.clause:<6}", subsequent_indent=" " * 6)
        lines += _listed("code", row.code)
        if TESTS.is_dir():
            lines += _listed("tests", row.tests)
    return "\n".join(lines)


def _listed(what: str, names: tuple[str, ...]) -> list[str]:
    """What stands behind a clause, wrapped."""
    told = ", ".join(names) or "none"
    return textwrap.wrap(told, WIDTH, initial_indent=f"      {what:<7}", subsequent_indent=" " * 13)


def _functions(path: Path) -> Iterator[tuple[str, str]]:
    """The functions of a module and their source, decorators included; methods by their own names."""
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            yield node.name, "\n".join(lines[first - 1 : node.end_lineno])


def _by_clause(parts: list[tuple[str, str]], *, refusals: bool) -> dict[str, list[str]]:
    """Who cites each clause, in the order of the sources."""
    found: dict[str, list[str]] = {}
    for name, text in parts:
        cited = [*citations(text), *(_REFUSED.findall(text) if refusals else ())]
        for number in dict.fromkeys(cited):
            if name not in found.setdefault(number, []):
                found[number].append(name)
    return found
