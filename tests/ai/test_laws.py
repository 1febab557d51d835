"""What holds of every computer player: the same knowledge gives the same legal orders, whatever the dice."""

import json
from contextlib import suppress
from dataclasses import replace

import pytest

from game import ai, codec, library, umpire
from game.model.actions import EndPart
from game.model.dice import Seeded
from game.model.events import Rolled
from game.model.scenario import Scenario
from game.model.state import Seen, State
from game.session.asking import SURPRISES, Done
from game.session.match import play_out
from game.session.players import seated

SCENARIOS = ("mirror", "proving-ground", "recapture-1922")


class Watch:
    """Keeps every so many states of a game, at most so many."""

    def __init__(self, every: int, most: int) -> None:
        self.every, self.most, self.count = every, most, 0
        self.states: list[State] = []

    def __call__(self, done: Done) -> None:
        self.count += 1
        if self.count % self.every == 0:
            self.states.append(done.before)
        if len(self.states) == self.most:
            raise Enough


class Enough(Exception):
    """The watch has seen what it wanted."""


def moments(name: str, every: int = 9, most: int = 25) -> list[State]:
    """States of a game of recruits at which a side must choose."""
    scenario = library.load(name)
    players = seated(scenario)
    watch = Watch(every, most)
    with suppress(Enough):
        play_out(scenario, umpire.Setup(3, (), players), dict(players), observer=watch)
    return watch.states


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("level", ai.LEVELS)
def test_equal_views_give_equal_orders(name: str, level: str) -> None:
    for state in moments(name, most=8):
        seen = umpire.view(state, state.actor)
        copy = Seen(codec.decode_state(state.scenario, json.loads(codec.dumps(codec.encode(seen)))))
        assert copy == seen
        assert ai.decide(seen, 11, level) == ai.decide(copy, 11, level)


@pytest.mark.parametrize("level", ai.LEVELS)
def test_other_dice_change_no_orders(level: str) -> None:
    for state in moments("proving-ground", most=12):
        other = replace(state, dice=Seeded(987_654_321, 5))
        side = state.actor
        assert ai.decide(umpire.view(state, side), 11, level) == ai.decide(umpire.view(other, side), 11, level)


def strangers(state: State, side: str) -> set[tuple[int, int]]:
    """The units of others that a side sees, and where."""
    return {(u.number, u.cell) for u in umpire.view(state, side).forces.units if u.on_map and u.side != side}


@pytest.mark.parametrize("name", SCENARIOS)
@pytest.mark.parametrize("level", ai.LEVELS)
def test_all_orders_of_an_answer_are_legal_one_after_the_other(name: str, level: str) -> None:
    """Up to the first dice, question or news: who was to march may be dead, held up by a card, or barred."""
    for state in moments(name, every=5, most=20):
        side, known = state.actor, strangers(state, state.actor)
        orders = ai.decide(umpire.view(state, side), 11, level)
        assert orders
        for order in orders:
            if strangers(state, side) - known:
                break
            assert umpire.refusal(state, order) is None, order
            state, events = umpire.apply(state, order)
            if state.agenda or any(isinstance(event, (Rolled, *SURPRISES)) for event in events):
                break


def test_the_seed_matters_to_random_alone() -> None:
    state = moments("proving-ground", most=1)[0]
    seen = umpire.view(state, state.actor)
    assert len({ai.decide(seen, seed, "random") for seed in range(40)}) > 10
    assert len({ai.decide(seen, seed, "recruit") for seed in range(5)}) == 1


def test_an_unknown_player_is_refused() -> None:
    state = moments("proving-ground", most=1)[0]
    with pytest.raises(ValueError, match="random, recruit, staff, automaton"):
        ai.decide(umpire.view(state, state.actor), 1, "marshal")


def fallen_out(scenario: Scenario) -> Scenario:
    """The scenario with the Lokai a side at war with Enver from the start."""
    units = tuple(replace(spec, side="lokai") if spec.faction == "lokai" else spec for spec in scenario.units)
    return replace(scenario, units=units, hostile=(*scenario.hostile, ("lokai", "enver")))


def test_the_dormant_lokai_have_no_part() -> None:
    """Where no card lets them break, they stay in the coalition."""
    scenario = replace(library.load("recapture-1922"), cards=(), decks=())
    players = seated(scenario)
    acted: list[str] = []
    play_out(scenario, umpire.Setup(2, (), players), dict(players), observer=lambda done: acted.append(done.by))
    assert set(acted) == {"red", "enver"}


def test_set_hostile_the_lokai_act() -> None:
    scenario = fallen_out(library.load("recapture-1922"))
    players = seated(scenario)
    did: list[str] = []

    def look(done: Done) -> None:
        if done.by == "lokai":
            did.append(type(done.action).__name__)

    result = play_out(scenario, umpire.Setup(2, (), players), dict(players), observer=look)
    assert "Attack" in did and "Move" in did
    assert result.state.tally.lost[scenario.side_number("enver")] > 0


def test_at_peace_the_automaton_stays_at_home() -> None:
    scenario = replace(library.load("recapture-1922"), hostile=())
    state = umpire.begin(replace(scenario, cards=(), decks=()), umpire.Setup(1)).state
    assert ai.decide(umpire.view(state, state.actor), 1, "automaton") == (EndPart(),)
