"""The proving grounds prove: play on them carries out every clause of the book, and all happens there that can."""

import ast
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import CodeType, FrameType

import pytest

import game.rules
from game import questions, umpire
from game.model.actions import ACTIONS, Action
from game.model.events import EVENTS, Event, MarchStopped
from game.model.forces import Forces
from game.model.state import State
from game.session.asking import Done
from game.session.match import play_out
from game.session.players import seated
from game.study.clauses import citations, rows
from tests.laws import drawn, mutated, scenario

GROUNDS = ("proving-ground", "proving-ridge")
RULES = Path(game.rules.__file__).parent


class Proof:
    """What was carried out so far: functions of the rules, clauses that refused, actions, events, causes of stops."""

    def __init__(self) -> None:
        self.functions: set[tuple[str, str]] = set()
        self.refused: set[str] = set()
        self.actions: set[type[Action]] = set()
        self.events: set[type[Event]] = set()
        self.stops: set[str] = set()

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Note every function of the rules that is called meanwhile."""
        called: set[CodeType] = set()

        def note(frame: FrameType, event: str, _: object) -> None:
            if event == "call":
                called.add(frame.f_code)

        sys.setprofile(note)
        try:
            yield
        finally:
            sys.setprofile(None)
        self.functions |= {
            (Path(code.co_filename).stem, code.co_name) for code in called if Path(code.co_filename).parent == RULES
        }

    def look(self, state: State) -> None:
        """Ask what a screen asks."""
        side = state.actor
        seen = umpire.view(state, side)
        for unit in list(seen.forces.of(side))[:6]:
            questions.trace(seen, side, unit.cell)
            questions.why_hungry(seen, unit)
            questions.fodder(seen, unit.cell)
            questions.reach_together(seen, seen.forces.at(unit.cell))
            questions.might_hide(seen, state.scenario.board.grid.within(unit.cell, 3), side)
            questions.straggling(seen, unit)
            questions.worst_on(seen, unit.cell)
        for number in range(len(seen.realm.holdings)):
            questions.store_word(seen, number)
        umpire.imagine(seen, 5)

    def do(self, state: State, action: Action) -> State:
        """Carry out an action and note what came of it."""
        step = umpire.apply(state, action)
        for event in step.events:
            self.events.add(type(event))
            if isinstance(event, MarchStopped):
                self.stops.add(event.cause)
            for side in state.scenario.sides:
                umpire.witness(state, event, side.id)
        self.actions.add(type(action))
        return step.state

    def clauses(self) -> set[str]:
        """The clauses that the functions called cite, and those that refused something."""
        cited = set(self.refused)
        for path in sorted(RULES.glob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef) and (path.stem, node.name) in self.functions:
                    cited.update(citations(ast.get_docstring(node) or ""))
        return cited


def worn(state: State, chance: random.Random) -> State:
    """The position after a hard war: of half the units a quarter of the men are left, so that remnants are about."""
    left = [replace(u, men=u.men // 4) if chance.random() < 0.5 else u for u in state.forces.units]
    return replace(state, forces=Forces(tuple(left)))


def novel(proof: Proof, state: State, chance: random.Random) -> Action:
    """An order of a kind that was not given yet, if there is one, else any."""
    fresh = [action for action in umpire.legal(state) if type(action) not in proof.actions]
    return chance.choice(fresh) if fresh else drawn(state, chance)


def random_play(proof: Proof, name: str, seeds: range, actions: int) -> None:
    """Play at random, with wrong orders in between, and look round now and then."""
    for seed in seeds:
        chance = random.Random(seed)
        with proof.watched():
            state = umpire.begin(scenario(name), umpire.Setup(seed)).state
            state = worn(state, chance) if seed % 3 == 2 else state
            for number in range(actions):
                if state.outcome is not None:
                    break
                action = novel(proof, state, chance) if number % 5 == 0 else drawn(state, chance)
                verdict = umpire.refusal(state, mutated(action, chance, state))
                if verdict is not None:
                    proof.refused.add(verdict.clause)
                if number % 40 == 0:
                    proof.look(state)
                state = proof.do(state, action)


def played_by_recruits(proof: Proof, name: str, seeds: range) -> None:
    """Let recruits play, and go through their game again."""
    for seed in seeds:
        done: list[Done] = []
        players = tuple((side.id, "recruit") for side in scenario(name).sides if side.seat == "person")
        setup = umpire.Setup(seed, (), tuple({**dict(seated(scenario(name))), **dict(players)}.items()))
        play_out(scenario(name), setup, dict(setup.players), observer=done.append)
        with proof.watched():
            umpire.begin(scenario(name), setup)
            for one in done:
                proof.do(one.before, one.action)


BOOK = [row.clause for row in rows()]


def unproved(proof: Proof) -> list[str]:
    """Clauses and orders that did not come about."""
    clauses = proof.clauses()
    return [clause for clause in BOOK if clause not in clauses] + [
        kind.__name__ for kind in ACTIONS if kind not in proof.actions
    ]


def unheard(proof: Proof) -> list[str]:
    """Events, and causes that stop a march, that did not come about."""
    stops = [cause for cause in ("met", "tired", "ambush", "false_guide") if cause not in proof.stops]
    return [kind.__name__ for kind in EVENTS if kind not in proof.events] + stops


def proved(most: int, missing: Callable[[Proof], list[str]]) -> Proof:
    """Play on both proving grounds, recruits first, until nothing is missing, at most so many random games on each."""
    proof = Proof()
    for name in GROUNDS:
        played_by_recruits(proof, name, range(1))
    for seed in range(most):
        for name in GROUNDS:
            random_play(proof, name, range(seed, seed + 1), 600)
        if seed % 4 == 3 and not missing(proof):
            break
    return proof


def test_the_proving_grounds_use_every_clause() -> None:
    """Each clause of the book is cited by a function that ran, or refused an order; and each order was given."""
    assert len(BOOK) > 140
    missing = unproved(proved(120, unproved))
    assert not missing, f"never used on the proving grounds: {missing}"


@pytest.mark.slow
def test_on_the_proving_grounds_all_happens_that_can() -> None:
    """Every event, and every cause that stops a march, comes about in play."""
    missing = unheard(proved(120, unheard))
    assert not missing, f"never happened on the proving grounds: {missing}"
