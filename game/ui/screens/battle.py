"""The battle: mouse and keys become orders, what is witnessed becomes motion and dispatches."""

import pygame

from game import chronicle, umpire
from game.hexes import NO_CELL, Cell
from game.model.actions import Action, Advance, DigIn, EndPart, OpenDepot, Relieve, SetPosture
from game.model.forces import Posture
from game.model.judgement import Refusal
from game.model.state import Seen
from game.session import settings
from game.session.game import Session
from game.ui import intent, layout, pointer
from game.ui.course import Course, unrecorded
from game.ui.intent import Chosen, Entering, Idle, Looking, Meaning, Planning, Reach
from game.ui.screens import onmap, sidepanel, topbar, unitpanel
from game.ui.screens.moment import Dispatches, Moment, dashed, why
from game.ui.screens.title import spots
from game.ui.sheet import Sheet
from game.ui.stage import Next, Show, Stage
from game.ui.theatre import Theatre
from game.ui.widgets import Desk

NOTICE_MS = 6000
TIP_MS = 450
UNDO_WORDS = {
    "undo.nothing": "Nothing has been ordered yet.",
    "undo.computer": "The last order was the computer’s.",
    "undo.rolled": "Dice have fallen since.",
    "undo.part": "A side’s part has ended since.",
    "undo.other": "The other side has chosen since.",
}


