"""Bounds of the book that nobody thinks of until they are reached: men's minds, ends of games, places without bread."""

from dataclasses import replace
from datetime import datetime

import pytest

from game import questions, umpire
from game.hexes import NO_CELL
from game.model.actions import Attack, Move
from game.model.events import AmbushSprung, GameEnded, MarchStopped, Rolled, StoresChanged, UnitFellBack, UnitLeft
from game.model.forces import Posture, Status
from game.model.ledger import Ledger
from game.model.scenario import Spate, Spell, SuddenDeath, Victory
from game.rules import arrivals, sequence, units, victory, want, weather
from tests.rules.test_edges import changed
from tests.rules.test_stores import town
from tests.sketch import Counter, sketch

RED = Counter("rifle", "red")
CHIEF = Counter("leader", men=0, radius=1)


@pytest.mark.parametrize(("first", "remnant"), [(399, False), (400, True)])
def test_a_third_of_the_men_is_no_remnant(first: int, remnant: bool) -> None:
    """[3.5] 133 of 399 still are a unit; of 400 they are not."""
    position = sketch(".A", {"A": Counter("rifle", "red", 133, start_men=first)})
    assert units.remnant(position.state, position.unit("A")) == remnant


@pytest.mark.parametrize(("status", "ended"), [(Status.GONE, True), (Status.DISPERSED, False), (Status.FIELD, False)])
def test_the_death_of_a_leader_may_end_it(status: Status, ended: bool) -> None:
    """[20.6] Dead or taken; not wounded, not alive."""
    death = SuddenDeath("last-charge", "red", -2, leader="E")
    terms = Victory("enver", "red", 5, (9, 7, 4, 2), sudden=(death,))
    position = sketch(".E", {"E": Counter("leader", men=0, radius=1)}, victory=terms)
    cell = position.unit("E").cell if status is Status.FIELD else NO_CELL
    ledger = Ledger(changed(position, "E", status=status, cell=cell))
    victory.close_turn(ledger)
    assert (GameEnded("red", -2, "last-charge") in ledger.events) == ended


@pytest.mark.parametrize(("posture", "throw", "held"), [
    (Posture.STAND, (3, 4), True), (Posture.STAND, (4, 4), False),
    (Posture.LAST, (4, 5), True), (Posture.LAST, (5, 5), False),
])  # fmt: skip
def test_those_who_hold_to_the_last_are_harder_to_break(posture: Posture, throw: tuple[int, int], held: bool) -> None:
    """[17.7] Trained men with no way out: two dice against their morale, at two better if they hold to the last."""
    men = Counter("drilled_foot", men=400, morale=10, posture=posture)
    position = sketch(".D\n\n.A", {"A": Counter("cavalry", "red", 2400), "D": men}, acting="red",
                      dice=(6, 6, *throw))  # fmt: skip
    step = umpire.apply(position.state, Attack(position.at(0, 0), (position.n("A"),)))
    assert [e.faces for e in step.events if isinstance(e, Rolled) and e.cause == "surrender"] == [throw]
    surrendered = any(isinstance(event, UnitLeft) and event.cause == "surrendered" for event in step.events)
    assert surrendered != held


@pytest.mark.parametrize(("scale", "mouths"), [("8km", 800), ("3km", 800), ("1km", 0)])
def test_half_an_hour_is_too_short_to_be_hungry(scale: str, mouths: int) -> None:
    """[9.2, 11.1] At a kilometre a hex nobody eats, and nobody starves."""
    position = sketch(".A", {"A": Counter()}, scale=scale)
    assert questions.mouths(position.state, position.unit("A")) == mouths
    ledger = Ledger(position.state)
    want.check_bread(ledger)
    assert bool(ledger.events) == (scale != "1km")


def test_the_broken_flee_from_those_who_are_near() -> None:
    """[13.5, 21.2] Two hexes from the enemy beside them, though another waits farther on."""
    drawing = "\n\n".join((".A", ".B", ".", ".", ".C"))
    position = sketch(drawing, {"A": RED, "B": Counter(morale=1), "C": RED}, dice=(6, 6))
    ledger = Ledger(position.state)
    sequence._begin_part(ledger, 0)
    fled = next(event for event in ledger.events if isinstance(event, UnitFellBack))
    assert fled.route == (position.at(0, 2), position.at(0, 3))


def test_the_wounded_come_back_to_the_largest_unit_and_of_two_to_the_first() -> None:
    """[19.4]"""
    for men, home in ((300, "A"), (301, "B")):
        hurt = sketch(".A  .E  .B\n  .   .", {"A": Counter(men=300), "B": Counter(men=men), "E": CHIEF})
        state = changed(hurt, "E", status=Status.DISPERSED, cell=NO_CELL, due=1)
        ledger = Ledger(state)
        arrivals.enter(ledger, "enver")
        assert ledger.state.unit(hurt.n("E")).cell == hurt.unit(home).cell


def test_the_sky_of_the_set_up_is_that_of_the_first_turn() -> None:
    """[2.1, 2.3, 2.5] Its season, its water, its light: not those of the turn that follows."""
    spells = (Spell(1, 1, light="dark"),)
    base = sketch(".", spate="great", start=datetime(1922, 2, 27), spells=spells).state.scenario
    scenario = replace(base, spates=(Spate(1, 1, "great"),))
    sky = weather.opening(scenario)
    assert (sky.season, sky.light, sky.spate) == ("winter", "dark", "great")
    assert (
        weather.opening(replace(scenario, calendar=replace(base.calendar, start=datetime(1922, 3, 1)))).season
        == "spring"
    )
    later = weather.opening(replace(scenario, spells=(), spates=()))
    assert (later.light, later.spate) == ("day", "")


@pytest.mark.parametrize(("bread", "eaten"), [(20, 4), (3, 2), (1, 1)])
def test_what_is_eaten_is_told_as_it_is(bread: int, eaten: int) -> None:
    """[10.2] So much less, and so much left."""
    state = town("y", bread=bread).state
    ledger = Ledger(state)
    want.check_bread(ledger)
    told = [event for event in ledger.events if isinstance(event, StoresChanged)]
    assert told == [StoresChanged(0, -eaten, bread - eaten, "eaten")]
    assert ledger.state.realm.holdings[0].stores == bread - eaten


@pytest.mark.parametrize(("kind", "ambushed"), [("rifle", True), ("cavalry", False)])
def test_who_was_sighted_on_the_way_lies_in_no_ambush(kind: str, ambushed: bool) -> None:
    """[14.11, 18.1] Riders see the band from a hex away and go on warily; foot walk into it."""
    drawing = "\n\n".join((".A", ".", "m", ".B", ".", "T"))
    counters = {"A": Counter(kind, "red", 300), "B": Counter(men=2000, morale=7)}
    position = sketch(drawing, counters, fog=True, acting="red", dice=(1, 3, 4))
    assert not umpire.view(position.state, "red").unit(position.n("B")).on_map
    step = umpire.apply(position.state, Move(position.n("A"), (position.at(0, 1), position.at(0, 2))))
    assert any(isinstance(event, MarchStopped) for event in step.events)
    assert any(isinstance(event, AmbushSprung) for event in step.events) == ambushed
