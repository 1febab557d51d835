"""Cards: drawn, kept, played and set in force."""

from dataclasses import dataclass

from game.model.table import Delayed, Lasting, Target


@dataclass(frozen=True, slots=True)
class CardsDrawn:
    """Cards left a side's deck and lie before it; others see how many."""

    side: str
    cards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardKept:
    """A side took one of the cards before it into its hand; the others went back into the deck."""

    side: str
    card: str
    back: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardPlayed:
    """A card was played by a side (empty: by nobody), or fired by its date, with a branch and a target."""

    side: str
    card: str
    choice: str = ""
    target: Target = ()


@dataclass(frozen=True, slots=True)
class BranchTaken:
    """A side (empty: nobody) chose the branch of a card that had been played or had fired, at a target."""

    side: str
    card: str
    choice: str
    target: Target = ()


@dataclass(frozen=True, slots=True)
class CardFailed:
    """A card came to nothing: what it needs is not so, or it has nothing to aim at."""

    card: str


@dataclass(frozen=True, slots=True)
class CardLapsed:
    """A card's last turn is past: it went from the hand to the discards."""

    side: str
    card: str


@dataclass(frozen=True, slots=True)
class CardRemoved:
    """A card left the game wherever it lay."""

    card: str


@dataclass(frozen=True, slots=True)
class DeckRenewed:
    """A side's discards became its deck."""

    side: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What was about to happen was answered: `cancelled`, `later` by so many turns, or `softer` by a modifier."""

    how: str
    modifier: int = 0
    turns: int = 0


@dataclass(frozen=True, slots=True)
class FlagSet:
    """A flag was set, or taken down."""

    name: str
    on: bool


@dataclass(frozen=True, slots=True)
class InForce:
    """Something a card laid down began or ended: this is in force now."""

    lasting: tuple[Lasting, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """Something that a card does later was added or has come due: this is still to come."""

    later: tuple[Delayed, ...]
