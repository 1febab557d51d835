"""What a person has set: kept as a small JSON file; a damaged file counts as none."""

import json
import os
from dataclasses import asdict, dataclass
from typing import Any

from game.session import saves

LIMITS: dict[str, tuple[int, int]] = {"scale": (50, 300), "volume": (0, 100), "speed": (0, 400)}
"""Least and most of the settings that are numbers, in per cent."""


@dataclass(frozen=True, slots=True)
class Settings:
    """`scale` of the interface, `volume` and `speed` in per cent; `curtain` falls between persons at one screen.

    `colours` is the palette of the sides; `night` makes the panels dark.
    """

    scale: int = 100
    volume: int = 60
    speed: int = 100
    full_screen: bool = False
    colours: str = "period"
    night: bool = False
    curtain: bool = True
    last_players: str = "person,recruit"
    last_scenario: str = ""


def load() -> Settings:
    """The settings as they were stored, with the usual value for what is missing or makes no sense."""
    try:
        data = json.loads(saves.settings_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(data, dict):
        return Settings()
    usual = asdict(Settings())
    kept: dict[str, Any] = {}
    for name, value in data.items():
        if name in usual and type(value) is type(usual[name]):
            low, high = LIMITS.get(name, (0, 0))
            kept[name] = min(high, max(low, value)) if name in LIMITS else value
    return Settings(**kept)


def store(settings: Settings) -> None:
    """Store the settings; a failure is an OSError."""
    path = saves.settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(json.dumps(asdict(settings), indent=1, sort_keys=True) + "\n", encoding="utf-8")
    os.replace(fresh, path)
