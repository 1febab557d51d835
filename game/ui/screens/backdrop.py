"""The map sheet behind the title: read beside the first frames, drawn tile by tile, then kept as one picture."""

import threading
from pathlib import Path

import pygame

from game.model.board import Board
from game.model.scenario import Scenario
from game.ui import faces, palette, panel, plane
from game.ui.faces import Face, px, text
from game.ui.sheet import Sheet
from game.ui.view import View

FIRST = "recapture-1922"
VERST_KM = 1.0668


class Backdrop:
    """The sheet of one scenario with neat line, degrees and scales; None until it has been read."""

    __slots__ = ("_area", "_loaded", "_picture", "_sheet", "_size", "_thread", "scenario")

    def __init__(self) -> None:
        self.scenario: Scenario | None = None
        self._loaded: list[Sheet] = []
        self._sheet: Sheet | None = None
        self._picture: pygame.Surface | None = None
        self._size = (0, 0)
        self._area = pygame.Rect(0, 0, 0, 0)
        self._thread: threading.Thread | None = None

    @property
    def waiting(self) -> bool:
        """Whether the picture still grows."""
        return self._picture is None and (self._thread is None or self._thread.is_alive() or bool(self._loaded))

    def tick(self, size: tuple[int, int]) -> None:
        """Do a little of the work: start reading, or draw one more tile."""
        if self._size != size:
            self._size, self._picture, self._sheet = size, None, None
            self._area = pygame.Rect(0, 0, *size).inflate(-px(92), -px(92))
        if self._thread is None:
            self._thread = threading.Thread(target=self._read, args=(self._height(),), daemon=True)
            self._thread.start()
        if self._picture is not None or not self._loaded or self._thread.is_alive():
            return
        if self._sheet is None:
            self._sheet = self._loaded[0]
            self._sheet.zoom(self._height(self._sheet.board))
            self._sheet.place_names(())
        view = self._view(self._sheet)
        inner = View(view.area.inflate(-520, -520), view.left + 260, view.top + 260)
        if not self._sheet.warm(inner if inner.area.w > 0 and inner.area.h > 0 else view):
            self._picture = self._draw(self._sheet, view)

    def _read(self, height: int) -> None:
        from game import library, paths

        try:
            self.scenario = library.load(FIRST)
            self._loaded.append(Sheet(self.scenario.board, Path(paths.scenarios() / FIRST), height, grid=False))
        except (library.Faults, OSError):
            self._loaded.clear()

    def _height(self, board: Board | None = None) -> int:
        """How high a hex must be for the sheet to fill its neat line."""
        if board is None:
            return 40
        wide, high = plane.size(board.grid)
        return max(20, round(plane.HIGH * max(self._area.w / wide, self._area.h / high)))

    def _view(self, sheet: Sheet) -> View:
        return View(self._area, (sheet.size[0] - self._area.w) // 2, (sheet.size[1] - self._area.h) // 2)

    def _draw(self, sheet: Sheet, view: View) -> pygame.Surface:
        whole = pygame.Surface(self._size).convert()
        panel.paper(whole, whole.get_rect(), palette.LIGHT.panel_2)
        sheet.draw(whole, view)
        sheet.draw_over(whole, view)
        self._neat_line(whole)
        self._degrees(whole, sheet, view)
        self._scales(whole, sheet)
        return whole

    def _neat_line(self, whole: pygame.Surface) -> None:
        pygame.draw.rect(whole, palette.NAME, self._area.inflate(2, 2), 1)
        frame = self._area.inflate(px(12), px(12))
        pygame.draw.rect(whole, palette.NAME, frame, max(2, px(2)))
        pygame.draw.rect(whole, palette.NAME, frame.inflate(px(8), px(8)), 1)

    def _degrees(self, whole: pygame.Surface, sheet: Sheet, view: View) -> None:
        edges = sheet.board.georeference
        if edges is None:
            return
        west, east, south, north = edges
        ink = palette.NAME
        for half in range(2 * west // 1_000_000 + 1, 2 * east // 1_000_000 + 1):
            x, _ = view.on_target(((half * 500_000 - west) * sheet.size[0] / (east - west), 0))
            if self._area.left + px(20) < x < self._area.right - px(20):
                words = f"{half // 2}°" + ("30′" if half % 2 else "")
                text(whole, words, Face.OLD, 14, ink, (x, self._area.top - px(26)), "cc")
                text(whole, words, Face.OLD, 14, ink, (x, self._area.bottom + px(26)), "cc")
        for half in range(2 * south // 1_000_000 + 1, 2 * north // 1_000_000 + 1):
            _, y = view.on_target((0, (north - half * 500_000) * sheet.size[1] / (north - south)))
            if self._area.top + px(20) < y < self._area.bottom - px(20):
                words = f"{half // 2}°" + ("30′" if half % 2 else "")
                picture, _ = faces.written(words, Face.OLD, faces.type_px(14), ink)
                turned = pygame.transform.rotate(picture, 90)
                for x in (self._area.left - px(26), self._area.right + px(26)):
                    whole.blit(turned, turned.get_rect(center=(x, y)))

    def _scales(self, whole: pygame.Surface, sheet: Sheet) -> None:
        """Draw the scales in versts and kilometres at the lower right."""
        km = sheet.hex_height / sheet.board.km
        box = pygame.Rect(0, 0, round(50 * VERST_KM * km) + px(150), px(74))
        box.bottomright = (self._area.right - px(26), self._area.bottom - px(24))
        panel.paper(whole, box, palette.LIGHT.panel)
        pygame.draw.rect(whole, palette.NAME, box, 1)
        for row, (name, unit) in enumerate((("versts", km * VERST_KM), ("kilometres", km))):
            y, x = box.y + px(26) + row * px(32), box.x + px(22)
            for part in range(5):
                piece = pygame.Rect(round(x + part * 10 * unit), y, round(10 * unit) + 1, px(5))
                pygame.draw.rect(whole, palette.NAME, piece, 0 if part % 2 == 0 else 1)
                text(whole, f"{part * 10}", Face.OLD, 13, palette.NAME, (piece.x, y - px(9)), "cc")
            text(whole, f"50 {name}", Face.OLD, 13, palette.NAME, (x + 50 * unit + px(8), y + px(2)), "cl")

    def draw(self, surface: pygame.Surface) -> None:
        """Lay the sheet, or bare paper while it is not ready."""
        if self._picture is not None and self._size == surface.get_size():
            surface.blit(self._picture, (0, 0))
            return
        panel.paper(surface, surface.get_rect(), palette.LIGHT.panel_2)
        self._area = surface.get_rect().inflate(-px(92), -px(92))
        self._neat_line(surface)
