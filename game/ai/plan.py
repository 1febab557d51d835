"""Who keeps what, and who goes where: each unit is given a hex to make for.

First garrisons, then the defence of what is threatened, then the places to take in the order of their dates, each with
force enough; who is left over raids, or musters where the next blow will fall.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from game.ai.aims import BLOCKERS, Aim
from game.ai.ground import reach
from game.ai.survey import NEVER, Survey
from game.hexes import Cell, cells_of
from game.model.forces import Unit

WEARY = 4
"""Morale at which a unit is taken out of the line."""

CALL = 60
"""Points of way from which a unit is called to defend a place."""

STURDY = 5
"""Halves of its own power that a garrison of weight is to be safe against."""

LAST_DITCH = 6
"""The worth from which a place is held whatever comes."""

TURNS_OUT = 2
"""Turns of march from which bands come to take a place; regulars come from anywhere."""

NEAR_BY = 2
"""Hexes round a place whose enemies help to hold it."""

RAID = 8
"""Hexes within which raiders look for prey."""


@dataclass(slots=True)
class Plan:
    """Goals by unit, and the units that hold a place and do not leave it."""

    goals: dict[int, Cell] = field(default_factory=dict)
    tied: set[int] = field(default_factory=set)

    def keep(self, unit: Unit) -> None:
        """Tie a unit to where it stands."""
        self.goals[unit.number] = unit.cell
        self.tied.add(unit.number)


def garrisons(survey: Survey) -> Plan:
    """A plan with nothing but garrisons: posts stay, and places that need men keep the fewest that do."""
    plan = Plan()
    for unit in survey.fighters:
        if survey.role(unit).post and survey.scenario.board.place_at(unit.cell) is not None:
            plan.keep(unit)
    for aim in _held(survey):
        if aim.cell in survey.men and (aim.guarded or survey.danger(aim.cell)):
            _leave(survey, plan, aim)
    return plan


def complete(survey: Survey, plan: Plan) -> None:
    """Add to a plan of garrisons a goal for every other unit that fights and has one."""
    for unit in survey.fighters:
        if (unit.hunger or unit.morale <= WEARY) and unit.number not in plan.goals:
            _rest(survey, plan, unit)
    held = _held(survey)
    for aim in held:
        if aim.guarded or survey.danger(aim.cell):
            _call(survey, plan, aim)
    for aim in held:
        _defend(survey, plan, aim)
    first = _take(survey, plan)
    rally = _mustering_place(survey, held)
    for unit in _free(survey, plan):
        if not survey.mobile(unit):
            continue
        prey = _prey(survey, unit)
        if prey is not None:
            plan.goals[unit.number] = prey
        elif first is not None and survey.role(unit).regular:
            plan.goals[unit.number] = first.cell
        elif (
            rally is not None
            and survey.roams(unit, rally)
            and (survey.way(unit, rally)[unit.cell] <= CALL or _idle(survey, unit))
        ):
            plan.goals[unit.number] = rally


def _idle(survey: Survey, unit: Unit) -> bool:
    """Whether nothing that matters is near a unit, nor an enemy."""
    return not reach(survey.scenario, unit.cell, RAID) & (survey.stakes_on | survey.foes_on)


def _held(survey: Survey) -> list[Aim]:
    return sorted((aim for aim in survey.aims if aim.held), key=lambda aim: (-aim.worth, aim.place))


def _free(survey: Survey, plan: Plan) -> list[Unit]:
    return [unit for unit in survey.fighters if unit.number not in plan.goals]


def _leave(survey: Survey, plan: Plan, aim: Aim) -> None:
    """Tie the men a place needs, the fewest that are there; what may decide keeps more."""
    least = survey.scenario.charts.units.garrison_men
    here = sorted(survey.here.get(aim.cell, ()), key=lambda u: (survey.attack(u), u.men, u.number))
    men = sum(u.men for u in here if u.number in plan.tied)
    guard = sum(survey.guard(u) for u in here if u.number in plan.tied)
    wanted = survey.danger(aim.cell) * 2 // STURDY if aim.worth >= LAST_DITCH else 0
    for unit in here:
        if men >= least and guard >= wanted:
            return
        if unit.number not in plan.tied:
            plan.keep(unit)
            men += unit.men
            guard += survey.guard(unit)


def _call(survey: Survey, plan: Plan, aim: Aim) -> None:
    """Call the nearest men to a place that needs them and has none."""
    least = survey.scenario.charts.units.garrison_men
    if not any(u.number in plan.tied and u.men >= least for u in survey.here.get(aim.cell, ())):
        free = [u for u in _free(survey, plan) if u.men >= least]
        for _, unit in _by_way(survey, free, aim.cell)[:1]:
            plan.goals[unit.number] = aim.cell


def _rest(survey: Survey, plan: Plan, unit: Unit) -> None:
    """Take a weary unit to a place where nothing threatens it, and the hungry back to their bread or cartridges."""
    if not survey.mobile(unit):
        plan.goals[unit.number] = unit.cell
    elif unit.morale <= WEARY:
        goal = refuge(survey, unit)
        plan.goals[unit.number] = unit.cell if goal is None else goal
    elif unit.hunger and survey.role(unit).regular and survey.doctrine.frugal and not survey.fed(unit.cell):
        goal = _nearest(survey, unit, survey.stores())
        if goal is not None:
            plan.goals[unit.number] = goal
    elif unit.hunger and not survey.role(unit).regular:
        goal = _nearest(survey, unit, survey.havens)
        if goal is not None:
            plan.goals[unit.number] = goal


def _defend(survey: Survey, plan: Plan, aim: Aim) -> None:
    """Keep and call up power against what threatens a place; a lost cause is left to its garrison."""
    threat = survey.danger(aim.cell)
    if not threat:
        return
    there = sum(survey.guard(u) for u in survey.fighters if plan.goals.get(u.number) == aim.cell)
    near = [(way, u) for way, u in _by_way(survey, _free(survey, plan), aim.cell) if way <= CALL]
    if there + sum(survey.guard(u) for _, u in near) < threat // 3 and aim.worth < LAST_DITCH:
        return
    enough = threat if aim.worth >= LAST_DITCH else threat // 2
    for _, unit in near:
        if there >= enough:
            return
        plan.goals[unit.number] = aim.cell
        there += survey.guard(unit)


def _take(survey: Survey, plan: Plan) -> Aim | None:
    """Send force enough against each place to take, the nearest first; the first such place, or None."""
    missing = [aim for aim in survey.aims if not aim.held]
    first: Aim | None = None
    effort = survey.doctrine.effort
    free = [u for u in _free(survey, plan) if survey.steadfast(u)]
    for aim in sorted(
        missing, key=lambda aim: (aim.place != effort, aim.place >= BLOCKERS, aim.due or 999, -aim.worth, aim.place)
    ):
        theirs = survey.resistance(aim, NEAR_BY)
        if sum([survey.worth[u.number].attack for u in free]) * 4 < theirs * 5:
            continue
        coming = [(way, u) for way, u in _by_way(survey, free, aim.cell) if _comes(survey, u, way, aim)]
        if not coming or sum(survey.attack(u) for _, u in coming) * 4 < theirs * 5:
            continue
        first = first or aim
        sent = 0
        for _, unit in coming:
            if sent and sent * 2 >= theirs * survey.doctrine.enough:
                break
            plan.goals[unit.number] = aim.cell
            sent += survey.attack(unit)
        free = [unit for unit in free if unit.number not in plan.goals]
    return first


def _comes(survey: Survey, unit: Unit, way: int, aim: Aim) -> bool:
    """Whether a unit goes so far for an aim: an enemy on a road, who may be gone tomorrow, is left to those near by."""
    if aim.place >= BLOCKERS:
        return way <= survey.worth[unit.number].allowance
    return survey.role(unit).regular or way <= survey.worth[unit.number].allowance * TURNS_OUT


def _by_way(survey: Survey, units: Iterable[Unit], cell: Cell) -> list[tuple[int, Unit]]:
    """Units with their points of way to a hex, nearest first; who cannot come is left out."""
    ways = [(survey.way(unit, cell)[unit.cell], unit.number, unit) for unit in units if survey.roams(unit, cell)]
    return [(way, unit) for way, _, unit in sorted(ways) if way < NEVER]


def _nearest(survey: Survey, unit: Unit, cells: Iterable[Cell]) -> Cell | None:
    """The hex to which the unit's way is shortest, or None."""
    ways = [(survey.way(unit, cell)[unit.cell], cell) for cell in cells]
    return min(ways)[1] if ways and min(ways)[0] < NEVER else None


