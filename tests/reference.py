"""Ground, zones, marches and bread a second time: written from the clauses of the book, over plain data, without haste.

Nothing of the rules is used here but the charts.  Every search goes over all steps until nothing gets cheaper.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from game.model.charts import SideCost, UnitType
from tests.hexes.plain import Hex, around, rings
from tests.worlds import Man, World, edge


def row(world: World, unit: Man) -> UnitType:
    """The unit's row of the chart."""
    return world.charts.units.types[unit.type]


def strong(world: World, at: Hex, kinds: tuple[str, ...] = ("town", "fort")) -> bool:
    """Whether a town (or a fort alone) lies on the hex."""
    return any(town.at == at and town.kind in kinds for town in world.towns)


def flooded(world: World, rank: int) -> bool:
    """Whether rivers of this rank are in spate."""
    return world.spate == "all" or (world.spate == "great" and rank == 1)


def open_water(world: World, one: Hex, other: Hex) -> bool:
    """[1.4] Whether a bridge, a ferry, or a ford that is not in spate leads across a river."""
    side = edge(one, other)
    rank = world.rivers[side][1]
    crossing = world.crossings.get(side, "")
    return crossing in ("bridge", "ferry") or (crossing == "ford" and not flooded(world, rank))


def for_class(charge: SideCost, movement: str, spate: bool) -> int | None:
    """What a hexside adds, None where it is closed."""
    by_class = {
        "foot": (charge.foot, charge.spate_foot),
        "horse": (charge.horse, charge.spate_horse),
        "wheeled": (charge.wheeled, charge.spate_wheeled),
    }
    added = by_class[movement][1 if spate else 0]
    return None if added < 0 else added


@lru_cache(5000)
def price(world: World, movement: str, mountaineer: bool, here: Hex, there: Hex) -> int | None:
    """[1.1 to 1.7] Points to enter a hex from its neighbour, None where there is no way."""
    chart = world.charts.terrain
    if there not in world.ground:
        return None
    if movement == "river":
        major = [side for side, (kind, _) in world.rivers.items() if kind == "major"]
        return chart.road if all(any(at in side for side in major) for at in (here, there)) else None
    movement = "horse" if movement == "light" else movement
    side = edge(here, there)
    link = world.links.get(side, "")
    cost = _ground(world, movement, mountaineer, there, link)
    if cost is None:
        return None
    if side in world.rivers:
        kind, rank = world.rivers[side]
        spate = flooded(world, rank)
        if open_water(world, here, there):
            kind, spate = ("minor" if kind == "major" else ""), False
        if (link == "road" or strong(world, there)) and kind == "minor":
            kind = ""
        if kind:
            added = for_class(chart.sides[kind], movement, spate)
            if added is None:
                return None
            cost += added
    if world.crossings.get(side) == "pass" and link != "road":
        added = for_class(chart.sides["pass"], movement, False)
        if added is None:
            return None
        cost += added
    return cost


