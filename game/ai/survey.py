"""The position as one side reads it before it gives orders: strengths, dangers, and room, kept up while it plans."""

from array import array
from collections.abc import Sequence

from game import questions
from game.ai.aims import Aim, aims
from game.ai.ground import Pace, ring
from game.hexes import Cell, CellSet, cells_of
from game.hexes.search import Steps, distances, reversed_steps
from game.model.forces import Unit
from game.model.state import Seen

NEAR = 3
"""Hexes within which an enemy's whole power is a danger."""

FAR_OFF = 7
"""Hexes within which half of it is."""

NEVER = 30_000
"""More points than any way on a map costs."""

SUPPORT = 2
"""Hexes within which friends count when a hex is judged for the night."""


class Survey:
    """What a side can put where, and what could fall on it.  `at`, `men` and `guards` follow the plan as it grows."""

    def __init__(self, seen: Seen) -> None:
        self.state = seen
        self.side = seen.actor
        self.scenario = seen.scenario
        self.grid = seen.scenario.board.grid
        self.own: tuple[Unit, ...] = tuple(seen.forces.of(self.side))
        self.fighters: tuple[Unit, ...] = tuple(u for u in self.own if questions.fights(seen, u))
        self.at: dict[int, Cell] = {unit.number: unit.cell for unit in self.own}
        self.men: dict[Cell, int] = {}
        self.guards: dict[Cell, int] = {}
        self._attack: dict[int, int] = {}
        self._guard: dict[int, int] = {}
        for unit in self.own:
            self.men[unit.cell] = self.men.get(unit.cell, 0) + unit.men
            self.guards[unit.cell] = self.guards.get(unit.cell, 0) + self.guard(unit)
        enemies = seen.bonds.enemies(self.side)
        self.foes: dict[Cell, tuple[Unit, ...]] = {}
        foe_cells = 0
        for enemy in enemies:
            foe_cells |= seen.forces.occupied().get(enemy, 0)
        for cell in cells_of(foe_cells):
            self.foes[cell] = tuple(unit for unit in seen.forces.at(cell) if unit.side in enemies)
        self.foe_cells: CellSet = foe_cells
        hard, soft = questions.enemy_zones(seen, self.side)
        self.pace = Pace(seen, questions.strangers_on(seen, self.side), hard, soft)
        self.aims: tuple[Aim, ...] = aims(seen, self.side)
        self._danger: list[int] | None = None
        self._lines: Sequence[int] | None = None
        self._foe_guard: dict[Cell, int] = {}

    def fed(self, cell: Cell) -> bool:
        """Whether regulars of the side find bread on a hex."""
        if self._lines is None:
            self._lines = questions.supply_lines(self.state, self.side)[0]
        return self._lines[cell] <= self.scenario.charts.supply.reach

    def near_bread(self, cell: Cell) -> bool:
        """Whether regulars find bread on a hex or beside it."""
        return self.fed(cell) or any(self.fed(beside) for beside in self.grid.neighbours[cell] if beside)

    def attack(self, unit: Unit) -> int:
        """The unit's power in attack on ground like that it stands on."""
        found = self._attack.get(unit.number)
        if found is None:
            found = self._attack[unit.number] = questions.power(self.state, unit, unit.cell, attacking=True)
        return found

    def guard(self, unit: Unit) -> int:
        """The unit's power in defence where it stands."""
        found = self._guard.get(unit.number)
        if found is None:
            found = self._guard[unit.number] = questions.power(self.state, unit, unit.cell, attacking=False)
        return found

    def traits(self, unit: Unit) -> frozenset[str]:
        """The traits of the unit's type."""
        return self.scenario.types[unit.number].traits

    def trained(self, unit: Unit) -> bool:
        """Whether the unit is regular or drilled."""
        return questions.trained(self.state, unit)

    def fights(self, unit: Unit) -> bool:
        """Whether the unit fights by itself: no crew, cadre, convoy, boat or leader."""
        return questions.fights(self.state, unit)

    def mobile(self, unit: Unit) -> int:
        """The points the unit may still spend."""
        return 0 if unit.fought else questions.points_left(self.state, unit)

    def way(self, unit: Unit, cell: Cell) -> Sequence[int]:
        """By cell, the points such a unit needs from there to a hex, NEVER where there is no way.

        It depends on nothing but the ground and the water, so the scenario remembers it.
        """
        mover, spate = questions.mover(self.state, unit), self.state.sky.spate
        remembered = self.scenario.remembered

        def back() -> Steps:
            return reversed_steps(questions.steps(self.scenario, mover, spate))

        def field() -> Sequence[int]:
            return array(
                "H", [min(cost, NEVER) for cost in distances(1 << cell, remembered(("ai back", mover, spate), back))]
            )

        return remembered(("ai way", mover, spate, cell), field)

    def danger(self, cell: Cell) -> int:
        """The enemy power that could soon fall on a hex."""
        if self._danger is None:
            self._danger = self._dangers()
        return self._danger[cell]

    def _dangers(self) -> list[int]:
        """By cell: all the power of enemies that are near, and half of that of those farther off."""
        found = [0] * self.grid.size
        for cell, stack in self.foes.items():
            power = sum(self.attack(foe) for foe in stack if self.fights(foe))
            if power:
                half = power // 2
                for there in ring(self.scenario, cell, FAR_OFF):
                    found[there] += half
                for there in ring(self.scenario, cell, NEAR):
                    found[there] += power - half
        return found

    def friends(self, cell: Cell, radius: int) -> int:
        """The power in defence of the side's units planned to stand within a radius."""
        get = self.guards.get
        return sum([get(there, 0) for there in ring(self.scenario, cell, radius)])

    def standing(self, cell: Cell) -> list[Unit]:
        """The side's units planned to stand on a hex."""
        return [unit for unit in self.own if self.at[unit.number] == cell]

    def room(self, unit: Unit, cell: Cell) -> bool:
        """Whether the unit would find room on the hex by the plan so far."""
        return self.men.get(cell, 0) + unit.men <= self.holds(cell)

    def holds(self, cell: Cell) -> int:
        """The men of a side for whom a hex has room."""
        return questions.stacking(self.state, cell)

    def send(self, unit: Unit, cell: Cell) -> None:
        """Plan that the unit will stand on the hex."""
        here = self.at[unit.number]
        self.men[here] -= unit.men
        self.men[cell] = self.men.get(cell, 0) + unit.men
        self.guards[here] -= self.guard(unit)
        self.guards[cell] = self.guards.get(cell, 0) + self.guard(unit)
        self.at[unit.number] = cell

    def foe_guard(self, cell: Cell) -> int:
        """The enemy power in defence on a hex, before ground and works."""
        found = self._foe_guard.get(cell)
        if found is None:
            found = self._foe_guard[cell] = sum(self.guard(foe) for foe in self.foes.get(cell, ()))
        return found

    def foe_guard_near(self, cell: Cell, radius: int) -> int:
        """The enemy power in defence within a radius of a hex."""
        return sum(self.foe_guard(there) for there in self.foes if self.grid.distance(there, cell) <= radius)

    def steadfast(self, unit: Unit) -> bool:
        """Whether the unit is of a mind to attack."""
        return questions.mood(self.state, unit).attack > 0

    def stores(self) -> tuple[Cell, ...]:
        """The hexes from which the side is fed: its depots and sources."""
        board = self.scenario.board
        depots = [board.places[n].cell for n, held in enumerate(self.state.realm.holdings) if held.depot == self.side]
        sources = [board.spot(s.at) for s in self.scenario.suppliers if s.side == self.side]
        return (*depots, *sources)
