"""Chapter 20. The odds of an attack.

20.1  Any units next to a hex with an enemy that have not fought may attack it together, if they are steady or
      shaken, have power, and were not repulsed in their last part; crews only with men who fight.  They may not
      attack across water they could not cross, nor over a pass closed by snow.
20.2  A hex may be attacked once in a part.
20.3  The powers of either side are added, and their ratio, rounded against the attacker, gives the column.
      Against a stack without power the best result is certain.
20.4  Ground, a town, and manned works shelter the defender: the best of the three counts.  Dug-in defenders
      gain 1, most of them trained 2, but not in works.
20.5  A river counts when every attacker is across one: the least of their shifts.
20.6  A leader counts for either side; guns or machine guns together with foot or horse count for the attacker
      where the ground lets them; attackers on two opposite sides count 1, on three with an opposite pair 2.
20.7  Against manned works men who are not trained count half, guns whole; trained men who are a third of the
      storming power add 1.
20.8  A charge is declared by the attacker against open ground, no town, no works, not across a great river,
      when at least half his power is of units that charge.
20.9  A stack all of whose men ride, or are mountaineers, and are ordered to evade, not in a town or works, may
      slip away together, up to two hexes, to one with room, not beside the attackers and free of enemy zones.
      Two dice must reach a number that depends on the ground, on the dark and on the sides attacked.  If they do
      not, the attacker gains 1.
20.10  Below the lowest column the men go only if two dice do not pass the morale of the largest attacking unit.
20.11  The sum of shifts is held between its bounds.  The forecast shows exactly what will be thrown for, as far as
      the attacker can know; what he could not know, the fight tells him.
20.12  A crest climbed by every attacker shelters the defender by 1, two crests by 2.
20.13  An attack surprises, and gains 1, if of those who go in each was seen by no enemy when the part began, or
      attacks across a ford that ford-men opened this turn.  An ambush does not surprise as well.
20.14  In the dark an attack gains 1 if most of its power is that of untrained men, and loses 1 if most is that of
      trained ones.
20.15  Where guns carry farther than the next hex, batteries that have not moved in this part may fire for others who
      attack, as far as they carry, unless some hex between is higher than both ends.  They add their power and make
      combined arms.  In all else, sides, rivers, crests, losses and what becomes of the attackers, they have no part.
20.16  A charge gains what the chart says for the size of the hexes.
20.17  What the enemies could do to a hex is told by the same forecast, as their next part finds them.  Of each side are
      tried: all who are seen where they could attack it; all of them in a charge; and, in a charge alone, those of
      them who charge and are not across a great river.  The best is that which most likely drives men off, the
      chance that it comes to a fight counted in.
20.18  Where guns carry farther than the next hex, guns that have moved in this part are still limbered: they do not
      count in an attack.
20.19  Rivers and crests, opposite sides and sides that are closed to those who slip away count by those who bring at
      least a tenth of the attack's power.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from game.hexes import Cell
from game.model.actions import Attack
from game.model.charts import Row
from game.model.forces import Posture, Unit
from game.model.judgement import HELPLESS, Chance, Forecast, Line, Refusal, Shift
from game.model.state import State
from game.rules import in_force, losses, morale, movement, ranks, retreat, shifts, sight, terrain, units, weather, works


def defenders(state: State, target: Cell, side: str) -> tuple[Unit, ...]:
    """The units on a hex that a side at war with them would have to fight."""
    return tuple(u for u in state.forces.at(target) if state.bonds.at_war(side, u.side))


def able(state: State, unit: Unit, target: Cell) -> Refusal | None:
    """Whether one unit may take part in an attack on a hex, whatever the others do.  [20.1, 20.15]"""
    me: dict[str, int | str] = {"unit": unit.number, "cell": target}
    grid = state.scenario.board.grid
    near = grid.adjacent(unit.cell, target)
    if not near and not shifts.in_range(state, unit, target):
        return Refusal("20.1", "attack.far", me)
    if unit.due:
        return units.at_drill(unit)
    if unit.fought:
        return Refusal("20.1", "attack.fought", me)
    if unit.repulsed:
        return Refusal("20.1", "attack.repulsed", me)
    barred = in_force.forbids_attack(state, unit, target) if state.table.lasting else None
    if barred is not None:
        return barred
    unwilling = ranks.obeys_attack(state, unit, target)
    if unwilling is not None:
        return unwilling
    if not units.mood(state, unit).attack:
        return Refusal("20.1", "attack.morale", {**me, "morale": unit.morale})
    if not units.power(state, unit, target, attacking=True):
        return Refusal("20.1", "attack.no_power", me)
    if not near:
        return None
    direction = grid.direction(unit.cell, target)
    river = state.scenario.board.rivers.get((unit.cell, direction))
    if river is not None and terrain.prices(state.scenario, units.mover(state, unit), weather.going(state, unit.side))[
        unit.cell
    ].get(target) is None:  # fmt: skip
        return Refusal("20.1", "attack.water", me)
    if weather.now(state).drifts and terrain.over_pass(state.scenario.board, unit.cell, direction):
        return Refusal("20.1", "attack.pass", me)
    return None


def judge(state: State, attack: Attack) -> Refusal | None:
    """Whether an attack may be made.  [20.1, 20.2, 20.8]"""
    target: dict[str, int | str] = {"cell": attack.target}
    if not attack.units or tuple(sorted(set(attack.units))) != attack.units:
        return Refusal("20.1", "attack.nobody", target)
    if not state.scenario.board.grid.has(attack.target) or not defenders(state, attack.target, state.actor):
        return Refusal("20.1", "attack.no_enemy", target)
    if movement.defenceless(state, attack.target, state.actor):
        return Refusal("16.3", "attack.defenceless", target)
    if state.forces.engaged >> attack.target & 1:
        return Refusal("20.2", "attack.engaged", target)
    for number in attack.units:
        refused = able(state, state.unit(number), attack.target)
        if refused is not None:
            return refused
    if not any(units.fights(state, state.unit(number)) for number in attack.units):
        return Refusal("20.1", "attack.crews", target)
    if attack.charge:
        return judge_charge(state, attack)
    return None


def judge_charge(state: State, attack: Attack) -> Refusal | None:
    """Whether an attack may be a charge.  [20.8]"""
    scenario, force = state.scenario, tuple([state.unit(number) for number in attack.units])
    target: dict[str, int | str] = {"cell": attack.target}
    open_ground = scenario.charts.terrain.ground[scenario.board.terrain[attack.target]].open
    if not open_ground or scenario.board.town_at(attack.target) is not None:
        return Refusal("20.8", "charge.ground", target)
    if works.manned(state, attack.target, defenders(state, attack.target, force[0].side)) is not None:
        return Refusal("20.8", "charge.works", target)
    riding = whole = 0
    for unit in shifts.at_hand(state, force, attack.target):
        river = shifts.water(state, unit.cell, attack.target)
        strength = units.power(state, unit, attack.target, attacking=True)
        whole += strength
        if units.has(state, unit, "charge"):
            riding += strength
            if river == "major":
                return Refusal("20.8", "charge.water", target)
    return None if riding * 2 >= whole and riding else Refusal("20.8", "charge.horse", target)


def column(state: State, attacker: int, defender: int) -> int:
    """The odds column of two powers: index into the chart, -1 below its lowest.  [20.3]"""
    columns = state.scenario.charts.combat.columns
    best = -1
    for number, (mine, theirs) in enumerate(columns):
        if attacker * theirs >= defender * mine:
            best = number
    return best


def row_of(state: State, place: int, throw: int) -> tuple[int, Row]:
    """The result and the row of the ladder for a throw at a place on it."""
    chart = state.scenario.charts.combat
    result = min(max(throw + place, chart.first_result), chart.first_result + len(chart.rows) - 1)
    return result, chart.rows[result - chart.first_result]


def wary(state: State, stack: Iterable[Unit]) -> bool:
    """Whether all the men of a stack are ordered to evade.  [20.9]"""
    men = [unit for unit in stack if not units.has(state, unit, "leader")]
    return bool(men) and not any(unit.posture is not Posture.EVADE for unit in men)


def evasion_number(
    state: State, target: Cell, force: tuple[Unit, ...], stack: tuple[Unit, ...], main: tuple[Unit, ...] = ()
) -> int | None:
    """The least throw with which a stack slips away, or None if it does not try; the `main` force closes sides.

    [20.9, 20.19, 25.22]
    """
    if not wary(state, stack):
        return None
    scenario, chart = state.scenario, state.scenario.charts.combat
    men = [unit for unit in stack if not units.has(state, unit, "leader")]
    carded = state.table.lasting
    if not all(
        units.mounted(state, unit)
        or units.has(state, unit, "mountaineer")
        or (carded and in_force.evading(state, unit))
        for unit in men
    ):
        return None
    if scenario.board.town_at(target) is not None or works.manned(state, target, stack) is not None:
        return None
    if not escape(state, force, men):
        return None
    number = chart.evade_number + scenario.charts.terrain.ground[scenario.board.terrain[target]].evade
    if not any(units.mounted(state, unit) for unit in force):
        number += chart.evade_on_foot
    if weather.dark(state):
        number += chart.evade_night
    if carded:
        number -= in_force.evasion(state, men)
    count, facing = shifts.sides_attacked(state, target, main or force)
    return number + chart.evade_side * (count - 1) + (chart.evade_opposite if facing else 0)


def escape(state: State, force: Iterable[Unit], stack: Iterable[Unit]) -> tuple[Cell, ...]:
    """The way by which the men of a stack slip away together, empty if there is none.  [20.9]"""
    foes = tuple(sorted({foe.cell for foe in force}))
    men = tuple(unit for unit in stack if not units.has(state, unit, "leader"))
    return retreat.way_out(state, men, state.scenario.charts.combat.evade_hexes, foes)


class Balance(NamedTuple):
    """What is weighed before the dice of a fight: powers, column, shifts and their sum, tests.

    `slip` is the least throw with which the defender slips away, None if he does not try.
    """

    attacker: int
    defender: int
    plain: int
    shifts: tuple[Shift, ...]
    total: int
    tests: tuple[Chance, ...]
    slip: int | None

    @property
    def column(self) -> int:
        """The place on the ladder; beyond its end against men without power."""
        return self.plain + self.total if self.defender else HELPLESS


def balance(state: State, attack: Attack, *, ambush: bool = False) -> Balance:
    """Weigh an attack: all that a forecast and the fight itself go by.  [20.3 to 20.16, 20.18, 20.19]"""
    chart = state.scenario.charts.combat
    force = tuple([state.unit(n) for n in attack.units])
    if state.scenario.measures.guns > 1:
        force = tuple([limbered(unit) if unit.spent else unit for unit in force])
    line = shifts.at_hand(state, force, attack.target)
    side = force[0].side
    stack = defenders(state, attack.target, side)
    walled = not ambush and works.manned(state, attack.target, stack) is not None
    powers = tuple([_storming(state, unit, attack.target, walled=walled) for unit in force])
    mine = sum(powers)
    met = tuple([limbered(unit) for unit in stack]) if ambush else stack
    theirs = sum([units.power(state, unit, attack.target, attacking=False) for unit in met])
    plain = column(state, mine, theirs)
    found = [] if ambush else shifts.shelter(state, attack.target, stack)
    found += shifts.all_others(state, attack, force, stack, powers)
    if walled:
        found += shifts.at_walls(state, attack.target, force, powers)
    if ambush:
        found.append(Shift("ambush", chart.shifts["ambush"]))
    else:
        found += shifts.surprise(state, attack.target, line)
    tests = []
    if plain < 0:
        largest = max(line, key=lambda unit: (unit.men, -unit.number))
        tests.append(Chance("resolve", morale.ways_at_most(largest.morale + state.scenario.charts.morale.hard)))
    main = shifts.front(line, force, powers)
    number = None if ambush else evasion_number(state, attack.target, line, stack, main)
    if number is not None:
        tests.append(Chance("evasion", 36 - morale.ways_at_most(number - 1)))
        found.append(Shift("failed_evasion", chart.shifts["failed_evasion"]))
    total = min(max(sum([s.columns for s in found]), chart.least_shift), chart.most_shift)
    return Balance(mine, theirs, plain, tuple(found), total, tuple(tests), number)


def forecast(state: State, attack: Attack, *, ambush: bool = False) -> Forecast:
    """What an attack comes to, by the tables that will resolve it, and the men it may yet meet.  [20.3 to 20.16]"""
    near = state.scenario.board.grid.within(attack.target, 1)
    return prospect(state, attack, sight.might_hide(state, near, state.unit(attack.units[0]).side), ambush=ambush)


def prospect(state: State, attack: Attack, unseen: int = 0, *, ambush: bool = False) -> Forecast:
    """The same without a look at who may be hidden near by.  [20.3 to 20.16]"""
    share = state.scenario.charts.combat.loss_share
    found = balance(state, attack, ambush=ambush)
    side = state.unit(attack.units[0]).side
    stack = defenders(state, attack.target, side)
    line = shifts.at_hand(state, tuple([state.unit(n) for n in attack.units]), attack.target)
    my_men, their_men = sum([u.men for u in line]), sum([u.men for u in stack])
    lines = []
    for result, row, ways in _throws(state, found.column):
        price, toll = losses.tolls(state, attack, (side, stack[0].side if stack else ""), stack, result, row)
        mine_lost = losses.men_lost(my_men, price, found.defender, share)
        lines.append(
            Line(result, ways, row.outcome, mine_lost, losses.men_lost(their_men, toll, found.attacker, share))
        )
    return Forecast(
        attack.target, found.attacker, found.defender, found.plain, found.shifts, found.total, tuple(lines),
        found.tests, unseen,
    )  # fmt: skip


def limbered(unit: Unit) -> Unit:
    """A unit whose guns do not count."""
    return replace(unit, guns=0) if unit.guns else unit


def _throws(state: State, place: int) -> tuple[tuple[int, Row, int], ...]:
    """What the eleven sums of two dice give at a place on the ladder: result, row, and ways of 36."""
    return state.scenario.remembered(
        ("throws", place),
        lambda: tuple((*row_of(state, place, throw), 6 - abs(7 - throw)) for throw in range(2, 13)),
    )


def _storming(state: State, unit: Unit, target: Cell, *, walled: bool) -> int:
    """What a unit is worth in an attack, halved for undrilled men at walls, and for the sullen there.  [15.3, 20.7]"""
    strength = units.power(state, unit, target, attacking=True)
    if ranks.half_hearted(state, unit) and (walled or state.scenario.board.town_at(target) is not None):
        strength //= 2
    undrilled = units.fights(state, unit) and not units.trained(state, unit)
    return strength // 2 if walled and undrilled else strength
