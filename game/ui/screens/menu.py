"""The pause of a battle: back to it, the rules, the settings, the title, the end."""

import pygame

from game.ui import panel
from game.ui.faces import Face, px, text
from game.ui.screens.title import Title, spots
from game.ui.stage import Leave, Next, Screen, Show, Stage
from game.ui.widgets import Desk


class Menu:
    """Stands before a battle; the game is recorded after every order, so nothing need be saved."""

    __slots__ = ("_behind", "_desk", "_stage", "busy", "name")

    def __init__(self, stage: Stage, behind: Screen) -> None:
        self.name = "menu"
        self.busy = False
        self._stage = stage
        self._behind = behind
        self._desk = Desk(stage.theme)

    def handle(self, event: pygame.event.Event) -> Next:
        """Take an event."""
        command = self._desk.read(event)
        if not command:
            return None
        self._stage.say("COMMAND", command=command)
        if command == "back":
            return Show(self._behind)
        if command == "rules":
            from game.ui.screens.rules import Rules

            return Show(Rules(self._stage, self))
        if command == "title":
            self._behind.close()
            return Show(Title(self._stage))
        if command == "quit":
            return Leave()
        if command == "settings":
            from game.ui.screens.preferences import Preferences

            return Show(Preferences(self._stage, self))
        return None

    def tick(self, now: int) -> Next:
        """Wait."""
        return None

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the choices over the battle."""
        desk, theme = self._desk, self._stage.theme
        self._behind.draw(surface)
        panel.veil(surface)
        desk.begin(surface, self._stage.theme)
        area = pygame.Rect(0, 0, px(560), px(454))
        area.center = surface.get_rect().center
        panel.double_frame(surface, theme, area)
        inner = area.inflate(-px(100), -px(80))
        text(surface, "A pause", Face.OLD_BOLD, 37, theme.ink, (area.centerx, inner.y + px(18)), "cc")
        words = "Every order is recorded; you can leave at any time."
        text(surface, words, Face.SERIF_ITALIC, 15, theme.ink_2, (area.centerx, inner.y + px(58)), "cc")
        y = inner.y + px(84)
        rows = (
            ("Back to the map", "back", "Esc"),
            ("Rules", "rules", "F1"),
            ("Settings", "settings", "S"),
            ("To the title", "title", "T"),
            ("Quit", "quit", "Q"),
        )
        for place, (title, command, key) in enumerate(rows):
            desk.entry(pygame.Rect(inner.x, y, inner.w, px(50)), title, "", command, key, primary=place == 0)
            y += px(54)
        self._stage.say_new("SPOTS", screen=self.name, spots=spots(desk))

    def close(self) -> None:
        """Close the battle behind."""
        self._behind.close()
