"""The games and scenarios that the screens can open, as short values for lists."""

import random
from dataclasses import dataclass
from pathlib import Path

from game import chronicle, library, paths, replay, umpire
from game.library import Entry as Shelved
from game.model.scenario import Scenario
from game.session import saves
from game.session.game import Session

TRIALS = ("mirror", "proving-ground", "proving-ridge")


@dataclass(frozen=True, slots=True)
class Entry:
    """A scenario in the list of the new-game screen; without a scenario there is a fault in words."""

    title: str
    words: str
    folder: Path
    scenario: Scenario | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """A game that can be gone on with; `newest` is False if a newer one cannot be opened."""

    path: Path
    words: str
    newest: bool = True


def entries() -> tuple[Entry, ...]:
    """All scenarios, the shipped ones first and those to try things out at the end."""
    shelved = sorted(library.list_scenarios(saves.own_scenarios()), key=lambda one: one.folder.name in TRIALS)
    return tuple(_entry(one) for one in shelved)


def _entry(one: Shelved) -> Entry:
    if one.playable:
        try:
            scenario = library.load(one.folder)
        except library.Faults as faults:
            return Entry(one.title, "cannot be loaded", one.folder, None, str(faults))
        return Entry(scenario.title, span(scenario), one.folder, scenario)
    first = one.faults[0] if one.faults else None
    return Entry(one.title, "cannot be loaded", one.folder, None, str(first) if first else "")


def span(scenario: Scenario) -> str:
    """The first and last day of a scenario and its number of turns."""
    calendar = scenario.calendar
    first = chronicle.date_of(calendar.begins(1), calendar)
    end = calendar.ends(calendar.turns)
    if calendar.begins(1).date() == end.date():
        return f"{first}–{end:%H:%M}, {calendar.turns} turns"
    last = chronicle.date_of(end, calendar)
    return f"{first} – {last}, {calendar.turns} turns"


def last(before: Path | None = None) -> Saved | None:
    """The game to continue: the newest record that can be opened, or the newest of those older than a record."""
    found = saves.records()
    if before in found:
        found = found[found.index(before) + 1 :]
    for place, path in enumerate(found):
        words = _told(path)
        if words:
            return Saved(path, words, newest=place == 0 and before is None)
    return None


def _told(path: Path) -> str:
    """A recorded game in words: its scenario, its turn, and who is to move; empty if it cannot be opened."""
    try:
        record = replay.read(path)
        scenario = library.load(record.header.source or record.header.scenario)
        mark = next((one for one in reversed(record.entries) if isinstance(one, replay.Mark)), None)
        side = chronicle.name_side(scenario, mark.side) if mark is not None and mark.side else ""
    except (OSError, replay.Unreadable, library.Faults, KeyError):
        return ""
    turn = f", turn {mark.turn}" if mark is not None and mark.turn else ""
    return f"{scenario.title}{turn}{', ' if side else ''}{side}{' to move' if side else ''}".replace("'", "’")


def begin(
    scenario: Scenario, folder: Path, players: dict[str, str], seed: int, options: tuple[tuple[str, str], ...] = ()
) -> Session:
    """Begin a game with a record.  Raises OSError."""
    setup = umpire.Setup(seed, options, tuple((side.id, players.get(side.id, "automaton")) for side in scenario.sides))
    shipped = folder.parent == paths.scenarios()
    return Session.begin(scenario, setup, saves.new_record(scenario.id), "" if shipped else str(folder))


def any_seed() -> int:
    """A seed nobody has chosen."""
    return random.SystemRandom().randrange(1, 100_000)
