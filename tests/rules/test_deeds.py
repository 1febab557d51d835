"""What cards do at once: purses, factions, men, places, who comes and who goes, dice.  [25.28, 25.30, 25.31, 25.32]"""

import dataclasses
import itertools

import pytest

from game.model import conditions as c
from game.model import effects as x
from game.model import fortunes as f
from game.model.agenda import Perform
from game.model.dice import Seeded
from game.model.events import Answered, MenJoined, MenLost, PurseChanged, Queued
from game.model.forces import Status
from game.model.ledger import Ledger
from game.model.table import Delayed
from game.rules import arrivals, deeds, hard_marches, muster
from tests.rules.deeds import CARD, done, with_cards
from tests.sketch import Counter, Sketch, sketch

FIELD = """
TA  .B  .   .
  .   .   hC  .
.   .D  .   .
  .   .   .   TE
"""


def field(dice: tuple[int, ...] = (), **changes: Counter) -> Sketch:
    letters = {
        "A": Counter("rifle", "red", 300, 2, 4, morale=6),
        "B": Counter("band_horse", "enver", 400, faction="lokai", morale=5),
        "C": Counter("band_horse", "enver", 200, faction="lokai", morale=5),
        "D": Counter("band_foot", "enver", 100, faction="surkhan", morale=5),
        "E": Counter("rifle", "red", 120, morale=6),
        **changes,
    }
    return sketch(FIELD, letters, held={"t0": "red", "t1": "red"}, dice=dice, stores={"t0": 4})


def ranks(sk: Sketch, **cohesion_now: int) -> Sketch:
    """The same with factions that have a will of their own."""
    scenario = sk.state.scenario
    factions = tuple(dataclasses.replace(one, tested=True) for one in scenario.factions)
    bonds = dataclasses.replace(sk.state.bonds, cohesion=tuple(cohesion_now.get(one.id, 6) for one in factions))
    scenario = dataclasses.replace(scenario, factions=factions)
    return Sketch(dataclasses.replace(sk.state, scenario=scenario, bonds=bonds), sk.letters)


def test_a_purse_changes_within_its_bounds() -> None:
    """[25.30]"""
    ledger = done(field(), x.Purse(side="enver", by=2), x.Purse(side="red", by=-9))
    assert ledger.state.bonds.purse == (0, 8, 6)
    assert [event.cause for event in ledger.events if isinstance(event, PurseChanged)] == [CARD.id, CARD.id]


def test_what_a_card_does_to_factions_waits_for_the_end_of_the_turn() -> None:
    """[25.30]"""
    sk = ranks(field(), lokai=4, surkhan=8)
    effects = (
        x.Cohesion(faction="lokai", by=1),
        x.Test(faction="all", cohesion_most=7),
        x.Test(faction="target", modifier=-1),
        x.Ceiling(faction="lokai", by=-1),
    )
    surkhan = sk.state.scenario.faction_number("surkhan")
    lokai = sk.state.scenario.faction_number("lokai")
    ledger = done(sk, *effects, target=(surkhan,), aim="faction", modifier=3)
    causes = [(one.faction, one.by, one.modifier) for one in ledger.state.court.causes]
    assert causes == [(lokai, 1, 0), (lokai, 0, 3), (surkhan, 0, 2)]
    assert {one.cause for one in ledger.state.court.causes} == {CARD.id}
    assert ledger.state.court.of(ledger.state.court.lifts, lokai) == -1
    assert ledger.state.bonds.cohesion == sk.state.bonds.cohesion


def test_a_test_at_once_has_its_exact_chance() -> None:
    """[25.30]"""
    fell = 0
    for faces in itertools.product(range(1, 7), repeat=2):
        sk = ranks(field(dice=faces), lokai=4, surkhan=9)
        ledger = done(sk, x.Test(faction="lokai", modifier=-1, at_once=True))
        fell += ledger.state.bonds.cohesion[sk.state.scenario.faction_number("lokai")] == 3
    assert fell == sum(1 for a, b in itertools.product(range(1, 7), repeat=2) if a + b > 4 + 3 - 1)


def test_a_faction_that_is_about_to_break_is_not_tested_with_the_others() -> None:
    """[25.30]"""
    sk = ranks(field(), lokai=4, surkhan=4)
    lokai = sk.state.scenario.faction_number("lokai")
    state = dataclasses.replace(with_cards(sk), agenda=(Perform("enver", "break", target=(lokai,)),))
    ledger = done(state, x.Test(faction="all"))
    assert [one.faction for one in ledger.state.court.causes] == [sk.state.scenario.faction_number("surkhan")]


