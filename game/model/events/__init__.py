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
    RetreatSet,
    UnitAdvanced,
    UnitArrived,
    UnitDelayed,
    UnitDugIn,
    UnitFellBack,
    UnitLeft,
    UnitMerged,
    UnitMoved,
    WantChanged,
)
from game.model.events.places import (
    Bombarded,
    DepotChanged,
    DepotFed,
    FieldForaged,
    GroundGrazed,
    GroundWorn,
    LineLost,
    PlaceLeftBare,
    PlaceTaken,
    RationSet,
    StoresChanged,
    TermsAnswered,
    TermsAsked,
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
    Unnoticed,
)

Event: TypeAlias = (
    Rolled
    | Queued
    | TaskDone
    | TurnBegan
    | SkyChanged
    | FordsChanged
    | PartBegan
    | Unnoticed
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
    | RetreatSet
    | UnitMerged
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
    | LineLost
    | Bombarded
    | TermsAsked
    | TermsAnswered
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
    "Bombarded",
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
    "LineLost",
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
    "RetreatSet",
    "Repulsed",
    "Rolled",
    "Scored",
    "SkyChanged",
    "StoresChanged",
    "StreakChanged",
    "Surprised",
    "TaskDone",
    "TermsAnswered",
    "TermsAsked",
    "TurnBegan",
    "UnitAdvanced",
    "UnitArrived",
    "UnitDelayed",
    "UnitDugIn",
    "UnitFellBack",
    "UnitLeft",
    "UnitMerged",
    "UnitMoved",
    "Unnoticed",
    "WantChanged",
]
