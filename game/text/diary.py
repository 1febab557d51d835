"""What a side has witnessed, in lines: fights with their shifts by name, and many small tidings folded into one."""

from collections.abc import Callable, Iterable, Iterator

from game import chronicle, questions, umpire
from game.model.actions import Attack
from game.model.events import (
    AttackDeclared,
    Event,
    FightResolved,
    GameEnded,
    MenLost,
    MoraleChanged,
    PartBegan,
    Repulsed,
    Rolled,
    TurnBegan,
)
from game.model.judgement import Shift
from game.model.state import State
from game.session.game import Witnessed

PARAGRAPHS = (AttackDeclared, GameEnded, PartBegan, TurnBegan)
"""Before these, and at the end, what was folded is told."""


def lines(seen: Iterable[Witnessed], wanted: Callable[[Event], bool] = lambda _: True) -> Iterator[str]:
    """The events of one action or more in sentences, those that are wanted."""
    hearts: list[tuple[State, MoraleChanged]] = []
    run: list[tuple[State, MenLost | Repulsed]] = []
    shifts: tuple[Shift, ...] = ()
    rallying: list[int] = []
    for one in seen:
        before, event = one.before, one.event
        if run and not _runs_on(run, before, event):
            yield _run(run)
            run = []
        if isinstance(event, PARAGRAPHS):
            yield from _folded(hearts)
            hearts, rallying = [], []
        if isinstance(event, AttackDeclared):
            shifts = umpire.forecast(before, Attack(event.target, event.units, event.charge)).shifts
        if isinstance(event, Rolled) and event.cause == "rally":
            rallying = rallying or _to_rally(before, event.side)
            if wanted(event):
                yield _rally(before, event, rallying)
            continue
        if not wanted(event):
            continue
        if isinstance(event, MoraleChanged) and event.cause != "rally":
            hearts.append((before, event))
            continue
        if isinstance(event, Repulsed) or (isinstance(event, MenLost) and event.cause == "fight"):
            run.append((before, event))
            continue
        text = chronicle.tell(before, event)
        if isinstance(event, FightResolved):
            text = chronicle.fight_report(before, event, shifts)
        if text is not None:
            yield text
    if run:
        yield _run(run)
    yield from _folded(hearts)


def _runs_on(run: list[tuple[State, MenLost | Repulsed]], state: State, event: Event) -> bool:
    """Whether an event belongs to the same line as those before it: the same tidings of the same side."""
    first = run[0][1]
    if isinstance(event, MenLost):
        return isinstance(first, MenLost) and first.cause == event.cause and _side(state, first) == _side(state, event)
    return isinstance(event, Repulsed) and isinstance(first, Repulsed)


def _side(state: State, event: MenLost | Repulsed) -> str:
    return state.unit(event.unit).side


def _run(run: list[tuple[State, MenLost | Repulsed]]) -> str:
    """Several losses of a side in a fight, or all who recoiled, in one line."""
    state, first = run[0]
    if len(run) == 1:
        return chronicle.tell(state, first) or ""
    names = [(chronicle.name_unit(state.scenario, event.unit), event) for _, event in run]
    if isinstance(first, Repulsed):
        return f"Recoiled, and cannot attack again at once: {', '.join(name for name, _ in names)}."
    told = ", ".join(f"{name} {event.men}" for name, event in names if isinstance(event, MenLost))
    whole = sum(event.men for _, event in run if isinstance(event, MenLost))
    side = chronicle.name_side(state.scenario, _side(state, first))
    return f"{side[:1].upper()}{side[1:]} lost {whole} men in the fight: {told}."


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
