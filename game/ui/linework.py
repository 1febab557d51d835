"""Line work of the map at one zoom: rivers, roads and frontier cut into short strokes that a tile can pick from.

Widths follow the look: pixels at zoom 1 times a power of the zoom, times the scale of the interface.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pygame

from game.ui import palette, strokes
from game.ui.ink import Ink, RiverLine, RoadLine
from game.ui.strokes import Points

_CHUNK = 40


@dataclass(frozen=True, slots=True, eq=False)
class Stroke:
    """A short piece of a line in sheet pixels, with its breadth at each point."""

    line: Points
    breadth: npt.NDArray[np.float64]
    ink: strokes.Ink
    round_ends: bool


class Strokes:
    """Strokes in drawing order with their boxes, so that a tile finds its own at once."""

    __slots__ = ("_list", "_boxes")

    def __init__(self, drawn: Iterable[Stroke]) -> None:
        self._list = list(drawn)
        boxes = [
            (*(one.line.min(axis=0) - one.breadth.max()), *(one.line.max(axis=0) + one.breadth.max()))
            for one in self._list
        ]
        self._boxes = np.array(boxes, dtype=np.float64).reshape(-1, 4)

    def draw(self, layer: pygame.Surface, part: pygame.Rect, times: int) -> None:
        """Draw on a layer, `times` too large, what touches a part of the sheet."""
        boxes = self._boxes
        inside = (boxes[:, 0] < part.right) & (boxes[:, 2] > part.left)
        inside &= (boxes[:, 1] < part.bottom) & (boxes[:, 3] > part.top)
        corner = np.array([part.left, part.top], dtype=np.float64)
        for number in np.nonzero(inside)[0]:
            one = self._list[number]
            strokes.tapered(layer, (one.line - corner) * times, one.breadth * times, one.ink, one.round_ends)


def linework(ink: Ink, k: float, z: float, scale: float) -> Strokes:
    """Return all strokes of a map; `k` sheet pixels for one map pixel, `z` the zoom, `scale` of the interface."""
    return Strokes([*_frontier(ink, k, z, scale), *_rivers(ink.rivers, k, z, scale), *_roads(ink.roads, k, z, scale)])


def _cut(line: Points, breadth: npt.NDArray[np.float64], colour: strokes.Ink) -> list[Stroke]:
    """Cut a long line into strokes that overlap by a point."""
    return [
        Stroke(line[i : i + _CHUNK + 1], breadth[i : i + _CHUNK + 1], colour, True)
        for i in range(0, max(1, len(line) - 1), _CHUNK)
        if len(line[i : i + _CHUNK + 1]) > 1
    ]


def _great(name: str) -> bool:
    return name.startswith(("Amu", "Panj", "Pyandzh", "Pyanj"))


def _rivers(rivers: tuple[RiverLine, ...], k: float, z: float, scale: float) -> list[Stroke]:
    casing: list[Stroke] = []
    water: list[Stroke] = []
    core: list[Stroke] = []
    for river in sorted(rivers, key=lambda one: -one.rank):
        line = strokes.resample(river.line * k, 2.2 * max(1.0, z**0.5))
        if len(line) < 2:
            continue
        share = np.linspace(river.start, river.end, len(line)).clip(0.75 if _great(river.name) else 0, 1)
        widest = 6.0 if _great(river.name) else {1: 4.4, 2: 2.7, 3: 1.7}.get(river.rank, 1.1)
        breadth = widest * (0.34 + 0.66 * share**0.7) * z**0.62 * scale
        casing += _cut(line, breadth + 1.5 * z**0.5 * scale, palette.WATER_CASING)
        water += _cut(line, breadth, palette.WATER)
        broad = np.nonzero(breadth > 3.0 * z**0.62 * scale)[0]
        if len(broad) > 2:
            thin = np.maximum(0.3, breadth - 2.2 * z**0.62 * scale)
            core += _cut(line[broad[0] : broad[-1] + 1], thin[broad[0] : broad[-1] + 1], palette.WATER_CORE)
    return [*casing, *water, *core]


def _roads(roads: tuple[RoadLine, ...], k: float, z: float, scale: float) -> list[Stroke]:
    edges: list[Stroke] = []
    fills: list[Stroke] = []
    tracks: list[Stroke] = []
    for road in roads:
        line = strokes.resample(road.line * k, 2.4 * max(1.0, z**0.5))
        if len(line) < 2:
            continue
        if road.kind == "road":
            edges += _cut(line, np.full(len(line), 3.4 * z**0.55 * scale), palette.ROAD)
            fills += _cut(line, np.full(len(line), 1.7 * z**0.55 * scale), palette.ROAD_FILL)
        else:
            on, off = 5.2 * z**0.6 * scale, 3.4 * z**0.6 * scale
            for dash in strokes.dashes(line, on, off):
                tracks.append(Stroke(dash, np.full(len(dash), 1.35 * z**0.5 * scale), palette.ROAD, False))
    return [*tracks, *edges, *fills]


def _frontier(ink: Ink, k: float, z: float, scale: float) -> list[Stroke]:
    bands: list[Stroke] = []
    marks: list[Stroke] = []
    for way in ink.frontier:
        line = strokes.resample(way * k, 3.0)
        if len(line) < 2:
            continue
        bands += _cut(line, np.full(len(line), 9 * z**0.5 * scale), (*palette.FRONTIER_BAND, 78))
        for dash in strokes.dashes(line, 9 * z**0.5 * scale, 7 * z**0.5 * scale):
            marks.append(Stroke(dash, np.full(len(dash), 1.5 * z**0.5 * scale), (*palette.NAME, 210), False))
    return [*bands, *marks]
