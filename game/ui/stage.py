"""What every screen shares: colours and scale, the tongue of the tests, and how screens follow each other."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeAlias

import pygame

from game.ui.palette import LIGHT, Theme


@dataclass(frozen=True, slots=True)
class Show:
    """Go on with another screen."""

    screen: "Screen"


@dataclass(frozen=True, slots=True)
class Leave:
    """Close the window."""


Next: TypeAlias = Show | Leave | None
"""What a screen wants next; None to stay."""


class Screen(Protocol):
    """One screen.  `busy` while it wants to be drawn again without an event."""

    name: str
    busy: bool

    def handle(self, event: pygame.event.Event) -> Next:
        """Take an event."""

    def tick(self, now: int) -> Next:
        """Let time pass; `now` in milliseconds."""

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the whole screen."""

    def close(self) -> None:
        """Let go of what the screen holds."""


@dataclass(slots=True)
class Stage:
    """The window as the screens know it: size in pixels, scale in percent, theme, speed of motion in percent, tongue.

    `say` prints a line for tests that drive the window; it is silent otherwise.
    """

    size: tuple[int, int]
    percent: int
    theme: Theme = LIGHT
    speed: int = 100
    still: bool = False
    tongue: Callable[[str], None] | None = None
    _said: dict[str, str] = field(default_factory=dict)

    def say(self, word: str, **facts: Any) -> None:
        """Print a word and its facts as one line, if tests listen."""
        if self.tongue is not None:
            self.tongue(f"{word} {json.dumps(facts, sort_keys=True)}" if facts else word)

    def say_new(self, word: str, **facts: Any) -> None:
        """Print a line if it differs from the last one of this word."""
        if self.tongue is not None:
            line = json.dumps(facts, sort_keys=True)
            if self._said.get(word) != line:
                self._said[word] = line
                self.tongue(f"{word} {line}")
