"""Ground, zones, marches and bread a second time: written from the clauses of the book, over plain data, without haste.

Nothing of the rules is used here but the charts.  Every search goes over all steps until nothing gets cheaper.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache

from game.model.charts import SideCost, UnitType
from game.model.forces import Pace
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
def price(world: World, side: str, movement: str, mountaineer: bool, here: Hex, there: Hex) -> int | None:
    """[1.1 to 1.11] Points for a side to enter a hex from its neighbour, None where there is no way."""
    chart = world.charts.terrain
    if there not in world.ground:
        return None
    if movement == "river":
        major = [side for side, (kind, rank) in world.rivers.items() if kind == "major" and rank == 1]
        return chart.road if all(any(at in side for side in major) for at in (here, there)) else None
    movement = "horse" if movement == "light" else movement
    between = edge(here, there)
    link = world.links.get(between, "")
    cost = _ground(world, movement, mountaineer, there, link)
    if cost is None or snowed_up(world, movement, here, there):
        return None
    if between in world.rivers:
        kind, rank = world.rivers[between]
        spate = flooded(world, rank)
        if open_water(world, here, there) or (side, between) in world.guides:
            kind, spate = ("minor" if kind == "major" else ""), False
        if (link == "road" or strong(world, there)) and kind == "minor":
            kind = ""
        if kind:
            added = for_class(chart.sides[kind], movement, spate)
            if added is None:
                return None
            cost += added
    if world.crossings.get(between) == "pass" and link != "road":
        added = for_class(chart.sides["pass"], movement, False)
        if added is None:
            return None
        cost += added
    if link != "road":
        steps = abs(world.levels.get(there, 0) - world.levels.get(here, 0))
        cost += steps * (for_class(chart.sides["crest"], movement, False) or 0)
    return cost


def snowed_up(world: World, movement: str, here: Hex, there: Hex) -> bool:
    """[1.9] Whether snow closes the step: the passes, the high mountains, or ground to wheels."""
    between = edge(here, there)
    link = world.links.get(between, "")
    ground = world.charts.terrain.ground[world.ground[there]]
    over_pass = world.crossings.get(between) == "pass" and link != "road"
    if over_pass:
        return world.sky.drifts or (ground.drifts and movement == "wheeled" and world.sky.drifts)
    if link == "road" or strong(world, there):
        return False
    return (world.snow and ground.snowbound) or (world.sky.drifts and ground.drifts and movement == "wheeled")


def _ground(world: World, movement: str, mountaineer: bool, there: Hex, link: str) -> int | None:
    """[1.1, 1.2, 1.3, 1.6, 1.8] The ground alone."""
    chart = world.charts.terrain
    if link == "road" or strong(world, there):
        return chart.road
    ground = chart.ground[world.ground[there]]
    across = {"foot": ground.foot, "horse": ground.horse, "wheeled": ground.wheeled}[movement]
    if mountaineer and movement == "foot":
        across = ground.mountaineer_foot or across
    if mountaineer and movement == "horse":
        across = ground.mountaineer_horse or across
    if across and world.sky.mud:
        across += {"foot": ground.mud_foot, "horse": ground.mud_horse, "wheeled": ground.mud_wheeled}[movement]
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
    """[14.1] Whether a unit, not a leader, is in the lowest state of mind."""
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
            over_pass = world.crossings.get(side_of) == "pass" and world.links.get(side_of, "") != "road"
            wall = wall or (over_pass and world.sky.drifts)
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


def guards_at(world: World, at: Hex, side: str) -> int:
    """[3.8, 6.2] Men of a side on a hex who fight by themselves."""
    men = 0
    for unit in world.units:
        kind = row(world, unit)
        if unit.at == at and unit.side == side and (kind.attack or kind.machine_attack):
            men += unit.men
    return men


def room(world: World, unit: Man, at: Hex) -> bool:
    """[3.6, 16.6] Whether the hex has room for the unit."""
    scale = world.charts.terrain.scales["8km"]
    rough = world.charts.terrain.ground[world.ground[at]].rough
    return men_at(world, at, unit.side) + unit.men <= (scale.stacking_rough if rough else scale.stacking)


def points(world: World, unit: Man) -> int:
    """[3.7, 2.6, 18.1, 18.2] Points left: less for hunger, weather and blown horses, more for those who are driven."""
    wants, march = world.charts.supply.wants, world.charts.march
    movement = row(world, unit).movement
    whole = world.charts.terrain.scales["8km"].allowance[movement]
    whole = whole * wants[min(unit.hunger, len(wants) - 1)].points // 100
    whole = whole * world.sky.points.get("horse" if movement == "light" else movement, 100) // 100
    driven = {
        Pace.USUAL: 100,
        Pace.BLOWN: march.blown,
        Pace.FORCED: 100 + march.forced,
        Pace.GALLOP: 100 + march.forced,
    }
    return max(0, whole * driven[unit.pace] // 100 - unit.spent)


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
    """[16.3, 16.4, 16.5] What one step of a unit's march costs, None if it may not be made."""
    hard, soft = enemy_zones(world, unit.side)
    kind = row(world, unit)
    stops = hard | (soft if kind.movement == "wheeled" else set())
    chart = world.charts.terrain

    def step(here: Hex, there: Hex) -> int | None:
        others = [other for other in world.units if other.at == there and other.side != unit.side]
        prey = all(o.type in ("leader", "convoy") and at_war(world, unit.side, o.side) for o in others)
        lone = prey and bool(kind.attack or kind.machine_attack)
        if (here != unit.at and here in stops) or (others and not lone):
            return None
        if broken(world, unit) and there in hard | soft:
            return None
        paid = price(world, unit.side, kind.movement, "mountaineer" in kind.traits, here, there)
        if paid is None:
            return None
        paid += chart.zone_leave if here in hard | soft else 0
        return paid + (chart.zone_soft if there in soft - hard and kind.movement != "wheeled" else 0)

    return step


