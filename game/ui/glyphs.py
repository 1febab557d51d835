"""Plain filled signs in a box of 100 units: arms of the counters, emblems of the sides, icons."""

import math
from collections.abc import Callable, Mapping
from functools import lru_cache

import numpy as np
import pygame

from game.ui import strokes, weathers
from game.ui.palette import Colour
from game.ui.pen import Pen, crescent, outline, star

_RIFLE = outline("88,8 91,11 60,43 62,46 36,70 37,74 20,92 8,84 24,68 30,66 54,40 52,38")
_HORSE = outline(
    "33,93 80,93 82,76 80,58 74,40 64,24 56,17 54,5 46,14 40,18 33,27 24,44 13,57 11,64 15,71 22,72 "
    "30,66 40,63 47,60 46,68 38,78"
)
_CAMEL = outline(
    "4,33 8,26 16,23 22,27 24,36 29,49 35,47 40,30 45,25 50,32 54,42 58,42 62,29 67,24 72,31 77,43 "
    "85,50 89,60 92,74 88,74 85,64 83,70 82,93 76,93 74,70 60,72 46,70 44,93 38,93 36,68 29,64 21,55 "
    "17,40 6,39"
)


def _rifle(pen: Pen) -> None:
    pen.fill(_RIFLE)


def _rifles(pen: Pen) -> None:
    pen.fill(_RIFLE)
    pen.fill(_RIFLE, mirrored=True)


def _sabre(pen: Pen, mirrored: bool = False) -> None:
    way = np.linspace(0, 1, 22)
    bow = np.sin(np.pi * way) * 10
    x, y = 14 + 72 * way + bow, 88 - 76 * way + bow
    if mirrored:
        x = 100 - x
    pen.curve(
        list(zip(x.tolist(), y.tolist(), strict=True)),
        np.interp(way, [0, 0.12, 0.2, 0.8, 1], [8, 8, 10, 8, 1.5]),
    )
    guard = ((78, 72), (64, 86)) if mirrored else ((22, 72), (36, 86))
    pen.line(guard[0], guard[1], 6)
    pen.disc(88 if mirrored else 12, 89, 6.5)


def _sabres(pen: Pen) -> None:
    _sabre(pen)
    _sabre(pen, mirrored=True)


def _horse(pen: Pen) -> None:
    pen.fill(_HORSE)
    pen.knife().disc(41, 33, 3.6)


def _drilled_horse(pen: Pen) -> None:
    _horse(pen)
    pen.line((6, 13), (31, 13), 8)
    pen.line((6, 28), (22, 28), 8)


def _militia_horse(pen: Pen) -> None:
    _horse(pen.inset(-6, 0, 0.96))
    pen.line((88, 10), (88, 70), 6)
    pen.line((78, 70), (98, 70), 6)
    pen.line((88, 70), (88, 88), 8)


def _gun(pen: Pen) -> None:
    pen.line((30, 42), (92, 24), 13)
    pen.line((46, 52), (8, 84), 8)
    pen.ring(46, 62, 25, 7)
    pen.disc(46, 62, 6)
    for angle in range(0, 180, 45):
        x, y = 22 * math.cos(math.radians(angle)), 22 * math.sin(math.radians(angle))
        pen.line((46 - x, 62 - y), (46 + x, 62 + y), 4)


def _maxim(pen: Pen) -> None:
    pen.line((36, 40), (94, 40), 12)
    pen.fill(outline("40,16 52,16 52,66 40,66"))
    pen.line((40, 62), (8, 86), 7)
    pen.ring(50, 76, 16, 7)
    pen.fill(outline("12,32 40,32 40,48 12,48"))


def _tower(pen: Pen) -> None:
    half = outline("50,54 38,66 38,92 18,92 18,36 10,36 10,12 26,12 26,22 42,22 42,12")
    pen.fill([*half, *[(100 - x, y) for x, y in reversed(half[1:])]])


def _shield(pen: Pen) -> None:
    pen.fill(outline("14,12 86,12 86,46 76,72 50,94 24,72 14,46"))
    knife = pen.knife()
    knife.line((50, 22), (50, 80), 7)
    knife.line((36, 34), (64, 34), 7)


def _camel(pen: Pen) -> None:
    pen.fill(_CAMEL)


def _steamer(pen: Pen) -> None:
    pen.fill(outline("2,60 98,60 88,80 12,80"))
    pen.fill(outline("34,42 66,42 66,60 34,60"))
    pen.fill(outline("44,14 56,14 56,42 44,42"))
    pen.line((76, 52), (98, 46), 6)
    pen.fill(outline("70,50 82,50 82,60 70,60"))
    pen.line((20, 58), (20, 26), 4)
    pen.fill(outline("20,26 36,31 20,37"))
    for x in range(6, 96, 22):
        pen.line((x, 91), (x + 7, 88), 5)
        pen.line((x + 7, 88), (x + 14, 91), 5)


def _car(pen: Pen) -> None:
    pen.fill(outline("6,70 6,50 24,46 34,32 70,32 74,44 94,50 94,70"))
    pen.fill(outline("44,16 64,16 64,32 44,32"))
    pen.line((26, 24), (46, 24), 6)
    for x in (26, 74):
        pen.knife().disc(x, 74, 17)
        pen.disc(x, 74, 13)


def _drilled_foot(pen: Pen) -> None:
    _rifles(pen.inset(7, -2, 0.86))
    pen.line((14, 93), (86, 93), 9)


