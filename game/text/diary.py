"""What a side has witnessed, in lines: fights with their shifts by name, and many small tidings folded into one."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from game import chronicle, questions, umpire
from game.model.actions import Attack
from game.model.events import (
    AmbushSprung,
    AttackDeclared,
    Event,
    FightResolved,
    GameEnded,
    MenLost,
    MoraleChanged,
    PartBegan,
    Repulsed,
    Rolled,
    SkyChanged,
    TurnBegan,
    UnitMoved,
)
from game.model.judgement import Forecast, Shift
from game.model.state import State
from game.session.witnessing import Witnessed

PARAGRAPHS = (AttackDeclared, AmbushSprung, GameEnded, PartBegan, TurnBegan)
"""Before these, and at the end, what was folded is told."""

Small: TypeAlias = MenLost | Repulsed | UnitMoved
"""Tidings of which many may stand in one line."""


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
        self._hearts: list[tuple[State, MoraleChanged]] = []
        self._run: list[tuple[State, Small]] = []
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
        if isinstance(event, MenLost | Repulsed | UnitMoved) and told and _folds(event):
            if self._run and not _runs_on(self._run, before, event):
                yield from self._ended()
            self._run.append((before, event))
        elif isinstance(event, MoraleChanged) and event.cause != "rally":
            self._hearts += [(before, event)] * told
        elif text is not None:
            yield from self._ended()
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
        yield from _folded(self._hearts)
        self._hearts, self._rallying = [], []

    def _head(self, rest: str) -> Iterator[str]:
        yield self._heading + rest
        yield from self._under_heading
        self._heading, self._under_heading = "", []

    def _ended(self) -> Iterator[str]:
        if self._run:
            yield _line(self._run)
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
    """The forecast of an attack by whoever sees all that stand in it."""
    if isinstance(event, AmbushSprung) or not all(state.unit(number).on_map for number in event.units):
        return None
    return umpire.forecast(state, Attack(event.target, event.units, event.charge))


def _folds(event: Small) -> bool:
    return not isinstance(event, MenLost) or event.cause == "fight"


def _runs_on(run: list[tuple[State, Small]], state: State, event: Small) -> bool:
    """Whether an event belongs to the same line as those before it: the same tidings of the same side."""
    before, first = run[0]
    if type(first) is not type(event):
        return False
    return isinstance(event, Repulsed) or _side(before, first) == _side(state, event)


def _side(state: State, event: Small) -> str:
    return state.unit(event.unit).side


def _line(run: list[tuple[State, Small]]) -> str:
    """Several marches, losses of a side in a fight, or all who recoiled, in one line."""
    state, first = run[0]
    if len(run) == 1:
        return chronicle.tell(state, first) or ""
    scenario = state.scenario
    side = chronicle.name_side(scenario, _side(state, first))
    side = side[:1].upper() + side[1:]
    names = [(chronicle.name_unit(scenario, event.unit), event) for _, event in run]
    if isinstance(first, UnitMoved):
        last = {name: _goal(state, event) for name, event in names if isinstance(event, UnitMoved)}
        return f"{side} on the march: {', '.join(f'{name} {goal}' for name, goal in last.items())}."
    if isinstance(first, Repulsed):
        return f"Recoiled, and cannot attack again at once: {', '.join(name for name, _ in names)}."
    told = ", ".join(f"{name} {event.men}" for name, event in names if isinstance(event, MenLost))
    whole = sum(event.men for _, event in run if isinstance(event, MenLost))
    return f"{side} lost {whole} men in the fight: {told}."


def _goal(state: State, event: UnitMoved) -> str:
    """Where a march went, as far as it was seen."""
    if not event.route:
        return "out of sight"
    return f"{'to' if event.cost else 'seen at'} {chronicle.name_hex(state.scenario, event.route[-1])}"


def _folded(hearts: list[tuple[State, MoraleChanged]]) -> Iterator[str]:
    """Hearts lost and taken: a line for all who lost heart, and one for all who took it."""
    for loss, template in ((True, "Lost heart: {who}."), (False, "Took heart: {who}.")):
        some = [(state, event) for state, event in hearts if event.by and (event.by < 0) == loss]
        if len(some) == 1:
            text = chronicle.tell(*some[0])
            if text is not None:
                yield text
        elif some:
            last = {event.unit: (state, event.to) for state, event in some}
            who = [f"{chronicle.name_unit(state.scenario, unit)} (now {to})" for unit, (state, to) in last.items()]
            yield template.format(who=", ".join(who))


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
