"""Chapter 25. Event cards.

25.1  A deck is a number of cards of each kind, a hand holds three.  At the start of each turn a side draws two and
      keeps one; the other goes back.  A full hand draws nothing.
25.2  A card of the hand is played in its side's part, for its price, while its conditions hold and its target is
      there.
"""

from game.model.agenda import DrawCards, FireCard, MayChoose, MayKeep, MayReact, Perform
from game.model.judgement import Refusal
from game.model.ledger import Ledger
from game.model.scenario import Scenario
from game.model.state import State
from game.model.table import Table, Target


def opening(scenario: Scenario) -> Table:
    """The card table before the first turn.  [25.1]"""
    return Table()


def open_turn(ledger: Ledger) -> None:
    """End what is in force no longer, do what has come due, and queue draws and the cards of the calendar."""


def close_turn(ledger: Ledger) -> None:
    """Queue the standing cards whose conditions hold."""


def open_part(ledger: Ledger, side: str) -> None:
    """Count down what holds for parts of a side."""


def draw(ledger: Ledger, task: DrawCards) -> None:
    """Draw a side's cards.  [25.1]"""


def fire(ledger: Ledger, task: FireCard) -> None:
    """Let a card happen if its conditions hold."""


def perform(ledger: Ledger, task: Perform) -> None:
    """Do what a card says."""


def open_window(ledger: Ledger, window: str, target: Target, owner: str) -> None:
    """Ask the other sides whether they answer what is about to happen."""


def judge_playing(state: State, card: str, choice: str, target: Target) -> Refusal | None:
    """Why the actor may not play a card so, or None.  [25.2]"""
    return Refusal("25.2", "card.not_held", {"card": card})


def play(ledger: Ledger, side: str, card: str, choice: str, target: Target) -> None:
    """Play a card of the hand.  [25.2]"""


def judge_keeping(task: MayKeep, card: str) -> Refusal | None:
    """Why a side may not keep this card, or None.  [25.1]"""
    return None if card in task.cards else Refusal("25.1", "card.not_drawn", {"card": card})


def keep(ledger: Ledger, task: MayKeep, card: str) -> None:
    """Keep a card, and put the others back.  [25.1]"""


def judge_choosing(state: State, task: MayChoose, choice: str, target: Target) -> Refusal | None:
    """Why this branch may not be chosen, or None."""
    return None


def choose(ledger: Ledger, task: MayChoose, choice: str, target: Target) -> None:
    """Take a branch of a card."""


def judge_reacting(state: State, task: MayReact, card: str, choice: str, target: Target) -> Refusal | None:
    """Why this answer may not be given, or None."""
    return None


def react(ledger: Ledger, task: MayReact, card: str, choice: str, target: Target) -> None:
    """Answer with a card, or let it pass."""
