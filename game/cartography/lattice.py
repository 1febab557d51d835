"""The sheet: degrees to sheet pixels, and the flat-top hexes that lie on it.

Sheet pixels are the pixels of the TMX file: columns 48 apart, rows 56 apart, odd columns 28 lower, the
centre of the first hex at (32, 28) and on the north-west corner of the frame.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Hex = tuple[int, int]
Point = tuple[int, int]

COLUMN_STEP = 48
ROW_STEP = 56
TILE_WIDTH = 64
TILE_HEIGHT = 56
SIDE_LENGTH = 32
CORNERS: tuple[Point, ...] = ((-16, -28), (16, -28), (32, 0), (16, 28), (-16, 28), (-32, 0))
"""Corners from the upper left, clockwise; side d runs from corner d to corner d + 1."""
SIDES = ("N", "NE", "SE", "S", "SW", "NW")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A frame in degrees cut into hexes; `km` is the distance between centres of neighbours."""

    west: float
    east: float
    south: float
    north: float
    km: float

    @property
    def px_per_km(self) -> tuple[float, float]:
        """Tell how many sheet pixels a kilometre takes, eastward and southward (they differ by 1%)."""
        return COLUMN_STEP / (self.km * math.sqrt(3) / 2), ROW_STEP / self.km

    @property
    def km_per_degree(self) -> tuple[float, float]:
        """Tell the kilometres in a degree of longitude (at the middle latitude) and of latitude."""
        return 111.32 * math.cos(math.radians((self.south + self.north) / 2)), 111.0

    @property
    def columns(self) -> int:
        """Count the columns whose centres lie in the frame."""
        span = (self.east - self.west) * self.km_per_degree[0] * self.px_per_km[0]
        return int(span / COLUMN_STEP) + 1

    @property
    def rows(self) -> int:
        """Count the rows whose centres lie in the frame."""
        span = (self.north - self.south) * self.km_per_degree[1] * self.px_per_km[1]
        return int(span / ROW_STEP) + 1

    @property
    def size(self) -> tuple[int, int]:
        """Give the width and height of the whole sheet in sheet pixels."""
        return COLUMN_STEP * self.columns + TILE_WIDTH - COLUMN_STEP, ROW_STEP * self.rows + ROW_STEP // 2

    def hexes(self) -> Iterator[Hex]:
        """List every hex of the sheet, row by row."""
        for row in range(self.rows):
            for column in range(self.columns):
                yield column, row

    def holds(self, at: Hex) -> bool:
        """Tell whether a hex lies on the sheet."""
        return 0 <= at[0] < self.columns and 0 <= at[1] < self.rows

    def pixels(self, degrees: Floats | Sequence[Sequence[float]]) -> Floats:
        """Turn an n x 2 array of (lon, lat) into sheet pixels."""
        points = np.asarray(degrees, dtype=np.float64).reshape(-1, 2)
        kx, ky = self.km_per_degree
        px, py = self.px_per_km
        x = TILE_WIDTH / 2 + (points[:, 0] - self.west) * kx * px
        y = TILE_HEIGHT / 2 + (self.north - points[:, 1]) * ky * py
        return np.column_stack([x, y])

    def degrees(self, pixels: Floats | Sequence[Sequence[float]]) -> Floats:
        """Turn an n x 2 array of sheet pixels into (lon, lat)."""
        points = np.asarray(pixels, dtype=np.float64).reshape(-1, 2)
        kx, ky = self.km_per_degree
        px, py = self.px_per_km
        lon = self.west + (points[:, 0] - TILE_WIDTH / 2) / (kx * px)
        lat = self.north - (points[:, 1] - TILE_HEIGHT / 2) / (ky * py)
        return np.column_stack([lon, lat])

    def nearest(self, pixels: Floats) -> Ints:
        """Give the (column, row) whose centre is nearest to each sheet pixel; may lie off the sheet."""
        x, y = pixels[:, 0], pixels[:, 1]
        best = np.full(len(x), np.inf)
        out = np.zeros((len(x), 2), dtype=np.int64)
        guess = np.floor((x - TILE_WIDTH / 2) / COLUMN_STEP).astype(np.int64)
        for step in (0, 1):
            column = guess + step
            shift = (column & 1) * (ROW_STEP // 2)
            row = np.rint((y - TILE_HEIGHT / 2 - shift) / ROW_STEP).astype(np.int64)
            dx = x - (column * COLUMN_STEP + TILE_WIDTH / 2)
            dy = y - (row * ROW_STEP + TILE_HEIGHT / 2 + shift)
            distance = dx * dx + dy * dy
            nearer = distance < best
            best = np.where(nearer, distance, best)
            out[nearer, 0] = column[nearer]
            out[nearer, 1] = row[nearer]
        return out

    def hex_at(self, lon: float, lat: float) -> Hex:
        """Name the hex that holds a point given in degrees."""
        found = self.nearest(self.pixels([(lon, lat)]))[0]
        return int(found[0]), int(found[1])


def centre(at: Hex) -> Point:
    """Give the sheet pixel at the centre of a hex."""
    column, row = at
    return COLUMN_STEP * column + 32, ROW_STEP * row + 28 + 28 * (column & 1)


def corners(at: Hex) -> list[Point]:
    """Give the six corners of a hex in sheet pixels, clockwise from the upper left."""
    x, y = centre(at)
    return [(x + dx, y + dy) for dx, dy in CORNERS]


def neighbour(at: Hex, side: int) -> Hex:
    """Name the hex across a side (0 to 5: N, NE, SE, S, SW, NW)."""
    column, row = at
    low = column & 1
    dc, dr = ((0, -1), (1, low - 1), (1, low), (0, 1), (-1, low), (-1, low - 1))[side]
    return column + dc, row + dr


def side_between(a: Hex, b: Hex) -> int:
    """Name the side of `a` that `b` lies across; a ValueError if they are not neighbours."""
    for side in range(6):
        if neighbour(a, side) == b:
            return side
    raise ValueError(f"hexes {a} and {b} are not neighbours")


def side_ends(at: Hex, side: int) -> tuple[Point, Point]:
    """Give the two corners of a side, smaller first."""
    points = corners(at)
    a, b = points[side], points[(side + 1) % 6]
    return (a, b) if a < b else (b, a)


def side_middle(at: Hex, side: int) -> Point:
    """Give the sheet pixel on the middle of a side."""
    (ax, ay), (bx, by) = side_ends(at, side)
    return (ax + bx) // 2, (ay + by) // 2
