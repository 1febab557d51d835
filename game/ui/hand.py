"""The player's hand: what he sees, what he has chosen, and the orders that come of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar, cast

from game import chronicle, questions, umpire
from game.hexes import NO_CELL, Cell
from game.model.actions import (
    Action,
    Advance,
    EndPart,
    ForceMarch,
    GrainSortie,
    GrantTerms,
    HireGuides,
    Merge,
    SendConvoy,
)
from game.model.agenda import MayAdvance
from game.model.events import (
    AmbushSprung,
    DummyFound,
    FordsChanged,
    MarchStopped,
    MenLost,
    MoraleChanged,
    PaceSet,
    StoresChanged,
    Surprised,
    UnitArrived,
)
from game.model.judgement import Forecast, Refusal, Trace
from game.model.state import Seen
from game.ui import choices, commanding, intent, orders, table
from game.ui.choices import (
    Choice,
    Chosen,
    Conferring,
    Entering,
    Errand,
    Granting,
    Idle,
    Looking,
    Meaning,
    Picking,
    Placing,
    Planning,
    Together,
)
from game.ui.course import Course, unrecorded
from game.ui.intent import Reach
from game.ui.screens.moment import UNDO_WORDS, Dispatches, dashed, why
from game.ui.stage import Stage

T = TypeVar("T")

NOTICE_MS = 6000
SURPRISES = (AmbushSprung, DummyFound, MarchStopped, Surprised)
"""What an order may come to that nobody could foresee."""
TRIED = (ForceMarch, GrainSortie, HireGuides, SendConvoy)
ANSWERED = (FordsChanged, MenLost, MoraleChanged, PaceSet, StoresChanged, UnitArrived, *SURPRISES)
"""What comes of orders that are put to the test."""
RESCUED = "The rules have changed since this game was recorded; it goes on from the last position kept whole."


class Hand:
    """One player at one screen.

    `seen` is what his side sees, `choice` what he has in hand, `aim` a hex that he ought to see next; `stale` says that
    the screen must be drawn again; `notice` is what he was told last, shown until `until` milliseconds.
    """

    __slots__ = (
        "_course", "_kept", "_stage", "aim", "choice", "dispatches", "notice", "now", "seen", "stale", "until",
    )  # fmt: skip

    def __init__(self, stage: Stage, course: Course) -> None:
        self._stage = stage
        self._course = course
        self._kept: dict[str, tuple[object, object]] = {}
        self.choice: Choice = Idle()
        self.aim: Cell = NO_CELL
        self.dispatches = Dispatches()
        self.notice = RESCUED if course.session.note else ""
        self.until = NOTICE_MS if self.notice else 0
        self.now = 0
        self.stale = True
        self.seen: Seen = course.session.seen()
        self.look()

    @property
    def side(self) -> str:
        """The side through whose eyes the screen looks."""
        session = self._course.session
        return session.viewer or session.state.actor

    def look(self) -> None:
        """Look at the game again after something has happened."""
        session = self._course.session
        self.stale = True
        self.seen = session.seen()
        self.choice = intent.kept(self.seen, self.side, self.choice)
        self._kept.clear()
        self.dispatches.keep_up(session, session.viewer)
        self._stage.say_new(
            "STATE",
            actions=session.actions,
            turn=self.seen.turn,
            actor=self.seen.actor,
            viewer=self.side,
            over=session.over,
            asked=choices.asked(self.seen) is not None,
            units=[[u.number, u.side, u.cell] for u in self.seen.forces.units if u.on_map],
        )

    def _once(self, name: str, about: object, work: Callable[[], T]) -> T:
        """What was worked out about something, until something happens or it is asked about something else."""
        if name not in self._kept or self._kept[name][0] != about:
            self._kept[name] = (about, work())
        return cast(T, self._kept[name][1])

    def reach(self) -> Reach:
        """The hexes that the chosen unit or stack can reach."""
        units = self._marching()
        if not units or not self._course.mine:
            return {}
        if len(units) == 1:
            return self._once("reach", units, lambda: umpire.reach(self.seen, units[0]))
        stack = [self.seen.unit(number) for number in units]
        return self._once("reach", units, lambda: questions.reach_together(self.seen, stack))

    def trace(self, cell: Cell) -> Trace | None:
        """Why bread of the viewer's side comes to a hex or does not."""
        return self._once("trace", cell, lambda: questions.trace(self.seen, self.side, cell) if cell else None)

    def threat(self) -> Forecast | None:
        """The best attack of the enemies on the own men at the hex of the choice."""
        cell = choices.cell_of(self.seen, self.choice)
        mine = any(unit.side == self.side and unit.men for unit in self.seen.forces.at(cell)) if cell else False
        return self._once("threat", cell, lambda: questions.worst_on(self.seen, cell) if mine else None)

    def offers(self) -> tuple[table.Offer, ...]:
        """What lies on the table or before the council for the choice."""
        topic = replace(self.choice, page=0) if isinstance(self.choice, Picking | Conferring) else self.choice
        return self._once("offers", topic, lambda: table.offers(self.seen, self.side, topic))

    def _marching(self) -> tuple[int, ...]:
        """The units whose reach is shown."""
        choice = self.choice
        return (choice.unit,) if isinstance(choice, Chosen) else choice.units if isinstance(choice, Together) else ()

    def tell(self, words: str) -> None:
        """Show a notice for a while."""
        self.notice, self.until = words, self.now + NOTICE_MS

    def choose(self, choice: Choice) -> None:
        """Take something else in hand."""
        if choice != self.choice:
            self.choice = choice
            self.aim = choices.cell_of(self.seen, choice)
            self._stage.say("CHOICE", kind=type(choice).__name__, unit=getattr(choice, "unit", -1))

    def step_back(self) -> None:
        """Go back to the choice before this one."""
        self.choose(choices.stepped_back(self.choice))

    def press(self, cell: Cell, order: bool) -> None:
        """Press a hex of the map with the one button or the other."""
        if self._course.film.left:
            self._course.film.clear()
            self.look()
        if not self._course.mine:
            self.choose(Looking(cell) if cell and self.seen.forces.at(cell) else Idle())
        elif order and isinstance(self.choice, Planning | Looking):
            self.step_back()
        else:
            self._mean(intent.press(self.seen, self.side, self.choice, cell, self.reach(), order))

    def _mean(self, meaning: Meaning) -> None:
        """Take what a press means: the next choice, a refusal to show, an action to submit."""
        self.choose(meaning.choice)
        if meaning.refusal is not None:
            self._refuse(meaning.refusal)
        if meaning.action is not None:
            self._submit(meaning.action)

    def _refuse(self, refusal: Refusal) -> None:
        words = why(refusal, self.seen) if refusal.message != "out_of_reach" else "That hex is out of reach."
        self.tell(words)
        self._stage.say("REFUSED", words=words)

    def _submit(self, action: Action) -> None:
        session = self._course.session
        refusal = umpire.refusal(session.state, action)
        if refusal is not None:
            self._refuse(refusal)
            return
        try:
            session.submit(action)
        except OSError as fault:
            self.tell(unrecorded(fault))
            return
        self._stage.say("DONE", action=type(action).__name__, actions=session.actions)
        self._report(action)
        self._course.watch(session.actions)
        if not self._course.film.left:
            self.look()

    def _report(self, action: Action) -> None:
        """Say at the foot of the map what came of an order that the dice or the enemy have answered."""
        wanted = ANSWERED if isinstance(action, TRIED) else SURPRISES
        session = self._course.session
        told = [
            chronicle.tell(one.before, one.event)
            for one in session.witnessed(self.side, session.actions)
            if isinstance(one.event, wanted)
        ]
        words = " ".join(line for line in told if line)
        if words:
            self.tell(dashed(words))

    def order(self, word: str, value: str) -> None:
        """Carry out a command of the person whose choice it is."""
        choice = self.choice
        if word == "end":
            self._submit(EndPart())
        elif word == "undo":
            self._undo()
        elif word == "next" and not isinstance(choice, Placing | Granting | Picking):
            self._next()
        elif (action := commanding.to_nobody(word, value)) is not None:
            self._submit(action)
        elif word == "spot":
            self.press(int(value), order=False)
        elif isinstance(choice, Granting):
            if word in ("grant", "refuse"):
                self._submit(GrantTerms(word == "grant"))
        elif word in ("pick", "page") and isinstance(choice, Picking | Conferring):
            self._pick(choice, word, int(value))
        elif isinstance(choice, Picking | Placing):
            return
        elif word in ("cards", "council") and not isinstance(choice, Entering):
            closing = isinstance(choice, Conferring) and choice.topic == word
            self.choose(Idle() if closing else Conferring(word))
        elif word == "unit":
            self.choose(Chosen(int(value)))
        elif isinstance(choice, Planning):
            self._plan(choice, word, value)
        elif isinstance(choice, Entering):
            self._enter(choice, word, value)
        elif isinstance(choice, Together):
            self._gather(choice, word, value)
        elif isinstance(choice, Chosen | Errand):
            self._command(choice.unit, word, value)

    def _command(self, unit: int, word: str, value: str) -> None:
        action = commanding.to_unit(self.seen, unit, word, value)
        if action is not None:
            if isinstance(action, Merge):
                self.choose(Chosen(action.into))
            self._submit(action)
        elif word in (orders.GUIDES, orders.SORTIE, orders.SHELL):
            asking = self.choice == Errand(unit, word)
            self.choose(Chosen(unit) if asking else Errand(unit, word))
        elif word == "together":
            units = intent.together(self.seen, unit)
            self.choose(Together(units) if len(units) > 1 else Chosen(unit))

    def _pick(self, choice: Picking | Conferring, word: str, number: int) -> None:
        """Turn a page of the table, or take an offer from it."""
        if word == "page":
            self.choose(replace(choice, page=number))
            return
        action = self.offers()[number].action if number < len(self.offers()) else None
        if action is not None:
            self._submit(action)

    def _gather(self, choice: Together, word: str, value: str) -> None:
        """Change who marches with the stack."""
        if word == "together":
            self.choose(Chosen(choice.units[0]))
        elif word == "join":
            unit = int(value)
            left = tuple(n for n in choice.units if n != unit)
            units = (*choice.units, unit) if unit not in choice.units else left
            self.choose(Together(units) if len(units) > 1 else Chosen(units[0]))

    def _plan(self, choice: Planning, word: str, value: str) -> None:
        if word == "commit":
            self._mean(intent.committed(self.seen, choice))
        elif word == "charge":
            self._mean(intent.charged(self.seen, choice))
        elif word == "partner":
            self._mean(intent.toggled(self.seen, choice, int(value)))

    def _enter(self, choice: Entering, word: str, value: str) -> None:
        question = choices.asked(self.seen)
        if not isinstance(question, MayAdvance):
            return
        if word == "enter":
            going = set(choice.units) ^ {int(value)}
            self.choose(Entering(tuple(n for n in question.units if n in going)))
        elif word in ("advance", "stay"):
            self.choose(Idle())
            self._submit(Advance(choice.units if word == "advance" else ()))
            if choices.asked(self._course.session.seen()) == question:
                self.choose(choice)

    def _undo(self) -> None:
        session = self._course.session
        try:
            action = session.undo()
        except OSError as fault:
            self.tell(unrecorded(fault))
            return
        except ValueError as stop:
            self.tell(UNDO_WORDS.get(str(stop), str(stop)))
            return
        self._course.film.clear()
        self._stage.say("UNDONE", action=type(action).__name__, actions=session.actions)
        self.look()

    def _next(self) -> None:
        after = self.choice.unit if isinstance(self.choice, Chosen) else -1
        unit = intent.next_ready(self.seen, self.side, after)
        if unit is None:
            self.tell("Every unit has done what it can. End the part with E.")
        else:
            self.choose(Chosen(unit))
