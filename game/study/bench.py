"""How fast the game is: medians of several rounds, each beside a fixed yardstick in the same round.

The last column says what the figure would be on a machine whose yardstick takes 340 microseconds, so that figures of
different machines and different days can be compared.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from rich.table import Table

from game import codec, library, questions, umpire
from game.model.actions import Action, Attack
from game.model.events import PartBegan, UnitMoved
from game.model.forces import Forces
from game.model.scenario import Scenario
from game.model.state import State
from game.session.asking import Done
from game.session.match import play_out
from game.session.players import seated
from game.study.printing import show
from game.study.simulate import simulate
from game.study.yardstick import USUAL_US, field, walk

SCENARIO = "recapture-1922"
ROUNDS = 5
MIDDLE = 7
"""The turn of the game from which an attack is timed: all of the armies are on the map."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: medians over the rounds.  `scaled` is on the yardstick's scale; `goal` 0 is none."""

    name: str
    unit: str
    value: float
    yardstick_us: float
    scaled: float
    goal: float = 0.0


def main(as_json: bool) -> None:
    """Measure everything and print the table, or JSON."""
    scenario = library.load(SCENARIO)
    figures = [*core_figures(scenario, ROUNDS), *window_figures(ROUNDS)]
    if as_json:
        print(json.dumps({"rounds": ROUNDS, "scale_us": USUAL_US, "figures": [asdict(f) for f in figures]}, indent=2))
        return
    table = Table(title=f"Medians of {ROUNDS} rounds")
    for head in ("what", "measured", "unit", "yardstick us", "on the yardstick's scale", "goal"):
        table.add_column(head, justify="left" if head in ("what", "unit") else "right")
    for f in figures:
        goal = f"{f.goal:g}" if f.goal else ""
        table.add_row(f.name, _short(f.value), f.unit, f"{f.yardstick_us:.0f}", _short(f.scaled), goal)
    show(table)


def core_figures(scenario: Scenario, rounds: int) -> list[Figure]:
    """Games, and the answers of the umpire in the course of a game, timed cold: forces remember nothing from before."""
    players = dict(seated(scenario))
    game = _course(scenario, players)
    state, attack = game.fight
    mine = [unit.number for unit in state.forces.of(state.actor)]

    def reach() -> None:
        fresh = _fresh(state)
        for unit in mine:
            umpire.reach(fresh, unit)

    def new_turns() -> None:
        for before, last in game.ends:
            umpire.apply(_fresh(before), last)

    def sights() -> None:
        for before, moved in game.marches:
            for after in umpire.unfold(_fresh(before), (moved,)):
                umpire.view(after, before.actor)

    def supplies() -> None:
        for part in game.parts:
            fresh = _fresh(part)
            for side in scenario.sides:
                questions.supply_reach(fresh, side.id)

    _, moved = game.marches[-1]
    return [
        _rate("games, Recruit against Recruit", "a second", rounds, lambda n: simulate(scenario, players, n), 8),
        _cost("a new turn: sky, bread, rest", "us", rounds, new_turns, 2, 1e6 / len(game.ends)),
        _cost("sight after a march", "us", rounds, sights, 5, 1e6 / len(game.marches)),
        _cost("supply of all sides", "us", rounds, supplies, 5, 1e6 / len(game.parts)),
        _cost("reach of a unit", "us", rounds, reach, 20, 1e6 / len(mine)),
        _cost("an event: a unit moved", "us", rounds, lambda: list(umpire.unfold(state, (moved,))), 2000, 1e6),
        _cost("forecast of an attack", "us", rounds, lambda: umpire.forecast(_fresh(state), attack), 200, 1e6),
        _cost("digest of a state", "us", rounds, lambda: codec.digest(state), 100, 1e6),
    ]


def window_figures(rounds: int) -> list[Figure]:
    """What the window costs, on the dummy driver: a frame, the first drawing of the map, the start, and memory."""
    ways = field()
    samples: dict[str, list[tuple[float, float]]] = {}
    for _ in range(rounds):
        yard = _yardstick(ways)
        for name, value in _window().items():
            samples.setdefault(name, []).append((value, yard))
    names = (
        ("frame_ms", "a frame of 1920x1080", "ms", 5.0, True),
        ("map_ms", "first drawing of the map", "ms", 0.0, True),
        ("start_s", "start to the first frame", "s", 1.0, True),
        ("memory_mb", "peak memory with the window", "MB", 300.0, False),
    )
    return [
        _figure(name, unit, samples[key], goal, scales=scales)
        for key, name, unit, goal, scales in names
        if key in samples
    ]


