"""The veil of fog: a wash over the hexes out of sight, with a dotted line where sight ends.

The wash is multiplied into the ground, under the ink, so that rivers, roads and names stay as they are.  It is kept in
tiles; a tile is made anew only when the hexes of its own part change.
"""

from collections import OrderedDict

import pygame

from game.hexes import Cell, CellSet
from game.ui import palette, strokes
from game.ui.view import Measure, View

_TILE = 512
_KEPT = 56
_TIMES = 2
_WHITE = (255, 255, 255)


class Veil:
    """The wash over one sheet, in tiles made when they are first seen."""

    __slots__ = ("_cells", "_ground", "_measure", "_tiles")

    def __init__(self, ground: CellSet) -> None:
        self._ground = ground
        self._measure: Measure | None = None
        self._cells: dict[tuple[int, int], tuple[CellSet, list[Cell]]] = {}
        self._tiles: OrderedDict[tuple[int, int], tuple[CellSet, pygame.Surface | None]] = OrderedDict()

    def draw(self, target: pygame.Surface, measure: Measure, view: View, hidden: CellSet) -> None:
        """Lay the wash over the hexes of a set, as far as the view shows them."""
        if not hidden:
            return
        if measure != self._measure:
            self._measure = measure
            self._tiles.clear()
            self._cells.clear()
        part = view.part.clip(measure.box)
        if not part.w or not part.h:
            return
        for column in range(part.left // _TILE, (part.right - 1) // _TILE + 1):
            for row in range(part.top // _TILE, (part.bottom - 1) // _TILE + 1):
                tile = self._tile(measure, column, row, hidden)
                if tile is not None:
                    x, y = view.on_target((column * _TILE, row * _TILE))
                    target.blit(tile, (round(x), round(y)), special_flags=pygame.BLEND_RGB_MULT)

    def _tile(self, measure: Measure, column: int, row: int, hidden: CellSet) -> pygame.Surface | None:
        """The wash of one tile, None where nothing is hidden."""
        box = pygame.Rect(column * _TILE, row * _TILE, _TILE, _TILE)
        if (column, row) not in self._cells:
            cells = [cell for cell in measure.cells_in(box) if cell]
            self._cells[column, row] = (sum(1 << cell for cell in cells), cells)
        mask, cells = self._cells[column, row]
        key = hidden & mask
        kept = self._tiles.get((column, row))
        if kept is None or kept[0] != key:
            kept = (key, _washed(measure, box, cells, hidden, self._ground & ~hidden) if key else None)
            self._tiles[column, row] = kept
        self._tiles.move_to_end((column, row))
        if len(self._tiles) > _KEPT:
            self._tiles.popitem(last=False)
        return kept[1]


def _washed(measure: Measure, box: pygame.Rect, cells: list[Cell], hidden: CellSet, bright: CellSet) -> pygame.Surface:
    """Draw the wash of the hidden ones among these hexes, and the dotted line between them and the bright ones."""
    layer = pygame.Surface((box.w * _TIMES, box.h * _TIMES))
    layer.fill(_WHITE)
    for cell in cells:
        if hidden >> cell & 1:
            pygame.draw.polygon(layer, palette.UNSEEN, _shape(measure, cell, box))
    small = pygame.transform.smoothscale(layer, box.size)
    dots = strokes.layer_of(box.size, _TIMES)
    for cell in cells:
        if hidden >> cell & 1:
            _edge(dots, measure, cell, box, bright)
    inked = strokes.inked(dots, box.size)
    strokes.lay(small, inked, (0, 0))
    return small


def _shape(measure: Measure, cell: Cell, box: pygame.Rect) -> list[tuple[float, float]]:
    return [((x - box.x) * _TIMES, (y - box.y) * _TIMES) for x, y in measure.corners(cell)]


def _edge(layer: pygame.Surface, measure: Measure, cell: Cell, box: pygame.Rect, bright: CellSet) -> None:
    """Dot the sides of a hidden hex beyond which men see."""
    corners = _shape(measure, cell, box)
    around = measure.grid.neighbours[cell]
    radius = max(1.0, measure.broad(1.0, 0.4) * _TIMES)
    many = max(3, round(measure.hex_height / (measure.scale * 7)))
    for direction in range(6):
        there = around[direction]
        if not there or not bright >> there & 1:
            continue
        (ax, ay), (bx, by) = corners[direction], corners[(direction + 1) % 6]
        for step in range(many):
            share = (step + 0.5) / many
            pygame.draw.circle(layer, palette.UNSEEN_EDGE, (ax + (bx - ax) * share, ay + (by - ay) * share), radius)
