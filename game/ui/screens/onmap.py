"""What the battle lays over the map: reach and path, the planned attack, overlays, the notice, the tip over a stack."""

from dataclasses import replace

import pygame

from game import chronicle, questions
from game.hexes import Cell, cells_of, set_of
from game.model.agenda import MayRetreat
from game.model.judgement import Trace
from game.model.state import Seen
from game.ui import choices, intent, orders, palette, panel, stores, tokens
from game.ui.choices import Chosen, Errand, Granting, Looking, Placing, Planning, Together
from game.ui.faces import Face, line_height, px, text, width, wrap
from game.ui.overlay import Overlay
from game.ui.screens.moment import Moment, dashed
from game.ui.screens.oddsrows import column_names

MOST_TOLD = 8


def overlay_of(moment: Moment) -> Overlay:
    """What the moment lays on the map."""
    seen, reach, choice = moment.seen, moment.reach, moment.choice
    shown = Overlay(pointed=moment.hover, sieges=_sieges(seen))
    if moment.overlays["supply"]:
        sources, depots = _stores(seen, moment.side)
        supplied = questions.supply_reach(seen, moment.side)
        shown = _traced(replace(shown, supply=supplied, sources=sources, depots=depots), moment.trace)
    if moment.overlays["forage"]:
        shown = replace(shown, fodder=_fodder(seen, moment.side))
    if moment.overlays["zones"]:
        hard, soft = questions.enemy_zones(seen, moment.side)
        shown = replace(shown, zones=hard | soft)
    if isinstance(choice, Errand | Placing):
        offered = _offered(seen, choice)
        keys = {cell: f"{place + 1}" for place, cell in enumerate(offered) if place < 9}
        shown = replace(shown, reach=set_of(offered), costs=keys)
        return _aimed(moment, choice, shown) if isinstance(choice, Errand) else _ways_back(moment, shown)
    if isinstance(choice, Chosen | Together):
        start = seen.unit(choices.lead_of(choice)).cell
        route = intent.preview(seen, moment.side, choice, moment.hover, reach)
        return replace(
            shown,
            reach=set_of(reach) | (1 << start if reach else 0),
            costs={cell: str(way.cost) for cell, way in reach.items()},
            stops=set_of(cell for cell, way in reach.items() if way.stopped),
            path=(start, *route.cells) if route is not None else (),
            path_cost=str(route.cost) if route is not None else "",
        )
    if isinstance(choice, Planning) and moment.forecast is not None:
        names = column_names(seen)
        tag = names[min(max(moment.forecast.column + 1, 0), len(names) - 1)]
        pairs = tuple(sorted({(seen.unit(n).cell, choice.target) for n in choice.units}))
        return replace(shown, attacks=pairs, odds={choice.target: tag}, chosen=choice.target)
    return replace(shown, chosen=choice.cell) if isinstance(choice, Looking | Granting) else shown


def _aimed(moment: Moment, errand: Errand, shown: Overlay) -> Overlay:
    """How far the guns of a bombardment carry, and the way of the shells to the works pointed at, or to all."""
    if errand.what != orders.SHELL:
        return shown
    seen, here = moment.seen, moment.seen.unit(errand.unit).cell
    far = seen.scenario.measures.guns if seen.unit(errand.unit).guns else 1
    field = seen.scenario.board.grid.within(here, far) & seen.scenario.board.ground & ~(1 << here)
    aims = [cell for cell in cells_of(shown.reach) if moment.hover in (cell, 0) or not shown.reach >> moment.hover & 1]
    shots = tuple((here, cell) for cell in aims)
    return replace(shown, fire=field, attacks=shots, costs={}, odds=shown.costs)


def _ways_back(moment: Moment, shown: Overlay) -> Overlay:
    """The way by which a unit would fall back: that to the hex that is pointed at, or else the usual one."""
    question = choices.asked(moment.seen)
    if not isinstance(question, MayRetreat):
        return shown
    pointed = [route for route in question.routes if route[-1] == moment.hover]
    route = (pointed or question.routes)[0]
    path = route if len(route) > 1 else ()
    return replace(shown, path=path, chosen=route[-1], costs={}, odds=shown.costs)


