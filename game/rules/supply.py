"""Chapter 7. Bread.

7.1  Regulars trace supply: a path from a source of their side, at the cost of wheels, no longer than the reach.
7.2  The path may not enter a hex with an enemy, nor an enemy zone unless a friend stands there.
7.3  Sources are those the scenario names, and depots.  A depot works while its side holds the place with fifty
     men and it lies within reach of another source, and for two turns after it was last so; then it feeds no
     other depot.
7.4  Everyone else lives off the land, and is short of cartridges when neither the frontier nor a town of his
     side is within twelve hexes.  For want of cartridges nobody is worse than short.
7.5  Bread is checked at the start of each turn.  A unit that fails goes one rung down the ladder of want:
     supplied, short, out, starving; one that passes is supplied at once.
7.6  Want lessens power and points, costs morale every so many turns and, on the lower rungs, men.
7.7  A convoy that stands in a town of its side with fifty other men, and can be supplied there, may become a
     depot.
7.8  A convoy may instead feed the stack it stands with, up to six hundred men: they are supplied at once.
     Either way the convoy goes home, and may be sent again.
"""

from typing import TypeAlias

from game.hexes import Cell, CellSet, cells_of, set_of
from game.hexes.search import distances
from game.model.bonds import Bonds, Realm, Sky
from game.model.charts import UnitType
from game.model.events import DepotChanged, DepotFed, MenLost, UnitLeft, WantChanged
from game.model.forces import Status, Unit
from game.model.judgement import Refusal
from game.model.ledger import Ledger
from game.model.scenario import Scenario
from game.model.state import State
from game.rules import holding, terrain, units, zones

_Lines: TypeAlias = tuple[list[int], tuple[int, ...]]
_Kept: TypeAlias = tuple[Realm, Sky, Bonds, _Lines]
_Stores: TypeAlias = tuple[tuple[int, Cell, bool], ...]

KEPT = 16
"""Lines of supply of a side that are remembered, by what they depend on."""


def _closed(state: State, side: str) -> CellSet:
    """The hexes that no path of supply of a side may enter.  [7.2]"""
    own = state.forces.occupied().get(side, 0)
    hard, soft = zones.enemy_zones(state, side)
    return zones.enemies_on(state, side) | (hard | soft) & ~own


def _sources(state: State, side: str) -> CellSet:
    board = state.scenario.board
    return set_of(board.spot(s.at) for s in state.scenario.suppliers if s.side == side)


def _working_depots(state: State, side: str) -> _Stores:
    """Number and hex of the depots of a side that have their guard, and whether they were fed of late.  [7.3]"""
    board = state.scenario.board
    feeds = state.scenario.charts.supply.depot_feeds
    return tuple(
        (number, board.places[number].cell, state.turn - held.fed <= feeds)
        for number, held in enumerate(state.realm.holdings)
        if held.depot == side and held.holder == side and holding.garrison(state, board.places[number].cell, side)
    )


def lines(state: State, side: str) -> _Lines:
    """Cost by cell of the shortest line of supply of a side, and the depots fed now.  [7.1, 7.2, 7.3]"""
    kept: list[_Kept] = state.forces.remembered(("lines", side, state.turn), list)
    for realm, sky, bonds, answer in kept:
        if realm is state.realm and sky is state.sky and bonds is state.bonds:
            return answer
    answer = _known_lines(state, side)
    kept.append((state.realm, state.sky, state.bonds, answer))
    return answer


def _known_lines(state: State, side: str) -> _Lines:
    """The same, remembered by all that the lines depend on: many marches and fights change nothing of it."""
    closed = _closed(state, side)
    depots = _working_depots(state, side)
    known: dict[tuple[str, CellSet, _Stores], _Lines] = state.scenario.remembered(("lines", side), dict)
    question = (state.sky.spate, closed, depots)
    if question not in known:
        if len(known) >= KEPT:
            known.clear()
        known[question] = _drawn(state, side, closed, depots)
    return known[question]


def _drawn(state: State, side: str, closed: CellSet, depots: _Stores) -> _Lines:
    """Draw the lines: from the sources, then from each depot they reach, then from those that still have bread."""
    scenario = state.scenario
    roads = terrain.steps(scenario, ("wheeled", False), state.sky.spate)
    reach = scenario.charts.supply.reach
    free = [(number, cell, lasts) for number, cell, lasts in depots if not closed >> cell & 1]
    costs = distances(_sources(state, side) & ~closed, roads, reach, closed)
    fed: list[int] = []
    while joined := [(number, cell) for number, cell, _ in free if number not in fed and costs[cell] <= reach]:
        fed += [number for number, _ in joined]
        costs = distances(set_of(cell for _, cell in joined), roads, reach, closed, costs)
    lasting = set_of(cell for number, cell, lasts in free if lasts and number not in fed)
    if lasting:
        costs = distances(lasting, roads, reach, closed, costs)
    return costs, tuple(sorted(fed))


def reach(state: State, side: str) -> CellSet:
    """The hexes where regulars of a side are in supply.  [7.1]"""
    limit = state.scenario.charts.supply.reach
    costs, _ = lines(state, side)
    return set_of(cell for cell in cells_of(state.scenario.board.ground) if costs[cell] <= limit)


