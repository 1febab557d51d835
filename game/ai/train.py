"""The baggage train: convoys go up to the front town and become depots there, or save a starving stack."""

from game import umpire
from game.ai.aims import chief_aim
from game.ai.march import ordered, way_toward
from game.ai.survey import NEVER, Survey
from game.hexes import Cell
from game.model.actions import Action, Move, OpenDepot, Relieve
from game.model.forces import Unit

WORTH_WHILE = 12
"""Points of way by which a new depot must lie nearer to the next aim than the last one."""

KEPT = 8
"""Points of way by which a place that is garrisoned anyway may lie farther back."""

HUNGRY = 2
"""Failed checks of bread at which a convoy is spent on a stack."""


def train_orders(survey: Survey) -> list[Action]:
    """What the convoys do now."""
    orders: list[Action] = []
    for unit in survey.own:
        if survey.role(unit).convoy:
            orders += _one(survey, unit)
    return orders


def _one(survey: Survey, unit: Unit) -> list[Action]:
    """Open a depot, go up, relieve, or wait."""
    goal = _site(survey, unit)
    if goal == unit.cell:
        depot = OpenDepot(unit.number)
        if _legal(survey, depot):
            return [depot]
    relieve = Relieve(unit.number)
    if any(friend.hunger >= HUNGRY for friend in survey.standing(unit.cell)) and _legal(survey, relieve):
        return [relieve]
    goal = _waiting_place(survey, unit) if goal is None else goal
    return [] if goal is None or goal == unit.cell else _go(survey, unit, goal)


def _legal(survey: Survey, action: Action) -> bool:
    return umpire.refusal(survey.state, action) is None


def _site(survey: Survey, unit: Unit) -> Cell | None:
    """The held town from which the next aim would best be fed, if it is worth a depot."""
    aim = chief_aim(survey.aims)
    if aim is None:
        return None
    down = survey.way(unit, aim.cell)
    fed_from = min((down[cell] for cell in survey.stores()), default=NEVER)
    kept = {wanted.cell for wanted in survey.aims if wanted.held}
    sites: list[tuple[int, Cell]] = []
    for number, holding in enumerate(survey.state.realm.holdings):
        place = survey.scenario.board.places[number]
        fit = holding.holder == survey.side and place.town and not holding.depot and survey.fed(place.cell)
        if fit and down[place.cell] + WORTH_WHILE <= fed_from:
            sites.append((down[place.cell] - (KEPT if place.cell in kept else 0), place.cell))
    return min(sites)[1] if sites else None


def _waiting_place(survey: Survey, unit: Unit) -> Cell | None:
    """The store nearest to the next aim, where a convoy waits for the army to go on; who has passed it waits there."""
    aim = chief_aim(survey.aims)
    if aim is None:
        return None
    down = survey.way(unit, aim.cell)
    waiting = [(down[cell], cell) for cell in survey.stores() if survey.way(unit, cell)[unit.cell] < NEVER]
    if not waiting or (down[unit.cell] < min(waiting)[0] and survey.guards.get(unit.cell, 0) > survey.guard(unit)):
        return None
    return min(waiting)[1]


def _go(survey: Survey, unit: Unit, goal: Cell) -> list[Action]:
    """Go up as far as the way is safe: with friends near by who are enough, and at the goal itself a guard."""
    way = way_toward(survey, unit, goal)
    orders: list[Move] = []
    for length in range(len(way), 0, -1):
        cell = way[length - 1]
        guarded = survey.friends(cell, 1) * 3 >= survey.danger(cell) and (survey.guards.get(cell, 0) or cell != goal)
        if guarded and survey.room(unit, cell) and ordered(survey, unit, way[:length], orders):
            break
    return list(orders)
