"""The parts of one counter, engraved on a large layer: body, hatch, strip, arm, morale, supply, signs.

`counters.counter` scales the result down and keeps it. All lengths are shares of the counter's side.
"""

import math
from dataclasses import dataclass
from typing import Literal

import pygame

from game.ui import faces, glyphs, palette, strokes
from game.ui.faces import Face, font
from game.ui.palette import Colour, SideStyle

Action = Literal["ready", "moved", "fought", "finished"]
Posture = Literal["stand", "evade", "last"]
Outline = list[tuple[float, float]]

LARGE = 58


@dataclass(frozen=True, slots=True)
class CounterFace:
    """What a counter shows; `size` is the side in real pixels, `want` 0 supplied to 3 starving."""

    style: SideStyle
    glyph: str
    men: int | None
    morale: int = 10
    want: int = 0
    state: Action = "ready"
    size: int = 36
    selected: bool = False
    name: str = ""
    dug_in: bool = False
    posture: Posture = "stand"
    guns: int = 0

    @property
    def large(self) -> bool:
        """Whether there is room for a name and ten cells of morale."""
        return self.size >= LARGE * faces.scale()


def silhouette(shape: palette.Silhouette, left: float, top: float, side: float) -> Outline:
    """Return the outline of a counter body as corners in pixels."""
    right, bottom = left + side, top + side
    if shape == "arch":
        rise = []
        for i in range(15):
            share = i / 14
            rise.append((left + side * 0.5 * share, top + side * 0.30 * (1 - share) ** 2.1))
        return [
            *rise,
            *[(left + right - x, y) for x, y in reversed(rise[:-1])],
            (right, bottom),
            (left, bottom),
        ]
    if shape == "octagon":
        cut = 0.15 * side
        return [
            (left + cut, top), (right - cut, top), (right, top + cut), (right, bottom - cut),
            (right - cut, bottom), (left + cut, bottom), (left, bottom - cut), (left, top + cut),
        ]  # fmt: skip
    if shape == "shield":
        base: Outline = []
        for i in range(25):
            angle = math.pi * i / 24
            base.append((left + side / 2 + side / 2 * math.cos(angle), top + side * (0.72 + 0.28 * math.sin(angle))))
        return [(left, top), (right, top), *base]
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


@dataclass(frozen=True, slots=True)
class _Desk:
    """The large layer of one counter: unit of length, corner of the body, colours in force."""

    layer: pygame.Surface
    mask: pygame.Surface
    face: CounterFace
    unit: float
    corner: float
    line: float
    body: Colour
    glyph: Colour

    def x(self, share: float) -> float:
        """Turn a share of the side into pixels from the left or the top of the layer."""
        return self.corner + share * self.unit

    def box(self, left: float, top: float, wide: float, high: float) -> pygame.Rect:
        """Return a rectangle given in shares of the side."""
        x, y = round(self.x(left)), round(self.x(top))
        return pygame.Rect(x, y, round(self.x(left + wide)) - x, round(self.x(top + high)) - y)


def times(size: int) -> int:
    """Return how much too large a counter is drawn before it is scaled down."""
    return 4 if size < 70 else 3


def margin(size: int) -> int:
    """Return the empty border around a counter of this size, in pixels."""
    return int(size * 0.22) + 4


def engrave(face: CounterFace) -> pygame.Surface:
    """Draw a counter without its shadow, `times` too large."""
    large, border = times(face.size), margin(face.size)
    across = (face.size + 2 * border) * large
    unit, corner = float(face.size * large), float(border * large)
    line = max(float(large), 0.028 * unit)
    done = face.state == "finished"
    body = palette.finished(face.style.body) if done else face.style.body
    glyph = palette.mix(body, face.style.glyph, 0.88) if done else face.style.glyph
    layer = pygame.Surface((across, across), pygame.SRCALPHA)
    mask = pygame.Surface((across, across), pygame.SRCALPHA)
    inner = silhouette(face.style.silhouette, corner + line, corner + line, unit - 2 * line)
    pygame.draw.polygon(mask, (255, 255, 255, 255), inner)
    desk = _Desk(layer, mask, face, unit, corner, line, body, glyph)
    if face.dug_in:
        _comb(desk)
    pygame.draw.polygon(layer, face.style.frame, silhouette(face.style.silhouette, corner, corner, unit))
    pygame.draw.polygon(layer, body, inner)
    _hatch(desk)
    _strip(desk)
    _arm(desk)
    _morale(desk)
    if face.large and face.name:
        _name(desk)
    if face.state != "ready":
        _action(desk)
    if face.want:
        _supply(desk)
    if face.selected:
        _ring(desk)
    return layer


