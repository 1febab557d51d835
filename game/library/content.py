"""The content hash: of all that bears on the rules in a loaded scenario, and of nothing else."""

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from game.hexes import Grid
from game.model.board import Board, Crossing, Place, River
from game.model.charts import Ground, UnitType
from game.model.scenario import Faction, LineOfWorks, Scenario, Side, UnitSpec

PRINTED: Mapping[type, frozenset[str]] = {
    Scenario: frozenset({"id", "title", "summary", "briefing", "digest", "types"}),
    Side: frozenset({"name", "ink", "emblem", "currency"}),
    Faction: frozenset({"name"}),
    UnitSpec: frozenset({"name", "source"}),
    LineOfWorks: frozenset({"name"}),
    Board: frozenset({"km", "georeference", "ground"}),
    Place: frozenset({"name", "offset"}),
    River: frozenset({"name"}),
    Crossing: frozenset({"name", "height"}),
    Ground: frozenset({"name"}),
    UnitType: frozenset({"name", "glyph"}),
}
"""Fields that are only printed or drawn, by record; what starts with an underscore is left out everywhere."""


def digest_of(scenario: Scenario) -> str:
    """The content hash of a scenario, hexadecimal.

    Names, texts, pictures and the bytes of the files do not count: what plays alike has one hash.
    """
    text = json.dumps(plain(scenario), sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def plain(value: Any) -> Any:
    """A value as lists, tables, numbers and text, in one order only; what is printed is left out."""
    if is_dataclass(value) and not isinstance(value, type):
        printed = PRINTED.get(type(value), frozenset())
        return {
            f.name: plain(getattr(value, f.name))
            for f in fields(value)
            if f.name not in printed and not f.name.startswith("_")
        }
    if isinstance(value, Mapping):
        return sorted(([plain(key), plain(item)] for key, item in value.items()), key=lambda pair: json.dumps(pair[0]))
    if isinstance(value, frozenset):
        return sorted((plain(item) for item in value), key=json.dumps)
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, Grid):
        return [value.width, value.height]
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    return value
