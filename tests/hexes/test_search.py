"""Searches against plain relaxation on random tables of prices, and their promise of one answer for equal positions."""

import random

from hypothesis import given
from hypothesis import strategies as st

from game.hexes import NO_CELL, Grid, cells_of, set_of
from game.hexes.search import FAR, Steps, Tolls, distances, reversed_steps, steps_from, ways
from tests.hexes.plain import relaxed, rings

SEEDS = st.integers(0, 1 << 32)


def country(seed: int) -> tuple[random.Random, Grid, Steps]:
    """A field with random prices, dearer one way than the other, and some sides shut."""
    chance = random.Random(seed)
    grid = Grid(chance.randint(1, 7), chance.randint(1, 7))
    steps = tuple(
        tuple((there, chance.randint(1, 9)) for there in ways_out if there and chance.random() < 0.8)
        for ways_out in grid.neighbours
    )
    return chance, grid, steps


def table(steps: Steps) -> dict[int, dict[int, int]]:
    """The same prices for the plain search."""
    return {here: dict(outs) for here, outs in enumerate(steps)}


def some(chance: random.Random, grid: Grid, share: float) -> int:
    """A random cell set."""
    return set_of(cell for cell in cells_of(grid.all) if chance.random() < share)


@given(SEEDS)
def test_distances_are_the_cheapest(seed: int) -> None:
    chance, grid, steps = country(seed)
    sources, closed = some(chance, grid, 0.1), some(chance, grid, 0.2)
    found = distances(sources, steps, closed=closed)
    plain = relaxed(cells_of(sources), table(steps), frozenset(cells_of(closed & ~sources)))
    assert {cell: cost for cell, cost in enumerate(found) if cost < FAR} == plain


@given(SEEDS)
def test_steps_from_anywhere_are_rings(seed: int) -> None:
    chance, grid, _ = country(seed)
    sources = some(chance, grid, 0.1)
    field = [grid.column_row(cell) for cell in cells_of(grid.all)]
    plain = rings([grid.column_row(cell) for cell in cells_of(sources)], field)
    found = steps_from(grid, sources)
    assert all(found[grid.cell(*at)] == plain.get(at, 0) for at in field)


@given(SEEDS, st.integers(0, 30))
def test_a_limit_cuts_off_and_changes_nothing_within(seed: int, limit: int) -> None:
    chance, grid, steps = country(seed)
    sources = some(chance, grid, 0.1)
    whole = distances(sources, steps)
    assert distances(sources, steps, limit) == [cost if cost <= limit else FAR for cost in whole]


@given(SEEDS)
def test_a_table_walked_backwards_gives_the_way_there(seed: int) -> None:
    _, grid, steps = country(seed)
    goal = next(cells_of(grid.all))
    back = distances(1 << goal, reversed_steps(steps))
    for cell in cells_of(grid.all):
        assert back[cell] == distances(1 << cell, steps)[goal]


@given(SEEDS, st.integers(0, 30))
def test_ways_are_cheapest_within_the_budget(seed: int, budget: int) -> None:
    chance, grid, steps = country(seed)
    start = chance.choice(list(cells_of(grid.all)))
    stops, forbidden, dear = some(chance, grid, 0.2), some(chance, grid, 0.1), some(chance, grid, 0.2)
    slow = some(chance, grid, 0.2)
    cost, before = ways(start, budget, steps, Tolls(forbidden, stops, dear, 3, slow, 4))
    prices = {
        here: {
            there: price + (3 if dear >> here & 1 else 0) + (4 if slow >> there & 1 else 0)
            for there, price in outs
            if not forbidden >> there & 1 and (here == start or not stops >> here & 1)
        }
        for here, outs in enumerate(steps)
    }
    plain = relaxed([start], prices, frozenset())
    assert cost == {cell: price for cell, price in plain.items() if price <= budget}
    assert set(before) == set(cost) and before[start] == NO_CELL
    for cell, came in before.items():
        assert cell == start or cost[cell] == cost[came] + prices[came][cell]


@given(SEEDS)
def test_equal_positions_have_equal_ways(seed: int) -> None:
    """However a table lists its ways out, the costs are the same; listed alike, so are the ways."""
    chance, grid, steps = country(seed)
    start = chance.choice(list(cells_of(grid.all)))
    first = ways(start, 20, steps, Tolls())
    again = ways(start, 20, [list(outs) for outs in steps], Tolls())
    assert (first, list(first[0]), list(first[1])) == (again, list(again[0]), list(again[1]))
    mixed = tuple(tuple(chance.sample(outs, len(outs))) for outs in steps)
    assert ways(start, 20, mixed, Tolls())[0] == first[0]
    assert distances(1 << start, mixed) == distances(1 << start, steps)


@given(SEEDS, st.integers(5, 30))
def test_what_is_known_is_only_shortened(seed: int, limit: int) -> None:
    chance, grid, steps = country(seed)
    first, more, closed = some(chance, grid, 0.1), some(chance, grid, 0.1), some(chance, grid, 0.2)
    before = distances(first, steps, limit, closed)
    kept = list(before)
    assert distances(more, steps, limit, closed, before) == distances(first | more, steps, limit, closed)
    assert before == kept


@given(SEEDS, st.integers(0, 30))
def test_no_way_may_have_another_number(seed: int, limit: int) -> None:
    chance, grid, steps = country(seed)
    sources = some(chance, grid, 0.1)
    plain = distances(sources, steps, limit)
    assert distances(sources, steps, limit, far=1000) == [cost if cost < FAR else 1000 for cost in plain]