def test_war_peace_and_war_again() -> None:
    """[25.30]"""
    ledger = done(field(), x.Hostile(sides=("red", "lokai"), is_=True))
    assert ledger.state.bonds.at_war("red", "lokai")
    ledger = done(ledger.state, x.Peace(sides=("red", "lokai"), until=5))
    assert not ledger.state.bonds.at_war("lokai", "red")
    again = Delayed(5, CARD.id, "enver", (x.Hostile(sides=("red", "lokai")),))
    assert ledger.state.table.later == (again,)


def test_flags_loyalty_and_stores() -> None:
    """[25.30]"""
    ledger = done(
        field(),
        x.Flag(name="seal", is_=True),
        x.Loyalty(place="target", by=-3),
        x.Stores(place="t0", by=-9),
        x.Stores(held="red", by=3),
        target=(field().at(0, 0),),
        aim="place",
    )
    assert ledger.state.table.flags == ("seal",)
    assert ledger.state.realm.holdings[0].swayed == -3, "from +1 to -2, and no farther"
    assert ledger.state.realm.holdings[0].stores == 3
    assert not done(ledger.state, x.Flag(name="seal", is_=False)).state.table.flags


def test_people_who_were_swayed_are_others() -> None:
    """[25.30]"""
    sk = field()
    cell = sk.at(1, 0)
    assert hard_marches.hostile_country(sk.state, cell, "red")
    swayed = done(sk, x.Loyalty(place="t0", by=-3)).state
    assert not hard_marches.hostile_country(swayed, cell, "red")


def test_morale_of_those_meant_and_no_others() -> None:
    """[25.31]"""
    sk = field()
    ledger = done(
        sk,
        f.Morale(side="enver", near="t0", hexes=2, by=1),
        f.Morale(target=True, by=1),
        f.Morale(target=True, in_place=True, by=1),
        f.Morale(side="enemies", types=("rifle",), by=-2),
        target=(sk.unit("D").cell,),
        aim="stack",
    )
    hearts = {letter: ledger.state.unit(sk.n(letter)).morale for letter in "ABCDE"}
    assert hearts == {"A": 4, "B": 6, "C": 5, "D": 7, "E": 4}


def test_men_go_home_alive_or_are_lost_and_come_back() -> None:
    """[25.31]"""
    sk = field()
    home = f.Men(side="enver", faction_not="lokai", per_cent=-10, cause="went to the harvest", returns=3)
    sick = f.Men(units=("B",), per_cent=-4, cause="malaria")
    more = f.Men(units=("C",), number=900, cause="called up")
    ledger = done(sk, home, sick, more)
    men = {letter: ledger.state.unit(sk.n(letter)).men for letter in "BCD"}
    assert men == {"B": 384, "C": 400, "D": 90}, "nobody is stronger than twice his start"
    assert ledger.state.tally.lost[1] == 16, "only the sick are lost"
    (later,) = ledger.state.table.later
    assert later.turn == 4
    back = done(ledger.state, *later.effects).state
    assert back.unit(sk.n("D")).men == 100
    assert [type(event) for event in ledger.events if hasattr(event, "men")] == [MenJoined, MenLost, MenJoined]


def test_bands_go_home_or_scatter_by_their_strength() -> None:
    """[25.31]"""
    sk = field()
    lokai = sk.state.scenario.faction_number("lokai")
    ledger = done(sk, f.GoesHome(faction="target", smallest=1), target=(lokai,), aim="faction")
    assert ledger.state.unit(sk.n("C")).status is Status.GONE
    assert ledger.state.unit(sk.n("B")).on_map
    ledger = done(sk, f.Disperse(faction="target", largest=1), target=(lokai,), aim="faction")
    scattered = ledger.state.unit(sk.n("B"))
    assert (scattered.status, scattered.men, scattered.due) == (Status.DISPERSED, 200, 4)


