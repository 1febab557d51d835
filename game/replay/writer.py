"""Writing a record so that a killed program loses nothing it had written.

The file appears with its header and first mark at once; after that every line is one write at its end, and when a
person plays it is forced to the disk before the game goes on.
"""

import os
from pathlib import Path
from typing import Any

from game import codec
from game.model.actions import Action
from game.model.events import GameEnded, PartBegan
from game.model.state import State
from game.replay.record import Did, Entry, Header, Mark, Record, Undone, entry_data, header_data
from game.umpire import Step

SNAPSHOT_EVERY = 6
"""Marks from one whole state to the next."""


class Writer:
    """An open record.  `durable` forces every line to the disk."""

    def __init__(self, path: Path, durable: bool, marks: int) -> None:
        self.path = path
        self._durable = durable
        self._marks = marks
        self._file = os.open(path, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0))

    @classmethod
    def begin(cls, path: Path, header: Header, state: State, durable: bool = True) -> "Writer":
        """Start a record with its header and the mark of the opening state.  Raises OSError."""
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
        """Go on writing a record that was read; a torn tail is cut off first.  Raises OSError."""
        with record.path.open("r+b") as file:
            file.truncate(min(record.size, record.path.stat().st_size))
            file.seek(0)
            whole = file.read().endswith(b"\n")
        writer = cls(record.path, durable, sum(isinstance(entry, Mark) for entry in record.entries))
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


def _mark(state: State, whole: bool) -> Mark:
    return Mark(0, state.turn, state.phasing, codec.digest(state), codec.encode(state) if whole else None)


def _line(data: dict[str, Any]) -> bytes:
    return codec.dumps(data).encode() + b"\n"
