"""`dushanbe cards`: a scenario's cards, the words of which cards are made, and the schema of their file."""

import json

import pytest

from game import library
from game.cli import main


def test_the_cards_of_a_scenario_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cards", "recapture-1922"]) == 0
    said = capsys.readouterr().out
    assert all(card.id in said for card in library.load("recapture-1922").cards)
    assert "What happened:" in said and "answers drill" in said


def test_a_scenario_without_cards_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cards", "proving-ridge"]) == 0
    assert "no event cards" in capsys.readouterr().out


def test_words_and_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cards", "--words"]) == 0
    assert "- evade_only The units hold" in capsys.readouterr().out
    assert main(["cards", "--schema"]) == 0
    assert json.loads(capsys.readouterr().out)["$defs"]["do"]["oneOf"]
    assert main(["cards", "--schema", "--words"]) == 2
