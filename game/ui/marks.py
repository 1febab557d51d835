"""Signs of towns, villages, bridges, fords, ferries and passes: where each stands, and its drawing."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pygame

from game.model.board import Board, Place
from game.ui import palette, plane, strokes
from game.ui.ink import Ink

_ORDER = ("chief", "fort", "town", "pass", "entry", "village", "bridge")


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign on the map in map pixels: what kind, its name, and for a crossing the way across it in radians."""

    kind: str
    name: str
    x: float
    y: float
    across: float = 0.0
    sign: str = ""


def marks(board: Board, ink: Ink | None = None) -> tuple[Mark, ...]:
    """Return every sign that a board asks for; crossings stand where the drawn road meets the drawn river."""
    snap = _Snap(ink) if ink is not None else None
    taken = {place.cell for place in board.places}
    made: list[Mark] = []
    for place in board.places:
        if place.kind != "camp":
            px, py = plane.centre(board.grid, place.cell)
            made.append(Mark(_kind(place), place.name, px + place.offset[0] * 0.55, py + place.offset[1] * 0.55))
    for entry in board.entries:
        if entry.cell in taken:
            continue
        ex, ey = plane.centre(board.grid, entry.cell)
        made.append(Mark("entry", entry.name, ex, ey))
    for (cell, direction), crossing in board.crossings.items():
        there = board.grid.step(cell, direction)
        if there and there < cell:
            continue
        (ax, ay), (bx, by) = plane.side(board.grid, cell, direction)
        middle = ((ax + bx) / 2, (ay + by) / 2)
        across = math.atan2(by - ay, bx - ax) + math.pi / 2
        height = f" {crossing.height}" if crossing.height else ""
        if snap is not None:
            middle, across = snap.moved(middle, across, crossing.kind == "pass")
        kind = "pass" if crossing.kind == "pass" else "bridge"
        name = crossing.name + height if crossing.name else ""
        made.append(Mark(kind, name, *middle, across, crossing.kind))
    return tuple(sorted(made, key=lambda mark: _ORDER.index(mark.kind)))


