"""A record is JSON Lines: a header, one action a line, a mark at each side-turn, and undo lines.

The header holds what a game needs to begin again; a mark holds the digest of the state, every few marks the
whole state.  A program that is killed may leave a torn last line, which is not counted; a bad line before the last is
a fault.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from game import codec
from game.model.actions import Action
from game.model.scenario import Scenario
from game.umpire import RULES_VERSION, Setup

FORMAT = "dushanbe-1922 record"
VERSION = 1
LARGEST = 256 << 20
"""Bytes of the largest file that is taken for a record."""

MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""By format version: what makes a header of the next version out of it."""

Pairs: TypeAlias = tuple[tuple[str, str], ...]


class Unreadable(Exception):
    """A file is no record that this game can read; the message is one sentence for the player."""


@dataclass(frozen=True, slots=True)
class Header:
    """What a game began with.

    `content` is the digest of the scenario as it was; `source` the path it was loaded from, empty for a shipped one;
    `opening` an encoded state for games that go on from a snapshot instead of the beginning.
    """

    scenario: str
    content: str
    setup: Setup
    rules: int = RULES_VERSION
    source: str = ""
    opening: Any = None


@dataclass(frozen=True, slots=True)
class Did:
    """A side did something."""

    line: int
    by: str
    action: Action


@dataclass(frozen=True, slots=True)
class Undone:
    """The last action was taken back."""

    line: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A side-turn began: the digest of the state, and the encoded state or None."""

    line: int
    turn: int
    side: str
    digest: str
    snapshot: Any = None


Entry: TypeAlias = Did | Undone | Mark


@dataclass(frozen=True, slots=True)
class Record:
    """A record as read.  `torn`: a last half line was left out; `size`: bytes of the whole lines."""

    path: Path
    header: Header
    entries: tuple[Entry, ...]
    torn: bool
    size: int


def header_of(scenario: Scenario, setup: Setup, source: str = "", opening: Any = None) -> Header:
    """The header of a game that begins now."""
    return Header(scenario.id, scenario.digest, setup, RULES_VERSION, source, opening)


def header_data(header: Header) -> dict[str, Any]:
    """The header line as data."""
    setup = header.setup
    data: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "rules": header.rules,
        "scenario": header.scenario,
        "content": header.content,
        "seed": setup.seed,
        "options": [list(pair) for pair in setup.options],
        "players": [list(pair) for pair in setup.players],
    }
    if header.source:
        data["source"] = header.source
    if header.opening is not None:
        data["opening"] = header.opening
    return data


def entry_data(entry: Entry) -> dict[str, Any]:
    """An entry's line as data."""
    match entry:
        case Did(_, by, action):
            return {"by": by, "do": codec.encode(action)}
        case Undone():
            return {"undo": 1}
        case Mark(_, turn, side, digest, snapshot):
            data: dict[str, Any] = {"turn": turn, "side": side, "digest": digest}
            return data if snapshot is None else data | {"state": snapshot}


def read(path: Path) -> Record:
    """The record in a file.  Raises Unreadable."""
    try:
        if path.stat().st_size > LARGEST:
            raise Unreadable(f"{path} is larger than any record of a game")
        text = path.read_bytes()
    except OSError as fault:
        raise Unreadable(f"cannot read {path}: {fault.strerror or fault}") from None
    lines = text.split(b"\n")
    tail = lines.pop()
    try:
        if tail:
            _parsed(tail)
            lines.append(tail)
            tail = b""
    except ValueError:
        pass
    if not lines:
        raise Unreadable(f"{path} is empty" if not text else f"{path} is not a record of this game: its header is torn")
    header = _header(path, lines[0])
    entries: list[Entry] = []
    size = len(lines[0]) + 1
    for number, line in enumerate(lines[1:], start=2):
        try:
            entries.append(_entry(number, _parsed(line)))
        except ValueError as fault:
            if number == len(lines):
                tail = line
                break
            raise Unreadable(f"{path}, line {number}: {fault}") from None
        size += len(line) + 1
    return Record(path, header, tuple(entries), bool(tail), size)


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError("this is not a line of a record") from None
    if not isinstance(data, dict):
        raise ValueError("this is not a line of a record")
    return data


def _header(path: Path, line: bytes) -> Header:
    try:
        data = _parsed(line)
    except ValueError:
        data = {}
    if data.get("format") != FORMAT:
        raise Unreadable(f'{path} is not a record of this game: its first line has no "format": "{FORMAT}"')
    version = data.get("version")
    if not isinstance(version, int) or version > VERSION:
        raise Unreadable(
            f"{path} was written by a newer game: its format is {version}, this game reads up to {VERSION}"
        )
    while version < VERSION:
        if version not in MIGRATIONS:
            raise Unreadable(f"{path} is of format {version}, which this game no longer reads")
        data = MIGRATIONS[version](data)
        version += 1
    try:
        setup = Setup(
            codec.decode(int, data["seed"]), codec.decode(Pairs, data["options"]), codec.decode(Pairs, data["players"])
        )
        words = [codec.decode(str, data.get(name, "")) for name in ("scenario", "content", "source")]
        return Header(words[0], words[1], setup, codec.decode(int, data["rules"]), words[2], data.get("opening"))
    except KeyError as missing:
        raise Unreadable(f"{path}, line 1: the header has no {missing.args[0]!r}") from None
    except codec.Undecodable as fault:
        raise Unreadable(f"{path}, line 1: {fault}") from None


def _entry(line: int, data: dict[str, Any]) -> Entry:
    """The entry of a line.  Raises ValueError."""
    match data:
        case {"by": str(by), "do": do}:
            return Did(line, by, codec.decode(Action, do))
        case {"undo": 1}:
            return Undone(line)
        case {"turn": int(turn), "side": str(side), "digest": str(digest)}:
            return Mark(line, turn, side, digest, data.get("state"))
    raise ValueError("neither an action, nor an undo, nor a mark")
