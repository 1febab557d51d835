"""The pen on the coalition: what each event of the court changes."""

from collections.abc import Callable
from typing import Any

from game.hexes import NO_CELL
from game.model.bonds import Bonds, Holding, Realm, Tally
from game.model.court import ByFaction, Cause, Court, Regiment
from game.model.derived import changer
from game.model.events import (
    BreakAnnounced,
    CausesSettled,
    CeilingChanged,
    CohesionChanged,
    CouncilHeld,
    Disarmed,
    Disbanded,
    DrillBegan,
    DrillEnded,
    FactionLeft,
    FightResolved,
    GiftGiven,
    GunsShared,
    OfferMade,
    PeaceMade,
    Strained,
    TownShared,
    UnitTurned,
    VictoryShared,
    WarDeclared,
)
from game.model.forces import Status
from game.model.state import State
from game.model.table import Table
from game.model.unit_pens import changed_unit

_with = changer(State)
_court = changer(Court)
_bonds = changer(Bonds)
_holding = changer(Holding)
_table = changer(Table)


def _set(s: State, numbers: ByFaction, faction: int, number: int) -> ByFaction:
    """The numbers by faction with one of them as it is now."""
    full = numbers or (0,) * len(s.scenario.factions)
    return (*full[:faction], number, *full[faction + 1 :])


def _strained(s: State, e: Strained) -> State:
    cause = Cause(e.faction, e.cause, e.by, e.modifier)
    return _with(s, court=_court(s.court, causes=(*s.court.causes, cause)))


def _causes_settled(s: State, e: CausesSettled) -> State:
    homed = tuple(s.turn if n in e.home else s.court.of(s.court.homed, n) for n in range(len(s.scenario.factions)))
    return _with(s, court=_court(s.court, causes=(), homed=homed))


def _cohesion_changed(s: State, e: CohesionChanged) -> State:
    old = s.bonds.cohesion
    now = (*old[: e.faction], old[e.faction] + e.by, *old[e.faction + 1 :])
    return _with(s, bonds=_bonds(s.bonds, cohesion=now))


def _ceiling_changed(s: State, e: CeilingChanged) -> State:
    lifts = _set(s, s.court.lifts, e.faction, s.court.of(s.court.lifts, e.faction) + e.by)
    return _with(s, court=_court(s.court, lifts=lifts))


def _victory_shared(s: State, e: VictoryShared) -> State:
    return _with(s, court=_court(s.court, won=_set(s, s.court.won, e.faction, s.turn)))


def _drill_began(s: State, e: DrillBegan) -> State:
    """The new unit stands where its cadre does, with the worst hunger of its bands, and is held at drill until `ready`.

    The cadre is off the map while its unit lasts, and so is a band that gave all of its men.
    """
    units = s.forces.units
    cadre = units[e.cadre]
    bands = [changed_unit(units[n], men=units[n].men - men) for n, men in zip(e.bands, e.men, strict=True)]
    bands = [changed_unit(b, status=Status.POOL, cell=NO_CELL, dug_in=False) if not b.men else b for b in bands]
    drilled = changed_unit(
        units[e.unit],
        side=cadre.side,
        status=Status.FIELD,
        cell=cadre.cell,
        men=sum(e.men),
        hunger=max([units[n].hunger for n in e.bands]),
        due=e.ready,
    )
    instructors = changed_unit(cadre, status=Status.POOL, cell=NO_CELL, dug_in=False, due=0)
    faction = s.scenario.faction_number(s.scenario.units[e.bands[0]].faction)
    raised = Regiment(e.unit, e.cadre, faction, e.bands)
    court = _court(s.court, drilled=s.turn, raised=s.court.raised + 1, regiments=(*s.court.regiments, raised))
    return _with(s, forces=s.forces.with_units((*bands, drilled, instructors)), court=court)


def _drill_ended(s: State, e: DrillEnded) -> State:
    return _with(s, forces=s.forces.with_unit(changed_unit(s.forces.units[e.unit], due=0)))


def _disbanded(s: State, e: Disbanded) -> State:
    """A band that was used up comes back where the unit stood; the cadre is there again, and may march next turn."""
    unit, band = s.forces.units[e.unit], s.forces.units[e.band]
    raised = next(one for one in s.court.regiments if one.unit == e.unit)
    cadre = s.forces.units[raised.cadre]
    home = changed_unit(band, men=band.men + e.men, hunger=max(band.hunger, unit.hunger))
    if band.status is not Status.FIELD:
        home = changed_unit(
            home, status=Status.FIELD, cell=unit.cell, spent=unit.spent, fought=unit.fought, hunger=unit.hunger
        )
    free = changed_unit(cadre, status=Status.FIELD, cell=unit.cell, spent=unit.spent, fought=unit.fought)
    gone = changed_unit(unit, men=0, guns=0, mgs=0, status=Status.POOL, cell=NO_CELL, due=0, dug_in=False)
    left = tuple(one for one in s.court.regiments if one is not raised)
    court = _court(s.court, raised=s.court.raised - 1, regiments=left)
    return _with(s, forces=s.forces.with_units((gone, home, free)), court=court)


