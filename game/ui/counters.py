"""Counters, medallions and stacks: what stands on the map, drawn large, scaled down smoothly and kept.

Sizes are the side of the body in real pixels. Every picture is premultiplied and has a margin; its centre is
the centre of the counter, so lay it with `strokes.lay_centred`.
"""

import math
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import pygame

from game.ui import engrave, glyphs, palette, strokes
from game.ui.engrave import LARGE, Action, CounterFace, Posture
from game.ui.faces import scale
from game.ui.palette import Colour, SideStyle

__all__ = [
    "LARGE",
    "Action",
    "CounterFace",
    "Posture",
    "counter",
    "disc",
    "forget",
    "ghost",
    "ghost_medallion",
    "medallion",
    "stack",
]

_KEPT = 1500
_PICTURES: "OrderedDict[object, pygame.Surface]" = OrderedDict()


def counter(face: CounterFace) -> pygame.Surface:
    """Return the picture of a counter, drawn once and kept."""
    kept = _PICTURES.get(face)
    if kept is None:
        kept = _remember(face, _draw_counter(face))
    return kept


def _remember(key: object, picture: pygame.Surface) -> pygame.Surface:
    _PICTURES[key] = picture
    if len(_PICTURES) > _KEPT:
        _PICTURES.popitem(last=False)
    return picture


def _draw_counter(face: CounterFace) -> pygame.Surface:
    across = face.size + 2 * engrave.margin(face.size)
    whole = _shadow(face.style.silhouette, face.size).copy()
    strokes.lay(whole, strokes.inked(engrave.engrave(face), (across, across)), (0, 0))
    return whole


def ghost(face: CounterFace, words: str = "") -> pygame.Surface:
    """Return the shade of a counter that is no longer in sight: pale, in a broken line, with a note in a small tag."""
    key = ("ghost", face, words)
    kept = _PICTURES.get(key)
    return kept if kept is not None else _remember(key, _draw_ghost(face, words))


@lru_cache(maxsize=64)
def ghost_medallion(style: SideStyle, size: int) -> pygame.Surface:
    """Return the shade of a leader who is no longer in sight."""
    pale = medallion(style, size).copy()
    pale.fill((132, 132, 132, 132), special_flags=pygame.BLEND_RGBA_MULT)
    return pale


def _draw_ghost(face: CounterFace, words: str) -> pygame.Surface:
    margin, times = engrave.margin(face.size), engrave.times(face.size)
    across = face.size + 2 * margin
    whole = strokes.inked(engrave.engrave(face), (across, across), 132)
    lines = strokes.layer_of((across, across), times)
    unit, corner = face.size * times, margin * times
    outline = engrave.silhouette(face.style.silhouette, corner, corner, unit)
    closed = strokes.resample(strokes.points([*outline, outline[0]]), unit * 0.02)
    for breadth, ink in ((0.09, palette.CREAM), (0.05, face.style.frame)):
        strokes.dashed(lines, closed, breadth * unit, ink, unit * 0.13, unit * 0.09)
    if words:
        bold = max(11 * times * scale(), unit * 0.19)
        line = engrave.words(words, bold, palette.INK, unit * 1.1)
        wide, high = line.get_width() + bold * 0.6, bold * 1.12
        tag = pygame.Rect(corner + unit * 1.06 - wide, corner - high * 0.55, wide, high)
        pygame.draw.rect(lines, palette.INK, tag.inflate(2 * times, 2 * times))
        pygame.draw.rect(lines, palette.CREAM, tag)
        lines.blit(line, (tag.centerx - line.get_width() / 2, tag.centery - engrave.figure_middle(line, bold)))
    strokes.lay(whole, strokes.inked(lines, (across, across)), (0, 0))
    return whole


@lru_cache(maxsize=64)
def _shadow(shape: palette.Silhouette, size: int) -> pygame.Surface:
    """Return the soft shadow of a body, premultiplied, as large as the counter's picture."""
    margin = engrave.margin(size)
    across = size + 2 * margin
    layer = pygame.Surface((across * 4, across * 4), pygame.SRCALPHA)
    layer.fill((*palette.SHADOW, 0))
    outline = engrave.silhouette(shape, (margin + 0.02 * size) * 4, (margin + 0.05 * size) * 4, size * 4)
    pygame.draw.polygon(layer, (*palette.SHADOW, 120), outline)
    soft = pygame.transform.gaussian_blur(layer, max(2, round(size * 4 * 0.045)))
    return strokes.inked(soft, (across, across))


