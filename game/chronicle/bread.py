"""Bread in the war diary and in answers: places and depots, stores, want, pastures, and why a hex is cut off."""

from typing import TypeAlias, assert_never

from game.chronicle.phrases import CUTS, STORES
from game.chronicle.voice import Voice
from game.chronicle.words import Translate, listed, name_ration
from game.model import events as e
from game.model.charts import Charts
from game.model.judgement import Trace
from game.model.state import State

PLACE_TAKEN = {
    "fell": "{place} fell to {side}.",
    "retaken": "{side} retook {place}.",
    "reverted": "{place}, left without a garrison, went back to {side}.",
}

OfPlaces: TypeAlias = e.PlaceTaken | e.PlaceLeftBare | e.DepotChanged | e.StoresChanged | e.RationSet


def tell_place(state: State, voice: Voice, event: OfPlaces) -> str:
    """What happened to a place, its depot and its stores."""
    place = voice.place(event.place)
    match event:
        case e.PlaceTaken(_, side, cause):
            template = PLACE_TAKEN.get(cause, "{place} passed to {side}.")
            return voice.say(template, place=place, side=voice.side(side))
        case e.PlaceLeftBare(_, turns):
            template = "{place} stood without a garrison." if turns else "{place} had its garrison again."
            return voice.say(template, place=place)
        case e.DepotChanged(_, side):
            if side:
                return voice.say("{side} opened a depot at {place}.", side=voice.side(side), place=place)
            lost = voice.side(state.realm.holdings[event.place].depot)
            return voice.say("The depot of {side} at {place} was lost.", side=lost, place=place)
        case e.StoresChanged(_, by, to, cause):
            template = "Stores of {place}: {by} {cause}, {to} left, in quarter rations."
            return voice.say(template, place=place, by=abs(by), to=to, cause=voice.cause(STORES, cause))
        case e.RationSet(_, ration):
            served = name_ration(ration, voice.translate)
            return voice.say("{place} was put on {ration}.", place=place, ration=served)
        case _:
            assert_never(event)


def tell_pasture(voice: Voice, event: e.GroundWorn | e.GroundGrazed) -> str | None:
    """Ground that was eaten out, or that healed."""
    match event:
        case e.GroundWorn(cells):
            return voice.say("The land was eaten down at {where}.", where=voice.hexes(cells)) if cells else None
        case e.GroundGrazed(once, twice):
            if not once and not twice:
                return voice.say("The pastures had grown again.")
            template = "Pasture, in hexes: {once} grazed, {twice} bare."
            return voice.say(template, once=len(once), twice=len(twice))
        case _:
            assert_never(event)


def tell_want(state: State, voice: Voice, number: int, hunger: int) -> str | None:
    """Bread for regulars, food and cartridges for bands."""
    unit, before = voice.unit(number), state.unit(number).hunger
    row = state.scenario.types[number]
    regular = bool(row.traits & {"regular", "bombard"}) or row.movement == "wheeled"
    if hunger and not before:
        return voice.say("{unit} had no bread." if regular else "{unit} ran short.", unit=unit)
    if hunger > before:
        return voice.say("{unit} went hungry, {hunger} turns now.", unit=unit, hunger=hunger)
    if before > hunger > 0:
        return voice.say("{unit} had more to eat than before.", unit=unit)
    if before and not hunger:
        return voice.say("{unit} had bread again." if regular else "{unit} had enough again.", unit=unit)
    return None


def explain_trace(state: State, side: str, trace: Trace, translate: Translate = str) -> tuple[str, ...]:
    """Why bread of a side comes to a hex or does not, a sentence a fact: how far the way is, and what cuts it."""
    voice = Voice(state, translate)
    if not trace.path:
        return (voice.say("No way for carts leads here from any source."),)
    board = state.scenario.board
    depots = {
        place.cell: place.name
        for place, held in zip(board.places, state.realm.holdings, strict=True)
        if held.depot == side
    }
    begin, *rest = trace.path
    if not rest:
        return (voice.say("A source of bread is here."),)
    stops = [voice.hex(begin), *(depots[cell] for cell in rest[:-1] if cell in depots)]
    far = "From {stops}: {cost} points of carts, and bread reaches {reach}."
    if len(stops) > 1:
        far = "From {stops}: {cost} points of carts from the last of them, and bread reaches {reach}."
    if not trace.cost:
        far = "A depot stands here, fed from {stops}."
    told = [voice.say(far, stops=listed(stops, translate), cost=trace.cost, reach=trace.reach)]
    for cut in trace.cuts:
        who = voice.units(cut.units) if cut.units else voice.translate("enemies")
        told.append(voice.say(CUTS.get(cut.cause, "{where} is cut") + ".", units=who, where=voice.hex(cut.cell)))
    if trace.fed and trace.cuts:
        told.append(voice.say("A longer way is open, and carts take it."))
    return tuple(told)


def name_stores(charts: Charts, stores: int, translate: Translate = str) -> str:
    """The word that goes round of a place's stores: full, thinning or bare."""
    words = [word for least, word in charts.supply.store_words if stores >= least]
    return translate(words[-1]) if words else translate("unknown")


def turns_of_bread(charts: Charts, stores: int, ration: str) -> int:
    """For how many turns stores last at a ration."""
    return stores // charts.supply.rations[ration]
