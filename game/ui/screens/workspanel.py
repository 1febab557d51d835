"""The works of a hex in the right panel: each line, its men, what is lost, what was shelled; and what threatens it."""

import pygame

from game import chronicle, questions
from game.hexes import Cell
from game.model.judgement import Forecast
from game.model.scenario import LineOfWorks, Works
from game.model.state import Seen
from game.ui import panel
from game.ui.faces import Face, px, shorten, text
from game.ui.screens import oddsrows
from game.ui.screens.moment import Moment, side_name


def draw(moment: Moment, cell: Cell, left: int, room: int, y: int) -> int:
    """List the lines of works on a hex, the outermost first; return the y below."""
    seen = moment.seen
    works = questions.works_at(seen, cell)
    if works is None:
        return y
    owner = f"for {side_name(seen.scenario, works.side)}" if works.side else ""
    y = panel.heading(moment.surface, moment.stage.theme, (left, y + px(8)), room, "Works", owner)
    lost = len(works.lines) - len(questions.lines_standing(seen, cell))
    for number, line in enumerate(works.lines):
        y = _line_row(moment, works, number - lost, line, left, room, y)
    for words in told(seen, cell):
        y = panel.fact(moment.surface, moment.stage.theme, (left, y + px(2)), room, "", words, 0)
    return y


def _line_row(moment: Moment, works: Works, place: int, line: LineOfWorks, left: int, room: int, y: int) -> int:
    """Draw one line: a wall that is crossed out once it is lost; the one that is held now, `place` 0, is filled."""
    surface, theme = moment.surface, moment.stage.theme
    box = pygame.Rect(left, y + px(4), px(18), px(11))
    ink = theme.ink_3 if place < 0 else theme.ink
    _wall(surface, box, ink, filled=place == 0)
    if place < 0:
        pygame.draw.line(surface, theme.bad, (box.x - px(2), box.bottom + px(1)), (box.right + px(1), box.y - px(3)), 2)
    name = line.name or ("line" if len(works.lines) == 1 else "outer line" if line is works.lines[0] else "inner line")
    value = "lost" if place < 0 else f"{panel.signed(line.shift)} with {line.men:,} men"
    face = Face.SERIF_BOLD if place == 0 else Face.SERIF
    shown = shorten(name[:1].upper() + name[1:], face, 14, room - px(150))
    text(surface, shown, face, 14, ink, (left + px(27), y + px(15)), "sl")
    text(surface, value, Face.NARROW_BOLD, 15, theme.bad if place < 0 else theme.ink, (left + room, y + px(15)), "sr")
    return y + px(21)


def _wall(surface: pygame.Surface, box: pygame.Rect, ink: tuple[int, int, int], *, filled: bool) -> None:
    """Draw a piece of wall with three merlons."""
    third = box.w // 5
    steps = [(0, 0), (1, 0), (1, 1), (2, 1), (2, 0), (3, 0), (3, 1), (4, 1), (4, 0), (5, 0)]
    top = [(box.x + across * third, box.y + down * box.h // 3) for across, down in steps]
    pygame.draw.polygon(surface, ink, [(box.x, box.bottom), *top, (top[-1][0], box.bottom)], 0 if filled else 1)


def told(seen: Seen, cell: Cell) -> list[str]:
    """Who is in the works and what that comes to, and whose guns have opened them, in sentences."""
    works = questions.works_at(seen, cell)
    assert works is not None
    board = seen.scenario.board
    town = board.town_at(cell)
    found = []
    inside = [unit for unit in seen.forces.at(cell) if not works.side or unit.side == works.side]
    shift = questions.manned_works(seen, cell, inside) if inside else None
    if inside:
        need = questions.lines_standing(seen, cell)[0].men
        men = sum(unit.men for unit in inside)
        come = f"shift {panel.signed(shift)} now" if shift is not None else "no shelter now"
        few = "too few: " if men < need else ""
        found.append(f"{men:,} men in them, {few}{come}.")
    for by, before, now in seen.realm.holdings[board.place_number(town.id if town else works.at)].shelled:
        gain = panel.signed(seen.scenario.charts.combat.shifts["bombarded"])
        when = "in this part" if before else "in their next part"
        if before or now:
            found.append(f"Shelled by {side_name(seen.scenario, by)}: {gain} for their attack {when}.")
    return found


def threat(moment: Moment, odds: Forecast, left: int, room: int, y: int) -> int:
    """Draw the best attack that the enemies could make on the own men here, as the own attacks are drawn."""
    surface, theme = moment.surface, moment.stage.theme
    title = "Their best charge" if any(s.reason == "charge" for s in odds.shifts) else "Their best attack"
    y = panel.heading(surface, theme, (left, y + px(8)), room, title, "as far as seen")
    y = oddsrows.draw(moment, odds, left, room, y, theirs=True)
    for label, value in figures(moment.seen, odds):
        y = panel.row(surface, theme, (left, y), room, label, value)
    return y


def driven(seen: Seen, odds: Forecast) -> tuple[int, int]:
    """The ways of 36 in which men lose lines of their works alone, and those in which they lose their hex."""
    stack = seen.forces.at(odds.target)
    lines = [one for one in ("DR", "DX") if questions.lines_spared(seen, odds.target, stack, one)]
    beaten = ("DX",) if questions.firm(stack) else ("DR", "DX")
    return odds.ways(*lines), odds.ways(*[one for one in beaten if one not in lines])


def figures(seen: Seen, odds: Forecast) -> list[tuple[str, str]]:
    """What an attack of theirs means for us: the tests before it, how likely we are driven off, mean losses."""
    rows = []
    for test in odds.tests:
        name = {"evasion": "We slip away", "resolve": "They dare to"}.get(test.test, chronicle.name_test(test.test))
        rows.append((name[:1].upper() + name[1:], f"{test.ways / 36:.1%}"))
    lines, hexes = driven(seen, odds)
    if lines:
        rows.append(("We lose lines of works", f"{lines / 36:.1%}"))
    rows.append(("If they fight: driven off" if odds.tests else "We are driven off", f"{hexes / 36:.1%}"))
    ours, theirs = oddsrows.mean(odds, attackers=False), oddsrows.mean(odds, attackers=True)
    rows.append(("Mean losses", f"{ours:,} of ours, {theirs:,} of theirs"))
    return rows
