"""The vocabulary of effects: what a card does.  Each is data; chapter 25 carries it out, in the order of the card.

What befalls men is in `fortunes` and named here too, so that this is the whole list; how kinds and fields are written
in a file is told in `conditions`, how long an effect holds in `fortunes`.
"""

from dataclasses import dataclass
from typing import Annotated, TypeAlias

from game.model.conditions import Condition
from game.model.fortunes import (
    Arrive,
    Charge,
    Convert,
    Convoy,
    Delay,
    Disperse,
    EvadeOnly,
    Evasion,
    Fate,
    GoesHome,
    Guns,
    Hunger,
    Leave,
    LetsPass,
    Losses,
    March,
    Men,
    Morale,
    NoAttack,
    Power,
    Reveal,
    Shift,
    Surrender,
)
from game.model.words import (
    CardId,
    Change,
    Dice,
    FactionId,
    FactionOrTarget,
    Factions,
    FlagName,
    Names,
    Number,
    Parts,
    PlaceId,
    PlaceOrTarget,
    Scale,
    SideId,
    Turns,
    UnitId,
    WeatherId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What becomes of the card or order that this one answers.

    "cancelled": nothing of it happens, but its price stays paid; "later": all its effects come so many `turns` later;
    "softer": `modifier` is added to the modifier of each of its tests.
    """

    as_: Annotated[str, Names((), ("cancelled", "later", "softer"))]
    turns: Turns = 0
    modifier: Change = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounty:
    """If the target falls back, routs or is wiped out within so many turns, these effects happen, once."""

    effects: "tuple[Effect, ...]"
    turns: Turns


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """The faction breaks with the coalition: it becomes a side of its own where it stands, and strikes."""

    faction: FactionId


@dataclass(frozen=True, slots=True, kw_only=True)
class Ceiling:
    """The most that the faction's cohesion can be changes, for good."""

    faction: FactionId
    by: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohesion:
    """A cause of this much is added to those that work on the faction at the end of the turn."""

    faction: FactionOrTarget
    by: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Discard:
    """A card leaves the game wherever it lies."""

    card: CardId
    side: SideId = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """The side draws so many cards and keeps them, within the size of its hand."""

    side: SideId
    cards: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A flag is set, or taken down."""

    name: FlagName
    is_: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Forbid:
    """The side may not drill, or its dispersed units do not return.

    With `flag`, that flag is set meanwhile; and when the flag is taken down the ban is lifted.
    """

    side: SideId
    order: Annotated[str, Names((), ("drill", "return"))]
    turns: Turns
    flag: FlagName = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guides:
    """The target, a hex side of a river or a crest, is an open ford to the side.

    With `units` it is all sides of the hex where one of these stands, wherever it goes.
    """

    side: SideId
    turns: Turns
    target: bool = False
    units: tuple[UnitId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hostile:
    """Two sides are at war with each other, or are not."""

    sides: tuple[SideId, SideId]
    is_: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class If:
    """The first effects if all conditions hold, the others if not."""

    conditions: tuple[Condition, ...]
    then: "tuple[Effect, ...]" = ()
    else_: "tuple[Effect, ...]" = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """These effects happen when a turn begins, so many from now, whatever the card's conditions are then."""

    turns: Turns
    effects: "tuple[Effect, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loyalty:
    """The loyalty of a place changes; positive is toward the second of the scenario's `people`."""

    place: PlaceOrTarget
    by: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Peace:
    """Two sides are not at war, to the end of the turn before `until`, or for good."""

    sides: tuple[SideId, SideId]
    until: Turns = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Purse:
    """The purse of a side changes, within nought and the most it holds."""

    side: SideId
    by: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprisal:
    """A reprisal: each faction in whose region the place lies, or the faction, gains cohesion; an amnesty ends.

    It may be answered.
    """

    place: PlaceOrTarget = ""
    faction: FactionOrTarget = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHunger:
    """The number to reach by the rung of want of a side's men in a place: the worst of them; 13 is never."""

    side: SideId
    place: PlaceId
    least: tuple[Dice, Dice, Dice, Dice]


@dataclass(frozen=True, slots=True, kw_only=True)
class ByCohesion:
    """The number to reach by the cohesion of a faction: at 0, 1, 2, 3, 4 and more."""

    faction: FactionId
    least: tuple[Dice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bonus:
    """What is added to the dice while the conditions hold, and why, in words."""

    by: Change
    why: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """Two dice in the open: at `least` or more the first effects, else the others.

    With `else_most` the others only at so much or less.  Instead of `least` the number may hang on want or on cohesion.
    """

    least: Number = 0
    by_hunger: ByHunger | None = None
    by_cohesion: ByCohesion | None = None
    bonus: tuple[Bonus, ...] = ()
    then: "tuple[Effect, ...]" = ()
    else_: "tuple[Effect, ...]" = ()
    else_most: Number = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class Stores:
    """The bread in a place, or in every place with stores that a side holds, changes by quarter rations."""

    by: Change
    place: PlaceOrTarget = ""
    held: SideId = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """A test of a faction is added to what works on it at the end of the turn, or is made `at_once`, outside its sum.

    "all" is every faction in the coalition that is ever tested; with `cohesion_most` only those that stand no higher.
    """

    faction: Factions
    modifier: Change = 0
    cohesion_most: Scale = 10
    at_once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """The weather for so many turns, in place of what the calendar and the dice would bring."""

    is_: WeatherId
    turns: Turns


@dataclass(frozen=True, slots=True, kw_only=True)
class Works:
    """The works of a place count for nothing."""

    place: PlaceId
    off: bool = True
    parts: Parts = 0
    turns: Turns = 0


Effect: TypeAlias = (
    Answered | Arrive | Bounty | Break | Ceiling | Charge | Cohesion | Convert | Convoy | Delay | Discard | Disperse
    | Draw | EvadeOnly | Evasion | Flag | Forbid | GoesHome | Guides | Guns | Hostile | Hunger | If | Later | Leave
    | LetsPass | Losses | Loyalty | March | Men | Morale | NoAttack | Peace | Power | Purse | Reprisal | Reveal | Roll
    | Shift | Stores | Surrender | Test | Weather | Works
)  # fmt: skip
EFFECTS: tuple[type, ...] = Effect.__args__
"""Every kind of effect, in the order of the alphabet."""
PIECES: tuple[type, ...] = (Bonus, ByCohesion, ByHunger, Fate)
"""What stands inside of effects and is none."""

__all__ = [
    "Answered", "Arrive", "Bonus", "Bounty", "Break", "ByCohesion", "ByHunger", "Ceiling", "Charge", "Cohesion",
    "Convert", "Convoy", "Delay", "Discard", "Disperse", "Draw", "EFFECTS", "Effect", "EvadeOnly", "Evasion", "Fate",
    "Flag", "Forbid", "GoesHome", "Guides", "Guns", "Hostile", "Hunger", "If", "Later", "Leave", "LetsPass", "Losses",
    "Loyalty", "March", "Men", "Morale", "NoAttack", "PIECES", "Peace", "Power", "Purse", "Reprisal", "Reveal",
    "Roll", "Shift", "Stores", "Surrender", "Test", "Weather", "Works",
]  # fmt: skip
