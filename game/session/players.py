"""Who plays which side: a person or one of the computer players, and how `--players` names them."""

from difflib import get_close_matches

from game.ai import LEVELS
from game.model.dice import splitmix
from game.model.scenario import Scenario

PERSON = "person"
NAMES: tuple[str, ...] = (PERSON, *LEVELS)
"""Everybody who can be given a side."""

Players = tuple[tuple[str, str], ...]
"""Side and player, every side of the scenario in its order."""


class WrongPlayers(ValueError):
    """The players asked for cannot be seated; the message is one sentence with the allowed values."""


def seats(scenario: Scenario) -> tuple[str, ...]:
    """The sides a person may play, in order."""
    return tuple(side.id for side in scenario.sides if side.seat == PERSON)


def seated(scenario: Scenario, spec: str = "", usual: str = "recruit") -> Players:
    """The players of a specification such as `person,recruit` or `red=recruit,enver=person`.

    Names without `side=` fill the sides that a person may play, in order; who is not named is `usual`, or the automaton
    for a side that nobody plays.  Raises WrongPlayers.
    """
    sides = tuple(side.id for side in scenario.sides)
    given: dict[str, str] = {}
    free = list(seats(scenario))
    for part in (piece.strip() for piece in spec.split(",")):
        if not part:
            continue
        side, named, name = (piece.strip() for piece in part.rpartition("="))
        if name not in NAMES:
            raise WrongPlayers(_unknown("player", name, NAMES))
        if not named:
            open_seats = [seat for seat in free if seat not in given]
            if not open_seats:
                raise WrongPlayers(f"there are more players than sides to play: {', '.join(free)}")
            side = open_seats[0]
        if side not in sides:
            raise WrongPlayers(_unknown("side", side, sides))
        if side in given:
            raise WrongPlayers(f"side {side} is given to two players: {given[side]} and {name}")
        given[side] = name
    return tuple(
        (side.id, given.get(side.id, usual if side.seat == PERSON else "automaton")) for side in scenario.sides
    )


def _unknown(what: str, found: str, allowed: tuple[str, ...]) -> str:
    near = get_close_matches(found, allowed, 1)
    hint = f"; did you mean {near[0]}?" if near else ""
    return f"there is no {what} {found!r}: allowed are {', '.join(allowed)}{hint}"


def player_seed(seed: int, side: int, asking: int) -> int:
    """The seed of a computer player when it is asked: of the game's seed, the side's number and the actions so far."""
    return splitmix(splitmix(seed, 1_000_003 * (side + 1)), asking)
