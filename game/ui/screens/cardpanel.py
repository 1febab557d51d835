"""Questions of the card table in the right panel: which card is kept, which branch taken, whether to answer."""

import pygame

from game import chronicle, umpire
from game.model.actions import Action, Choose, Keep, PlayCard, React
from game.model.agenda import MayChoose, MayKeep, MayReact
from game.model.state import Seen
from game.ui import choices, panel
from game.ui.faces import Face, paragraph, px, shorten
from game.ui.screens.moment import Moment

WINDOWS = {
    "drill": "A regiment is put to drill.",
    "offer": "The enemy makes an offer.",
    "break": "A faction breaks with its allies.",
    "storm": "A place is stormed.",
    "reprisal": "A reprisal was taken.",
}
"""What reactions answer, beside cards."""


def answers(seen: Seen) -> tuple[Action, ...]:
    """The answers there are to the question of the card table, in the order in which they are offered."""
    return tuple(action for action in umpire.legal(seen) if isinstance(action, Keep | Choose | React))


def draw(moment: Moment, left: int, room: int, y: int) -> int:
    """Draw the question and a button for each answer; return the y below."""
    surface, theme, seen = moment.surface, moment.stage.theme, moment.seen
    question = choices.asked(seen)
    if not isinstance(question, MayKeep | MayChoose | MayReact):
        return y
    head, words = _asked(seen, question)
    y = panel.heading(surface, theme, (left, y), room, head)
    y = paragraph(surface, words, Face.SERIF, 15, theme.ink, (left, y), room) + px(4)
    for place, action in enumerate(answers(seen)):
        y = _answer(moment, action, place, left, room, y)
    return y + px(6)


def _asked(seen: Seen, question: MayKeep | MayChoose | MayReact) -> tuple[str, str]:
    """The head of a question and what it is about."""
    scenario = seen.scenario
    match question:
        case MayKeep():
            return "Cards are drawn", "One is kept; the other goes back into the deck."
        case MayChoose(_, card):
            return chronicle.name_card(scenario, card), scenario.card(card).text
        case MayReact(_, window):
            card, _, branch = window.partition(":")
            told = WINDOWS.get(window, "")
            if not told:
                name, label = chronicle.name_card(scenario, card), chronicle.name_branch(scenario, card, branch)
                told = f"“{name}” is played: {label}." if label else f"“{name}” is played."
            return "Will you answer?", told


def _answer(moment: Moment, action: Action, place: int, left: int, room: int, y: int) -> int:
    """One answer as a button, with what its card or branch says below."""
    surface, theme, seen = moment.surface, moment.stage.theme, moment.seen
    label, words, price = _worded(seen, action)
    key = f"{place + 1}" if place < 9 else ""
    label = f"{label} ({price})" if price else label
    box = pygame.Rect(left, y + px(6), room, px(34))
    moment.desk.button(box, shorten(label, Face.SERIF, 15, room - px(60)), f"pick:{place}", key, size=15)
    y = box.bottom + px(3)
    if words:
        y = paragraph(surface, words, Face.SERIF_ITALIC, 13.5, theme.ink_2, (left + px(6), y), room - px(12))
    return y


def _worded(seen: Seen, action: Action) -> tuple[str, str, int]:
    """The label of an answer, what it does, and its price."""
    scenario = seen.scenario
    match action:
        case Keep(card):
            known = scenario.card(card)
            return known.title, known.text, known.cost
        case React(card, choice, target) | PlayCard(card, choice, target):
            if not card:
                return "Let it pass", "", 0
            known = scenario.card(card)
            branch = known.choice(choice)
            where = chronicle.name_target(seen, card, choice, target)
            label = known.title + (f": {branch.label}" if branch is not None else "") + (f", {where}" if where else "")
            price = known.cost + (branch.cost if branch is not None else 0)
            return label, branch.text if branch is not None else known.text, price
        case Choose(choice, target):
            question = choices.asked(seen)
            assert isinstance(question, MayChoose)
            branch = scenario.card(question.card).choice(choice)
            assert branch is not None
            where = chronicle.name_target(seen, question.card, choice, target)
            return branch.label + (f", {where}" if where else ""), branch.text, branch.cost
        case _:
            return "", "", 0
