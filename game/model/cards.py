"""Event cards as a scenario declares them: what they need, what they do, and who holds them.

The vocabulary of conditions and effects is in `conditions` and `effects`; everything here is data.
"""

from dataclasses import dataclass
from typing import Annotated

from game.model.conditions import Condition, Filter
from game.model.effects import Effect
from game.model.words import Between, FactionId, Heads, Names, Number, PlaceId, Scale, SideId, TraitId, UnitId


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim(Filter):
    """What must be chosen when a card is played: one of what `kind` says and the other fields narrow.

    A chosen target is numbers: (cell,) of a stack, hex or place; (unit,); (faction,); (cell, direction).

    - stack, unit: units that the filter means, a stack if one of its units is meant (men are those of the stack); the
      stack has none of the units `without`, and with `away_from` nobody of that kind stands within `hexes` of it;
      `movement` is the class of movement of all of it; a unit has at least `mgs_least` machine guns.
    - place: held by `held`, one of `places`, `near` something; loyalty is at least `loyalty_least`; a unit of the side
      `with_` is seen in it.
    - faction: of the side, one of `factions`, of at most `cohesion_most`.
    - hex: `near` something, with an enemy who is seen in it if `enemy`.
    - hexside: of the hex of a unit that the filter means; `river` is "spate" for a river in spate or "any" for every
      river; `crest`, or a crest.

    `near` a side means at least `near_men` men of it, with the trait `near_trait`; a river has at least `rank`.  One of
    the filters `any_of` must hold too, if there are any.
    """

    kind: Annotated[str, Names((), ("stack", "unit", "place", "faction", "hex", "hexside"))]
    held: SideId = ""
    places: tuple[PlaceId, ...] = ()
    loyalty_least: Annotated[int, Between(-9, 9)] = -9
    with_: SideId = ""
    factions: tuple[FactionId, ...] = ()
    cohesion_most: Scale = 10
    near_men: Heads = 0
    near_trait: TraitId = ""
    away_from: Annotated[str, Names((), ("enemy",))] = ""
    rank: Number = 0
    river: Annotated[str, Names((), ("spate", "any"))] = ""
    crest: bool = False
    movement: Annotated[str, Names((), ("foot", "horse", "wheels"))] = ""
    mgs_least: Number = 0
    enemy: bool = False
    without: tuple[UnitId, ...] = ()
    any_of: tuple[Filter, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A branch of a card: its price beside that of the card, what it needs, and what it does after the card's effects.

    `aim` goes before that of the card.
    """

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
    not `once` goes to the discards.  `chooser` makes the choice, the card's side if it is empty; `worth`, 0 to 6, is a
    hint for computers; `rare` says why a card may hardly ever be seen.
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
    """A side's cards before the first turn, as a multiset: ids, sorted, as often as they lie in the deck.

    `opening` ones lie in the hand instead, beside those of the deck.
    """

    side: str
    cards: tuple[str, ...]
    opening: tuple[str, ...] = ()
