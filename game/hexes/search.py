"""Cheapest ways over a field, by rings of equal cost: no heap, whole numbers only.

A *step table* holds for every cell its ways out as pairs (neighbour, cost); impassable sides are left out.
It is made once for each movement class and sky, so that a search only adds and compares.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from game.hexes.grid import NO_CELL, Cell, CellSet, Grid, cells_of

Steps: TypeAlias = Sequence[Sequence[tuple[Cell, int]]]
"""By cell: the ways out as (neighbour, cost)."""

FAR = 1 << 30
"""A cost that no way on any map reaches."""


USUAL = 64
"""Rings that are laid out at once; a search that goes farther lays out more."""


def reversed_steps(steps: Steps) -> tuple[tuple[tuple[Cell, int], ...], ...]:
    """The same table walked backwards: by cell, the ways in."""
    ways: list[list[tuple[Cell, int]]] = [[] for _ in steps]
    for cell, outs in enumerate(steps):
        for there, cost in outs:
            ways[there].append((cell, cost))
    return tuple(tuple(w) for w in ways)


def steps_from(grid: Grid, sources: CellSet) -> list[int]:
    """By cell: steps over open ground from the nearest source, 0 everywhere if there is none."""
    found = [0] * grid.size
    ring = seen = sources & grid.all
    distance = 0
    while ring:
        for cell in cells_of(ring):
            found[cell] = distance
        distance += 1
        ring = grid.spread(ring) & ~seen
        seen |= ring
    return found


def distances(
    sources: CellSet,
    steps: Steps,
    limit: int = FAR - 1,
    closed: CellSet = 0,
    known: Sequence[int] = (),
    far: int = FAR,
) -> list[int]:
    """Cost by cell of the cheapest way from any source, `far` where there is none within the limit.

    Cells of `closed` are never entered; a source may be one of them.  `known` are the costs from other sources under
    the same conditions: the answer is then for those and these together, and only what changes is searched.
    """
    cost = list(known) or [far] * len(steps)
    rings: list[list[Cell]] = [[] for _ in range(min(limit, USUAL) + 1)]
    for cell in cells_of(sources):
        cost[cell] = 0
        rings[0].append(cell)
    now = 0
    while now < len(rings):
        for cell in rings[now]:
            if cost[cell] == now:
                for there, price in steps[cell]:
                    total = now + price
                    if total < cost[there] and total <= limit and not (closed and closed >> there & 1):
                        cost[there] = total
                        try:
                            rings[total].append(there)
                        except IndexError:
                            rings += [[] for _ in range(total + USUAL - len(rings))]
                            rings[total].append(there)
        now += 1
    return cost


def ways(
    start: Cell,
    budget: int,
    steps: Steps,
    entering: Callable[[Cell, Cell, int], int | None],
    stops: CellSet,
) -> tuple[dict[Cell, int], dict[Cell, Cell]]:
    """Every cell within the budget: its cost, and the cell before it on one canonical cheapest way.

    `entering(here, there, price)` gives the price of a step as the rules have it now, or None if it is forbidden;
    a way may enter a cell of `stops` but not leave it.  Equal costs keep the way found first, and cells are taken
    in the order of their numbers, so equal positions give equal ways.
    """
    cost: dict[Cell, int] = {start: 0}
    before: dict[Cell, Cell] = {start: NO_CELL}
    rings: list[list[Cell]] = [[] for _ in range(budget + 1)]
    rings[0].append(start)
    for now in range(budget + 1):
        for cell in sorted(rings[now]):
            if cost[cell] != now or (cell != start and stops >> cell & 1):
                continue
            for there, price in steps[cell]:
                asked = entering(cell, there, price)
                if asked is None:
                    continue
                total = now + asked
                if total <= budget and total < cost.get(there, FAR):
                    cost[there] = total
                    before[there] = cell
                    rings[total].append(there)
    return cost, before
