"""Copies of the proving ground with something changed, for tests of what a wrong file is told."""

import shutil
from pathlib import Path

from game.library import problems
from game.paths import assets, scenarios


def copied(to: Path) -> Path:
    """A copy of the proving ground with a tileset of its own beside the map."""
    folder = to / "trial"
    shutil.copytree(scenarios() / "proving-ground", folder)
    shutil.copy(assets() / "tilesets" / "ground.tsx", folder)
    edit(folder / "map.tmx", '"../../assets/tilesets/ground.tsx"', '"ground.tsx"')
    return folder


def edit(path: Path, old: str, new: str, times: int = 1) -> None:
    """Replace text in a file; it must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, times), encoding="utf-8")


def line_of(path: Path, text: str) -> int:
    """The line of a file on which a text stands first."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def told(folder: Path) -> list[str]:
    """The messages about a folder, each without the folder's own path."""
    return [str(fault).replace(str(folder) + "/", "") for fault in problems(folder)]
