"""Golden games: whole games kept as text, so that a change of the rules shows in a diff.

A file has the scenario, the seed and the players, then one action a line after the side that took it, and after each
turn a line with a digest of the state.  The actions are kept, not asked for again: a player who has learned
something else changes nothing here.  The digest leaves out the scenario's own, so that only a game that goes
otherwise makes a difference.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from game import codec, umpire
from game.model.actions import Action
from game.model.scenario import Scenario
from game.model.state import State
from game.session.asking import Done
from game.session.match import play_out

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Game:
    """What a golden game is played from."""

    scenario: str
    seed: int
    players: tuple[tuple[str, str], ...]

    @property
    def path(self) -> Path:
        """The file of the game."""
        return FOLDER / f"{self.scenario}-{self.players[0][1]}.txt"


SCENARIOS = (("proving-ground", ("lokai",)), ("proving-ridge", ()), ("recapture-1922", ("lokai",)), ("mirror", ()))
"""The scenarios, and the sides of each that are the automaton's."""


def game(scenario: str, automata: tuple[str, ...], seed: int, level: str) -> Game:
    """A game between two of one level; all other sides are the automaton's."""
    others = tuple((side, "automaton") for side in automata)
    people = ("west", "east") if scenario == "mirror" else ("red", "enver")
    return Game(scenario, seed, (*((side, level) for side in people), *others))


GAMES = tuple(
    game(scenario, automata, 1924, level) for scenario, automata in SCENARIOS for level in ("random", "recruit")
)


def mark(state: State) -> str:
    """Sixteen hexadecimal digits of all of a state but its scenario."""
    return hashlib.sha256(codec.dumps(codec.encode(state)).encode()).hexdigest()[:16]


def told(before: State, after: State) -> Iterator[str]:
    """The line after an action, if a turn or the game ended with it."""
    if after.outcome is not None:
        end = after.outcome
        yield f"end {mark(after)} {end.winner or 'nobody'} {end.grade} {end.points} {end.cause}"
    elif after.turn != before.turn:
        yield f"turn {after.turn} {mark(after)}"


def written(done: Done) -> Iterator[str]:
    """The lines of one action."""
    yield f"{done.by} {codec.dumps(codec.encode(done.action))}"
    yield from told(done.before, done.step.state)


def play(golden: Game, scenario: Scenario) -> list[str]:
    """Play a golden game with its players: the lines of its file."""
    lines = [f"{golden.scenario} {golden.seed} " + ",".join(f"{side}={who}" for side, who in golden.players)]
    setup = umpire.Setup(golden.seed, (), golden.players)
    play_out(scenario, setup, dict(golden.players), observer=lambda done: lines.extend(written(done)))
    return lines


def replay(golden: Game, scenario: Scenario, lines: list[str]) -> str:
    """Take the actions of a file again: empty if all goes as it did, else where it does not."""
    setup = umpire.Setup(golden.seed, (), golden.players)
    state = umpire.begin(scenario, setup).state
    expected: list[str] = []
    for number, line in enumerate(lines[1:], start=2):
        word, _, rest = line.partition(" ")
        if word in ("turn", "end"):
            if [line] != expected:
                return f"line {number}: written {line!r}, played {expected}"
            expected = []
            continue
        if expected or state.actor != word:
            return f"line {number}: {word} acts, but the game has {expected or state.actor}"
        action: Action = codec.decode(Action, json.loads(rest))
        refused = umpire.refusal(state, action)
        if refused is not None:
            return f"line {number}, turn {state.turn}: {rest} is refused by {refused.clause}, {refused.message}"
        after = umpire.apply(state, action).state
        expected = list(told(state, after))
        state = after
    return "" if state.outcome is not None and not expected else f"the game goes on after line {len(lines)}: {expected}"
