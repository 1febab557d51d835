"""The games and scenarios that the screens can open, as short values for lists."""

import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

from game import chronicle, library, paths, umpire
from game.library import Entry as Shelved
from game.model.scenario import Scenario
from game.session import saves
from game.session.game import Session

_HEAD = 4_000_000
_TAIL = 400_000


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
    """The game that was played last."""

    path: Path
    words: str


def entries() -> tuple[Entry, ...]:
    """All scenarios, the shipped ones first."""
    return tuple(_entry(one) for one in library.list_scenarios(saves.own_scenarios()))


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
    last = chronicle.date_of(calendar.ends(calendar.turns), calendar)
    return f"{first} – {last}, {calendar.turns} turns"


def last() -> Saved | None:
    """The game to continue: the record written last, if it can be read and tells its scenario."""
    path = saves.latest()
    if path is None:
        return None
    try:
        with path.open("rb") as lines:
            head = json.loads(lines.readline(_HEAD))
            lines.seek(max(0, path.stat().st_size - _TAIL))
            tail = lines.read().split(b"\n")
        name = str(head["scenario"]).replace("-", " ").capitalize()
    except (OSError, ValueError, KeyError, TypeError):
        return None
    turn = max((_turn(line) for line in tail), default=0)
    return Saved(path, f"{name}, turn {turn}" if turn else name)


def _turn(line: bytes) -> int:
    """The turn of a mark, 0 for any other line."""
    found = re.search(rb'"turn": ?(\d+)', line[-200:] + line[:200])
    return int(found[1]) if found else 0


def begin(scenario: Scenario, folder: Path, players: dict[str, str], seed: int) -> Session:
    """Begin a game with a record.  Raises OSError."""
    setup = umpire.Setup(seed, (), tuple((side.id, players.get(side.id, "automaton")) for side in scenario.sides))
    shipped = folder.parent == paths.scenarios()
    return Session.begin(scenario, setup, saves.new_record(scenario.id), "" if shipped else str(folder))


def any_seed() -> int:
    """A seed nobody has chosen."""
    return random.SystemRandom().randrange(1, 100_000)
