"""Worlds that one side cannot tell apart: a true state with other things where the side does not look.

Written without `imagine`, from what a position may be: a unit stands on ground of its class with room for it, no two
sides on a hex.  Whatever a change does, a world is kept only when its view equals the view of the truth.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from typing import TypeAlias

from game import questions, umpire
from game.hexes import NO_CELL, Cell, CellSet, cells_of, set_of
from game.model.actions import Action, Attack, Move, MoveTogether
from game.model.agenda import MayAdvance, MayPlace, ResolveFight, Task
from game.model.bonds import Ford, Holding, Pasture, Ration
from game.model.dice import Seeded
from game.model.events import BranchTaken, CardPlayed, Event, Noted, PurseChanged, Queued
from game.model.forces import Forces, Pace, Posture, Status, Unit
from game.model.scouting import Sighting
from game.model.state import State
from tests.laws import drawn, mutated

KNOWN_TO_ALL = (Status.GONE, Status.ESCAPED)
"""Units of which everybody knows what became of them."""

Change: TypeAlias = Callable[[State, str, random.Random], State]
"""Something that a side does not know, made otherwise."""


def unseen(state: State, side: str) -> list[Unit]:
    """The units of others on hexes that the side does not see."""
    sight = questions.visible(state, side)
    return [u for u in state.forces.units if u.on_map and u.side != side and not sight >> u.cell & 1]


def near_own(state: State, side: str, hexes: int) -> CellSet:
    """The hexes no farther from a unit of the side than so many."""
    cells = set_of(unit.cell for unit in state.forces.of(side))
    for _ in range(hexes):
        cells = state.scenario.board.grid.spread(cells)
    return cells


def lurking(state: State, side: str) -> list[Unit]:
    """Those of the unseen that are near enough to meet a march."""
    near = near_own(state, side, 3)
    return [unit for unit in unseen(state, side) if near >> unit.cell & 1]


def _goes_there(state: State, unit: Unit, cell: Cell) -> bool:
    """Whether a unit could stand on a hex: ground of its class, nobody else's men, room."""
    movement = questions.mover(state, unit)[0]
    ground = state.scenario.charts.terrain.ground[state.scenario.board.terrain[cell]]
    by_class = {"foot": ground.foot, "horse": ground.horse, "light": ground.horse, "wheeled": ground.wheeled}
    if not by_class.get(movement, 0):
        return False
    here = [other for other in state.forces.units if other.on_map and other.cell == cell and other is not unit]
    if any(other.side != unit.side for other in here):
        return False
    return sum(other.men for other in here) + unit.men <= questions.stacking(state, cell)


def _hiding_place(state: State, side: str, unit: Unit, chance: random.Random) -> Cell:
    """A hex out of the side's sight where a unit could stand, most often near the side; NO_CELL if none is found."""
    dark = state.scenario.board.ground & ~questions.visible(state, side)
    close = dark & near_own(state, side, 3)
    choices = list(cells_of(close if close and chance.random() < 0.7 else dark))
    for cell in chance.sample(choices, min(8, len(choices))):
        if _goes_there(state, unit, cell):
            return cell
    return NO_CELL


def _with(state: State, *units: Unit) -> State:
    forces = list(state.forces.units)
    for unit in units:
        forces[unit.number] = unit
    return replace(state, forces=Forces(tuple(forces), state.forces.engaged))


def _marched(state: State, side: str, chance: random.Random) -> State:
    """A hidden unit stands elsewhere."""
    units = unseen(state, side)
    if not units:
        return state
    unit = chance.choice(units)
    cell = _hiding_place(state, side, unit, chance)
    return _with(state, replace(unit, cell=cell)) if cell else state


def _swapped(state: State, side: str, chance: random.Random) -> State:
    """Two hidden units have each other's men and heart."""
    units = [unit for unit in unseen(state, side) if not unit.dummy]
    if len(units) < 2:
        return state
    one, other = chance.sample(units, 2)
    return _with(
        state,
        replace(one, men=other.men, guns=other.guns, mgs=other.mgs, morale=other.morale),
        replace(other, men=one.men, guns=one.guns, mgs=one.mgs, morale=one.morale),
    )


def _to_be_placed(state: State) -> set[int]:
    return {task.unit for task in state.agenda if isinstance(task, MayPlace)}


def _taken_off(state: State, side: str, chance: random.Random) -> State:
    """A hidden unit is not on the map."""
    units = unseen(state, side)
    if not units:
        return state
    unit = chance.choice(units)
    spec = state.spec(unit.number)
    due = state.turn + chance.randint(1, 3) if spec.start else 0
    status = chance.choice((Status.AWAITED, Status.DISPERSED)) if due else Status.POOL
    return _with(state, replace(unit, status=status, cell=NO_CELL, due=due))


def _brought_on(state: State, side: str, chance: random.Random) -> State:
    """A unit that is not on the map is there, hidden."""
    away = (Status.AWAITED, Status.POOL, Status.DISPERSED)
    pending = _to_be_placed(state)
    units = [u for u in state.forces.units if u.side != side and u.status in away and u.number not in pending]
    if not units:
        return state
    unit = chance.choice(units)
    cell = _hiding_place(state, side, unit, chance)
    return _with(state, replace(unit, status=Status.FIELD, cell=cell, due=0)) if cell else state


