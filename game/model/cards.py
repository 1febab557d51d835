"""Event cards as a scenario declares them: what they need, what they do, and who holds them.

The vocabulary of conditions and effects is in `conditions` and `effects`; everything here is data.
"""

from dataclasses import dataclass

from game.model.conditions import ANYBODY, Condition, Filter
from game.model.effects import Effect


@dataclass(frozen=True, slots=True)
class Aim:
    """What must be chosen when a card is played.

    `kind` is stack, unit, place, faction, hex or hexside; `who` and the fields below narrow it, see the book's chapter
    on cards.  A chosen target is numbers: (cell,) of a stack, hex or place; (unit,); (faction,); (cell, direction).
    """

    kind: str
    who: Filter = ANYBODY
    held: str = ""
    places: tuple[str, ...] = ()
    loyalty_least: int = -9
    factions: tuple[str, ...] = ()
    cohesion_most: int = 10
    near: str = ""
    near_men: int = 0
    near_trait: str = ""
    away_from: str = ""
    hexes: int = 0
    rank: int = 0
    river: str = ""
    movement: str = ""
    mgs_least: int = 0
    enemy: bool = False
    without: tuple[str, ...] = ()
    any_of: tuple[Filter, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A branch of a card: its price beside that of the card, what it needs, and what it does."""

    id: str
    label: str
    text: str
    cost: int = 0
    conditions: tuple[Condition, ...] = ()
    effects: tuple[Effect, ...] = ()
    aim: Aim | None = None
    worth: int = 2


@dataclass(frozen=True, slots=True)
class Card:
    """An event card.

    `kind` is hand (played in its side's part), calendar (fires by its date), reaction (answers what `answers` names: a
    card, "card:choice", or drill, offer, break, storm, reprisal) or standing (at each end of turn while its conditions
    hold).  `first` and `last` bound its turns; from turn `due` a hand card fires by itself and free.  A card that is
    not `once` goes to the discards.  `chooser` makes the choice; `worth`, 0 to 6, is a hint for computers; `rare` says
    why a card may hardly ever be seen.
    """

    id: str
    side: str
    title: str
    text: str
    note: str
    source: str
    kind: str
    first: int = 1
    last: int = 999
    once: bool = True
    cost: int = 0
    answers: str = ""
    due: int = 0
    conditions: tuple[Condition, ...] = ()
    effects: tuple[Effect, ...] = ()
    choices: tuple[Choice, ...] = ()
    chooser: str = ""
    aim: Aim | None = None
    worth: int = 2
    rare: str = ""

    def choice(self, choice_id: str) -> Choice | None:
        """The branch with this id, or None."""
        return next((choice for choice in self.choices if choice.id == choice_id), None)


@dataclass(frozen=True, slots=True)
class Deck:
    """A side's cards, as a multiset: ids, sorted, as often as they lie in it; `opening` ones begin in the hand."""

    side: str
    cards: tuple[str, ...]
    opening: tuple[str, ...] = ()
