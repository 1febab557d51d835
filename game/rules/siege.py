"""Chapter 22. The siege.

22.1  A place is besieged while it is shut in, and relieved as soon as it is not.  The men inside may attack besiegers
      like anybody, and are inside again after the fight unless they follow those they beat.
22.2  Broken men who are shut in do not flee: they have nowhere to go.
22.3  The besieger is the side at war with the holder that has the most men next to the place.
22.4  The holder of a place under siege may ask the besieger for terms in his part, once a turn.
22.5  When at the end of a turn all his men there who fight have lost all heart, they ask by themselves, if nobody has
      asked in this turn.
22.6  Terms that are granted give the besieger all guns and machine guns, which count as taken, and the place; he must
      still find it a garrison.  The men march off the map without arms and are not lost; convoys are taken, and
      leaders slip away to the nearest friends.
22.7  When terms are refused, the men have nothing left to lose: all there who fight gain 1 morale.
"""

from game.hexes import Cell
from game.model.agenda import MayGrant
from game.model.events import DepotChanged, GunsTaken, PlaceTaken, Queued, TermsAnswered, TermsAsked, UnitLeft
from game.model.forces import Status, Unit
from game.model.judgement import Refusal
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import convoys, leaders, morale, stores, units


def besieged(state: State, cell: Cell) -> bool:
    """Whether a place under siege is on this hex, from which nobody flees.  [22.1, 22.2]"""
    return bool(stores.indoors(state) >> cell & 1)


def besieger(state: State, number: int) -> str:
    """The side that besieges a place, or empty if nobody stands next to it.  [22.3]"""
    cell = state.scenario.board.places[number].cell
    near = state.scenario.board.grid.neighbours[cell]
    found, most = "", 0
    for side in state.bonds.enemies(state.realm.holdings[number].holder):
        men = sum([unit.men for there in near for unit in state.forces.at(there) if unit.side == side])
        if men > most:
            found, most = side, men
    return found


def _garrison(state: State, number: int) -> list[Unit]:
    """The men of the holder in a place who fight."""
    cell, holder = state.scenario.board.places[number].cell, state.realm.holdings[number].holder
    return [unit for unit in state.forces.at(cell) if unit.side == holder and units.fights(state, unit)]


def judge_asking(state: State, side: str, number: int) -> Refusal | None:
    """Whether a side may ask for terms at a place.  [22.3, 22.4]"""
    if not 0 <= number < len(state.realm.holdings):
        return Refusal("22.4", "terms.unknown", {"number": number})
    held, place = state.realm.holdings[number], state.scenario.board.places[number]
    if held.holder != side:
        return Refusal("22.4", "terms.holder", {"place": place.id})
    if number not in stores.shut_in(state):
        return Refusal("22.4", "terms.siege", {"place": place.id})
    if held.asked == state.turn:
        return Refusal("22.4", "terms.asked", {"place": place.id})
    if not besieger(state, number):
        return Refusal("22.3", "terms.nobody", {"place": place.id})
    return None


def ask(ledger: Ledger, number: int) -> None:
    """Ask the besieger of a place for terms; his answer is a decision on the agenda.  [22.4]"""
    state = ledger.state
    side = besieger(state, number)
    ledger.record(TermsAsked(number, state.realm.holdings[number].holder, side))
    ledger.record(Queued((MayGrant(side, number),)))


def hopeless(state: State) -> tuple[int, ...]:
    """The places under siege whose men ask for terms by themselves at the end of a turn.  [22.5]"""
    lost = [number for number in stores.stocked(state) if _hopeless(state, number)]
    shut_in = stores.shut_in(state) if lost else ()  # hearts are soon looked into, lines of supply are not
    return tuple(number for number in lost if number in shut_in)


def _hopeless(state: State, number: int) -> bool:
    """Whether the men of a place have lost all heart, and somebody is there to ask.  [22.5]"""
    if any(unit.morale for unit in _garrison(state, number)):
        return False
    return state.realm.holdings[number].asked != state.turn and bool(besieger(state, number))


def answer(ledger: Ledger, task: MayGrant, *, granted: bool) -> None:
    """Give a garrison the terms it asked for, or refuse them.  [22.6, 22.7]"""
    state = ledger.state
    ledger.record(TermsAnswered(task.place, task.side, granted))
    if not granted:
        morale.hearten_all(ledger, [(unit.number, 1) for unit in _garrison(state, task.place)], "no_terms")
        return
    held, cell = state.realm.holdings[task.place], state.scenario.board.places[task.place].cell
    chiefs: list[Unit] = []
    for unit in state.forces.at(cell):
        if not state.bonds.at_war(task.side, unit.side):
            continue
        if units.has(state, unit, "leader"):
            chiefs.append(unit)
        elif units.has(state, unit, "convoy"):
            convoys.capture(ledger, unit, task.side)
        else:
            if unit.guns or unit.mgs:
                ledger.record(GunsTaken(unit.number, unit.guns, unit.mgs, task.side))
            ledger.record(UnitLeft(unit.number, Status.GONE, 0, unit.men, "terms"))
    for chief in chiefs:
        leaders.flee(ledger, chief)
    if state.bonds.at_war(task.side, held.depot):
        ledger.record(DepotChanged(task.place, ""))
    ledger.record(PlaceTaken(task.place, task.side, "terms", held.holder))
