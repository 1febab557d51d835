"""Chapter 16. The march.

16.1  In its side's part a unit marches hex by hex along a route, paying points for each, as far as its points
      go.  It may march, stop and march again.
16.2  It may always go one hex that is not forbidden, if it has not moved: that takes all its points.
16.3  It may not enter a hex with units of another side, except one where enemy leaders or convoys stand alone:
      those who fight ride them down.
16.4  It stops when it enters a hard enemy zone, and has no points left.  A soft zone costs four points more,
      but stops wheels.  Leaving a hex in an enemy zone costs two more.
16.5  A broken unit may not enter an enemy zone.
16.6  It must end its march within the stacking limit; it may pass through friends.
16.7  A unit that has fought does not march, nor one that has no points at this scale.  Marching gives up its trenches.
16.8  A unit dug in gains in defence until it moves.  Only trained men dig, or bands and guns beside them, that
      have not moved or fought, out of enemy zones.
16.9  Units that stand on one hex may march together, as far as the slowest of them can go; each pays its own points.
16.10 A march ends on the hex where it meets enemies that were not known when it set out: in its way, or next to
      it.  It also ends before an unknown zone that takes more points than are left, if there is room to halt.
      Whoever met somebody has no points left.
"""

from collections.abc import Mapping, Sequence

from game.hexes import Cell, CellSet
from game.hexes.search import Tolls, ways
from game.model.bonds import Bonds, Sky
from game.model.events import UnitDugIn
from game.model.forces import Status, Unit
from game.model.judgement import Refusal, Route
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import in_force, ranks, terrain, units, weather, zones


class Country:
    """What a march of one side has to know of the map, worked out once for each disposition of forces."""

    __slots__ = ("hard", "held", "prey", "soft")

    def __init__(self, state: State, side: str) -> None:
        self.hard, self.soft = zones.enemy_zones(state, side)
        self.held: CellSet = zones.strangers_on(state, side)
        self.prey: CellSet | None = None

    def barred(self, state: State, stack: Sequence[Unit]) -> CellSet:
        """The hexes that units who march together may not enter for others who stand there.  [16.3]"""
        if not any(units.fights(state, unit) for unit in stack):
            return self.held
        if self.prey is None:
            self.prey = undefended(state, stack[0].side)
        return self.held & ~self.prey


def undefended(state: State, side: str) -> CellSet:
    """The hexes on which a side may ride down what its enemies left alone: leaders, convoys.  [16.3]"""
    types = state.scenario.types
    helpless: tuple[int, ...] = state.scenario.remembered(
        "helpless", lambda: tuple(n for n, row in enumerate(types) if "leader" in row.traits or "convoy" in row.traits)
    )
    everybody, field = state.forces.units, Status.FIELD
    cells = 0
    for number in helpless:
        unit = everybody[number]
        if unit.status is field and unit.side != side and defenceless(state, unit.cell, side):
            cells |= 1 << unit.cell
    return cells


def defenceless(state: State, cell: Cell, side: str) -> bool:
    """Whether a hex holds leaders and convoys of enemies of a side, and nobody else of theirs.  [16.3]"""
    enemies, found = state.bonds.enemies(side), False
    for unit in state.forces.at(cell):
        if unit.side != side:
            traits = state.scenario.types[unit.number].traits
            if unit.side not in enemies or not ("leader" in traits or "convoy" in traits):
                return False
            found = True
    return found


def country_of(state: State, side: str) -> Country:
    kept: list[tuple[Sky, Bonds, Country]] = state.forces.others(side).remembered("country", list)
    for sky, bonds, country in kept:
        if sky is state.sky and bonds is state.bonds:
            return country
    country = Country(state, side)
    kept.append((state.sky, state.bonds, country))
    return country


def toll(state: State, unit: Unit, country: Country, here: Cell, there: Cell) -> int:
    """Points that enemy zones add to a step.  [16.4]"""
    chart = state.scenario.charts.terrain
    zone = country.hard | country.soft
    added = chart.zone_leave if zone >> here & 1 else 0
    wheels = units.kind(state, unit).movement == "wheeled"
    if not wheels and country.soft >> there & 1 and not country.hard >> there & 1:
        added += chart.zone_soft
    return added


def stops(state: State, unit: Unit, country: Country) -> CellSet:
    """The hexes that end a march of the unit.  [16.4]"""
    wheels = units.kind(state, unit).movement == "wheeled"
    return country.hard | (country.soft if wheels else 0)


