"""Chapter 5. Zones of control.

5.1  A unit that fights and is not broken controls the hexes around it.
5.2  The zone of regulars and drilled men is hard; that of bands, and of remnants, is soft.
5.3  Control does not cross a great river without a bridge, a ferry or an open ford, nor a pass closed by snow, nor
     does it reach into a fort.
5.4  A zone counts against sides at war with its owner only.
5.5  A dummy controls nothing and cuts nothing.
"""

from game.hexes import DIRECTIONS, Cell, CellSet, cells_of, opposite, set_of
from game.model.forces import Status
from game.model.scenario import Scenario
from game.model.state import State
from game.rules import sight, weather
from game.rules.terrain import over_pass, passable_water


class _Grips(dict[Cell, CellSet]):
    """The hexes that whoever stands on a hex controls: looked up the first time it is asked for."""

    def __init__(self, scenario: Scenario, gates: tuple[CellSet, ...]) -> None:
        super().__init__()
        self.board, self.gates = scenario.board, gates

    def __missing__(self, cell: Cell) -> CellSet:
        around = enumerate(self.board.grid.neighbours[cell])
        controlled = set_of(there for way, there in around if self.gates[way] >> cell & 1)
        found = self[cell] = controlled & self.board.ground
        return found


def _grips(state: State) -> _Grips:
    """What is controlled from where, as the water and the snow are.  [5.1, 5.3]"""
    scenario, spate, drifts = state.scenario, state.sky.spate, weather.now(state).drifts
    return scenario.remembered(("grips", spate, drifts), lambda: _Grips(scenario, _gates(scenario, spate, drifts)))


def _gates(scenario: Scenario, spate: str, drifts: bool) -> tuple[CellSet, ...]:
    """By direction: the hexes from which control passes that way.  [5.3]"""

    def work_out() -> tuple[CellSet, ...]:
        board = scenario.board
        gates = []
        for direction in DIRECTIONS:
            shut = 0
            for cell in cells_of(board.ground):
                there = board.grid.step(cell, direction)
                river = board.rivers.get((cell, direction))
                crossing = board.crossings.get((cell, direction))
                wet = river is not None and river.kind == "major" and not passable_water(river, crossing, spate)
                place = board.town_at(there) if there else None
                snowed = drifts and over_pass(board, cell, direction)
                if not there or wet or snowed or (place is not None and place.kind == "fort"):
                    shut |= 1 << cell
            gates.append(board.ground & ~shut)
        return tuple(gates)

    return scenario.remembered(("gates", spate, drifts), work_out)


NEVER = 1 << 30
"""More men or morale than any unit has."""


def _ranks(scenario: Scenario) -> tuple[tuple[int, int], ...]:
    """By unit: the morale from which it controls ground at all, and the men from which its zone is hard.  [5.1, 5.2]"""

    def work_out() -> tuple[tuple[int, int], ...]:
        charts = scenario.charts
        holds = min(band.least for band in charts.morale.bands[:-1])
        third = charts.units.remnant_third
        ranks = []
        for row, spec in zip(scenario.types, scenario.units, strict=True):
            fights = row.attack > 0 or row.machine_attack > 0
            trained = "regular" in row.traits or "drilled" in row.traits
            least = (0 if "leader" in row.traits else holds) if fights else NEVER
            ranks.append((least, -(-spec.men // third) if trained else NEVER))
        return tuple(ranks)

    return scenario.remembered("ranks", work_out)


def zones(state: State, side: str) -> tuple[CellSet, CellSet]:
    """The hexes a side controls: with a hard zone, and with a soft zone (a hex may be in both).  [5.1, 5.2, 5.5]"""

    def work_out() -> tuple[CellSet, CellSet]:
        hard = soft = 0
        ranks, grips, units = _ranks(state.scenario), _grips(state), state.forces.units
        for cell, numbers in state.forces.camp(side).stacks.items():
            for number in numbers:
                unit = units[number]
                least, strong = ranks[number]
                if unit.morale >= least and not unit.dummy:
                    if unit.men >= strong:
                        hard |= grips[cell]
                    else:
                        soft |= grips[cell]
        return hard, soft

    return state.forces.own(side).remembered(("zones", state.sky.spate, weather.now(state).drifts), work_out)


def enemy_zones(state: State, side: str) -> tuple[CellSet, CellSet]:
    """Hard and soft zones of all sides at war with this one.  [5.4]"""
    hard = soft = 0
    for enemy in state.bonds.enemies(side):
        h, s = zones(state, enemy)
        hard |= h
        soft |= s
    return hard, soft


def enemies_on(state: State, side: str) -> CellSet:
    """The hexes on which units of sides at war with this one stand; where only dummies do, nobody does.  [5.5]"""
    cells = 0
    for enemy in state.bonds.enemies(side):
        cells |= state.forces.camp(enemy).cells
    return cells & ~_phantoms(state) if cells else 0


def _phantoms(state: State) -> CellSet:
    """The hexes on which dummies stand, and nobody else.  [5.5]"""
    cells = 0
    for number in sight.dummies(state.scenario):
        unit = state.forces.units[number]
        if unit.dummy and unit.status is Status.FIELD and all(other.dummy for other in state.forces.at(unit.cell)):
            cells |= 1 << unit.cell
    return cells


def strangers_on(state: State, side: str) -> CellSet:
    """The hexes on which any other side stands, at war or not."""
    cells = 0
    for other, camp in state.forces.camps().items():
        if other != side:
            cells |= camp.cells
    return cells


def covering(state: State, side: str, cell: Cell) -> tuple[int, ...]:
    """The units at war with a side whose zones cover a hex, by number.  [5.1, 5.3, 5.4, 5.5]"""
    gates = _gates(state.scenario, state.sky.spate, weather.now(state).drifts)
    ranks = _ranks(state.scenario)
    enemies = state.bonds.enemies(side)
    found: list[int] = []
    for direction in DIRECTIONS:
        there = state.scenario.board.grid.step(cell, direction)
        if there and gates[opposite(direction)] >> there & 1:
            for unit in state.forces.at(there):
                if unit.side in enemies and unit.morale >= ranks[unit.number][0] and not unit.dummy:
                    found.append(unit.number)
    return tuple(sorted(found))
