"""What a card may be aimed at: stacks, units, places, factions, hexes and their sides.  This carries out chapter 25."""

from collections.abc import Iterator
from dataclasses import fields
from functools import cache

from game.hexes import DIRECTIONS, NO_CELL, Cell, cells_of
from game.model.cards import Aim
from game.model.conditions import ENDLESS, Filter
from game.model.forces import Unit
from game.model.state import State
from game.model.table import Target
from game.rules import muster, terrain, units, zones
from game.rules.muster import Scene

MOVEMENTS = {"foot": ("foot",), "horse": ("horse", "light"), "wheels": ("wheeled",)}
"""The words of an aim for classes of movement."""


def targets(state: State, aim: Aim, owner: str) -> Iterator[Target]:
    """All that a card of a side may be aimed at, in order.  [25.8]"""
    for target in dict.fromkeys(_candidates(state, aim)):
        if fits(state, aim, owner, target):
            yield target


def _candidates(state: State, aim: Aim) -> Iterator[Target]:
    """Targets of the right kind: every one that fits is among them."""
    board = state.scenario.board
    match aim.kind:
        case "stack":
            yield from ((cell,) for cell in state.forces.stacks())
        case "unit":
            yield from ((unit.number,) for unit in state.forces.units if unit.on_map)
        case "place":
            yield from ((cell,) for cell in sorted(place.cell for place in board.places))
        case "faction":
            yield from ((number,) for number in range(len(state.scenario.factions)))
        case "hex":
            near = muster.spot(state, aim.near, Scene(""), aim.hexes) if aim.near and aim.near != "enemy" else 0
            yield from ((cell,) for cell in cells_of((near or board.ground) & board.ground))
        case _:
            yield from ((cell, way) for cell in state.forces.stacks() for way in DIRECTIONS)


def fits(state: State, aim: Aim, owner: str, target: Target) -> bool:
    """Whether a card of a side may be aimed at this.  [25.8]"""
    if len(target) != (2 if aim.kind == "hexside" else 1):
        return False
    first, at = target[0], Scene(owner)
    match aim.kind:
        case "unit":
            return 0 <= first < len(state.forces.units) and _unit_fits(state, aim, state.unit(first), at)
        case "faction":
            return 0 <= first < len(state.scenario.factions) and _faction_fits(state, aim, first, at)
        case _:
            if not state.scenario.board.grid.has(first) or not state.scenario.board.ground >> first & 1:
                return False
    if aim.kind == "stack":
        return _stack_fits(state, aim, first, at)
    if aim.kind == "place":
        return _place_fits(state, aim, first, at)
    if aim.kind == "hex":
        enemies = zones.enemies_on(state, owner) if aim.enemy else state.scenario.board.ground
        return bool(enemies >> first & 1) and _near_enough(state, aim, first, at)
    return target[1] in DIRECTIONS and _side_fits(state, aim, first, target[1], at)


@cache
def _of_units(who: Filter, *, near: bool) -> Filter:
    """What a filter or an aim says of single units: its men are those of the stack, its spot is looked at apart."""
    said = {one.name: getattr(who, one.name) for one in fields(Filter)}
    said |= {"men_least": 0, "men_most": ENDLESS}
    return Filter(**said if near else {**said, "near": "", "hexes": 0})


def _stack_fits(state: State, aim: Aim, cell: Cell, at: Scene) -> bool:
    stack = [
        unit for unit in state.forces.at(cell) if unit.men and muster.of_side(state, unit.side, aim.side, at.owner)
    ]
    if not stack or not _means_stack(state, aim, stack, at, near=False):
        return False
    if aim.without and any(state.spec(unit.number).id in aim.without for unit in state.forces.at(cell)):
        return False
    if aim.movement:
        classes = MOVEMENTS[aim.movement]
        if any(units.kind(state, unit).movement not in classes for unit in stack if units.fights(state, unit)):
            return False
    if aim.any_of and not any(_means_stack(state, who, stack, at, near=True) for who in aim.any_of):
        return False
    return _clear(state, aim, cell, at) and _near_enough(state, aim, cell, at)


