"""The sky in the top bar: weather, light and water as small signs with a word, and what they do when pointed at."""

import pygame

from game import chronicle
from game.model.charts import Weather
from game.model.state import Seen
from game.ui import glyphs, strokes
from game.ui.faces import Face, px, text
from game.ui.screens.moment import Moment

SIGNS = {
    "fair": "sun",
    "hot": "hot",
    "heat": "heat",
    "storm": "storm",
    "frost": "frost",
    "thaw": "thaw",
    "snow": "snowfall",
}
WEATHERS = {"storm": "storms", "snow": "snowfall"}
WATERS = {"": "fords open", "great": "great rivers in spate", "all": "rivers in spate"}
BRIEF = {"": "low water", "great": "spate", "all": "in spate"}


def draw(moment: Moment, bar: pygame.Rect, x: int, base: int, roomy: bool) -> int:
    """Draw the signs from a place on; return the x after them."""
    sky = moment.seen.sky
    entries = [(SIGNS.get(sky.weather, "sun"), WEATHERS.get(sky.weather, sky.weather), told_weather(moment.seen))]
    if sky.light == "dark":
        entries.append(("moon", "dark", "It is dark: nobody sees farther than the next hex."))
    entries.append(("waves", (WATERS if roomy else BRIEF)[sky.spate], told_water(moment.seen)))
    for sign, word, told in entries:
        x = _entry(moment, bar, x, base, sign, word, told) + px(16 if roomy else 11)
    return x


def _entry(moment: Moment, bar: pygame.Rect, x: int, base: int, sign: str, word: str, told: str) -> int:
    surface, theme = moment.surface, moment.stage.theme
    side = px(22)
    strokes.lay(surface, glyphs.icon(sign, theme.ink_2, side), (x, bar.centery - side // 2))
    box = text(surface, word, Face.SERIF, 15, theme.ink, (x + side + px(6), base - px(2)), "sl")
    area = pygame.Rect(x, bar.y, box.right - x, bar.h)
    moment.desk.spot(area, "", hint=told, stop=False)
    return box.right


def told_weather(seen: Seen) -> str:
    """The season and the weather, and what the weather does, in sentences."""
    sky = seen.sky
    season = chronicle.name_season(sky.season) if sky.season else ""
    lines = [", ".join(part for part in (season, chronicle.name_weather(sky.weather)) if part)]
    lines[0] = lines[0][:1].upper() + lines[0][1:] + "."
    lines += effects(seen.scenario.charts.weather.weathers[sky.weather], seen.scenario.charts.weather.toll)
    if sky.snow:
        lines.append("The high ground is snowbound: it is crossed by passes alone.")
    return "\n".join(lines)


def effects(row: Weather, toll: int) -> list[str]:
    """What a weather does, a sentence a matter."""
    told = []
    if row.sight:
        told.append(f"Men see {row.sight} {'hex' if row.sight == 1 else 'hexes'} less far.")
    if row.points:
        shares = ", ".join(f"{name} {share}%" for name, share in row.points.items())
        told.append(f"Movement points: {shares}.")
    if row.mud:
        told.append("Mud makes the ground dearer.")
    if row.swells:
        told.append("The small rivers are in spate too.")
    if row.drifts:
        told.append("Drifts shut the passes and some ground to wheels.")
    if row.reach:
        told.append(f"Lines of supply reach {row.reach} points at most.")
    if row.toll:
        told.append(f"Marching units of {' and '.join(row.toll)} may lose {toll}% of their men.")
    return told


def told_water(seen: Seen) -> str:
    """The water, and the fords that guides hold open for the side."""
    words = {
        "": "The water is low: fords are open.",
        "great": "The great rivers are in spate: they are crossed by bridges and ferries.",
        "all": "Every river is in spate: they are crossed by bridges and ferries.",
    }[seen.sky.spate]
    for ford in seen.sky.fords:
        words += f"\nGuides hold a ford open at {chronicle.name_hex(seen.scenario, ford.cell)} to turn {ford.until}."
    return words
