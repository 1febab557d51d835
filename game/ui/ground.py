"""The ground under the hexes: the scenario's shaded relief, or soft washes with made-up hills where there is none.

A ground picture covers the whole field, at whatever size it was built; `Ground` scales it once a zoom.
"""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pygame

from game.model.board import Board
from game.ui import palette, plane

Field = npt.NDArray[np.float32]

_ROUGHNESS = {
    "irrigated": 0.02,
    "tugai": 0.03,
    "steppe": 0.10,
    "hills": 0.30,
    "broken": 0.55,
    "mountain": 1.0,
    "high": 1.15,
}
_HEIGHT = {"irrigated": 0.0, "tugai": 0.0, "steppe": 0.10, "hills": 0.35, "broken": 0.55, "mountain": 1.0, "high": 1.35}
_PAINTED = 900_000


def read(folder: Path | None, board: Board) -> pygame.Surface:
    """Return the relief picture of a scenario, or paint one from the terrain."""
    picture = folder / "relief.jpg" if folder is not None else None
    if picture is not None and picture.is_file():
        return _ready(pygame.image.load(str(picture)))
    return _ready(paint(board))


def _ready(picture: pygame.Surface) -> pygame.Surface:
    return picture.convert() if pygame.display.get_surface() else picture


def paint(board: Board) -> pygame.Surface:
    """Paint ground from terrain alone: washes without honeycomb, hills lit from the north-west, paper grain."""
    wide, high = plane.size(board.grid)
    share = min(1.0, (_PAINTED / (wide * high)) ** 0.5)
    columns, rows = round(wide * share), round(high * share)
    own = _owners(board, columns, rows, 1 / share)
    chance = np.random.default_rng(1922)
    kinds = [_kind(board, cell) for cell in range(board.grid.size)]
    pale = palette.colour("#EFE3C4")
    washes = np.array([palette.mix(palette.WASH[kind], pale, 0.42) for kind in kinds], np.float32)
    hexes = plane.HIGH / 2 * share
    tone = np.stack([_soft(washes[:, band][own], hexes * 0.55) for band in range(3)], axis=-1)
    rough = _soft(np.array([_ROUGHNESS[kind] for kind in kinds], np.float32)[own], hexes * 0.6)
    lift = _soft(np.array([_HEIGHT[kind] for kind in kinds], np.float32)[own], hexes)
    ridges = 1 - np.abs(_hills(own.shape, hexes * 3.2, 3.0, chance)) * 1.1
    spurs = _hills(own.shape, hexes * 1.3, 2.3, chance)
    relief = (lift * 0.9 + rough * (ridges * 0.42 + spurs * 0.17)) * hexes
    shade = _lit(_soft(relief, 1.0) * 1.1) * 0.62 + _lit(_soft(relief, hexes * 0.30) * 1.5) * 0.5
    dark = (0.52 * np.tanh(1.5 * np.clip(-shade, 0, 1)))[..., None]
    light = (0.50 * np.tanh(1.9 * np.clip(shade, 0, 1)))[..., None]
    shadow, gleam = np.array(palette.colour("#4A3A46")), np.array(palette.colour("#FFF8E6"))
    tone = (tone + (shadow - tone) * dark).astype(np.float32)
    tone = (tone + (gleam - tone) * light).astype(np.float32)
    grain = chance.standard_normal(own.shape, dtype=np.float32) * 1.5 + _hills(own.shape, 60, 3.0, chance) * 1.6
    tone += grain[..., None] * np.array([1, 0.97, 0.88], np.float32)
    return pygame.surfarray.make_surface(tone.clip(0, 255).astype(np.uint8))


def _kind(board: Board, cell: int) -> str:
    kind = board.terrain[cell] if cell < len(board.terrain) else ""
    return kind if kind in palette.WASH else "steppe"


def _owners(board: Board, columns: int, rows: int, step: float) -> npt.NDArray[np.int32]:
    """Return the cell under each pixel, by column and row of the picture."""
    grid = board.grid
    x = (np.arange(columns) + 0.5)[:, None] * step
    y = (np.arange(rows) + 0.5)[None, :] * step
    best = np.full((columns, rows), np.inf, np.float32)
    own = np.zeros((columns, rows), np.int32)
    guess = np.round((x - 32) / plane.ACROSS).astype(int)
    for aside in (-1, 0, 1):
        column = np.clip(guess + aside, 0, grid.width - 1)
        sunk = 28 + 28 * (column & 1)
        row = np.clip(np.round((y - sunk) / plane.HIGH).astype(int), 0, grid.height - 1)
        far = (x - (plane.ACROSS * column + 32)) ** 2 + (y - (plane.HIGH * row + sunk)) ** 2
        nearer = far < best
        best = np.where(nearer, far, best)
        own = np.where(nearer, (column + 1) * grid.pitch + row + 1, own)
    return own


