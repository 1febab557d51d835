"""Chapter 24, the council: drill, gifts, councils, what is shared, offers."""

from collections import Counter as Tally
from dataclasses import replace
from itertools import product

import pytest

from game import questions, umpire
from game.model import events as e
from game.model.actions import (
    Attack,
    DigIn,
    Disarm,
    Disband,
    Drill,
    EndPart,
    Gift,
    HoldCouncil,
    MakeOffer,
    Move,
    SetPosture,
    ShareGuns,
    ShareTown,
)
from game.model.court import Cause
from game.model.dice import Seeded
from game.model.forces import Posture, Status
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import council, purse, views
from tests.rules.coalition_ground import LOKAI, OWN, SURKHAN, coalition
from tests.sketch import Sketch

THROWS = [a + b for a, b in product(range(1, 7), repeat=2)]


def refused(state: State, order: object) -> str:
    """The message of a refusal, empty for none."""
    found = umpire.refusal(state, order)  # type: ignore[arg-type]
    return found.message if found is not None else ""


def drill_ground(**how: object) -> Sketch:
    """A cadre with men of both factions in the town, far from everybody."""
    there = {"E": (4, 1), "C": (4, 1), "a": (4, 1), "b": (4, 1), "s": (4, 1), "t": (4, 1)}
    return coalition({**there, "R": (0, 3)}, **how)  # type: ignore[arg-type]


def test_men_of_a_band_become_a_regiment_at_the_end_of_the_next_turn() -> None:
    """The first band gives what it has, the second the rest; until then they obey no order.  [24.1, 3.11]"""
    made = drill_ground()
    order = Drill(made.n("C"), (made.n("t"), made.n("s")))
    step = umpire.apply(made.state, order)
    state = step.state
    assert [state.unit(made.n(x)).men for x in "tsN"] == [0, 300, 400]
    assert state.unit(made.n("t")).status is Status.POOL
    assert state.unit(made.n("C")).status is Status.POOL
    assert state.unit(made.n("N")).side == "enver" and state.unit(made.n("N")).due == 4
    assert state.bonds.purse[1] == 8 and state.court.raised == 1 and state.court.drilled == 3
    assert sum(u.men for u in state.forces.units) == sum(u.men for u in made.state.forces.units)
    number, beside = made.n("N"), state.scenario.board.grid.neighbours[state.unit(made.n("N")).cell][0]
    for wrong in (Move(number, (beside,)), DigIn(number), Attack(beside, (number,))):
        message = refused(state, wrong)
        assert message in ("unit.drilling", "attack.no_enemy"), wrong
    assert not umpire.reach(state, number)
    assert refused(state, SetPosture(number, Posture.LAST)) == ""
    ledger = Ledger(state)
    council.close_turn(ledger)
    assert not any(isinstance(event, e.DrillEnded) for event in ledger.events)
    later = Ledger(replace(state, turn=4))
    council.close_turn(later)
    assert [type(event) for event in later.events] == [e.DrillEnded]
    assert later.state.unit(number).due == 0
    assert umpire.reach(later.state, number)


def test_drill_works_on_the_factions_as_told_before() -> None:
    """Drilled men, a rival drilled, the jealous.  [24.1, 15.7]"""
    made = drill_ground()
    order = Drill(made.n("C"), (made.n("s"),))
    told = questions.at_stake(made.state, order)
    step = umpire.apply(made.state, order)
    assert set(step.state.court.causes) == {
        Cause(SURKHAN, "drilled", -1),
        Cause(LOKAI, "rival_drilled", 0, 0),
        Cause(LOKAI, "regiment", 0, -2),
    }
    assert set(step.state.court.causes) <= set(told)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"cohesion": (10, 6, 4)}, "drill.unwilling"),
        ({"purse": 0}, "purse.empty"),
        ({"men": {"s": 399}}, "drill.men"),
        ({"held": "red"}, "drill.bread"),
    ],
)
def test_what_drill_needs(change: dict[str, object], message: str) -> None:
    """Cohesion, a price, men enough, a town or bread.  [24.1]"""
    made = drill_ground(**change)
    assert refused(made.state, Drill(made.n("C"), (made.n("s"),))) == message


