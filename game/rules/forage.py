"""Chapter 9. Living off the land.

9.1  Everyone else lives off the land, and is short of cartridges when neither the frontier nor a town of his
     side is within twelve hexes.  For want of cartridges nobody is worse than short.
9.2  A hex feeds so many mouths a turn, by its ground, the season and the size of hexes; a town adds its own.
9.3  A man on foot is one mouth and a horseman two; in his faction's home region he counts half.
9.4  Men eat on their own hex and on those next to it that they could march into, but not where an enemy stands,
     nor in an enemy zone unless a friend stands there.
9.5  As long as they can, men spare the ground and take no more of a hex than half its number: all on their own
     hexes first, then on those beside, where most is left.  When that does not fill them they take what is there.
     They are served in the order of their numbers, and make room for one another as far as they find other fields.
9.6  A hex that fed more than half its number in a turn is worn.  When the month changes, worn hexes are grazed by
     one step: their number is halved, twice at the most.
9.7  In the months of growth other grazed hexes heal by one step: every fourth turn on the largest hexes, at the
     change of the month on smaller ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from game.hexes import NO_CELL, Cell, CellSet, cells_of, set_of
from game.model.bonds import Bonds, Pasture, Sky
from game.model.events import GroundGrazed, GroundWorn
from game.model.forces import Status, Unit
from game.model.ledger import Ledger
from game.model.scenario import Scenario
from game.model.state import State
from game.rules import supply, terrain, units, weather


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


def cartridges(state: State, side: str) -> CellSet:
    """The hexes near enough to the frontier or to a town of the side.  [9.1]"""
    return state.realm.remembered(("cartridges", side), lambda: _armed(state, side))


def _armed(state: State, side: str) -> CellSet:
    """The same, remembered by the towns that the side holds: other things change more often."""
    scenario = state.scenario
    board = scenario.board
    sources: CellSet = scenario.remembered("frontier", lambda: set_of(cell for cell, _ in board.frontier))
    for place, held in zip(board.places, state.realm.holdings, strict=True):
        if place.town and held.holder == side:
            sources |= 1 << place.cell

    def near() -> CellSet:
        cells = sources
        for _ in range(scenario.charts.supply.cartridges):
            cells = board.grid.spread(cells)
        return cells & board.ground

    return scenario.remembered(("cartridges", sources), near)


def _numbers(scenario: Scenario, season: str) -> tuple[int, ...]:
    """By cell: the mouths that ungrazed ground feeds in a season.  [9.2]"""

    def work_out() -> tuple[int, ...]:
        board = scenario.board
        if not scenario.measures.bread:
            return tuple(0 for _ in board.terrain)
        table = scenario.charts.supply.forage[scenario.scale][season]
        return tuple(
            (table[kind] if kind else 0) + (table["town"] if kind and board.town_at(cell) else 0)
            for cell, kind in enumerate(board.terrain)
        )

    return scenario.remembered(("forage", season), work_out)


def grazed(state: State, cell: Cell) -> int:
    """By how many steps a hex is grazed.  [9.6]"""
    pasture = state.pasture
    return 2 if pasture.twice >> cell & 1 else pasture.once >> cell & 1


def _capacities(state: State) -> Sequence[int]:
    """By cell: the mouths that the ground feeds in a turn, as it is now.  [9.2, 9.6]"""
    pasture = state.pasture
    whole = _numbers(state.scenario, state.sky.season)
    if not pasture.once | pasture.twice:
        return whole

    def work_out() -> Sequence[int]:
        numbers = list(whole)
        for cell in cells_of(pasture.once | pasture.twice):
            numbers[cell] >>= grazed(state, cell)
        return numbers

    return pasture.remembered(("capacities", state.sky.season), work_out)


def capacity(state: State, cell: Cell) -> int:
    """The mouths that a hex feeds in a turn, as it is now.  [9.2, 9.6]"""
    return _capacities(state)[cell]


def _appetites(scenario: Scenario) -> tuple[tuple[int, CellSet], ...]:
    """By unit: mouths of a man who lives off the land, and the hexes of his home.  [9.1, 9.3]"""

    def work_out() -> tuple[tuple[int, CellSet], ...]:
        mouths, regions = scenario.charts.supply.mouths, scenario.board.regions
        livings = supply.livings(scenario)
        found = []
        for number, (row, spec) in enumerate(zip(scenario.types, scenario.units, strict=True)):
            home = scenario.faction(spec.faction).home if spec.faction else ""
            eats = livings[number] == supply.LAND and scenario.measures.bread
            each = mouths.get(row.movement, 0) if eats else 0
            found.append((each, regions.get(home, 0)))
        return tuple(found)

    return scenario.remembered("appetites", work_out)


def mouths(state: State, unit: Unit) -> int:
    """The mouths that a unit must fill from the land where it stands.  [9.1, 9.3]"""
    each, home = _appetites(state.scenario)[unit.number]
    if not each or unit.dummy:
        return 0
    number = unit.men * each
    return number * state.scenario.charts.supply.home_share // 100 if home >> unit.cell & 1 else number


def harvest(state: State, indoors: CellSet = 0) -> Harvest:
    """What all who live off the land find in this turn; men on hexes `indoors` have other bread.  [9.4, 9.5]

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
    """Fill the mouths: sparing the ground as long as that is enough, then down to the last stalk.  [9.5]"""
    table = _Table(state, indoors)
    table.part = state.scenario.charts.supply.grazing_share
    for eater in table.eaters:
        table.eat(eater, eater.unit.cell)
    for part in (table.part, 100):
        table.serve(part)
    return Harvest({eater.unit.number: eater.mouths for eater in table.hungry()}, table.eaten)


