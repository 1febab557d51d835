"""Chapter 18. Hard marches, and ways out.

18.1  Once in a part a unit that has not fought, and was not stopped by an enemy zone, may force its march: it has
      half as many points again.  Two dice over its morale and three cost it 1 morale and one man in fifty.
18.2  At one kilometre a forced march is the gallop of horse: it needs no test, and leaves the horses blown, with
      half their points, in their next part.  Men on foot and wheels force their march there as elsewhere.
18.3  In a weather that takes its toll, a unit of the classes named that marched tests its morale at the end of its
      side's part, or loses men by the way.
18.4  A unit on a hex where its side may leave the map may do so for two points, out of enemy zones.  It does not
      come back.
18.5  Next to a river in spate a side may pay ford-men to open the hexside for two turns to its units.  In a country
      whose people are not its own two dice of four or less show that the guide is false: the price is lost.
"""

from game.hexes import Cell, CellSet, set_of
from game.model.bonds import Ford
from game.model.events import FordsChanged, MenLost, PaceSet, PurseChanged, UnitLeft
from game.model.forces import Pace, Status, Unit
from game.model.judgement import Refusal
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import morale, movement, ranks, terrain, units, weather, zones


def gallops(state: State, unit: Unit) -> bool:
    """Whether a forced march of the unit is a gallop.  [18.2]"""
    return state.scenario.measures.gallop and units.mounted(state, unit)


def judge_forcing(state: State, unit: Unit) -> Refusal | None:
    """Whether a unit may force its march.  [18.1]"""
    me: dict[str, int | str] = {"unit": unit.number}
    if unit.pace is not Pace.USUAL:
        return Refusal("18.1", "force.blown" if unit.pace is Pace.BLOWN else "force.already", me)
    if unit.fought:
        return Refusal("18.1", "force.fought", me)
    if units.has(state, unit, "river") or units.broken(state, unit):
        return Refusal("18.1", "force.unfit", me)
    if movement.stopped(state, unit):
        return Refusal("18.1", "force.zone", me)
    return None


def straggling(state: State, unit: Unit) -> int:
    """Ways of 36 in which a forced march costs the unit men and heart.  [18.1, 18.2]"""
    if gallops(state, unit):
        return 0
    return 36 - morale.ways_at_most(unit.morale + state.scenario.charts.march.forced_test)


def force(ledger: Ledger, unit: Unit) -> None:
    """Drive a unit.  [18.1, 18.2]"""
    chart = ledger.state.scenario.charts.march
    if gallops(ledger.state, unit):
        ledger.record(PaceSet(unit.number, Pace.GALLOP))
        return
    ledger.record(PaceSet(unit.number, Pace.FORCED))
    if ledger.roll("forced", side=unit.side) > unit.morale + chart.forced_test:
        morale.shake(ledger, unit.number, chart.forced_morale, "forced")
        lost = unit.men * chart.stragglers // 100
        if lost:
            ledger.record(MenLost(unit.number, lost, 0, 0, "stragglers"))


def take_toll(ledger: Ledger, side: str) -> None:
    """Let the weather take its toll of those who marched.  [18.3]"""
    state = ledger.state
    classes = weather.tolls(state)
    if not classes:
        return
    for unit in state.forces.of(side):
        if unit.spent and unit.men and units.kind(state, unit).movement in classes:
            lost = unit.men * state.scenario.charts.weather.toll // 100
            if lost and ledger.roll("heat", side=side) > unit.morale + state.scenario.charts.morale.test:
                ledger.record(MenLost(unit.number, lost, 0, 0, "heat"))


def exits(state: State, side: str) -> CellSet:
    """The hexes from which a side may leave the map.  [18.4]"""

    def work_out() -> CellSet:
        return ways_off(state, tuple(way.at for way in state.scenario.exits if way.side == side))

    return state.scenario.remembered(("exits", side), work_out)


def ways_off(state: State, names: tuple[str, ...]) -> CellSet:
    """The hexes of some ways off the map: places, entries, or the frontier.  [18.4]"""
    board = state.scenario.board
    cells = 0
    for name in names:
        cells |= set_of(c for c, _ in board.frontier) if name == "frontier" else 1 << board.spot(name)
    return cells & board.ground


