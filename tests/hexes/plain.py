"""Hex geometry in the plainest words: columns and rows in Python sets.  The grid is measured against it."""

from collections.abc import Iterable, Mapping

Hex = tuple[int, int]
"""Column and row, both from 0 at the north-west; odd columns lie half a hex lower."""


def neighbour(at: Hex, direction: int) -> Hex:
    """The hex one step away, on the field or off it; directions run N NE SE S SW NW."""
    column, row = at
    low = column % 2
    return {
        0: (column, row - 1),
        1: (column + 1, row - 1 + low),
        2: (column + 1, row + low),
        3: (column, row + 1),
        4: (column - 1, row + low),
        5: (column - 1, row - 1 + low),
    }[direction]


def around(at: Hex) -> tuple[Hex, ...]:
    """The six neighbours, on the field or off it."""
    return tuple(neighbour(at, direction) for direction in range(6))


def rings(sources: Iterable[Hex], field: Iterable[Hex]) -> dict[Hex, int]:
    """By hex of the field: steps from the nearest source, one ring after the other."""
    open_hexes = set(field)
    steps = {at: 0 for at in sources if at in open_hexes}
    edge = list(steps)
    while edge:
        edge = _next_ring(edge, steps, open_hexes)
    return steps


def _next_ring(edge: list[Hex], steps: dict[Hex, int], open_hexes: set[Hex]) -> list[Hex]:
    found = []
    for at in edge:
        for there in around(at):
            if there in open_hexes and there not in steps:
                steps[there] = steps[at] + 1
                found.append(there)
    return found


def relaxed(sources: Iterable[int], steps: Mapping[int, Mapping[int, int]], closed: frozenset[int]) -> dict[int, int]:
    """Cheapest costs from any source over a table of prices, by going over every step until nothing gets cheaper."""
    cost = dict.fromkeys(sources, 0)
    changed = True
    while changed:
        changed = False
        for here, outs in steps.items():
            for there, price in outs.items():
                if here in cost and there not in closed and cost[here] + price < cost.get(there, 1 << 40):
                    cost[there] = cost[here] + price
                    changed = True
    return cost
