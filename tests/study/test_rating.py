"""What is said of results: intervals against scipy, strengths against games whose odds are known."""

import pytest
from scipy.stats import binomtest

from game.study.rating import mean_error, quantile, strengths, wilson


@pytest.mark.parametrize(("won", "games"), [(0, 10), (3, 10), (60, 100), (240, 400), (400, 400)])
def test_the_interval_is_wilsons(won: int, games: int) -> None:
    known = binomtest(won, games).proportion_ci(method="wilson")
    assert wilson(won, games) == pytest.approx((known.low, known.high), abs=1e-4)


def test_of_no_games_nothing_is_known() -> None:
    assert wilson(0, 0) == (0, 1)


def test_sixty_of_a_hundred_claim_more_than_half_only_after_enough_games() -> None:
    """400 games at 60% put the lower end above 55%, as the ladder of levels asks."""
    assert wilson(240, 400)[0] > 0.55 > wilson(60, 100)[0]


def test_strengths_are_those_that_the_odds_come_from() -> None:
    """Ten to one is 400 points; of a against c nothing is played, it follows."""
    scores = {("a", "b"): 10_000.0, ("b", "a"): 1_000.0, ("b", "c"): 10_000.0, ("c", "b"): 1_000.0}
    found = strengths(("a", "b", "c"), scores)
    assert found["c"] == 0
    assert found["b"] == pytest.approx(400, abs=3)
    assert found["a"] == pytest.approx(800, abs=6)


def test_a_clean_sweep_has_a_finite_strength() -> None:
    found = strengths(("a", "b"), {("a", "b"): 50.0})
    assert 700 < found["a"] < 900 and found["b"] == 0


def test_means_and_quantiles() -> None:
    mean, error = mean_error([1, 2, 3, 4, 5])
    assert mean == 3 and error == pytest.approx(1.96 * (2.5 / 5) ** 0.5)
    assert quantile(range(1, 101), 0.5) == 50 and quantile(range(1, 101), 0.95) == 95 and quantile([7], 0.5) == 7
