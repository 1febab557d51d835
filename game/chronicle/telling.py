"""Events as sentences of a war diary, told from the state before each event.

They stand in the past tense, which serves a regiment and "So-and-so's men" alike.  What belongs to the sky, to marches
and to bread has modules of its own.
"""

from collections.abc import Sequence
from typing import TypeAlias, assert_never

from game.chronicle.aims import last_met, name_award, name_deadline, overdue
from game.chronicle.bread import tell_pasture, tell_place, tell_want
from game.chronicle.cards import tell_cards
from game.chronicle.court import name_test, tell_council, tell_ranks
from game.chronicle.marching import tell_ambush, tell_march, tell_stop
from game.chronicle.phrases import ENDS, HEARTS, LOSSES, PURSES, ROLLS
from game.chronicle.skies import tell_fords, tell_sky
from game.chronicle.voice import Voice
from game.chronicle.walls import tell_walls
from game.chronicle.words import (
    Translate,
    listed,
    name_grade,
    name_odds,
    name_outcome,
    name_posture,
    name_shift,
    name_turn,
    signed,
)
from game.model import events as e
from game.model.events import Event
from game.model.forces import Posture
from game.model.judgement import Shift
from game.model.state import State

OfTheGame: TypeAlias = e.TurnBegan | e.PartBegan | e.Unnoticed | e.GameEnded | e.Scored | e.PurseChanged
OfFights: TypeAlias = e.AttackRefused | e.DefenderEvaded | e.FightResolved | e.Repulsed | e.Rolled | e.Surprised
OfUnits: TypeAlias = (
    e.PostureSet
    | e.RetreatSet
    | e.UnitMerged
    | e.UnitDugIn
    | e.MenLost
    | e.MenJoined
    | e.GunsTaken
    | e.MoraleChanged
    | e.WantChanged
    | e.FieldForaged
)


def tell(state: State, event: Event, translate: Translate = str) -> str | None:
    """One event as a sentence, or None for what only the machinery of the game needs to know."""
    voice = Voice(state, translate)
    match event:
        case e.Queued() | e.TaskDone() | e.PartEnded() | e.DepotFed() | e.StreakChanged() | e.Noted() | e.ConvoyPaid():
            return None
        case e.AttackDeclared():
            return _attack(voice, event)
        case e.SkyChanged():
            return tell_sky(state, voice, event)
        case e.FordsChanged():
            return tell_fords(state, voice, event)
        case e.TurnBegan() | e.PartBegan() | e.Unnoticed() | e.GameEnded() | e.Scored() | e.PurseChanged():
            return _of_the_game(state, voice, event)
        case e.PlaceTaken() | e.PlaceLeftBare() | e.DepotChanged() | e.StoresChanged() | e.RationSet():
            return tell_place(state, voice, event)
        case e.LineLost() | e.Bombarded() | e.TermsAsked() | e.TermsAnswered():
            return tell_walls(state, voice, event)
        case e.PlaceSwayed(place, by):
            template = "The people of {place} leaned toward {side}."
            toward = state.scenario.people[1 if by > 0 else 0]
            return voice.say(template, place=voice.place(place), side=voice.side(toward))
        case (
            e.Strained() | e.CausesSettled() | e.CohesionChanged() | e.CeilingChanged() | e.VictoryShared()
            | e.BreakAnnounced() | e.FactionLeft() | e.UnitTurned() | e.WarDeclared() | e.PeaceMade()
        ):  # fmt: skip
            return tell_ranks(state, voice, event)
        case (
            e.DrillBegan() | e.DrillEnded() | e.Disbanded() | e.GiftGiven() | e.CouncilHeld() | e.TownShared()
            | e.GunsShared() | e.OfferMade() | e.Disarmed()
        ):  # fmt: skip
            return tell_council(state, voice, event)
        case (
            e.CardsDrawn() | e.CardKept() | e.CardPlayed() | e.CardLapsed() | e.CardRemoved() | e.DeckRenewed()
            | e.BranchTaken() | e.CardFailed() | e.Answered() | e.FlagSet() | e.InForce() | e.Expected()
        ):  # fmt: skip
            return tell_cards(state, voice, event)
        case e.GroundWorn() | e.GroundGrazed():
            return tell_pasture(voice, event)
        case e.MarchStopped():
            return tell_stop(voice, event)
        case e.AmbushSprung():
            return tell_ambush(voice, event)
        case (
            e.UnitArrived() | e.UnitDelayed() | e.UnitMoved() | e.UnitFellBack() | e.UnitAdvanced() | e.UnitLeft()
            | e.PaceSet() | e.DummyFound()
        ):  # fmt: skip
            return tell_march(state, voice, event)
        case (
            e.AttackRefused() | e.DefenderEvaded() | e.FightResolved() | e.Repulsed() | e.Rolled() | e.Surprised()
        ):  # fmt: skip
            return _of_fights(state, voice, event)
        case (
            e.PostureSet() | e.RetreatSet() | e.UnitMerged() | e.UnitDugIn() | e.MenLost() | e.MenJoined()
            | e.GunsTaken() | e.MoraleChanged() | e.WantChanged()
            | e.FieldForaged()
        ):  # fmt: skip
            return _of_units(state, voice, event)
        case _:
            assert_never(event)


