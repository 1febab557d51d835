"""Attacks: which enemy stack to hit, with whom, and from where.

Targets are sifted by rough odds; a promising one is judged by the exact forecast the umpire will resolve it by, as if
all who can come had come.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from game import questions, umpire
from game.ai.approach import WORTH_HUNGER, approach, pays
from game.ai.ground import reach
from game.ai.march import in_columns, may_march
from game.ai.survey import NEAR, NEVER, Survey
from game.hexes import Cell, CellSet
from game.model.actions import Action, Attack, Move
from game.model.events import UnitMoved
from game.model.forces import Posture, Unit
from game.model.judgement import Forecast
from game.model.state import State

AT_HAND = 2
"""Targets that are judged exactly for one blow, at most, of those that need no marches to be hit."""

MARCHED = 1
"""The same of those that do."""

PLENTY = 6
"""How many times the enemy's power is sent against him in the open, and once more for each column of cover."""

ELUSIVE = 15
"""Ways of 36 to slip away from which an enemy is not marched after, but for a stake."""

MASS = 300
"""The power of an enemy that is worth a point more to drive off."""

SURE = 8
"""The column after which more help is not counted."""

TRAIN = 4
"""The stake of a convoy."""

BARRING = 2
"""The stake of an enemy who stands in the way."""

DETOUR = 6
"""Points by which a way may be longer that still counts as the way."""

CALLED = 4
"""Hexes from which units are called to an attack."""

CHARGE = "20.8"
"""The clause that refuses a charge where a plain attack may be made."""


@dataclass(frozen=True, slots=True)
class Blow:
    """A planned attack: the marches before it, the attack, and how good it looks."""

    marches: tuple[Move, ...]
    attack: Attack
    score: int


def blows(
    survey: Survey, tied: frozenset[int], *, hunting: bool = False, ground: CellSet = -1
) -> Iterator[list[Action]]:
    """The orders for the attacks that are good enough, the most promising first; nobody strikes two blows.

    Units of `tied` do not leave their hexes for it.  A blow is struck by those who stand beside the enemy already, and
    others are called to it; from afar they march against the chief aim alone, those who are `hunting` against anybody.
    Only enemies on the hexes of `ground` are struck.
    """
    least, hunting = survey.doctrine.least, hunting or survey.doctrine.hunting
    left = {True: AT_HAND, False: MARCHED}
    chief = 0 if survey.chief_aim is None else survey.chief_aim.cell
    for cell, able in _targets(survey, tied, least):
        if not ground >> cell & 1:
            continue
        near = [unit for unit in able if not survey.busy(unit)]
        beside = [unit for unit in near if survey.grid.adjacent(unit.cell, cell)]
        at_hand = bool(beside) and _guess(survey, cell, beside) >= least - _leeway(survey, cell)
        if near and left[at_hand] and (at_hand or hunting or cell == chief):
            left[at_hand] -= 1
            blow = _worked_out(survey, cell, near, tied, least)
            if blow is not None:
                left = {True: AT_HAND, False: MARCHED}
                yield _ordered(survey, blow)


def _ordered(survey: Survey, blow: Blow) -> list[Action]:
    """The orders that carry out a blow, which is part of the plan from now on."""
    men = dict(survey.men)
    for march in blow.marches:
        survey.send(survey.state.unit(march.unit), march.route[-1])
    survey.rest(blow.attack.units)
    return [*in_columns(survey, blow.marches, men), blow.attack]


def _targets(survey: Survey, tied: frozenset[int], least: int) -> list[tuple[Cell, list[Unit]]]:
    """The enemy hexes where the rough odds are good enough, with the units that might come, most promising first."""
    ready = _ready(survey, tied)
    rough: list[tuple[int, Cell, list[Unit]]] = []
    for cell in survey.foes:
        if survey.state.forces.engaged >> cell & 1:
            continue
        near: list[Unit] = []
        around = reach(survey.scenario, cell, CALLED)
        for here, units in ready.items():
            if around >> here & 1:
                steps = survey.grid.distance(here, cell)
                near += [
                    unit
                    for unit, points in units
                    if (steps == 1 or points >= (steps - 1) * 2) and survey.roams(unit, cell)
                ]
        if near:
            guess = _guess(survey, cell, near)
            if guess >= least - _leeway(survey, cell):
                rough.append((-_promise(survey, cell, near, guess), cell, near))
    return [(cell, near) for _, cell, near in sorted(rough, key=lambda entry: entry[:2])]


