"""No scenario without a golden game.  `pytest tests/golden --golden` writes them anew; look at the diff."""

import pytest

from game import library
from game.model.scenario import Scenario
from tests.golden.games import GAMES, Game, play, replay
from tests.laws import scenario


def loaded(golden: Game) -> Scenario:
    """The scenario of a game."""
    return scenario(golden.scenario)


@pytest.mark.parametrize("golden", GAMES, ids=lambda golden: golden.path.stem)
def test_the_game_goes_as_it_went(golden: Game, pytestconfig: pytest.Config) -> None:
    """Every action is still allowed, and every turn ends in the same state."""
    if pytestconfig.getoption("golden"):
        golden.path.write_text("\n".join(play(golden, loaded(golden))) + "\n", "utf-8")
    lines = golden.path.read_text("utf-8").splitlines()
    assert replay(golden, loaded(golden), lines) == ""
    assert lines[0].split()[:2] == [golden.scenario, str(golden.seed)]
    assert sum(line.startswith("turn ") for line in lines) >= 5


def test_every_scenario_has_a_golden_game() -> None:
    assert {entry.id for entry in library.list_scenarios()} == {golden.scenario for golden in GAMES}


def test_a_game_that_goes_otherwise_is_told_where() -> None:
    """A digest that is not the game's, and an action that is not allowed."""
    golden = GAMES[0]
    lines = golden.path.read_text("utf-8").splitlines()
    turn = next(number for number, line in enumerate(lines) if line.startswith("turn "))
    wrong = [*lines[:turn], "turn 2 0123456789abcdef", *lines[turn + 1 :]]
    assert replay(golden, loaded(golden), wrong).startswith(f"line {turn + 1}: written 'turn 2 0123456789abcdef'")
    absurd = [lines[0], 'enver {"is":"Move","route":[0],"unit":0}']
    assert "is refused by" in replay(golden, loaded(golden), absurd)
    assert "goes on after" in replay(golden, loaded(golden), lines[:turn])
