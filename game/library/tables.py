"""The charts of the rules, read from their folder, with what a scenario changes in them laid over."""

from collections.abc import Iterator
from pathlib import Path

from game.library import toml
from game.library.faults import Report, unknown
from game.library.lines import Keys
from game.model.charts import Charts, Combat, Command, Marches, Morale, Sight, Skies, Supply, Terrain, Units
from game.paths import assets

CHARTS = {
    "terrain": Terrain,
    "weather": Skies,
    "sight": Sight,
    "march": Marches,
    "units": Units,
    "combat": Combat,
    "supply": Supply,
    "morale": Morale,
    "command": Command,
}
TRAITS = (
    *("regular", "drilled", "charge", "mountaineer", "bombard", "river", "convoy", "cadre", "leader", "mounted"),
    *("scout",),
)
CLASSES = ("foot", "horse", "light", "wheeled", "river")
OUTCOMES = ("AX", "AR", "AS", "C", "DS", "DR", "DX")
NEEDED = {
    "shifts": (
        *("town", "minor", "major", "dug_in", "dug_in_drilled", "leader", "combined", "opposite", "opposite_three"),
        *("charge", "failed_evasion", "drilled_storm"),
    ),
    "morale": ("AX", "AR", "DS", "DR", "DX", "step", "leader_lost", "victory"),
    "retreat_hexes": ("AX", "AR", "DR", "DR_mounted", "DX"),
}
"""Entries of the ladder's tables that the rules ask for by name."""


def read_charts(folder: Path | None, over: toml.Document | None, report: Report) -> Charts | None:
    """All charts of a folder (the game's own if None), or None with every fault in the report.

    `over` is a scenario file; what its table `charts` says goes before the chart.
    """
    folder = assets() / "rules" if folder is None else folder
    changes = over.data.get("charts", {}) if over is not None else {}
    values: dict[str, object] = {}
    for name, kind in CHARTS.items():
        document = toml.read(folder / f"{name}.toml")
        if over is not None and isinstance(changes, dict) and isinstance(changes.get(name), dict):
            document = toml.laid_over(document, over, ("charts", name))
        value: object = toml.convert(document, kind, report)
        values[name] = value
        for keys, wrong, message in _faults(value):
            file, line = document.place(keys)
            report.error(file, line, toml.written(keys), wrong, message)
    if any(value is None for value in values.values()):
        return None
    return Charts(**values)  # type: ignore[arg-type]


def _faults(chart: object) -> Iterator[tuple[Keys, object, str]]:
    """What is wrong with a chart although each value is of its type: keys, value, and what would be right."""
    if isinstance(chart, Terrain):
        for side in ("minor", "major", "pass", "crest"):
            if side not in chart.sides:
                yield ("sides",), None, f'the hexside "{side}" is missing'
        for name, scale in chart.scales.items():
            for moving in scale.allowance:
                if moving not in CLASSES:
                    yield ("scales", name, "allowance"), moving, unknown("class of movement", moving, CLASSES)
    elif isinstance(chart, Units):
        for name, row in chart.types.items():
            if row.movement not in CLASSES:
                yield ("types", name, "movement"), row.movement, unknown("class of movement", row.movement, CLASSES)
            for trait in sorted(row.traits):
                if trait not in TRAITS:
                    yield ("types", name, "traits"), trait, unknown("trait", trait, TRAITS)
    elif isinstance(chart, Combat):
        yield from _ladder_faults(chart)
    elif isinstance(chart, Supply) and not chart.wants:
        yield ("wants",), None, "should have one rung at least"
    elif isinstance(chart, Morale):
        falls = [band.least for band in chart.bands]
        if not falls or falls != sorted(falls, reverse=True) or falls[-1] != 0:
            yield ("bands",), None, "should go from the best state of mind down to one that begins at 0"


def _ladder_faults(chart: Combat) -> Iterator[tuple[Keys, object, str]]:
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
    fates = [least for least, _ in chart.fates]
    if not fates or fates != sorted(set(fates)):
        yield ("fates",), None, "should be pairs [throw, fate], lowest throw first"
    odds = [attacker * 1000 // defender if defender > 0 else 0 for attacker, defender in chart.columns]
    if not odds or odds != sorted(set(odds)) or odds[0] <= 0:
        yield ("columns",), None, "should be pairs [attacker, defender] above 0, lowest odds first"
