"""Cards that can never happen, though every name in them is known."""

from game.library.cardfile import CardsFile
from game.library.desk import Desk


def check_fates(desk: Desk, told: CardsFile) -> None:
    """Note cards that can never fire."""
