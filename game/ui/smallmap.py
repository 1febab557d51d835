"""The small map: the whole sheet with a dot for each stack, a hollow one for what was seen last, and the view."""

import pygame

from game.hexes import Grid
from game.model.state import Seen
from game.ui import plane, tokens
from game.ui.faces import px
from game.ui.layout import Camera
from game.ui.palette import SideStyle, Theme

LIGHT_FRAME = (255, 253, 244)


def box_in(grid: Grid, area: pygame.Rect) -> pygame.Rect:
    """The box of the small map at the foot of an area."""
    wide, high = plane.size(grid)
    k = min(area.w / wide, area.h / high)
    box = pygame.Rect(0, 0, max(1, round(wide * k)), max(1, round(high * k)))
    box.midbottom = area.midbottom
    return box


def draw(
    surface: pygame.Surface, theme: Theme, box: pygame.Rect, overview: pygame.Surface, seen: Seen, camera: Camera
) -> None:
    """Draw it into its box."""
    surface.blit(overview, box.topleft)
    pygame.draw.rect(surface, theme.ink_2, box, 1)
    grid = seen.scenario.board.grid
    k = box.w / plane.size(grid)[0]
    for note in tokens.notes(seen):
        _dot(surface, box, k, plane.centre(grid, note.unit.cell), tokens.style_of(seen, note.unit.side), hollow=True)
    for cell, numbers in seen.forces.stacks().items():
        style = tokens.style_of(seen, seen.unit(numbers[-1]).side)
        _dot(surface, box, k, plane.centre(grid, cell), style, hollow=False)
    left, top, wide_view, high_view = camera.view
    corner, f = camera.to_map((left, top)), camera.factor
    frame = pygame.Rect(
        round(box.x + corner[0] * k),
        round(box.y + corner[1] * k),
        round(wide_view / f * k),
        round(high_view / f * k),
    ).clip(box)
    pygame.draw.rect(surface, LIGHT_FRAME, frame, max(2, px(2)))
    pygame.draw.rect(surface, theme.ink, frame.inflate(2, 2).clip(box), 1)


def _dot(
    surface: pygame.Surface, box: pygame.Rect, k: float, at: tuple[float, float], style: SideStyle, hollow: bool
) -> None:
    mark = pygame.Rect(0, 0, px(6), px(6))
    mark.center = (round(box.x + at[0] * k), round(box.y + at[1] * k))
    if not hollow:
        pygame.draw.rect(surface, style.body, mark)
    pygame.draw.rect(surface, style.frame, mark, 1)