def test_whom_a_cadre_drills() -> None:
    """One or two bands of one faction on its hex, out of enemy zones, who have not fought.  [24.1]"""
    made = drill_ground()
    cadre = made.n("C")
    assert refused(made.state, Drill(cadre, (made.n("a"), made.n("s")))) == "drill.faction"
    assert refused(made.state, Drill(cadre, (made.n("s"), made.n("s")))) == "drill.bands"
    assert refused(made.state, Drill(cadre, ())) == "drill.bands"
    assert refused(made.state, Drill(cadre, (made.n("E"),))) == "drill.bands"
    assert refused(made.state, Drill(made.n("s"), (made.n("s"),))) == "drill.cadre"
    units = list(made.state.forces.units)
    units[made.n("s")] = replace(units[made.n("s")], fought=True)
    fought = replace(made.state, forces=replace(made.state.forces, units=tuple(units)))
    assert refused(fought, Drill(cadre, (made.n("s"),))) == "drill.fought"
    near = coalition({"C": (4, 1), "s": (4, 1), "R": (4, 2)})
    assert refused(near.state, Drill(near.n("C"), (near.n("s"),))) == "drill.zone"
    offered = [action for action in umpire.legal(made.state) if isinstance(action, Drill)]
    assert {tuple(sorted(order.bands)) for order in offered} == {
        tuple(sorted(made.n(x) for x in group)) for group in ("a", "ab", "s", "st")
    }


def test_as_many_regiments_as_the_scenario_names() -> None:
    """When all units are raised nobody is drilled.  [24.1]"""
    made = drill_ground()
    units = list(made.state.forces.units)
    for letter in "NO":
        units[made.n(letter)] = replace(units[made.n(letter)], status=Status.FIELD, cell=made.at(6, 0), men=400)
    full = replace(made.state, forces=replace(made.state.forces, units=tuple(units)))
    assert refused(full, Drill(made.n("C"), (made.n("s"),))) == "drill.enough"


def test_a_cadre_is_lost_with_its_regiment() -> None:
    """It stands in the pool while the regiment lives.  [24.2]"""
    made = drill_ground()
    state = umpire.apply(made.state, Drill(made.n("C"), (made.n("s"),))).state
    ledger = Ledger(state)
    ledger.record(e.MenLost(made.n("N"), 400, 0, 0, "fight"))
    ledger.record(e.UnitLeft(made.n("N"), Status.GONE, 0, 0, "destroyed"))
    council.close_turn(ledger)
    cadre = ledger.state.unit(made.n("C"))
    assert cadre.status is Status.GONE and cadre.men == 0
    assert ledger.state.court.raised == 1, "one lost in battle still counts"
    again = len(ledger.events)
    council.close_turn(ledger)
    assert len(ledger.events) == again


def test_a_regiment_is_disbanded_to_its_band() -> None:
    """To a band of the faction on the hex, or one that was used up; envy forgets it.  [24.3]"""
    made = drill_ground()
    state = umpire.apply(made.state, Drill(made.n("C"), (made.n("t"), made.n("s")))).state
    assert questions.ceiling(state, LOKAI) == 8
    home = umpire.apply(state, Disband(made.n("N"))).state
    assert home.unit(made.n("s")).men == 700 and home.unit(made.n("N")).status is Status.POOL
    assert home.unit(made.n("C")).on_map and home.court.raised == 0
    assert questions.ceiling(home, LOKAI) == 9
    used = coalition({"C": (4, 1), "s": (4, 1), "R": (0, 3)}, men={"s": 400})
    drilled = umpire.apply(used.state, Drill(used.n("C"), (used.n("s"),))).state
    back = umpire.apply(drilled, Disband(used.n("N"))).state
    band = back.unit(used.n("s"))
    assert (band.status, band.men, band.cell) == (Status.FIELD, 400, used.at(4, 1))
    assert refused(back, Disband(used.n("N"))) == "disband.not_raised"


def test_no_disbanding_without_a_band() -> None:
    """Nobody to go back to, or men who have fought.  [24.3]"""
    made = drill_ground()
    state = umpire.apply(made.state, Drill(made.n("C"), (made.n("s"),))).state
    units = list(state.forces.units)
    for letter in "st":
        units[made.n(letter)] = replace(units[made.n(letter)], cell=made.at(6, 0))
    away = replace(state, forces=replace(state.forces, units=tuple(units)))
    assert refused(away, Disband(made.n("N"))) == "disband.no_band"
    units = list(state.forces.units)
    units[made.n("N")] = replace(units[made.n("N")], fought=True)
    tired = replace(state, forces=replace(state.forces, units=tuple(units)))
    assert refused(tired, Disband(made.n("N"))) == "disband.fought"


def test_a_gift_in_two_turns() -> None:
    """Two from the purse, one up at the end of the turn, once in two turns to anybody.  [24.4]"""
    made = drill_ground()
    state = umpire.apply(made.state, Gift(LOKAI)).state
    assert state.bonds.purse[1] == 7 and Cause(LOKAI, "gift", 1) in state.court.causes
    assert refused(state, Gift(SURKHAN)) == "gift.soon"
    assert refused(replace(state, turn=4), Gift(SURKHAN)) == "gift.soon"
    assert refused(replace(state, turn=5), Gift(SURKHAN)) == ""
    assert refused(made.state, Gift(OWN)) == "court.nobody"
    assert refused(drill_ground(purse=1).state, Gift(LOKAI)) == "purse.empty"


