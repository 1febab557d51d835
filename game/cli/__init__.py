"""The command `dushanbe`: every verb, its options and its exit codes.

0: done.  1: what was asked about is wrong (a broken file, a record that does not verify).  2: the call is wrong.
"""

import io
import os
import sys
from collections.abc import Sequence

from game.cli.calls import BadCall, WrongThing, parse
from game.cli.verbs import run

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments, or those of the process, and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = run(parse(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
        return code
    except BadCall as fault:
        return _complain(str(fault), 2)
    except WrongThing as fault:
        return _complain(str(fault), 1)
    except KeyboardInterrupt:
        return _complain("stopped", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _complain(text: str, code: int) -> int:
    sys.stdout.flush()
    print(f"dushanbe: {text}", file=sys.stderr)
    return code
