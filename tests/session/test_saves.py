"""Where a person's records and settings lie."""

import os
from pathlib import Path

import pytest

from game.session import saves, settings
from game.session.settings import Settings


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DUSHANBE_HOME", str(tmp_path))
    return tmp_path


def test_the_latest_record_is_the_one_last_written() -> None:
    assert saves.latest() is None
    first = saves.new_record("duel")
    first.parent.mkdir(parents=True)
    first.write_text("one")
    second = saves.new_record("duel")
    assert second != first
    second.write_text("two")
    os.utime(second, ns=(1, 1))
    assert saves.latest() == first
    assert saves.records() == (first, second)


def test_settings_come_back_as_they_were_stored() -> None:
    assert settings.load() == Settings()
    mine = Settings(scale=150, volume=0, full_screen=True, last_scenario="recapture-1922")
    settings.store(mine)
    assert settings.load() == mine


@pytest.mark.parametrize("text", ["", "[]", "{", '{"scale": "big", "volume": 999, "unknown": 1, "full_screen": 1}'])
def test_damaged_settings_fall_back_to_the_usual(text: str, home: Path) -> None:
    saves.settings_file().write_text(text)
    loaded = settings.load()
    assert loaded.scale == 100 and loaded.full_screen is False
    assert 0 <= loaded.volume <= 100


def test_without_the_variable_the_place_is_the_system_s(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DUSHANBE_HOME")
    assert saves.home().name == "dushanbe-1922"
