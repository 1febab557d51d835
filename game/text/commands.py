"""The commands of the text mode: a word, what it takes, and what it does to a session."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from game import chronicle, umpire
from game.hexes import Cell, set_of
from game.model.actions import Action, Advance, Attack, DigIn, EndPart, Move, OpenDepot, Relieve, SetPosture
from game.model.agenda import MayAdvance
from game.session.game import Session
from game.text import reports
from game.text.naming import NotUnderstood, hex_named, posture_named, unit_named
from game.text.sketch import LEGEND, sketch

UNDO = {
    "undo.nothing": "There is nothing to take back.",
    "undo.computer": "The computer's orders cannot be taken back.",
    "undo.rolled": "The dice have fallen; that cannot be taken back.",
    "undo.part": "A part that was ended cannot be taken back.",
    "undo.other": "Another side has had to choose; that cannot be taken back.",
}

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
    words = line.split()
    if not words or words[0].startswith("#"):
        return
    asked = words[0].casefold()
    fits = [c for c in COMMANDS if c.word == asked] or [c for c in COMMANDS if c.word.startswith(asked)]
    if len(fits) != 1:
        known = ", ".join(c.word for c in (fits or COMMANDS))
        yield f"There is no command {words[0]!r}; there is {known}." if not fits else f"Which one: {known}?"
        return
    try:
        yield from fits[0].do(session, words[1:])
    except NotUnderstood as fault:
        text = str(fault)
        yield text[:1].upper() + text[1:] + "."


def told(session: Session, since: int) -> Iterator[str]:
    """What the viewer has witnessed from an action's number on, in sentences."""
    for seen in session.witnessed(since=since):
        text = chronicle.tell(seen.before, seen.event)
        if text is not None:
            yield f"  {text}"


def _submit(session: Session, action: Action) -> Iterator[str]:
    refusal = umpire.refusal(session.state, action)
    if refusal is not None:
        yield f"No: {chronicle.explain(refusal, session.seen())} [{refusal.clause}]"
        return
    session.submit(action)
    yield from told(session, session.actions)


def _help(_: Session, __: list[str]) -> Iterator[str]:
    for command in COMMANDS:
        yield f"  {command.word + ' ' + command.takes:<34} {command.purpose}"
    yield "  A hex is its number, such as 1207, or the name of a place; a unit is its number or its name."


def _status(session: Session, _: list[str]) -> Iterator[str]:
    yield reports.status(session.seen())


def _units(session: Session, words: list[str]) -> Iterator[str]:
    side = words[0] if words else session.viewer or session.state.actor
    if side not in {one.id for one in session.scenario.sides}:
        raise NotUnderstood(f"no side is called {side!r}: there is " + ", ".join(s.id for s in session.scenario.sides))
    yield reports.units(session.seen(), side)


def _map(session: Session, words: list[str]) -> Iterator[str]:
    seen = session.seen()
    centre: Cell | None = None
    radius = 8
    if words:
        if len(words) > 1 and words[-1].isdecimal() and len(words[-1]) < 3:
            radius = int(words.pop())
        centre = hex_named(seen, " ".join(words))
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
    route = umpire.reach(seen, number).get(cell)
    if route is not None:
        yield from _submit(session, Move(number, route.cells))
    elif seen.scenario.board.grid.adjacent(seen.unit(number).cell, cell) or cell == seen.unit(number).cell:
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
        numbers = [unit_named(seen, word, seen.actor) for word in " ".join(words[at + 1 :]).replace(",", " ").split()]
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
        return
    yield f"With {chronicle.name_units(seen.scenario, attack.units)}:"
    yield reports.forecast(seen, umpire.forecast(seen, attack))


def _attack(session: Session, words: list[str]) -> Iterator[str]:
    attack = _attack_of(session, words)
    if umpire.refusal(session.state, attack) is None:
        yield reports.forecast(session.seen(), umpire.forecast(session.seen(), attack))
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
    if not words and isinstance(task, MayAdvance):
        yield from _submit(session, Advance(task.units))
        return
    none = words == ["none"]
    numbers = () if none else tuple(sorted(unit_named(session.seen(), w, session.state.actor) for w in words))
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


def _quit(_: Session, __: list[str]) -> Iterator[str]:
    raise Leave
    yield ""


COMMANDS: tuple[Command, ...] = (
    Command("help", "", "this list", _help),
    Command("status", "", "turn, date, points, who holds what", _status),
    Command("units", "[SIDE]", "the units of a side", _units),
    Command("map", "[HEX [RADIUS]]", "the map in letters, or the part around a hex", _map),
    Command("look", "HEX", "what is on a hex", _look),
    Command("reach", "UNIT", "where a unit can go", _reach),
    Command("move", "UNIT to HEX", "march", _move),
    Command("forecast", "HEX [with UNITS] [charge]", "what an attack would come to", _forecast),
    Command("attack", "HEX [with UNITS] [charge]", "attack, with everybody who can or with these", _attack),
    Command("advance", "[UNITS|none]", "after a victory: who enters the hex", _advance),
    Command("posture", "UNIT stand|evade|last", "its standing order", _posture),
    Command("dig", "UNIT", "dig in", _unit_order(DigIn)),
    Command("depot", "UNIT", "turn a convoy into a depot", _unit_order(OpenDepot)),
    Command("relieve", "UNIT", "let a convoy feed its stack", _unit_order(Relieve)),
    Command("end", "", "end your part of the turn", _end),
    Command("undo", "", "take back the last order, if nothing was learnt by it", _undo),
    Command("log", "[LINES]", "what happened", _log),
    Command("rules", "[CHAPTER]", "the rulebook", _rules),
    Command("quit", "", "leave; the game is kept", _quit),
)
