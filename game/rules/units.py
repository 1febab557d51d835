"""Chapter 3. Units.

3.1  A unit counts men, guns and machine guns.  Men are worth what their type and the ground make of them, guns
     and machine guns what the chart says.
3.2  Cavalry that fights outside open ground dismounts: three men in four fight, at their worth on foot.  Men
     who know the ground are worth more in it.
3.3  Guns are worth less where the chart says so.
3.4  Power is then taken at the percentages of want and of morale, in this order, and rounded down once; the
     powers of units are added.
3.5  A unit below a third of its first strength is a remnant.
3.6  A hex holds so many men of one side, fewer in mountains.
3.7  A unit's points for its part are those of its class at this scale, less what want and weather take; a forced
     march adds half as many again, blown horses have half.
3.8  Regulars and drilled men are trained; bands are not.  Crews of guns, cadres, convoys and boats do not fight
     by themselves and control no ground.
3.9  A dummy is a counter with nobody under it: it marches as what it looks like, and does nothing else.
3.10  A remnant may join a unit of its type, side and faction on its hex for good, free, if neither has fought in this
     part and all of its men, guns and machine guns find room within the other's first strength.  Their morale is that
     of their men, rounded down; of want, fatigue and other marks the worse counts.  Nobody is lost by it.
"""

from collections.abc import Iterable

from game.hexes import Cell, CellSet, cells_of, set_of
from game.model.charts import MoraleBand, UnitType, Want
from game.model.events import UnitLeft, UnitMerged
from game.model.forces import Pace, Status, Unit
from game.model.judgement import Refusal
from game.model.ledger import Ledger
from game.model.state import State
from game.rules.terrain import Mover


def kind(state: State, unit: Unit) -> UnitType:
    """The row of the unit chart."""
    return state.scenario.types[unit.number]


def has(state: State, unit: Unit, trait: str) -> bool:
    """Whether the unit's type has a trait."""
    return trait in state.scenario.types[unit.number].traits


def trained(state: State, unit: Unit) -> bool:
    """Whether the unit is regular or drilled.  [3.8]"""
    traits = state.scenario.types[unit.number].traits
    return "regular" in traits or "drilled" in traits


def fights(state: State, unit: Unit) -> bool:
    """Whether the unit's men fight by themselves.  [3.8, 3.9]"""
    row = state.scenario.types[unit.number]
    return (row.attack > 0 or row.machine_attack > 0) and not unit.dummy


def mounted(state: State, unit: Unit) -> bool:
    """Whether the unit rides."""
    return state.scenario.types[unit.number].movement in ("horse", "light")


def mover(state: State, unit: Unit) -> Mover:
    """How the unit moves, as the key of a step table."""
    row = state.scenario.types[unit.number]
    return ("horse" if row.movement == "light" else row.movement, "mountaineer" in row.traits)


def remnant(state: State, unit: Unit) -> bool:
    """Whether the unit is below a third of its first strength.  [3.5]"""
    return unit.men * state.scenario.charts.units.remnant_third < state.spec(unit.number).men


def want(state: State, unit: Unit) -> Want:
    """The unit's rung on the ladder of want."""
    wants = state.scenario.charts.supply.wants
    return wants[unit.hunger] if unit.hunger < len(wants) else wants[-1]


def mood(state: State, unit: Unit) -> MoraleBand:
    """The unit's state of mind."""
    bands = state.scenario.charts.morale.bands
    for band in bands:
        if unit.morale >= band.least:
            return band
    return bands[-1]


def broken(state: State, unit: Unit) -> bool:
    """Whether the unit is in the lowest state of mind.  Leaders never are."""
    return unit.morale < state.scenario.charts.morale.bands[-2].least and not has(state, unit, "leader")


def allowance(state: State, unit: Unit) -> int:
    """Movement points of the unit for a whole part.  [3.7]"""
    row = kind(state, unit)
    points = state.scenario.measures.allowance.get(row.movement, 0) * want(state, unit).points // 100
    weather = state.scenario.charts.weather.weathers[state.sky.weather]
    if weather.points:
        movement = "horse" if row.movement == "light" else row.movement
        points = points * weather.points.get(movement, 100) // 100
    if unit.pace is Pace.USUAL:
        return points
    march = state.scenario.charts.march
    return points * (march.blown if unit.pace is Pace.BLOWN else 100 + march.forced) // 100


def points_left(state: State, unit: Unit) -> int:
    """Movement points the unit still has in this part."""
    return max(0, allowance(state, unit) - unit.spent)


def stacking(state: State, cell: Cell) -> int:
    """Men of one side that a hex can hold.  [3.6]"""
    rough = state.scenario.charts.terrain.ground[state.scenario.board.terrain[cell]].rough
    return state.scenario.measures.stacking_rough if rough else state.scenario.measures.stacking


def men_at(state: State, cell: Cell, side: str) -> int:
    """Men of a side on a hex."""
    return sum([unit.men for unit in state.forces.of_at(side, cell)])