def _means_stack(state: State, who: Filter, stack: list[Unit], at: Scene, *, near: bool) -> bool:
    """Whether one of a stack is meant, and it has the men."""
    one = _of_units(who, near=near)
    men = sum([unit.men for unit in stack])
    return who.men_least <= men <= who.men_most and any(muster.is_meant(state, unit, one, at) for unit in stack)


def _unit_fits(state: State, aim: Aim, unit: Unit, at: Scene) -> bool:
    if not unit.on_map or unit.mgs < aim.mgs_least:
        return False
    one = _of_units(aim, near=False)
    if not (aim.men_least <= unit.men <= aim.men_most and muster.is_meant(state, unit, one, at)):
        return False
    return _clear(state, aim, unit.cell, at) and _near_enough(state, aim, unit.cell, at)


def _clear(state: State, aim: Aim, cell: Cell, at: Scene) -> bool:
    """Whether nobody stands too near of whom the target is to be free."""
    return not aim.away_from or not muster.spot(state, aim.away_from, at, aim.hexes) >> cell & 1


def _near_enough(state: State, aim: Aim, cell: Cell, at: Scene) -> bool:
    """Whether a hex is near what the aim names; near a side means near so many of its men."""
    if not aim.near:
        return True
    if not any(side.id == aim.near for side in state.scenario.sides):
        return bool(muster.spot(state, aim.near, at, aim.hexes, aim.rank) >> cell & 1)
    around = state.scenario.board.grid.within(cell, aim.hexes)
    if not around & state.forces.occupied().get(aim.near, 0):
        return False
    near = [unit for unit in state.forces.of(aim.near) if around >> unit.cell & 1]
    if aim.near_trait:
        near = [unit for unit in near if units.has(state, unit, aim.near_trait)]
    return bool(near) and sum([unit.men for unit in near]) >= max(aim.near_men, 1)


def _place_fits(state: State, aim: Aim, cell: Cell, at: Scene) -> bool:
    """Whether one of the places of a hex fits."""
    if aim.with_ and not state.forces.of_at(aim.with_, cell):
        return False
    named = zip(state.scenario.board.places, state.realm.holdings, strict=True)
    return any(
        (not aim.held or held.holder == aim.held)
        and (not aim.places or place.id in aim.places)
        and place.loyalty + held.swayed >= aim.loyalty_least
        for place, held in named
        if place.cell == cell
    ) and _near_enough(state, aim, cell, at)


def _faction_fits(state: State, aim: Aim, number: int, at: Scene) -> bool:
    """Whether a faction is in the ranks of the side, and stands low enough."""
    faction = state.scenario.factions[number]
    if not faction.tested or state.court.of(state.court.left, number):
        return False
    if aim.factions and faction.id not in aim.factions:
        return False
    sides = [spec.side for spec in state.scenario.units if spec.faction == faction.id]
    if aim.side and not any(muster.of_side(state, side, aim.side, at.owner) for side in sides):
        return False
    return state.bonds.cohesion[number] <= aim.cohesion_most


def _side_fits(state: State, aim: Aim, cell: Cell, direction: int, at: Scene) -> bool:
    """Whether a side of a hex, on which somebody stands who is meant, has the water or the crest."""
    board = state.scenario.board
    there = board.grid.step(cell, direction)
    if there == NO_CELL or not board.ground >> there & 1:
        return False
    river = board.rivers.get((cell, direction))
    wet = river is not None and (aim.river == "any" or terrain.in_spate(river, state.sky.spate))
    if not ((aim.river and wet) or (aim.crest and board.climb(cell, direction))):
        return False
    one = _of_units(aim, near=False)
    return any(unit.men and muster.is_meant(state, unit, one, at) for unit in state.forces.at(cell))
