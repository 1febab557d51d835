"""A game played in text: commands from the standard input, the war diary on the standard output."""

import os
import queue
import sys
import threading
import time
from collections.abc import Iterator

from game import chronicle
from game.model.events import Event, PartBegan, PostureSet, Rolled
from game.session.game import Session
from game.text import briefing, diary, reports
from game.text.commands import Leave, obey
from game.text.narrate import HEADLINES
from game.text.replies import offer

BLOCK = 1 << 16
SCREEN = 60
"""Empty lines that drive what one person was told off the screen of the next."""


def play(session: Session, seconds: float | None) -> int:
    """Play until the game is over, the input ends, the player leaves or the time is up; returns 0."""
    end = time.monotonic() + seconds if seconds is not None else None
    if session.note:
        print(f"The record no longer plays through, so the game goes on from its last whole state: {session.note}")
    session.unveil()
    _greet(session)
    lines = _lines(end)
    told = dict.fromkeys(session.persons, session.actions)
    try:
        before = session.actions, session.viewer
        while _computers(session, end) and not session.over:
            _hand_over(session, told)
            if before != (session.actions, session.viewer):
                _say(offer(session))
            print(f"{chronicle.name_side(session.scenario, session.state.actor)}> ", end="", flush=True)
            line = next(lines, None)
            if line is None:
                print()
                break
            if not sys.stdin.isatty():
                print(line)
            _say(obey(session, line))
            before = session.actions, session.viewer
    except Leave:
        pass
    finally:
        session.close()
    if session.over:
        print(reports.status(session.seen()))
    elif session.path is not None:
        print(f"The game is kept in {session.path}; `dushanbe play --text --resume` goes on with it.")
    sys.stdout.flush()
    return 0


def _hand_over(session: Session, told: dict[str, int]) -> None:
    """Give the table to the person whose choice it is; one who had not got it hears what he witnessed meanwhile.

    `told` are the actions up to which each person knows.
    """
    before = session.viewer
    told[before] = session.actions
    session.unveil()
    if session.viewer == before:
        return
    if sys.stdin.isatty():
        print("\n" * SCREEN)
    who = chronicle.name_side(session.scenario, session.viewer)
    print(f"{who[:1].upper()}{who[1:]} has the table; let the others look away.")
    for text in diary.lines(session.witnessed(since=told[session.viewer] + 1), session.viewer, _for_persons):
        print(f"  {text}")


def _computers(session: Session, end: float | None) -> bool:
    """Let the computer players act and tell what was witnessed, a part at a time; False if the time ran out."""
    wanted = _for_persons if session.persons else _headline
    untold = session.actions + 1
    while session.computer_to_choose:
        if end is not None and time.monotonic() > end:
            return False
        done = session.go_on()
        part_over = done is not None and any(isinstance(event, PartBegan) for event in done.step.events)
        if part_over or not session.computer_to_choose:
            for text in diary.lines(session.witnessed(since=untold), session.viewer, wanted):
                print(f"  {text}", flush=True)
            untold = session.actions + 1
    return True


def _for_persons(event: Event) -> bool:
    return not isinstance(event, QUIET)


def _headline(event: Event) -> bool:
    return isinstance(event, HEADLINES)


QUIET = (Rolled, PartBegan, PostureSet)
"""What a person is not told while the computer acts; `log` has it."""


def _say(said: Iterator[str]) -> None:
    for text in said:
        print(text)


def _greet(session: Session) -> None:
    """Say where the game stands; at its beginning also what the side is to do and what pays."""
    seen = session.seen()
    print(reports.status(seen))
    if not session.persons:
        return
    if session.actions == 0:
        print(f"\n{briefing.briefing(seen, session.viewer)}\n\n{briefing.aims(seen)}\n")
    print("Type `help` for the commands; `aims` for what pays and what is due.")
    _say(offer(session))


def _lines(end: float | None) -> Iterator[str]:
    """The lines of the standard input, until it ends or the time is up."""
    if sys.stdin is None:  # closed before the game began
        return
    if end is None:
        for line in sys.stdin:
            yield line.rstrip("\r\n")
        return
    arrived: queue.Queue[str | None] = queue.Queue()
    threading.Thread(target=_listen, args=(arrived,), daemon=True).start()
    while True:
        try:
            line_or_end = arrived.get(timeout=max(0.0, end - time.monotonic()))
        except queue.Empty:
            return
        if line_or_end is None:
            return
        yield line_or_end


def _listen(arrived: "queue.Queue[str | None]") -> None:
    """Read the standard input in a thread; past Python's own buffer, so that leaving never waits for it."""
    rest = b""
    while True:
        try:
            block = os.read(0, BLOCK)
        except OSError:
            block = b""
        *lines, rest = (rest + block).split(b"\n")
        for line in lines:
            arrived.put(line.decode(errors="replace").rstrip("\r"))
        if not block:
            if rest:
                arrived.put(rest.decode(errors="replace"))
            arrived.put(None)
            return