def _otherwise(state: State, side: str, chance: random.Random) -> State:
    """A hidden unit has other orders, other marks and another heart."""
    units = unseen(state, side)
    if not units:
        return state
    unit = chance.choice(units)
    other = replace(
        unit,
        posture=chance.choice(list(Posture)),
        spent=chance.randint(0, 8),
        fought=chance.random() < 0.3,
        hunger=chance.randint(0, 3),
        dug_in=chance.random() < 0.3,
        repulsed=chance.random() < 0.2,
        fallen=chance.randint(0, 2),
        pace=chance.choice(list(Pace)),
        asks=chance.random() < 0.3,
        morale=max(1, min(9, unit.morale + chance.randint(-2, 2))) if unit.men else unit.morale,
    )
    return _with(state, other)


def _unmasked(state: State, side: str, chance: random.Random) -> State:
    """There are men under a dummy after all."""
    shams = [unit for unit in state.forces.units if unit.side != side and unit.dummy]
    if not shams:
        return state
    unit = chance.choice(shams)
    spec = state.spec(unit.number)
    if unit.on_map and not questions.fits(state, replace(unit, men=spec.men), unit.cell):
        return state
    return _with(state, replace(unit, dummy=False, men=spec.men, guns=spec.guns, mgs=spec.mgs))


def _renoted(state: State, side: str, chance: random.Random) -> State:
    """Another side remembers other things, and was seen or not when its part began."""
    others = [n for n, other in enumerate(state.scenario.sides) if other.id != side]
    if not state.scouting.fog or not others:
        return state
    number = chance.choice(others)
    owner = state.scenario.sides[number].id
    sight = questions.visible(state, owner)
    dark = list(cells_of(state.scenario.board.ground & ~sight))
    gone = [unit for unit in state.forces.units if unit.side != owner and unit.status not in KNOWN_TO_ALL]
    strange = [unit for unit in gone if not (unit.on_map and sight >> unit.cell & 1)]
    chosen = sorted(chance.sample(range(len(strange)), min(len(strange), chance.randint(0, 3))))
    notes = tuple(
        Sighting(replace(strange[n], cell=chance.choice(dark), status=Status.FIELD, dummy=False), state.turn)
        for n in chosen
        if dark
    )
    old = state.scouting
    mine = [unit.number for unit in state.forces.of(state.phasing)] if state.phasing != side else []
    secret = tuple(n for n in mine if chance.random() < 0.5) if mine else old.unseen
    return replace(
        state, scouting=replace(old, notes=(*old.notes[:number], notes, *old.notes[number + 1 :]), unseen=secret)
    )


def _redealt(state: State, side: str, chance: random.Random) -> State:
    """The dice to come are others."""
    return replace(state, dice=Seeded(chance.getrandbits(60), chance.randint(0, 99)))


def _restocked(state: State, side: str, chance: random.Random) -> State:
    """There is more or less bread in a place of others, by the same word; it stands bare or not, and is fed or not."""
    held = list(state.realm.holdings)
    places = [n for n, holding in enumerate(held) if holding.holder != side and (holding.stores or holding.holder)]
    if not places:
        return state
    number = chance.choice(places)
    stores = max(0, held[number].stores + chance.randint(-3, 3))
    held[number] = replace(
        held[number],
        stores=stores,
        ration=chance.choice(list(Ration)),
        bare=chance.randint(0, 1) if held[number].holder else 0,
        fed=chance.randint(0, state.turn) if held[number].depot else 0,
    )
    return replace(state, realm=replace(state.realm, holdings=tuple(held)))


def _grazed(state: State, side: str, chance: random.Random) -> State:
    """Pastures out of sight are eaten out, or are not."""
    dark = list(cells_of(state.scenario.board.ground & ~questions.visible(state, side)))
    some = set_of(chance.sample(dark, min(len(dark), 5)))
    old = state.pasture
    which = chance.randrange(3)
    return replace(
        state,
        pasture=Pasture(
            old.worn ^ (some if which == 0 else 0),
            old.once & ~some | (some if which == 1 else 0),
            old.twice & ~some | (some if which == 2 else 0),
        ),
    )


def _forded(state: State, side: str, chance: random.Random) -> State:
    """Other sides have other fords."""
    others = [other.id for other in state.scenario.sides if other.id != side]
    own = tuple(ford for ford in state.sky.fords if ford.side == side)
    grid = state.scenario.board.grid
    rivers = sorted(side for side in state.scenario.board.rivers if grid.step(*side))
    if not rivers or not others:
        return state
    cell, direction = chance.choice(rivers)
    more = (Ford(chance.choice(others), cell, direction, state.turn + 1),) if chance.random() < 0.7 else ()
    return replace(state, sky=replace(state.sky, fords=own + more))


