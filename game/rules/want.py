"""Chapter 12. Want.

12.1  Bread is checked at the start of each turn.  A unit that fails goes one rung down the ladder of want:
      supplied, short, out, starving; one that passes is supplied at once.
12.2  Want lessens power and points, costs morale every so many turns and, on the lower rungs, men; by the size of
      hexes the chart may name other losses.
12.3  A unit passes that finds its bread where it lives: on a line of supply, off the land, or from the stores of a
      town that is shut in.
12.4  Where turns are so short that the chart says so, bread is not counted.
"""

from collections.abc import Sequence
from typing import NamedTuple

from game.hexes import CellSet
from game.hexes.search import FAR
from game.model.events import MenLost, WantChanged
from game.model.forces import Status, Unit
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import forage, foraging, in_force, stores, supply


class Fare(NamedTuple):
    """How a unit lives this turn: its count of hungry turns after the check, and why it is not nought.

    The causes are `line`, `stores`, `forage`, `cartridges` and `card`.
    """

    hunger: int
    causes: tuple[str, ...] = ()


FED = Fare(0)
"""What a unit is that passes."""


def fare(state: State, unit: Unit) -> Fare:
    """What a check of bread would make of a unit where it stands.  [10.1, 11.2, 12.1, 12.3, 12.4]"""
    if not state.scenario.measures.bread:
        return FED
    return _Bread(state).fare(unit)


class _Bread:
    """Where the bread of all units comes from, looked up once for all of them."""

    __slots__ = ("_armed", "_lines", "_livings", "_missing", "_state", "indoors")

    def __init__(self, state: State) -> None:
        self._state = state
        self._livings = supply.livings(state.scenario)
        self._armed: dict[str, CellSet] = {}
        self._lines: dict[str, Sequence[int]] = {}
        self.indoors = stores.indoors(state)
        self._missing = foraging.harvest(state, self.indoors).missing

    def fare(self, unit: Unit) -> Fare:
        """What a check of bread would make of a unit where it stands.  [12.1, 12.3, 25.25]"""
        living, side, cell = self._livings[unit.number], unit.side, unit.cell
        held = in_force.hunger(self._state, unit.number) if self._state.table.lasting else None
        if held is not None:
            return Fare(held, ("card",) if held else ())
        if living == supply.NOTHING or unit.dummy:
            return FED
        number = stores.place_of(self._state, unit) if self.indoors >> cell & 1 else None
        if number is not None:
            rung = stores.rung(self._state, number)
            if rung is None:
                return Fare(unit.hunger + 1, ("stores",))
            return Fare(rung, ("stores",)) if rung else FED
        if living == supply.LINE:
            if side not in self._lines:
                self._lines[side] = supply.lines(self._state, side)[0]
            return FED if self._lines[side][cell] < FAR else Fare(unit.hunger + 1, ("line",))
        if side not in self._armed:
            self._armed[side] = forage.cartridges(self._state, side)
        armed = self._armed[side] >> cell & 1
        if unit.number in self._missing:
            return Fare(unit.hunger + 1, ("forage",) if armed else ("forage", "cartridges"))
        return FED if armed else Fare(1, ("cartridges",))


def supplied(state: State, unit: Unit) -> bool:
    """Whether the unit would pass a check of bread where it stands.  [12.3]"""
    return not fare(state, unit).causes


def why_hungry(state: State, unit: Unit) -> tuple[str, ...]:
    """Why the unit would fail a check of bread where it stands: line, stores, forage, cartridges.  [12.3]"""
    return fare(state, unit).causes


def check_bread(ledger: Ledger) -> None:
    """Check the bread of all sides, once a turn, and let want take its toll.  [8.3, 10.6, 11.2, 12.1, 12.2]"""
    if not ledger.state.scenario.measures.bread:
        return
    forage.turn_pastures(ledger)
    supply.feed_depots(ledger)
    state = ledger.state
    content = _loss(state, 0) == 0
    bread, field = _Bread(state), Status.FIELD
    fares = [(unit, bread.fare(unit)) for unit in state.forces.units if unit.status is field]
    fares = [(unit, found) for unit, found in fares if found.hunger or unit.hunger or not content]
    gathered = foraging.harvest(state, bread.indoors)
    stores.serve(ledger)
    foraging.wear(ledger, gathered)
    changed = [WantChanged(unit.number, found.hunger) for unit, found in fares if found.hunger != unit.hunger]
    if changed:
        ledger.record_together(changed)
    dead = [loss for unit, found in fares for loss in _dead(state, unit, found.hunger, bread.indoors)]
    if dead:
        ledger.record_together(dead)


def _dead(state: State, unit: Unit, hunger: int, indoors: CellSet) -> list[MenLost]:
    """The men that a unit loses by want and sickness, and in no fight.  [11.7, 12.2]"""
    shares = [(_loss(state, hunger), "want")]
    if hunger and indoors >> unit.cell & 1 and stores.place_of(state, unit) is not None:
        shares.append((stores.sickness(state), "sickness"))
    left, dead = unit.men, []
    for share, cause in shares:
        lost = left * share // 100
        if lost:
            dead.append(MenLost(unit.number, lost, 0, 0, cause))
            left -= lost
    return dead


def _loss(state: State, hunger: int) -> int:
    """Per cent of men that so many hungry turns cost at this size of hexes.  [12.2]"""
    chart = state.scenario.charts.supply
    rung = chart.wants[min(hunger, len(chart.wants) - 1)]
    return chart.losses.get(state.scenario.scale, {}).get(rung.name, rung.loss)
