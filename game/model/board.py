"""The ground: terrain by hex, what lies on hexsides, roads between hexes, and the places people name.

A board is made once by the library, never changes, and is compared by identity.  What lies on a hexside is keyed
by (cell, direction) and stands under both of the side's names.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from game.hexes import Cell, CellSet, Grid, opposite

Hexside: TypeAlias = tuple[Cell, int]
"""A side of a hex: the cell and the direction in which one looks across it."""


def both(side: Hexside, grid: Grid) -> tuple[Hexside, ...]:
    """The two names of a hexside, or one at the edge of the field."""
    cell, direction = side
    there = grid.step(cell, direction)
    return (side, (there, opposite(direction))) if there else (side,)


@dataclass(frozen=True, slots=True)
class Place:
    """A named hex.  `kind` is town, village, fort, bridge, camp or entry; `rank` 1 is a chief town.

    `loyalty` runs from -2 (Red) to +2 (Basmachi).  `offset` is where the place truly lies, in pixels of the map
    file from the centre of its hex (a hex is 56 high); it is for drawing only.
    """

    id: str
    name: str
    cell: Cell
    kind: str
    rank: int = 3
    loyalty: int = 0
    offset: tuple[int, int] = (0, 0)

    @property
    def town(self) -> bool:
        """Whether the place counts as a town for movement, combat, supply and holding."""
        return self.kind in ("town", "fort")


@dataclass(frozen=True, slots=True)
class River:
    """Water along a hexside: `kind` is minor or major."""

    kind: str
    name: str = ""
    rank: int = 3


@dataclass(frozen=True, slots=True)
class Crossing:
    """What helps or hinders across a hexside: `kind` is bridge, ford, ferry or pass; `height` in metres."""

    kind: str
    name: str = ""
    height: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Board:
    """A map.  `terrain` is by cell, empty where there is no ground; `km` is the distance of two hex centres.

    `levels` is by cell the height in steps of 120 m, empty where heights do not count: at one kilometre a hexside
    between hexes of different levels is a crest.
    """

    grid: Grid
    km: int
    terrain: tuple[str, ...]
    rivers: Mapping[Hexside, River] = field(default_factory=dict)
    crossings: Mapping[Hexside, Crossing] = field(default_factory=dict)
    links: Mapping[Hexside, str] = field(default_factory=dict)
    frontier: frozenset[Hexside] = frozenset()
    places: tuple[Place, ...] = ()
    entries: tuple[Place, ...] = ()
    regions: Mapping[str, CellSet] = field(default_factory=dict)
    georeference: tuple[int, int, int, int] | None = None
    levels: tuple[int, ...] = ()
    ground: CellSet = field(init=False)
    _numbers: Mapping[str, int] = field(init=False)
    _at: Mapping[Cell, Place] = field(init=False)
    _towns: Mapping[Cell, Place] = field(init=False)

    def __post_init__(self) -> None:
        ground = 0
        for cell, kind in enumerate(self.terrain):
            if kind:
                ground |= 1 << cell
        object.__setattr__(self, "ground", ground)
        object.__setattr__(self, "_numbers", {place.id: n for n, place in enumerate(self.places)})
        at: dict[Cell, Place] = {}
        for place in sorted(self.places, key=lambda p: (not p.town, p.kind == "camp", p.rank)):
            at.setdefault(place.cell, place)
        object.__setattr__(self, "_at", at)
        object.__setattr__(self, "_towns", {cell: place for cell, place in at.items() if place.town})

    def place(self, place_id: str) -> Place:
        """The place with this id.  Raises KeyError."""
        return self.places[self._numbers[place_id]]

    def place_number(self, place_id: str) -> int:
        """The index of a place in `places`.  Raises KeyError."""
        return self._numbers[place_id]

    def entry(self, entry_id: str) -> Place:
        """The entry point with this id.  Raises KeyError."""
        for entry in self.entries:
            if entry.id == entry_id:
                return entry
        raise KeyError(entry_id)

    def place_at(self, cell: Cell) -> Place | None:
        """The chief place of a hex, or None."""
        return self._at.get(cell)

    def town_at(self, cell: Cell) -> Place | None:
        """The town or fort of a hex, or None."""
        return self._towns.get(cell)

    def climb(self, cell: Cell, direction: int) -> int:
        """Crests that one climbs from a hex in a direction; negative is downhill, 0 without heights."""
        there = self.grid.step(cell, direction) if self.levels else 0
        return self.levels[there] - self.levels[cell] if there and self.terrain[there] else 0

    def spot(self, name: str) -> Cell:
        """The hex a scenario names: a place id, or `edge:` and an entry id.  Raises KeyError."""
        return self.entry(name[5:]).cell if name.startswith("edge:") else self.place(name).cell
