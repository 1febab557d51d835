"""Small random positions as plain data: hexes are columns and rows, hexsides pairs of them.

The board is a hexagon of radius 3 in a field of 7 by 7, so that it can be turned and mirrored; what the data say is
made into a State here, and judged a second time by the tests in their own words.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from game.hexes import Cell, Grid, set_of
from game.model.board import Board, Crossing, Hexside, Place, River, both
from game.model.bonds import Bonds, Ford, Holding, Pasture, Realm, Sky, Tally
from game.model.calendar import Calendar
from game.model.charts import Charts, Weather
from game.model.dice import Seeded
from game.model.forces import Forces, Pace, Posture, Status, Unit
from game.model.scenario import Faction, Landing, LineOfWorks, Scenario, Side, Supplier, UnitSpec, Victory, Works
from game.model.scouting import Scouting
from game.model.state import State
from tests.hexes.plain import Hex, around
from tests.sketch import charts

SIDES = ("red", "enver", "lokai")
CENTRE: Hex = (3, 3)
RADIUS = 3
GRID = Grid(7, 7)
Edge = tuple[Hex, Hex]
"""A hexside: the two hexes it parts, the smaller first."""


def edge(one: Hex, other: Hex) -> Edge:
    """The hexside between two hexes."""
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True)
class Town:
    """A named hex: town, fort, village or works, who holds it, whose depot is there since when it was last fed, and
    whom its people favour."""

    at: Hex
    kind: str
    holder: str = ""
    depot: str = ""
    fed: int = 0
    works: tuple[int, int, str] | None = None
    loyalty: int = 0


@dataclass(frozen=True)
class Man:
    """A unit of a small world."""

    at: Hex
    side: str
    type: str
    men: int
    guns: int
    mgs: int
    first: int
    morale: int
    hunger: int
    posture: Posture
    dug_in: bool
    spent: int
    fought: bool
    faction: str
    pace: Pace = Pace.USUAL


@dataclass(frozen=True, eq=False)
class World:
    """A position in plain data.

    `levels` are heights by hex, empty on most boards; `guides` are (side, hexside) of fords held open; `grazed` is by
    how many steps a hex is grazed; `landings` are (side, bank).
    """

    turn: int
    acting: str
    spate: str
    weather: str
    dark: bool
    season: str
    snow: bool
    levels: Mapping[Hex, int]
    guides: tuple[tuple[str, Edge], ...]
    grazed: Mapping[Hex, int]
    landings: tuple[tuple[str, Hex], ...]
    ground: Mapping[Hex, str]
    rivers: Mapping[Edge, tuple[str, int]]
    crossings: Mapping[Edge, str]
    links: Mapping[Edge, str]
    frontier: tuple[Edge, ...]
    towns: tuple[Town, ...]
    sources: tuple[tuple[str, Hex], ...]
    units: tuple[Man, ...]
    hostile: tuple[tuple[str, str], ...]
    reach: int
    cartridges: int

    @cached_property
    def charts(self) -> Charts:
        """The game's charts with distances that suit a small board."""
        usual = charts()
        return replace(usual, supply=replace(usual.supply, reach=self.reach, cartridges=self.cartridges))

    @cached_property
    def sky(self) -> Weather:
        """The row of the chart for the weather."""
        return self.charts.weather.weathers[self.weather]


def axial(at: Hex) -> Hex:
    """Column and slanted row, counted from the centre."""
    column, row = at
    return column - CENTRE[0], row - (column - column % 2) // 2 - (CENTRE[1] - (CENTRE[0] - CENTRE[0] % 2) // 2)


