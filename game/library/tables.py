"""The charts of the rules, read from their folder, with what a scenario changes in them laid over."""

from pathlib import Path

from game.library import soundness, toml
from game.library.faults import Report
from game.model.charts import Charts, Cohesion, Combat, Command, Marches, Morale, Sight, Skies, Supply, Terrain, Units
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
    "cohesion": Cohesion,
}


def read_charts(folder: Path | None, over: toml.Document | None, report: Report) -> Charts | None:
    """All charts of a folder (the game's own if None), or None with every fault in the report.

    `over` is a scenario file; what its table `charts` says goes before the chart.
    """
    folder = assets() / "rules" if folder is None else folder
    changes = over.data.get("charts", {}) if over is not None else {}
    values: dict[str, object] = {}
    documents: dict[str, toml.Document] = {}
    for name, kind in CHARTS.items():
        document = toml.read(folder / f"{name}.toml")
        if over is not None and isinstance(changes, dict) and isinstance(changes.get(name), dict):
            document = toml.laid_over(document, over, ("charts", name))
        values[name], documents[name] = toml.convert(document, kind, report), document
        for fault in soundness.alone(values[name]):
            _note(document, fault, report)
    if any(value is None for value in values.values()):
        return None
    charts = Charts(**values)  # type: ignore[arg-type]
    for name, fault in soundness.together(charts):
        _note(documents[name], fault, report)
    return charts


def _note(document: toml.Document, fault: soundness.Fault, report: Report) -> None:
    keys, wrong, message = fault
    file, line = document.place(keys)
    report.error(file, line, toml.written(keys), wrong, message)
