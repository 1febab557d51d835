"""A scenario: everything about a game that never changes.  Made by the library, compared by identity, never saved."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from game.model.board import Board
from game.model.calendar import Calendar
from game.model.cards import Card, Deck
from game.model.charts import Charts, Scale, UnitType
from game.model.derived import Remembers


@dataclass(frozen=True, slots=True)
class Flow:
    """What moves a side's purse, `by` so much, beside its income and its dates.

    `kind` and what it needs: `victory` over `men` who were driven off or thrown back; `convoy` taken; `place` of
    `places` (none: any town) taken, or `place_lost`; `retreat` or `rout` suffered by `men`; `losses`, each
    `per` men; `wiped`, each unit of a `type` or with a `trait` that is wiped out.
    """

    kind: str
    by: int
    men: int = 0
    places: tuple[str, ...] = ()
    per: int = 0
    type: str = ""
    trait: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """A party to the war.

    `seat` is person or automaton; `ink` names its colours; `purse` starts its currency, at most `most`; `income` is
    (amount, every so many turns), `flows` what else moves it.  `recall` lists the units of which one is withdrawn when
    the purse is empty.
    """

    id: str
    name: str
    seat: str = "person"
    ink: str = "red"
    emblem: str = "star"
    currency: str = ""
    purse: int = 0
    most: int = 12
    income: tuple[int, int] = (0, 0)
    recall: tuple[str, ...] = ()
    flows: tuple[Flow, ...] = ()


@dataclass(frozen=True, slots=True)
class Faction:
    """A party inside a side.  `home` is a region of the board or empty; `chief` is the unit id of its leader.

    `tested` factions have a will of their own: cohesion works on them.  `envy` regiments drilled lower the ceiling by
    one (0: none do); when any regiment is drilled the faction is tested with `jealousy`, if that is not nought.
    `leaves` is what a ripe faction does: go home, or come to terms; empty where a card tells it.
    """

    id: str
    name: str
    chief: str = ""
    home: str = ""
    rivals: tuple[str, ...] = ()
    cohesion: int = 10
    ceiling: int = 10
    tested: bool = False
    envy: int = 0
    jealousy: int = 0
    leaves: str = ""


@dataclass(frozen=True, slots=True)
class Training:
    """How `side` drills: so many `men` of one faction with a unit of type `cadre` become one of the `units` (ids).

    Drilled men are of `faction`; so many units count as one regiment where envy is reckoned.
    """

    side: str
    faction: str
    men: int
    units: tuple[str, ...]
    cadre: str = "cadre"
    regiment: int = 1


@dataclass(frozen=True, slots=True)
class Source:
    """Where a figure comes from: `low` and `high` bound it where sources differ."""

    text: str
    confidence: str = "estimate"
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class UnitSpec:
    """A unit as the scenario declares it.

    `start` is a place id or `edge:` and an entry id; `turn` 0 keeps it in the pool until a rule calls it.  `among` are
    the places of which its owner chooses one in secret before the game; a `dummy` only looks like what it says.
    Leaders have a `radius` in hexes, are not `mortal` where history still needs them, and may have an `heir`, the id of
    another.
    """

    id: str
    name: str
    side: str
    faction: str
    type: str
    men: int
    guns: int
    mgs: int
    start: str
    turn: int
    if_held: str = ""
    radius: int = 0
    mortal: bool = True
    among: tuple[str, ...] = ()
    dummy: bool = False
    source: Source = Source("")
    heir: str = ""


@dataclass(frozen=True, slots=True)
class LineOfWorks:
    """A line of works: its shift (negative), the men to man it, and a name, if it has one."""

    shift: int
    men: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class Works:
    """Prepared defences of a hex: one line or more, the outermost first; for `side` alone if one is named."""

    at: str
    lines: tuple[LineOfWorks, ...]
    side: str = ""


@dataclass(frozen=True, slots=True)
class Supplier:
    """A source of supply of a side that needs no depot: an entry (`edge:` and its id) or a place."""

    side: str
    at: str


@dataclass(frozen=True, slots=True)
class Depot:
    """A depot that stands at the start."""

    side: str
    at: str


@dataclass(frozen=True, slots=True)
class Spate:
    """Rivers in flood from one turn to another, both included; `rivers` is great or all."""

    first: int
    last: int
    rivers: str


@dataclass(frozen=True, slots=True)
class Spell:
    """Turns, both included, for which the calendar itself sets the weather or the light (empty: leaves it)."""

    first: int
    last: int
    weather: str = ""
    light: str = ""


@dataclass(frozen=True, slots=True)
class Draw:
    """Weather by the dice from one turn to another, each `every` turns: `table` is (least throw, weather), rising."""

    first: int
    last: int
    every: int
    table: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Landing:
    """A bank (place id) that feeds a side while one of its boats lies there."""

    side: str
    at: str


@dataclass(frozen=True, slots=True)
class Stores:
    """Bread in a place at the start, in quarter rations for a turn."""

    at: str
    amount: int


@dataclass(frozen=True, slots=True)
class Exit:
    """Where a side may leave the map: a place, an entry (`edge:` and its id), or `frontier`."""

    side: str
    at: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date set by a side's masters: `place` taken, or the `road` of place ids clear, by the end of the turn.

    In time it pays `reward`; later it costs 1 of the purse a turn.
    """

    side: str
    turn: int
    place: str = ""
    road: tuple[str, ...] = ()
    reward: int = 2


