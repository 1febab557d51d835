"""The coalition in the war diary: what strains it, drill, gifts, councils and offers, and who leaves the ranks."""

from typing import TypeAlias, assert_never

from game.chronicle.phrases import LEAVINGS, STRAINS
from game.chronicle.voice import Voice
from game.chronicle.words import Translate, listed, name_cause, signed
from game.model import events as e
from game.model.forces import Status
from game.model.scenario import Scenario
from game.model.state import State

OfTheRanks: TypeAlias = (
    e.Strained
    | e.CausesSettled
    | e.CohesionChanged
    | e.CeilingChanged
    | e.VictoryShared
    | e.BreakAnnounced
    | e.FactionLeft
    | e.UnitTurned
    | e.WarDeclared
    | e.PeaceMade
)
OfTheCouncil: TypeAlias = (
    e.DrillBegan
    | e.DrillEnded
    | e.Disbanded
    | e.GiftGiven
    | e.CouncilHeld
    | e.TownShared
    | e.GunsShared
    | e.OfferMade
    | e.Disarmed
)


def name_faction(scenario: Scenario, faction: int, translate: Translate = str) -> str:
    """A faction by its number."""
    known = 0 <= faction < len(scenario.factions)
    return translate(scenario.factions[faction].name) if known else translate("nobody")


def name_strain(cause: str, translate: Translate = str) -> str:
    """The words of what works on a faction; a card's own is its title."""
    return name_cause(STRAINS, cause, translate)


def tell_ranks(state: State, voice: Voice, event: OfTheRanks) -> str | None:
    """What became of the ranks of a coalition."""
    scenario, translate = state.scenario, voice.translate
    match event:
        case e.CausesSettled() | e.VictoryShared():
            return None
        case e.Strained(faction, cause, by, _):
            template = "This bears on {faction}: {cause} ({by})." if by else "This will test {faction}: {cause}."
            why = name_reason(scenario, cause, translate)
            return voice.say(template, faction=name_faction(scenario, faction, translate), cause=why, by=signed(by))
        case e.CohesionChanged(faction, by, causes):
            to = state.bonds.cohesion[faction] + by
            why = listed([name_reason(scenario, cause, translate) for cause in causes], translate)
            template = (
                "{faction}: cohesion {by}, now {to} ({why})." if causes else "{faction}: cohesion {by}, now {to}."
            )
            name = name_faction(scenario, faction, translate)
            return voice.say(template, faction=name, by=signed(by), to=to, why=why)
        case e.CeilingChanged(faction, by, cause):
            name, why = name_faction(scenario, faction, translate), name_reason(scenario, cause, translate)
            return voice.say("{faction}: ceiling {by} for good ({why}).", faction=name, by=signed(by), why=why)
        case e.BreakAnnounced(faction, least):
            template = "{faction} may break at the end of this turn: on {least} or more of two dice."
            return voice.say(template, faction=name_faction(scenario, faction, translate), least=least)
        case e.FactionLeft(faction, _, cause):
            why = name_cause(LEAVINGS, cause, translate)
            return voice.say(
                "{faction} left the ranks: {why}.", faction=name_faction(scenario, faction, translate), why=why
            )
        case e.UnitTurned(unit, _) if state.unit(unit).status is Status.UNSEEN:
            return ""
        case e.UnitTurned(unit, side):
            return voice.say("{unit} went over to {side}.", unit=voice.unit(unit), side=voice.side(side))
        case e.WarDeclared(one, other):
            return voice.say("{one} and {other} are at war.", one=voice.side(one), other=voice.side(other))
        case e.PeaceMade(one, other):
            return voice.say("{one} and {other} leave each other alone.", one=voice.side(one), other=voice.side(other))
        case _:
            assert_never(event)


def name_test(scenario: Scenario, roll: str, translate: Translate = str) -> str:
    """The words of the roll that tests a faction (its cause is `cohesion:FACTION:CAUSE`), empty for any other."""
    kind, _, rest = roll.partition(":")
    faction, _, cause = rest.partition(":")
    if kind != "cohesion":
        return ""
    name = translate(scenario.faction(faction).name)
    return translate("{faction} is tested ({cause})").format(
        faction=name, cause=name_reason(scenario, cause, translate)
    )


def name_reason(scenario: Scenario, cause: str, translate: Translate = str) -> str:
    """What works on a faction in words: a cause of the rules, or the title of a card."""
    title = next((card.title for card in scenario.cards if card.id == cause), "")
    return translate(title) if title else name_strain(cause, translate)


def tell_council(state: State, voice: Voice, event: OfTheCouncil) -> str:
    """What was done in the council of a coalition, or offered to its factions."""
    scenario, translate = state.scenario, voice.translate
    match event:
        case e.DrillBegan(unit, _, bands, men, _):
            known = tuple(band for band in bands if state.unit(band).status is not Status.UNSEEN)
            words = {"men": f"{sum(men):,}", "unit": voice.unit(unit)}
            if not known:
                return voice.say("{men} men began to drill as {unit}.", **words)
            return voice.say("{men} men of {bands} began to drill as {unit}.", bands=voice.units(known), **words)
        case e.DrillEnded(unit):
            return voice.say("{unit} stood under arms.", unit=voice.unit(unit))
        case e.Disbanded(unit, band, men):
            template = "{unit} was disbanded: {men} men rode with {band} again."
            return voice.say(template, unit=voice.unit(unit), men=f"{men:,}", band=voice.unit(band))
        case e.GiftGiven(faction):
            return voice.say("Gifts went to {faction}.", faction=name_faction(scenario, faction, translate))
        case e.CouncilHeld(factions, deputy):
            present = listed([name_faction(scenario, faction, translate) for faction in factions], translate)
            if deputy < 0:
                return voice.say("A council was held with {present}.", present=present)
            template = "A council was held with {present}; the chief of {deputy} became deputy."
            return voice.say(template, present=present, deputy=name_faction(scenario, deputy, translate))
        case e.TownShared(place, faction):
            template = "{place} was made over to {faction}."
            return voice.say(template, place=voice.place(place), faction=name_faction(scenario, faction, translate))
        case e.GunsShared(faction, guns):
            count = voice.count(guns, "One gun taken was", "{count} guns taken were")
            template = "{count} made over to {faction}."
            return voice.say(template, count=count, faction=name_faction(scenario, faction, translate))
        case e.OfferMade(side, faction):
            template = "{side} made {faction} an offer."
            return voice.say(template, side=voice.side(side), faction=name_faction(scenario, faction, translate))
        case e.Disarmed(faction):
            return voice.say("The chief of {faction} was disarmed.", faction=name_faction(scenario, faction, translate))
        case _:
            assert_never(event)
