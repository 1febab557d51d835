"""Units as they stand now.  What never changes about a unit is its `UnitSpec` in the scenario, by the same number."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Any, TypeAlias

from game.hexes import NO_CELL, Cell, CellSet
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


_Camp: TypeAlias = dict[Cell, tuple[int, ...]]
"""Where units of one side stand: their numbers by cell, in order."""

_Standing: TypeAlias = tuple[dict[str, _Camp], dict[str, CellSet]]
"""The camps of all sides that have units on the map, and their hexes."""


_Shifts: TypeAlias = dict[tuple[Cell, str, Cell, str], list[int]]
"""Units that changed their place or their side: by where and whose they were and are, NO_CELL off the map."""


def _restood(standing: _Standing, shifts: _Shifts, altered: Mapping[str, bool]) -> _Standing:
    """Who stands where after some have changed their places."""
    camps, cells = dict(standing[0]), dict(standing[1])
    for side, shifted in altered.items():
        if shifted:
            camps[side] = dict(camps.get(side, ()))
    for (here, was, there, now), numbers in shifts.items():
        if here:
            together = camps[was].pop(here)
            if len(together) > len(numbers):
                camps[was][here] = tuple([number for number in together if number not in numbers])
            else:
                cells[was] ^= 1 << here
        if there:
            camp = camps[now]
            camp[there] = tuple(sorted((*camp[there], *numbers) if there in camp else numbers))
            cells[now] = cells.get(now, 0) | 1 << there
    for side in altered:
        if not camps.get(side, True):
            del camps[side]
            cells.pop(side, None)
    return camps, cells


class Shelf(Remembers):
    """What is remembered of the units of one side, or of all but one."""

    __slots__ = ()


_OWN, _STOOD, _OTHERS = "own", "stood", "others"
"""What a shelf depends on: the units of its side, nothing but where they stand, the units of all other sides."""


@dataclass(frozen=True, slots=True)
class Forces(Remembers):
    """All units by number, and the hexes attacked in this part.

    What is remembered here depends on where units stand, their men and their morale, never on orders and marks (points
    spent, posture, trenches and the like).  What is on a shelf depends on less, and `with_units` carries over what a
    change of some units leaves true.
    """

    units: tuple[Unit, ...]
    engaged: CellSet = 0

    def with_unit(self, unit: Unit) -> "Forces":
        """The same forces with one unit as it is now."""
        return self.with_units((unit,))

    def with_units(self, changed: Iterable[Unit]) -> "Forces":
        """The same forces with some units as they are now."""
        units = list(self.units)
        field = Status.FIELD
        shifts: _Shifts = {}
        altered: dict[str, bool] = {}
        for unit in changed:
            old = units[unit.number]
            units[unit.number] = unit
            if old.cell != unit.cell or old.status is not unit.status or old.side != unit.side:
                here = old.cell if old.status is field else NO_CELL
                there = unit.cell if unit.status is field else NO_CELL
                shifts.setdefault((here, old.side, there, unit.side), []).append(unit.number)
                altered[old.side] = altered[unit.side] = True
            elif old.men != unit.men or old.morale != unit.morale or old.dummy != unit.dummy:
                altered.setdefault(unit.side, False)
        forces = Forces(tuple(units), self.engaged)
        memo = getattr(self, "_memo", None)
        if memo:
            object.__setattr__(forces, "_memo", self._still_true(shifts, altered) if altered else memo)
        return forces

    def _still_true(self, shifts: _Shifts, altered: Mapping[str, bool]) -> dict[object, Any]:
        """What is remembered and still true when some sides were altered, and their units went elsewhere or not."""
        memo: dict[Any, Any] = self._memo
        kept: dict[object, Any] = {}
        if "standing" in memo:
            kept["standing"] = _restood(memo["standing"], shifts, altered) if shifts else memo["standing"]
        alone = len(altered) == 1
        for key, kept_here in memo.items():
            if type(kept_here) is Shelf:
                family, side = key
                if side not in altered:
                    lasts = family != _OTHERS
                else:
                    lasts = alone if family == _OTHERS else family == _STOOD and not altered[side]
                if lasts:
                    kept[key] = kept_here
        return kept

    def own(self, side: str) -> Shelf:
        """What is remembered of a side's units, and of nobody else's."""
        return self._shelf(_OWN, side)

    def stood(self, side: str) -> Shelf:
        """What is remembered of where a side's units stand, and of nothing else."""
        try:  # asked of every side after every order
            found: Shelf = self._memo[_STOOD, side]
        except (AttributeError, KeyError):
            found = self._shelf(_STOOD, side)
        return found

    def others(self, side: str) -> Shelf:
        """What is remembered of all units but a side's own."""
        return self._shelf(_OTHERS, side)

    def _shelf(self, family: str, side: str) -> Shelf:
        return self.remembered((family, side), Shelf)

    def share(self, forces: "Forces", side: str) -> None:
        """Remember of a side's units what other forces, in which they are the same, remember of them."""
        self.remembered((_OWN, side), lambda: forces.own(side))
        self.remembered((_STOOD, side), lambda: forces.stood(side))

    def marked(self, units: tuple[Unit, ...], engaged: CellSet = 0) -> "Forces":
        """The same forces with other marks on their units: nobody has moved, lost men or lost heart."""
        forces = Forces(units, engaged)
        memo = getattr(self, "_memo", None)
        if memo:
            object.__setattr__(forces, "_memo", memo)
        return forces

    def stacks(self) -> Mapping[Cell, tuple[int, ...]]:
        """Numbers of the units on the map, by cell, in the order of their numbers."""
        return self.remembered("stacks", self._stacked)

    def _stacked(self) -> dict[Cell, tuple[int, ...]]:
        stacks: dict[Cell, tuple[int, ...]] = {}
        for camp in self._standing()[0].values():
            for cell, numbers in camp.items():
                stacks[cell] = tuple(sorted((*stacks[cell], *numbers))) if cell in stacks else numbers
        return dict(sorted(stacks.items()))

    def occupied(self) -> Mapping[str, CellSet]:
        """By side: the hexes on which it has units.  A side without units is not in it."""
        return self._standing()[1]

    def camp(self, side: str) -> Mapping[Cell, tuple[int, ...]]:
        """Numbers of a side's units on the map, by cell, in the order of their numbers."""
        return self._standing()[0].get(side, {})

    def at(self, cell: Cell) -> tuple[Unit, ...]:
        """The units on a hex."""
        numbers: tuple[int, ...] = ()
        for camp in self._standing()[0].values():
            if cell in camp:
                numbers = tuple(sorted((*numbers, *camp[cell]))) if numbers else camp[cell]
        if not numbers:
            return ()
        units = self.units
        return tuple([units[n] for n in numbers])

    def of_at(self, side: str, cell: Cell) -> tuple[Unit, ...]:
        """The units of a side on a hex."""
        camp = self._standing()[0].get(side)
        if camp is None or cell not in camp:
            return ()
        units = self.units
        return tuple([units[n] for n in camp[cell]])

    def _standing(self) -> _Standing:
        try:  # the commonest question of all is answered without detours
            found: _Standing = self._memo["standing"]
        except (AttributeError, KeyError):
            found = self.remembered("standing", self._look)
        return found

    def _look(self) -> _Standing:
        camps: dict[str, _Camp] = {}
        cells: dict[str, CellSet] = {}
        field = Status.FIELD
        for unit in self.units:
            if unit.status is field:
                cell, side = unit.cell, unit.side
                camp = camps.setdefault(side, {})
                camp[cell] = (*camp[cell], unit.number) if cell in camp else (unit.number,)
                cells[side] = cells.get(side, 0) | 1 << cell
        return camps, cells

    def of(self, side: str) -> Iterator[Unit]:
        """The units of a side that stand on the map."""
        units = self.units
        return iter([units[n] for n in sorted(chain.from_iterable(self.camp(side).values()))])
