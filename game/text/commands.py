"""The commands of the text mode: a word, what it takes, and what it does to a session."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from game import chronicle, umpire
from game.hexes import Cell, set_of
from game.model.actions import Action, Advance, Attack, DigIn, EndPart, Move, OpenDepot, Relieve, SetPosture
from game.model.agenda import MayAdvance
from game.session.game import Session
from game.text import briefing, diary, reports
from game.text.naming import (
    NotUnderstood,
    hex_named,
    posture_named,
    side_named,
    split_words,
    unit_named,
    units_named,
)
from game.text.sketch import LEGEND, sketch
from game.text.tables import tables

UNDO = {
    "undo.nothing": "There is nothing to take back.",
    "undo.computer": "The computer's orders cannot be taken back.",
    "undo.rolled": "The dice have fallen; that cannot be taken back.",
    "undo.part": "A part that was ended cannot be taken back.",
    "undo.other": "Another side has had to choose; that cannot be taken back.",
}

WIDEST = 40
"""The most hexes round a hex that a map is drawn for."""

Do = Callable[[Session, list[str]], Iterator[str]]


@dataclass(frozen=True, slots=True)
class Command:
    """A word, what follows it, what it is for, and what it does: the lines of its answer."""

    word: str
    takes: str
    purpose: str
    do: Do


class Leave(Exception):
    """The player leaves the table."""


def obey(session: Session, line: str) -> Iterator[str]:
    """Carry out one line and yield what there is to say.  Raises Leave."""
    words = split_words(line)
    if not words or words[0].startswith("#"):
        return
    asked = words[0].casefold()
    fits = [c for c in COMMANDS if c.word == asked] or [c for c in COMMANDS if c.word.startswith(asked)]
    if len(fits) != 1:
        known = ", ".join(c.word for c in (fits or COMMANDS))
        yield f"There is no command {words[0]!r}; there is {known}." if not fits else f"Which one: {known}?"
        return
    if words[1:] and not fits[0].takes:
        yield f"`{fits[0].word}` stands alone: {' '.join(words[1:])!r} means nothing after it."
        return
    try:
        yield from fits[0].do(session, words[1:])
    except NotUnderstood as fault:
        text = str(fault)
        yield text[:1].upper() + text[1:] + ("" if text.endswith("?") else ".")


def told(session: Session, since: int) -> Iterator[str]:
    """What the viewer has witnessed from an action's number on, in sentences."""
    for text in diary.lines(session.witnessed(since=since)):
        yield f"  {text}"


def offer(session: Session) -> Iterator[str]:
    """Who may enter a hex that was won, and how to say it, if that is to be decided by a person."""
    task = session.state.agenda[0] if session.state.agenda else None
    if isinstance(task, MayAdvance) and task.side in session.persons:
        scenario = session.scenario
        who = ", ".join(f"{number} {chronicle.name_unit(scenario, number)}" for number in task.units)
        yield f"Victors may enter {chronicle.name_hex(scenario, task.cell)}: {who}."
        yield "Say `advance all`, `advance none`, or `advance` and their numbers."


def _submit(session: Session, action: Action) -> Iterator[str]:
    refusal = umpire.refusal(session.state, action)
    if refusal is not None:
        yield f"No: {chronicle.explain(refusal, session.seen())} [{refusal.clause}]"
        yield from offer(session)
        return
    session.submit(action)
    yield from told(session, session.actions)
    yield from offer(session)


def _help(_: Session, words: list[str]) -> Iterator[str]:
    asked = " ".join(words).casefold()
    fits = [command for command in COMMANDS if command.word.startswith(asked)]
    if not fits:
        raise NotUnderstood(f"there is no command {asked!r}")
    for command in fits:
        yield f"  {command.word + ' ' + command.takes:<34} {command.purpose}"
    yield "  A hex is its number, such as 1207, or the name of a place; a unit is its number or its name."


def _status(session: Session, _: list[str]) -> Iterator[str]:
    yield reports.status(session.seen())


def _units(session: Session, words: list[str]) -> Iterator[str]:
    side = side_named(session.seen(), " ".join(words)) if words else session.viewer or session.state.actor
    yield reports.units(session.seen(), side)