def _sieges(seen: Seen) -> dict[Cell, str]:
    """The places that are shut in, each with its bread: in turns for the holder, in the common word for others."""
    found: dict[Cell, str] = {}
    charts = seen.scenario.charts
    for number in questions.shut_in(seen):
        held = seen.realm.holdings[number]
        turns = chronicle.turns_of_bread(charts, held.stores, held.ration.value)
        own = seen.scouting.eyes in ("", held.holder)
        words = f"bread {turns}" if own else f"bread {chronicle.name_stores(charts, held.stores)}"
        found[seen.scenario.board.places[number].cell] = words
    return found


def _offered(seen: Seen, choice: Errand | Placing) -> tuple[Cell, ...]:
    """The hexes that answer what is asked."""
    if isinstance(choice, Errand):
        errand = orders.errand(seen, choice.unit, choice.what)
        return tuple(errand.offers) if errand is not None else ()
    question = choices.asked(seen)
    return choices.spots_of(seen, question) if question is not None else ()


def _traced(shown: Overlay, trace: Trace | None) -> Overlay:
    """The way of bread to the pointed hex and what cuts it."""
    if trace is None or len(trace.path) < 2:
        return shown
    cuts = tuple(dict.fromkeys(cut.cell for cut in trace.cuts))
    return replace(shown, line=trace.path, line_words=str(trace.cost), cuts=() if trace.fed else cuts)


def _fodder(seen: Seen, side: str) -> dict[Cell, tuple[str, palette.Colour, bool]]:
    """What the land leaves round the side's units that live on it, in the ink of its state, and who lacks how much.

    Elsewhere only ground that was eaten is told of.
    """
    found: dict[Cell, tuple[str, palette.Colour, bool]] = {}
    indoors = questions.indoors(seen)
    missing = questions.harvest(seen, indoors).missing
    tables = set_of(unit.cell for unit in seen.forces.of(side) if questions.mouths(seen, unit))
    near = seen.scenario.board.grid.spread(tables)
    for cell in cells_of(near | seen.pasture.worn | seen.pasture.once | seen.pasture.twice):
        ground = questions.fodder(seen, cell, indoors)
        lacks = sum(missing.get(unit.number, 0) for unit in intent.mine(seen, side, cell))
        if lacks:
            found[cell] = (f"−{lacks:,}", palette.ATTACK, True)
        elif ground.number:
            ink = palette.ATTACK if ground.worn else palette.GRAZED if ground.grazed else palette.FODDER
            found[cell] = (f"{ground.number - ground.eaten:,}", ink, bool(seen.forces.at(cell)))
    return found


def _stores(seen: Seen, side: str) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """The hexes of a side's sources of supply, landings that feed it among them, and of its depots."""
    board = seen.scenario.board
    sources = [board.spot(one.at) for one in seen.scenario.suppliers if one.side == side]
    supplied = questions.supply_reach(seen, side)
    landings = [board.spot(one.at) for one in seen.scenario.landings if one.side == side]
    sources += [cell for cell in landings if supplied >> cell & 1 and cell not in sources]
    holdings = zip(board.places, seen.realm.holdings, strict=True)
    return tuple(sources), tuple(place.cell for place, held in holdings if held.depot == side)


def legend(moment: Moment) -> None:
    """Explain the overlays of bread at the foot of the map, a line each."""
    left, top, _, high = moment.plan.map
    foot = top + high - px(14)
    if moment.overlays["supply"]:
        entries = (("area", "regulars are supplied"), ("source", "source"), ("depot", "depot"))
        pointed = (("", "point at a hex to see its line"),) if moment.trace is None else ()
        alone = (("", "this side has no source of supply: its men live off the land"),)
        told = (*entries, *pointed) if any(_stores(moment.seen, moment.side)) else alone
        foot = _legend_line(moment, told, left + px(14), foot)
    if moment.overlays["forage"]:
        forage = (
            ("", "mouths the land still feeds"),
            ("grazed", "grazed"),
            ("worn", "worn this month; −80: mouths without food"),
        )
        _legend_line(moment, forage, left + px(14), foot)


