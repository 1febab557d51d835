"""The top bar: scenario, date, turns, sky and water; at the right the side, its purse, undo and the end of the part."""

import pygame

from game.ui import counters, palette, panel, strokes
from game.ui.choices import Entering, Granting, Picking, Placing, Planning
from game.ui.faces import Face, px, text, width
from game.ui.screens import skybar
from game.ui.screens.moment import Moment, days, rect, side_name

ROOMY = 1500


def draw(moment: Moment) -> None:
    """Draw the bar."""
    surface, theme = moment.surface, moment.stage.theme
    bar = rect(moment.plan.bar)
    panel.paper(surface, bar, theme.panel_2)
    panel.rule(surface, theme.ink_2, (0, bar.bottom - 1), bar.w)
    left = _left(moment, bar)
    _right(moment, bar, left)


def _left(moment: Moment, bar: pygame.Rect) -> int:
    surface, theme, seen = moment.surface, moment.stage.theme, moment.seen
    scenario, base = seen.scenario, bar.centery + px(7)
    x = px(18)
    box = text(surface, scenario.title, Face.OLD_BOLD, 21, theme.ink, (x, base), "sl")
    x = box.right + px(20)
    panel.upright(surface, theme.rule, (x, px(12)), bar.h - px(24))
    x += px(18)
    box = text(surface, days(scenario, seen.turn), Face.OLD, 21, theme.ink, (x, base), "sl")
    x = box.right + px(20)
    turns = scenario.calendar.turns
    roomy = bar.w >= ROOMY
    cell = max(5, min(13 if roomy else 9, 320 // turns))
    x = panel.turn_cells(surface, theme, (x, bar.centery), seen.turn, turns, cell) + px(8)
    words = f"turn {seen.turn} of {turns}"
    box = text(surface, words, Face.NARROW, 15, theme.ink_2, (x, base - px(2)), "sl")
    x = box.right + px(18)
    panel.upright(surface, theme.rule, (x, px(12)), bar.h - px(24))
    x += px(14)
    return skybar.draw(moment, bar, x, base, roomy)


def _right(moment: Moment, bar: pygame.Rect, left: int) -> None:
    surface, theme, desk = moment.surface, moment.stage.theme, moment.desk
    high = bar.h - px(16)
    x = bar.right - px(14)
    wide = panel.key_width("End part", "E")
    area = pygame.Rect(x - wide, px(8), wide, high)
    loud = not isinstance(moment.choice, Planning | Entering | Placing | Granting | Picking)
    stop = "First say who advances." if isinstance(moment.choice, Entering) else ""
    stop = "First say whether they have their terms." if isinstance(moment.choice, Granting) else stop
    stop = "First answer the question of the cards." if isinstance(moment.choice, Picking) else stop
    stop = "First say where the unit stands." if isinstance(moment.choice, Placing) else stop
    stop = stop if moment.mine else "The other side has the move." if moment.busy else "It is not your part."
    desk.button(area, "End part", "end", "E", primary=loud and moment.mine, why=stop)
    wide = panel.key_width("Undo", "U")
    area = pygame.Rect(area.x - px(8) - wide, px(8), wide, high)
    desk.button(area, "Undo", "undo", "U", why=moment.undo_why)
    wide = panel.key_width("Menu", "F10")
    area = pygame.Rect(area.x - px(8) - wide, px(8), wide, high)
    desk.button(area, "Menu", "menu", "F10")
    x = area.x - px(20)
    panel.upright(surface, theme.rule, (x, px(12)), bar.h - px(24))
    _side(moment, bar, x - px(16), left + px(12))


def _side(moment: Moment, bar: pygame.Rect, right: int, least: int) -> None:
    """Write the side whose choice it is, the viewer's purse, and the points, as far as there is room."""
    surface, theme, seen = moment.surface, moment.stage.theme, moment.seen
    base = bar.centery + px(5)
    victory = seen.scenario.victory
    entries = [("Points", f"{seen.tally.points} of {victory.par}")]
    for number, side in enumerate(seen.scenario.sides):
        if side.id == moment.side and side.currency:
            entries.append((side.currency.capitalize(), f"{seen.bonds.purse[number]}"))
    x = right
    for label, value in entries:
        need = width(value, Face.NARROW_BOLD, 19) + width(label, Face.SERIF, 14) + px(30)
        if x - need < least + px(40):
            return
        box = text(surface, value, Face.NARROW_BOLD, 19, theme.ink, (x, base + px(1)), "sr")
        box = text(surface, label, Face.SERIF, 14, theme.ink_2, (box.x - px(7), base), "sr")
        x = box.x - px(22)
    actor = seen.scenario.side(seen.actor)
    name = side_name(seen.scenario, seen.actor)
    box = pygame.Rect(x, bar.y, 0, bar.h)
    if x - width(name, Face.SERIF_BOLD, 16) - px(60) > least:
        box = text(surface, name, Face.SERIF_BOLD, 16, theme.ink, (x, base), "sr")
    style = palette.side_style(actor.ink)
    medal = counters.medallion(style, px(26), actor.emblem)
    strokes.lay_centred(surface, medal, (box.x - px(22), bar.centery))
    if moment.busy and box.x - px(44) - width(moment.busy, Face.SERIF_ITALIC, 15) > least:
        text(surface, moment.busy, Face.SERIF_ITALIC, 15, theme.ink_2, (box.x - px(44), base), "sr")
