"""The vocabulary of conditions: what a card, a branch or a bonus asks of the game.

A kind is written in a file as its class is here, in lower case with underscores; fields that would be words of Python
have an underscore at the end here and none in a file.  Chapter 25 judges them.
"""

from dataclasses import dataclass
from typing import Annotated, TypeAlias

from game.model.words import (
    EntryId,
    FactionId,
    FactionOrTarget,
    FlagName,
    Heads,
    Hexes,
    Names,
    Number,
    PlaceId,
    PlaceOrTarget,
    RegionId,
    RungId,
    Scale,
    SideId,
    SideOrEnemies,
    Spot,
    TraitId,
    Turns,
    TypeId,
    UnitId,
    WeatherId,
)

ENDLESS = 99_999


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which units on the map are meant: all fields that are set must hold.

    `side` may be "enemies", those at war with the card's owner.  `place` is the hex of a place, or of the target.
    `near` reaches `hexes` far from a place, an entry, "target", "enemy" (any enemy of the card's owner), "river" (a
    river's side; of at least `rank` in an aim), "frontier", "held:SIDE" (any place held by that side), a side (any unit
    of it) or "unit:ID" (the hex of that unit).  `hungry` is a rung, or a worse one; `in_place`: stands in a town, fort
    or village; `target`: is the target, or stands in its hex.
    """

    side: SideOrEnemies = ""
    faction: FactionOrTarget = ""
    faction_not: FactionId = ""
    type: TypeId = ""
    types: tuple[TypeId, ...] = ()
    trait: TraitId = ""
    units: tuple[UnitId, ...] = ()
    place: PlaceOrTarget = ""
    region: RegionId = ""
    near: Spot = ""
    hexes: Hexes = 0
    men_least: Heads = 0
    men_most: Heads = ENDLESS
    morale_most: Number = 99
    hungry: RungId = ""
    in_place: bool = False
    target: bool = False


ANYBODY = Filter()
"""All units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Any:
    """One of the lists holds, all of its conditions."""

    of: "tuple[tuple[Condition, ...], ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """At least so many units of the side are due at an entry, later than now."""

    side: SideId
    at: EntryId
    least: Number = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Besieged:
    """The place cannot trace supply for the side that holds it."""

    place: PlaceId


@dataclass(frozen=True, slots=True, kw_only=True)
class Cohesion:
    """The cohesion of a faction is from `least` to `most`."""

    faction: FactionId
    least: Scale = 0
    most: Scale = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Deputy:
    """The faction's chief has been named deputy by a council."""

    faction: FactionId


@dataclass(frozen=True, slots=True, kw_only=True)
class Drilled:
    """At least so many units were raised by drill and not disbanded; with `men`, those count that have so many now."""

    least: Number
    men: Heads = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Exits:
    """At most so many of the side's ways off the map are neither held by an enemy nor in an enemy zone of control."""

    side: SideId
    open_most: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Fights:
    """So many fights since the start had this result for the side, with at least so many `men` on the beaten side."""

    side: SideId
    result: Annotated[str, Names((), ("won", "lost"))]
    men: Heads = 0
    least: Number = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A flag is set, or is not; one that was never set is not."""

    name: FlagName
    is_: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Free:
    """The unit, a leader mostly, is on the map."""

    unit: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Gifted:
    """The faction was given a gift in the last `turns` turns, this one counted."""

    faction: FactionId
    turns: Turns = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The side holds the place, or of the `places` at least so many."""

    side: SideId
    place: PlaceOrTarget = ""
    places: tuple[PlaceId, ...] = ()
    least: Number = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Hungry:
    """At least so many `stacks` of the side, in the place if one is named, are at this rung of want or a worse one."""

    side: SideId
    rung: RungId
    place: PlaceOrTarget = ""
    stacks: Number = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class InRanks:
    """The faction, or any of these units, belongs to this side now."""

    side: SideId
    faction: FactionId = ""
    units: tuple[UnitId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Men(Filter):
    """The units that are meant have at least so many men together."""

    least: Heads = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """The unit is within so many hexes of a spot."""

    unit: UnitId
    place: Spot
    hexes: Hexes = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """The enemy has made the faction an offer in the last `turns` turns, this one counted."""

    faction: FactionId
    turns: Turns = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Purse:
    """The purse of the side holds from `least` to `most`."""

    side: SideId
    least: Number = 0
    most: Number = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class Stacks:
    """The side has at least so many stacks on the map of at most so many men each."""

    side: SideId
    men_most: Heads
    least: Number = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Surrounded:
    """Every hex beside the unit is closed to it, held by an enemy, or in an enemy zone of control."""

    unit: UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The turn is from `least` to `most`."""

    least: Turns = 0
    most: Turns = 99


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """The unit is in the field, in the pool, awaited, dispersed, gone, or has escaped off the map."""

    unit: UnitId
    status: Annotated[str, Names((), ("field", "pool", "awaited", "dispersed", "gone", "escaped"))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """The weather is this, or is anything but that."""

    is_: WeatherId = ""
    is_not: WeatherId = ""


Condition: TypeAlias = (
    Any
    | Awaited
    | Besieged
    | Cohesion
    | Deputy
    | Drilled
    | Exits
    | Fights
    | Flag
    | Free
    | Gifted
    | Held
    | Hungry
    | InRanks
    | Men
    | Near
    | Offered
    | Purse
    | Stacks
    | Surrounded
    | Turn
    | Unit
    | Weather
)
CONDITIONS: tuple[type, ...] = Condition.__args__
"""Every kind of condition, in the order of the alphabet."""
