"""Maps of the Tiled editor, checked before anything believes them.

A map may come from a stranger.  Its XML, numbers, paths and compressed layers are checked and written out anew; only
that clean copy is given to pytmx, which is known to this module alone.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.library import xml
from game.library.clean import KNOWN, Copy
from game.library.faults import Faults, Report

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
import pytmx


@dataclass(frozen=True, slots=True)
class Mark:
    """An object of a map: its class, name, points in pixels of the file, properties, and its line there."""

    kind: str
    name: str
    points: tuple[tuple[float, float], ...]
    facts: Mapping[str, int | str]
    line: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A map as the file has it: ground by row and column (empty: none), marks by layer, and the form of its hexes.

    `levels` are heights by row and column, without rows where the map has none.
    """

    file: str
    width: int
    height: int
    tile: tuple[int, int]
    side: int
    axis: str
    index: str
    facts: Mapping[str, int | str]
    ground: tuple[tuple[str, ...], ...]
    marks: Mapping[str, tuple[Mark, ...]]
    levels: tuple[tuple[int, ...], ...] = ()


def read_plan(path: Path, layers: tuple[str, ...], report: Report) -> Plan:
    """Read a map file; `layers` names the object layers that mean something.  Raises Faults if anything is wrong."""
    sheet = xml.read(path, "map", KNOWN, report)
    report.settle()
    copy = Copy(sheet, path.parent, report)
    clean = copy.map(layers)
    if clean is None or report.broken:
        raise Faults(report.faults)
    tiled = pytmx.TiledMap(allow_duplicate_names=True)
    try:
        tiled.parse_xml(clean)
    except Exception as error:
        report.error(sheet.file, 0, "", None, f"is not a map that can be read: {type(error).__name__}: {error}")
        raise Faults(report.faults) from None
    return _plan(sheet.file, tiled, layers, copy.object_lines)


def _plan(file: str, tiled: Any, layers: tuple[str, ...], lines: Mapping[int, int]) -> Plan:
    names = {gid: str(facts.get("terrain", "")) for gid, facts in tiled.tile_properties.items()}
    heights = {gid: int(facts.get("level", 0)) for gid, facts in tiled.tile_properties.items()}
    rows = {layer.name: layer.data for layer in tiled.layers if isinstance(layer, pytmx.TiledTileLayer)}
    groups = {group.name: tuple(_mark(item, lines) for item in group) for group in tiled.objectgroups}
    return Plan(
        file,
        tiled.width,
        tiled.height,
        (int(tiled.tilewidth), int(tiled.tileheight)),
        int(tiled.hexsidelength),
        tiled.staggeraxis,
        tiled.staggerindex,
        dict(tiled.properties),
        tuple(tuple(names.get(gid, "") for gid in row) for row in rows["ground"]),
        {name: groups.get(name, ()) for name in layers},
        tuple(tuple(heights.get(gid, 0) for gid in row) for row in rows.get("levels", ())),
    )


def _mark(item: Any, lines: Mapping[int, int]) -> Mark:
    points = tuple((p.x, p.y) for p in getattr(item, "points", ())) or ((item.x, item.y),)
    return Mark(item.type or "", item.name or "", points, dict(item.properties), lines[item.id])
