"""Finding what a call is about: scenarios and records, and what to say when they are not there or not right."""

from collections.abc import Iterable
from pathlib import Path

from game import library, replay
from game.cli.calls import BadCall, WrongThing
from game.model.scenario import Scenario
from game.session.players import NAMES

USUAL = "recapture-1922"
"""The scenario that is played when none is named, and the one that `map` draws."""


def load(target: str) -> Scenario:
    """The scenario of an id or a path.  Raises BadCall if there is none and WrongThing if it is broken."""
    find(target)
    try:
        return library.load(target)
    except library.Faults as faults:
        raise WrongThing(told(faults.faults)) from None


def usual_scenario() -> str:
    """The scenario that is played when none is named."""
    ids = [entry.id for entry in library.list_scenarios() if entry.playable]
    if not ids:
        raise WrongThing("no scenario that can be played came with the game")
    return USUAL if USUAL in ids else ids[0]


def opened(path: Path) -> tuple[replay.Record, Scenario]:
    """A record and its scenario.  Raises BadCall if there is no such file and WrongThing if it cannot be played."""
    if not path.is_file():
        raise BadCall(f"there is no record {path}")
    try:
        record = replay.read(path)
        scenario = load(record.header.source or record.header.scenario)
    except replay.Unreadable as unreadable:
        raise WrongThing(str(unreadable)) from None
    except BadCall as unknown:
        raise WrongThing(f"{path} is of a scenario that is not here: {unknown}") from None
    sides = {side.id for side in scenario.sides}
    for side, player in record.header.setup.players:
        if side not in sides or player not in NAMES:
            raise WrongThing(f"{path} has {player!r} play {side!r}, which this game cannot seat")
    return record, scenario


def source_of(target: str, scenario: Scenario) -> str:
    """Where a scenario that is not shipped was loaded from, for its record; empty for one that is."""
    return "" if target == scenario.id else str(Path(target).resolve())


def told(faults: Iterable[library.Fault]) -> str:
    """Faults of a scenario, a line each."""
    return "\n".join(str(fault) for fault in faults)


def find(target: str) -> None:
    """Be sure that there is such a scenario.  Raises BadCall."""
    try:
        library.find(target)
    except (library.Faults, ValueError, OSError) as fault:
        raise BadCall(str(fault)) from None
