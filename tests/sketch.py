"""A position from a picture: ASCII hex maps turned into states, so that a test of a rule is a drawing.

Columns of the drawing are columns of the map, odd ones a line lower.  Each hex is two characters, the ground and
who stands there; columns are two characters wide, so the text of a map with three columns and two rows is

    .A  .
      .   m
    h   .B
      .   .

Ground: `.` steppe, `i` irrigated, `h` hills, `b` broken (foothills), `t` tugai, `m` mountain, `^` high, `#` no ground
(left out where it is drawn back), `T` a town on steppe, `F` a fort, `V` a village.  The second character is a letter
that names a unit of the test.
"""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from game import library, paths
from game.hexes import NO_CELL, Cell, Grid
from game.model.board import Board, Crossing, Hexside, Place, River, both
from game.model.bonds import Bonds, Holding, Pasture, Realm, Sky, Tally
from game.model.calendar import Calendar
from game.model.charts import Charts
from game.model.dice import Dice, Scripted
from game.model.forces import Forces, Pace, Posture, Status, Unit
from game.model.scenario import (
    Draw,
    Exit,
    Faction,
    Flow,
    Landing,
    LineOfWorks,
    Scenario,
    Side,
    Spate,
    Spell,
    Stores,
    Supplier,
    UnitSpec,
    Victory,
    Works,
)
from game.model.scouting import Scouting
from game.model.state import State
from game.rules import weather

GROUND = {
    ".": "steppe",
    "i": "irrigated",
    "h": "hills",
    "b": "broken",
    "t": "tugai",
    "m": "mountain",
    "^": "high",
    "T": "steppe",
    "F": "steppe",
    "V": "steppe",
    "#": "",
}


MAY = datetime(1922, 5, 12)
"""When a sketch begins unless the test says otherwise."""


@cache
def charts() -> Charts:
    """The charts the game ships."""
    return library.charts(paths.assets() / "rules")


@dataclass(frozen=True)
class Counter:
    """What a letter of the picture stands for."""

    type: str = "band_horse"
    side: str = "enver"
    men: int = 400
    guns: int = 0
    mgs: int = 0
    morale: int | None = None
    hunger: int = 0
    posture: Posture = Posture.STAND
    dug_in: bool = False
    faction: str = ""
    spent: int = 0
    radius: int = 0
    start_men: int | None = None
    mortal: bool = True
    dummy: bool = False
    pace: Pace = Pace.USUAL


@dataclass(frozen=True)
class Sketch:
    """A picture made into a state; hexes are named by the letters that stand on them or by (column, row)."""

    state: State
    letters: Mapping[str, int]

    def n(self, letter: str) -> int:
        """The number of the unit with this letter."""
        return self.letters[letter]

    def unit(self, letter: str) -> Unit:
        """The unit with this letter."""
        return self.state.unit(self.letters[letter])

    def at(self, column: int, row: int) -> Cell:
        """The cell at a column and row."""
        return self.state.scenario.board.grid.cell(column, row)

    def picture(self, cells: int) -> str:
        """The map with `x` on the cells of a set and `.` elsewhere, in the layout of a sketch."""
        grid = self.state.scenario.board.grid
        lines = [[" "] * (2 * grid.width) for _ in range(2 * grid.height + 1)]
        for column in range(grid.width):
            for row in range(grid.height):
                cell = grid.cell(column, row)
                mark = "x" if cells >> cell & 1 else "." if self.state.scenario.board.ground >> cell & 1 else " "
                lines[2 * row + column % 2][2 * column] = mark
        return "\n".join("".join(line).rstrip() for line in lines).rstrip("\n")


