"""Where records and settings of a person lie; `DUSHANBE_HOME` puts them elsewhere."""

import os
from datetime import datetime
from pathlib import Path

import platformdirs

from game.replay.record import Unreadable, read

APPLICATION = "dushanbe-1922"
HOME = "DUSHANBE_HOME"
SUFFIX = ".jsonl"


def home() -> Path:
    """The folder of everything that is kept for this person."""
    elsewhere = os.environ.get(HOME)
    return Path(elsewhere) if elsewhere else Path(platformdirs.user_data_dir(APPLICATION, appauthor=False))


def games() -> Path:
    """The folder of the records of games."""
    return home() / "games"


def own_scenarios() -> Path:
    """The folder of the person's own scenarios."""
    return home() / "scenarios"


def settings_file() -> Path:
    """The file of the settings."""
    return home() / "settings.json"


def new_record(scenario_id: str) -> Path:
    """A path for the record of a game that begins now; nothing lies there yet."""
    stem = f"{scenario_id}-{datetime.now():%Y%m%d-%H%M%S}"
    path = games() / f"{stem}{SUFFIX}"
    number = 2
    while path.exists():
        path = games() / f"{stem}-{number}{SUFFIX}"
        number += 1
    return path


def records() -> tuple[Path, ...]:
    """All records of games, the last written first."""
    if not games().is_dir():
        return ()
    found = [(path.stat().st_mtime_ns, path.name, path) for path in games().glob(f"*{SUFFIX}")]
    return tuple(path for _, _, path in sorted(found, reverse=True))


def latest() -> Path | None:
    """The record last written that can be read; the last written if none can, None if there is none."""
    found = records()
    for path in found:
        try:
            read(path)
        except Unreadable:
            continue
        return path
    return found[0] if found else None
