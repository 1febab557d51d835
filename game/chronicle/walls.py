"""Works and sieges in the war diary: lines lost, bombardments, terms."""

from typing import TypeAlias, assert_never

from game.chronicle.voice import Voice
from game.chronicle.words import Translate
from game.model import events as e
from game.model.scenario import LineOfWorks
from game.model.state import State

LINES_LOST = {
    "stormed": "The garrison of {place} was driven from {line}.",
    "given_up": "The garrison of {place} gave up {line}.",
}

OfWalls: TypeAlias = e.LineLost | e.Bombarded | e.TermsAsked | e.TermsAnswered


def tell_walls(state: State, voice: Voice, event: OfWalls) -> str:
    """What happened to the works of a place, or to its garrison."""
    place = voice.place(event.place)
    match event:
        case e.LineLost(number, lines, cause):
            line = name_line(next(iter(_lines_of(state, number)[lines - 1 :]), None), voice.translate)
            return voice.say(LINES_LOST.get(cause, "{place} lost {line}."), place=place, line=line)
        case e.Bombarded(unit, _, captured):
            template = "{unit} bombarded the works of {place}."
            if captured:
                template = "{unit} turned captured guns on the works of {place}."
            return voice.say(template, unit=voice.unit(unit), place=place)
        case e.TermsAsked(_, side, besieger):
            template = "{place}: {side} asked {besieger} for terms."
            return voice.say(template, place=place, side=voice.side(side), besieger=voice.side(besieger))
        case e.TermsAnswered(_, side, granted):
            template = "{side} gave the garrison of {place} terms." if granted else "{side} refused {place} any terms."
            return voice.say(template, place=place, side=voice.side(side))
        case _:
            assert_never(event)


def _lines_of(state: State, number: int) -> tuple[LineOfWorks, ...]:
    """All lines of the works of a place."""
    board = state.scenario.board
    cell = board.places[number].cell
    return next((built.lines for built in state.scenario.works if board.place(built.at).cell == cell), ())


def name_line(line: LineOfWorks | None, translate: Translate = str) -> str:
    """A line of works by its name; one without a name is the outer line of those that stand."""
    return translate(line.name if line is not None and line.name else "the outer line")
