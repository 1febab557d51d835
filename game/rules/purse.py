"""Chapter 7. The purse.

7.1  A purse is what a side can spend with its masters or its followers: it grows by its income.  It never passes its
     most, nor falls below nought.
"""

from game.model.events import PurseChanged
from game.model.ledger import Ledger


def pay_income(ledger: Ledger) -> None:
    """Let the purses grow at the start of a turn.  [7.1]"""
    for side in ledger.state.scenario.sides:
        amount, every = side.income
        if every and ledger.state.turn % every == 0:
            fill(ledger, side.id, amount, "income")


def fill(ledger: Ledger, side_id: str, by: int, cause: str) -> None:
    """Change a purse within its bounds.  [7.1]"""
    state = ledger.state
    side = state.scenario.side(side_id)
    now = state.bonds.purse[state.scenario.side_number(side_id)]
    to = min(max(now + by, 0), side.most)
    if to != now:
        ledger.record(PurseChanged(side_id, to - now, cause))
