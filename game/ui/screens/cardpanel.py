"""The card table in the right panel: questions and their answers, the hand of cards, and pages of offers."""

import pygame

from game import chronicle
from game.model.agenda import MayChoose, MayKeep, MayReact
from game.model.state import Seen
from game.ui import choices, panel
from game.ui.faces import Face, line_height, paragraph, px, shorten, width, wrap
from game.ui.screens.moment import Moment, why
from game.ui.table import Offer

NEXT_PAGE = "0"
"""The key that turns to the next page of a long list."""


def draw(moment: Moment, page: int, left: int, room: int, y: int) -> int:
    """Draw the question and a button for each answer; return the y below."""
    question = choices.asked(moment.seen)
    if not isinstance(question, MayKeep | MayChoose | MayReact):
        return y
    head, words = _asked(moment.seen, question)
    y = panel.heading(moment.surface, moment.stage.theme, (left, y), room, head)
    y = paragraph(moment.surface, words, Face.SERIF, 15, moment.stage.theme.ink, (left, y), room) + px(4)
    return draw_offers(moment, page, left, room, y)


def draw_hand(moment: Moment, page: int, left: int, room: int, y: int) -> int:
    """Draw the cards that are held, each way in which one can be played now as a button; return the y below."""
    surface, theme = moment.surface, moment.stage.theme
    y = panel.heading(surface, theme, (left, y), room, "Your hand", "press to play", "F2")
    if not moment.offers:
        return paragraph(surface, "You hold no card.", Face.SERIF_ITALIC, 14, theme.ink_2, (left, y), room)
    return draw_offers(moment, page, left, room, y)


def draw_offers(moment: Moment, page: int, left: int, room: int, y: int) -> int:
    """Draw one page of what is offered, and a button for the next if there are more; return the y below."""
    low = pygame.Rect(moment.plan.right).bottom - px(60)
    pages = _pages(moment, low - y, room)
    page = min(page, len(pages) - 1)
    for place, number in enumerate(pages[page]):
        y = _offer(moment, moment.offers[number], number, f"{place + 1}" if place < 9 else "", left, room, y)
    if len(pages) > 1:
        box = pygame.Rect(left, y + px(6), room, px(30))
        label = f"More ({page + 1} of {len(pages)})"
        moment.desk.button(box, label, f"page:{(page + 1) % len(pages)}", NEXT_PAGE, size=14.5)
        y = box.bottom
    return y + px(6)


def _pages(moment: Moment, high: int, room: int) -> list[list[int]]:
    """The numbers of the offers that have room together, page by page; one at least on each."""
    pages: list[list[int]] = [[]]
    left = high
    for number, offer in enumerate(moment.offers):
        need = px(43) + len(wrap(_under(moment, offer, room), Face.SERIF_ITALIC, 13.5, room - px(12))) * line_height(
            13.5
        )
        if pages[-1] and need > left:
            pages.append([])
            left = high
        pages[-1].append(number)
        left -= need
    return pages


def _label_room(room: int) -> int:
    """The pixels that a label has on its button, beside its price and its key."""
    return room - px(84)


def _under(moment: Moment, offer: Offer, room: int) -> str:
    """What stands below an offer: its whole name if the button cuts it, what it does, and why it cannot be had."""
    whole = offer.label if width(offer.label, Face.SERIF, 15) > _label_room(room) else ""
    stop = why(offer.refusal, moment.seen)
    return "  ".join(words for words in (f"{whole}." if whole else "", offer.words, stop) if words)


def _offer(moment: Moment, offer: Offer, number: int, key: str, left: int, room: int, y: int) -> int:
    """One offer as a button, with what it does below."""
    theme = moment.stage.theme
    box = pygame.Rect(left, y + px(6), room, px(34))
    stop = "" if offer.action is not None else why(offer.refusal, moment.seen) or "It is not your part."
    short = shorten(offer.label, Face.SERIF, 15, _label_room(room))
    label = f"{short} ({offer.price})" if offer.price else short
    moment.desk.button(box, label, f"pick:{number}", "" if stop else key, why=stop, size=15)
    y, under = box.bottom + px(3), _under(moment, offer, room)
    if under:
        y = paragraph(moment.surface, under, Face.SERIF_ITALIC, 13.5, theme.ink_2, (left + px(6), y), room - px(12))
    return y


def _asked(seen: Seen, question: MayKeep | MayChoose | MayReact) -> tuple[str, str]:
    """The head of a question and what it is about."""
    scenario = seen.scenario
    match question:
        case MayKeep():
            return "Cards are drawn", "One is kept; the other goes back into the deck."
        case MayChoose(_, card):
            return chronicle.name_card(scenario, card), scenario.card(card).text
        case MayReact(_, window):
            return "Will you answer?", chronicle.name_window(scenario, window)
