"""The pen on the relief: hachures down the slopes, tufts on the watered floors."""

from __future__ import annotations

import math

import contourpy
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw
from scipy import ndimage

from game.cartography.lattice import Floats

Field = NDArray[np.float32]
OVER = 3
"""Strokes are drawn this many times larger and reduced, so that they look inked."""
HACHURE_INK = (78, 52, 36)
SNOW_INK = (118, 126, 140)
TUFT_INK = (74, 98, 48)
CONTOUR_INK = (96, 62, 36)
LEAST_SLOPE, MOST_SLOPE = 8.0, 34.0


def _lay(picture: Field, mask: Image.Image, ink: Field, strength: float) -> Field:
    """Lay ink over a picture through a mask drawn `OVER` times larger."""
    share = np.asarray(mask.reduce(OVER), dtype=np.float32) * np.float32(strength / 255)
    laid: Field = picture + (ink - picture) * share[..., None]
    return laid


def _mask(picture: Field) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    height, width = picture.shape[:2]
    mask = Image.new("L", (width * OVER, height * OVER), 0)
    return mask, ImageDraw.Draw(mask)


def hachures(picture: Field, heights: Field, scale: float, snow: Field, zoom: float) -> Field:
    """Draw hachures: from each contour a stroke downhill, denser and thicker where it is steep."""
    interval = 150.0 if zoom < 1.2 else 110.0
    gap = 2.6 if zoom < 1.2 else 4.2
    cell = 1000 / scale
    south, east = np.gradient(ndimage.gaussian_filter(heights, 1.0), cell)
    slope = np.degrees(np.arctan(np.hypot(south, east))).astype(np.float32)
    seeds = _seeds(heights, slope, interval, gap)
    path = _downhill(seeds, heights, slope, (south, east), interval, scale)
    mask, pen = _mask(picture)
    steep = slope[tuple(_cells(seeds, heights.shape))]
    widths = np.interp(steep, [LEAST_SLOPE, MOST_SLOPE], [0.45, 1.15]) * OVER
    tops, middles, feet = (path[i] * OVER for i in (0, len(path) // 2, -1))
    long = np.hypot(*(feet - tops).T) > 1.2 * OVER
    for top, middle, foot, wide in zip(tops[long], middles[long], feet[long], widths[long], strict=True):
        width = max(1, round(float(wide)))
        pen.line([*top, *middle], 255, width)
        pen.line([*middle, *foot], 255, max(1, width - 1))
    ink = np.array(HACHURE_INK, np.float32) + snow[..., None] * (
        np.array(SNOW_INK, np.float32) - np.array(HACHURE_INK, np.float32)
    )
    return _lay(picture, mask, ink, 0.33)


def _cells(points: Floats, shape: tuple[int, ...]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the rows and columns of points (x, y), clipped to the picture."""
    rows = np.clip(points[:, 1], 0, shape[0] - 1).astype(np.int64)
    return rows, np.clip(points[:, 0], 0, shape[1] - 1).astype(np.int64)


def _seeds(heights: Field, slope: Field, interval: float, gap: float) -> Floats:
    """Choose where strokes begin: along the contours, fewer on gentle ground."""
    dice = np.random.default_rng(1)
    lines = contourpy.contour_generator(z=heights)
    found: list[Floats] = []
    lowest = math.floor(float(heights.min()) / interval) * interval
    for level in np.arange(lowest, float(heights.max()), interval):
        for line in lines.lines(level):
            if len(line) >= 8:
                spaced = resample(np.asarray(line, dtype=np.float64), gap)
                found.append(spaced + dice.normal(0, 0.25, spaced.shape))
    points = np.vstack(found) if found else np.zeros((0, 2))
    steep = slope[_cells(points, heights.shape)]
    chance = np.interp(steep, [LEAST_SLOPE, LEAST_SLOPE + 6, MOST_SLOPE], [0.35, 0.8, 1.0])
    keep = (steep > LEAST_SLOPE) & (dice.random(len(points)) < chance)
    kept: Floats = points[keep]
    return kept


def _downhill(
    seeds: Floats,
    heights: Field,
    slope: Field,
    fall: tuple[NDArray[np.floating], NDArray[np.floating]],
    interval: float,
    scale: float,
) -> list[Floats]:
    """Walk every stroke down the slope a pixel at a time, until it has dropped enough or the slope ends."""
    rows, columns = _cells(seeds, heights.shape)
    start = heights[rows, columns]
    share = np.interp(slope[rows, columns], [LEAST_SLOPE, 18, MOST_SLOPE], [0.75, 0.9, 0.95])
    south, east = fall
    here = seeds.copy()
    alive = np.ones(len(seeds), dtype=np.bool_)
    path = [here.copy()]
    for _ in range(max(4, int(0.95 * scale * 1.1) + 2)):
        rows, columns = _cells(here, heights.shape)
        down = np.column_stack([east[rows, columns], south[rows, columns]])
        down /= np.hypot(down[:, 0], down[:, 1])[:, None] + 1e-9
        here = np.where(alive[:, None], here - down, here)
        rows, columns = _cells(here, heights.shape)
        alive &= heights[rows, columns] > start - share * interval
        alive &= slope[rows, columns] > LEAST_SLOPE * 0.6
        path.append(here.copy())
    return path


def contours(picture: Field, heights: Field, slope: Field, abroad: Field) -> Field:
    """Draw contours every 100 m, every fifth one heavier, that fade where hachures take over and abroad."""
    faint = np.interp(slope, [8, 15], [1.0, 0.2]).astype(np.float32) * (1 - 0.5 * abroad)
    lines = contourpy.contour_generator(z=ndimage.gaussian_filter(heights, 2.0))
    for heavy, width, strength in ((False, 2, 0.24), (True, 4, 0.32)):
        mask, pen = _mask(picture)
        for level in np.arange(math.ceil(float(heights.min()) / 100) * 100, float(heights.max()), 100):
            if (level % 500 == 0) != heavy:
                continue
            for line in lines.lines(level):
                if len(line) >= 25:
                    pen.line(
                        [tuple(point) for point in resample(np.asarray(line, dtype=np.float64), 1.5) * OVER],
                        255,
                        width,
                        "curve",
                    )
        ink = picture + (np.array(CONTOUR_INK, np.float32) - picture) * faint[..., None]
        picture = _lay(picture, mask, ink, strength)
    return picture


def tufts(picture: Field, floor: Field, zoom: float) -> Field:
    """Scatter small tufts of three blades over the watered valley floors."""
    height, width = floor.shape
    dice = np.random.default_rng(5)
    mask, pen = _mask(picture)
    blade = OVER * 2.0 * zoom**0.6
    wide = max(2, round(OVER * 0.45 * zoom**0.5))
    for x, y in dice.random((int(width * height / (70 * zoom * zoom)), 2)) * (width, height):
        wet = float(floor[int(y), int(x)])
        if wet > 0.40 and dice.random() < wet * 0.55:
            foot = (x * OVER, y * OVER)
            for dx, dy in ((-1.0, -0.5), (0.0, -1.2), (1.0, -0.5)):
                pen.line([foot, (foot[0] + dx * blade * 0.8, foot[1] + dy * blade)], 255, wide)
    return _lay(picture, mask, np.array(TUFT_INK, np.float32), 0.59)


def resample(points: Floats, step: float) -> Floats:
    """Space the points of a line evenly, about `step` apart."""
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    at = np.linspace(0, along[-1], max(2, int(along[-1] / step) + 1))
    return np.column_stack([np.interp(at, along, points[:, 0]), np.interp(at, along, points[:, 1])])
