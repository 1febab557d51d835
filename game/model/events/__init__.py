"""What has happened: past tense.  Every change of the state is one of these; log, films and reports read nothing else.

`cause` is the message id of the reason; chronicle turns it into words.
"""

from typing import TypeAlias

from game.model.events.cards import (
    Answered,
    BranchTaken,
    CardFailed,
    CardKept,
    CardLapsed,
    CardPlayed,
    CardRemoved,
    CardsDrawn,
    DeckRenewed,
    Expected,
    FlagSet,
    InForce,
)
from game.model.events.court import (
    BreakAnnounced,
    CausesSettled,
    CeilingChanged,
    CohesionChanged,
    CouncilHeld,
    Disarmed,
    Disbanded,
    DrillBegan,
    DrillEnded,
    FactionLeft,
    GiftGiven,
    GunsShared,
    OfferMade,
    PeaceMade,
    Strained,
    TownShared,
    UnitTurned,
    VictoryShared,
    WarDeclared,
)
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
    MenJoined,
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
    PlaceSwayed,
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
    | MenJoined
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
    | PlaceSwayed
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
    | BreakAnnounced
    | CausesSettled
    | CeilingChanged
    | CohesionChanged
    | CouncilHeld
    | Disarmed
    | Disbanded
    | DrillBegan
    | DrillEnded
    | FactionLeft
    | GiftGiven
    | GunsShared
    | OfferMade
    | PeaceMade
    | Strained
    | TownShared
    | UnitTurned
    | VictoryShared
    | WarDeclared
    | Answered
    | CardKept
    | CardLapsed
    | CardPlayed
    | BranchTaken
    | CardFailed
    | CardRemoved
    | CardsDrawn
    | DeckRenewed
    | Expected
    | FlagSet
    | InForce
    | GameEnded
)
EVENTS: tuple[type, ...] = Event.__args__

__all__ = [
    "AmbushSprung",
    "Answered",
    "AttackDeclared",
    "AttackRefused",
    "Bombarded",
    "BranchTaken",
    "BreakAnnounced",
    "CardFailed",
    "CardKept",
    "CardLapsed",
    "CardPlayed",
    "CardRemoved",
    "CardsDrawn",
    "CausesSettled",
    "CeilingChanged",
    "CohesionChanged",
    "ConvoyPaid",
    "CouncilHeld",
    "DeckRenewed",
    "DefenderEvaded",
    "DepotChanged",
    "DepotFed",
    "Disarmed",
    "Disbanded",
    "DrillBegan",
    "DrillEnded",
    "DummyFound",
    "EVENTS",
    "Event",
    "Expected",
    "FactionLeft",
    "FieldForaged",
    "FightResolved",
    "FlagSet",
    "FordsChanged",
    "GameEnded",
    "GiftGiven",
    "GroundGrazed",
    "GroundWorn",
    "GunsShared",
    "GunsTaken",
    "InForce",
    "LineLost",
    "MarchStopped",
    "MenJoined",
    "MenLost",
    "MoraleChanged",
    "Noted",
    "OfferMade",
    "PaceSet",
    "PartBegan",
    "PartEnded",
    "PeaceMade",
    "PlaceLeftBare",
    "PlaceSwayed",
    "PlaceTaken",
    "PostureSet",
    "PurseChanged",
    "Queued",
    "RationSet",
    "Repulsed",
    "RetreatSet",
    "Rolled",
    "Scored",
    "SkyChanged",
    "StoresChanged",
    "Strained",
    "StreakChanged",
    "Surprised",
    "TaskDone",
    "TermsAnswered",
    "TermsAsked",
    "TownShared",
    "TurnBegan",
    "UnitAdvanced",
    "UnitArrived",
    "UnitDelayed",
    "UnitDugIn",
    "UnitFellBack",
    "UnitLeft",
    "UnitMerged",
    "UnitMoved",
    "UnitTurned",
    "Unnoticed",
    "VictoryShared",
    "WantChanged",
    "WarDeclared",
]
