"""`dushanbe rules`: the book whole or in part, for a terminal, a file, or a page of Markdown."""

import pydoc
import re
import sys
from dataclasses import replace

import pytest

from game import book, umpire
from game.cli import main
from game.model.charts import Charts
from tests.sketch import charts


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest) -> str:
    """What a call of the verb prints."""
    assert main(["rules", *request.param]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("said", [[]], indirect=True)
def test_the_book_is_read_from_the_front(said: str) -> None:
    """First things, contents, words, all chapters with their tables, and the examples; no line wider than a page."""
    assert said.startswith("FIRST THINGS\n")
    titles = [f"\n{number}. " for number in range(1, len(umpire.rulebook()) + 1)]
    places = [said.index(title, said.index("\nWORDS\n")) for title in titles]
    assert places == sorted(places)
    assert said.index("The ladder\n  Two dice") > said.index("\n21. THE FIGHT")
    assert said.rindex("\nEXAMPLE") > places[-1]
    assert max(map(len, said.splitlines())) <= book.WIDTH
    for _, chapter in umpire.rulebook():
        for number in re.findall(r"^(\d+\.\d+) ", chapter, re.MULTILINE):
            assert re.search(rf"^{re.escape(number)} +\S", said, re.MULTILINE), number


@pytest.mark.parametrize("said", [["21"], ["combat"], ["the", "fight"]], indirect=True)
def test_a_chapter_is_found_by_number_name_or_title(said: str) -> None:
    assert said.startswith("21. THE FIGHT\n")
    assert "\n21.1   An attack ends" in said
    assert "What becomes of them" in said
    assert "\n20.1" not in said


@pytest.mark.parametrize("said", [["example"]], indirect=True)
def test_the_examples_are_found_together(said: str) -> None:
    assert len(re.findall(r"^EXAMPLE", said, re.MULTILINE)) == 3


@pytest.mark.parametrize("said", [["20", "--markdown"]], indirect=True)
def test_markdown_has_headings_and_tables(said: str) -> None:
    assert said.startswith("## 20. The odds of an attack\n")
    assert "\n**20.1** Any units" in said
    assert "\n| Attacker to defender | column |\n|---|--:|\n| less than 1:3 | −1 |\n" in said


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (["rules", "cavalry-tactics"], "no part 'cavalry-tactics'"),
        (["rules", "99"], "no part '99'"),
        (["rules", "0"], "no part '0'"),
        (["rules", "21", "--table"], "leave out the part"),
    ],
)
def test_what_is_not_in_the_book_is_said(call: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(call) != 0
    assert words in capsys.readouterr().err


def test_a_terminal_gets_pages_of_its_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal the book goes to the pager, wrapped to the screen but for tables and pictures."""
    shown: list[str] = []
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(pydoc, "pager", shown.append)
    monkeypatch.setenv("COLUMNS", "72")
    assert main(["rules", "first-things"]) == 0
    lines = shown[0].splitlines()
    assert lines[0] == "FIRST THINGS"
    assert 60 < max(map(len, lines)) <= 72


def test_a_scenario_with_charts_of_its_own_prints_them() -> None:
    own: Charts = replace(charts(), supply=replace(charts().supply, reach=77))
    assert "77" in book.charted(own)
    assert "77" not in book.charted(charts())
