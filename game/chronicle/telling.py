"""Events as sentences of a war diary, told from the state before each event.

They stand in the past tense, which serves a regiment and "So-and-so's men" alike.
"""

from collections.abc import Mapping
from typing import assert_never

from game.chronicle.words import (
    ENDS,
    HEARTS,
    LOSSES,
    PURSES,
    ROLLS,
    Translate,
    name_cause,
    name_grade,
    name_hex,
    name_outcome,
    name_posture,
    name_side,
    name_turn,
    name_unit,
    name_units,
)
from game.hexes import Cell
from game.model import events as e
from game.model.events import Event
from game.model.state import State

FELL_BACK = {
    "retreat": "{unit} fell back to {where}.",
    "rout": "{unit} broke and ran to {where}.",
    "evade": "{unit} slipped away to {where}.",
    "flight": "{unit} fled to {where}.",
}

LEFT = {
    "destroyed": "{unit} ceased to exist.",
    "surrendered": "{unit} laid down arms.",
    "captured": "{unit} fell into captivity.",
    "taken": "{unit} fell into captivity.",
    "killed": "{unit} fell, killed on the field.",
    "wounded": "{unit}, wounded, left the field.",
    "dispersed": "{unit} scattered to the villages.",
    "recalled": "{unit} left, recalled.",
    "unloaded": "{unit} gave out its loads.",
    "escaped": "{unit} got away.",
}

PLACE_TAKEN = {
    "fell": "{place} fell to {side}.",
    "retaken": "{side} retook {place}.",
    "reverted": "{place}, left without a garrison, went back to {side}.",
}

SPATE = {
    "": "The rivers fall; the fords are open.",
    "great": "The great rivers are in spate.",
    "all": "Every river is in spate.",
}


class _Voice:
    """Fills a template with names; lives for one sentence."""

    def __init__(self, state: State, translate: Translate) -> None:
        self.scenario = state.scenario
        self.translate = translate

    def say(self, template: str, **facts: str | int) -> str:
        text = self.translate(template).format(**facts)
        return text[:1].upper() + text[1:]

    def unit(self, number: int) -> str:
        return name_unit(self.scenario, number, self.translate)

    def units(self, numbers: tuple[int, ...]) -> str:
        return name_units(self.scenario, numbers, self.translate)

    def hex(self, cell: Cell) -> str:
        return name_hex(self.scenario, cell, self.translate)

    def side(self, side: str) -> str:
        return name_side(self.scenario, side, self.translate)

    def place(self, number: int) -> str:
        return self.scenario.board.places[number].name

    def cause(self, table: Mapping[str, str], cause: str) -> str:
        return name_cause(table, cause, self.translate)


def tell(state: State, event: Event, translate: Translate = str) -> str | None:
    """One event as a sentence, or None for what only the machinery of the game needs to know."""
    voice = _Voice(state, translate)
    match event:
        case e.Queued() | e.TaskDone() | e.PartEnded() | e.DepotFed() | e.StreakChanged():
            return None
        case e.AttackDeclared():
            return _attack(voice, event)
        case e.TurnBegan() | e.SpateChanged() | e.PartBegan() | e.GameEnded() | e.Scored() | e.PurseChanged():
            return _of_the_game(state, voice, event)
        case e.PlaceTaken() | e.PlaceLeftBare() | e.DepotChanged():
            return _of_places(state, voice, event)
        case e.UnitArrived() | e.UnitDelayed() | e.UnitMoved() | e.UnitFellBack() | e.UnitAdvanced() | e.UnitLeft():
            return _of_marches(voice, event)
        case e.AttackRefused() | e.DefenderEvaded() | e.FightResolved() | e.Repulsed() | e.Rolled():
            return _of_fights(voice, event)
        case e.PostureSet() | e.UnitDugIn() | e.MenLost() | e.GunsTaken() | e.MoraleChanged() | e.WantChanged():
            return _of_units(state, voice, event)
        case _:
            assert_never(event)


