"""Events as sentences of a war diary, told from the state before each event.

They stand in the past tense, which serves a regiment and "So-and-so's men" alike.
"""

from collections.abc import Mapping, Sequence
from typing import assert_never

from game.chronicle.aims import last_met, name_award, name_deadline, overdue
from game.chronicle.words import (
    ENDS,
    HEARTS,
    LOSSES,
    PURSES,
    ROLLS,
    Translate,
    listed,
    name_cause,
    name_grade,
    name_hex,
    name_odds,
    name_outcome,
    name_posture,
    name_shift,
    name_side,
    name_turn,
    name_unit,
    name_units,
    signed,
)
from game.hexes import Cell
from game.model import events as e
from game.model.events import Event
from game.model.forces import Posture
from game.model.judgement import Shift
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
            return _of_fights(state, voice, event)
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
        case e.Scored(points, award, _):
            if not points:
                return None
            awards = scenario.victory.awards
            reason = name_award(state, awards[award], voice.translate) if award < len(awards) else ""
            template = "{side}: {points} for {reason}."
            return voice.say(template, side=voice.side(scenario.victory.side), points=signed(points), reason=reason)
        case e.PurseChanged(side, by, _):
            purse = voice.translate(scenario.side(side).currency or "to its purse")
            cause = _purse_cause(state, voice, event)
            return voice.say(
                "{side}: {by} {purse}, {cause}.", side=voice.side(side), by=signed(by), purse=purse, cause=cause
            )
        case _:
            assert_never(event)


def _purse_cause(state: State, voice: _Voice, event: e.PurseChanged) -> str:
    """Why a purse moved: the deadlines by name where it was they."""
    if event.cause == "overdue":
        late = [name_deadline(state.scenario, one, voice.translate) for one in overdue(state, event.side)]
        if late:
            return voice.translate("{what} overdue").format(what=listed(late, voice.translate))
    met = last_met(state, event.side)
    if event.cause == "in_time" and met is not None:
        return voice.translate("{what} in time").format(what=name_deadline(state.scenario, met, voice.translate))
    return voice.cause(PURSES, event.cause)


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
    state: State, voice: _Voice, event: e.AttackRefused | e.DefenderEvaded | e.FightResolved | e.Repulsed | e.Rolled
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
        case e.FightResolved():
            return fight_report(state, event, (), voice.translate)
        case e.Repulsed(unit):
            return voice.say("{unit} recoiled and cannot attack again at once.", unit=voice.unit(unit))
        case _:
            assert_never(event)


def fight_report(state: State, event: e.FightResolved, shifts: Sequence[Shift], translate: Translate = str) -> str:
    """A fight in one line: powers, odds, shifts (each by its name where they are known), result and outcome."""
    voice = _Voice(state, translate)
    told = voice.translate("shifts {total}").format(total=signed(event.shift))
    if shifts:
        told += " (" + ", ".join(f"{name_shift(s.reason, translate)} {signed(s.columns)}" for s in shifts) + ")"
    return voice.say(
        "At {where}, {attacker} against {defender}, {odds}, {shifts}, result {result}: {outcome}.",
        where=voice.hex(event.target),
        attacker=event.attacker,
        defender=event.defender,
        odds=name_odds(state.scenario.charts, event.column, translate),
        shifts=told,
        result=event.result,
        outcome=name_outcome(event.outcome, translate),
    )


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
            cause = _why_stood(state, event.unit, cause)
            lost = _arms(voice, men, guns, mgs)
            return voice.say("{unit} lost {lost} {cause}.", unit=unit, lost=lost, cause=voice.cause(LOSSES, cause))
        case e.GunsTaken(_, guns, mgs, side):
            lost = _arms(voice, 0, guns, mgs)
            return voice.say("{side} took {lost} from {unit}.", side=voice.side(side), lost=lost, unit=unit)
        case e.MoraleChanged(_, by, to, cause):
            if not by:
                return None
            cause = _why_stood(state, event.unit, cause)
            template = (
                "{unit} took heart, {cause}: morale {to}." if by > 0 else "{unit} lost heart, {cause}: morale {to}."
            )
            return voice.say(template, unit=unit, to=to, cause=voice.cause(HEARTS, cause))
        case e.WantChanged(_, hunger):
            return _want(state, voice, event.unit, hunger)
        case _:
            assert_never(event)


def _why_stood(state: State, number: int, cause: str) -> str:
    """Whether men who stood to the last were ordered to, or had no way back."""
    ordered = cause != "last_stand" or state.unit(number).posture is Posture.LAST
    return cause if ordered else "no_way"


def _want(state: State, voice: _Voice, number: int, hunger: int) -> str | None:
    """Bread for regulars, cartridges for bands: the villages feed those."""
    unit, before = voice.unit(number), state.unit(number).hunger
    row = state.scenario.types[number]
    regular = bool(row.traits & {"regular", "bombard"}) or row.movement == "wheeled"
    if hunger and not before:
        return voice.say("{unit} had no bread." if regular else "{unit} ran short of cartridges.", unit=unit)
    if hunger > before:
        template = "{unit} went hungry, {hunger} turns now."
        if not regular:
            template = "{unit} had few cartridges left, {hunger} turns now."
        return voice.say(template, unit=unit, hunger=hunger)
    if before and not hunger:
        return voice.say("{unit} had bread again." if regular else "{unit} had cartridges again.", unit=unit)
    return None


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
