"""Turning points: the few events of a game that a newspaper would have printed."""

from typing import TypeAlias

from game.chronicle.words import name_unit
from game.model.events import Event, FactionLeft, PlaceTaken, UnitArrived, UnitLeft
from game.model.forces import Status
from game.model.state import State

TurningPoint: TypeAlias = dict[str, str | int]

KINDS = (
    "defected",
    "went_home",
    "made_terms",
    "fell",
    "retaken",
    "killed",
    "captured",
    "escaped",
    "surrendered",
    "arrived",
    "recalled",
)

NEWS = (FactionLeft, PlaceTaken, UnitLeft, UnitArrived)
"""The events that may be turning points."""

_TURNED = {"home": "went_home", "terms": "made_terms", "recalled": "recalled"}
"""What a faction's leaving is called; all else is defection."""

_LEFT = {
    "killed": "killed",
    "captured": "captured",
    "taken": "captured",
    "escaped": "escaped",
    "off_map": "escaped",
    "surrendered": "surrendered",
    "recalled": "recalled",
}


def turning_points(state: State, event: Event) -> TurningPoint | None:
    """The turning point an event is, seen from the state before it: date, turn, kind and who; or None."""
    scenario = state.scenario
    match event:
        case FactionLeft(faction, _, cause):
            return _point(state, _TURNED.get(cause, "defected"), scenario.factions[faction].name)
        case PlaceTaken(place, _, cause) if cause in ("fell", "retaken"):
            return _point(state, cause, scenario.board.places[place].name)
        case UnitLeft(unit, _, _, _, cause) if cause in _LEFT:
            return _point(state, _LEFT[cause], name_unit(scenario, unit))
        case UnitArrived(unit, _, _) if state.unit(unit).status is Status.AWAITED:
            return _point(state, "arrived", name_unit(scenario, unit))
    return None


def _point(state: State, kind: str, who: str) -> TurningPoint:
    calendar = state.scenario.calendar
    moment = calendar.begins(max(1, state.turn))
    date = moment.isoformat(timespec="minutes") if calendar.minutes < 1440 else moment.date().isoformat()
    return {"date": date, "turn": state.turn, "kind": kind, "who": who}
