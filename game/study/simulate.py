"""One game between computer players from beginning to end, and what there is to say about it."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game import umpire
from game.chronicle.turning import NEWS, TurningPoint, turning_points
from game.model.scenario import Scenario
from game.session.asking import Done, Question
from game.session.match import play_out


@dataclass(frozen=True, slots=True)
class Report:
    """How a game went.  `grade` is that of the counted side, `seconds` is time on the clock."""

    scenario: str
    seed: int
    players: Mapping[str, str]
    options: Mapping[str, str]
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
            "options": dict(self.options),
            "winner": self.winner,
            "grade": self.grade,
            "points": self.points,
            "turns": self.turns,
            "actions": self.actions,
            "digest": self.digest,
            "seconds": round(self.seconds, 3),
            "turning_points": list(self.turning_points),
        }


def simulate(
    scenario: Scenario,
    players: Mapping[str, str],
    seed: int,
    record: Path | None = None,
    source: str = "",
    options: tuple[tuple[str, str], ...] = (),
    asked: Callable[[Question], None] | None = None,
) -> Report:
    """Play a whole game, with a record of it if wanted; `asked` hears every question.

    Raises Endless, and OSError for the record.
    """
    points: list[TurningPoint] = []
    began = time.perf_counter()
    setup = umpire.Setup(seed, options, tuple(players.items()))
    clock = None if asked is None else lambda question, _: asked(question)
    result = play_out(scenario, setup, players, record, lambda done: points.extend(turned(done)), source, clock)
    return Report(
        scenario.id,
        seed,
        players,
        dict(options),
        result.outcome.winner or None,
        result.outcome.grade,
        result.outcome.points,
        result.state.turn,
        result.actions,
        result.digest,
        time.perf_counter() - began,
        tuple(points),
    )


def turned(done: Done) -> list[TurningPoint]:
    """The turning points of one order."""
    if not any(isinstance(event, NEWS) for event in done.step.events):
        return []
    frames = [done.before, *umpire.unfold(done.before, done.step.events)]
    told = (turning_points(frame, event) for frame, event in zip(frames, done.step.events, strict=False))
    return [point for point in told if point is not None]
