"""What the moment lays on the map: reach, costs, path, supply, attacks with their odds, sieges, the hex pointed at."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import pygame

from game.hexes import Cell, CellSet, cells_of
from game.ui import arrows, palette, plane, strokes
from game.ui.faces import Face, font
from game.ui.lettering import halo, lettered
from game.ui.view import Measure, View


@dataclass(frozen=True, slots=True)
class Overlay:
    """Everything the screen wants shown on the map at this moment.

    `reach` is the set of hexes a unit can reach, `costs` what each costs in words, `stops` those where a zone of
    control ends the move; `attacks` are pairs (from, to), `odds` a short tag by target.  `hidden` are the hexes out of
    sight, `dark` is the light of the night; `line` is a way of bread with its points in `line_words`, `cuts` the hexes
    that stop it; `fodder` is what hexes feed: words, ink, and whether they must keep clear of a counter.  `fire` are
    the hexes as far as guns carry.
    """

    hidden: CellSet = 0
    dark: bool = False
    reach: CellSet = 0
    costs: Mapping[Cell, str] = field(default_factory=dict)
    stops: CellSet = 0
    path: tuple[Cell, ...] = ()
    path_cost: str = ""
    attacks: tuple[tuple[Cell, Cell], ...] = ()
    odds: Mapping[Cell, str] = field(default_factory=dict)
    supply: CellSet = 0
    sources: tuple[Cell, ...] = ()
    depots: tuple[Cell, ...] = ()
    line: tuple[Cell, ...] = ()
    line_words: str = ""
    cuts: tuple[Cell, ...] = ()
    fodder: Mapping[Cell, tuple[str, palette.Colour, bool]] = field(default_factory=dict)
    zones: CellSet = 0
    fire: CellSet = 0
    sieges: Mapping[Cell, str] = field(default_factory=dict)
    pointed: Cell = 0
    chosen: Cell = 0


@dataclass(frozen=True, slots=True, eq=False)
class ReachPicture:
    """The tint of a reach and its outline with costs, premultiplied, both with their corner on the sheet."""

    corner: tuple[int, int]
    tint: pygame.Surface
    outline: pygame.Surface


def _box_of(measure: Measure, cells: CellSet, margin: int) -> pygame.Rect:
    spots = [corner for cell in cells_of(cells) for corner in measure.corners(cell)]
    left, top = min(x for x, _ in spots), min(y for _, y in spots)
    right, low = max(x for x, _ in spots), max(y for _, y in spots)
    return pygame.Rect(
        int(left) - margin, int(top) - margin, int(right - left) + 2 * margin, int(low - top) + 2 * margin
    )


def _tint(measure: Measure, cells: CellSet, box: pygame.Rect, ink: palette.Colour, alpha: int) -> pygame.Surface:
    layer = pygame.Surface(box.size, pygame.SRCALPHA)
    for chain in sorted(_chains(measure, cells, box, 1), key=lambda one: -abs(_turn(one))):
        pygame.draw.polygon(layer, (*ink, alpha if _turn(chain) > 0 else 0), chain)
    return layer.premul_alpha()


def _chains(measure: Measure, cells: CellSet, box: pygame.Rect, times: int) -> list[list[tuple[float, float]]]:
    k = measure.k
    return [
        [((x * k - box.x) * times, (y * k - box.y) * times) for x, y in chain]
        for chain in plane.loops(measure.grid, cells)
    ]


def _turn(chain: Sequence[tuple[float, float]]) -> float:
    """Return twice the area of an outline, below zero for one that runs round a hole."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(chain))


def reach_picture(measure: Measure, shown: Overlay) -> ReachPicture:
    """Draw tint, outline, costs and stops of a reach, once for as long as it stays."""
    box = _box_of(measure, shown.reach, 6)
    tint = _tint(measure, shown.reach, box, palette.REACH_TINT, 100)
    layer = strokes.layer_of(box.size, arrows.TIMES)
    for breadth, ink in ((3.4, palette.REACH_LINE), (1.1, palette.REACH_EDGE)):
        for chain in _chains(measure, shown.reach, box, arrows.TIMES):
            strokes.tapered(layer, strokes.points(chain), measure.broad(breadth, 0.4) * arrows.TIMES, ink)
            _joints(layer, chain, measure.broad(breadth, 0.4) * arrows.TIMES, ink)
    for cell in cells_of(shown.stops & shown.reach):
        x, y = measure.centre(cell)
        _diamond(
            layer,
            (x - box.x) * arrows.TIMES,
            (y - box.y) * arrows.TIMES,
            measure.broad(3.4, 0.5) * arrows.TIMES,
            palette.REACH_EDGE,
        )
    outline = strokes.inked(layer, box.size)
    _costs(outline, measure, shown, box)
    return ReachPicture(box.topleft, tint, outline)


