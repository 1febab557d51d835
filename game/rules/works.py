"""Chapter 18. Works.

18.1  Prepared works shelter those of their side who man them, and need so many men: with fewer they shelter by 1 less.
"""

from collections.abc import Iterable

from game.hexes import Cell
from game.model.forces import Unit
from game.model.scenario import Works
from game.model.state import State


def at(state: State, cell: Cell) -> Works | None:
    """The works of a hex, or None."""
    board = state.scenario.board
    by_cell = state.scenario.remembered("works", lambda: {board.spot(w.at): w for w in state.scenario.works})
    return by_cell.get(cell)


def manned(state: State, cell: Cell, holders: Iterable[Unit]) -> int | None:
    """The shift of works that these men can use, or None.  [18.1]"""
    built = at(state, cell)
    if built is None:
        return None
    men = [unit for unit in holders if not built.side or unit.side == built.side]
    if not men:
        return None
    shift = built.shift if sum(unit.men for unit in men) >= built.men else built.shift + 1
    return shift if shift < 0 else None
