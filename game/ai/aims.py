"""What a side wants, read from the victory data of the scenario: places to take and places to keep.

Nothing here knows a scenario or a side by name.
"""

from typing import NamedTuple

from game import questions
from game.hexes import Cell, cells_of
from game.model.state import State

LONG = 6
"""An award that is paid every turn is counted for so many turns at most."""

DEADLINE = 4
OVERDUE = 6
DEPOT = 3
FATAL = 5
SOURCE = 5
"""A source of supply of one's own."""

BLOCKER = 4
"""An enemy on a road that is to be cleared."""

BLOCKERS = 20_000
"""They are numbered from here, by their hexes."""

SOURCES = 10_000
"""Sources are numbered from here, after all places."""

DENIAL_SHARE = 3
"""A place that the enemy must take by a date is worth this much to keep."""


class Aim(NamedTuple):
    """A place worth having: its worth in points, the turn by which it is due (0: no date), and whether it is held.

    `guarded` says that it needs men in it even when no enemy is near.
    """

    place: int
    cell: Cell
    worth: int
    due: int
    held: bool
    guarded: bool = False


def aims(state: State, side: str) -> tuple[Aim, ...]:
    """The places that matter to a side now, in the order of their numbers."""
    key = ("ai aims", side, state.turn, state.tally.given, state.bonds.hostile)
    return (*state.realm.remembered(key, lambda: _lasting(state, side)), *_blockers(state, side))


def _lasting(state: State, side: str) -> tuple[Aim, ...]:
    """All aims but the enemies on roads: they depend on the date, the score and who holds what."""
    board = state.scenario.board
    worth: dict[int, int] = {}
    due: dict[int, int] = {}
    _deadlines(state, side, worth, due)
    _awards(state, side, worth)
    for sudden in state.scenario.victory.sudden:
        for place_id, _ in sudden.held:
            number = board.place_number(place_id)
            worth[number] = worth.get(number, 0) + FATAL
    for number, holding in enumerate(state.realm.holdings):
        if holding.depot and (holding.depot == side or state.bonds.at_war(side, holding.depot)):
            worth[number] = worth.get(number, 0) + DEPOT
    holdings = state.realm.holdings
    found = [
        Aim(
            number,
            board.places[number].cell,
            worth[number],
            due.get(number, 0),
            holdings[number].holder == side,
            number in due or holdings[number].depot == side or state.scenario.held.get(board.places[number].id) != side,
        )
        for number in sorted(worth)
    ]
    for number, source in enumerate(state.scenario.suppliers):
        if source.side == side:
            found.append(Aim(SOURCES + number, board.spot(source.at), SOURCE, 0, held=True))
    return tuple(found)


def _deadlines(state: State, side: str, worth: dict[int, int], due: dict[int, int]) -> None:
    board = state.scenario.board
    for deadline in state.scenario.victory.deadlines:
        if not deadline.place:
            continue
        number = board.place_number(deadline.place)
        if deadline.side == side:
            late = state.turn >= deadline.turn
            worth[number] = worth.get(number, 0) + (OVERDUE if late else DEADLINE)
            due[number] = min(due.get(number, deadline.turn), deadline.turn)
        elif state.bonds.at_war(side, deadline.side):
            worth[number] = worth.get(number, 0) + DENIAL_SHARE


def _blockers(state: State, side: str) -> list[Aim]:
    """The enemy stacks on roads that the side is to clear by a date, and beside them."""
    found: list[Aim] = []
    grid = state.scenario.board.grid
    for deadline in state.scenario.victory.deadlines:
        if deadline.side == side and deadline.road:
            near = grid.spread(questions.road(state, deadline.road))
            for enemy in state.bonds.enemies(side):
                for cell in cells_of(near & state.forces.camp(enemy).cells):
                    due = deadline.turn if state.turn <= deadline.turn else 0
                    found.append(Aim(BLOCKERS + cell, cell, BLOCKER, due, held=False))
    return found


def _awards(state: State, side: str, worth: dict[int, int]) -> None:
    victory = state.scenario.victory
    if side not in (victory.side, victory.against):
        return
    for number, award in enumerate(victory.awards):
        if award.place and award.kind in ("hold", "take", "falls", "holding") and number not in state.tally.given:
            points = _points(state, award.kind, questions.each(state, award), award.turn)
            if points:
                place = state.scenario.board.place_number(award.place)
                worth[place] = worth.get(place, 0) + points


def _points(state: State, kind: str, points: int, turn: int) -> int:
    """What an award may still bring."""
    turns = state.scenario.calendar.turns
    if kind == "hold":
        return points * min(LONG, turns - state.turn + 1)
    if kind == "holding":
        return points if state.turn <= (turn or turns) else 0
    return points


def chief_aim(wanted: tuple[Aim, ...], effort: int = -1) -> Aim | None:
    """The place to go for first: the earliest date, then the greatest worth; an enemy on a road only if no place is.

    The number of another place, if that is still to be taken, comes before all.
    """
    chosen = next((aim for aim in wanted if aim.place == effort and not aim.held), None)
    if chosen is not None:
        return chosen
    missing = [aim for aim in wanted if not aim.held and aim.place < SOURCES]
    missing = missing or [aim for aim in wanted if not aim.held]
    return min(missing, key=lambda aim: (aim.due or 999, -aim.worth, aim.place), default=None)
