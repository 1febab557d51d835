"""A fault before its judges: a copy of the game and its tests, in which one chapter is faulty.

A fault is judged by the tests that cite a clause of its chapter, then by the laws of the house at a small budget.
"""

import ast
import os
import re
import resource
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from game.rules import COMPANIONS
from tests.mutation.faults import Fault, made
from tests.rules.test_book import citations

REPO = Path(__file__).parents[2]
RULES = REPO / "game" / "rules"
LAWS = "tests/mutation/small_laws.py"
SECONDS = 40
"""Seconds of a processor that the tests of one fault may take; the sound rulebook needs a quarter of them."""
MEMORY = 3 << 30
LONG = ("test_twenty_fights_come_out_as_foretold", "test_twenty_fights", "test_every_clause_is_cited_by_a_test")
"""Tests that a small budget leaves out."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a fault was caught, and by which test."""

    fault: Fault
    caught: bool
    by: str


@cache
def _tests(house: Path) -> tuple[tuple[str, frozenset[str]], ...]:
    """The quick tests of the rules in a house, as pytest names them, and the clauses they cite."""
    return tuple(
        (f"{path.relative_to(house).as_posix()}::{node.name}", frozenset(citations(ast.get_docstring(node) or "")))
        for path in sorted((house / "tests" / "rules").glob("test_*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
        if node.name not in LONG and not _slow(node)
    )


def own_tests(house: Path, chapter: str) -> tuple[str, ...]:
    """The tests in a house that cite a clause of a chapter; for a companion also a clause that it cites itself."""
    chapters = house / "game" / "rules"
    book = (chapters / f"{COMPANIONS.get(chapter, chapter)}.py").read_text(encoding="utf-8")
    clauses = set(re.findall(r"^(\d+\.\d+) ", ast.get_docstring(ast.parse(book)) or "", re.MULTILINE))
    if chapter in COMPANIONS:
        clauses |= citations((chapters / f"{chapter}.py").read_text(encoding="utf-8"))
    return tuple(name for name, cited in _tests(house) if clauses & cited)


def _slow(node: ast.FunctionDef) -> bool:
    return any(ast.unparse(decorator) == "pytest.mark.slow" for decorator in node.decorator_list)


class Court:
    """A copy of the house in a folder, sound but for the fault that is being judged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        leave = shutil.ignore_patterns("__pycache__", "_data")
        for name in ("game", "tests"):
            shutil.copytree(REPO / name, folder / name, ignore=leave)
        for name in ("assets", "scenarios", "pyproject.toml"):
            (folder / name).symlink_to(REPO / name)
        self.cases = 0

    def judge(self, fault: Fault) -> Verdict:
        """Run the tests with a fault in the rulebook, to the first that fails."""
        chapter = self.folder / "game" / "rules" / f"{fault.chapter}.py"
        sound = chapter.read_text(encoding="utf-8")
        try:
            self._write(chapter, made(fault, sound))
            passed, by = self.run(fault.chapter)
        finally:
            self._write(chapter, sound)
        return Verdict(fault, not passed, by)

    def _write(self, path: Path, text: str) -> None:
        """Write a chapter, never twice at the same time of day, or old byte code would be taken for it."""
        path.write_text(text, encoding="utf-8")
        self.cases += 1
        os.utime(path, (1_000_000_000 + self.cases, 1_000_000_000 + self.cases))

    def run(self, *chapters: str) -> tuple[bool, str]:
        """Whether the tests of chapters and the small laws pass, and the first that does not."""
        tests = dict.fromkeys(name for chapter in chapters for name in own_tests(self.folder, chapter))
        command = [sys.executable, "-m", "pytest", "-x", "-q", "--tb=no", "-p", "no:cacheprovider", "-p", "no:xdist"]
        environment = {**os.environ, "PYTHONPATH": str(self.folder), "PYTHONHASHSEED": "0"}
        done = subprocess.run(
            [*command, *tests, LAWS],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=SECONDS * 20,
            preexec_fn=_bounds,
        )
        if done.returncode == 0:
            return True, ""
        failed = re.search(r"^(?:FAILED|ERROR) (?:tests/)?(\S+)", done.stdout, re.MULTILINE)
        return False, failed.group(1) if failed else "no end, or no beginning"


def _bounds() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
