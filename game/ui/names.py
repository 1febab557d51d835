"""Names of places on the map, placed beside their signs and clear of the counters."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pygame

from game.ui import palette, strokes
from game.ui.faces import Face
from game.ui.lettering import halo, lettered
from game.ui.marks import Mark
from game.ui.palette import Colour

_STYLES: dict[str, tuple[Face, float, float, float]] = {
    "chief": (Face.OLD_BOLD, 16.5, 0.5, 9.0),
    "fort": (Face.OLD_BOLD, 14.5, 0.0, 8.0),
    "town": (Face.OLD, 15.0, 0.2, 6.5),
    "pass": (Face.OLD_ITALIC, 12.5, 0.2, 6.0),
    "entry": (Face.OLD_ITALIC, 12.5, 0.2, 6.0),
    "village": (Face.OLD, 13.0, 0.2, 5.5),
    "bridge": (Face.OLD_ITALIC, 12.5, 0.2, 5.5),
}
_FROM_ZOOM = {"bridge": 1.9, "pass": 0.9, "village": 0.8}
_ABOUT_SIGN = (
    (1, 0, 0.0), (1, -1, 0.6), (1, 1, 0.8), (-1, 0, 1.0), (-1, -1, 1.4), (-1, 1, 1.5), (0, -1, 1.1), (0, 1, 1.0),
    (0, -1.9, 3.0), (0, 1.9, 3.0), (1, -1.9, 3.0), (1, 1.9, 3.0), (-1, 1.9, 3.3), (-1, -1.9, 3.3),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A placed name: where its words stand on the sheet."""

    mark: Mark
    box: pygame.Rect


@lru_cache(maxsize=600)
def written(mark: Mark, z: float, scale: float) -> tuple[pygame.Surface, int]:
    """Return the words of a mark with their halo, premultiplied, and the border of the halo in pixels."""
    face, size, tracking, _ = _STYLES[mark.kind]
    ink: Colour = palette.ROAD if mark.kind in ("pass", "bridge", "entry") else palette.NAME
    words = lettered(mark.name, face, size * z**0.5 * scale, ink, tracking * z**0.5 * scale)
    return halo(words, 1.8 * z**0.4 * scale, 0.86)


def place(
    marked: Sequence[Mark],
    k: float,
    z: float,
    scale: float,
    sheet: pygame.Rect,
    obstacles: Sequence[pygame.Rect],
    soft: Sequence[pygame.Rect] = (),
) -> tuple[Name, ...]:
    """Place every name beside its sign or beside the counter on it; sheet pixels; small names may stay out."""
    placed: list[Name] = []
    signs = [(mark, _sign_box(mark, k, z, scale)) for mark in marked]
    settled = [(mark, box.inflate(round(34 * scale), round(16 * scale))) for mark, box in signs if not mark.sign]
    for mark, _ in signs:
        if not mark.name or z < _FROM_ZOOM.get(mark.kind, 0.0):
            continue
        picture, border = written(mark, z, scale)
        wide, high = picture.get_width() - 2 * border, (picture.get_height() - 2 * border) * 0.80
        near = pygame.Rect(mark.x * k, mark.y * k, 0, 0).inflate(2.4 * wide + 150 * z, 2 * high + 170 * z)
        others = [box for other, box in signs if other is not mark and not other.sign and near.colliderect(box)]
        others += [box.inflate(-4, -4) for other, box in signs if other.sign and near.colliderect(box)]
        strangers = [box for other, box in settled if other is not mark and near.colliderect(box)]
        counters = [box for box in obstacles if near.colliderect(box)]
        letters = [box for box in soft if near.colliderect(box)]
        written_boxes = [name.box for name in placed if near.colliderect(name.box)]
        best: tuple[float, pygame.Rect] | None = None
        for x, y, preference in _candidates(mark, k, z, scale, wide, high, counters):
            box = pygame.Rect(round(x), round(y), math.ceil(wide), math.ceil(high))
            cost = preference + _cost(box, sheet, counters, others, written_boxes, letters)
            cost += 2.0 * len(box.collidelistall(strangers))
            if best is None or cost < best[0]:
                best = (cost, box)
        if best is None or (best[0] > 38 and mark.kind in ("village", "pass", "bridge", "entry")):
            continue
        placed.append(Name(mark, best[1]))
    return tuple(placed)


def _sign_box(mark: Mark, k: float, z: float, scale: float) -> pygame.Rect:
    half = 6 * z**0.6 * scale
    return pygame.Rect(round(mark.x * k - half), round(mark.y * k - half), round(2 * half), round(2 * half))


def _candidates(
    mark: Mark, k: float, z: float, scale: float, wide: float, high: float, counters: Sequence[pygame.Rect]
) -> list[tuple[float, float, float]]:
    x, y = mark.x * k, mark.y * k
    gap = _STYLES[mark.kind][3] * z**0.6 * scale
    found: list[tuple[float, float, float]] = []
    for dx, dy, preference in _ABOUT_SIGN:
        left = x + gap if dx > 0 else x - gap - wide if dx < 0 else x - wide / 2
        found.append((left, y - high / 2 + dy * (high * 0.62 + gap * 0.42), preference))
    block = pygame.Rect(round(x - gap), round(y - gap), round(2 * gap), round(2 * gap))
    own = [box for box in counters if box.inflate(8, 8).collidepoint(x, y)]
    if not own:
        return found
    block = block.unionall(own)
    left, right, top, low = block.left, block.right, block.top, block.bottom
    middle, level = block.centerx - wide / 2, block.centery - high / 2
    return [
        *found,
        (right + 2, level, 0.2), (left - wide - 2, level, 0.9), (middle, low, 0.5), (middle, top - high - 1, 0.7),
        (right + 2, low - high, 0.6), (right + 2, top, 0.7), (left - wide - 2, low - high, 1.2),
        (left - wide - 2, top, 1.2), (left, low, 1.0), (right - wide, low, 1.1), (left, top - high - 1, 1.2),
        (right - wide, top - high - 1, 1.2), (middle, low + high * 0.7, 2.2), (middle, top - high * 1.8, 2.2),
    ]  # fmt: skip


def _cost(
    box: pygame.Rect,
    sheet: pygame.Rect,
    counters: Sequence[pygame.Rect],
    signs: Sequence[pygame.Rect],
    names: Sequence[pygame.Rect],
    letters: Sequence[pygame.Rect],
) -> float:
    cost = 0.0
    for other, weight, air in (
        (counters, 0.05, (0, 0)),
        (signs, 0.12, (0, 0)),
        (names, 0.5, (6, 2)),
        (letters, 0.02, (2, 0)),
    ):
        roomy = box.inflate(air)
        for one in other:
            if roomy.colliderect(one):
                shared = roomy.clip(one)
                cost += shared.w * shared.h * weight
    return cost if sheet.inflate(-8, -8).contains(box) else cost + 60


def draw(
    target: pygame.Surface, names: Iterable[Name], z: float, scale: float, area: pygame.Rect, left: int, top: int
) -> None:
    """Draw placed names on the part of the sheet that an area of the target shows."""
    part = pygame.Rect(left, top, area.w, area.h).inflate(16, 16)
    for name in names:
        if part.colliderect(name.box):
            picture, border = written(name.mark, z, scale)
            rise = (picture.get_height() - 2 * border) * 0.10
            spot = (area.x + name.box.x - left - border, area.y + name.box.y - top - border - rise)
            strokes.lay(target, picture, spot)
