"""The short wait while a game is read: the scenario, its sheet, the record to go on from."""

import threading
from pathlib import Path

import pygame

from game.ui import panel
from game.ui.faces import Face, paragraph, px, text
from game.ui.screens.title import Title, spots
from game.ui.stage import Next, Show, Stage
from game.ui.widgets import Desk


class Opening:
    """Reads in a thread of its own so that the window answers, then shows the battle or says what is wrong."""

    __slots__ = (
        "_desk",
        "_fault",
        "_older",
        "_options",
        "_players",
        "_ready",
        "_resume",
        "_scenario",
        "_seed",
        "_stage",
        "_thread",
        "busy",
        "name",
    )

    def __init__(
        self,
        stage: Stage,
        scenario: str | None,
        players: dict[str, str],
        seed: int | None,
        resume: Path | None,
        options: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self.name = "opening"
        self.busy = True
        self._stage = stage
        self._scenario = scenario
        self._players = players
        self._seed = seed
        self._resume = resume
        self._options = options
        self._desk = Desk(stage.theme)
        self._fault = ""
        self._older: Path | None = None
        self._ready: list[tuple[object, object]] = []
        self._thread: threading.Thread | None = None

    def handle(self, event: pygame.event.Event) -> Next:
        """Take an event."""
        command = self._desk.read(event)
        if command == "back":
            return Show(Title(self._stage))
        if command == "older":
            return Show(Opening(self._stage, None, {}, None, self._older))
        return None

    def tick(self, now: int) -> Next:
        """Wait for the reading to end."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._read, daemon=True)
            self._thread.start()
            return None
        if self._thread.is_alive():
            return None
        self.busy = False
        if not self._ready:
            return None
        from game.session.game import Session
        from game.ui.screens.battle import Battle
        from game.ui.sheet import Sheet

        session, sheet = self._ready[0]
        assert isinstance(session, Session) and isinstance(sheet, Sheet)
        return Show(Battle(self._stage, session, sheet))

    def _read(self) -> None:
        from game import library, replay
        from game.session.game import Session
        from game.ui import games
        from game.ui.theatre import open_sheet

        try:
            if self._resume is not None:
                session = Session.resume(self._resume)
                folder = library.find(session.source or session.scenario.id)
            else:
                folder = library.find(self._scenario or "")
                seed = self._seed or games.any_seed()
                session = games.begin(library.load(folder), folder, self._players, seed, self._options)
            self._ready.append((session, open_sheet(session.scenario, folder, self._stage.percent)))
        except library.Faults as faults:
            self._fault = "\n".join(str(fault) for fault in faults.faults[:12])
        except replay.Unreadable:
            self._fault = "The record of this game is damaged or was made by another version of the game."
        except OSError as fault:
            self._fault = f"The record of this game cannot be used: {fault.strerror or fault}."
        if self._fault and self._resume is not None:
            older = games.last(before=self._resume)
            self._older = older.path if older is not None else None

    def draw(self, surface: pygame.Surface) -> None:
        """Draw one line, or the faults and a way back."""
        theme, desk = self._stage.theme, self._desk
        desk.begin(surface, self._stage.theme)
        panel.paper(surface, surface.get_rect(), theme.panel_2)
        middle = surface.get_rect().center
        if not self._fault:
            text(surface, "Unfolding the map", Face.OLD_ITALIC, 30, theme.ink_2, middle, "cc")
            return
        area = pygame.Rect(0, 0, px(900), px(560))
        area.center = middle
        panel.double_frame(surface, theme, area)
        inner = area.inflate(-px(90), -px(90))
        text(surface, "This game cannot be opened", Face.OLD_BOLD, 30, theme.ink, (inner.x, inner.y + px(16)), "cl")
        paragraph(surface, self._fault, Face.SERIF, 15, theme.ink, (inner.x, inner.y + px(60)), inner.w, 16)
        box = pygame.Rect(inner.right - px(200), inner.bottom - px(46), px(200), px(46))
        desk.button(box, "To the title", "back", "Esc", primary=True, size=18)
        if self._older is not None:
            box = pygame.Rect(inner.x, box.y, px(260), px(46))
            desk.button(box, "The game before it", "older", "O", size=18)
        self._stage.say_new("SPOTS", screen=self.name, spots=spots(desk))

    def close(self) -> None:
        """Close a game that was read but not shown."""
        from game.session.game import Session

        for session, _ in self._ready:
            if isinstance(session, Session):
                session.close()
