"""What results say of players: shares with their intervals, and strengths that explain a whole matrix of them."""

import math
from collections.abc import Mapping, Sequence

Z95 = 1.96
"""Standard errors to either side of a 95% interval."""

PRIOR = 0.5
"""Wins that each of two players is lent against the other, so that a clean sweep has a finite strength."""

ROUNDS = 500


def wilson(score: float, games: int) -> tuple[float, float]:
    """The 95% interval of a share of wins, both ends from 0 to 1 (Wilson 1927).  `score` counts a draw as half."""
    if not games:
        return 0.0, 1.0
    share, z2 = score / games, Z95 * Z95
    middle = (share + z2 / (2 * games)) / (1 + z2 / games)
    half = Z95 * math.sqrt(share * (1 - share) / games + z2 / (4 * games * games)) / (1 + z2 / games)
    return max(0.0, middle - half), min(1.0, middle + half)


def strengths(names: Sequence[str], scores: Mapping[tuple[str, str], float]) -> dict[str, float]:
    """Strengths that fit the scores best, in Elo points above the weakest (Bradley and Terry 1952).

    `scores` says how many games the first has won against the second, draws as halves.
    """
    if len(names) < 2:
        return dict.fromkeys(names, 0.0)
    won = {(a, b): scores.get((a, b), 0.0) + PRIOR for a in names for b in names if a != b}
    power = dict.fromkeys(names, 1.0)
    for _ in range(ROUNDS):
        power = {
            a: sum(won[a, b] for b in names if b != a)
            / sum((won[a, b] + won[b, a]) / (power[a] + power[b]) for b in names if b != a)
            for a in names
        }
        mean = math.exp(sum(math.log(value) for value in power.values()) / len(names))
        power = {name: value / mean for name, value in power.items()}
    least = min(power.values())
    return {name: 400 * math.log10(value / least) for name, value in power.items()}


def mean_error(values: Sequence[float]) -> tuple[float, float]:
    """The mean of some values, and half the width of its 95% interval."""
    mean = sum(values) / len(values)
    if len(values) < 2:
        return mean, math.inf
    variance = sum((value - mean) ** 2 for value in values) / (len(values) - 1)
    return mean, Z95 * math.sqrt(variance / len(values))


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which a share of some values lies, by the nearest rank."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
