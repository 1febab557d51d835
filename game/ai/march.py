"""Marches: how far a unit goes toward its goal today, and where it stops for the night."""

from game import questions, umpire
from game.ai.ground import field_to, steps_of
from game.ai.plan import Plan, refuge
from game.ai.survey import Survey
from game.hexes import Cell
from game.hexes.search import FAR
from game.model.actions import Move
from game.model.forces import Unit

SUPPORT = 2
"""Hexes within which friends count when a hex is judged for the night."""

BOLD = 2
"""How many times its own power a stack may have against it."""

FLEETING = 4
"""The same for those who evade."""


def marches(survey: Survey, plan: Plan) -> list[Move]:
    """The marches of all who fight, those nearest to their goals first, then of guns, cadres and chiefs."""
    orders: list[Move] = []
    walkers: list[tuple[int, int, Unit, Cell]] = []
    for unit in survey.own:
        if survey.fights(unit) and unit.number not in plan.tied and survey.mobile(unit) > 0:
            goal = plan.goals.get(unit.number, unit.cell)
            if not _safe(survey, unit, unit.cell) and _hopeless(survey, unit, goal):
                goal = refuge(survey, unit) or unit.cell
            if goal != unit.cell:
                walkers.append((field_to(survey.state, unit, 1 << goal)[unit.cell], unit.number, unit, goal))
    for way, _, unit, goal in sorted(walkers, key=lambda walker: walker[:2]):
        if way < FAR:
            _march(survey, unit, goal, orders)
    for unit in survey.own:
        if not survey.fights(unit) and "convoy" not in survey.traits(unit) and survey.mobile(unit) > 0:
            _follow(survey, unit, orders)
    return orders


def _hopeless(survey: Survey, unit: Unit, goal: Cell) -> bool:
    """Whether a unit in danger had better fall back than go on to its goal."""
    return goal == unit.cell or survey.grid.distance(unit.cell, goal) > 1


def _march(survey: Survey, unit: Unit, goal: Cell, orders: list[Move]) -> None:
    """Send a unit as far down the way to its goal as it may stand for the night."""
    down = field_to(survey.state, unit, 1 << goal)
    way = _way(survey, unit, down)
    here = unit.cell
    fed_only = "regular" in survey.traits(unit) and bool(survey.fed >> here & 1)
    for length in range(len(way), 0, -1):
        cell = way[length - 1]
        if not survey.room(unit, cell):
            continue
        if fed_only and not survey.fed >> cell & 1 and down[cell] > questions.allowance(survey.state, unit):
            continue
        if not _safe(survey, unit, cell) and _safe(survey, unit, here):
            continue
        if _ordered(survey, unit, way[:length], orders):
            return


def _way(survey: Survey, unit: Unit, down: list[int]) -> list[Cell]:
    wheeled = survey.scenario.types[unit.number].movement == "wheeled"
    steps = steps_of(survey.state, unit)
    return survey.pace.walk(steps, unit.cell, down, survey.mobile(unit), fresh=not unit.spent, wheeled=wheeled)


def _ordered(survey: Survey, unit: Unit, way: list[Cell], orders: list[Move]) -> bool:
    """Whether the march is legal and was ordered."""
    move = Move(unit.number, tuple(way))
    if umpire.refusal(survey.state, move) is not None:
        return False
    survey.send(unit, way[-1])
    orders.append(move)
    return True


def _safe(survey: Survey, unit: Unit, cell: Cell) -> bool:
    """Whether the unit may stand on a hex with what could fall on it, counting friends near by."""
    threat = survey.danger(cell)
    if not threat:
        return True
    mine = survey.guard(unit) + survey.friends(cell, SUPPORT, unit.number)
    return threat <= mine * (FLEETING if evades(survey, unit, cell) else BOLD)


def evades(survey: Survey, unit: Unit, cell: Cell) -> bool:
    """Whether the unit would rather slip away than fight on this hex: riders and hillmen in the open."""
    traits = survey.traits(unit)
    row = survey.scenario.types[unit.number]
    nimble = row.movement in ("light", "horse") or "mountaineer" in traits
    undrilled = "regular" not in traits and "drilled" not in traits
    return nimble and undrilled and survey.fights(unit) and survey.scenario.board.town_at(cell) is None


def _follow(survey: Survey, unit: Unit, orders: list[Move]) -> None:
    """Bring guns, cadres and chiefs to the strongest friends they can reach without going alone."""
    goal = _strongest(survey, unit)
    if goal is None or goal == unit.cell:
        return
    way = _way(survey, unit, field_to(survey.state, unit, 1 << goal))
    for length in range(len(way), 0, -1):
        cell = way[length - 1]
        guarded = any(survey.fights(friend) for friend in survey.standing(cell, unit.number))
        if (
            (guarded or not survey.danger(cell))
            and survey.room(unit, cell)
            and _ordered(survey, unit, way[:length], orders)
        ):
            return


def _strongest(survey: Survey, unit: Unit) -> Cell | None:
    """The hex of the friends to join: great power at little way.  One's own stack counts half as much again."""
    powers: dict[Cell, int] = {}
    for friend in survey.own:
        if survey.fights(friend):
            cell = survey.at[friend.number]
            powers[cell] = powers.get(cell, 0) + survey.attack(friend)
    best: tuple[int, Cell] | None = None
    for cell, power in powers.items():
        if survey.grid.distance(unit.cell, cell) > REACHABLE:
            continue
        worth = power * 3 // 2 if cell == unit.cell else power
        if best is None or worth > best[0]:
            best = (worth, cell)
    return None if best is None else best[1]


REACHABLE = 12
"""Hexes from which guns and chiefs are called to a stack."""
