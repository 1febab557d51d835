"""Chapter 4. Who knows what.

4.1  All units, places and numbers on the map are open to every side.
4.2  Nobody knows the dice to come.
4.3  What may be ordered depends only on what the side that orders knows.
"""

from game.model.derived import changer
from game.model.dice import Sealed, Seeded
from game.model.events import Event
from game.model.state import Seen, State

_with = changer(State)


def view(state: State, side: str) -> Seen:
    """What a side knows: the state with its dice sealed.  Raises KeyError for an unknown side.  [4.1, 4.2, 4.3]"""
    state.scenario.side(side)
    return Seen(_with(state, dice=Sealed()))


def witness(before: State, event: Event, side: str) -> Event | None:
    """The event as a side may know it, or None if it knows nothing of it.  [4.1]"""
    before.scenario.side(side)
    return event


def imagine(seen: Seen, seed: int) -> State:
    """One full world that agrees with what is known, its dice made from the seed.  [4.2]"""
    return _with(seen, dice=Seeded(seed))
