"""The end of a game: who won and how well, by what, and the turning points on the way."""

import datetime
from collections.abc import Sequence

import pygame

from game import chronicle
from game.chronicle.turning import TurningPoint
from game.model.state import Outcome, State
from game.ui import counters, palette, panel, strokes
from game.ui.faces import Face, px, shorten, text, width
from game.ui.screens.moment import dashed, days, side_name
from game.ui.screens.title import Title, spots
from game.ui.scroll import Scroll
from game.ui.stage import Next, Screen, Show, Stage
from game.ui.widgets import Desk

KINDS = {
    "defected": "changes sides",
    "went_home": "goes home",
    "made_terms": "makes terms",
    "fell": "falls",
    "retaken": "is retaken",
    "killed": "is killed",
    "captured": "is captured",
    "escaped": "escapes",
    "surrendered": "lays down arms",
    "arrived": "arrives",
    "recalled": "is recalled",
}
LOUD = ("fell", "retaken", "killed", "captured", "surrendered", "defected")


class Result:
    """Points, grade and turning points of a game that is over."""

    __slots__ = ("_behind", "_desk", "_outcome", "_points", "_scroll", "_stage", "_state", "busy", "name")

    def __init__(
        self, stage: Stage, behind: Screen, state: State, outcome: Outcome, points: Sequence[TurningPoint]
    ) -> None:
        self.name = "result"
        self.busy = False
        self._stage = stage
        self._behind = behind
        self._state = state
        self._outcome = outcome
        self._points = tuple(points)
        self._desk = Desk(stage.theme)
        self._scroll = Scroll()

    def handle(self, event: pygame.event.Event) -> Next:
        """Take an event."""
        if event.type == pygame.MOUSEWHEEL:
            self._scroll.turn(-event.y * px(60))
        command = self._desk.read(event)
        if command:
            self._stage.say("COMMAND", command=command)
        if command == "map":
            return Show(self._behind)
        if command == "title":
            self._behind.close()
            return Show(Title(self._stage))
        return None

    def tick(self, now: int) -> Next:
        """Wait."""
        return None

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the verdict over the map of the last moment."""
        desk, theme = self._desk, self._stage.theme
        self._behind.draw(surface)
        panel.veil(surface)
        desk.begin(surface, self._stage.theme)
        area = pygame.Rect(0, 0, px(860), min(px(900), surface.get_height() - px(60)))
        area.center = surface.get_rect().center
        panel.double_frame(surface, theme, area)
        y = self._verdict(area)
        inner = area.inflate(-px(110), 0)
        y = self._figures(inner, y)
        self._turning(pygame.Rect(inner.x, y, inner.w, area.bottom - px(108) - y))
        box = pygame.Rect(0, area.bottom - px(82), px(240), px(46))
        box.right = inner.right
        desk.button(box, "To the title", "title", "Return", primary=True, size=18)
        desk.button(pygame.Rect(inner.x, box.y, px(220), px(46)), "See the map", "map", "M", size=18)
        self._stage.say_new("SPOTS", screen=self.name, spots=spots(desk))

    def _verdict(self, area: pygame.Rect) -> int:
        surface, theme = self._desk.surface, self._stage.theme
        scenario, end = self._state.scenario, self._outcome
        x, y = area.centerx, area.y
        if end.winner:
            side = scenario.side(end.winner)
            style = palette.side_style(side.ink)
            strokes.lay_centred(surface, counters.medallion(style, px(92), side.emblem), (x, y + px(92)))
        words = f"{side_name(scenario, end.winner)} wins" if end.winner else "A drawn game"
        size = 42.0
        while size > 22 and width(words, Face.OLD_BOLD, size) > area.w - px(120):
            size -= 1
        text(surface, words, Face.OLD_BOLD, size, theme.ink, (x, y + px(172)), "cc")
        counted = side_name(scenario, scenario.victory.side)
        grade = f"{counted}: {chronicle.name_grade(end.grade)}"
        text(surface, grade, Face.SERIF_ITALIC, 20, theme.accent, (x, y + px(210)), "cc")
        when = days(scenario, self._state.turn)
        line = f"{scenario.title}, {when}, {chronicle.name_end(end.cause)}"
        text(surface, line, Face.OLD, 18, theme.ink_2, (x, y + px(240)), "cc")
        return y + px(268)

    def _figures(self, inner: pygame.Rect, y: int) -> int:
        surface, theme = self._desk.surface, self._stage.theme
        state, scenario = self._state, self._state.scenario
        y = panel.heading(surface, theme, (inner.x, y), inner.w, "The reckoning")
        half = (inner.w - px(40)) // 2
        victory = scenario.victory
        rows = [
            ("Points", f"{self._outcome.points}"),
            ("Par", f"{victory.par}"),
            ("Turns played", f"{state.turn} of {scenario.calendar.turns}"),
        ]
        right = [
            (f"{side_name(scenario, side.id)}, men lost", f"{lost:,}")
            for side, lost in zip(scenario.sides, state.tally.lost, strict=True)
        ]
        low = y
        for place, (label, value) in enumerate(rows):
            low = max(low, panel.row(surface, theme, (inner.x, y + place * px(22)), half, label, value))
        for place, (label, value) in enumerate(right):
            at = (inner.x + half + px(40), y + place * px(22))
            low = max(low, panel.row(surface, theme, at, half, label, value))
        return low + px(14)

    def _turning(self, area: pygame.Rect) -> None:
        surface, theme = self._desk.surface, self._stage.theme
        y = panel.heading(surface, theme, area.topleft, area.w, "Turning points", f"{len(self._points)}")
        room = pygame.Rect(area.x, y, area.w, area.bottom - y)
        step = px(23)
        self._scroll.fit(room.h, step * len(self._points))
        clip = surface.get_clip()
        surface.set_clip(room)
        for place, point in enumerate(self._points):
            top = room.y + place * step - self._scroll.at
            base = top + px(16)
            when = str(point["date"])
            text(surface, _short(when), Face.NARROW, 14, theme.ink_3, (room.x, base), "sl")
            kind = str(point["kind"])
            words = shorten(f"{dashed(str(point['who']))} {KINDS.get(kind, kind)}", Face.SERIF, 15, room.w - px(110))
            ink = theme.accent if kind in LOUD else theme.ink
            text(surface, words, Face.SERIF, 15, ink, (room.x + px(92), base), "sl")
        surface.set_clip(clip)
        self._scroll.bar(surface, theme, room)

    def close(self) -> None:
        """Close the battle behind."""
        self._behind.close()


def _short(when: str) -> str:
    moment = datetime.datetime.fromisoformat(when)
    return f"{moment.day} {moment:%B}" if len(when) < 12 else f"{moment:%H:%M}"
