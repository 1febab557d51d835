"""Colours of the panels, the sides and the map: the tables of the look, as data.

A side is told four ways (colour, silhouette, hatch, emblem), so a `SideStyle` carries all four. Sides name
their colour by a word (carmine, tile, saffron, sage, iron); the palette in the settings decides what the word
looks like.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

Colour = tuple[int, int, int]
PaletteName = Literal["period", "blue-orange", "high-contrast"]
Silhouette = Literal["square", "arch", "octagon", "shield"]
Hatch = Literal["edge", "upright", "diagonal", "level"]
Emblem = Literal["star", "crescent", "tamga", "flag"]


def colour(code: str) -> Colour:
    """Read a colour from six hexadecimal digits."""
    digits = code.lstrip("#")
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """Lay `share` (0 to 1) of the second colour over the first."""
    return (
        round(first[0] * (1 - share) + second[0] * share),
        round(first[1] * (1 - share) + second[1] * share),
        round(first[2] * (1 - share) + second[2] * share),
    )


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def contrast(first: Colour, second: Colour) -> float:
    """Return the WCAG contrast ratio of two colours, 1 to 21."""
    light = [0.2126 * _linear(c[0]) + 0.7152 * _linear(c[1]) + 0.0722 * _linear(c[2]) for c in (first, second)]
    return (max(light) + 0.05) / (min(light) + 0.05)


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours of the panels."""

    panel: Colour
    panel_2: Colour
    card: Colour
    rule: Colour
    bar: Colour
    ink: Colour
    ink_2: Colour
    ink_3: Colour
    accent: Colour
    on_accent: Colour
    good: Colour
    bad: Colour
    info: Colour


LIGHT = Theme(
    panel=colour("#F5EEDD"),
    panel_2=colour("#EBE1C8"),
    card=colour("#FBF6E9"),
    rule=colour("#CDBE9C"),
    bar=colour("#D9CBAA"),
    ink=colour("#2B241C"),
    ink_2=colour("#6A5C49"),
    ink_3=colour("#76694F"),
    accent=colour("#8A2B22"),
    on_accent=colour("#FBF4E2"),
    good=colour("#2F6B4F"),
    bad=colour("#A8322A"),
    info=colour("#1B6478"),
)
NIGHT = Theme(
    panel=colour("#1C212B"),
    panel_2=colour("#262C38"),
    card=colour("#242A35"),
    rule=colour("#3B4352"),
    bar=colour("#39414F"),
    ink=colour("#E9E0CC"),
    ink_2=colour("#A99F8C"),
    ink_3=colour("#8E887C"),
    accent=colour("#E0A458"),
    on_accent=colour("#1B1610"),
    good=colour("#7FB79A"),
    bad=colour("#E0816F"),
    info=colour("#7FB4C6"),
)
THEMES: Mapping[str, Theme] = {"light": LIGHT, "night": NIGHT}

CREAM = colour("#FBF4E2")
DARK_GLYPH = colour("#241D17")
INK = colour("#241D17")
PAPER = colour("#F3E9D0")
STRIP = CREAM
STRIP_DONE = colour("#E9DEC6")
STRIP_INK_DONE = colour("#6C6354")
SELECTION = colour("#FFFDF4")
SHADOW = colour("#1E140A")
FINISHED_PAPER = colour("#E4D8BC")
VEIL = colour("#1A140F")


@dataclass(frozen=True, slots=True)
class SideStyle:
    """How the counters of one side look."""

    body: Colour
    frame: Colour
    glyph: Colour
    edge: Colour
    silhouette: Silhouette
    hatch: Hatch
    emblem: Emblem


