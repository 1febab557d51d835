"""What has happened: past tense.  Every change of the state is one of these; log, films and reports read nothing else.

`cause` is the message id of the reason; chronicle turns it into words.
"""

from dataclasses import dataclass
from typing import TypeAlias

from game.hexes import Cell
from game.model.agenda import Task
from game.model.bonds import Ford, Ration
from game.model.forces import Pace, Posture, Status
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
class PartEnded:
    """A side's part ended."""

    side: str
    part: int


@dataclass(frozen=True, slots=True)
class UnitArrived:
    """A unit came onto the map."""

    unit: int
    cell: Cell
    men: int


@dataclass(frozen=True, slots=True)
class UnitDelayed:
    """A unit could not enter and tries again next turn."""

    unit: int
    due: int


@dataclass(frozen=True, slots=True)
class UnitMoved:
    """A unit marched along a route, its last hex where it stands now; `cost` in points."""

    unit: int
    route: tuple[Cell, ...]
    cost: int


@dataclass(frozen=True, slots=True)
class MarchStopped:
    """A march ended before its time at the hex where its units stand now; `cell` is the hex that stopped it.

    Cause: met, tired, ambush, false_guide.
    """

    units: tuple[int, ...]
    cell: Cell
    cause: str


@dataclass(frozen=True, slots=True)
class PaceSet:
    """A unit is driven hard, or its horses are blown."""

    unit: int
    pace: Pace


@dataclass(frozen=True, slots=True)
class AmbushSprung:
    """Men in hiding fell on a march: its hex and the units that lay in wait.  They and all on the hex have fought."""

    side: str
    target: Cell
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Surprised:
    """A fight was not what the attacker could foresee: his net column and that which holds, and why (message ids)."""

    target: Cell
    expected: int
    actual: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DummyFound:
    """A counter turned out to have nobody under it."""

    unit: int


@dataclass(frozen=True, slots=True)
class Noted:
    """What a side remembers of units out of its sight is this now."""

    side: str
    notes: tuple[Sighting, ...]


@dataclass(frozen=True, slots=True)
class UnitFellBack:
    """A unit was driven along a route (cause: retreat, rout, evade or flight)."""

    unit: int
    route: tuple[Cell, ...]
    cause: str


@dataclass(frozen=True, slots=True)
class UnitAdvanced:
    """A victor entered the hex that was won."""

    unit: int
    cell: Cell


@dataclass(frozen=True, slots=True)
class PostureSet:
    """A unit got a new standing order."""

    unit: int
    posture: Posture


@dataclass(frozen=True, slots=True)
class UnitDugIn:
    """A unit entrenched."""

    unit: int


@dataclass(frozen=True, slots=True)
class AttackDeclared:
    """An attack was ordered; its units have fought and the hex is engaged."""

    side: str
    target: Cell
    units: tuple[int, ...]
    charge: bool


@dataclass(frozen=True, slots=True)
class AttackRefused:
    """Men ordered to a hopeless attack would not go."""

    target: Cell
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DefenderEvaded:
    """The defenders slipped away before the blow."""

    target: Cell
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FightResolved:
    """A fight's result: powers, the place on the ladder, and the outcome of its row."""

    target: Cell
    attacker: int
    defender: int
    column: int
    shift: int
    result: int
    outcome: str


@dataclass(frozen=True, slots=True)
class MenLost:
    """A unit lost men, guns or machine guns (cause: fight, pursuit, retreat, want, charge,
    stragglers, heat, sickness, sortie)."""

    unit: int
    men: int
    guns: int
    mgs: int
    cause: str


@dataclass(frozen=True, slots=True)
class GunsTaken:
    """Guns and machine guns of a routed unit fell to a side."""

    unit: int
    guns: int
    mgs: int
    side: str


@dataclass(frozen=True, slots=True)
class MoraleChanged:
    """A unit's morale moved by `by` to `to`."""

    unit: int
    by: int
    to: int
    cause: str


@dataclass(frozen=True, slots=True)
class Repulsed:
    """A unit was stopped before the enemy's line: no attack in its next part."""

    unit: int


@dataclass(frozen=True, slots=True)
class UnitLeft:
    """A unit left the map (status says how); `due` is the turn of its return, 0 for never.

    Cause: destroyed, surrendered, captured, killed, wounded, dispersed, recalled, unloaded, escaped, taken, off_map.
    """

    unit: int
    status: Status
    due: int
    men: int
    cause: str


@dataclass(frozen=True, slots=True)
class WantChanged:
    """A unit's count of hungry turns changed."""

    unit: int
    hunger: int


@dataclass(frozen=True, slots=True)
class PlaceTaken:
    """A side came to hold a place (cause: fell, retaken, reverted)."""

    place: int
    side: str
    cause: str


@dataclass(frozen=True, slots=True)
class PlaceLeftBare:
    """A place stands without the men it needs, for so many ends of turn."""

    place: int
    turns: int


@dataclass(frozen=True, slots=True)
class DepotChanged:
    """A depot was opened, or lost (then `side` is empty)."""

    place: int
    side: str


@dataclass(frozen=True, slots=True)
class DepotFed:
    """A depot was supplied in this turn."""

    place: int
    turn: int


@dataclass(frozen=True, slots=True)
class StoresChanged:
    """The stores of a place (its number) moved by `by` to `to` (cause: eaten, sortie)."""

    place: int
    by: int
    to: int
    cause: str


@dataclass(frozen=True, slots=True)
class RationSet:
    """A place serves out another ration while it is besieged."""

    place: int
    ration: Ration


@dataclass(frozen=True, slots=True)
class FieldForaged:
    """A besieged unit went out for grain into a field, and fought no more in this part."""

    unit: int
    field: Cell


@dataclass(frozen=True, slots=True)
class GroundWorn:
    """Hexes fed more than they can bear this turn."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class GroundGrazed:
    """A month or a season went over the pastures: these hexes are grazed by one step, and these by two."""

    once: tuple[Cell, ...]
    twice: tuple[Cell, ...]


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
    """A side's prestige or resolve moved."""

    side: str
    by: int
    cause: str


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


Event: TypeAlias = (
    Rolled
    | Queued
    | TaskDone
    | TurnBegan
    | SkyChanged
    | FordsChanged
    | PartBegan
    | PartEnded
    | UnitArrived
    | UnitDelayed
    | UnitMoved
    | MarchStopped
    | PaceSet
    | AmbushSprung
    | Surprised
    | DummyFound
    | Noted
    | UnitFellBack
    | UnitAdvanced
    | PostureSet
    | UnitDugIn
    | AttackDeclared
    | AttackRefused
    | DefenderEvaded
    | FightResolved
    | MenLost
    | GunsTaken
    | MoraleChanged
    | Repulsed
    | UnitLeft
    | WantChanged
    | PlaceTaken
    | PlaceLeftBare
    | DepotChanged
    | DepotFed
    | StoresChanged
    | RationSet
    | FieldForaged
    | GroundWorn
    | GroundGrazed
    | Scored
    | StreakChanged
    | PurseChanged
    | ConvoyPaid
    | GameEnded
)
EVENTS: tuple[type, ...] = Event.__args__