def _ground(world: World, movement: str, mountaineer: bool, there: Hex, link: str) -> int | None:
    """[1.1, 1.2, 1.3, 1.6] The ground alone."""
    chart = world.charts.terrain
    if link == "road" or strong(world, there):
        return chart.road
    ground = chart.ground[world.ground[there]]
    across = {"foot": ground.foot, "horse": ground.horse, "wheeled": ground.wheeled}[movement]
    if mountaineer and movement == "foot":
        across = ground.mountaineer_foot or across
    if mountaineer and movement == "horse":
        across = ground.mountaineer_horse or across
    if link == "track":
        named = {"foot": 0, "horse": ground.track_horse, "wheeled": ground.track_wheeled}[movement]
        least = chart.track_least_wheeled if movement == "wheeled" else chart.track_least
        if named:
            return named
        return max(least, (across + 1) // 2) if across else None
    return across or None


def at_war(world: World, one: str, other: str) -> bool:
    """Whether two sides are at war."""
    return (one, other) in world.hostile or (other, one) in world.hostile


def broken(world: World, unit: Man) -> bool:
    """[13.1] Whether a unit, not a leader, is in the lowest state of mind."""
    above = min(band.least for band in world.charts.morale.bands if band.least)
    return unit.type != "leader" and unit.morale < above


@lru_cache(5000)
def zones(world: World, side: str) -> tuple[set[Hex], set[Hex]]:
    """[5.1, 5.2, 5.3] The hexes a side controls hard, and soft."""
    hard: set[Hex] = set()
    soft: set[Hex] = set()
    for unit in world.units:
        kind = row(world, unit)
        if unit.side != side or broken(world, unit) or not (kind.attack or kind.machine_attack):
            continue
        trained = bool({"regular", "drilled"} & kind.traits)
        remnant = unit.men * world.charts.units.remnant_third < unit.first
        into = hard if trained and not remnant else soft
        for there in around(unit.at):
            side_of = edge(unit.at, there)
            wall = world.rivers.get(side_of, ("", 0))[0] == "major" and not open_water(world, unit.at, there)
            if there in world.ground and not wall and not strong(world, there, ("fort",)):
                into.add(there)
    return hard, soft


@lru_cache(5000)
def enemy_zones(world: World, side: str) -> tuple[set[Hex], set[Hex]]:
    """[5.4] Zones of all sides at war with this one."""
    found = [zones(world, other) for other in ("red", "enver", "lokai") if at_war(world, side, other)]
    return set().union(*(h for h, _ in found)), set().union(*(s for _, s in found))


def men_at(world: World, at: Hex, side: str) -> int:
    """Men of a side on a hex."""
    return sum(unit.men for unit in world.units if unit.side == side and unit.at == at)


def room(world: World, unit: Man, at: Hex) -> bool:
    """[3.6, 14.6] Whether the hex has room for the unit."""
    scale = world.charts.terrain.scales["8km"]
    rough = world.charts.terrain.ground[world.ground[at]].rough
    return men_at(world, at, unit.side) + unit.men <= (scale.stacking_rough if rough else scale.stacking)


def points(world: World, unit: Man) -> int:
    """[3.7] Points left."""
    wants = world.charts.supply.wants
    whole = world.charts.terrain.scales["8km"].allowance[row(world, unit).movement]
    return max(0, whole * wants[min(unit.hunger, len(wants) - 1)].points // 100 - unit.spent)


def cheapest(sources: Iterable[Hex], step: Callable[[Hex, Hex], int | None], land: Iterable[Hex]) -> dict[Hex, int]:
    """Cheapest costs by going over all steps until none gets cheaper."""
    cost = dict.fromkeys(sources, 0)
    steps = [(here, there, paid) for here in land for there in around(here) if (paid := step(here, there)) is not None]
    changed = True
    while changed:
        changed = False
        for here, there, paid in steps:
            if here in cost and cost[here] + paid < cost.get(there, 1 << 30):
                cost[there] = cost[here] + paid
                changed = True
    return cost


def step_of(world: World, unit: Man) -> Callable[[Hex, Hex], int | None]:
    """[14.3, 14.4, 14.5] What one step of a unit's march costs, None if it may not be made."""
    hard, soft = enemy_zones(world, unit.side)
    kind = row(world, unit)
    stops = hard | (soft if kind.movement == "wheeled" else set())
    chart = world.charts.terrain

    def step(here: Hex, there: Hex) -> int | None:
        others = [other for other in world.units if other.at == there and other.side != unit.side]
        lone = all(o.type == "leader" for o in others) and any(at_war(world, unit.side, o.side) for o in others)
        if (here != unit.at and here in stops) or (others and not lone):
            return None
        if broken(world, unit) and there in hard | soft:
            return None
        paid = price(world, kind.movement, "mountaineer" in kind.traits, here, there)
        if paid is None:
            return None
        paid += chart.zone_leave if here in hard | soft else 0
        return paid + (chart.zone_soft if there in soft - hard and kind.movement != "wheeled" else 0)

    return step


def reach(world: World, unit: Man) -> Mapping[Hex, int]:
    """[14.1, 14.2, 14.6, 14.7] The hexes a unit may march to, and their points."""
    left = points(world, unit)
    if unit.fought or left == 0:
        return {}
    step = step_of(world, unit)
    costs = {at: cost for at, cost in cheapest([unit.at], step, world.ground).items() if cost <= left}
    if unit.spent == 0:
        for there in around(unit.at):
            if step(unit.at, there) is not None:
                costs.setdefault(there, left)
    return {at: cost for at, cost in costs.items() if at != unit.at and room(world, unit, at)}


@lru_cache(5000)
def lines(world: World, side: str) -> tuple[dict[Hex, int], set[int]]:
    """[7.1, 7.2, 7.3] Costs of the lines of supply of a side within its reach, and the depots fed now, by number."""
    hard, soft = enemy_zones(world, side)
    friends = {unit.at for unit in world.units if unit.side == side}
    enemies = {unit.at for unit in world.units if at_war(world, side, unit.side)}
    shut = enemies | ((hard | soft) - friends)
    limit = world.charts.supply.reach

    def step(here: Hex, there: Hex) -> int | None:
        return None if there in shut else price(world, "wheeled", False, here, there)

    def within(sources: set[Hex]) -> dict[Hex, int]:
        return {at: cost for at, cost in cheapest(sources, step, world.ground).items() if cost <= limit}

    guarded = {
        n: town
        for n, town in enumerate(world.towns)
        if town.depot == side == town.holder
        and men_at(world, town.at, side) >= world.charts.units.garrison_men
        and town.at not in shut
    }
    springs = {at for owner, at in world.sources if owner == side} - shut
    fed: set[int] = set()
    while joined := {n for n, t in guarded.items() if n not in fed and t.at in within(springs)}:
        fed |= joined
        springs |= {guarded[n].at for n in joined}
    lasting = {t.at for t in guarded.values() if world.turn - t.fed <= world.charts.supply.depot_feeds}
    return within(springs | lasting), fed


def supplied(world: World, unit: Man) -> bool:
    """[7.1, 9.1] Whether the unit would pass a check of bread."""
    kind = row(world, unit)
    if {"leader", "convoy", "river"} & kind.traits:
        return True
    if {"regular", "bombard"} & kind.traits or kind.movement == "wheeled":
        return unit.at in lines(world, unit.side)[0]
    near = [at for side in world.frontier for at in side]
    near += [t.at for t in world.towns if t.holder == unit.side and t.kind in ("town", "fort")]
    steps = rings(near, [(column, line) for column in range(7) for line in range(7)])
    return steps.get(unit.at, 99) <= world.charts.supply.cartridges
