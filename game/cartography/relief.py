"""The relief: light and shade, tints by height, washes by ground, valley floors, snow and paper.

The picture covers the whole sheet.  All fields are arrays of float32, one value a pixel of the picture, or
three for colours (0 to 255).
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from scipy import ndimage
from scipy.spatial import cKDTree

from game.cartography import strokes
from game.cartography.board import Board
from game.cartography.ground_data import CELLS_PER_DEGREE, NORTH, WEST, GroundData
from game.cartography.lattice import ROW_STEP, Floats, centre
from game.cartography.rivers import densify

Field = NDArray[np.float32]

TINTS = (
    (241, "#DCD9B4"), (420, "#E6E0BE"), (700, "#EEE3C2"), (1100, "#EBD9B0"), (1600, "#E2C99C"),
    (2200, "#D3B388"), (2900, "#C5A280"), (3400, "#C9B49C"), (3900, "#E3DCD2"), (4500, "#F6F4F0"),
)  # fmt: skip
"""Colour of the bare ground at a height in metres."""

WASHES = {
    "irrigated": "#A9BE7C",
    "steppe": "#EADFB4",
    "hills": "#DFC690",
    "broken": "#C49C66",
    "tugai": "#8FA36A",
    "mountain": "#9C7550",
    "high": "#DFE4E8",
}
WASH = 0.34
FLOOR, FLOOR_SHARE = "#A6BC78", 0.38
SHADOW, LIGHT = "#4A3A46", "#FFF8E6"
SNOW, SNOW_SHADOW = "#FBFAF6", "#7F91A6"
HAZE, HAZE_SHARE = "#EFE6CF", 0.42
"""What lies over ground beyond the frontier."""
JPEG_QUALITY = 86


@dataclass(frozen=True, slots=True)
class Land:
    """The fields of the data at every pixel; `scale` is pixels a kilometre."""

    scale: float
    fine: Field
    middle: Field
    broad: Field
    slope: Field
    above: Field


def colour(text: str) -> NDArray[np.float32]:
    """Turn #RRGGBB into three floats."""
    return np.array([int(text[i : i + 2], 16) for i in (1, 3, 5)], dtype=np.float32)


def mix(under: Field, over: str | Field, share: Field | float) -> Field:
    """Lay a colour over a picture by a share, one number or one a pixel."""
    top = colour(over) if isinstance(over, str) else over
    part = share[..., None] if isinstance(share, np.ndarray) else np.float32(share)
    mixed: Field = (under + (top - under) * part).astype(np.float32)
    return mixed


def write_relief(board: Board, data: GroundData, folder: Path) -> tuple[int, int]:
    """Paint the relief and write it with its credits; give its size in pixels."""
    picture, land, snow, floor, abroad = paint(board, data)
    zoom = board.spec.hex_height / ROW_STEP
    picture = strokes.contours(picture, land.fine, land.slope, abroad)
    picture = strokes.hachures(picture, land.fine, land.scale, snow, zoom)
    picture = strokes.tufts(picture, floor, zoom)
    picture = _paper(picture)
    pixels = np.clip(np.rint(picture), 0, 255).astype(np.uint8)
    image = Image.fromarray(pixels, "RGB")
    image.save(folder / "relief.jpg", quality=JPEG_QUALITY, optimize=True, progressive=True, subsampling=0)
    height, width = pixels.shape[:2]
    note = {
        "width": width,
        "height": height,
        "hex_height": board.spec.hex_height,
        "snow_metres": board.spec.snow,
        "credits": board.spec.credits,
    }
    text = json.dumps(note, indent=2, ensure_ascii=False) + "\n"
    (folder / "relief.json").write_text(text, encoding="utf-8", newline="\n")
    return width, height


