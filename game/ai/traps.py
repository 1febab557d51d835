"""Closing traps: who has enemies on three sides, or no way back, leaves before anything else, leaders first."""

from game import questions, umpire
from game.ai.survey import Survey
from game.hexes import Cell, cells_of
from game.model.actions import Move
from game.model.forces import Unit

SIDES = 3
"""Sides with enemies that make a trap."""


def trap(survey: Survey, cell: Cell) -> bool:
    """Whether enemies stand on three sides of an open hex, or on two with no way back, strong enough to close in."""
    if not survey.pressed >> cell & 1 or survey.scenario.board.town_at(cell) is not None:
        return False
    around = [there for there in survey.grid.neighbours[cell] if there in survey.foes]
    if len(around) < SIDES - 1 or questions.works_at(survey.state, cell) is not None:
        return False
    if sum(survey.attack(foe) for there in around for foe in survey.foes[there]) <= survey.guards.get(cell, 0):
        return False
    return len(around) >= SIDES or not _way_back(survey, cell, tuple(sorted(around)))


def _way_back(survey: Survey, cell: Cell, foes: tuple[Cell, ...]) -> bool:
    """Whether all who stand on a hex could be driven off it and live; nobody there has nothing to fear."""
    found = survey.ways_back.get(cell)
    if found is None:
        here = [unit for unit in survey.own if unit.cell == cell and unit.men]
        found = survey.ways_back[cell] = all(questions.way_back(survey.state, unit, 1, foes) for unit in here)
    return found


def withdrawals(survey: Survey) -> list[Move]:
    """The marches out of closing traps, leaders first."""
    orders: list[Move] = []
    caught = [cell for cell in cells_of(survey.pressed & survey.own_on) if trap(survey, cell)]
    if not caught:
        return []
    leaving = [unit for unit in survey.own if unit.cell in caught and survey.mobile(unit)]
    for unit in sorted(leaving, key=lambda unit: (not survey.role(unit).leader, unit.number)):
        way = _way_out(survey, unit)
        if way:
            survey.send(unit, way[-1])
            orders.append(Move(unit.number, way))
    survey.rest([move.unit for move in orders])
    return orders


def _way_out(survey: Survey, unit: Unit) -> tuple[Cell, ...]:
    """The route to the safest hex that a unit can reach and that is no trap; empty if there is none."""
    routes = umpire.reach(survey.state, unit.number)
    strong = max((survey.guards.get(cell, 0) for cell in routes), default=0)

    def rank(cell: Cell) -> tuple[int, int, Cell]:
        return (survey.danger(cell) - survey.friends(cell, 1), routes[cell].cost, cell)

    fit = [
        cell
        for cell in routes
        if survey.room(unit, cell)
        and not trap(survey, cell)
        and not (survey.role(unit).leader and strong and not survey.guards.get(cell, 0))
    ]
    return routes[min(fit, key=rank)].cells if fit else ()
