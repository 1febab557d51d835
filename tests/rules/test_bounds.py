"""Bounds of the book that nobody thinks of until they are reached: men's minds, ends of games, places without bread."""

from dataclasses import replace
from datetime import datetime

import pytest

from game import questions, umpire
from game.hexes import NO_CELL
from game.model.actions import Attack, Move
from game.model.bonds import Ration
from game.model.events import (
    AmbushSprung,
    GameEnded,
    MarchStopped,
    MenLost,
    Rolled,
    StoresChanged,
    UnitArrived,
    UnitFellBack,
    UnitLeft,
    UnitMoved,
)
from game.model.forces import Posture, Status
from game.model.ledger import Ledger
from game.model.scenario import Spate, Spell, SuddenDeath, Victory
from game.model.scouting import Scouting, Sighting
from game.rules import arrivals, notes, retreat, sequence, units, victory, want, weather
from tests.rules.test_edges import changed
from tests.rules.test_stores import town
from tests.sketch import Counter, Sketch, sketch

RED = Counter("rifle", "red")
CHIEF = Counter("leader", men=0, radius=1)


@pytest.mark.parametrize(("first", "remnant"), [(399, False), (400, True)])
def test_a_third_of_the_men_is_no_remnant(first: int, remnant: bool) -> None:
    """[3.5] 133 of 399 still are a unit; of 400 they are not."""
    position = sketch(".A", {"A": Counter("rifle", "red", 133, start_men=first)})
    assert units.remnant(position.state, position.unit("A")) == remnant


@pytest.mark.parametrize(("status", "ended"), [(Status.GONE, True), (Status.DISPERSED, False), (Status.FIELD, False)])
def test_the_death_of_a_leader_may_end_it(status: Status, ended: bool) -> None:
    """[27.5] Dead or taken; not wounded, not alive."""
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
    """[21.7] Trained men with no way out: two dice against their morale, at two better if they hold to the last."""
    men = Counter("drilled_foot", men=400, morale=10, posture=posture)
    position = sketch(".D\n\n.A", {"A": Counter("cavalry", "red", 2400), "D": men}, acting="red",
                      dice=(6, 6, *throw))  # fmt: skip
    step = umpire.apply(position.state, Attack(position.at(0, 0), (position.n("A"),)))
    assert [e.faces for e in step.events if isinstance(e, Rolled) and e.cause == "surrender"] == [throw]
    surrendered = any(isinstance(event, UnitLeft) and event.cause == "surrendered" for event in step.events)
    assert surrendered != held


@pytest.mark.parametrize(("scale", "mouths"), [("8km", 800), ("3km", 800), ("1km", 0)])
def test_half_an_hour_is_too_short_to_be_hungry(scale: str, mouths: int) -> None:
    """[10.2, 12.1] At a kilometre a hex nobody eats, and nobody starves."""
    position = sketch(".A", {"A": Counter()}, scale=scale)
    assert questions.mouths(position.state, position.unit("A")) == mouths
    ledger = Ledger(position.state)
    want.check_bread(ledger)
    assert bool(ledger.events) == (scale != "1km")


def test_the_broken_flee_from_those_who_are_near() -> None:
    """[14.5, 28.2] Two hexes from the enemy beside them, though another waits farther on."""
    drawing = "\n\n".join((".A", ".B", ".", ".", ".C"))
    position = sketch(drawing, {"A": RED, "B": Counter(morale=1), "C": RED}, dice=(6, 6))
    ledger = Ledger(position.state)
    sequence._begin_part(ledger, 0)
    fled = next(event for event in ledger.events if isinstance(event, UnitFellBack))
    assert fled.route == (position.at(0, 2), position.at(0, 3))


def test_the_wounded_come_back_to_the_largest_unit_and_of_two_to_the_first() -> None:
    """[26.4]"""
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
    """[11.2] So much less, and so much left."""
    state = town("y", bread=bread).state
    ledger = Ledger(state)
    want.check_bread(ledger)
    told = [event for event in ledger.events if isinstance(event, StoresChanged)]
    assert told == [StoresChanged(0, -eaten, bread - eaten, "eaten")]
    assert ledger.state.realm.holdings[0].stores == bread - eaten


