"""What the right panel asks: who advances or marches along, where a unit stands, to which hex an errand goes."""

from typing import assert_never

import pygame

from game import questions
from game.hexes import Cell
from game.hexes.grid import NAMES
from game.model.actions import GrainSortie, HireGuides, MoveTogether
from game.model.agenda import MayAdvance, MayPlace, MayRetreat
from game.model.forces import Unit
from game.model.state import Seen
from game.ui import choices, intent, orders, panel, table, tokens
from game.ui.choices import (
    Choice,
    Chosen,
    Conferring,
    Entering,
    Errand,
    Granting,
    Idle,
    Looking,
    Picking,
    Placing,
    Planning,
    Together,
)
from game.ui.faces import Face, line_height, paragraph, px, shorten, text, wrap
from game.ui.screens import bondspanel, cardpanel
from game.ui.screens.moment import Moment, spot_name, unit_name


def asks(choice: Choice) -> bool:
    """Whether a choice is one that this panel asks about."""
    return isinstance(choice, Conferring | Entering | Errand | Granting | Picking | Placing | Together)


def draw(moment: Moment, left: int, room: int, y: int) -> int:
    """Draw the question; return the y below."""
    choice = moment.choice
    match choice:
        case Entering():
            return _entering(moment, choice, left, room, y)
        case Together():
            return _together(moment, choice, left, room, y)
        case Errand():
            return _errand(moment, choice, left, room, y)
        case Placing():
            return _placing(moment, choice, left, room, y)
        case Granting():
            return _granting(moment, choice, left, room, y)
        case Picking():
            return cardpanel.draw(moment, choice.page, left, room, y)
        case Conferring(topic, page):
            draw_topic = cardpanel.draw_hand if topic == "cards" else bondspanel.draw
            return draw_topic(moment, page, left, room, y)
        case Idle() | Chosen() | Looking() | Planning():
            return y
        case _:
            assert_never(choice)


def _entering(moment: Moment, choice: Entering, left: int, room: int, y: int) -> int:
    """Ask who advances into the hex that was won."""
    surface, theme, seen, desk = moment.surface, moment.stage.theme, moment.seen, moment.desk
    question = choices.asked(seen)
    if not isinstance(question, MayAdvance):
        return y
    y = panel.heading(surface, theme, (left, y), room, "The hex is won")
    words = f"The ground {_in(seen, question.cell)} lies open. Who advances?"
    for line in wrap(words, Face.SERIF, 15, room):
        text(surface, line, Face.SERIF, 15, theme.ink, (left, y))
        y += line_height(15)
    y += px(6)
    for place, number in enumerate(question.units):
        going = number in choice.units
        words = "advances" if going else "stays"
        hint = "Press to let it advance or stay."
        y = _choice_row(moment, number, f"enter:{number}", going, words, left, room, y, hint, key=_figure(place))
    gap, high = px(6), px(38)
    half = (room - gap) // 2
    label = "Advance" if choice.units else "Stay"
    desk.button(pygame.Rect(left, y + px(6), half, high), label, "advance", "Return", primary=True, size=15)
    desk.button(pygame.Rect(left + half + gap, y + px(6), half, high), "All stay", "stay", "Esc", size=15)
    return y + high + px(20)


def _in(seen: Seen, cell: Cell) -> str:
    name = spot_name(seen.scenario, cell)
    return name if name.startswith("near ") else f"at {name}"


def _together(moment: Moment, choice: Together, left: int, room: int, y: int) -> int:
    """Say who marches along, and at whose pace."""
    surface, theme, seen, desk = moment.surface, moment.stage.theme, moment.seen, moment.desk
    lead = seen.unit(choice.units[0])
    y = panel.heading(surface, theme, (left, y), room, "One march", f"{len(choice.units)} units")
    points = {n: questions.points_left(seen, seen.unit(n)) for n in choice.units}
    slowest = min(choice.units, key=lambda n: (points[n], n))
    words = f"They march as one stack, at the pace of {unit_name(seen.scenario, slowest)}. Press the hex to go to."
    y = paragraph(surface, words, Face.SERIF, 15, theme.ink, (left, y), room) + px(6)
    strain = table.at_stake(seen, MoveTogether(tuple(sorted(choice.units)), ()))
    if strain:
        y = paragraph(surface, strain, Face.SERIF_ITALIC, 14, theme.bad, (left, y), room) + px(6)
    for place, unit in enumerate(intent.mine(seen, lead.side, lead.cell)):
        stop = "" if questions.points_left(seen, unit) else "It has no points left."
        going = unit.number in choice.units
        points_of = f"{questions.points_left(seen, unit)} points"
        words = points_of if going else "stays"
        hint = "Press to let it march along or stay."
        y = _choice_row(
            moment, unit.number, f"join:{unit.number}", going, words, left, room, y, hint, stop, _figure(place)
        )
    desk.button(pygame.Rect(left, y + px(6), room, px(36)), "Back to one unit", "back", "Esc", size=15)
    return y + px(54)


