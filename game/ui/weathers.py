"""Signs of the weather in a box of 100 units, beside the sun, the moon and the waves of `glyphs`."""

import math

import numpy as np

from game.ui.pen import Pen, outline


def hot(pen: Pen) -> None:
    pen.disc(50, 40, 18)
    for angle in range(180, 361, 30):
        x, y = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        pen.line((50 + 27 * x, 40 + 27 * y), (50 + 38 * x, 40 + 38 * y), 6)
    way = np.linspace(12, 88, 40)
    pen.curve(list(zip(way.tolist(), (78 + 6 * np.sin(way / 8.5)).tolist(), strict=True)), 6.5)


def heat(pen: Pen) -> None:
    pen.disc(50, 32, 16)
    for angle in range(180, 361, 36):
        x, y = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        pen.line((50 + 24 * x, 32 + 24 * y), (50 + 34 * x, 32 + 34 * y), 6)
    way = np.linspace(8, 92, 40)
    for level in (59, 75, 91):
        pen.curve(list(zip(way.tolist(), (level + 5 * np.sin(way / 8.5)).tolist(), strict=True)), 6)


def _billow(pen: Pen) -> None:
    for x, y, radius in ((30, 42, 19), (54, 30, 24), (74, 44, 17)):
        pen.disc(x, y, radius)
    pen.fill(outline("28,44 76,44 76,61 28,61"))


def storm(pen: Pen) -> None:
    _billow(pen)
    pen.fill(outline("54,62 38,82 49,82 42,99 66,76 54,76 62,62"))
    pen.line((26, 70), (20, 86), 5)
    pen.line((80, 70), (74, 86), 5)


def frost(pen: Pen) -> None:
    for angle in (90, 30, 150):
        cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        pen.line((50 - 42 * cos, 50 - 42 * sin), (50 + 42 * cos, 50 + 42 * sin), 5.5)
        for way in (1, -1):
            for turn in (40, -40):
                bent = math.radians(angle + turn)
                x, y = 50 + way * 25 * cos, 50 + way * 25 * sin
                pen.line((x, y), (x + way * 14 * math.cos(bent), y + way * 14 * math.sin(bent)), 5)


def thaw(pen: Pen) -> None:
    pen.fill(outline("6,12 94,12 94,24 84,24 79,56 74,24 60,24 54,70 48,24 34,24 29,50 24,24 6,24"))
    pen.disc(54, 88, 8)
    pen.disc(29, 70, 6)
    pen.disc(79, 76, 6)


def snowfall(pen: Pen) -> None:
    _billow(pen)
    for x, y in ((28, 80), (52, 88), (76, 80)):
        for angle in (90, 30, 150):
            cos, sin = 10 * math.cos(math.radians(angle)), 10 * math.sin(math.radians(angle))
            pen.line((x - cos, y - sin), (x + cos, y + sin), 4)
