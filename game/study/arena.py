"""The arena: every player against every other on one scenario, sides swapped, each pair of games with dice of its own.

A game is one line of a journal.  Whoever runs the same arena again with the same journal plays only what is missing.
"""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TextIO

from game import library, umpire
from game.model.scenario import Scenario
from game.session.asking import Question
from game.session.match import play_out
from game.session.players import Players, seated, seats
from game.study.yardstick import USUAL_US, field, walk

SEATS = 2
"""Players of a game."""

YARDS = 3
"""Readings of the yardstick beside a game."""


class WrongArena(Exception):
    """The arena cannot be held as asked; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Bout:
    """A game to be played: its dice, and who sits in the first and in the second seat."""

    seed: int
    players: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Game:
    """How a bout went.

    `winner` is 0 or 1, the seat, or -1 if nobody won; `points` are those of the counted side; `times` are by seat the
    milliseconds that each side-turn took to think about, on the yardstick's scale.
    """

    seed: int
    players: tuple[str, str]
    winner: int
    points: int
    turns: int
    times: tuple[tuple[float, ...], tuple[float, ...]]

    @property
    def bout(self) -> Bout:
        """What was to be played."""
        return Bout(self.seed, self.players)


@dataclass(frozen=True, slots=True)
class Arena:
    """What is played: a scenario (its id, or the path of its folder), and who plays how many pairs of games."""

    scenario: str
    players: tuple[str, ...]
    pairs: int
    seed: int = 1
    fog: str = "on"
    selves: bool = False

    def bouts(self) -> Iterator[Bout]:
        """All games, a seed after the other, both ways round; against itself a player plays once a seed, if at all."""
        for seed in range(self.seed, self.seed + self.pairs):
            for first in self.players:
                for second in self.players:
                    if first == second and not self.selves:
                        continue
                    yield Bout(seed, (first, second))


def hold(
    arena: Arena, journal: Path | None = None, workers: int = 1, told: Callable[[int, int], None] | None = None
) -> list[Game]:
    """Play what the journal does not hold yet, and return all games of the arena in their order.

    `told` hears how many games of how many there are.  Raises WrongArena, and OSError for the journal.
    """
    scenario = library.load(arena.scenario)
    if len(seats(scenario)) != SEATS:
        raise WrongArena(f"an arena needs two sides that a person may play; {scenario.id} has {len(seats(scenario))}")
    header = _header(arena, scenario)
    games = {game.bout: game for game in _kept(journal, header)} if journal is not None else {}
    bouts = list(arena.bouts())
    missing = [bout for bout in bouts if bout not in games]
    done = len(bouts) - len(missing)
    out = _opened(journal, header) if journal is not None else None
    try:
        for game in _played(arena, scenario, missing, workers):
            games[game.bout] = game
            done += 1
            if out is not None:
                out.write(json.dumps(asdict(game)) + "\n")
                out.flush()
            if told is not None:
                told(done, len(bouts))
    finally:
        if out is not None:
            out.close()
    return [games[bout] for bout in bouts]


def _played(arena: Arena, scenario: Scenario, bouts: Sequence[Bout], workers: int) -> Iterator[Game]:
    """The games of some bouts, in any order."""
    if workers < 2 or len(bouts) < 2:
        yield from (fight(scenario, bout, arena.fog) for bout in bouts)
        return
    with ProcessPoolExecutor(workers, get_context("spawn"), _settle_in, (arena,)) as pool:
        yield from pool.map(_fight_here, bouts, chunksize=1)


_here: dict[str, Any] = {}
"""What a worker process has loaded."""


def _settle_in(arena: Arena) -> None:
    _here["scenario"], _here["fog"] = library.load(arena.scenario), arena.fog


def _fight_here(bout: Bout) -> Game:
    return fight(_here["scenario"], bout, _here["fog"])


def fight(scenario: Scenario, bout: Bout, fog: str = "on") -> Game:
    """Play one bout."""
    sides = seats(scenario)
    players: Players = seated(scenario, ",".join(bout.players))
    times: dict[tuple[str, int], float] = {}

    def clocked(question: Question, seconds: float) -> None:
        key = question.seen.actor, question.seen.turn
        times[key] = times.get(key, 0.0) + seconds

    before = _yardstick()
    setup = umpire.Setup(bout.seed, (("fog", fog),), players)
    result = play_out(scenario, setup, dict(players), clock=clocked)
    scale = 1000 * USUAL_US / ((before + _yardstick()) / 2)
    first, second = (
        tuple(round(spent * scale, 3) for (actor, _), spent in times.items() if actor == side) for side in sides
    )
    outcome = result.outcome
    winner = sides.index(outcome.winner) if outcome.winner in sides else -1
    return Game(bout.seed, bout.players, winner, outcome.points, result.state.turn, (first, second))


def _yardstick() -> float:
    """Microseconds that the yardstick takes now."""
    ways = field()
    readings = []
    for _ in range(YARDS):
        began = time.perf_counter()
        walk(ways)
        readings.append((time.perf_counter() - began) * 1e6)
    return sorted(readings)[YARDS // 2]


def _header(arena: Arena, scenario: Scenario) -> dict[str, Any]:
    """What must be the same for a journal to be gone on with."""
    return {
        "arena": 1,
        "scenario": scenario.id,
        "content": scenario.digest,
        "rules": umpire.RULES_VERSION,
        "fog": arena.fog,
    }


def _kept(journal: Path, header: dict[str, Any]) -> list[Game]:
    """The games of a journal; a torn last line is left out.  Raises WrongArena if it is one of another arena."""
    if not journal.exists():
        return []
    lines = journal.read_text(encoding="utf-8").split("\n")
    try:
        found = json.loads(lines[0])
    except ValueError:
        found = None
    if found != header:
        raise WrongArena(f"{journal} is no journal of this scenario and these rules: name another file, or remove it")
    games = []
    for line in lines[1:]:
        try:
            data = json.loads(line)
        except ValueError:
            continue
        first, second = data["times"]
        games.append(
            Game(
                data["seed"],
                (data["players"][0], data["players"][1]),
                data["winner"],
                data["points"],
                data["turns"],
                (tuple(first), tuple(second)),
            )
        )
    return games


def _opened(journal: Path, header: dict[str, Any]) -> TextIO:
    """The journal, open for more lines; a torn last line is closed first."""
    fresh = not journal.exists()
    torn = not fresh and not journal.read_bytes().endswith(b"\n")
    out = journal.open("a", encoding="utf-8")
    if fresh:
        out.write(json.dumps(header) + "\n")
    elif torn:
        out.write("\n")
    return out
