"""Standing orders of a side that nobody plays.

In order: free a town of one's own country; raid a train within four hexes; strike the side one has left within as
many, its weakest stack first, if the odds are good; strike any other enemy in one's country if they are, or slip away;
bar the nearest crossing of one's country; else stand at home.
"""

from collections.abc import Sequence

from game import umpire
from game.ai.march import evades, ordered, way_toward
from game.ai.recruit import answer
from game.ai.strike import blows
from game.ai.survey import NEVER, Survey
from game.hexes import Cell, CellSet, set_of
from game.model.actions import Action, EndPart, Move, SetPosture
from game.model.forces import Posture, Unit
from game.model.state import Seen

STRIKE = 4
"""Hexes within which the enemy is struck and raided."""

WATCH = 8
"""Hexes from a crossing within which an enemy has it barred."""


def automaton_orders(seen: Seen, seed: int) -> tuple[Action, ...]:
    """Orders up to and with the first attack, or all that is left of the part."""
    if seen.agenda:
        return (answer(seen, seed),)
    survey = Survey(seen)
    if not survey.own or not survey.foes:
        return (EndPart(),)
    homeland = _homeland(survey)
    blow = _blow(survey, homeland)
    if blow is not None:
        return tuple(blow)
    orders: list[Action] = []
    goals = _wanted(survey, homeland)
    for unit in survey.fighters:
        if survey.mobile(unit) > 0:
            goal = goals.get(unit.number, unit.cell)
            if goal != unit.cell:
                orders += _march(survey, unit, goal)
        posture = Posture.EVADE if evades(survey, unit, survey.at[unit.number]) else Posture.STAND
        if unit.posture is not posture:
            orders.append(SetPosture(unit.number, posture))
    return (*orders, EndPart())


def _blow(survey: Survey, homeland: CellSet) -> list[Action] | None:
    """The first attack that the standing orders ask for.

    In this order: on who holds a town of ours, on trains, on the weakest of old friends, on any of them, on intruders.
    """
    lost = set_of(_lost_towns(survey, homeland))
    deserted = _deserted(survey)
    near = survey.grid.within
    reach = 0
    for unit in survey.fighters:
        reach |= near(unit.cell, STRIKE)
    near_by = {cell: foes for cell, foes in survey.foes.items() if reach >> cell & 1}
    trains = set_of(cell for cell, foes in near_by.items() if any(survey.role(foe).convoy for foe in foes))
    friends = [cell for cell, foes in near_by.items() if any(foe.side in deserted for foe in foes)]
    old = set_of(friends)
    weakest = set_of(sorted(friends, key=lambda cell: (survey.foe_guard(cell), cell))[:1])
    intruders = set_of(survey.foes) & homeland
    freeing = frozenset(_nearest(survey, _lost_towns(survey, homeland)))
    grounds = ((lost, frozenset[int]()), *((ground, freeing) for ground in (trains, weakest, old, intruders)))
    for ground, tied in grounds:
        blow = next(blows(survey, tied, hunting=True, ground=ground), None) if ground else None
        if blow is not None:
            return blow
    return None


def _deserted(survey: Survey) -> tuple[str, ...]:
    """The sides whose ranks the side's factions have left."""
    factions = sorted({survey.scenario.units[unit.number].faction for unit in survey.own})
    numbers = [survey.scenario.faction_number(faction) for faction in factions if faction]
    ranks = survey.scenario.ranks
    enemies = survey.state.bonds.enemies(survey.side)
    left = tuple(dict.fromkeys(ranks[number] for number in numbers if ranks[number] in enemies))
    return left or enemies


def _homeland(survey: Survey) -> CellSet:
    """The home regions of the side's factions."""
    regions = survey.scenario.board.regions
    home = 0
    for faction in sorted({survey.scenario.units[unit.number].faction for unit in survey.own}):
        if faction:
            home |= regions.get(survey.scenario.faction(faction).home, 0)
    return home


def _wanted(survey: Survey, homeland: CellSet) -> dict[int, Cell]:
    """By unit, the hex it makes for: a lost town, else a train alone, else a crossing to bar, else home."""
    goals = _nearest(survey, (*_lost_towns(survey, homeland), *_trains(survey), *_crossings(survey, homeland)))
    home = _home_cell(survey, homeland)
    for unit in survey.fighters:
        if unit.number not in goals and homeland and not homeland >> unit.cell & 1 and home is not None:
            goals[unit.number] = home
    return goals


def _nearest(survey: Survey, cells: Sequence[Cell]) -> dict[int, Cell]:
    """By unit, one of some hexes: the nearest unit left goes to each in turn."""
    goals: dict[int, Cell] = {}
    for cell in cells:
        ways = [(survey.way(u, cell)[u.cell], u.number) for u in survey.fighters if u.number not in goals]
        if ways and min(ways)[0] < NEVER:
            goals[min(ways)[1]] = cell
    return goals


def _lost_towns(survey: Survey, homeland: CellSet) -> list[Cell]:
    """Towns of the homeland that an enemy holds."""
    enemies = survey.state.bonds.enemies(survey.side)
    places = survey.scenario.board.places
    return [
        places[number].cell
        for number, holding in enumerate(survey.state.realm.holdings)
        if holding.holder in enemies and places[number].town and homeland >> places[number].cell & 1
    ]


def _trains(survey: Survey) -> list[Cell]:
    """The hexes near by where a train goes without an escort: who enters takes it."""
    alone = [cell for cell, foes in survey.foes.items() if all(survey.role(foe).convoy for foe in foes)]
    return [cell for cell in alone if any(survey.grid.distance(cell, unit.cell) <= STRIKE for unit in survey.fighters)]


def _crossings(survey: Survey, homeland: CellSet) -> list[Cell]:
    """The near banks of the crossings of the homeland with an enemy not far off, the most threatened first."""
    board = survey.scenario.board
    banks = {cell for cell, _ in board.crossings if homeland >> cell & 1 and cell not in survey.foes}
    watched = []
    for cell in sorted(banks):
        steps = min(survey.grid.distance(cell, foe) for foe in survey.foes)
        if steps <= WATCH:
            watched.append((steps, cell))
    return [cell for _, cell in sorted(watched)]


def _home_cell(survey: Survey, homeland: CellSet) -> Cell | None:
    """The chief place of the homeland."""
    places = [p for p in survey.scenario.board.places if homeland >> p.cell & 1]
    return min(places, key=lambda p: (p.rank, p.id)).cell if places else None


def _march(survey: Survey, unit: Unit, goal: Cell) -> list[Action]:
    """March toward the goal as far as there is room; onto an enemy's hex only if he may be ridden down there."""
    if goal in survey.foes:
        route = umpire.reach(survey.state, unit.number).get(goal)
        if route is not None:
            return [Move(unit.number, route.cells)]
    way = way_toward(survey, unit, goal)
    orders: list[Move] = []
    for length in range(len(way), 0, -1):
        if survey.room(unit, way[length - 1]) and ordered(survey, unit, way[:length], orders):
            break
    return list(orders)
