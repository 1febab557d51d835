"""One moment of the battle screen, gathered for the panels that draw it; and the dispatches told so far."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pygame

from game import chronicle
from game.hexes import Cell
from game.model.events import (
    AmbushSprung,
    AttackRefused,
    Bombarded,
    BranchTaken,
    BreakAnnounced,
    CardFailed,
    CardPlayed,
    CohesionChanged,
    CouncilHeld,
    DefenderEvaded,
    DepotChanged,
    Disarmed,
    Disbanded,
    DrillBegan,
    DrillEnded,
    DummyFound,
    Event,
    FactionLeft,
    FightResolved,
    FordsChanged,
    GameEnded,
    LineLost,
    MarchStopped,
    PaceSet,
    PlaceTaken,
    PostureSet,
    PurseChanged,
    RetreatSet,
    Rolled,
    Scored,
    SkyChanged,
    StoresChanged,
    Surprised,
    TermsAnswered,
    TermsAsked,
    TurnBegan,
    UnitArrived,
    UnitDugIn,
    UnitLeft,
    UnitMerged,
    UnitMoved,
)
from game.model.judgement import Forecast, Refusal, Trace
from game.model.scenario import Scenario
from game.model.state import Seen, State
from game.session.game import Session
from game.ui.choices import Choice
from game.ui.intent import Reach
from game.ui.layout import Plan, Rect
from game.ui.scroll import Scroll
from game.ui.stage import Stage
from game.ui.table import Offer
from game.ui.widgets import Desk

NEWS = (
    AmbushSprung,
    AttackRefused,
    Bombarded,
    BranchTaken,
    BreakAnnounced,
    CardFailed,
    CardPlayed,
    CohesionChanged,
    CouncilHeld,
    DefenderEvaded,
    DepotChanged,
    Disarmed,
    Disbanded,
    DrillBegan,
    DrillEnded,
    DummyFound,
    FactionLeft,
    FightResolved,
    FordsChanged,
    GameEnded,
    LineLost,
    MarchStopped,
    PlaceTaken,
    PurseChanged,
    Scored,
    SkyChanged,
    StoresChanged,
    Surprised,
    TermsAnswered,
    TermsAsked,
    UnitArrived,
    UnitLeft,
)
UNDO_WORDS = {
    "undo.nothing": "Nothing has been ordered yet.",
    "undo.computer": "The last order was the computer’s.",
    "undo.rolled": "Dice have fallen since.",
    "undo.part": "A side’s part has ended since.",
    "undo.other": "The other side has chosen since.",
    "undo.seen": "You have seen new ground since.",
}
"""Why the last order is not taken back."""

LOUD = (AmbushSprung, BreakAnnounced, FactionLeft, GameEnded, LineLost, PlaceTaken, TermsAnswered, UnitLeft)
HIDDEN = (Rolled,)
ORDERS = (PaceSet, PostureSet, RetreatSet, UnitDugIn, UnitMerged, UnitMoved)
"""What a side need not be told of its own units: it has ordered it."""


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One witnessed event in words."""

    turn: int
    words: str
    news: bool
    loud: bool


class Dispatches:
    """The log of one side, told once and kept; taken back with an undo."""

    __slots__ = ("_kept", "_side", "_told")

    def __init__(self) -> None:
        self._side = ""
        self._told = -1
        self._kept: list[tuple[int, Dispatch]] = []

    def keep_up(self, session: Session, side: str) -> None:
        """Tell what has been witnessed since the last time; begin anew for another side."""
        if side != self._side:
            self._side, self._told, self._kept = side, -1, []
        if session.actions < self._told:
            self._told = session.actions
            self._kept = [(n, line) for n, line in self._kept if n <= self._told]
        if session.actions > self._told:
            fresh = list(told(session, side, self._told + 1))
            self._kept += [(session.actions, line) for line in fresh]
            self._told = session.actions

    @property
    def all(self) -> tuple[Dispatch, ...]:
        """Every dispatch, the oldest first."""
        return tuple(line for _, line in self._kept)

    @property
    def news(self) -> tuple[Dispatch, ...]:
        """The dispatches worth a place in the panel, the oldest first."""
        return tuple(line for _, line in self._kept if line.news)


