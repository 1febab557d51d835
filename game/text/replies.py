"""What the text mode says back: what a viewer has witnessed, refusals, and the decisions that wait for a person."""

from collections.abc import Iterator

from game import chronicle, umpire
from game.model.actions import Action
from game.model.agenda import DECISIONS, MayAdvance, MayChoose, MayGrant, MayKeep, MayPlace, MayReact, MayRetreat
from game.session.game import Session
from game.text import cardtable, diary
from game.text.naming import numbered


def told(session: Session, since: int) -> Iterator[str]:
    """What the viewer has witnessed from an action's number on, in sentences."""
    for text in diary.lines(session.witnessed(since=since), session.viewer):
        yield f"  {text}"


def offer(session: Session) -> Iterator[str]:
    """What the person at the table must decide first, if anything, and how to say it; others are not told."""
    task = session.state.agenda[0] if session.state.agenda else None
    if not isinstance(task, DECISIONS) or task.side != session.viewer or task.side not in session.persons:
        return
    scenario = session.scenario
    if isinstance(task, MayAdvance):
        who = ", ".join(f"{number} {chronicle.name_unit(scenario, number)}" for number in task.units)
        yield f"Victors may enter {chronicle.name_hex(scenario, task.cell)}: {who}."
        yield "Say `advance all`, `advance none`, or `advance` and their numbers."
    if isinstance(task, MayGrant):
        yield f"The garrison of {scenario.board.places[task.place].name} asks for terms: it would march off unarmed."
        yield "Say `terms grant` or `terms refuse`."
    if isinstance(task, MayRetreat):
        where = ", ".join(numbered(session.seen(), route[-1]) for route in task.routes)
        yield f"{chronicle.name_unit(scenario, task.unit)} may fall back, by ways as long and as dear, to {where}."
        yield "Say `retreat` and the hex; `retreat` alone is the first."
    if isinstance(task, MayKeep | MayChoose | MayReact):
        yield from cardtable.asked(session, task)
    if isinstance(task, MayPlace):
        grid = scenario.board.grid
        where = ", ".join(numbered(session.seen(), cell) for cell in task.cells)
        yield f"{chronicle.name_unit(scenario, task.unit)} may stand, unseen by the others, at {where}."
        yield f"Say `place` and the hex, such as: place {grid.label(task.cells[0])}."


def refused(session: Session, action: Action) -> Iterator[str]:
    """Why an action is not allowed, with its clause; nothing if it is."""
    refusal = umpire.refusal(session.state, action)
    if refusal is not None:
        yield f"No: {chronicle.explain(refusal, session.seen())} [{refusal.clause}]"
        yield from offer(session)


def submit(session: Session, action: Action) -> Iterator[str]:
    """Carry out an action, or say why not; then what came of it."""
    no = list(refused(session, action))
    if no:
        yield from no
        return
    session.submit(action)
    yield from told(session, session.actions)
    yield from offer(session)
