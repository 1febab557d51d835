"""What the forecast promises and what the fight does: chi-square at seeds fixed beforehand, 5,000 rolls a fight.

The fights are drawn from small random worlds and fought through the combat chapter alone, without a game around them.
A fight is told by what the forecast tells of it: the men would not go, the defender slipped away, or the result on the
ladder with its outcome and the men lost on either side.
"""

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import cycle, islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game import umpire
from game.model.actions import Attack
from game.model.agenda import ResolveFight
from game.model.dice import Dice, Seeded
from game.model.events import AttackRefused, DefenderEvaded, FightResolved, MenLost
from game.model.judgement import Forecast
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import combat, odds, units
from tests.worlds import state_of, world_of

ROLLS = 5000
LEAST_P = 0.0001
SECOND_LOOK, SECOND_STREAM = 10, 10**12
"""Among two hundred true fights the least p is under the line in one series of fifty.  Such a fight is looked at again,
with ten times the rolls from another stream: chance does not strike twice, a fault does."""
FEWEST = 5
"""Chances expected fewer times than this are told together."""

WANTED = (
    "evasion", "charge", "ambush", "resolve", "minor", "works", "surprise", "ambush", "major", "charge",
    "opposite", "leader", "crest", "night", "dug_in_drilled", "failed_evasion", "enemy_leader", "charge", "ambush",
    "drilled_storm",
)  # fmt: skip
"""What the next fight must have about it."""

Told = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fight:
    """A fight of a random world, with what the forecast says of it."""

    seed: int
    state: State
    task: ResolveFight
    outlook: Forecast

    @property
    def about(self) -> set[str]:
        """The names of its shifts and tests, of a charge and of an ambush."""
        named = {shift.reason for shift in self.outlook.shifts} | {chance.test for chance in self.outlook.tests}
        return named | ({"charge"} if self.task.charge else set())


def attack_in(state: State, chance: random.Random) -> ResolveFight | None:
    """A legal attack of the side that acts, by any of its units on any hex."""
    targets = sorted({unit.cell for unit in state.forces.units if state.bonds.at_war(state.actor, unit.side)})
    chance.shuffle(targets)
    for target in targets:
        near = [unit.number for unit in state.forces.of(state.actor) if odds.able(state, unit, target) is None]
        if not near:
            continue
        force = tuple(sorted(chance.sample(near, chance.randint(1, len(near)))))
        orders = [Attack(target, force, charge) for charge in (chance.random() < 0.7, False)]
        for attack in orders:
            if umpire.refusal(state, attack) is None:
                against = odds.defenders(state, target, state.actor)[0].side
                return ResolveFight(target, force, attack.charge, against)
    return None


def ambush_in(state: State, chance: random.Random) -> ResolveFight | None:
    """Some who could fall on a stack of the side that acts."""
    stacks = sorted({unit.cell for unit in state.forces.of(state.actor) if units.fights(state, unit)})
    chance.shuffle(stacks)
    for cell in stacks:
        foes = [unit for unit in state.forces.units if unit.on_map and state.bonds.at_war(unit.side, state.actor)]
        near = [unit for unit in foes if odds.able(state, unit, cell) is None]
        force = tuple(unit.number for unit in near if unit.side == near[0].side)
        if any(units.fights(state, state.unit(number)) for number in force):
            return ResolveFight(cell, force, charge=False, against=state.actor, ambush=True)
    return None


def fight_of(seed: int) -> Fight | None:
    """The fight of a seed, if its world has one; every fifth is an ambush, and in every third nobody saw some come."""
    state = state_of(world_of(seed))
    if seed % 3 == 0:
        unseen = tuple(unit.number for unit in state.forces.of(state.actor) if unit.number % 4)
        state = replace(state, scouting=replace(state.scouting, unseen=unseen))
    task = (ambush_in if seed % 5 == 0 else attack_in)(state, random.Random(seed))
    if task is None:
        return None
    outlook = odds.forecast(state, Attack(task.target, task.units, task.charge), ambush=task.ambush)
    return Fight(seed, state, task, outlook)


def fights(first: int) -> Iterator[Fight]:
    """Fights with all the book has about them, from a seed on."""
    found = (fight for fight in map(fight_of, range(first, first + 100_000)) if fight is not None)
    for wanted in cycle(WANTED):
        yield next(fight for fight in found if wanted in fight.about)


def promised(outlook: Forecast) -> dict[Told, float]:
    """The chance of everything that can happen, by the forecast."""
    going, caught = 1.0, 1.0
    told: defaultdict[Told, float] = defaultdict(float)
    for chance in outlook.tests:
        if chance.test == "resolve":
            going = chance.ways / 36
            told["refused",] += 1 - going
        else:
            caught = 1 - chance.ways / 36
            told["evaded",] += going * (1 - caught)
    for line in outlook.lines:
        key = (line.result, line.outcome, line.attacker_loss, line.defender_loss)
        told[key] += going * caught * line.ways / 36
    return {key: share for key, share in told.items() if share > 0}


def fought(fight: Fight, dice: Dice) -> tuple[Told, Dice]:
    """What came of a fight with these dice, and the dice after it."""
    ledger = Ledger(replace(fight.state, dice=dice))
    combat.resolve(ledger, fight.task)
    side = fight.state.unit(fight.task.units[0]).side
    result: Told = ()
    lost = [0, 0]
    for event in ledger.events:
        match event:
            case AttackRefused():
                return ("refused",), ledger.state.dice
            case DefenderEvaded():
                return ("evaded",), ledger.state.dice
            case FightResolved():
                result = (event.result, event.outcome)
            case MenLost(cause="fight"):
                lost[0 if fight.state.unit(event.unit).side == side else 1] += event.men
            case _:
                pass
    return (*result, *lost), ledger.state.dice


