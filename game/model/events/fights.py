"""Attacks, ambushes, and what men lose in them."""

from dataclasses import dataclass

from game.hexes import Cell


@dataclass(frozen=True, slots=True)
class AmbushSprung:
    """Men in hiding fell on a march: its hex and the units that lay in wait.  They and all on the hex have fought."""

    side: str
    target: Cell
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Surprised:
    """A fight was not what the attacker could foresee: his net column and that which holds, and why (message ids)."""

    target: Cell
    expected: int
    actual: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AttackDeclared:
    """An attack was ordered; its units have fought and the hex is engaged."""

    side: str
    target: Cell
    units: tuple[int, ...]
    charge: bool


@dataclass(frozen=True, slots=True)
class AttackRefused:
    """Men ordered to a hopeless attack would not go."""

    target: Cell
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DefenderEvaded:
    """The defenders slipped away before the blow."""

    target: Cell
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FightResolved:
    """A fight's result: powers, the place on the ladder, and the outcome of its row.

    `sides` are that of the attacker and that of the defender, `men` how many of each went into it.
    """

    target: Cell
    attacker: int
    defender: int
    column: int
    shift: int
    result: int
    outcome: str
    sides: tuple[str, str] = ("", "")
    men: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class MenLost:
    """A unit lost men, guns or machine guns (cause: fight, pursuit, retreat, want, charge,
    stragglers, heat, sickness, sortie)."""

    unit: int
    men: int
    guns: int
    mgs: int
    cause: str


@dataclass(frozen=True, slots=True)
class GunsTaken:
    """Guns and machine guns of a routed unit fell to a side."""

    unit: int
    guns: int
    mgs: int
    side: str


@dataclass(frozen=True, slots=True)
class MoraleChanged:
    """A unit's morale moved by `by` to `to`."""

    unit: int
    by: int
    to: int
    cause: str


@dataclass(frozen=True, slots=True)
class Repulsed:
    """A unit was stopped before the enemy's line: no attack in its next part."""

    unit: int