def test_units_leave_and_are_called_back() -> None:
    """[25.28, 25.31]"""
    sk = field()
    ledger = done(sk, f.Leave(units=("B", "C"), as_="pool"), f.Leave(units=("D",), as_="gone"))
    assert [ledger.state.unit(sk.n(x)).status for x in "BCD"] == [Status.POOL, Status.POOL, Status.GONE]
    called = done(
        ledger.state, f.Arrive(units=("B",), at="t1", turns=2), f.Arrive(units=("C", "D"), at="unit:E", turns=0)
    ).state
    assert called.unit(sk.n("B")).status is Status.AWAITED
    assert called.unit(sk.n("B")).due == 3
    assert called.unit(sk.n("D")).status is Status.GONE, "who is gone does not come"
    near = sk.state.scenario.board.grid
    assert called.unit(sk.n("C")).on_map
    assert near.distance(called.unit(sk.n("C")).cell, sk.unit("E").cell) == 1, "the hex is the enemy's"
    waiting = dataclasses.replace(called, turn=3)
    door = arrivals.doorway(waiting, waiting.unit(sk.n("B")))
    assert door is not None
    assert near.distance(door, sk.unit("E").cell) == 1
    sooner = done(called, f.Arrive(units=("B",), at="t1", turns=1), f.Arrive(units=("B",), at="t1", turns=5)).state
    assert sooner.unit(sk.n("B")).due == 2


def test_delays_run_both_ways_and_by_whom_is_due_first() -> None:
    """[25.28]"""
    sk = field()
    gone = done(sk, f.Leave(units=("B", "C", "D"), as_="pool"))
    called = done(
        gone.state,
        f.Arrive(units=("B",), at="t1", turns=4),
        f.Arrive(units=("C",), at="t1", turns=2),
        f.Arrive(units=("D",), at="t1", turns=3),
    ).state
    late = done(called, f.Delay(side="enver", at="t1", next=2, turns=2)).state
    assert [late.unit(sk.n(x)).due for x in "BCD"] == [5, 5, 6]
    soon = done(called, f.Delay(units=("B", "C"), turns=-3)).state
    assert [soon.unit(sk.n(x)).due for x in "BCD"] == [2, 1, 4], "this turn at the earliest"


def test_one_more_convoy() -> None:
    """[25.28]"""
    sk = field(C=Counter("convoy", "red", 50))
    state = done(sk, f.Leave(units=("C",), as_="pool")).state
    came = done(state, f.Convoy(side="red", at="t1"), f.Convoy(side="red", at="t1")).state
    assert came.unit(sk.n("C")).cell == sk.unit("E").cell


def test_men_change_sides() -> None:
    """[25.31]"""
    sk = field()
    ledger = done(sk, f.Convert(units=("E",), side="enver", beside="t0"))
    turned = ledger.state.unit(sk.n("E"))
    assert turned.side == "enver"
    assert sk.state.scenario.board.grid.distance(turned.cell, sk.unit("A").cell) == 1


def test_guns_pass_into_a_battery_of_the_other_side() -> None:
    """[25.31]"""
    sk = field(C=Counter("battery", "enver", 20, 3, 4))
    state = done(sk, f.Leave(units=("C",), as_="pool")).state
    given = f.Guns(side="enver", from_="red", place="t0", guns=3, mgs=2, unit="C", to="t1")
    after = done(state, given).state
    assert (after.unit(sk.n("A")).guns, after.unit(sk.n("A")).mgs) == (0, 2)
    battery = after.unit(sk.n("C"))
    assert (battery.on_map, battery.guns, battery.mgs) == (True, 2, 2), "fewer, if there are fewer"
    assert done(after, given).state.unit(sk.n("C")).guns == 2


def test_a_garrison_gives_up_its_place() -> None:
    """[25.30]"""
    sk = field()
    after = done(sk, f.Surrender(place="t0", terms=True)).state
    assert after.realm.holdings[0].holder == "enver"
    assert after.unit(sk.n("A")).status is Status.GONE


def test_weather_comes_at_once() -> None:
    """[25.25]"""
    assert done(field(), x.Weather(is_="snow", turns=2)).state.sky.weather == "snow"


@pytest.mark.parametrize(("number", "most"), [(7, 99), (8, 4), (13, 99)])
def test_dice_of_a_card_have_their_exact_chances(number: int, most: int) -> None:
    """[25.30]"""
    why = x.Bonus(by=1, why="always", conditions=())
    never = x.Bonus(by=-4, why="never", conditions=(c.Turn(least=9),))
    roll = x.Roll(
        least=number,
        bonus=(why, never),
        then=(x.Flag(name="yes"),),
        else_=(x.Flag(name="no"),),
        else_most=most,
    )
    counted = {"yes": 0, "no": 0, "": 0}
    for faces in itertools.product(range(1, 7), repeat=2):
        flags = done(field(dice=faces), roll).state.table.flags
        counted[flags[0] if flags else ""] += 1
    state = with_cards(field())
    assert deeds.ways(state, roll, muster.Scene("enver")) == counted["yes"]
    throws = [a + b + 1 for a, b in itertools.product(range(1, 7), repeat=2)]
    assert counted["yes"] == sum(1 for throw in throws if throw >= number)
    assert counted["no"] == sum(1 for throw in throws if throw < number and throw <= most)
    assert deeds.added(state, roll, muster.Scene("enver")) == (("always", 1),)