class _Table:
    """All who live off the land at one table."""

    __slots__ = ("_guests", "_numbers", "_state", "_used_up", "_ways", "eaten", "eaters", "part")

    def __init__(self, state: State, indoors: CellSet) -> None:
        self._state = state
        self._numbers = _capacities(state)
        self.part = 0
        self.eaten: dict[Cell, int] = {}
        self._guests: dict[Cell, list[_Eater]] = {}
        self._ways: dict[tuple[str, terrain.Mover], _Ways] = {}
        self._used_up: CellSet = 0
        self.eaters = [
            _Eater(unit, number, (), {})
            for unit, (each, _) in zip(state.forces.units, _appetites(state.scenario), strict=True)
            if each and unit.status is Status.FIELD and not indoors >> unit.cell & 1 and (number := mouths(state, unit))
        ]

    def serve(self, part: int) -> None:
        """Feed the hungry with no more than so many per cent of what each hex bears."""
        self.part, self._used_up = part, 0
        for eater in self.hungry():
            self.feed(eater)

    def hungry(self) -> list[_Eater]:
        """Those who still have mouths to fill."""
        return [eater for eater in self.eaters if eater.mouths]

    def fields(self, eater: _Eater) -> tuple[Cell, ...]:
        """Where a unit may eat.  [9.4]"""
        if not eater.fields:
            unit = eater.unit
            way = (unit.side, units.mover(self._state, unit))
            if way not in self._ways:
                self._ways[way] = _ways(self._state, *way)
            prices, closed = self._ways[way]
            beside = [there for there in sorted(prices[unit.cell]) if not closed >> there & 1]
            eater.fields = (unit.cell, *beside)
        return eater.fields

    def left(self, cell: Cell) -> int:
        """Mouths that a hex can still feed."""
        return self._numbers[cell] * self.part // 100 - self.eaten.get(cell, 0)

    def eat(self, eater: _Eater, cell: Cell) -> None:
        """Let a unit eat on a hex until it has enough or there is no more."""
        number = min(eater.mouths, self.left(cell))
        if number > 0:
            self._take(eater, cell, number)

    def feed(self, eater: _Eater) -> None:
        """Let a unit eat wherever it may, and others make room, until it has enough or there is no more.  [9.5]"""
        fields = self.fields(eater)
        numbers, part, eaten = self._numbers, self.part, self.eaten
        while eater.mouths:
            best, most = NO_CELL, 0
            for cell in fields:
                left = numbers[cell] * part // 100 - eaten.get(cell, 0)
                if left > most or (left == most and most and cell < best):
                    best, most = cell, left
            if most:
                self._take(eater, best, min(eater.mouths, most))
                continue
            moves = self._room(eater, fields)
            if not moves:
                return
            number = min(eater.mouths, *(guest.ate[here] for guest, here, _ in moves), self.left(moves[-1][2]))
            for guest, here, there in moves:
                self._take(guest, here, -number)
                self._take(guest, there, number)
            self._take(eater, moves[0][1], number)

    def _take(self, eater: _Eater, cell: Cell, number: int) -> None:
        if cell not in eater.ate:
            self._guests.setdefault(cell, []).append(eater)
        eater.mouths -= number
        eater.ate[cell] = eater.ate.get(cell, 0) + number
        self.eaten[cell] = self.eaten.get(cell, 0) + number

    def _room(self, eater: _Eater, fields: Sequence[Cell]) -> list[_Move]:
        """Who would have to go where to make room for a unit: the shortest chain of moves, the first one nearest.

        Where a search found no room there is none any more: whoever eats on those hexes has no others.
        """
        ring = [cell for cell in fields if not self._used_up >> cell & 1]
        came: dict[Cell, _Move | None] = dict.fromkeys(ring)
        for cell in ring:
            for guest in sorted(self._guests.get(cell, ()), key=_number):
                if guest is eater or not guest.ate[cell]:
                    continue
                for there in self.fields(guest):
                    if there not in came and not self._used_up >> there & 1:
                        came[there] = (guest, cell, there)
                        ring.append(there)
                        if self.left(there) > 0:
                            return _chain(came, there)
        self._used_up |= set_of(ring)
        return []


