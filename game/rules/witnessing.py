"""What sides make of what happens: the notes they keep, the events they witness, and worlds that they may imagine.

No chapter of its own: it carries out chapter 4, on events.
"""

from dataclasses import replace

from game.hexes import NO_CELL, CellSet
from game.model import events as e
from game.model.agenda import ResolveFight
from game.model.derived import changer
from game.model.forces import Status, Unit
from game.model.state import State
from game.rules import facedown, sight, views

_with = changer(State)
_unit = changer(Unit)


QUIET_COSTS = ("guides", "convoy")
"""What a side pays for without others knowing what it bought."""

ON_UNIT = (
    e.PaceSet, e.PostureSet, e.UnitDugIn, e.MenLost, e.MenJoined, e.GunsTaken, e.MoraleChanged, e.Repulsed,
    e.WantChanged, e.DummyFound, e.FieldForaged, e.Bombarded,
)  # fmt: skip


def witness(before: State, event: e.Event, side: str) -> e.Event | None:
    """The event as a side may know it, or None if it knows nothing of it.  [4.4, 4.5, 4.6, 4.7]"""
    if side:
        before.scenario.side(side)
    if not side or not before.scouting.fog:
        return event
    seen = sight.visible(before, side)
    match event:
        case e.Rolled():
            heard = event.side in ("", side) or (event.cell and seen >> event.cell & 1)
            return e.Rolled(event.cause, event.faces, 0, event.side, event.cell) if heard else None
        case e.ConvoyPaid():
            return event if event.side == side else None
        case e.PurseChanged():
            if event.side == side:
                return event
            cause = "spent" if event.cause in QUIET_COSTS else event.cause
            return e.PurseChanged(event.side, event.by, cause, NO_CELL, event.fall)
        case e.UnitMoved() | e.UnitFellBack():
            return _glimpsed(before, event, side, seen)
        case e.UnitArrived() | e.UnitAdvanced():
            if before.unit(event.unit).side == side:
                return event
            if seen >> event.cell & 1:
                return _as_it_looks(before, event)
            return e.UnitMoved(event.unit, (), 0) if _concerns(before, event.unit, side, seen) else None
        case e.UnitDelayed() | e.RetreatSet():
            return event if before.unit(event.unit).side == side else None
        case e.UnitLeft():
            news = event.status in views.KNOWN_ANYWHERE and event.cause != "merged"
            return event if news or _concerns(before, event.unit, side, seen) else None
        case e.MarchStopped():
            units = _known(before, event.units, side, seen)
            ours = before.unit(event.units[0]).side == side
            cell = event.cell if ours or seen >> event.cell & 1 else NO_CELL
            return e.MarchStopped(units, cell, event.cause) if units else None
        case e.FightResolved():
            return event if seen >> event.target & 1 else None
        case e.Surprised():
            return event if before.phasing == side else None
        case e.Noted() | e.Unnoticed():
            return event if event.side == side else None
        case e.Strained() | e.CohesionChanged() | e.CeilingChanged() | e.VictoryShared() | e.CausesSettled():
            return _of_the_court(before, event, side)
        case e.CardsDrawn() | e.CardKept() | e.CardPlayed() | e.BranchTaken() | e.InForce() | e.Expected():
            return facedown.witness(before, event, side, seen)
        case e.UnitMerged():
            return event if _concerns(before, event.unit, side, seen) else None
        case e.DepotFed():
            return event if before.realm.holdings[event.place].depot == side else None
        case e.StoresChanged() | e.RationSet() | e.PlaceLeftBare():
            return event if before.realm.holdings[event.place].holder == side else None
        case e.FordsChanged():
            return e.FordsChanged(tuple(ford for ford in event.fords if ford.side == side))
        case e.GroundWorn():
            cells = tuple(cell for cell in event.cells if seen >> cell & 1)
            return e.GroundWorn(cells) if cells else None
        case e.GroundGrazed():
            return e.GroundGrazed(
                tuple(cell for cell in event.once if seen >> cell & 1),
                tuple(cell for cell in event.twice if seen >> cell & 1),
            )
        case e.Queued():
            tasks = [task for task in event.tasks if not isinstance(task, ResolveFight)]
            return e.Queued(tuple(views.known_task(before, task, side, seen) for task in tasks))
        case e.AttackDeclared() | e.AttackRefused() | e.DefenderEvaded() | e.AmbushSprung():
            known = _known(before, event.units, side, seen)
            return replace(event, units=known) if seen >> event.target & 1 else None
        case _:
            pass
    if isinstance(event, ON_UNIT):
        return event if _concerns(before, event.unit, side, seen) else None
    return event


def _of_the_court(
    before: State,
    event: e.Strained | e.CohesionChanged | e.CeilingChanged | e.VictoryShared | e.CausesSettled,
    side: str,
) -> e.Event | None:
    """What works on a faction: all of it for its own side, for others that it came to another band.  [15.13, 15.14]"""
    scenario = before.scenario
    if isinstance(event, e.CausesSettled):
        return e.CausesSettled(tuple(number for number in event.home if scenario.ranks[number] == side))
    if scenario.ranks[event.faction] == side:
        return event
    if isinstance(event, e.CohesionChanged):
        near = views.met_factions(before, side, views.view(before, side).forces)
        now = before.bonds.cohesion[event.faction]
        old, new = (views.known_cohesion(scenario, side, event.faction, at, near) for at in (now, now + event.by))
        return e.CohesionChanged(event.faction, new - old, ()) if new != old else None
    return None


def _known(before: State, numbers: tuple[int, ...], side: str, seen: CellSet) -> tuple[int, ...]:
    """Those of some units that are a side's own, or in its sight."""
    return tuple(number for number in numbers if _concerns(before, number, side, seen))


def _as_it_looks(before: State, event: e.UnitArrived | e.UnitAdvanced) -> e.Event:
    """An arrival as others see it: that of a dummy looks like what it says.  [4.7]"""
    if isinstance(event, e.UnitArrived) and before.unit(event.unit).dummy:
        return e.UnitArrived(event.unit, event.cell, before.spec(event.unit).men)
    return event


def _concerns(before: State, number: int, side: str, seen: CellSet) -> bool:
    """Whether a unit is a side's own, or in its sight."""
    unit = before.unit(number)
    return unit.side == side or (unit.status is Status.FIELD and bool(seen >> unit.cell & 1))


def _glimpsed(before: State, event: e.UnitMoved | e.UnitFellBack, side: str, seen: CellSet) -> e.Event | None:
    """A march as far as it was seen: the hexes in sight, in order, and no price.  [4.4]"""
    unit = before.unit(event.unit)
    if unit.side == side:
        return event
    route = tuple(cell for cell in event.route if seen >> cell & 1)
    from_sight = unit.on_map and bool(seen >> unit.cell & 1)
    if not route and not from_sight:
        return None
    if isinstance(event, e.UnitMoved):
        return e.UnitMoved(event.unit, route, event.cost if route == event.route else 0)
    return e.UnitFellBack(event.unit, route, event.cause)
