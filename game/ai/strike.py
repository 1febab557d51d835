"""Attacks: which enemy stack to hit, with whom, and from where.

Targets are sifted by rough odds; a promising one is marched out on an imagined world and judged by the exact forecast
the umpire will resolve it by.
"""

from dataclasses import dataclass

from game import questions, umpire
from game.ai.ground import field_to, steps_of
from game.ai.survey import Survey
from game.hexes import Cell, opposite
from game.model.actions import Action, Attack, Move
from game.model.forces import Unit
from game.model.judgement import Forecast
from game.model.state import State

GOOD = 5
"""The column after shifts from which an attack is worth making: two to one."""

FAIR = 4
"""The column that will do where a place is at stake."""

TRIED = 3
"""Targets that are marched out and judged exactly in one asking, at most."""

LEASH = 30
"""Points beyond which nobody is called to an attack."""


@dataclass(frozen=True, slots=True)
class Blow:
    """A planned attack: the marches before it, the attack, and how good it looks."""

    marches: tuple[Move, ...]
    attack: Attack
    score: int

    @property
    def orders(self) -> tuple[Action, ...]:
        """The orders that carry it out."""
        return (*self.marches, self.attack)


def best_blow(survey: Survey, tied: frozenset[int], least: int = GOOD) -> Blow | None:
    """The best attack the side can make now, or None.  Units of `tied` do not leave their hexes for it."""
    ready = [u for u in survey.own if not u.fought and not u.repulsed and survey.steadfast(u) and survey.attack(u)]
    if not ready or not survey.foe_cells:
        return None
    engaged = survey.state.forces.engaged
    rough: list[tuple[int, Cell, list[Unit]]] = []
    for cell in survey.foe_hexes():
        if engaged >> cell & 1:
            continue
        near = [u for u in ready if _in_call(survey, u, cell, tied)]
        if near:
            guess = _guess(survey, cell, near)
            if guess >= least - 1:
                rough.append((-guess * 4 - _stake(survey, cell), cell, near))
    blows = [blow for _, cell, near in sorted(rough)[:TRIED] if (blow := _worked_out(survey, cell, near, tied, least))]
    return max(blows, key=lambda blow: (blow.score, -blow.attack.target), default=None)


def _in_call(survey: Survey, unit: Unit, cell: Cell, tied: frozenset[int]) -> bool:
    steps = survey.grid.distance(unit.cell, cell)
    if steps == 1:
        return True
    if unit.number in tied or steps > 6:
        return False
    return (steps - 1) * 2 <= survey.mobile(unit)


def _guess(survey: Survey, cell: Cell, near: list[Unit]) -> int:
    """The column after the shifts of the ground, if everybody near came."""
    mine = sum(survey.attack(unit) for unit in near)
    theirs = survey.foe_guard(cell)
    chart = survey.scenario.charts
    board = survey.scenario.board
    shift = chart.terrain.ground[board.terrain[cell]].defence + (board.town_at(cell) is not None) * -1
    shift += _works(survey, cell)
    if any(unit.dug_in for unit in survey.foes_on(cell)):
        shift += chart.combat.shifts.get("dug_in", -1)
    return odds_column(survey.state, mine, theirs) + shift + 1


def _works(survey: Survey, cell: Cell) -> int:
    for works in survey.scenario.works:
        if survey.scenario.board.spot(works.at) == cell:
            return works.shift
    return 0


def odds_column(state: State, mine: int, theirs: int) -> int:
    """The column of the ladder for two powers, -1 below the lowest."""
    column = -1
    for number, (attacker, defender) in enumerate(state.scenario.charts.combat.columns):
        if mine * defender >= theirs * attacker:
            column = number
    return column


def _stake(survey: Survey, cell: Cell) -> int:
    """What stands on the hex besides men: a place that matters, a depot, a train."""
    stake = max((aim.worth for aim in survey.aims if aim.cell == cell), default=0)
    if any("convoy" in survey.traits(foe) for foe in survey.foes_on(cell)):
        stake += 4
    return stake


