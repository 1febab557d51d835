"""The right panel: what is about to happen.  The odds of a planned attack, a question, or a hex, and the aims."""

import pygame

from game import chronicle, questions, umpire
from game.model.actions import Attack
from game.model.forces import Unit
from game.model.judgement import Forecast
from game.model.state import Seen
from game.ui import choices, intent, panel, tokens
from game.ui.choices import Planning
from game.ui.faces import Face, line_height, px, shorten, text, wrap
from game.ui.panel import Bar
from game.ui.screens import aims, askpanel, hexpanel, oddsrows
from game.ui.screens.moment import Moment, rect, spot_name, unit_name, why

PAD = 18
WORST_FIRST = ("AX", "AR", "AS", "C", "DS", "DR", "DX")


def draw(moment: Moment) -> None:
    """Draw the panel, if it is open."""
    area = rect(moment.plan.right)
    if area.w == 0:
        return
    surface, theme = moment.surface, moment.stage.theme
    moment.desk.spot(area, "", stop=False)
    panel.paper(surface, area, theme.panel)
    panel.upright(surface, theme.ink_2, (area.x, area.y), area.h)
    left, room, y = area.x + px(PAD), area.w - 2 * px(PAD), area.y + px(12)
    choice = moment.choice
    if isinstance(choice, Planning) and moment.forecast is not None:
        y = _odds(moment, choice, moment.forecast, left, room, y)
    elif askpanel.asks(choice):
        y = askpanel.draw(moment, left, room, y)
    else:
        cell = choices.cell_of(moment.seen, choice)
        if cell:
            y = hexpanel.draw(moment, cell, left, room, y)
    aims.draw(moment, left, room, y + px(8), area.bottom - px(10))


def _odds(moment: Moment, plan: Planning, odds: Forecast, left: int, room: int, y: int) -> int:
    surface, theme, seen = moment.surface, moment.stage.theme, moment.seen
    verb = "Charge" if plan.charge else "Attack"
    verb += "" if spot_name(seen.scenario, plan.target).startswith("near ") else " on"
    title = shorten(f"{verb} {spot_name(seen.scenario, plan.target)}", Face.OLD_BOLD, 19, room - px(76))
    y = panel.heading(surface, theme, (left, y), room, title, "exact odds")
    y = _who(moment, plan, odds, left, room, y)
    y = oddsrows.draw(moment, odds, left, room, y)
    y = _outcomes(moment, odds, left, room, y)
    return _commit(moment, plan, left, room, y)


