"""What cards set in force, and who heeds it.  [25.20 to 25.27, 25.33]"""

import dataclasses

import pytest

from game.model import effects as x
from game.model import fortunes as f
from game.model.actions import Attack, SetPosture
from game.model.agenda import ResolveFight
from game.model.events import FightResolved, UnitLeft
from game.model.forces import Posture, Status
from game.model.judgement import Refusal, Shift
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import (
    arrivals,
    combat,
    deeds,
    in_force,
    judging,
    laying,
    movement,
    odds,
    sight,
    units,
    views,
    want,
    weather,
    works,
    zones,
)
from tests.rules.deeds import CARD, done
from tests.sketch import Counter, Sketch, sketch

FIELD = """
.   .   .   .   .
  .   .B  .   .
.   .A  .   .   .
  .   .C  .   .
.   .   .D  .   .
  .   .   .   TE
"""


def field(fog: bool = False, dice: tuple[int, ...] = (), acting: str = "enver", **changes: Counter) -> Sketch:
    letters = {
        "A": Counter("rifle", "red", 400, 2, 4, morale=6),
        "B": Counter("band_horse", "enver", 600, morale=6),
        "C": Counter("band_horse", "enver", 300, morale=6),
        "D": Counter("band_foot", "enver", 200, morale=6),
        "E": Counter("rifle", "red", 120, morale=6),
        **changes,
    }
    return sketch(
        FIELD, letters, held={"t0": "red"}, fog=fog, dice=dice, works={(7, 2): (-2, 60)}, acting=acting,
        suppliers={"red": (7, 2), "enver": (0, 0)},
    )  # fmt: skip


def attack(sk: Sketch, *letters: str, on: str = "A", charge: bool = False) -> Attack:
    return Attack(sk.unit(on).cell, tuple(sorted(sk.n(letter) for letter in letters)), charge)


def cards_in(state: State, order: Attack) -> list[Shift]:
    """The shifts of a fight that a card is the reason for."""
    return [shift for shift in odds.balance(state, order).shifts if shift.reason == CARD.id]


def shift(columns: int = 2, **fields: object) -> f.Shift:
    return f.Shift(**{"side": "enver", "columns": columns, "when": "attack", **fields})  # type: ignore[arg-type]


def test_a_shift_is_named_in_the_forecast_and_fought_with() -> None:
    """[25.21]"""
    sk = field(dice=(3, 4))
    state = done(sk, shift(everywhere=True, parts=1)).state
    order = attack(sk, "B", "C")
    assert cards_in(state, order) == [Shift(CARD.id, 2)]
    told = odds.forecast(state, order)
    assert Shift(CARD.id, 2) in told.shifts
    ledger = Ledger(state)
    combat.resolve(ledger, ResolveFight(order.target, order.units, False, "red"))
    fight = next(event for event in ledger.events if isinstance(event, FightResolved))
    assert fight.shift == told.total
    line = next(line for line in told.lines if line.result == fight.result)
    assert line.outcome == fight.outcome
    assert told.column == odds.balance(sk.state, order).column + 2


@pytest.mark.parametrize(
    ("effect", "aim", "at", "letters", "columns"),
    [
        (shift(target=True), "stack", "B", "BC", 2),  # he is two thirds of the men
        (shift(target=True), "stack", "C", "BC", 0),  # and he a third
        (shift(target=True), "stack", "C", "C", 2),
        (shift(everywhere=True, but_target=True), "stack", "C", "B", 2),
        (shift(everywhere=True, but_target=True), "stack", "C", "BC", 0),
        (shift(units=("B",)), "", "B", "B", 2),
        (shift(target=True), "place", "A", "B", 2),
        (shift(target=True), "hex", "E", "B", 0),
        (shift(place="t0"), "", "E", "B", 0),
        (shift(everywhere=True, against="charge"), "", "B", "B", 0),
        (shift(everywhere=True, when="defence"), "", "B", "B", 0),
        (shift(side="red", when="defence", target=True), "unit", "A", "B", -2),
        (shift(side="red", when="both", everywhere=True), "", "A", "B", -2),
    ],
)
def test_whose_fights_a_shift_is_for(effect: f.Shift, aim: str, at: str, letters: str, columns: int) -> None:
    """[25.21]"""
    sk = field()
    where = sk.n(at) if aim == "unit" else sk.unit(at).cell
    state = done(sk, effect, target=(where,) if aim else (), aim=aim).state
    assert sum(one.columns for one in cards_in(state, attack(sk, *letters))) == columns


