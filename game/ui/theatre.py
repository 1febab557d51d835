"""The map on the screen: the sheet under the camera, counters and motion on it, panning and zooming.

It is told what to show and asked which hex lies under the mouse; what a press means is `intent`'s matter.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import pygame

from game import questions
from game.hexes import NO_CELL, Cell
from game.model.scenario import Scenario
from game.model.state import Seen
from game.ui import animate, happening, layout, palette, plane, smallmap, strokes, tokens
from game.ui.animate import Frame
from game.ui.faces import px
from game.ui.layout import Camera, Rect
from game.ui.overlay import Overlay
from game.ui.sheet import Sheet
from game.ui.stage import Stage
from game.ui.tokens import Token
from game.ui.view import View

DRAG_START = 6
GLIDE_MS = 260
KEY_PAN = 60
EDGE = 2
EDGE_PAN = 18
ARROWS = {
    pygame.K_LEFT: (-1, 0),
    pygame.K_RIGHT: (1, 0),
    pygame.K_UP: (0, -1),
    pygame.K_DOWN: (0, 1),
    pygame.K_a: (-1, 0),
    pygame.K_d: (1, 0),
    pygame.K_w: (0, -1),
    pygame.K_s: (0, 1),
}


@dataclass(frozen=True, slots=True)
class Glide:
    """The camera on its way from one corner to another."""

    start: tuple[float, float]
    end: tuple[float, float]
    since: int


class Theatre:
    """The map of one scenario in its view; `veiled` says whether what is out of sight is drawn under a wash."""

    __slots__ = (
        "_drag",
        "_glide",
        "_key",
        "_laid",
        "_named",
        "_overview",
        "_stage",
        "_step",
        "camera",
        "scenario",
        "sheet",
        "veiled",
    )

    def __init__(self, stage: Stage, scenario: Scenario, sheet: Sheet) -> None:
        self._stage = stage
        self.scenario = scenario
        self.sheet = sheet
        size = plane.size(scenario.board.grid)
        self.camera = Camera((0, 0, *stage.size), size, float(self._steps[layout.STANDARD_STEP]))
        self._drag: tuple[tuple[int, int], bool] | None = None
        self._glide: Glide | None = None
        self._key: object = None
        self._laid: tuple[Token, ...] = ()
        self._named: object = None
        self._overview: pygame.Surface | None = None
        self._step = layout.STANDARD_STEP
        self.veiled = True

    @property
    def _steps(self) -> tuple[int, ...]:
        return layout.zoom_steps(self._stage.percent)

    def fit(self, view: Rect) -> None:
        """Take another rectangle of the screen as the view, after a change of the window or a panel."""
        if view != self.camera.view:
            self.camera = self.camera.viewed(view)
        if self.camera.high != self._steps[self._step]:
            self._zoom_to(self._steps[self._step], self._middle())

    def _middle(self) -> tuple[float, float]:
        left, top, wide, high = self.camera.view
        return left + wide / 2, top + high / 2

    def _zoom_to(self, high: float, about: tuple[float, float]) -> None:
        self.camera = self.camera.zoomed(high, about)
        self._key = self._named = None

    def _spot(self, cell: Cell) -> tuple[float, float] | None:
        """Where a hex lies on the screen, None if it is not in the view."""
        at = plane.centre(self.scenario.board.grid, cell)
        return self.camera.to_screen(at) if cell and self.camera.shows(at) else None

    def zoom(self, by: int, about: tuple[float, float] | None = None) -> None:
        """Go one step nearer or farther; the map under the mouse stays there."""
        step = min(max(self._step + by, 0), len(self._steps) - 1)
        if step != self._step:
            self._step = step
            self._glide = None
            self._zoom_to(self._steps[step], about or self._middle())

    def open_at(self, view: Rect, middle: tuple[float, float]) -> None:
        """Open the map on a map pixel, at the nearest zoom that shows a small board whole."""
        self.camera = self.camera.viewed(view)
        wide, high = self.camera.board
        for place, step in enumerate(self._steps):
            if wide * step / plane.HIGH <= view[2] and high * step / plane.HIGH <= view[3]:
                self._step = max(self._step, place)
        self.camera = replace(self.camera, high=float(self._steps[self._step])).centred(middle)

    def pan(self, dx: float, dy: float) -> None:
        """Move the view by screen pixels."""
        self._glide = None
        self.camera = self.camera.panned(dx, dy)

    def centre(self, cell: Cell, now: int | None = None) -> None:
        """Bring a hex to the middle of the view, gliding if a time is given."""
        aim = self.camera.centred(plane.centre(self.scenario.board.grid, cell))
        if now is None:
            self.camera = aim
        else:
            self._glide = Glide((self.camera.x, self.camera.y), (aim.x, aim.y), now)

    def go_back(self, corner: tuple[float, float], now: int) -> None:
        """Glide back to where the view was, its top left corner in map pixels."""
        here = (self.camera.x, self.camera.y)
        if abs(here[0] - corner[0]) + abs(here[1] - corner[1]) > 2:
            self._glide = Glide(here, corner, now)

    def bring(self, cell: Cell, now: int) -> None:
        """Glide to a hex if it is not comfortably in the view."""
        if not self.camera.shows(plane.centre(self.scenario.board.grid, cell), self.camera.high * 1.5):
            self.centre(cell, now)

    @property
    def moving(self) -> bool:
        """Whether the camera glides."""
        return self._glide is not None

    def tick(self, now: int) -> None:
        """Let the camera glide on."""
        if self._glide is None:
            return
        share = (now - self._glide.since) / GLIDE_MS
        if share >= 1:
            (x, y), self._glide = self._glide.end, None
        else:
            eased = animate.ease_out(max(0.0, share))
            (x0, y0), (x1, y1) = self._glide.start, self._glide.end
            x, y = x0 + (x1 - x0) * eased, y0 + (y1 - y0) * eased
        self.camera = replace(self.camera, x=x, y=y).held()

    def edge(self, mouse: tuple[int, int], size: tuple[int, int]) -> bool:
        """Move the view while the mouse rests at the edge of the window; True if it did."""
        if min(mouse) < 0:
            return False
        dx = -1 if mouse[0] < EDGE else 1 if mouse[0] >= size[0] - EDGE else 0
        dy = -1 if mouse[1] < EDGE else 1 if mouse[1] >= size[1] - EDGE else 0
        if dx or dy:
            self.pan(dx * px(EDGE_PAN), dy * px(EDGE_PAN))
        return bool(dx or dy)

    def handle(self, event: pygame.event.Event, over_map: bool, focus: Cell) -> bool:
        """Take an event that moves the map; True if it was one.  Keys zoom about the hex `focus`, if there is one."""
        if event.type == pygame.MOUSEWHEEL and over_map:
            self.zoom(1 if event.y > 0 else -1, pygame.mouse.get_pos())
            return True
        if event.type == pygame.KEYDOWN and not event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT):
            if event.key in ARROWS:
                dx, dy = ARROWS[event.key]
                self.pan(dx * px(KEY_PAN), dy * px(KEY_PAN))
                return True
            if event.key in (pygame.K_PLUS, pygame.K_EQUALS, pygame.K_KP_PLUS):
                self.zoom(1, self._spot(focus))
                return True
            if event.key in (pygame.K_MINUS, pygame.K_KP_MINUS):
                self.zoom(-1, self._spot(focus))
                return True
        return self._dragged(event, over_map)

    def _dragged(self, event: pygame.event.Event, over_map: bool) -> bool:
        """Follow a drag: a press that moves far enough is no press any more."""
        if event.type == pygame.MOUSEBUTTONDOWN and event.button in (1, 2, 3) and over_map:
            self._drag = (event.pos, False)
        elif event.type == pygame.MOUSEMOTION and self._drag is not None and any(event.buttons):
            (x, y), far = self._drag
            dx, dy = event.pos[0] - x, event.pos[1] - y
            if far or abs(dx) + abs(dy) > px(DRAG_START):
                self.pan(-dx, -dy)
                self._drag = (event.pos, True)
                return True
        elif event.type == pygame.MOUSEBUTTONUP and self._drag is not None:
            far, self._drag = self._drag[1], None
            return far
        return False

    def cell_under(self, mouse: tuple[int, int]) -> Cell:
        """The hex of the board under the mouse, or NO_CELL."""
        cell = layout.cell_at(self.camera, self.scenario.board.grid, mouse)
        return cell if self.scenario.board.ground >> cell & 1 else NO_CELL

    def cell_in_middle(self) -> Cell:
        """The hex in the middle of the view, or NO_CELL."""
        x, y = self._middle()
        return self.cell_under((round(x), round(y)))

    def _view(self) -> View:
        self.sheet.zoom(round(self.camera.high))
        k = self.camera.factor
        return View(pygame.Rect(self.camera.view), round(self.camera.x * k), round(self.camera.y * k))

    def draw(
        self, surface: pygame.Surface, seen: Seen, shown: Overlay, chosen: int, frame: Frame | None, share: float
    ) -> None:
        """Draw the map: what the side sees or, while a film runs, the frame of the film at its share of the time."""
        view = self._view()
        world = seen if frame is None else frame.before
        going = () if frame is None else happening.going(frame)
        if frame is not None:
            shown = happening.with_event(shown, frame)
        shown = replace(
            shown, hidden=tokens.out_of_sight(world) if self.veiled else 0, dark=questions.dark(world) and self.veiled
        )
        self.sheet.draw(surface, view, shown)
        if frame is not None:
            self.sheet.draw_names(surface, view)
        self._lay_tokens(surface, view, world, chosen if frame is None else -1, going, frame is None)
        if frame is not None and going:
            self._lay_mover(surface, view, frame, going, share)
        self.sheet.draw_over(surface, view, shown, named=frame is None)

    def _lay_tokens(
        self, surface: pygame.Surface, view: View, seen: Seen, chosen: int, without: tuple[int, ...], resting: bool
    ) -> None:
        size = self.sheet.counter_size()
        known = (seen.forces, seen.scouting, size)
        key = (known, seen.part, chosen, without, palette.in_use())
        if self._key != key:
            self._laid = (*tokens.ghosts(seen, size), *tokens.tokens(seen, size, chosen, without))
            self._key = key
        if resting and self._named != known:
            self._named = known
            boxes = []
            for token in self._laid:
                x, y = self.sheet.centre(token.cell)
                boxes.append(token.box.move(round(x), round(y)))
            self.sheet.place_names(boxes)
        clip = surface.get_clip()
        surface.set_clip(view.area)
        near = view.area.inflate(3 * size, 3 * size)
        for token in self._laid:
            spot = view.on_target(self.sheet.centre(token.cell))
            if near.collidepoint(spot):
                strokes.lay_centred(surface, token.picture, spot)
        surface.set_clip(clip)

    def _lay_mover(
        self, surface: pygame.Surface, view: View, frame: Frame, going: tuple[int, ...], share: float
    ) -> None:
        at = animate.on_the_way(frame, going[0], share)
        if at is None:
            return
        k = self.camera.factor
        spot = view.on_target((at[0] * k, at[1] * k))
        movers = [frame.mover] if frame.mover is not None else [frame.before.unit(unit) for unit in going]
        laid = tokens.picture(frame.before, movers, self.sheet.counter_size())
        clip = surface.get_clip()
        surface.set_clip(view.area)
        strokes.lay_centred(surface, laid, spot)
        surface.set_clip(clip)

    def warm(self) -> bool:
        """Draw ahead of need one tile beside the view; whether more are missing."""
        return self.sheet.warm(self._view())

    def small_map(self, surface: pygame.Surface, area: pygame.Rect, seen: Seen) -> pygame.Rect:
        """Draw the whole sheet small, with a dot for each stack and the frame of the view; return its box."""
        box = smallmap.box_in(self.scenario.board.grid, area)
        if self._overview is None or self._overview.get_size() != box.size:
            self._overview = self.sheet.overview(box.size)
        smallmap.draw(surface, self._stage.theme, box, self._overview, seen, self.camera)
        return box

    def jump(self, box: pygame.Rect, mouse: tuple[int, int]) -> None:
        """Centre the view on the place of the small map that was pressed."""
        wide, high = plane.size(self.scenario.board.grid)
        at = ((mouse[0] - box.x) * wide / box.w, (mouse[1] - box.y) * high / box.h)
        self._glide = None
        self.camera = self.camera.centred(at)


def open_sheet(scenario: Scenario, folder: Path | None, percent: int) -> Sheet:
    """Read the sheet of a scenario at the standard zoom."""
    return Sheet(scenario.board, folder, layout.zoom_steps(percent)[layout.STANDARD_STEP])
