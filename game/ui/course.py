"""A game as it runs behind the screen: the computer thinks, what is witnessed is filmed, the chair changes hands."""

from game import umpire
from game.hexes import NO_CELL, Cell
from game.model.events import FightResolved, UnitAdvanced, UnitFellBack, UnitMoved
from game.model.forces import Unit
from game.model.state import Seen
from game.session.game import Session
from game.session.thinker import Thinker, ThinkerFailed
from game.session.witnessing import Witnessed
from game.ui import animate
from game.ui.animate import Film, Frame

QUICKER = 3
"""How much faster than the player's own the others' motions are shown."""


class Course:
    """One game as it goes on: its film, its thinking process, and up to where each side has watched.

    `speed` of motion is in percent, 0 for none; `fault` says why the game cannot go on.
    """

    __slots__ = ("_still", "_thinker", "_watched", "fault", "film", "session", "speed")

    def __init__(self, session: Session, speed: int, still: bool) -> None:
        self.session = session
        self.film = Film()
        self.speed = speed
        self.fault = ""
        self._still = still
        self._thinker = Thinker(session.source or session.scenario.id)
        self._watched = dict.fromkeys((*session.persons, ""), session.actions)

    @property
    def thinking(self) -> bool:
        """Whether the computer has been asked and has not answered yet."""
        return self._thinker.busy

    @property
    def due(self) -> bool:
        """Whether the computer's next order waits only to be carried out."""
        return self.session.computer_to_choose and not self._thinker.busy and not self.fault

    @property
    def mine(self) -> bool:
        """Whether it is for the person at the screen to choose, and nothing moves."""
        session = self.session
        here = session.state.actor == session.viewer and session.viewer in session.persons
        return here and not session.over and self.film.left == 0 and not session.curtain

    def play(self, now: int) -> Cell:
        """Let the film go on; return the hex to which the eye should go, or NO_CELL."""
        fresh = self.film.tick(now) and self.film.now is not None
        return animate.scene(self.film.now) if fresh and self.film.now is not None else NO_CELL

    def ask(self) -> bool:
        """Ask the computer player in its own process, or carry out the next of its orders; True if one was."""
        question = self.session.question()
        if question is not None:
            try:
                if not self._thinker.busy:
                    self._thinker.ask(question)
                answer = self._thinker.answer()
            except ThinkerFailed:
                answer = question.answer()
            if answer is None:
                return False
            self.session.answered(answer)
        since = self.session.actions + 1
        try:
            done = self.session.go_on()
        except OSError as fault:
            self.fault = unrecorded(fault)
            return False
        self.fault = ""
        if done is not None:
            self.watch(since, quick=True)
        return done is not None

    def watch(self, since: int, quick: bool = False) -> None:
        """Put on film what the viewer has witnessed from an action's number on."""
        viewer = self.session.viewer
        if self.speed > 0:
            speed = self.speed * (QUICKER if quick else 1)
            for one in self.session.witnessed(viewer, since):
                if animate.length(Frame(Seen(one.before), one.event)):
                    frame = Frame(umpire.view(one.before, viewer), one.event, _come_into_sight(one, viewer))
                    self.film.add([frame], speed, self._still)
        self._watched[viewer] = self.session.actions

    def news(self, side: str) -> str:
        """What a side witnessed while somebody else sat at the screen, in numbers."""
        events = [one.event for one in self.session.witnessed(side, self._watched.get(side, 0) + 1)]
        moves = sum(isinstance(event, UnitMoved) for event in events)
        fights = sum(isinstance(event, FightResolved) for event in events)
        return f"{moves} {'move' if moves == 1 else 'moves'} and {fights} {'fight' if fights == 1 else 'fights'} seen"

    def change_chair(self) -> None:
        """Show the game to the person whose choice it is, with what he witnessed meanwhile."""
        self.film.clear()
        self.session.unveil()
        self.watch(self._watched.get(self.session.viewer, 0) + 1, quick=True)

    def close(self) -> None:
        """End the thinking process and close the record."""
        self._thinker.close()
        self.session.close()


def _come_into_sight(one: Witnessed, viewer: str) -> Unit | None:
    """The unit of a march as the viewer sees it where it came into sight; None if he saw it before."""
    event = one.event
    if not isinstance(event, UnitMoved | UnitFellBack | UnitAdvanced):
        return None
    if not isinstance(event, UnitAdvanced) and not event.route:
        return None
    before = umpire.view(one.before, viewer)
    if before.unit(event.unit).on_map:
        return None
    after = next(umpire.unfold(one.before, (event,)))
    return umpire.view(after, viewer).unit(event.unit)


def unrecorded(fault: OSError) -> str:
    """Why a game that cannot be written down does not go on."""
    return f"The game cannot be recorded, so it does not go on: {fault.strerror or fault}."
