"""A new game: which scenario, who plays each side, and the seed of chance."""

import random

import pygame

from game.model.scenario import Scenario, Side
from game.ui import counters, games, palette, panel, strokes
from game.ui.faces import Face, line_height, paragraph, px, text, width, wrap
from game.ui.screens.backdrop import FIRST, Backdrop
from game.ui.screens.moment import dashed
from game.ui.screens.title import Title, spots
from game.ui.scroll import Scroll
from game.ui.stage import Next, Show, Stage
from game.ui.widgets import Desk

PLAYERS = (("person", "Person"), ("staff", "Staff"), ("recruit", "Recruit"), ("random", "Random"))
WHAT = {
    "person": "a person at this screen",
    "staff": "the computer: tries plans out, has no favours",
    "recruit": "the computer: quick, plain, has no favours",
    "random": "the computer, throwing dice",
}
FOGS = (("on", "Fog"), ("off", "No fog"))
FOG_WORDS = {
    "on": "Each side sees only what its men and its people see; the rest must be guessed.",
    "off": "Both sides see the whole map: good for a first game.",
}
AUTOMATON = "automaton"
MOST_DIGITS = 9


class NewGame:
    """The choice of scenario, players and seed."""

    __slots__ = (
        "_backdrop",
        "_briefing",
        "_chosen",
        "_desk",
        "_entries",
        "_fog",
        "_players",
        "_reading",
        "_scroll",
        "_seed",
        "_stage",
        "busy",
        "name",
    )

    def __init__(self, stage: Stage, backdrop: Backdrop) -> None:
        self.name = "new-game"
        self.busy = True
        self._stage = stage
        self._backdrop = backdrop
        self._desk = Desk(stage.theme)
        self._scroll = Scroll()
        self._briefing = Scroll()
        self._reading = pygame.Rect(0, 0, 0, 0)
        self._entries = games.entries()
        self._chosen = next((n for n, entry in enumerate(self._entries) if entry.folder.name == FIRST), 0)
        self._players: dict[str, str] = {}
        self._fog = "on"
        self._seed = str(random.SystemRandom().randrange(1, 100_000))
        self._seat()

    @property
    def scenario(self) -> Scenario | None:
        """The chosen scenario as it was loaded, None if its files are faulty."""
        return self._entries[self._chosen].scenario if self._entries else None

    def _seat(self) -> None:
        """Put a person on the first side that a person may play and the computer on the others."""
        self._players = {}
        if self.scenario is None:
            return
        for side in self.scenario.sides:
            if side.seat != "person":
                self._players[side.id] = AUTOMATON
            else:
                self._players[side.id] = "recruit" if "person" in self._players.values() else "person"

    def handle(self, event: pygame.event.Event) -> Next:
        """Take an event."""
        if event.type == pygame.MOUSEWHEEL:
            reading = self._reading.collidepoint(self._desk.mouse)
            (self._briefing if reading else self._scroll).turn(-event.y * px(60))
        command = self._desk.read(event)
        if not command and event.type == pygame.KEYDOWN:
            command = self._key(event)
        if not command:
            return None
        self._stage.say("COMMAND", command=command)
        word, _, value = command.partition(":")
        if word == "back":
            return Show(Title(self._stage, self._backdrop))
        if word == "begin" and self.scenario is not None:
            from game.ui.screens.opening import Opening

            options = (("fog", self._fog),)
            seed = int(self._seed or "0")
            return Show(Opening(self._stage, self.scenario.id, dict(self._players), seed, None, options))
        if word == "scenario":
            self._chosen = int(value)
            self._briefing.at = 0
            self._seat()
        elif word == "seed":
            self._seed = str(random.SystemRandom().randrange(1, 100_000))
        elif word == "fog":
            self._fog = value
        elif word.startswith("seat="):
            self._players[word[5:]] = value
        return None

    def _key(self, event: pygame.event.Event) -> str:
        if event.key == pygame.K_BACKSPACE:
            self._seed = self._seed[:-1]
        elif event.unicode.isdigit() and len(self._seed) < MOST_DIGITS:
            self._seed = (self._seed + event.unicode).lstrip("0")
        elif event.key in (pygame.K_DOWN, pygame.K_UP) and self._entries:
            step = 1 if event.key == pygame.K_DOWN else -1
            return f"scenario:{(self._chosen + step) % len(self._entries)}"
        return ""

    def tick(self, now: int) -> Next:
        """Draw a little more of the sheet."""
        self._backdrop.tick(self._stage.size)
        self.busy = self._backdrop.waiting
        return None

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the list at the left and the chosen scenario at the right."""
        desk, theme = self._desk, self._stage.theme
        desk.begin(surface, self._stage.theme)
        self._backdrop.draw(surface)
        area = pygame.Rect(
            0, 0, min(px(1180), surface.get_width() - px(80)), min(px(820), surface.get_height() - px(80))
        )
        area.center = surface.get_rect().center
        panel.double_frame(surface, theme, area)
        inner = area.inflate(-px(84), -px(76))
        text(surface, "New game", Face.OLD_BOLD, 37, theme.ink, (inner.x, inner.y + px(20)), "cl")
        panel.rule(surface, theme.ink, (inner.x, inner.y + px(48)), inner.w)
        top = inner.y + px(66)
        left = pygame.Rect(inner.x, top, px(330), inner.bottom - top - px(64))
        right = pygame.Rect(left.right + px(34), top, inner.right - left.right - px(34), left.h)
        panel.upright(surface, theme.rule, (left.right + px(17), top), left.h)
        self._list(left)
        self._detail(right)
        self._foot(inner)
        desk.note()
        self._stage.say_new("SPOTS", screen=self.name, spots=spots(desk))

    def _list(self, area: pygame.Rect) -> None:
        surface, theme = self._desk.surface, self._stage.theme
        step = px(62)
        self._scroll.fit(area.h, step * len(self._entries))
        clip = surface.get_clip()
        surface.set_clip(area)
        for place, entry in enumerate(self._entries):
            box = pygame.Rect(area.x, area.y + place * step - self._scroll.at, area.w - px(8), step - px(6))
            note = entry.words
            self._desk.entry(box, entry.title, note, f"scenario:{place}", "", primary=place == self._chosen)
        surface.set_clip(clip)
        self._scroll.bar(surface, theme, area)
        if not self._entries:
            paragraph(surface, "No scenario was found.", Face.SERIF, 16, theme.ink_2, area.topleft, area.w)

    def _detail(self, area: pygame.Rect) -> None:
        if not self._entries:
            return
        surface, theme = self._desk.surface, self._stage.theme
        entry = self._entries[self._chosen]
        scenario = entry.scenario
        if scenario is None:
            text(surface, entry.title, Face.OLD_BOLD, 26, theme.ink, (area.x, area.y + px(12)), "cl")
            paragraph(surface, entry.fault, Face.SERIF, 15, theme.bad, (area.x, area.y + px(40)), area.w)
            return
        y = area.y
        text(surface, scenario.title, Face.OLD_BOLD, 26, theme.ink, (area.x, y + px(12)), "cl")
        y += px(36)
        text(surface, games.span(scenario), Face.NARROW, 15, theme.ink_2, (area.x, y), "tl")
        y += px(28)
        y = paragraph(surface, scenario.summary, Face.SERIF, 15, theme.ink, (area.x, y), area.w, 7) + px(14)
        y = panel.heading(surface, theme, (area.x, y), area.w, "Who plays") + px(4)
        for side in scenario.sides:
            y = self._seat_row(side, area, y)
        y = self._fog_row(scenario, area, y)
        y = panel.heading(surface, theme, (area.x, y + px(8)), area.w, "Chance") + px(6)
        box = pygame.Rect(area.x, y, px(150), px(36))
        pygame.draw.rect(surface, theme.card, box)
        pygame.draw.rect(surface, theme.ink_3, box, 1)
        text(surface, "Seed", Face.SERIF, 15, theme.ink_2, (box.x + px(10), box.centery), "cl")
        text(surface, self._seed or "0", Face.NARROW_BOLD, 17, theme.ink, (box.right - px(10), box.centery), "cr")
        self._desk.button(
            pygame.Rect(box.right + px(10), y, px(140), px(36)), "Another", "seed", "D", hint="Draw another seed."
        )
        words = "One seed and the same orders give the same game. Type digits to set it."
        paragraph(
            surface,
            words,
            Face.SERIF_ITALIC,
            14,
            theme.ink_2,
            (box.right + px(166), y),
            area.right - box.right - px(166),
        )
        self._brief(scenario, pygame.Rect(area.x, box.bottom + px(18), area.w, area.bottom - box.bottom - px(18)))

    def _brief(self, scenario: Scenario, area: pygame.Rect) -> None:
        """Let every side that a person plays read its briefing, as far as there is room for it."""
        surface, theme = self._desk.surface, self._stage.theme
        read = [s for s in scenario.sides if self._players.get(s.id) == "person" and scenario.briefing.get(s.id)]
        step = line_height(15)
        self._reading = pygame.Rect(0, 0, 0, 0)
        if not read or area.h < px(36) + 2 * step:
            return
        y = panel.heading(surface, theme, area.topleft, area.w, "Briefing")
        self._reading = room = pygame.Rect(area.x, y, area.w, (area.bottom - y) // step * step)
        lines: list[tuple[str, Face]] = []
        for side in read:
            lines += [("", Face.SERIF)] if lines else []
            lines += [(dashed(side.name), Face.SERIF_BOLD)] if len(read) > 1 else []
            words = dashed(" ".join(scenario.briefing[side.id].split()))
            lines += [(line, Face.SERIF) for line in wrap(words, Face.SERIF, 15, room.w - px(16))]
        self._briefing.fit(room.h, step * len(lines))
        first = self._briefing.at // step
        for place, (line, face) in enumerate(lines[first : first + room.h // step]):
            text(surface, line, face, 15, theme.ink, (room.x, room.y + place * step))
        self._briefing.bar(surface, theme, room)

    def _seat_row(self, side: Side, area: pygame.Rect, y: int) -> int:
        surface, theme = self._desk.surface, self._stage.theme
        style = palette.side_style(side.ink)
        strokes.lay_centred(surface, counters.medallion(style, px(34), side.emblem), (area.x + px(20), y + px(22)))
        name = area.x + px(46)
        text(surface, dashed(side.name), Face.SERIF_BOLD, 16, theme.ink, (name, y + px(14)), "cl")
        seat = self._players.get(side.id, AUTOMATON)
        what = "plays itself by standing orders" if seat == AUTOMATON else WHAT[seat]
        text(surface, what, Face.SERIF_ITALIC, 14, theme.ink_2, (name, y + px(33)), "cl")
        if side.seat == "person":
            left = max(name + width(dashed(side.name), Face.SERIF_BOLD, 16) + px(24), area.right - px(384))
            box = pygame.Rect(left, y + px(5), area.right - left, px(34))
            self._desk.chooser(box, PLAYERS, seat, f"seat={side.id}")
        return y + px(50)

    def _fog_row(self, scenario: Scenario, area: pygame.Rect, y: int) -> int:
        """Let the players choose whether there is fog, with one sentence on what it does."""
        surface, theme = self._desk.surface, self._stage.theme
        y = panel.heading(surface, theme, (area.x, y + px(8)), area.w, "Fog of war") + px(4)
        box = pygame.Rect(area.right - px(220), y, px(220), px(34))
        self._desk.chooser(box, FOGS, self._fog, "fog")
        words = FOG_WORDS[self._fog]
        if all(self._players.get(side.id, AUTOMATON) != "person" for side in scenario.sides):
            words += " Nobody here plays, so all is shown."
        paragraph(surface, words, Face.SERIF_ITALIC, 14, theme.ink_2, (area.x, y - px(2)), box.x - area.x - px(16), 2)
        return y + px(40)

    def _foot(self, inner: pygame.Rect) -> None:
        y = inner.bottom - px(46)
        why = "" if self.scenario is not None else "Its files have faults."
        self._desk.button(
            pygame.Rect(inner.right - px(230), y, px(230), px(46)), "Begin", "begin", "Return", True, why, size=18
        )
        self._desk.button(pygame.Rect(inner.x, y, px(150), px(46)), "Back", "back", "Esc", size=18)

    def close(self) -> None:
        """Nothing to let go of."""
