"""What sides make of what happens: the notes they keep, the events they witness, and worlds that they may imagine.

No chapter of its own: it carries out chapter 4, on events.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from game.hexes import NO_CELL, Cell, CellSet, Grid, cells_of, set_of
from game.model import events as e
from game.model.agenda import ResolveFight
from game.model.derived import changer
from game.model.dice import Seeded, splitmix
from game.model.forces import Forces, Status, Unit
from game.model.ledger import Ledger
from game.model.scenario import Scenario
from game.model.scouting import Scouting, Sighting
from game.model.state import Seen, State
from game.rules import sight, units

_with = changer(State)
_unit = changer(Unit)


_March: TypeAlias = tuple[int, tuple[Cell, ...]]
"""A unit that went some way, and the hexes it entered."""


def _marches(events: Sequence[e.Event]) -> list[_March]:
    """Who went where, by march, retreat, advance or arrival."""
    found: list[_March] = []
    for event in events:
        if isinstance(event, e.UnitMoved | e.UnitFellBack):
            found.append((event.unit, event.route))
        elif isinstance(event, e.UnitAdvanced | e.UnitArrived):
            found.append((event.unit, (event.cell,)))
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
    marches = _marches(ledger.events)
    quiet = before.turn == after.turn and not any(type(event) is e.UnitLeft for event in ledger.events)
    if quiet and not marches and before.realm is after.realm and before.sky is after.sky:
        return
    present = after.forces.occupied()
    for number, side in enumerate(after.scenario.sides):
        old = after.scouting.notes[number]
        if side.id not in present and not old:
            continue
        was, now = sight.visible(before, side.id), sight.visible(after, side.id)
        passed = _passed(before, after, side.id, marches)
        if quiet and not _news(before, after, side.id, marches, was, now | passed):
            continue
        notes = [note for note in old if _stands(after, note, was, now | passed)]
        for lost in _lost(before, after, side.id, marches, was, now, passed):
            notes = [note for note in notes if note.unit.number != lost.unit.number]
            notes.append(lost)
        fresh = tuple(sorted(notes, key=lambda note: (note.unit.number, note.unit.cell)))
        if fresh != old:
            ledger.record(e.Noted(side.id, fresh))


def _news(before: State, after: State, side: str, marches: list[_March], was: CellSet, now: CellSet) -> bool:
    """Whether a side may have to write anything down: somebody came in sight, or went out of it.  [4.6]"""
    for march in marches:
        if after.unit(march[0]).side != side:
            way = _way(before, march)
            if not (was >> way[0] & 1 and now >> way[-1] & 1) and any(was >> cell & 1 for cell in way):
                return True
    changed = was ^ now
    if not changed:
        return False
    if changed & ~now & sight.others_on(before, side):
        return True
    notes = after.scouting.notes[after.scenario.side_number(side)]
    if not notes:
        return bool(changed & ~sight.visible(after, side) & sight.others_on(after, side))
    marks: CellSet = after.scouting.remembered(("marks", side), lambda: set_of(note.unit.cell for note in notes))
    return bool(changed & (marks | sight.others_on(after, side)))


def _way(before: State, march: _March) -> tuple[Cell, ...]:
    """The hexes of a march, the first of them included."""
    unit = before.unit(march[0])
    return (unit.cell, *march[1]) if unit.on_map else march[1]


def _passed(before: State, after: State, side: str, marches: list[_March]) -> CellSet:
    """The hexes that a side's own marches saw on their way.  [4.6]"""
    passed = 0
    for number, route in marches:
        unit = before.unit(number)
        if unit.side == side:
            passed |= sight.seen_on_the_way(after, unit, route)
    return passed


def _stands(after: State, note: Sighting, was: CellSet, now: CellSet) -> bool:
    """Whether a note still says something: a hex that was in sight all the time is not seen again.  [4.6]"""
    unit = after.unit(note.unit.number)
    again = now & ~was if note.turn else now
    if unit.status in sight.KNOWN_ANYWHERE or again >> note.unit.cell & 1:
        return False
    if unit.on_map and now >> unit.cell & 1:
        return False
    return not note.turn or after.turn - note.turn <= after.scenario.charts.sight.ghost_turns


def _lost(
    before: State,
    after: State,
    side: str,
    marches: list[_March],
    was: CellSet,
    now: CellSet,
    passed: CellSet,
) -> list[Sighting]:
    """The units of others that a side saw and sees no more, where it saw them last.  [4.6]"""
    scenario = after.scenario
    last = _standing(before, side, was & ~now) if was & ~now else {}
    for march in marches:
        number = march[0]
        if before.unit(number).side != side:
            in_sight = [cell for cell in _way(before, march) if was >> cell & 1]
            if in_sight:
                last[number] = in_sight[-1]
    if passed & ~now:
        last.update(_standing(after, side, passed & ~now))
    found = []
    for number, cell in last.items():
        unit = after.unit(number)
        if unit.status is Status.FIELD and not now >> unit.cell & 1:
            looks = sight.known_unit(scenario, _unit(unit, cell=cell), 1 << cell)
            found.append(Sighting(looks, after.turn))
    return found


def _standing(state: State, side: str, cells: CellSet) -> dict[int, Cell]:
    """The units of others on some hexes, and where."""
    return {
        unit.number: cell for cell in cells_of(cells & sight.others_on(state, side)) for unit in state.forces.at(cell)
    }


QUIET_COSTS = ("guides", "convoy")
"""What a side pays for without others knowing what it bought."""