def judge_leaving(state: State, unit: Unit) -> Refusal | None:
    """Whether a unit may leave the map where it stands.  [15.3, 18.4]"""
    me: dict[str, int | str] = {"unit": unit.number}
    if not exits(state, unit.side) >> unit.cell & 1:
        return Refusal("18.4", "leave.exit", me)
    if unit.fought or units.points_left(state, unit) < state.scenario.charts.march.leave:
        return Refusal("18.4", "leave.points", me)
    hard, soft = zones.enemy_zones(state, unit.side)
    if (hard | soft) >> unit.cell & 1:
        return Refusal("18.4", "leave.zone", me)
    return ranks.obeys_march(state, unit, ())


def leave(ledger: Ledger, unit: Unit) -> None:
    """Take a unit off the map for good.  [18.4]"""
    ledger.record(UnitLeft(unit.number, Status.ESCAPED, 0, unit.men, "off_map", unit.cell))


def hostile_country(state: State, cell: Cell, side: str) -> bool:
    """Whether the people nearest to a hex hold with others: those of the nearest place with a loyalty.  [18.5]"""
    board, people, holdings = state.scenario.board, state.scenario.people, state.realm.holdings

    def nearest() -> int:
        loyalties = [place.loyalty + held.swayed for place, held in zip(board.places, holdings, strict=True)]
        named = [(place, loyalty) for place, loyalty in zip(board.places, loyalties, strict=True) if loyalty]
        found = min(named, key=lambda one: (board.grid.distance(one[0].cell, cell), one[0].cell), default=None)
        return found[1] if found is not None else 0

    swayed = any(held.swayed for held in holdings)
    loyalty: int = (state.realm if swayed else state.scenario).remembered(("loyalty", cell), nearest)
    return bool(loyalty) and people[1 if loyalty > 0 else 0] not in ("", side)


def judge_guides(state: State, unit: Unit, direction: int) -> Refusal | None:
    """Whether ford-men can be paid to open a hexside of the unit's hex.  [18.5]"""
    me: dict[str, int | str] = {"unit": unit.number}
    board = state.scenario.board
    there = board.grid.step(unit.cell, direction) if 0 <= direction < 6 else 0
    river = board.rivers.get((unit.cell, direction))
    if not there or not board.terrain[there] or river is None:
        return Refusal("18.5", "guides.river", me)
    swollen = terrain.in_spate(river, state.sky.spate)
    if not swollen or terrain.passable_water(river, board.crossings.get((unit.cell, direction)), state.sky.spate):
        return Refusal("18.5", "guides.spate", me)
    if (unit.cell, direction) in weather.going(state, unit.side).fords:
        return Refusal("18.5", "guides.open", me)
    if unit.fought or not units.fights(state, unit):
        return Refusal("18.5", "guides.who", me)
    cost = state.scenario.charts.march.guides_cost
    if state.bonds.purse[state.scenario.side_number(unit.side)] < cost:
        return Refusal("18.5", "purse.empty", {"cost": cost, "side": unit.side})
    return None


def guides_ways(state: State, unit: Unit) -> int:
    """Ways of 36 in which the ford-men are true.  [18.5]"""
    if not hostile_country(state, unit.cell, unit.side):
        return 36
    return 36 - morale.ways_at_most(state.scenario.charts.march.guides_false)


def hire_guides(ledger: Ledger, unit: Unit, direction: int) -> bool:
    """Pay for a ford; true if the guides are.  [18.5]"""
    state = ledger.state
    chart = state.scenario.charts.march
    ledger.record(PurseChanged(unit.side, -chart.guides_cost, "guides"))
    if hostile_country(state, unit.cell, unit.side) and ledger.roll("guides", side=unit.side) <= chart.guides_false:
        return False
    ford = Ford(unit.side, unit.cell, direction, state.turn + chart.guides_turns - 1)
    ledger.record(FordsChanged((*state.sky.fords, ford)))
    return True
