"""What a side has witnessed, in lines: fights with their shifts by name, and many small tidings folded into one."""

from collections.abc import Callable, Iterable, Iterator

from game import chronicle, questions, umpire
from game.model.actions import Attack
from game.model.events import (
    AmbushSprung,
    AttackDeclared,
    Event,
    FightResolved,
    GameEnded,
    PartBegan,
    Rolled,
    SkyChanged,
    TurnBegan,
)
from game.model.judgement import Forecast, Shift
from game.model.state import State
from game.session.witnessing import Witnessed
from game.text import folding

PARAGRAPHS = (AttackDeclared, AmbushSprung, GameEnded, PartBegan, TurnBegan)
"""Before these, and at the end, what was folded is told."""


def lines(seen: Iterable[Witnessed], eyes: str = "", wanted: Callable[[Event], bool] = lambda _: True) -> Iterator[str]:
    """The events of one action or more in sentences, those that are wanted, told by a side or by an onlooker."""
    page = _Page()
    for one in seen:
        yield from page.take(umpire.view(one.before, eyes), one.event, told=wanted(one.event))
    yield from page.close()


class _Page:
    """The sentences that wait for what may still belong to them."""

    def __init__(self) -> None:
        self._heading = ""
        self._under_heading: list[str] = []
        self._late: list[tuple[State, folding.Late]] = []
        self._run: list[tuple[State, folding.Small]] = []
        self._foreseen: Forecast | None = None
        self._rallying: list[int] = []

    def take(self, before: State, event: Event, *, told: bool) -> Iterator[str]:
        """Read an event, and give the lines that are whole now."""
        if self._heading and not isinstance(event, SkyChanged | Rolled):
            yield from self._head(f"; {chronicle.name_sky(before.sky)}.")
        if isinstance(event, PARAGRAPHS):
            yield from self.close()
        if isinstance(event, AttackDeclared | AmbushSprung):
            self._foreseen = _foreseen(before, event)
        text = self._told(before, event) if told else None
        if text is None:
            return
        if isinstance(event, folding.LATE) and folding.waits(event):
            self._late.append((before, event))
        elif isinstance(event, folding.SMALL):
            if self._run and folding.alike(*self._run[0]) != folding.alike(before, event):
                yield from self._ended()
            self._run.append((before, event))
        else:
            yield from self._ended()
            yield from self._alone(event, text)

    def _alone(self, event: Event, text: str) -> Iterator[str]:
        """A line for itself, or a heading, or what stands under it."""
        if isinstance(event, TurnBegan):
            self._heading = text.removesuffix(".")
        elif self._heading and isinstance(event, SkyChanged):
            yield from self._head(f".  {text}")
        elif self._heading:
            self._under_heading.append(text)
        else:
            yield text

    def close(self) -> Iterator[str]:
        """All that still waits."""
        if self._heading:
            yield from self._head(".")
        yield from self._ended()
        yield from folding.gathered(self._late)
        self._late, self._rallying = [], []

    def _head(self, rest: str) -> Iterator[str]:
        yield self._heading + rest
        yield from self._under_heading
        self._heading, self._under_heading = "", []

    def _ended(self) -> Iterator[str]:
        if self._run:
            yield folding.together(self._run)
            self._run = []

    def _told(self, before: State, event: Event) -> str | None:
        """A sentence of its own."""
        if isinstance(event, Rolled) and event.cause == "rally":
            self._rallying = self._rallying or _to_rally(before, event.side)
            return _rally(before, event, self._rallying)
        if isinstance(event, FightResolved):
            return chronicle.fight_report(before, event, self._shifts(event))
        return chronicle.tell(before, event)

    def _shifts(self, event: FightResolved) -> tuple[Shift, ...]:
        """The shifts of a fight by name, where it went as it was foreseen."""
        cast = self._foreseen
        if cast is None or (cast.plain, cast.total) != (event.column, event.shift):
            return ()
        return cast.shifts


def _foreseen(state: State, event: AttackDeclared | AmbushSprung) -> Forecast | None:
    """The forecast of an attack, or of an ambush, by whoever sees all that stand in it."""
    if not all(state.unit(number).on_map for number in event.units):
        return None
    if isinstance(event, AmbushSprung):
        return questions.odds_of(state, Attack(event.target, event.units), ambush=True)
    return umpire.forecast(state, Attack(event.target, event.units, event.charge))


def _to_rally(state: State, side: str) -> list[int]:
    """The broken units of a side that may try to rally, in the order in which they do."""
    return [u.number for u in state.forces.of(side) if questions.broken(state, u) and questions.want(state, u).rally]


def _rally(state: State, event: Rolled, rallying: list[int]) -> str:
    thrown = " + ".join(str(face) for face in event.faces)
    who = (
        chronicle.name_unit(state.scenario, rallying.pop(0))
        if rallying
        else chronicle.name_side(state.scenario, event.side)
    )
    return f"{who} tried to rally: {thrown}."
