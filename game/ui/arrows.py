"""The pictures of what points from hex to hex: the path of a march, the wedge of an attack, the way of shells.

Each is premultiplied and comes with its corner on the sheet.
"""

import math
from collections.abc import Sequence
from functools import lru_cache

import pygame

from game.hexes import Cell
from game.ui import palette, strokes
from game.ui.faces import Face, font
from game.ui.view import Measure

TIMES = 2
"""How many times too large a picture is drawn."""

Laid = tuple[pygame.Surface, tuple[int, int]]
"""A premultiplied picture and its corner on the sheet."""


def local(spots: Sequence[tuple[float, float]], margin: float) -> tuple[pygame.Rect, list[tuple[float, float]]]:
    """Return a box of the sheet round some spots and the spots in it, too large by `TIMES`."""
    left, top = min(x for x, _ in spots) - margin, min(y for _, y in spots) - margin
    right, low = max(x for x, _ in spots) + margin, max(y for _, y in spots) + margin
    box = pygame.Rect(int(left), int(top), int(right - left) + 2, int(low - top) + 2)
    return box, [((x - box.x) * TIMES, (y - box.y) * TIMES) for x, y in spots]


@lru_cache(maxsize=64)
def path(measure: Measure, cells: tuple[Cell, ...], cost: str) -> Laid:
    """Return a dashed path from hex to hex that ends in a ring with its cost, and its corner on the sheet."""
    ring = measure.broad(9.5, 0.45)
    box, spots = local([measure.centre(cell) for cell in cells], ring + 8)
    layer = strokes.layer_of(box.size, TIMES)
    line = strokes.smooth(strokes.resample(strokes.points(spots), 3.0 * TIMES), 3.0)
    way = strokes.lengths(line)
    line = line[way < way[-1] - ring * TIMES * 0.9] if way[-1] > 2 * ring * TIMES else line
    for breadth, ink in ((5.6, palette.PATH_PAPER), (3.2, palette.PATH)):
        on, off = measure.broad(9, 0.5) * TIMES, measure.broad(5, 0.5) * TIMES
        for dash in strokes.dashes(line, on, off):
            strokes.tapered(layer, dash, measure.broad(breadth, 0.45) * TIMES, ink)
    x, y = spots[-1]
    pygame.draw.circle(layer, palette.PATH, (x, y), ring * TIMES)
    pygame.draw.circle(layer, palette.SELECTION, (x, y), ring * TIMES * 0.80)
    words = font(Face.NARROW_BOLD, round(ring * 1.25 * TIMES)).render(cost, True, palette.PATH)
    if words.get_width() > ring * 1.45 * TIMES:
        words = pygame.transform.smoothscale(words, (round(ring * 1.45 * TIMES), words.get_height()))
    layer.blit(words, (x - words.get_width() / 2, y - words.get_height() / 2))
    return strokes.inked(layer, box.size), box.topleft


@lru_cache(maxsize=64)
def shot(measure: Measure, here: Cell, there: Cell) -> Laid:
    """Return the way of shells: a dashed bow that ends in a point at the target; and its corner."""
    first, last = measure.centre(here), measure.centre(there)
    reach = measure.hex_height
    box, (a, b) = local([first, last], reach)
    layer = strokes.layer_of(box.size, TIMES)
    angle = math.atan2(b[1] - a[1], b[0] - a[0])
    far = math.dist(a, b)
    spots = []
    for step in range(13):
        share = 0.12 + 0.72 * step / 12
        rise = 0.16 * far * math.sin(math.pi * share) * (1 if b[0] < a[0] else -1)
        x, y = a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
        spots.append((x - rise * math.sin(angle), y + rise * math.cos(angle)))
    line = strokes.resample(strokes.points(spots), 3.0 * TIMES)
    turn = math.atan2(spots[-1][1] - spots[-2][1], spots[-1][0] - spots[-2][0])
    half = measure.broad(7.5, 0.7) * TIMES
    on, off = measure.broad(8, 0.5) * TIMES, measure.broad(4.5, 0.5) * TIMES
    for breadth, grow, ink in ((6.0, 1.28, palette.PATH_PAPER), (3.0, 1.0, palette.ATTACK)):
        for dash in strokes.dashes(line, on, off):
            strokes.tapered(layer, dash, measure.broad(breadth, 0.45) * TIMES, ink)
        pygame.draw.polygon(layer, ink, _point(spots[-1], turn, half * grow))
    return strokes.inked(layer, box.size), box.topleft


def _point(at: tuple[float, float], angle: float, half: float) -> list[tuple[float, float]]:
    """The corners of a wedge that points along an angle."""
    turns = ((0.0, 1.25), (2.35, 1.0), (math.pi, 0.35), (-2.35, 1.0))
    return [(at[0] + half * far * math.cos(angle + t), at[1] + half * far * math.sin(angle + t)) for t, far in turns]


@lru_cache(maxsize=64)
def wedge(measure: Measure, here: Cell, there: Cell) -> Laid:
    """Return a wedge that points from one hex at another, and its corner on the sheet."""
    first, last = measure.centre(here), measure.centre(there)
    box, (a, b) = local([first, last], measure.hex_height * 0.4)
    layer = strokes.layer_of(box.size, TIMES)
    angle = math.atan2(b[1] - a[1], b[0] - a[0])
    half = measure.broad(7.5, 0.7) * TIMES
    middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
    for grow, ink in ((1.28, palette.PATH_PAPER), (1.0, palette.ATTACK)):
        pygame.draw.polygon(layer, ink, _point(middle, angle, half * grow))
    return strokes.inked(layer, box.size), box.topleft
