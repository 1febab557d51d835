"""Cadres and the regiments they make.  This carries out chapter 24 as far as it is about drill."""

from collections.abc import Iterator
from itertools import combinations

from game.model.actions import Disband, Drill
from game.model.court import Regiment
from game.model.events import Disbanded, DrillBegan, DrillEnded, MenLost, PurseChanged, UnitLeft
from game.model.forces import Status, Unit
from game.model.judgement import Refusal
from game.model.ledger import Ledger
from game.model.scenario import Training
from game.model.state import State
from game.rules import cohesion, holding, in_force, units, want, zones

MOST_BANDS = 2
"""Bands that give men for one regiment."""


def cadre_of(state: State, number: int) -> Unit | None:
    """The actor's cadre with this number on the map, if it is one.  [24.1]"""
    training = state.scenario.training
    if training is None or training.side != state.actor or not 0 <= number < len(state.forces.units):
        return None
    unit = state.unit(number)
    if not unit.on_map or unit.side != training.side or state.spec(number).type != training.cadre:
        return None
    return unit


def trainable(state: State, band: Unit, training: Training) -> bool:
    """Whether a unit is a band of a faction that may be drilled at all: men who fight and are not trained.  [24.1]"""
    spec = state.spec(band.number)
    if band.side != training.side or not band.on_map or spec.faction in ("", training.faction):
        return False
    return units.fights(state, band) and not units.trained(state, band) and bool(band.men)


def next_unit(state: State) -> int | None:
    """The number of the unit that the next drill raises, None if all are raised.  [24.1]"""
    training = state.scenario.training
    for name in training.units if training is not None else ():
        number = state.scenario.unit_number(name)
        if state.unit(number).status is Status.POOL:
            return number
    return None


def judge(state: State, order: Drill) -> Refusal | None:
    """Whether a cadre may drill these bands.  [24.1]"""
    training, chart = state.scenario.training, state.scenario.charts.cohesion
    cadre = cadre_of(state, order.cadre)
    if training is None or cadre is None:
        return Refusal("24.1", "drill.cadre", {"unit": order.cadre})
    me = {"unit": order.cadre}
    bands = [state.unit(number) for number in order.bands if 0 <= number < len(state.forces.units)]
    if len(bands) != len(order.bands) or not 1 <= len(set(order.bands)) == len(bands) <= MOST_BANDS:
        return Refusal("24.1", "drill.bands", {**me, "most": MOST_BANDS})
    if any(band.cell != cadre.cell or not trainable(state, band, training) for band in bands):
        return Refusal("24.1", "drill.bands", {**me, "most": MOST_BANDS})
    names = {state.spec(band.number).faction for band in bands}
    faction = state.scenario.faction_number(state.spec(bands[0].number).faction)
    if len(names) > 1:
        return Refusal("24.1", "drill.faction", me)
    if state.bonds.cohesion[faction] < chart.drill_least:
        return Refusal("24.1", "drill.unwilling", {**me, "faction": faction, "least": chart.drill_least})
    if sum(band.men for band in bands) < training.men:
        return Refusal("24.1", "drill.men", {**me, "men": training.men})
    if cadre.fought or any(band.fought for band in bands):
        return Refusal("24.1", "drill.fought", me)
    return _judge_ground(state, cadre, bands) or _judge_means(state, cadre)


def _judge_ground(state: State, cadre: Unit, bands: list[Unit]) -> Refusal | None:
    """Whether men may be drilled where they stand.  [24.1]"""
    me = {"unit": cadre.number}
    hard, soft = zones.enemy_zones(state, cadre.side)
    if (hard | soft) >> cadre.cell & 1:
        return Refusal("24.1", "drill.zone", me)
    place = state.scenario.board.town_at(cadre.cell)
    if place is not None and holding.holder(state, place.id) == cadre.side:
        return None
    if any(not want.supplied(state, band) for band in bands):
        return Refusal("24.1", "drill.bread", me)
    return None


