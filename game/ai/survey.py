"""The position as one side reads it before it gives orders: strengths, dangers, and room, kept up while it plans."""

from game import questions
from game.ai.aims import Aim, aims
from game.ai.ground import Pace
from game.hexes import Cell, CellSet, cells_of
from game.model.forces import Unit
from game.model.state import Seen

NEAR = 2
"""Hexes within which an enemy's whole power is a danger."""

FAR_OFF = 5
"""Hexes within which half of it is."""


class Survey:
    """What a side can put where, and what could fall on it.  `at` and `men` follow the plan as it grows."""

    def __init__(self, seen: Seen) -> None:
        self.state = seen
        self.side = seen.actor
        self.scenario = seen.scenario
        self.grid = seen.scenario.board.grid
        self.own: list[Unit] = list(seen.forces.of(self.side))
        self.at: dict[int, Cell] = {unit.number: unit.cell for unit in self.own}
        self.men: dict[Cell, int] = {}
        for unit in self.own:
            self.men[unit.cell] = self.men.get(unit.cell, 0) + unit.men
        enemies = seen.bonds.enemies(self.side)
        self.foes: list[Unit] = [u for u in seen.forces.units if u.on_map and u.side in enemies]
        self.foe_cells: CellSet = 0
        for foe in self.foes:
            self.foe_cells |= 1 << foe.cell
        hard, soft = questions.enemy_zones(seen, self.side)
        self.pace = Pace(seen, questions.strangers_on(seen, self.side), hard, soft)
        self.aims: tuple[Aim, ...] = aims(seen, self.side)
        self._danger: dict[Cell, int] = {}
        self._attack: dict[int, int] = {}
        self._guard: dict[int, int] = {}
        self._fed: CellSet | None = None
        self._strikers: list[tuple[Cell, int]] | None = None

    @property
    def fed(self) -> CellSet:
        """The hexes in which regulars of the side find bread."""
        if self._fed is None:
            self._fed = questions.supply_reach(self.state, self.side)
        return self._fed

    def attack(self, unit: Unit) -> int:
        """The unit's power in attack on open ground near it."""
        number = unit.number
        if number not in self._attack:
            self._attack[number] = questions.power(self.state, unit, unit.cell, attacking=True)
        return self._attack[number]

    def guard(self, unit: Unit) -> int:
        """The unit's power in defence where it stands."""
        number = unit.number
        if number not in self._guard:
            self._guard[number] = questions.power(self.state, unit, unit.cell, attacking=False)
        return self._guard[number]

    def traits(self, unit: Unit) -> frozenset[str]:
        """The traits of the unit's type."""
        return self.scenario.types[unit.number].traits

    def fights(self, unit: Unit) -> bool:
        """Whether the unit fights by itself: no crew, cadre, convoy, boat or leader."""
        return questions.fights(self.state, unit)

    def mobile(self, unit: Unit) -> int:
        """The points the unit may still spend."""
        return questions.points_left(self.state, unit)

    def strikers(self) -> list[tuple[Cell, int]]:
        """Enemy stacks that may attack, with their power."""
        if self._strikers is None:
            powers: dict[Cell, int] = {}
            for foe in self.foes:
                if self.fights(foe):
                    powers[foe.cell] = powers.get(foe.cell, 0) + self.attack(foe)
            self._strikers = [(cell, power) for cell, power in powers.items() if power]
        return self._strikers

    def danger(self, cell: Cell) -> int:
        """The enemy power that could soon fall on a hex."""
        found = self._danger.get(cell)
        if found is None:
            found = 0
            for there, power in self.strikers():
                steps = self.grid.distance(cell, there)
                if steps <= NEAR:
                    found += power
                elif steps <= FAR_OFF:
                    found += power // 2
            self._danger[cell] = found
        return found

    def friends(self, cell: Cell, radius: int, but: int = -1) -> int:
        """The power in defence of the side's units planned to stand within a radius."""
        return sum(
            self.guard(unit)
            for unit in self.own
            if unit.number != but and self.grid.distance(self.at[unit.number], cell) <= radius
        )

    def standing(self, cell: Cell, but: int = -1) -> list[Unit]:
        """The side's units planned to stand on a hex."""
        return [unit for unit in self.own if self.at[unit.number] == cell and unit.number != but]

    def room(self, unit: Unit, cell: Cell) -> bool:
        """Whether the unit would find room on the hex by the plan so far."""
        return self.men.get(cell, 0) + unit.men <= questions.stacking(self.state, cell)

    def send(self, unit: Unit, cell: Cell) -> None:
        """Plan that the unit will stand on the hex."""
        here = self.at[unit.number]
        self.men[here] -= unit.men
        self.men[cell] = self.men.get(cell, 0) + unit.men
        self.at[unit.number] = cell

    def foes_on(self, cell: Cell) -> list[Unit]:
        """The enemy units on a hex."""
        return [foe for foe in self.foes if foe.cell == cell]

    def foe_guard(self, cell: Cell) -> int:
        """The enemy power in defence on a hex, before ground and works."""
        return sum(self.guard(foe) for foe in self.foes_on(cell))

    def foe_hexes(self) -> tuple[Cell, ...]:
        """The hexes with enemies, lowest number first."""
        return tuple(cells_of(self.foe_cells))

    def steadfast(self, unit: Unit) -> bool:
        """Whether the unit is of a mind to attack."""
        return questions.mood(self.state, unit).attack > 0