def test_the_number_hangs_on_want_or_on_cohesion() -> None:
    """[25.30]"""
    sk = ranks(field(A=Counter("rifle", "red", 300, hunger=2)), lokai=3)
    state = with_cards(sk)
    hungry = x.Roll(by_hunger=x.ByHunger(side="red", place="t0", least=(13, 12, 10, 8)))
    assert deeds.number(state, hungry) == 10
    bond = x.Roll(by_cohesion=x.ByCohesion(faction="lokai", least=(3, 5, 7, 9, 10)))
    assert deeds.number(state, bond) == 9
    assert deeds.ways(state, bond, muster.Scene("")) == 10


def test_the_dice_of_a_card_fall_as_their_chances_say() -> None:
    """[25.30]"""
    roll = x.Roll(least=9, then=(x.Purse(side="enver", by=1),))
    state = dataclasses.replace(with_cards(field()), dice=Seeded(1922))
    hits = 0
    for _ in range(20_000):
        ledger = Ledger(state)
        deeds.do(ledger, (roll,), CARD.id, "enver")
        hits += ledger.state.bonds.purse != state.bonds.purse
        state = dataclasses.replace(state, dice=ledger.state.dice)
    assert abs(hits - 20_000 * 10 // 36) < 260, "four standard deviations"


def test_then_or_else_by_what_holds() -> None:
    """[25.30]"""
    asked = x.If(
        conditions=(c.Held(place="target", side="red"),),
        then=(x.Flag(name="red"),),
        else_=(x.Flag(name="other"),),
    )
    sk = field()
    assert done(sk, asked, target=(sk.at(0, 0),), aim="place").state.table.flags == ("red",)
    assert done(sk, asked, target=(sk.unit("D").cell,), aim="place").state.table.flags == ("other",)


def test_what_comes_later_waits_with_its_target() -> None:
    """[25.32]"""
    effects = (x.Flag(name="late"),)
    ledger = done(field(), x.Later(turns=2, effects=effects), target=(7,), aim="hex")
    assert ledger.state.table.later == (Delayed(3, CARD.id, "enver", effects, (7,)),)


def test_what_is_answered_is_cancelled_softened_or_put_off() -> None:
    """[25.32]"""
    branch = dataclasses.replace(CARD, id="asked", effects=(x.Purse(side="red", by=1),))
    state = with_cards(field(), branch)
    state = dataclasses.replace(state, agenda=(Perform("red", "asked", target=(5,)),))
    assert done(state, x.Answered(as_="cancelled")).state.agenda == ()
    softer = done(state, x.Answered(as_="softer", modifier=3)).state.agenda[0]
    assert isinstance(softer, Perform)
    assert softer.modifier == 3
    late = done(state, x.Answered(as_="later", turns=2))
    assert late.state.agenda == ()
    assert late.state.table.later == (Delayed(3, "asked", "red", branch.effects, (5,)),)
    assert Answered("later", 0, 2) in late.events


def test_cards_are_drawn_into_the_hand_and_leave_the_game() -> None:
    """[25.30]"""
    other = dataclasses.replace(CARD, id="other")
    state = with_cards(field(dice=(1,)), other, deck=("other", "other"))
    drawn = done(state, x.Draw(side="enver", cards=1)).state
    assert drawn.table.hands[1] == ("other",)
    gone = done(drawn, x.Discard(card="other")).state
    assert (gone.table.hands[1], gone.table.decks[1]) == ((), ())


def test_a_reprisal_stirs_those_whose_home_it_is_and_ends_an_amnesty() -> None:
    """[25.30]"""
    sk = field()
    ban = x.Forbid(side="enver", order="return", turns=6, flag="amnesty")
    banned = done(sk, ban).state
    assert banned.table.flags == ("amnesty",)
    free = done(banned, x.Reprisal(place="t0"), side="red").state
    assert (free.table.flags, free.table.lasting) == ((), ())


def test_a_break_waits_for_its_answers() -> None:
    """[25.30]"""
    sk = ranks(field())
    ledger = done(sk, x.Break(faction="lokai"), side="")
    lokai = sk.state.scenario.faction_number("lokai")
    assert Perform("enver", "break", target=(lokai,)) in ledger.state.agenda
    assert any(isinstance(event, Queued) for event in ledger.events)
