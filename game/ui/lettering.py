"""Names written into the map: along rivers and ranges, summits, and the halo that lifts a name off the relief.

A `Sign` knows where it will stand and draws itself only when a part of the map shows it.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pygame

from game.ui import palette, strokes
from game.ui.faces import Face, font
from game.ui.ink import Lettering, RiverLine, SpotHeight
from game.ui.palette import Colour
from game.ui.strokes import Points

TIMES = 3


def halo(
    words: pygame.Surface, breadth: float, strength: float, ink: Colour = palette.PAPER
) -> tuple[pygame.Surface, int]:
    """Lay a soft paper edge under words; return the premultiplied picture and the border it added, in pixels."""
    border = math.ceil(breadth * 2) + 2
    size = (words.get_width() + 2 * border, words.get_height() + 2 * border)
    mask = words.copy()
    mask.fill((0, 0, 0, 255), special_flags=pygame.BLEND_RGBA_MULT)
    mask.fill((*ink, 0), special_flags=pygame.BLEND_RGBA_ADD)
    wide = pygame.Surface(size, pygame.SRCALPHA)
    wide.fill((*ink, 0))
    reach = max(1, round(breadth))
    for dx in range(-reach, reach + 1):
        for dy in range(-reach, reach + 1):
            if dx * dx + dy * dy <= reach * reach + 1:
                wide.blit(mask, (border + dx, border + dy))
    soft = pygame.transform.gaussian_blur(wide, max(1, round(breadth * 0.55)))
    share = round(255 * strength)
    soft.fill((255, 255, 255, share), special_flags=pygame.BLEND_RGBA_MULT)
    soft = soft.premul_alpha()
    soft.blit(words.premul_alpha(), (border, border), special_flags=pygame.BLEND_PREMULTIPLIED)
    return soft, border


def lettered(string: str, face: Face, size: float, ink: Colour, tracking: float = 0.0) -> pygame.Surface:
    """Write words large and scale them down, so that they look printed; size in real pixels, straight alpha."""
    opened = font(face, max(1, round(size * TIMES)))
    if tracking:
        letters = [(opened.render(letter, True, ink), opened.size(letter)[0]) for letter in string]
        wide = sum(advance for _, advance in letters) + tracking * TIMES * (len(string) - 1)
        line = pygame.Surface((math.ceil(wide) + 2, opened.get_height()), pygame.SRCALPHA)
        x = 0.0
        for picture, advance in letters:
            line.blit(picture, (round(x), 0))
            x += advance + tracking * TIMES
    else:
        line = opened.render(string, True, ink)
    line.fill((*ink, 0), special_flags=pygame.BLEND_RGBA_MAX)
    return pygame.transform.smoothscale(
        line, (max(1, round(line.get_width() / TIMES)), max(1, round(line.get_height() / TIMES)))
    )


@dataclass(slots=True)
class Sign:
    """Something written on the map: its box and its letters in sheet pixels, and how to draw it, premultiplied."""

    box: pygame.Rect
    make: Callable[[], pygame.Surface]
    letters: tuple[pygame.Rect, ...] = ()
    _made: pygame.Surface | None = field(default=None)

    def draw(self, target: pygame.Surface, left: float, top: float) -> None:
        """Draw the sign on a picture whose corner lies at (left, top) of the sheet."""
        if self._made is None:
            self._made = self.make()
        strokes.lay(target, self._made, (self.box.x - left, self.box.y - top))


def along(
    string: str,
    line: Points,
    face: Face,
    size: float,
    ink: Colour,
    tracking: float,
    off: float,
    strength: float,
    z: float,
) -> Sign | None:
    """Return words set along a curve, `off` pixels to its left, or None if the curve is too short."""
    path = strokes.resample(line, 2.0)
    way = strokes.lengths(path)
    opened = font(face, max(1, round(size * TIMES)))
    steps = [opened.size(letter)[0] / TIMES + tracking for letter in string]
    total = sum(steps) - tracking
    if total > way[-1] * 1.04:
        return None
    soft = strokes.smooth(path, size * 0.25)
    border = math.ceil(size * 1.2 + abs(off) + 6)
    low, high = soft.min(axis=0) - border, soft.max(axis=0) + border
    box = pygame.Rect(int(low[0]), int(low[1]), int(high[0] - low[0]) + 1, int(high[1] - low[1]) + 1)

    def at(distance: float) -> Points:
        return np.array([np.interp(distance, way, soft[:, 0]), np.interp(distance, way, soft[:, 1])])

    stood: list[tuple[str, Points, float]] = []
    x = max(0.0, float(way[-1]) / 2 - total / 2)
    for letter, step in zip(string, steps, strict=True):
        middle = x + (step - tracking) / 2
        before, after = at(max(0.0, middle - size * 0.4)), at(min(float(way[-1]), middle + size * 0.4))
        run = (after - before) / max(1e-6, float(np.hypot(*(after - before))))
        if letter != " ":
            angle = -math.degrees(math.atan2(run[1], run[0]))
            stood.append((letter, at(middle) + np.array([run[1], -run[0]]) * off, angle))
        x += step

    def make() -> pygame.Surface:
        layer = pygame.Surface((box.w * TIMES, box.h * TIMES), pygame.SRCALPHA)
        layer.fill((*ink, 0))
        for letter, spot, angle in stood:
            turned = pygame.transform.rotozoom(opened.render(letter, True, ink), angle, 1)
            corner = (spot - box.topleft) * TIMES - np.array(turned.get_size()) / 2
            layer.blit(turned, (round(corner[0]), round(corner[1])))
        small = pygame.transform.smoothscale(layer, box.size)
        picture, rim = halo(small, 1.8 * z**0.4, strength)
        return picture.subsurface((rim, rim, box.w, box.h)).copy()

    half = size * 0.45
    letters = tuple(
        pygame.Rect(round(spot[0] - half), round(spot[1] - half), round(2 * half), round(2 * half))
        for _, spot, _ in stood
    )
    return Sign(box, make, letters)


def river_signs(
    rivers: Iterable[RiverLine],
    k: float,
    z: float,
    sheet: pygame.Rect,
    type_scale: float,
    taken: Sequence[pygame.Rect] = (),
) -> list[Sign]:
    """Write each river's name once, along the straightest stretch that holds it, clear of the signs of places."""
    signs: list[Sign] = []
    done: set[str] = set()
    for river in sorted(rivers, key=lambda one: -float(strokes.lengths(one.line)[-1])):
        if not river.name or river.name in done:
            continue
        size = {1: 15.0, 2: 13.0}.get(river.rank, 11.5) * z**0.5 * type_scale
        tracking = 1.3 * z**0.5 * type_scale
        opened = font(Face.OLD_ITALIC, max(1, round(size * TIMES)))
        need = opened.size(river.name)[0] / TIMES + tracking * len(river.name)
        stretch = _straightest(strokes.resample(river.line * k, 3.0), need * 1.12, sheet.inflate(-40, -40), size, taken)
        if stretch is None:
            continue
        sign = along(
            river.name, stretch, Face.OLD_ITALIC, size, palette.WATER_NAME, tracking, size * 0.62 + z**0.62, 0.86, z
        )
        if sign is not None:
            signs.append(sign)
            done.add(river.name)
    return signs


