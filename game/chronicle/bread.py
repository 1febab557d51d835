"""Bread in the war diary and in answers: places and depots, stores, want, pastures, and why a hex is cut off."""

from collections.abc import Sequence
from typing import TypeAlias, assert_never

from game.chronicle.phrases import CUTS, STORES
from game.chronicle.voice import Voice
from game.chronicle.words import Translate, listed, name_ration
from game.hexes import Cell
from game.model import events as e
from game.model.charts import Charts
from game.model.judgement import Trace
from game.model.state import State

PLACE_TAKEN = {
    "fell": "{place} fell to {side}.",
    "turned": "{place} turned with its garrison to {side}.",
    "retaken": "{side} retook {place}.",
    "terms": "{place} was handed over to {side}.",
    "reverted": "{place}, left without a garrison, went back to {side}.",
}

GRAZED = ("1 hex grazed", "{count} hexes grazed")
BARE = ("1 hex bare", "{count} hexes bare")

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
            parts = [voice.count(len(once), *GRAZED)] * bool(once) + [voice.count(len(twice), *BARE)] * bool(twice)
            return voice.say("The pastures: {parts}.", parts=listed(parts, voice.translate))
        case _:
            assert_never(event)


def tell_want(state: State, voice: Voice, number: int, hunger: int) -> str | None:
    """Bread for regulars, food and cartridges for bands."""
    unit, before = voice.unit(number), state.unit(number).hunger
    row = state.scenario.types[number]
    regular = bool(row.traits & {"regular", "bombard"}) or row.movement == "wheeled"
    if hunger == 1 and not before:
        return voice.say("{unit} had no bread." if regular else "{unit} ran short.", unit=unit)
    if hunger > before:
        rung = name_rung(state.scenario.charts, hunger, voice.translate)
        return voice.say("{unit} went hungry: {rung} now.", unit=unit, rung=rung)
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
    if len(trace.path) == 1:
        return (voice.say("A source of bread is here."),)
    begun = [leg[0] for leg in supply_legs(state, side, trace)]
    told = [_whence(state, side, voice, trace, begun)]
    if len(begun) > 1 and trace.cost:
        onward = listed([voice.hex(cell) for cell in reversed(begun[1:-1])], translate)
        template = "That depot draws on {source} by way of {onward}." if onward else "That depot draws on {source}."
        told.append(voice.say(template, source=voice.hex(begun[0]), onward=onward))
    for cut in trace.cuts:
        who = voice.units(cut.units) if cut.units else voice.translate("enemies")
        told.append(voice.say(CUTS.get(cut.cause, "{where} is cut") + ".", units=who, where=voice.hex(cut.cell)))
    if trace.fed and trace.cuts:
        told.append(voice.say("A longer way is open, and carts take it."))
    return tuple(told)


def _whence(state: State, side: str, voice: Voice, trace: Trace, begun: Sequence[Cell]) -> str:
    """From which source or depot bread would come to a hex last, and how far that is."""
    if not trace.cost:
        return voice.say(
            "A depot stands here, fed from {stops}.", stops=listed([voice.hex(c) for c in begun], voice.translate)
        )
    points = voice.count(trace.cost, "1 point", "{count} points")
    template = "From {place}: {points} of carts, and bread reaches {reach}."
    if begun[-1] in _depots(state, side):
        template = "From the depot at {place}: {points} of carts, and bread reaches {reach}."
    return voice.say(template, place=voice.hex(begun[-1]), points=points, reach=trace.reach)


def _depots(state: State, side: str) -> tuple[Cell, ...]:
    """The hexes of a side's depots."""
    pairs = zip(state.scenario.board.places, state.realm.holdings, strict=True)
    return tuple(place.cell for place, held in pairs if held.depot == side)


def supply_legs(state: State, side: str, trace: Trace) -> tuple[tuple[Cell, ...], ...]:
    """The way of bread from its source to a hex in legs, each but the last up to a depot that feeds the next."""
    depots = _depots(state, side)
    legs: list[tuple[Cell, ...]] = []
    leg: list[Cell] = []
    for number, cell in enumerate(trace.path):
        leg.append(cell)
        if leg[1:] and number + 1 < len(trace.path) and cell in depots:
            legs.append(tuple(leg))
            leg = [cell]
    return (*legs, tuple(leg)) if leg else ()


def name_rung(charts: Charts, hunger: int, translate: Translate = str) -> str:
    """The rung of the ladder of want after so many hungry turns: supplied, short, out, starving."""
    wants = charts.supply.wants
    return translate(wants[min(hunger, len(wants) - 1)].name)


def name_stores(charts: Charts, stores: int, translate: Translate = str) -> str:
    """The word that goes round of a place's stores: full, thinning or bare."""
    words = [word for least, word in charts.supply.store_words if stores >= least]
    return translate(words[-1]) if words else translate("unknown")


def turns_of_bread(charts: Charts, stores: int, ration: str) -> int:
    """For how many turns stores last at a ration."""
    return stores // charts.supply.rations[ration]
