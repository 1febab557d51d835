"""The content hash: of all that bears on the rules in a loaded scenario, and of nothing else."""

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from game.hexes import Grid
from game.model.board import Board, Crossing, Place, River
from game.model.cards import Card, Choice
from game.model.charts import Ground, UnitType
from game.model.conditions import CONDITIONS
from game.model.effects import EFFECTS, Bonus, Men
from game.model.scenario import Faction, LineOfWorks, Scenario, Side, UnitSpec
from game.model.words import kind_of

PRINTED: Mapping[type, frozenset[str]] = {
    Scenario: frozenset({"id", "title", "summary", "briefing", "digest", "types", "ranks"}),
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
    Card: frozenset({"title", "text", "note", "source", "worth", "rare"}),
    Choice: frozenset({"label", "text", "worth"}),
    Bonus: frozenset({"why"}),
    Men: frozenset({"cause"}),
}
"""Fields that are only printed or drawn, or are hints, by record; what starts with an underscore is left out."""

KINDS = frozenset((*CONDITIONS, *EFFECTS))
"""Records that say more than their fields do: what they are."""


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
        told = {
            f.name: plain(getattr(value, f.name))
            for f in fields(value)
            if f.name not in printed and not f.name.startswith("_")
        }
        return told | {"kind": kind_of(type(value))} if type(value) in KINDS else told
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
