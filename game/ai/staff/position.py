"""A position as the Staff looks at it: its stacks, where each can go, and what could fall on it there."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from game import questions, umpire
from game.ai.staff.orders import march
from game.ai.survey import Survey
from game.hexes import Cell, CellSet
from game.model.actions import Action
from game.model.forces import Unit
from game.model.judgement import Route
from game.model.state import Seen

FRONT = 4
"""Hexes from an enemy within which a stack stands at the front."""


class Position:
    """What all behaviours ask about one position."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen
        self.survey = Survey(seen)
        self.grid = self.survey.grid
        self._routes: dict[Cell, Mapping[Cell, Route]] = {}

    @cached_property
    def stacks(self) -> dict[Cell, list[Unit]]:
        """The side's units that are no trains, by the hexes where somebody fights."""
        found: dict[Cell, list[Unit]] = {}
        for unit in self.survey.own:
            if not self.survey.role(unit).convoy and unit.cell in self.survey.here:
                found.setdefault(unit.cell, []).append(unit)
        return found

    @cached_property
    def front(self) -> list[Cell]:
        """The hexes of stacks with an enemy near, the nearest first."""
        near = [(self.enemy_distance(cell), cell) for cell in self.stacks]
        return [cell for distance, cell in sorted(near) if distance <= FRONT]

    def enemy_distance(self, cell: Cell) -> int:
        """Hexes to the nearest enemy that is seen; many if there is none."""
        return min((self.grid.distance(cell, foe) for foe in self.survey.foes), default=99)

    def movers(self, cell: Cell) -> list[Unit]:
        """Those of a stack who can still march."""
        return [unit for unit in self.stacks[cell] if self.survey.mobile(unit)]

    def routes(self, cell: Cell) -> Mapping[Cell, Route]:
        """Where a stack can go, by its slowest: hexes and ways."""
        if cell not in self._routes:
            movers = self.movers(cell)
            slowest = min(movers, key=lambda unit: (self.survey.mobile(unit), unit.number), default=None)
            self._routes[cell] = umpire.reach(self.seen, slowest.number) if slowest is not None else {}
        return self._routes[cell]

    def going(self, cell: Cell, end: Cell) -> tuple[list[Unit], Action] | None:
        """Who of a stack marches to a hex, and the order for it; None if it may not, or finds no room there."""
        units, route = self.movers(cell), self.routes(cell).get(end)
        if route is None or not units:
            return None
        men = sum(unit.men for unit in units)
        if self.survey.men.get(end, 0) + men > self.survey.holds(end):
            return None
        order = march(units, route.cells)
        return (units, order) if umpire.refusal(self.seen, order) is None else None

    def risk(self, cell: Cell, guard: int = 0) -> float:
        """What could fall on a hex for each of those who would hold it, with so much guard besides."""
        return self.survey.danger(cell) / (self.survey.friends(cell, 1) + guard + 1)

    def guard(self, units: Sequence[Unit]) -> int:
        """The power in defence of some units."""
        return sum(self.survey.guard(unit) for unit in units)

    def attack(self, units: Sequence[Unit]) -> int:
        """The power in attack of some units that may attack."""
        return sum(self.survey.attack(unit) for unit in units if self.survey.steadfast(unit) and not unit.fought)

    def able(self, target: Cell) -> tuple[int, ...]:
        """The numbers of all who stand beside an enemy and may attack him."""
        found = []
        for cell in self.grid.neighbours[target]:
            for unit in self.stacks.get(cell, ()):
                if questions.able(self.seen, unit, target) is None:
                    found.append(unit.number)
        return tuple(sorted(found))

    def open_roads(self) -> CellSet:
        """The hexes of road or track on which nobody is seen to stand."""
        return self.seen.scenario.remembered("ai linked", self._linked) & ~self.survey.foes_on & ~self.survey.own_on

    def _linked(self) -> CellSet:
        found = 0
        for cell, _ in self.seen.scenario.board.links:
            found |= 1 << cell
        return found

    def beside(self, cell: Cell) -> Iterator[Cell]:
        """The hexes next to one."""
        return (there for there in self.grid.neighbours[cell] if there)
