"""Perft: how many sequences of legal actions there are, a fingerprint of the rules.

The dice are those of the seed, so a count is a fact about the code and not about luck.
"""

from game import umpire
from game.model.state import State


def perft(state: State, depth: int) -> int:
    """The number of sequences of `depth` legal actions; a game that ends sooner counts once."""
    if depth == 0 or umpire.outcome(state) is not None:
        return 1
    if depth == 1:
        return sum(1 for _ in umpire.legal(state))
    return sum(perft(umpire.apply(state, action).state, depth - 1) for action in umpire.legal(state))
