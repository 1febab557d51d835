"""Distance fields over bare ground for each kind of mover, and walks down them.

A field depends on nothing but the map, the mover, the water and its goals, so the scenario remembers it; whoever
stands where is looked at only while walking.
"""

from game import questions
from game.hexes import NO_CELL, Cell, CellSet
from game.hexes.search import FAR, Steps, distances, reversed_steps
from game.model.forces import Unit
from game.model.state import State


def steps_of(state: State, unit: Unit) -> Steps:
    """The step table of the unit's kind of mover in this water."""
    return questions.steps(state.scenario, questions.mover(state, unit), state.sky.spate)


def field_to(state: State, unit: Unit, goals: CellSet, limit: int = FAR - 1) -> list[int]:
    """By cell, the points such a mover needs from there to the nearest goal; FAR where there is no way in the limit."""
    mover, spate = questions.mover(state, unit), state.sky.spate

    def back() -> Steps:
        return reversed_steps(steps_of(state, unit))

    return state.scenario.remembered(
        ("ai field", mover, spate, goals, limit),
        lambda: distances(goals, state.scenario.remembered(("ai back", mover, spate), back), limit),
    )


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

    def walk(
        self, steps: Steps, start: Cell, down: list[int], points: int, *, fresh: bool = True, wheeled: bool = False
    ) -> list[Cell]:
        """The hexes entered by going down a field as far as the points last.

        A fresh unit may always enter the first one.  The way ends beside an enemy hex that bars it.
        """
        way: list[Cell] = []
        here = start
        while down[here] > 0:
            best, price, least = NO_CELL, 0, FAR
            for there, cost in steps[here]:
                if cost + down[there] < least and down[there] < down[here] and not self.closed >> there & 1:
                    best, price, least = there, cost, cost + down[there]
            if best == NO_CELL:
                break
            if self.zones >> here & 1:
                price += self.leave
            if self.soft >> best & 1:
                price += self.soft_cost
            if price > points and (way or not fresh):
                break
            way.append(best)
            points -= price
            here = best
            if self.hard >> here & 1 or (wheeled and self.soft >> here & 1) or points <= 0:
                break
        return way
