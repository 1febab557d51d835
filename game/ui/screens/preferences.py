"""The settings: colours of the sides and of the panels, size of the interface, motion, the curtain."""

from dataclasses import replace

import pygame

from game.session import settings
from game.ui import counters, palette, panel, strokes, tastes
from game.ui.engrave import CounterFace
from game.ui.faces import Face, px, text
from game.ui.screens.title import spots
from game.ui.stage import Next, Screen, Show, Stage
from game.ui.widgets import Desk

COLOURS = (("period", "Period"), ("blue-orange", "Blue and orange"), ("high-contrast", "High contrast"))
PANELS = (("day", "Day"), ("night", "Night"))
SCALES = (("75", "75%"), ("100", "100%"), ("125", "125%"), ("150", "150%"), ("200", "200%"))
SPEEDS = (("0", "Off"), ("50", "Slow"), ("100", "Usual"), ("200", "Fast"))
CURTAIN = (("on", "Falls between persons"), ("off", "Never"))
SAMPLES = (("carmine", "cavalry", 500), ("tile", "band_horse", 400), ("saffron", "band_foot", 300))
WIDE, HIGH = 700, 556


class Preferences:
    """Stands before the title or a pause; every choice is kept and takes effect at once."""

    __slots__ = ("_behind", "_desk", "_fault", "_settings", "_stage", "busy", "name")

    def __init__(self, stage: Stage, behind: Screen) -> None:
        self.name = "settings"
        self.busy = False
        self._stage = stage
        self._behind = behind
        self._desk = Desk(stage.theme)
        self._settings = settings.load()
        self._fault = ""

    def handle(self, event: pygame.event.Event) -> Next:
        """Take an event."""
        command = self._desk.read(event)
        if not command:
            return None
        self._stage.say("COMMAND", command=command)
        word, _, value = command.partition(":")
        kept = self._settings
        if word == "back":
            return Show(self._behind)
        if word == "colours":
            self._keep(replace(kept, colours=value))
        elif word == "panels":
            self._keep(replace(kept, night=value == "night"))
        elif word == "scale":
            self._keep(replace(kept, scale=int(value)))
        elif word == "speed":
            self._keep(replace(kept, speed=int(value)))
        elif word == "curtain":
            self._keep(replace(kept, curtain=value == "on"))
        return None

    def _keep(self, changed: settings.Settings) -> None:
        self._settings = changed
        try:
            settings.store(changed)
            self._fault = ""
        except OSError as fault:
            self._fault = f"The settings cannot be kept: {fault.strerror or fault}."
        tastes.suit(self._stage, changed)

    def tick(self, now: int) -> Next:
        """Let what lies behind go on being drawn."""
        self._behind.tick(now)
        self.busy = self._behind.busy
        return None

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the choices over what lies behind."""
        desk, theme, kept = self._desk, self._stage.theme, self._settings
        self._behind.draw(surface)
        panel.veil(surface)
        desk.begin(surface, theme)
        area = pygame.Rect(0, 0, px(WIDE), px(HIGH))
        area.center = surface.get_rect().center
        panel.double_frame(surface, theme, area)
        inner = area.inflate(-px(100), -px(80))
        text(surface, "Settings", Face.OLD_BOLD, 37, theme.ink, (inner.x, inner.y + px(18)), "cl")
        back = pygame.Rect(inner.right - px(130), inner.y, px(130), px(38))
        desk.button(back, "Back", "back", "Esc", primary=True)
        panel.rule(surface, theme.ink, (inner.x, inner.y + px(46)), inner.w)
        y = inner.y + px(60)
        y = self._row(inner, y, "Sides", COLOURS, kept.colours, "colours")
        y = self._samples(inner, y)
        y = self._row(inner, y, "Panels", PANELS, "night" if kept.night else "day", "panels")
        y = self._row(inner, y, "Size", SCALES, _nearest(SCALES, kept.scale), "scale")
        words = f"Shown at {self._stage.percent}%, as large as this window has room for."
        text(surface, words, Face.SERIF_ITALIC, 14, theme.ink_2, (inner.x + px(110), y - px(12)))
        y += px(16)
        y = self._row(inner, y, "Motion", SPEEDS, _nearest(SPEEDS, kept.speed), "speed")
        y = self._row(inner, y, "Curtain", CURTAIN, "on" if kept.curtain else "off", "curtain")
        text(surface, self._fault, Face.SERIF, 14, theme.bad, (inner.x, y))
        self._stage.say_new("SPOTS", screen=self.name, spots=spots(desk))

    def _row(
        self, inner: pygame.Rect, y: int, label: str, options: tuple[tuple[str, str], ...], now: str, command: str
    ) -> int:
        tab, high = px(110), px(38)
        text(self._desk.surface, label, Face.SERIF_BOLD, 16, self._stage.theme.ink, (inner.x, y + high // 2), "cl")
        self._desk.chooser(pygame.Rect(inner.x + tab, y, inner.w - tab, high), options, now, command)
        return y + high + px(20)

    def _samples(self, inner: pygame.Rect, y: int) -> int:
        """Show a counter of each side, fresh and finished, in the palette in use."""
        size = px(58)
        x = inner.x + px(110)
        for ink, glyph, men in SAMPLES:
            style = palette.side_style(ink)
            for done in (False, True):
                face = CounterFace(style, glyph, men, 8, 0, "finished" if done else "ready", size)
                strokes.lay_centred(self._desk.surface, counters.counter(face), (x + size // 2, y + size // 2))
                x += size + px(14)
            x += px(22)
        return y + size + px(22)

    def close(self) -> None:
        """Close what waits behind."""
        self._behind.close()


def _nearest(options: tuple[tuple[str, str], ...], value: int) -> str:
    return min(options, key=lambda one: abs(int(one[0]) - value))[0]
