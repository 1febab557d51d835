"""Marches: how far a unit goes toward its goal today, and where it stops for the night."""

from collections.abc import Iterable, Sequence
from typing import TypeAlias

from game import questions, umpire
from game.ai.plan import Plan, refuge
from game.ai.survey import NEVER, SUPPORT, Survey
from game.ai.traps import trap
from game.hexes import Cell, set_of
from game.model.actions import Move, MoveTogether
from game.model.forces import Unit

FLEETING = 4
"""How many times its own power may be against a stack that evades."""

ESCORT = 150
"""Men without whom a leader does not stand where an enemy may come."""

LEAST_STEP = 2
"""Points a step costs at the least."""

CALLS = 2
"""Guarded hexes that are looked at for one who stands alone in danger."""

REACHABLE = 12
"""Hexes from which guns and chiefs are called to a stack."""


def marches(survey: Survey, plan: Plan) -> list[Move | MoveTogether]:
    """The marches of all who fight, those nearest to their goals first, then of guns, cadres and chiefs."""
    orders: list[Move] = []
    men = dict(survey.men)
    columns: dict[_Column, tuple[Cell, ...]] = {}
    for _, unit, goal in _walkers(survey, plan):
        role = survey.role(unit)
        column = (unit.cell, goal, role.mover, survey.mobile(unit), role.regular, role.nimble)
        if column not in columns:
            columns[column] = _march(survey, unit, goal, orders)
            continue
        route = columns[column]
        if route and not (survey.room(unit, route[-1]) and ordered(survey, unit, route, orders)):
            _march(survey, unit, goal, orders)
    tails: dict[_Tail, tuple[Cell, ...]] = {}
    for unit in survey.own:
        role = survey.roles[unit.number]
        if role.fights or role.convoy or not survey.mobile(unit) or _content(survey, unit):
            continue
        tail = (unit.cell, role.mover, survey.mobile(unit), role.leader)
        route = tails.get(tail, ())
        if not (route and _fit(survey, unit, route[-1]) and ordered(survey, unit, route, orders, judged=True)):
            tails[tail] = _follow(survey, unit, orders)
    return in_columns(survey, orders, men)


_Tail: TypeAlias = tuple[Cell, tuple[str, bool], int, bool]
"""What makes two units follow alike: from where, how, so many points, and whether they are chiefs."""

_Column: TypeAlias = tuple[Cell, Cell, tuple[str, bool], int, bool, bool]
"""What makes two units march alike: where from, where to, how, so many points, and what they mind."""


def _walkers(survey: Survey, plan: Plan) -> list[tuple[int, Unit, Cell]]:
    """Who has somewhere to go and a way there: points of way, unit and goal, those nearest to their goals first."""
    walkers: list[tuple[int, Unit, Cell]] = []
    calm: dict[tuple[Cell, bool], bool] = {}
    for unit in survey.fighters:
        if unit.number in plan.tied or not survey.mobile(unit):
            continue
        goal = plan.goals.get(unit.number, unit.cell)
        home = (unit.cell, survey.role(unit).nimble)
        if home not in calm:
            calm[home] = safe(survey, unit, unit.cell)
        if not calm[home]:
            goal = _way_out(survey, unit, goal)
        if goal != unit.cell:
            way = survey.way(unit, goal)[unit.cell]
            if way < NEVER:
                walkers.append((way, unit, goal))
    return sorted(walkers, key=lambda walker: (walker[0], walker[1].number))


def _way_out(survey: Survey, unit: Unit, goal: Cell) -> Cell:
    """Where a unit in danger goes: to a place it is to hold if that is nearer than safety, else to safety."""
    if any(aim.cell == goal and aim.held for aim in survey.aims):
        return goal
    return refuge(survey, unit) or unit.cell