@lru_cache(maxsize=128)
def medallion(style: SideStyle, size: int, emblem: str = "") -> pygame.Surface:
    """Return the round piece of a leader, `size` pixels across, premultiplied and with a margin."""
    times, margin = 4, int(size * 0.2) + 3
    across = (size + 2 * margin) * times
    radius, middle = size * times / 2, across / 2
    shade = pygame.Surface((across, across), pygame.SRCALPHA)
    shade.fill((*palette.SHADOW, 0))
    pygame.draw.circle(shade, (*palette.SHADOW, 130), (middle + radius * 0.04, middle + radius * 0.12), radius)
    layer = pygame.transform.gaussian_blur(shade, max(1, round(radius * 0.09)))
    for share, ink in ((1.0, palette.INK), (0.93, palette.CREAM), (0.78, style.body)):
        pygame.draw.circle(layer, ink, (middle, middle), radius * share)
    sign = glyphs.cut_out(emblem or style.emblem, style.glyph, radius * 1.16)
    layer.blit(sign, (middle - radius * 0.58, middle - radius * 0.60))
    return strokes.inked(layer, (size + 2 * margin, size + 2 * margin))


@lru_cache(maxsize=256)
def disc(string: str, size: int, ground: Colour = palette.INK, ink: Colour = palette.CREAM) -> pygame.Surface:
    """Return a disc with a short number on it, `size` pixels across, premultiplied."""
    layer = pygame.Surface((size * 4, size * 4), pygame.SRCALPHA)
    pygame.draw.circle(layer, ink, (size * 2, size * 2), size * 2)
    pygame.draw.circle(layer, ground, (size * 2, size * 2), size * 2 - max(2, size * 0.18))
    bold = size * 2.9
    figures = engrave.words(string, bold, ink, size * 3.2)
    layer.blit(figures, (size * 2 - figures.get_width() / 2, size * 2 - engrave.figure_middle(figures, bold)))
    return strokes.inked(layer, (size, size))


def stack(faces: Sequence[CounterFace], leader: SideStyle | None = None) -> pygame.Surface:
    """Return the picture of a stack: last face on top, at most three drawn, a medallion for a leader.

    The centre of the picture is the middle of the hex: the cards lie around it.
    """
    key = (tuple(faces), leader)
    kept = _PICTURES.get(key)
    return kept if kept is not None else _remember(key, _draw_stack(faces, leader))


def _draw_stack(faces: Sequence[CounterFace], leader: SideStyle | None) -> pygame.Surface:
    size = faces[-1].size if faces else 36
    large = size >= LARGE * scale()
    shown = faces[-3:]
    step = (5 if large else 3) * max(1.0, size / (78 if large else 36))
    spread = step * (len(shown) - 1)
    half = size * 0.5 + engrave.margin(size) + math.ceil(spread) + size // 5
    layer = pygame.Surface((round(half * 2), round(half * 2)), pygame.SRCALPHA)
    for place, face in enumerate(shown):
        depth = len(shown) - 1 - place
        under = face if depth == 0 else replace(face, want=0, selected=False, posture="stand", dug_in=False)
        offset = depth * step - spread / 2
        strokes.lay_centred(layer, counter(under), (half + offset, half - offset))
    corner = size / 2 + spread / 2
    if large and len(faces) > 1:
        strokes.lay_centred(layer, disc(f"{len(faces)}", round(size * 0.24)), (half + corner - spread, half + corner))
    if leader is not None:
        across = round(size * (0.42 if large else 0.52))
        strokes.lay_centred(layer, medallion(leader, across), (half - corner, half - size / 2 + spread / 2))
    return layer


def forget() -> None:
    """Drop all kept pictures, after a change of palette or scale."""
    _PICTURES.clear()
    for kept in (medallion, ghost_medallion, disc, _shadow):
        kept.cache_clear()