def _attack(voice: _Voice, event: e.AttackDeclared) -> str:
    template = "{units} charged {where}." if event.charge else "{units} attacked {where}."
    return voice.say(template, units=voice.units(event.units), where=voice.hex(event.target))


def _of_the_game(
    state: State,
    voice: _Voice,
    event: e.TurnBegan | e.SpateChanged | e.PartBegan | e.GameEnded | e.Scored | e.PurseChanged,
) -> str | None:
    scenario = state.scenario
    match event:
        case e.TurnBegan(turn):
            return voice.say("Turn {turn}: {days}.", turn=turn, days=name_turn(scenario, turn, voice.translate))
        case e.SpateChanged(spate):
            return voice.say(SPATE.get(spate, spate))
        case e.PartBegan(side, _):
            return voice.say("{side} to move.", side=voice.side(side))
        case e.GameEnded(winner, grade, cause):
            who = voice.side(scenario.victory.side)
            template = "The game is over, {cause}: {side} has won; for {counted} it was {grade}."
            if not winner:
                template = "The game is over, {cause}; for {counted} it was {grade}."
            worth = name_grade(grade, voice.translate)
            return voice.say(
                template, cause=voice.cause(ENDS, cause), side=voice.side(winner), counted=who, grade=worth
            )
        case e.Scored(points, _, _):
            if not points:
                return None
            template = "{side} scored {points}." if points >= 0 else "{side} lost {lost} of its points."
            return voice.say(template, side=voice.side(scenario.victory.side), points=points, lost=-points)
        case e.PurseChanged(side, by, cause):
            template = "{side}: {by:+d} {purse}, {cause}."
            purse = voice.translate(scenario.side(side).currency or "to its purse")
            return voice.say(template, side=voice.side(side), by=by, purse=purse, cause=voice.cause(PURSES, cause))
        case _:
            assert_never(event)


def _of_places(state: State, voice: _Voice, event: e.PlaceTaken | e.PlaceLeftBare | e.DepotChanged) -> str:
    match event:
        case e.PlaceTaken(place, side, cause):
            template = PLACE_TAKEN.get(cause, "{place} passed to {side}.")
            return voice.say(template, place=voice.place(place), side=voice.side(side))
        case e.PlaceLeftBare(place, turns):
            template = "{place} stood without a garrison." if turns else "{place} had its garrison again."
            return voice.say(template, place=voice.place(place))
        case e.DepotChanged(place, side):
            if side:
                return voice.say("{side} opened a depot at {place}.", side=voice.side(side), place=voice.place(place))
            lost = voice.side(state.realm.holdings[place].depot)
            return voice.say("The depot of {side} at {place} was lost.", side=lost, place=voice.place(place))
        case _:
            assert_never(event)


def _of_marches(
    voice: _Voice,
    event: e.UnitArrived | e.UnitDelayed | e.UnitMoved | e.UnitFellBack | e.UnitAdvanced | e.UnitLeft,
) -> str:
    unit = voice.unit(event.unit)
    match event:
        case e.UnitArrived(_, cell, men):
            template = "{unit} arrived at {where}, {men} strong." if men else "{unit} arrived at {where}."
            return voice.say(template, unit=unit, where=voice.hex(cell), men=men)
        case e.UnitDelayed(_, due):
            template = "{unit} found the road barred; expected in turn {due}."
            return voice.say(template, unit=unit, due=due)
        case e.UnitMoved(_, route, _):
            return voice.say("{unit} marched to {where}.", unit=unit, where=voice.hex(route[-1]))
        case e.UnitFellBack(_, route, cause):
            if not route:
                return voice.say("{unit} had nowhere to go.", unit=unit)
            template = FELL_BACK.get(cause, "{unit} fell back to {where}.")
            return voice.say(template, unit=unit, where=voice.hex(route[-1]))
        case e.UnitAdvanced(_, cell):
            return voice.say("{unit} entered {where}.", unit=unit, where=voice.hex(cell))
        case e.UnitLeft(_, _, due, _, cause):
            text = voice.say(LEFT.get(cause, "{unit} left the map."), unit=unit)
            return text if not due else text + " " + voice.say("Expected back in turn {due}.", due=due)
        case _:
            assert_never(event)