def _errand(moment: Moment, choice: Errand, left: int, room: int, y: int) -> int:
    """Ask to which hex beside the unit an errand goes, with its price and its chances."""
    surface, theme, seen, desk = moment.surface, moment.stage.theme, moment.seen, moment.desk
    errand = orders.errand(seen, choice.unit, choice.what)
    if errand is None:
        return y
    here, grid = seen.unit(choice.unit).cell, seen.scenario.board.grid
    title, words = told_errand(seen, choice)
    y = panel.heading(surface, theme, (left, y), room, title)
    y = paragraph(surface, words, Face.SERIF, 15, theme.ink, (left, y), room) + px(8)
    for place, (cell, action) in enumerate(errand.offers.items()):
        way = NAMES[grid.direction(here, cell)] if grid.adjacent(here, cell) else f"hex {grid.label(cell)}"
        river = seen.scenario.board.rivers.get((here, action.direction)) if isinstance(action, HireGuides) else None
        label = (
            f"{way}: {river.name or 'the river'}" if river is not None else f"{way}: {spot_name(seen.scenario, cell)}"
        )
        y = _spot_button(moment, label, cell, place, left, room, y)
        if isinstance(action, GrainSortie):
            for line in told_hauls(seen, choice.unit, cell):
                text(surface, line, Face.NARROW, 14, theme.ink_2, (left + px(8), y - px(4)))
                y += px(18)
    desk.button(pygame.Rect(left, y + px(2), room, px(36)), "Back", "back", "Esc", size=15)
    return y + px(50)


def told_errand(seen: Seen, choice: Errand) -> tuple[str, str]:
    """What an errand is, what it costs and what may come of it: its title, and the rest in sentences."""
    side = seen.scenario.side(seen.unit(choice.unit).side)
    if choice.what == orders.GUIDES:
        march = seen.scenario.charts.march
        lies = 36 - questions.guides_ways(seen, seen.unit(choice.unit))
        words = f"Ford-men open the water to all our units for {march.guides_turns} turns, for {march.guides_cost} "
        words += f"{side.currency or 'of the purse'}. "
        words += (
            f"In this country they lie in {lies / 36:.1%}: then the price is lost."
            if lies
            else "In this country they are true."
        )
        return "Ford-men", words + " Which water?"
    if choice.what == orders.SHELL:
        gain = panel.signed(seen.scenario.charts.combat.shifts["bombarded"])
        captured = "" if seen.unit(choice.unit).guns else " They are captured guns; they fire while shells last."
        words = f"In our next part attackers of the works have {gain}. The unit does no more in this part."
        return "Bombardment", f"{words}{captured} Which works?"
    return "Grain sortie", "The unit goes out for grain and fights no more in this part. Into which field?"


def told_hauls(seen: Seen, unit: int, field: Cell) -> list[str]:
    """What a grain sortie into a field may bring, a line a result."""
    lines = []
    for ways, won, men, morale in questions.hauls(seen, seen.unit(unit), field):
        if ways:
            won_words = f"{won} quarter rations" if won else "no grain"
            heart = f", morale {panel.signed(-morale)}" if morale else ""
            lines.append(f"{ways / 36:.1%}  {won_words}, {men} men lost{heart}")
    return lines


def _placing(moment: Moment, choice: Placing, left: int, room: int, y: int) -> int:
    """Ask where a unit of the hidden set-up stands, or to which hex one falls back."""
    surface, theme, seen = moment.surface, moment.stage.theme, moment.seen
    question = choices.asked(seen)
    if not isinstance(question, MayPlace | MayRetreat):
        return y
    back = isinstance(question, MayRetreat)
    y = panel.heading(surface, theme, (left, y), room, "Ways back" if back else "Hidden set-up")
    tokens.lay_face(surface, seen, seen.unit(choice.unit), px(40), (left + px(2), y + px(4)))
    name = unit_name(seen.scenario, choice.unit)
    words = f"{name}: on which of these hexes? The enemy will know the hexes, not which of them it is."
    if back:
        words = f"{name}: to which of these hexes? Each way is as long, and costs as much. Return: the first."
    low = paragraph(surface, words, Face.SERIF, 15, theme.ink, (left + px(54), y), room - px(54))
    if seen.unit(choice.unit).dummy:
        low = paragraph(
            surface, "Nobody is under this counter.", Face.SERIF_ITALIC, 14, theme.ink_2, (left + px(54), low), room
        )
    y = max(low, y + px(50)) + px(8)
    for place, cell in enumerate(choices.spots_of(seen, question)):
        label = f"{spot_name(seen.scenario, cell)}, hex {seen.scenario.board.grid.label(cell)}"
        usual = back and place == 0
        if usual:
            moment.desk.spot(pygame.Rect(0, 0, 0, 0), f"spot:{cell}", "Return", stop=False)
        y = _spot_button(moment, label[:1].upper() + label[1:], cell, place, left, room, y, usual)
    return y + px(4)


