"""The title: the sheet itself with a cartouche, and the way into everything else."""

import pygame

from game.ui import games, panel
from game.ui.faces import Face, px, text
from game.ui.screens.backdrop import Backdrop
from game.ui.stage import Leave, Next, Show, Stage
from game.ui.widgets import Desk

WIDE, HIGH = 552, 872


class Title:
    """The first screen."""

    __slots__ = ("_backdrop", "_desk", "_last", "_stage", "busy", "name")

    def __init__(self, stage: Stage, backdrop: Backdrop | None = None) -> None:
        self.name = "title"
        self.busy = True
        self._stage = stage
        self._desk = Desk(stage.theme)
        self._backdrop = backdrop or Backdrop()
        self._last = games.last()

    def handle(self, event: pygame.event.Event) -> Next:
        """Take an event."""
        command = self._desk.read(event)
        if not command:
            return None
        self._stage.say("COMMAND", command=command)
        if command == "continue":
            from game.ui.screens.opening import Opening

            return Show(Opening(self._stage, None, {}, None, self._last.path if self._last else None))
        if command == "new":
            from game.ui.screens.newgame import NewGame

            return Show(NewGame(self._stage, self._backdrop))
        if command == "rules":
            from game.ui.screens.rules import Rules

            return Show(Rules(self._stage, self))
        if command == "settings":
            from game.ui.screens.preferences import Preferences

            return Show(Preferences(self._stage, self))
        return Leave() if command == "quit" else None

    def tick(self, now: int) -> Next:
        """Draw a little more of the sheet."""
        self._backdrop.tick(self._stage.size)
        self.busy = self._backdrop.waiting
        return None

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the sheet and the cartouche."""
        desk, theme = self._desk, self._stage.theme
        desk.begin(surface, self._stage.theme)
        self._backdrop.draw(surface)
        rows = 5 if self._last is not None else 4
        tall = min(px(HIGH - 56 * (7 - rows)), surface.get_height() - px(64))
        area = pygame.Rect(min(px(104), surface.get_width() // 12), 0, px(WIDE), tall)
        area.centery = surface.get_height() // 2
        panel.double_frame(surface, theme, area)
        middle, y = area.centerx, area.y

        def down(length: float) -> int:
            return y + px(length)

        text(surface, "Map of Eastern Bukhara", Face.OLD_ITALIC, 23, theme.ink, (middle, down(58)), "cc")
        text(surface, "DUSHANBE", Face.OLD_BOLD, 70, theme.ink, (middle, down(112)), "cc", 4)
        text(surface, "1922", Face.OLD, 58, theme.accent, (middle, down(180)), "cc", 12)
        text(surface, "Бои за Душанбе, 1921–1922", Face.OLD_ITALIC, 22, theme.ink, (middle, down(238)), "cc")
        panel.rule(surface, theme.ink, (middle - px(118), down(268)), px(236))
        panel.rule(surface, theme.ink, (middle - px(70), down(272)), px(140))
        text(surface, "Battle, bread and bonds", Face.SERIF_ITALIC, 18, theme.ink_2, (middle, down(302)), "cc")
        self._menu(area, down(338))
        credit = "Relief from the GEBCO 2023 grid, places from GeoNames"
        text(surface, credit, Face.SERIF_ITALIC, 14, theme.ink_2, (middle, area.bottom - px(44)), "cc")
        self._stage.say_new("SPOTS", screen=self.name, spots=spots(desk))

    def _menu(self, area: pygame.Rect, top: int) -> None:
        rows = [("New game", "", "new", "N"), ("Rules", "", "rules", "R")]
        rows += [("Settings", "", "settings", "S"), ("Quit", "", "quit", "Q")]
        if self._last is not None:
            rows.insert(0, ("Continue", self._last.words, "continue", "Return"))
            if not self._last.newest:
                words = "The newest game cannot be opened; this is the one before it."
                at = (area.centerx, area.bottom - px(72))
                text(self._desk.surface, words, Face.SERIF_ITALIC, 14, self._stage.theme.bad, at, "cc")
        left, wide = area.x + px(62), area.w - px(124)
        for place, (title, note, command, key) in enumerate(rows):
            first = place == 0
            high = px(56) if note else px(44)
            cap = "Return" if first else key
            self._desk.entry(pygame.Rect(left, top, wide, high), title, note, command, cap, primary=first)
            top += high + px(2)
        if self._last is None:
            self._desk.spot(pygame.Rect(0, 0, 0, 0), "new", "N", stop=False)

    def close(self) -> None:
        """Nothing to let go of."""


def spots(desk: Desk) -> dict[str, list[int]]:
    """The middles of everything that can be pressed, for tests that drive the window."""
    return {s.command: [s.area.centerx, s.area.centery] for s in desk.spots if s.area.w and not s.why}
