"""What has happened: past tense.  Every change of the state is one of these; log, films and reports read nothing else.

`cause` is the message id of the reason; chronicle turns it into words.
"""

from typing import TypeAlias

from game.model.events.fights import (
    AmbushSprung,
    AttackDeclared,
    AttackRefused,
    DefenderEvaded,
    FightResolved,
    GunsTaken,
    MenLost,
    MoraleChanged,
    Repulsed,
    Surprised,
)
from game.model.events.marches import (
    DummyFound,
    MarchStopped,
    PaceSet,
    PostureSet,
    UnitAdvanced,
    UnitArrived,
    UnitDelayed,
    UnitDugIn,
    UnitFellBack,
    UnitLeft,
    UnitMoved,
    WantChanged,
)
from game.model.events.places import (
    DepotChanged,
    DepotFed,
    FieldForaged,
    GroundGrazed,
    GroundWorn,
    PlaceLeftBare,
    PlaceTaken,
    RationSet,
    StoresChanged,
)
from game.model.events.turns import (
    ConvoyPaid,
    FordsChanged,
    GameEnded,
    Noted,
    PartBegan,
    PartEnded,
    PurseChanged,
    Queued,
    Rolled,
    Scored,
    SkyChanged,
    StreakChanged,
    TaskDone,
    TurnBegan,
)

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

__all__ = [
    "AmbushSprung",
    "AttackDeclared",
    "AttackRefused",
    "ConvoyPaid",
    "DefenderEvaded",
    "DepotChanged",
    "DepotFed",
    "DummyFound",
    "EVENTS",
    "Event",
    "FieldForaged",
    "FightResolved",
    "FordsChanged",
    "GameEnded",
    "GroundGrazed",
    "GroundWorn",
    "GunsTaken",
    "MarchStopped",
    "MenLost",
    "MoraleChanged",
    "Noted",
    "PaceSet",
    "PartBegan",
    "PartEnded",
    "PlaceLeftBare",
    "PlaceTaken",
    "PostureSet",
    "PurseChanged",
    "Queued",
    "RationSet",
    "Repulsed",
    "Rolled",
    "Scored",
    "SkyChanged",
    "StoresChanged",
    "StreakChanged",
    "Surprised",
    "TaskDone",
    "TurnBegan",
    "UnitAdvanced",
    "UnitArrived",
    "UnitDelayed",
    "UnitDugIn",
    "UnitFellBack",
    "UnitLeft",
    "UnitMoved",
    "WantChanged",
]