def _leeway(survey: Survey, cell: Cell) -> int:
    """Columns by which a rough guess may fall short: some where a town pays, for the forecast knows better."""
    return 3 if pays(survey, cell) else 0


def _ready(survey: Survey, tied: frozenset[int]) -> dict[Cell, list[tuple[Unit, int]]]:
    """By hex: the units that may attack, with the points they may march for it."""
    ready: dict[Cell, list[tuple[Unit, int]]] = {}
    for unit in survey.own:
        if not unit.fought and not unit.due and not unit.repulsed and survey.attack(unit) and survey.steadfast(unit):
            points = 0 if unit.number in tied else survey.mobile(unit)
            ready.setdefault(unit.cell, []).append((unit, points))
    return ready


def _promise(survey: Survey, cell: Cell, near: list[Unit], guess: int) -> int:
    """Roughly how good it would be to drive the enemy from a hex."""
    return (3 + _stake(survey, cell, near) + survey.foe_guard(cell) // MASS) * (min(guess, SURE) - 2)


def _guess(survey: Survey, cell: Cell, near: list[Unit]) -> int:
    """The column after the shifts of the ground, if everybody near came."""
    worth = survey.worth
    return _column(survey, cell, sum([worth[unit.number].attack for unit in near]))


def _column(survey: Survey, cell: Cell, power: int) -> int:
    """The column after the shifts of the ground for so much power."""
    return odds_column(survey.state, power, survey.foe_guard(cell)) + _cover(survey, cell) + 1


def _cover(survey: Survey, cell: Cell) -> int:
    """Columns that ground, town or works and trenches take from the attacker, roughly: nought or less."""
    lines = questions.lines_standing(survey.state, cell)
    shelter, walls = survey.scenario.remembered(("ai shelter", cell, len(lines)), lambda: _shelter(survey, cell))
    if walls or not any(unit.dug_in for unit in survey.foes[cell]):
        return shelter
    return shelter + survey.scenario.charts.combat.shifts["dug_in"]


def _shelter(survey: Survey, cell: Cell) -> tuple[int, bool]:
    """Columns of a hex's ground, town or works, and whether it has works."""
    chart, board = survey.scenario.charts, survey.scenario.board
    town = chart.combat.shifts["town"] if board.town_at(cell) is not None else 0
    ground = min(chart.terrain.ground[board.terrain[cell]].defence, town)
    lines = questions.lines_standing(survey.state, cell)
    return (min(ground, lines[0].shift), True) if lines else (ground, False)


def odds_column(state: State, mine: int, theirs: int) -> int:
    """The column of the ladder for two powers, -1 below the lowest."""
    column = -1
    for attacker, defender in state.scenario.charts.combat.columns:
        if mine * defender < theirs * attacker:
            return column
        column += 1
    return column


def _stake(survey: Survey, cell: Cell, near: list[Unit]) -> int:
    """What stands on the hex besides men: a place that matters, a depot, a train, the way to the chief aim."""
    stake = survey.stakes.get(cell, 0)
    if any(survey.role(foe).convoy for foe in survey.foes[cell]):
        stake += TRAIN
    return stake or (BARRING if _in_the_way(survey, cell, near) else 0)


def _in_the_way(survey: Survey, cell: Cell, near: list[Unit]) -> bool:
    """Whether an enemy stands on the way of the first of these units to the chief aim, or near it."""
    aim = survey.chief_aim
    if aim is None:
        return False
    unit = near[0]
    down = survey.way(unit, aim.cell)
    here = down[unit.cell]
    return here < NEVER and down[cell] + 2 * survey.grid.distance(unit.cell, cell) <= here + DETOUR


def _worked_out(survey: Survey, cell: Cell, near: list[Unit], tied: frozenset[int], least: int) -> Blow | None:
    """Choose attackers, as many as are needed and can come, and judge the attack as if they stood there."""
    stake = _stake(survey, cell, near)
    bar = least - _leeway(survey, cell)
    needed = survey.foe_guard(cell) * (PLENTY - _cover(survey, cell))
    crew: list[Unit] = []
    marches: list[Move] = []
    taken: list[Cell] = []
    coming: dict[Cell, int] = {}
    power, hoped = 0, sum([survey.attack(unit) for unit in near])
    for unit in sorted(near, key=lambda u: (not survey.grid.adjacent(u.cell, cell), -survey.attack(u), u.number)):
        if crew and power >= needed:
            break
        if survey.grid.adjacent(unit.cell, cell):
            taken.append(unit.cell)
        else:
            march = None if unit.number in tied else approach(survey, unit, cell, taken, coming, stake)
            if march is None:
                hoped -= survey.attack(unit)
                if _column(survey, cell, hoped) < bar:
                    return None
                continue
            marches.append(march)
            taken.append(march.route[-1])
            coming[march.route[-1]] = coming.get(march.route[-1], 0) + unit.men
        crew.append(unit)
        power += survey.attack(unit)
    if not crew or _column(survey, cell, power) < bar or (len(set(taken)) == 1 and _slippery(survey, cell)):
        return None
    return _tried(survey, cell, crew, marches, least, stake)


def _slippery(survey: Survey, cell: Cell) -> bool:
    """Whether the enemy means to slip away and the ground helps him: from one side he is not to be caught."""
    board = survey.scenario.board
    if board.town_at(cell) is not None or survey.scenario.charts.terrain.ground[board.terrain[cell]].evade >= 0:
        return False
    return all(foe.posture is Posture.EVADE for foe in survey.foes[cell] if survey.roles[foe.number].fights)


def _tried(survey: Survey, cell: Cell, crew: list[Unit], marches: list[Move], least: int, stake: int) -> Blow | None:
    """Judge the attack as if the attackers had marched, leaving out who may not march or attack."""
    marched = [march for march in marches if may_march(survey, march)]
    moved = [UnitMoved(march.unit, march.route, 0) for march in marched]
    world = (survey.state, *umpire.unfold(survey.state, moved))[-1]
    stay = {march.unit for march in marches} - {march.unit for march in marched}
    force = [world.unit(unit.number) for unit in crew if unit.number not in stay]
    able = tuple(sorted(unit.number for unit in force if questions.able(world, unit, cell) is None))
    if not any(survey.roles[number].fights for number in able):
        return None
    return _judged(survey, world, cell, able, tuple(march for march in marched if march.unit in able), least, stake)


def _judged(
    survey: Survey, world: State, cell: Cell, crew: tuple[int, ...], marches: tuple[Move, ...], least: int, stake: int
) -> Blow | None:
    """The better of the plain attack and the charge, if it is good enough.  An idle chase after the elusive is not."""
    best: Blow | None = None
    legal = False
    machine_guns = any(foe.mgs for foe in survey.foes[cell])
    for charge in (True, False):
        attack = Attack(cell, crew, charge)
        if charge and not any(survey.roles[number].charges for number in crew):
            continue
        if not charge and best is not None and not machine_guns:
            break
        if charge or not legal:
            refused = umpire.refusal(world, attack)
            legal = refused is None or refused.clause == CHARGE
            if refused is not None:
                continue
        forecast = questions.prospect(world, attack)
        if not _hopeful(survey, cell, forecast, least, stake):
            continue
        if marches and not stake and _elusive(forecast) >= ELUSIVE:
            continue
        score = _score(forecast, stake)
        if score > 0 and (best is None or score > best.score):
            best = Blow(marches, attack, score)
    return best


def _hopeful(survey: Survey, cell: Cell, forecast: Forecast, least: int, stake: int) -> bool:
    """Whether an attack is likely enough to drive the enemy off: where nothing is at stake, more so."""
    driven = forecast.ways("DR", "DX") * (36 - _elusive(forecast)) // 36
    bars = survey.doctrine
    if stake >= WORTH_HUNGER:
        return forecast.column >= min(least, bars.fair) and (driven >= bars.storm or not pays(survey, cell))
    idle = not stake and not any(survey.grid.distance(cell, there) <= NEAR for there in survey.stakes)
    return forecast.column >= least and driven >= (bars.surely if idle else bars.likely)


def _score(forecast: Forecast, stake: int) -> int:
    """What the attack is worth: ground and men won against men lost and the risk of being thrown back."""
    driven = forecast.ways("DR", "DX")
    thrown = forecast.ways("AX", "AR")
    won = sum(line.ways * line.defender_loss for line in forecast.lines) // 36
    lost = sum(line.ways * line.attacker_loss for line in forecast.lines) // 36
    score = driven * (3 + stake + forecast.defender // MASS) + forecast.ways("DX") * 2 - thrown * 4 + (won - lost) // 4
    return score * (36 - _elusive(forecast)) // 36


def _elusive(forecast: Forecast) -> int:
    """Ways of 36 that the defender slips away."""
    return sum(chance.ways for chance in forecast.tests if chance.test == "evasion")
