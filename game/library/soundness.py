"""What is wrong with a chart although each value is of its type: names that there are not, tables that do not rise."""

import datetime
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TypeAlias

from game.library.faults import unknown
from game.library.lines import Keys
from game.model.charts import Charts, Combat, Marches, Morale, Sight, Skies, Supply, Terrain, Units

Fault: TypeAlias = tuple[Keys, object, str]
"""Keys, the value, and what would be right."""

TRAITS = (
    *("regular", "drilled", "charge", "mountaineer", "bombard", "river", "convoy", "cadre", "leader", "mounted"),
    *("scout",),
)
CLASSES = ("foot", "horse", "light", "wheeled", "river")
MOVERS = ("foot", "horse", "wheeled", "river")
"""The classes as the sky knows them: light horse is horse."""
OUTCOMES = ("AX", "AR", "AS", "C", "DS", "DR", "DX")
NEEDED = {
    "shifts": (
        *("town", "minor", "major", "crest", "dug_in", "dug_in_drilled", "leader", "combined", "opposite"),
        *("opposite_three", "surprise", "ambush", "charge", "charge_1km", "failed_evasion", "drilled_storm"),
        "bombarded",
    ),
    "morale": ("AX", "AR", "DS", "DR", "DX", "step", "leader_lost", "victory"),
    "retreat_hexes": ("AX", "AR", "DR", "DR_mounted", "DX"),
    "lines": ("DR", "DX"),
}
"""Entries of the ladder's tables that the rules ask for by name."""
RATIONS = ("full", "half", "quarter")
FIRST_WEATHER = "fair"
"""The weather of a turn for which neither calendar nor dice say another."""


def alone(chart: object) -> Iterator[Fault]:
    """The faults of a chart that show without the others."""
    if isinstance(chart, Terrain):
        yield from _terrain(chart)
    elif isinstance(chart, Skies):
        yield from _skies(chart)
    elif isinstance(chart, Sight):
        for name in ("scout", "places", "ghost_turns"):
            yield from _within(chart, name, 0, 99)
        yield from _within(chart, "ambush_dark", 0, 6)
        for ground, faces in chart.ambush.items():
            yield from _bounded(("ambush", ground), faces, 0, 6)
    elif isinstance(chart, Marches):
        for name in ("stragglers", "blown"):
            yield from _within(chart, name, 0, 100)
        for name in ("forced", "guides_cost", "guides_turns", "leave"):
            yield from _within(chart, name, 0, 999)
    elif isinstance(chart, Units):
        yield from _units(chart)
    elif isinstance(chart, Combat):
        yield from _ladder(chart)
    elif isinstance(chart, Supply):
        yield from _bread(chart)
    elif isinstance(chart, Morale):
        falls = [band.least for band in chart.bands]
        if not falls or falls != sorted(falls, reverse=True) or falls[-1] != 0:
            yield ("bands",), None, "should go from the best state of mind down to one that begins at 0"


def together(charts: Charts) -> Iterator[tuple[str, Fault]]:
    """The faults that show when the charts lie side by side, each with the name of its chart."""
    scales, grounds = charts.terrain.scales, charts.terrain.ground
    seasons = {season.name for season in charts.weather.seasons}
    for fault in (
        *_names("scale in the chart of movement", ("range",), charts.sight.range, scales, whole=True),
        *_names("terrain in the chart", ("conceal",), charts.sight.conceal, grounds, whole=True),
        *_names("terrain in the chart", ("ambush",), charts.sight.ambush, grounds, whole=True),
    ):
        yield "sight", fault
    for scale, ranges in charts.sight.range.items():
        for fault in _names("class of movement", ("range", scale), ranges, CLASSES, whole=True):
            yield "sight", fault
        for name, hexes in ranges.items():
            for fault in _bounded(("range", scale, name), hexes, 1, 99):
                yield "sight", fault
    bread = {name for name, scale in scales.items() if scale.bread}
    rungs = [want.name for want in charts.supply.wants]
    for fault in (
        *_names("scale in the chart of movement", ("losses",), charts.supply.losses, scales),
        *_names("scale with bread in the chart of movement", ("forage",), charts.supply.forage, bread, whole=True),
        *_names(
            "scale with bread in the chart of movement", ("heal_turns",), charts.supply.heal_turns, bread, whole=True
        ),
        *(f for scale, t in charts.supply.losses.items() for f in _names("rung", ("losses", scale), t, rungs)),
        *(
            fault
            for scale, table in charts.supply.forage.items()
            for fault in _names("season in the chart of the sky", ("forage", scale), table, seasons, whole=True)
        ),
        *(
            fault
            for scale, table in charts.supply.forage.items()
            for season, mouths in table.items()
            for fault in _names(
                "terrain in the chart", ("forage", scale, season), mouths, (*grounds, "town"), whole=True
            )
        ),
    ):
        yield "supply", fault


def _names(kind: str, at: Keys, told: Iterable[str], known: Iterable[str], *, whole: bool = False) -> Iterator[Fault]:
    """Names in a table that there are not and, if it should be `whole`, those that it lacks."""
    names, every = list(told), sorted(known)
    for name in names:
        if name not in every:
            yield (*at, name), None, unknown(kind, name, every)
    for name in every if whole else ():
        if name not in names:
            yield at, None, f'the entry "{name}" is missing'


def _bounded(at: Keys, value: int, least: int, most: int) -> Iterator[Fault]:
    if not least <= value <= most:
        yield at, value, f"should be from {least} to {most}"


def _within(chart: object, name: str, least: int, most: int) -> Iterator[Fault]:
    yield from _bounded((name,), getattr(chart, name), least, most)


