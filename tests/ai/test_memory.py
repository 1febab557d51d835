"""What the scenario remembers for the planners saves work and changes no order."""

from game import library, umpire
from game.session.match import play_out
from game.session.players import seated


def test_a_game_is_the_same_whatever_was_played_before() -> None:
    well_known = library.load("recapture-1922")
    players = seated(well_known, "recruit,recruit")
    for seed in (8, 9):
        after_another = play_out(well_known, umpire.Setup(seed, (), players), dict(players))
        first_of_all = play_out(library.load("recapture-1922"), umpire.Setup(seed, (), players), dict(players))
        assert after_another.digest == first_of_all.digest
        assert after_another.actions == first_of_all.actions
