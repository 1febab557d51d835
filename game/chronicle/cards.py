"""Event cards in the war diary: drawn, kept, played, answered, and what they have set in force."""

from typing import TypeAlias, assert_never

from game.chronicle.court import name_faction
from game.chronicle.voice import Voice
from game.chronicle.words import Translate, name_hex, name_unit
from game.model import events as e
from game.model.scenario import Scenario
from game.model.state import State
from game.model.table import Target

OfCards: TypeAlias = (
    e.CardsDrawn
    | e.CardKept
    | e.CardPlayed
    | e.BranchTaken
    | e.CardFailed
    | e.CardLapsed
    | e.CardRemoved
    | e.DeckRenewed
    | e.Answered
    | e.FlagSet
    | e.InForce
    | e.Expected
)

ANSWERS = {
    "cancelled": "It came to nothing.",
    "later": "It was put off.",
    "softer": "It did less harm than it might have.",
}


WINDOWS = {
    "drill": "A regiment is put to drill.",
    "offer": "The enemy makes an offer.",
    "break": "A faction breaks with its allies.",
    "storm": "A place is stormed.",
    "reprisal": "A reprisal was taken.",
}
"""What reactions answer, beside cards."""


def name_window(scenario: Scenario, window: str, translate: Translate = str) -> str:
    """What may be answered: a deed of `WINDOWS`, or a card, or one branch of it, as a sentence."""
    if window in WINDOWS:
        return translate(WINDOWS[window])
    card, _, branch = window.partition(":")
    facts = {"card": name_card(scenario, card, translate), "branch": name_branch(scenario, card, branch, translate)}
    return translate("“{card}” is played: {branch}." if facts["branch"] else "“{card}” is played.").format(**facts)


def name_card(scenario: Scenario, card: str, translate: Translate = str) -> str:
    """A card's title; one that lies face down has none."""
    if not card:
        return translate("a card")
    return translate(next((c.title for c in scenario.cards if c.id == card), card))


def name_branch(scenario: Scenario, card: str, choice: str, translate: Translate = str) -> str:
    """A branch of a card by its label, or nothing."""
    branch = scenario.card(card).choice(choice) if any(c.id == card for c in scenario.cards) else None
    return translate(branch.label) if branch is not None else ""


def name_target(state: State, card: str, choice: str, target: Target, translate: Translate = str) -> str:
    """What a card was aimed at, in words; empty for a card that needs no target."""
    scenario = state.scenario
    known = scenario.card(card)
    branch = known.choice(choice)
    aim = (branch.aim if branch is not None else None) or known.aim
    if aim is None or not target:
        return ""
    match aim.kind:
        case "unit":
            return name_unit(scenario, target[0], translate)
        case "faction":
            return name_faction(scenario, target[0], translate)
        case "hexside":
            over = scenario.board.grid.step(target[0], target[1])
            template = translate("from {here} to {there}")
            return template.format(
                here=name_hex(scenario, target[0], translate), there=name_hex(scenario, over, translate)
            )
        case _:
            return name_hex(scenario, target[0], translate)


def tell_cards(state: State, voice: Voice, event: OfCards) -> str | None:
    """What happened at the card table; None for what the cards tell themselves."""
    scenario, translate = state.scenario, voice.translate
    match event:
        case e.CardsDrawn(side, cards):
            count = voice.count(len(cards), "a card", "{count} cards")
            return voice.say("{side} drew {count}.", side=voice.side(side), count=count)
        case e.CardKept(side, card, _):
            return voice.say("{side} kept {card}.", side=voice.side(side), card=_titled(scenario, card, translate))
        case e.CardPlayed(side, card, choice, target):
            branch = name_branch(scenario, card, choice, translate)
            title, where = _titled(scenario, card, translate), name_target(state, card, choice, target, translate)
            template = ("{side} played {card}" if side else "{card}") + (": {branch}" if branch else "")
            template += " ({where})." if where else "."
            return voice.say(template, side=voice.side(side) if side else "", card=title, branch=branch, where=where)
        case e.BranchTaken(side, card, choice, target):
            branch = name_branch(scenario, card, choice, translate)
            where = name_target(state, card, choice, target, translate)
            template = "{side} answered {card}" if side else "{card}"
            template += (": {branch}" if branch else "") + (" ({where})." if where else ".")
            title = _titled(scenario, card, translate)
            return voice.say(template, side=voice.side(side) if side else "", card=title, branch=branch, where=where)
        case e.CardFailed(card):
            return voice.say("{card} came to nothing.", card=_titled(scenario, card, translate))
        case e.CardLapsed(side, card):
            template = "{side} put away {card}: its time is past."
            return voice.say(template, side=voice.side(side), card=_titled(scenario, card, translate))
        case e.CardRemoved(card):
            return voice.say("{card} is out of the game.", card=_titled(scenario, card, translate))
        case e.DeckRenewed(side):
            return voice.say("{side} shuffled the cards played before into the deck.", side=voice.side(side))
        case e.Answered(how):
            return voice.say(ANSWERS.get(how, "It was answered."))
        case e.FlagSet() | e.InForce() | e.Expected():
            return None
        case _:
            assert_never(event)


def _titled(scenario: Scenario, card: str, translate: Translate) -> str:
    name = name_card(scenario, card, translate)
    return f"“{name}”" if card else name
