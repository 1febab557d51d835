"""Crests, where the hexes of a map have heights: hachures from the upper edge of a hexside down into the lower hex."""

import pygame

from game.hexes import Cell
from game.model.board import Board
from game.ui import palette
from game.ui.view import Measure

STROKES = 7
MOST = 3
"""Steps of height beyond which hachures grow no longer."""


def draw(layer: pygame.Surface, measure: Measure, board: Board, part: pygame.Rect, times: int) -> None:
    """Draw the crests that touch a part of the sheet on a layer `times` as large."""
    for cell in measure.cells_in(part):
        if not board.ground >> cell & 1:
            continue
        for direction in range(6):
            down = -board.climb(cell, direction)
            if down > 0:
                _crest(layer, measure, cell, direction, min(down, MOST), part, times)


def _crest(
    layer: pygame.Surface, measure: Measure, cell: Cell, direction: int, steps: int, part: pygame.Rect, times: int
) -> None:
    corners = [((x - part.left) * times, (y - part.top) * times) for x, y in measure.corners(cell)]
    (ax, ay), (bx, by) = corners[direction], corners[(direction + 1) % 6]
    middle = (sum(x for x, _ in corners) / 6, sum(y for _, y in corners) / 6)
    outward = ((ax + bx) / 2 - middle[0], (ay + by) / 2 - middle[1])
    long = 0.06 + 0.07 * steps
    breadth = max(1, round(measure.broad(0.5 + 0.35 * steps, 0.5) * times))
    for stroke in range(STROKES):
        share = (stroke + 0.5) / STROKES
        x, y = ax + (bx - ax) * share, ay + (by - ay) * share
        end = (x + outward[0] * long * 2, y + outward[1] * long * 2)
        pygame.draw.line(layer, (*palette.CREST, 150), (x, y), end, breadth)