def _map(session: Session, words: list[str]) -> Iterator[str]:
    seen = session.seen()
    centre: Cell | None = None
    radius = 8
    if words:
        try:
            centre = hex_named(seen, " ".join(words))
        except NotUnderstood:
            if len(words) == 1 or not words[-1].lstrip("-").isdecimal():
                raise
            centre, radius = hex_named(seen, " ".join(words[:-1])), int(words[-1])
            if not 0 < radius <= WIDEST:
                raise NotUnderstood(f"a map shows 1 to {WIDEST} hexes round a hex, not {radius}") from None
    yield sketch(seen, 0 if centre is None else 1 << centre, centre, radius)
    yield LEGEND


def _look(session: Session, words: list[str]) -> Iterator[str]:
    yield reports.look(session.seen(), hex_named(session.seen(), " ".join(words)))


def _reach(session: Session, words: list[str]) -> Iterator[str]:
    seen = session.seen()
    number = unit_named(seen, " ".join(words), seen.actor)
    yield reports.reach(seen, number)
    yield sketch(seen, set_of(umpire.reach(seen, number)), seen.unit(number).cell, 7)


def _unit_and_hex(session: Session, words: list[str]) -> tuple[int, Cell]:
    """A unit and a hex from one run of words, split wherever both make sense."""
    seen = session.seen()
    if "to" in words:
        at = words.index("to")
        return unit_named(seen, " ".join(words[:at]), seen.actor), hex_named(seen, " ".join(words[at + 1 :]))
    for at in range(1, len(words)):
        try:
            return unit_named(seen, " ".join(words[:at]), seen.actor), hex_named(seen, " ".join(words[at:]))
        except NotUnderstood as fault:
            last = fault
    if len(words) > 1:
        raise last
    raise NotUnderstood("say which unit and which hex, such as: move 12 to Denau")


def _move(session: Session, words: list[str]) -> Iterator[str]:
    number, cell = _unit_and_hex(session, words)
    seen = session.seen()
    if cell == seen.unit(number).cell and not seen.agenda:
        unit, where = chronicle.name_unit(seen.scenario, number), chronicle.name_hex(seen.scenario, cell)
        yield f"{unit} {'are' if chronicle.several(seen.scenario, number) else 'is'} already at {where}."
        return
    route = umpire.reach(seen, number).get(cell)
    if route is not None:
        yield from _submit(session, Move(number, route.cells))
    elif seen.scenario.board.grid.adjacent(seen.unit(number).cell, cell) or seen.agenda:
        yield from _submit(session, Move(number, (cell,)))
    else:
        unit, where = chronicle.name_unit(seen.scenario, number), chronicle.name_hex(seen.scenario, cell)
        yield f"No: {unit} cannot get to {where} in this part; `reach {number}` shows where it can."


def _attack_of(session: Session, words: list[str]) -> Attack:
    """An attack from a hex, units and the word charge; without units, everybody who can."""
    seen = session.seen()
    charge = "charge" in words
    words = [word for word in words if word != "charge"]
    numbers: list[int] = []
    if "with" in words:
        at = words.index("with")
        numbers = units_named(seen, words[at + 1 :], seen.actor)
        words = words[:at]
    cell = hex_named(seen, " ".join(words))
    if not numbers:
        able = [a for a in umpire.legal(seen) if isinstance(a, Attack) and a.target == cell]
        if able:
            return Attack(cell, max((attack.units for attack in able), key=len), charge)
        near = seen.scenario.board.grid.spread(1 << cell)
        numbers = [unit.number for unit in seen.forces.of(seen.actor) if near >> unit.cell & 1]
        if not numbers:
            raise NotUnderstood(f"none of your units is next to {chronicle.name_hex(seen.scenario, cell)}")
    return Attack(cell, tuple(sorted(set(numbers))), charge)


def _forecast(session: Session, words: list[str]) -> Iterator[str]:
    attack = _attack_of(session, words)
    seen = session.seen()
    refusal = umpire.refusal(seen, attack)
    if refusal is not None:
        yield f"No: {chronicle.explain(refusal, seen)} [{refusal.clause}]"
        yield from offer(session)
        return
    yield f"With {chronicle.name_units(seen.scenario, attack.units)}:"
    yield reports.forecast(seen, attack, umpire.forecast(seen, attack))


def _attack(session: Session, words: list[str]) -> Iterator[str]:
    attack = _attack_of(session, words)
    if umpire.refusal(session.state, attack) is None:
        yield reports.forecast(session.seen(), attack, umpire.forecast(session.seen(), attack))
    yield from _submit(session, attack)


