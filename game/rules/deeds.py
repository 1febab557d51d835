"""What cards do, effect by effect.  This carries out chapter 25."""

from collections.abc import Sequence

from game.model.effects import Effect
from game.model.ledger import Ledger
from game.model.table import Target


def do(
    ledger: Ledger, effects: Sequence[Effect], card_id: str, side: str, target: Target = (), modifier: int = 0
) -> None:
    """Carry out effects of a card of `side` (empty: nobody's) at a target; `modifier` is added to its tests."""
