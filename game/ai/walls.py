"""Works and remnants: guns beside works bombard them before the storm, and remnants join their like."""

from game import umpire
from game.ai.survey import Survey
from game.hexes import Cell
from game.model.actions import Action, Bombard, Merge
from game.model.forces import Unit


def shells(survey: Survey) -> list[Action]:
    """Bombardments by guns that no blow is struck with, where men stand beside the works to storm them later."""
    orders: list[Action] = []
    for cell in _sites(survey):
        if cell not in survey.foes or not any(survey.grid.adjacent(unit.cell, cell) for unit in survey.fighters):
            continue
        for unit in survey.own:
            if unit.guns and not survey.busy(unit) and survey.at[unit.number] == unit.cell:
                order = Bombard(unit.number, cell)
                if umpire.refusal(survey.state, order) is None:
                    survey.rest([unit.number])
                    orders.append(order)
                    break
    return orders


def _sites(survey: Survey) -> tuple[Cell, ...]:
    """The hexes with works."""
    scenario = survey.scenario
    if not scenario.works:
        return ()
    return scenario.remembered("ai works", lambda: tuple([scenario.board.place(w.at).cell for w in scenario.works]))


def merges(survey: Survey) -> list[Action]:
    """Remnants that stay where they are join a unit of their kind that stays there too."""
    share, specs = survey.scenario.charts.units.remnant_third, survey.scenario.units
    weak = [unit for unit in survey.fighters if unit.men * share < specs[unit.number].men and _stays(survey, unit)]
    taken: set[int] = set()
    orders: list[Action] = []
    for unit in weak:
        for other in survey.state.forces.at(unit.cell):
            if other.number in taken or unit.number in taken or not _stays(survey, other):
                continue
            order = Merge(unit.number, other.number)
            if umpire.refusal(survey.state, order) is None:
                taken |= {unit.number, other.number}
                orders.append(order)
    return orders


def _stays(survey: Survey, unit: Unit) -> bool:
    """Whether a unit of the side has no orders that take it elsewhere or into a fight."""
    return survey.at.get(unit.number) == unit.cell and not survey.busy(unit)