def _window() -> dict[str, float]:
    """The window timed in processes of its own: drawing, and the command until READY; empty if it cannot."""
    environment = os.environ | {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
    command = [sys.executable, "-m", "game.ui.timing", SCENARIO]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        return {}
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    began = time.perf_counter()
    command = [sys.executable, "-m", "game", "play", "--seconds", "0.1", "--events", "--size", "1920x1080"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as window:
        for line in window.stdout or ():
            if line.startswith("READY"):
                figures["start_s"] = time.perf_counter() - began
    return figures


@dataclass(slots=True)
class _Course:
    """What came up in a game between computers, to time answers by.

    States at the beginning of parts; the last order of each turn, marches and attacks with the states before them, of
    attacks those from the middle of the game on.
    """

    parts: list[State]
    ends: list[tuple[State, Action]]
    marches: list[tuple[State, UnitMoved]]
    fights: list[tuple[State, Attack]]

    @property
    def fight(self) -> tuple[State, Attack]:
        """The first attack, with the state before it.  Raises IndexError if there was none."""
        return self.fights[0]

    def note(self, done: Done) -> None:
        """Note what an order has to offer."""
        before, after = done.before, done.step.state
        if after.turn != before.turn:
            self.ends.append((before, done.action))
        for event in done.step.events:
            match event:
                case PartBegan():
                    self.parts.append(after)
                case UnitMoved() if len(done.step.events) == 1:
                    self.marches.append((before, event))
                case _:
                    pass
        if isinstance(done.action, Attack) and before.turn >= MIDDLE:
            self.fights.append((before, done.action))


def _course(scenario: Scenario, players: Mapping[str, str]) -> _Course:
    """What comes up in one game."""
    found = _Course([], [], [], [])
    play_out(scenario, umpire.Setup(1, (), tuple(players.items())), players, observer=found.note)
    return found


def _fresh(state: State) -> State:
    """The same state that remembers nothing yet."""
    forces = Forces(state.forces.units, state.forces.engaged)
    parts = {name: getattr(state, name) for name in codec.PARTS} | {"forces": forces}
    return State(state.scenario, **parts)


def _yardstick(ways: list[list[int]]) -> float:
    """Microseconds of the yardstick now."""
    times = []
    for _ in range(15):
        began = time.perf_counter()
        walk(ways)
        times.append(time.perf_counter() - began)
    return statistics.median(times) * 1e6


def _cost(name: str, unit: str, rounds: int, work: Callable[[], Any], times: int, scale: float) -> Figure:
    """Time a piece of work, `times` in a row each round; `scale` turns seconds into the unit."""
    ways = field()
    work()
    samples = []
    for _ in range(rounds):
        yard = _yardstick(ways)
        began = time.perf_counter()
        for _ in range(times):
            work()
        samples.append(((time.perf_counter() - began) / times * scale, yard))
    return _figure(name, unit, samples)


def _rate(name: str, unit: str, rounds: int, work: Callable[[int], Any], goal: float) -> Figure:
    """How many pieces of work a second, one piece a round after one to warm up."""
    ways = field()
    work(0)
    samples = []
    for number in range(1, rounds + 1):
        yard = _yardstick(ways)
        began = time.perf_counter()
        work(number)
        samples.append((1 / (time.perf_counter() - began), yard))
    value = statistics.median(v for v, _ in samples)
    scaled = statistics.median(v * yard / USUAL_US for v, yard in samples)
    return Figure(name, unit, value, statistics.median(yard for _, yard in samples), scaled, goal)


def _figure(
    name: str, unit: str, samples: list[tuple[float, float]], goal: float = 0.0, *, scales: bool = True
) -> Figure:
    value = statistics.median(v for v, _ in samples)
    scaled = statistics.median(v * USUAL_US / yard for v, yard in samples) if scales else value
    return Figure(name, unit, value, statistics.median(yard for _, yard in samples), scaled, goal)


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