def _number(eater: _Eater) -> int:
    return eater.unit.number


def _chain(came: Mapping[Cell, _Move | None], cell: Cell) -> list[_Move]:
    """The moves that lead to a hex, the first one nearest to where they begin."""
    chain: list[_Move] = []
    while (move := came[cell]) is not None:
        chain.append(move)
        cell = move[1]
    return chain[::-1]


def _ways(state: State, side: str, mover: terrain.Mover) -> _Ways:
    """What a side's units of a kind of movement can march into, and the hexes where they may not forage.  [9.4]"""
    enemies, in_zones = supply.closed(state, side)
    return terrain.prices(state.scenario, mover, weather.going(state, side)), enemies | in_zones


def fodder(state: State, cell: Cell, indoors: CellSet = 0) -> Fodder:
    """A hex as pasture, as it is now and as it will be eaten.  [9.2, 9.5, 9.6]"""
    eaten = harvest(state, indoors).eaten.get(cell, 0)
    return Fodder(capacity(state, cell), eaten, grazed(state, cell), bool(state.pasture.worn >> cell & 1))


def wear(ledger: Ledger, gathered: Harvest) -> None:
    """Note which hexes have fed more than they bear.  [9.6]"""
    state = ledger.state
    share, numbers = state.scenario.charts.supply.grazing_share, _capacities(state)
    worn = [
        cell
        for cell, number in gathered.eaten.items()
        if number * 100 > numbers[cell] * share and not state.pasture.worn >> cell & 1
    ]
    if worn:
        ledger.record(GroundWorn(tuple(sorted(worn))))


def turn_pastures(ledger: Ledger) -> None:
    """At the start of a turn, graze what is worn if the month has changed, and let other ground heal.  [9.6, 9.7]"""
    state = ledger.state
    chart, pasture = state.scenario.charts.supply, state.pasture
    if state.turn < 2 or not (pasture.worn | pasture.once | pasture.twice):
        return
    begins = state.scenario.calendar.begins
    month = begins(state.turn).month
    changed = month != begins(state.turn - 1).month
    every = chart.heal_turns[state.scenario.scale]
    first, last = chart.heal_months
    due = (state.turn - 1) % every == 0 if every else changed
    worn, once, twice = pasture.worn, pasture.once, pasture.twice
    if due and first <= month <= last:
        once, twice = once & worn | twice & ~worn, twice & worn
    if changed:
        once, twice = once & ~worn | worn & ~once & ~twice, twice | once & worn
    if (once, twice) == (pasture.once, pasture.twice) and not (changed and worn):
        return
    ledger.record(GroundGrazed(tuple(cells_of(once)), tuple(cells_of(twice))))
    if worn and not changed:
        ledger.record(GroundWorn(tuple(cells_of(worn))))
