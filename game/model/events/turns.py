"""Dice, tasks, turns and parts, sky and score: what happens to the game as a whole."""

from dataclasses import dataclass

from game.hexes import NO_CELL, Cell
from game.model.agenda import Task
from game.model.bonds import Ford
from game.model.scouting import Sighting


@dataclass(frozen=True, slots=True)
class Rolled:
    """Dice fell: what for, the faces, where the stream of chance stands now, for which side, and at which hex."""

    cause: str
    faces: tuple[int, ...]
    drawn: int
    side: str = ""
    cell: Cell = 0


@dataclass(frozen=True, slots=True)
class Queued:
    """Tasks were put on top of the agenda."""

    tasks: tuple[Task, ...]


@dataclass(frozen=True, slots=True)
class TaskDone:
    """The top task of the agenda was taken off."""


@dataclass(frozen=True, slots=True)
class TurnBegan:
    """A new turn."""

    turn: int


@dataclass(frozen=True, slots=True)
class SkyChanged:
    """Season, weather, light or water turned."""

    season: str
    weather: str
    light: str
    spate: str
    snow: bool


@dataclass(frozen=True, slots=True)
class FordsChanged:
    """Guides opened a ford, or the time of one is over: these are open now."""

    fords: tuple[Ford, ...]


@dataclass(frozen=True, slots=True)
class PartBegan:
    """A side's part began: its units are fresh."""

    side: str
    part: int


@dataclass(frozen=True, slots=True)
class Unnoticed:
    """When a side's part began, no enemy saw these units of it."""

    side: str
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PartEnded:
    """A side's part ended."""

    side: str
    part: int


@dataclass(frozen=True, slots=True)
class Noted:
    """What a side remembers of units out of its sight is this now."""

    side: str
    notes: tuple[Sighting, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """Points for the counted side, and the number of the award."""

    points: int
    award: int
    once: bool


@dataclass(frozen=True, slots=True)
class StreakChanged:
    """A sudden death (its number) came nearer or went: ends of turn in a row at which its conditions held."""

    death: int
    turns: int


@dataclass(frozen=True, slots=True)
class PurseChanged:
    """A side's prestige or resolve moved; `fall` if it counts among the falls of the turn, with the hex it paid for."""

    side: str
    by: int
    cause: str
    cell: Cell = NO_CELL
    fall: bool = False


@dataclass(frozen=True, slots=True)
class ConvoyPaid:
    """A side paid for one more convoy in a turn."""

    side: str
    turn: int


@dataclass(frozen=True, slots=True)
class GameEnded:
    """The game is over: the winner (or nobody), the grade for the counted side, and why."""

    winner: str
    grade: int
    cause: str
