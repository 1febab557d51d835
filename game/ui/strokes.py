"""Pen strokes on a large transparent layer: tapered lines, dashes, and the numpy that prepares their points.

Points are arrays of shape (n, 2) in pixels of the layer. A layer is drawn two to four times too large, its
colours premultiplied and scaled down smoothly: that is what makes the lines look inked.
"""

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pygame

from game.ui.palette import Colour

Points = npt.NDArray[np.float64]
Ink = Colour | tuple[int, int, int, int]


def points(pairs: object) -> Points:
    """Turn any sequence of pairs into an array of shape (n, 2)."""
    return np.asarray(pairs, dtype=np.float64).reshape(-1, 2)


def lengths(line: Points) -> npt.NDArray[np.float64]:
    """Return the way from the start of the line to each point, in pixels."""
    steps = np.hypot(*np.diff(line, axis=0).T)
    return np.concatenate(([0.0], np.cumsum(steps)))


def resample(line: Points, step: float) -> Points:
    """Return points of the line every `step` pixels, both ends kept."""
    if len(line) < 2:
        return line
    way = lengths(line)
    wanted = np.linspace(0.0, way[-1], max(2, int(way[-1] / step) + 1))
    return np.column_stack([np.interp(wanted, way, line[:, 0]), np.interp(wanted, way, line[:, 1])])


def smooth(line: Points, sigma: float) -> Points:
    """Blur the line along itself by a bell of `sigma` points; both ends stay."""
    if len(line) < 4 or sigma <= 0:
        return line
    reach = max(1, math.ceil(sigma * 3))
    bell = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    bell /= bell.sum()
    padded = np.pad(line, ((reach, reach), (0, 0)), mode="edge")
    soft = np.column_stack([np.convolve(padded[:, i], bell, mode="valid") for i in (0, 1)])
    soft[0], soft[-1] = line[0], line[-1]
    return soft


def normals(line: Points) -> Points:
    """Return the unit normal at each point."""
    along = np.empty_like(line)
    along[1:-1] = line[2:] - line[:-2]
    along[0], along[-1] = line[1] - line[0], line[-1] - line[-2]
    across = np.column_stack([-along[:, 1], along[:, 0]])
    long = np.maximum(1e-6, np.hypot(across[:, 0], across[:, 1]))
    return points(across / long[:, None])


def tapered(
    layer: pygame.Surface,
    line: Points,
    breadth: float | npt.NDArray[np.float64],
    ink: Ink,
    round_ends: bool = True,
) -> None:
    """Draw a line whose breadth may change from point to point, in pixels of the layer."""
    if len(line) < 2:
        return
    broad = np.broadcast_to(np.asarray(breadth, dtype=np.float64), (len(line),))
    aside = normals(line) * broad[:, None] / 2
    left, right = (line + aside).tolist(), (line - aside).tolist()
    draw, circle = pygame.draw.polygon, pygame.draw.circle
    turning = _turns(line)
    for i in range(len(line) - 1):
        draw(layer, ink, (left[i], left[i + 1], right[i + 1], right[i]))
        if turning[i] * broad[i] > 0.7 and broad[i] > 2.5:
            circle(layer, ink, line[i], broad[i] / 2)
    if round_ends:
        for end in (0, -1):
            circle(layer, ink, line[end], max(1.0, broad[end] / 2))


def _turns(line: Points) -> npt.NDArray[np.float64]:
    """Return how sharply the line bends at each point, in radians."""
    steps = np.diff(line, axis=0)
    headings = np.arctan2(steps[:, 1], steps[:, 0])
    bends = np.abs(np.angle(np.exp(1j * np.diff(headings))))
    return np.concatenate(([0.0], bends, [0.0]))


def dashed(layer: pygame.Surface, line: Points, breadth: float, ink: Ink, on: float, off: float) -> None:
    """Draw a dashed line; lengths and breadth in pixels of the layer."""
    for dash in dashes(line, on, off):
        tapered(layer, dash, breadth, ink, round_ends=False)


def dashes(line: Points, on: float, off: float) -> list[Points]:
    """Cut the line into dashes `on` long with gaps `off` long."""
    if len(line) < 2:
        return []
    way = lengths(line)
    cut: list[Points] = []
    start = 0.0
    while start < way[-1]:
        stop = min(start + on, way[-1])
        inside = way[(way > start) & (way < stop)]
        marks = np.concatenate(([start], inside, [stop]))
        if stop - start > on * 0.25:
            cut.append(np.column_stack([np.interp(marks, way, line[:, 0]), np.interp(marks, way, line[:, 1])]))
        start += on + off
    return cut


def polygon(layer: pygame.Surface, ink: Ink, corners: Sequence[tuple[float, float]]) -> None:
    """Fill a polygon."""
    pygame.draw.polygon(layer, ink, corners)


def layer_of(size: tuple[int, int], times: int) -> pygame.Surface:
    """Return a transparent layer `times` as large as `size`."""
    return pygame.Surface((size[0] * times, size[1] * times), pygame.SRCALPHA)


def inked(layer: pygame.Surface, size: tuple[int, int], alpha: int = 255) -> pygame.Surface:
    """Premultiply a large layer and scale it down to `size`; `alpha` thins it."""
    layer.premul_alpha_ip()
    small = pygame.transform.smoothscale(layer, size)
    if alpha < 255:
        small.fill((alpha, alpha, alpha, alpha), special_flags=pygame.BLEND_RGBA_MULT)
    return small


def lay(target: pygame.Surface, picture: pygame.Surface, at: tuple[float, float]) -> None:
    """Blit a premultiplied picture with its top left corner at a place."""
    target.blit(picture, (round(at[0]), round(at[1])), special_flags=pygame.BLEND_PREMULTIPLIED)


def lay_centred(target: pygame.Surface, picture: pygame.Surface, at: tuple[float, float]) -> None:
    """Blit a premultiplied picture with its centre at a place."""
    lay(target, picture, (at[0] - picture.get_width() / 2, at[1] - picture.get_height() / 2))
