"""The core stays plain: no floats, no division, no chance, clock or disk, no walking over sets; files stay small."""

import ast
from pathlib import Path

import pytest

import game

ROOT = Path(game.__file__).parent
CORE = sorted([*(ROOT / "hexes").rglob("*.py"), *(ROOT / "model").rglob("*.py"), *(ROOT / "rules").rglob("*.py"),
               ROOT / "umpire.py", ROOT / "questions.py"])  # fmt: skip
FORBIDDEN = {"random", "time", "os", "pathlib", "io", "secrets", "uuid", "math"}
LONG: dict[str, str] = {
    "model/charts.py": "one record for each chart, in the order of the charts",
    "model/scenario.py": "one record for each table of a scenario",
    "model/evolve.py": "one small function for each of thirty events",
    "rules/sequence.py": "one table of who judges each order and who carries it out",
    "codec.py": "one reader for each shape of data, and what a state must be to be one of its scenario",
    "ai/survey.py": "one picture of the war, asked by every part of a plan",
    "ui/screens/battle.py": "the one place where input, film and panels of a running game meet",
}


@pytest.mark.parametrize("path", CORE, ids=lambda p: str(p.relative_to(ROOT)))
def test_the_core_is_whole_numbers_and_no_chance(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        where = f"{path.name}:{getattr(node, 'lineno', 0)}"
        assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), f"{where} a float"
        assert not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div)), f"{where} a division"
        if isinstance(node, ast.Import):
            assert not {a.name.split(".")[0] for a in node.names} & FORBIDDEN, where
        if isinstance(node, ast.ImportFrom):
            assert (node.module or "").split(".")[0] not in FORBIDDEN, where
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in {"open", "print", "input", "hash", "id", "eval", "exec"}, where
        if isinstance(node, ast.For | ast.comprehension):
            assert not isinstance(node.iter, ast.Set | ast.SetComp), f"{where} walks over a set"
            called = isinstance(node.iter, ast.Call) and isinstance(node.iter.func, ast.Name)
            assert not (called and node.iter.func.id in {"set", "frozenset"}), f"{where} walks over a set"  # type: ignore[attr-defined]


def test_modules_are_about_three_hundred_lines() -> None:
    for path in sorted(ROOT.rglob("*.py")):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        name = str(path.relative_to(ROOT))
        assert lines <= 330 or name in LONG, f"{name} has {lines} lines: split it, or argue for it in LONG"
        assert lines <= 420, name
