"""Marches in the war diary: arrivals, ways made and cut short, ambushes, flights, and who left the map."""

from collections.abc import Sequence
from typing import TypeAlias, assert_never

from game.chronicle.voice import Voice
from game.chronicle.words import Translate, listed
from game.hexes import Cell
from game.model import events as e
from game.model.agenda import BeginTurn
from game.model.state import State

FELL_BACK = {
    "retreat": "{unit} fell back to {where}.",
    "rout": "{unit} broke and ran to {where}.",
    "evade": "{unit} slipped away to {where}.",
    "flight": "{unit} fled to {where}.",
    "turned": "{unit} was led on to {where} instead.",
    "parted": "{unit} parted from those who had been friends, and went to {where}.",
}

LEFT = {
    "destroyed": "{unit} ceased to exist.",
    "surrendered": "{unit} laid down arms.",
    "captured": "{unit} fell into captivity.",
    "taken": "{unit} fell into the enemy's hands.",
    "killed": "{unit} fell, killed on the field.",
    "wounded": "{unit}, wounded, left the field.",
    "dispersed": "{unit} scattered to the villages.",
    "recalled": "{unit} left, recalled.",
    "called": "{unit} was called.",
    "marched_off": "{unit} marched off and left the war.",
    "went_home": "{unit} went home and left the war.",
    "merged": "{unit} was struck off the rolls, its men in other ranks.",
    "unloaded": "{unit} gave out the loads.",
    "escaped": "{unit} got away.",
    "terms": "{unit} marched off without arms, under terms.",
    "off_map": "{unit} marched off the map.",
    "home": "{unit} went home.",
    "seized": "{unit} was seized by the commander's guard.",
    "cadre": "{unit} was lost with the regiment.",
    "parted": "{unit} scattered from among those who had been friends.",
}

STOPPED = {
    "met": "{units} halted before {where}: men stood there of whom they had not known.",
    "tired": "{units} had no strength left for the way to {where}.",
    "ambush": "{units} were caught on the march at {where}.",
    "false_guide": "{units} found no bottom at {where}: the guides had lied.",
}

DRIVEN = {
    "usual": None,
    "forced": "{unit} set out on a forced march.",
    "gallop": "{unit} went to the gallop.",
    "blown": "The horses of {unit} were blown.",
}
"""By pace; at the usual one there is nothing to tell."""

March: TypeAlias = (
    e.UnitArrived
    | e.UnitDelayed
    | e.UnitMoved
    | e.UnitFellBack
    | e.UnitAdvanced
    | e.UnitLeft
    | e.PaceSet
    | e.DummyFound
)


def tell_march(state: State, voice: Voice, event: March) -> str | None:
    """What one unit did on the march; a way without a price is one of which only a part was seen."""
    unit = voice.unit(event.unit)
    match event:
        case e.UnitArrived(_, cell, men):
            template = "{unit} arrived at {where}, {men:,} strong." if men else "{unit} arrived at {where}."
            if BeginTurn(1) in state.agenda:
                template = "{unit} took post at {where}."
            return voice.say(template, unit=unit, where=voice.hex(cell), men=men)
        case e.UnitDelayed(_, due):
            template = "{unit} found the road barred; expected in turn {due}."
            return voice.say(template, unit=unit, due=due)
        case e.UnitMoved(_, route, cost):
            if not route:
                return voice.say("{unit} marched out of sight.", unit=unit)
            template = "{unit} marched to {where}." if cost else "{unit} came by {where}."
            return voice.say(template, unit=unit, where=voice.hex(route[-1]))
        case e.UnitFellBack(_, route, cause):
            return _fell_back(voice, unit, route, cause)
        case e.UnitAdvanced(_, cell):
            return voice.say("{unit} entered {where}.", unit=unit, where=voice.hex(cell))
        case e.UnitLeft(_, _, due, _, cause):
            text = voice.say(LEFT.get(cause, "{unit} left the map."), unit=unit)
            return text if not due else text + " " + voice.say("Expected back in turn {due}.", due=due)
        case e.PaceSet(_, pace):
            driven = DRIVEN[pace]
            return voice.say(driven, unit=unit) if driven else None
        case e.DummyFound():
            return voice.say("{unit} proved a rumour: nobody was there.", unit=unit)
        case _:
            assert_never(event)


def _fell_back(voice: Voice, who: str, route: tuple[Cell, ...], cause: str) -> str:
    """One unit, or several, driven along a route; without one nobody saw where to."""
    if not route:
        return voice.say("{unit} went out of sight.", unit=who)
    return voice.say(FELL_BACK.get(cause, "{unit} fell back to {where}."), unit=who, where=voice.hex(route[-1]))


def tell_together(
    state: State, units: Sequence[int], event: e.UnitFellBack | e.UnitAdvanced, translate: Translate = str
) -> str:
    """What several units did as this one did."""
    voice = Voice(state, translate)
    who = listed([voice.unit(number) for number in units], translate)
    match event:
        case e.UnitFellBack(_, route, cause):
            return _fell_back(voice, who, route, cause)
        case e.UnitAdvanced(_, cell):
            return voice.say("{unit} entered {where}.", unit=who, where=voice.hex(cell))
        case _:
            assert_never(event)


def tell_stop(voice: Voice, event: e.MarchStopped) -> str:
    """A march that ended before its time."""
    template = STOPPED.get(event.cause, "{units} were stopped at {where}.")
    return voice.say(template, units=voice.units(event.units), where=voice.hex(event.cell))


def tell_ambush(voice: Voice, event: e.AmbushSprung) -> str:
    """Men who lay in hiding fell on a march."""
    template = "Ambush at {where}: {units} fell on the march."
    return voice.say(template, where=voice.hex(event.target), units=voice.units(event.units))
