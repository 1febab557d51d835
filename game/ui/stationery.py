"""Paper of every size: the plain sheet of a panel, the framed sheet of a question, the veil and the curtain."""

from functools import lru_cache

import numpy as np
import pygame

from game.ui import palette
from game.ui.faces import px
from game.ui.palette import Colour, Theme


@lru_cache(maxsize=24)
def _sheet(size: tuple[int, int], ground: Colour) -> pygame.Surface:
    """Make a piece of paper: fine grain and slow clouds, one level or two of 255."""
    wide, high = size
    chance = np.random.default_rng(wide * 7919 + high)
    grain = chance.standard_normal((wide, high)).astype(np.float32) * 1.1
    rough = chance.standard_normal((max(2, wide // 36), max(2, high // 36))).astype(np.float32)
    across, down = np.linspace(0, rough.shape[0] - 1, wide), np.linspace(0, rough.shape[1] - 1, high)
    left, top = across.astype(int), down.astype(int)
    right, low = np.minimum(left + 1, rough.shape[0] - 1), np.minimum(top + 1, rough.shape[1] - 1)
    u, v = (across - left)[:, None].astype(np.float32), (down - top)[None, :].astype(np.float32)
    cloud = (rough[left][:, top] * (1 - u) + rough[right][:, top] * u) * (1 - v)
    cloud += (rough[left][:, low] * (1 - u) + rough[right][:, low] * u) * v
    light = grain + cloud * 1.2
    tone = np.array(ground, np.float32) + light[..., None] * np.array([1, 0.97, 0.9], np.float32)
    made = pygame.surfarray.make_surface(tone.clip(0, 255).astype(np.uint8))
    return made.convert() if pygame.display.get_surface() else made


def paper(surface: pygame.Surface, area: pygame.Rect, ground: Colour) -> None:
    """Lay flat paper over an area."""
    if area.w > 0 and area.h > 0:
        surface.blit(_sheet((area.w, area.h), ground), area.topleft)


def veil(surface: pygame.Surface) -> None:
    """Blur and darken what has been drawn, so that a question can stand before it."""
    soft = pygame.transform.box_blur(surface, px(7))
    dark = pygame.Surface(surface.get_size())
    dark.fill(palette.VEIL)
    dark.set_alpha(168)
    surface.blit(soft, (0, 0))
    surface.blit(dark, (0, 0))


def double_frame(surface: pygame.Surface, theme: Theme, area: pygame.Rect) -> None:
    """Lay the paper of a title, a card or a question: shadow, sheet and a double rule."""
    shade = pygame.Surface((area.w + px(40), area.h + px(40)), pygame.SRCALPHA)
    pygame.draw.rect(shade, (*palette.SHADOW, 120), (px(20), px(24), area.w, area.h))
    surface.blit(pygame.transform.box_blur(shade, px(9)), (area.x - px(20), area.y - px(20)))
    paper(surface, area, theme.card)
    pygame.draw.rect(surface, theme.ink, area.inflate(-px(16), -px(16)), max(1, px(2)))
    pygame.draw.rect(surface, theme.ink, area.inflate(-px(26), -px(26)), 1)


def lattice(surface: pygame.Surface, area: pygame.Rect, ground: Colour, ink: Colour) -> None:
    """Fill an area with the dark colour of a side under a star lattice at 8%."""
    pygame.draw.rect(surface, ground, area)
    step = px(96)
    tile = pygame.Surface((step * 3, step * 3), pygame.SRCALPHA)
    middle, reach = step * 1.5, step * 1.5
    for turn in (0, 1):
        corners = []
        for i in range(4):
            angle = np.pi / 2 * i + (np.pi / 4 if turn else 0)
            corners.append((middle + reach * 0.72 * np.cos(angle), middle + reach * 0.72 * np.sin(angle)))
        pygame.draw.polygon(tile, (*ink, 20), corners, max(3, px(5)))
    for x, y in ((0, 0), (step * 3, 0), (0, step * 3), (step * 3, step * 3)):
        pygame.draw.circle(tile, (*ink, 20), (x, y), reach * 0.40, max(3, px(5)))
    small = pygame.transform.smoothscale(tile, (step, step))
    clip = surface.get_clip()
    surface.set_clip(area)
    for x in range(area.x, area.right, step):
        for y in range(area.y, area.bottom, step):
            surface.blit(small, (x, y))
    surface.set_clip(clip)
