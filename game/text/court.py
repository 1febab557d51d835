"""The coalition and the cards of a hand in the text mode: how the factions stand, councils, plays and answers."""

from collections.abc import Iterator, Sequence

from game import chronicle, questions, umpire
from game.model.actions import Action, CardAnswer, CouncilOrder, PlayCard
from game.model.cards import Card
from game.model.state import Seen
from game.session.game import Session
from game.text.naming import NotUnderstood
from game.text.replies import submit


def coalition(session: Session, _: list[str]) -> Iterator[str]:
    """How the factions stand, as far as the viewer knows, and what works on them this turn."""
    seen = session.seen()
    tested = [number for number, faction in enumerate(seen.scenario.factions) if faction.tested]
    if not tested:
        yield "No faction here has a will of its own."
        return
    for number in tested:
        yield from _standing(seen, number)


def _standing(seen: Seen, faction: int) -> Iterator[str]:
    """One faction: its cohesion or its band, its ceiling, and the causes of this turn with their chances."""
    spec, name = seen.scenario.factions[faction], chronicle.name_faction(seen.scenario, faction)
    if seen.court.of(seen.court.left, faction):
        yield f"{name} left the ranks in turn {seen.court.left[faction]}."
        return
    band = questions.standing(seen, faction)
    if not questions.knows_cohesion(seen, faction):
        yield f"{name}: {band}, as far as you know."
        return
    yield (
        f"{name}: cohesion {seen.bonds.cohesion[faction]}, {band}; ceiling {questions.ceiling(seen, faction)}; "
        f"rivals: {chronicle.listed([seen.scenario.faction(rival).name for rival in spec.rivals]) or 'none'}."
    )
    for cause in seen.court.causes:
        if cause.faction == faction:
            why = chronicle.name_reason(seen.scenario, cause.cause)
            chance = f"a test, failed in {questions.fails(seen, faction, cause.modifier)} of 36"
            yield f"  this turn: {why} ({chronicle.signed(cause.by) if cause.by else chance})"


def council(session: Session, words: list[str]) -> Iterator[str]:
    """The orders of the council there are, numbered, with what each would work; or one of them."""
    seen = session.seen()
    offered = [action for action in umpire.legal(seen) if isinstance(action, CouncilOrder)]
    if words:
        yield from submit(session, _numbered(offered, words, "council"))
        return
    if not offered:
        yield "There is nothing for the council to order now."
        return
    for place, action in enumerate(offered, 1):
        yield f"{place:>3}  {chronicle.name_action(seen, action)}"
        yield from (f"       {line}" for line in stakes(seen, action))
    yield "Say `council` and a number."


def stakes(seen: Seen, action: Action) -> Iterator[str]:
    """What an order works on the factions for certain, one line each, with the chance of each test."""
    for cause in questions.at_stake(seen, action):
        name = chronicle.name_faction(seen.scenario, cause.faction)
        chance = f"tested, failing in {questions.fails(seen, cause.faction, cause.modifier)} of 36"
        yield f"{name}: {chronicle.signed(cause.by) if cause.by else chance}"


def cards(session: Session, _: list[str]) -> Iterator[str]:
    """The viewer's hand, and which branches there are."""
    seen = session.seen()
    if not seen.table.hands:
        yield "There are no cards in this battle."
        return
    hand = seen.table.hands[seen.scenario.side_number(session.viewer or seen.actor)]
    if not hand:
        yield "Your hand is empty."
    for card in hand:
        yield from _told(seen.scenario.card(card))


def _told(card: Card) -> Iterator[str]:
    price = f" (price {card.cost})" if card.cost else ""
    yield f"{card.title}{price}: {card.text}"
    for branch in card.choices:
        yield f"  {branch.label}: {branch.text}"


def play(session: Session, words: list[str]) -> Iterator[str]:
    """The cards of the hand that may be played now, numbered; or one of them."""
    seen = session.seen()
    offered = [action for action in umpire.legal(seen) if isinstance(action, PlayCard)]
    if words:
        yield from submit(session, _numbered(offered, words, "play"))
        return
    if not offered:
        yield "No card of your hand can be played now; `cards` shows your hand."
        return
    for place, action in enumerate(offered, 1):
        yield f"{place:>3}  {chronicle.name_action(seen, action)}"
    yield "Say `play` and a number."


def answer(session: Session, words: list[str]) -> Iterator[str]:
    """Answer the question of the card table by its number."""
    offered = [action for action in umpire.legal(session.seen()) if isinstance(action, CardAnswer)]
    if not offered:
        yield "Nothing is asked of you."
        return
    yield from submit(session, _numbered(offered, words, "answer"))


def _numbered(offered: Sequence[Action], words: list[str], command: str) -> Action:
    """The action with a number of the list.  Raises NotUnderstood."""
    if not offered:
        raise NotUnderstood(f"there is nothing to {command} now")
    if len(words) != 1 or not words[0].isdigit() or not 1 <= int(words[0]) <= len(offered):
        raise NotUnderstood(f"say `{command}` and a number from 1 to {len(offered)}")
    return offered[int(words[0]) - 1]
