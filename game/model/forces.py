"""Units as they stand now.  What never changes about a unit is its `UnitSpec` in the scenario, by the same number."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from game.hexes import Cell, CellSet
from game.model.derived import Remembers


class Status(StrEnum):
    """Where a unit is: on the map, still to come, held back until a rule calls it, scattered, gone, or off in safety.

    `unseen` stands in a view alone: on the map or off it, the side does not know.
    """

    FIELD = "field"
    AWAITED = "awaited"
    POOL = "pool"
    DISPERSED = "dispersed"
    GONE = "gone"
    ESCAPED = "escaped"
    UNSEEN = "unseen"


class Posture(StrEnum):
    """The standing order of a unit that is attacked."""

    STAND = "stand"
    EVADE = "evade"
    LAST = "last"


class Pace(StrEnum):
    """How hard a unit's men or horses have been driven."""

    USUAL = "usual"
    FORCED = "forced"
    GALLOP = "gallop"
    BLOWN = "blown"


@dataclass(frozen=True, slots=True)
class Unit:
    """One counter.

    `spent` movement points and `fought` are of its own part; `repulsed` bars attacks through its next part; `hunger`
    counts failed checks of bread in a row; `fallen` is morale lost this turn; `due` is the turn in which it enters,
    returns or is well again.  `dummy` marks a counter with nobody under it; only its owner knows.
    """

    number: int
    side: str
    cell: Cell
    status: Status
    men: int
    guns: int
    mgs: int
    morale: int
    hunger: int = 0
    posture: Posture = Posture.STAND
    dug_in: bool = False
    spent: int = 0
    fought: bool = False
    repulsed: bool = False
    fallen: int = 0
    due: int = 0
    pace: Pace = Pace.USUAL
    dummy: bool = False

    @property
    def on_map(self) -> bool:
        """Whether the unit stands on the map."""
        return self.status is Status.FIELD


_Standing: TypeAlias = tuple[dict[Cell, tuple[int, ...]], dict[str, CellSet]]


@dataclass(frozen=True, slots=True)
class Forces(Remembers):
    """All units by number, and the hexes attacked in this part.

    What is remembered here depends on where units stand, their men and their morale, never on orders and marks (points
    spent, posture, trenches and the like).  Under ("own", side, ...) it depends on the units of that side alone, under
    ("others", side, ...) on those of all other sides; `with_unit` carries over what a change of one unit leaves true.
    """

    units: tuple[Unit, ...]
    engaged: CellSet = 0

    def with_unit(self, unit: Unit) -> "Forces":
        """The same forces with one unit as it is now."""
        number = unit.number
        old = self.units[number]
        forces = Forces((*self.units[:number], unit, *self.units[number + 1 :]), self.engaged)
        memo = getattr(self, "_memo", None)
        if memo and old.side == unit.side:
            same_place = old.cell == unit.cell and old.status is unit.status
            if same_place and old.men == unit.men and old.morale == unit.morale and old.dummy == unit.dummy:
                object.__setattr__(forces, "_memo", memo)
                return forces
            side = unit.side
            kept = {
                key: value
                for key, value in memo.items()
                if (key[0] == "own" and key[1] != side) or (key[0] == "others" and key[1] == side)
            }
            if "standing" in memo:
                kept["standing"] = memo["standing"] if same_place else self._restood(memo["standing"], old, unit)
            object.__setattr__(forces, "_memo", kept)
        return forces

    def marked(self, units: tuple[Unit, ...], engaged: CellSet = 0) -> "Forces":
        """The same forces with other marks on their units: nobody has moved, lost men or lost heart."""
        forces = Forces(units, engaged)
        memo = getattr(self, "_memo", None)
        if memo:
            object.__setattr__(forces, "_memo", memo)
        return forces

    def _restood(self, standing: _Standing, old: Unit, unit: Unit) -> _Standing:
        """Who stands where after one unit has changed its place."""
        stacks, cells = dict(standing[0]), dict(standing[1])
        number, side = unit.number, unit.side
        if old.status is Status.FIELD:
            left = tuple([n for n in stacks[old.cell] if n != number])
            if left:
                stacks[old.cell] = left
            else:
                del stacks[old.cell]
            if not any(self.units[n].side == side for n in left):
                cells[side] &= ~(1 << old.cell)
                if not cells[side]:
                    del cells[side]
        if unit.status is Status.FIELD:
            stacks[unit.cell] = tuple(sorted((*stacks.get(unit.cell, ()), number)))
            cells[side] = cells.get(side, 0) | 1 << unit.cell
        return stacks, cells

    def stacks(self) -> Mapping[Cell, tuple[int, ...]]:
        """Numbers of the units on the map, by cell, in the order of their numbers."""
        return self._standing()[0]

    def occupied(self) -> Mapping[str, CellSet]:
        """By side: the hexes on which it has units.  A side without units is not in it."""
        return self._standing()[1]

    def at(self, cell: Cell) -> tuple[Unit, ...]:
        """The units on a hex."""
        numbers = self._standing()[0].get(cell)
        if not numbers:
            return ()
        units = self.units
        return tuple([units[n] for n in numbers])

    def _standing(self) -> _Standing:
        try:  # the commonest question of all is answered without detours
            found: _Standing = self._memo["standing"]
        except (AttributeError, KeyError):
            found = self.remembered("standing", self._look)
        return found

    def _look(self) -> _Standing:
        stacks: dict[Cell, tuple[int, ...]] = {}
        cells: dict[str, CellSet] = {}
        field = Status.FIELD
        for unit in self.units:
            if unit.status is field:
                cell, side = unit.cell, unit.side
                stacks[cell] = (*stacks[cell], unit.number) if cell in stacks else (unit.number,)
                cells[side] = cells.get(side, 0) | 1 << cell
        return stacks, cells

    def of(self, side: str) -> Iterator[Unit]:
        """The units of a side that stand on the map."""
        return (u for u in self.units if u.side == side and u.status is Status.FIELD)
