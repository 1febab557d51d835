"""What a scenario file may say: one record a table, with the bounds of every number and the choices of every word."""

import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

Count = Annotated[int, Meta(ge=0, le=100_000)]
Turn = Annotated[int, Meta(ge=0, le=999)]
Percent = Annotated[int, Meta(ge=0, le=10)]
Hexes = Annotated[int, Meta(ge=0, le=99)]
Grade = Annotated[int, Meta(ge=-2, le=2)]


ChartName = Literal[
    "terrain", "weather", "sight", "march", "units", "combat", "supply", "morale", "command", "cohesion"
]


class CalendarTable(Struct, frozen=True, forbid_unknown_fields=True):
    """When the game begins and how long a turn is: `days` or `minutes`, one of the two."""

    start: datetime.date
    turns: Annotated[int, Meta(ge=1, le=999)]
    days: Annotated[int, Meta(ge=0, le=366)] = 0
    minutes: Annotated[int, Meta(ge=0, le=100_000)] = 0


class FlowTable(Struct, frozen=True, forbid_unknown_fields=True):
    """What moves the purse of a side, and where its number comes from."""

    kind: Literal["victory", "convoy", "place", "place_lost", "retreat", "rout", "losses", "wiped"]
    by: Annotated[int, Meta(ge=-99, le=99)]
    men: Count = 0
    places: tuple[str, ...] = ()
    per: Count = 0
    type: str = ""
    trait: str = ""
    source: str = ""
    confidence: Literal["high", "fair", "estimate"] = "estimate"


class SideTable(Struct, frozen=True, forbid_unknown_fields=True):
    """A side."""

    id: str
    name: str
    seat: Literal["person", "automaton"] = "person"
    ink: str = "red"
    emblem: str = "star"
    currency: str = ""
    purse: Count = 0
    most: Count = 12
    income: tuple[int, int] = (0, 0)
    recall: tuple[str, ...] = ()
    flows: tuple[FlowTable, ...] = ()


class FactionTable(Struct, frozen=True, forbid_unknown_fields=True):
    """A faction."""

    id: str
    name: str
    chief: str = ""
    home: str = ""
    rivals: tuple[str, ...] = ()
    cohesion: Percent = 10
    ceiling: Percent = 10
    tested: bool = False
    envy: Percent = 0
    jealousy: Annotated[int, Meta(ge=-9, le=9)] = 0
    leaves: Literal["", "home", "terms"] = ""


class TrainingTable(Struct, frozen=True, forbid_unknown_fields=True):
    """How a side drills bands into regiments."""

    side: str
    faction: str
    men: Count
    units: tuple[str, ...]
    cadre: str = "cadre"
    regiment: Annotated[int, Meta(ge=1, le=9)] = 1


class UnitTable(Struct, frozen=True, forbid_unknown_fields=True):
    """A unit; `turn` 0 keeps it in the pool.  The last four keys say where its number comes from."""

    id: str
    name: str
    side: str
    type: str
    men: Count
    start: str
    turn: Turn
    faction: str = ""
    guns: Count = 0
    mgs: Count = 0
    if_held: str = ""
    radius: Annotated[int, Meta(ge=0, le=9)] = 0
    mortal: bool = True
    among: tuple[str, ...] = ()
    dummy: bool = False
    heir: str = ""
    source: str = ""
    confidence: Literal["high", "fair", "estimate"] = "estimate"
    low: Count | None = None
    high: Count | None = None


class LineTable(Struct, frozen=True, forbid_unknown_fields=True):
    """A line of works."""

    shift: Annotated[int, Meta(ge=-6, le=0)]
    men: Count
    name: str = ""


class WorksTable(Struct, frozen=True, forbid_unknown_fields=True):
    """Prepared defences: `lines`, the outermost first, or `shift` and `men` of the only one."""

    at: str
    side: str = ""
    shift: Annotated[int, Meta(ge=-6, le=0)] | None = None
    men: Count | None = None
    lines: tuple[LineTable, ...] = ()


class SupplierTable(Struct, frozen=True, forbid_unknown_fields=True):
    """A source of supply, a depot, a landing or a way off the map."""

    side: str
    at: str


class SpateTable(Struct, frozen=True, forbid_unknown_fields=True):
    """A time of high water."""

    first: Turn
    last: Turn
    rivers: Literal["great", "all"]


