"""Chapter 16. Retreats.

16.1  Retreats, routs and flights go hex by hex, each farther from the enemy, out of enemy zones where that can
      be, nearest to a place of refuge: home for bands that have one; for those who live by supply a source or a
      depot of their side; for all others its towns as well.  Each hex of an enemy zone without a friend costs a
      twentieth of the men.
16.2  The owner of a unit may order, free, to be asked by which way it falls back.
16.3  Who is asked may, when the fight is over, lead a unit that retreated or was routed to another end instead: of a
      route of the same length and the same price in enemy zones, to a hex with room.  What came of the fight stays as
      it was; if somebody unseen bars that way, so does the unit.  Leaders who would stay behind alone go along.
"""

from game.hexes import NO_CELL, Cell, CellSet
from game.hexes.search import steps_from
from game.model.agenda import MayRetreat
from game.model.events import MenLost, UnitFellBack
from game.model.forces import Unit
from game.model.judgement import Refusal
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import supply, terrain, units, views, weather, zones


def refuges(state: State, unit: Unit) -> CellSet:
    """The places a beaten unit makes for: its home, or the sources, depots and towns of its side.  [16.1]"""
    scenario = state.scenario
    faction = state.spec(unit.number).faction
    home = scenario.faction(faction).home if faction else ""
    if home and not units.trained(state, unit):
        return scenario.board.regions.get(home, 0)

    lined = supply.livings(scenario)[unit.number] == supply.LINE

    def shelters() -> CellSet:
        cells = 0
        for number, held in enumerate(state.realm.holdings):
            place = scenario.board.places[number]
            if held.depot == unit.side or (not lined and held.holder == unit.side and place.town):
                cells |= 1 << place.cell
        for supplier in scenario.suppliers:
            if supplier.side == unit.side:
                cells |= 1 << scenario.board.spot(supplier.at)
        return cells

    return state.realm.remembered(("refuges", unit.side, lined), shelters)


def _homeward(state: State, shelters: CellSet) -> list[int]:
    """Steps from every hex to the nearest of these, over open ground."""
    grid = state.scenario.board.grid
    return state.scenario.remembered(("homeward", shelters), lambda: steps_from(grid, shelters))


def _danger(state: State, side: str) -> CellSet:
    """The hexes in enemy zones where the side has no friend.  [16.1]"""
    hard, soft = zones.enemy_zones(state, side)
    return (hard | soft) & ~state.forces.camp(side).cells


def _away(state: State, unit: Unit, here: Cell, foes: tuple[Cell, ...]) -> list[Cell]:
    """The hexes to which a unit that is driven back may go from one: farther from the foes, with room.  [16.1]"""
    grid = state.scenario.board.grid
    prices = terrain.prices(state.scenario, units.mover(state, unit), weather.going(state, unit.side))
    enemies = zones.strangers_on(state, unit.side)
    now = min([grid.distance(here, foe) for foe in foes])
    return [
        there
        for there in prices[here]
        if not enemies >> there & 1
        and min([grid.distance(there, foe) for foe in foes]) > now
        and units.fits(state, unit, there)
    ]


def ways_back(
    state: State, unit: Unit, usual: tuple[Cell, ...], foes: tuple[Cell, ...]
) -> tuple[tuple[Cell, ...], ...]:
    """The routes that a unit could take instead of its usual one, as its owner knows it, that one first.  [16.3, 4.9]

    One for each end.  An enemy out of sight neither bars a way nor makes it dearer.
    """
    state = views.view(state, unit.side)
    danger = _danger(state, unit.side)

    def price(route: tuple[Cell, ...]) -> int:
        return sum([danger >> cell & 1 for cell in route])

    routes: list[tuple[Cell, ...]] = [()]
    for _ in usual:
        routes = [
            (*route, there) for route in routes for there in _away(state, unit, route[-1] if route else unit.cell, foes)
        ]
    found = {usual[-1]: usual}
    for route in sorted(routes):
        if price(route) == price(usual):
            found.setdefault(route[-1], route)
    return tuple(found.values())


def judge_asking(state: State, unit: Unit, *, asks: bool) -> Refusal | None:
    """Whether a unit may get this order for its retreats.  [16.2]"""
    if unit.asks is asks or units.has(state, unit, "leader"):
        return Refusal("16.2", "retreat.already", {"unit": unit.number})
    return None


