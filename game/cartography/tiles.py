"""The seven ground tiles for Tiled: small hexes with a wash and a few marks of the pen."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from game.cartography.ground import TERRAIN
from game.cartography.lattice import CORNERS, TILE_HEIGHT, TILE_WIDTH
from game.cartography.tmx_out import tileset_text

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


def write_tiles(folder: Path) -> None:
    """Draw the tiles and write them with their tileset into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, kind in enumerate(TERRAIN):
        _tile(kind, number).save(folder / f"ground-{kind}.png", optimize=True)
    (folder / "ground.tsx").write_text(tileset_text(), encoding="utf-8", newline="\n")


def _tile(kind: str, seed: int) -> Image.Image:
    size = (TILE_WIDTH * SCALE, TILE_HEIGHT * SCALE)
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    middle = (TILE_WIDTH / 2, TILE_HEIGHT / 2)
    outline = [((x + middle[0]) * SCALE, (y + middle[1]) * SCALE) for x, y in CORNERS]
    pen.polygon(outline, fill=WASH[kind])
    dice = np.random.default_rng(seed)
    for x, y in _spots(dice, 5.2 if kind in ("tugai", "irrigated") else 8.5):
        _mark(pen, kind, (x + middle[0]) * SCALE, (y + middle[1]) * SCALE, float(dice.uniform(0.85, 1.2)))
    return image.resize((TILE_WIDTH, TILE_HEIGHT), Image.Resampling.LANCZOS)


def _spots(dice: np.random.Generator, apart: float) -> list[tuple[float, float]]:
    """Scatter points over a hex, none nearer to another than `apart` pixels, lowest last."""
    spots: list[tuple[float, float]] = []
    for _ in range(400):
        x, y = float(dice.uniform(-26, 26)), float(dice.uniform(-22, 22))
        if abs(y) / 28 + max(0.0, abs(x) - 16) / 16 > 0.86:
            continue
        if all(math.hypot(x - a, y - b) >= apart * 1.3 for a, b in spots):
            spots.append((x, y))
    return sorted(spots, key=lambda spot: spot[1])


def _mark(pen: ImageDraw.ImageDraw, kind: str, x: float, y: float, size: float) -> None:
    """Set one mark of the ground: a tuft, a dot, a hill or a peak."""
    u = SCALE * size
    ink = INK[kind]
    thin = max(2, round(0.55 * SCALE))
    if kind in ("irrigated", "tugai"):
        reach = 2.6 if kind == "tugai" else 1.8
        for lean in (-0.7, 0.0, 0.7):
            pen.line([(x, y), (x + lean * reach * u, y - (1.4 - abs(lean) * 0.5) * reach * u)], ink, thin)
    elif kind == "steppe":
        pen.ellipse((x - 0.5 * u, y - 0.5 * u, x + 0.5 * u, y + 0.5 * u), fill=ink)
    elif kind == "hills":
        pen.arc((x - 3.4 * u, y - 2.2 * u, x + 3.4 * u, y + 3.6 * u), 190, 350, ink, thin)
    else:
        tall = {"broken": 2.6, "mountain": 4.0, "high": 4.2}[kind]
        pen.polygon([(x, y - tall * u), (x + 1.9 * u, y + 1.2 * u), (x + 0.5 * u, y + 1.2 * u)], fill=ink)
        pen.line([(x - 2.2 * u, y + 1.2 * u), (x, y - tall * u), (x + 1.9 * u, y + 1.2 * u)], ink, thin)
