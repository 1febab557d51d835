"""What is paid for, in words: awards and deadlines of a scenario."""

from game.chronicle.words import Translate, listed, name_hex, name_side, name_turn, name_unit
from game.model.scenario import Award, Deadline, Scenario
from game.model.state import State

DEADLINES = 1000
"""Deadlines met stand among the awards given, numbered from here."""

FRONTIER = "frontier"
"""How a scenario names the way off the map across its frontier."""

BEYOND = 2000
"""What is numbered from here is no deadline."""


def name_award(state: State, award: Award, translate: Translate = str) -> str:
    """What an award is for, such as "Dushanbe held"."""
    scenario = state.scenario
    place = scenario.board.place(award.place).name if award.place else ""
    match award.kind:
        case "hold" | "holding":
            return translate("{place} held").format(place=place)
        case "take" | "falls":
            return translate("{place} taken").format(place=place)
        case "losses":
            lost = state.tally.lost[scenario.side_number(award.side)]
            side = name_side(scenario, award.side, translate)
            return translate("every {per:,} men lost by {side}, {lost:,} so far").format(
                per=award.per, side=side, lost=lost
            )
        case "guns":
            number = scenario.side_number(award.side)
            taken = state.tally.guns[number] if state.tally.guns else 0
            side = name_side(scenario, award.side, translate)
            return translate("every gun taken whole by {side}, {guns:,} so far").format(side=side, guns=taken)
        case "cohesion":
            return _bond(scenario, award, translate)
        case "standing":
            return _standing(scenario, award, translate)
        case "leader":
            leader = name_unit(scenario, scenario.unit_number(award.leader), translate)
            template = "{leader} free with {men:,} men" if award.men else "{leader} free"
            return translate(template).format(leader=leader, men=award.men)
        case "leader_lost":
            leader = name_unit(scenario, scenario.unit_number(award.leader), translate)
            return translate("{leader} dead or taken").format(leader=leader)
        case "escaped":
            if award.leader:
                return name_parting(scenario, award.leader, 0, award.at, translate)
            side = name_side(scenario, award.side, translate)
            template = translate("every {per:,} men of {side} off the map in safety{ways}")
            return template.format(per=award.per, side=side, ways=_by(scenario, award.at, translate))
        case _:
            return translate(award.kind)


def _bond(scenario: Scenario, award: Award, translate: Translate) -> str:
    """A faction whose cohesion is to lie between two numbers; one that has left has none."""
    template = "{faction} in the ranks"
    if award.most < 10:
        template = "{faction} gone, or with cohesion {most} or less"
        if award.least:
            template = "{faction} in the ranks with cohesion from {least} to {most}"
    elif award.least > 1:
        template = "{faction} in the ranks with cohesion {least} or more"
    name = scenario.faction(award.faction).name
    return translate(template).format(faction=name, least=award.least, most=award.most)


def _standing(scenario: Scenario, award: Award, translate: Translate) -> str:
    """Units of a kind that are to be on the map with so many men."""
    side = name_side(scenario, award.side, translate)
    template = "every unit of {side} that is {kind}, on the map with {men:,} men or more"
    kind = award.trait
    if award.type:
        template, kind = "every unit of {side} ({kind}) on the map with {men:,} men or more", ""
        kind = scenario.charts.units.types[award.type].name.lower()
    if award.units:
        template = "each of {kind} on the map with {men:,} men or more"
        kind = listed([name_unit(scenario, scenario.unit_number(name), translate) for name in award.units], translate)
    return translate(template).format(side=side, kind=kind, men=award.men)


def name_parting(scenario: Scenario, who: str, men: int, at: tuple[str, ...], translate: Translate = str) -> str:
    """That a unit, or so many men of a side, have left the map, and by which ways if that matters."""
    ways = _by(scenario, at, translate)
    if any(side.id == who for side in scenario.sides):
        template = translate("{men:,} men of {side} off the map in safety{ways}")
        return template.format(men=men, side=name_side(scenario, who, translate), ways=ways)
    unit = name_unit(scenario, scenario.unit_number(who), translate)
    return translate("{unit} off the map in safety{ways}").format(unit=unit, ways=ways)


def _by(scenario: Scenario, at: tuple[str, ...], translate: Translate) -> str:
    """By which ways, or empty if any will do."""
    names = [translate("the frontier") if way == FRONTIER else _way(scenario, way) for way in at]
    return translate(" by {ways}").format(ways=translate(" or ").join(names)) if names else ""


def _way(scenario: Scenario, way: str) -> str:
    """An entry or a place by its name."""
    board = scenario.board
    return board.entry(way[5:]).name if way.startswith("edge:") else board.place(way).name


def name_deadline(scenario: Scenario, deadline: Deadline, translate: Translate = str) -> str:
    """What a deadline asks for: a place, or a road clear of enemies."""
    if deadline.place:
        return scenario.board.place(deadline.place).name
    return _road(scenario, deadline.road, translate)


def overdue(state: State, side: str) -> tuple[Deadline, ...]:
    """The deadlines of a side that are past their date and were never met."""
    met = deadlines_met(state)
    return tuple(
        deadline
        for deadline in state.scenario.victory.deadlines
        if deadline.side == side and deadline.turn <= state.turn and deadline not in met
    )


def last_met(state: State, side: str) -> Deadline | None:
    """The deadline of a side that was met last, or None."""
    return next((deadline for deadline in reversed(deadlines_met(state)) if deadline.side == side), None)


def deadlines_met(state: State) -> tuple[Deadline, ...]:
    """The deadlines that were met, in the order in which they were."""
    deadlines = state.scenario.victory.deadlines
    marks = [mark - DEADLINES for mark in state.tally.given if DEADLINES <= mark < BEYOND]
    return tuple(deadlines[number] for number in marks if number < len(deadlines))


def when_paid(scenario: Scenario, award: Award, translate: Translate = str) -> str:
    """When an award pays."""
    if award.kind == "hold":
        if award.turn <= 1:
            return translate("each turn")
        return translate("each turn from turn {turn}").format(turn=award.turn)
    if award.kind == "take":
        return translate("once, at once")
    if award.kind == "falls":
        template = "once, at once, {points} up to turn {turn} and {step} less each turn after it"
        return translate(template).format(points=award.points, turn=award.turn, step=award.step)
    if award.kind == "holding" and award.turn:
        days = name_turn(scenario, award.turn, translate)
        return translate("at the end of turn {turn} ({days})").format(turn=award.turn, days=days)
    return translate("at the end of the game")


def _road(scenario: Scenario, names: tuple[str, ...], translate: Translate) -> str:
    ends = [_stop(scenario, name, translate) for name in (names[0], names[-1])]
    return translate("the way from {first} to {last} clear").format(first=ends[0], last=ends[1])


def _stop(scenario: Scenario, name: str, translate: Translate) -> str:
    return name_hex(scenario, scenario.board.spot(name), translate)
