"""Bread in answers: why it comes to a hex or does not, what the land feeds there, and how long stores last."""

from collections.abc import Iterator

from game import chronicle, questions, umpire
from game.hexes import Cell
from game.model.actions import GrainSortie
from game.model.board import Place
from game.model.judgement import Trace
from game.model.state import Seen
from game.text.naming import numbered


def why(seen: Seen, side: str, cell: Cell) -> str:
    """Whether a side's bread comes to a hex, by which way, what cuts it, and what else there is to eat."""
    scenario = seen.scenario
    if not scenario.measures.bread:
        return "Bread is not counted at this scale."
    trace = questions.trace(seen, side, cell)
    who = chronicle.name_side(scenario, side)
    here = numbered(seen, cell)
    if _has_carts(seen, side):
        lines = [f"{here}: carts of {who} {'come' if trace.fed else 'do not come'} here."]
        lines += [f"  {text}" for text in chronicle.explain_trace(seen, side, trace)]
        lines += _ways(seen, side, trace)
    else:
        lines = [f"{here}: {who} has no source of bread, and its men live off the land."]
        lines.append(f"  {_cartridges(seen, side, cell)}")
    lines += _land(seen, side, cell)
    place = scenario.board.town_at(cell)
    if place is not None:
        lines += _stores(seen, side, place)
        lines += _sorties(seen, side, place)
    lines += _hungry(seen, side, cell)
    return "\n".join(lines)


def _has_carts(seen: Seen, side: str) -> bool:
    """Whether a side has any source from which carts could come."""
    scenario = seen.scenario
    owners = [one.side for one in scenario.suppliers] + [one.side for one in scenario.landings]
    return side in owners or any(held.depot == side for held in seen.realm.holdings)


def _ways(seen: Seen, side: str, trace: Trace) -> Iterator[str]:
    """The hexes of the way of bread, a leg a line."""
    legs = chronicle.supply_legs(seen, side, trace) if len(trace.path) > 1 else ()
    for number, leg in enumerate(legs):
        begin = "From there" if number else "The way"
        if number + 1 < len(legs):
            begin += f" to the depot at {chronicle.name_hex(seen.scenario, leg[-1])}"
        yield f"  {begin}: {' '.join(seen.scenario.board.grid.label(cell) for cell in leg)}."


def _cartridges(seen: Seen, side: str, cell: Cell) -> str:
    """Whether bands get cartridges on a hex."""
    if questions.cartridges(seen, side) >> cell & 1:
        return "Cartridges come here."
    far = seen.scenario.charts.supply.cartridges
    return f"No cartridges come here: the frontier and every town of its own are more than {far} hexes away."


def _land(seen: Seen, side: str, cell: Cell) -> Iterator[str]:
    """What the hex feeds, and the mouths of the side that stand on it."""
    field = questions.fodder(seen, cell)
    marks = [("", ", grazed once", ", grazed bare")[field.grazed]] + [", eaten down this month"] * field.worn
    eaten = f", of which {field.eaten:,} are taken" if field.eaten else ""
    yield f"  The land feeds {field.number:,} mouths a turn{eaten}{''.join(marks)}."
    mouths = sum(questions.mouths(seen, unit) for unit in seen.forces.at(cell) if unit.side == side)
    if mouths:
        yield f"  Men here who live off the land have {mouths:,} mouths; they eat from the hexes around it too."


def _stores(seen: Seen, side: str, place: Place) -> Iterator[str]:
    """The stores of a place: in turns for its holder, in a word for others."""
    holding = seen.realm.holdings[seen.scenario.board.place_number(place.id)]
    charts = seen.scenario.charts
    if holding.holder != side:
        if holding.stores:
            yield f"  Its stores are said to be {chronicle.name_stores(charts, holding.stores)}."
        return
    if holding.stores:
        turns = chronicle.turns_of_bread(charts, holding.stores, holding.ration)
        served = chronicle.name_ration(holding.ration)
        yield f"  Stores: {_count(holding.stores, 'quarter ration')}, {_count(turns, 'turn')} under siege on {served}."


def _sorties(seen: Seen, side: str, place: Place) -> Iterator[str]:
    """The fields into which besieged men may go for grain, with the chances of the first unit that can."""
    if side != seen.actor or seen.scenario.board.place_number(place.id) not in questions.shut_in(seen):
        return
    for field in seen.scenario.board.grid.neighbours[place.cell]:
        for unit in seen.forces.at(place.cell):
            if field and umpire.refusal(seen, GrainSortie(unit.number, field)) is None:
                where = seen.scenario.board.grid.label(field)
                who = chronicle.name_unit(seen.scenario, unit.number)
                chances = "; ".join(_hauled(haul) for haul in questions.hauls(seen, unit, field))
                yield f"  Grain in {where}, for {who}: {chances}."
                break


def _count(number: int, thing: str) -> str:
    """A number of things."""
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _hauled(haul: tuple[int, int, int, int]) -> str:
    """One result of a sortie: ways of 36, quarter rations won, men and morale lost."""
    ways, won, men, morale = haul
    heart = f" and {morale} morale" if morale else ""
    grain = _count(won, "quarter ration") if won else "nothing"
    return f"{(ways * 100 + 18) // 36}% ({ways}/36) {grain}, for {men} men{heart}"


def _hungry(seen: Seen, side: str, cell: Cell) -> Iterator[str]:
    """The side's own units there that would go without, and for want of what."""
    for unit in seen.forces.at(cell):
        causes = questions.why_hungry(seen, unit) if unit.side == side else ()
        if causes:
            told = chronicle.listed([chronicle.name_want(cause) for cause in causes])
            yield f"  {chronicle.name_unit(seen.scenario, unit.number)} will go without: {told}."
