"""A list that is longer than its room: how far it is scrolled, and its bar."""

import pygame

from game.ui.faces import px
from game.ui.palette import Theme


class Scroll:
    """How far a list is scrolled, in real pixels, with its bar."""

    __slots__ = ("at", "most")

    def __init__(self) -> None:
        self.at = 0
        self.most = 0

    def fit(self, room: int, whole: int) -> None:
        """Take note of how long the list is and how much of it is shown."""
        self.most = max(0, whole - room)
        self.at = min(max(self.at, 0), self.most)

    def turn(self, by: int) -> None:
        """Scroll by real pixels."""
        self.at = min(max(self.at + by, 0), self.most)

    def bar(self, surface: pygame.Surface, theme: Theme, area: pygame.Rect) -> None:
        """Draw the bar at the right edge of the list's area, if there is something to scroll."""
        if self.most <= 0:
            return
        track = pygame.Rect(area.right - px(5), area.y, px(4), area.h)
        long = max(px(24), area.h * area.h // (area.h + self.most))
        pygame.draw.rect(surface, theme.bar, track)
        top = area.y + (area.h - long) * self.at // self.most
        pygame.draw.rect(surface, theme.ink_3, (track.x, top, track.w, long))