ON_UNIT = (
    e.PaceSet, e.PostureSet, e.UnitDugIn, e.MenLost, e.GunsTaken, e.MoraleChanged, e.Repulsed, e.WantChanged,
    e.DummyFound, e.FieldForaged,
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
        case e.PurseChanged():
            secret = event.side != side and event.cause in QUIET_COSTS
            return e.PurseChanged(event.side, event.by, "spent") if secret else event
        case e.UnitMoved() | e.UnitFellBack():
            return _glimpsed(before, event, side, seen)
        case e.UnitArrived() | e.UnitAdvanced():
            if before.unit(event.unit).side == side:
                return event
            if seen >> event.cell & 1:
                return _as_it_looks(before, event)
            return e.UnitMoved(event.unit, (), 0) if _concerns(before, event.unit, side, seen) else None
        case e.UnitDelayed():
            return event if before.unit(event.unit).side == side else None
        case e.UnitLeft():
            news = event.status in sight.KNOWN_ANYWHERE
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
        case e.Noted():
            return event if event.side == side else None
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
            return e.Queued(tuple(sight.known_task(task, side, seen) for task in tasks))
        case e.AttackDeclared() | e.AttackRefused() | e.DefenderEvaded() | e.AmbushSprung():
            known = _known(before, event.units, side, seen)
            return replace(event, units=known) if seen >> event.target & 1 else None
        case _:
            pass
    if isinstance(event, ON_UNIT):
        return event if _concerns(before, event.unit, side, seen) else None
    return event


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


NEARBY = 12
"""Hexes round the place where a unit is thought to be, among which imagination draws."""


def imagine(seen: Seen, seed: int) -> State:
    """One full world that agrees with what is known, its dice and its hidden units drawn from the seed.  [4.4, 4.8]"""
    side = seen.scouting.eyes
    fresh = Scouting(seen.scouting.fog, seen.scouting.notes)
    if not side:
        return _with(seen, dice=Seeded(seed), scouting=fresh)
    dark = seen.scenario.board.ground & ~sight.visible(seen, side)
    noted: dict[int, list[Cell]] = {}
    for note in seen.scouting.notes[seen.scenario.side_number(side)]:
        noted.setdefault(note.unit.number, []).append(note.unit.cell)
    placed = list(seen.forces.units)
    load: dict[tuple[Cell, str], int] = {}
    taken: dict[Cell, str] = {}
    for unit in placed:
        if unit.status is Status.UNSEEN:
            where = noted.get(unit.number, [])
            found = _imagined(seen, unit, dark, where, load, taken, splitmix(seed, unit.number))
            placed[unit.number] = found
            if found.on_map:
                taken[found.cell] = found.side
                load[found.cell, found.side] = load.get((found.cell, found.side), 0) + found.men
    forces = Forces(tuple(placed), seen.forces.engaged)
    return _with(seen, dice=Seeded(seed), scouting=fresh, forces=forces)


def _imagined(
    seen: Seen,
    unit: Unit,
    dark: CellSet,
    noted: Sequence[Cell],
    load: Mapping[tuple[Cell, str], int],
    taken: Mapping[Cell, str],
    chance: int,
) -> Unit:
    """A hidden unit as it might be: off the map, or near a hex where it was noted, or near where it began."""
    scenario = seen.scenario
    spec = scenario.units[unit.number]
    men = 0 if spec.dummy else spec.men
    morale = scenario.types[unit.number].morale
    off = Unit(unit.number, unit.side, NO_CELL, Status.AWAITED, men, spec.guns, spec.mgs, morale,
               due=max(spec.turn, seen.turn + 1), dummy=spec.dummy)  # fmt: skip
    if spec.turn == 0 or not (spec.start or spec.among):
        return _unit(off, status=Status.POOL, due=0)
    if spec.turn > seen.turn:
        return off
    anchor = noted[chance % len(noted)] if noted else scenario.board.spot(spec.start or spec.among[0])
    free = [
        cell
        for cell in _round(scenario.board.grid, anchor, dark)
        if taken.get(cell, unit.side) == unit.side
        and load.get((cell, unit.side), 0) + men <= units.stacking(seen, cell)
    ]
    if not free:
        return off if spec.start else _unit(off, status=Status.POOL, due=0)
    cell = anchor if noted and anchor in free else free[chance % len(free)]
    return _unit(off, status=Status.FIELD, cell=cell, due=0)


def _round(grid: Grid, anchor: Cell, dark: CellSet) -> list[Cell]:
    """The nearest dark hexes round a place, NEARBY of them or a few more; all there are if there are fewer."""
    near = around = 1 << anchor
    while (near & dark).bit_count() < NEARBY:
        around = grid.spread(near)
        if around == near:
            break
        near = around
    return list(cells_of(near & dark))


def expose(ledger: Ledger) -> None:
    """Take off the dummies that an enemy who fights stands next to.  [4.7]"""
    scenario = ledger.state.scenario
    grid = scenario.board.grid
    dummies = scenario.remembered("dummies", lambda: tuple(n for n, s in enumerate(scenario.units) if s.dummy))
    for number in dummies:
        unit = ledger.state.unit(number)
        if unit.dummy and unit.status is Status.FIELD:
            near = grid.within(unit.cell, 1)
            if any(
                near >> other.cell & 1 and units.fights(ledger.state, other)
                for enemy in ledger.state.bonds.enemies(unit.side)
                for other in ledger.state.forces.of(enemy)
            ):
                ledger.record(e.DummyFound(unit.number))