def _who(moment: Moment, plan: Planning, odds: Forecast, left: int, room: int, y: int) -> int:
    """Draw both sides as small counters with their powers; the player's can be taken out and brought in."""
    surface, theme, seen = moment.surface, moment.stage.theme, moment.seen
    size, step = px(32), px(37)
    x, top = left, y
    for number, refusal in intent.partners(seen, moment.side, plan):
        if x + size > left + room - px(66):
            x, y = left, y + step
        box = tokens.lay_face(surface, seen, seen.unit(number), size, (x, y))
        name = unit_name(seen.scenario, number)
        taking = number in plan.units
        hint = f"{name} takes part; press to leave out." if taking else f"{name} stays out; press to bring in."
        moment.desk.spot(box, f"partner:{number}", why=why(refusal, seen), hint=hint)
        if not taking:
            veil = pygame.Surface(box.inflate(px(4), px(4)).size, pygame.SRCALPHA)
            veil.fill((*theme.panel, 170))
            surface.blit(veil, box.inflate(px(4), px(4)))
            pygame.draw.line(surface, theme.ink_2, box.bottomleft, box.topright, max(1, px(1.5)))
        moment.desk.ring(box, f"partner:{number}")
        x += step
    _power(moment, left + room, top + size // 2, "attack", odds.attacker)
    y += step + px(2)
    x, top = left, y
    for unit in intent.enemies(seen, moment.side, plan.target):
        if x + size > left + room - px(66):
            x, y = left, y + step
        tokens.lay_face(surface, seen, unit, size, (x, y))
        moment.desk.spot(pygame.Rect(x, y, size, size), "", hint=_about(seen, unit), stop=False)
        x += step
    _power(moment, left + room, top + size // 2, "defence", odds.defender)
    return y + step + px(6)


def _about(seen: Seen, unit: Unit) -> str:
    posture = chronicle.name_posture(unit.posture).lower()
    return f"{unit_name(seen.scenario, unit.number)}: {unit.men:,} men, morale {unit.morale}, {posture}"


def _power(moment: Moment, right: int, middle: int, label: str, value: int) -> None:
    surface, theme = moment.surface, moment.stage.theme
    text(surface, f"{value:,}", Face.NARROW_BOLD, 19, theme.ink, (right, middle - px(5)), "cr")
    text(surface, label, Face.NARROW, 13, theme.ink_2, (right, middle + px(12)), "cr")


def _outcomes(moment: Moment, odds: Forecast, left: int, room: int, y: int) -> int:
    surface, theme = moment.surface, moment.stage.theme
    for test in odds.tests:
        name = chronicle.name_test(test.test)
        y = panel.row(surface, theme, (left, y), room, name[:1].upper() + name[1:], f"{test.ways / 36:.1%}")
    if odds.tests:
        text(surface, "if it comes to blows", Face.SERIF_ITALIC, 13.5, theme.ink_2, (left, y))
        y += px(19)
    ways = {outcome: odds.ways(outcome) for outcome in WORST_FIRST}
    bars = []
    stack = intent.enemies(moment.seen, moment.side, odds.target)
    for place, outcome in enumerate(WORST_FIRST):
        if ways[outcome]:
            ink = panel.outcome_ink(theme, place, len(WORST_FIRST))
            lines = questions.lines_spared(moment.seen, odds.target, stack, outcome)
            bars.append(Bar(short_outcome(outcome, lines), ways[outcome] / 36, ink))
    y = panel.bar_chart(surface, theme, (left, y), room, bars, 118) + px(6)
    half = room // 2
    for x, label, losses in (
        (left, "Our losses", [(line.ways, line.attacker_loss) for line in odds.lines]),
        (left + half, "Theirs", [(line.ways, line.defender_loss) for line in odds.lines]),
    ):
        low, high = min(v for _, v in losses), max(v for _, v in losses)
        likely = _likely(losses)
        text(surface, label, Face.NARROW, 14, theme.ink_2, (x, y + px(13)), "sl")
        spread = f"{low:,} to {high:,}" if low != high else f"{low:,}"
        text(surface, spread, Face.NARROW_BOLD, 16, theme.ink, (x, y + px(31)), "sl")
        text(surface, f"most likely {likely:,}", Face.NARROW, 14, theme.ink_2, (x, y + px(47)), "sl")
    return _unseen(moment, odds, left, room, y + px(56))


def _unseen(moment: Moment, odds: Forecast, left: int, room: int, y: int) -> int:
    """Say how many enemies could stand unseen beside the target: the odds are for what is known."""
    if not odds.unseen:
        return y
    surface, theme = moment.surface, moment.stage.theme
    words = f"Hexes out of sight next to the target could hide up to {odds.unseen:,} men."
    pygame.draw.rect(surface, theme.bad, (left, y + px(3), px(3), line_height(14) * len(_lines(words, room))))
    for line in _lines(words, room):
        text(surface, line, Face.SERIF_ITALIC, 14, theme.ink, (left + px(10), y))
        y += line_height(14)
    return y + px(8)


def _lines(words: str, room: int) -> list[str]:
    return wrap(words, Face.SERIF_ITALIC, 14, room - px(10))


def _likely(losses: list[tuple[int, int]]) -> int:
    """The loss with the most ways of 36; of equals the smaller."""
    ways: dict[int, int] = {}
    for count, loss in losses:
        ways[loss] = ways.get(loss, 0) + count
    return min(ways, key=lambda loss: (-ways[loss], loss))


def short_outcome(outcome: str, lines: int = 0) -> str:
    """An outcome of the ladder as the label of a bar, seen from the attacker; `lines` are lost instead of the hex."""
    if lines:
        return "They lose a line" if lines == 1 else "They lose two lines"
    return {
        "AX": "We rout",
        "AR": "We fall back",
        "AS": "Repulsed",
        "C": "Contact",
        "DS": "They are shaken",
        "DR": "They retreat",
        "DX": "They rout",
    }[outcome]


def _commit(moment: Moment, plan: Planning, left: int, room: int, y: int) -> int:
    desk, seen = moment.desk, moment.seen
    gap, high = px(6), px(38)
    charge = Attack(plan.target, plan.units, True)
    stop = "" if plan.charge else why(umpire.refusal(seen, charge), seen)
    wide = (room - 2 * gap) // 3
    label = "Charge" if plan.charge else "Attack"
    desk.button(pygame.Rect(left, y, wide + px(16), high), label, "commit", "Return", primary=True, size=15)
    box = pygame.Rect(left + wide + px(16) + gap, y, wide - px(4), high)
    desk.button(box, "Charge", "charge", "C", why=stop, on=plan.charge, size=15)
    box = pygame.Rect(box.right + gap, y, left + room - box.right - gap, high)
    desk.button(box, "Back", "back", "Esc", size=15)
    return y + high + px(10)
