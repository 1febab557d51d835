"""The curtain between two people at one screen: nothing of any side's map is drawn until it is raised."""

import pygame

from game.model.scenario import Scenario
from game.ui import counters, palette, panel, strokes
from game.ui.faces import Face, paragraph, px, text, width, wrap
from game.ui.screens.moment import days, side_name
from game.ui.screens.title import spots
from game.ui.stage import Next, Screen, Show, Stage
from game.ui.widgets import Desk


class Curtain:
    """Waits for the next person alone at the screen, then shows the screen behind it."""

    __slots__ = ("_behind", "_desk", "_news", "_scenario", "_side", "_stage", "_turn", "busy", "name")

    def __init__(self, stage: Stage, behind: Screen, scenario: Scenario, side: str, turn: int, news: str) -> None:
        self.name = "curtain"
        self.busy = False
        self._stage = stage
        self._behind = behind
        self._scenario = scenario
        self._side = side
        self._turn = turn
        self._news = news
        self._desk = Desk(stage.theme)

    def handle(self, event: pygame.event.Event) -> Next:
        """Take an event."""
        if self._desk.read(event) == "rise":
            self._stage.say("COMMAND", command="rise")
            return Show(self._behind)
        return None

    def tick(self, now: int) -> Next:
        """Wait."""
        return None

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the dark colour of the side, its emblem, name and date, and one button."""
        desk, theme = self._desk, self._stage.theme
        desk.begin(surface, self._stage.theme)
        side = self._scenario.side(self._side)
        style = palette.side_style(side.ink)
        panel.lattice(surface, surface.get_rect(), palette.mix(style.frame, (8, 16, 24), 0.35), palette.CREAM)
        area = pygame.Rect(0, 0, px(760), px(640))
        area.center = surface.get_rect().center
        panel.double_frame(surface, theme, area)
        x, y = area.centerx, area.y
        strokes.lay_centred(surface, counters.medallion(style, px(132), side.emblem), (x, y + px(140)))
        text(surface, "Hand over the chair", Face.SERIF_ITALIC, 22, theme.ink_2, (x, y + px(238)), "cc")
        name = side_name(self._scenario, self._side)
        size = 46.0
        while size > 24 and width(name, Face.OLD_BOLD, size) > area.w - px(80):
            size -= 1
        text(surface, name, Face.OLD_BOLD, size, theme.ink, (x, y + px(286)), "cc")
        when = days(self._scenario, self._turn)
        turn = f"{when}, turn {self._turn} of {self._scenario.calendar.turns}"
        text(surface, turn, Face.OLD, 21, theme.ink_2, (x, y + px(338)), "cc")
        panel.rule(surface, theme.rule, (x - px(150), y + px(372)), px(300))
        room = area.w - px(140)
        text(surface, "While you were away", Face.SERIF_BOLD, 17, theme.ink, (x, y + px(400)), "cc")
        for place, line in enumerate(wrap(self._news, Face.SERIF, 17, room)[:3]):
            text(surface, line, Face.SERIF, 17, theme.ink, (x, y + px(428) + place * px(25)), "cc")
        box = pygame.Rect(0, 0, px(340), px(54))
        box.center = (x, y + px(532))
        desk.button(box, "I am alone at the screen", "rise", "Space", primary=True, size=19)
        words = "Nothing of either side’s map is drawn until you press it."
        paragraph(
            surface,
            words,
            Face.SERIF_ITALIC,
            16,
            theme.ink_2,
            (x - width(words, Face.SERIF_ITALIC, 16) // 2, y + px(576)),
            area.w,
        )
        self._stage.say_new("SPOTS", screen=self.name, spots=spots(desk))

    def close(self) -> None:
        """Close what waits behind."""
        self._behind.close()