def _hills(shape: tuple[int, ...], longest: float, fall: float, chance: np.random.Generator) -> Field:
    """Return hills of unit spread, waves at most `longest` pixels, that run from south-west to north-east."""
    wide, high = shape
    waves = np.fft.rfft2(chance.standard_normal((wide, high), dtype=np.float32))
    u, v = np.fft.fftfreq(wide)[:, None], np.fft.rfftfreq(high)[None, :]
    across, along = (u + v) * 0.7071, (u - v) * 0.7071 * 1.7
    length = np.hypot(across, along) * longest
    waves *= np.maximum(length, 1.0) ** -fall * np.exp(-0.5 * (np.minimum(length, 1.0) - 1.0) ** 2 * 12)
    field = np.fft.irfft2(waves, s=(wide, high))
    return np.asarray(field / max(1e-6, float(field.std())), dtype=np.float32)


def _soft(field: Field, sigma: float) -> Field:
    """Blur a field by three passes of a box, about a bell of `sigma` pixels."""
    reach = max(1, round(sigma))
    for axis in (0, 1):
        for _ in range(3):
            field = _boxed(field, reach, axis)
    return field


def _boxed(field: Field, reach: int, axis: int) -> Field:
    wide = [(0, 0), (0, 0)]
    wide[axis] = (reach + 1, reach)
    total = np.cumsum(np.pad(field, wide, mode="edge"), axis=axis, dtype=np.float64)
    span = 2 * reach + 1
    if axis == 0:
        return np.asarray((total[span:] - total[:-span]) / span, dtype=np.float32)
    return np.asarray((total[:, span:] - total[:, :-span]) / span, dtype=np.float32)


def _lit(hills: Field) -> Field:
    """Return how much lighter than level ground each pixel is, with the sun in the north-west."""
    east, south = np.gradient(hills)
    sun = np.array([-0.5, -0.5, 0.7071], np.float32)
    level = 1 / np.sqrt(1 + east * east + south * south)
    return np.asarray((-east * sun[0] - south * sun[1] + sun[2]) * level - sun[2], dtype=np.float32)


class Ground:
    """The ground of one map at one zoom: scaled whole when it shrinks, piece by piece when it grows."""

    __slots__ = ("source", "size", "_whole", "_pieces")

    piece = 512

    def __init__(self, source: pygame.Surface, size: tuple[int, int]) -> None:
        self.source = source
        self.size = size
        self._whole: pygame.Surface | None = None
        self._pieces: dict[tuple[int, int], pygame.Surface] = {}
        self.resize(size)

    def resize(self, size: tuple[int, int]) -> None:
        """Prepare the ground for a sheet of another size in pixels."""
        self.size = size
        self._pieces.clear()
        self._whole = None
        if size == self.source.get_size():
            self._whole = self.source
        elif size[0] * size[1] <= self.source.get_width() * self.source.get_height():
            self._whole = _ready(pygame.transform.smoothscale(self.source, size))

    def draw(self, target: pygame.Surface, area: pygame.Rect, left: int, top: int) -> None:
        """Draw the part of the sheet whose corner (left, top) lies at the corner of an area of the target."""
        if self._whole is not None:
            target.blit(self._whole, area.topleft, pygame.Rect(left, top, area.w, area.h))
            return
        side = self.piece
        for column in range(max(0, left // side), min((left + area.w) // side, (self.size[0] - 1) // side) + 1):
            for row in range(max(0, top // side), min((top + area.h) // side, (self.size[1] - 1) // side) + 1):
                picture = self._pieces.get((column, row)) or self._cut(column, row)
                target.blit(picture, (area.x + column * side - left, area.y + row * side - top))

    def _cut(self, column: int, row: int) -> pygame.Surface:
        """Scale one piece up from the source, with a border so that no seam shows."""
        side = self.piece
        across = self.size[0] / self.source.get_width()
        down = self.size[1] / self.source.get_height()
        wanted = pygame.Rect(column * side, row * side, side, side).clip(pygame.Rect((0, 0), self.size))
        left, top = max(0, int(wanted.left / across) - 3), max(0, int(wanted.top / down) - 3)
        right = min(self.source.get_width(), int(wanted.right / across) + 4)
        low = min(self.source.get_height(), int(wanted.bottom / down) + 4)
        part = self.source.subsurface((left, top, right - left, low - top))
        large = pygame.transform.smoothscale(part, (round((right - left) * across), round((low - top) * down)))
        corner = (round(wanted.left - left * across), round(wanted.top - top * down))
        room = pygame.Rect(corner, wanted.size).clip(large.get_rect())
        picture = _ready(large.subsurface(room).copy())
        if len(self._pieces) > 40:
            self._pieces.pop(next(iter(self._pieces)))
        self._pieces[column, row] = picture
        return picture