class Battle:
    """One running game on the screen."""

    __slots__ = (
        "_aim", "_aims_open", "_choice", "_course", "_desk", "_dispatches", "_down", "_ended", "_film",
        "_folded", "_hover", "_hover_since", "_notice", "_notice_until", "_now", "_overlays", "_reach",
        "_reach_key", "_seen", "_seen_at", "_session", "_small", "_stage", "_stale", "_steering", "_theatre",
        "_unveiling", "busy", "name",
    )  # fmt: skip

    def __init__(self, stage: Stage, session: Session, sheet: Sheet) -> None:
        self.name = "battle"
        self.busy = True
        self._stage = stage
        self._session = session
        self._desk = Desk(stage.theme)
        self._theatre = Theatre(stage, session.scenario, sheet)
        self._course = Course(session, settings.load().speed, stage.still)
        self._film = self._course.film
        self._dispatches = Dispatches()
        self._choice: intent.Choice = Idle()
        self._hover: Cell = NO_CELL
        self._hover_since = 0
        self._down = False
        self._folded = False
        self._aims_open = False
        self._notice = dashed(session.note)
        self._notice_until = NOTICE_MS if session.note else 0
        self._now = 0
        self._overlays = {"supply": False, "grid": True, "zones": False}
        self._reach: Reach = {}
        self._reach_key: object = None
        self._seen_at = -1
        self._stale = True
        self._small = pygame.Rect(0, 0, 0, 0)
        self._steering = False
        self._unveiling = False
        self._ended = False
        self._aim: Cell = NO_CELL
        self._seen: Seen = session.seen()
        self._refresh()
        self._look_home()

    # what is known

    @property
    def session(self) -> Session:
        """The game that is played."""
        return self._session

    @property
    def side(self) -> str:
        """The side through whose eyes the screen looks."""
        return self._session.viewer or self._session.state.actor

    @property
    def mine(self) -> bool:
        """Whether it is for the person at the screen to choose, and nothing moves."""
        return self._course.mine

    def _refresh(self) -> None:
        """Look at the game again after something has happened."""
        self._stale = True
        self._seen = self._session.seen()
        self._seen_at = self._session.actions
        self._choice = intent.kept(self._seen, self.side, self._choice)
        self._reach_key = None
        self._dispatches.keep_up(self._session, self._session.viewer)
        self._stage.say_new(
            "STATE",
            actions=self._session.actions,
            turn=self._seen.turn,
            actor=self._seen.actor,
            viewer=self.side,
            over=self._session.over,
            asked=intent.asked(self._seen) is not None,
            units=[[u.number, u.side, u.cell] for u in self._seen.forces.units if u.on_map],
        )

    def _look_home(self) -> None:
        """Show the viewer's army first."""
        cells = [u.cell for u in self._seen.forces.of(self.side)]
        if cells:
            box = layout.extent(self._session.scenario.board.grid, cells)
            self._theatre.open_at(self._plan().map, box)

    def _reach_now(self) -> Reach:
        """The hexes that the chosen unit can reach, worked out once for each state."""
        unit = self._choice.unit if isinstance(self._choice, Chosen) else -1
        if unit < 0 or not self.mine:
            return {}
        key = (self._seen_at, unit)
        if self._reach_key != key:
            self._reach, self._reach_key = umpire.reach(self._seen, unit), key
        return self._reach

    def _plan(self) -> layout.Plan:
        opened = self._aims_open or isinstance(self._choice, Planning | Looking | Entering)
        return layout.plan_battle(self._stage.size, self._stage.percent, self._folded, opened)

    def set_speed(self, speed: int) -> None:
        """Change the speed of motion, in percent; 0 shows none."""
        self._course.speed = speed

    # time

    def tick(self, now: int) -> Next:
        """Let motion go on and the computer think; say which screen comes next."""
        self._now = now
        if self._unveiling:
            self._unveil()
        playing = self._film.left > 0
        cell = self._course.play(now)
        if cell:
            self._theatre.bring(cell, now)
        if playing and not self._film.left:
            self._refresh()
        self._theatre.tick(now)
        if pygame.mouse.get_focused():
            self._theatre.edge(self._desk.mouse, self._stage.size)
        following = None if self._film.left else self._go_on()
        resting = self._hover and 0 <= now - self._hover_since <= TIP_MS + 100
        self.busy = bool(self._film.left or self._theatre.moving or resting or self._unveiling)
        self.busy = self.busy or now < self._notice_until or self._at_edge() or self._course.due or self._stale
        return following

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
            self._refresh()
        if self._course.fault:
            self._tell(self._course.fault)

    def _curtain(self, side: str) -> Next:
        from game.ui.screens.curtain import Curtain

        self._unveiling = True
        self._choice = Idle()
        self._film.clear()
        news = self._course.news(side)
        return Show(Curtain(self._stage, self, self._session.scenario, side, self._session.state.turn, news))

    def _unveil(self) -> None:
        """Show the game to the person who has taken the chair, and what he witnessed meanwhile."""
        self._unveiling = False
        self._choice = Idle()
        self._course.change_chair()
        self._refresh()

    def _end(self) -> Next:
        if self._ended:
            return None
        from game.ui.screens.result import Result

        self._ended = True
        self._refresh()
        outcome = self._session.state.outcome
        assert outcome is not None
        events = self._session.witnessed(self._session.viewer, 0)
        points = [p for p in (chronicle.turning_points(one.before, one.event) for one in events) if p is not None]
        self._stage.say("OVER", winner=outcome.winner, grade=outcome.grade, points=outcome.points)
        return Show(Result(self._stage, self, self._seen, outcome, points))

    # events

    def handle(self, event: pygame.event.Event) -> Next:
        """Take an event."""
        if event.type == pygame.KEYDOWN and self._film.left:
            self._film.skip()
            if not self._film.left:
                self._refresh()
            if event.key in (pygame.K_SPACE, pygame.K_RETURN, pygame.K_ESCAPE):
                return None
        command = self._desk.read(event)
        if command:
            return self._obey(command)
        if self._desk.stopped:
            self._tell(self._desk.stopped)
            return None
        if self._steer(event) or self._point(event):
            return None
        plan = self._plan()
        pos = getattr(event, "pos", self._desk.mouse)
        over = plan.over_map(pos) and self._desk.over() is None
        if self._theatre.handle(event, over, self._focus()):
            self._down = False
            return None
        if event.type == pygame.MOUSEMOTION:
            cell = self._theatre.cell_under(pos) if over else NO_CELL
            if cell != self._hover:
                self._hover, self._hover_since = cell, self._now
        elif event.type == pygame.MOUSEBUTTONDOWN and event.button in (1, 3):
            self._down = over
            self._notice_until = 0
        elif event.type == pygame.MOUSEBUTTONUP and event.button in (1, 3) and self._down and over:
            self._down = False
            order = event.button == 3 or bool(pygame.key.get_mods() & pygame.KMOD_SHIFT)
            self._press(self._theatre.cell_under(pos), order)
        return None

    def _point(self, event: pygame.event.Event) -> bool:
        """Move the pointed hex by Shift and arrows or by the number pad; Return presses it, Shift and Return orders."""
        if event.type != pygame.KEYDOWN:
            return False
        if event.key in pointer.PRESSES and self._hover:
            self._press(self._hover, bool(event.mod & pygame.KMOD_SHIFT))
            return True
        grid = self._session.scenario.board.grid
        start = self._hover or intent.cell_of(self._seen, self._choice) or self._theatre.cell_in_middle()
        towards = pointer.direction(event, grid.column_row(start)[0] & 1)
        if towards < 0 or not start:
            return False
        there = grid.step(start, towards) if self._hover else start
        if self._session.scenario.board.ground >> there & 1:
            self._hover, self._hover_since = there, self._now
            self._theatre.bring(there, self._now)
        return True

    def _focus(self) -> Cell:
        """The hex about which the keys zoom."""
        return intent.cell_of(self._seen, self._choice)

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

    def _press(self, cell: Cell, order: bool) -> None:
        if self._film.left:
            self._film.clear()
            self._refresh()
        if not self.mine:
            self._choose(Looking(cell) if cell and self._seen.forces.at(cell) else Idle())
            return
        if order and isinstance(self._choice, Planning | Looking):
            self._choose(intent.stepped_back(self._choice))
            return
        self._mean(intent.press(self._seen, self.side, self._choice, cell, self._reach_now(), order))

    def _mean(self, meaning: Meaning) -> None:
        """Take what a press means: the next choice, a refusal to show, an action to submit."""
        self._choose(meaning.choice)
        if meaning.refusal is not None:
            self._refuse(meaning.refusal)
        if meaning.action is not None:
            self._submit(meaning.action)

    def _choose(self, choice: intent.Choice) -> None:
        if choice != self._choice:
            self._choice = choice
            self._aim = intent.cell_of(self._seen, choice)
            self._stage.say("CHOICE", kind=type(choice).__name__, unit=getattr(choice, "unit", -1))

    def _refuse(self, refusal: Refusal) -> None:
        words = why(refusal, self._seen) if refusal.message != "out_of_reach" else "That hex is out of reach."
        self._tell(words)
        self._stage.say("REFUSED", words=words)

    def _tell(self, words: str) -> None:
        self._notice, self._notice_until = words, self._now + NOTICE_MS

    def _submit(self, action: Action) -> None:
        refusal = umpire.refusal(self._session.state, action)
        if refusal is not None:
            self._refuse(refusal)
            return
        try:
            self._session.submit(action)
        except OSError as fault:
            self._tell(unrecorded(fault))
            return
        self._stage.say("DONE", action=type(action).__name__, actions=self._session.actions)
        self._course.watch(self._session.actions)
        if not self._film.left:
            self._refresh()

    # commands

    def _obey(self, command: str) -> Next:
        self._stage.say("COMMAND", command=command)
        word, _, value = command.partition(":")
        if word in ("log", "menu", "rules"):
            return self._leave_for(word)
        if word == "overlay":
            self._overlays[value] = not self._overlays[value]
            self._theatre.sheet.show_grid(self._overlays["grid"])
        elif word == "fold":
            self._folded = not self._folded
        elif word == "aims":
            self._aims_open = not self._aims_open
        elif word == "back":
            self._choose(intent.stepped_back(self._choice))
        elif self.mine:
            self._order(word, value)
        return None

    def _leave_for(self, word: str) -> Next:
        if word == "rules":
            from game.ui.screens.rules import Rules

            return Show(Rules(self._stage, self))
        if word == "log":
            from game.ui.screens.log import Log

            return Show(Log(self._stage, self, self._session.scenario, self._dispatches.all))
        from game.ui.screens.menu import Menu

        return Show(Menu(self._stage, self))

    def _order(self, word: str, value: str) -> None:
        """Carry out a command of the person whose choice it is."""
        choice = self._choice
        if word == "end":
            self._submit(EndPart())
        elif word == "undo":
            self._undo()
        elif word == "next":
            self._next(int(value or "1"))
        elif word == "unit":
            self._choose(Chosen(int(value)))
        elif isinstance(choice, Planning):
            self._plan_attack(choice, word, value)
        elif isinstance(choice, Entering):
            self._enter(choice, word, value)
        elif isinstance(choice, Chosen):
            actions: dict[str, Action] = {
                "dig": DigIn(choice.unit),
                "depot": OpenDepot(choice.unit),
                "relieve": Relieve(choice.unit),
            }
            if word != "posture":
                self._submit(actions[word])
            elif self._seen.unit(choice.unit).posture is not Posture(value):
                self._submit(SetPosture(choice.unit, Posture(value)))

    def _plan_attack(self, choice: Planning, word: str, value: str) -> None:
        if word == "commit":
            self._mean(intent.committed(self._seen, choice))
        elif word == "charge":
            self._mean(intent.charged(self._seen, choice))
        elif word == "partner":
            self._mean(intent.toggled(self._seen, choice, int(value)))

    def _enter(self, choice: Entering, word: str, value: str) -> None:
        question = intent.asked(self._seen)
        if question is None:
            return
        if word == "enter":
            number = int(value)
            going = set(choice.units) ^ {number}
            self._choose(Entering(tuple(n for n in question.units if n in going)))
        elif word in ("advance", "stay"):
            self._choose(Idle())
            self._submit(Advance(choice.units if word == "advance" else ()))
            if intent.asked(self._session.seen()) == question:
                self._choose(choice)

    def _undo(self) -> None:
        try:
            action = self._session.undo()
        except OSError as fault:
            self._tell(unrecorded(fault))
            return
        except ValueError as stop:
            self._tell(UNDO_WORDS.get(str(stop), str(stop)))
            return
        self._film.clear()
        self._stage.say("UNDONE", action=type(action).__name__, actions=self._session.actions)
        self._refresh()

    def _next(self, by: int) -> None:
        after = self._choice.unit if isinstance(self._choice, Chosen) else -1
        unit = intent.next_ready(self._seen, self.side, after, by)
        if unit is None:
            self._tell("Every unit has done what it can. End the part with E.")
            return
        self._choose(Chosen(unit))

    # drawing

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the map, the panels over it, and the note under the mouse."""
        if self._unveiling:
            self._unveil()
        desk = self._desk
        plan = self._plan()
        desk.begin(surface)
        self._theatre.fit(plan.map)
        if self._aim:
            self._theatre.bring(self._aim, self._now)
            self._aim = NO_CELL
        moment = self._moment(plan)
        shown = onmap.overlay_of(moment)
        chosen = self._choice.unit if isinstance(self._choice, Chosen) else -1
        self._theatre.draw(surface, self._seen, shown, chosen, self._film.now, self._film.share)
        self._small = unitpanel.draw(moment)
        if self._small.w:
            self._small = self._theatre.small_map(surface, self._small, self._seen)
        sidepanel.draw(moment)
        topbar.draw(moment)
        self._keys()
        if self._now < self._notice_until and self._notice:
            onmap.notice(moment, self._notice)
        desk.note()
        told = isinstance(self._choice, Planning | Entering)
        if self._hover and not told and not self._film.left and self._now - self._hover_since >= TIP_MS:
            onmap.tip(moment, self._hover)
        self._report(plan)
        self._stale = False

    def _moment(self, plan: layout.Plan) -> Moment:
        mine = self.mine
        choice = self._choice
        forecast = None
        if isinstance(choice, Planning):
            forecast = umpire.forecast(self._seen, intent.attack_of(choice))
        stop = self._session.undo_stop
        busy = ""
        if self._session.computer_to_choose:
            busy = "thinking" if self._course.thinking else "on the move"
        return Moment(
            self._stage,
            self._desk,
            self._seen,
            self.side,
            mine,
            choice,
            self._reach_now(),
            plan,
            forecast,
            self._hover,
            UNDO_WORDS.get(stop, stop),
            busy,
            self._overlays,
            self._dispatches.news,
        )

    def _keys(self) -> None:
        """Register the keys that have no button in sight."""
        nowhere = pygame.Rect(0, 0, 0, 0)
        self._desk.spot(nowhere, "rules", "F1", stop=False)
        self._desk.spot(nowhere, "log", "L", stop=False)
        self._desk.spot(nowhere, "aims", "V", stop=False)
        self._desk.spot(nowhere, "undo", "Ctrl+Z", why=UNDO_WORDS.get(self._session.undo_stop, ""), stop=False)
        if isinstance(self._choice, Idle):
            self._desk.spot(nowhere, "menu", "Esc", stop=False)
        elif isinstance(self._choice, Chosen | Looking):
            self._desk.spot(nowhere, "back", "Esc", stop=False)
        if not isinstance(self._choice, Chosen):
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
            self._stage.say_new("YOURS", actions=self._session.actions, turn=self._seen.turn)

    def close(self) -> None:
        """End the thinking process and close the record."""
        self._course.close()
