"""The ground data of ``assets/geo``: the two height grids, the lines and the gazetteer, as arrays."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from game.cartography.lattice import Floats

CELLS_PER_DEGREE = 240
WEST, NORTH = 66.0, 40.0
"""The north-west corner of both grids, in degrees."""
METRES_PER_CELL = (364.0, 463.0)
"""Size of a cell at 38 N, eastward and southward."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the data, in degrees, with the properties its file gives."""

    name: str
    points: Floats


@dataclass(frozen=True, slots=True)
class GroundData:
    """Heights in metres, slopes in degrees, heights above drainage in metres, rivers, tracks, places."""

    heights: Floats
    slopes: Floats
    above_water: Floats
    rivers: dict[str, Line]
    tracks: dict[tuple[str, str], Line]
    places: dict[str, dict[str, str]]

    def cell(self, lon: float, lat: float) -> tuple[int, int]:
        """Give row and column of the cell that holds a point, clipped to the grid."""
        row = int((NORTH - lat) * CELLS_PER_DEGREE)
        column = int((lon - WEST) * CELLS_PER_DEGREE)
        rows, columns = self.heights.shape
        return min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)

    def height_at(self, lon: float, lat: float) -> int:
        """Give the height of the ground at a point, in metres."""
        row, column = self.cell(lon, lat)
        return int(self.heights[row, column])


def read(geo: Path) -> GroundData:
    """Read the folder of ground data."""
    heights = np.load(geo / "elevation_15s.npy").astype(np.float64)
    above = np.load(geo / "hand_15s.npy").astype(np.float64)
    down, right = np.gradient(heights, METRES_PER_CELL[1], METRES_PER_CELL[0])
    slopes = np.degrees(np.arctan(np.hypot(down, right)))
    rivers = {str(p["name"]): Line(str(p["name"]), xy) for p, xy in _features(geo / "rivers.geojson")}
    tracks = {(str(p["a"]), str(p["b"])): Line(str(p["kind"]), xy) for p, xy in _features(geo / "tracks_guess.geojson")}
    with (geo / "places.csv").open(encoding="utf-8", newline="") as file:
        places = {row["name"]: row for row in csv.DictReader(file) if row["kind"] != "modern"}
    return GroundData(heights, slopes, above, rivers, tracks, places)


def _features(path: Path) -> list[tuple[dict[str, object], Floats]]:
    loaded = json.loads(path.read_text(encoding="utf-8"))
    return [
        (feature["properties"], np.asarray(feature["geometry"]["coordinates"], dtype=np.float64))
        for feature in loaded["features"]
    ]