def paint(board: Board, data: GroundData) -> tuple[Field, Land, Field, Field, Field]:
    """Paint ground, light and snow; give picture, land, and the shares of snow, floor, foreign ground."""
    land = survey(board, data)
    heights = np.array([h for h, _ in TINTS], dtype=np.float32)
    tints = np.stack([colour(c) for _, c in TINTS])
    mean = (land.fine + land.middle) / 2
    picture: Field = np.dstack([np.interp(mean, heights, tints[:, i]).astype(np.float32) for i in range(3)])
    wash, abroad, near = _hex_fields(board, land)
    picture = mix(picture, wash, WASH)
    floor = _valley_floor(land, near)
    picture = mix(picture, FLOOR, floor * np.float32(FLOOR_SHARE))
    shade = _shade(land)
    strength = np.interp(land.middle, [300, 1200, 3000], [0.95, 1.15, 1.3]).astype(np.float32)
    dark = np.clip(-shade * strength, 0, 1)
    bright = np.clip(shade * strength, 0, 1)
    picture = mix(picture, SHADOW, np.clip(1.12 * dark**0.94, 0, 0.64).astype(np.float32))
    picture = mix(picture, LIGHT, np.clip(1.5 * bright, 0, 0.62).astype(np.float32))
    snow = _snow(land, shade, board.spec.snow)
    white = mix(np.broadcast_to(colour(SNOW), picture.shape), SNOW_SHADOW, np.clip(-shade * 1.7, 0, 0.62))
    picture = mix(picture, white, snow * np.float32(0.88))
    picture = mix(picture, HAZE, abroad * np.float32(HAZE_SHARE))
    return picture, land, snow, floor * (1 - abroad), abroad


def survey(board: Board, data: GroundData) -> Land:
    """Sample the data at every pixel of the picture, and smooth the heights three ways."""
    sheet, zoom = board.spec.sheet, board.spec.hex_height / ROW_STEP
    width, height = (round(n * zoom) for n in sheet.size)
    across = np.column_stack([(np.arange(width) + 0.5) / zoom, np.zeros(width)])
    down = np.column_stack([np.zeros(height), (np.arange(height) + 0.5) / zoom])
    columns = (sheet.degrees(across)[:, 0] - WEST) * CELLS_PER_DEGREE - 0.5
    rows = (NORTH - sheet.degrees(down)[:, 1]) * CELLS_PER_DEGREE - 0.5
    at = np.meshgrid(rows, columns, indexing="ij")

    def sample(grid: Floats, order: int) -> Field:
        found: Field = ndimage.map_coordinates(
            grid.astype(np.float32), at, order=order, mode="nearest", output=np.float32
        )
        return found

    scale = sheet.px_per_km[1] * zoom
    raw = sample(data.heights, 3)
    cell = 0.42 * scale
    return Land(
        scale,
        ndimage.gaussian_filter(raw, max(0.6, 0.28 * cell)),
        ndimage.gaussian_filter(raw, 1.35 * scale),
        ndimage.gaussian_filter(raw, 4.0 * scale),
        sample(data.slopes, 1),
        sample(data.above_water, 1),
    )


def _hill_shade(heights: Field, cell: float, azimuth: float, altitude: float, raised: float) -> Field:
    """Shade a surface of `cell` metres a pixel, raised so many times, by a sun at these angles."""
    south, east = np.gradient(heights, cell)
    south, east = south * raised, east * raised
    turn, rise = math.radians(azimuth), math.radians(altitude)
    x, y, z = math.sin(turn) * math.cos(rise), -math.cos(turn) * math.cos(rise), math.sin(rise)
    lit: Field = ((z - east * x - south * y) / np.sqrt(1 + east * east + south * south)).astype(np.float32)
    return lit


def _shade(land: Land) -> Field:
    """Add up fine, middle and broad light; level ground is 0, slopes to the sun are above it."""
    cell = 1000 / land.scale
    fine: Field = np.zeros_like(land.fine)
    for azimuth, weight in ((315, 0.55), (275, 0.20), (355, 0.25)):
        fine += np.float32(weight) * _hill_shade(land.fine, cell, azimuth, 45, 1.9)
    middle = _hill_shade(land.middle, cell, 315, 42, 2.85)
    broad = _hill_shade(land.broad, cell, 320, 40, 4.2)
    total: Field = (0.5 * fine + 0.3 * middle + 0.2 * broad - math.sin(math.radians(44))).astype(np.float32)
    return total