def _attack(voice: Voice, event: e.AttackDeclared) -> str:
    template = "{units} charged {where}." if event.charge else "{units} attacked {where}."
    return voice.say(template, units=voice.units(event.units), where=voice.hex(event.target))


def _of_the_game(
    state: State,
    voice: Voice,
    event: OfTheGame,
) -> str | None:
    scenario = state.scenario
    match event:
        case e.TurnBegan(turn):
            return voice.say("Turn {turn}: {days}.", turn=turn, days=name_turn(scenario, turn, voice.translate))
        case e.PartBegan(side, _):
            return voice.say("{side} to move.", side=voice.side(side))
        case e.Unnoticed(_, units):
            return voice.say("No enemy sees {units}.", units=voice.units(units))
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


def _purse_cause(state: State, voice: Voice, event: e.PurseChanged) -> str:
    """Why a purse moved: the deadlines by name where it was they."""
    if event.cause == "overdue":
        late = [name_deadline(state.scenario, one, voice.translate) for one in overdue(state, event.side)]
        if late:
            return voice.translate("{what} overdue").format(what=listed(late, voice.translate))
    met = last_met(state, event.side)
    if event.cause == "in_time" and met is not None:
        return voice.translate("{what} in time").format(what=name_deadline(state.scenario, met, voice.translate))
    return voice.cause(PURSES, event.cause)


def _of_fights(state: State, voice: Voice, event: OfFights) -> str:
    match event:
        case e.Rolled(cause, faces, _, side):
            thrown = " + ".join(str(face) for face in faces)
            template = "Dice of {side}, {cause}: {faces}." if side else "Dice, {cause}: {faces}."
            what = name_test(state.scenario, cause, voice.translate) or voice.cause(ROLLS, cause)
            return voice.say(template, side=voice.side(side), cause=what, faces=thrown)
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
        case e.Surprised():
            return _surprise(state, voice, event)
        case _:
            assert_never(event)


def _surprise(state: State, voice: Voice, event: e.Surprised) -> str:
    """A fight that nobody could foresee as it came: what was reckoned on, what held, and why."""
    charts = state.scenario.charts
    expected, actual = (name_odds(charts, column, voice.translate) for column in (event.expected, event.actual))
    why = listed([name_shift(reason, voice.translate, state.scenario) for reason in event.reasons], voice.translate)
    template = "At {where} it was not as it had seemed"
    if expected != actual:
        template += ": {actual} in the end, where {expected} was reckoned on"
    if why:
        template += " ({why})"
    return voice.say(template + ".", where=voice.hex(event.target), expected=expected, actual=actual, why=why)


def fight_report(state: State, event: e.FightResolved, shifts: Sequence[Shift], translate: Translate = str) -> str:
    """A fight in one line: powers, odds, shifts (each by its name where they are known), result and outcome."""
    voice = Voice(state, translate)
    told = voice.translate("shifts {total}").format(total=signed(event.shift))
    if shifts:
        told += (
            " ("
            + ", ".join(f"{name_shift(s.reason, translate, state.scenario)} {signed(s.columns)}" for s in shifts)
            + ")"
        )
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
    voice: Voice,
    event: OfUnits,
) -> str | None:
    unit = voice.unit(event.unit)
    match event:
        case e.PostureSet(_, posture):
            return voice.say("{unit}: {posture}.", unit=unit, posture=name_posture(posture, voice.translate))
        case e.RetreatSet(_, asks):
            template = "{unit}: ask by which way it falls back." if asks else "{unit}: fall back by the usual way."
            return voice.say(template, unit=unit)
        case e.UnitMerged(_, into, men):
            return voice.say("{unit} joined {into}, {men:,} strong now.", unit=unit, into=voice.unit(into), men=men)
        case e.UnitDugIn():
            return voice.say("{unit} dug in.", unit=unit)
        case e.MenLost(_, men, guns, mgs, cause):
            cause = _why_stood(state, event.unit, cause)
            lost = _arms(voice, men, guns, mgs)
            template = "{unit} lost {lost} {cause}." if cause in LOSSES else "{unit} lost {lost} ({cause})."
            return voice.say(template, unit=unit, lost=lost, cause=voice.cause(LOSSES, cause))
        case e.MenJoined(_, men, cause):
            template = "{count} joined {unit} ({cause})." if men > 0 else "{count} left {unit} ({cause})."
            return voice.say(template, count=_arms(voice, abs(men), 0, 0), unit=unit, cause=voice.translate(cause))
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
            return tell_want(state, voice, event.unit, hunger)
        case e.FieldForaged(_, field):
            return voice.say("{unit} went out for grain into the fields of {where}.", unit=unit, where=voice.hex(field))
        case _:
            assert_never(event)


def _why_stood(state: State, number: int, cause: str) -> str:
    """Whether men who stood to the last were ordered to, or had no way back."""
    ordered = cause != "last_stand" or state.unit(number).posture is Posture.LAST
    return cause if ordered else "no_way"


def _arms(voice: Voice, men: int, guns: int, mgs: int) -> str:
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
