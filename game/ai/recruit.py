"""The Recruit: greedy, one unit after the other, but sane.

It strikes first where the exact forecast is good, then marches everybody toward the places that matter, sees to its
train, has those who stay dig in, and ends its part.  After every attack it looks at the position anew.
"""

from game import questions, umpire
from game.ai.march import evades, marches
from game.ai.plan import Plan, complete, garrisons
from game.ai.strike import best_blow
from game.ai.survey import Survey
from game.ai.train import train_orders
from game.model.actions import Action, Advance, DigIn, EndPart, SetPosture
from game.model.agenda import MayAdvance
from game.model.forces import Posture, Unit
from game.model.state import Seen


def recruit_orders(seen: Seen) -> tuple[Action, ...]:
    """Orders up to and with the first attack, or all that is left of the part, or the answer to a decision."""
    if seen.agenda:
        return (answer(seen),)
    survey = Survey(seen)
    if not survey.own:
        return (EndPart(),)
    plan = garrisons(survey)
    blow = best_blow(survey, frozenset(plan.tied))
    if blow is not None:
        return blow.orders
    complete(survey, plan)
    orders: list[Action] = [*marches(survey, plan), *train_orders(survey)]
    orders += _standing_orders(survey)
    orders += _trenches(survey, plan)
    return (*orders, EndPart())


def answer(seen: Seen) -> Action:
    """The answer to the decision on top of the agenda."""
    task = seen.agenda[0]
    match task:
        case MayAdvance():
            return _advance(seen, task)
        case _:
            return next(iter(umpire.legal(seen)))


def _advance(seen: Seen, task: MayAdvance) -> Advance:
    """Enter a hex that was won if it is worth having or safe, with the strongest who fit; garrisons stay."""
    survey = Survey(seen)
    tied = garrisons(survey).tied
    worth = any(aim.cell == task.cell for aim in survey.aims)
    victors = [seen.unit(n) for n in task.units if n not in tied and survey.fights(seen.unit(n))]
    if not victors or not (worth or _tenable(survey, victors, task.cell)):
        return Advance(())
    victors.sort(key=lambda unit: (-survey.guard(unit), unit.number))
    room = questions.stacking(seen, task.cell) - survey.men.get(task.cell, 0)
    going: list[int] = []
    for unit in victors:
        if unit.men <= room:
            going.append(unit.number)
            room -= unit.men
    advance = Advance(tuple(sorted(going)))
    return advance if umpire.refusal(seen, advance) is None else Advance(())


def _tenable(survey: Survey, victors: list[Unit], cell: int) -> bool:
    return survey.danger(cell) <= sum(survey.guard(unit) for unit in victors) * 2


def _standing_orders(survey: Survey) -> list[Action]:
    """Riders and hillmen slip away in the open and stand in towns; all others stand."""
    orders: list[Action] = []
    for unit in survey.own:
        wanted = Posture.EVADE if evades(survey, unit, survey.at[unit.number]) else Posture.STAND
        if unit.posture is not wanted and survey.fights(unit):
            order = SetPosture(unit.number, wanted)
            if umpire.refusal(survey.state, order) is None:
                orders.append(order)
    return orders


def _trenches(survey: Survey, plan: Plan) -> list[Action]:
    """Those who hold a threatened place dig in."""
    orders: list[Action] = []
    for unit in survey.own:
        stays = survey.at[unit.number] == unit.cell and plan.goals.get(unit.number) == unit.cell
        if stays and not unit.dug_in and survey.fights(unit) and survey.danger(unit.cell):
            order = DigIn(unit.number)
            if umpire.refusal(survey.state, order) is None:
                orders.append(order)
    return orders
