"""Records of games: written line by line, read back, and played again to see whether they come out the same."""

from game.replay.record import Did, Header, Mark, Record, Undone, Unreadable, header_of, read
from game.replay.timeline import Fault, Played, Timeline, play, rescue
from game.replay.writer import Writer

__all__ = [
    "Did",
    "Fault",
    "Header",
    "Mark",
    "Played",
    "Record",
    "Timeline",
    "Undone",
    "Unreadable",
    "Writer",
    "header_of",
    "play",
    "read",
    "rescue",
]