@pytest.mark.parametrize(
    ("kind", "sky", "ambushed"), [("rifle", "fair", True), ("cavalry", "fair", False), ("cavalry", "storm", True)]
)
def test_who_was_sighted_on_the_way_lies_in_no_ambush(kind: str, sky: str, ambushed: bool) -> None:
    """[16.10, 23.1, 4.2] Riders see the band from a hex away and go on warily; foot, or in a storm, walk into it."""
    drawing = "\n\n".join((".A", ".", "m", ".B", ".", "T"))
    counters = {"A": Counter(kind, "red", 300), "B": Counter(men=2000, morale=7)}
    position = sketch(drawing, counters, fog=True, acting="red", dice=(1, 3, 4), weather_now=sky)
    assert not umpire.view(position.state, "red").unit(position.n("B")).on_map
    step = umpire.apply(position.state, Move(position.n("A"), (position.at(0, 1), position.at(0, 2))))
    assert any(isinstance(event, MarchStopped) for event in step.events)
    assert any(isinstance(event, AmbushSprung) for event in step.events) == ambushed


def test_the_beaten_do_not_run_into_strangers() -> None:
    """[17.1] Nor over them; where a neutral bars the only way there is none."""
    counters = {"X": RED, "B": Counter("drilled_foot"), "L": Counter(side="lokai")}
    barred = sketch(".X\n\n.B\n\n.L\n\n.", counters)
    assert retreat.way_back(barred.state, barred.unit("B"), 2, (barred.unit("X").cell,)) == ()
    clear = sketch(".X\n\n.B\n\n.\n\n.L", counters)
    assert retreat.way_back(clear.state, clear.unit("B"), 2, (clear.unit("X").cell,)) == (clear.at(0, 2),)


def test_nobody_slips_away_to_a_hex_beside_the_attacker() -> None:
    """[20.9, 17.1] Though a river without a crossing keeps his zone from it; the farther hex is the better one."""
    counters = {"A": Counter("cavalry", "red"), "D": Counter(posture=Posture.EVADE)}
    beside = sketch(".A  #\n  .\n.D  #", counters, rivers={(0, 0, 2): "major"}, acting="red")
    force, stack = (beside.unit("A"),), (beside.unit("D"),)
    assert retreat.way_out(beside.state, stack, 2, (force[0].cell,)) == ()
    away = sketch(".A\n\n.D\n\n.\n\n.\n\n.", counters, acting="red")
    route = retreat.way_out(away.state, (away.unit("D"),), 2, (away.unit("A").cell,))
    assert route == (away.at(0, 2), away.at(0, 3))


def test_a_march_that_takes_longer_than_thought_pays_what_it_walked() -> None:
    """[16.10, 16.4] Two points to leave the zone it began in, and the ground; it stops before what it cannot pay."""
    band = Counter("militia", "red")
    drawing = "\n\n".join((".C", ".A", ".", ".", ".", ".B"))
    position = sketch(drawing, {"A": Counter("drilled_foot", men=200, spent=6), "B": band, "C": band}, fog=True)
    step = umpire.apply(position.state, Move(position.n("A"), tuple(position.at(0, row) for row in (2, 3, 4))))
    assert MarchStopped((position.n("A"),), position.at(0, 4), "tired") in step.events
    assert (step.state.unit(position.n("A")).cell, step.state.unit(position.n("A")).spent) == (position.at(0, 3), 12)


def unseen_host() -> Sketch:
    """A band that watches nothing, and six red regiments of 1,300 somewhere in the dark, from one depot."""
    letters = "BCDEFG"
    drawing = "\n\n".join([".A", ".", ".", ".", *(f".{x}" for x in letters), *"......"])
    host = dict.fromkeys(letters, Counter("rifle", "red", 1300))
    return sketch(drawing, {"A": Counter(), **host}, fog=True, works={(0, 8): (-1, 50)})


