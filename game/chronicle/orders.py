"""Orders in words: what a player is about to do."""

from typing import TypeAlias, assert_never

from game.chronicle.cards import name_branch, name_card, name_target
from game.chronicle.court import name_faction
from game.chronicle.words import Translate, name_hex, name_posture, name_ration, name_unit, name_units
from game.hexes import DIRECTIONS, NO_CELL, Cell
from game.model.actions import (
    Action,
    Advance,
    Attack,
    Bombard,
    Choose,
    DigIn,
    Disarm,
    Disband,
    Drill,
    EndPart,
    ForceMarch,
    Gift,
    GiveUpLine,
    GrainSortie,
    GrantTerms,
    HireGuides,
    HoldCouncil,
    Keep,
    LeaveMap,
    MakeOffer,
    MakePeace,
    Merge,
    Move,
    MoveTogether,
    OfferTerms,
    OpenDepot,
    PlayCard,
    React,
    Relieve,
    Retreat,
    SendConvoy,
    SetPosture,
    SetRation,
    SetRetreat,
    SetUp,
    ShareGuns,
    ShareTown,
)
from game.model.agenda import MayChoose
from game.model.scenario import Scenario
from game.model.state import State


def name_action(state: State, action: Action, translate: Translate = str) -> str:
    """An action as an order, such as "8th Cavalry: march to Denau"."""
    scenario = state.scenario

    def said(template: str, **facts: str) -> str:
        return translate(template).format(**facts)

    def unit(number: int) -> str:
        return name_unit(scenario, number, translate)

    def where(cell: Cell) -> str:
        return name_hex(scenario, cell, translate)

    def town(number: int) -> str:
        return _place(number, scenario)

    match action:
        case Move(number, route):
            goal = where(route[-1]) if route else translate("nowhere")
            return said("{unit}: march to {where}", unit=unit(number), where=goal)
        case MoveTogether(numbers, route):
            goal = where(route[-1]) if route else translate("nowhere")
            template = "{units}: march together to {where}"
            return said(template, units=name_units(scenario, numbers, translate), where=goal)
        case Attack(target, numbers, charge):
            template = "{units}: charge {where}" if charge else "{units}: attack {where}"
            return said(template, units=name_units(scenario, numbers, translate), where=where(target))
        case Advance(numbers):
            if not numbers:
                return translate("stay where they are")
            return said("{units}: enter the hex that was won", units=name_units(scenario, numbers, translate))
        case SetPosture(number, posture):
            return said("{unit}: {posture}", unit=unit(number), posture=name_posture(posture, translate))
        case SetRetreat(number, asks):
            template = "{unit}: ask by which way it falls back" if asks else "{unit}: fall back by the usual way"
            return said(template, unit=unit(number))
        case Merge(number, into):
            return said("{unit}: join {into}", unit=unit(number), into=unit(into))
        case Retreat(route):
            return said("fall back to {where}", where=where(route[-1]) if route else translate("nowhere"))
        case HireGuides(number, direction):
            here = state.unit(number).cell if 0 <= number < len(scenario.units) else NO_CELL
            over = where(scenario.board.grid.step(here, direction)) if here and direction in DIRECTIONS else "?"
            return said("{unit}: hire ford-men for the way to {where}", unit=unit(number), where=over)
        case GrainSortie(number, field):
            return said("{unit}: go out for grain into {where}", unit=unit(number), where=where(field))
        case SetUp(number, cell):
            return said("{unit}: stand at {where}", unit=unit(number), where=where(cell))
        case SetRation(place, ration):
            return said("{place}: {ration}", place=town(place), ration=name_ration(ration, translate))
        case Bombard(number, target):
            return said("{unit}: bombard {where}", unit=unit(number), where=where(target))
        case GiveUpLine(place):
            return said("{place}: give up the outer line", place=town(place))
        case OfferTerms(place):
            return said("{place}: ask for terms", place=town(place))
        case GrantTerms(granted):
            return translate("grant the terms" if granted else "refuse the terms")
        case SendConvoy():
            return translate("pay for one more convoy")
        case EndPart():
            return translate("end the part")
        case (
            Drill() | Disband() | Gift() | HoldCouncil() | Disarm() | ShareTown() | ShareGuns() | MakeOffer()
            | MakePeace() | PlayCard() | Keep() | Choose() | React()
        ):  # fmt: skip
            return _name_policy(state, action, translate)
        case DigIn() | OpenDepot() | Relieve() | ForceMarch() | LeaveMap():
            return said(ALONE[type(action)], unit=unit(action.unit))
        case _:
            assert_never(action)


Policy: TypeAlias = (
    Drill
    | Disband
    | Gift
    | HoldCouncil
    | Disarm
    | ShareTown
    | ShareGuns
    | MakeOffer
    | MakePeace
    | PlayCard
    | Keep
    | Choose
    | React
)


def _name_policy(state: State, action: Policy, translate: Translate) -> str:
    """An order of the council, or one of the card table."""
    scenario = state.scenario

    def said(template: str, **facts: str) -> str:
        return translate(template).format(**facts)

    def faction(number: int) -> str:
        return name_faction(scenario, number, translate)

    match action:
        case Drill(cadre, bands):
            cadres, men = name_unit(scenario, cadre, translate), name_units(scenario, bands, translate)
            return said("{unit}: drill men of {bands}", unit=cadres, bands=men)
        case Disband(number):
            return said("{unit}: disband", unit=name_unit(scenario, number, translate))
        case Gift(number):
            return said("gifts to {faction}", faction=faction(number))
        case HoldCouncil(deputy):
            if deputy < 0:
                return translate("hold a council")
            return said("hold a council, the chief of {faction} to be deputy", faction=faction(deputy))
        case Disarm(number):
            return said("disarm the chief of {faction}", faction=faction(number))
        case ShareTown(place, number):
            return said("{place}: make it over to {faction}", place=_place(place, scenario), faction=faction(number))
        case ShareGuns(number):
            return said("make the guns taken over to {faction}", faction=faction(number))
        case MakeOffer(number):
            return said("make {faction} an offer", faction=faction(number))
        case MakePeace(number):
            return said("offer {faction} peace", faction=faction(number))
        case Keep(card):
            return said("keep {card}", card=name_card(scenario, card, translate))
        case Choose(choice):
            task = state.agenda[0] if state.agenda else None
            card = task.card if isinstance(task, MayChoose) else ""
            branch = name_branch(scenario, card, choice, translate) or choice
            where = name_target(state, card, choice, action.target, translate) if card else ""
            return said("choose: {branch} ({where})" if where else "choose: {branch}", branch=branch, where=where)
        case PlayCard(card, choice) | React(card, choice):
            if not card:
                return translate("let it pass")
            branch = name_branch(scenario, card, choice, translate)
            template = "play {card}: {branch}" if branch else "play {card}"
            where = name_target(state, card, choice, action.target, translate)
            template += " ({where})" if where else ""
            return said(template, card=name_card(scenario, card, translate), branch=branch, where=where)
        case _:
            assert_never(action)


def _place(number: int, scenario: Scenario) -> str:
    """The name of a place by its number."""
    places = scenario.board.places
    return places[number].name if 0 <= number < len(places) else "?"


ALONE: dict[type, str] = {
    DigIn: "{unit}: dig in",
    OpenDepot: "{unit}: open a depot",
    Relieve: "{unit}: feed the stack",
    ForceMarch: "{unit}: forced march",
    LeaveMap: "{unit}: leave the map",
}
"""Orders that need nothing but their unit."""
