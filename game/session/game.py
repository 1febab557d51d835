"""One running game: its state, who plays, what each side has witnessed, undo, and a record that survives a crash.

The window and the text mode hold a `Session` and nothing of the core beside what it gives them.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from game import ai, codec, library, questions, umpire
from game.model.actions import Action
from game.model.events import DummyFound, PartBegan, Rolled, UnitMoved
from game.model.scenario import Scenario
from game.model.state import Seen, State
from game.replay.record import Header, header_of, read
from game.replay.timeline import play, rescue
from game.replay.writer import Writer
from game.session import saves
from game.session.asking import Desk, Done, Question
from game.session.players import PERSON, player_seed
from game.session.witnessing import Witnessed, witnessed


class Session:
    """A game in progress.

    `source` is the path of a scenario that is not shipped; `note` says in a sentence what was amiss when an old record
    was taken up.
    """

    def __init__(
        self, scenario: Scenario, setup: umpire.Setup, opening: umpire.Step, writer: Writer | None, source: str = ""
    ) -> None:
        self.scenario = scenario
        self.setup = setup
        self.players: Mapping[str, str] = dict(setup.players)
        self.opening = opening
        self.source = source
        self.note = ""
        self.viewer = next((side for side in self.persons), "")
        self._past: list[Done] = []
        self._desk = Desk(setup.seed, self.players)
        self._writer = writer

    @classmethod
    def begin(cls, scenario: Scenario, setup: umpire.Setup, record: Path | None, source: str = "") -> "Session":
        """Begin a game; with a path every action is on the disk before the game goes on.  Raises OSError."""
        opening = umpire.begin(scenario, setup)
        writer = None if record is None else Writer.begin(record, header_of(scenario, setup, source), opening.state)
        return cls(scenario, setup, opening, writer, source)

    @classmethod
    def resume(cls, path: Path) -> "Session":
        """Go on with a recorded game.

        A record that the rules no longer play through goes on, in a new record, from its last whole state, and `note`
        says so.  Raises replay.Unreadable, library.Faults and OSError.
        """
        record = read(path)
        scenario = library.load(record.header.source or record.header.scenario)
        timeline = play(record, scenario)
        if timeline.fault is not None:
            return cls._rescued(scenario, record.header, rescue(record, scenario), timeline.fault.reason)
        header = record.header
        session = cls(scenario, header.setup, timeline.opening, Writer.onward(record), header.source)
        for one in timeline.played:
            session._past.append(Done(one.by, one.action, one.before, one.step))
        session._ask_again()
        return session

    @classmethod
    def _rescued(cls, scenario: Scenario, header: Header, state: State | None, reason: str) -> "Session":
        """Go on from a whole state that an older record held, or from the beginning."""
        opening = umpire.begin(scenario, header.setup) if state is None else umpire.Step(state, ())
        fresh = header_of(
            scenario, header.setup, header.source, codec.encode(opening.state) if state is not None else None
        )
        writer = Writer.begin(saves.new_record(scenario.id), fresh, opening.state)
        session = cls(scenario, header.setup, opening, writer, header.source)
        session.note = reason
        return session

    @property
    def state(self) -> State:
        """The game as it stands: for the umpire, and for films of finished games; screens show `seen`."""
        return self._past[-1].step.state if self._past else self.opening.state

    @property
    def path(self) -> Path | None:
        """Where the record lies."""
        return None if self._writer is None else self._writer.path

    @property
    def actions(self) -> int:
        """The number of actions that stand."""
        return len(self._past)

    @property
    def over(self) -> bool:
        """Whether the game is decided."""
        return self.state.outcome is not None

    @property
    def persons(self) -> tuple[str, ...]:
        """The sides that persons play."""
        return tuple(side.id for side in self.scenario.sides if self.players.get(side.id, PERSON) == PERSON)

    def seen(self, side: str = "") -> Seen:
        """What a side sees, by default the viewer's; a game between computers, and one that is over, is seen whole."""
        return umpire.view(self.state, side or ("" if self.over else self.viewer))

    def close(self) -> None:
        """Close the record."""
        if self._writer is not None:
            self._writer.close()

    def submit(self, action: Action) -> umpire.Step:
        """Carry out an action of the side whose choice it is.  Raises umpire.Illegal and OSError."""
        before = self.state
        step = umpire.apply(before, action)
        self._desk.forget()
        self._write(Done(before.actor, action, before, step))
        return step

    def _write(self, done: Done) -> None:
        if self._writer is not None:
            self._writer.played(done.by, done.action, done.step)
        self._past.append(done)

    @property
    def undo_stop(self) -> str:
        """Why the last action cannot be taken back, as a message id; empty if it can be."""
        if not self._past:
            return "undo.nothing"
        last = self._past[-1]
        if self.players.get(last.by, PERSON) != PERSON:
            return "undo.computer"
        if any(isinstance(event, Rolled) for event in last.step.events):
            return "undo.rolled"
        if seen_more(last.before, last.step, last.by):
            return "undo.seen"
        if any(isinstance(event, PartBegan) for event in last.step.events) or last.step.state.outcome is not None:
            return "undo.part"
        if last.step.state.actor != last.by:
            return "undo.other"
        return ""

    def undo(self) -> Action:
        """Take back the last action while its side has learnt nothing by it; a line of the record says so.

        Raises ValueError with the message id of `undo_stop`.
        """
        stop = self.undo_stop
        if stop:
            raise ValueError(stop)
        if self._writer is not None:
            self._writer.undone()
        return self._past.pop().action

    @property
    def computer_to_choose(self) -> bool:
        """Whether the game waits for a computer player."""
        return self._desk.waits(self.state)

    def question(self) -> Question | None:
        """What the computer player must be asked before the game can go on; None if nothing."""
        if not self.computer_to_choose or not self._desk.lacks(self.state):
            return None
        return self._desk.question(self.state, len(self._past))

    def advice(self) -> ai.Thought:
        """What the Staff would do in the place of the person who looks, and what it would weigh."""
        side = self.scenario.side_number(self.state.actor)
        return ai.explain(self.seen(), player_seed(self.setup.seed, side, self.actions), "staff")

    def answered(self, orders: Sequence[Action]) -> None:
        """Take the orders of the computer player that was asked."""
        self._desk.answered(self.state, orders)

    def go_on(self) -> Done | None:
        """Carry out the next order of a computer player, asking it now if need be.  None if a person must choose."""
        if not self.computer_to_choose:
            return None
        question = self.question()
        if question is not None:
            self._desk.answered(self.state, question.answer())
        done = self._desk.next(self.state)
        self._write(done)
        return done

    def _ask_again(self) -> None:
        """Ask as was asked since the side-turn began, so that the orders not yet carried out are known again."""
        first = len(self._past)
        while first and not any(isinstance(event, PartBegan) for event in self._past[first - 1].step.events):
            first -= 1
        for number in range(first, len(self._past)):
            done = self._past[number]
            if not self._desk.waits(done.before):
                self._desk.forget()
                continue
            if self._desk.lacks(done.before):
                self._desk.answered(done.before, self._desk.question(done.before, number).answer())
            self._desk.taken(done.action, done.step, done.before)

    @property
    def curtain(self) -> str:
        """The side to whose person the screen must be handed before anything is shown; empty if to nobody."""
        actor = self.state.actor
        shared = len(self.persons) > 1 and actor in self.persons and not self.over
        return actor if shared and actor != self.viewer else ""

    def unveil(self) -> None:
        """Show the game to the person whose choice it is."""
        if self.state.actor in self.persons:
            self.viewer = self.state.actor

    def witnessed(self, side: str = "", since: int = 0) -> Iterator[Witnessed]:
        """What a side witnessed from an action's number on; 0 is the opening, 1 the first action."""
        side = side or self.viewer
        steps = [(self.opening.state, self.opening.events)] if since == 0 else []
        steps += [(done.before, done.step.events) for done in self._past[max(0, since - 1) :]]
        yield from witnessed(steps, side)


def seen_more(before: State, step: umpire.Step, side: str) -> bool:
    """Whether a side saw ground that it did not see before, in the end or on its way, or looked under a counter."""
    seen = questions.visible(step.state, side)
    for event in step.events:
        if isinstance(event, DummyFound) and before.unit(event.unit).side != side:
            return True
        if isinstance(event, UnitMoved) and before.unit(event.unit).side == side:
            for cell in event.route:
                seen |= questions.seen_from(before, before.unit(event.unit), cell)
    return bool(seen & ~questions.visible(before, side))
