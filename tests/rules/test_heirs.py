"""Chapter 13 on what a charge costs its leader, and on who comes after him."""

from dataclasses import replace

import pytest

from game import umpire
from game.hexes import NO_CELL
from game.model.actions import Attack
from game.model.events import FightResolved, MoraleChanged, PurseChanged, Rolled, UnitArrived, UnitLeft
from game.model.forces import Forces, Status
from game.model.ledger import Ledger
from game.rules import leaders
from tests.sketch import Counter, Sketch, sketch

RIDE = """
.   .   .   .   .
  .   .   .   .
.   .   .d  .   .
  .   .a  .   .
.   .   .l  .   .
  .   .   .   .
"""


def charged(
    *dice: int, charge: bool = True, radius: int = 2, foe: int = 400, mortal: bool = True
) -> tuple[Sketch, umpire.Step]:
    """200 riders with their leader against foot, with these dice."""
    counters = {
        "a": Counter("guard_horse", men=200, faction="own", morale=9),
        "l": Counter("leader", men=0, radius=radius, faction="own", mortal=mortal),
        "d": Counter("rifle", "red", foe),
    }
    drawn = sketch(RIDE, counters, dice=dice)
    units = list(drawn.state.forces.units)
    units[drawn.n("l")] = replace(units[drawn.n("l")], cell=drawn.unit("a").cell)
    state = replace(drawn.state, forces=Forces(tuple(units)))
    return drawn, umpire.apply(state, Attack(drawn.at(4, 1), (drawn.n("a"),), charge))


@pytest.mark.parametrize(
    ("faces", "status"),
    [((1, 4), "killed"), ((2, 4), "captured"), ((3, 4), "wounded"), ((4, 4), "wounded"), ((4, 5), "")],
)
def test_who_leads_a_charge_that_does_not_carry(faces: tuple[int, int], status: str) -> None:
    """[13.6] His fate is rolled at two less, though his men did not rout: here they fell back."""
    drawn, step = charged(1, 2, *faces)
    result = next(e for e in step.events if isinstance(e, FightResolved))
    assert result.outcome == "AR"
    fates = [e for e in step.events if isinstance(e, Rolled) and e.cause == "fate"]
    assert len(fates) == 1
    left = [e.cause for e in step.events if isinstance(e, UnitLeft) and e.unit == drawn.n("l")]
    assert left == ([status] if status else [])
    if not status:
        assert step.state.unit(drawn.n("l")).cell == step.state.unit(drawn.n("a")).cell, "he goes back with his men"


def test_his_men_lose_heart_with_him() -> None:
    """[13.6, 13.3, 14.2] Two for the leader, and three in a turn at most."""
    drawn, step = charged(1, 2, 1, 1)
    assert MoraleChanged(drawn.n("a"), -1, 6, "leader_lost") in step.events
    assert step.state.unit(drawn.n("a")).morale == 6, (
        "two for the fourth of them that fell, and no more than three together"
    )


def test_an_attack_on_foot_or_a_charge_that_carries_is_no_such_risk() -> None:
    """[13.6] Nor is it one for a leader who does not ride with them."""
    for step in (
        charged(3, 3, charge=False)[1],
        charged(6, 6, foe=40)[1],
    ):
        assert not any(isinstance(e, Rolled) and e.cause == "fate" for e in step.events)
    drawn = sketch(RIDE, {"a": Counter("guard_horse", men=200, faction="own"), "d": Counter("rifle", "red", 400),
                          "l": Counter("leader", men=0, radius=2, faction="own")}, dice=(1, 2))  # fmt: skip
    step = umpire.apply(drawn.state, Attack(drawn.at(4, 1), (drawn.n("a"),), charge=True))
    assert not any(isinstance(e, Rolled) and e.cause == "fate" for e in step.events)


CAMPS = """
.E  .   .A  .
  .   .   .   .
.B  .   .C  .
  .H  .   .   .
"""


def fallen(
    *dice: int, heir: str = "H", status: Status = Status.POOL, faction: str = "own", home: bool = False, purse: int = 5
) -> tuple[Sketch, Ledger]:
    """The fate of a leader whose men stand in three camps; his heir is in the pool, or as told."""
    counters = {
        "E": Counter("leader", men=0, radius=2, faction=faction),
        "A": Counter(men=300, faction=faction),
        "B": Counter(men=400, faction="hills"),
        "C": Counter(men=500, side="lokai", faction="loose"),
        "H": Counter("leader", men=0, radius=1, faction=faction),
    }
    drawn = sketch(CAMPS, counters, dice=dice, purse=purse, homes={faction: ((0, 0),)} if home else None)
    scenario = drawn.state.scenario
    specs = tuple(replace(s, heir=heir) if s.id == "E" else s for s in scenario.units)
    units = list(drawn.state.forces.units)
    off = status is not Status.FIELD
    here = units[drawn.n("H")]
    units[drawn.n("H")] = replace(here, status=status, cell=NO_CELL if off else here.cell)
    state = replace(drawn.state, scenario=replace(scenario, units=specs), forces=Forces(tuple(units)))
    ledger = Ledger(state)
    leaders.roll_fate(ledger, state.unit(drawn.n("E")))
    return drawn, ledger


@pytest.mark.parametrize("dice", [(1, 1), (2, 2), (2, 3)])
def test_an_heir_comes_to_the_largest_stack(dice: tuple[int, int]) -> None:
    """[13.7] Killed, taken or wounded: the heir joins those of his men who are most, and half the purse is gone."""
    drawn, ledger = fallen(*dice)
    assert UnitArrived(drawn.n("H"), drawn.unit("B").cell, 0) in ledger.events
    assert ledger.state.unit(drawn.n("H")).on_map
    assert PurseChanged("enver", -3, "succession") in ledger.events
    assert ledger.state.bonds.purse == (5, 2, 5)
    _, unhurt = fallen(5, 5)
    assert not any(isinstance(e, UnitArrived | PurseChanged) for e in unhurt.events)


def test_who_serves_his_own_faction_alone_costs_the_side_nothing() -> None:
    """[13.7, 13.1] His heir comes to that faction's men."""
    drawn, ledger = fallen(1, 1, home=True)
    assert ledger.state.unit(drawn.n("H")).cell == drawn.unit("A").cell
    assert not any(isinstance(e, PurseChanged) for e in ledger.events)


def test_an_heir_who_is_there_takes_over_where_he_stands() -> None:
    """[13.7] One who is dead or away does not, nor does nobody's heir."""
    drawn, ledger = fallen(1, 1, status=Status.FIELD)
    assert ledger.state.unit(drawn.n("H")).cell == drawn.unit("H").cell
    assert PurseChanged("enver", -3, "succession") in ledger.events
    for status in (Status.GONE, Status.DISPERSED, Status.AWAITED):
        _, dead = fallen(1, 1, status=status)
        assert not any(isinstance(e, PurseChanged | UnitArrived) for e in dead.events)
    _, nobody = fallen(1, 1, heir="")
    assert not any(isinstance(e, PurseChanged | UnitArrived) for e in nobody.events)
    _, poor = fallen(1, 1, purse=0)
    assert not any(isinstance(e, PurseChanged) for e in poor.events)
