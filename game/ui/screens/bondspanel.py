"""The coalition in the right panel: how its factions stand, what works on them, and the orders of the council."""

import pygame

from game import chronicle, questions
from game.model.state import Seen
from game.ui import panel
from game.ui.faces import Face, paragraph, px, shorten, text
from game.ui.screens.cardpanel import draw_offers
from game.ui.screens.moment import Moment

TICKS = (2, 4, 7)
"""Below these cells of the track a faction is ripe, sullen, willing."""


def draw(moment: Moment, page: int, left: int, room: int, y: int) -> int:
    """Draw a line for each faction with a will of its own, and the orders that can be given; return the y below."""
    surface, theme, seen = moment.surface, moment.stage.theme, moment.seen
    y = panel.heading(surface, theme, (left, y), room, "The coalition", "", "F3")
    for faction, spec in enumerate(seen.scenario.factions):
        if spec.tested:
            y = _bond(moment, faction, left, room, y)
    words = "" if moment.offers else "There is nothing for the council to order now."
    if words:
        return paragraph(surface, words, Face.SERIF_ITALIC, 14, theme.ink_2, (left, y), room) + px(6)
    return draw_offers(moment, page, left, room, y)


def _bond(moment: Moment, faction: int, left: int, room: int, y: int) -> int:
    """One faction: its name, its track of cohesion, its number or band, and the causes of this turn."""
    surface, theme, seen = moment.surface, moment.stage.theme, moment.seen
    name = shorten(chronicle.name_faction(seen.scenario, faction), Face.SERIF, 14, room - px(110))
    y = panel.row(surface, theme, (left, y), room, name, _standing(seen, faction))
    if seen.court.of(seen.court.left, faction):
        return y + px(4)
    known = questions.knows_cohesion(seen, faction)
    track = pygame.Rect(left, y + px(4), room, px(9))
    panel.cells(surface, theme, track, seen.bonds.cohesion[faction], ticks=TICKS, hollow=not known)
    y = track.bottom + px(7)
    for cause in seen.court.causes if known else ():
        if cause.faction == faction:
            failing = questions.fails(seen, faction, cause.modifier)
            odds = chronicle.signed(cause.by) if cause.by else f"−1 in {failing} of 36"
            text(surface, odds, Face.NARROW, 14, theme.ink_2, (left + room, y + px(13)), "sr")
            why = shorten(chronicle.name_reason(seen.scenario, cause.cause), Face.SERIF_ITALIC, 13.5, room - px(90))
            text(surface, why, Face.SERIF_ITALIC, 13.5, theme.ink_2, (left + px(6), y + px(13)), "sl")
            y += px(18)
    return y + px(3)


def _standing(seen: Seen, faction: int) -> str:
    """How a faction stands, in a word, with its number where that is known."""
    if seen.court.of(seen.court.left, faction):
        return "at war" if _at_war(seen, faction) else "gone"
    word = questions.standing(seen, faction)
    if not questions.knows_cohesion(seen, faction):
        return f"{word}?"
    return f"{word}, {seen.bonds.cohesion[faction]} of {questions.ceiling(seen, faction)}"


def _at_war(seen: Seen, faction: int) -> bool:
    """Whether a faction that left is a side of its own by now, at war with those it left."""
    spec = seen.scenario.factions[faction]
    own = any(side.id == spec.id for side in seen.scenario.sides)
    return own and seen.bonds.at_war(spec.id, seen.scenario.ranks[faction])
