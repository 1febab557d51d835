"""The right panel on a hex: its ground, its town and stores, who stands there, and who was seen there last."""

import pygame

from game import chronicle, questions
from game.hexes import Cell
from game.model.board import Place
from game.model.bonds import Holding
from game.model.forces import Unit
from game.ui import intent, orders, panel, tokens
from game.ui.choices import Chosen
from game.ui.faces import Face, paragraph, px, shorten, text
from game.ui.screens import orderpanel, workspanel
from game.ui.screens.moment import Moment, dashed, side_name, spot_name, unit_name


def draw(moment: Moment, cell: Cell, left: int, room: int, y: int) -> int:
    """Say what lies on a hex and who stands there."""
    surface, theme, seen = moment.surface, moment.stage.theme, moment.seen
    board = seen.scenario.board
    place = board.place_at(cell)
    title = spot_name(seen.scenario, cell)
    title = title[:1].upper() + title[1:]
    note = place.kind if place is not None and place.kind != "camp" else ""
    y = panel.heading(surface, theme, (left, y), room, shorten(title, Face.OLD_BOLD, 19, room - px(70)), note)
    ground = seen.scenario.charts.terrain.ground[board.terrain[cell]]
    shift = f", shift {panel.signed(ground.defence)}" if ground.defence else ""
    y = panel.fact(surface, theme, (left, y), room, "Ground", f"{ground.name}{shift}")
    if board.levels:
        y = panel.fact(surface, theme, (left, y), room, "Height", f"step {board.levels[cell]}")
    town = board.town_at(cell)
    if town is not None:
        holding = seen.realm.holdings[board.place_number(town.id)]
        held = side_name(seen.scenario, holding.holder)
        bare = f", bare for {holding.bare} turns" if holding.bare else ""
        y = panel.fact(surface, theme, (left, y), room, "Held by", f"{held}{bare}")
        if holding.depot:
            owner = side_name(seen.scenario, holding.depot)
            y = panel.fact(surface, theme, (left, y), room, "Depot", owner)
        y = _stores(moment, town, holding, left, room, y)
    most = questions.stacking(seen, cell)
    if tokens.out_of_sight(seen) >> cell & 1:
        y = panel.fact(surface, theme, (left, y), room, "Sight", f"out of sight, room for {most:,} men")
    else:
        men = sum(u.men for u in seen.forces.at(cell))
        y = panel.fact(surface, theme, (left, y), room, "Room", f"{men:,} of {most:,} men")
    y = workspanel.draw(moment, cell, left, room, y)
    if not isinstance(moment.choice, Chosen):
        y = orderpanel.of_place(moment, cell, left, room, y)
    units = seen.forces.at(cell)
    if units:
        y = panel.heading(surface, theme, (left, y + px(8)), room, "In this hex", f"{len(units)}")
        for unit in intent.ranked(seen, units):
            y = _unit_row(moment, unit, left, room, y)
    if moment.threat is not None:
        y = workspanel.threat(moment, moment.threat, left, room, y)
    return _remembered(moment, cell, left, room, y)


def _stores(moment: Moment, town: Place, holding: Holding, left: int, room: int, y: int) -> int:
    """Say what bread a place has."""
    seen = moment.seen
    if not orders.stocked(seen, town):
        return y
    own = holding.holder == (seen.scouting.eyes or holding.holder)
    number = seen.scenario.board.place_number(town.id)
    charts = seen.scenario.charts
    words = chronicle.name_stores(charts, holding.stores)
    if own:
        turns = chronicle.turns_of_bread(charts, holding.stores, holding.ration.value)
        words += f": {turns} turns at {chronicle.name_ration(holding.ration)}"
        words += ", eaten now" if number in questions.shut_in(seen) else ""
    return panel.fact(moment.surface, moment.stage.theme, (left, y), room, "Stores", words)


def _remembered(moment: Moment, cell: Cell, left: int, room: int, y: int) -> int:
    """Name the units that were seen here last, or may stand here."""
    notes = tokens.recalled(moment.seen, cell)
    if not notes:
        return y
    surface, theme = moment.surface, moment.stage.theme
    y = panel.heading(surface, theme, (left, y + px(8)), room, "Out of sight", f"{len(notes)}")
    for note in notes:
        words = dashed(tokens.brief_note(moment.seen, note))
        y = paragraph(surface, words[:1].upper() + words[1:], Face.SERIF, 14, theme.ink, (left, y), room) + px(3)
    return y


def _unit_row(moment: Moment, unit: Unit, left: int, room: int, y: int) -> int:
    surface, theme, seen = moment.surface, moment.stage.theme, moment.seen
    row = pygame.Rect(left, y, room, px(40))
    chosen = isinstance(moment.choice, Chosen) and moment.choice.unit == unit.number
    if unit.side == moment.side and moment.mine:
        look = moment.desk.spot(row, f"unit:{unit.number}", hint="Press to choose it.")
        if chosen or look != "plain":
            pygame.draw.rect(surface, theme.bar if not chosen else theme.panel_2, row)
        moment.desk.ring(row, f"unit:{unit.number}")
    if chosen:
        pygame.draw.rect(surface, theme.accent, (row.x - px(6), row.y, px(4), row.h))
    tokens.lay_face(surface, seen, unit, px(32), (left + px(3), y + px(4)))
    name = shorten(unit_name(seen.scenario, unit.number), Face.SERIF, 14, room - px(128))
    text(surface, name, Face.SERIF, 14, theme.ink, (left + px(44), y + px(17)), "sl")
    if tokens.is_leader(seen, unit.number):
        text(surface, "leader", Face.NARROW, 14, theme.ink_2, (left + room - px(4), y + px(17)), "sr")
        return y + px(42)
    mood = questions.mood(seen, unit).name
    want = questions.want(seen, unit).name
    cells = pygame.Rect(left + px(44), y + px(24), px(104), px(9))
    panel.cells(surface, theme, cells, unit.morale, 10, theme.good if unit.morale >= 5 else theme.bad, (2, 4, 6))
    men = f"{unit.men:,} men" + (f", {unit.guns} guns" if unit.guns else "")
    text(surface, men, Face.NARROW_BOLD, 14, theme.ink, (left + room - px(4), y + px(17)), "sr")
    words = f"{mood}, {want}" if want != "supplied" else mood
    text(surface, words, Face.NARROW, 14, theme.ink_2, (left + room - px(4), y + px(34)), "sr")
    return y + px(42)
