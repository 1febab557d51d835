"""The vocabulary of effects, first part: what befalls men.  The second part, and the list of all, is in `effects`.

What an effect does to units it does to those its own filter means.  `turns` counts this one: it holds to the end of the
last of them.  `parts` counts parts of the side named in the effect, else of the card's owner: the running part and the
next ones, or, between them, so many of the next.  `fight` is the fight that the card answers, or those of the blow of a
break; where all three are nought it is for good.
"""

from dataclasses import dataclass
from typing import Annotated

from game.model.conditions import Filter
from game.model.words import (
    Ahead,
    Change,
    Columns,
    Count,
    EntryId,
    FactionId,
    Goal,
    Names,
    Number,
    Parts,
    PerCent,
    PlaceId,
    PlaceOrTarget,
    RungId,
    SideId,
    SideOrBoth,
    Station,
    Turns,
    UnitId,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrive:
    """The units enter at a place, an entry or beside a unit, `turns` from now: 0 is at once.

    A unit in the field stays where it is, one that is gone does not come; one that is awaited sooner comes sooner.
    """

    units: tuple[UnitId, ...]
    at: Station
    turns: Turns = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """The stack of a unit, the leader, fights the target hex at once, with so many `columns` more.

    `leader` columns are the commander's, in place of the usual shift for him.  At a result of `carry` or more the stack
    goes through up to `through` hexes, and pursuit is rolled.  Otherwise its losses are `losses` per cent of the usual
    and `per_mg` per cent of its men more for each machine gun that held, and the leader's fate is a plain 2d6.
    `mortal`: he can die even where the scenario says that he cannot yet.  `decoy` per cent of the men go first and are
    lost to the fight; the rest gains `decoy_columns`.
    """

    unit: UnitId
    columns: Columns
    fate: "Fate"
    leader: Columns = 0
    carry: Number = 14
    through: Number = 0
    per_mg: PerCent = 0
    losses: PerCent = 100
    mortal: bool = False
    decoy: PerCent = 0
    decoy_columns: Columns = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """What becomes of a leader on 2d6: up to `killed` he dies, up to `taken` he is taken, and so on."""

    killed: Number
    taken: Number
    carried_off: Number
    unhurt: Number = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Convert:
    """The units change to a side and a faction; with `beside` they move to the nearest free hex next to that place."""

    units: tuple[UnitId, ...]
    side: SideId
    faction: FactionId = ""
    beside: PlaceId = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Convoy:
    """One more convoy of the side stands at an entry, free, this turn, if it has one left and few enough on the map."""

    side: SideId
    at: EntryId


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """Awaited units come so many turns later; with a negative number sooner, this turn at the earliest.

    They are the `units`, or those of a side due at an entry; of these only the `next` so many, soonest due first.
    """

    turns: Ahead
    units: tuple[UnitId, ...] = ()
    side: SideId = ""
    at: EntryId = ""
    next: Number = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Disperse(Filter):
    """Units disperse; with `largest` only so many of them, the strongest first."""

    largest: Number = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EvadeOnly(Filter):
    """The units hold the order Evade and may not attack."""

    turns: Turns


@dataclass(frozen=True, slots=True, kw_only=True)
class Evasion(Filter):
    """The dice with which these units slip away from a fight gain so much."""

    by: Change
    turns: Turns


@dataclass(frozen=True, slots=True, kw_only=True)
class GoesHome(Filter):
    """Units leave the map and the war; with `smallest` only so many of them, the weakest first."""

    smallest: Number = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Guns:
    """So many guns and machine guns pass out of the units of side `from_` in a place into a unit from the pool.

    That unit enters for `side` at once `to` a place; if there are fewer, fewer pass, and none at all if there are none.
    """

    side: SideId
    from_: SideId
    place: PlaceId
    unit: UnitId
    to: Station
    guns: Number = 0
    mgs: Number = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hunger(Filter):
    """The units stand on this rung of want; with `turns` they keep it so long.

    With `nearest` only so many stacks of them, the nearest to `near` first.
    """

    to: RungId
    turns: Turns = 0
    nearest: Number = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave(Filter):
    """The units leave the map, or are not awaited any more."""

    as_: Annotated[str, Names((), ("gone", "pool", "dispersed", "escaped"))]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetsPass(Filter):
    """The units exert no zone of control and bar no way off the map."""

    turns: Turns


@dataclass(frozen=True, slots=True, kw_only=True)
class Losses:
    """Losses change in fights against a place, or against the target: of one side or both.

    They are `per_cent` of the usual; or, `against` a charge, `add` per cent of the chargers' men more.
    """

    side: SideOrBoth
    place: PlaceId = ""
    target: bool = False
    against: Annotated[str, Names((), ("charge",))] = ""
    per_cent: PerCent = 100
    add: PerCent = 0
    turns: Turns = 0
    parts: Parts = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class March(Filter):
    """The units may only march toward a goal, of which "larger" is the nearest larger stack of their side.

    `leaves`: they leave the game there.
    """

    toward: Goal
    turns: Turns
    leaves: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Men(Filter):
    """The units lose or gain men, by number or per cent of those they have, and never more than twice their start.

    The `cause` is what is printed.  With `returns` the lost come back after so many turns to units in the field.
    """

    cause: str
    number: Count = 0
    per_cent: Change = 0
    returns: Turns = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Morale(Filter):
    """The morale of the units changes, never over their ceiling."""

    by: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAttack(Filter):
    """The units may not attack.  With `place` they may attack neither that place nor out of it.

    With `nearest` only so many stacks of them, the nearest to `near` first.
    """

    turns: Turns
    nearest: Number = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Power(Filter):
    """The units have so many per cent of their power."""

    per_cent: PerCent
    turns: Turns


@dataclass(frozen=True, slots=True, kw_only=True)
class Reveal(Filter):
    """The owner of the card sees the units that are meant."""

    turns: Turns


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """The side has so many columns more, or fewer, in the fights that are meant.

    They are its attacks, its defences or both: those on or for a `place`; those of the `target` (a stack or a unit's
    attack or defence, a fight for a hex or a place, an attack across a hex side); those of the `units`; or `everywhere`
    (with `but_target`, all but those of the target).  `against` a charge: only where the enemy charges.
    """

    side: SideId
    columns: Columns
    when: Annotated[str, Names((), ("attack", "defence", "both"))]
    place: PlaceOrTarget = ""
    target: bool = False
    units: tuple[UnitId, ...] = ()
    everywhere: bool = False
    but_target: bool = False
    against: Annotated[str, Names((), ("charge",))] = ""
    turns: Turns = 0
    parts: Parts = 0
    fight: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Surrender:
    """The garrison of a place gives it up; by `terms` it leaves unarmed toward an entry."""

    place: PlaceId
    terms: bool = False
    toward: EntryId = ""