def _of_fights(
    voice: _Voice, event: e.AttackRefused | e.DefenderEvaded | e.FightResolved | e.Repulsed | e.Rolled
) -> str:
    match event:
        case e.Rolled(cause, faces, _, side):
            thrown = " + ".join(str(face) for face in faces)
            template = "Dice of {side}, {cause}: {faces}." if side else "Dice, {cause}: {faces}."
            return voice.say(template, side=voice.side(side), cause=voice.cause(ROLLS, cause), faces=thrown)
        case e.AttackRefused(target, units):
            template = "{units} would not go against {where}."
            return voice.say(template, units=voice.units(units), where=voice.hex(target))
        case e.DefenderEvaded(target, units):
            template = "{units} slipped out of {where} before the blow fell."
            return voice.say(template, units=voice.units(units), where=voice.hex(target))
        case e.FightResolved(target, attacker, defender, _, _, result, outcome):
            template = "At {where}, {attacker} against {defender}, result {result}: {outcome}."
            words = name_outcome(outcome, voice.translate)
            where = voice.hex(target)
            return voice.say(template, where=where, attacker=attacker, defender=defender, result=result, outcome=words)
        case e.Repulsed(unit):
            return voice.say("{unit} recoiled and cannot attack again at once.", unit=voice.unit(unit))
        case _:
            assert_never(event)


def _of_units(
    state: State,
    voice: _Voice,
    event: e.PostureSet | e.UnitDugIn | e.MenLost | e.GunsTaken | e.MoraleChanged | e.WantChanged,
) -> str | None:
    unit = voice.unit(event.unit)
    match event:
        case e.PostureSet(_, posture):
            return voice.say("{unit}: {posture}.", unit=unit, posture=name_posture(posture, voice.translate))
        case e.UnitDugIn():
            return voice.say("{unit} dug in.", unit=unit)
        case e.MenLost(_, men, guns, mgs, cause):
            lost = _arms(voice, men, guns, mgs)
            return voice.say("{unit} lost {lost} {cause}.", unit=unit, lost=lost, cause=voice.cause(LOSSES, cause))
        case e.GunsTaken(_, guns, mgs, side):
            lost = _arms(voice, 0, guns, mgs)
            return voice.say("{side} took {lost} from {unit}.", side=voice.side(side), lost=lost, unit=unit)
        case e.MoraleChanged(_, by, to, cause):
            if not by:
                return None
            template = (
                "{unit} took heart, {cause}: morale {to}." if by > 0 else "{unit} lost heart, {cause}: morale {to}."
            )
            return voice.say(template, unit=unit, to=to, cause=voice.cause(HEARTS, cause))
        case e.WantChanged(_, hunger):
            before = state.unit(event.unit).hunger
            if hunger and not before:
                return voice.say("{unit} had no bread.", unit=unit)
            if hunger > before:
                return voice.say("{unit} went hungry, {hunger} turns now.", unit=unit, hunger=hunger)
            return voice.say("{unit} had bread again.", unit=unit) if before and not hunger else None
        case _:
            assert_never(event)


def _arms(voice: _Voice, men: int, guns: int, mgs: int) -> str:
    """Men, guns and machine guns as a phrase; what is nought is left out."""
    parts = []
    for count, one, more in (
        (men, "1 man", "{count} men"),
        (guns, "1 gun", "{count} guns"),
        (mgs, "1 machine gun", "{count} machine guns"),
    ):
        if count:
            parts.append(voice.translate(one if count == 1 else more).format(count=count))
    return ", ".join(parts) or voice.translate("nothing")
