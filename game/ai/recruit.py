"""The Recruit: greedy, one unit after the other, but sane.

It strikes first wherever the exact forecast is good, then marches everybody else toward the places that matter, sees to
its train, has those who stay dig in, and ends its part.  All this is one answer: it does not wait for the dice, for who
strikes has done his work whatever they say, and the others march to the same places.
"""

from typing import assert_never

from game import questions, umpire
from game.ai.cards import branch, kept, plays, reaction
from game.ai.court import USUAL, Statecraft, courtesies, drills, gathers
from game.ai.doctrine import USUAL as DUTIFUL
from game.ai.doctrine import Doctrine
from game.ai.housekeeping import errands, ford
from game.ai.march import ESCORT, evades, marches
from game.ai.plan import STURDY, Plan, complete, garrisons
from game.ai.roles import roles
from game.ai.strike import blows
from game.ai.survey import FAR_OFF, NEAR, Survey
from game.ai.train import train_orders
from game.ai.traps import withdrawals
from game.ai.walls import merges, shells
from game.hexes import Cell, cells_of
from game.model.actions import Action, Advance, DigIn, EndPart, GrantTerms, Retreat, SetPosture, SetUp
from game.model.agenda import DECISIONS, MayAdvance, MayChoose, MayGrant, MayKeep, MayPlace, MayReact, MayRetreat
from game.model.dice import splitmix
from game.model.forces import Posture, Unit
from game.model.state import Seen


def recruit_orders(
    seen: Seen, seed: int, craft: Statecraft = USUAL, doctrine: Doctrine = DUTIFUL
) -> tuple[Action, ...]:
    """All that is left of the part, or the answer to a decision; up to ford-men or a drill, if there are any."""
    if seen.agenda:
        return (answer(seen, seed),)
    survey = Survey(seen, doctrine)
    if not survey.own:
        return (EndPart(),)
    orders: list[Action] = [*courtesies(survey, craft)]
    played = [*(plays(seen) if craft.cards else ()), *drills(survey, craft)]
    if played:
        return (*orders, *played)
    orders += withdrawals(survey)
    plan = garrisons(survey)
    crossing = ford(survey, plan)
    if crossing is not None:
        return (*orders, crossing)
    for blow in blows(survey, frozenset(plan.tied)):
        orders += blow
    orders += shells(survey)
    complete(survey, plan)
    orders += gathers(survey, craft)
    orders += errands(survey, plan)
    orders += marches(survey, plan) if doctrine.march else []
    orders += train_orders(survey)
    orders += _standing_orders(survey)
    orders += _trenches(survey, plan)
    orders += merges(survey)
    return (*orders, EndPart())


def answer(seen: Seen, seed: int) -> Action:
    """The answer to the decision on top of the agenda: who enters a hex, where a hidden unit stands, terms granted."""
    task = seen.agenda[0]
    assert isinstance(task, DECISIONS), "only decisions wait for a side"
    match task:
        case MayAdvance():
            return _advance(seen, task)
        case MayRetreat():
            return Retreat(task.routes[0])
        case MayPlace():
            return SetUp(task.unit, _hideout(seen, task, seed))
        case MayGrant():
            return GrantTerms(True)
        case MayKeep():
            return kept(seen, task)
        case MayChoose():
            return branch(seen, task)
        case MayReact():
            return reaction(seen, task)
        case _:
            assert_never(task)


