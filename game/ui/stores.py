"""Bread on the map: a ring for a source, a block for a depot, a cross where a line is cut, and what hexes feed."""

from functools import lru_cache

import pygame

from game.ui import palette, strokes
from game.ui.faces import Face
from game.ui.lettering import halo, lettered
from game.ui.overlay import Overlay
from game.ui.view import Measure, View


def draw_stores(target: pygame.Surface, measure: Measure, view: View, shown: Overlay) -> None:
    """Mark the sources of supply with a ring and the depots with a block, at the upper right of their hexes."""
    for cells, sign in ((shown.sources, "source"), (shown.depots, "depot")):
        for cell in cells:
            x, y = view.on_target(measure.centre(cell))
            at = (x + measure.hex_height * 0.40, y - measure.hex_height * 0.34)
            if view.area.collidepoint(at):
                store_sign(target, sign, at, measure.broad(7.0, 0.5))
    for cell in shown.cuts:
        strokes.lay_centred(target, cross(measure.broad(10.0, 0.6)), view.on_target(measure.centre(cell)))


def store_sign(target: pygame.Surface, sign: str, at: tuple[float, float], half: float) -> None:
    """Draw the sign of a source (a ring) or of a depot (a block), `half` as wide in pixels."""
    layer = pygame.Surface((half * 12, half * 12), pygame.SRCALPHA)
    middle = layer.get_width() / 2
    for share, ink in ((4.6, palette.CREAM), (3.6, palette.SUPPLY_LINE), (1.7, palette.CREAM)):
        if sign == "source":
            pygame.draw.circle(layer, ink, (middle, middle), half * share)
        elif share > 2:
            reach = half * share * 0.9
            pygame.draw.rect(layer, ink, pygame.Rect(middle - reach, middle - reach, 2 * reach, 2 * reach))
    strokes.lay_centred(target, strokes.inked(layer, (round(half * 3), round(half * 3))), at)


@lru_cache(maxsize=16)
def cross(half: float) -> pygame.Surface:
    """Return the sign of a cut: a cross on paper, `half` as wide in pixels."""
    layer = pygame.Surface((half * 12, half * 12), pygame.SRCALPHA)
    low, high = half * 3.6, half * 8.4
    for breadth, ink in ((2.9, palette.CREAM), (1.5, palette.ATTACK)):
        for first, last in (((low, low), (high, high)), ((high, low), (low, high))):
            strokes.tapered(layer, strokes.points([first, last]), half * breadth, ink)
    return strokes.inked(layer, (round(half * 3), round(half * 3)))


def draw_fodder(target: pygame.Surface, measure: Measure, view: View, shown: Overlay) -> None:
    """Write on each hex in the view what it feeds, where there is room for figures."""
    if not shown.fodder or measure.hex_height < 34 * measure.scale:
        return
    near = view.area.inflate(40, 40)
    for cell, (words, ink, low) in shown.fodder.items():
        x, y = view.on_target(measure.centre(cell))
        spot = (x, y + measure.hex_height * (0.49 if low else 0.0))
        if near.collidepoint(spot):
            strokes.lay_centred(target, _figure(words, max(10.0, measure.broad(13, 0.4)), ink), spot)


@lru_cache(maxsize=256)
def _figure(words: str, size: float, ink: palette.Colour) -> pygame.Surface:
    picture, _ = halo(lettered(words, Face.NARROW_BOLD, size, ink), 1.8, 0.9)
    return picture
