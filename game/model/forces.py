"""Units as they stand now.  What never changes about a unit is its `UnitSpec` in the scenario, by the same number."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

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
    """One counter.  `cell` is where it stands, or by which hex it left the map in safety.

    `spent` movement points and `fought` are of its own part, `busy` of those before it in the turn; `repulsed` bars
    attacks through its next part; `hunger` counts failed checks of bread in a row; `fallen` is morale lost this turn;
    `due` is the turn in which it enters, returns or is well again; `asks` has its owner asked how it falls back.
    `dummy` marks a counter with nobody under it; only its owner knows.
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
    busy: bool = False
    asks: bool = False

    @property
    def on_map(self) -> bool:
        """Whether the unit stands on the map."""
        return self.status is Status.FIELD


_Standing: TypeAlias = tuple[dict[Cell, tuple[int, ...]], dict[str, CellSet]]


_Shifted: TypeAlias = list[tuple[Unit, Unit]]
"""Units that changed their place, their status or their side: as they were, and as they are."""


def _restood(standing: _Standing, units: Sequence[Unit], shifted: _Shifted) -> _Standing:
    """Who stands where after some have changed their places."""
    stacks, cells = dict(standing[0]), dict(standing[1])
    field = Status.FIELD
    away = {old.number for old, _ in shifted}
    came: dict[Cell, list[int]] = {}
    for old, unit in shifted:
        if old.status is field:
            cells[old.side] &= ~(1 << old.cell)
            came.setdefault(old.cell, [])
        if unit.status is field:
            came.setdefault(unit.cell, []).append(unit.number)
    for cell, new in came.items():
        here = sorted([number for number in stacks.get(cell, ()) if number not in away] + new)
        if here:
            stacks[cell] = tuple(here)
            for number in here:
                side = units[number].side
                cells[side] = cells.get(side, 0) | 1 << cell
        else:
            del stacks[cell]
    for side in [side for side, standing_on in cells.items() if not standing_on]:
        del cells[side]
    return stacks, cells


@dataclass(frozen=True, slots=True)
class Forces(Remembers):
    """All units by number, and the hexes attacked in this part.

    What is remembered here depends on where units stand, their men and their morale, never on orders and marks (points
    spent, posture, trenches and the like).  Under ("own", side, ...) it depends on the units of that side alone, under
    ("stood", side, ...) on nothing but where they stand, under ("others", side, ...) on the units of all other sides;
    `with_units` carries over what a change of some units leaves true.
    """

    units: tuple[Unit, ...]
    engaged: CellSet = 0

    def with_unit(self, unit: Unit) -> "Forces":
        """The same forces with one unit as it is now."""
        return self.with_units((unit,))

    def with_units(self, changed: Sequence[Unit]) -> "Forces":
        """The same forces with some units as they are now."""
        units = list(self.units)
        shifted: list[tuple[Unit, Unit]] = []
        altered: list[str] = []
        for unit in changed:
            old = units[unit.number]
            units[unit.number] = unit
            if old.cell != unit.cell or old.status is not unit.status or old.side != unit.side:
                shifted.append((old, unit))
                altered += (old.side, unit.side)
            elif old.men != unit.men or old.morale != unit.morale or old.dummy != unit.dummy:
                altered.append(unit.side)
        forces = Forces(tuple(units), self.engaged)
        memo = getattr(self, "_memo", None)
        if memo:
            object.__setattr__(forces, "_memo", self._still_true(units, shifted, altered) if altered else memo)
        return forces

    def _still_true(self, units: Sequence[Unit], shifted: _Shifted, altered: list[str]) -> dict[object, Any]:
        """What is remembered and still true of changed units: of the sides that were altered only what others are."""
        memo: dict[Any, Any] = self._memo
        alone = altered[0] if altered.count(altered[0]) == len(altered) else ""
        went = [unit.side for pair in shifted for unit in pair]
        kept = {
            key: value
            for key, value in memo.items()
            if (key[0] == "own" and key[1] not in altered)
            or (key[0] == "stood" and key[1] not in went)
            or (key[0] == "others" and key[1] == alone)
        }
        if "standing" in memo:
            kept["standing"] = _restood(memo["standing"], units, shifted) if shifted else memo["standing"]
        return kept

    def marked(self, units: tuple[Unit, ...], engaged: CellSet = 0) -> "Forces":
        """The same forces with other marks on their units: nobody has moved, lost men or lost heart."""
        forces = Forces(units, engaged)
        memo = getattr(self, "_memo", None)
        if memo:
            object.__setattr__(forces, "_memo", memo)
        return forces

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