def seated(**how: object) -> Sketch:
    """The commander in his town, one chief near by and the other with him."""
    return coalition({"E": (4, 1), "K": (2, 1), "S": (4, 1), "R": (0, 3)}, **how)  # type: ignore[arg-type]


def test_a_council_and_its_deputy() -> None:
    """One up for each, a ceiling for good, a test for his rivals.  [24.5]"""
    made = seated()
    assert questions.in_council(made.state, "enver") == (LOKAI, SURKHAN)
    step = umpire.apply(made.state, HoldCouncil(LOKAI))
    assert e.CouncilHeld((LOKAI, SURKHAN), LOKAI) in step.events
    assert set(step.state.court.causes) == {
        Cause(LOKAI, "council", 1),
        Cause(SURKHAN, "council", 1),
        Cause(SURKHAN, "deputy", 0, 0),
    }
    assert set(step.state.court.causes) == set(questions.council_adds(made.state, LOKAI))
    assert questions.ceiling(step.state, LOKAI) == 10 and step.state.bonds.purse[1] == 5
    assert refused(replace(step.state, turn=7), HoldCouncil(-1)) == "council.soon"
    assert refused(replace(step.state, turn=8), HoldCouncil(-1)) == ""
    assert refused(replace(step.state, turn=8), HoldCouncil(LOKAI)) == "council.again"


def test_what_a_council_needs() -> None:
    """The town, the chiefs, quiet, and the price.  [24.5]"""
    assert refused(seated(held="red").state, HoldCouncil(-1)) == "council.where"
    assert refused(seated(purse=3).state, HoldCouncil(-1)) == "purse.empty"
    assert refused(seated().state, HoldCouncil(OWN)) == "council.deputy"
    alone = coalition({"E": (4, 1), "K": (0, 3), "R": (6, 0)})
    assert questions.in_council(alone.state, "enver") == (LOKAI,)
    nobody = coalition({"E": (4, 1), "R": (6, 0)})
    assert refused(nobody.state, HoldCouncil(-1)) == "council.nobody"
    made = seated()
    drilled = replace(made.state, court=replace(made.state.court, drilled=2))
    assert refused(drilled, HoldCouncil(-1)) == "council.drill"
    assert refused(replace(drilled, turn=4), HoldCouncil(-1)) == ""


def test_a_town_is_made_over() -> None:
    """Taken in this turn; the purse forgoes what it brought; the faction is near.  [24.7]"""
    made = coalition({"E": (4, 1), "a": (4, 1), "R": (0, 3)}, held="red")
    ledger = Ledger(made.state)
    place = made.state.scenario.board.place_number("t0")
    ledger.record(e.PlaceTaken(place, "enver", "fell", "red"))
    state = ledger.state
    assert refused(made.state, ShareTown(place, LOKAI)) == "share.town"
    assert refused(state, ShareTown(place, SURKHAN)) == "share.absent"
    assert refused(replace(state, turn=4), ShareTown(place, LOKAI)) == "share.town"
    step = umpire.apply(state, ShareTown(place, LOKAI))
    assert Cause(LOKAI, "town_shared", 1) in step.state.court.causes
    assert refused(step.state, ShareTown(place, LOKAI)) == "share.town"


def test_what_a_town_brought_is_forgone() -> None:
    """The flow of the purse for that town, and no order without so much in it.  [24.7]"""
    from game.model.scenario import Flow

    made = coalition({"E": (4, 1), "a": (4, 1), "R": (0, 3)}, held="red")
    sides = tuple(
        replace(side, flows=(Flow("place", 3, places=("t0",)),)) if side.id == "enver" else side
        for side in made.state.scenario.sides
    )
    state = replace(made.state, scenario=replace(made.state.scenario, sides=sides))
    ledger = Ledger(state)
    place = state.scenario.board.place_number("t0")
    ledger.record(e.PlaceTaken(place, "enver", "fell", "red"))
    purse.book(ledger)
    assert ledger.state.bonds.purse[1] == 12
    assert questions.council_price(ledger.state, ShareTown(place, LOKAI)) == 3
    assert umpire.apply(ledger.state, ShareTown(place, LOKAI)).state.bonds.purse[1] == 9
    poor = replace(ledger.state, bonds=replace(ledger.state.bonds, purse=(6, 2, 6)))
    assert refused(poor, ShareTown(place, LOKAI)) == "purse.empty"