def _granting(moment: Moment, choice: Granting, left: int, room: int, y: int) -> int:
    """Ask whether a garrison has the terms it asks for."""
    surface, theme, seen, desk = moment.surface, moment.stage.theme, moment.seen, moment.desk
    y = panel.heading(surface, theme, (left, y), room, "Terms are asked for")
    words = f"The garrison {_in(seen, choice.cell)} would march off without arms. Its guns and the place would be ours."
    y = paragraph(surface, words, Face.SERIF, 15, theme.ink, (left, y), room) + px(6)
    for unit in intent.ranked(seen, intent.enemies(seen, moment.side, choice.cell)):
        tokens.lay_face(surface, seen, unit, px(32), (left + px(2), y))
        name = shorten(unit_name(seen.scenario, unit.number), Face.SERIF, 14, room - px(48))
        text(surface, name, Face.SERIF, 14, theme.ink, (left + px(44), y + px(13)), "sl")
        text(surface, _arms(seen, unit), Face.NARROW, 14, theme.ink_2, (left + px(44), y + px(29)), "sl")
        y += px(40)
    words = "Refused, they have nothing left to lose: all there who fight gain 1 morale."
    y = paragraph(surface, words, Face.SERIF_ITALIC, 14, theme.ink_2, (left, y), room) + px(6)
    gap, high = px(6), px(38)
    half = (room - gap) // 2
    desk.button(pygame.Rect(left, y + px(6), half, high), "Grant terms", "grant", "Return", primary=True, size=15)
    desk.button(pygame.Rect(left + half + gap, y + px(6), half, high), "Refuse", "refuse", "R", size=15)
    return y + high + px(20)


def _arms(seen: Seen, unit: Unit) -> str:
    """What a unit is, in numbers; a leader would go free."""
    if tokens.is_leader(seen, unit.number):
        return "leader, would go free"
    counts = ((unit.men, "men"), (unit.guns, "guns"), (unit.mgs, "Maxims"))
    told = ", ".join(f"{count:,} {what}" for count, what in counts if count)
    return f"{told}, morale {unit.morale}"


def _figure(place: int) -> str:
    """The key of an answer by its place in the list, as far as there are figures."""
    return f"{place + 1}" if place < 9 else ""


def _spot_button(
    moment: Moment, label: str, cell: Cell, place: int, left: int, room: int, y: int, usual: bool = False
) -> int:
    """One hex that can be answered, with a figure for its key; the usual one is the button that commits."""
    key = _figure(place)
    label = shorten(label, Face.SERIF, 15, room - px(60))
    moment.desk.button(pygame.Rect(left, y, room, px(34)), label, f"spot:{cell}", key, primary=usual, size=15)
    return y + px(40)


def _choice_row(
    moment: Moment, unit: int, command: str, going: bool, words: str, left: int, room: int, y: int, hint: str,
    stop: str = "", key: str = "",
) -> int:  # fmt: skip
    """One unit that goes along or stays, with the key that changes it."""
    surface, theme, seen = moment.surface, moment.stage.theme, moment.seen
    row = pygame.Rect(left, y, room, px(40))
    if moment.desk.spot(row, command, key, why=stop, hint=hint) not in ("plain", "disabled"):
        pygame.draw.rect(surface, theme.bar, row)
    tokens.lay_face(surface, seen, seen.unit(unit), px(32), (left + px(4), y + px(4)))
    name = shorten(unit_name(seen.scenario, unit), Face.SERIF, 15, room - px(160))
    text(surface, name, Face.SERIF, 15, theme.ink, (left + px(46), row.centery), "cl")
    ink = theme.good if going else theme.ink_2
    right = row.right - px(6)
    if key and not stop:
        right = panel.key_cap(surface, theme, (right, row.centery - px(10)), key, "right").left - px(8)
    text(surface, words, Face.NARROW_BOLD, 15, ink, (right, row.centery), "cr")
    moment.desk.ring(row, command)
    return y + px(44)
