"""Law 8: turn or mirror the map, and sight, reach, zones, supply and odds turn with it."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game import questions, umpire
from game.hexes import cells_of
from game.model.actions import Attack
from game.model.judgement import Forecast
from game.model.scouting import Scouting
from game.model.state import State
from tests.hexes.plain import Hex
from tests.worlds import GRID, HEXAGON, SIDES, cell, mirrored, moved, state_of, turned, world_of

SEEDS = st.integers(0, 1 << 32)
MOVES: dict[str, Callable[[Hex], Hex]] = {"turned": turned, "mirrored": mirrored}


def compare(state: State, other: State, to: Callable[[Hex], Hex]) -> None:
    """Ask both worlds the same, and move the answers of the first."""

    def there(at: int) -> int:
        return cell(to(GRID.column_row(at)))

    def over(cells: int) -> set[int]:
        return {there(at) for at in cells_of(cells)}

    for side in SIDES:
        for mine, theirs in zip(questions.zones(state, side), questions.zones(other, side), strict=True):
            assert over(mine) == set(cells_of(theirs))
        assert over(questions.visible(in_fog(state), side)) == set(cells_of(questions.visible(in_fog(other), side)))
        costs, fed = questions.supply_lines(state, side)
        costs_there, fed_there = questions.supply_lines(other, side)
        assert fed == fed_there
        assert all(costs[cell(at)] == costs_there[cell(to(at))] for at in HEXAGON)
    for number in range(len(state.forces.units)):
        routes, routes_there = umpire.reach(state, number), umpire.reach(other, number)
        assert {there(at): (r.cost, r.stopped) for at, r in routes.items()} == {
            at: (r.cost, r.stopped) for at, r in routes_there.items()
        }
        hungry, hungry_there = (questions.why_hungry(one, one.unit(number)) for one in (state, other))
        assert hungry == hungry_there
    fights = dict(forecasts(state))
    fights_there = dict(forecasts(other))
    assert {(there(a.target), a.units, a.charge) for a in fights} == {
        (a.target, a.units, a.charge) for a in fights_there
    }
    for attack, outlook in fights.items():
        again = fights_there[Attack(there(attack.target), attack.units, attack.charge)]
        assert told(again) == told(outlook)


def in_fog(state: State) -> State:
    """The same position in a game with fog."""
    return replace(state, scouting=Scouting(True, ((), (), ())))


def forecasts(state: State) -> Iterator[tuple[Attack, Forecast]]:
    """The attacks that are legal, and what they come to."""
    for action in umpire.legal(state):
        if isinstance(action, Attack):
            yield action, umpire.forecast(state, action)


def told(outlook: Forecast) -> tuple[object, ...]:
    """All of a forecast but where it is."""
    return (
        outlook.attacker, outlook.defender, outlook.plain, outlook.shifts, outlook.total, outlook.lines, outlook.tests,
    )  # fmt: skip


def check(seed: int, name: str) -> None:
    """Move the world of a seed once and compare."""
    world, to = world_of(seed), MOVES[name]
    compare(state_of(world), state_of(moved(world, to)), to)


@pytest.mark.parametrize("name", sorted(MOVES))
@settings(max_examples=150)
@given(seed=SEEDS)
def test_the_rules_have_no_favourite_direction(name: str, seed: int) -> None:
    check(seed, name)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(MOVES))
@settings(max_examples=2000, derandomize=False)
@given(seed=SEEDS)
def test_the_rules_have_no_favourite_direction_in_many_worlds(name: str, seed: int) -> None:
    check(seed, name)


def test_six_turns_and_two_mirrors_come_home() -> None:
    for at in HEXAGON:
        here = at
        for _ in range(6):
            here = turned(here)
            assert here in HEXAGON
        assert here == at == mirrored(mirrored(at))


def test_there_are_fights_to_compare() -> None:
    """Attacks, charges, shelter and evasion all occur in the small worlds."""
    outlooks = [(attack, outlook) for seed in range(150) for attack, outlook in forecasts(state_of(world_of(seed)))]
    reasons = {shift.reason for _, outlook in outlooks for shift in outlook.shifts}
    tests = {chance.test for _, outlook in outlooks for chance in outlook.tests}
    assert len(outlooks) > 100 and any(attack.charge for attack, _ in outlooks)
    assert {"town", "works", "minor", "major", "leader", "combined", "charge", "failed_evasion"} <= reasons
    assert tests == {"evasion", "resolve"}
