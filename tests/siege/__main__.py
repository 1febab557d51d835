"""Play the siege by each pair of policies and write what came of it to tests/figures/siege.md.

python -m tests.siege                              the 500 games a line of the page, on every core
python -m tests.siege --games 40 --print           fewer, and only print them
"""

import argparse
import os

from tests.siege.page import PAGE, text
from tests.siege.study import lines


def main() -> None:
    """Play all lines."""
    parser = argparse.ArgumentParser(prog="python -m tests.siege", description=__doc__.splitlines()[0])
    parser.add_argument("--games", type=int, default=500)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--print", action="store_true", help="do not write the page")
    asked = parser.parse_args()
    done = []
    for line in lines(asked.games, workers=asked.workers):
        done.append(line)
        falls = line.falls() * 100 / asked.games
        print(f"{falls:5.1f}% T{line.week(2) or '-':<3} {line.rations.value}; {line.policy.name}", flush=True)
    page = text(done, f"python -m tests.siege --games {asked.games}")
    if asked.print:
        print(page)
    else:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
