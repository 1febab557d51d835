"""Where things lie: the measure of the sheet at one zoom, and the part of it that a window shows."""

from dataclasses import dataclass

import pygame

from game.hexes import Cell, Grid
from game.ui import plane


@dataclass(frozen=True, slots=True)
class View:
    """A window on the sheet: an area of the target, and the sheet pixel at its top left corner."""

    area: pygame.Rect
    left: int
    top: int

    @property
    def part(self) -> pygame.Rect:
        """The part of the sheet that is seen."""
        return pygame.Rect(self.left, self.top, self.area.w, self.area.h)

    def on_target(self, spot: tuple[float, float]) -> tuple[float, float]:
        """Turn sheet pixels into pixels of the target."""
        return spot[0] - self.left + self.area.x, spot[1] - self.top + self.area.y

    def on_sheet(self, spot: tuple[float, float]) -> tuple[float, float]:
        """Turn pixels of the target into sheet pixels."""
        return spot[0] - self.area.x + self.left, spot[1] - self.area.y + self.top


@dataclass(frozen=True, slots=True)
class Measure:
    """The size of a sheet: height of a hex in real pixels and scale of the interface (1.0 at 100%)."""

    grid: Grid
    hex_height: int
    scale: float = 1.0

    @property
    def k(self) -> float:
        """Sheet pixels for one pixel of the map file."""
        return self.hex_height / plane.HIGH

    @property
    def z(self) -> float:
        """The zoom of the look: 1 where a hex is 44 pixels high at a scale of 100%."""
        return self.hex_height / (44 * self.scale)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the whole sheet."""
        wide, high = plane.size(self.grid)
        return round(wide * self.k), round(high * self.k)

    @property
    def box(self) -> pygame.Rect:
        """The whole sheet in its own pixels."""
        return pygame.Rect((0, 0), self.size)

    def broad(self, width: float, power: float) -> float:
        """Return a line width of the look (pixels at zoom 1, power of the zoom) in real pixels."""
        return float(width * self.z**power * self.scale)

    def centre(self, cell: Cell) -> tuple[float, float]:
        """Return the middle of a hex in sheet pixels."""
        x, y = plane.centre(self.grid, cell)
        return x * self.k, y * self.k

    def corners(self, cell: Cell) -> list[tuple[float, float]]:
        """Return the corners of a hex in sheet pixels."""
        return [(x * self.k, y * self.k) for x, y in plane.corners(self.grid, cell)]

    def cells_in(self, part: pygame.Rect) -> list[Cell]:
        """Return the hexes of the field that touch a part of the sheet."""
        across, down = plane.ACROSS * self.k, plane.HIGH * self.k
        columns = range(max(0, int(part.left / across) - 1), min(self.grid.width, int(part.right / across) + 2))
        rows = range(max(0, int(part.top / down) - 1), min(self.grid.height, int(part.bottom / down) + 2))
        return [self.grid.cell(column, row) for column in columns for row in rows]
