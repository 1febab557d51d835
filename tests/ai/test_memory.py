"""What the scenario remembers for the planners saves work and changes no order."""

import pytest

from game import library, umpire
from game.session.match import play_out
from game.session.players import seated


@pytest.mark.parametrize(
    ("name", "before"), [("recapture-1922", "recruit,recruit"), ("proving-ground", "random,recruit")]
)
def test_a_game_is_the_same_whatever_was_played_before(name: str, before: str) -> None:
    """On the proving ground the first to ask is now the owner of the dummies, now his enemy."""
    well_known = library.load(name)
    others = seated(well_known, before)
    play_out(well_known, umpire.Setup(8, (), others), dict(others))
    players = seated(well_known, "recruit,recruit")
    for seed in (8, 9):
        after_another = play_out(well_known, umpire.Setup(seed, (), players), dict(players))
        first_of_all = play_out(library.load(name), umpire.Setup(seed, (), players), dict(players))
        assert after_another.digest == first_of_all.digest
        assert after_another.actions == first_of_all.actions
