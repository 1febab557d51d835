"""A record is held by one window at a time, and is never written over anything else."""

import subprocess
import sys
from pathlib import Path

import pytest

from game import umpire
from game.replay import read
from game.replay.record import Header
from game.replay.writer import InUse, NotARecord, Writer, fcntl
from game.session import saves
from game.session.game import Session
from tests.laws import scenario


def _begun(path: Path) -> Session:
    return Session.begin(scenario("proving-ground"), umpire.Setup(1, (), (("red", "person"),)), path, "")


@pytest.mark.skipif(fcntl is None, reason="this system has no flock")
def test_two_windows_do_not_share_a_record(tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    session = _begun(path)
    before = path.read_bytes()
    with pytest.raises(InUse) as told:
        Writer.onward(read(path))
    assert str(told.value) == "this game is open in another window; close it there first"
    assert path.read_bytes() == before
    session.close()
    Writer.onward(read(path)).close()


@pytest.mark.parametrize("kind", ["text", "link", "folder"])
def test_nothing_but_a_record_is_written_over(tmp_path: Path, kind: str) -> None:
    path, other = tmp_path / "game.jsonl", tmp_path / "thesis.txt"
    other.write_text("years of work")
    if kind == "text":
        path.write_text("years of work")
    elif kind == "link":
        path.symlink_to(other)
    else:
        path.mkdir()
    with pytest.raises(NotARecord):
        _begun(path)
    assert other.read_text() == "years of work"


def test_a_record_may_be_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    for _ in range(2):
        _begun(path).close()
    assert isinstance(read(path).header, Header)


def test_the_newest_readable_record_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(saves.HOME, str(tmp_path))
    good = saves.new_record("proving-ground")
    _begun(good).close()
    broken = saves.games() / "zz.jsonl"
    broken.write_text("not a record\n")
    assert saves.records()[0] in (good, broken)
    assert saves.latest() == good
    good.unlink()
    assert saves.latest() == broken


def test_closed_standard_input_ends_the_game_in_peace(tmp_path: Path) -> None:
    call = f"exec {sys.executable} -m game play proving-ground --text <&-"
    env = {"DUSHANBE_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(["sh", "-c", call], capture_output=True, text=True, env=env)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