def _worked_out(survey: Survey, cell: Cell, near: list[Unit], tied: frozenset[int], least: int) -> Blow | None:
    """March the attackers out on an imagined world and judge the attack there."""
    world = umpire.imagine(survey.state, 0)
    marches: list[Move] = []
    taken: list[Cell] = [unit.cell for unit in near if survey.grid.adjacent(unit.cell, cell)]
    crew = [unit.number for unit in near if survey.grid.adjacent(unit.cell, cell)]
    movers = [unit for unit in near if not survey.grid.adjacent(unit.cell, cell) and unit.number not in tied]
    movers.sort(key=lambda unit: (-survey.attack(unit), unit.number))
    for unit in movers:
        if crew and _enough(survey, world, cell, crew):
            break
        march = _approach(survey, world, unit, cell, taken)
        if march is None or umpire.refusal(world, march) is not None:
            continue
        world = umpire.apply(world, march).state
        if survey.grid.adjacent(world.unit(unit.number).cell, cell):
            marches.append(march)
            taken.append(march.route[-1])
            crew.append(unit.number)
    if not crew:
        return None
    return _judged(survey, world, cell, tuple(sorted(crew)), tuple(marches), least)


def _enough(survey: Survey, world: State, cell: Cell, crew: list[int]) -> bool:
    """Whether those who are there already need nobody more."""
    mine = sum(questions.power(world, world.unit(number), cell, attacking=True) for number in crew)
    return mine >= survey.foe_guard(cell) * 6


def _approach(survey: Survey, world: State, unit: Unit, cell: Cell, taken: list[Cell]) -> Move | None:
    """The march that brings a unit beside the target, behind it if a friend stands before it."""
    points = survey.mobile(unit)
    wheeled = survey.scenario.types[unit.number].movement == "wheeled"
    steps = steps_of(world, unit)
    goals = [behind for near in taken[:1] if (behind := _across(survey, near, cell))]
    for goal in (*goals, cell):
        down = field_to(world, unit, 1 << goal, LEASH)
        way = survey.pace.walk(steps, unit.cell, down, points, fresh=not unit.spent, wheeled=wheeled)
        if way and survey.grid.adjacent(way[-1], cell) and _has_room(world, unit, way[-1]):
            return Move(unit.number, tuple(way))
    return None


def _has_room(world: State, unit: Unit, cell: Cell) -> bool:
    men = sum(other.men for other in world.forces.at(cell))
    return men + unit.men <= questions.stacking(world, cell)


def _across(survey: Survey, near: Cell, cell: Cell) -> Cell:
    """The free hex on the other side of the target, or no hex."""
    behind = survey.grid.step(cell, opposite(survey.grid.direction(cell, near)))
    open_ground = behind and survey.scenario.board.ground >> behind & 1 and not survey.pace.closed >> behind & 1
    return behind if open_ground else 0


def _judged(
    survey: Survey, world: State, cell: Cell, crew: tuple[int, ...], marches: tuple[Move, ...], least: int
) -> Blow | None:
    """The better of the plain attack and the charge, if it is good enough."""
    best: Blow | None = None
    stake = _stake(survey, cell)
    for charge in (False, True):
        attack = Attack(cell, crew, charge)
        if charge and not any("charge" in survey.scenario.types[n].traits for n in crew):
            continue
        if umpire.refusal(world, attack) is not None:
            continue
        forecast = umpire.forecast(world, attack)
        if forecast.column < (min(least, FAIR) if stake >= 4 else least):
            continue
        score = _score(forecast, stake)
        if score > 0 and (best is None or score > best.score):
            best = Blow(marches, attack, score)
    return best


def _score(forecast: Forecast, stake: int) -> int:
    """What the attack is worth: ground and men won against men lost and the risk of being thrown back."""
    driven = forecast.ways("DR", "DX")
    thrown = forecast.ways("AX", "AR")
    won = sum(line.ways * line.defender_loss for line in forecast.lines) // 36
    lost = sum(line.ways * line.attacker_loss for line in forecast.lines) // 36
    return driven * (3 + stake) + forecast.ways("DX") * 2 - thrown * 4 + 2 * (won - lost)
