"""What holds a side together: purse (prestige or resolve), cohesion of factions, places held, and who is at war."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from game.hexes import Cell, CellSet
from game.model.derived import Remembers


@dataclass(frozen=True, slots=True)
class Bonds(Remembers):
    """`purse` is by side, `cohesion` by faction, in the scenario's order; `hostile` holds both orders of a pair.

    `sent` is by side the last turn in which it paid for a convoy, `seized` the guns it took in this turn.
    `fallen` is by side what its purse fell this turn,
    empty while none did; `charged` says for which hexes: side, hex and how much.  `trophies` is by side the last turn
    in which it took guns, empty while nobody has; `fired` the sides that have used such guns in this part.
    """

    purse: tuple[int, ...]
    cohesion: tuple[int, ...]
    hostile: tuple[tuple[str, str], ...]
    sent: tuple[int, ...]
    fallen: tuple[int, ...] = ()
    charged: tuple[tuple[str, Cell, int], ...] = ()
    trophies: tuple[int, ...] = ()
    fired: tuple[str, ...] = ()
    seized: tuple[int, ...] = ()

    def at_war(self, one: str, other: str) -> bool:
        """Whether two sides may attack each other."""
        return (one, other) in self.hostile

    def enemies(self, side: str) -> tuple[str, ...]:
        """The sides at war with this one."""
        try:  # asked at every step
            found: tuple[str, ...] = self._memo[side]
        except (AttributeError, KeyError):
            found = self.remembered(side, lambda: tuple(b for a, b in self.hostile if a == side))
        return found


class Ration(StrEnum):
    """What a besieged place serves out a turn."""

    FULL = "full"
    HALF = "half"
    QUARTER = "quarter"


Shelling: TypeAlias = tuple[str, bool, bool]
"""A side that bombards works: whether it did in its last part, and whether it has in this."""


@dataclass(frozen=True, slots=True)
class Holding:
    """A place as it is held.

    `holder` is a side or empty; `bare` counts the ends of turn without a garrison; `depot` is the side whose
    depot is here, `fed` the last turn in which that depot was itself supplied.  `stores` are quarter rations for a
    turn; in the view of anybody but the holder they are the least that their word (full, thinning, bare) can mean.
    `lines` of its works are lost; `shelled` says which sides their guns help in their part now, and which in their
    next; `asked` is the last turn in which terms were asked for; `swayed` was added to its people's loyalty; `taken` is
    the turn in which its holder took it, nought once he made it over.
    """

    holder: str = ""
    bare: int = 0
    depot: str = ""
    fed: int = 0
    stores: int = 0
    ration: Ration = Ration.FULL
    lines: int = 0
    shelled: tuple[Shelling, ...] = ()
    asked: int = 0
    swayed: int = 0
    taken: int = 0


@dataclass(frozen=True, slots=True)
class Realm(Remembers):
    """Places as they are held, by the number of the place on the board."""

    holdings: tuple[Holding, ...]


@dataclass(frozen=True, slots=True)
class Pasture(Remembers):
    """Ground that was eaten out: `worn` this month, and grazed by one step or by two."""

    worn: CellSet = 0
    once: CellSet = 0
    twice: CellSet = 0


@dataclass(frozen=True, slots=True)
class Ford:
    """A way through a river in spate that guides have shown a side: across `direction` of `cell`, to turn `until`."""

    side: str
    cell: Cell
    direction: int
    until: int


@dataclass(frozen=True, slots=True)
class Sky(Remembers):
    """Season, weather, light and water.

    `spate` is empty, `great` (great rivers only) or `all`; `weather` and `season` name rows of their chart; `light` is
    day or dark; `snow` says whether the high ground is snowbound; `fords` are those that guides hold open.
    """

    spate: str = ""
    weather: str = "fair"
    light: str = "day"
    season: str = ""
    snow: bool = False
    fords: tuple[Ford, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """The score so far.

    Points of the counted side, men lost by side, awards given once (their numbers), for each sudden death of the
    scenario the ends of turn in a row at which its conditions held, and by side the guns it took whole (empty while
    nobody has).
    """

    points: int
    lost: tuple[int, ...]
    given: tuple[int, ...] = ()
    streaks: tuple[int, ...] = ()
    guns: tuple[int, ...] = ()
