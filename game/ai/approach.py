"""The way to an attack: how a unit comes beside its target, and on which side of it."""

from game.ai.march import way_toward
from game.ai.survey import Survey
from game.hexes import Cell, opposite
from game.model.actions import Move
from game.model.forces import Unit

WORTH_HUNGER = 4
"""The stake for which regulars leave their bread."""

LAST_STEP = 16
"""Points the last step, into the enemy's hex itself, may cost at most."""


def pays(survey: Survey, cell: Cell) -> bool:
    """Whether the enemy stands in a town that pays."""
    return survey.stakes.get(cell, 0) >= WORTH_HUNGER and survey.scenario.board.town_at(cell) is not None


def approach(
    survey: Survey, unit: Unit, cell: Cell, taken: list[Cell], coming: dict[Cell, int], stake: int
) -> Move | None:
    """The march that brings a unit beside the target, behind it if a friend stands before it."""
    if pays(survey, cell):
        return _round_about(survey, unit, cell, taken, coming)
    goals = [behind for near in taken[:1] if (behind := _across(survey, near, cell))]
    points = survey.mobile(unit) + LAST_STEP
    frugal = survey.role(unit).regular and stake < WORTH_HUNGER
    for goal in (*goals, cell):
        if survey.way(unit, goal, points)[unit.cell] > points:
            continue
        way = way_toward(survey, unit, goal, points)
        if not way or not survey.grid.adjacent(way[-1], cell):
            continue
        room = survey.men.get(way[-1], 0) + coming.get(way[-1], 0) + unit.men <= survey.holds(way[-1])
        if room and not (frugal and not survey.near_bread(way[-1])):
            return Move(unit.number, tuple(way))
    return None


def _round_about(survey: Survey, unit: Unit, cell: Cell, taken: list[Cell], coming: dict[Cell, int]) -> Move | None:
    """A march past enemy zones to a side of a town that pays: opposite to friends, else to one they leave free."""
    points = survey.mobile(unit) + LAST_STEP
    if survey.way(unit, cell, points)[unit.cell] > points:
        return None
    routes = survey.routes_beside(unit, cell)
    room = [
        there
        for there in sorted(routes)
        if survey.men.get(there, 0) + coming.get(there, 0) + unit.men <= survey.holds(there)
    ]
    facing = {_across(survey, near, cell) for near in taken}
    best = min(room, key=lambda there: (there in taken, there not in facing, routes[there].cost, there), default=None)
    return None if best is None else Move(unit.number, routes[best].cells)


def _across(survey: Survey, near: Cell, cell: Cell) -> Cell:
    """The free hex on the other side of the target, or no hex."""
    behind = survey.grid.step(cell, opposite(survey.grid.direction(cell, near)))
    open_ground = behind and survey.scenario.board.ground >> behind & 1 and not survey.pace.closed >> behind & 1
    return behind if open_ground else 0
