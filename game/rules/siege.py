"""Chapter 21. The siege.

21.1  A place is besieged while it is shut in.  It is relieved as soon as a line of supply reaches it again, or
      no enemy stands next to it and the land feeds its men.  The men inside may attack besiegers like anybody, and
      are inside again after the fight unless they follow those they beat.
"""

from game.hexes import Cell
from game.model.state import State
from game.rules import stores


def besieged(state: State, cell: Cell) -> bool:
    """Whether a place under siege is on this hex.  [21.1]"""
    return bool(state.scenario.stores) and bool(stores.indoors(state) >> cell & 1)