def stopped(state: State, unit: Unit) -> bool:
    """Whether an enemy zone has ended the unit's march where it stands.  [16.4]"""
    return bool(unit.spent) and bool(stops(state, unit, country_of(state, unit.side)) >> unit.cell & 1)


def judge(state: State, unit: Unit, route: tuple[Cell, ...]) -> Refusal | int:
    """Walk a route: what it costs in points, or why it may not be marched.  [16.1 to 16.7]"""
    return _judge(state, unit, route, (unit,), {})


def _judge(
    state: State, unit: Unit, route: tuple[Cell, ...], stack: Sequence[Unit], walked: dict[object, Refusal | int]
) -> Refusal | int:
    """Judge one of those who march together; what the way costs is worked out once for all who move alike."""
    if not route:
        return Refusal("16.1", "move.nowhere", {"unit": unit.number})
    if unit.fought:
        return Refusal("16.7", "move.fought", {"unit": unit.number})
    unwilling = ranks.obeys_march(state, unit, route)
    if unwilling is not None:
        return unwilling
    barred = in_force.forbids_march(state, unit, route[-1]) if state.table.lasting else None
    if barred is not None:
        return barred
    alike = (units.mover(state, unit), units.broken(state, unit))
    if alike not in walked:
        walked[alike] = _walk(state, unit, route, stack)
    cost = walked[alike]
    return cost if isinstance(cost, Refusal) else _afforded(state, unit, route, cost)


def _walk(state: State, unit: Unit, route: tuple[Cell, ...], stack: Sequence[Unit]) -> Refusal | int:
    """What a way costs those who move like the unit, or what bars it to them.  [1.1, 16.1, 16.3, 16.4, 16.5]"""
    me: dict[str, int | str] = {"unit": unit.number}
    country = country_of(state, unit.side)
    prices = terrain.prices(state.scenario, units.mover(state, unit), weather.going(state, unit.side))
    halts = stops(state, unit, country)
    zone, held = country.hard | country.soft, country.held
    broken = units.broken(state, unit)
    here, cost = unit.cell, 0
    for there in route:
        if halts >> here & 1 and here != unit.cell:
            return Refusal("16.4", "move.zone", {**me, "cell": here})
        if not 0 < there < len(prices):
            return Refusal("16.1", "move.not_adjacent", {**me, "cell": here})
        price = prices[here].get(there)
        if price is None:
            touching = state.scenario.board.grid.adjacent(here, there)
            return Refusal("1.1" if touching else "16.1", "move.closed" if touching else "move.not_adjacent",
                           {**me, "cell": there})  # fmt: skip
        if held >> there & 1 and country.barred(state, stack) >> there & 1:
            return Refusal("16.3", "move.occupied", {**me, "cell": there})
        if broken and zone >> there & 1:
            return Refusal("16.5", "move.broken", {**me, "cell": there})
        cost += price
        if zone >> here & 1 or zone >> there & 1:
            cost += toll(state, unit, country, here, there)
        here = there
    return cost


def _afforded(state: State, unit: Unit, route: tuple[Cell, ...], cost: int) -> Refusal | int:
    """The points a unit pays for a way of that cost, or why it may not end there.  [16.1, 16.2, 16.6]"""
    me: dict[str, int | str] = {"unit": unit.number}
    here = route[-1]
    left = units.points_left(state, unit)
    if cost > left and not (len(route) == 1 and unit.spent == 0 and left > 0):
        return Refusal("16.1", "move.points", {**me, "cost": cost, "left": left})
    if here == unit.cell:
        return Refusal("16.1", "move.nowhere", me)
    if not units.fits(state, unit, here):
        return Refusal("16.6", "move.stacking", {**me, "cell": here, "men": units.stacking(state, here)})
    return min(cost, left)


def judge_together(state: State, stack: Sequence[Unit], route: tuple[Cell, ...]) -> Refusal | tuple[int, ...]:
    """Walk a route with a stack: what it costs each in points, or why it may not be marched.  [16.9]"""
    numbers = tuple(unit.number for unit in stack)
    if len(numbers) < 2 or tuple(sorted(set(numbers))) != numbers or len({unit.cell for unit in stack}) != 1:
        return Refusal("16.9", "move.together", {"unit": numbers[0] if numbers else 0})
    costs = []
    walked: dict[object, Refusal | int] = {}
    for unit in stack:
        found = _judge(state, unit, route, stack, walked)
        if isinstance(found, Refusal):
            return found
        costs.append(found)
    there = route[-1]
    if not room(state, stack, there):
        return Refusal(
            "16.6", "move.stacking", {"unit": numbers[0], "cell": there, "men": units.stacking(state, there)}
        )
    return tuple(costs)


