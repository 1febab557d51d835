"""Ground under a plan: the hexes round a hex, and walks down a field of distances past zones and enemies."""

import sys
from array import array
from collections.abc import Mapping, Sequence

from game.hexes import DIRECTIONS, NO_CELL, Cell, CellSet, cells_of, set_of
from game.hexes.search import FAR, Steps
from game.model.scenario import Scenario
from game.model.state import State


def reach(scenario: Scenario, cell: Cell, radius: int) -> CellSet:
    """The hexes at most `radius` steps away, the hex itself among them."""
    return scenario.remembered(("ai reach", cell, radius), lambda: scenario.board.grid.within(cell, radius))


def pressed(scenario: Scenario, foes: CellSet) -> CellSet:
    """The hexes with enemies on two sides at least."""
    once = twice = 0
    for direction in DIRECTIONS:
        beside = scenario.board.grid.shift(foes, direction)
        twice |= once & beside
        once |= beside
    return twice


def landmarks(scenario: Scenario) -> CellSet:
    """The hexes of places and entries, to which ways are looked for from everywhere."""
    board = scenario.board
    return set_of(place.cell for place in (*board.places, *board.entries))


LANE = 4
"""Bytes of a number in a field."""


def lanes(scenario: Scenario, cell: Cell, radius: int) -> int:
    """A field with a one in the number of every hex at most `radius` steps away, packed into one integer.

    So many numbers are added, or multiplied by one, in a single step.
    """

    def work_out() -> int:
        return sum(1 << 8 * LANE * there for there in cells_of(scenario.board.grid.within(cell, radius)))

    return scenario.remembered(("ai lanes", cell, radius), work_out)


def unpacked(field: int, size: int) -> Sequence[int]:
    """The numbers of a packed field, by cell."""
    numbers = array("I", field.to_bytes(LANE * size, "little"))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


class Pace:
    """What the ground leaves to one side now: hexes closed by enemies, and zones that stop or slow."""

    __slots__ = ("closed", "hard", "leave", "soft", "soft_cost", "zones")

    def __init__(self, state: State, closed: CellSet, hard: CellSet, soft: CellSet) -> None:
        terrain = state.scenario.charts.terrain
        self.closed = closed
        self.hard = hard
        self.soft = soft & ~hard
        self.zones = hard | soft
        self.leave = terrain.zone_leave
        self.soft_cost = terrain.zone_soft

    def touches(self, way: Sequence[Cell]) -> bool:
        """Whether a way leads through an enemy zone."""
        zones = self.zones
        return any(zones >> cell & 1 for cell in way)

    def afford(self, prices: Sequence[Mapping[Cell, int]], start: Cell, route: Sequence[Cell], points: int) -> int:
        """How many hexes of a route the points last."""
        here, length = start, 0
        for there in route:
            price = prices[here].get(there, FAR)
            if self.zones >> here & 1:
                price += self.leave
            if self.soft >> there & 1:
                price += self.soft_cost
            points -= price
            if points < 0:
                break
            here, length = there, length + 1
        return length

    def walk(
        self, steps: Steps, start: Cell, down: Sequence[int], points: int, *, fresh: bool = True, wheeled: bool = False
    ) -> list[Cell]:
        """The hexes entered by going down a field as far as the points last.

        A fresh unit may always enter the first one.  The way ends beside an enemy hex that bars it.
        """
        closed, zones, hard, soft = self.closed, self.zones, self.hard, self.soft
        halts = hard | soft if wheeled else hard
        way: list[Cell] = []
        here, left = start, down[start]
        while left > 0:
            best, price, least = NO_CELL, 0, FAR
            for there, cost in steps[here]:
                beyond = down[there]
                if beyond < left and cost + beyond < least and not closed >> there & 1:
                    best, price, least = there, cost, cost + beyond
            if best == NO_CELL:
                break
            if zones >> here & 1:
                price += self.leave
            if soft >> best & 1:
                price += self.soft_cost
            if price > points and (way or not fresh):
                break
            way.append(best)
            points -= price
            here, left = best, down[best]
            if halts >> here & 1 or points <= 0:
                break
        return way
