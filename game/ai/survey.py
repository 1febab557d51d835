"""The position as one side reads it before it gives orders: strengths, dangers, and room, kept up while it plans."""

import itertools
from array import array
from collections.abc import Iterable, Mapping, Sequence

from game import questions
from game.ai.aims import Aim, aims, chief_aim
from game.ai.doctrine import USUAL, Doctrine
from game.ai.ground import Pace, landmarks, lanes, pressed, reach, unpacked
from game.ai.roles import Role, Worth, roles, worths
from game.hexes import Cell, CellSet, cells_of, set_of
from game.hexes.search import Steps, distances, reversed_steps
from game.model.forces import Status, Unit
from game.model.judgement import Route
from game.model.state import Seen

NEAR = 3
"""Hexes within which an enemy's whole power is a danger."""

FAR_OFF = 7
"""Hexes within which half of it is."""

NEVER = 30_000
"""More points than any way on a map costs."""

LOCAL = 30
"""Points of way within which hexes without a name are looked for."""

CLOSE = 24
"""The same for those who cannot come from farther: men on foot who march up to an attack."""

WHEELS = ("wheeled", False)
"""The mover by whose ways supply goes."""

GARRISON = 200
"""The power in defence of a garrison that nobody sees."""

SUPPORT = 2
"""Hexes within which friends count when a hex is judged for the night."""


def _counters(seen: Seen, side: str) -> tuple[tuple[Unit, ...], dict[Cell, tuple[Unit, ...]]]:
    """The side's units on the map; and by hex, lowest number first, those of sides at war with it."""
    enemies, field = seen.bonds.enemies(side), Status.FIELD
    own: list[Unit] = []
    foes: dict[Cell, list[Unit]] = {}
    for unit in seen.forces.units:
        if unit.status is field:
            if unit.side == side:
                own.append(unit)
            elif unit.side in enemies:
                foes.setdefault(unit.cell, []).append(unit)
    return tuple(own), {cell: tuple(foes[cell]) for cell in sorted(foes)}


def _ghosts(seen: Seen, side: str) -> tuple[Unit, ...]:
    """The enemies that were seen of late and are not seen now, as they were."""
    enemies = seen.bonds.enemies(side)
    notes = seen.scouting.notes[seen.scenario.side_number(side)]
    return tuple([note.unit for note in notes if note.turn and note.unit.side in enemies])


