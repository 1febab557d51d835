"""Faults of the rulebook are noticed: a sample here, all of them by `python -m tests.mutation`."""

import ast
import os
from collections import Counter

import pytest

from game.rules import CHAPTERS
from tests.mutation.faults import KINDS, faults_of, made
from tests.mutation.judge import REPO, RULES, Court, own_tests
from tests.mutation.page import NO_REASON, PAGE, reasons
from tests.mutation.trial import NUMBER, faults, tried

SAMPLE = 20


def test_a_fault_is_one_small_change() -> None:
    """Every fault is legal Python, differs from the sound chapter, and is made the same way twice."""
    for fault in faults(40):
        sound = (RULES / f"{fault.chapter}.py").read_text(encoding="utf-8")
        faulty = made(fault, sound)
        assert faulty == made(fault, sound)
        assert faulty != ast.unparse(ast.parse(sound))
        compile(faulty, fault.chapter, "exec")
        assert ast.get_docstring(ast.parse(faulty)) == ast.get_docstring(ast.parse(sound)), "the text of a rule stands"


def test_the_choice_is_fixed_and_of_all_kinds() -> None:
    chosen = faults(NUMBER)
    assert chosen == faults(NUMBER) and len(set(chosen)) == NUMBER
    assert Counter(fault.kind for fault in chosen) == dict.fromkeys(KINDS, NUMBER // len(KINDS))
    assert faults(SAMPLE) == chosen[:SAMPLE]
    assert faults(NUMBER, seed=1) != chosen


def test_what_is_changed_is_rule() -> None:
    """Comparison, number, condition, order, sign: each once where it stands; no text of clauses, no types."""
    text = '"""Words - 1."""\nX: TypeAlias = int | str\ndef f(a: int, b=2):\n    assert a > 0\n'
    text += "    if a < b:\n        g(-a)\n"
    found = [(fault.kind, fault.before, fault.after) for fault in faults_of("chapter", text)]
    assert sorted(found) == sorted(
        [("by one", "2", "3"), ("by one", "2", "1"), ("dropped", "if a < b", "if False"),
         ("flipped", "a < b", "a >= b"), ("by one", "a < b", "a <= b"), ("dropped", "g(-a)", "pass"),
         ("sign", "-a", "a")]
    )  # fmt: skip


def test_every_chapter_has_tests_of_its_own() -> None:
    assert min(len(own_tests(REPO, chapter)) for chapter in CHAPTERS) >= 2


def test_every_survivor_has_a_reason() -> None:
    """The page says of each fault that was not noticed why; nine in ten were."""
    listed = reasons()
    assert PAGE.exists() and NO_REASON not in listed.values()
    assert len(listed) * 10 <= NUMBER


@pytest.mark.slow
def test_the_sound_rulebook_passes(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is caught is caught for its fault: without one all chapters pass."""
    court = Court(tmp_path_factory.mktemp("court") / "house")
    assert court.run(*CHAPTERS) == (True, "")


@pytest.mark.slow
def test_a_sample_of_faults_is_noticed() -> None:
    """Nine in ten of the first twenty, or the page says why not."""
    known = reasons()
    missed = [str(v.fault) for v in tried(faults(SAMPLE), os.cpu_count() or 1) if not v.caught]
    print(f"{SAMPLE - len(missed)} of {SAMPLE} caught; not: {missed}")
    assert len([fault for fault in missed if fault not in known]) * 10 <= SAMPLE
