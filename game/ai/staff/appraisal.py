"""What a position is worth to a side: points that are scored and that may be, men, bread, and who is near what pays."""

import numpy as np
from numpy.typing import NDArray

from game import questions
from game.ai.roles import Worth, roles, worths
from game.ai.staff.souls import Soul
from game.hexes import Cell
from game.model.forces import Status, Unit
from game.model.scenario import Award
from game.model.state import State

Floats = NDArray[np.float64]

PLACED = ("hold", "holding", "take", "falls")
"""Awards that are paid for a place."""

LONG = 20
"""Turns to come for which an award that is paid every turn is counted, at most."""

LATER = 0.8
"""The part of an award of the end that counts as long as the end is not there."""


def appraise(state: State, side: str, soul: Soul) -> float:
    """The worth of a whole world to a side, in points of victory: the more the better."""
    victory = state.scenario.victory
    sign = 1 if side == victory.side else -1 if side == victory.against else 0
    if state.outcome is not None:
        won = 1 if state.outcome.winner == victory.side else -1 if state.outcome.winner == victory.against else 0
        return sign * (state.outcome.points + soul.ending * won + 2 * state.outcome.grade)
    field = [unit for unit in state.forces.units if unit.status is Status.FIELD]
    known = worths(state, field)
    mine = _Array(state, [unit for unit in field if unit.side == side], known)
    enemies = state.bonds.enemies(side)
    theirs = _Array(state, [unit for unit in field if unit.side in enemies], known)
    worth = sign * float(state.tally.points)
    for number, award in enumerate(victory.awards):
        worth += sign * _award(state, number, award, side, mine, theirs, soul)
    worth += soul.men * (mine.power - theirs.power) / 100
    worth += soul.chief * (mine.chiefs - theirs.chiefs) + soul.train * (mine.trains - theirs.trains)
    worth -= soul.hunger * (mine.hungry - theirs.hungry) / 100
    worth += soul.purse * state.bonds.purse[state.scenario.side_number(side)]
    worth -= soul.purse * sum(state.bonds.purse[state.scenario.side_number(enemy)] for enemy in enemies)
    for number, faction in enumerate(state.scenario.factions):
        if faction.tested:
            rank = state.scenario.ranks[number]
            loyal = 1 if rank == side else -1 if rank in enemies else 0
            worth += loyal * soul.bond * state.bonds.cohesion[number]
    return worth


class _Array:
    """An army as arrays: where its units stand, and what each of them can do."""

    __slots__ = ("cells", "chiefs", "hungry", "power", "powers", "trains")

    def __init__(self, state: State, units: list[Unit], known: dict[int, Worth]) -> None:
        self.cells = np.array([unit.cell for unit in units], dtype=np.intp)
        values = [known[unit.number] for unit in units]
        self.powers: Floats = np.array([worth.attack + worth.guard for worth in values]) / 2
        self.power = float(self.powers.sum())
        role = roles(state)
        self.chiefs = sum(role[unit.number].leader for unit in units)
        self.trains = sum(role[unit.number].convoy for unit in units)
        self.hungry = float(sum(unit.men * min(unit.hunger, 4) for unit in units))

    def near(self, fading: Floats) -> float:
        """The influence on a hex."""
        return float(fading[self.cells] @ self.powers) if len(self.cells) else 0.0


def _award(state: State, number: int, award: Award, side: str, mine: _Array, theirs: _Array, soul: Soul) -> float:
    """What an award may still bring, in points of the counted side."""
    calendar = state.scenario.calendar
    if award.kind in PLACED:
        if number in state.tally.given or (award.kind == "holding" and award.turn and state.turn > award.turn):
            return 0.0
        left = min(LONG, calendar.turns - state.turn + 1) if award.kind == "hold" else 1
        cell = state.scenario.board.place(award.place).cell
        fading = _fading(state, cell, soul.decay)
        ours, others = mine.near(fading), theirs.near(fading)
        share = (ours + 1) / (ours + others + 2)
        reach = share if award.side == side else 1 - share
        held = questions.times(state, award)
        return left * questions.each(state, award) * (soul.held * held + (1 - soul.held) * reach)
    if award.kind == "losses":
        return award.points * state.tally.lost[state.scenario.side_number(award.side)] / award.per
    return LATER * award.points * questions.times(state, award)


def _fading(state: State, cell: Cell, decay: float) -> Floats:
    """By cell: what is left on a hex of the power that stands there."""
    grid = state.scenario.board.grid

    def work_out() -> Floats:
        return np.array([decay ** grid.distance(cell, there) for there in range(grid.size)])

    return state.scenario.remembered(("ai fading", cell, decay), work_out)