def _straightest(
    line: Points, need: float, sheet: pygame.Rect, size: float, taken: Sequence[pygame.Rect]
) -> Points | None:
    """Return the straightest free stretch `need` pixels long inside the sheet, to be read eastward or upward."""
    count = int(need / 3.0) + 3
    best: tuple[float, int] | None = None
    for start in range(0, len(line) - count, max(1, count // 8)):
        stretch = line[start : start + count]
        if not (sheet.collidepoint(stretch[0]) and sheet.collidepoint(stretch[-1])):
            continue
        straight = float(np.hypot(*(stretch[-1] - stretch[0]))) / (3.0 * count)
        middle = 1 - abs((start + count / 2) / len(line) - 0.5)
        worth = straight + 0.25 * middle - 0.12 * _hits(_onward(stretch), size, taken)
        if best is None or worth > best[0]:
            best = (worth, start)
    if best is None:
        return None
    return _onward(line[best[1] : best[1] + count])


def _hits(stretch: Points, size: float, taken: Sequence[pygame.Rect]) -> int:
    """Count how many letters of a name beside a stretch would stand on something taken."""
    spots = (stretch - strokes.normals(stretch) * size * 0.7)[:: max(1, int(size / 3))]
    half = size * 0.45
    return sum(pygame.Rect(x - half, y - half, 2 * half, 2 * half).collidelist(taken) >= 0 for x, y in spots.tolist())


def _onward(stretch: Points) -> Points:
    """Turn a stretch so that words along it are read eastward, or upward where it is steep."""
    east, south = stretch[-1] - stretch[0]
    backward = south > 0 if abs(east) < 0.3 * abs(south) else east < 0
    return stretch[::-1] if backward else stretch


def range_signs(letterings: Iterable[Lettering], k: float, z: float, type_scale: float) -> list[Sign]:
    """Write the names of ranges and districts along their curves."""
    signs: list[Sign] = []
    for one in letterings:
        if len(one.line) < 2:
            continue
        district = one.style == "district"
        face = Face.OLD if district else Face.OLD_BOLD if one.size >= 18 else Face.OLD_ITALIC
        ink = palette.DISTRICT_NAME if district else palette.RANGE_NAME
        curve = _curved(one.line * k)
        size, tracking = one.size * z**0.55 * type_scale, one.tracking * 1.35 * z**0.7 * type_scale
        sign = along(
            one.text, _lengthened(curve, one.text, face, size, tracking), face, size, ink, tracking, 0.0, 0.42, z
        )
        if sign is not None:
            signs.append(sign)
    return signs


def _curved(line: Points) -> Points:
    """Lay a gentle curve (a parabola at most) through the points of a name."""
    way = strokes.lengths(line)
    share = way / max(1e-6, way[-1])
    fine = np.linspace(0, 1, 60)
    degree = min(2, len(line) - 1)
    return np.column_stack([np.polyval(np.polyfit(share, line[:, i], degree), fine) for i in (0, 1)])


def _lengthened(curve: Points, string: str, face: Face, size: float, tracking: float) -> Points:
    """Draw both ends of a curve out straight until the words fit."""
    opened = font(face, max(1, round(size * TIMES)))
    need = opened.size(string)[0] / TIMES + tracking * len(string)
    lack = need - float(strokes.lengths(curve)[-1])
    if lack <= 0:
        return curve
    first, last = curve[0] - curve[3], curve[-1] - curve[-4]
    first, last = first / max(1e-6, np.hypot(*first)), last / max(1e-6, np.hypot(*last))
    return np.vstack([curve[0] + first * lack * 0.55, curve, curve[-1] + last * lack * 0.55])


def height_signs(
    heights: Iterable[SpotHeight], k: float, z: float, type_scale: float, taken: Sequence[pygame.Rect]
) -> list[Sign]:
    """Mark summits by a small triangle and their height in metres, except where something else is written."""
    signs: list[Sign] = []
    for one in heights:
        size = 12 * z**0.45 * type_scale
        half = 3.2 * z**0.5 * type_scale
        opened = font(Face.OLD_ITALIC, max(1, round(size * TIMES)))
        wide, high = math.ceil(opened.size(str(one.metres))[0] / TIMES + half * 4 + 8), math.ceil(size * 1.5 + 6)
        box = pygame.Rect(round(one.x * k - half - 4), round(one.y * k - high / 2), wide, high)
        words = box.inflate(-8, -round(size * 0.7))
        if words.collidelist(taken) < 0:
            make = _height_maker(box, str(one.metres), size, half, (one.x * k, one.y * k))
            signs.append(Sign(box, make, (words,)))
    return signs


def _height_maker(
    box: pygame.Rect, figure: str, size: float, half: float, spot: tuple[float, float]
) -> Callable[[], pygame.Surface]:
    def make() -> pygame.Surface:
        ink = palette.HEIGHT_NAME
        layer = pygame.Surface((box.w * TIMES, box.h * TIMES), pygame.SRCALPHA)
        layer.fill((*ink, 0))
        x, y, u = (spot[0] - box.x) * TIMES, (spot[1] - box.y) * TIMES, half * TIMES
        corners = strokes.points([(x, y - u), (x + u, y + u * 0.7), (x - u, y + u * 0.7), (x, y - u)])
        strokes.tapered(layer, corners, u * 0.30, ink)
        pygame.draw.circle(layer, ink, (x, y), u * 0.18)
        words = font(Face.OLD_ITALIC, max(1, round(size * TIMES))).render(figure, True, ink)
        layer.blit(words, (x + u * 1.5, y - words.get_height() * 0.52))
        picture, rim = halo(pygame.transform.smoothscale(layer, box.size), 1.4, 0.6)
        return picture.subsurface((rim, rim, box.w, box.h)).copy()

    return make