def _posture(session: Session, words: list[str]) -> Iterator[str]:
    if len(words) < 2:
        raise NotUnderstood("say which unit and which order: posture 12 evade")
    posture = posture_named(words[-1])
    number = unit_named(session.seen(), " ".join(words[:-1]), session.state.actor)
    yield from _submit(session, SetPosture(number, posture))


def _unit_order(make: Callable[[int], Action]) -> Do:
    def do(session: Session, words: list[str]) -> Iterator[str]:
        yield from _submit(session, make(unit_named(session.seen(), " ".join(words), session.state.actor)))

    return do


def _advance(session: Session, words: list[str]) -> Iterator[str]:
    task = session.state.agenda[0] if session.state.agenda else None
    if isinstance(task, MayAdvance) and words in ([], ["all"]):
        yield from _submit(session, Advance(task.units))
        return
    none = words in ([], ["none"], ["all"])
    numbers = () if none else tuple(sorted(set(units_named(session.seen(), words, session.state.actor))))
    yield from _submit(session, Advance(numbers))


def _end(session: Session, _: list[str]) -> Iterator[str]:
    yield from _submit(session, EndPart())


def _undo(session: Session, _: list[str]) -> Iterator[str]:
    if session.undo_stop:
        yield UNDO.get(session.undo_stop, "That cannot be taken back.")
        return
    action = session.undo()
    yield f"Taken back: {chronicle.name_action(session.seen(), action)}."


def _log(session: Session, words: list[str]) -> Iterator[str]:
    count = int(words[0]) if words and words[0].isdecimal() else 20
    lines = list(told(session, 0))
    yield from lines[-count:] if count else ()


def _rules(_: Session, words: list[str]) -> Iterator[str]:
    chapters = umpire.rulebook()
    asked = " ".join(words).casefold()
    found = [text for name, text in chapters if asked and asked in name]
    if asked.isdecimal() and 0 < int(asked) <= len(chapters):
        found = [chapters[int(asked) - 1][1]]
    yield from found or ["Chapters: " + ", ".join(f"{n} {name}" for n, (name, _) in enumerate(chapters, 1)) + "."]


def _aims(session: Session, _: list[str]) -> Iterator[str]:
    yield briefing.aims(session.seen())


def _briefing(session: Session, words: list[str]) -> Iterator[str]:
    seen = session.seen()
    yield briefing.briefing(seen, side_named(seen, " ".join(words)) if words else session.viewer or seen.actor)


def _tables(session: Session, _: list[str]) -> Iterator[str]:
    yield tables(session.scenario.charts)


def _quit(_: Session, __: list[str]) -> Iterator[str]:
    raise Leave
    yield ""


COMMANDS: tuple[Command, ...] = (
    Command("help", "[COMMAND]", "this list", _help),
    Command("status", "", "turn, date, points, who holds what", _status),
    Command("aims", "", "what pays, what is due, and what ends the game", _aims),
    Command("briefing", "[SIDE]", "the orders of a side", _briefing),
    Command("units", "[SIDE]", "the units of a side", _units),
    Command("map", "[HEX [RADIUS]]", "the map in letters, or the part around a hex", _map),
    Command("look", "HEX", "what is on a hex", _look),
    Command("reach", "UNIT", "where a unit can go", _reach),
    Command("move", "UNIT to HEX", "march", _move),
    Command("forecast", "HEX [with UNITS] [charge]", "what an attack would come to", _forecast),
    Command("attack", "HEX [with UNITS] [charge]", "attack, with everybody who can or with these", _attack),
    Command("advance", "[all|none|UNITS]", "after a victory: who enters the hex", _advance),
    Command("posture", "UNIT stand|evade|last", "its standing order", _posture),
    Command("dig", "UNIT", "dig in", _unit_order(DigIn)),
    Command("depot", "UNIT", "turn a convoy into a depot", _unit_order(OpenDepot)),
    Command("relieve", "UNIT", "let a convoy feed its stack", _unit_order(Relieve)),
    Command("end", "", "end your part of the turn", _end),
    Command("undo", "", "take back the last order, if nothing was learnt by it", _undo),
    Command("log", "[LINES]", "what happened", _log),
    Command("rules", "[CHAPTER]", "the rulebook", _rules),
    Command("tables", "", "the charts: ground, the ladder, want, stacking", _tables),
    Command("charts", "", "the same", _tables),
    Command("quit", "", "leave; the game is kept", _quit),
)
