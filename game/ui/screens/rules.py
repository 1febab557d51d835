"""The book in the game: how to handle the window, then what a beginner reads first, the chapters, and examples."""

import re

import pygame

from game import book
from game.ui import panel, typeset
from game.ui.faces import Face, px, shorten, text
from game.ui.screens.title import spots
from game.ui.stage import Next, Screen, Show, Stage
from game.ui.widgets import Desk, Page, page_px

HOW_TO_PLAY = """
<b>Choosing and marching.</b> Press one of your counters: it is ringed, and the hexes it can reach are lit, each with
its cost. Rest the mouse on one to see the way; press to march. Press a stack again for the counter underneath. The
right button orders a march onto a friend's hex, or up to an enemy.<br><br>
<b>Attacking.</b> Press an enemy beside one of your units. The right panel shows who takes part, the powers, the ladder
with the plain column outlined and the shifted one filled, each shift, and the exact chance of every outcome. Take
units out or bring them in by pressing their small counters. Press the target again, or <b>Attack</b>, to commit. A
hex of your own tells the best attack that the enemies in sight could make on it.<br><br>
<b>Fog.</b> Hexes under a grey wash are out of your sight. A pale counter in a broken line was seen there in the turn on
its tag; one with a question mark may be there. A march stops where it meets an enemy you did not know, and he may fall
on it. Below the odds stands how many men the hexes out of sight beside the target could hide. <b>K</b> lifts the wash.
<br><br>
<b>Standing orders.</b> A unit that is attacked stands, slips away if it can, or holds to the last man. It may dig in,
or force its march (<b>F</b>; the chance that it suffers is on the button). <b>M</b> marches all units of a hex by one
order. By a river in spate <b>H</b> hires ford-men. A convoy may open a depot in a town, or feed the stack it stands
with; <b>Y</b> pays for one more convoy. In a place with stores <b>4 5 6</b> set the ration and <b>N</b> goes out for
grain. <b>7</b> has you asked by which way a beaten unit falls back: press one of the hexes, or Return for the usual
way. <b>J</b> lets a remnant join its like.<br><br>
<b>Sieges.</b> A hex with works tells its lines, the men that they need, and whose shells have opened them. <b>Q</b>
turns guns on works. Inside, <b>8</b> gives up the outermost line and <b>9</b> asks the besieger for terms.<br><br>
<b>Bread.</b> Regulars must trace a line of supply; the mark at the upper right of a counter says short (half disc),
out (slash) or starving (black). <b>P</b> paints where your side is supplied; point at a hex to see its line and what
cuts it. Bands live off the land: <b>I</b> shows what the ground round them still feeds.<br><br>
<b>Towns</b> count only with fifty men in them. Left bare they go back to their people.<br><br>
<b>The part ends</b> with <b>E</b>. <b>U</b> takes back what you ordered as long as you have learned nothing new by it.
<br><br>
<b>Keys.</b> Drag, arrows or WASD move the map; the wheel, + and − zoom; Tab the next unit with something to do; Shift
and arrows, or the number pad, point at a hex, Return presses it and Shift with Return orders; Space ends a motion; L
the dispatches; F1 this book; F11 the whole screen; Esc steps back.
"""


ROW = 30
"""The height of a row of the list."""


