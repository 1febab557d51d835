"""The computer players: pure functions of what a side knows, a seed and a level.

`decide` answers with orders up to the next surprise.  It keeps nothing between two calls but fields over bare ground,
so a loaded game goes on as it would have; equal views give equal orders, and no dice are read.
"""

from game.ai.automaton import automaton_orders
from game.ai.fuzz import random_orders
from game.ai.recruit import recruit_orders
from game.ai.staff import Candidate, Thought, staff_orders, think
from game.model.actions import Action
from game.model.state import Seen

LEVELS: tuple[str, ...] = ("random", "recruit", "staff", "automaton")
"""The computer players by name, weakest first; the automaton plays sides that nobody plays."""

__all__ = ["LEVELS", "Candidate", "Thought", "decide", "explain"]


def explain(seen: Seen, seed: int, level: str) -> Thought:
    """What `decide` answers, with all that was weighed for it: nothing but by the Staff.  Raises ValueError."""
    return think(seen, seed) if level == "staff" else Thought(decide(seen, seed, level))


def decide(seen: Seen, seed: int, level: str) -> tuple[Action, ...]:
    """Give the orders of the side whose choice it is, at least one.  Raises ValueError for an unknown level."""
    if level == "random":
        return random_orders(seen, seed)
    if level == "recruit":
        return recruit_orders(seen, seed)
    if level == "staff":
        return staff_orders(seen, seed)
    if level == "automaton":
        return automaton_orders(seen, seed)
    raise ValueError(f"no computer player is called {level!r}: {', '.join(LEVELS)}")
