"""A real window on a screen of its own, driven as a person would: mouse, keys, and lines that the game prints.

Needs Xvfb, openbox, xdotool and import of ImageMagick; `missing()` names what is not there.  No step waits for time: it
waits for a printed line.
"""

import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

TOOLS = ("Xvfb", "openbox", "xdotool", "import")
PATIENCE = 60.0
GLIMPSE = 0.08
"""Seconds between a press and its release: a frame must fall between them."""


def missing() -> str:
    """The tools that are not installed, in words; empty if all are."""
    return ", ".join(tool for tool in TOOLS if shutil.which(tool) is None)


class Window:
    """The game in a window under Xvfb; a context."""

    def __init__(self, arguments: Sequence[str], home: Path, size: str = "1280x720") -> None:
        self.arguments = list(arguments)
        self.size = size
        self.lines: list[str] = []
        self._procs: list[subprocess.Popen[Any]] = []
        cleared = {k: v for k, v in os.environ.items() if k not in ("SDL_VIDEODRIVER", "WAYLAND_DISPLAY")}
        self.env = {**cleared, "SDL_VIDEODRIVER": "x11", "SDL_AUDIODRIVER": "dummy", "DUSHANBE_HOME": str(home)}
        self.app: subprocess.Popen[str]
        self.id = ""

    def __enter__(self) -> "Window":
        try:
            self._screen()
            self.start(self.arguments)
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in reversed(self._procs):
            if process.poll() is None:
                process.terminate()
                try:
                    process.wait(5)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait(5)

    def _screen(self) -> None:
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{self.size}x24", "-nolisten", "tcp"]
        self._run(command, pass_fds=(write,))
        os.close(write)
        number = b""
        while not number.endswith(b"\n"):
            piece = os.read(read, 8)
            if not piece:
                raise RuntimeError("Xvfb did not start")
            number += piece
        os.close(read)
        self.env["DISPLAY"] = ":" + number.decode().strip()
        self._run(["openbox", "--sm-disable"])

    def _run(self, command: Sequence[str], **more: Any) -> subprocess.Popen[Any]:
        more.setdefault("stdout", subprocess.DEVNULL)
        more.setdefault("stderr", subprocess.DEVNULL)
        process = subprocess.Popen(command, env=self.env, stdin=subprocess.DEVNULL, **more)
        self._procs.append(process)
        return process

    def start(self, arguments: Sequence[str]) -> None:
        """Start the game and wait for its window and its first frame."""
        self.lines = []
        command = [sys.executable, "-u", "-m", "game", *arguments]
        self.app = self._run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, bufsize=1)
        threading.Thread(target=self._listen, args=(self.app, self.lines), daemon=True).start()
        self.wait("READY")
        self.id = self._find()
        self._xdotool("windowmove", "--sync", self.id, "0", "0")
        self._xdotool("windowfocus", "--sync", self.id)

    @staticmethod
    def _listen(app: "subprocess.Popen[str]", lines: list[str]) -> None:
        assert app.stdout is not None
        for line in app.stdout:
            lines.append(line.rstrip("\n"))

    def _find(self) -> str:
        """The number of the window, by process: Debian's xdotool cannot find SDL's windows by name."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            command = ["xdotool", "search", "--onlyvisible", "--pid", str(self.app.pid)]
            found = subprocess.run(command, env=self.env, capture_output=True, text=True, check=False).stdout.split()
            if found:
                return found[-1]
            time.sleep(0.05)
        raise TimeoutError("no window; the game said: " + "\n".join(self.lines[-12:]))

    def _xdotool(self, *words: object) -> None:
        command = ["xdotool", *(str(word) for word in words)]
        subprocess.run(command, env=self.env, check=False, timeout=20, capture_output=True)

    def wait(
        self, word: str, since: int = 0, holds: Mapping[str, Any] | None = None, patience: float = PATIENCE
    ) -> dict[str, Any]:
        """Wait for a line that begins with a word and holds these facts; return all its facts."""
        until = time.monotonic() + patience
        place = since
        while time.monotonic() < until:
            while place < len(self.lines):
                line = self.lines[place]
                place += 1
                head, _, tail = line.partition(" ")
                if head == word:
                    facts = json.loads(tail) if tail else {}
                    if all(facts.get(key) == value for key, value in (holds or {}).items()):
                        return dict(facts)
            if self.app.poll() is not None and place >= len(self.lines):
                raise RuntimeError(f"the game ended with {self.app.returncode}: " + "\n".join(self.lines[-12:]))
            time.sleep(0.01)
        raise TimeoutError(f"no {word} {holds or ''} in: " + "\n".join(line[:200] for line in self.lines[-12:]))

    def last(self, word: str) -> dict[str, Any]:
        """The facts of the last line that begins with a word."""
        for line in reversed(self.lines):
            head, _, tail = line.partition(" ")
            if head == word:
                return dict(json.loads(tail)) if tail else {}
        raise LookupError(f"the game never said {word}")

    def hover(self, x: float, y: float) -> None:
        """Move the mouse."""
        self._xdotool("mousemove", "--window", self.id, round(x), round(y))
        time.sleep(GLIMPSE)

    def click(self, x: float, y: float, button: int = 1) -> None:
        """Press a button of the mouse at a pixel of the window and let it go."""
        self.hover(x, y)
        self._xdotool("mousedown", button)
        time.sleep(GLIMPSE)
        self._xdotool("mouseup", button)

    def press(self, command: str, screen: str) -> None:
        """Press the widget of a command on a screen once it is there; again if it moved away under the mouse."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            spots = self.last("SPOTS")
            if spots["screen"] == screen and command in spots["spots"]:
                since = len(self.lines)
                self.click(*spots["spots"][command])
                try:
                    self.wait("COMMAND", since, {"command": command}, 2.0)
                    return
                except TimeoutError:
                    continue
            time.sleep(0.02)
        raise TimeoutError(f"nothing to press for {command} on {screen}: {self.last('SPOTS')}")

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Drag with the left button."""
        self.hover(*start)
        self._xdotool("mousedown", 1)
        time.sleep(GLIMPSE)
        for step in range(1, 9):
            share = step / 8
            self.hover(start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
        self._xdotool("mouseup", 1)

    def wheel(self, x: float, y: float, turns: int) -> None:
        """Turn the wheel at a pixel; away from the person is positive."""
        self.hover(x, y)
        self._xdotool("click", "--repeat", abs(turns), "--delay", 40, 4 if turns > 0 else 5)

    def key(self, *names: str) -> None:
        """Press keys one after the other."""
        self._xdotool("key", *names)

    def shot(self, picture: Path) -> None:
        """Save a picture of the whole screen."""
        subprocess.run(["import", "-window", "root", str(picture)], env=self.env, check=True, timeout=30)
