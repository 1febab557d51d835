"""The table of clauses: every clause has code in its own chapter and a test, and no citation is of nothing."""

from pathlib import Path

import pytest

from game.cli import main
from game.rules import COMPANIONS
from game.study import clauses


def test_no_clause_is_without_code_of_its_chapter_or_without_a_test() -> None:
    rows = clauses.rows()
    chapters = {row.clause.split(".")[0] for row in rows}
    assert chapters == {str(number) for number in range(1, len(chapters) + 1)}
    names = {
        number: (name, *(other for other, chapter in COMPANIONS.items() if chapter == name))
        for number, (name, _) in enumerate(clauses.umpire.rulebook(), start=1)
    }
    bare = [
        row.clause
        for row in rows
        if not any(code.split(".")[0] in names[int(row.clause.split(".")[0])] for code in row.code)
    ]
    assert bare == []
    assert [row.clause for row in rows if not row.tests] == []


def test_citations_write_out_their_ranges() -> None:
    text = "[{}, {} to {}] and [{}]".format("3.1", "3.4", "3.6", "21.2")
    assert list(clauses.citations(text)) == ["3.1", "3.4", "3.5", "3.6", "21.2"]


def test_a_clause_without_a_test_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tests").mkdir()
    source = 'def test_roads() -> None:\n    """A road costs two.  [{}]"""\n'.format("1.2")
    (tmp_path / "tests" / "test_one.py").write_text(source)
    monkeypatch.setattr(clauses, "TESTS", tmp_path / "tests")
    found = {row.clause: row.tests for row in clauses.rows()}
    assert found["1.2"] == ("tests/test_one.py::test_roads",)
    assert found["1.1"] == ()


def test_the_table_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "--table"]) == 0
    said = capsys.readouterr().out
    assert "\n1.2   " in said
    assert "code   terrain." in said
    assert "tests  tests/rules/test_terrain.py::test_" in said
