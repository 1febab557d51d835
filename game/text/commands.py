"""The commands of the text mode: a word, what it takes, and what it does to a session."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from game.model.actions import DigIn, ForceMarch, OpenDepot, Relieve
from game.session.game import Session
from game.text import answers, court, ordering
from game.text.naming import NotUnderstood, split_words

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


def _help(_: Session, words: list[str]) -> Iterator[str]:
    asked = " ".join(words).casefold()
    fits = [command for command in COMMANDS if command.word.startswith(asked)]
    if not fits:
        raise NotUnderstood(f"there is no command {asked!r}")
    for command in fits:
        yield f"  {command.word + ' ' + command.takes:<34} {command.purpose}"
    yield "  A hex is its number, such as 1207, or the name of a place; a unit is its number or its name."


def _quit(_: Session, __: list[str]) -> Iterator[str]:
    raise Leave
    yield ""


COMMANDS: tuple[Command, ...] = (
    Command("help", "[COMMAND]", "this list", _help),
    Command("status", "", "turn, date, sky, points, who holds what", answers.status),
    Command("aims", "", "what pays, what is due, and what ends the game", answers.aims),
    Command("briefing", "[SIDE]", "the orders of a side", answers.orders_of),
    Command("units", "[SIDE]", "the units of a side, as far as you know them", answers.units),
    Command("see", "", "who is in sight, who was seen last, where men may lie hidden", answers.see),
    Command("map", "[HEX [RADIUS]]", "the map in letters, or the part around a hex", answers.chart),
    Command("look", "HEX", "what is on a hex", answers.look),
    Command("why", "HEX", "why bread comes to a hex or does not, and what the land feeds", answers.why),
    Command("reach", "UNITS", "where a unit can go, or several of one hex together", answers.reach),
    Command("move", "UNITS|stack UNIT to HEX", "march, alone or together", ordering.move),
    Command("force", "UNIT", "drive a unit: half as many points again, at a risk", ordering.unit_order(ForceMarch)),
    Command("leave", "UNIT [yes]", "take a unit off the map for good; yes if it is a convoy", ordering.leave),
    Command("guides", "UNIT to HEX", "pay ford-men for the way across a river in spate", ordering.guides),
    Command("forecast", "HEX [with UNITS] [charge]", "what an attack would come to, ours or theirs", ordering.forecast),
    Command("attack", "HEX [with UNITS] [charge]", "attack, with everybody who can or with these", ordering.attack),
    Command("advance", "[all|none|UNITS]", "after a victory: who enters the hex", ordering.advance),
    Command("place", "HEX", "before the first turn: where a hidden unit stands", ordering.place),
    Command("posture", "UNIT stand|evade|last", "its standing order", ordering.posture),
    Command("ask", "UNIT [on|off]", "be asked by which way it falls back, or not", ordering.asking),
    Command("retreat", "[HEX]", "to which hex a beaten unit falls back, if you are asked", ordering.retreat),
    Command("merge", "UNIT [into UNIT]", "let a remnant join a unit of its kind on its hex", ordering.merge),
    Command("dig", "UNIT", "dig in", ordering.unit_order(DigIn)),
    Command("depot", "UNIT", "turn a convoy into a depot", ordering.unit_order(OpenDepot)),
    Command("relieve", "UNIT", "let a convoy feed its stack", ordering.unit_order(Relieve)),
    Command("convoy", "", "pay for one more convoy", ordering.convoy),
    Command("ration", "PLACE full|half|quarter", "what a besieged place serves out", ordering.ration),
    Command("sortie", "UNIT to HEX", "send besieged men for grain into the fields of a hex", ordering.sortie),
    Command("bombard", "UNIT to HEX", "turn guns on the works of a hex", ordering.bombard),
    Command("giveup", "PLACE", "leave the outermost line of the works of a place", ordering.give_up),
    Command("terms", "PLACE|grant|refuse", "ask for terms, or answer a garrison that asks", ordering.terms),
    Command("coalition", "", "how the factions stand, and what works on them", court.coalition),
    Command("council", "[NUMBER]", "drill, gifts, councils, offers: what may be ordered, or one of it", court.council),
    Command("cards", "", "your hand", court.cards),
    Command("play", "[NUMBER]", "the cards that may be played now, or one of them", court.play),
    Command("answer", "NUMBER", "answer what a card asks", court.answer),
    Command("advise", "", "what the Staff would do in your place, and what it would weigh", answers.advise),
    Command("end", "", "end your part of the turn", ordering.end),
    Command("undo", "", "take back the last order, if nothing was learnt by it", ordering.undo),
    Command("log", "[LINES]", "what happened", answers.log),
    Command("rules", "[CHAPTER]", "the rulebook", answers.rules),
    Command("tables", "", "the charts: ground, sight, the ladder, bread, stacking", answers.charts),
    Command("charts", "", "the same", answers.charts),
    Command("quit", "", "leave; the game is kept", _quit),
)