def judge_way(state: State, task: MayRetreat, route: tuple[Cell, ...]) -> Refusal | None:
    """Whether a unit may end its retreat by this route.  [16.3]"""
    facts: dict[str, int | str] = {"unit": task.unit, "cell": route[-1] if route else NO_CELL}
    if route not in task.routes:
        return Refusal("16.3", "retreat.way", facts)
    unit = state.unit(task.unit)
    if route[-1] != unit.cell and not units.fits(state, unit, route[-1]):
        return Refusal("16.3", "retreat.room", facts)
    return None


def turn(ledger: Ledger, task: MayRetreat, route: tuple[Cell, ...]) -> None:
    """Lead a unit that fell back to the end that its owner chose, with the leaders who are alone with it.  [16.3]

    If somebody unseen stands in that way, it stays where its usual way led it.
    """
    state = ledger.state
    unit, end = state.unit(task.unit), route[-1]
    if unit.cell == end or any(zones.strangers_on(state, unit.side) >> cell & 1 for cell in route):
        return
    others = [other for other in state.forces.at(unit.cell) if other is not unit]
    alone = not any(other.men for other in others)
    ledger.record_together([UnitFellBack(one.number, (end,), "turned") for one in (unit, *(others if alone else ()))])


def way_back(state: State, unit: Unit, hexes: int, foes: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The route of a unit driven back: as many hexes as it can find, at most `hexes`.  [16.1]"""
    danger = _danger(state, unit.side)
    home = _homeward(state, refuges(state, unit))

    def rank(cell: Cell) -> tuple[int, int, int]:
        return (danger >> cell & 1, home[cell], cell)

    here, route = unit.cell, []
    for _ in range(hexes):
        choices = _away(state, unit, here, foes)
        if not choices:
            break
        here = min(choices, key=rank)
        route.append(here)
    return tuple(route)


def way_out(state: State, stack: tuple[Unit, ...], hexes: int, foes: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The route by which a stack slips away together, at most `hexes` long; empty if there is none.

    It ends in a hex with room for all, not next to the foes and free of enemy zones; it may lead between them.
    """
    side = stack[0].side
    grid = state.scenario.board.grid
    movers = dict.fromkeys(units.mover(state, unit) for unit in stack)
    first, *others = (terrain.prices(state.scenario, mover, weather.going(state, side)) for mover in movers)
    here = stack[0].cell
    barred = zones.strangers_on(state, side) | 1 << here
    men = sum(unit.men for unit in stack)
    home = _homeward(state, refuges(state, stack[0]))
    hard, soft = zones.enemy_zones(state, side)
    closed = hard | soft
    for foe in foes:
        closed |= grid.within(foe, 1)
    ways: dict[Cell, tuple[Cell, ...]] = {here: ()}
    found: list[tuple[int, int, tuple[Cell, ...]]] = []
    for _ in range(hexes):
        before, ways = ways, {}
        for route in sorted(before.values()):  # so that the first way to a hex is that by the lowest hexes
            last = route[-1] if route else here
            for there in first[last]:
                if there in ways or barred >> there & 1 or (others and not all(there in t[last] for t in others)):
                    continue
                ways[there] = (*route, there)
        found += [(-len(way), home[end], way) for end, way in ways.items() if not closed >> end & 1]
    for _, _, route in sorted(found):
        if units.men_at(state, route[-1], side) + men <= units.stacking(state, route[-1]):
            return route
    return ()


def fall_back(ledger: Ledger, unit: Unit, route: tuple[Cell, ...], cause: str) -> None:
    """Drive a unit along a route, at the price of the zones it crosses.  [16.1]"""
    state = ledger.state
    danger = 0 if cause == "evade" else _danger(state, unit.side)
    crossed = sum([danger >> cell & 1 for cell in route])
    lost = unit.men * crossed * state.scenario.charts.combat.zone_retreat_loss // 100
    ledger.record(UnitFellBack(unit.number, route, cause))
    if lost:
        ledger.record(MenLost(unit.number, min(lost, unit.men), 0, 0, "retreat"))
