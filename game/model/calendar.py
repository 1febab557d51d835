"""Turns and their dates."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Calendar:
    """`turns` turns from `start`, each `minutes` long.  Turn 1 is the first."""

    start: datetime.datetime
    turns: int
    minutes: int

    def begins(self, turn: int) -> datetime.datetime:
        """The moment at which a turn begins."""
        return self.start + datetime.timedelta(minutes=self.minutes * (turn - 1))

    def ends(self, turn: int) -> datetime.datetime:
        """The last moment that belongs to a turn: its last day where turns are days long."""
        whole_days = self.minutes % 1440 == 0
        return self.begins(turn + 1) - datetime.timedelta(minutes=1440 if whole_days else 1)

    def holds(self, moment: datetime.datetime) -> int:
        """The turn into which a moment falls; may lie outside the game."""
        return (moment - self.start) // datetime.timedelta(minutes=self.minutes) + 1
