"""The window: opening it, its loop, its scale, and the end of it.  Which screen is shown is the screens' own matter.

The title is drawn before anything slow is read.  The loop sleeps while nothing moves and nobody thinks.
"""

import os
import time
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")

import pygame

from game.session import settings
from game.ui import emblem, tastes
from game.ui.layout import SMALLEST
from game.ui.stage import Leave, Next, Screen, Show, Stage

TITLE = "Dushanbe 1922"
SIZES = ((3200, 1800), (2560, 1440), (1920, 1080), (1600, 900), (1280, 720))
FRAME_MS = 16
REST_MS = 50


class NoDisplay(Exception):
    """There is no screen to open a window on."""


def main(
    scenario: str | None = None,
    players: Mapping[str, str] | None = None,
    seed: int | None = None,
    resume: Path | None = None,
    seconds: float | None = None,
    size: tuple[int, int] | None = None,
    events: bool = False,
    options: tuple[tuple[str, str], ...] = (),
) -> int:
    """Open the window and stay until it is closed, or for so many seconds.

    With a scenario or a record to resume the battle opens at once, else the title; `options` are those of the set-up.
    Raises NoDisplay.
    """
    started = time.monotonic()
    check_pygame()
    surface = open_window(size)
    stage = Stage(surface.get_size(), 100, tongue=_print if events else None)
    _rescale(stage, surface.get_size())
    screen = _first_screen(stage, scenario, players or {}, seed, resume, options)
    screen.draw(surface)
    pygame.display.flip()
    stage.say("READY", screen=screen.name, size=list(stage.size), ms=round((time.monotonic() - started) * 1000))
    try:
        return _loop(stage, surface, screen, started + seconds if seconds is not None else None)
    finally:
        pygame.quit()


def check_pygame() -> None:
    """Make sure that pygame is the community edition.  Raises SystemExit with one helpful sentence."""
    if not getattr(pygame, "IS_CE", False):
        raise SystemExit(
            "This game needs pygame-ce, but the older pygame is installed; run "
            "`pip uninstall -y pygame pygame-ce` and then `pip install pygame-ce`."
        )


def open_window(size: tuple[int, int] | None) -> pygame.Surface:
    """Open a window of this size, or of the largest usual one inside the screen.  Raises NoDisplay."""
    wanted = os.environ.get("SDL_VIDEODRIVER", "")
    try:
        pygame.display.init()
    except pygame.error as error:
        raise NoDisplay(str(error)) from error
    driver = pygame.display.get_driver()
    if driver in ("offscreen", "dummy") and driver != wanted:
        pygame.display.quit()
        raise NoDisplay(f"SDL opened its {driver} driver")
    pygame.font.init()
    pygame.key.set_repeat(320, 40)
    pygame.display.set_icon(emblem.icon())
    surface = _shown(size or _fitting(), pygame.RESIZABLE)
    pygame.display.set_caption(TITLE)
    return surface


def _shown(size: tuple[int, int], flags: int) -> pygame.Surface:
    """Show the window in a size, never to be drawn smaller than the interface has room for.

    A desktop that gives another size than was asked for, and pygame's plans for its own future, are no news to players.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        surface = pygame.display.set_mode(size, flags)
        window = getattr(pygame, "Window", None)
        if window is not None and not flags & pygame.FULLSCREEN:
            least = tuple(min(pair) for pair in zip(SMALLEST, surface.get_size(), strict=True))
            window.from_display_module().minimum_size = least
    return surface


def _fitting() -> tuple[int, int]:
    desktops = pygame.display.get_desktop_sizes() or [SIZES[-1]]
    wide, high = desktops[0]
    whole = (max(SMALLEST[0], wide), max(SMALLEST[1], high))
    return next((s for s in SIZES if s[0] < wide and s[1] < high), whole)


def _print(line: str) -> None:
    print(line, flush=True)


def _rescale(stage: Stage, size: tuple[int, int]) -> None:
    stage.size = size
    tastes.suit(stage, settings.load())


def _first_screen(
    stage: Stage,
    scenario: str | None,
    players: Mapping[str, str],
    seed: int | None,
    resume: Path | None,
    options: tuple[tuple[str, str], ...],
) -> Screen:
    if scenario is None and resume is None:
        from game.ui.screens.title import Title

        return Title(stage)
    from game.ui.screens.opening import Opening

    return Opening(stage, scenario, dict(players), seed, resume, options)


def _loop(stage: Stage, surface: pygame.Surface, screen: Screen, until: float | None) -> int:
    while until is None or time.monotonic() < until:
        began = pygame.time.get_ticks()
        fresh = screen.busy
        for event in _events(screen.busy):
            fresh = True
            if event.type == pygame.QUIT:
                stage.say("QUIT")
                screen.close()
                return 0
            if event.type == pygame.KEYDOWN and event.key == pygame.K_F11:
                surface = _full_or_window(stage)
            if event.type == pygame.VIDEORESIZE:
                surface = pygame.display.get_surface() or surface
                _rescale(stage, surface.get_size())
            following = screen.handle(event)
            if following is not None:
                break
        else:
            following = screen.tick(pygame.time.get_ticks())
        if isinstance(following, Leave):
            stage.say("QUIT")
            screen.close()
            return 0
        screen = _followed(stage, screen, following)
        if fresh or screen.busy or following is not None:
            screen.draw(surface)
            pygame.display.flip()
        rest = FRAME_MS - (pygame.time.get_ticks() - began)
        if rest > 0:
            pygame.time.wait(rest)
    stage.say("TIME")
    screen.close()
    return 0


def _full_or_window(stage: Stage) -> pygame.Surface:
    """Change between the whole screen and a window."""
    if pygame.display.is_fullscreen():
        surface = _shown(_fitting(), pygame.RESIZABLE)
    else:
        surface = _shown((0, 0), pygame.FULLSCREEN)
    _rescale(stage, surface.get_size())
    return surface


def _events(busy: bool) -> list[pygame.event.Event]:
    """The events that wait; while nothing moves, sleep until one comes or the rest is over."""
    if busy:
        return pygame.event.get()
    first: Any = pygame.event.wait(REST_MS)
    return [event for event in (first, *pygame.event.get()) if event.type != pygame.NOEVENT]


def _followed(stage: Stage, screen: Screen, following: Next) -> Screen:
    if not isinstance(following, Show):
        return screen
    if following.screen is not screen:
        stage.say("SCREEN", name=following.screen.name)
    return following.screen