def sketch(
    picture: str,
    counters: Mapping[str, Counter] | None = None,
    *,
    rivers: Mapping[tuple[int, int, int], str] | None = None,
    crossings: Mapping[tuple[int, int, int], str] | None = None,
    links: Mapping[str, tuple[tuple[int, int], ...]] | None = None,
    dice: tuple[int, ...] = (),
    acting: str = "enver",
    spate: str = "",
    held: Mapping[str, str] | None = None,
    works: Mapping[tuple[int, int], tuple[int, int] | tuple[tuple[int, int], ...]] | None = None,
    suppliers: Mapping[str, tuple[int, int]] | None = None,
    victory: Victory | None = None,
    loyalty: int = 1,
    homes: Mapping[str, tuple[tuple[int, int], ...]] | None = None,
    turns: int = 8,
    real_dice: Dice | None = None,
    purse: int = 6,
    weather_now: str = "fair",
    scale: str = "8km",
    start: datetime = MAY,
    days: int = 4,
    stores: Mapping[str, int] | None = None,
    landings: Mapping[str, tuple[int, int]] | None = None,
    fog: bool = False,
    snow: bool = False,
    light: str = "day",
    turn: int = 1,
    order: tuple[str, ...] = ("enver", "lokai", "red"),
    levels: Mapping[tuple[int, int], int] | None = None,
    exits: Mapping[str, tuple[int, int]] | None = None,
    draws: tuple[Draw, ...] = (),
    spells: tuple[Spell, ...] = (),
    pasture: Pasture = Pasture(),  # noqa: B008 - frozen
    flows: Mapping[str, tuple[Flow, ...]] | None = None,
) -> Sketch:
    """Make a state from a picture.

    `rivers` and `crossings` are keyed (column, row, direction); `links` gives chains of hexes by kind (`road`, `road2`,
    `track`); `works` (shift, men), or several such lines, `suppliers`, `landings` and `exits` (by side) by hex,
    `levels` too; towns are named t0, t1 in reading order, villages v0, v1; `stores` are by town.
    """
    rows = picture.strip("\n").splitlines()
    width = max(len(line) + 2 for line in rows) // 2
    marks: dict[tuple[int, int], tuple[str, str]] = {}
    for y, line in enumerate(rows):
        for x in range(0, len(line), 2):
            column = x // 2
            if line[x] != " " and y % 2 == column % 2:
                marks[column, y // 2] = (line[x], line[x + 1 : x + 2].strip())
    width = max(c for c, _ in marks) + 1
    grid = Grid(width, max(r for _, r in marks) + 1)
    terrain = [""] * grid.size
    towns: list[Place] = []
    hamlets: list[Place] = []
    for (column, row), (ground, _) in sorted(marks.items(), key=lambda item: (item[0][1], item[0][0])):
        cell = grid.cell(column, row)
        terrain[cell] = GROUND[ground]
        if ground in "TF":
            kind = "town" if ground == "T" else "fort"
            towns.append(Place(f"t{len(towns)}", f"Town {len(towns)}", cell, kind, 1, loyalty))
        elif ground == "V":
            hamlets.append(Place(f"v{len(hamlets)}", f"Village {len(hamlets)}", cell, "village", 3, loyalty))
    corners = [Place(f"w{n}", f"Works {n}", grid.cell(*at), "camp") for n, at in enumerate(works or {})]
    corners += [
        Place(f"s{n}", f"Source {n}", grid.cell(*at), "camp") for n, at in enumerate((suppliers or {}).values())
    ]
    corners += [
        Place(f"l{n}", f"Landing {n}", grid.cell(*at), "camp") for n, at in enumerate((landings or {}).values())
    ]
    corners += [Place(f"x{n}", f"Exit {n}", grid.cell(*at), "camp") for n, at in enumerate((exits or {}).values())]
    heights = [0] * grid.size
    for at, level in (levels or {}).items():
        heights[grid.cell(*at)] = level
    board = Board(
        grid,
        int(scale[0]),
        tuple(terrain),
        rivers={s: River(kind, "River", 1 if kind == "major" else 3) for s, kind in _sides(grid, rivers or {})},
        crossings={s: Crossing(kind) for s, kind in _sides(grid, crossings or {})},
        links=_links(grid, links or {}),
        places=(*towns, *hamlets, *corners),
        regions={name: sum(1 << grid.cell(*at) for at in cells) for name, cells in (homes or {}).items()},
        levels=tuple(heights) if levels else (),
    )
    counters = counters or {}
    letters = sorted(letter for _, letter in marks.values() if letter)
    specs = tuple(
        UnitSpec(
            letter,
            f"Unit {letter}",
            counters[letter].side,
            counters[letter].faction,
            counters[letter].type,
            counters[letter].start_men or counters[letter].men,
            counters[letter].guns,
            counters[letter].mgs,
            "",
            1,
            radius=counters[letter].radius,
            mortal=counters[letter].mortal,
            dummy=counters[letter].dummy,
        )
        for letter in letters
    )
    sides = tuple(Side(s, s, purse=purse, flows=(flows or {}).get(s, ())) for s in ("red", "enver", "lokai"))
    factions = sorted({c.faction for c in counters.values() if c.faction})
    scenario = Scenario(
        id="sketch",
        title="Sketch",
        board=board,
        charts=charts(),
        calendar=Calendar(start, turns, days * 1440),
        scale=scale,
        order=order,
        sides=sides,
        factions=tuple(
            Faction(
                f,
                f,
                chief=next((x for x in letters if counters[x].faction == f and counters[x].radius), ""),
                home=f if f in (homes or {}) else "",
            )
            for f in factions
        ),
        units=specs,
        hostile=(("red", "enver"),),
        victory=victory or Victory("enver", "red", 5, (9, 7, 4, 2)),
        works=tuple(Works(f"w{n}", _lines(lines)) for n, lines in enumerate((works or {}).values())),
        suppliers=tuple(Supplier(side, f"s{n}") for n, side in enumerate(suppliers or {})),
        held=dict(held or {}),
        landings=tuple(Landing(side, f"l{n}") for n, side in enumerate(landings or {})),
        exits=tuple(Exit(side, f"x{n}") for n, side in enumerate(exits or {})),
        draws=draws,
        spells=spells,
        stores=tuple(Stores(place, amount) for place, amount in (stores or {}).items()),
        spates=(Spate(1, turns, spate),) if spate else (),
        people=("red", "enver"),
    )
    season = weather.season(scenario, 1).name
    where = {letter: grid.cell(*at) for at, (_, letter) in marks.items() if letter}
    state = State(
        scenario,
        turn,
        scenario.order.index(acting),
        Forces(tuple(_stood(n, counters[x], where[x]) for n, x in enumerate(letters))),
        Realm(tuple(Holding((held or {}).get(p.id, ""), stores=(stores or {}).get(p.id, 0)) for p in board.places)),
        Bonds(
            tuple(purse for _ in sides),
            tuple(10 for _ in factions),
            (("enver", "red"), ("red", "enver")),
            tuple(0 for _ in sides),
        ),
        Sky(spate, weather_now, light, season, snow),
        pasture,
        Scouting(fog, tuple(() for _ in sides)),
        Tally(0, (0, 0, 0), (), tuple(0 for _ in scenario.victory.sudden)),
        (),
        real_dice or Scripted(dice),
    )
    return Sketch(state, {letter: n for n, letter in enumerate(letters)})


def _lines(told: tuple[int, int] | tuple[tuple[int, int], ...]) -> tuple[LineOfWorks, ...]:
    pairs = (told,) if isinstance(told[0], int) else told
    return tuple(LineOfWorks(shift, men) for shift, men in pairs)


def _stood(number: int, c: Counter, cell: Cell) -> Unit:
    morale = charts().units.types[c.type].morale if c.morale is None else c.morale
    men, guns, mgs = (0, 0, 0) if c.dummy else (c.men, c.guns, c.mgs)
    return Unit(
        number, c.side, cell, Status.FIELD, men, guns, mgs, morale, c.hunger, c.posture, c.dug_in, c.spent,
        pace=c.pace, dummy=c.dummy,
    )  # fmt: skip


def _sides(grid: Grid, named: Mapping[tuple[int, int, int], str]) -> list[tuple[Hexside, str]]:
    return [(s, kind) for (c, r, d), kind in named.items() for s in both((grid.cell(c, r), d), grid)]


def _links(grid: Grid, chains: Mapping[str, tuple[tuple[int, int], ...]]) -> dict[Hexside, str]:
    found: dict[Hexside, str] = {}
    for kind, chain in chains.items():
        cells = [grid.cell(*at) for at in chain]
        for here, there in itertools.pairwise(cells):
            for s in both((here, grid.direction(here, there)), grid):
                found[s] = kind.rstrip("0123456789")
    return found


__all__ = ["NO_CELL", "Counter", "Sketch", "charts", "sketch"]