def test_imagined_worlds_keep_to_the_ground_and_wander() -> None:
    """[4.4, 3.6] No hex holds more men than it can; a unit nobody has noted is now here, now there."""
    position = unseen_host()
    specs = tuple(replace(s, start="w0" if s.side == "red" else s.start) for s in position.state.scenario.units)
    nameless = replace(specs[1], start="", among=("w0",))
    scenario = replace(position.state.scenario, units=(specs[0], nameless, *specs[2:]))
    seen = umpire.view(replace(position.state, scenario=scenario), "enver")
    places: dict[int, set[int]] = {}
    for seed in range(40):
        world = umpire.imagine(seen, seed)
        for cell in {unit.cell for unit in world.forces.units if unit.on_map}:
            assert units.men_at(world, cell, "red") <= units.stacking(world, cell)
        for unit in world.forces.of("red"):
            places.setdefault(unit.number, set()).add(unit.cell)
    assert len(places) == 6 and min(len(cells) for cells in places.values()) > 1


def test_others_see_of_a_dummy_what_it_says() -> None:
    """[4.7] Also when it arrives."""
    counters = {"A": Counter(men=500, dummy=True), "R": RED}
    position = sketch(".A\n\n.\n\n.R", counters, fog=True)
    told = UnitArrived(position.n("A"), position.at(0, 1), 0)
    assert umpire.witness(position.state, told, "enver") == told
    assert umpire.witness(position.state, told, "red") == replace(told, men=500)


def test_of_a_march_others_see_what_they_see() -> None:
    """[4.4] Its hexes in sight; what it cost only if they saw all of it."""
    position = sketch(".E\n\n.A\n\n.\n\n.\n\n.", {"A": RED, "E": Counter()}, fog=True, acting="red")
    number = position.n("A")
    near = UnitMoved(number, (position.at(0, 2),), 2)
    assert umpire.witness(position.state, near, "enver") == near
    far = UnitMoved(number, tuple(position.at(0, row) for row in (2, 3, 4)), 6)
    assert umpire.witness(position.state, far, "enver") == UnitMoved(number, far.route[:2], 0)


def test_the_dead_are_struck_from_the_notes() -> None:
    """[4.6, 4.5] Who is gone for good is known to all, and looked for no longer."""
    position = sketch(".A\n\n.\n\n.\n\n.\n\n.\n\n.B", {"A": Counter(), "B": RED}, fog=True)
    number = position.n("B")
    marks = tuple(
        (Sighting(position.unit("B"), 1),) if side.id == "enver" else () for side in position.state.scenario.sides
    )
    noted = replace(position.state, scouting=Scouting(True, marks))
    for status, left in ((Status.GONE, 0), (Status.DISPERSED, 1)):
        ledger = Ledger(noted)
        ledger.record(UnitLeft(number, status, 0, 400 if status is Status.GONE else 0, "destroyed"))
        notes.remember(ledger, noted)
        assert [len(some) for some in ledger.state.scouting.notes][1] == left


@pytest.mark.parametrize("dummy", [True, False])
def test_the_show_of_a_zone_ends_a_march_of_gunners(dummy: bool) -> None:
    """[4.7, 16.4] In full sight as well: they take a dummy for what it says."""
    counters = {"A": Counter("battery", "red", 40, 2), "E": Counter("drilled_foot", dummy=dummy)}
    position = sketch(".E\n\n.\n\n.A", counters, acting="red")
    step = umpire.apply(position.state, Move(position.n("A"), (position.at(0, 1),)))
    assert step.state.unit(position.n("A")).spent == 14


@pytest.mark.parametrize(("month", "dead"), [(12, 0), (1, 12)])
def test_hungry_men_behind_walls_fall_ill_in_winter(month: int, dead: int) -> None:
    """[11.7, 12.2] Two of a hundred from January on, when they are on half rations or less."""
    start = datetime(1921 if month == 12 else 1922, month, 5)
    ledger = Ledger(town("y", ration=Ration.HALF, start=start).state)
    want.check_bread(ledger)
    ill = [event.men for event in ledger.events if isinstance(event, MenLost) and event.cause == "sickness"]
    assert sum(ill) == dead