def reach(world: World, unit: Man) -> Mapping[Hex, int]:
    """[16.1, 16.2, 16.6, 16.7] The hexes a unit may march to, and their points."""
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


def length(world: World) -> int:
    """[8.1] How long a line of supply may be in this weather."""
    return min(world.charts.supply.reach, world.sky.reach or world.charts.supply.reach)


@lru_cache(5000)
def lines(world: World, side: str) -> tuple[dict[Hex, int], set[int]]:
    """[8.1, 8.2, 8.3, 8.4, 2.6] Costs of the lines of a side within its reach, and the depots fed now, by number."""
    hard, soft = enemy_zones(world, side)
    friends = {unit.at for unit in world.units if unit.side == side}
    enemies = {unit.at for unit in world.units if at_war(world, side, unit.side)}
    shut = enemies | ((hard | soft) - friends)
    limit = length(world)

    def step(here: Hex, there: Hex) -> int | None:
        return None if there in shut else price(world, side, "wheeled", False, here, there)

    def within(sources: set[Hex]) -> dict[Hex, int]:
        return {at: cost for at, cost in cheapest(sources, step, world.ground).items() if cost <= limit}

    guarded = {
        n: town
        for n, town in enumerate(world.towns)
        if town.depot == side == town.holder
        and guards_at(world, town.at, side) >= world.charts.units.garrison_men
        and town.at not in shut
    }
    boats = {unit.at for unit in world.units if unit.side == side and "river" in row(world, unit).traits}
    landed = {at for owner, at in world.landings if owner == side and at in boats}
    springs = (landed | {at for owner, at in world.sources if owner == side}) - shut
    fed: set[int] = set()
    while joined := {n for n, t in guarded.items() if n not in fed and t.at in within(springs)}:
        fed |= joined
        springs |= {guarded[n].at for n in joined}
    lasting = {t.at for t in guarded.values() if world.turn - t.fed <= world.charts.supply.depot_feeds}
    return within(springs | lasting), fed


def living(world: World, unit: Man) -> str:
    """[8.1, 8.5, 10.1] What a unit lives on: nothing, a line of supply, or the land."""
    kind = row(world, unit)
    if {"leader", "convoy", "river"} & kind.traits:
        return "nothing"
    return "line" if {"regular", "bombard"} & kind.traits or kind.movement == "wheeled" else "land"


def supplied(world: World, unit: Man) -> bool:
    """[8.1, 10.1, 10.4, 12.3] Whether the unit would pass a check of bread."""
    lives = living(world, unit)
    if lives == "nothing":
        return True
    if lives == "line":
        return unit.at in lines(world, unit.side)[0]
    near = [at for side in world.frontier for at in side]
    near += [t.at for t in world.towns if t.holder == unit.side and t.kind in ("town", "fort")]
    steps = rings(near, FIELD)
    armed = steps.get(unit.at, 99) <= world.charts.supply.cartridges
    return armed and world.units.index(unit) not in harvest(world)


FIELD = [(column, line) for column in range(7) for line in range(7)]
"""Every hex of the field, ground or not."""