def _joints(layer: pygame.Surface, chain: Sequence[tuple[float, float]], breadth: float, ink: strokes.Ink) -> None:
    for spot in chain:
        pygame.draw.circle(layer, ink, spot, breadth / 2)


def _costs(outline: pygame.Surface, measure: Measure, shown: Overlay, box: pygame.Rect) -> None:
    size = max(9, round(measure.broad(13, 0.4)))
    if measure.hex_height < 34 * measure.scale:
        return
    opened = font(Face.NARROW, size)
    for cell, words in shown.costs.items():
        if shown.reach >> cell & 1:
            x, y = measure.centre(cell)
            picture = opened.render(words, True, palette.NAME).premul_alpha()
            picture.fill((205, 205, 205, 205), special_flags=pygame.BLEND_RGBA_MULT)
            spot = (
                x - box.x + measure.hex_height * 0.24 - picture.get_width() / 2,
                y - box.y - measure.hex_height * 0.44,
            )
            strokes.lay(outline, picture, spot)


def _diamond(layer: pygame.Surface, x: float, y: float, half: float, ink: strokes.Ink) -> None:
    pygame.draw.polygon(layer, ink, [(x, y - half), (x + half, y), (x, y + half), (x - half, y)])


class SetPicture:
    """A tinted set of cells with a hatched edge, drawn once for as long as the set and the sheet stay the same."""

    __slots__ = ("_key", "_picture", "_corner")

    def __init__(self) -> None:
        self._key: object = None
        self._picture: pygame.Surface | None = None
        self._corner = (0, 0)

    def draw(
        self,
        target: pygame.Surface,
        measure: Measure,
        view: View,
        cells: CellSet,
        tint: palette.Colour,
        alpha: int,
        ink: palette.Colour,
    ) -> None:
        """Lay the tint of a set of cells with a thin outline in ink whose hatches point inward."""
        if not cells:
            return
        key = (measure, cells, tint, alpha, ink)
        if self._key != key or self._picture is None:
            box = _box_of(measure, cells, 4)
            picture = _tint(measure, cells, box, tint, alpha)
            layer = strokes.layer_of(box.size, arrows.TIMES)
            for chain in _chains(measure, cells, box, arrows.TIMES):
                breadth = measure.broad(1.8, 0.4) * arrows.TIMES
                strokes.tapered(layer, strokes.points(chain), breadth, ink)
                _joints(layer, chain, breadth, ink)
                _hatches(layer, chain, measure.broad(6.0, 0.6) * arrows.TIMES, breadth * 0.7, ink)
            strokes.lay(picture, strokes.inked(layer, box.size, 230), (0, 0))
            self._key, self._picture, self._corner = key, picture, box.topleft
        strokes.lay(target, self._picture, view.on_target(self._corner))


def _hatches(
    layer: pygame.Surface, chain: Sequence[tuple[float, float]], long: float, breadth: float, ink: strokes.Ink
) -> None:
    """Draw short hatches along an outline, slanting into what it encloses."""
    for (ax, ay), (bx, by) in pairwise(chain):
        side = math.hypot(bx - ax, by - ay)
        if side < 1:
            continue
        ux, uy = (bx - ax) / side, (by - ay) / side
        for share in (1 / 6, 1 / 2, 5 / 6):
            x, y = ax + (bx - ax) * share, ay + (by - ay) * share
            end = (x + (ux - uy) * long * 0.7, y + (uy + ux) * long * 0.7)
            pygame.draw.line(layer, ink, (x, y), end, max(1, round(breadth)))


def draw_under(
    target: pygame.Surface, measure: Measure, view: View, shown: Overlay, reach: ReachPicture | None
) -> None:
    """Draw what lies over the ink and under the counters: reach outline, zones, path, sieges, the pointed hex."""
    if reach is not None:
        strokes.lay(target, reach.outline, view.on_target(reach.corner))
    for cell in cells_of(shown.zones):
        spot = view.on_target(measure.centre(cell))
        if view.area.inflate(20, 20).collidepoint(spot):
            _diamond(target, *spot, measure.broad(3.4, 0.5), palette.ATTACK)
    if len(shown.line) > 1:
        _lay(target, view, arrows.path(measure, shown.line, shown.line_words))
    if len(shown.path) > 1:
        _lay(target, view, arrows.path(measure, shown.path, shown.path_cost))
    for cell in shown.sieges:
        _lay(target, view, siege_picture(measure, cell))
    for cell, alpha in ((shown.chosen, 255), (shown.pointed, 150)):
        if cell:
            _lay(target, view, _ring_picture(measure, cell, alpha))


