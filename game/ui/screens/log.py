"""All dispatches of one side, to be read in peace."""

import pygame

from game.model.scenario import Scenario
from game.ui import panel
from game.ui.faces import Face, line_height, px, text, wrap
from game.ui.screens.moment import Dispatch, days
from game.ui.screens.title import spots
from game.ui.scroll import Scroll
from game.ui.stage import Next, Screen, Show, Stage
from game.ui.widgets import Desk


class Log:
    """A scrolled sheet of what was witnessed, by turns; the small matters can be left out."""

    __slots__ = ("_all", "_behind", "_desk", "_laid", "_lines", "_scenario", "_scroll", "_stage", "busy", "name")

    def __init__(self, stage: Stage, behind: Screen, scenario: Scenario, lines: tuple[Dispatch, ...]) -> None:
        self.name = "log"
        self.busy = False
        self._stage = stage
        self._behind = behind
        self._scenario = scenario
        self._lines = lines
        self._all = False
        self._desk = Desk(stage.theme)
        self._scroll = Scroll()
        self._scroll.at = 1 << 30
        self._laid: tuple[object, list[tuple[str, Dispatch | None]]] = (None, [])

    def handle(self, event: pygame.event.Event) -> Next:
        """Take an event."""
        if event.type == pygame.MOUSEWHEEL:
            self._scroll.turn(-event.y * px(66))
        if event.type == pygame.KEYDOWN:
            steps = {pygame.K_UP: -66, pygame.K_DOWN: 66, pygame.K_PAGEUP: -600, pygame.K_PAGEDOWN: 600}
            steps |= {pygame.K_HOME: -10_000_000, pygame.K_END: 10_000_000}
            self._scroll.turn(px(steps.get(event.key, 0)))
        command = self._desk.read(event)
        if command:
            self._stage.say("COMMAND", command=command)
        if command == "back":
            return Show(self._behind)
        if command == "all":
            self._all = not self._all
            self._scroll.at = 1 << 30
        return None

    def tick(self, now: int) -> Next:
        """Wait."""
        return None

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the sheet."""
        desk, theme = self._desk, self._stage.theme
        desk.begin(surface, self._stage.theme)
        panel.paper(surface, surface.get_rect(), theme.panel_2)
        area = pygame.Rect(0, 0, min(px(1000), surface.get_width() - px(60)), surface.get_height() - px(64))
        area.center = surface.get_rect().center
        panel.double_frame(surface, theme, area)
        inner = area.inflate(-px(90), -px(76))
        text(surface, "Dispatches", Face.OLD_BOLD, 37, theme.ink, (inner.x, inner.y + px(18)), "cl")
        box = pygame.Rect(inner.right - px(130), inner.y, px(130), px(38))
        desk.button(box, "Back", "back", "Esc", primary=True)
        desk.tick((box.x - px(220), inner.y + px(9)), "Every small matter", "all", self._all, "A")
        desk.spot(pygame.Rect(0, 0, 0, 0), "back", "L", stop=False)
        panel.rule(surface, theme.ink, (inner.x, inner.y + px(46)), inner.w)
        room = pygame.Rect(inner.x, inner.y + px(58), inner.w, inner.bottom - inner.y - px(58))
        self._list(surface, room)
        self._stage.say_new("SPOTS", screen=self.name, spots=spots(desk))

    def _list(self, surface: pygame.Surface, room: pygame.Rect) -> None:
        theme = self._stage.theme
        step, tab = line_height(15), px(28)
        key = (room.size, self._all, len(self._lines))
        if self._laid[0] != key:
            self._laid = (key, self._lay(room.w - tab - px(12)))
        rows = self._laid[1]
        strip = pygame.Rect(room.x, room.y - px(4), room.w, step)
        room.y, room.h = room.y + step, room.h - step
        room.h -= room.h % step
        self._scroll.fit(room.h, step * len(rows))
        self._scroll.at -= self._scroll.at % step
        clip = surface.get_clip()
        surface.set_clip(room)
        first = self._scroll.at // step
        for place in range(first, min(len(rows), first + room.h // step + 2)):
            words, line = rows[place]
            y = room.y + place * step - self._scroll.at
            if line is None:
                text(surface, words, Face.OLD_BOLD, 17, theme.ink, (room.x, y))
            else:
                ink = theme.accent if line.loud else theme.ink if line.news else theme.ink_2
                text(surface, words, Face.SERIF, 15, ink, (room.x + tab, y))
        surface.set_clip(clip)
        over = next((words for words, line in reversed(rows[: first + 1]) if line is None), "")
        if rows and rows[first][1] is not None:
            text(surface, f"{over}, continued", Face.OLD_ITALIC, 16, theme.ink_2, strip.topleft)
        self._scroll.bar(surface, theme, room)

    def _lay(self, room: int) -> list[tuple[str, Dispatch | None]]:
        """Break every dispatch into lines, with the days of a turn over its first."""
        rows: list[tuple[str, Dispatch | None]] = []
        turn = -1
        for line in self._lines:
            if not (self._all or line.news):
                continue
            if line.turn != turn:
                turn = line.turn
                rows.append(
                    (f"Turn {turn}, {days(self._scenario, turn)}" if turn > 0 else "Before the first turn", None)
                )
            rows += [(words, line) for words in wrap(line.words, Face.SERIF, 15, room)]
        return rows

    def close(self) -> None:
        """Close what waits behind."""
        self._behind.close()
