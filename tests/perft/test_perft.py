"""Perft: the number of legal action sequences is a fingerprint of the rules, once hidden set-ups are placed.

Each `*.txt` here holds lines of id, depth and count.  PERFT_REWRITE=1 writes them anew; review the difference.
"""

import os
from pathlib import Path

import pytest

from game import library, umpire
from game.model.scenario import Scenario
from game.model.state import State
from game.study.perft import perft
from tests.duel import duel

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.txt"))


def _scenario(name: str) -> Scenario:
    return duel() if name == "duel" else library.load(name)


def _placed(state: State) -> State:
    """The state once every unit of a hidden set-up stands on the first of its places."""
    while state.agenda:
        state = umpire.apply(state, next(iter(umpire.legal(state)))).state
    return state


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_counts_are_what_they_were(path: Path) -> None:
    state = _placed(umpire.begin(_scenario(path.stem), umpire.Setup(1)).state)
    rows = [line.split() for line in path.read_text().splitlines() if line]
    found = [f"{name} {depth} {perft(state, int(depth))}" for name, depth, _ in rows]
    if os.environ.get("PERFT_REWRITE"):
        path.write_text("\n".join(found) + "\n")
    assert found == [" ".join(row) for row in rows]


def test_every_shipped_scenario_has_a_file() -> None:
    shipped = {entry.id for entry in library.list_scenarios()}
    assert shipped <= {path.stem for path in FILES}


def test_a_finished_game_counts_once() -> None:
    state = umpire.begin(duel(), umpire.Setup(1)).state
    while state.outcome is None:
        state = umpire.apply(state, list(umpire.legal(state))[-1]).state
    assert perft(state, 3) == 1
