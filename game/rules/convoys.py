"""Chapter 9. Convoys.

9.1  A convoy that stands in a town of its side with fifty men who fight, and can be supplied there, may become a
     depot.
9.2  A convoy may instead feed the stack it stands with, up to six hundred men: they are supplied at once.
     Either way the convoy goes home, and may be sent again.
9.3  A convoy without men of its side on its hex does not bar the way.  It is taken by the first of its enemies who
     fights and enters the hex, or by the victors when its stack is routed with no way out: it fills the captor's
     purse by what one is worth to him, and may not be sent again for two turns.
"""

from game.hexes import Cell
from game.model.events import DepotChanged, UnitLeft, WantChanged
from game.model.forces import Status, Unit
from game.model.judgement import Refusal
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import holding, purse, supply, units


def judge_depot(state: State, unit: Unit) -> Refusal | None:
    """Whether a convoy may become a depot where it stands.  [9.1]"""
    place = state.scenario.board.town_at(unit.cell)
    if not units.has(state, unit, "convoy"):
        return Refusal("9.1", "depot.convoy", {"unit": unit.number})
    if place is None or holding.holder(state, place.id) != unit.side:
        return Refusal("9.1", "depot.town", {"unit": unit.number})
    if state.realm.holdings[state.scenario.board.place_number(place.id)].depot:
        return Refusal("9.1", "depot.already", {"place": place.id})
    guards = units.guards_at(state, unit.cell, unit.side)
    if guards < state.scenario.charts.units.garrison_men:
        return Refusal("9.1", "depot.garrison", {"place": place.id, "men": state.scenario.charts.units.garrison_men})
    if not supply.fed(state, unit.side, unit.cell):
        return Refusal("9.1", "depot.line", {"place": place.id})
    return None


def open_depot(ledger: Ledger, unit: Unit) -> None:
    """Make a depot of a convoy.  [9.1]"""
    place = ledger.state.scenario.board.town_at(unit.cell)
    assert place is not None
    ledger.record(DepotChanged(ledger.state.scenario.board.place_number(place.id), unit.side))
    ledger.record(UnitLeft(unit.number, Status.POOL, 0, unit.men, "unloaded"))


def judge_relief(state: State, unit: Unit) -> Refusal | None:
    """Whether a convoy may feed the stack it stands with.  [9.2]"""
    if not units.has(state, unit, "convoy"):
        return Refusal("9.2", "relief.convoy", {"unit": unit.number})
    most = state.scenario.charts.supply.rescue_men
    hungry = [u for u in state.forces.at(unit.cell) if u.side == unit.side and u.hunger and u.men <= most]
    if not hungry:
        return Refusal("9.2", "relief.nobody", {"unit": unit.number})
    return None


def relieve(ledger: Ledger, unit: Unit) -> None:
    """Feed the hungry of a stack, in the order of their numbers, as far as the convoy goes.  [9.2]"""
    left = ledger.state.scenario.charts.supply.rescue_men
    for hungry in ledger.state.forces.at(unit.cell):
        if hungry.side == unit.side and hungry.hunger and hungry.men <= left:
            left -= hungry.men
            ledger.record(WantChanged(hungry.number, 0))
    ledger.record(UnitLeft(unit.number, Status.POOL, 0, unit.men, "unloaded"))


def alone_on(state: State, cell: Cell, side: str) -> bool:
    """Whether a hex holds convoys of this side's enemies and no men who would guard them.  [9.3]"""
    others = [unit for unit in state.forces.at(cell) if unit.side != side]
    if not any(units.has(state, unit, "convoy") for unit in others):
        return False
    guards = [unit for unit in others if not units.kind(state, unit).traits & {"convoy", "leader"}]
    return not guards and all(state.bonds.at_war(side, unit.side) for unit in others)


def next_cart(state: State, side: str) -> Unit | None:
    """The convoy of a side that may be sent next, if one is at home and the map has room for it."""
    numbers: tuple[int, ...] = state.scenario.remembered(
        "convoys", lambda: tuple(n for n, row in enumerate(state.scenario.types) if "convoy" in row.traits)
    )
    carts = [unit for unit in map(state.unit, numbers) if unit.side == side]
    if sum(1 for unit in carts if unit.on_map) >= state.scenario.charts.supply.convoys:
        return None
    return next((u for u in carts if u.status is Status.POOL and u.due <= state.turn), None)


def take(ledger: Ledger, cell: Cell, unit: Unit) -> None:
    """Let a unit that enters a hex carry off the convoys that stand there alone.  [9.3]"""
    state = ledger.state
    if not units.fights(state, unit) or not alone_on(state, cell, unit.side):
        return
    for cart in state.forces.at(cell):
        if cart.side != unit.side and units.has(state, cart, "convoy"):
            capture(ledger, cart, unit.side)


def capture(ledger: Ledger, cart: Unit, captor: str) -> None:
    """Let a side carry off a convoy.  [9.3]"""
    state = ledger.state
    chart = state.scenario.charts.supply
    ledger.record(UnitLeft(cart.number, Status.POOL, state.turn + chart.convoy_turns, cart.men, "taken"))
    purse.pay_for_convoy(ledger, captor)
