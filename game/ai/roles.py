"""What each unit of a scenario is good for, looked up once by its number; and what it is worth as it stands now."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from game import questions
from game.hexes import CellSet
from game.model.forces import Unit
from game.model.state import State


@dataclass(frozen=True, slots=True)
class Role:
    """What never changes about a unit, in the terms a player thinks in.

    A `post` is made for holding: trained men on foot much better in defence than in attack.  The `nimble` are riders
    and hillmen without drill, who rather slip away than fight in the open.  `beat` is where the unit goes: bands of a
    faction with a home of its own do not go far from it, for their valley is what they fight for.
    """

    mover: tuple[str, bool]
    fights: bool
    regular: bool
    nimble: bool
    charges: bool
    post: bool
    convoy: bool
    leader: bool
    cadre: bool
    wheeled: bool
    beat: CellSet


LEASH = 8
"""Hexes from its home region within which a band is led."""


def roles(state: State) -> tuple[Role, ...]:
    """The roles of all units, by their numbers."""
    return state.scenario.remembered("ai roles", lambda: tuple(_role(state, unit) for unit in state.forces.units))


def _role(state: State, unit: Unit) -> Role:
    row = state.scenario.types[unit.number]
    trained = questions.trained(state, unit)
    agile = row.movement in ("light", "horse") or "mountaineer" in row.traits
    fights = row.attack > 0 or row.machine_attack > 0  # by its kind: whether a counter is a dummy is not known to all
    return Role(
        questions.mover(state, unit),
        fights,
        "regular" in row.traits,
        agile and not trained and fights,
        "charge" in row.traits,
        row.movement == "foot" and trained and fights and row.attack * 3 < row.defence * 2,
        "convoy" in row.traits,
        "leader" in row.traits,
        "cadre" in row.traits,
        row.movement == "wheeled",
        _beat(state, unit, trained=trained),
    )


def _beat(state: State, unit: Unit, *, trained: bool) -> CellSet:
    board = state.scenario.board
    faction = state.spec(unit.number).faction
    home = board.regions.get(state.scenario.faction(faction).home, 0) if faction and not trained else 0
    if not home:
        return board.ground
    for _ in range(LEASH):
        home = board.grid.spread(home)
    return home & board.ground


class Worth(NamedTuple):
    """What a unit is worth where it stands: power in attack and defence, points for a part, and whether it attacks."""

    attack: int
    guard: int
    allowance: int
    steadfast: bool


KNOWN = 20_000
"""Worths that a scenario remembers at most."""


def worths(state: State, units: Iterable[Unit]) -> dict[int, Worth]:
    """The worth of units, by number.

    It is remembered by the unit as it stands, and by all it depends on.
    """
    types, weather = state.scenario.types, state.sky.weather
    last: dict[int, tuple[Unit, str, bool, Worth]] = state.scenario.remembered("ai last worths", dict)
    found: dict[int, Worth] = {}
    for unit in units:
        number = unit.number
        known = last.get(number)
        led = bool(types[number].led_attack) and questions.chief_here(state, unit)
        if known is not None and known[0] is unit and known[1] == weather and known[2] is led:
            found[number] = known[3]
        else:
            found[number] = worth = _known_worth(state, unit, led=led)
            last[number] = (unit, weather, led, worth)
    return found


def _known_worth(state: State, unit: Unit, *, led: bool) -> Worth:
    known: dict[tuple[int | str | bool, ...], Worth] = state.scenario.remembered("ai worths", dict)
    terrain = state.scenario.board.terrain[unit.cell]
    key = (unit.number, unit.men, unit.guns, unit.mgs, unit.morale, unit.hunger, unit.pace, unit.dummy, terrain, led,
           state.sky.weather)  # fmt: skip
    worth = known.get(key)
    if worth is None:
        if len(known) >= KNOWN:
            known.clear()
        worth = known[key] = _worth(state, unit)
    return worth


def _worth(state: State, unit: Unit) -> Worth:
    return Worth(
        questions.power(state, unit, unit.cell, attacking=True),
        questions.power(state, unit, unit.cell, attacking=False),
        questions.allowance(state, unit),
        questions.mood(state, unit).attack > 0,
    )