class _Snap:
    """The drawn rivers and roads as points, to which a crossing is moved from the middle of its hexside."""

    __slots__ = ("_rivers", "_roads")

    def __init__(self, ink: Ink) -> None:
        self._rivers = [strokes.resample(river.line, 2.0) for river in ink.rivers]
        self._roads = [strokes.resample(road.line, 2.0) for road in ink.roads]

    def moved(self, spot: tuple[float, float], across: float, over_land: bool) -> tuple[tuple[float, float], float]:
        """Return the nearest fitting point within half a hex and the way across there, in radians."""
        here = np.array(spot)
        roads = [near for line in self._roads if (near := _near(line, here, 36.0)) is not None]
        if over_land:
            return _along(roads, here, across)
        rivers = [near for line in self._rivers if (near := _near(line, here, 30.0)) is not None]
        best: tuple[float, strokes.Points] | None = None
        for river in rivers:
            for road in roads:
                gaps = np.hypot(*(river[:, None, :] - road[None, :, :]).transpose(2, 0, 1))
                number = int(gaps.argmin())
                at = river[number // gaps.shape[1]]
                cost = float(gaps.flat[number]) * 4 + float(np.hypot(*(at - here)))
                if gaps.flat[number] < 4 and (best is None or cost < best[0]):
                    best = (cost, at)
        middle, along = _along(rivers, here if best is None else best[1], across - math.pi / 2)
        return middle, along + math.pi / 2


def _near(line: strokes.Points, here: strokes.Points, reach: float) -> strokes.Points | None:
    """Return the points of a line within reach of a point, or None."""
    close = line[np.hypot(*(line - here).T) < reach]
    return close if len(close) > 1 else None


def _along(lines: Sequence[strokes.Points], here: strokes.Points, angle: float) -> tuple[tuple[float, float], float]:
    """Return the point of the lines nearest to a point and the way the line runs there; else the point itself."""
    best: tuple[float, tuple[float, float], float] | None = None
    for line in lines:
        gaps = np.hypot(*(line - here).T)
        number = int(gaps.argmin())
        before, after = line[max(0, number - 2)], line[min(len(line) - 1, number + 2)]
        if best is None or gaps[number] < best[0]:
            spot = (float(line[number][0]), float(line[number][1]))
            best = (float(gaps[number]), spot, math.atan2(after[1] - before[1], after[0] - before[0]))
    return (best[1], best[2]) if best is not None else ((float(here[0]), float(here[1])), angle)


def _kind(place: Place) -> str:
    if place.kind in ("town", "fort") and place.rank == 1:
        return "chief"
    return place.kind if place.kind in _ORDER else "village"


def draw_sign(layer: pygame.Surface, mark: Mark, x: float, y: float, u: float) -> None:
    """Draw the sign of a place at a point of a layer; `u` is the length of one unit in its pixels."""
    ink, ground = palette.NAME, palette.PAPER
    if mark.kind == "chief":
        pygame.draw.rect(layer, ground, (x - 7 * u, y - 7 * u, 14 * u, 14 * u))
        for a, b, wide, high in (
            (-5.6, -5.6, 4.8, 3.4), (0.6, -5.6, 5, 4.4), (-5.6, -0.8, 3.4, 6.2), (-0.9, 0.2, 3, 2.6),
            (3.4, 0.2, 2.2, 5.2), (-0.9, 4, 3, 1.5),
        ):  # fmt: skip
            pygame.draw.rect(layer, ink, (x + a * u, y + b * u, wide * u, high * u))
    elif mark.kind == "fort":
        corners = []
        for i in range(16):
            far = (7.0 if i % 4 in (0, 1) else 5.0) * u
            angle = math.pi * (i / 8 + 1 / 16)
            corners.append((x + far * math.cos(angle), y + far * math.sin(angle)))
        pygame.draw.polygon(layer, ground, corners)
        pygame.draw.polygon(layer, ink, corners, max(2, round(1.5 * u)))
        pygame.draw.rect(layer, ink, (x - 1.8 * u, y - 1.8 * u, 3.6 * u, 3.6 * u))
    elif mark.kind == "town":
        for radius, fill in ((5.4, ground), (4.5, ink), (2.9, ground), (1.5, ink)):
            pygame.draw.circle(layer, fill, (x, y), radius * u)
    elif mark.kind == "village":
        for radius, fill in ((3.7, ground), (2.9, ink), (1.6, ground)):
            pygame.draw.circle(layer, fill, (x, y), radius * u)
    elif mark.kind == "entry":
        corners = [(x, y - 5.4 * u), (x + 5.4 * u, y), (x, y + 5.4 * u), (x - 5.4 * u, y)]
        pygame.draw.polygon(layer, ground, corners)
        pygame.draw.polygon(layer, palette.DISTRICT_NAME, corners, max(2, round(1.3 * u)))
    else:
        _crossing(layer, mark, x, y, u)


def _crossing(layer: pygame.Surface, mark: Mark, x: float, y: float, u: float) -> None:
    """Draw a bridge, ford, ferry or pass, turned to lie across its hexside."""
    cos, sin = math.cos(mark.across), math.sin(mark.across)

    def turned(pairs: Iterable[tuple[float, float]]) -> strokes.Points:
        return strokes.points([(x + (a * cos - b * sin) * u, y + (a * sin + b * cos) * u) for a, b in pairs])

    if mark.sign == "bridge":
        strokes.tapered(layer, turned(((-5.2, 0), (5.2, 0))), 4.6 * u, palette.PAPER, round_ends=False)
        for side in (-1.0, 1.0):
            rail = turned(((-6.4, side * 4.2), (-4, side * 2.3), (4, side * 2.3), (6.4, side * 4.2)))
            strokes.tapered(layer, rail, 1.25 * u, palette.NAME)
    elif mark.sign == "pass":
        way = np.linspace(-1, 1, 13)
        for side in (-1.0, 1.0):
            horn = turned([(5.2 * t, side * (2.2 + 2.6 * t * t)) for t in way.tolist()])
            strokes.tapered(layer, horn, 2.9 * u, palette.PAPER)
            strokes.tapered(layer, horn, 1.5 * u, palette.ROAD)
    elif mark.sign == "ford":
        for side in (-1.5, 1.5):
            for dash in strokes.dashes(turned(((-5.6, side), (5.6, side))), 2.0 * u, 1.4 * u):
                strokes.tapered(layer, dash, 2.1 * u, palette.PAPER)
                strokes.tapered(layer, dash, 1.1 * u, palette.NAME)
    else:
        strokes.tapered(layer, turned(((-5.6, 0), (5.6, 0))), 2.6 * u, palette.PAPER)
        strokes.tapered(layer, turned(((-5.6, 0), (5.6, 0))), 1.0 * u, palette.NAME)
        hull = turned(((-3.2, -1.9), (3.2, -1.9), (2.0, 1.9), (-2.0, 1.9)))
        pygame.draw.polygon(layer, palette.NAME, hull.tolist())
