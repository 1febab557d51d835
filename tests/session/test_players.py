"""Who plays which side."""

import pytest

from game import library
from game.session.players import WrongPlayers, player_seed, seated, seats

GROUND = library.load("proving-ground")


def test_names_without_a_side_fill_the_seats_in_order() -> None:
    assert seats(GROUND) == ("red", "enver")
    assert dict(seated(GROUND, "person,random")) == {"red": "person", "enver": "random", "lokai": "automaton"}


def test_named_sides_come_first_and_the_rest_is_usual() -> None:
    assert dict(seated(GROUND, "enver=person")) == {"red": "recruit", "enver": "person", "lokai": "automaton"}
    assert dict(seated(GROUND, "enver=person, random")) == {"red": "random", "enver": "person", "lokai": "automaton"}
    assert dict(seated(GROUND, "lokai=random"))["lokai"] == "random"
    assert dict(seated(GROUND)) == {"red": "recruit", "enver": "recruit", "lokai": "automaton"}


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        (
            "rekruit",
            "there is no player 'rekruit': allowed are person, random, recruit, staff, automaton; "
            "did you mean recruit?",
        ),
        ("blue=random", "there is no side 'blue': allowed are red, enver, lokai"),
        ("red=random,red=person", "side red is given to two players: random and person"),
        ("random,random,random", "there are more players than sides to play: red, enver"),
    ],
)
def test_a_wrong_specification_says_what_would_be_right(spec: str, says: str) -> None:
    with pytest.raises(WrongPlayers) as wrong:
        seated(GROUND, spec)
    assert str(wrong.value).startswith(says)


def test_players_have_seeds_of_their_own() -> None:
    seeds = {player_seed(7, side, asking) for side in range(3) for asking in range(50)}
    assert len(seeds) == 150
    assert player_seed(7, 1, 3) == player_seed(7, 1, 3) != player_seed(8, 1, 3)
