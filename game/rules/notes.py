"""The notes that sides keep of units out of their sight, and the end of dummies.  This carries out chapter 4."""

from collections.abc import Sequence
from typing import NamedTuple

from game.hexes import Cell, CellSet, cells_of, set_of
from game.model import events as e
from game.model.derived import changer
from game.model.forces import Status, Unit
from game.model.ledger import Ledger
from game.model.scenario import Scenario
from game.model.scouting import Sighting
from game.model.state import State
from game.rules import sight, units, views

_with = changer(State)
_unit = changer(Unit)


_WALKED = (e.UnitMoved, e.UnitFellBack)
_STEPPED = (e.UnitAdvanced, e.UnitArrived)
_MARCHED = frozenset((*_WALKED, *_STEPPED))


class _March(NamedTuple):
    """Units that went the same way: whose they are, the hexes they entered, and these with the one they came from."""

    numbers: list[int]
    side: str
    route: tuple[Cell, ...]
    way: tuple[Cell, ...]
    trodden: CellSet


def _marches(before: State, events: Sequence[e.Event]) -> list[_March]:
    """Who went where, by march, retreat, advance or arrival."""
    found: list[_March] = []
    for event in events:
        if isinstance(event, _WALKED):
            route = event.route
        elif isinstance(event, _STEPPED):
            route = (event.cell,)
        else:
            continue
        unit = before.forces.units[event.unit]
        way = (unit.cell, *route) if unit.status is Status.FIELD else route
        last = found[-1] if found else None
        if last is not None and last.way == way and last.route == route and last.side == unit.side:
            last.numbers.append(unit.number)
        else:
            found.append(_March([unit.number], unit.side, route, way, set_of(way)))
    return found


def suspect(scenario: Scenario, side: str) -> tuple[Sighting, ...]:
    """Where the hidden set-ups of others may stand, as a side knows before the first turn.  [4.6]"""
    found = []
    for number, spec in enumerate(scenario.units):
        if spec.side != side:
            for place in spec.among:
                cell = scenario.board.spot(place)
                morale = scenario.types[number].morale
                looks = Unit(number, spec.side, cell, Status.FIELD, spec.men, spec.guns, spec.mgs, morale)
                found.append(Sighting(looks, 0))
    return tuple(found)


def remember(ledger: Ledger, before: State) -> None:
    """Write down what each side lost from sight since a state, and strike out what it knows better now.  [4.6]"""
    after = ledger.state
    if not after.scouting.fog:
        return
    kinds = frozenset(map(type, ledger.events))
    marches = [] if kinds.isdisjoint(_MARCHED) else _marches(before, ledger.events)
    quiet = before.turn == after.turn and e.UnitLeft not in kinds
    if quiet and not marches and before.realm is after.realm and before.sky is after.sky:
        return
    same_land = before.realm is after.realm and before.sky is after.sky and before.bonds is after.bonds
    for number, spec in enumerate(after.scenario.sides):
        old, side = after.scouting.notes[number], spec.id
        camp = after.forces.camp(side)
        if not camp.cells and not old:
            continue
        was = sight.visible(before, side)
        met = [march for march in marches if march.trodden & was and march.side != side]
        if same_land and before.forces.camp(side) is camp:
            now, passed = was, 0
        else:
            now, passed = sight.visible(after, side), _passed(after, side, marches)
        if quiet and not _went(met, was, now | passed) and not _turned_up(before, after, side, was, now, passed):
            continue
        notes = [note for note in old if _stands(after, note, was, now | passed)]
        for lost in _lost(before, after, side, met, was, now, passed):
            notes = [note for note in notes if note.unit.number != lost.unit.number]
            notes.append(lost)
        fresh = tuple(sorted(notes, key=lambda note: (note.unit.number, note.unit.cell)))
        if fresh != old:
            ledger.record(e.Noted(side, fresh))


def _went(met: list[_March], was: CellSet, now: CellSet) -> bool:
    """Whether any of the marches that a side saw came into its sight, or went out of it.  [4.6]"""
    return any(not (was >> march.way[0] & 1 and now >> march.way[-1] & 1) for march in met)


def _turned_up(before: State, after: State, side: str, was: CellSet, now: CellSet, passed: CellSet) -> bool:
    """Whether ground that a side sees anew, or no more, holds or held anybody, by its notes or truly.  [4.6]"""
    changed = was ^ (now | passed)
    if not changed:
        return False
    if changed & was & sight.others_on(before, side):
        return True
    notes = after.scouting.notes[after.scenario.side_number(side)]
    if not notes:
        return bool(changed & ~now & sight.others_on(after, side))
    marks: CellSet = after.scouting.remembered(("marks", side), lambda: set_of(note.unit.cell for note in notes))
    return bool(changed & (marks | sight.others_on(after, side)))


def _passed(after: State, side: str, marches: list[_March]) -> CellSet:
    """The hexes that a side's own marches saw on their way.  [4.6]"""
    passed = 0
    for march in marches:
        if march.side == side and len(march.route) > 1:
            passed |= sight.seen_on_the_way(after, march.numbers, march.route[:-1])
    return passed


def _stands(after: State, note: Sighting, was: CellSet, now: CellSet) -> bool:
    """Whether a note still says something: a hex that was in sight all the time is not seen again.  [4.6]"""
    unit = after.forces.units[note.unit.number]
    status = unit.status
    again = now & ~was if note.turn else now
    if again >> note.unit.cell & 1 or status in views.KNOWN_ANYWHERE:
        return False
    if status is Status.FIELD and now >> unit.cell & 1:
        return False
    return not note.turn or after.turn - note.turn <= after.scenario.charts.sight.ghost_turns


def _lost(
    before: State,
    after: State,
    side: str,
    met: list[_March],
    was: CellSet,
    now: CellSet,
    passed: CellSet,
) -> list[Sighting]:
    """The units of others that a side saw and sees no more, where it saw them last.  [4.6]"""
    scenario = after.scenario
    last = _standing(before, side, was & ~now) if was & ~now else {}
    for march in met:
        in_sight = [cell for cell in march.way if was >> cell & 1]
        last.update(dict.fromkeys(march.numbers, in_sight[-1]))
    if passed & ~now:
        last.update(_standing(after, side, passed & ~now))
    found = []
    for number, cell in last.items():
        unit = after.unit(number)
        if unit.status is Status.FIELD and not now >> unit.cell & 1:
            there = unit if unit.cell == cell else _unit(unit, cell=cell)
            looks = views.known_unit(scenario, there, 1 << cell)
            found.append(Sighting(looks, after.turn))
    return found


def _standing(state: State, side: str, cells: CellSet) -> dict[int, Cell]:
    """The units of others on some hexes, and where."""
    return {
        unit.number: cell for cell in cells_of(cells & sight.others_on(state, side)) for unit in state.forces.at(cell)
    }


def expose(ledger: Ledger) -> None:
    """Take off the dummies that an enemy who fights stands next to.  [4.7]"""
    grid = ledger.state.scenario.board.grid
    for number in sight.dummies(ledger.state.scenario):
        unit = ledger.state.unit(number)
        if unit.dummy and unit.status is Status.FIELD:
            near = grid.within(unit.cell, 1)
            if any(
                near >> other.cell & 1 and units.fights(ledger.state, other)
                for enemy in ledger.state.bonds.enemies(unit.side)
                for other in ledger.state.forces.of(enemy)
            ):
                ledger.record(e.DummyFound(unit.number))