def _afghans(pen: Pen) -> None:
    _rifles(pen.inset(10, 23, 0.80))
    crescent(pen, 50, 16, 16, turned=-90)


def _fez(pen: Pen) -> None:
    pen.fill(outline("30,22 66,22 76,88 20,88"))
    pen.line((48, 20), (84, 30), 4.5)
    pen.line((84, 30), (86, 54), 4.5)
    pen.line((86, 52), (86, 70), 9)


def _budenovka(pen: Pen) -> None:
    pen.fill(outline("50,4 56,20 72,32 80,50 82,62 90,92 70,84 64,66 36,66 30,84 10,92 18,62 20,50 28,32 44,20"))
    star(pen.knife(), 50, 44, 13)


def _flag(pen: Pen) -> None:
    pen.line((22, 6), (22, 94), 7)
    pen.fill(outline("24,10 88,18 72,32 88,48 24,54"))


def _tamga(pen: Pen) -> None:
    pen.ring(50, 34, 24, 10)
    pen.line((50, 56), (50, 92), 10)
    pen.line((50, 74), (26, 92), 10)
    pen.line((50, 74), (74, 92), 10)


def _star(pen: Pen) -> None:
    star(pen, 50, 54, 48)


def _crescent_star(pen: Pen) -> None:
    crescent(pen, 46, 50, 42)
    star(pen, 76, 50, 18)


def _moon(pen: Pen) -> None:
    crescent(pen, 50, 50, 40, turned=-30)


def _sun(pen: Pen) -> None:
    pen.disc(50, 50, 20)
    for angle in range(0, 360, 45):
        x, y = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        pen.line((50 + 31 * x, 50 + 31 * y), (50 + 44 * x, 50 + 44 * y), 6)


def _waves(pen: Pen) -> None:
    x = np.linspace(6, 94, 40)
    for level in (32, 52, 72):
        pen.curve(list(zip(x.tolist(), (level + 6 * np.sin(x / 8.5)).tolist(), strict=True)), 6.5)


def _snow(pen: Pen) -> None:
    for angle in (90, 30, 150):
        x, y = 40 * math.cos(math.radians(angle)), 40 * math.sin(math.radians(angle))
        pen.line((50 - x, 50 - y), (50 + x, 50 + y), 7)


def _cloud(pen: Pen) -> None:
    for x, y, radius in ((32, 50, 20), (54, 40, 24), (72, 52, 18)):
        pen.disc(x, y, radius)
    pen.fill(outline("30,52 74,52 74,70 30,70"))
    for x in (34, 52, 70):
        pen.line((x, 80), (x - 5, 94), 5)


def _scroll(pen: Pen) -> None:
    pen.fill(outline("18,10 72,10 72,80 86,80 86,92 30,92 30,22 18,22"))
    for y in (34, 50, 66):
        pen.knife().line((40, y), (62, y), 6)


def _evade(pen: Pen) -> None:
    for x in (14, 50):
        pen.fill([(x + 38, 12), (x + 38, 30), (x + 20, 50), (x + 38, 70), (x + 38, 88), (x, 50)])


def _last(pen: Pen) -> None:
    pen.fill(outline("42,8 58,8 58,72 92,72 92,92 8,92 8,72 42,72"))


GLYPHS: Mapping[str, Callable[[Pen], None]] = {
    "rifle": _rifles,
    "ogpu": _shield,
    "cavalry": _sabres,
    "garrison": _tower,
    "militia": _rifle,
    "militia_horse": _militia_horse,
    "battery": _gun,
    "mg": _maxim,
    "flotilla": _steamer,
    "armoured_car": _car,
    "convoy": _camel,
    "guard_horse": _drilled_horse,
    "drilled_foot": _drilled_foot,
    "afghan": _afghans,
    "turncoat": _budenovka,
    "cadre": _fez,
    "band_horse": _horse,
    "band_foot": _rifle,
    "leader": _flag,
    "star": _star,
    "crescent": _crescent_star,
    "tamga": _tamga,
    "flag": _flag,
    "sun": _sun,
    "moon": _moon,
    "waves": _waves,
    "snow": _snow,
    "rain": _cloud,
    "hot": weathers.hot,
    "heat": weathers.heat,
    "storm": weathers.storm,
    "frost": weathers.frost,
    "thaw": weathers.thaw,
    "snowfall": weathers.snowfall,
    "scroll": _scroll,
    "evade": _evade,
    "last": _last,
}
ARMS: tuple[str, ...] = tuple(GLYPHS)[:19]


def draw(name: str, pen: Pen) -> None:
    """Draw a sign with a pen; an unknown name is drawn as a flag."""
    GLYPHS.get(name, _flag)(pen)


def cut_out(name: str, ink: strokes.Ink, side: float) -> pygame.Surface:
    """Return a sign on its own layer, `side` pixels wide, so that its holes show what lies below."""
    whole = math.ceil(side)
    layer = pygame.Surface((whole, whole), pygame.SRCALPHA)
    draw(name, Pen(layer, ink, 0, 0, side))
    return layer


@lru_cache(maxsize=512)
def icon(name: str, ink: Colour, side: int) -> pygame.Surface:
    """Return a small premultiplied sign, `side` real pixels wide."""
    return strokes.inked(cut_out(name, ink, side * 4), (side, side))
