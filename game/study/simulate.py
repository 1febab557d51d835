"""One game between computer players from beginning to end, and what there is to say about it."""

import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from game import umpire
from game.model.scenario import Scenario
from game.session.asking import Done
from game.session.match import play_out
from game.session.turning import TurningPoint

ENDLESS = 200_000
"""Actions after which a game is taken for one that never ends."""


class Endless(Exception):
    """A game that will not end: a fault of the rules or of a player."""


@dataclass(frozen=True, slots=True)
class Report:
    """How a game went.  `grade` is that of the counted side, `seconds` is time on the clock."""

    scenario: str
    seed: int
    players: Mapping[str, str]
    winner: str | None
    grade: int
    points: int
    turns: int
    actions: int
    digest: str
    seconds: float
    turning_points: tuple[TurningPoint, ...]

    def data(self) -> dict[str, Any]:
        """The report as what `sim --json` prints."""
        return {
            "scenario": self.scenario,
            "seed": self.seed,
            "players": dict(self.players),
            "winner": self.winner,
            "grade": self.grade,
            "points": self.points,
            "turns": self.turns,
            "actions": self.actions,
            "digest": self.digest,
            "seconds": round(self.seconds, 3),
            "turning_points": [asdict(point) for point in self.turning_points],
        }


def simulate(
    scenario: Scenario, players: Mapping[str, str], seed: int, record: Path | None = None, source: str = ""
) -> Report:
    """Play a whole game, with a record of it if wanted.  Raises Endless, and OSError for the record."""
    actions = 0

    def count(_: Done) -> None:
        nonlocal actions
        actions += 1
        if actions > ENDLESS:
            raise Endless(f"seed {seed}: the game has not ended after {ENDLESS:,} actions")

    began = time.perf_counter()
    setup = umpire.Setup(seed, (), tuple(players.items()))
    result = play_out(scenario, setup, players, record, count, source)
    return Report(
        scenario.id,
        seed,
        players,
        result.outcome.winner or None,
        result.outcome.grade,
        result.outcome.points,
        result.state.turn,
        result.actions,
        result.digest,
        time.perf_counter() - began,
        result.turning_points,
    )
