"""Copies of the grounds of trial with something changed, for tests of what a wrong file is told."""

import shutil
from pathlib import Path

from game.library import problems
from game.paths import assets, scenarios


def copied(to: Path, name: str = "proving-ground") -> Path:
    """A copy of the proving ground, or of another scenario, with tilesets of its own beside the map."""
    folder = to / "trial"
    shutil.copytree(scenarios() / name, folder)
    for tileset in ("ground.tsx", "levels.tsx"):
        shutil.copy(assets() / "tilesets" / tileset, folder)
        if f"tilesets/{tileset}" in (folder / "map.tmx").read_text(encoding="utf-8"):
            edit(folder / "map.tmx", f'"../../assets/tilesets/{tileset}"', f'"{tileset}"')
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


def no(kind: str, near: str) -> str:
    """What is said of a name that there is not."""
    return f'there is no {kind} of this name; did you mean "{near}"?'