def test_guns_are_made_over() -> None:
    """To a faction that shared a victory; they are not counted any more.  [24.7]"""
    made = coalition({"E": (4, 1), "a": (4, 1), "R": (0, 3)})
    ledger = Ledger(made.state)
    units = list(made.state.forces.units)
    units[made.n("R")] = replace(units[made.n("R")], guns=2)
    ledger.state = replace(made.state, forces=replace(made.state.forces, units=tuple(units)))
    ledger.record(e.GunsTaken(made.n("R"), 2, 0, "enver"))
    assert refused(ledger.state, ShareGuns(LOKAI)) == "share.absent"
    ledger.record(e.VictoryShared(LOKAI))
    state = umpire.apply(ledger.state, ShareGuns(LOKAI)).state
    assert Cause(LOKAI, "guns_shared", 1) in state.court.causes
    assert not any(state.tally.guns) and not any(state.bonds.seized) and state.bonds.trophies[1] == 0
    assert refused(state, ShareGuns(LOKAI)) == "share.guns"


def test_an_offer_of_the_enemy() -> None:
    """Two from his purse, once a turn; those who leave by themselves are tested.  [24.8]"""
    made = coalition({"a": (1, 1), "s": (6, 1), "R": (0, 3)}, acting="red")
    state = umpire.apply(made.state, MakeOffer(SURKHAN)).state
    assert state.bonds.purse[0] == 7 and state.court.offers[SURKHAN] == 3
    assert Cause(SURKHAN, "offer") in state.court.causes
    assert refused(state, MakeOffer(SURKHAN)) == "offer.made"
    state = umpire.apply(state, MakeOffer(LOKAI)).state
    assert state.court.offers[LOKAI] == 3 and not any(c.faction == LOKAI for c in state.court.causes)
    assert refused(made.state, MakeOffer(OWN)) == "offer.nobody"
    assert refused(coalition({"a": (1, 1), "R": (0, 3)}).state, MakeOffer(SURKHAN)) == "offer.nobody"
    assert (
        refused(coalition({"a": (1, 1), "R": (0, 3)}, acting="red", purse=1).state, MakeOffer(LOKAI)) == "purse.empty"
    )


def test_all_council_orders_are_offered_to_who_may() -> None:
    """`legal` gives them, and none that is refused.  [24.4 to 24.8]"""
    made = seated()
    offered = list(umpire.legal(made.state))
    kinds = Tally(type(action) for action in offered)
    assert kinds[Gift] == 2 and kinds[HoldCouncil] == 3
    assert all(umpire.refusal(made.state, action) is None for action in offered)
    assert EndPart() in offered


def test_chances_of_the_ripe_are_those_thrown() -> None:
    """By enumeration, and by 20,000 throws.  [24.9]"""
    made = coalition({"s": (6, 1), "S": (6, 1), "a": (1, 1), "R": (0, 3)}, cohesion=(10, 6, 1))
    told = questions.leaving(made.state, SURKHAN)
    assert told == (sum(t < 7 for t in THROWS), sum(7 <= t < 10 for t in THROWS), sum(t >= 10 for t in THROWS))
    counted: Tally[str] = Tally()
    for seed in range(20_000):
        ledger = Ledger(replace(made.state, dice=Seeded(seed)))
        council.close_turn(ledger)
        cause = next((event.cause for event in ledger.events if isinstance(event, e.FactionLeft)), "stays")
        counted[cause] += 1
    for cause, ways in zip(("stays", "home", "terms"), told, strict=True):
        assert abs(counted[cause] * 36 - 20_000 * ways) < 20_000 * 36 // 60, (cause, counted)


def test_who_looks_on_does_not_learn_where_a_regiment_came_from() -> None:
    """The count of regiments is known, the bands are not.  [24.1, 4.5]"""
    made = drill_ground()
    state = umpire.apply(made.state, Drill(made.n("C"), (made.n("s"),))).state
    fogged = replace(state, scouting=replace(state.scouting, fog=True))
    known = views.view(fogged, "red")
    assert known.court.regiments == () and known.court.raised == 1
    assert views.view(umpire.imagine(known, 5), "red") == known


def test_disarm_needs_a_guard_stronger_than_the_chiefs_men() -> None:
    """The commander's own men beside the chief, as many as he has about him.  [24.6]"""
    made = coalition({"K": (1, 1), "b": (1, 1), "G": (2, 1), "R": (6, 0)}, men={"b": 301})
    assert refused(made.state, Disarm(LOKAI)) == "disarm.far"
    weak = coalition({"K": (1, 1), "b": (1, 1), "G": (2, 1), "R": (6, 0)})
    assert refused(weak.state, Disarm(LOKAI)) == ""
    assert refused(coalition({"K": (1, 1), "G": (3, 1), "R": (6, 0)}).state, Disarm(LOKAI)) == "disarm.far"