def told(session: Session, side: str, since: int) -> Iterator[Dispatch]:
    """What a side witnessed from an action's number on, in words."""
    for seen in session.witnessed(side, since):
        event = seen.event
        if isinstance(event, HIDDEN):
            continue
        if isinstance(event, ORDERS) and seen.before.unit(event.unit).side == side:
            continue
        words = chronicle.tell(seen.before, seen.event)
        if words:
            turn = seen.event.turn if isinstance(seen.event, TurnBegan) else seen.turn
            yield Dispatch(turn, dashed(words), isinstance(seen.event, NEWS), _loud(seen.event))


def _loud(event: Event) -> bool:
    return isinstance(event, LOUD)


def dashed(words: str) -> str:
    """Words as they are set: true dashes between figures, curled apostrophes."""
    made = words.replace("'", "’").replace(" - ", " – ")
    letters = list(made)
    for place in range(1, len(letters) - 1):
        if letters[place] == "-" and letters[place - 1].isdigit() and letters[place + 1].isdigit():
            letters[place] = "–"
        elif letters[place] == "-" and letters[place - 1] == " " and letters[place + 1].isdigit():
            letters[place] = "−"
    return "".join(letters)


def side_name(scenario: Scenario, side: str) -> str:
    """The name of a side as it is set."""
    return dashed(chronicle.name_side(scenario, side))


def unit_name(scenario: Scenario, unit: int) -> str:
    """The name of a unit as it is set."""
    return dashed(chronicle.name_unit(scenario, unit))


def spot_name(scenario: Scenario, cell: Cell) -> str:
    """A hex as a heading names it: its place, or the nearest one."""
    board = scenario.board
    place = board.place_at(cell)
    if place is not None and place.kind != "camp":
        return place.name
    near = [p for p in board.places if p.kind in ("town", "fort", "village")]
    nearest = min(near, key=lambda p: (board.grid.distance(cell, p.cell), p.rank), default=None)
    return f"near {nearest.name}" if nearest is not None else f"hex {board.grid.label(cell)}"


def days(scenario: Scenario, turn: int) -> str:
    """The days of a turn as they are set."""
    return dashed(chronicle.name_turn(scenario, turn))


def day(scenario: Scenario, turn: int) -> str:
    """The first day of a turn, short: for the margin of a list."""
    moment = scenario.calendar.begins(max(1, turn))
    if scenario.calendar.minutes < 1440:
        return f"{moment:%H:%M}"
    return f"{moment.day} {moment:%b}"


def why(refusal: Refusal | None, state: State) -> str:
    """A refusal in words with its clause; empty for none."""
    if refusal is None:
        return ""
    words = dashed(chronicle.explain(refusal, state))
    return f"{words} [{refusal.clause}]" if refusal.clause else words


@dataclass(slots=True)
class Moment:
    """What the panels need to know to draw a frame of the battle.

    `side` is the viewer's; `mine` whether it is for him to choose now and nothing moves; `news` the dispatches; `trace`
    why bread comes to the pointed hex or does not, where that is shown; `threat` the best attack of the enemies on the
    hex that is looked at, if the viewer's men stand there; `offers` what lies on the card table or before the council.
    """

    stage: Stage
    desk: Desk
    seen: Seen
    side: str
    mine: bool
    choice: Choice
    reach: Reach
    plan: Plan
    forecast: Forecast | None = None
    hover: int = 0
    undo_why: str = ""
    busy: str = ""
    overlays: dict[str, bool] = field(default_factory=dict)
    news: tuple[Dispatch, ...] = ()
    trace: Trace | None = None
    threat: Forecast | None = None
    offers: tuple[Offer, ...] = ()
    scroll: Scroll = field(default_factory=Scroll)

    @property
    def surface(self) -> pygame.Surface:
        """Where to draw."""
        return self.desk.surface


def rect(area: Rect) -> pygame.Rect:
    """A rectangle of the plan as pygame has it."""
    return pygame.Rect(area)