class SpellTable(Struct, frozen=True, forbid_unknown_fields=True):
    """A weather or a light that the calendar sets."""

    first: Turn
    last: Turn
    weather: str = ""
    light: Literal["", "day", "dark"] = ""


class DrawTable(Struct, frozen=True, forbid_unknown_fields=True):
    """Weather by the dice: pairs of least throw and weather."""

    first: Turn
    last: Turn
    every: Annotated[int, Meta(ge=1, le=99)]
    table: tuple[tuple[int, str], ...]


class StoresTable(Struct, frozen=True, forbid_unknown_fields=True):
    """Bread in a place, and where its number comes from."""

    at: str
    amount: Count
    source: str = ""
    confidence: Literal["high", "fair", "estimate"] = "estimate"


class AwardTable(Struct, frozen=True, forbid_unknown_fields=True):
    """A way to score."""

    kind: Literal[
        "hold", "take", "falls", "holding", "losses", "guns", "cohesion", "standing", "leader", "leader_lost", "escaped"
    ]
    points: int
    place: str = ""
    side: str = ""
    turn: Turn = 0
    per: Count = 0
    faction: str = ""
    least: Percent = 0
    leader: str = ""
    men: Count = 0
    most: Percent = 10
    step: Count = 0
    at: tuple[str, ...] = ()
    type: str = ""
    trait: str = ""
    units: tuple[str, ...] = ()


class DeadlineTable(Struct, frozen=True, forbid_unknown_fields=True):
    """A date set by a side's masters."""

    side: str
    turn: Annotated[int, Meta(ge=1, le=999)]
    place: str = ""
    road: tuple[str, ...] = ()
    reward: Count = 2


class SuddenTable(Struct, frozen=True, forbid_unknown_fields=True):
    """An end before time."""

    id: str
    winner: str = ""
    grade: Grade = 0
    held: tuple[tuple[str, str], ...] = ()
    hostile: tuple[str, str] | None = None
    fewer: tuple[str, int] | None = None
    leader: str = ""
    cut: tuple[str, ...] = ()
    turns: Annotated[int, Meta(ge=1, le=99)] = 1
    gone: tuple[str, Count] | None = None
    at: tuple[str, ...] = ()
    raised: tuple[str, Count, str, Hexes] | None = None
    sunk: tuple[str, Percent] | None = None
    delay: Annotated[int, Meta(ge=0, le=99)] = 0


class VictoryTable(Struct, frozen=True, forbid_unknown_fields=True):
    """How the game is counted."""

    side: str
    against: str
    par: int
    grades: tuple[int, int, int, int]
    awards: tuple[AwardTable, ...] = ()
    deadlines: tuple[DeadlineTable, ...] = ()
    sudden: tuple[SuddenTable, ...] = ()


class ScenarioFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A whole `scenario.toml`.  `charts` holds changes to the charts for this battle only, chart by chart."""

    scale: str
    order: tuple[str, ...]
    hostile: tuple[tuple[str, str], ...]
    calendar: CalendarTable
    sides: tuple[SideTable, ...]
    units: tuple[UnitTable, ...]
    victory: VictoryTable
    map: str = "map.tmx"
    people: tuple[str, str] = ("", "")
    factions: tuple[FactionTable, ...] = ()
    held: dict[str, str] = {}
    works: tuple[WorksTable, ...] = ()
    suppliers: tuple[SupplierTable, ...] = ()
    depots: tuple[SupplierTable, ...] = ()
    spates: tuple[SpateTable, ...] = ()
    spells: tuple[SpellTable, ...] = ()
    draws: tuple[DrawTable, ...] = ()
    landings: tuple[SupplierTable, ...] = ()
    stores: tuple[StoresTable, ...] = ()
    exits: tuple[SupplierTable, ...] = ()
    training: TrainingTable | None = None
    charts: dict[ChartName, dict[str, object]] = {}


class TextsFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A whole `texts.<lang>.toml`: title, summary, a briefing a side, and names in that tongue by id."""

    title: str
    summary: str = ""
    briefing: dict[str, str] = {}
    sides: dict[str, str] = {}
    factions: dict[str, str] = {}
    units: dict[str, str] = {}
    places: dict[str, str] = {}
