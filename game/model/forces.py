"""Units as they stand now.  What never changes about a unit is its `UnitSpec` in the scenario, by the same number."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Any, TypeAlias

from game.hexes import NO_CELL, Cell, CellSet, set_of
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


_Shifts: TypeAlias = dict[tuple[Cell, str, Cell, str], list[int]]
"""Units that changed their place or their side: by where and whose they were and are, NO_CELL off the map."""


class Camp(Remembers):
    """Where the units of one side stand, their numbers by cell and the hexes, and what is remembered of that alone.

    It is pitched once and never moved: a march makes another.
    """

    __slots__ = ("cells", "stacks")

    def __init__(self, stacks: Mapping[Cell, tuple[int, ...]], cells: CellSet) -> None:
        self.stacks = stacks
        self.cells = cells


def _pitched(camps: Mapping[str, Camp], shifts: _Shifts) -> dict[str, Camp]:
    """The camps after some units have changed their places."""
    stacks: dict[str, dict[Cell, tuple[int, ...]]] = {}
    cells: dict[str, CellSet] = {}
    for _, was, _, now in shifts:
        for side in (was, now):
            if side not in stacks:
                camp = camps.get(side)
                stacks[side], cells[side] = (dict(camp.stacks), camp.cells) if camp is not None else ({}, 0)
    for (here, was, there, now), numbers in shifts.items():
        if here:
            together = stacks[was].pop(here)
            if len(together) > len(numbers):
                stacks[was][here] = tuple([number for number in together if number not in numbers])
            else:
                cells[was] ^= 1 << here
        if there:
            stacks[now][there] = tuple(sorted((*stacks[now].get(there, ()), *numbers)))
            cells[now] |= 1 << there
    return {**camps, **{side: Camp(stacks[side], cells[side]) for side in stacks}}


class Shelf(Remembers):
    """What is remembered of the units of one side, or of all but one."""

    __slots__ = ()


_CAMPS, _OWN, _OTHERS = "camps", "own", "others"
"""By side: where its units stand, the shelf of what depends on them alone, and of what depends on all others."""


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
        if _CAMPS in memo:
            kept[_CAMPS] = _pitched(memo[_CAMPS], shifts) if shifts else memo[_CAMPS]
        if _OWN in memo:
            kept[_OWN] = {side: shelf for side, shelf in memo[_OWN].items() if side not in altered}
        if _OTHERS in memo and len(altered) == 1:
            kept[_OTHERS] = {side: shelf for side, shelf in memo[_OTHERS].items() if side in altered}
        return kept

    def own(self, side: str) -> Shelf:
        """What is remembered of a side's units, and of nobody else's."""
        return self._shelf(_OWN, side)

    def others(self, side: str) -> Shelf:
        """What is remembered of all units but a side's own."""
        return self._shelf(_OTHERS, side)

    def _shelf(self, family: str, side: str) -> Shelf:
        try:
            found: Shelf = self._memo[family][side]
        except (AttributeError, KeyError):
            shelves: dict[str, Shelf] = self.remembered(family, dict)
            found = shelves.setdefault(side, Shelf())
        return found

    def taking(self, side: str, changed: Sequence[Unit], forces: "Forces") -> "Forces":
        """The same forces, with one side as it is in others: with what is remembered of it there.

        These are its units that are not the same in both, and were and are its own.
        """
        units = list(self.units)
        for unit in changed:
            units[unit.number] = unit
        found = Forces(tuple(units), self.engaged)
        own = forces.own(side)
        if own is self.own(side):
            memo = self._memo
        else:
            memo = {_CAMPS: {**self.camps(), side: forces.camp(side)}, _OWN: {**self._memo[_OWN], side: own}}
            if _OTHERS in self._memo:
                memo[_OTHERS] = {name: shelf for name, shelf in self._memo[_OTHERS].items() if name == side}
        object.__setattr__(found, "_memo", memo)
        return found

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
        for camp in self.camps().values():
            for cell, numbers in camp.stacks.items():
                stacks[cell] = tuple(sorted((*stacks[cell], *numbers))) if cell in stacks else numbers
        return dict(sorted(stacks.items()))

    def occupied(self) -> Mapping[str, CellSet]:
        """By side: the hexes on which it has units.  A side without units is not in it."""
        return {side: camp.cells for side, camp in self.camps().items() if camp.cells}

    def camp(self, side: str) -> Camp:
        """Where the units of a side stand."""
        try:  # asked of every side after every order
            found: Camp = self._memo[_CAMPS][side]
        except (AttributeError, KeyError):
            found = self.remembered(_CAMPS, self._look).setdefault(side, Camp({}, 0))
        return found

    def at(self, cell: Cell) -> tuple[Unit, ...]:
        """The units on a hex."""
        numbers: tuple[int, ...] = ()
        for camp in self.camps().values():
            if cell in camp.stacks:
                numbers = tuple(sorted((*numbers, *camp.stacks[cell]))) if numbers else camp.stacks[cell]
        if not numbers:
            return ()
        units = self.units
        return tuple([units[n] for n in numbers])

    def of_at(self, side: str, cell: Cell) -> tuple[Unit, ...]:
        """The units of a side on a hex."""
        stacks = self.camp(side).stacks
        if cell not in stacks:
            return ()
        units = self.units
        return tuple([units[n] for n in stacks[cell]])

    def camps(self) -> Mapping[str, Camp]:
        """The camps of all sides that have ever been asked for, those that stand empty too."""
        try:  # the commonest question of all is answered without detours
            found: dict[str, Camp] = self._memo[_CAMPS]
        except (AttributeError, KeyError):
            found = self.remembered(_CAMPS, self._look)
        return found

    def _look(self) -> dict[str, Camp]:
        stacks: dict[str, dict[Cell, tuple[int, ...]]] = {}
        field = Status.FIELD
        for unit in self.units:
            if unit.status is field:
                camp = stacks.setdefault(unit.side, {})
                camp[unit.cell] = (*camp.get(unit.cell, ()), unit.number)
        return {side: Camp(camp, set_of(camp)) for side, camp in stacks.items()}

    def of(self, side: str) -> Iterator[Unit]:
        """The units of a side that stand on the map."""
        units = self.units
        return iter([units[n] for n in sorted(chain.from_iterable(self.camp(side).stacks.values()))])