def refuge(survey: Survey, unit: Unit) -> Cell | None:
    """The nearest hex of rest: where the unit stands, or a held town without danger.  None if there is none."""
    if not survey.danger(unit.cell):
        return unit.cell
    return _nearest(survey, unit, survey.havens)


def _prey(survey: Survey, unit: Unit) -> Cell | None:
    """Prey near by: trains, and stacks much weaker than oneself and one's friends; None if there is none."""
    near = reach(survey.scenario, unit.cell, RAID) & survey.roles[unit.number].beat & survey.foes_on
    if not near:
        return None
    mine = survey.attack(unit) + survey.friends(unit.cell, 1) // 2
    fed_only = survey.role(unit).regular
    best: tuple[int, Cell] | None = None
    for cell in cells_of(near):
        if survey.foe_guard(cell) * 2 <= mine and not (fed_only and not survey.fed(cell)):
            steps = survey.grid.distance(unit.cell, cell)
            if best is None or steps < best[0]:
                best = (steps, cell)
    return None if best is None else best[1]


def _mustering_place(survey: Survey, held: list[Aim]) -> Cell | None:
    """The held place nearest to the enemy's strongest stack: where the rest gather.  None without an enemy."""
    stacks = [(-sum(survey.attack(foe) for foe in stack), cell) for cell, stack in survey.foes.items()]
    if not stacks or not held:
        return None
    enemy = min(stacks)[1]
    return min(held, key=lambda aim: (survey.grid.distance(aim.cell, enemy) - aim.worth, aim.place)).cell