def test_a_shift_across_a_hex_side() -> None:
    """[25.21]"""
    sk = field()
    grid = sk.state.scenario.board.grid
    here, there = sk.unit("B").cell, sk.unit("A").cell
    across = done(sk, shift(target=True), target=(there, grid.direction(there, here)), aim="hexside").state
    assert cards_in(across, attack(sk, "B")) == [Shift(CARD.id, 2)]
    assert not cards_in(across, attack(sk, "C"))


def test_parts_and_turns_run_out() -> None:
    """[25.20]"""
    sk = field()
    state = done(sk, shift(everywhere=True, parts=1), shift(1, everywhere=True, turns=2)).state
    order = attack(sk, "B")
    assert len(cards_in(state, order)) == 2
    ledger = Ledger(state)
    laying.count_down(ledger, "red")
    assert len(cards_in(ledger.state, order)) == 2, "it is nobody else's part"
    laying.count_down(ledger, "enver")
    assert cards_in(ledger.state, order) == [Shift(CARD.id, 1)]
    ledger = Ledger(dataclasses.replace(ledger.state, turn=2))
    laying.lapse(ledger)
    assert cards_in(ledger.state, order) == [Shift(CARD.id, 1)]
    ledger = Ledger(dataclasses.replace(ledger.state, turn=3))
    laying.lapse(ledger)
    assert ledger.state.table.lasting == ()


def test_what_is_laid_down_before_a_part_waits_for_it() -> None:
    """[25.20]"""
    sk = field(acting="red")
    state = done(sk, shift(everywhere=True, parts=1)).state
    assert not cards_in(state, attack(sk, "B"))
    ledger = Ledger(dataclasses.replace(state, part=0))
    laying.count_down(ledger, "enver")
    assert cards_in(ledger.state, attack(sk, "B")) == [Shift(CARD.id, 2)]
    laying.count_down(ledger, "enver")
    assert not ledger.state.table.lasting


def test_what_is_for_one_fight_ends_with_it() -> None:
    """[25.20]"""
    sk = field()
    state = done(
        sk,
        shift(side="red", when="defence", target=True, fight=True),
        shift(everywhere=True, fight=True),
        target=(sk.unit("A").cell,),
        aim="place",
    ).state
    other = Ledger(dataclasses.replace(state, agenda=(ResolveFight(1, (0,), False, "red"),)))
    laying.fought_out(other, sk.unit("E").cell)
    assert len(other.state.table.lasting) == 2
    ledger = Ledger(state)
    laying.fought_out(ledger, sk.unit("A").cell)
    assert ledger.state.table.lasting == ()


def test_losses_power_and_works() -> None:
    """[25.21]"""
    sk = field()
    order = attack(sk, "B", "C")
    plain = odds.forecast(sk.state, order).lines[10]
    twice = f.Losses(side="both", target=True, per_cent=200, parts=1)
    more = f.Losses(side="enver", target=True, against="charge", add=10, turns=2)
    state = done(sk, twice, target=(order.target,), aim="place").state
    doubled = odds.forecast(state, order).lines[10]
    assert 0 <= doubled.attacker_loss - 2 * plain.attacker_loss <= 1
    assert 0 <= doubled.defender_loss - 2 * plain.defender_loss <= 1
    state = done(sk, more, target=(sk.n("A"),), aim="unit").state
    assert odds.forecast(state, order).lines == odds.forecast(sk.state, order).lines
    riding = attack(sk, "B", "C", charge=True)
    assert (
        odds.forecast(state, riding).lines[10].attacker_loss > odds.forecast(sk.state, riding).lines[10].attacker_loss
    )
    weak = done(sk, f.Power(side="red", place="t0", per_cent=90, turns=1)).state
    cell = sk.unit("E").cell
    whole = units.power(sk.state, sk.unit("E"), cell, attacking=False)
    assert units.power(weak, sk.unit("E"), cell, attacking=False) == whole * 90 // 100
    assert units.power(weak, sk.unit("A"), cell, attacking=False) == units.power(
        sk.state, sk.unit("A"), cell, attacking=False
    )
    assert works.manned(sk.state, cell, (sk.unit("E"),)) == -2
    off = done(sk, x.Works(place="t0", parts=1)).state
    assert works.manned(off, cell, (sk.unit("E"),)) is None
    assert works.spared(off, cell, (sk.unit("E"),), "DR") == 0


