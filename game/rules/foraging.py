"""How the land is shared out among those who live off it.  This carries out chapter 10 on whole turns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeAlias

from game.hexes import Cell, CellSet
from game.model.bonds import Bonds, Pasture, Sky
from game.model.events import GroundWorn
from game.model.forces import Status, Unit
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import forage, supply, terrain, units, weather


@dataclass(frozen=True, slots=True)
class Harvest:
    """What the land gives in a turn: mouths not filled by unit, where there are any, and mouths fed by hex."""

    missing: Mapping[int, int]
    eaten: Mapping[Cell, int]


_Kept: TypeAlias = tuple[Sky, Bonds, Pasture, CellSet, Harvest]


KEPT = 16
"""Harvests that are remembered beside the forces, by what they depend on."""


@dataclass(frozen=True, slots=True)
class Fodder:
    """A hex as pasture: mouths it feeds now, those it feeds this turn, steps by which it is grazed, whether worn."""

    number: int
    eaten: int
    grazed: int
    worn: bool


@dataclass(slots=True)
class _Eater:
    """A unit at table: `mouths` still to fill, the `fields` it can reach, its own hex first, and what it ate there."""

    unit: Unit
    mouths: int
    fields: tuple[Cell, ...]
    ate: dict[Cell, int]


_Ways: TypeAlias = tuple[tuple[dict[Cell, int], ...], CellSet]
"""By cell the hexes beside it that can be marched into, and the hexes that are closed."""


_Move: TypeAlias = tuple[_Eater, Cell, Cell]
"""A unit that eats on another hex instead."""


def harvest(state: State, indoors: CellSet = 0) -> Harvest:
    """What all who live off the land find in this turn; men on hexes `indoors` have other bread.  [10.4, 10.5]

    Of a view it is what the side can foresee.
    """
    kept: list[_Kept] = state.forces.remembered("harvest", list)
    for sky, bonds, pasture, inside, answer in kept:
        if sky is state.sky and bonds is state.bonds and inside == indoors and pasture == state.pasture:
            return answer
    answer = _gathered(state, indoors)
    if len(kept) >= KEPT:
        kept.clear()
    kept.append((state.sky, state.bonds, state.pasture, indoors, answer))
    return answer


def _gathered(state: State, indoors: CellSet) -> Harvest:
    """Fill the mouths: sparing the ground as long as that is enough, then down to the last stalk.  [10.5]"""
    table = _Table(state, indoors)
    table.eat_at_home()
    table.serve()
    table.bring_what_was_spared()
    table.serve()
    return Harvest({eater.unit.number: eater.mouths for eater in table.hungry()}, table.eaten())


class _Table:
    """All who live off the land at one table.

    `_left` is by cell what may still be eaten there, `_guests` are those who once ate of a hex.
    """

    __slots__ = ("_eaters", "_guests", "_left", "_spared", "_state", "_used_up", "_ways")

    def __init__(self, state: State, indoors: CellSet) -> None:
        self._state = state
        self._spared = forage.spared(state)
        self._left = list(self._spared)
        self._used_up: set[Cell] = set()
        self._guests: dict[Cell, list[_Eater]] = {}
        self._ways: dict[tuple[str, terrain.Mover], _Ways] = {}
        field = Status.FIELD
        self._eaters = [
            _Eater(unit, number, (), {})
            for unit, (each, home) in zip(state.forces.units, forage.appetites(state.scenario), strict=True)
            if each
            and unit.status is field
            and not indoors >> unit.cell & 1
            and (number := forage.mouths_of(state, unit, each, home))
        ]

    def bring_what_was_spared(self) -> None:
        """Let all be eaten that the ground bears."""
        used, spared = self._left, self._spared
        self._left = list(forage.capacities(self._state))
        self._used_up = set()
        for cell in self._guests:
            self._left[cell] -= spared[cell] - used[cell]

    def eaten(self) -> dict[Cell, int]:
        """The mouths that were fed, by hex, when nothing was spared."""
        numbers = forage.capacities(self._state)
        return {cell: numbers[cell] - self._left[cell] for cell in self._guests}

    def serve(self) -> None:
        """Feed the hungry, in the order of their numbers."""
        for eater in self.hungry():
            self._feed(eater)

    def hungry(self) -> list[_Eater]:
        """Those who still have mouths to fill."""
        return [eater for eater in self._eaters if eater.mouths]

    def eat_at_home(self) -> None:
        """Let all eat on their own hexes until they have enough or there is no more.  [10.5]"""
        for eater in self._eaters:
            cell = eater.unit.cell
            number = min(eater.mouths, self._left[cell])
            if number > 0:
                self._take(eater, cell, number)

    def _where(self, eater: _Eater) -> tuple[Cell, ...]:
        """Where a unit may eat.  [10.4]"""
        unit = eater.unit
        way = (unit.side, units.mover(self._state, unit))
        if way not in self._ways:
            self._ways[way] = _ways(self._state, *way)
        prices, closed = self._ways[way]
        beside = [there for there in sorted(prices[unit.cell]) if not closed >> there & 1]
        eater.fields = (unit.cell, *beside)
        return eater.fields

    def _feed(self, eater: _Eater) -> None:
        """Let a unit eat wherever it may, and others make room, until it has enough or there is no more.  [10.5]"""
        fields, left = eater.fields or self._where(eater), self._left
        for least, cell in sorted([(-left[cell], cell) for cell in fields if left[cell] > 0]):
            self._take(eater, cell, min(eater.mouths, -least))
            if not eater.mouths:
                return
        while eater.mouths and (moves := self._room(eater, fields)):
            number = min(eater.mouths, *(guest.ate[here] for guest, here, _ in moves), left[moves[-1][2]])
            for guest, here, there in moves:
                self._take(guest, here, -number)
                self._take(guest, there, number)
            self._take(eater, moves[0][1], number)

    def _take(self, eater: _Eater, cell: Cell, number: int) -> None:
        ate = eater.ate
        if cell in ate:
            ate[cell] += number
        else:
            ate[cell] = number
            self._guests.setdefault(cell, []).append(eater)
        eater.mouths -= number
        self._left[cell] -= number

    def _room(self, eater: _Eater, fields: Sequence[Cell]) -> list[_Move]:
        """Who would have to go where to make room for a unit: the shortest chain of moves, the first one nearest.

        Where a search found no room there is none any more: whoever eats on those hexes has no others.
        """
        used_up, left = self._used_up, self._left
        ring = [cell for cell in fields if cell not in used_up]
        came: dict[Cell, _Move | None] = dict.fromkeys(ring)
        for cell in ring:
            guests = self._guests.get(cell, ())
            for guest in sorted(guests, key=_number) if len(guests) > 1 else guests:
                if guest is eater or not guest.ate[cell]:
                    continue
                for there in guest.fields or self._where(guest):
                    if there not in came and there not in used_up:
                        came[there] = (guest, cell, there)
                        ring.append(there)
                        if left[there] > 0:
                            return _chain(came, there)
        used_up.update(ring)
        return []


_number = attrgetter("unit.number")


def _chain(came: Mapping[Cell, _Move | None], cell: Cell) -> list[_Move]:
    """The moves that lead to a hex, the first one nearest to where they begin."""
    chain: list[_Move] = []
    while (move := came[cell]) is not None:
        chain.append(move)
        cell = move[1]
    return chain[::-1]


def _ways(state: State, side: str, mover: terrain.Mover) -> _Ways:
    """What a side's units of a kind of movement can march into, and the hexes where they may not forage.  [10.4]"""
    enemies, in_zones = supply.closed(state, side)
    return terrain.prices(state.scenario, mover, weather.going(state, side)), enemies | in_zones


def fodder(state: State, cell: Cell, indoors: CellSet = 0) -> Fodder:
    """A hex as pasture, as it is now and as it will be eaten.  [10.2, 10.5, 10.6]"""
    eaten = harvest(state, indoors).eaten.get(cell, 0)
    return Fodder(forage.capacity(state, cell), eaten, forage.grazed(state, cell), bool(state.pasture.worn >> cell & 1))


def wear(ledger: Ledger, gathered: Harvest) -> None:
    """Note which hexes have fed more than they bear.  [10.6]"""
    state = ledger.state
    share, numbers = state.scenario.charts.supply.grazing_share, forage.capacities(state)
    worn = [
        cell
        for cell, number in gathered.eaten.items()
        if number * 100 > numbers[cell] * share and not state.pasture.worn >> cell & 1
    ]
    if worn:
        ledger.record(GroundWorn(tuple(sorted(worn))))