class Rules:
    """The book, shown over another screen and left for it again."""

    __slots__ = ("_area", "_behind", "_desk", "_list", "_now", "_page", "_parts", "_stage", "_top", "busy", "name")

    def __init__(self, stage: Stage, behind: Screen) -> None:
        self.name = "rules"
        self.busy = False
        self._stage = stage
        self._behind = behind
        self._desk = Desk(stage.theme)
        self._parts = [part for part in book.parts() if part.name != "contents"]
        self._now = 0
        self._top = 0
        self._list = pygame.Rect(0, 0, 0, 0)
        self._page: Page | None = None
        self._area = pygame.Rect(0, 0, 0, 0)

    def handle(self, event: pygame.event.Event) -> Next:
        """Take an event."""
        if event.type == pygame.MOUSEWHEEL and self._list.collidepoint(pygame.mouse.get_pos()):
            self._top -= event.y
            return None
        if self._page is not None:
            self._page.read(event)
        command = self._desk.read(event)
        if not command and event.type == pygame.KEYDOWN and event.key in (pygame.K_DOWN, pygame.K_UP):
            step = 1 if event.key == pygame.K_DOWN else -1
            command = f"chapter:{(self._now + step) % (len(self._parts) + 1)}"
        if not command:
            return None
        self._stage.say("COMMAND", command=command)
        if command == "back":
            return Show(self._behind)
        word, _, value = command.partition(":")
        if word == "chapter":
            self._now = int(value)
            self._page = None
            room = max(1, self._list.h // px(ROW))
            self._top = min(max(self._top, self._now - room + 1), self._now)
        return None

    def tick(self, now: int) -> Next:
        """Wait."""
        return None

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the list of chapters and the page."""
        desk, theme = self._desk, self._stage.theme
        desk.begin(surface, self._stage.theme)
        panel.paper(surface, surface.get_rect(), theme.panel_2)
        area = surface.get_rect().inflate(-min(px(240), surface.get_width() // 8), -px(64))
        panel.double_frame(surface, theme, area)
        inner = area.inflate(-px(76), -px(70))
        text(surface, "The rules", Face.OLD_BOLD, 37, theme.ink, (inner.x, inner.y + px(18)), "cl")
        desk.button(pygame.Rect(inner.right - px(130), inner.y, px(130), px(38)), "Back", "back", "Esc", primary=True)
        panel.rule(surface, theme.ink, (inner.x, inner.y + px(46)), inner.w)
        top = inner.y + px(58)
        wide = px(300)
        self._list = pygame.Rect(inner.x, top, wide, inner.bottom - top)
        self._rows(["How to play", *(_title(part) for part in self._parts)])
        page = pygame.Rect(inner.x + wide + px(28), top, inner.w - wide - px(28), inner.bottom - top)
        panel.upright(surface, theme.rule, (page.x - px(14), page.y), page.h)
        if self._page is None or self._area != page:
            self._area = page
            self._page = Page(surface.get_size(), theme)
            self._page.show(page, self._words(page.w - px(52)))
        self._page.draw(surface)
        self._stage.say_new("SPOTS", screen=self.name, spots=spots(desk))

    def _words(self, wide: int) -> str:
        """The markup of the part that is open, for a page so many pixels wide."""
        if self._now:
            return typeset.markup(self._parts[self._now - 1], wide, page_px() - px(2))
        words = re.sub(r"<br>\s+", "<br>", HOW_TO_PLAY.strip()).replace("\n", " ")
        return f"<b>How to play</b><br><br>{words}"

    def _rows(self, titles: list[str]) -> None:
        """List the parts, as many as there is room for from where the list was rolled to."""
        step = px(ROW)
        room = max(1, self._list.h // step)
        self._top = max(0, min(self._top, len(titles) - room))
        for place, title in list(enumerate(titles))[self._top : self._top + room]:
            box = pygame.Rect(self._list.x, self._list.y + (place - self._top) * step, self._list.w, step)
            self._row(box, title, place)
        if len(titles) > room:
            bar = pygame.Rect(self._list.right + px(4), self._list.y, px(4), room * step)
            pygame.draw.rect(self._desk.surface, self._stage.theme.bar, bar)
            bar.y, bar.h = bar.y + bar.h * self._top // len(titles), bar.h * room // len(titles)
            pygame.draw.rect(self._desk.surface, self._stage.theme.ink_3, bar)

    def _row(self, box: pygame.Rect, title: str, place: int) -> None:
        surface, theme = self._desk.surface, self._stage.theme
        look = self._desk.spot(box, f"chapter:{place}")
        chosen = place == self._now
        if chosen:
            pygame.draw.rect(surface, theme.accent, (box.x, box.y + px(4), px(4), box.h - px(8)))
        elif look != "plain":
            pygame.draw.rect(surface, theme.bar, box)
        face = Face.OLD_BOLD if chosen else Face.OLD
        title = shorten(title, face, 18, box.w - px(22))
        text(surface, title, face, 18, theme.ink, (box.x + px(14), box.centery), "cl")
        panel.rule(surface, theme.rule, (box.x, box.bottom - 1), box.w)
        self._desk.ring(box, f"chapter:{place}")

    def close(self) -> None:
        """Close what waits behind."""
        self._behind.close()


def _title(part: book.Part) -> str:
    """A part as the list has it."""
    return f"{part.number}  {part.title}" if part.number else part.title
