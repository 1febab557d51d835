"""Cheapest ways over a field, by rings of equal cost: no heap, whole numbers only.

A *step table* holds for every cell its ways out as pairs (neighbour, cost); impassable sides are left out.
It is made once for each movement class and sky, so that a search only adds and compares.
"""

from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Tolls:
    """What the enemy makes of a field: cells that are closed, that stop, and that cost more to leave or to enter."""

    closed: CellSet = 0
    stops: CellSet = 0
    leaving: CellSet = 0
    leave: int = 0
    entering: CellSet = 0
    enter: int = 0


def ways(start: Cell, budget: int, steps: Steps, tolls: Tolls) -> tuple[dict[Cell, int], dict[Cell, Cell]]:
    """Every cell within the budget: its cost, and the cell before it on one canonical cheapest way.

    A way may enter a cell that stops but not leave it.  Equal costs keep the way found first, and cells are taken in
    the order of their numbers, so equal positions give equal ways.
    """
    closed, stops = tolls.closed, tolls.stops & ~(1 << start)
    leaving, leave, entering, enter = tolls.leaving, tolls.leave, tolls.entering, tolls.enter
    cost: dict[Cell, int] = {start: 0}
    before: dict[Cell, Cell] = {start: NO_CELL}
    known = cost.get
    rings: list[list[Cell]] = [[] for _ in range(budget + 1)]
    rings[0].append(start)
    for now, ring in enumerate(rings):
        if len(ring) > 1:
            ring.sort()
        for cell in ring:
            if cost[cell] != now or stops >> cell & 1:
                continue
            base = now + leave if leaving >> cell & 1 else now
            for there, price in steps[cell]:
                total = base + price
                if total < known(there, FAR) and not closed >> there & 1:
                    if entering >> there & 1:
                        total += enter
                        if total >= known(there, FAR):
                            continue
                    if total <= budget:
                        cost[there] = total
                        before[there] = cell
                        rings[total].append(there)
    return cost, before