def feeds(world: World, at: Hex) -> int:
    """[10.2, 10.6] The mouths that a hex feeds in a turn."""
    table = world.charts.supply.forage["8km"][world.season]
    whole = table[world.ground[at]] + (table["town"] if strong(world, at) else 0)
    return whole // (1, 2, 4)[world.grazed.get(at, 0)]


@lru_cache(5000)
def harvest(world: World) -> dict[int, int]:
    """[10.3, 10.4, 10.5] Mouths not filled, by number of the unit.

    Each finds as much as it can without taking from those before it: on its own hex, then on all its fields, first of
    half of what the hexes have, then of all.
    """
    mouths = {
        number: unit.men * world.charts.supply.mouths[row(world, unit).movement]
        for number, unit in enumerate(world.units)
        if living(world, unit) == "land" and unit.men
    }
    home = {number: [world.units[number].at] for number in mouths}
    fields = {number: [world.units[number].at, *pastures(world, world.units[number])] for number in mouths}
    half = {at: feeds(world, at) * world.charts.supply.grazing_share // 100 for at in world.ground}
    whole = {at: feeds(world, at) for at in world.ground}
    fed = dict.fromkeys(mouths, 0)
    for where, numbers in ((home, half), (fields, half), (fields, whole)):
        for number in mouths:
            others = {n: found for n, found in fed.items() if n != number}
            fed[number] = placed({**others, number: mouths[number]}, where, numbers) - sum(others.values())
    return {number: mouths[number] - found for number, found in fed.items() if found < mouths[number]}


def placed(wanted: Mapping[int, int], where: Mapping[int, list[Hex]], numbers: Mapping[Hex, int]) -> int:
    """The most mouths that can be filled at once: put them down, and shift them as long as that makes room."""
    table: dict[tuple[int, Hex], int] = {}
    left = dict(numbers)

    def seat(number: int, most: int, tried: set[Hex]) -> int:
        for at in where[number]:
            if at in tried:
                continue
            tried.add(at)
            found = min(most, left[at])
            left[at] -= found
            for guest in wanted if not found else ():
                found = seat(guest, min(most, table.get((guest, at), 0)), tried) if table.get((guest, at)) else 0
                if found:
                    table[guest, at] -= found
                    break
            if found:
                table[number, at] = table.get((number, at), 0) + found
                return found
        return 0

    filled = 0
    for number, mouths in wanted.items():
        while mouths and (found := seat(number, mouths, set())):
            mouths -= found
            filled += found
    return filled


def pastures(world: World, unit: Man) -> list[Hex]:
    """[10.4] The hexes beside a unit on which it may forage."""
    hard, soft = enemy_zones(world, unit.side)
    friends = {other.at for other in world.units if other.side == unit.side}
    enemies = {other.at for other in world.units if at_war(world, unit.side, other.side)}
    shut = enemies | ((hard | soft) - friends)
    kind = row(world, unit)
    return [
        there
        for there in around(unit.at)
        if there not in shut
        and price(world, unit.side, kind.movement, "mountaineer" in kind.traits, unit.at, there) is not None
    ]


def sees(world: World, unit: Man) -> set[Hex]:
    """[4.1, 4.2] The hexes that a unit sees."""
    chart, kind = world.charts.sight, row(world, unit)
    far = chart.range["8km"][kind.movement] + (chart.scout if "scout" in kind.traits else 0) - world.sky.sight
    steps = rings([unit.at], FIELD)
    found = set()
    for at, ground in world.ground.items():
        within = 1 if world.dark else max(1, far - chart.conceal[ground])
        if steps[at] <= within:
            found.add(at)
    return found


def visible(world: World, side: str) -> set[Hex]:
    """[4.1, 4.2, 4.3] The hexes that a side sees."""
    found = set().union(*(sees(world, unit) for unit in world.units if unit.side == side))
    for town in world.towns:
        friendly = {-1: "red", 0: "", 1: "enver"}[(town.loyalty > 0) - (town.loyalty < 0)] == side
        tells = town.holder == side or (friendly and not at_war(world, side, town.holder))
        if tells and town.kind in ("town", "fort", "village"):
            steps = rings([town.at], FIELD)
            found |= {at for at in world.ground if steps[at] <= world.charts.sight.places}
    return found


def known(world: World, side: str) -> World:
    """[4.4] The world as a side knows it: of others, those in sight alone.  Numbers of units do not stay."""
    sight = visible(world, side)
    return replace(world, units=tuple(u for u in world.units if u.side == side or u.at in sight))
