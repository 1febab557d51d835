"""Chapter 2. The sky and the water.

2.1  The calendar of the scenario says in which turns rivers are in spate: all of them, or only the great ones.
2.2  The water changes at the start of a turn, before anything else.
"""

from game.model.events import SpateChanged
from game.model.ledger import Ledger
from game.model.scenario import Scenario


def spate(scenario: Scenario, turn: int) -> str:
    """The state of the rivers in a turn: empty, `great` or `all`.  [2.1]"""
    for flood in scenario.spates:
        if flood.first <= turn <= flood.last:
            return flood.rivers
    return ""


def turn_the_water(ledger: Ledger) -> None:
    """Let the rivers rise or fall with the new turn.  [2.2]"""
    water = spate(ledger.state.scenario, ledger.state.turn)
    if water != ledger.state.sky.spate:
        ledger.record(SpateChanged(water))