def cartridges(state: State, side: str) -> CellSet:
    """The hexes near enough to the frontier or to a town of the side.  [7.4]"""
    scenario = state.scenario
    board = scenario.board

    def work_out() -> CellSet:
        near: CellSet = scenario.remembered("frontier", lambda: set_of(cell for cell, _ in board.frontier))
        for number, place in enumerate(board.places):
            if place.town and state.realm.holdings[number].holder == side:
                near |= 1 << place.cell
        for _ in range(scenario.charts.supply.cartridges):
            near = board.grid.spread(near)
        return near & board.ground

    return state.realm.remembered(("cartridges", side), work_out)


NOTHING, LINE, LAND = range(3)
"""What a unit lives on: on nothing that could be cut, by a line of supply, or off the land."""


def _livings(scenario: Scenario) -> tuple[int, ...]:
    """By unit, what it lives on.  [7.1, 7.4]"""

    def living(row: UnitType) -> int:
        if row.traits & {"leader", "convoy", "river"}:
            return NOTHING
        return LINE if row.traits & {"regular", "bombard"} or row.movement == "wheeled" else LAND

    return scenario.remembered("livings", lambda: tuple(living(row) for row in scenario.types))


def supplied(state: State, unit: Unit) -> bool:
    """Whether the unit would pass a check of bread where it stands.  [7.1, 7.4]"""
    living = _livings(state.scenario)[unit.number]
    if living == LINE:
        return lines(state, unit.side)[0][unit.cell] <= state.scenario.charts.supply.reach
    return living == NOTHING or bool(cartridges(state, unit.side) >> unit.cell & 1)


def check_bread(ledger: Ledger) -> None:
    """Check the bread of all sides, and let want take its toll.  [7.3, 7.5, 7.6]"""
    state = ledger.state
    for side in state.scenario.sides:
        if state.forces.occupied().get(side.id):
            for number in lines(state, side.id)[1]:
                ledger.record(DepotFed(number, state.turn))
    livings = _livings(state.scenario)
    content = state.scenario.charts.supply.wants[0].loss == 0
    fed = [(unit, supplied(state, unit)) for unit in state.forces.units if unit.on_map]
    for unit, passes in fed:
        if passes and not unit.hunger and content:
            continue
        hunger = 0 if passes else 1 if livings[unit.number] == LAND else unit.hunger + 1
        if hunger != unit.hunger:
            ledger.record(WantChanged(unit.number, hunger))
        rung = units.want(ledger.state, ledger.state.unit(unit.number))
        lost = unit.men * rung.loss // 100
        if lost:
            ledger.record(MenLost(unit.number, lost, 0, 0, "want"))


def judge_depot(state: State, unit: Unit) -> Refusal | None:
    """Whether a convoy may become a depot where it stands.  [7.7]"""
    place = state.scenario.board.town_at(unit.cell)
    if not units.has(state, unit, "convoy"):
        return Refusal("7.7", "depot.convoy", {"unit": unit.number})
    if place is None or holding.holder(state, place.id) != unit.side:
        return Refusal("7.7", "depot.town", {"unit": unit.number})
    if state.realm.holdings[state.scenario.board.place_number(place.id)].depot:
        return Refusal("7.7", "depot.already", {"place": place.id})
    guards = units.men_at(state, unit.cell, unit.side) - unit.men
    if guards < state.scenario.charts.units.garrison_men:
        return Refusal("7.7", "depot.garrison", {"place": place.id, "men": state.scenario.charts.units.garrison_men})
    if lines(state, unit.side)[0][unit.cell] > state.scenario.charts.supply.reach:
        return Refusal("7.7", "depot.line", {"place": place.id})
    return None


def open_depot(ledger: Ledger, unit: Unit) -> None:
    """Make a depot of a convoy.  [7.7]"""
    place = ledger.state.scenario.board.town_at(unit.cell)
    assert place is not None
    ledger.record(DepotChanged(ledger.state.scenario.board.place_number(place.id), unit.side))
    ledger.record(UnitLeft(unit.number, Status.POOL, 0, unit.men, "unloaded"))


def judge_relief(state: State, unit: Unit) -> Refusal | None:
    """Whether a convoy may feed the stack it stands with.  [7.8]"""
    if not units.has(state, unit, "convoy"):
        return Refusal("7.8", "relief.convoy", {"unit": unit.number})
    most = state.scenario.charts.supply.rescue_men
    hungry = [u for u in state.forces.at(unit.cell) if u.side == unit.side and u.hunger and u.men <= most]
    if not hungry:
        return Refusal("7.8", "relief.nobody", {"unit": unit.number})
    return None


def relieve(ledger: Ledger, unit: Unit) -> None:
    """Feed the hungry of a stack, in the order of their numbers, as far as the convoy goes.  [7.8]"""
    left = ledger.state.scenario.charts.supply.rescue_men
    for hungry in ledger.state.forces.at(unit.cell):
        if hungry.side == unit.side and hungry.hunger and hungry.men <= left:
            left -= hungry.men
            ledger.record(WantChanged(hungry.number, 0))
    ledger.record(UnitLeft(unit.number, Status.POOL, 0, unit.men, "unloaded"))
