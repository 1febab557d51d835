"""What is paid for, in words: awards, deadlines and sudden deaths of a scenario."""

from game.chronicle.phrases import ENDS
from game.chronicle.words import Translate, listed, name_cause, name_hex, name_side, name_turn, name_unit
from game.model.scenario import Award, Deadline, Scenario, SuddenDeath
from game.model.state import State

DEADLINES = 1000
"""Deadlines met stand among the awards given, numbered from here."""

BEYOND = 2000
"""What is numbered from here is no deadline."""


def name_award(state: State, award: Award, translate: Translate = str) -> str:
    """What an award is for, such as "Dushanbe held"."""
    scenario = state.scenario
    place = scenario.board.place(award.place).name if award.place else ""
    match award.kind:
        case "hold" | "holding":
            return translate("{place} held").format(place=place)
        case "take":
            return translate("{place} taken").format(place=place)
        case "losses":
            lost = state.tally.lost[scenario.side_number(award.side)]
            side = name_side(scenario, award.side, translate)
            return translate("every {per:,} men lost by {side}, {lost:,} so far").format(
                per=award.per, side=side, lost=lost
            )
        case "cohesion":
            return translate("{faction} in the ranks").format(faction=scenario.faction(award.faction).name)
        case "leader":
            leader = name_unit(scenario, scenario.unit_number(award.leader), translate)
            template = "{leader} free with {men:,} men" if award.men else "{leader} free"
            return translate(template).format(leader=leader, men=award.men)
        case "leader_lost":
            leader = name_unit(scenario, scenario.unit_number(award.leader), translate)
            return translate("{leader} dead or taken").format(leader=leader)
        case "escaped":
            if award.leader:
                leader = name_unit(scenario, scenario.unit_number(award.leader), translate)
                return translate("{leader} off the map in safety").format(leader=leader)
            side = name_side(scenario, award.side, translate)
            return translate("every {per:,} men of {side} off the map in safety").format(per=award.per, side=side)
        case _:
            return translate(award.kind)


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


def name_death(scenario: Scenario, death: SuddenDeath, translate: Translate = str) -> str:
    """A sudden death: its name, who wins by it, and what must hold for how long."""
    conditions = [
        translate("{place} held by {side}").format(
            place=scenario.board.place(place).name, side=name_side(scenario, side, translate)
        )
        for place, side in death.held
    ]
    if death.hostile:
        one, other = (name_side(scenario, side, translate) for side in death.hostile)
        conditions.append(translate("{one} and {other} at war").format(one=one, other=other))
    if death.fewer:
        side, men = death.fewer
        conditions.append(
            translate("{side} with fewer than {men:,} men").format(side=name_side(scenario, side, translate), men=men)
        )
    if death.leader:
        leader = name_unit(scenario, scenario.unit_number(death.leader), translate)
        conditions.append(translate("{leader} dead or taken").format(leader=leader))
    if death.cut:
        ends = [_stop(scenario, name, translate) for name in (death.cut[0], death.cut[-1])]
        conditions.append(translate("the way from {first} to {last} cut").format(first=ends[0], last=ends[1]))
    template = "{name}: {side} wins at once if {conditions}" if death.winner else "{name}: the end if {conditions}"
    if death.turns > 1:
        template += ", for {turns} ends of turn in a row"
    return translate(template).format(
        name=_capital(name_cause(ENDS, death.id, translate)),
        side=name_side(scenario, death.winner, translate),
        conditions=listed(conditions, translate),
        turns=death.turns,
    )


def when_paid(scenario: Scenario, award: Award, translate: Translate = str) -> str:
    """When an award pays."""
    if award.kind == "hold":
        if award.turn <= 1:
            return translate("each turn")
        return translate("each turn from turn {turn}").format(turn=award.turn)
    if award.kind == "take":
        return translate("once, at once")
    if award.kind == "holding" and award.turn:
        days = name_turn(scenario, award.turn, translate)
        return translate("at the end of turn {turn} ({days})").format(turn=award.turn, days=days)
    return translate("at the end of the game")


def _road(scenario: Scenario, names: tuple[str, ...], translate: Translate) -> str:
    ends = [_stop(scenario, name, translate) for name in (names[0], names[-1])]
    return translate("the way from {first} to {last} clear").format(first=ends[0], last=ends[1])


def _stop(scenario: Scenario, name: str, translate: Translate) -> str:
    return name_hex(scenario, scenario.board.spot(name), translate)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
