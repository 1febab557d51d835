"""A computer player in a process of its own, so that a window stays alive while it thinks.

The process is spawned once a game and loads the scenario itself; questions and answers cross as canonical text.
"""

import json
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from game import ai, codec, library
from game.model.actions import Action
from game.model.state import Seen
from game.session.asking import Question


class ThinkerFailed(Exception):
    """The thinking process ended without an answer; the caller may think in its own process instead."""


class Thinker:
    """Thinks about one question at a time.  `source` is the id or path from which the scenario is loaded."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._process: BaseProcess | None = None
        self._line: Connection | None = None
        self._waiting = False

    @property
    def busy(self) -> bool:
        """Whether a question is out."""
        return self._waiting

    def ask(self, question: Question) -> None:
        """Put a question; the answer comes by `answer`.  Raises ThinkerFailed."""
        if self._waiting:
            self.cancel()
        if self._line is None or self._process is None or not self._process.is_alive():
            self._start()
        assert self._line is not None
        state = codec.dumps(codec.encode(question.seen))
        try:
            self._line.send((state, question.seed, question.level))
        except OSError as fault:
            self.cancel()
            raise ThinkerFailed(str(fault)) from None
        self._waiting = True

    def answer(self, seconds: float = 0.0) -> tuple[Action, ...] | None:
        """The orders, or None while it still thinks; waits so long at most.  Raises ThinkerFailed."""
        if not self._waiting or self._line is None:
            return None
        try:
            if not self._line.poll(seconds):
                return None
            text = self._line.recv()
        except (EOFError, OSError) as fault:
            self.cancel()
            raise ThinkerFailed(str(fault) or "the thinking process ended") from None
        self._waiting = False
        if text.startswith("!"):
            raise ThinkerFailed(text[1:])
        orders: tuple[Action, ...] = codec.decode(tuple[Action, ...], json.loads(text))
        return orders

    def cancel(self) -> None:
        """Give up the question that is out, and the process with it; the next question starts another."""
        self._waiting = False
        if self._line is not None:
            self._line.close()
            self._line = None
        if self._process is not None:
            self._process.kill()
            self._process.join(2)
            self._process = None

    close = cancel

    def _start(self) -> None:
        self.cancel()
        context = get_context("spawn")
        self._line, far_end = context.Pipe()
        self._process = context.Process(target=serve, args=(far_end, self._source), daemon=True, name="thinker")
        try:
            self._process.start()
        except OSError as fault:
            self._process = None
            raise ThinkerFailed(str(fault)) from None
        finally:
            far_end.close()


def serve(line: Any, source: str) -> None:
    """Answer questions until the line is closed: the work of the thinking process."""
    scenario = library.load(source)
    while True:
        try:
            text, seed, level = line.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        try:
            seen = Seen(codec.decode_state(scenario, json.loads(text)))
            reply = codec.dumps(codec.encode(ai.decide(seen, seed, level)))
        except Exception as fault:
            reply = f"!{type(fault).__name__}: {fault}"
        try:
            line.send(reply)
        except OSError:
            return
