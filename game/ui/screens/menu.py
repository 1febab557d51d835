"""The pause of a battle: back to it, the rules, the speed of motion, the title, the end."""

from dataclasses import replace

import pygame

from game.session import settings
from game.ui import panel
from game.ui.faces import Face, px, text
from game.ui.screens.title import Title, spots
from game.ui.stage import Leave, Next, Screen, Show, Stage
from game.ui.widgets import Desk

SPEEDS = (("0", "Off"), ("50", "Slow"), ("100", "Usual"), ("200", "Fast"))


class Menu:
    """Stands before a battle; the game is recorded after every order, so nothing need be saved."""

    __slots__ = ("_behind", "_desk", "_settings", "_stage", "busy", "name")

    def __init__(self, stage: Stage, behind: Screen) -> None:
        self.name = "menu"
        self.busy = False
        self._stage = stage
        self._behind = behind
        self._desk = Desk(stage.theme)
        self._settings = settings.load()

    def handle(self, event: pygame.event.Event) -> Next:
        """Take an event."""
        command = self._desk.read(event)
        if not command:
            return None
        self._stage.say("COMMAND", command=command)
        word, _, value = command.partition(":")
        if word == "back":
            return Show(self._behind)
        if word == "rules":
            from game.ui.screens.rules import Rules

            return Show(Rules(self._stage, self))
        if word == "title":
            self._behind.close()
            return Show(Title(self._stage))
        if word == "quit":
            return Leave()
        if word == "speed":
            self._change(int(value))
        return None

    def _change(self, speed: int) -> None:
        from game.ui.screens.battle import Battle

        self._settings = replace(self._settings, speed=speed)
        if isinstance(self._behind, Battle):
            self._behind.set_speed(speed)
        try:
            settings.store(self._settings)
        except OSError as fault:
            self._stage.say("SETTINGS", fault=str(fault))

    def tick(self, now: int) -> Next:
        """Wait."""
        return None

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the choices over the battle."""
        desk, theme = self._desk, self._stage.theme
        self._behind.draw(surface)
        panel.veil(surface)
        desk.begin(surface)
        area = pygame.Rect(0, 0, px(560), px(510))
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
            ("To the title", "title", "T"),
            ("Quit", "quit", "Q"),
        )
        for place, (title, command, key) in enumerate(rows):
            desk.entry(pygame.Rect(inner.x, y, inner.w, px(50)), title, "", command, key, primary=place == 0)
            y += px(54)
        y = panel.heading(surface, theme, (inner.x, y + px(14)), inner.w, "Motion")
        now = min(SPEEDS, key=lambda one: abs(int(one[0]) - self._settings.speed))[0]
        desk.chooser(pygame.Rect(inner.x, y, inner.w, px(36)), SPEEDS, now, "speed")
        self._stage.say_new("SPOTS", screen=self.name, spots=spots(desk))

    def close(self) -> None:
        """Close the battle behind."""
        self._behind.close()