def guards_at(state: State, cell: Cell, side: str) -> int:
    """Men of a side on a hex who fight by themselves: drivers and crews guard nothing.  [3.8]"""
    return sum([unit.men for unit in state.forces.of_at(side, cell) if fights(state, unit)])


def fits(state: State, unit: Unit, cell: Cell) -> bool:
    """Whether the hex has room for the unit beside its friends.  [3.6]"""
    return men_at(state, cell, unit.side) + unit.men <= stacking(state, cell)


def full(state: State, unit: Unit, cells: Iterable[Cell]) -> CellSet:
    """Those of some hexes that have no room for the unit beside its friends.  [3.6]"""
    own = state.forces.camp(unit.side).cells
    rough: CellSet = state.scenario.remembered("rough", lambda: _rough(state))
    measures = state.scenario.measures
    too_many, too_many_rough = unit.men > measures.stacking, unit.men > measures.stacking_rough
    found = 0
    for cell in cells:
        if own >> cell & 1:
            crowded = not fits(state, unit, cell)
        else:
            crowded = too_many_rough if rough >> cell & 1 else too_many
        if crowded:
            found |= 1 << cell
    return found


def _rough(state: State) -> CellSet:
    """The hexes where fewer men find room."""
    board, ground = state.scenario.board, state.scenario.charts.terrain.ground
    return set_of(cell for cell in cells_of(board.ground) if ground[board.terrain[cell]].rough)


def chief_here(state: State, unit: Unit) -> bool:
    """Whether the chief of the unit's faction stands with it."""
    faction = state.spec(unit.number).faction
    chief = state.scenario.faction(faction).chief if faction else ""
    if not chief:
        return False
    leader = state.unit(state.scenario.unit_number(chief))
    return leader.status is Status.FIELD and leader.cell == unit.cell and leader.side == unit.side


def judge_merging(state: State, unit: Unit, number: int) -> Refusal | None:
    """Whether a unit may join another, by its number.  [3.10]"""
    me: dict[str, int | str] = {"unit": unit.number, "other": number}
    if not 0 <= number < len(state.forces.units) or number == unit.number:
        return Refusal("3.10", "merge.with", me)
    into, mine, theirs = state.unit(number), state.spec(unit.number), state.spec(number)
    kin = into.side == unit.side and mine.type == theirs.type and mine.faction == theirs.faction
    if not kin or not into.on_map or into.cell != unit.cell or has(state, unit, "leader") or into.dummy:
        return Refusal("3.10", "merge.with", me)
    if unit.dummy or not remnant(state, unit):
        return Refusal("3.10", "merge.strong", me)
    if unit.fought or into.fought:
        return Refusal("3.10", "merge.fought", me)
    strength = (theirs.men, theirs.guns, theirs.mgs)
    together = (unit.men + into.men, unit.guns + into.guns, unit.mgs + into.mgs)
    if any(count > first for count, first in zip(together, strength, strict=True)):
        return Refusal("3.10", "merge.full", {**me, "men": theirs.men})
    return None


def merge(ledger: Ledger, unit: Unit, number: int) -> None:
    """Let a remnant join another unit.  [3.10]"""
    into = ledger.state.unit(number)
    men = unit.men + into.men
    morale = (unit.men * unit.morale + into.men * into.morale) // men if men else min(unit.morale, into.morale)
    ledger.record(UnitMerged(unit.number, number, men, unit.guns + into.guns, unit.mgs + into.mgs, morale))
    ledger.record(UnitLeft(unit.number, Status.GONE, 0, 0, "merged"))


def power(state: State, unit: Unit, cell: Cell, *, attacking: bool) -> int:
    """What the unit is worth in a fight for a hex.  [3.1, 3.2, 3.3, 3.4, 3.9]"""
    if unit.dummy:
        return 0
    scenario = state.scenario
    row, chart = scenario.types[unit.number], scenario.charts.units
    terrain = scenario.board.terrain[cell]
    ground = scenario.charts.terrain.ground[terrain]
    men = unit.men
    if attacking:
        worth = row.led_attack if row.led_attack and chief_here(state, unit) else row.attack
    else:
        worth = row.defence_in.get(terrain, row.defence)
    if row.dismounted is not None and not ground.open:
        men = men * scenario.charts.combat.dismounted_share // 100
        worth = row.dismounted[0 if attacking else 1]
    guns, mgs = (chart.gun_attack, chart.mg_attack) if attacking else (chart.gun_defence, chart.mg_defence)
    hundredfold = men * worth * 10 + unit.guns * guns * ground.guns + unit.mgs * mgs * 100
    if unit.men:
        hundredfold += (row.machine_attack if attacking else row.machine_defence) * 100
    band = mood(state, unit)
    spirit = (band.attack or band.defence) if attacking else band.defence
    return hundredfold * want(state, unit).power * spirit // 1_000_000
