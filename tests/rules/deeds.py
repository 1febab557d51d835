"""A card of one effect or a few, laid on a small position: what tests of the deeds of cards are made with."""

from collections.abc import Sequence
from dataclasses import replace

from game.model.cards import Aim, Card, Deck
from game.model.effects import Effect
from game.model.ledger import Ledger
from game.model.state import State
from game.model.table import Target
from game.rules import decks, deeds
from tests.sketch import Sketch

CARD = Card("test-card", "enver", "A test", "Text.", "Note.", "source", "hand")


def with_cards(sk: Sketch, *cards: Card, aim: str = "", deck: Sequence[str] = ()) -> State:
    """The state of a sketch whose scenario has some cards beside the test's own, which aims at this kind of thing."""
    own = replace(CARD, aim=Aim(kind=aim)) if aim else CARD
    scenario = replace(
        sk.state.scenario, cards=(own, *cards), decks=(Deck("enver", tuple(sorted(deck))),) if deck else ()
    )
    return replace(sk.state, scenario=scenario, table=decks.opening(scenario))


def done(
    where: Sketch | State,
    *effects: Effect,
    target: Target = (),
    side: str = "enver",
    aim: str = "",
    modifier: int = 0,
) -> Ledger:
    """The ledger after the test's card of a side has done some effects."""
    state = with_cards(where, aim=aim) if isinstance(where, Sketch) else where
    ledger = Ledger(state)
    deeds.do(ledger, effects, CARD.id, side, target, modifier)
    return ledger
