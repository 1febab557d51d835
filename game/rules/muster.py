"""Whom cards mean: whose card it is and what it was aimed at, the spots that it names, and the units it picks out.

This carries out chapter 25.
"""

from typing import NamedTuple

from game.hexes import NO_CELL, Cell, CellSet, set_of
from game.model.bonds import Holding
from game.model.conditions import Filter
from game.model.forces import Unit
from game.model.state import State
from game.model.table import Target
from game.rules import zones
from game.rules.facedown import kinds

__all__ = ["Scene", "held_at", "is_meant", "kinds", "lived_in", "mustered", "of_side", "rung", "scene", "spot"]

HOMES = ("town", "fort", "village")
"""The kinds of places that people live in."""


class Scene(NamedTuple):
    """Whose card it is (empty: nobody's), and what it was aimed at: a hex, a side of it, a unit or a faction."""

    owner: str
    cell: Cell = NO_CELL
    direction: int = -1
    unit: int = -1
    faction: int = -1


def scene(state: State, card_id: str, owner: str, target: Target) -> Scene:
    """Whose card it is, and what the numbers of its target mean.  [25.8]"""
    if not target:
        return Scene(owner)
    first, direction = target[0], target[1] if len(target) > 1 else -1
    if "unit" in kinds(state.scenario, card_id):
        return Scene(owner, state.unit(first).cell, unit=first)
    faction = first if first < len(state.scenario.factions) else -1
    return Scene(owner, first, direction, faction=faction)


def rung(state: State, name: str) -> int:
    """How many hungry turns make a rung of want, by its name."""
    return next(n for n, want in enumerate(state.scenario.charts.supply.wants) if want.name == name)


def held_at(state: State, cell: Cell) -> Holding | None:
    """How the chief place of a hex is held; None if there is no place."""
    place = state.scenario.board.place_at(cell)
    return state.realm.holdings[state.scenario.board.place_number(place.id)] if place is not None else None


def lived_in(state: State, cell: Cell) -> bool:
    """Whether a town, fort or village is on a hex."""
    homes: CellSet = state.scenario.remembered(
        "homes", lambda: set_of(place.cell for place in state.scenario.board.places if place.kind in HOMES)
    )
    return bool(homes >> cell & 1)


def spot(state: State, name: str, at: Scene, hexes: int = 0, rank: int = 0) -> CellSet:
    """The hexes no farther than so many from a spot that a card names; rivers count up to a rank, 0 for all.  [25.9]"""
    moving = _moving_spot(state, name, at)
    if moving is not None:
        return _spread(state, moving, hexes)
    return state.scenario.remembered(
        ("spot", name, hexes, rank), lambda: _spread(state, _fixed_spot(state, name, rank), hexes)
    )


def _spread(state: State, cells: CellSet, hexes: int) -> CellSet:
    for _ in range(hexes if cells else 0):
        cells = state.scenario.board.grid.spread(cells)
    return cells


def _moving_spot(state: State, name: str, at: Scene) -> CellSet | None:
    """The hexes of a spot that is now here, now there; None for one that stays where it is."""
    if name == "target":
        return 1 << at.cell if at.cell else 0
    if name == "enemy":
        return zones.enemies_on(state, at.owner)
    if name.startswith("held:"):
        held = zip(state.scenario.board.places, state.realm.holdings, strict=True)
        return set_of(place.cell for place, holding in held if holding.holder == name[5:])
    if name.startswith("unit:"):
        unit = state.unit(state.scenario.unit_number(name[5:]))
        return 1 << unit.cell if unit.on_map else 0
    if any(side.id == name for side in state.scenario.sides):
        return state.forces.occupied().get(name, 0)
    return None


def _fixed_spot(state: State, name: str, rank: int) -> CellSet:
    """The hexes of rivers up to a rank, of the frontier, or of a name on the map."""
    board = state.scenario.board
    if name == "river":
        return set_of(cell for (cell, _), river in board.rivers.items() if not rank or river.rank <= rank)
    if name == "frontier":
        return set_of(cell for cell, _ in board.frontier)
    return 1 << board.spot(name)


def of_side(state: State, side: str, name: str, owner: str) -> bool:
    """Whether a side is the one that a card names; no name means any, "enemies" those at war with its owner."""
    return not name or side == name or (name == "enemies" and state.bonds.at_war(owner, side))


def is_meant(state: State, unit: Unit, who: Filter, at: Scene) -> bool:
    """Whether a unit is one of those that a card means.  [25.9]"""
    spec = state.spec(unit.number)
    if who.units and spec.id not in who.units:
        return False
    if not unit.on_map and (not who.units or who.place or who.region or who.near or who.in_place or who.target):
        return False
    if not of_side(state, unit.side, who.side, at.owner):
        return False
    if (who.faction and spec.faction != who.faction) or (who.faction_not and spec.faction == who.faction_not):
        return False
    if (who.type and spec.type != who.type) or (who.types and spec.type not in who.types):
        return False
    if who.trait and who.trait not in state.scenario.types[unit.number].traits:
        return False
    if not (who.men_least <= unit.men <= who.men_most and unit.morale <= who.morale_most):
        return False
    if who.hungry and unit.hunger < rung(state, who.hungry):
        return False
    return not unit.on_map or _stands_there(state, unit, who, at)


def _stands_there(state: State, unit: Unit, who: Filter, at: Scene) -> bool:
    """Whether a unit stands where a card wants it."""
    if who.target and (unit.number != at.unit if at.unit >= 0 else unit.cell != at.cell):
        return False
    if who.in_place and not lived_in(state, unit.cell):
        return False
    if who.region and not state.scenario.board.regions.get(who.region, 0) >> unit.cell & 1:
        return False
    if who.place and not spot(state, who.place, at) >> unit.cell & 1:
        return False
    return not who.near or bool(spot(state, who.near, at, who.hexes) >> unit.cell & 1)


def mustered(state: State, who: Filter, at: Scene) -> list[Unit]:
    """The units that a card means, by number; of those it names also such as are not on the map.  [25.9]"""
    scenario = state.scenario
    if who.units:
        pool = [state.unit(number) for number in sorted(scenario.unit_number(unit) for unit in who.units)]
    elif who.target and at.unit < 0:
        pool = list(state.forces.at(at.cell)) if at.cell else []
    else:
        pool = [unit for unit in state.forces.units if unit.on_map]
    return [unit for unit in pool if is_meant(state, unit, who, at)]
