"""Writing a record so that a killed program loses nothing it had written.

The file appears with its header and first mark at once; after that every line is one write at its end, and when a
person plays it is forced to the disk before the game goes on.
"""

import os
import stat
from pathlib import Path
from typing import Any

from game import codec
from game.model.actions import Action
from game.model.events import GameEnded, PartBegan
from game.model.state import State
from game.replay.record import Did, Entry, Header, Mark, Record, Undone, entry_data, header_data
from game.umpire import Step

try:
    import fcntl
except ImportError:  # Windows: two windows on one record are not kept apart there
    fcntl = None  # type: ignore[assignment]

SNAPSHOT_EVERY = 6
"""Marks from one whole state to the next."""


class InUse(OSError):
    """The record is open in another window or game."""

    def __init__(self, path: Path) -> None:
        super().__init__(0, "this game is open in another window; close it there first", str(path))

    def __str__(self) -> str:
        return str(self.strerror)


class NotARecord(OSError):
    """A record was to be written over something that is none."""

    def __init__(self, path: Path) -> None:
        super().__init__(0, "something that is no record of a game lies there, and is left alone", str(path))

    def __str__(self) -> str:
        return str(self.strerror)


class Writer:
    """An open record, held by one writer at a time.  `durable` forces every line to the disk."""

    def __init__(self, path: Path, durable: bool, marks: int) -> None:
        self.path = path
        self._durable = durable
        self._marks = marks
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0))
        if fcntl is not None:
            try:
                fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                self.close()
                raise InUse(path) from None

    @classmethod
    def begin(cls, path: Path, header: Header, state: State, durable: bool = True) -> "Writer":
        """Start a record with its header and the mark of the opening state.

        Raises OSError, NotARecord where anything but a record would be written over.
        """
        _must_be_record(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(path.name + ".new")
        text = _line(header_data(header)) + _line(entry_data(_mark(state, whole=True)))
        with fresh.open("wb") as file:
            file.write(text)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        os.replace(fresh, path)
        return cls(path, durable, 1)

    @classmethod
    def onward(cls, record: Record, durable: bool = True) -> "Writer":
        """Go on writing a record that was read; a torn tail is cut off first.  Raises OSError, InUse."""
        writer = cls(record.path, durable, sum(isinstance(entry, Mark) for entry in record.entries))
        with record.path.open("r+b") as file:
            file.truncate(min(record.size, record.path.stat().st_size))
            file.seek(0)
            whole = file.read().endswith(b"\n")
        if not whole:
            os.write(writer._file, b"\n")
        return writer

    def played(self, by: str, action: Action, step: Step) -> None:
        """Write an action, and the mark of the side-turn if one began or the game ended."""
        entries: list[Entry] = [Did(0, by, action)]
        if any(isinstance(event, PartBegan | GameEnded) for event in step.events):
            entries.append(_mark(step.state, whole=self._marks % SNAPSHOT_EVERY == 0))
            self._marks += 1
        self._write(*entries)

    def undone(self) -> None:
        """Write that the last action was taken back."""
        self._write(Undone(0))

    def close(self) -> None:
        """Close the file; a second time does nothing."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _write(self, *entries: Entry) -> None:
        rest = b"".join(_line(entry_data(entry)) for entry in entries)
        while rest:
            rest = rest[os.write(self._file, rest) :]
        if self._durable:
            os.fsync(self._file)


def _must_be_record(path: Path) -> None:
    """Raise NotARecord if something else than a record of ours, or an empty file, lies at the path."""
    if not path.exists() and not path.is_symlink():
        return
    if path.is_symlink() or not stat.S_ISREG(path.stat().st_mode):
        raise NotARecord(path)
    with path.open("rb") as file:
        start = file.read(400)
    if start and b"dushanbe-1922 record" not in start:
        raise NotARecord(path)


def _mark(state: State, whole: bool) -> Mark:
    return Mark(0, state.turn, state.phasing, codec.digest(state), codec.encode(state) if whole else None)


def _line(data: dict[str, Any]) -> bytes:
    return codec.dumps(data).encode() + b"\n"
