"""What each unit of a scenario is good for, looked up once by the number of the unit."""

from dataclasses import dataclass

from game import questions
from game.model.forces import Unit
from game.model.state import State


@dataclass(frozen=True, slots=True)
class Role:
    """What never changes about a unit, in the terms a player thinks in.

    A `post` is made for holding: trained men on foot much better in defence than in attack.  The `nimble` are riders
    and hillmen without drill, who rather slip away than fight in the open.
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


def roles(state: State) -> tuple[Role, ...]:
    """The roles of all units, by their numbers."""
    return state.scenario.remembered("ai roles", lambda: tuple(_role(state, unit) for unit in state.forces.units))


def _role(state: State, unit: Unit) -> Role:
    row = state.scenario.types[unit.number]
    trained = questions.trained(state, unit)
    agile = row.movement in ("light", "horse") or "mountaineer" in row.traits
    fights = questions.fights(state, unit)
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
    )
