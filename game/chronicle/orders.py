"""Orders in words: what a player is about to do."""

from typing import assert_never

from game.chronicle.words import Translate, name_hex, name_posture, name_unit, name_units
from game.model.actions import (
    Action,
    Advance,
    Attack,
    DigIn,
    EndPart,
    Move,
    OpenDepot,
    Relieve,
    SetPosture,
)
from game.model.state import State


def name_action(state: State, action: Action, translate: Translate = str) -> str:
    """An action as an order, such as "8th Cavalry: march to Denau"."""
    scenario = state.scenario

    def said(template: str, **facts: str) -> str:
        return translate(template).format(**facts)

    def unit(number: int) -> str:
        return name_unit(scenario, number, translate)

    match action:
        case Move(number, route):
            where = name_hex(scenario, route[-1], translate) if route else translate("nowhere")
            return said("{unit}: march to {where}", unit=unit(number), where=where)
        case Attack(target, numbers, charge):
            template = "{units}: charge {where}" if charge else "{units}: attack {where}"
            where = name_hex(scenario, target, translate)
            return said(template, units=name_units(scenario, numbers, translate), where=where)
        case SetPosture(number, posture):
            return said("{unit}: {posture}", unit=unit(number), posture=name_posture(posture, translate))
        case DigIn(number):
            return said("{unit}: dig in", unit=unit(number))
        case OpenDepot(number):
            return said("{unit}: open a depot", unit=unit(number))
        case Relieve(number):
            return said("{unit}: feed the stack", unit=unit(number))
        case Advance(numbers):
            if not numbers:
                return translate("stay where they are")
            return said("{units}: enter the hex that was won", units=name_units(scenario, numbers, translate))
        case EndPart():
            return translate("end the part")
        case _:
            assert_never(action)