def offset(at: Hex) -> Hex:
    """The column and row of a place counted from the centre."""
    column = at[0] + CENTRE[0]
    return column, at[1] + (CENTRE[1] - (CENTRE[0] - CENTRE[0] % 2) // 2) + (column - column % 2) // 2


HEXAGON: tuple[Hex, ...] = tuple(
    sorted(
        offset((q, r))
        for q in range(-RADIUS, RADIUS + 1)
        for r in range(-RADIUS, RADIUS + 1)
        if abs(q + r) <= RADIUS
    )
)  # fmt: skip


def turned(at: Hex) -> Hex:
    """The hex after a turn of the board by 60 degrees clockwise."""
    q, r = axial(at)
    return offset((-r, q + r))


def mirrored(at: Hex) -> Hex:
    """The hex in a mirror that swaps east and west."""
    q, r = axial(at)
    return offset((-q, q + r))


def moved(world: World, to: Callable[[Hex], Hex]) -> World:
    """The whole world turned or mirrored."""

    def side(pair: Edge) -> Edge:
        return edge(to(pair[0]), to(pair[1]))

    return replace(
        world,
        levels={to(at): height for at, height in world.levels.items()},
        guides=tuple((owner, side(pair)) for owner, pair in world.guides),
        grazed={to(at): steps for at, steps in world.grazed.items()},
        landings=tuple((owner, to(at)) for owner, at in world.landings),
        ground={to(at): kind for at, kind in world.ground.items()},
        rivers={side(pair): river for pair, river in world.rivers.items()},
        crossings={side(pair): kind for pair, kind in world.crossings.items()},
        links={side(pair): kind for pair, kind in world.links.items()},
        frontier=tuple(side(pair) for pair in world.frontier),
        towns=tuple(replace(town, at=to(town.at)) for town in world.towns),
        sources=tuple((owner, to(at)) for owner, at in world.sources),
        units=tuple(replace(unit, at=to(unit.at)) for unit in world.units),
    )


GROUNDS = ("steppe", "irrigated", "hills", "broken", "tugai", "mountain", "high")
TYPES = (
    "rifle", "cavalry", "garrison", "militia", "battery", "armoured_car", "convoy", "flotilla", "guard_horse",
    "drilled_foot", "cadre", "band_horse", "band_foot", "leader",
)  # fmt: skip


def world_of(seed: int) -> World:
    """The small world of a seed."""
    chance = random.Random(seed)
    rough = chance.random()
    ground = {
        at: chance.choice(GROUNDS if chance.random() < rough else GROUNDS[:3])
        for at in HEXAGON
        if chance.random() > 0.04
    }
    land = sorted(ground)
    pairs = sorted({edge(at, there) for at in land for there in around(at) if there in ground})
    wet = chance.uniform(0, 0.35)
    rivers = {p: (chance.choice(("minor", "major")), chance.randint(1, 3)) for p in pairs if chance.random() < wet}
    crossings = {
        p: chance.choice(("bridge", "ford", "ferry")) if p in rivers else "pass"
        for p in pairs
        if chance.random() < (0.4 if p in rivers else 0.08)
    }
    towns = _towns(chance, land)
    hostile: tuple[tuple[str, str], ...] = (("red", "enver"),)
    if chance.random() < 0.3:
        hostile = (*hostile, ("lokai", "enver"))
    hilly = chance.random() < 0.25
    return World(
        turn=4,
        acting=chance.choice(("red", "enver")),
        spate=chance.choice(("", "great", "all")),
        weather=chance.choice(("fair", "fair", *sorted(charts().weather.weathers))),
        dark=chance.random() < 0.15,
        season=chance.choice(sorted(charts().supply.forage["8km"])),
        snow=chance.random() < 0.4,
        levels={at: chance.randint(0, 2) for at in land} if hilly else {},
        guides=tuple((chance.choice(("red", "enver")), p) for p in rivers if chance.random() < 0.1),
        grazed={at: chance.choice((1, 2)) for at in land if chance.random() < 0.3},
        landings=tuple((chance.choice(("red", "enver")), chance.choice(land)) for _ in range(chance.randint(0, 2))),
        ground=ground,
        rivers=rivers,
        crossings=crossings,
        links=_ways(chance, ground),
        frontier=tuple(p for p in pairs if chance.random() < 0.01),
        towns=towns,
        sources=tuple(
            (chance.choice(("red", "red", "enver")), chance.choice(land)) for _ in range(chance.randint(0, 3))
        ),
        units=_units(chance, land, towns),
        hostile=hostile,
        reach=chance.choice((9, 14, 28)),
        cartridges=chance.choice((1, 2, 12)),
    )


def _ways(chance: random.Random, ground: Mapping[Hex, str]) -> dict[Edge, str]:
    """Roads and tracks that wander over the board."""
    links: dict[Edge, str] = {}
    for kind in ("track", "track", "road", "road"):
        at = chance.choice(sorted(ground))
        for _ in range(chance.randint(0, 6)):
            there = chance.choice(around(at))
            if there in ground:
                links[edge(at, there)] = kind
                at = there
    return links


def _towns(chance: random.Random, land: list[Hex]) -> tuple[Town, ...]:
    found = []
    for at in chance.sample(land, min(len(land), chance.randint(0, 5))):
        kind = chance.choice(("town", "town", "fort", "village", "camp"))
        holder = chance.choice(("red", "red", "enver", "")) if kind in ("town", "fort") else ""
        depot = holder if chance.random() < 0.7 else ""
        works = (-chance.randint(1, 3), chance.choice((50, 200, 400)), chance.choice(("", "red", "enver")))
        manned = works if chance.random() < 0.4 else None
        loyalty = chance.choice((0, 0, -1, -2, 1, 2))
        found.append(Town(at, kind, holder, depot, chance.randint(0, 4) if depot else 0, manned, loyalty))
    return tuple(found)


def _units(chance: random.Random, land: list[Hex], towns: tuple[Town, ...]) -> tuple[Man, ...]:
    """Some units of all sides, no two sides on a hex."""
    owners: dict[Hex, str] = {}
    units = []
    posts = [(t.depot, t.at, "garrison") for t in towns if t.depot and chance.random() < 0.7]
    for _ in range(chance.randint(2, 14)):
        side = chance.choice(("red", "red", "red", "enver", "enver", "enver", "lokai"))
        joined = [town.at for town in towns] + [at for _, at, _ in posts]
        beside = [there for at in joined for there in around(at) if there in land]
        at = chance.choice(chance.choice((joined, beside, beside, land)) or land)
        posts.append((side, at, chance.choice(TYPES)))
    for side, at, kind in posts:
        if owners.setdefault(at, side) != side:
            continue
        men = 0 if kind == "leader" else chance.choice((30, 60, 150, 400, 400, 800, 1300, 1900))
        crewed = kind in ("battery", "flotilla")
        units.append(
            Man(
                at,
                side,
                kind,
                men,
                chance.randint(1, 4) if crewed else chance.choice((0, 0, 1)) if men else 0,
                chance.choice((0, 0, 2)) if men else 0,
                men * chance.choice((1, 1, 4)),
                10 if kind == "leader" else chance.choice((1, 3, 5, 7, 8, 8)),
                chance.choice((0, 0, 0, 1, 2, 3)),
                chance.choice((Posture.STAND, Posture.EVADE, Posture.EVADE, Posture.LAST)),
                chance.random() < 0.2,
                chance.choice((0, 0, 0, 1, 5)),
                chance.random() < 0.1,
                chance.choice(("", "own", "hills")) if side == "enver" else "",
                chance.choice((*Pace, Pace.USUAL, Pace.USUAL, Pace.USUAL)),
            )
        )
    return tuple(units)


def state_of(world: World) -> State:
    """The world as a state of the game."""
    terrain = [""] * GRID.size
    for at, kind in world.ground.items():
        terrain[cell(at)] = kind
    levels = [0] * GRID.size
    for at, height in world.levels.items():
        levels[cell(at)] = height
    places = [Place(f"p{n}", f"Place {n}", cell(t.at), t.kind, loyalty=t.loyalty) for n, t in enumerate(world.towns)]
    springs = [Place(f"s{n}", f"Source {n}", cell(at), "entry") for n, (_, at) in enumerate(world.sources)]
    springs += [Place(f"l{n}", f"Landing {n}", cell(at), "entry") for n, (_, at) in enumerate(world.landings)]
    board = Board(
        GRID,
        8,
        tuple(terrain),
        rivers={s: River(kind, "", rank) for p, (kind, rank) in world.rivers.items() for s in names(p)},
        crossings={s: Crossing(kind) for p, kind in world.crossings.items() for s in names(p)},
        links={s: kind for p, kind in world.links.items() for s in names(p)},
        frontier=frozenset(s for p in world.frontier for s in names(p)),
        places=tuple(places),
        entries=tuple(springs),
        levels=tuple(levels) if world.levels else (),
    )
    specs = tuple(
        UnitSpec(f"u{n}", f"Unit {n}", u.side, u.faction, u.type, u.first, u.guns, u.mgs, "", 1,
                 radius=1 if u.type == "leader" else 0)
        for n, u in enumerate(world.units)
    )  # fmt: skip
    chiefs = {u.faction: f"u{n}" for n, u in enumerate(world.units) if u.faction and u.type == "leader"}
    scenario = Scenario(
        id="small",
        title="Small",
        board=board,
        charts=world.charts,
        calendar=Calendar(datetime(1922, 5, 12), 8, 4 * 1440),
        scale="8km",
        order=("enver", "lokai", "red"),
        sides=tuple(Side(side, side) for side in SIDES),
        factions=(Faction("own", "Own", chiefs.get("own", "")),
                  Faction("hills", "Hills", chiefs.get("hills", ""), home="hills")),
        units=specs,
        hostile=world.hostile,
        victory=Victory("enver", "red", 5, (9, 7, 4, 2)),
        works=tuple(
            Works(f"p{n}", (LineOfWorks(*t.works[:2]),), t.works[2]) for n, t in enumerate(world.towns) if t.works
        ),
        suppliers=tuple(Supplier(side, f"edge:s{n}") for n, (side, _) in enumerate(world.sources)),
        landings=tuple(Landing(side, f"edge:l{n}") for n, (side, _) in enumerate(world.landings)),
        people=("red", "enver"),
    )  # fmt: skip
    return State(
        scenario,
        world.turn,
        scenario.order.index(world.acting),
        Forces(tuple(_stood(n, u) for n, u in enumerate(world.units))),
        Realm(tuple(Holding(t.holder, 0, t.depot, t.fed) for t in world.towns)),
        Bonds((6, 6, 6), (10, 10), tuple(sorted({*world.hostile, *((b, a) for a, b in world.hostile)})), (0, 0, 0)),
        _sky(world),
        Pasture(0, *(set_of(cell(at) for at, steps in world.grazed.items() if steps == n) for n in (1, 2))),
        Scouting(False, ((), (), ())),
        Tally(0, (0, 0, 0)),
        (),
        Seeded(1),
    )


def _sky(world: World) -> Sky:
    fords = tuple(Ford(side, *names(pair)[0], world.turn) for side, pair in world.guides)
    return Sky(world.spate, world.weather, "dark" if world.dark else "day", world.season, world.snow, fords)


def cell(at: Hex) -> Cell:
    """The cell of a hex."""
    return GRID.cell(*at)


def names(pair: Edge) -> tuple[Hexside, ...]:
    """Both names of a hexside on the board."""
    return both((cell(pair[0]), around(pair[0]).index(pair[1])), GRID)


def _stood(number: int, u: Man) -> Unit:
    return Unit(
        number, u.side, cell(u.at), Status.FIELD, u.men, u.guns, u.mgs, u.morale, u.hunger, u.posture, u.dug_in,
        u.spent, u.fought, pace=u.pace,
    )  # fmt: skip