def _hatch(desk: _Desk) -> None:
    style, unit = desk.face.style, desk.unit
    done = desk.face.state == "finished"
    if style.hatch == "edge":
        light = palette.mix(desk.body, palette.CREAM, 0.25) if done else style.edge
        pygame.draw.rect(desk.layer, light, desk.box(0.07, 0.065, 0.86, 0.022))
        return
    ink = (*palette.mix(desk.body, style.frame, 0.16 if done else 0.40), 255)
    lines = pygame.Surface(desk.layer.get_size(), pygame.SRCALPHA)
    low, high, step = desk.x(0), desk.x(1), unit * 0.115
    if style.hatch == "diagonal":
        for k in range(-10, 10):
            start = low + k * step
            slant = strokes.points([(start, low), (start + unit, high)])
            strokes.tapered(lines, slant, unit * 0.026, ink)
    elif style.hatch == "upright":
        for k in range(9):
            x = low + (k + 0.4) * step
            strokes.tapered(lines, strokes.points([(x, low), (x, high)]), unit * 0.018, ink)
    else:
        for k in range(9):
            y = low + (k + 0.4) * step
            strokes.tapered(lines, strokes.points([(low, y), (high, y)]), unit * 0.018, ink)
    lines.blit(desk.mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    desk.layer.blit(lines, (0, 0))


def words(string: str, bold_px: float, ink: Colour, room: float) -> pygame.Surface:
    """Return bold narrow words at most `room` pixels wide, squeezed if they must be."""
    line = font(Face.NARROW_BOLD, round(bold_px)).render(string, True, ink)
    if line.get_width() > room:
        line = pygame.transform.smoothscale(line, (int(room), line.get_height()))
    return line


def figure_middle(line: pygame.Surface, bold_px: float) -> float:
    """Return how far under the top of the picture the middle of its figures lies."""
    opened = font(Face.NARROW_BOLD, round(bold_px))
    metrics = opened.metrics("8")
    tall = metrics[0][3] if metrics and metrics[0] else line.get_height() * 0.7
    return opened.get_ascent() - tall / 2


def _strip(desk: _Desk) -> None:
    face, unit = desk.face, desk.unit
    done = face.state == "finished"
    ink = palette.STRIP_INK_DONE if done else palette.INK
    top = desk.x(0.70 if face.large else 0.68)
    bottom = desk.x(1) - desk.line
    paper = pygame.Surface(desk.layer.get_size(), pygame.SRCALPHA)
    pygame.draw.rect(paper, palette.STRIP_DONE if done else palette.STRIP, (desk.x(0), top, unit, bottom - top))
    paper.blit(desk.mask, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    desk.layer.blit(paper, (0, 0))
    bold = unit * (0.27 if face.large else 0.33)
    figure = "?" if face.men is None else f"{face.men}" if face.men else f"{face.guns}" if face.guns else "0"
    cut = {"octagon": 0.66, "shield": 0.72}.get(face.style.silhouette, 0.86)
    if face.posture != "stand":
        cut -= 0.14
    figures = words(figure, bold, ink, unit * cut)
    shift = 0.06 * unit if face.posture != "stand" and figures.get_width() > unit * 0.5 else 0.0
    lower = -0.01 if face.style.silhouette == "shield" else 0.0
    middle = (top + bottom) / 2 + lower * unit
    desk.layer.blit(figures, (desk.x(0.5) + shift - figures.get_width() / 2, middle - figure_middle(figures, bold)))
    if face.guns and face.men and face.large:
        small = words(f"{face.guns}", unit * 0.13, ink, unit * 0.2)
        inset = 0.15 if face.style.silhouette in ("octagon", "shield") else 0.05
        desk.layer.blit(small, (desk.x(1 - inset) - small.get_width(), bottom - small.get_height() * 0.98))
    if face.posture != "stand":
        side = unit * (0.15 if face.large else 0.17)
        inset = {"octagon": 0.12, "shield": 0.10}.get(face.style.silhouette, 0.06)
        sign = glyphs.cut_out(face.posture, ink, side)
        desk.layer.blit(sign, (desk.x(inset), middle - side / 2))


def _arm(desk: _Desk) -> None:
    face = desk.face
    arched = face.style.silhouette == "arch"
    if face.large:
        share, top = 0.44, 0.235 if arched else 0.205
    else:
        share, top = 0.50, 0.19 if arched else 0.135
    sign = glyphs.cut_out(face.glyph, desk.glyph, desk.unit * share)
    desk.layer.blit(sign, (desk.x(0.53 - share / 2), desk.x(top)))


def _morale(desk: _Desk) -> None:
    face = desk.face
    cells = 10 if face.large else 5
    full = face.morale if face.large else math.ceil(face.morale / 2)
    foot = 0.655 if face.large else 0.645
    tall = {"arch": 0.44, "octagon": 0.46}.get(face.style.silhouette, 0.50) / cells
    done = face.state == "finished"
    empty = palette.mix(desk.body, face.style.frame, 0.25 if done else 0.60)
    for i in range(cells):
        cell = desk.box(0.065, foot - (i + 1) * tall + tall * 0.16, 0.07 if face.large else 0.075, tall * 0.72)
        pygame.draw.rect(desk.layer, desk.glyph if i < full else empty, cell)


def _name(desk: _Desk) -> None:
    arched = desk.face.style.silhouette == "arch"
    bold = desk.unit * 0.135
    room, middle = (0.62, 0.515) if arched else (0.80, 0.515)
    if desk.face.want:
        room, middle = (0.52, 0.46) if arched else (0.68, 0.42)
    figures = words(desk.face.name, bold, desk.glyph, desk.unit * room)
    top = desk.x(0.185 if arched else 0.150)
    desk.layer.blit(figures, (desk.x(middle) - figures.get_width() / 2, top - figure_middle(figures, bold)))


def _action(desk: _Desk) -> None:
    unit, state = desk.unit, desk.face.state
    ink = desk.face.style.glyph
    at = desk.x
    if state == "moved":
        pygame.draw.polygon(desk.layer, ink, [(at(0.92), at(0.56)), (at(0.80), at(0.49)), (at(0.80), at(0.63))])
    elif state == "fought":
        for first, last in (((0.80, 0.50), (0.92, 0.62)), ((0.92, 0.50), (0.80, 0.62))):
            ends = strokes.points([(at(first[0]), at(first[1])), (at(last[0]), at(last[1]))])
            strokes.tapered(desk.layer, ends, unit * 0.045, ink)
    else:
        tick = strokes.points([(at(0.785), at(0.56)), (at(0.83), at(0.615)), (at(0.925), at(0.49))])
        strokes.tapered(desk.layer, tick[:2], unit * 0.045, ink)
        strokes.tapered(desk.layer, tick[1:], unit * 0.045, ink)


def _supply(desk: _Desk) -> None:
    face, unit = desk.face, desk.unit
    radius = unit * (0.105 if face.large else 0.135)
    x = desk.x(0.90)
    y = desk.x(0.22 if face.style.silhouette == "arch" else 0.10)
    rim = max(1.0, radius * 0.24)
    pygame.draw.circle(desk.layer, palette.INK, (x, y), radius * 1.40)
    pygame.draw.circle(desk.layer, palette.CREAM, (x, y), radius * 1.40 - rim)
    if face.want == 1:
        inside = radius * 1.40 - rim * 1.5
        pygame.draw.circle(desk.layer, palette.INK, (x, y), inside, draw_bottom_left=True, draw_bottom_right=True)
    elif face.want == 2:
        ends = strokes.points([(x - radius * 0.7, y + radius * 0.7), (x + radius * 0.7, y - radius * 0.7)])
        strokes.tapered(desk.layer, ends, radius * 0.42, palette.INK)
    else:
        pygame.draw.circle(desk.layer, palette.INK, (x, y), radius * 1.40)
        bar = strokes.points([(x, y - radius * 0.72), (x, y + radius * 0.10)])
        strokes.tapered(desk.layer, bar, radius * 0.34, palette.CREAM)
        pygame.draw.circle(desk.layer, palette.CREAM, (x, y + radius * 0.66), radius * 0.22)


def _comb(desk: _Desk) -> None:
    """Draw five teeth under the lower edge: the unit has dug in."""
    for i in range(5):
        left = 0.04 + i * 0.1975
        tooth = desk.box(left, 0.95, 0.13, 0.15)
        pygame.draw.rect(desk.layer, palette.INK, tooth)
        core = tooth.inflate(-round(desk.unit * 0.055), 0).move(0, -round(desk.unit * 0.028))
        pygame.draw.rect(desk.layer, desk.face.style.edge, core)


def _ring(desk: _Desk) -> None:
    unit = desk.unit
    out = 0.045 * unit
    outline = silhouette(desk.face.style.silhouette, desk.corner - out, desk.corner - out, unit + 2 * out)
    closed = strokes.points([*outline, outline[0]])
    for breadth, ink in ((0.075, palette.INK), (0.04, palette.SELECTION)):
        strokes.tapered(desk.layer, strokes.resample(closed, unit * 0.03), breadth * unit, ink)
