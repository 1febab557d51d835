"""The baggage train: convoys go up to the front town and become depots there, or save a starving stack."""

from game import umpire
from game.ai.aims import chief_aim
from game.ai.ground import field_to, steps_of
from game.ai.survey import Survey
from game.hexes import Cell
from game.hexes.search import FAR
from game.model.actions import Action, Move, OpenDepot, Relieve
from game.model.forces import Unit

WORTH_WHILE = 12
"""Points of way by which a new depot must lie nearer to the next aim than the last one."""

HUNGRY = 2
"""Failed checks of bread at which a convoy is spent on a stack."""


def train_orders(survey: Survey) -> list[Action]:
    """What the convoys do now."""
    orders: list[Action] = []
    for unit in survey.own:
        if "convoy" in survey.traits(unit):
            orders += _one(survey, unit)
    return orders


def _one(survey: Survey, unit: Unit) -> list[Action]:
    """Relieve, open, or go up."""
    relieve = Relieve(unit.number)
    if any(friend.hunger >= HUNGRY for friend in survey.standing(unit.cell)) and _legal(survey, relieve):
        return [relieve]
    site = _site(survey, unit)
    if site is None:
        return []
    if site == unit.cell:
        depot = OpenDepot(unit.number)
        return [depot] if _legal(survey, depot) else []
    return _go(survey, unit, site)


def _legal(survey: Survey, action: Action) -> bool:
    return umpire.refusal(survey.state, action) is None


def _site(survey: Survey, unit: Unit) -> Cell | None:
    """The held town from which the next aim would best be fed, if it is worth a depot."""
    aim = chief_aim(survey.aims)
    if aim is None:
        return None
    down = field_to(survey.state, unit, 1 << aim.cell)
    fed_from = min((down[cell] for cell in _stores(survey)), default=FAR)
    best: tuple[int, Cell] | None = None
    for number, holding in enumerate(survey.state.realm.holdings):
        place = survey.scenario.board.places[number]
        fit = holding.holder == survey.side and place.town and not holding.depot and survey.fed >> place.cell & 1
        if fit and down[place.cell] + WORTH_WHILE <= fed_from and (best is None or down[place.cell] < best[0]):
            best = (down[place.cell], place.cell)
    return None if best is None else best[1]


def _stores(survey: Survey) -> list[Cell]:
    """The hexes from which the side is fed now."""
    board = survey.scenario.board
    depots = [board.places[n].cell for n, held in enumerate(survey.state.realm.holdings) if held.depot == survey.side]
    return depots + [board.spot(s.at) for s in survey.scenario.suppliers if s.side == survey.side]


def _go(survey: Survey, unit: Unit, goal: Cell) -> list[Action]:
    """Go up as far as the way is safe: where friends stand, or nobody can strike."""
    down = field_to(survey.state, unit, 1 << goal)
    steps = steps_of(survey.state, unit)
    way = survey.pace.walk(steps, unit.cell, down, survey.mobile(unit), fresh=not unit.spent, wheeled=True)
    for length in range(len(way), 0, -1):
        cell = way[length - 1]
        guarded = survey.friends(cell, 0, unit.number) * 2 >= survey.danger(cell)
        move = Move(unit.number, tuple(way[:length]))
        if guarded and survey.room(unit, cell) and _legal(survey, move):
            survey.send(unit, cell)
            return [move]
    return []
