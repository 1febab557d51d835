"""Where things are: rectangles of bars and panels from 1280 x 720 to 4K, the camera over the map, pixel to hex.

Pure arithmetic.  *Map pixels* are those of the map file, where a hex is 56 high; *screen pixels* are real ones.
The camera says which map pixel lies at the corner of the map's view and how high a hex is on the screen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from game.hexes import Cell, Grid
from game.ui import plane

Point: TypeAlias = tuple[float, float]
Rect: TypeAlias = tuple[int, int, int, int]
"""Left, top, width, height in screen pixels."""

ZOOM_STEPS: tuple[int, ...] = (28, 44, 66, 97, 130)
SMALL_STEPS: tuple[int, ...] = (24, 33, 44, 64, 97)
STANDARD_STEP = 1


SMALLEST = (1024, 640)
"""The smallest window in which the interface has room at its small scale."""
SMALL = 75


def scale_percent(size: tuple[int, int], wish: int = 100) -> int:
    """The scale of the interface, in percent, that suits a window, times a person's wish in percent.

    It is never larger than the window has room for; only a window below the smallest goes under the small scale.
    """
    wide, high = size
    usual = SMALL
    for least_wide, least_high, percent in ((3600, 2000, 200), (2500, 1400, 150), (1840, 1000, 100), (1560, 860, 85)):
        if wide >= least_wide and high >= least_high:
            usual = percent
            break
    room = min(wide * SMALL // SMALLEST[0], high * SMALL // SMALLEST[1])
    return max(20, min(max(SMALL, usual * wish // 100), room))


def zoom_steps(percent: int) -> tuple[int, ...]:
    """Heights of a hex in screen pixels, smallest first, at a scale of the interface."""
    if percent <= 75:
        return SMALL_STEPS
    return tuple(step * percent // 100 for step in ZOOM_STEPS)


@dataclass(frozen=True, slots=True)
class Plan:
    """The parts of the battle screen: top bar, left and right panel (width 0 when closed) and the map."""

    bar: Rect
    left: Rect
    right: Rect
    map: Rect

    def over_map(self, at: Point) -> bool:
        """Whether a screen pixel lies on the open map."""
        return inside(self.map, at)


def inside(rect: Rect, at: Point) -> bool:
    """Whether a screen pixel lies in a rectangle."""
    left, top, wide, high = rect
    return left <= at[0] < left + wide and top <= at[1] < top + high


def plan_battle(size: tuple[int, int], percent: int, folded: bool = False, right_open: bool = True) -> Plan:
    """Divide the window.

    At the small scale the right panel takes its room from the map only while it is open; the map keeps its top left
    corner, so that nothing jumps.
    """
    wide, high = size
    small = percent <= 75
    k = percent if not small else min(100, percent * 100 // SMALL)
    bar = (40 if small else 52) * k // 100
    left = 40 * k // 100 if folded else (232 if small else 288) * k // 100
    right = (264 if small else 336) * k // 100
    right = right if right_open or not small else 0
    return Plan(
        (0, 0, wide, bar),
        (0, bar, left, high - bar),
        (wide - right, bar, right, high - bar),
        (left, bar, wide - left - right, high - bar),
    )


def balance(grid: Grid, weights: Mapping[Cell, int]) -> Point:
    """The map pixel about which weights on hexes balance; the middle of the board if there are none."""
    whole = sum(weights.values())
    if whole <= 0:
        wide, high = plane.size(grid)
        return wide / 2, high / 2
    middles = [(plane.centre(grid, cell), weight) for cell, weight in weights.items()]
    return sum(m[0] * w for m, w in middles) / whole, sum(m[1] * w for m, w in middles) / whole


@dataclass(frozen=True, slots=True)
class Camera:
    """`x, y`: the map pixel at the top left of `view`; `high`: screen pixels a hex is high; `board` in map pixels."""

    view: Rect
    board: tuple[int, int]
    high: float
    x: float = 0.0
    y: float = 0.0

    @property
    def factor(self) -> float:
        """Screen pixels for one map pixel."""
        return self.high / plane.HIGH

    def to_screen(self, at: Point) -> Point:
        """Where a map pixel lies on the screen."""
        return self.view[0] + (at[0] - self.x) * self.factor, self.view[1] + (at[1] - self.y) * self.factor

    def to_map(self, at: Point) -> Point:
        """Which map pixel lies under a screen pixel."""
        return self.x + (at[0] - self.view[0]) / self.factor, self.y + (at[1] - self.view[1]) / self.factor

    def held(self) -> "Camera":
        """The camera brought back over the board; a board smaller than the view is centred."""
        wide, high = self.view[2] / self.factor, self.view[3] / self.factor
        return replace(self, x=_held(self.x, wide, self.board[0]), y=_held(self.y, high, self.board[1]))

    def panned(self, dx: float, dy: float) -> "Camera":
        """The camera moved by screen pixels: positive shows what lies to the right and below."""
        return replace(self, x=self.x + dx / self.factor, y=self.y + dy / self.factor).held()

    def zoomed(self, high: float, about: Point) -> "Camera":
        """The camera at another height of hexes; the map pixel under the screen pixel `about` stays there."""
        mx, my = self.to_map(about)
        factor = high / plane.HIGH
        x, y = mx - (about[0] - self.view[0]) / factor, my - (about[1] - self.view[1]) / factor
        return replace(self, high=high, x=x, y=y).held()

    def centred(self, at: Point) -> "Camera":
        """The camera with a map pixel in the middle of its view."""
        wide, high = self.view[2] / self.factor, self.view[3] / self.factor
        return replace(self, x=at[0] - wide / 2, y=at[1] - high / 2).held()

    def viewed(self, view: Rect) -> "Camera":
        """The camera in another rectangle of the screen, its top left map pixel kept."""
        return replace(self, view=view).held()

    def shows(self, at: Point, margin: float = 0.0) -> bool:
        """Whether a map pixel lies in the view, at least `margin` screen pixels from its edge."""
        x, y = self.to_screen(at)
        left, top, wide, high = self.view
        return left + margin <= x < left + wide - margin and top + margin <= y < top + high - margin


def _held(start: float, room: float, whole: float) -> float:
    if room >= whole:
        return (whole - room) / 2
    return min(max(start, 0.0), whole - room)


def cell_at(camera: Camera, grid: Grid, at: Point) -> Cell:
    """The hex under a screen pixel, or NO_CELL off the field."""
    return plane.cell_at(grid, *camera.to_map(at))
