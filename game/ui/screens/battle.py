"""The battle: mouse and keys become orders, what is witnessed becomes motion and dispatches."""

import pygame

from game import chronicle, umpire
from game.hexes import NO_CELL, Cell
from game.session import settings
from game.session.game import Session
from game.ui import choices, intent, layout, pointer
from game.ui.choices import Chosen, Conferring, Errand, Idle, Looking, Planning, Together
from game.ui.course import Course
from game.ui.hand import Hand
from game.ui.screens import askpanel, onmap, sidepanel, topbar, unitpanel
from game.ui.screens.moment import UNDO_WORDS, Moment
from game.ui.screens.title import spots
from game.ui.sheet import Sheet
from game.ui.stage import Next, Show, Stage
from game.ui.table import confers, holds_cards
from game.ui.theatre import Theatre
from game.ui.widgets import Desk

TIP_MS = 450


class Battle:
    """One running game on the screen."""

    __slots__ = (
        "_aims_open", "_course", "_desk", "_down", "_eye", "_ended", "_film", "_folded", "_hand", "_hover",
        "_hover_since", "_left", "_now", "_overlays", "_pointing", "_session", "_small", "_stage", "_steering",
        "_theatre", "_unveiling", "busy", "name",
    )  # fmt: skip

    def __init__(self, stage: Stage, session: Session, sheet: Sheet) -> None:
        self.name = "battle"
        self.busy = True
        self._stage = stage
        self._session = session
        self._desk = Desk(stage.theme)
        self._theatre = Theatre(stage, session.scenario, sheet)
        self._course = Course(session, stage.speed, stage.still)
        self._film = self._course.film
        self._hand = Hand(stage, self._course)
        self._hover: Cell = NO_CELL
        self._hover_since = 0
        self._eye: object = None
        self._down = False
        self._folded = False
        self._aims_open = False
        self._now = 0
        self._overlays = {"supply": False, "forage": False, "zones": False, "grid": True, "veil": True}
        self._small = pygame.Rect(0, 0, 0, 0)
        self._steering = False
        self._unveiling = False
        self._ended = False
        self._pointing = False
        self._left: tuple[float, float] | None = None
        self._look_home()

    # what is known

    @property
    def session(self) -> Session:
        """The game that is played."""
        return self._session

    @property
    def mine(self) -> bool:
        """Whether it is for the person at the screen to choose, and nothing moves."""
        return self._course.mine

    def _look_home(self) -> None:
        """Show the bulk of the viewer's army first."""
        weights = {u.cell: u.men for u in self._hand.seen.forces.of(self._hand.side) if u.men}
        self._theatre.open_at(self._plan().map, layout.balance(self._session.scenario.board.grid, weights))

    def _plan(self) -> layout.Plan:
        choice = self._hand.choice
        opened = self._aims_open or isinstance(choice, Planning | Looking) or askpanel.asks(choice)
        return layout.plan_battle(self._stage.size, self._stage.percent, self._folded, opened)

    # time

    def tick(self, now: int) -> Next:
        """Let motion go on and the computer think; say which screen comes next."""
        self._now = self._hand.now = now
        self._course.speed = self._stage.speed
        if self._unveiling:
            self._unveil()
        playing = self._film.left > 0
        cell = self._course.play(now)
        if cell:
            self._left = self._left or (self._theatre.camera.x, self._theatre.camera.y)
            self._theatre.bring(cell, now)
        if playing and not self._film.left:
            self._hand.look()
        self._theatre.tick(now)
        self._follow_eye()
        if pygame.mouse.get_focused():
            self._theatre.edge(self._desk.mouse, self._stage.size)
        following = None if self._film.left else self._go_on()
        if self._left is not None and self.mine and not self._hand.aim:
            self._theatre.go_back(self._left, now)
            self._left = None
        resting = self._hover and 0 <= now - self._hover_since <= TIP_MS + 100
        self.busy = bool(self._film.left or self._theatre.moving or resting or self._unveiling)
        self.busy = self.busy or now < self._hand.until or self._at_edge() or self._course.due or self._hand.stale
        return following

    def _follow_eye(self) -> None:
        """Take the note over a hex away when the map moves under the mouse."""
        camera = self._theatre.camera
        if self._eye != camera:
            self._eye = camera
            self._hover_since = self._now
            if not self._pointing:
                self._point_at(self._desk.mouse)

    def _point_at(self, pos: tuple[int, int]) -> None:
        """Take note of the hex under a pixel of the open map."""
        open_map = self._plan().over_map(pos) and self._desk.over() is None and min(pos) >= 0
        cell = self._theatre.cell_under(pos) if open_map else NO_CELL
        self._pointing = False
        if cell != self._hover:
            self._hover, self._hover_since = cell, self._now

    def _at_edge(self) -> bool:
        x, y = self._desk.mouse
        wide, high = self._stage.size
        return pygame.mouse.get_focused() and (x in (0, 1, wide - 1, wide - 2) or y in (0, 1, high - 1, high - 2))

    def _go_on(self) -> Next:
        """Go on with the game when nothing moves any more."""
        if self._session.over:
            return self._end()
        side = self._session.curtain
        if side and settings.load().curtain:
            return self._curtain(side)
        if side:
            self._unveil()
        if self._session.computer_to_choose:
            self._let_choose()
        return None

    def _let_choose(self) -> None:
        """Let the computer player think or carry out an order."""
        if self._course.ask() and not self._film.left:
            self._hand.look()
        if self._course.fault:
            self._hand.tell(self._course.fault)

    def _curtain(self, side: str) -> Next:
        from game.ui.screens.curtain import Curtain

        self._unveiling = True
        self._hover = NO_CELL
        self._hand.choose(Idle())
        self._film.clear()
        news = self._course.news(side)
        return Show(Curtain(self._stage, self, self._session.scenario, side, self._session.state.turn, news))

    def _unveil(self) -> None:
        """Show the game to the person who has taken the chair, and what he witnessed meanwhile."""
        self._unveiling = False
        self._hand.choose(Idle())
        self._course.change_chair()
        self._hand.look()

    def _end(self) -> Next:
        if self._ended:
            return None
        from game.ui.screens.result import Result

        self._ended = True
        self._hand.look()
        outcome = self._session.state.outcome
        assert outcome is not None
        events = self._session.witnessed(self._session.viewer, 0)
        points = [p for p in (chronicle.turning_points(one.before, one.event) for one in events) if p is not None]
        self._stage.say("OVER", winner=outcome.winner, grade=outcome.grade, points=outcome.points)
        return Show(Result(self._stage, self, self._hand.seen, outcome, points))

    # events

    def handle(self, event: pygame.event.Event) -> Next:
        """Take an event."""
        if event.type == pygame.KEYDOWN and self._film.left:
            self._film.skip()
            if not self._film.left:
                self._hand.look()
            if event.key in (pygame.K_SPACE, pygame.K_RETURN, pygame.K_ESCAPE):
                return None
        command = self._desk.read(event)
        if command:
            return self._obey(command)
        if self._desk.stopped:
            self._hand.tell(self._desk.stopped)
            return None
        if self._steer(event) or self._point(event):
            return None
        plan = self._plan()
        pos = getattr(event, "pos", self._desk.mouse)
        over = plan.over_map(pos) and self._desk.over() is None
        if self._theatre.handle(event, over, self._focus()):
            self._left = None
            self._down = False
            return None
        if event.type == pygame.MOUSEMOTION:
            self._point_at(pos)
        elif event.type == pygame.WINDOWLEAVE:
            self._hover = NO_CELL
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button in (1, 3):
            self._down = over
            self._hand.until = 0
        elif event.type == pygame.MOUSEBUTTONUP and event.button in (1, 3) and self._down and over:
            self._down = False
            order = event.button == 3 or bool(pygame.key.get_mods() & pygame.KMOD_SHIFT)
            self._hand.press(self._theatre.cell_under(pos), order)
        return None

    def _point(self, event: pygame.event.Event) -> bool:
        """Move the pointed hex by Shift and arrows or by the number pad; Return presses it, Shift and Return orders."""
        if event.type != pygame.KEYDOWN:
            return False
        if event.key in pointer.PRESSES and self._hover:
            self._hand.press(self._hover, bool(event.mod & pygame.KMOD_SHIFT))
            return True
        grid = self._session.scenario.board.grid
        start = self._hover or choices.cell_of(self._hand.seen, self._hand.choice) or self._theatre.cell_in_middle()
        towards = pointer.direction(event, grid.column_row(start)[0] & 1)
        if towards < 0 or not start:
            return False
        there = grid.step(start, towards) if self._hover else start
        if self._session.scenario.board.ground >> there & 1:
            self._hover, self._hover_since, self._pointing = there, self._now, True
            self._theatre.bring(there, self._now)
        return True

    def _focus(self) -> Cell:
        """The hex about which the keys zoom."""
        return choices.cell_of(self._hand.seen, self._hand.choice)

    def _steer(self, event: pygame.event.Event) -> bool:
        """Move the view by the small map."""
        if event.type == pygame.MOUSEBUTTONDOWN and event.button == 1 and self._small.collidepoint(event.pos):
            self._steering = True
        elif event.type == pygame.MOUSEBUTTONUP:
            steering, self._steering = self._steering, False
            return steering
        elif event.type != pygame.MOUSEMOTION or not self._steering:
            return False
        if self._steering:
            self._theatre.jump(self._small, event.pos)
        return self._steering

    # commands

    def _obey(self, command: str) -> Next:
        self._stage.say("COMMAND", command=command)
        word, _, value = command.partition(":")
        if word in ("log", "menu", "rules"):
            return self._leave_for(word)
        if word == "overlay":
            self._overlays[value] = not self._overlays[value]
            self._theatre.sheet.show_grid(self._overlays["grid"])
            self._theatre.veiled = self._overlays["veil"]
        elif word == "fold":
            self._folded = not self._folded
        elif word == "aims":
            self._aims_open = not self._aims_open
        elif word == "back":
            self._hand.step_back()
        elif self.mine:
            self._hand.order(word, value)
        return None

    def _leave_for(self, word: str) -> Next:
        self._hover = NO_CELL
        if word == "rules":
            from game.ui.screens.rules import Rules

            return Show(Rules(self._stage, self))
        if word == "log":
            from game.ui.screens.log import Log

            return Show(Log(self._stage, self, self._session.scenario, self._hand.dispatches.all))
        from game.ui.screens.menu import Menu

        return Show(Menu(self._stage, self))

    # drawing

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the map, the panels over it, and the note under the mouse."""
        if self._unveiling:
            self._unveil()
        desk = self._desk
        plan = self._plan()
        desk.begin(surface, self._stage.theme)
        self._theatre.fit(plan.map)
        if self._hand.aim:
            self._theatre.bring(self._hand.aim, self._now)
            self._hand.aim = NO_CELL
        moment = self._moment(plan)
        shown = onmap.overlay_of(moment)
        chosen = -1 if isinstance(self._hand.choice, Planning | Looking) else choices.lead_of(self._hand.choice)
        self._theatre.draw(surface, self._hand.seen, shown, chosen, self._film.now, self._film.share)
        self._small = unitpanel.draw(moment)
        if self._small.w:
            self._small = self._theatre.small_map(surface, self._small, self._hand.seen)
        onmap.legend(moment)
        sidepanel.draw(moment)
        topbar.draw(moment)
        self._keys()
        if self._now < self._hand.until and self._hand.notice:
            onmap.notice(moment, self._hand.notice)
        desk.note()
        told = isinstance(self._hand.choice, Planning) or askpanel.asks(self._hand.choice)
        if self._hover and not told and not self._film.left and self._now - self._hover_since >= TIP_MS:
            onmap.tip(moment, self._hover)
        self._report(plan)
        self._hand.stale = False

    def _moment(self, plan: layout.Plan) -> Moment:
        mine = self.mine
        choice = self._hand.choice
        forecast = None
        if isinstance(choice, Planning):
            forecast = umpire.forecast(self._hand.seen, intent.attack_of(choice))
        stop = self._session.undo_stop
        busy = ""
        if self._session.computer_to_choose:
            busy = "thinking" if self._course.thinking else "on the move"
        return Moment(
            self._stage,
            self._desk,
            self._hand.seen,
            self._hand.side,
            mine,
            choice,
            self._hand.reach(),
            plan,
            forecast,
            self._hover,
            UNDO_WORDS.get(stop, stop),
            busy,
            self._overlays,
            self._hand.dispatches.news,
            self._hand.trace(self._hover) if self._overlays["supply"] and not self._film.left else None,
            self._hand.threat() if not self._film.left else None,
            self._hand.offers() if mine else (),
        )

    def _keys(self) -> None:
        """Register the keys that have no button in sight."""
        nowhere = pygame.Rect(0, 0, 0, 0)
        self._desk.spot(nowhere, "rules", "F1", stop=False)
        self._desk.spot(nowhere, "log", "L", stop=False)
        self._desk.spot(nowhere, "aims", "V", stop=False)
        if holds_cards(self._hand.seen, self._hand.side):
            self._desk.spot(nowhere, "cards", "F2", stop=False)
        if confers(self._hand.seen):
            self._desk.spot(nowhere, "council", "F3", stop=False)
        self._desk.spot(nowhere, "undo", "Ctrl+Z", why=UNDO_WORDS.get(self._session.undo_stop, ""), stop=False)
        if isinstance(self._hand.choice, Idle):
            self._desk.spot(nowhere, "menu", "Esc", stop=False)
        elif isinstance(self._hand.choice, Chosen | Looking | Conferring):
            self._desk.spot(nowhere, "back", "Esc", stop=False)
        if not isinstance(self._hand.choice, Chosen | Errand | Together):
            self._desk.spot(nowhere, "next", "Tab", stop=False)

    def _report(self, plan: layout.Plan) -> None:
        """Say where things are, for tests that drive the window."""
        camera = self._theatre.camera
        self._stage.say_new(
            "VIEW",
            view=list(camera.view),
            high=camera.high,
            x=round(camera.x, 2),
            y=round(camera.y, 2),
            right=list(plan.right),
            still=not (self._film.left or self._theatre.moving),
            mine=self.mine,
        )
        self._stage.say_new("SPOTS", screen=self.name, spots=spots(self._desk))
        if self.mine and not self._theatre.moving:
            self._stage.say_new("YOURS", actions=self._session.actions, turn=self._hand.seen.turn)

    def close(self) -> None:
        """End the thinking process and close the record."""
        self._course.close()