def _legend_line(moment: Moment, entries: tuple[tuple[str, str], ...], left: int, foot: int) -> int:
    """One line of signs with their words; return the y above it."""
    surface = moment.surface
    step, gap = px(26), px(18)
    room = sum(width(word, Face.NARROW, 15) + (step if sign else 0) + gap for sign, word in entries) + px(10)
    box = pygame.Rect(left, foot - px(30), room, px(30))
    panel.paper(surface, box, palette.LIGHT.card)
    pygame.draw.rect(surface, palette.SUPPLY_LINE, box, 1)
    x = box.x + px(14)
    for sign, word in entries:
        if sign in ("source", "depot"):
            stores.store_sign(surface, sign, (x + px(8), box.centery), px(7))
        elif sign == "area":
            _hatched(surface, pygame.Rect(x, box.centery - px(7), px(16), px(14)))
        elif sign:
            ink = palette.GRAZED if sign == "grazed" else palette.ATTACK
            text(surface, "80", Face.NARROW_BOLD, 15, ink, (x, box.centery), "cl")
        x += step if sign else 0
        text(surface, word, Face.NARROW, 15, palette.LIGHT.ink, (x, box.centery), "cl")
        x += width(word, Face.NARROW, 15) + gap
    return box.y - px(6)


def _hatched(surface: pygame.Surface, swatch: pygame.Rect) -> None:
    pygame.draw.rect(surface, palette.SUPPLY_LINE, swatch, 1)
    for step_in in range(4):
        at = swatch.x + px(4) * step_in
        pygame.draw.line(surface, palette.SUPPLY_LINE, (at, swatch.bottom), (at + px(4), swatch.bottom - px(4)))


def tip(moment: Moment, cell: Cell) -> None:
    """Name beside the mouse the units of a hex, those last seen there, and why bread comes to it or does not."""
    seen = moment.seen
    units = seen.forces.at(cell)
    lines = [tokens.brief(seen, unit) for unit in units[:MOST_TOLD]]
    lines += [f"and {len(units) - MOST_TOLD} more"] if len(units) > MOST_TOLD else []
    lines += [_capital(tokens.brief_note(seen, note)) for note in tokens.recalled(seen, cell)[:MOST_TOLD]]
    lines += _danger(moment, cell)
    if moment.trace is not None and any(_stores(seen, moment.side)):
        lines += chronicle.explain_trace(seen, moment.side, moment.trace)
    if moment.overlays["forage"]:
        lines.append(_fed(seen, cell))
    if lines:
        panel.tip(moment.surface, moment.stage.theme, dashed("\n".join(lines)), moment.desk.mouse, 420)


def _danger(moment: Moment, cell: Cell) -> list[str]:
    """The chance of an ambush on the way to a hex, where enemies could lie hidden beside it."""
    seen, choice = moment.seen, moment.choice
    hidden = tokens.out_of_sight(seen)
    route = intent.preview(seen, moment.side, choice, cell, moment.reach) if hidden else None
    if route is None:
        return []
    grid = seen.scenario.board.grid
    beside = [at for at in route.cells if grid.within(at, 1) & hidden]
    worst = max((questions.ambush_faces(seen, at, moment.side) for at in beside), default=0)
    return [f"If enemies lie hidden on the way they fall on the march at up to {worst} in 6."] if worst else []


def _fed(seen: Seen, cell: Cell) -> str:
    """What a hex feeds, in a sentence."""
    ground = questions.fodder(seen, cell, questions.indoors(seen))
    words = f"The land feeds {ground.number:,} mouths a turn"
    words += f", {ground.eaten:,} will eat here" if ground.eaten else ""
    words += "; it is worn and will be grazed" if ground.worn else ""
    return words + (f"; grazed by {ground.grazed} of 2 steps." if ground.grazed else ".")


def notice(moment: Moment, words: str) -> None:
    """Say at the foot of the map why something was not done."""
    surface, theme = moment.surface, moment.stage.theme
    left, top, wide, high = moment.plan.map
    lines = wrap(words, Face.SERIF, 16, wide - px(120))
    room = max(width(line, Face.SERIF, 16) for line in lines) + px(56)
    step = line_height(16)
    box = pygame.Rect(0, 0, room, step * len(lines) + px(22))
    box.midbottom = (left + wide // 2, top + high - px(24))
    panel.paper(surface, box, theme.card)
    pygame.draw.rect(surface, theme.ink_2, box, 1)
    pygame.draw.rect(surface, theme.accent, (box.x, box.y, px(5), box.h))
    for place, line in enumerate(lines):
        text(
            surface, line, Face.SERIF, 16, theme.ink, (box.x + px(26), box.y + px(11) + place * step + step // 2), "cl"
        )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
