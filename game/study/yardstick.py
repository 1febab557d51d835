"""A piece of work that never changes, to measure machines with: what else is timed is read beside it."""

from collections import deque

COLUMNS, ROWS = 48, 30
USUAL_US = 340
"""Microseconds that it took on the machine whose figures the goals are given in."""


def field() -> list[list[int]]:
    """By cell of a field of 1,440 hexes: the neighbours, as plain lists."""
    ways: list[list[int]] = []
    for column in range(COLUMNS):
        down = column & 1
        for row in range(ROWS):
            around = (
                (column, row - 1),
                (column + 1, row - 1 + down),
                (column + 1, row + down),
                (column, row + 1),
                (column - 1, row + down),
                (column - 1, row - 1 + down),
            )
            ways.append([c * ROWS + r for c, r in around if 0 <= c < COLUMNS and 0 <= r < ROWS])
    return ways


def walk(ways: list[list[int]]) -> int:
    """Search the whole field breadth first from its first cell; the farthest distance."""
    distance = [-1] * len(ways)
    distance[0] = 0
    edge = deque([0])
    cell = 0
    while edge:
        cell = edge.popleft()
        onward = distance[cell] + 1
        for there in ways[cell]:
            if distance[there] < 0:
                distance[there] = onward
                edge.append(there)
    return distance[cell]
