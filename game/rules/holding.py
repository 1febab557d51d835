"""Chapter 6. Towns are held by men.

6.1  A side takes a town or fort when fifty of its men who fight stand in it and no enemy does.  Drivers, crews and
     leaders hold nothing.
6.2  A captured town pays and passes supply only while fifty such men of its holder stand in it.
6.3  A captured town without them goes back to its people's side at the end of the second turn; its loyalty says
     whose people they are.  A town of loyalty nought stays as it is, and nobody loses a town he held at the
     start in this way.
6.4  A depot without fifty such men to guard it is lost to any fighting enemy that enters, or rides through.
"""

from game.hexes import Cell
from game.model.events import DepotChanged, PlaceLeftBare, PlaceTaken
from game.model.forces import Unit
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import units


def garrison(state: State, cell: Cell, side: str) -> bool:
    """Whether a side has the men on a hex that a town needs.  [6.2]"""
    return units.guards_at(state, cell, side) >= state.scenario.charts.units.garrison_men


def holder(state: State, place_id: str) -> str:
    """The side that holds a place, or empty."""
    return state.realm.holdings[state.scenario.board.place_number(place_id)].holder


def pays(state: State, place_id: str, side: str) -> bool:
    """Whether a side holds a place so that it counts: its own from the start, or with a garrison.  [6.2]"""
    if holder(state, place_id) != side:
        return False
    own = state.scenario.held.get(place_id, "") == side
    return own or garrison(state, state.scenario.board.place(place_id).cell, side)


def burn_depot(ledger: Ledger, cell: Cell, unit: Unit) -> None:
    """Let a unit that comes through destroy an unguarded depot of its enemies.  [6.4]"""
    state = ledger.state
    place = state.scenario.board.town_at(cell)
    if place is None or not units.fights(state, unit):
        return
    number = state.scenario.board.place_number(place.id)
    depot = state.realm.holdings[number].depot
    if depot and state.bonds.at_war(unit.side, depot) and not garrison(state, cell, depot):
        ledger.record(DepotChanged(number, ""))


def occupy(ledger: Ledger, cell: Cell, side: str) -> None:
    """Let a side that has come onto a hex take what lies there.  [6.1, 6.4]"""
    state = ledger.state
    board = state.scenario.board
    place = board.town_at(cell)
    if place is None or any(unit.side != side for unit in state.forces.at(cell)):
        return
    number = board.place_number(place.id)
    if state.realm.holdings[number].depot:
        for unit in state.forces.at(cell):
            burn_depot(ledger, cell, unit)
    holding = ledger.state.realm.holdings[number]
    if holding.holder == side or (holding.holder and not state.bonds.at_war(side, holding.holder)):
        return
    if garrison(state, cell, side):
        again = state.scenario.held.get(place.id, "") == side
        ledger.record(PlaceTaken(number, side, "retaken" if again else "fell", holding.holder))


def revert(ledger: Ledger) -> None:
    """Count the turns of ungarrisoned towns and give them back.  [6.3]"""
    scenario = ledger.state.scenario
    for number, place in enumerate(scenario.board.places):
        holding = ledger.state.realm.holdings[number]
        if not holding.holder or scenario.held.get(place.id, "") == holding.holder:
            continue
        if garrison(ledger.state, place.cell, holding.holder):
            if holding.bare:
                ledger.record(PlaceLeftBare(number, 0))
            continue
        loyalty = place.loyalty + holding.swayed
        people = scenario.people[1 if loyalty > 0 else 0] if loyalty else ""
        if holding.bare + 1 >= scenario.charts.units.bare_turns and people and people != holding.holder:
            if holding.depot:
                ledger.record(DepotChanged(number, ""))
            ledger.record(PlaceTaken(number, people, "reverted", holding.holder))
        else:
            ledger.record(PlaceLeftBare(number, holding.bare + 1))
