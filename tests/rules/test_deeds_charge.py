"""The last charge: how it is ridden, what it costs, whom it kills.  [25.29]"""

import dataclasses
import itertools

import pytest

from game.model import fortunes as f
from game.model.actions import Attack
from game.model.agenda import MayAdvance, ResolveFight
from game.model.dice import Scripted
from game.model.events import FightResolved, MenJoined, UnitAdvanced
from game.model.forces import Status
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import combat, deeds, last_charge, losses, odds
from tests.rules.deeds import CARD, done
from tests.sketch import Counter, Sketch, sketch

FATE = f.Fate(killed=8, taken=9, carried_off=11)
FIELD = """
.   .   .   .   .
  .   .   .   .
.L  .   .A  .   .
  .   .   .   .
.   .   .   .   .
"""


def field(men: int = 300, mgs: int = 2) -> Sketch:
    letters = {
        "A": Counter("rifle", "red", 60, 0, mgs, morale=6),
        "L": Counter("leader", "enver", 1, radius=2, mortal=False),
        "B": Counter("band_horse", "enver", men, morale=8),
    }
    sk = sketch(FIELD + "  .B\n", letters)
    riders = dataclasses.replace(sk.unit("B"), cell=sk.unit("L").cell)
    state = dataclasses.replace(sk.state, forces=sk.state.forces.with_unit(riders))
    return Sketch(state, sk.letters)


def charge(**fields: object) -> f.Charge:
    told = {"unit": "L", "columns": 3, "leader": 1, "carry": 13, "through": 3, "per_mg": 5, "losses": 200, "fate": FATE}
    return f.Charge(**{"mortal": True, **told, **fields})  # type: ignore[arg-type]


def ridden(sk: Sketch, effect: f.Charge, dice: tuple[int, ...]) -> Ledger:
    """The ledger after a last charge has been ridden and fought out."""
    state = dataclasses.replace(sk.state, dice=Scripted(dice))
    ledger = done(Sketch(state, sk.letters), effect, target=(sk.unit("A").cell,), aim="hex")
    task = ledger.state.agenda[0]
    assert isinstance(task, ResolveFight)
    start = len(ledger.events)
    combat.resolve(ledger, task)
    deeds.after_fight(ledger, task.target, start)
    return ledger


def waiting(sk: Sketch, effect: f.Charge) -> tuple[State, Attack]:
    """A last charge that has been ridden up and not yet fought."""
    ledger = done(sk, effect, target=(sk.unit("A").cell,), aim="hex")
    task = ledger.state.agenda[0]
    assert isinstance(task, ResolveFight)
    return ledger.state, Attack(task.target, task.units, task.charge)


def test_the_riders_come_up_and_its_columns_stand_in_the_forecast() -> None:
    """[25.29]"""
    sk = field()
    state, order = waiting(sk, charge())
    grid = state.scenario.board.grid
    assert grid.distance(state.unit(sk.n("B")).cell, order.target) == 1
    assert state.unit(sk.n("L")).cell == state.unit(sk.n("B")).cell
    reasons = {shift.reason: shift.columns for shift in odds.balance(state, order).shifts}
    assert (reasons[CARD.id], reasons["leader"]) == (3, 1)
    assert "charge" not in reasons, "its columns are those of the charge"
    decoy, order = waiting(sk, charge(decoy=33, decoy_columns=1))
    assert {s.reason: s.columns for s in odds.balance(decoy, order).shifts}[CARD.id] == 4
    assert decoy.unit(sk.n("B")).men == 300 - 99


@pytest.mark.parametrize(("carry", "result", "price"), [(13, 13, 6), (14, 13, 22), (13, 12, 22)])
def test_what_it_costs_if_it_does_not_carry(carry: int, result: int, price: int) -> None:
    """[25.29]"""
    state, order = waiting(field(), charge(carry=carry))
    chart = state.scenario.charts.combat
    row = chart.rows[result - chart.first_result]
    stack = odds.defenders(state, order.target, "enver")
    assert losses.tolls(state, order, ("enver", "red"), stack, result, row)[0] == price


def test_who_carries_rides_through_and_is_chased() -> None:
    """[25.29]"""
    sk = field(men=900)
    ledger = ridden(sk, charge(decoy=10, decoy_columns=1), (6, 6, 3))
    fight = next(event for event in ledger.events if isinstance(event, FightResolved))
    assert fight.result >= 13
    through = {event.cell for event in ledger.events if isinstance(event, UnitAdvanced)}
    assert len(through) == 1
    (end,) = through
    assert ledger.state.unit(sk.n("L")).cell == ledger.state.unit(sk.n("B")).cell == end
    grid = ledger.state.scenario.board.grid
    assert 0 < grid.distance(end, sk.unit("A").cell) <= 2, "through its hex and two more"
    assert [event.men for event in ledger.events if isinstance(event, MenJoined)] == [-90, 90], "the decoy is back"
    assert not any(isinstance(task, MayAdvance) for task in ledger.state.agenda)
    assert ledger.state.table.lasting == ()


def test_the_fate_of_a_leader_whose_charge_fails_has_its_exact_chances() -> None:
    """[25.29]"""
    counted = dict.fromkeys(("killed or taken", "away", "free"), 0)
    for faces in itertools.product(range(1, 7), repeat=2):
        sk = field(men=30, mgs=4)
        unit = ridden(sk, charge(columns=0), (1, 1, 1, 1, *faces)).state.unit(sk.n("L"))
        key = {Status.GONE: "killed or taken", Status.DISPERSED: "away"}.get(unit.status, "free")
        counted[key] += 1
    assert counted == {"killed or taken": 30, "away": 5, "free": 1}
    assert [sum(1 for a, b in itertools.product(range(1, 7), repeat=2) if last_charge.fate(FATE, a + b) == name)
            for name in ("killed", "captured", "wounded", "unhurt")] == [26, 4, 5, 1]  # fmt: skip


def test_who_may_not_die_yet_is_spared_unless_the_card_says_otherwise() -> None:
    """[25.29]"""
    sk = field(men=30, mgs=4)
    assert ridden(sk, charge(columns=0, mortal=False), (1, 1, 1, 1, 1, 1)).state.unit(sk.n("L")).status is (
        Status.DISPERSED
    )