def in_columns(survey: Survey, orders: Iterable[Move], men: dict[Cell, int]) -> list[Move | MoveTogether]:
    """The same marches, with those who go the same way together as one order where the hex has room for them then.

    `men` are those who stand on the hexes before the first of these marches.
    """
    columns: dict[tuple[Cell, tuple[Cell, ...]], list[int]] = {}
    for move in orders:
        columns.setdefault((survey.state.unit(move.unit).cell, move.route), []).append(move.unit)
    found: list[Move | MoveTogether] = []
    for (start, route), numbers in columns.items():
        marching = sum([survey.state.unit(number).men for number in numbers])
        men[start] -= marching
        men[route[-1]] = men.get(route[-1], 0) + marching
        if len(numbers) > 1 and men[route[-1]] <= survey.holds(route[-1]):
            found.append(MoveTogether(tuple(sorted(numbers)), route))
        else:
            found += [Move(number, route) for number in numbers]
    return found


def way_toward(survey: Survey, unit: Unit, goal: Cell, farthest: int = NEVER) -> list[Cell]:
    """The hexes a unit enters on its way to a hex, not over so many points off, as far as its points last."""
    down = survey.way(unit, goal, farthest)
    if down[unit.cell] >= NEVER:
        return []
    points, wheeled = survey.mobile(unit), survey.role(unit).wheeled
    return survey.pace.walk(survey.steps(unit), unit.cell, down, points, fresh=not unit.spent, wheeled=wheeled)


def _march(survey: Survey, unit: Unit, goal: Cell, orders: list[Move]) -> tuple[Cell, ...]:
    """Send a unit as far down the way to its goal as it may stand for the night; the route, empty if it stays."""
    way = way_toward(survey, unit, goal)
    here_safe = safe(survey, unit, unit.cell)
    fed_only = survey.doctrine.frugal and survey.role(unit).regular and survey.fed(unit.cell)
    shortest = min(len(way), 2)  # a march that comes no farther than its first hex is not worth an order
    for length in range(len(way), shortest - 1, -1) if way else ():
        cell = way[length - 1]
        starves = fed_only and not survey.fed(cell) and not _nearly_there(survey, unit, cell, goal)
        if starves or not survey.room(unit, cell) or (here_safe and not safe(survey, unit, cell)):
            continue
        if ordered(survey, unit, way[:length], orders):
            return orders[-1].route
    return ()


def _nearly_there(survey: Survey, unit: Unit, cell: Cell, goal: Cell) -> bool:
    """Whether the unit could take its goal in its next part, so that it may go there without bread."""
    return survey.way(unit, goal)[cell] <= survey.worth[unit.number].allowance


def may_march(survey: Survey, move: Move) -> bool:
    """Whether a march found by walking down a field, or by the reach of the unit, is legal: the broken shun zones."""
    unit = survey.state.unit(move.unit)
    return survey.steadfast(unit) or not survey.pace.touches(move.route) or umpire.refusal(survey.state, move) is None


def ordered(survey: Survey, unit: Unit, way: Sequence[Cell], orders: list[Move], *, judged: bool = False) -> bool:
    """Whether the march is legal and was ordered; one that others have made is `judged` anew near the enemy."""
    move = Move(unit.number, tuple(way))
    if not may_march(survey, move):
        return False
    if judged and survey.pace.touches(move.route) and umpire.refusal(survey.state, move) is not None:
        return False
    survey.send(unit, way[-1])
    orders.append(move)
    return True


def safe(survey: Survey, unit: Unit, cell: Cell) -> bool:
    """Whether the unit may stand on a hex with what could fall on it, counting friends near by."""
    threat = survey.danger(cell)
    if not threat:
        return True
    if trap(survey, cell):
        return False
    mine = survey.friends(cell, SUPPORT)
    if survey.grid.distance(survey.at[unit.number], cell) > SUPPORT:
        mine += survey.guard(unit)
    return threat <= mine * (FLEETING if evades(survey, unit, cell) else survey.doctrine.bold)


def evades(survey: Survey, unit: Unit, cell: Cell) -> bool:
    """Whether the unit would rather slip away than fight on this hex."""
    return survey.roles[unit.number].nimble and survey.scenario.board.town_at(cell) is None


