"""What the garrison of the siege study does: a script that plays by legal orders, and knows what a player would see.

It sets its ration each week, falls upon besiegers who camp at its walls in small numbers, and goes for grain when its
stores are low, into the field that the fewest besiegers watch.
"""

from enum import StrEnum
from typing import assert_never

from game import umpire
from game.model.actions import Attack, EndPart, GrainSortie, SetRation
from game.model.bonds import Ration
from game.model.state import State
from game.rules import stores, units
from tests.siege.table import TOWN, Table

LOW = 8
"""Quarter rations at or below which the garrison goes for grain."""

LAST = 4
"""Quarter rations that are eaten one a week by a garrison that makes them last."""


class Rations(StrEnum):
    """How the garrison eats: full or half as long as it lasts, or half, and quarter when little is left."""

    FULL = "full while it lasts"
    HALF = "half from T1"
    LASTING = "half, then what lasts"


def defend(table: Table, rations: Rations) -> None:
    """Play a part of the garrison."""
    state = table.state
    wish = SetRation(TOWN, _ration(state, rations))
    if table.may(wish):
        table.do(wish)
    _sally(table)
    if table.state.realm.holdings[TOWN].stores <= LOW:
        order = _sortie(table)
        if order is not None:
            table.do(order)
    table.do(EndPart())


def _ration(state: State, rations: Rations) -> Ration:
    match rations:
        case Rations.FULL:
            return Ration.FULL
        case Rations.HALF:
            return Ration.HALF
        case Rations.LASTING:
            return Ration.QUARTER if state.realm.holdings[TOWN].stores <= LAST else Ration.HALF
        case _:
            assert_never(rations)


SALLY = 6
"""Net column from which the garrison falls upon besiegers at its walls: it drives them off in 21 throws of 36."""


def _sally(table: Table) -> None:
    """Fall upon the besiegers at the walls against whom the forecast is best, if it is good enough."""
    state = table.state
    able = [u for u in state.forces.at(table.town) if units.mood(state, u).attack and not u.repulsed and not u.fought]
    best: tuple[int, Attack] | None = None
    camped = state.forces.occupied().get("enver", 0)
    for cell in state.scenario.board.grid.neighbours[table.town]:
        if not camped >> cell & 1:
            continue
        attack = Attack(cell, tuple(u.number for u in able if units.power(state, u, cell, attacking=True)))
        if attack.units and table.may(attack):
            column = umpire.forecast(state, attack).column
            if column >= SALLY and (best is None or column > best[0]):
                best = (column, attack)
    if best is not None:
        table.do(best[1])


WATCHED = 1
"""Besiegers watching a field with whom the garrison still goes there for grain."""


def _sortie(table: Table) -> GrainSortie | None:
    """The grain sortie with the best prospects, by the strongest company, if there is one worth its men."""
    state, best = table.state, None
    men = sorted((u for u in state.forces.at(table.town) if u.men >= 100), key=lambda u: (-u.morale, -u.men, u.number))
    for field in state.scenario.board.grid.neighbours[table.town]:
        watchers = stores.watchers(state, "red", field)
        if watchers <= WATCHED and (best is None or watchers < best[0]):
            order = next((o for o in (GrainSortie(u.number, field) for u in men) if table.may(o)), None)
            if order is not None:
                best = (watchers, order)
    return best[1] if best is not None else None
