"""The odds of an attack as rows of a panel: the ladder, every shift with its sign, and the column they come to."""

import pygame

from game import chronicle
from game.model.judgement import Forecast
from game.model.state import Seen
from game.ui import panel
from game.ui.faces import Face, px, text
from game.ui.screens.moment import Moment


def draw(moment: Moment, odds: Forecast, left: int, room: int, y: int, *, theirs: bool = False) -> int:
    """Draw them, for an attack of ours or of theirs, so that good and bad are the viewer's; return the y below."""
    y = _ladder(moment, odds, left, room, y)
    return _shifts(moment, odds, left, room, y, theirs)


def column_names(seen: Seen) -> list[str]:
    """The columns of the ladder from the one below the lowest."""
    names = [f"{mine}:{theirs}" for mine, theirs in seen.scenario.charts.combat.columns]
    return [f"<{names[0]}", *names]


def column_name(names: list[str], place: int) -> str:
    """A column of the ladder, counted from the one below the lowest, and how far beyond the last it lies."""
    if place <= 0:
        return names[0].replace("<", "below ")
    last = min(place, len(names) - 1)
    return names[last] + (f" {place - last:+d}" if place != last else "")


def mean(odds: Forecast, *, attackers: bool) -> int:
    """The men that a side loses on the average, if it comes to blows, rounded."""
    losses = [line.ways * (line.attacker_loss if attackers else line.defender_loss) for line in odds.lines]
    return (sum(losses) + 18) // 36


def _ladder(moment: Moment, odds: Forecast, left: int, room: int, y: int) -> int:
    names = column_names(moment.seen)
    area = pygame.Rect(left, y, room, px(25))
    panel.ladder(moment.surface, moment.stage.theme, area, names, odds.plain + 1, odds.column + 1)
    return y + px(33)


def _shifts(moment: Moment, odds: Forecast, left: int, room: int, y: int, theirs: bool) -> int:
    surface, theme, seen = moment.surface, moment.stage.theme, moment.seen
    names = column_names(seen)
    base = y + px(14)
    words = f"Power {odds.attacker:,} against {odds.defender:,}"
    text(surface, words, Face.SERIF, 14, theme.ink, (left, base), "sl")
    plainly = column_name(names, odds.plain + 1)
    text(surface, plainly, Face.NARROW_BOLD, 15, theme.ink, (left + room, base), "sr")
    y += px(19)
    rows = [(chronicle.name_shift(shift.reason, scenario=seen.scenario), shift.columns) for shift in odds.shifts]
    plain = sum(shift.columns for shift in odds.shifts)
    if plain != odds.total:
        chart = seen.scenario.charts.combat
        held = f"held between {panel.signed(chart.least_shift)} and {panel.signed(chart.most_shift)}"
        rows.append((held, odds.total - plain))
    for label, value in rows:
        words = label[:1].upper() + label[1:]
        y = panel.shift_row(surface, theme, (left, y), room, words, value, against=theirs)
    panel.rule(surface, theme.ink_2, (left, y + px(2)), room)
    base = y + px(18)
    text(surface, f"Shift {panel.signed(odds.total)}, column", Face.SERIF_BOLD, 14, theme.ink, (left, base), "sl")
    shifted = column_name(names, odds.column + 1)
    text(surface, shifted, Face.NARROW_BOLD, 16, theme.accent, (left + room, base), "sr")
    return y + px(28)