def _rises(at: Keys, table: Iterable[tuple[int, ...] | tuple[int, str]], what: str) -> Iterator[Fault]:
    """A table whose first numbers do not rise."""
    numbers = [int(row[0]) for row in table]
    if not numbers or any(one >= other for one, other in pairwise(numbers)):
        yield at, None, f"should be rows of {what}, lowest first"


def _terrain(chart: Terrain) -> Iterator[Fault]:
    for side in ("minor", "major", "pass", "crest"):
        if side not in chart.sides:
            yield ("sides",), None, f'the hexside "{side}" is missing'
    for name, ground in chart.ground.items():
        for key in ("foot", "horse", "wheeled"):
            for field in (key, f"mud_{key}", f"track_{key}", f"mountaineer_{key}"):
                yield from _bounded(("ground", name, field), getattr(ground, field, 0), 0, 999)
    for name, cost in chart.sides.items():
        for field in ("foot", "horse", "wheeled", "spate_foot", "spate_horse", "spate_wheeled"):
            yield from _bounded(("sides", name, field), getattr(cost, field), 0 if name == "crest" else -1, 999)
    for field in ("road", "track_least", "track_least_wheeled"):
        yield from _within(chart, field, 1, 999)
    for name, scale in chart.scales.items():
        for moving, points in scale.allowance.items():
            yield from _bounded(("scales", name, "allowance", moving), points, 0, 999)
        yield from _names("class of movement", ("scales", name, "allowance"), scale.allowance, CLASSES, whole=True)


def _skies(chart: Skies) -> Iterator[Fault]:
    begins = [(season.month, season.day) for season in chart.seasons]
    for number, (month, day) in enumerate(begins):
        if not _is_day(month, day):
            yield ("seasons", number), f"{month}-{day}", "should be a month from 1 to 12 and a day that it has"
    if not begins or begins[0] != (1, 1) or any(one >= other for one, other in pairwise(begins)):
        yield ("seasons",), None, "should cover the year: the first from 1 January, each later than the one before"
    if FIRST_WEATHER not in chart.weathers:
        yield ("weathers",), None, f'the entry "{FIRST_WEATHER}" is missing'
    yield from _within(chart, "toll", 0, 100)
    for name, weather in chart.weathers.items():
        at: Keys = ("weathers", name)
        yield from _bounded((*at, "sight"), weather.sight, 0, 99)
        yield from _bounded((*at, "reach"), weather.reach, 0, 999)
        yield from _names("class of movement", (*at, "points"), weather.points, MOVERS)
        for moving, share in weather.points.items():
            yield from _bounded((*at, "points", moving), share, 0, 100)
        for moving in weather.toll:
            if moving not in CLASSES:
                yield (*at, "toll"), moving, unknown("class of movement", moving, CLASSES)


def _is_day(month: int, day: int) -> bool:
    try:
        datetime.date(2000, month, day)
    except ValueError:
        return False
    return True


def _units(chart: Units) -> Iterator[Fault]:
    for name, row in chart.types.items():
        if row.movement not in CLASSES:
            yield ("types", name, "movement"), row.movement, unknown("class of movement", row.movement, CLASSES)
        for trait in sorted(row.traits):
            if trait not in TRAITS:
                yield ("types", name, "traits"), trait, unknown("trait", trait, TRAITS)


def _ladder(chart: Combat) -> Iterator[Fault]:
    for number, row in enumerate(chart.rows):
        if row.outcome not in OUTCOMES:
            yield ("rows", number, "outcome"), row.outcome, unknown("outcome", row.outcome, OUTCOMES)
    if len(chart.rows) < 11:
        yield ("rows",), len(chart.rows), "should have 11 rows or more, one for every result"
    for table, names in NEEDED.items():
        for name in names:
            if name not in getattr(chart, table):
                yield (table,), None, f'the entry "{name}" is missing'
    if chart.morale.get("step", 1) < 1:
        yield ("morale", "step"), chart.morale["step"], "should be 1 or more"
    if chart.loss_share < 1:
        yield ("loss_share",), chart.loss_share, "should be 1 or more"
    yield from _rises(("fates",), chart.fates, "[throw, fate]")
    odds = [attacker * 1000 // defender if defender > 0 else 0 for attacker, defender in chart.columns]
    if not odds or odds != sorted(set(odds)) or odds[0] <= 0:
        yield ("columns",), None, "should be pairs [attacker, defender] above 0, lowest odds first"


def _bread(chart: Supply) -> Iterator[Fault]:
    if not chart.wants:
        yield ("wants",), None, "should have one rung at least"
    for number, want in enumerate(chart.wants):
        for name in ("power", "points", "loss"):
            yield from _bounded(("wants", number, name), getattr(want, name), 0, 100)
    yield from _names("class of movement", ("mouths",), chart.mouths, CLASSES)
    for table in ("rations", "ration_rungs"):
        yield from _names("ration", (table,), getattr(chart, table), RATIONS, whole=True)
    for name, rung in chart.ration_rungs.items():
        yield from _bounded(("ration_rungs", name), rung, 0, max(0, len(chart.wants) - 1))
    for name in ("home_share", "grazing_share", "sick_loss"):
        yield from _within(chart, name, 0, 100)
    yield from _rises(("store_words",), chart.store_words, "[least stores, word]")
    yield from _rises(("sorties",), chart.sorties, "[least throw, stores, men, morale]")
    if chart.store_words and chart.store_words[0][0] != 0:
        yield ("store_words",), chart.store_words[0][0], "the first should begin at 0"
    for name in ("heal_months", "sick_months"):
        for month in getattr(chart, name):
            yield from _bounded((name,), month, 1, 12)