def _lay(target: pygame.Surface, view: View, laid: arrows.Laid) -> None:
    strokes.lay(target, laid[0], view.on_target(laid[1]))


@lru_cache(maxsize=64)
def _ring_picture(measure: Measure, cell: Cell, alpha: int) -> arrows.Laid:
    box, chain = arrows.local(measure.corners(cell), 6 * measure.scale)
    layer = strokes.layer_of(box.size, arrows.TIMES)
    closed = [*chain, chain[0]]
    for breadth, ink in ((3.2, palette.REACH_LINE), (1.3, palette.REACH_EDGE)):
        wide = measure.broad(breadth, 0.4) * arrows.TIMES
        strokes.tapered(layer, strokes.points(closed), wide, ink)
        _joints(layer, chain, wide, ink)
    return strokes.inked(layer, box.size, alpha), box.topleft


@lru_cache(maxsize=64)
def siege_picture(measure: Measure, cell: Cell) -> arrows.Laid:
    """Return the ring of a besieged town with teeth that point inward, and its corner on the sheet."""
    corners = measure.corners(cell)
    box, chain = arrows.local(corners, measure.hex_height * 0.3)
    layer = strokes.layer_of(box.size, arrows.TIMES)
    cx, cy = sum(x for x, _ in chain) / 6, sum(y for _, y in chain) / 6
    wide = measure.broad(2.0, 0.5) * arrows.TIMES
    strokes.tapered(layer, strokes.points([*chain, chain[0]]), wide, palette.SIEGE)
    for first, last in zip(chain, [*chain[1:], chain[0]], strict=True):
        for i in range(5):
            share = (i + 0.5) / 5
            x, y = first[0] + (last[0] - first[0]) * share, first[1] + (last[1] - first[1]) * share
            ends = strokes.points([(x, y), (x + (cx - x) * 0.13, y + (cy - y) * 0.13)])
            strokes.tapered(layer, ends, wide * 0.9, palette.SIEGE)
    return strokes.inked(layer, box.size), box.topleft


def draw_wedges(target: pygame.Surface, measure: Measure, view: View, shown: Overlay) -> None:
    """Draw a wedge across each attacked side, pointing at the target, and the way of shells from farther off."""
    for here, there in shown.attacks:
        near = measure.grid.adjacent(here, there)
        _lay(target, view, arrows.wedge(measure, here, there) if near else arrows.shot(measure, here, there))


def draw_tags(target: pygame.Surface, measure: Measure, view: View, shown: Overlay) -> None:
    """Draw the odds above each attacked hex and the bread of a besieged town below it."""
    for cell, words in shown.sieges.items():
        if words:
            x, y = view.on_target(measure.centre(cell))
            tag(target, words, (x + measure.hex_height * 0.50, y + measure.hex_height * 0.50), measure, palette.SIEGE)
    for cell, words in shown.odds.items():
        x, y = view.on_target(measure.centre(cell))
        tag(target, words, (x, y - measure.hex_height * 0.58), measure, palette.ATTACK)


def tag(
    target: pygame.Surface, words: str, at: tuple[float, float], measure: Measure, ground: palette.Colour
) -> pygame.Rect:
    """Draw a small tag with light words, its middle at a pixel of the target if it fits there; return its box."""
    size = max(11, round(measure.broad(14, 0.35)))
    picture = font(Face.NARROW_BOLD, size).render(words, True, palette.CREAM)
    box = picture.get_rect(center=(round(at[0]), round(at[1]))).inflate(round(size * 0.8), round(size * 0.05))
    box.clamp_ip(target.get_clip().inflate(-4, -4))
    pygame.draw.rect(target, palette.CREAM, box.inflate(2, 2))
    pygame.draw.rect(target, ground, box)
    target.blit(picture, picture.get_rect(center=box.center))
    return box


def label(target: pygame.Surface, words: str, at: tuple[float, float], measure: Measure) -> None:
    """Write a word with a halo, its middle at a pixel of the target (cell numbers, notes on the map)."""
    size = max(10.0, measure.broad(12, 0.4))
    picture, _ = halo(lettered(words, Face.NARROW, size, palette.NAME), 1.6, 0.8)
    strokes.lay_centred(target, picture, at)
