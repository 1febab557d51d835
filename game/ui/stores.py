"""Where bread comes from, as signs on the map: a ring for a source, a block for a depot."""

import pygame

from game.ui import palette, strokes
from game.ui.overlay import Overlay
from game.ui.view import Measure, View


def draw_stores(target: pygame.Surface, measure: Measure, view: View, shown: Overlay) -> None:
    """Mark the sources of supply with a ring and the depots with a block, at the upper right of their hexes."""
    for cells, sign in ((shown.sources, "source"), (shown.depots, "depot")):
        for cell in cells:
            x, y = view.on_target(measure.centre(cell))
            at = (x + measure.hex_height * 0.40, y - measure.hex_height * 0.34)
            if view.area.collidepoint(at):
                store_sign(target, sign, at, measure.broad(7.0, 0.5))


def store_sign(target: pygame.Surface, sign: str, at: tuple[float, float], half: float) -> None:
    """Draw the sign of a source (a ring) or of a depot (a block), `half` as wide in pixels."""
    layer = pygame.Surface((half * 12, half * 12), pygame.SRCALPHA)
    middle = layer.get_width() / 2
    for share, ink in ((4.6, palette.CREAM), (3.6, palette.SUPPLY_LINE), (1.7, palette.CREAM)):
        if sign == "source":
            pygame.draw.circle(layer, ink, (middle, middle), half * share)
        elif share > 2:
            reach = half * share * 0.9
            pygame.draw.rect(layer, ink, pygame.Rect(middle - reach, middle - reach, 2 * reach, 2 * reach))
    strokes.lay_centred(target, strokes.inked(layer, (round(half * 3), round(half * 3))), at)