def _hex_fields(board: Board, land: Land) -> tuple[Field, Field, Field]:
    """Give the wash of the hexes, the share that lies abroad, and how near a river is (1 near, 0 far)."""
    sheet, zoom = board.spec.sheet, board.spec.hex_height / ROW_STEP
    height, width = land.fine.shape
    step = 2
    xs, ys = np.meshgrid((np.arange(0, width, step) + 0.5) / zoom, (np.arange(0, height, step) + 0.5) / zoom)
    owners = sheet.nearest(np.column_stack([xs.ravel(), ys.ravel()]))
    kinds = board.ground | board.beyond
    palette = np.zeros((sheet.columns + 2, sheet.rows + 2, 5), dtype=np.float32)
    lines = [chain.line for chain in board.chains if chain.river.rank <= 2]
    rivers = cKDTree(np.vstack([densify(line, 4.0) for line in lines]))
    for column in range(-1, sheet.columns + 1):
        for row in range(-1, sheet.rows + 1):
            inner = (min(max(column, 0), sheet.columns - 1), min(max(row, 0), sheet.rows - 1))
            away = float(rivers.query(centre(inner))[0]) / sheet.px_per_km[1]
            palette[column + 1, row + 1, :3] = colour(WASHES[kinds[inner]])
            palette[column + 1, row + 1, 3] = inner in board.beyond
            palette[column + 1, row + 1, 4] = np.interp(away, [4, 9], [1, 0])
    columns = np.clip(owners[:, 0] + 1, 0, sheet.columns + 1)
    rows = np.clip(owners[:, 1] + 1, 0, sheet.rows + 1)
    fields = palette[columns, rows].reshape(*xs.shape, 5)
    radius = board.spec.hex_height / math.sqrt(3) / step
    soft = [ndimage.gaussian_filter(fields[..., i], radius * blur) for i, blur in enumerate((0.17,) * 3 + (0.3, 0.6))]
    full = [np.repeat(np.repeat(field, step, 0), step, 1)[:height, :width] for field in soft]
    return np.dstack(full[:3]), full[3], full[4]


def _valley_floor(land: Land, near: Field) -> Field:
    """Find the level ground low above its river."""
    level = (land.slope < 2.6) & (land.above < 45) & (land.fine < 1500)
    floor: Field = ndimage.gaussian_filter(level.astype(np.float32) * near, 1.0 * land.scale)
    return floor


def _noise(shape: tuple[int, int], blur: float, seed: int) -> Field:
    """Make smooth noise of unit spread."""
    grain: Field = np.random.default_rng(seed).standard_normal(shape, dtype=np.float32)
    soft: Field = ndimage.gaussian_filter(grain, blur)
    even: Field = soft / soft.std()
    return even


def _snow(land: Land, shade: Field, line: int) -> Field:
    """Tell the share of snow: above the line, lower on shaded slopes, ragged at the edge."""
    shape = (land.fine.shape[0], land.fine.shape[1])
    ragged = _noise(shape, 0.5 * land.scale, 3) * 70 + _noise(shape, 0.15 * land.scale, 4) * 40
    over = (land.fine + ragged - 260 * shade - line) / 70
    share: Field = (1 / (1 + np.exp(-np.clip(over, -20, 20)))).astype(np.float32)
    return share


def _paper(picture: Field) -> Field:
    """Lay the grain, the clouds and the fibres of paper over a picture."""
    shape = (picture.shape[0], picture.shape[1])
    grain = _noise(shape, 0.6, 5) * 1.5 + _noise(shape, 40, 6) * 1.6
    fibre = ndimage.gaussian_filter(np.random.default_rng(12).standard_normal(shape, dtype=np.float32), (0.4, 3))
    grain += 0.9 * fibre / fibre.std()
    laid: Field = picture + grain[..., None] * np.array([1, 0.97, 0.88], dtype=np.float32)
    return laid
