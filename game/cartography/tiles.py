"""The tiles for Tiled: seven grounds, small hexes with a wash and a few marks of the pen, and heights by number."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont
from scipy import ndimage

from game.cartography.ground import TERRAIN
from game.cartography.lattice import CORNERS, TILE_HEIGHT, TILE_WIDTH
from game.cartography.tmx_out import LEVELS, LEVELS_ACROSS, levels_text, tileset_text
from game.paths import assets

SCALE = 4
WASH = {
    "irrigated": "#B9CB8C",
    "steppe": "#EFE6C2",
    "hills": "#E4CE9C",
    "broken": "#CFA777",
    "tugai": "#93A86E",
    "mountain": "#AE8663",
    "high": "#E6EAEE",
}
INK = {
    "irrigated": "#4A6230",
    "steppe": "#B79C62",
    "hills": "#8A6234",
    "broken": "#6A4527",
    "tugai": "#3C5A2C",
    "mountain": "#4E3424",
    "high": "#76808F",
}

LIT = {"broken": "#E3C598", "mountain": "#CFAE8C", "high": "#FBFAF6"}
RAMP = ((120, 160, 96), (222, 206, 140), (196, 142, 84), (140, 96, 72), (240, 240, 240))
"""Colours from the lowest height to the highest."""
APART = {"irrigated": 6.5, "steppe": 11, "hills": 11, "broken": 10, "tugai": 6.2, "mountain": 13, "high": 13.5}
"""How far apart the marks of a ground stand, in pixels."""


def write_tiles(folder: Path) -> None:
    """Draw the tiles and write them with their tileset into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, kind in enumerate(TERRAIN):
        _tile(kind, number).save(folder / f"ground-{kind}.png", optimize=True)
    (folder / "ground.tsx").write_text(tileset_text(), encoding="utf-8", newline="\n")
    _levels().save(folder / "levels.png", optimize=True)
    (folder / "levels.tsx").write_text(levels_text(), encoding="utf-8", newline="\n")


def _tile(kind: str, seed: int) -> Image.Image:
    size = (TILE_WIDTH * SCALE, TILE_HEIGHT * SCALE)
    middle = (TILE_WIDTH / 2, TILE_HEIGHT / 2)
    dice = np.random.default_rng(seed + 3)
    image = _mottled(WASH[kind], size, dice)
    pen = ImageDraw.Draw(image)
    for x, y in _spots(dice, APART[kind]):
        _mark(pen, kind, (x + middle[0]) * SCALE, (y + middle[1]) * SCALE, float(dice.uniform(0.85, 1.2)))
    shape = Image.new("L", size, 0)
    outline = [((x + middle[0]) * SCALE, (y + middle[1]) * SCALE) for x, y in CORNERS]
    ImageDraw.Draw(shape).polygon(outline, fill=255)
    pen.line([*outline, outline[0]], INK[kind], 1)
    image.putalpha(shape)
    return image.resize((TILE_WIDTH, TILE_HEIGHT), Image.Resampling.BOX)


