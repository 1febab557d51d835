"""Motion: what has been witnessed, shown one thing after the other.  Nothing moves without an event behind it.

A *clip* is one event with what the side saw before it; the *film* plays the clips in order and says how far
the present one has come.  Times are in milliseconds; speed 200% halves them, reduced motion makes each a short fade.
"""

import math
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace

from game.hexes import Cell
from game.model.events import (
    AmbushSprung,
    AttackDeclared,
    Bombarded,
    DefenderEvaded,
    DummyFound,
    Event,
    FightResolved,
    LineLost,
    MarchStopped,
    PlaceTaken,
    TermsAnswered,
    TermsAsked,
    UnitAdvanced,
    UnitArrived,
    UnitFellBack,
    UnitLeft,
    UnitMoved,
)
from game.model.forces import Unit
from game.model.state import Seen
from game.ui import plane
from game.ui.plane import Spot

PER_HEX = {"horse": 110, "foot": 160}
SLOW_PER_HEX = 200
LONGEST = 1400
FELL_BACK_PER_HEX = 130
ADVANCE = 160
BLOW = 140
RESULT = 620
EVASION = 260
STOPPED = 700
AMBUSH = 900
RUMOUR = 500
ARRIVAL = 220
DEPARTURE = 300
TAKEN = 420
SHELLS = 500
FADE = 120


@dataclass(frozen=True, slots=True)
class Frame:
    """A witnessed event and what the side saw before it.

    `mover` is a unit that came into sight by it, `along` are units that march in step with the one of the event.
    """

    before: Seen
    event: Event
    mover: Unit | None = None
    along: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Clip:
    """A frame that is worth showing, and for how long."""

    frame: Frame
    ms: int


def in_step(first: Frame, second: Frame) -> Frame | None:
    """The first frame with the march of the second beside it, where both go the same way from the same hex."""
    one, other = first.event, second.event
    if not isinstance(one, UnitMoved) or not isinstance(other, UnitMoved) or first.mover or second.mover:
        return None
    if other.unit in (one.unit, *first.along):
        return None
    if one.route != other.route or first.before.unit(one.unit).cell != second.before.unit(other.unit).cell:
        return None
    return replace(first, along=(*first.along, other.unit))


def length(frame: Frame, speed: int = 100, still: bool = False) -> int:
    """How long to show a frame, in milliseconds, at a speed in percent; 0 if it needs no showing."""
    ms = _length(frame)
    if ms == 0:
        return 0
    return FADE if still else max(30, ms * 100 // max(1, speed))


def _length(frame: Frame) -> int:
    event = frame.event
    match event:
        case UnitMoved(unit, route, _):
            movement = frame.before.scenario.types[unit].movement
            return min(LONGEST, PER_HEX.get(movement, SLOW_PER_HEX) * len(route))
        case UnitFellBack(_, route, _):
            return min(LONGEST, FELL_BACK_PER_HEX * len(route))
        case UnitAdvanced():
            return ADVANCE
        case AttackDeclared():
            return BLOW
        case FightResolved():
            return RESULT
        case DefenderEvaded():
            return EVASION
        case MarchStopped(_, _, cause):
            return STOPPED if cause != "ambush" else 0
        case AmbushSprung():
            return AMBUSH
        case DummyFound():
            return RUMOUR
        case UnitArrived():
            return ARRIVAL
        case UnitLeft(unit):
            return DEPARTURE if frame.before.unit(unit).on_map else 0
        case PlaceTaken() | LineLost() | TermsAsked() | TermsAnswered():
            return TAKEN
        case Bombarded():
            return SHELLS
        case _:
            return 0


def ease_in_out(share: float) -> float:
    """Slow at both ends."""
    return 0.5 - 0.5 * math.cos(math.pi * share)


def ease_out(share: float) -> float:
    """Quick at first."""
    return 1 - (1 - share) ** 3


def on_the_way(frame: Frame, unit: int, share: float) -> Spot | None:
    """Where the unit of a moving event is, in map pixels, when `share` (0 to 1) of the time has passed."""
    event = frame.event
    match event:
        case UnitMoved(number, route, _) | UnitFellBack(number, route, _) if number == unit and route:
            return _along((frame.before.unit(unit).cell, *route), frame, ease_in_out(share))
        case UnitAdvanced(number, cell) if number == unit:
            return _along((frame.before.unit(unit).cell, cell), frame, ease_in_out(share))
        case _:
            return None


def _along(cells: tuple[Cell, ...], frame: Frame, share: float) -> Spot:
    grid = frame.before.scenario.board.grid
    far = share * (len(cells) - 1)
    leg = min(int(far), len(cells) - 2)
    if not grid.has(cells[leg]):
        return plane.centre(grid, cells[leg + 1])
    (ax, ay), (bx, by) = plane.centre(grid, cells[leg]), plane.centre(grid, cells[leg + 1])
    rest = far - leg
    return ax + (bx - ax) * rest, ay + (by - ay) * rest


def scene(frame: Frame) -> Cell:
    """The hex to which the eye should go, or 0."""
    event = frame.event
    match event:
        case UnitMoved(_, route, _) | UnitFellBack(_, route, _):
            return route[-1] if route else 0
        case UnitAdvanced(_, cell) | UnitArrived(_, cell, _):
            return cell
        case AttackDeclared() | FightResolved() | DefenderEvaded() | AmbushSprung():
            return event.target
        case MarchStopped(units):
            return frame.before.unit(units[0]).cell
        case UnitLeft(unit) | DummyFound(unit):
            return frame.before.unit(unit).cell
        case PlaceTaken(place) | LineLost(place) | TermsAsked(place) | TermsAnswered(place) | Bombarded(_, place):
            return frame.before.scenario.board.places[place].cell
        case _:
            return 0


class Film:
    """The clips still to be shown, and how far the first has come."""

    __slots__ = ("_clips", "_since", "share")

    def __init__(self) -> None:
        self._clips: deque[Clip] = deque()
        self._since = -1
        self.share = 0.0

    def add(self, frames: Iterable[Frame], speed: int = 100, still: bool = False) -> None:
        """Put what is worth showing behind what is still to come."""
        for frame in frames:
            ms = length(frame, speed, still)
            if not ms:
                continue
            waiting = self._clips[-1] if self._clips and (len(self._clips) > 1 or self._since < 0) else None
            joined = in_step(waiting.frame, frame) if waiting is not None else None
            if waiting is not None and joined is not None:
                self._clips[-1] = Clip(joined, max(ms, waiting.ms))
            else:
                self._clips.append(Clip(frame, ms))

    @property
    def now(self) -> Frame | None:
        """The frame that is being shown."""
        return self._clips[0].frame if self._clips else None

    @property
    def left(self) -> int:
        """How many clips are still to be shown, the present one included."""
        return len(self._clips)

    def tick(self, now: int) -> bool:
        """Let time pass to `now` milliseconds; True if a new frame came up or the last one ended."""
        changed = False
        while self._clips:
            if self._since < 0:
                self._since, changed = now, True
            ms = self._clips[0].ms
            if now - self._since < ms:
                self.share = (now - self._since) / ms
                return changed
            self._clips.popleft()
            self._since = self._since + ms if self._clips else -1
            self.share, changed = 0.0, True
        return changed

    def skip(self) -> None:
        """End the present clip at once."""
        if self._clips:
            self._clips.popleft()
        self._since, self.share = -1, 0.0

    def clear(self) -> None:
        """Show nothing more."""
        self._clips.clear()
        self._since, self.share = -1, 0.0
