"""Many small tidings in one line: marches, arrivals, losses of a fight, hearts, bread."""

from collections.abc import Callable, Sequence
from typing import TypeAlias, TypeVar

from game import chronicle
from game.model.agenda import BeginTurn
from game.model.events import (
    Event,
    MenLost,
    MoraleChanged,
    Repulsed,
    UnitAdvanced,
    UnitArrived,
    UnitFellBack,
    UnitMoved,
    WantChanged,
)
from game.model.state import State

Small: TypeAlias = MenLost | Repulsed | UnitMoved | UnitAdvanced | UnitArrived | UnitFellBack
"""Tidings that stand in one line with their like, if those follow at once."""

Late: TypeAlias = MoraleChanged | WantChanged | MenLost
"""Tidings that are gathered until a paragraph ends."""

_E = TypeVar("_E", MoraleChanged, WantChanged, MenLost)

FEW = 4
"""Units whose hearts are told one by one; of more only those who are of another mind."""

SMALL = (MenLost, Repulsed, UnitMoved, UnitAdvanced, UnitArrived, UnitFellBack)
LATE = (MoraleChanged, WantChanged, MenLost)


def waits(event: Event) -> bool:
    """Whether an event is told at the end of its paragraph."""
    match event:
        case MoraleChanged():
            return event.cause != "rally"
        case MenLost():
            return event.cause == "want"
        case _:
            return isinstance(event, WantChanged)


def alike(state: State, event: Small) -> tuple[object, ...]:
    """What two small tidings must share to stand in one line."""
    side = state.unit(event.unit).side
    match event:
        case MenLost():
            return (MenLost, side, event.cause) if event.cause == "fight" else (event,)
        case UnitMoved() | UnitArrived():
            return (type(event), side)
        case UnitAdvanced():
            return (UnitAdvanced, event.cell)
        case UnitFellBack():
            return (UnitFellBack, event.cause, event.route[-1:])
        case _:
            return (Repulsed,)


def together(run: Sequence[tuple[State, Small]]) -> str:
    """Small tidings that are alike, in one line."""
    state, first = run[0]
    if len(run) == 1:
        return chronicle.tell(state, first) or ""
    scenario = state.scenario
    side = chronicle.name_side(scenario, state.unit(first.unit).side)
    side = side[:1].upper() + side[1:]
    names = [(chronicle.name_unit(scenario, event.unit), event) for _, event in run]
    match first:
        case UnitMoved():
            last = {name: _goal(state, event) for name, event in names if isinstance(event, UnitMoved)}
            goals = dict.fromkeys(last.values())
            told = [f"{chronicle.listed([n for n in last if last[n] == goal])} {goal}" for goal in goals]
            return f"{side} on the march: {'; '.join(told)}."
        case UnitArrived():
            came = [f"{name} at {_where(state, e)}" for name, e in names if isinstance(e, UnitArrived)]
            what = "took post" if BeginTurn(1) in state.agenda else "had arrivals"
            return f"{side} {what}: {'; '.join(came)}."
        case UnitAdvanced() | UnitFellBack():
            return chronicle.tell_together(state, [event.unit for _, event in run], first)
        case MenLost():
            lost = ", ".join(f"{name} {event.men}" for name, event in names if isinstance(event, MenLost))
            whole = sum(event.men for _, event in run if isinstance(event, MenLost))
            return f"{side} lost {whole} men in the fight: {lost}."
        case Repulsed():
            return f"Recoiled, and cannot attack again at once: {', '.join(name for name, _ in names)}."


def _where(state: State, event: UnitArrived) -> str:
    where = chronicle.name_hex(state.scenario, event.cell)
    return f"{where}, {event.men:,} strong" if event.men else where


def _goal(state: State, event: UnitMoved) -> str:
    """Where a march went, as far as it was seen."""
    if not event.route:
        return "out of sight"
    return f"{'to' if event.cost else 'by'} {chronicle.name_hex(state.scenario, event.route[-1])}"


def gathered(late: Sequence[tuple[State, Late]]) -> list[str]:
    """Hearts lost and taken, hunger and its losses: a line for all of a kind."""
    hearts = [(state, event) for state, event in late if isinstance(event, MoraleChanged) and event.by]
    wants = [(state, event) for state, event in late if isinstance(event, WantChanged)]
    lost = [(state, event) for state, event in late if isinstance(event, MenLost)]
    hungry = [(state, event) for state, event in wants if event.hunger > state.unit(event.unit).hunger]
    fed = [(state, event) for state, event in wants if event.hunger < state.unit(event.unit).hunger]
    lines = [
        _gathered("Went without: {who}.", hungry, _rung),
        _gathered("Had enough again: {who}.", [one for one in fed if not one[1].hunger], lambda *_: ""),
        _gathered("Better fed: {who}.", [one for one in fed if one[1].hunger], _rung),
        _gathered("Lost from want: {who}.", lost, lambda _, e: f" {e.men}"),
        _hearts("lost", [one for one in hearts if one[1].by < 0]),
        _hearts("took", [one for one in hearts if one[1].by > 0]),
    ]
    return [line for line in lines if line]


def _rung(state: State, event: WantChanged) -> str:
    return f" ({chronicle.name_rung(state.scenario.charts, event.hunger)})"


def _hearts(verb: str, some: Sequence[tuple[State, MoraleChanged]]) -> str:
    """Hearts lost or taken: a few by name; of many by name those who are of another mind now, the rest as a number."""
    changes: dict[int, list[tuple[State, MoraleChanged]]] = {}
    for state, event in some:
        changes.setdefault(event.unit, []).append((state, event))
    if len(changes) <= FEW:
        return _gathered(verb.capitalize() + " heart: {who}.", some, lambda _, e: f" (now {e.to})")
    named = []
    for unit, (first, *_) in changes.items():
        state, last = changes[unit][-1]
        mind = _mind(state, last.to)
        if mind != _mind(state, first[1].to - first[1].by):
            named.append(f"{chronicle.name_unit(state.scenario, unit)} ({mind} now)")
    rest = len(changes) - len(named)
    if not named:
        return f"{rest} units {verb} heart."
    more = [f"{rest} {'other' if rest == 1 else 'others'}"] if rest else []
    return f"{verb.capitalize()} heart: {chronicle.listed([*named, *more])}."


def _mind(state: State, morale: int) -> str:
    """The state of mind at a morale."""
    bands = state.scenario.charts.morale.bands
    return next((band.name for band in bands if morale >= band.least), bands[-1].name)


def _gathered(template: str, some: Sequence[tuple[State, _E]], mark: Callable[[State, _E], str]) -> str:
    """All of a kind in one line, each unit once as it is last; a single one has a sentence of its own."""
    if len(some) < 2:
        return "".join(chronicle.tell(*one) or "" for one in some)
    last = {event.unit: (state, event) for state, event in some}
    who = [f"{chronicle.name_unit(state.scenario, unit)}{mark(state, event)}" for unit, (state, event) in last.items()]
    return template.format(who=", ".join(who))
