"""Opening and closing the window without a screen, and the words for a wrong pygame."""

import os
import subprocess
import sys
from pathlib import Path

import pygame
import pytest

from game import library, umpire
from game.cli import calls
from game.model.actions import Move
from game.session import saves
from game.session.game import Session
from game.session.settings import Settings
from game.ui import app, emblem, faces, games, layout, palette, tastes
from game.ui.screens.moment import told
from game.ui.stage import Stage

ROOT = Path(__file__).resolve().parents[2]
OPEN = "import sys; from game.ui import app; sys.exit(app.main(seconds={seconds}, size=(1280, 720), events=True))"


def run(code: str, home: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a line of Python in a process of its own, with no display but what the settings name."""
    bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")}
    env = {**bare, "SDL_AUDIODRIVER": "dummy", "DUSHANBE_HOME": str(home), **settings}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_the_window_ends_by_itself(tmp_path: Path) -> None:
    done = run(OPEN.format(seconds=1.5), tmp_path, SDL_VIDEODRIVER="dummy")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert any(line.startswith("READY ") for line in lines)
    assert lines[-1] == "TIME"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_no_display_is_an_exception_of_its_own(tmp_path: Path) -> None:
    code = "from game.ui import app\ntry:\n app.main(seconds=1)\nexcept app.NoDisplay as why:\n print('none:', why)"
    done = run(code, tmp_path)
    assert done.returncode == 0, done.stderr
    assert "none:" in done.stdout


def test_a_wrong_pygame_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pygame, "IS_CE", False)
    with pytest.raises(SystemExit, match="pygame-ce"):
        app.check_pygame()


def test_the_desk_finds_keys_by_their_caps() -> None:
    from game.ui.widgets import matches

    def key(code: int, mod: int = 0) -> pygame.event.Event:
        return pygame.event.Event(pygame.KEYDOWN, key=code, mod=mod, unicode="")

    assert matches("E", key(pygame.K_e))
    assert not matches("E", key(pygame.K_e, pygame.KMOD_LCTRL))
    assert matches("Ctrl+Z", key(pygame.K_z, pygame.KMOD_LCTRL))
    assert not matches("Z", key(pygame.K_z, pygame.KMOD_LCTRL))
    assert matches("Esc", key(pygame.K_ESCAPE))
    assert matches("F1", key(pygame.K_F1)) and matches("F10", key(pygame.K_F10))
    assert not matches("F1", key(pygame.K_F10))
    assert matches("Return", key(pygame.K_KP_ENTER))
    assert matches("1", key(pygame.K_1))


def test_text_of_files_cannot_bring_its_own_marks() -> None:
    from game.ui.widgets import paragraphs

    assert paragraphs("<img src='x'>\n\na & b") == "&lt;img src=&#x27;x&#x27;&gt;<br><br>a &amp; b"


def test_the_call_and_the_window_know_one_smallest_size() -> None:
    assert calls.SMALLEST == layout.SMALLEST


def test_settings_are_put_to_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUSHANBE_HOME", str(tmp_path))
    stage = Stage((1920, 1080), 100)
    before = palette.side_style("carmine")
    try:
        tastes.suit(stage, Settings(colours="high-contrast", night=True, scale=125, speed=50))
        assert (stage.percent, stage.speed, stage.theme) == (125, 50, palette.NIGHT)
        assert faces.scale() == 1.25 and palette.side_style("carmine") != before
        tastes.suit(stage, Settings(colours="no such"))
        assert palette.side_style("carmine") == before and stage.theme is palette.LIGHT
    finally:
        tastes.suit(Stage((1920, 1080), 100), Settings())


def test_the_sign_of_the_game_has_a_clear_ground() -> None:
    sign = emblem.icon()
    assert sign.get_at((0, 0)).a == 0 and sign.get_at((32, 55)).a == 255


def test_the_game_to_continue_is_the_newest_that_can_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUSHANBE_HOME", str(tmp_path))
    assert games.last() is None
    folder = library.find("proving-ground")
    scenario = library.load(folder)
    session = games.begin(scenario, folder, {side.id: "person" for side in scenario.sides}, 1)
    session.close()
    first = games.last()
    assert first is not None and first.newest and first.path == session.path
    assert first.words.startswith(f"{scenario.title}, turn 1") and first.words.endswith("to move")
    damaged = saves.games() / "damaged.jsonl"
    damaged.write_text("no record\n", encoding="utf-8")
    os.utime(damaged, ns=(2**62, 2**62))
    older = games.last()
    assert older is not None and not older.newest and older.path == session.path
    assert games.last(before=damaged) == older and games.last(before=first.path) is None


def test_dispatches_leave_out_what_a_side_ordered_itself() -> None:
    scenario = library.load("proving-ground")
    sides = tuple((side.id, "person") for side in scenario.sides)
    session = Session.begin(scenario, umpire.Setup(1, (), sides), None)
    while session.state.agenda:
        session.submit(next(umpire.legal(session.state)))
    actor = session.state.actor
    other = next(side.id for side in scenario.sides if side.id != actor)
    move = next(action for action in umpire.legal(session.state) if isinstance(action, Move))
    before = len(list(told(session, actor, 0)))
    session.submit(move)
    assert len(list(told(session, actor, 0))) == before
    assert all(line.words for line in told(session, other, 0))
