"""A game that is killed (kill -9) at any moment goes on from at most one lost action."""

import itertools
import json
import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from game import library, replay

ORDERS = ("posture 0 last", "posture 0 stand", "posture 2 last", "posture 2 stand") * 20 + ("end",)
"""Long parts, so that no game is over before it is killed."""

PROMPT = "Red Army> "
QUESTION = b"Say `answer` and a number."

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")


def _start(home: Path, *call: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "game", "play", "--text", *call],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=os.environ | {"DUSHANBE_HOME": str(home)},
    )


def _until_prompt(running: subprocess.Popen[bytes]) -> bytes:
    """Read what the game says until it asks for an order; nothing if it is gone."""
    said = b""
    out = running.stdout
    assert out is not None
    while not said.endswith(PROMPT.encode()):
        byte = out.read(1)
        if not byte:
            return b""
        said += byte
    return said


def _play_until_killed(home: Path, chance: random.Random) -> int:
    """Give orders to a new game until it is killed at a random moment; how many were answered."""
    running = _start(home, "recapture-1922", "--seed", str(chance.randrange(1000)), "--players", "person,random")
    answered = 0
    said = _until_prompt(running)
    killer = threading.Timer(chance.uniform(0.0, 0.4), running.kill)
    killer.start()
    orders = itertools.cycle(ORDERS)
    try:
        while said and running.stdin is not None:
            order = "answer 1" if QUESTION in said else next(orders)
            running.stdin.write(order.encode() + b"\n")
            running.stdin.flush()
            said = _until_prompt(running)
            answered += bool(said)
    except BrokenPipeError:
        pass
    finally:
        killer.join()
        running.communicate()
    assert running.returncode == -signal.SIGKILL
    return answered


def _orders_in(record: replay.Record) -> int:
    return sum(isinstance(entry, replay.Did) and entry.by == "red" for entry in record.entries)


def _check(home: Path, chance: random.Random) -> None:
    answered = _play_until_killed(home, chance)
    (path,) = (home / "games").glob("*.jsonl")
    text = path.read_bytes()
    record = replay.read(path)
    assert _orders_in(record) in (answered, answered + 1)
    timeline = replay.play(record, library.load("recapture-1922"))
    assert timeline.fault is None
    again = _start(home, "--resume")
    out, _ = again.communicate(b"status\n", timeout=60)
    assert again.returncode == 0, out.decode()
    assert b"Turn" in out
    after = path.read_bytes()
    whole = text[: text.rindex(b"\n") + 1]
    assert after.startswith(whole), "what had been written was changed"
    assert all(json.loads(line) for line in after.splitlines())
    assert replay.play(replay.read(path), library.load("recapture-1922")).fault is None


@pytest.mark.parametrize("number", range(4))
def test_a_killed_game_goes_on(tmp_path: Path, number: int) -> None:
    _check(tmp_path, random.Random(number))


@pytest.mark.slow
@pytest.mark.parametrize("number", range(100, 141))
def test_a_killed_game_goes_on_every_time(tmp_path: Path, number: int) -> None:
    _check(tmp_path, random.Random(number))