def _hideout(seen: Seen, task: MayPlace, seed: int) -> Cell:
    """One of the better half of the hexes, on ground that shelters and conceals; the seed keeps it a secret which."""
    chart, terrain = seen.scenario.charts, seen.scenario.board.terrain

    def rank(cell: Cell) -> tuple[int, int]:
        return (chart.terrain.ground[terrain[cell]].defence - chart.sight.conceal[terrain[cell]], cell)

    better = sorted(task.cells, key=rank)[: (len(task.cells) + 1) // 2]
    return better[splitmix(seed, task.unit) % len(better)]


def _advance(seen: Seen, task: MayAdvance) -> Advance:
    """Enter a hex that was won if it is a town or can be held, with the strongest who fit; garrisons stay."""
    role = roles(seen)
    victors = [seen.unit(number) for number in task.units if role[number].fights]
    victors.sort(key=lambda unit: (-questions.power(seen, unit, task.cell, attacking=False), unit.number))
    room = questions.stacking(seen, task.cell) - questions.men_at(seen, task.cell, task.side)
    going: list[Unit] = []
    for unit in victors:
        if unit.men <= room and not _needed(seen, unit, going):
            going.append(unit)
            room -= unit.men
    town = seen.scenario.board.town_at(task.cell) is not None
    if not going or not (town or _tenable(seen, going, task.cell)):
        return Advance(())
    advance = Advance(tuple(sorted([unit.number for unit in going] + _left_alone(seen, task, going))))
    return advance if umpire.refusal(seen, advance) is None else Advance(())


def _left_alone(seen: Seen, task: MayAdvance, going: list[Unit]) -> list[int]:
    """The leaders who may go too and with whom too few would stay behind."""
    role = roles(seen)
    away = {unit.number for unit in going}
    alone = []
    for number in task.units:
        stay = [u for u in seen.forces.at(seen.unit(number).cell) if u.side == task.side and u.number not in away]
        if role[number].leader and sum(u.men for u in stay) < ESCORT:
            alone.append(number)
    return alone


def _needed(seen: Seen, unit: Unit, going: list[Unit]) -> bool:
    """Whether a place would be left with too few men, or too few for the enemies about, if the unit went with these."""
    board = seen.scenario.board
    place = board.town_at(unit.cell)
    if place is None or seen.realm.holdings[board.place_number(place.id)].holder != unit.side:
        return False
    left = [u for u in seen.forces.at(unit.cell) if u.side == unit.side and u is not unit and u not in going]
    if sum(u.men for u in left) < seen.scenario.charts.units.garrison_men:
        return True
    guard = sum(questions.power(seen, u, u.cell, attacking=False) for u in left)
    return _threat(seen, unit.side, unit.cell, FAR_OFF) * 2 > guard * STURDY


def _tenable(seen: Seen, victors: list[Unit], cell: Cell) -> bool:
    """Whether the victors could stand on a hex against the enemies near it, at two to one."""
    threat = _threat(seen, victors[0].side, cell, NEAR)
    return threat <= 2 * sum(questions.power(seen, unit, cell, attacking=False) for unit in victors)


def _threat(seen: Seen, side: str, cell: Cell, radius: int) -> int:
    """The power in attack of all enemies within a radius."""
    near = seen.scenario.board.grid.within(cell, radius)
    threat = 0
    for enemy in seen.bonds.enemies(side):
        for there in cells_of(near & seen.forces.camp(enemy).cells):
            threat += sum(questions.power(seen, foe, there, attacking=True) for foe in seen.forces.at(there))
    return threat


def _standing_orders(survey: Survey) -> list[Action]:
    """Riders and hillmen slip away, now and later; in towns nobody can, so that there the order does no harm."""
    return [
        SetPosture(unit.number, Posture.EVADE)
        for unit in survey.fighters
        if unit.posture is not Posture.EVADE
        and survey.danger(survey.at[unit.number])
        and evades(survey, unit, survey.at[unit.number])
    ]


def _trenches(survey: Survey, plan: Plan) -> list[Action]:
    """Those who hold a threatened place dig in."""
    orders: list[Action] = []
    for unit in survey.fighters:
        stays = plan.goals.get(unit.number) == unit.cell == survey.at[unit.number]
        if not stays or unit.dug_in or unit.spent or not survey.mobile(unit) or not survey.danger(unit.cell):
            continue
        if any(u.men and questions.trained(survey.state, u) for u in survey.standing(unit.cell)):
            order = DigIn(unit.number)
            if umpire.refusal(survey.state, order) is None:
                orders.append(order)
    return orders