def _shuffled(state: State, side: str, chance: random.Random) -> State:
    """Others hold other cards of their decks."""
    if not state.table.hands:
        return state
    hands, decks = list(state.table.hands), list(state.table.decks)
    for number, other in enumerate(state.scenario.sides):
        if other.id != side:
            heap = [*hands[number], *decks[number]]
            chance.shuffle(heap)
            held = len(hands[number])
            hands[number], decks[number] = tuple(sorted(heap[:held])), tuple(sorted(heap[held:]))
    return replace(state, table=replace(state.table, hands=tuple(hands), decks=tuple(decks)))


CHANGES: tuple[Change, ...] = (
    _marched, _marched, _marched, _swapped, _taken_off, _brought_on, _brought_on, _otherwise, _unmasked, _renoted,
    _redealt, _restocked, _grazed, _forded, _shuffled,
)  # fmt: skip


def _settled(state: State) -> bool:
    """Whether every dummy that an enemy who fights stands next to has been taken off, as play would have done."""
    grid = state.scenario.board.grid
    return not any(
        sham.dummy
        and sham.on_map
        and any(
            other.on_map
            and questions.fights(state, other)
            and state.bonds.at_war(other.side, sham.side)
            and grid.adjacent(other.cell, sham.cell)
            for other in state.forces.units
        )
        for sham in state.forces.units
    )


def worlds(state: State, side: str, chance: random.Random, number: int) -> list[State]:
    """So many other truths with the same view, or a few fewer where little is hidden."""
    known = umpire.view(state, side)
    found = []
    for _ in range(2 * number):
        other = state
        for _ in range(chance.randint(1, 7)):
            changed = chance.choice(CHANGES)(other, side, chance)
            if umpire.view(changed, side) == known and _settled(changed):
                other = changed
        if other != state:
            found.append(other)
        if len(found) == number:
            break
    return found


def orders(state: State, chance: random.Random, number: int, towards: CellSet = 0) -> Iterator[Action]:
    """Orders of the actor to be judged, good and bad ones; some of them march to these hexes."""
    mine = [unit.number for unit in state.forces.of(state.actor)]
    grid = state.scenario.board.grid
    around = grid.spread(grid.spread(towards))
    for turn in range(number):
        if turn % 4 == 3 and mine and not state.agenda:
            unit = chance.choice(mine)
            routes = [route.cells for route in umpire.reach(state, unit).values()]
            meeting = [route for route in routes if around >> route[-1] & 1] or routes
            if meeting:
                route = chance.choice(meeting)
                stack = tuple(u.number for u in state.forces.at(state.unit(unit).cell))
                yield MoveTogether(stack, route) if len(stack) > 1 and chance.random() < 0.3 else Move(unit, route)
                yield Move(unit, (*route, *_wander(state, route[-1], chance)))
                continue
        order = drawn(state, chance)
        yield order
        yield mutated(order, chance, state)
        if mine and not state.agenda:
            foes = list(cells_of(questions.enemies_on(state, state.actor)))
            yield Attack(chance.choice(foes or [1]), (chance.choice(mine),), chance.random() < 0.3)


def _wander(state: State, cell: Cell, chance: random.Random) -> tuple[Cell, ...]:
    """A few steps from a hex, wherever they lead."""
    steps = []
    for _ in range(chance.randint(1, 3)):
        cell = chance.choice(state.scenario.board.grid.neighbours[cell])
        if not cell:
            break
        steps.append(cell)
    return tuple(steps)


def witnessed(before: State, events: Iterable[Event], side: str) -> list[Event]:
    """What a side witnesses of a row of events."""
    seen = []
    for event in events:
        found = umpire.witness(before, event, side)
        if found is not None:
            seen.append(found)
        before = next(umpire.unfold(before, (event,)))
    return seen


def mentioned(event: Event, side: str) -> tuple[set[int], set[Cell]]:
    """The units and the hexes that an event names, but for what a side knows anyhow: its own doings."""
    if isinstance(event, Noted) or (isinstance(event, BranchTaken | CardPlayed | PurseChanged) and event.side == side):
        return set(), set()
    if isinstance(event, Queued):
        named = [_of_task(task) for task in event.tasks]
        return {n for units, _ in named for n in units}, {c for _, cells in named for c in cells if c}
    units: set[int] = set()
    cells: set[Cell] = set()
    for one in fields(event):
        value = getattr(event, one.name)
        if one.name in ("unit", "units"):
            units |= {value} if isinstance(value, int) else set(value)
        elif one.name in ("cell", "target", "field", "route", "cells", "once", "twice"):
            cells |= set() if isinstance(value, bool) else {value} if isinstance(value, int) else set(value)
        elif one.name == "fords":
            cells |= {ford.cell for ford in value if ford.side != side}
    return units, {cell for cell in cells if cell}


def _of_task(task: Task) -> tuple[tuple[int, ...], tuple[Cell, ...]]:
    match task:
        case MayAdvance(_, cell, units):
            return units, (cell,)
        case ResolveFight(cell, units):
            return units, (cell,)
        case _:
            return (), ()


def floor_of(state: State, held: Holding) -> int:
    """The least stores that the word for what a place has can mean, by the chart."""
    rungs = sorted(least for least, _ in state.scenario.charts.supply.store_words)
    return max([rung for rung in rungs if rung <= held.stores], default=0)