def _fight_resolved(s: State, e: FightResolved) -> State:
    """Who won and who lost is kept where there are cards: they alone ask."""
    if not s.scenario.cards or e.outcome not in ("AX", "AR", "DR", "DX"):
        return s
    beaten = 0 if e.outcome in ("AX", "AR") else 1
    fight = (e.sides[1 - beaten], e.sides[beaten], e.men[beaten])
    return _with(s, court=_court(s.court, fights=(*s.court.fights, fight)))


def _gift_given(s: State, e: GiftGiven) -> State:
    return _with(s, court=_court(s.court, gifts=_set(s, s.court.gifts, e.faction, s.turn)))


def _council_held(s: State, e: CouncilHeld) -> State:
    deputy = e.deputy if e.deputy >= 0 else s.court.deputy
    return _with(s, court=_court(s.court, council=s.turn, deputy=deputy))


def _town_shared(s: State, e: TownShared) -> State:
    held = s.realm.holdings
    shared = _holding(held[e.place], taken=0)
    return _with(s, realm=Realm((*held[: e.place], shared, *held[e.place + 1 :])))


def _guns_shared(s: State, e: GunsShared) -> State:
    """The guns are neither counted for the side nor turned on works by it."""
    number, old = s.scenario.side_number(e.side), s.tally
    guns = (*old.guns[:number], old.guns[number] - e.guns, *old.guns[number + 1 :])
    tally = Tally(old.points, old.lost, old.given, old.streaks, guns if any(guns) else ())
    turns = (*s.bonds.trophies[:number], 0, *s.bonds.trophies[number + 1 :])
    seized = (*s.bonds.seized[:number], 0, *s.bonds.seized[number + 1 :])
    bonds = _bonds(s.bonds, trophies=turns, seized=seized if any(seized) else ())
    return _with(s, tally=tally, bonds=bonds)


def _offer_made(s: State, e: OfferMade) -> State:
    return _with(s, court=_court(s.court, offers=_set(s, s.court.offers, e.faction, s.turn)))


def _faction_left(s: State, e: FactionLeft) -> State:
    return _with(s, court=_court(s.court, left=_set(s, s.court.left, e.faction, s.turn)))


def _unit_turned(s: State, e: UnitTurned) -> State:
    turned = changed_unit(s.forces.units[e.unit], side=e.side, spent=0, fought=False, repulsed=False, asks=False)
    return _with(s, forces=s.forces.with_unit(turned))


def _war_declared(s: State, e: WarDeclared) -> State:
    pairs = {*s.bonds.hostile, (e.one, e.other), (e.other, e.one)}
    return _with(s, bonds=_bonds(s.bonds, hostile=tuple(sorted(pairs))))


def _peace_made(s: State, e: PeaceMade) -> State:
    pairs = (pair for pair in s.bonds.hostile if set(pair) != {e.one, e.other})
    return _with(s, bonds=_bonds(s.bonds, hostile=tuple(pairs)))


def _break_announced(s: State, e: BreakAnnounced) -> State:
    return _with(s, table=_table(s.table, omens=(*s.table.omens, (e.faction, e.least, e.why))))


def _unchanged(s: State, _: Any) -> State:
    return s


COURT_PENS: dict[type, Callable[[State, Any], State]] = {
    Strained: _strained,
    CausesSettled: _causes_settled,
    CohesionChanged: _cohesion_changed,
    CeilingChanged: _ceiling_changed,
    VictoryShared: _victory_shared,
    DrillBegan: _drill_began,
    DrillEnded: _drill_ended,
    Disbanded: _disbanded,
    GiftGiven: _gift_given,
    CouncilHeld: _council_held,
    TownShared: _town_shared,
    GunsShared: _guns_shared,
    OfferMade: _offer_made,
    Disarmed: _unchanged,
    FactionLeft: _faction_left,
    FightResolved: _fight_resolved,
    UnitTurned: _unit_turned,
    WarDeclared: _war_declared,
    PeaceMade: _peace_made,
    BreakAnnounced: _break_announced,
}