@dataclass(frozen=True, slots=True)
class Award:
    """A way to score for the counted side.

    `kind` and what it needs: `hold` a place each turn from `turn`; `take` a place once; `falls`: once too, `points`
    up to `turn` and `step` less each turn after it; `holding` a place at the end of `turn` (0: of the game); `losses`
    of `side` per `per` men; `guns` that `side` took whole, each; `cohesion` of `faction` from `least` to `most` at the
    end; `standing`: each unit of `side` of a `type`, with a `trait` or among `units` with at least `men`; `leader` free
    at the end with `men` of his side, or `points` when he is lost (kind `leader_lost`); `escaped`: `leader` himself, or
    else `side` per `per` men, off the map by the exits named in `at` (none: by any of its exits).
    """

    kind: str
    points: int
    place: str = ""
    side: str = ""
    turn: int = 0
    per: int = 0
    faction: str = ""
    least: int = 0
    leader: str = ""
    men: int = 0
    most: int = 10
    step: int = 0
    at: tuple[str, ...] = ()
    type: str = ""
    trait: str = ""
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SuddenDeath:
    """An end before time: all conditions together.

    `winner` gets the game at `grade`, or the points decide if `winner` is empty.  Conditions: `held` = (place, side
    that holds it), `hostile` = two sides at war, `fewer` = (side, men) when it has fewer on the map, `leader` = unit id
    of one dead or taken, `cut` = a road of places on which enemies of the loser stand, `gone` = (unit id or side, men)
    that left the map, by the exits `at` if any are named, `raised` = (side, men, place, hexes) when it has fewer so
    near, `sunk` = (faction, cohesion) when it has no more.  They must hold for `turns` ends of turn in a row; the end
    comes `delay` turns later, whatever holds then.
    """

    id: str
    winner: str
    grade: int
    held: tuple[tuple[str, str], ...] = ()
    hostile: tuple[str, str] | None = None
    fewer: tuple[str, int] | None = None
    leader: str = ""
    cut: tuple[str, ...] = ()
    turns: int = 1
    gone: tuple[str, int] | None = None
    at: tuple[str, ...] = ()
    raised: tuple[str, int, str, int] | None = None
    sunk: tuple[str, int] | None = None
    delay: int = 0


@dataclass(frozen=True, slots=True)
class Victory:
    """How the game is counted: for `side`, against `par`; `grades` are the least points for +2, +1, 0 and -1."""

    side: str
    against: str
    par: int
    grades: tuple[int, int, int, int]
    awards: tuple[Award, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    sudden: tuple[SuddenDeath, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Scenario(Remembers):
    """A battle ready to begin.

    `order` names the sides in the order of their parts; `people` the sides to which places of negative and of
    positive loyalty go back; at most `hand` cards are held, and of `draw` drawn each turn one is kept; `digest` is the
    content hash.
    """

    id: str
    title: str
    board: Board
    charts: Charts
    calendar: Calendar
    scale: str
    order: tuple[str, ...]
    sides: tuple[Side, ...]
    factions: tuple[Faction, ...]
    units: tuple[UnitSpec, ...]
    hostile: tuple[tuple[str, str], ...]
    victory: Victory
    works: tuple[Works, ...] = ()
    suppliers: tuple[Supplier, ...] = ()
    depots: tuple[Depot, ...] = ()
    held: Mapping[str, str] = field(default_factory=dict)
    spates: tuple[Spate, ...] = ()
    spells: tuple[Spell, ...] = ()
    draws: tuple[Draw, ...] = ()
    landings: tuple[Landing, ...] = ()
    stores: tuple[Stores, ...] = ()
    exits: tuple[Exit, ...] = ()
    people: tuple[str, str] = ("", "")
    training: Training | None = None
    cards: tuple[Card, ...] = ()
    decks: tuple[Deck, ...] = ()
    hand: int = 3
    draw: int = 2
    digest: str = ""
    summary: str = ""
    briefing: Mapping[str, str] = field(default_factory=dict)
    _sides: Mapping[str, int] = field(init=False)
    _factions: Mapping[str, int] = field(init=False)
    _units: Mapping[str, int] = field(init=False)
    _cards: Mapping[str, Card] = field(init=False)
    types: tuple[UnitType, ...] = field(init=False)
    ranks: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_sides", {side.id: n for n, side in enumerate(self.sides)})
        object.__setattr__(self, "_factions", {faction.id: n for n, faction in enumerate(self.factions)})
        object.__setattr__(self, "_units", {unit.id: n for n, unit in enumerate(self.units)})
        object.__setattr__(self, "_cards", {card.id: card for card in self.cards})
        object.__setattr__(self, "types", tuple(self.charts.units.types[unit.type] for unit in self.units))
        object.__setattr__(self, "ranks", tuple(self._serves(faction) for faction in self.factions))

    def _serves(self, faction: Faction) -> str:
        """The side of a faction's chief, or of the first of its men; empty if it has neither."""
        chief = self.units[self._units[faction.chief]].side if faction.chief in self._units else ""
        return chief or next((unit.side for unit in self.units if unit.faction == faction.id), "")

    def side(self, side_id: str) -> Side:
        """The side with this id.  Raises KeyError."""
        return self.sides[self._sides[side_id]]

    def side_number(self, side_id: str) -> int:
        """The index of a side in `sides`.  Raises KeyError."""
        return self._sides[side_id]

    def faction(self, faction_id: str) -> Faction:
        """The faction with this id.  Raises KeyError."""
        return self.factions[self._factions[faction_id]]

    def faction_number(self, faction_id: str) -> int:
        """The index of a faction in `factions`.  Raises KeyError."""
        return self._factions[faction_id]

    def unit_number(self, unit_id: str) -> int:
        """The number of the unit with this id.  Raises KeyError."""
        return self._units[unit_id]

    def card(self, card_id: str) -> Card:
        """The card with this id.  Raises KeyError."""
        return self._cards[card_id]

    @property
    def measures(self) -> Scale:
        """The row of the movement chart for the size of this map's hexes."""
        return self.charts.terrain.scales[self.scale]
