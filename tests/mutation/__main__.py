"""Judge faults of the rulebook and tell which of them nobody noticed.

python -m tests.mutation                    the 300 of the page, on every core
python -m tests.mutation --number 20        the first 20 of them
python -m tests.mutation --write            and write tests/figures/mutations.md, keeping the reasons that stand there
python -m tests.mutation --survivors        only those which the page lists
"""

import argparse
import os
import sys

from tests.mutation.page import PAGE, reasons, text
from tests.mutation.trial import NUMBER, SEED, faults, tried


def main() -> int:
    """Run the trial; 1 if more than a tenth of the faults went unnoticed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__.splitlines()[0])
    parser.add_argument("--number", type=int, default=NUMBER)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--survivors", action="store_true")
    asked = parser.parse_args()
    known = reasons()
    chosen = faults(asked.number, asked.seed)
    if asked.survivors:
        chosen = [fault for fault in chosen if str(fault) in known]
    verdicts = []
    for verdict in tried(chosen, asked.workers):
        verdicts.append(verdict)
        print(
            f"{len(verdicts):4} {'caught  ' if verdict.caught else 'SURVIVED'} {verdict.fault}  {verdict.by}",
            flush=True,
        )
    caught = sum(verdict.caught for verdict in verdicts)
    print(f"{caught} of {len(verdicts)} caught")
    if asked.write:
        PAGE.write_text(text(verdicts, asked.seed, known), encoding="utf-8")
    return 0 if caught * 10 >= len(verdicts) * 9 else 1


if __name__ == "__main__":
    sys.exit(main())