def _levels() -> Image.Image:
    """Draw a sheet of see-through hexes, one for each height, tinted as maps of heights are and numbered."""
    sheet = Image.new("RGBA", (TILE_WIDTH * LEVELS_ACROSS, TILE_HEIGHT * LEVELS // LEVELS_ACROSS))
    font = ImageFont.truetype(assets() / "fonts" / "PTN77F.ttf", 20 * SCALE)
    for level in range(LEVELS):
        image = Image.new("RGBA", (TILE_WIDTH * SCALE, TILE_HEIGHT * SCALE))
        pen = ImageDraw.Draw(image)
        x, y = TILE_WIDTH * SCALE / 2, TILE_HEIGHT * SCALE / 2
        outline = [(x + east * SCALE, y + south * SCALE) for east, south in CORNERS]
        pen.polygon(outline, fill=(*_tint(level), 150))
        pen.text((x, y), str(level), fill=(40, 30, 22, 255), font=font, anchor="mm")
        tile = image.resize((TILE_WIDTH, TILE_HEIGHT), Image.Resampling.BOX)
        sheet.paste(tile, (level % LEVELS_ACROSS * TILE_WIDTH, level // LEVELS_ACROSS * TILE_HEIGHT))
    return sheet


def _tint(level: int) -> tuple[int, int, int]:
    """Mix the colour of a height from the steps of the ramp beside it."""
    at = level / (LEVELS - 1) * (len(RAMP) - 1)
    low = min(int(at), len(RAMP) - 2)
    mixed = [round(a + (b - a) * (at - low)) for a, b in zip(RAMP[low], RAMP[low + 1], strict=True)]
    return mixed[0], mixed[1], mixed[2]


def _mottled(wash: str, size: tuple[int, int], dice: np.random.Generator) -> Image.Image:
    """Paint a wash with the faint clouds of watercolour on paper."""
    red, green, blue = (int(wash[i : i + 2], 16) for i in (1, 3, 5))
    cloud = ndimage.gaussian_filter(dice.standard_normal((size[1], size[0])), 5 * SCALE)
    grain = ndimage.gaussian_filter(dice.standard_normal((size[1], size[0])), 0.5 * SCALE)
    lift = 4.0 * cloud / cloud.std() + 1.6 * grain / grain.std()
    pixels = np.array([red, green, blue]) + lift[..., None]
    return Image.fromarray(np.clip(np.rint(pixels), 0, 255).astype(np.uint8), "RGB").convert("RGBA")


def _spots(dice: np.random.Generator, apart: float) -> list[tuple[float, float]]:
    """Scatter points over the middle of a hex, none nearer to another than `apart` pixels, lowest last."""
    spots: list[tuple[float, float]] = []
    for _ in range(600):
        x, y = float(dice.uniform(-26, 26)), float(dice.uniform(-22, 22))
        if abs(y) / 28 > 0.80 or abs(x) / 32 + abs(y) / 56 > 0.80:
            continue
        if all(math.hypot(x - a, y - b) >= apart for a, b in spots):
            spots.append((x, y))
    return sorted(spots, key=lambda spot: spot[1])


def _mark(pen: ImageDraw.ImageDraw, kind: str, x: float, y: float, size: float) -> None:
    """Set one mark of the ground: a tuft, a dot, a hill or a peak."""
    u = SCALE * size
    ink = INK[kind]
    thin = max(2, round(0.55 * SCALE))
    if kind in ("irrigated", "tugai"):
        reach = 2.8 if kind == "tugai" else 1.9
        for lean in (-0.7, 0.0, 0.7):
            pen.line([(x, y), (x + lean * reach * u, y - (1.4 - abs(lean) * 0.5) * reach * u)], ink, thin)
    elif kind == "steppe":
        pen.ellipse((x - 0.5 * u, y - 0.5 * u, x + 0.5 * u, y + 0.5 * u), fill=ink)
    elif kind == "hills":
        pen.arc((x - 3.4 * u, y - 2.2 * u, x + 3.4 * u, y + 3.6 * u), 190, 350, ink, thin)
    else:
        tall, wide = {"broken": (3.0, 3.0), "mountain": (5.2, 4.2), "high": (5.6, 4.4)}[kind]
        top, foot = (x, y - 0.6 * tall * u), y + 0.4 * tall * u
        ridge = (x + 0.12 * wide * u, y + 0.1 * tall * u)
        light = LIT[kind]
        pen.polygon([top, (x - wide * u, foot), (x - 0.1 * wide * u, foot), ridge], fill=light)
        pen.polygon([top, ridge, (x - 0.1 * wide * u, foot), (x + wide * u, foot)], fill=ink)
        pen.line([(x - wide * u, foot), top, (x + wide * u, foot)], ink, thin)
