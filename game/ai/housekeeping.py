"""Bread and errands: rations and grain of besieged towns, convoys for money, ford-men, and leaving the map in time."""

from game import questions, umpire
from game.ai.ground import reach
from game.ai.plan import Plan
from game.ai.survey import NEVER, Survey
from game.hexes import cells_of, set_of
from game.model.actions import Action, GrainSortie, HireGuides, LeaveMap, SendConvoy, SetRation
from game.model.bonds import Ration
from game.model.forces import Unit

LASTS = 3
"""Turns for which bread must last if men are to eat their fill."""

CLOSE = 2
"""Hexes within which enemies shut a town in."""

LIKELY = 12
"""Ways of 36 to bring home grain with which men are sent for it."""

SPARE = 4
"""What is left in the purse when a convoy is paid for."""

CARTS = 2
"""Convoys on the map from which on no more are paid for."""

FORD = 2
"""What is left in the purse when ford-men are paid."""

SHORTER = 12
"""Points by which a ford must shorten the way."""

RELIEF = 4
"""Hexes from which friends come to the relief of a town."""


def errands(survey: Survey, plan: Plan) -> list[Action]:
    """All the orders of this kind that are due now."""
    orders = [*_rations(survey), *_convoy(survey), *_partings(survey, plan)]
    return [order for order in orders if umpire.refusal(survey.state, order) is None]


def _rations(survey: Survey) -> list[Action]:
    """Let besieged towns eat what they can afford, and go for grain where that is likely to go well."""
    state, side = survey.state, survey.side
    places = survey.scenario.board.places
    full = survey.scenario.charts.supply.rations[Ration.FULL]
    orders: list[Action] = []
    for number, held in enumerate(state.realm.holdings):
        if held.holder != side or not (held.stores or held.ration is not Ration.FULL):
            continue
        wanted, cell = Ration.FULL, places[number].cell
        beset = reach(survey.scenario, cell, CLOSE) & survey.foes_on
        if beset and held.stores < full * LASTS and number in questions.shut_in(state):
            relief = survey.friends(cell, RELIEF) - survey.guards.get(cell, 0)
            if relief < survey.foe_guard_near(cell, RELIEF):
                wanted = Ration.HALF if held.stores >= full else Ration.QUARTER
            orders += _sortie(survey, [unit for unit in survey.fighters if unit.cell == cell])
        if held.ration is not wanted:
            orders.append(SetRation(number, wanted))
    return orders


def _sortie(survey: Survey, garrison: list[Unit]) -> list[Action]:
    """Send the first unit that may go and is likely to come home with grain."""
    for unit in garrison:
        for there in survey.grid.neighbours[unit.cell]:
            order = GrainSortie(unit.number, there)
            if there and not survey.state.forces.at(there) and umpire.refusal(survey.state, order) is None:
                hauls = questions.hauls(survey.state, unit, there)
                if sum(haul.ways for haul in hauls if haul.stores) >= LIKELY:
                    return [order]
    return []


def _convoy(survey: Survey) -> list[Action]:
    """Pay for a convoy when there is money to spare and few are on the way."""
    purse = survey.state.bonds.purse[survey.scenario.side_number(survey.side)]
    carts = sum(1 for unit in survey.own if survey.role(unit).convoy)
    rich = purse >= survey.scenario.charts.supply.convoy_cost + SPARE
    return [SendConvoy()] if rich and 0 < carts < CARTS and survey.chief_aim is not None else []


def _partings(survey: Survey, plan: Plan) -> list[Action]:
    """In the last turn, leave the map with those for whom that pays and who hold nothing that matters."""
    awards = [award for award in survey.scenario.victory.awards if award.kind == "escaped"]
    if not awards or survey.state.turn < survey.scenario.calendar.turns:
        return []
    counted = survey.side == survey.scenario.victory.side
    sides = [award.side for award in awards if not award.leader and (award.points > 0) == counted]
    named = [award.leader for award in awards if award.leader and (award.points > 0) == counted]
    ways_out = questions.exits(survey.state, survey.side)
    return [
        LeaveMap(unit.number)
        for unit in survey.own
        if ways_out >> unit.cell & 1
        and unit.number not in plan.tied
        and ((unit.side in sides and unit.men) or survey.scenario.units[unit.number].id in named)
    ]


def ford(survey: Survey, plan: Plan) -> HireGuides | None:
    """Ford-men to pay, if a river in spate bars the way of a unit to the chief aim and there is money to spare."""
    state = survey.state
    purse = state.bonds.purse[survey.scenario.side_number(survey.side)]
    cost = survey.scenario.charts.march.guides_cost
    if not state.sky.spate or state.sky.fords or purse < cost + FORD:
        return None
    rivers = survey.scenario.board.rivers
    banks = survey.scenario.remembered("ai banks", lambda: set_of(cell for cell, _ in rivers))
    chief = survey.chief_aim
    if chief is None:
        return None
    goal = chief.cell
    for unit in [unit for cell in cells_of(banks & survey.own_on) for unit in survey.here.get(cell, ())]:
        if goal == unit.cell or unit.number in plan.tied or not survey.mobile(unit):
            continue
        way = survey.way(unit, goal)
        for direction, there in enumerate(survey.grid.neighbours[unit.cell]):
            if (unit.cell, direction) in rivers and way[there] < NEVER and way[there] + SHORTER <= way[unit.cell]:
                order = HireGuides(unit.number, direction)
                if not survey.foes.get(there) and umpire.refusal(state, order) is None:
                    return order
    return None
