"""Pointing at hexes by keys: the number pad by direction, or Shift and arrows."""

import pygame

PAD = {
    pygame.K_KP8: 0,
    pygame.K_KP9: 1,
    pygame.K_KP3: 2,
    pygame.K_KP2: 3,
    pygame.K_KP1: 4,
    pygame.K_KP7: 5,
}
"""Keys of the number pad by direction: N NE SE S SW NW."""
ARROWS = {pygame.K_UP: (0, 0), pygame.K_DOWN: (3, 3), pygame.K_RIGHT: (2, 1), pygame.K_LEFT: (4, 5)}
"""Arrows by direction, in even and odd columns, so that left and right keep to one row of the map."""
PRESSES = (pygame.K_RETURN, pygame.K_KP_ENTER, pygame.K_KP5)


def direction(event: pygame.event.Event, odd: int) -> int:
    """The direction in which a key moves the pointer from a hex of an even or odd column, or -1."""
    if event.mod & pygame.KMOD_SHIFT and event.key in ARROWS:
        return ARROWS[event.key][odd]
    return PAD.get(event.key, -1)
