"""A game that is killed without warning goes on from at most one lost action."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from game import codec, replay
from game.session.game import Session

GAME = """
import sys
from pathlib import Path
from game import library, umpire
from game.session.game import Session
from game.session.players import seated

scenario = library.load("proving-ground")
session = Session.begin(scenario, umpire.Setup(int(sys.argv[2]), (), seated(scenario, sys.argv[3])), Path(sys.argv[1]))
print("begun", flush=True)
while not session.over:
    done = session.go_on()
    print(session.actions, flush=True)
"""


def killed(path: Path, seed: int, spec: str, after: float) -> int:
    """Play a recorded game in a process, kill it after so many seconds, and return the actions it had reported."""
    child = subprocess.Popen(
        [sys.executable, "-c", GAME, str(path), str(seed), spec], stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "begun\n"
    time.sleep(after)
    os.kill(child.pid, signal.SIGKILL)
    told = child.stdout.read().splitlines()
    child.wait()
    child.stdout.close()
    whole = [line for line in told if line.isdigit()]
    return int(whole[-1]) if whole else 0


def goes_on(path: Path, reported: int) -> None:
    """Check that nothing that was reported is lost, and that the game goes on to its end and verifies."""
    session = Session.resume(path)
    assert session.note == ""
    assert session.actions >= reported
    while session.go_on() is not None:
        pass
    session.close()
    assert session.over
    timeline = replay.play(replay.read(path), session.scenario)
    assert timeline.fault is None
    assert codec.digest(timeline.state) == codec.digest(session.state)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
@pytest.mark.parametrize("number", range(6))
def test_killed_at_a_random_moment(number: int, tmp_path: Path) -> None:
    dice = random.Random(1922 + number)
    path = tmp_path / "game.jsonl"
    spec = ("random,random", "recruit,recruit")[number % 2]
    goes_on(path, killed(path, number, spec, dice.random() * 0.25))


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
def test_the_command_goes_on_with_the_last_game(tmp_path: Path) -> None:
    path = tmp_path / "games" / "game.jsonl"
    path.parent.mkdir()
    reported = killed(path, 3, "recruit,recruit", 0.1)
    done = subprocess.run(
        [sys.executable, "-m", "game", "play", "--text", "--resume"],
        capture_output=True,
        text=True,
        env={**os.environ, "DUSHANBE_HOME": str(tmp_path)},
        stdin=subprocess.DEVNULL,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "has won" in done.stdout
    session = Session.resume(path)
    session.close()
    assert session.over and session.actions >= reported


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no SIGKILL")
@pytest.mark.parametrize("number", range(45))
def test_killed_at_any_of_many_moments(number: int, tmp_path: Path) -> None:
    dice = random.Random(8122 + number)
    path = tmp_path / "game.jsonl"
    spec = ("random,random", "recruit,recruit", "random,recruit")[number % 3]
    goes_on(path, killed(path, number, spec, dice.random() * 0.8))