def test_no_attack_on_a_place_nor_out_of_it() -> None:
    """[25.22]"""
    sk = field()
    held = done(sk, f.NoAttack(target=True, turns=2), target=(sk.unit("B").cell,), aim="stack").state
    refused = odds.able(held, held.unit(sk.n("B")), sk.unit("A").cell)
    assert isinstance(refused, Refusal)
    assert (refused.clause, refused.message) == ("25.22", "attack.card")
    assert odds.able(held, held.unit(sk.n("C")), sk.unit("A").cell) is None
    near = done(sk, f.NoAttack(side="enver", near="t0", hexes=9, nearest=1, turns=1)).state
    assert [bool(odds.able(near, near.unit(sk.n(x)), sk.unit("A").cell)) for x in "BC"] == [False, False]
    assert near.table.lasting[0].units == (sk.n("D"),)
    truce = done(sk, f.NoAttack(side="red", place="t0", turns=1), f.NoAttack(side="enver", place="t0", turns=1)).state
    assert in_force.forbids_attack(truce, truce.unit(sk.n("E")), sk.unit("D").cell)
    assert in_force.forbids_attack(truce, truce.unit(sk.n("D")), sk.unit("E").cell)
    assert in_force.forbids_attack(truce, truce.unit(sk.n("A")), sk.unit("D").cell) is None


def test_who_may_only_evade_tries_to_whoever_he_is() -> None:
    """[25.22]"""
    sk = field(B=Counter("band_foot", "enver", 200, morale=6), A=Counter("rifle", "red", 200), acting="red")
    state = done(sk, f.EvadeOnly(units=("B",), turns=2)).state
    foot = state.unit(sk.n("B"))
    assert foot.posture is Posture.EVADE
    assert odds.able(state, foot, sk.unit("A").cell) is not None
    judged = judging.judge(dataclasses.replace(state, part=0), SetPosture(sk.n("B"), Posture.STAND))
    assert isinstance(judged, Refusal)
    assert judged.message == "posture.evading"
    number = odds.evasion_number(state, foot.cell, (state.unit(sk.n("A")),), (foot,))
    assert number is not None
    eased = done(state, f.Evasion(units=("B",), by=2, turns=2)).state
    assert odds.evasion_number(eased, foot.cell, (state.unit(sk.n("A")),), (foot,)) == number - 2


def test_who_may_only_march_toward_a_goal() -> None:
    """[25.23]"""
    sk = field()
    state = done(sk, f.March(units=("D",), toward="t0", turns=2)).state
    grid, unit = state.scenario.board.grid, state.unit(sk.n("D"))
    town = sk.unit("E").cell
    ends = movement.reach(state, unit)
    assert ends
    assert all(grid.distance(cell, town) < grid.distance(unit.cell, town) for cell in ends)
    away = next(cell for cell in movement.reach(sk.state, unit) if cell not in ends)
    refused = movement.judge(state, unit, movement.reach(sk.state, unit)[away].cells)
    assert isinstance(refused, Refusal)
    assert (refused.clause, refused.message) == ("25.23", "move.toward")