class Survey:
    """What a side can put where, and what could fall on it.

    `at`, `men`, `guards` and `points` follow the plan as it grows.  `here` are the fighters by the
    hexes where they stand now; `stakes` is what the greatest aim on a hex is worth.
    """

    def __init__(self, seen: Seen, doctrine: Doctrine = USUAL) -> None:
        self.state = seen
        self.doctrine = doctrine
        self.side = seen.actor
        self.scenario = seen.scenario
        self.grid = seen.scenario.board.grid
        self.roles = roles(seen)
        self.own, self.foes = _counters(seen, self.side)
        self.fighters: tuple[Unit, ...] = tuple([u for u in self.own if self.roles[u.number].fights and not u.dummy])
        self.at: dict[int, Cell] = {unit.number: unit.cell for unit in self.own}
        self.men: dict[Cell, int] = {}
        for unit in self.own:
            self.men[unit.cell] = self.men.get(unit.cell, 0) + unit.men
        self.here: dict[Cell, list[Unit]] = {}
        for unit in self.fighters:
            self.here.setdefault(unit.cell, []).append(unit)
        self.worth: dict[int, Worth] = worths(seen, itertools.chain(self.own, *self.foes.values()))
        self.ghosts: tuple[Unit, ...] = _ghosts(seen, self.side)
        hard, soft = questions.enemy_zones(seen, self.side)
        self.pace = Pace(seen, questions.strangers_on(seen, self.side), hard, soft)
        self.aims: tuple[Aim, ...] = aims(seen, self.side)
        self.own_on: CellSet = set_of(self.men)
        self.foes_on: CellSet = set_of(self.foes)
        self.pressed: CellSet = pressed(seen.scenario, self.foes_on)
        self.points: dict[int, int] = {
            unit.number: 0 if unit.fought or unit.due else max(0, self.worth[unit.number].allowance - unit.spent)
            for unit in self.own
        }
        self._busy: set[int] = set()
        self._guards: dict[Cell, int] | None = None
        self._strengths: dict[Cell, int] | None = None
        self._foe_guard: dict[Cell, int] = {}
        self._dangers: Sequence[int] | None = None
        self._rings: dict[tuple[Cell, int], tuple[Cell, ...]] = seen.scenario.remembered("ai rings", dict)
        self._havens: tuple[Cell, ...] | None = None
        self._striking: list[tuple[Cell, int]] | None = None
        self._lines: Sequence[int] | None = None
        self._steps: dict[tuple[str, bool], Steps] = {}
        self.chief_aim: Aim | None = chief_aim(self.aims, doctrine.effort)
        self.stakes: dict[Cell, int] = {}
        for aim in self.aims:
            self.stakes[aim.cell] = max(self.stakes.get(aim.cell, 0), aim.worth)
        self.stakes_on: CellSet = set_of(self.stakes)
        self._landmarks: CellSet = seen.scenario.remembered("ai landmarks", lambda: landmarks(seen.scenario))
        self._going = questions.going(seen, self.side)
        self._lasting = questions.Going(self._going.spate, False, self._going.snow)
        self._ways = seen.scenario.remembered(("ai ways", self._lasting), self._no_ways)
        self._close_ways = seen.scenario.remembered(("ai close ways", self._lasting), self._no_ways)
        self._routes: dict[tuple[Cell, tuple[str, bool], int, bool, bool, Cell], Mapping[Cell, Route]] = {}
        self.ways_back: dict[Cell, bool] = {}

    @property
    def guards(self) -> dict[Cell, int]:
        """The power in defence of the side's units, by the hex where they are planned to stand."""
        if self._guards is None:
            self._guards = {}
            for number, cell in self.at.items():
                self._guards[cell] = self._guards.get(cell, 0) + self.worth[number].guard
        return self._guards

    @property
    def strengths(self) -> dict[Cell, int]:
        """The power in attack of the side's men who fight, by the hex where they are planned to stand."""
        if self._strengths is None:
            found: dict[Cell, int] = {}
            for unit in self.fighters:
                cell = self.at[unit.number]
                found[cell] = found.get(cell, 0) + self.worth[unit.number].attack
            self._strengths = found
        return self._strengths

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
        return self.worth[unit.number].attack

    def guard(self, unit: Unit) -> int:
        """The unit's power in defence where it stands."""
        return self.worth[unit.number].guard

    def role(self, unit: Unit) -> Role:
        """What the unit is good for."""
        return self.roles[unit.number]

    def roams(self, unit: Unit, cell: Cell) -> bool:
        """Whether a hex lies within the country where the unit is led."""
        return bool(self.roles[unit.number].beat >> cell & 1)

    def mobile(self, unit: Unit) -> int:
        """The points the unit may still spend."""
        return self.points[unit.number]

    def steps(self, unit: Unit) -> Steps:
        """The step table of the unit's kind of mover in this water."""
        mover = self.roles[unit.number].mover
        found = self._steps.get(mover)
        if found is None:
            found = self._steps[mover] = questions.steps(self.scenario, mover, self._going)
        return found

    def prices(self, unit: Unit) -> Sequence[Mapping[Cell, int]]:
        """The same table for looking one step up."""
        return questions.prices(self.scenario, self.roles[unit.number].mover, self._going)

    def _no_ways(self) -> dict[tuple[str, bool], dict[Cell, Sequence[int]]]:
        return {role.mover: {} for role in self.roles}

    def way(self, unit: Unit, cell: Cell, points: int = NEVER) -> Sequence[int]:
        """By cell, the points such a unit needs from there to a hex, NEVER where there is no way.

        Ways to hexes without a name are looked for in the neighbourhood only, and no farther than to so many points if
        that is all that is asked.  A field of ways depends on nothing but ground, water and snow, so the scenario
        remembers it: mud, drifts and hired fords do not count, and are met on the way.
        """
        mover = self.roles[unit.number].mover
        found = self._ways[mover].get(cell)
        if found is None and points <= CLOSE:
            found = self._close_ways[mover].get(cell)
        return self._field(mover, cell, points) if found is None else found

    def _field(self, mover: tuple[str, bool], cell: Cell, points: int) -> Sequence[int]:
        going = self._lasting
        back = self.scenario.remembered(
            ("ai back", mover, going), lambda: reversed_steps(questions.steps(self.scenario, mover, going))
        )
        named = self._landmarks >> cell & 1
        kept = self._close_ways if points <= CLOSE and not named else self._ways
        limit = NEVER - 1 if named else CLOSE if points <= CLOSE else LOCAL
        found = kept[mover][cell] = array("H", distances(1 << cell, back, limit, far=NEVER))
        return found

    def danger(self, cell: Cell) -> int:
        """The enemy power that could soon fall on a hex."""
        if self._dangers is None:
            self._dangers = self._all_dangers()
        return self._dangers[cell]

    def routes_beside(self, unit: Unit, cell: Cell) -> Mapping[Cell, Route]:
        """The ways past the enemy to the sides of a hex: those of another like it will do, but for room."""
        key = (unit.cell, self.roles[unit.number].mover, self.mobile(unit), not unit.spent, self.steadfast(unit), cell)
        if key not in self._routes:
            beside = reach(self.scenario, cell, 1) & ~(1 << cell)
            self._routes[key] = questions.routes_to(self.state, unit, beside)
        return self._routes[key]

    def _strikers(self) -> list[tuple[Cell, int]]:
        """The enemy stacks that may attack, with their power, and those lost from sight where they were last."""
        if self._striking is None:
            worth = self.worth
            powers = [
                (cell, sum([worth[foe.number].attack for foe in stack if self.roles[foe.number].fights]))
                for cell, stack in self.foes.items()
            ]
            powers += [
                (ghost.cell, questions.power(self.state, ghost, ghost.cell, attacking=True)) for ghost in self.ghosts
            ]
            self._striking = [(cell, power) for cell, power in powers if power]
        return self._striking

    def _all_dangers(self) -> Sequence[int]:
        """By cell: all the power of enemies that are near, and half of that of those farther off."""
        field = 0
        for cell, power in self._strikers():
            half = power // 2
            field += lanes(self.scenario, cell, FAR_OFF) * half + lanes(self.scenario, cell, NEAR) * (power - half)
        return unpacked(field, self.grid.size)

    def friends(self, cell: Cell, radius: int) -> int:
        """The power in defence of the side's units planned to stand within a radius."""
        guards = self.guards
        return sum([guards[there] for there in self._ring(cell, radius) if there in guards])

    def _ring(self, cell: Cell, radius: int) -> tuple[Cell, ...]:
        """The hexes at most `radius` steps away, the hex itself among them."""
        found = self._rings.get((cell, radius))
        if found is None:
            found = self._rings[cell, radius] = tuple(cells_of(self.grid.within(cell, radius)))
        return found

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
        if self._guards is not None:
            self._guards[here] -= self.guard(unit)
            self._guards[cell] = self._guards.get(cell, 0) + self.guard(unit)
        self.at[unit.number] = cell
        if self.roles[unit.number].fights:
            self._strengths = None

    def rest(self, numbers: Iterable[int]) -> None:
        """Plan nothing more for some units: they have their orders for the whole part."""
        self._busy.update(numbers)
        self.points.update(dict.fromkeys(numbers, 0))

    def busy(self, unit: Unit) -> bool:
        """Whether a unit has its orders for the whole part."""
        return unit.number in self._busy

    def foe_guard(self, cell: Cell) -> int:
        """The enemy power in defence on a hex, before ground and works."""
        found = self._foe_guard.get(cell)
        if found is None:
            found = self._foe_guard[cell] = sum([self.guard(foe) for foe in self.foes.get(cell, ())])
        return found

    def foe_guard_near(self, cell: Cell, radius: int) -> int:
        """The enemy power in defence within a radius of a hex."""
        return sum(self.foe_guard(there) for there in self.foes if self.grid.distance(there, cell) <= radius)

    def resistance(self, aim: Aim, radius: int) -> int:
        """The enemy power that defends an aim: in a town out of sight what was last seen there, or a small garrison."""
        found = self.foe_guard_near(aim.cell, radius)
        holdings = self.state.realm.holdings
        if found or aim.place >= len(holdings) or not self.state.bonds.at_war(self.side, holdings[aim.place].holder):
            return found
        if questions.visible(self.state, self.side) >> aim.cell & 1:
            return 0
        last = [g for g in self.ghosts if self.grid.distance(g.cell, aim.cell) <= radius]
        return max(GARRISON, sum([questions.power(self.state, ghost, ghost.cell, attacking=False) for ghost in last]))

    def steadfast(self, unit: Unit) -> bool:
        """Whether the unit is of a mind to attack."""
        return self.worth[unit.number].steadfast

    def stores(self) -> tuple[Cell, ...]:
        """The hexes from which the side is fed: its depots and sources."""
        return self.state.realm.remembered(("ai stores", self.side), self._stores)

    @property
    def havens(self) -> tuple[Cell, ...]:
        """The held towns without danger."""
        if self._havens is None:
            places = self.scenario.board.places
            holdings = enumerate(self.state.realm.holdings)
            towns = [places[n].cell for n, held in holdings if held.holder == self.side and places[n].town]
            self._havens = tuple([cell for cell in towns if not self.danger(cell)])
        return self._havens

    def _stores(self) -> tuple[Cell, ...]:
        board = self.scenario.board
        depots = [board.places[n].cell for n, held in enumerate(self.state.realm.holdings) if held.depot == self.side]
        sources = [board.spot(s.at) for s in self.scenario.suppliers if s.side == self.side]
        return (*depots, *sources)
