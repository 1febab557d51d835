"""The command `dushanbe`: every verb, its options and its exit codes.

0: done.  1: what was asked about is wrong (a broken file, a record that does not verify).  2: the call is wrong.
"""

import sys
from collections.abc import Sequence

from game.cli.calls import BadCall, WrongThing, parse
from game.cli.verbs import run

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command with these arguments, or those of the process, and return its exit code."""
    try:
        return run(parse(sys.argv[1:] if arguments is None else arguments))
    except BadCall as fault:
        return _complain(str(fault), 2)
    except WrongThing as fault:
        return _complain(str(fault), 1)
    except KeyboardInterrupt:
        return _complain("stopped", 130)
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def _complain(text: str, code: int) -> int:
    sys.stdout.flush()
    print(f"dushanbe: {text}", file=sys.stderr)
    return code
