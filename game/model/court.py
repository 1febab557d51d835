"""What works on the factions of a coalition: gifts and offers, drill, councils, and the causes of this turn."""

from dataclasses import dataclass
from typing import TypeAlias

from game.model.derived import Remembers


@dataclass(frozen=True, slots=True)
class Cause:
    """What works on a faction (its number) at the end of this turn.

    `cause` is the message id of the reason.  `by` is a change; where it is 0 the faction is tested, with `modifier`.
    """

    faction: int
    cause: str
    by: int = 0
    modifier: int = 0


@dataclass(frozen=True, slots=True)
class Regiment:
    """A unit raised by drill: with which cadre, of the men of which faction, and out of which bands (all by number)."""

    unit: int
    cadre: int
    faction: int
    bands: tuple[int, ...]


ByFaction: TypeAlias = tuple[int, ...]
"""A number for each faction of the scenario; empty while all of them are nought."""


@dataclass(frozen=True, slots=True)
class Court(Remembers):
    """The coalition's affairs.  Cohesion itself is in `Bonds`.

    `lifts` is what cards and councils have added to ceilings; `won`, `gifts`, `offers` and `left` are by faction the
    last turn of a shared victory, a gift, an offer of the enemy, and that in which it left the ranks; `homed` is the
    last at whose end it was not abroad.  `raised` counts the units raised by drill and not disbanded, `regiments` says
    where the men of all of them came from; `drilled` and `council` are the last turns of a drill and of a council;
    `deputy` is the faction whose chief was named deputy, -1 for none; `fights` says of each fight who won and lost it
    and how many men the beaten were: conditions of cards ask for them.
    """

    causes: tuple[Cause, ...] = ()
    lifts: ByFaction = ()
    won: ByFaction = ()
    gifts: ByFaction = ()
    offers: ByFaction = ()
    left: ByFaction = ()
    raised: int = 0
    drilled: int = 0
    council: int = 0
    deputy: int = -1
    fights: tuple[tuple[str, str, int], ...] = ()
    regiments: tuple[Regiment, ...] = ()
    homed: ByFaction = ()

    def of(self, numbers: ByFaction, faction: int) -> int:
        """The number that one of the fields by faction has for a faction."""
        return numbers[faction] if numbers else 0
