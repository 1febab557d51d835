"""The baggage train: convoys go up to the front town and become depots there, or save a starving stack."""

from collections.abc import Callable

from game import umpire
from game.ai.aims import Aim
from game.ai.march import in_columns, ordered, way_toward
from game.ai.survey import NEVER, Survey
from game.hexes import Cell
from game.model.actions import Action, Move, OpenDepot, Relieve
from game.model.forces import Unit

WORTH_WHILE = 12
"""Points of way by which a new depot must lie nearer to the next aim than the last one."""

KEPT = 8
"""Points of way by which a place that is garrisoned anyway may lie farther back."""

CROW = 3
"""Points a hex counts where wheels cannot come."""

RISK = 0
"""The danger a convoy goes into without an escort beside it."""

HUNGRY = 2
"""Failed checks of bread at which a convoy is spent on a stack."""


def train_orders(survey: Survey) -> list[Action]:
    """What the convoys do now: the one that is nearest goes to open the next depot, the others wait behind it."""
    trains = [unit for unit in survey.own if survey.roles[unit.number].convoy]
    if not trains:
        return []
    site = _site(survey, trains[0])
    if site is not None:
        far = survey.way(trains[0], site)
        trains.sort(key=lambda unit: (far[unit.cell], unit.number))
    errands: list[Action] = []
    moves: list[Move] = []
    men = dict(survey.men)
    for unit in trains:
        errand = _errand(survey, unit, site)
        goal = _waiting_place(survey, unit) if site is None else site
        if errand is not None:
            errands.append(errand)
        elif goal is not None and goal != unit.cell:
            _go(survey, unit, goal, moves)
        site = None
    return [*errands, *in_columns(survey, moves, men)]


def _errand(survey: Survey, unit: Unit, site: Cell | None) -> Action | None:
    """Open a depot where one is wanted, or relieve the starving; None if there is nothing to do here."""
    if site == unit.cell:
        depot = OpenDepot(unit.number)
        if _legal(survey, depot):
            return depot
    relieve = Relieve(unit.number)
    hungry = any(friend.hunger >= HUNGRY for friend in survey.standing(unit.cell))
    return relieve if hungry and _legal(survey, relieve) else None


def _legal(survey: Survey, action: Action) -> bool:
    return umpire.refusal(survey.state, action) is None


def _to_go(survey: Survey, unit: Unit, aim: Aim) -> Callable[[Cell], int]:
    """How far a hex is from an aim: points of way for the train, or, where wheels cannot come, as the crow flies."""
    down = survey.way(unit, aim.cell)

    def to_go(cell: Cell) -> int:
        return down[cell] if down[cell] < NEVER else NEVER + CROW * survey.grid.distance(cell, aim.cell)

    return to_go


def _site(survey: Survey, unit: Unit) -> Cell | None:
    """The held town from which the next aim would best be fed, if it is worth a depot."""
    aim = survey.chief_aim
    if aim is None:
        return None
    to_go = _to_go(survey, unit, aim)
    fed_from = min((to_go(cell) for cell in survey.stores()), default=2 * NEVER)
    kept = {wanted.cell for wanted in survey.aims if wanted.held}
    sites: list[tuple[int, Cell]] = []
    for number, holding in enumerate(survey.state.realm.holdings):
        place = survey.scenario.board.places[number]
        fit = holding.holder == survey.side and place.town and not holding.depot and survey.fed(place.cell)
        if fit and to_go(place.cell) + WORTH_WHILE <= fed_from:
            sites.append((to_go(place.cell) - (KEPT if place.cell in kept else 0), place.cell))
    return min(sites)[1] if sites else None


def _waiting_place(survey: Survey, unit: Unit) -> Cell | None:
    """The store nearest to the next aim, where a convoy waits for the army to go on; who has passed it waits there."""
    aim = survey.chief_aim
    if aim is None:
        return None
    to_go = _to_go(survey, unit, aim)
    waiting = [(to_go(cell), cell) for cell in survey.stores() if survey.way(unit, cell)[unit.cell] < NEVER]
    if not waiting or (to_go(unit.cell) < min(waiting)[0] and survey.guards.get(unit.cell, 0) > survey.guard(unit)):
        return None
    return min(waiting)[1]


def _go(survey: Survey, unit: Unit, goal: Cell, orders: list[Move]) -> None:
    """Go up as far as the way is safe enough: no danger or an escort on the hex, and at the goal itself a guard."""
    way = way_toward(survey, unit, goal)
    for length in range(len(way), 0, -1):
        cell = way[length - 1]
        safe = survey.danger(cell) <= RISK or survey.guards.get(cell, 0) * 3 >= survey.danger(cell)
        guarded = cell != goal or survey.guards.get(cell, 0) > 0
        if safe and guarded and survey.room(unit, cell) and ordered(survey, unit, way[:length], orders):
            break
