"""The map sheet at one zoom: ground, ink in tiles drawn when first seen, and names over the counters.

Sheet pixels count from the north-west corner of the field; `View` says which part of the sheet an area of the
window shows. The order of a frame: `draw_ground`, overlays that tint, `draw_ink`, overlays, counters (the
caller's), wedges and tags, `draw_names`. `draw` does the first steps in one call.
"""

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

import pygame

from game.hexes import Cell
from game.model.board import Board
from game.ui import (
    crests,
    faces,
    ground,
    ink,
    lettering,
    linework,
    marks,
    names,
    overlay,
    palette,
    plane,
    stores,
    strokes,
)
from game.ui.overlay import Overlay
from game.ui.veil import Veil
from game.ui.view import Measure, View

ZOOMS: tuple[int, ...] = (28, 44, 66, 97, 130)
"""Hex heights in pixels at a scale of the interface of 100%."""

_TILE = 512
_KEPT = 56


class Sheet:
    """The map of one board at one zoom."""

    def __init__(self, board: Board, folder: Path | None, hex_height: int, grid: bool = True) -> None:
        """Read the ground and the ink of a scenario's folder; without them make both from the board."""
        self.board = board
        self.grid = grid
        self.margin = palette.LIGHT.panel_2
        self.ink = ink.read(folder, board)
        self.marks = marks.marks(board, self.ink)
        self.source = ground.read(folder, board)
        self.hex_height = 0
        self.scale = 0.0
        self._tiles: OrderedDict[tuple[int, int], pygame.Surface] = OrderedDict()
        self._reach: tuple[object, overlay.ReachPicture] | None = None
        self._base: tuple[object, pygame.Surface | None] | None = None
        self._supply = overlay.SetPicture()
        self._fire = overlay.SetPicture()
        self._veil = Veil(board.ground)
        self.zoom(hex_height)

    def zoom(self, hex_height: int) -> None:
        """Draw the sheet with hexes of another height, in real pixels."""
        if hex_height == self.hex_height and self.scale == faces.scale():
            return
        self.hex_height = hex_height
        self.measure = Measure(self.board.grid, hex_height, faces.scale())
        self.k, self.z, self.scale = self.measure.k, self.measure.z, self.measure.scale
        self.size = self.measure.size
        self.ground = ground.Ground(self.source, self.size)
        self._lines: linework.Strokes | None = None
        self._signs: list[lettering.Sign] = []
        self._tiles.clear()
        self._reach = None
        self._base = None
        self.names: tuple[names.Name, ...] = ()

    @property
    def box(self) -> pygame.Rect:
        """The whole sheet in its own pixels."""
        return pygame.Rect((0, 0), self.size)

    def show_grid(self, on: bool) -> None:
        """Show or hide the hex grid."""
        if on != self.grid:
            self.grid = on
            self._tiles.clear()

    def centre(self, cell: Cell) -> tuple[float, float]:
        """Return the middle of a hex in sheet pixels."""
        return self.measure.centre(cell)

    def cell_at(self, x: float, y: float) -> Cell:
        """Return the hex under a sheet pixel, NO_CELL off the ground."""
        cell = plane.cell_at(self.board.grid, x / self.k, y / self.k)
        return cell if self.board.ground >> cell & 1 else 0

    def counter_size(self) -> int:
        """Return the side of a counter at this zoom in real pixels."""
        return round(self.hex_height * (0.82 if self.z < 1.4 else 0.80))

    def held(self, view: View) -> View:
        """Return the view moved so that it shows as much sheet as it can; a small sheet lies in the middle."""
        left = _held(view.left, view.area.w, self.size[0])
        top = _held(view.top, view.area.h, self.size[1])
        return View(view.area, left, top)

    def draw(self, target: pygame.Surface, view: View, shown: Overlay | None = None) -> None:
        """Draw all that lies under the counters: ground, tints, ink, outlines, path, sieges."""
        clip = target.get_clip()
        target.set_clip(view.area)
        self._draw_base(target, view, shown or Overlay())
        if shown is not None:
            overlay.draw_under(target, self.measure, view, shown, self._reach[1] if self._reach else None)
        target.set_clip(clip)

    def _draw_base(self, target: pygame.Surface, view: View, shown: Overlay) -> None:
        """Draw ground, tints and ink; what stays the same for a second frame is kept as one picture for the next."""
        place = (view.area.size, view.left, view.top, self.hex_height, self.scale, self.margin, self.grid)
        key = (*place, shown.hidden, shown.dark, shown.supply, shown.fire, shown.reach)
        self._fire.draw(target, self.measure, view, shown.fire, palette.FIRE, 43, palette.ATTACK)
        self._prepare_reach(shown)
        if self._base is not None and self._base[0] == key and self._base[1] is not None:
            target.blit(self._base[1], view.area.topleft)
            return
        self.draw_ground(target, view)
        self.draw_tints(target, view, shown)
        self.draw_ink(target, view)
        again = self._base is not None and self._base[0] == key
        whole = target.get_rect().contains(view.area)
        self._base = (key, target.subsurface(view.area).copy() if again and whole else None)

    def draw_names(self, target: pygame.Surface, view: View) -> None:
        """Write the names of places: over the counters at rest, under those that move."""
        clip = target.get_clip()
        target.set_clip(view.area)
        names.draw(target, self.names, self.z, self.scale, view.area, view.left, view.top)
        target.set_clip(clip)

    def draw_over(self, target: pygame.Surface, view: View, shown: Overlay | None = None, named: bool = True) -> None:
        """Draw all that lies over the counters: wedges of attack, names if they have to be `named`, tags."""
        clip = target.get_clip()
        target.set_clip(view.area)
        if shown is not None:
            overlay.draw_wedges(target, self.measure, view, shown)
        if named:
            self.draw_names(target, view)
        if shown is not None:
            stores.draw_fodder(target, self.measure, view, shown)
            stores.draw_stores(target, self.measure, view, shown)
            overlay.draw_tags(target, self.measure, view, shown)
        target.set_clip(clip)

    def draw_ground(self, target: pygame.Surface, view: View) -> None:
        """Draw the relief, and the margin of the sheet where the view looks past its edge."""
        if not self.box.contains(view.part):
            target.fill(self.margin, view.area)
            frame = self.box.move(view.area.x - view.left, view.area.y - view.top)
            for grow, breadth in ((12, 2), (4, 1)):
                rim = faces.px(grow)
                pygame.draw.rect(target, palette.NAME, frame.inflate(rim, rim), max(1, faces.px(breadth)))
        self.ground.draw(target, view.area, view.left, view.top)

    def draw_tints(self, target: pygame.Surface, view: View, shown: Overlay) -> None:
        """Lay the night, the veil, and the tints of supply and reach between ground and ink."""
        if shown.dark:
            sheet = self.box.move(view.area.x - view.left, view.area.y - view.top).clip(view.area)
            target.fill(palette.NIGHT_WASH, sheet, special_flags=pygame.BLEND_RGB_MULT)
        self._veil.draw(target, self.measure, view, shown.hidden)
        self._supply.draw(target, self.measure, view, shown.supply, palette.SUPPLY_TINT, 84, palette.SUPPLY_LINE)
        self._fire.draw(target, self.measure, view, shown.fire, palette.FIRE, 43, palette.ATTACK)
        self._prepare_reach(shown)
        if self._reach is not None:
            strokes.lay(target, self._reach[1].tint, view.on_target(self._reach[1].corner))

    def _prepare_reach(self, shown: Overlay) -> None:
        """Have the picture of the reach ready, drawn once for as long as it stays."""
        key = (shown.reach, shown.stops, tuple(shown.costs.items()))
        if not shown.reach:
            self._reach = None
        elif self._reach is None or self._reach[0] != key:
            self._reach = (key, overlay.reach_picture(self.measure, shown))

    def draw_ink(self, target: pygame.Surface, view: View) -> None:
        """Draw the tiles of ink that the view shows, making those that are missing."""
        clip = target.get_clip()
        target.set_clip(clip.clip(self.box.move(view.area.x - view.left, view.area.y - view.top)))
        for column, row in self._seen(view.part):
            tile = self._tile(column, row)
            strokes.lay(target, tile, view.on_target((column * _TILE, row * _TILE)))
        target.set_clip(clip)

    def warm(self, view: View) -> bool:
        """Draw one tile just outside the view ahead of need; return whether more are missing."""
        missing = [at for at in self._seen(view.part.inflate(_TILE, _TILE)) if at not in self._tiles]
        if missing and len(self._tiles) < _KEPT - 8:
            self._tile(*missing[0])
        return len(missing) > 1 and len(self._tiles) < _KEPT - 8

    def place_names(self, obstacles: Sequence[pygame.Rect]) -> None:
        """Place the names of places clear of counters, medallions and tags, given as boxes in sheet pixels."""
        if self._lines is None:
            self._letter()
        soft = [letter for sign in self._signs for letter in sign.letters]
        self.names = names.place(self.marks, self.k, self.z, self.scale, self.box, obstacles, soft)

    def overview(self, size: tuple[int, int]) -> pygame.Surface:
        """Return the whole sheet as a small picture with its rivers."""
        whole = pygame.transform.smoothscale(self.source, (size[0] * 2, size[1] * 2))
        wide, _ = plane.size(self.board.grid)
        k = size[0] * 2 / wide
        for river in self.ink.rivers:
            pygame.draw.lines(whole, palette.WATER, False, (river.line * k).tolist(), 3 if river.rank == 1 else 2)
        return pygame.transform.smoothscale(whole, size)

    def _seen(self, part: pygame.Rect) -> list[tuple[int, int]]:
        part = part.clip(self.box)
        if not part.w or not part.h:
            return []
        columns = range(part.left // _TILE, (part.right - 1) // _TILE + 1)
        rows = range(part.top // _TILE, (part.bottom - 1) // _TILE + 1)
        return [(column, row) for column in columns for row in rows]

    def _tile(self, column: int, row: int) -> pygame.Surface:
        kept = self._tiles.get((column, row))
        if kept is not None:
            self._tiles.move_to_end((column, row))
            return kept
        if self._lines is None:
            self._letter()
        tile = self._draw_tile(pygame.Rect(column * _TILE, row * _TILE, _TILE, _TILE))
        self._tiles[column, row] = tile
        if len(self._tiles) > _KEPT:
            self._tiles.popitem(last=False)
        return tile

    def _letter(self) -> None:
        """Prepare lines and lettering for this zoom."""
        self._lines = linework.linework(self.ink, self.k, self.z, self.scale)
        half = 8 * self.z**0.6 * self.scale
        taken = [pygame.Rect(mark.x * self.k - half, mark.y * self.k - half, 2 * half, 2 * half) for mark in self.marks]
        self._signs = [
            *lettering.range_signs(self.ink.letterings, self.k, self.z, self.scale),
            *lettering.river_signs(self.ink.rivers, self.k, self.z, self.box, self.scale, taken),
        ]
        taken += [letter for sign in self._signs for letter in sign.letters]
        self._signs += lettering.height_signs(self.ink.heights, self.k, self.z, self.scale, taken)

    def _draw_tile(self, part: pygame.Rect) -> pygame.Surface:
        times = 3 if self.hex_height <= 70 else 2
        layer = strokes.layer_of(part.size, times)
        self._field(layer, part, times)
        if self.board.levels:
            crests.draw(layer, self.measure, self.board, part, times)
        if self._lines is not None:
            self._lines.draw(layer, part, times)
        for passage in (mark for mark in self.marks if mark.sign):
            self._mark(layer, passage, part, times)
        for town in (mark for mark in self.marks if not mark.sign):
            self._mark(layer, town, part, times)
        tile = strokes.inked(layer, part.size)
        for sign in self._signs:
            if part.colliderect(sign.box):
                sign.draw(tile, part.left, part.top)
        return tile

    def _mark(self, layer: pygame.Surface, mark: marks.Mark, part: pygame.Rect, times: int) -> None:
        x, y = mark.x * self.k, mark.y * self.k
        if part.inflate(60 * self.scale, 60 * self.scale).collidepoint(x, y):
            unit = self.z**0.6 * self.scale * times
            marks.draw_sign(layer, mark, (x - part.left) * times, (y - part.top) * times, unit)

    def _field(self, layer: pygame.Surface, part: pygame.Rect, times: int) -> None:
        """Pale what is off the board and draw the hex grid."""
        grid, ground_cells = self.board.grid, self.board.ground
        cells = self.measure.cells_in(part)
        here = [(cell, self._shape(cell, part, times)) for cell in cells if ground_cells >> cell & 1]
        layer.fill((*palette.PAPER, 120))
        for _, corners in here:
            pygame.draw.polygon(layer, (*palette.PAPER, 0), corners)
        if not self.grid:
            return
        line = (*palette.GRID, 62)
        wide = max(times, round(self.measure.broad(1.0, 0.35) * times))
        for cell, corners in here:
            for direction in range(6):
                there = grid.step(cell, direction)
                if direction < 3 or not there or not ground_cells >> there & 1:
                    pygame.draw.line(layer, line, corners[direction], corners[(direction + 1) % 6], wide)

    def _shape(self, cell: Cell, part: pygame.Rect, times: int) -> list[tuple[float, float]]:
        return [((x - part.left) * times, (y - part.top) * times) for x, y in self.measure.corners(cell)]


def _held(start: int, room: int, length: int) -> int:
    if room >= length:
        return -(room - length) // 2
    return min(max(start, -40), length - room + 40)


__all__ = ["ZOOMS", "Overlay", "Sheet", "View"]
