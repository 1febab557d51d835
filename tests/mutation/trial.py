"""The trial of many faults, on several copies of the house at once."""

import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from queue import SimpleQueue

from game.rules import CHAPTERS, COMPANIONS
from tests.mutation.faults import Fault, chosen
from tests.mutation.judge import RULES, Court, Verdict

NUMBER, SEED = 300, 1922


class Unsound(Exception):
    """The tests fail although there is no fault: nothing can be judged."""


def faults(number: int, seed: int = SEED) -> list[Fault]:
    """The first so many faults of a seed."""
    return chosen(RULES, (*CHAPTERS, *COMPANIONS), number, seed)


def tried(found: Iterable[Fault], workers: int) -> Iterator[Verdict]:
    """Verdicts as they come.  Raises Unsound if the tests do not even pass without a fault."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(workers) as pool:
        courts: SimpleQueue[Court] = SimpleQueue()
        for number in range(workers):
            courts.put(Court(Path(folder) / str(number)))
        first = courts.get()
        passed, by = first.run(*CHAPTERS)
        courts.put(first)
        if not passed:
            raise Unsound(by)

        def judge(fault: Fault) -> Verdict:
            court = courts.get()
            try:
                return court.judge(fault)
            finally:
                courts.put(court)

        for done in as_completed([pool.submit(judge, fault) for fault in found]):
            yield done.result()