def test_who_comes_to_his_goal_leaves_and_others_close_up_to_the_larger() -> None:
    """[25.23]"""
    sk = field()
    state = done(sk, f.March(units=("D",), toward="s1", leaves=True, turns=9)).state
    assert state.unit(sk.n("D")).on_map
    goal = state.table.lasting[0].target[0]
    there = state.forces.with_unit(dataclasses.replace(state.unit(sk.n("D")), cell=goal))
    ledger = Ledger(dataclasses.replace(state, forces=there))
    laying.march_off(ledger, (sk.n("D"), sk.n("B")))
    assert [event.unit for event in ledger.events if isinstance(event, UnitLeft)] == [sk.n("D")]
    assert ledger.state.unit(sk.n("D")).status is Status.GONE
    closing = done(sk, f.March(side="enver", men_most=250, toward="larger", turns=2)).state
    assert closing.table.lasting[0].units == (sk.n("D"),)
    larger = in_force.larger(closing, closing.unit(sk.n("D")))
    assert larger == 1 << sk.unit("C").cell


def test_guides_open_a_side_and_go_with_a_unit() -> None:
    """[25.24]"""
    sk = field()
    grid = sk.state.scenario.board.grid
    here, there = sk.unit("B").cell, sk.unit("A").cell
    side = (here, grid.direction(here, there))
    opened = done(sk, x.Guides(side="enver", target=True, turns=2), target=side, aim="hexside").state
    assert side in weather.going(opened, "enver").fords
    assert not weather.going(opened, "red").fords
    led = done(sk, x.Guides(side="enver", units=("D",), turns=4)).state
    assert (sk.unit("D").cell, 2) in weather.going(led, "enver").fords
    moved = dataclasses.replace(
        led, forces=led.forces.with_unit(dataclasses.replace(led.unit(sk.n("D")), cell=sk.at(2, 0)))
    )
    assert (sk.unit("D").cell, 2) not in weather.going(moved, "enver").fords
    assert (sk.at(2, 0), 2) in weather.going(moved, "enver").fords


def test_a_rung_of_want_is_set_and_held() -> None:
    """[25.25]"""
    sk = field(D=Counter("band_foot", "enver", 200, hunger=2))
    state = done(
        sk,
        f.Hunger(side="enver", near="t0", hexes=9, to="short", turns=2),
        f.Hunger(units=("B",), to="out", turns=1),
    ).state
    assert [state.unit(sk.n(x)).hunger for x in "BCD"] == [2, 1, 2], "nobody is fed by it"
    assert want.fare(state, state.unit(sk.n("C"))) == want.Fare(1, ("card",))
    later = dataclasses.replace(state, turn=3)
    assert want.fare(later, later.unit(sk.n("C"))).causes != ("card",)
    fed = done(state, f.Hunger(side="enver", near="t0", hexes=9, nearest=1, to="supplied", turns=1)).state
    assert fed.unit(sk.n("D")).hunger == 0


def test_weather_lasts_and_is_fair_after_it() -> None:
    """[25.25]"""
    sk = field()
    state = done(sk, x.Weather(is_="snow", turns=2)).state
    for turn, sky in ((2, "snow"), (3, "fair")):
        ledger = Ledger(dataclasses.replace(state, turn=turn))
        weather.turn_the_sky(ledger)
        assert ledger.state.sky.weather == sky
    assert in_force.weather_past(dataclasses.replace(state, turn=3))


def test_a_card_shows_its_owner_what_it_shows() -> None:
    """[4.1, 25.26]"""
    blind = sketch(
        ".A  .   .   .   .   .   .B\n  .   .   .   .   .   .   .",
        {"A": Counter("rifle", "red"), "B": Counter("band_horse", "enver")},
        fog=True,
    )
    cell = blind.unit("A").cell
    assert not sight.visible(blind.state, "enver") >> cell & 1
    shown = done(blind, f.Reveal(side="red", units=("A",), turns=1)).state
    assert sight.visible(shown, "enver") >> cell & 1
    assert views.view(shown, "enver").unit(blind.n("A")).on_map
    assert sight.visible(shown, "red") == sight.visible(blind.state, "red")
    seen = done(blind, f.Reveal(side="enver", units=("B",), turns=1)).state
    assert sight.visible(seen, "red") >> blind.unit("B").cell & 1, "who shows his own men shows them to the enemy"
    assert sight.visible(seen, "enver") == sight.visible(blind.state, "enver")
    spot = done(blind, f.Reveal(side="enemies", target=True, hexes=1, turns=1), target=(cell,), aim="place").state
    near = blind.state.scenario.board.grid.within(cell, 1) & blind.state.scenario.board.ground
    assert sight.visible(spot, "enver") & near == near
    over = dataclasses.replace(spot, turn=2)
    assert not sight.visible(over, "enver") >> cell & 1


