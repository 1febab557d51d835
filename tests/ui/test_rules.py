"""The book in the window: every part opens, tables and maps keep their columns, and the list rolls with the choice."""

import html
import os
import re
import warnings
from collections.abc import Iterator

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame
import pytest

from game import book
from game.ui import faces, layout, typeset
from game.ui.screens.rules import Rules
from game.ui.screens.title import Title
from game.ui.stage import Stage


@pytest.fixture(params=[(1024, 640), (1920, 1080)], ids=lambda size: f"{size[0]}x{size[1]}")
def screen(request: pytest.FixtureRequest) -> Iterator[tuple[Rules, pygame.Surface]]:
    """The book over the title, at a small and at a large window."""
    size: tuple[int, int] = request.param
    pygame.display.init()
    pygame.font.init()
    surface = pygame.display.set_mode(size)
    percent = layout.scale_percent(size)
    faces.set_scale(percent)
    stage = Stage(size, percent, speed=0)
    yield Rules(stage, Title(stage)), surface
    faces.set_scale(100)
    pygame.display.quit()


def _spots(rules: Rules) -> list[int]:
    return [int(s.command.partition(":")[2]) for s in rules._desk.spots if s.command.startswith("chapter:")]


@pytest.mark.parametrize("screen", [(1024, 640)], indirect=True)
def test_every_part_opens_and_stands_in_the_list(screen: tuple[Rules, pygame.Surface]) -> None:
    rules, surface = screen
    parts = [part for part in book.parts() if part.name != "contents"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for number in range(len(parts) + 1):
            rules.draw(surface)
            assert number in _spots(rules)
            assert rules.handle(pygame.event.Event(pygame.KEYDOWN, key=pygame.K_DOWN, mod=0, unicode="")) is None
    rules.draw(surface)
    assert 0 in _spots(rules), "after the last part comes the first again"


def test_the_list_rolls_under_the_wheel_no_farther_than_its_ends(
    screen: tuple[Rules, pygame.Surface], monkeypatch: pytest.MonkeyPatch
) -> None:
    rules, surface = screen
    rules.draw(surface)
    monkeypatch.setattr(pygame.mouse, "get_pos", lambda: rules._list.center)
    last = len(rules._parts)
    for turns, expected in ((-100, last), (100, 0)):
        rules.handle(pygame.event.Event(pygame.MOUSEWHEEL, y=turns, x=0))
        rules.draw(surface)
        assert expected in _spots(rules)


def test_tables_and_maps_keep_their_columns() -> None:
    """Every line of a table or a map is in the letters of one width, with spaces that do not break."""
    for part in book.parts():
        said = typeset.markup(part, 700, 15)
        standing = re.findall(r"<font face='mono' pixel_size=(\d+)>(.*?)</font>", said)
        wanted = [block for block in part.blocks if isinstance(block, book.Table | book.Picture)]
        assert len(standing) == len(wanted), part.name
        for (size, words), block in zip(standing, wanted, strict=True):
            lines = list(block.lines) if isinstance(block, book.Picture) else book.tabled(block)
            shown = [html.unescape(line).replace("\N{NO-BREAK SPACE}", " ").rstrip() for line in words.split("<br>")]
            assert shown == lines
            assert " " not in words
            assert max(map(len, lines)) * int(size) * 3 // 5 <= 700
    assert len(pygame.font.Font(str(faces.paths.assets() / "fonts" / faces.Face.MONO.value), 15).metrics("−–")) == 2