_SHAPES: Mapping[str, tuple[Silhouette, Hatch, Emblem]] = {
    "carmine": ("square", "edge", "star"),
    "tile": ("arch", "upright", "crescent"),
    "saffron": ("octagon", "diagonal", "tamga"),
    "sage": ("shield", "level", "flag"),
    "iron": ("shield", "level", "flag"),
}
_BODIES: Mapping[PaletteName, Mapping[str, str]] = {
    "period": {
        "carmine": "#A8322A",
        "tile": "#1B6478",
        "saffron": "#DDA63A",
        "sage": "#8FA79A",
        "iron": "#23242E",
    },
    "blue-orange": {
        "carmine": "#E69F00",
        "tile": "#0072B2",
        "saffron": "#F2E9D8",
        "sage": "#7C8A72",
        "iron": "#2B2A33",
    },
    "high-contrast": {
        "carmine": "#7A1712",
        "tile": "#2E86A8",
        "saffron": "#F4D35E",
        "sage": "#B9C7C0",
        "iron": "#030304",
    },
}
_PERIOD_FRAMES: Mapping[str, str] = {"carmine": "#74201B", "tile": "#0F4252", "saffron": "#946A14"}
_PERIOD_EDGES: Mapping[str, str] = {"carmine": "#C2554A", "tile": "#4A8FA1", "saffron": "#EBC677"}
SIDE_COLOURS: tuple[str, ...] = tuple(_SHAPES)
PALETTES: tuple[PaletteName, ...] = ("period", "blue-orange", "high-contrast")


class _Chosen:
    """The palette in use, set once by the settings."""

    __slots__ = ("name",)

    def __init__(self) -> None:
        self.name: PaletteName = "period"


_CHOSEN = _Chosen()


def use(palette: PaletteName) -> None:
    """Show the sides in another palette from now on."""
    _CHOSEN.name = palette


def in_use() -> PaletteName:
    """Return the palette in which the sides are shown."""
    return _CHOSEN.name


def side_style(name: str, palette: PaletteName | None = None) -> SideStyle:
    """Return the style of the side colour called `name`, by default in the palette in use.

    An unknown name looks like sage.
    """
    return _styled(name if name in _SHAPES else "sage", palette or _CHOSEN.name)


@cache
def _styled(word: str, palette: PaletteName) -> SideStyle:
    silhouette, hatch, emblem = _SHAPES[word]
    body = colour(_BODIES[palette][word])
    frame = mix(body, (0, 0, 0), 0.30)
    edge = mix(body, CREAM, 0.25)
    if palette == "period" and word in _PERIOD_FRAMES:
        frame, edge = colour(_PERIOD_FRAMES[word]), colour(_PERIOD_EDGES[word])
    glyph = CREAM if contrast(body, CREAM) >= contrast(body, DARK_GLYPH) else DARK_GLYPH
    return SideStyle(body, frame, glyph, edge, silhouette, hatch, emblem)


def finished(body: Colour) -> Colour:
    """Pale the body of a unit that has done its work: a quarter toward its grey, then toward paper."""
    grey = sum(body) // 3
    return mix(mix(body, (grey, grey, grey), 0.25), FINISHED_PAPER, 0.36)


NAME = colour("#2A2019")
WATER = colour("#2A5A7E")
WATER_CORE = colour("#7CA3B8")
WATER_CASING = colour("#ECE8D6")
WATER_NAME = colour("#1D4A70")
ROAD = colour("#5A2D1C")
ROAD_FILL = colour("#F6E2B2")
RANGE_NAME = colour("#2F1F12")
DISTRICT_NAME = colour("#7A3A28")
HEIGHT_NAME = colour("#3A2616")
FRONTIER_BAND = colour("#B24254")
GRID = colour("#422E1E")
CREST = colour("#4E3424")
TUFT = colour("#4A6230")
PATH = colour("#2A2019")
PATH_PAPER = colour("#F3E9D0")
SIEGE = colour("#1E1712")
ATTACK = colour("#8A1F1A")
FIRE = colour("#A8322A")
REACH_TINT = colour("#FFFCF0")
REACH_LINE = colour("#FFFDF3")
REACH_EDGE = colour("#3A2E22")
SUPPLY_TINT = colour("#FFFAE8")
SUPPLY_LINE = colour("#2B241C")
UNSEEN = colour("#D5D2CC")
UNSEEN_EDGE = colour("#4A3626")
FODDER = colour("#3E5A28")
GRAZED = colour("#8A5A1A")
NIGHT_WASH = colour("#AAB4D8")

WASH: Mapping[str, Colour] = {
    "irrigated": colour("#A9BE7C"),
    "steppe": colour("#EADFB4"),
    "hills": colour("#DFC690"),
    "broken": colour("#C49C66"),
    "tugai": colour("#8FA36A"),
    "mountain": colour("#9C7550"),
    "high": colour("#DFE4E8"),
}
