"""The page of figures: how many faults were caught, and of each that was not the reason why."""

import re
from collections import Counter
from pathlib import Path

from tests.mutation.faults import KINDS
from tests.mutation.judge import Verdict

PAGE = Path(__file__).parents[1] / "figures" / "mutations.md"
NO_REASON = "no reason yet"


def reasons() -> dict[str, str]:
    """The survivors that the page lists, with their reasons."""
    if not PAGE.exists():
        return {}
    rows = re.findall(r"^- (.+)  \n  (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return dict(rows)


def text(verdicts: list[Verdict], seed: int, known: dict[str, str]) -> str:
    """The page."""
    caught = [verdict for verdict in verdicts if verdict.caught]
    survived = sorted(str(verdict.fault) for verdict in verdicts if not verdict.caught)
    lines = [
        "# Faults of the rulebook, and whether its tests notice",
        "",
        f"    python -m tests.mutation --number {len(verdicts)} --seed {seed} --write",
        "",
        "Each fault is put into a copy of the game and judged by the tests of the rules that cite a clause of its",
        "chapter, then by the laws of the house at a small budget (`tests/mutation/small_laws.py`).",
        "",
        f"**{len(caught)} of {len(verdicts)} caught.**",
        "",
        "| | " + " | ".join(KINDS) + " |",
        "|---" * (len(KINDS) + 1) + "|",
        "| caught | " + " | ".join(str(_count(caught, kind)) for kind in KINDS) + " |",
        "| of | " + " | ".join(str(_count(verdicts, kind)) for kind in KINDS) + " |",
        "",
        _by_law(caught),
        "",
        f"## The {len(survived)} that were not",
        "",
    ]
    for fault in survived:
        lines += [f"- {fault}  ", f"  {known.get(fault, NO_REASON)}"]
    return "\n".join(lines) + "\n"


def _count(verdicts: list[Verdict], kind: str) -> int:
    return sum(verdict.fault.kind == kind for verdict in verdicts)


def _by_law(caught: list[Verdict]) -> str:
    by: Counter[str] = Counter()
    for verdict in caught:
        by["laws" if "small_laws" in verdict.by else "tests" if "::" in verdict.by else "other"] += 1
    return (
        f"Of those caught, {by['tests']} failed a test of their chapter, {by['laws']} only a law, and {by['other']} "
        "could not be loaded or did not come to an end."
    )
