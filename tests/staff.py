"""How often each behaviour of the Staff has its moment, is tried and is chosen, and what it is worth.

python -m tests.staff mirror --games 100        Staff against Staff: moments, trials and choices of each behaviour
python -m tests.staff mirror --games 100 --without "cut the road"
                                                Staff against Staff that lacks a behaviour, both ways round
"""

import argparse
import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from game import ai, library, umpire
from game.ai.staff.behaviours import BEHAVIOURS
from game.ai.staff.thought import Thought, think
from game.model.actions import Action
from game.model.state import Seen
from game.session.match import play_out
from game.session.players import seated, seats
from game.study.rating import mean_error, wilson


@dataclass
class Ledger:
    """What became of each name: side-turns in which its moment had come, it was tried, it was chosen."""

    turns: int = 0
    moments: Counter[str] = field(default_factory=Counter)
    tried: Counter[str] = field(default_factory=Counter)
    chosen: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Ledger") -> None:
        self.turns += other.turns
        self.moments += other.moments
        self.tried += other.tried
        self.chosen += other.chosen


def counted(call: tuple[str, int]) -> Ledger:
    """One game of Staff against Staff."""
    name, seed = call
    scenario = library.load(name)
    turns: dict[tuple[str, int], list[Thought]] = {}

    def decide(seen: Seen, seed: int, level: str) -> tuple[Action, ...]:
        if level != "staff":
            return DECIDE(seen, seed, level)
        found = think(seen, seed)
        turns.setdefault((seen.actor, seen.turn), []).append(found)
        return found.orders

    ai.decide = decide
    players = seated(scenario, "staff,staff")
    play_out(scenario, umpire.Setup(seed, (("fog", "on"),), players), dict(players))
    ledger = Ledger(len(turns))
    for thoughts in turns.values():
        candidates = [candidate for thought in thoughts for candidate in thought.candidates]
        ledger.moments.update({c.behaviour for c in candidates} | {n for t in thoughts for n in t.thought_of})
        ledger.tried.update({c.behaviour for c in candidates})
        ledger.chosen.update({c.behaviour for c in candidates if c.chosen})
    return ledger


DECIDE = ai.decide


def duel(call: tuple[str, int, int, str]) -> tuple[int, int]:
    """A game in which the Staff of one seat lacks a behaviour: who won (1, -1 the one that lacks it, 0), and points.

    Points are counted for the whole Staff.
    """
    name, seed, seat, without = call
    scenario = library.load(name)
    lacking = seats(scenario)[seat]
    fewer = {key: value for key, value in BEHAVIOURS.items() if key != without}

    def decide(seen: Seen, seed: int, level: str) -> tuple[Action, ...]:
        if level != "staff":
            return DECIDE(seen, seed, level)
        return think(seen, seed, fewer if seen.actor == lacking else BEHAVIOURS).orders

    ai.decide = decide
    players = seated(scenario, "staff,staff")
    outcome = play_out(scenario, umpire.Setup(seed, (("fog", "on"),), players), dict(players)).outcome
    sign = -1 if (lacking == scenario.victory.side) else 1
    won = 0 if not outcome.winner else -1 if outcome.winner == lacking else 1
    return won, sign * (outcome.points - scenario.victory.par)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.staff")
    parser.add_argument("scenario")
    parser.add_argument("--games", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--without", nargs="*")
    asked = parser.parse_args()
    seeds = range(asked.seed, asked.seed + asked.games)
    with ProcessPoolExecutor(asked.workers) as pool:
        if asked.without is None:
            total = Ledger()
            for one in pool.map(counted, [(asked.scenario, seed) for seed in seeds]):
                total.add(one)
            print(
                f"{total.turns} side-turns\n"
                "| behaviour | its moment | tried | chosen | of its moments |\n|---|---|---|---|---|"
            )
            for name, times in total.moments.most_common():
                share = 100 * total.chosen[name] / times
                print(f"| {name} | {times} | {total.tried[name]} | {total.chosen[name]} | {share:.1f}% |")
            return
        for without in asked.without or BEHAVIOURS:
            calls = [(asked.scenario, seed, seat, without) for seed in seeds for seat in (0, 1)]
            found = list(pool.map(duel, calls))
            score = sum((won + 1) / 2 for won, _ in found)
            mean, error = mean_error([points for _, points in found])
            low, high = wilson(score, len(found))
            print(
                f"| {without} | {100 * score / len(found):.1f}% ({100 * low:.1f}–{100 * high:.1f}) "
                f"| {mean:+.2f} ± {error:.2f} | {len(found)} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
