"""The sign of the game for the bar of the desktop: a hex of the map with crescent and star."""

import math

import pygame

from game.ui import glyphs, palette

ACROSS = 64
_TIMES = 4


def icon() -> pygame.Surface:
    """Draw the sign: 64 pixels square, with a clear ground."""
    wide = ACROSS * _TIMES
    layer = pygame.Surface((wide, wide), pygame.SRCALPHA)
    middle = wide / 2
    for share, ink in ((0.99, palette.INK), (0.93, palette.CREAM), (0.84, palette.side_style("tile", "period").body)):
        corners = []
        for corner in range(6):
            angle = math.radians(60 * corner)
            corners.append((middle + middle * share * math.cos(angle), middle + middle * share * math.sin(angle)))
        pygame.draw.polygon(layer, ink, corners)
    sign = glyphs.cut_out("crescent", palette.CREAM, wide * 0.58)
    layer.blit(sign, sign.get_rect(center=(middle, middle)))
    return pygame.transform.smoothscale(layer, (ACROSS, ACROSS))