def tail(square: float, freedom: int) -> float:
    """The chance that chi-square with so many degrees of freedom is this great or greater."""
    half = square / 2
    order, total = (0.5, math.erfc(math.sqrt(half))) if freedom % 2 else (1.0, math.exp(-half))
    while order < freedom / 2:
        total += math.exp(order * math.log(half) - half - math.lgamma(order + 1)) if half else 0
        order += 1
    return total


def chi_square(expected: dict[Told, float], seen: Counter[Told]) -> float:
    """How likely what was seen, or worse, is if the chances are as expected."""
    rolls = seen.total()
    assert set(seen) <= set(expected), f"never foreseen: {sorted(set(seen) - set(expected), key=str)}"
    groups: list[tuple[float, int]] = []
    rest, left = 0.0, 0
    for key, share in sorted(expected.items(), key=lambda item: -item[1]):
        if share * rolls >= FEWEST:
            groups.append((share * rolls, seen[key]))
        else:
            rest, left = rest + share * rolls, left + seen[key]
    if rest >= FEWEST or not groups:
        groups.append((rest, left))
    else:
        groups[-1] = (groups[-1][0] + rest, groups[-1][1] + left)
    if len(groups) == 1:
        return 1.0
    return tail(sum((count - share) ** 2 / share for share, count in groups), len(groups) - 1)


def rolled(fight: Fight, rolls: int, stream: int = 0) -> Counter[Told]:
    """How often each thing came of a fight, thrown again and again from the stream of its seed as a game throws."""
    seen: Counter[Told] = Counter()
    dice: Dice = Seeded(fight.seed + stream)
    for _ in range(rolls):
        told, dice = fought(fight, dice)
        seen[told] += 1
    return seen


def hold(first: int, number: int) -> None:
    """Fight so many fights and hold every one to its forecast."""
    met: Counter[str] = Counter()
    least = 1.0
    for fight in islice(fights(first), number):
        p = chi_square(promised(fight.outlook), rolled(fight, ROLLS))
        met.update(fight.about)
        least = min(least, p)
        if p < LEAST_P:
            again = chi_square(promised(fight.outlook), rolled(fight, ROLLS * SECOND_LOOK, SECOND_STREAM))
            print(f"world {fight.seed}: p = {p:.2g} at the first look, {again:.2g} at the second")
            assert again >= LEAST_P, f"world {fight.seed}, {fight.task}"
    print(f"{number} fights, {ROLLS} rolls each, least p {least:.4f}; {dict(sorted(met.items()))}")
    assert set(WANTED) <= set(met)


def test_twenty_fights_come_out_as_foretold() -> None:
    """[20.11, 21.1, 21.2] 100,000 fights of twenty kinds: tests, results, outcomes and losses."""
    hold(1, len(WANTED))


@pytest.mark.slow
def test_two_hundred_fights_come_out_as_foretold() -> None:
    """[20.11, 21.1, 21.2] A million fights of other worlds.

    A series from world 1,000,000 on, before this one, had one fight at p = 0.00006.  Eight times 10,000 further rolls
    of it gave p from 0.06 to 0.80, and the 200 p-values lay as evenly as they should: 9 under 0.05, 104 under 0.5.
    """
    hold(2_000_000, 200)


def test_the_yardstick_is_true() -> None:
    """The tail agrees with the printed tables, and a forecast that is one column off is caught."""
    table = {(3.841, 1): 0.05, (10.828, 1): 0.001, (5.991, 2): 0.05, (7.815, 3): 0.05, (16.919, 9): 0.05,
             (18.307, 10): 0.05, (29.588, 10): 0.001, (43.773, 30): 0.05}  # fmt: skip
    for (square, freedom), p in table.items():
        assert abs(tail(square, freedom) - p) < p / 100
    fight = next(f for f in fights(1) if not f.outlook.tests and 0 < f.outlook.column < 8)
    seen, told = rolled(fight, 1000), promised(fight.outlook)
    assert chi_square(told, seen) >= LEAST_P
    moved = dict(zip(told, [*list(told.values())[1:], *list(told.values())[:1]], strict=True))
    assert chi_square(moved, seen) < LEAST_P


@given(st.integers(0, 1 << 32))
@settings(max_examples=80)
def test_shifts_are_itemised_and_add_up(seed: int) -> None:
    """[20.3, 20.11, 21.2] Powers of units, shifts and rows of the chart are all there is in a forecast."""
    fight = fight_of(seed)
    if fight is None:
        return
    state, outlook = fight.state, fight.outlook
    chart = state.scenario.charts.combat
    assert outlook.total == min(max(sum(s.columns for s in outlook.shifts), chart.least_shift), chart.most_shift)
    assert len({shift.reason for shift in outlook.shifts}) == len(outlook.shifts), "no reason counts twice"
    assert all(shift.columns for shift in outlook.shifts)
    assert [(line.ways, line.outcome) for line in outlook.lines] == [
        (6 - abs(7 - throw), odds.row_of(state, outlook.column, throw)[1].outcome) for throw in range(2, 13)
    ]
    defended = sum(
        units.power(state, odds.limbered(u) if fight.task.ambush else u, fight.task.target, attacking=False)
        for u in odds.defenders(state, fight.task.target, state.unit(fight.task.units[0]).side)
    )
    assert outlook.defender == defended
    attacking = [units.power(state, state.unit(n), fight.task.target, attacking=True) for n in fight.task.units]
    assert sum(attacking) // 2 <= outlook.attacker <= sum(attacking)
    assert ("works" in fight.about) or outlook.attacker == sum(attacking)
    assert sum(promised(outlook).values()) == pytest.approx(1)
