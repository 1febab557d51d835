"""The questions of the text mode: what a player asks about, and the lines of the answer.  They change nothing."""

from collections.abc import Iterator

from game import book, questions, umpire
from game.hexes import Cell, set_of
from game.model.actions import MoveTogether
from game.session.game import Session
from game.text import briefing, provisions, reasons, reports, sightings
from game.text.court import stakes
from game.text.naming import NotUnderstood, hex_named, side_named, units_named
from game.text.replies import told
from game.text.sketch import legend, sketch

WIDEST = 40
"""The most hexes round a hex that a map is drawn for."""


def status(session: Session, _: list[str]) -> Iterator[str]:
    """Turn, sky, points and who holds what."""
    yield reports.status(session.seen())


def units(session: Session, words: list[str]) -> Iterator[str]:
    """The units of a side."""
    side = side_named(session.seen(), " ".join(words)) if words else session.viewer or session.state.actor
    yield reports.units(session.seen(), side)


def see(session: Session, _: list[str]) -> Iterator[str]:
    """What is known of the others."""
    yield sightings.known(session.seen())


def why(session: Session, words: list[str]) -> Iterator[str]:
    """Why bread comes to a hex or does not."""
    seen = session.seen()
    yield provisions.why(seen, seen.scouting.eyes or session.viewer or seen.actor, hex_named(seen, " ".join(words)))


def chart(session: Session, words: list[str]) -> Iterator[str]:
    """The map, or the part round a hex."""
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
    yield legend(seen)


def look(session: Session, words: list[str]) -> Iterator[str]:
    """What is on a hex."""
    yield reports.look(session.seen(), hex_named(session.seen(), " ".join(words)))


def reach(session: Session, words: list[str]) -> Iterator[str]:
    """Where a unit can go, or units of one hex together."""
    seen = session.seen()
    numbers = sorted(set(units_named(seen, words, seen.actor)))
    if len(numbers) == 1:
        routes = umpire.reach(seen, numbers[0])
    else:
        routes = questions.reach_together(seen, [seen.unit(number) for number in numbers])
    yield reports.reach(seen, numbers, routes)
    yield from stakes(seen, MoveTogether(tuple(numbers), ()))
    yield sketch(seen, set_of(routes), seen.unit(numbers[0]).cell, 7)


def log(session: Session, words: list[str]) -> Iterator[str]:
    """The last lines of what happened."""
    count = int(words[0]) if words and words[0].isdecimal() else 20
    lines = list(told(session, 0))
    yield from lines[-count:] if count else ()


def rules(session: Session, words: list[str]) -> Iterator[str]:
    """A part of the book, or the list of them."""
    whole = book.parts(session.scenario.charts)
    found = book.find(whole, " ".join(words)) if words else ()
    names = ", ".join(f"{part.number} {part.title}" if part.number else part.title for part in whole)
    yield from [book.plain(part) for part in found] or [f"The book has: {names}."]


def aims(session: Session, _: list[str]) -> Iterator[str]:
    """What pays, what is due, and what ends the game."""
    yield briefing.aims(session.seen())


def advise(session: Session, _: list[str]) -> Iterator[str]:
    """What the Staff would do here."""
    if session.state.actor not in session.persons or session.over:
        raise NotUnderstood("it is not your turn to choose")
    seen = session.seen()
    yield from reasons.weighed(seen, session.advice())


def orders_of(session: Session, words: list[str]) -> Iterator[str]:
    """The briefing of a side."""
    seen = session.seen()
    yield briefing.briefing(seen, side_named(seen, " ".join(words)) if words else session.viewer or seen.actor)


def charts(session: Session, _: list[str]) -> Iterator[str]:
    """The tables of the rules."""
    yield book.charted(session.scenario.charts)
