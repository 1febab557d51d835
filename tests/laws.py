"""Random legal play, and small helpers to state the laws of the house over it."""

import random
from collections.abc import Iterator
from dataclasses import replace

from game import library, umpire
from game.model.actions import (
    Action,
    Advance,
    Attack,
    DigIn,
    EndPart,
    Move,
    OpenDepot,
    Relieve,
    SetPosture,
)
from game.model.forces import Posture, Status
from game.model.scenario import Scenario
from game.model.state import State

SCENARIOS = ("proving-ground", "recapture-1922")


def scenario(name: str, _kept: dict[str, Scenario] = {}) -> Scenario:  # noqa: B006 - kept on purpose
    """A shipped scenario, loaded once."""
    if name not in _kept:
        _kept[name] = library.load(name)
    return _kept[name]


def drawn(state: State, chance: random.Random) -> Action:
    """A legal action, the subject drawn first, so that marches do not crowd out everything else."""
    if state.agenda:
        return chance.choice(list(umpire.legal(state)))
    if chance.random() < 0.04:
        return EndPart()
    mine = [unit.number for unit in state.forces.of(state.actor)]
    subject = chance.choice(mine) if mine else None
    choices = list(umpire.legal(state, subject)) if subject is not None else []
    attacks = [action for action in choices if isinstance(action, Attack)]
    if attacks and chance.random() < 0.5:
        return chance.choice(attacks)
    return chance.choice(choices) if choices else EndPart()


def walk(name: str, seed: int, actions: int) -> Iterator[tuple[State, Action, umpire.Step]]:
    """Play so many random actions, over as many games as it takes."""
    chance = random.Random(seed)
    game = 0
    state = umpire.begin(scenario(name), umpire.Setup(seed)).state
    for _ in range(actions):
        if state.outcome is not None:
            game += 1
            state = umpire.begin(scenario(name), umpire.Setup(seed + 10_000 * game)).state
        action = drawn(state, chance)
        step = umpire.apply(state, action)
        yield state, action, step
        state = step.state


def mutated(action: Action, chance: random.Random, state: State) -> Action:
    """The action with something wrong about it, most of the time."""
    units, cells = len(state.forces.units), state.scenario.board.grid.size
    unit, cell = chance.randrange(-2, units + 2), chance.randrange(-2, cells + 2)
    match action:
        case Move(number, route):
            return chance.choice(
                [Move(unit, route), Move(number, (*route, cell)), Move(number, (cell,)), Move(number, route[::-1])]
            )
        case Attack(target, numbers, charge):
            return chance.choice(
                [
                    Attack(cell, numbers, charge),
                    Attack(target, tuple(sorted({*numbers, unit})), charge),
                    Attack(target, numbers, not charge),
                    Attack(target, numbers * 2, charge),
                ]
            )
        case SetPosture():
            return SetPosture(unit, chance.choice(list(Posture)))
        case DigIn() | OpenDepot() | Relieve():
            return chance.choice([DigIn(unit), OpenDepot(unit), Relieve(unit)])
        case EndPart():
            return Advance((unit,))
        case Advance(numbers):
            return chance.choice([Advance((*numbers, unit)), EndPart(), Move(unit, (cell,))])


def men_in_play(state: State) -> int:
    """Men of all units wherever they are, and men lost: what never changes in a game."""
    return sum(unit.men for unit in state.forces.units) + sum(state.tally.lost)


def other_dice(state: State, seed: int) -> State:
    """The same state with other dice."""
    from game.model.dice import Seeded

    return replace(state, dice=Seeded(seed))


__all__ = ["SCENARIOS", "Status", "drawn", "men_in_play", "mutated", "other_dice", "scenario", "walk"]