def _judge_means(state: State, cadre: Unit) -> Refusal | None:
    """Whether a drill is allowed, and can be paid for.  [24.1]"""
    if state.table.lasting and in_force.forbidden(state, cadre.side, "drill"):
        return Refusal("24.1", "drill.forbidden", {"unit": cadre.number})
    if next_unit(state) is None:
        return Refusal("24.1", "drill.enough", {"unit": cadre.number})
    cost = state.scenario.charts.cohesion.drill_cost
    if state.bonds.purse[state.scenario.side_number(cadre.side)] < cost:
        return Refusal("24.1", "purse.empty", {"cost": cost, "side": cadre.side})
    return None


def begin(ledger: Ledger, order: Drill) -> None:
    """Put men to drill: the first band gives as many as it has, the second the rest.  [24.1]"""
    state = ledger.state
    training, unit = state.scenario.training, next_unit(state)
    assert training is not None and unit is not None
    left, men = training.men, []
    for number in order.bands:
        men.append(min(left, state.unit(number).men))
        left -= men[-1]
    given = tuple((number, share) for number, share in zip(order.bands, men, strict=True) if share)
    ledger.record(PurseChanged(training.side, -state.scenario.charts.cohesion.drill_cost, "drill"))
    faction = state.scenario.faction_number(state.spec(order.bands[0]).faction)
    numbers, shares = tuple(number for number, _ in given), tuple(share for _, share in given)
    ledger.record(DrillBegan(unit, order.cadre, numbers, shares, state.turn + 1))
    cohesion.feel_drill(ledger, faction)


def finish(ledger: Ledger) -> None:
    """Bring under orders who was drilled long enough, and take off the cadres of regiments that are no more.

    [24.1, 24.2]
    """
    for raised in ledger.state.court.regiments:
        unit, cadre = ledger.state.unit(raised.unit), ledger.state.unit(raised.cadre)
        if unit.on_map:
            if unit.due and unit.due <= ledger.state.turn:
                ledger.record(DrillEnded(unit.number))
        elif unit.status is Status.GONE and cadre.status is Status.POOL:
            if cadre.men:
                ledger.record(MenLost(cadre.number, cadre.men, cadre.guns, cadre.mgs, "destroyed"))
            ledger.record(UnitLeft(cadre.number, Status.GONE, 0, 0, "cadre"))


def regiment(state: State, number: int) -> Regiment | None:
    """What is known of a unit that was raised by drill, None of any other.  [24.3]"""
    return next((raised for raised in state.court.regiments if raised.unit == number), None)


def judge_disbanding(state: State, order: Disband) -> Refusal | None:
    """Whether a unit may be disbanded.  [24.3]"""
    me = {"unit": order.unit}
    raised = regiment(state, order.unit)
    if raised is None or state.unit(order.unit).side != state.actor or not state.unit(order.unit).on_map:
        return Refusal("24.3", "disband.not_raised", me)
    if state.unit(order.unit).fought:
        return Refusal("24.3", "disband.fought", me)
    if heir(state, raised) is None:
        return Refusal("24.3", "disband.no_band", me)
    return None


def heir(state: State, raised: Regiment) -> int | None:
    """The number of the band to which the men of a regiment return, None if there is none.  [24.3]"""
    training, unit = state.scenario.training, state.unit(raised.unit)
    assert training is not None
    name = state.scenario.factions[raised.faction].id
    if state.court.of(state.court.left, raised.faction):
        return None
    for band in state.forces.of_at(unit.side, unit.cell):
        if trainable(state, band, training) and state.spec(band.number).faction == name:
            return band.number
    return next((number for number in raised.bands if state.unit(number).status is Status.POOL), None)


def disband(ledger: Ledger, order: Disband) -> None:
    """Send a regiment home.  [24.3]"""
    raised = regiment(ledger.state, order.unit)
    assert raised is not None
    band = heir(ledger.state, raised)
    assert band is not None
    ledger.record(Disbanded(order.unit, band, ledger.state.unit(order.unit).men))


def offers(state: State, cadre: int) -> Iterator[Drill]:
    """What a cadre might be ordered to drill on its hex: each band of a faction, and each two.  `judge` has the say."""
    training, unit = state.scenario.training, cadre_of(state, cadre)
    if training is None or unit is None:
        return
    here = [band for band in state.forces.of_at(unit.side, unit.cell) if trainable(state, band, training)]
    for size in range(1, MOST_BANDS + 1):
        for group in combinations(here, size):
            if len({state.spec(band.number).faction for band in group}) == 1:
                yield Drill(cadre, tuple(band.number for band in group))
