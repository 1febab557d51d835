"""The pen on units: what each event changes that bears on one unit alone."""

from collections.abc import Callable
from typing import Any

from game.hexes import NO_CELL
from game.model.derived import changer
from game.model.events import (
    DummyFound,
    MenJoined,
    MenLost,
    MoraleChanged,
    PaceSet,
    PostureSet,
    Repulsed,
    RetreatSet,
    UnitAdvanced,
    UnitArrived,
    UnitDelayed,
    UnitDugIn,
    UnitFellBack,
    UnitLeft,
    UnitMoved,
    WantChanged,
)
from game.model.forces import Pace, Status, Unit

changed_unit = changer(Unit)
"""A unit with some fields changed."""


def fresh(u: Unit, *, first: bool) -> Unit:
    """A unit that did something, as its part begins, the first of its side in the turn or a later one."""
    busy = not first and bool(u.spent or u.fought or u.busy)
    return changed_unit(u, spent=0, fought=False, busy=busy, pace=Pace.BLOWN if u.pace is Pace.GALLOP else Pace.USUAL)


def _unit_arrived(u: Unit, e: UnitArrived) -> Unit:
    return changed_unit(u, status=Status.FIELD, cell=e.cell, men=e.men, due=0)


def _unit_delayed(u: Unit, e: UnitDelayed) -> Unit:
    return changed_unit(u, due=e.due)


def _unit_moved(u: Unit, e: UnitMoved) -> Unit:
    return changed_unit(u, cell=e.route[-1], spent=u.spent + e.cost, dug_in=False)


def _pace_set(u: Unit, e: PaceSet) -> Unit:
    return changed_unit(u, pace=e.pace)


def _dummy_found(u: Unit, e: DummyFound) -> Unit:
    return changed_unit(u, status=Status.GONE, cell=NO_CELL, dummy=False, men=0)


def _unit_fell_back(u: Unit, e: UnitFellBack) -> Unit:
    return changed_unit(u, cell=e.route[-1], dug_in=False) if e.route else u


def _unit_advanced(u: Unit, e: UnitAdvanced) -> Unit:
    return changed_unit(u, cell=e.cell, dug_in=False)


def _posture_set(u: Unit, e: PostureSet) -> Unit:
    return changed_unit(u, posture=e.posture)


def _retreat_set(u: Unit, e: RetreatSet) -> Unit:
    return changed_unit(u, asks=e.asks)


def _unit_dug_in(u: Unit, e: UnitDugIn) -> Unit:
    return changed_unit(u, dug_in=True)


def _fewer(u: Unit, e: MenLost) -> Unit:
    return changed_unit(u, men=u.men - e.men, guns=u.guns - e.guns, mgs=u.mgs - e.mgs)


def _joined(u: Unit, e: MenJoined) -> Unit:
    return changed_unit(u, men=u.men + e.men)


def _morale_changed(u: Unit, e: MoraleChanged) -> Unit:
    return changed_unit(u, morale=e.to, fallen=u.fallen + max(0, -e.by))


def _repulsed(u: Unit, e: Repulsed) -> Unit:
    return changed_unit(u, repulsed=True)


def _unit_left(u: Unit, e: UnitLeft) -> Unit:
    return changed_unit(
        u, status=e.status, cell=e.cell, due=e.due, men=e.men, dug_in=False, spent=0, fought=False, hunger=0
    )


def _want_changed(u: Unit, e: WantChanged) -> Unit:
    return changed_unit(u, hunger=e.hunger)


UNIT_PENS: dict[type, Callable[[Unit, Any], Unit]] = {
    UnitArrived: _unit_arrived,
    UnitDelayed: _unit_delayed,
    UnitMoved: _unit_moved,
    PaceSet: _pace_set,
    DummyFound: _dummy_found,
    UnitFellBack: _unit_fell_back,
    UnitAdvanced: _unit_advanced,
    PostureSet: _posture_set,
    RetreatSet: _retreat_set,
    UnitDugIn: _unit_dug_in,
    MenLost: _fewer,
    MenJoined: _joined,
    MoraleChanged: _morale_changed,
    Repulsed: _repulsed,
    UnitLeft: _unit_left,
    WantChanged: _want_changed,
}