def _content(survey: Survey, unit: Unit) -> bool:
    """Whether a cadre is well where it is: in no danger, or among men who fight."""
    cell = unit.cell
    return survey.role(unit).cadre and (not survey.danger(cell) or _guarded(survey, unit, cell))


def _fit(survey: Survey, unit: Unit, cell: Cell) -> bool:
    """Whether a unit that fights badly or not at all finds room among men on a hex."""
    return _guarded(survey, unit, cell) and survey.room(unit, cell)


def _follow(survey: Survey, unit: Unit, orders: list[Move]) -> tuple[Cell, ...]:
    """Bring guns, cadres and chiefs along with those who left their hex, or to the strongest friends in reach.

    The route, empty if the unit stays.  A chief among friends never stops alone.
    """
    exposed = survey.danger(unit.cell) and not _guarded(survey, unit, unit.cell)
    if exposed and (_along(survey, unit, orders) or rescued(survey, unit, orders)):
        return orders[-1].route
    goal = _strongest(survey, unit)
    if goal is None or goal == unit.cell:
        return ()
    escorted = survey.role(unit).leader and _guarded(survey, unit, unit.cell)
    way = way_toward(survey, unit, goal)
    for length in range(len(way), 0, -1):
        cell = way[length - 1]
        fit = _guarded(survey, unit, cell) or not (escorted or survey.danger(cell))
        if fit and survey.room(unit, cell) and ordered(survey, unit, way[:length], orders):
            return orders[-1].route
    return ()


def _along(survey: Survey, unit: Unit, orders: list[Move]) -> bool:
    """Whether the unit could be sent after friends who have left its hex, to where they or others guard it."""
    prices = survey.prices(unit)
    for move in [move for move in orders if survey.state.unit(move.unit).cell == unit.cell]:
        length = survey.pace.afford(prices, unit.cell, move.route, survey.mobile(unit))
        for cut in range(length, 0, -1):
            cell = move.route[cut - 1]
            if _fit(survey, unit, cell):
                if ordered(survey, unit, move.route[:cut], orders, judged=True):
                    return True
                break
    return False


def rescued(survey: Survey, unit: Unit, orders: list[Move]) -> bool:
    """Bring one who stands alone in danger to the best guarded hex near enough, if there is any."""
    points = survey.mobile(unit)
    near = [
        (survey.guards[cell] - survey.danger(cell), cell)
        for cell in survey.guards
        if survey.grid.distance(unit.cell, cell) * LEAST_STEP <= points
        and cell != unit.cell
        and _fit(survey, unit, cell)
    ]
    if not near:
        return False
    slipping = survey.pace.zones >> unit.cell & 1  # a way past enemies who are as near as this is not found by the map
    routes = questions.routes_to(survey.state, unit, set_of(cell for _, cell in near)) if slipping else {}
    for _, cell in sorted(near, reverse=True)[: len(near) if slipping else CALLS]:
        if slipping:
            way = list(routes[cell].cells) if cell in routes else []
        else:
            close = survey.way(unit, cell, points)[unit.cell] <= points
            way = way_toward(survey, unit, cell, points) if close else []
        if way and way[-1] == cell and ordered(survey, unit, way, orders):
            return True
    return False


def _guarded(survey: Survey, unit: Unit, cell: Cell) -> bool:
    """Whether others who can defend it are planned to stand on a hex."""
    mine = survey.guard(unit) if survey.at[unit.number] == cell else 0
    enough = not survey.role(unit).leader or survey.men.get(cell, 0) >= ESCORT or not survey.danger(cell)
    return enough and survey.guards.get(cell, 0) > mine


def _strongest(survey: Survey, unit: Unit) -> Cell | None:
    """The hex of the strongest friends near enough to join.  One's own stack counts half as much again."""
    best: tuple[int, Cell] | None = None
    for cell, power in survey.strengths.items():
        worth = power * 3 // 2 if cell == unit.cell else power
        if (best is None or worth > best[0]) and survey.grid.distance(unit.cell, cell) <= REACHABLE:
            best = (worth, cell)
    return None if best is None else best[1]
