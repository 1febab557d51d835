"""What a player may want: imperatives.  The umpire judges them; nothing here knows a rule."""

from dataclasses import dataclass
from typing import TypeAlias

from game.hexes import Cell
from game.model.bonds import Ration
from game.model.forces import Posture
from game.model.table import Target


@dataclass(frozen=True, slots=True)
class Move:
    """March a unit along `route`, the hexes it enters in order."""

    unit: int
    route: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class MoveTogether:
    """March units that stand on one hex along `route` as a stack, at the pace of the slowest."""

    units: tuple[int, ...]
    route: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ForceMarch:
    """Drive a unit to half as many points again in this part."""

    unit: int


@dataclass(frozen=True, slots=True)
class LeaveMap:
    """Take a unit off the map where its side may leave it."""

    unit: int


@dataclass(frozen=True, slots=True)
class HireGuides:
    """Pay ford-men to open a ford in spate across this hexside of the unit's hex."""

    unit: int
    direction: int


@dataclass(frozen=True, slots=True)
class Attack:
    """Attack the hex `target` with these units, by number; `charge` makes it a declared cavalry charge."""

    target: Cell
    units: tuple[int, ...]
    charge: bool = False


@dataclass(frozen=True, slots=True)
class SetPosture:
    """Give a unit its standing order for when it is attacked."""

    unit: int
    posture: Posture


@dataclass(frozen=True, slots=True)
class SetRetreat:
    """Say whether the owner of a unit is asked by which way it falls back (`asks`), or leaves it to the usual way."""

    unit: int
    asks: bool


@dataclass(frozen=True, slots=True)
class Merge:
    """Let a remnant join `into`, a unit of its own kind on its hex."""

    unit: int
    into: int


@dataclass(frozen=True, slots=True)
class DigIn:
    """Have a unit entrench where it stands."""

    unit: int


@dataclass(frozen=True, slots=True)
class OpenDepot:
    """Turn a convoy into a depot at the town where it stands."""

    unit: int


@dataclass(frozen=True, slots=True)
class Relieve:
    """Spend a convoy on the stack it stands with: all are fed at once."""

    unit: int


@dataclass(frozen=True, slots=True)
class SendConvoy:
    """Pay for one more convoy this turn."""


@dataclass(frozen=True, slots=True)
class SetRation:
    """Say what a place (its number) serves out while it is besieged."""

    place: int
    ration: Ration


@dataclass(frozen=True, slots=True)
class GrainSortie:
    """Send a besieged unit for grain into the fields of a hex next to it."""

    unit: int
    field: Cell


@dataclass(frozen=True, slots=True)
class Bombard:
    """Turn a unit's guns, or captured ones, on the works of the hex `target`."""

    unit: int
    target: Cell


@dataclass(frozen=True, slots=True)
class GiveUpLine:
    """Leave the outermost line of works of a place (its number)."""

    place: int


@dataclass(frozen=True, slots=True)
class OfferTerms:
    """Ask the besieger of a place (its number) for terms."""

    place: int


@dataclass(frozen=True, slots=True)
class Drill:
    """Have a cadre make a regiment of men of these bands, all of one faction, on its hex."""

    cadre: int
    bands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Disband:
    """Send a drilled unit home as a band."""

    unit: int


@dataclass(frozen=True, slots=True)
class Gift:
    """Give a faction (its number) a gift."""

    faction: int


@dataclass(frozen=True, slots=True)
class HoldCouncil:
    """Call the chiefs near by to council, and name one of their factions deputy; -1 names none."""

    deputy: int


@dataclass(frozen=True, slots=True)
class Disarm:
    """Have the guard seize the chief of a faction (its number)."""

    faction: int


@dataclass(frozen=True, slots=True)
class ShareTown:
    """Make a town (its number) just taken over to a faction."""

    place: int
    faction: int


@dataclass(frozen=True, slots=True)
class ShareGuns:
    """Make guns just taken over to a faction."""

    faction: int


@dataclass(frozen=True, slots=True)
class MakeOffer:
    """Offer a faction of the enemy terms."""

    faction: int


@dataclass(frozen=True, slots=True)
class MakePeace:
    """Buy peace of a faction (its number) that broke away."""

    faction: int


@dataclass(frozen=True, slots=True)
class PlayCard:
    """Play a card of the hand, with a branch if it has any, at a target if it needs one."""

    card: str
    choice: str = ""
    target: Target = ()


@dataclass(frozen=True, slots=True)
class EndPart:
    """Finish the side's part of the turn."""


@dataclass(frozen=True, slots=True)
class Advance:
    """Answer to `MayAdvance`: these victors enter the hex that was won; none of them stay."""

    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GrantTerms:
    """Answer to `MayGrant`: the garrison has the terms it asked for, or not."""

    granted: bool


@dataclass(frozen=True, slots=True)
class Retreat:
    """Answer to `MayRetreat`: the unit falls back by this route."""

    route: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SetUp:
    """Answer to `MayPlace`: the unit stands here."""

    unit: int
    cell: Cell


@dataclass(frozen=True, slots=True)
class Keep:
    """Answer to `MayKeep`: this card of those drawn is kept."""

    card: str


@dataclass(frozen=True, slots=True)
class Choose:
    """Answer to `MayChoose`: this branch of the card, at a target if it needs one."""

    choice: str
    target: Target = ()


@dataclass(frozen=True, slots=True)
class React:
    """Answer to `MayReact`: a card, with a branch and a target if it needs them; none lets it pass."""

    card: str
    choice: str = ""
    target: Target = ()


Action: TypeAlias = (
    Move
    | MoveTogether
    | ForceMarch
    | LeaveMap
    | HireGuides
    | Attack
    | SetPosture
    | SetRetreat
    | Merge
    | DigIn
    | OpenDepot
    | Relieve
    | SendConvoy
    | SetRation
    | GrainSortie
    | Bombard
    | GiveUpLine
    | OfferTerms
    | Drill
    | Disband
    | Gift
    | HoldCouncil
    | Disarm
    | ShareTown
    | ShareGuns
    | MakeOffer
    | MakePeace
    | PlayCard
    | EndPart
    | Advance
    | Retreat
    | GrantTerms
    | SetUp
    | Keep
    | Choose
    | React
)
ACTIONS: tuple[type, ...] = Action.__args__

CouncilOrder: TypeAlias = Drill | Disband | Gift | HoldCouncil | Disarm | ShareTown | ShareGuns | MakeOffer | MakePeace
"""What is ordered in the council of a coalition, or offered to its factions."""

CardAnswer: TypeAlias = Keep | Choose | React
"""What answers a question of the card table."""
