"""Play the recapture under each policy of the coalition and write what came of it to tests/figures/coalition.md.

python -m tests.coalition                          the 500 games a line of the page, on every core
python -m tests.coalition --games 40 --print       fewer, and only print them
"""

import argparse
import os

from tests.coalition.page import PAGE, row, text
from tests.coalition.study import lines


def main() -> None:
    """Play all lines."""
    parser = argparse.ArgumentParser(prog="python -m tests.coalition", description=__doc__.splitlines()[0])
    parser.add_argument("--games", type=int, default=500)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--print", action="store_true", help="do not write the page")
    asked = parser.parse_args()
    done = []
    for line in lines(asked.games, workers=asked.workers):
        done.append(line)
        print(row(line), flush=True)
    page = text(done, asked.games, f"python -m tests.coalition --games {asked.games}")
    if asked.print:
        print(page)
    else:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
