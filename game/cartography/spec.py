"""The spec of one map: what to take from the data, and every correction a person made, with its reason."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.cartography.lattice import Hex, Sheet

Degrees = tuple[float, float]
"""Longitude and latitude."""


@dataclass(frozen=True, slots=True)
class GroundRule:
    """Thresholds: metres, degrees of slope, kilometres from a river."""

    high_over: float
    mountain_over: float
    broken_over: float
    hills_over: float
    wet_below: float
    wet_km_first: float
    wet_km_second: float
    floor_share: float
    floor_slope: float
    floor_above: float
    floor_km: float


@dataclass(frozen=True, slots=True)
class GroundFix:
    """Ground set by hand in these hexes."""

    ground: str
    hexes: tuple[Hex, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class RiverSpec:
    """A river of the data, how it counts and is printed, and where it begins to count as major.

    `rank` is its size for drawing and for wet ground, `map_rank` the one the rules read for late spate.

    `left` and `right` are hexes that must lie on that bank, downstream.
    """

    source: str
    name: str
    rank: int
    map_rank: int
    major: bool
    into: str | None
    major_from: Degrees | None
    left: tuple[Hex, ...]
    right: tuple[Hex, ...]


@dataclass(frozen=True, slots=True)
class PlaceSpec:
    """A place of the map; `banks` says on which bank of which rivers its hex must lie."""

    id: str
    name: str
    kind: str
    at: Degrees
    rank: int
    loyalty: int
    banks: tuple[tuple[str, str], ...]
    reason: str


@dataclass(frozen=True, slots=True)
class RoadSpec:
    """A road or track from stop to stop, near its guides; a stop is a place id, an entry id or a hex."""

    kind: str
    stops: tuple[str | Hex, ...]
    guides: tuple[tuple[str, str], ...]
    reason: str


@dataclass(frozen=True, slots=True)
class CrossingSpec:
    """A crossing named or placed by hand, on the side between two hexes (or the hexes of two places)."""

    kind: str
    name: str
    between: tuple[str | Hex, str | Hex]
    height: int
    reason: str


@dataclass(frozen=True, slots=True)
class EntrySpec:
    """Where units come onto the board."""

    id: str
    name: str
    at: Degrees


@dataclass(frozen=True, slots=True)
class RegionSpec:
    """The home of a faction: a box in degrees, and perhaps one bank of a river."""

    id: str
    west: float
    east: float
    south: float
    north: float
    bank: tuple[str, str] | None
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LabelSpec:
    """A name written along a curve of points."""

    text: str
    style: str
    size: int
    tracking: int
    points: tuple[Degrees, ...]


@dataclass(frozen=True, slots=True)
class Spec:
    """Everything a map is made from besides the data."""

    title: str
    sheet: Sheet
    rule: GroundRule
    fixes: tuple[GroundFix, ...]
    rivers: tuple[RiverSpec, ...]
    frontier: tuple[str, ...]
    abroad: tuple[Degrees, ...]
    places: tuple[PlaceSpec, ...]
    roads: tuple[RoadSpec, ...]
    crossings: tuple[CrossingSpec, ...]
    entries: tuple[EntrySpec, ...]
    regions: tuple[RegionSpec, ...]
    labels: tuple[LabelSpec, ...]
    hex_height: int
    snow: int
    credits: str


def _point(value: Any) -> Degrees:
    lon, lat = value
    return float(lon), float(lat)


def _hex(value: Any) -> Hex:
    column, row = value
    return int(column), int(row)


def _stop(value: Any) -> str | Hex:
    return value if isinstance(value, str) else _hex(value)


def _place(row: dict[str, Any]) -> PlaceSpec:
    return PlaceSpec(
        row["id"], row["name"], row["kind"], _point(row["at"]), row.get("rank", 3), row.get("loyalty", 1),
        tuple((b[0], b[1]) for b in row.get("banks", ())), row.get("reason", ""),
    )  # fmt: skip


def _river(row: dict[str, Any]) -> RiverSpec:
    start = row.get("major_from")
    return RiverSpec(
        row["source"], row.get("name", row["source"]), row["rank"], row.get("map_rank", row["rank"]),
        row.get("major", False),
        row.get("into"), _point(start) if start else None,
        tuple(map(_hex, row.get("left", ()))), tuple(map(_hex, row.get("right", ()))),
    )  # fmt: skip


def _road(row: dict[str, Any]) -> RoadSpec:
    stops = tuple(_stop(stop) for stop in row["stops"])
    guides = tuple((a, b) for a, b in row.get("guides", ()))
    return RoadSpec(row["kind"], stops, guides, row.get("reason", ""))


def _crossing(row: dict[str, Any]) -> CrossingSpec:
    a, b = row["between"]
    return CrossingSpec(row["kind"], row["name"], (_stop(a), _stop(b)), row.get("height", 0), row.get("reason", ""))


def _region(row: dict[str, Any]) -> RegionSpec:
    bank = row.get("bank")
    return RegionSpec(
        row["id"], row["west"], row["east"], row["south"], row["north"],
        (bank[0], bank[1]) if bank else None, tuple(row.get("also", ())),
    )  # fmt: skip


def read(path: Path) -> Spec:
    """Read a spec; a missing or unknown key raises KeyError or TypeError with its name."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    frame = data["frame"]
    return Spec(
        title=data["title"],
        sheet=Sheet(frame["west"], frame["east"], frame["south"], frame["north"], frame["km"]),
        rule=GroundRule(**data["ground"]["rule"]),
        fixes=tuple(
            GroundFix(f["ground"], tuple(_hex(at) for at in f["hexes"]), f["reason"])
            for f in data["ground"].get("fix", ())
        ),
        rivers=tuple(_river(row) for row in data["river"]),
        frontier=tuple(data["frontier"]["rivers"]),
        abroad=tuple(_point(p) for p in data["frontier"]["abroad"]),
        places=tuple(_place(row) for row in data["place"]),
        roads=tuple(_road(row) for row in data["road"]),
        crossings=tuple(_crossing(row) for row in data.get("crossing", ())),
        entries=tuple(EntrySpec(row["id"], row["name"], _point(row["at"])) for row in data["entry"]),
        regions=tuple(_region(row) for row in data.get("region", ())),
        labels=tuple(
            LabelSpec(row["text"], row["style"], row["size"], row["tracking"], tuple(map(_point, row["points"])))
            for row in data.get("label", ())
        ),
        hex_height=data["relief"]["hex_height"],
        snow=data["relief"]["snow"],
        credits=data["relief"]["credits"],
    )
