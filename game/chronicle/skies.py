"""The sky in the war diary: seasons, weather, light, water and the fords that guides have shown."""

from game.chronicle.voice import Voice
from game.chronicle.words import name_sky
from game.model.bonds import Ford
from game.model.events import FordsChanged, SkyChanged
from game.model.state import State

SPATE = {
    "": "The rivers fall; the fords are open.",
    "great": "The great rivers are in spate.",
    "all": "Every river is in spate.",
}

WEATHER = {
    "fair": "The weather cleared.",
    "hot": "It was hot.",
    "heat": "A great heat lay on the country, too much for men on foot and for carts.",
    "storm": "Storms broke: men saw less far, and small rivers rose.",
    "frost": "Frost set in.",
    "thaw": "A thaw turned the roads to mud.",
    "snow": "Snow fell, and the passes were shut.",
}

LIGHT = {"day": "Day broke.", "dark": "Night fell."}

SEASON = {
    "winter": "Winter came.",
    "spring": "Spring came.",
    "green": "The pastures were green.",
    "harvest": "The harvest began.",
    "autumn": "Autumn came.",
}


def tell_sky(state: State, voice: Voice, event: SkyChanged) -> str:
    """What of the sky turned; the whole of it where nothing was known before."""
    sky = state.sky
    parts = []
    if event.season != sky.season:
        parts.append(voice.say(SEASON.get(event.season, "The season: {season}."), season=event.season))
    if event.weather != sky.weather:
        parts.append(voice.say(WEATHER.get(event.weather, "The weather: {weather}."), weather=event.weather))
    if event.light != sky.light:
        parts.append(voice.say(LIGHT.get(event.light, "The light: {light}."), light=event.light))
    if event.spate != sky.spate:
        parts.append(voice.say(SPATE.get(event.spate, "The rivers: {spate}."), spate=event.spate))
    if event.snow != sky.snow:
        high = "The high ground was snowbound." if event.snow else "The snow on the high ground melted."
        parts.append(voice.say(high))
    return " ".join(parts) or voice.say("{sky}.", sky=name_sky(sky, voice.translate))


def tell_fords(state: State, voice: Voice, event: FordsChanged) -> str | None:
    """The fords that guides opened, or whose time is over."""
    before = state.sky.fords
    opened = [ford for ford in event.fords if ford not in before]
    closed = [ford for ford in before if ford not in event.fords]
    told = [
        voice.say(
            "Ford-men led {side} through the water, {way}.", side=voice.side(ford.side), way=_way(state, voice, ford)
        )
        for ford in opened
    ]
    told += [voice.say("The ford {way} was lost again.", way=_way(state, voice, ford)) for ford in closed]
    return " ".join(told) or None


def _way(state: State, voice: Voice, ford: Ford) -> str:
    there = state.scenario.board.grid.step(ford.cell, ford.direction)
    return voice.translate("from {here} to {there}").format(here=voice.hex(ford.cell), there=voice.hex(there))
