"""Answers that are data: refusals, shifts and forecasts carry clauses, message ids and facts, never sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from game.hexes import Cell

Fact: TypeAlias = int | str

HELPLESS = 20
"""The column against a stack without power: whatever is thrown gives the last row of the ladder."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an action is not allowed: the clause of the rulebook, a message id, and the facts its sentence needs."""

    clause: str
    message: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Route:
    """A way to a hex: the hexes entered in order, the points it costs, and whether an enemy zone ends it there."""

    cells: tuple[Cell, ...]
    cost: int
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """A hex that stops a line of supply, why (enemy, zone, far, closed), and the enemy units whose doing it is."""

    cell: Cell
    cause: str
    units: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """Why bread comes to a hex, or does not.

    `path` runs from a source to the hex as carts would go if no enemy were there, empty if there is no way; `cost` in
    points against `reach`; `cuts` what stops it.  The hex is fed when `fed` is true, by this path or a longer one.
    """

    fed: bool
    path: tuple[Cell, ...]
    cost: int
    reach: int
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class Shift:
    """One reason that moves the result on the ladder, in columns, seen from the attacker."""

    reason: str
    columns: int


@dataclass(frozen=True, slots=True)
class Chance:
    """A named test and its exact chance: `ways` of 36."""

    test: str
    ways: int


@dataclass(frozen=True, slots=True)
class Line:
    """One exact result of a forecast: `ways` of 36, its outcome, and men lost on either side."""

    result: int
    ways: int
    outcome: str
    attacker_loss: int
    defender_loss: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """What an attack comes to, exactly as it will be resolved.

    `plain` is the odds column (index into the chart; -1 is below the lowest), `total` the held sum of the shifts;
    `lines` are the 11 results of two dice in order.
    `tests` come before the fight: evasion (the defender slips away), resolve (the men go at all).  `unseen` is the
    greatest number of enemies that hexes out of sight next to the target could hide.
    """

    target: Cell
    attacker: int
    defender: int
    plain: int
    shifts: tuple[Shift, ...]
    total: int
    lines: tuple[Line, ...]
    tests: tuple[Chance, ...] = ()
    unseen: int = 0

    @property
    def column(self) -> int:
        """The column after shifts; may lie beyond either end of the chart, and does against men without power."""
        return self.plain + self.total if self.defender else HELPLESS

    @property
    def joined(self) -> int:
        """The chance that it comes to a fight at all: ways of 1,296, the throws of two tests."""
        ways = 36 * 36
        for test in self.tests:
            ways = ways * (36 - test.ways if test.test == "evasion" else test.ways) // 36
        return ways

    def ways(self, *outcomes: str) -> int:
        """Ways of 36 to any of these outcomes, once the fight is joined."""
        return sum(line.ways for line in self.lines if line.outcome in outcomes)
