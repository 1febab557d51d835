"""Who keeps what, and who goes where: each unit is given a hex to make for.

First garrisons, then the defence of what is threatened, then the places to take in the order of their dates, each with
force enough; who is left over raids or waits.  Guns and chiefs go with the strongest.
"""

from dataclasses import dataclass, field

from game.ai.aims import Aim
from game.ai.ground import field_to
from game.ai.survey import Survey
from game.hexes import Cell
from game.hexes.search import FAR
from game.model.forces import Unit

ENOUGH = 5
"""Halves of the enemy's power that are sent against a place: two and a half to one."""

WEARY = 4
"""Morale at which a unit is taken out of the line."""

CALL = 60
"""Points of way from which a unit is called to defend a place."""

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


def planned(survey: Survey) -> Plan:
    """A goal for every unit that fights and has one; who is not in it may stay where it is."""
    plan = Plan()
    fighters = [unit for unit in survey.own if survey.fights(unit)]
    held = sorted((aim for aim in survey.aims if aim.held), key=lambda aim: (-aim.worth, aim.place))
    for aim in held:
        _garrison(survey, plan, aim, fighters)
    for unit in fighters:
        if unit.morale <= WEARY and unit.number not in plan.goals:
            _rest(survey, plan, unit)
    for aim in held:
        _defend(survey, plan, aim, fighters)
    _take(survey, plan, fighters)
    for unit in fighters:
        if unit.number not in plan.goals:
            _raid(survey, plan, unit)
    return plan


def _garrison(survey: Survey, plan: Plan, aim: Aim, fighters: list[Unit]) -> None:
    """Leave the men a place needs, the fewest that are there, or call the nearest."""
    least = survey.scenario.charts.units.garrison_men
    here = [u for u in fighters if u.cell == aim.cell and u.men >= least and u.number not in plan.goals]
    if here:
        plan.keep(min(here, key=lambda u: (survey.attack(u), u.men, u.number)))
        return
    free = [u for u in fighters if u.number not in plan.goals and u.men >= least]
    for _, unit in _by_way(survey, free, aim.cell)[:1]:
        plan.goals[unit.number] = aim.cell


def _defend(survey: Survey, plan: Plan, aim: Aim, fighters: list[Unit]) -> None:
    """Keep and call up power against what threatens a place; a lost cause is left to its garrison."""
    threat = survey.danger(aim.cell)
    if not threat:
        return
    there = sum(survey.guard(u) for u in fighters if plan.goals.get(u.number) == aim.cell)
    free = [u for u in fighters if u.number not in plan.goals]
    near = [(way, u) for way, u in _by_way(survey, free, aim.cell) if way <= CALL]
    if there + sum(survey.guard(u) for _, u in near) < threat // 3 and aim.worth < LAST_DITCH:
        return
    for _, unit in near:
        if there * 4 >= threat * 5:
            return
        if unit.cell == aim.cell:
            plan.keep(unit)
        else:
            plan.goals[unit.number] = aim.cell
        there += survey.guard(unit)


LAST_DITCH = 6
"""The worth from which a place is held whatever comes."""


def _take(survey: Survey, plan: Plan, fighters: list[Unit]) -> None:
    """Send force enough against each place to take, the nearest first; regulars left over follow."""
    wanted = sorted(
        (aim for aim in survey.aims if not aim.held), key=lambda aim: (aim.due or 999, -aim.worth, aim.place)
    )
    first: Aim | None = None
    for aim in wanted:
        free = [u for u in fighters if u.number not in plan.goals and survey.steadfast(u)]
        if not free:
            return
        theirs = survey.foe_guard(aim.cell) + sum(
            survey.guard(foe) for foe in survey.foes if 0 < survey.grid.distance(foe.cell, aim.cell) <= NEAR_BY
        )
        if sum(survey.attack(u) for u in free) * 4 < theirs * 5:
            continue
        first = first or aim
        sent = 0
        for _, unit in _by_way(survey, free, aim.cell):
            if sent and sent * 2 >= theirs * ENOUGH:
                break
            plan.goals[unit.number] = aim.cell
            sent += survey.attack(unit)
    if first is not None:
        for unit in fighters:
            if unit.number not in plan.goals and "regular" in survey.traits(unit):
                plan.goals[unit.number] = first.cell


NEAR_BY = 2
"""Hexes round a place whose enemies help to hold it."""


def _by_way(survey: Survey, units: list[Unit], cell: Cell) -> list[tuple[int, Unit]]:
    """Units with their points of way to a hex, nearest first; who cannot come is left out."""
    ways = [(field_to(survey.state, unit, 1 << cell)[unit.cell], unit) for unit in units]
    return sorted(((way, unit) for way, unit in ways if way < FAR), key=lambda pair: (pair[0], pair[1].number))


def _rest(survey: Survey, plan: Plan, unit: Unit) -> None:
    """Take a weary unit to a place where nothing threatens it."""
    goal = refuge(survey, unit)
    plan.goals[unit.number] = unit.cell if goal is None else goal


def refuge(survey: Survey, unit: Unit) -> Cell | None:
    """The nearest hex of rest: where the unit stands, or a held town without danger.  None if there is none."""
    if not survey.danger(unit.cell):
        return unit.cell
    best: tuple[int, Cell] | None = None
    for number, holding in enumerate(survey.state.realm.holdings):
        place = survey.scenario.board.places[number]
        if holding.holder == survey.side and place.town and not survey.danger(place.cell):
            way = field_to(survey.state, unit, 1 << place.cell)[unit.cell]
            if way < FAR and (best is None or way < best[0]):
                best = (way, place.cell)
    return None if best is None else best[1]


def _raid(survey: Survey, plan: Plan, unit: Unit) -> None:
    """Make for prey near by: trains, and stacks much weaker than oneself and one's friends."""
    mine = survey.attack(unit) + survey.friends(unit.cell, 1, unit.number) // 2
    prey: tuple[int, Cell] | None = None
    for cell in survey.foe_hexes():
        steps = survey.grid.distance(unit.cell, cell)
        if steps <= RAID and survey.foe_guard(cell) * 2 <= mine and (prey is None or steps < prey[0]):
            prey = (steps, cell)
    if prey is not None:
        plan.goals[unit.number] = prey[1]
