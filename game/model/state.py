"""The whole game at one moment: a frozen value in parts, so that an event remakes only the part it touches."""

from dataclasses import dataclass, field
from typing import NewType

from game.model.agenda import DECISIONS, Task
from game.model.bonds import Bonds, Pasture, Realm, Sky, Tally
from game.model.court import Court
from game.model.dice import Dice
from game.model.forces import Forces, Unit
from game.model.scenario import Scenario, UnitSpec
from game.model.scouting import Scouting
from game.model.table import Table


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a game ended: winner (empty for nobody), grade of the counted side from +2 to -2, points, and why."""

    winner: str
    grade: int
    points: int
    cause: str


@dataclass(frozen=True, slots=True)
class State:
    """One moment of a game.  Equal when all its parts are; the scenario is carried along, never compared.

    `turn` counts from 1; `part` is the place in the scenario's order of the side that acts.
    """

    scenario: Scenario = field(compare=False, repr=False)
    turn: int
    part: int
    forces: Forces
    realm: Realm
    bonds: Bonds
    sky: Sky
    pasture: Pasture
    scouting: Scouting
    tally: Tally
    agenda: tuple[Task, ...]
    dice: Dice
    outcome: Outcome | None = None
    court: Court = field(default_factory=Court)
    table: Table = field(default_factory=Table)

    @property
    def phasing(self) -> str:
        """The side whose part it is."""
        return self.scenario.order[self.part]

    @property
    def actor(self) -> str:
        """The side whose choice it is: that of the decision on top, else the phasing side."""
        if self.agenda and isinstance(self.agenda[0], DECISIONS):
            return self.agenda[0].side
        return self.phasing

    def unit(self, number: int) -> Unit:
        """The unit with this number."""
        return self.forces.units[number]

    def spec(self, number: int) -> UnitSpec:
        """What the scenario declares of a unit."""
        return self.scenario.units[number]


Seen = NewType("Seen", State)
"""What one side knows and remembers, as a state with blanks: all that a player, a screen or an AI may read."""
