"""A whole game between computer players, without a window."""

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from game import codec, umpire
from game.model.scenario import Scenario
from game.model.state import Outcome, State
from game.replay.record import header_of
from game.replay.writer import Writer
from game.session.asking import Desk, Done, Question
from game.session.players import PERSON, WrongPlayers

Observer = Callable[[Done], None]
"""Is told of every order that was carried out."""

Clock = Callable[[Question, float], None]
"""Is told of every asking, and of the seconds until the answer."""

ENDLESS = 200_000
"""Actions after which a game is taken for one that never ends."""


class Endless(Exception):
    """A game that will not end: a fault of the rules or of a player."""


@dataclass(frozen=True, slots=True)
class Result:
    """How a game went: its last state and the number of actions."""

    state: State
    outcome: Outcome
    actions: int

    @property
    def digest(self) -> str:
        """The digest of the last state."""
        return codec.digest(self.state)


def play_out(
    scenario: Scenario,
    setup: umpire.Setup,
    players: Mapping[str, str],
    record: Path | None = None,
    observer: Observer | None = None,
    source: str = "",
    clock: Clock | None = None,
) -> Result:
    """Play a game to its end, writing a record if a path is given.  Raises WrongPlayers if a side is a person's."""
    persons = [side for side in scenario.order if players.get(side, PERSON) == PERSON]
    if persons:
        raise WrongPlayers(f"a game between computers needs one for each side: {', '.join(persons)} has none")
    desk = Desk(setup.seed, players)
    opening = umpire.begin(scenario, setup)
    state = opening.state
    writer = Writer.begin(record, header_of(scenario, setup, source), state, durable=False) if record else None
    actions = 0
    sweeping = gc.isenabled()
    gc.disable()  # a game is made of frozen values, and these refer to no younger ones: there are no rings to look for
    try:
        while state.outcome is None:
            if actions >= ENDLESS:
                raise Endless(f"seed {setup.seed}: the game has not ended after {ENDLESS:,} actions")
            if desk.lacks(state):
                question, began = desk.question(state, actions), time.perf_counter()
                desk.answered(state, question.answer())
                if clock is not None:
                    clock(question, time.perf_counter() - began)
            done = desk.next(state)
            actions += 1
            if writer is not None:
                writer.played(done.by, done.action, done.step)
            if observer is not None:
                observer(done)
            state = done.step.state
    finally:
        if sweeping:
            gc.enable()
        if writer is not None:
            writer.close()
    return Result(state, state.outcome, actions)