def room(state: State, stack: Sequence[Unit], cell: Cell) -> bool:
    """Whether a hex has room for a whole stack beside its friends.  [16.6, 16.10]"""
    men = units.men_at(state, cell, stack[0].side) + sum(unit.men for unit in stack)
    return men <= units.stacking(state, cell)


def reach(state: State, unit: Unit) -> Mapping[Cell, Route]:
    """Every hex the unit may march to now, with one canonical route each.  [16.1 to 16.7]"""
    return routes_to(state, unit, state.scenario.board.ground)


def routes_to(state: State, unit: Unit, wanted: CellSet) -> Mapping[Cell, Route]:
    """The same for some hexes only: those of them that the unit may march to now.  [16.1 to 16.7]"""
    left = units.points_left(state, unit)
    if unit.fought or left == 0 or not unit.on_map:
        return {}
    bound = ranks.homeward(state, unit)
    if bound is not None:
        wanted &= bound
    if state.table.lasting:
        wanted &= in_force.ends(state, unit, wanted)
    country = country_of(state, unit.side)
    mover = units.mover(state, unit)
    table = terrain.steps(state.scenario, mover, weather.going(state, unit.side))
    halts = stops(state, unit, country)
    zone = country.hard | country.soft
    forbidden = country.barred(state, (unit,)) | (zone if units.broken(state, unit) else 0)
    chart = state.scenario.charts.terrain
    wheels = units.kind(state, unit).movement == "wheeled"
    soft = 0 if wheels else country.soft & ~country.hard
    cost, before = ways(unit.cell, left, table, Tolls(forbidden, halts, zone, chart.zone_leave, soft, chart.zone_soft))
    goals = sorted([cell for cell in cost if wanted >> cell & 1 and cell != unit.cell])
    full = units.full(state, unit, goals)
    routes: dict[Cell, Route] = {}
    for cell in goals:
        if not full >> cell & 1:
            path = [cell]
            while (last := before[path[-1]]) != unit.cell:
                path.append(last)
            path.reverse()
            routes[cell] = Route(tuple(path), cost[cell], bool(halts >> cell & 1))
    if unit.spent == 0:
        for there, _ in table[unit.cell]:
            if (wanted & ~forbidden) >> there & 1 and there not in cost and units.fits(state, unit, there):
                routes[there] = Route((there,), left, bool(halts >> there & 1))
    return routes


def reach_together(state: State, stack: Sequence[Unit]) -> Mapping[Cell, Route]:
    """Every hex that units of one hex may march to together, by a route all of them can take.  [16.9]"""
    if len(stack) < 2 or len({unit.cell for unit in stack}) != 1:
        return {}
    slowest = min(stack, key=lambda unit: (units.points_left(state, unit), unit.number))
    found: dict[Cell, Route] = {}
    for one in dict.fromkeys((slowest, *stack)):
        for cell, route in reach(state, one).items():
            if cell not in found and not isinstance(judge_together(state, stack, route.cells), Refusal):
                found[cell] = route
    return found


def judge_digging(state: State, unit: Unit) -> Refusal | None:
    """Whether a unit may dig in where it stands.  [16.8]"""
    me: dict[str, int | str] = {"unit": unit.number}
    if unit.dug_in:
        return Refusal("16.8", "dig.already", me)
    if unit.spent or unit.fought:
        return Refusal("16.8", "dig.moved", me)
    beside = state.forces.at(unit.cell)
    digger = units.fights(state, unit) or units.has(state, unit, "bombard")
    if (
        not digger
        or units.has(state, unit, "river")
        or not any(units.trained(state, u) for u in beside if u.side == unit.side and u.men)
    ):
        return Refusal("16.8", "dig.untrained", me)
    hard, soft = zones.enemy_zones(state, unit.side)
    if (hard | soft) >> unit.cell & 1:
        return Refusal("16.8", "dig.zone", me)
    return None


def dig(ledger: Ledger, unit: Unit) -> None:
    """Entrench a unit.  [16.8]"""
    ledger.record(UnitDugIn(unit.number))
