"""The left panel: the chosen unit, its orders, the dispatches, overlays and the small map."""

import pygame

from game import chronicle, questions
from game.model.forces import Pace, Unit
from game.ui import choices, intent, panel, tokens
from game.ui.choices import Granting, Looking, Picking, Placing
from game.ui.faces import Face, line_height, px, shorten, text, width, wrap
from game.ui.screens import oddsrows, orderpanel, workspanel
from game.ui.screens.moment import Dispatch, Moment, dashed, day, rect, side_name

PAD = 18
TRAITS = {
    "regular": "regular",
    "drilled": "drilled",
    "charge": "charge",
    "mountaineer": "mountaineer",
    "mounted": "mounted",
    "convoy": "convoy",
    "leader": "leader",
    "scout": "scout",
}
HUNGRY = {
    "line": "no line of supply",
    "forage": "too little forage",
    "cartridges": "no cartridges near",
    "stores": "the stores run short",
}
SMALL_MAP = 196
OVERLAYS = (
    (("supply", "Supply", "P"), ("forage", "Forage", "I"), ("zones", "Zones", "Z")),
    (("veil", "Fog", "K"), ("grid", "Grid", "G")),
)


def draw(moment: Moment) -> pygame.Rect:
    """Draw the panel and return the box of the small map, which the battle fills."""
    surface, theme = moment.surface, moment.stage.theme
    area = rect(moment.plan.left)
    panel.paper(surface, area, theme.panel)
    panel.upright(surface, theme.ink_2, (area.right - 1, area.y), area.h)
    if area.w < px(100):
        moment.desk.button(pygame.Rect(area.x, area.y, area.w - 1, px(40)), "»", "fold", "", hint="Unfold [B]")
        moment.desk.spot(pygame.Rect(0, 0, 0, 0), "fold", "B", stop=False)
        return pygame.Rect(0, 0, 0, 0)
    moment.desk.spot(pygame.Rect(0, 0, 0, 0), "fold", "B", stop=False)
    left, room, y = area.x + px(PAD), area.w - 2 * px(PAD), area.y + px(12)
    unit = chosen_unit(moment)
    y = _unit(moment, unit, left, room, y) if unit is not None else _nobody(moment, left, room, y)
    small = min(px(SMALL_MAP), area.h // 4)
    low = area.bottom - px(14) - small
    low = _overlays(moment, left, room, low - px(83))
    _dispatches(moment, pygame.Rect(left, y + px(8), room, low - y - px(14)))
    return pygame.Rect(left, area.bottom - px(14) - small, room, small)


def chosen_unit(moment: Moment) -> Unit | None:
    """The unit in hand."""
    number = -1 if isinstance(moment.choice, Looking) else choices.lead_of(moment.choice)
    return moment.seen.unit(number) if number >= 0 and moment.seen.unit(number).on_map else None


def _nobody(moment: Moment, left: int, room: int, y: int) -> int:
    surface, theme, seen = moment.surface, moment.stage.theme, moment.seen
    y = panel.heading(surface, theme, (left, y), room, side_name(seen.scenario, moment.side), "", "")
    own, choice = list(seen.forces.of(moment.side)), moment.choice
    waiting = sum(1 for u in own if not u.fought and not u.spent and not tokens.is_leader(seen, u.number))
    y = panel.row(surface, theme, (left, y), room, "Men on the map", f"{sum(u.men for u in own):,}")
    y = panel.row(surface, theme, (left, y), room, "Units", f"{len(own)}")
    y = panel.row(surface, theme, (left, y), room, "Not yet moved", f"{waiting}")
    words = "Press one of your counters to give it orders." if moment.mine else "It is not for you to choose now."
    words = "First the hidden set-up: press one of the hexes that are lit." if isinstance(choice, Placing) else words
    words = "First answer the question at the right." if isinstance(choice, Granting | Picking) else words
    for line in wrap(words, Face.SERIF_ITALIC, 14, room):
        text(surface, line, Face.SERIF_ITALIC, 14, theme.ink_2, (left, y + px(4)))
        y += line_height(14)
    box = pygame.Rect(left, y + px(10), room, px(32))
    stop = "" if moment.mine else "It is not your part."
    stop = "First say where the unit stands." if isinstance(choice, Placing) else stop
    stop = "First say whether they have terms." if isinstance(choice, Granting) else stop
    stop = "First answer the question of the cards." if isinstance(choice, Picking) else stop
    moment.desk.button(box, "Next unit", "next", "Tab", why=stop)
    y = orderpanel.table(moment, left, room, box.bottom + px(6), stop)
    return orderpanel.convoy(moment, left, room, y) + px(2)


def _unit(moment: Moment, unit: Unit, left: int, room: int, y: int) -> int:
    surface, theme, seen = moment.surface, moment.stage.theme, moment.seen
    spec, kind = seen.spec(unit.number), seen.scenario.types[unit.number]
    own = unit.side == moment.side
    stack = intent.mine(seen, unit.side, unit.cell)
    place = [u.number for u in stack].index(unit.number) + 1 if unit in stack else 1
    note = f"{place} of {len(stack)}" if len(stack) > 1 else ""
    name, size, space = dashed(spec.name), 19.0, room - px(92 if note else 46)
    while size > 14 and width(name, Face.OLD_BOLD, size) > space:
        size -= 0.5
    name = shorten(name, Face.OLD_BOLD, size, space)
    text(surface, name, Face.OLD_BOLD, size, theme.ink, (left, y + px(17)), "sl")
    y = panel.heading(surface, theme, (left, y), room, "", note, "Tab")
    moment.desk.spot(pygame.Rect(left + room - px(60), y - px(36), px(60), px(28)), "next", "Tab", stop=False)
    side = px(84)
    tokens.lay_face(surface, seen, unit, side, (left + px(2), y + px(4)))
    facts_x, facts_room = left + side + px(18), room - side - px(18)
    rows = _figures(moment, unit)
    low = y
    for label, value in rows:
        low = panel.row(surface, theme, (facts_x, low), facts_room, label, value)
    y = max(y + side + px(10), low + px(4))
    faction = seen.scenario.faction(spec.faction).name if spec.faction else ""
    line = shorten(dashed(", ".join(x for x in (kind.name, faction) if x)), Face.SERIF_ITALIC, 14, room)
    text(surface, line, Face.SERIF_ITALIC, 14, theme.ink_2, (left, y))
    y += px(24)
    if not tokens.is_leader(seen, unit.number):
        y = _tracks(moment, unit, left, room, y)
    ground = seen.scenario.charts.terrain.ground[seen.scenario.board.terrain[unit.cell]].name
    where = seen.scenario.board.town_at(unit.cell)
    y = panel.fact(surface, theme, (left, y), room, "Ground", f"{where.name}, {ground}" if where else ground)
    if unit.dummy:
        y = panel.fact(surface, theme, (left, y), room, "Dummy", "nobody is under it")
    hungry = questions.why_hungry(seen, unit) if unit.side == moment.side else ()
    if hungry:
        y = panel.fact(surface, theme, (left, y), room, "Bread", ", ".join(HUNGRY.get(one, one) for one in hungry))
    if moment.threat is not None and own:
        lines, hexes = workspanel.driven(seen, moment.threat)
        driven = f"lines lost {lines / 36:.0%}" if lines > hexes else f"driven off {hexes / 36:.0%}"
        column = oddsrows.column_name(oddsrows.column_names(seen), moment.threat.column + 1)
        y = panel.fact(surface, theme, (left, y), room, "Threat", f"at {column}, {driven}")
    traits = ", ".join(TRAITS[t] for t in sorted(kind.traits) if t in TRAITS)
    if traits:
        y = panel.fact(surface, theme, (left, y), room, "Traits", traits)
    if spec.source.text and moment.stage.size[1] > px(900):
        sure = spec.source.confidence
        y = panel.fact(surface, theme, (left, y), room, "Sources", f"{spec.men:,} men, {sure}" if spec.men else sure)
    ordered = own and moment.mine and not isinstance(moment.choice, Placing)
    return orderpanel.draw(moment, unit, left, room, y + px(4)) if ordered else y


def _figures(moment: Moment, unit: Unit) -> list[tuple[str, str]]:
    seen = moment.seen
    spec = seen.spec(unit.number)
    rows: list[tuple[str, str]] = []
    if tokens.is_leader(seen, unit.number):
        away = "1 hex" if spec.radius == 1 else f"{spec.radius} hexes"
        rows.append(("Leads", f"within {away}" if spec.radius else "his hex"))
    else:
        rows.append(("Men", f"{unit.men} of {spec.men}"))
    if unit.guns:
        rows.append(("Guns", f"{unit.guns}"))
    if unit.mgs:
        rows.append(("Maxims", f"{unit.mgs}"))
    if questions.fights(seen, unit) or unit.guns or unit.mgs:
        attack = questions.power(seen, unit, unit.cell, attacking=True)
        defence = questions.power(seen, unit, unit.cell, attacking=False)
        rows.append(("Att. / def.", f"{attack} / {defence}"))
    rows.append(("Points", f"{questions.points_left(seen, unit)} of {questions.allowance(seen, unit)}"))
    if unit.pace is not Pace.USUAL:
        rows.append(("Pace", chronicle.name_pace(unit.pace)))
    return rows


def _tracks(moment: Moment, unit: Unit, left: int, room: int, y: int) -> int:
    surface, theme, seen = moment.surface, moment.stage.theme, moment.seen
    tab, wide = px(60), px(104)
    mood = questions.mood(seen, unit)
    ink = theme.good if unit.morale >= 7 else theme.ink_2 if unit.morale >= 5 else theme.bad
    base = y + px(14)
    text(surface, "Morale", Face.SERIF, 14, theme.ink_2, (left, base), "sl")
    cells = pygame.Rect(left + tab, y + px(4), wide, px(11))
    panel.cells(surface, theme, cells, unit.morale, 10, ink, (2, 4, 6))
    text(surface, f"{unit.morale} {mood.name}", Face.NARROW_BOLD, 15, theme.ink, (left + room, base), "sr")
    y += px(22)
    want = questions.want(seen, unit)
    rungs = len(seen.scenario.charts.supply.wants)
    level = min(unit.hunger, rungs - 1)
    base = y + px(14)
    text(surface, "Bread", Face.SERIF, 14, theme.ink_2, (left, base), "sl")
    cells = pygame.Rect(left + tab, y + px(4), wide, px(11))
    panel.cells(surface, theme, cells, rungs - level, rungs, theme.info if level == 0 else theme.bad)
    text(surface, want.name, Face.NARROW_BOLD, 15, theme.ink, (left + room, base), "sr")
    return y + px(24)


def _overlays(moment: Moment, left: int, room: int, y: int) -> int:
    surface, theme = moment.surface, moment.stage.theme
    top = y
    y = panel.heading(surface, theme, (left, y), room, "Overlays")
    for line in OVERLAYS:
        x = left
        for word, label, key in line:
            box = moment.desk.tick((x, y - px(4)), label, f"overlay:{word}", moment.overlays.get(word, False), key)
            x = box.right + px(14)
        y += px(21)
    return top


def _dispatches(moment: Moment, area: pygame.Rect) -> None:
    surface, theme = moment.surface, moment.stage.theme
    if area.h < px(70):
        return
    y = panel.heading(surface, theme, area.topleft, area.w, "Dispatches", "all", "L")
    moment.desk.spot(pygame.Rect(area.right - px(60), area.y, px(60), px(26)), "log", "L", stop=False)
    room = pygame.Rect(area.x, y, area.w, area.bottom - y)
    turn = -1
    for line in reversed(moment.news):
        y = _dispatch(moment, line, room, y, dated=line.turn != turn)
        turn = line.turn
        if y > room.bottom:
            break


def _dispatch(moment: Moment, line: Dispatch, room: pygame.Rect, y: int, dated: bool) -> int:
    """Write a dispatch, with its day under a rule if it is the first of a day; the y is past the room when full."""
    surface, theme = moment.surface, moment.stage.theme
    tab = px(52)
    lines = wrap(line.words, Face.SERIF, 13.5, room.w - tab)
    if dated and y > room.y:
        y += px(3)
    if y + line_height(13.5) * len(lines) > room.bottom:
        return room.bottom + 1
    if dated:
        if y > room.y:
            panel.rule(surface, theme.rule, (room.x, y - px(3)), room.w)
        text(surface, day(moment.seen.scenario, line.turn), Face.NARROW_BOLD, 14, theme.ink_2, (room.x, y))
    for words in lines:
        text(surface, words, Face.SERIF, 13.5, theme.accent if line.loud else theme.ink, (room.x + tab, y))
        y += line_height(13.5)
    return y + px(5)