def test_who_holds_his_fire_controls_nothing() -> None:
    """[25.27]"""
    sk = field()
    hard, soft = zones.enemy_zones(sk.state, "enver")
    assert hard >> sk.unit("B").cell & 1
    state = done(sk, f.LetsPass(target=True, turns=2), target=(sk.n("A"),), aim="unit", side="red").state
    hard, soft = zones.enemy_zones(state, "enver")
    assert not (hard | soft) >> sk.unit("B").cell & 1
    assert sk.n("A") not in zones.covering(state, "enver", sk.unit("B").cell)


def test_bans_on_drill_and_on_coming_back() -> None:
    """[25.27]"""
    sk = field()
    scattered = done(sk, f.Leave(units=("D",), as_="dispersed")).state
    late = dataclasses.replace(scattered, turn=9)
    assert [unit.number for unit in arrivals.due(late, "enver")] == [sk.n("D")]
    banned = done(late, x.Forbid(side="enver", order="return", turns=6, flag="amnesty")).state
    assert arrivals.due(banned, "enver") == ()
    assert in_force.forbidden(banned, "enver", "return")
    assert not in_force.forbidden(banned, "enver", "drill")
    lifted = done(banned, x.Flag(name="amnesty", is_=False)).state
    assert arrivals.due(lifted, "enver")
    over = Ledger(dataclasses.replace(banned, turn=15))
    laying.lapse(over)
    assert over.state.table.flags == ()


def test_a_bounty_is_paid_once_for_those_who_are_beaten() -> None:
    """[25.33]"""
    sk = field(dice=(6, 6))
    bounty = x.Bounty(turns=2, effects=(x.Purse(side="enver", by=2),))
    state = done(sk, bounty, shift(5, everywhere=True, turns=1), target=(sk.unit("A").cell,), aim="stack").state
    order = attack(sk, "B", "C")
    ledger = Ledger(state)
    start = len(ledger.events)
    combat.resolve(ledger, ResolveFight(order.target, order.units, False, "red"))
    deeds.after_fight(ledger, order.target, start)
    assert ledger.state.bonds.purse[1] == 8
    assert not ledger.state.table.of_kind(x.Bounty)
    deeds.after_fight(ledger, order.target, start)
    assert ledger.state.bonds.purse[1] == 8


def test_others_know_what_is_laid_on_men_they_see() -> None:
    """[25.26]"""
    blind = sketch(
        ".A  .   .   .   .   .   .B\n  .C  .   .   .   .   .   .",
        {"A": Counter("rifle", "red"), "B": Counter("band_horse", "enver"), "C": Counter("band_horse", "enver")},
        fog=True,
    )
    gone = done(blind, f.Leave(units=("A",), as_="pool"), f.Leave(units=("B",), as_="pool")).state
    called = done(gone, f.Arrive(units=("B",), at="unit:C", turns=2)).state
    state = done(blind, f.NoAttack(side="enver", turns=2), f.Evasion(units=("B",), by=2, turns=2), shift(
        everywhere=True, turns=1)).state  # fmt: skip
    seen = sight.visible(state, "red")
    known = in_force.known(state, state.table.lasting, "red", seen)
    assert [one.units for one in known] == [(blind.n("C"),), ()]
    assert in_force.known(state, state.table.lasting, "enver", 0) == state.table.lasting
    assert called.table.lasting
    assert in_force.known(called, called.table.lasting, "red", seen) == ()
