"""What ends a game before its time, in words: the sudden deaths of a scenario."""

from game.chronicle.aims import name_parting
from game.chronicle.phrases import ENDS
from game.chronicle.words import Translate, listed, name_cause, name_hex, name_side, name_unit
from game.model.scenario import Scenario, SuddenDeath


def _conditions(scenario: Scenario, death: SuddenDeath, translate: Translate) -> list[str]:
    """What must hold."""
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
        ends = [name_hex(scenario, scenario.board.spot(name), translate) for name in (death.cut[0], death.cut[-1])]
        conditions.append(translate("the way from {first} to {last} cut").format(first=ends[0], last=ends[1]))
    if death.gone:
        conditions.append(name_parting(scenario, *death.gone, death.at, translate))
    if death.raised:
        side, men, place, hexes = death.raised
        template = translate("fewer than {men:,} men of {side} within {hexes} hexes of {place}")
        who, where = name_side(scenario, side, translate), scenario.board.place(place).name
        conditions.append(template.format(men=men, side=who, hexes=hexes, place=where))
    if death.sunk:
        name, most = scenario.faction(death.sunk[0]).name, death.sunk[1]
        conditions.append(translate("{faction} gone, or with cohesion {most} or less").format(faction=name, most=most))
    return conditions


def name_death(scenario: Scenario, death: SuddenDeath, translate: Translate = str) -> str:
    """A sudden death: its name, who wins by it, and what must hold for how long."""
    template = "{name}: {side} wins at once if {conditions}" if death.winner else "{name}: the end if {conditions}"
    if death.delay:
        template = "{name}: the end {delay} after {conditions}"
        if death.winner:
            template = "{name}: {side} wins {delay} after {conditions}"
    if death.turns > 1:
        template += ", for {turns} ends of turn in a row"
    return translate(template).format(
        name=_capital(name_cause(ENDS, death.id, translate)),
        side=name_side(scenario, death.winner, translate),
        conditions=listed(_conditions(scenario, death, translate), translate),
        turns=death.turns,
        delay=translate("a turn" if death.delay == 1 else "{turns} turns").format(turns=death.delay),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
