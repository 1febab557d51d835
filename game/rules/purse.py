"""Chapter 7. The purse.

7.1  A purse is what a side can spend with its masters or its followers: it grows by its income.  It never passes its
     most, nor falls below nought.
7.2  The scenario says what else fills the purse of a side: a fight won over so many enemies, who were driven from
     their hex or thrown back from ours; a convoy taken; a place taken that did not go back by itself.
7.3  And what lowers it: a retreat or a rout of so many men together, who were driven from their hex or thrown back
     from another; every so many men lost, from whatever cause; units of a kind wiped out; a place lost in any way.
7.4  A defeat has one price.  A rout is a retreat too, but not charged as both; and for one hex, in one turn, a side
     pays only the dearest of its defeats there, its units wiped out and the place lost.
7.5  All this and the dates overdue lower a purse by four in a turn at the most.  What is spent is no such fall.
"""

from game.hexes import NO_CELL, Cell
from game.model.events import Event, FightResolved, MenLost, PlaceTaken, PurseChanged, TurnBegan, UnitLeft
from game.model.ledger import Ledger
from game.model.scenario import Flow, Scenario
from game.model.state import State

NEWS = frozenset((FightResolved, PlaceTaken, MenLost, UnitLeft))
"""The events that may move a purse."""

WIPED_OUT = ("destroyed", "surrendered", "captured", "dispersed")


def pay_income(ledger: Ledger) -> None:
    """Let the purses grow at the start of a turn.  [7.1]"""
    for side in ledger.state.scenario.sides:
        amount, every = side.income
        if every and ledger.state.turn % every == 0:
            fill(ledger, side.id, amount, "income")


def fill(ledger: Ledger, side_id: str, by: int, cause: str) -> None:
    """Change a purse within its bounds.  [7.1]"""
    state = ledger.state
    side = state.scenario.side(side_id)
    now = state.bonds.purse[state.scenario.side_number(side_id)]
    to = min(max(now + by, 0), side.most)
    if to != now:
        ledger.record(PurseChanged(side_id, to - now, cause))


def pay_for_convoy(ledger: Ledger, captor: str) -> None:
    """Fill the purse of a side that has taken a convoy.  [7.2]"""
    for flow in _flows(ledger.state.scenario, captor, "convoy"):
        fill(ledger, captor, flow.by, "convoy_taken")


def fall(ledger: Ledger, side_id: str, by: int, cause: str, cell: Cell = NO_CELL) -> None:
    """Lower a purse, within what a turn may take, by what its hex has not yet been charged.  [7.4, 7.5]"""
    bonds, scenario = ledger.state.bonds, ledger.state.scenario
    number = scenario.side_number(side_id)
    if cell != NO_CELL:
        by -= sum([price for side, where, price in bonds.charged if side == side_id and where == cell])
    so_far = bonds.fallen[number] if bonds.fallen else 0
    by = min(by, scenario.charts.command.fall_most - so_far, bonds.purse[number])
    if by > 0:
        ledger.record(PurseChanged(side_id, -by, cause, cell, fall=True))


def _flows(scenario: Scenario, side_id: str, kind: str) -> list[Flow]:
    return [flow for flow in scenario.side(side_id).flows if flow.kind == kind]


def book(ledger: Ledger) -> None:
    """Let the purses feel what has happened in this answer since the turn began.  [7.2, 7.3]"""
    scenario, events = ledger.state.scenario, ledger.events
    if NEWS.isdisjoint(map(type, events)) or not any(side.flows for side in scenario.sides):
        return
    start = max([place for place, event in enumerate(events) if type(event) is TurnBegan], default=0)
    news = [event for event in events[start:] if type(event) in NEWS]
    field = NO_CELL
    for event in news:
        match event:
            case FightResolved(target):
                field = target
                _feel_fight(ledger, event)
            case PlaceTaken():
                _feel_place(ledger, event)
            case UnitLeft(number, _, _, _, cause) if cause in WIPED_OUT:
                _feel_unit(ledger, number, field)
            case _:
                pass
    _feel_losses(ledger, news)


def _feel_fight(ledger: Ledger, fight: FightResolved) -> None:
    """Pay for a victory, and charge for a retreat or a rout.  [7.2, 7.3]"""
    if fight.outcome in ("AX", "AR"):
        beaten, winner = 0, 1
    elif fight.outcome in ("DX", "DR") and not _holds_out(ledger.state, fight):
        beaten, winner = 1, 0
    else:
        return
    scenario, men = ledger.state.scenario, fight.men[beaten]
    gains = [flow.by for flow in _flows(scenario, fight.sides[winner], "victory") if men >= flow.men]
    if gains:
        fill(ledger, fight.sides[winner], max(gains), "victory")
    rout = fight.outcome in ("AX", "DX")
    kinds = ("rout", "retreat") if rout else ("retreat",)
    flows = [flow for kind in kinds for flow in _flows(scenario, fight.sides[beaten], kind) if men >= flow.men]
    if flows:
        price = max([-flow.by for flow in flows])
        fall(ledger, fight.sides[beaten], price, "rout" if rout else "retreat", fight.target)


def _holds_out(state: State, fight: FightResolved) -> bool:
    """Whether beaten defenders stand on their hex all the same: to the last, behind works, with no way back.  [7.2]"""
    return any(unit.men and unit.side == fight.sides[1] for unit in state.forces.at(fight.target))


def _feel_place(ledger: Ledger, taken: PlaceTaken) -> None:
    """Pay for a place taken, and charge the side that has lost it.  [7.2, 7.3]"""
    scenario = ledger.state.scenario
    place = scenario.board.places[taken.place]
    if taken.side and taken.cause != "reverted":
        for flow in _flows(scenario, taken.side, "place"):
            if not flow.places or place.id in flow.places:
                fill(ledger, taken.side, flow.by, "place")
    if taken.loser:
        for flow in _flows(scenario, taken.loser, "place_lost"):
            if not flow.places or place.id in flow.places:
                fall(ledger, taken.loser, -flow.by, "place_lost", place.cell)


def _feel_unit(ledger: Ledger, number: int, field: Cell) -> None:
    """Charge for a unit that is no more, on the field where it fought last.  [7.3]"""
    state = ledger.state
    row = state.scenario.types[number]
    side, kind = state.unit(number).side, state.spec(number).type
    for flow in _flows(state.scenario, side, "wiped"):
        if flow.type == kind or flow.trait in row.traits:
            fall(ledger, side, -flow.by, "wiped", field)


def _feel_losses(ledger: Ledger, news: list[Event]) -> None:
    """Charge for men lost, by full numbers of them.  [7.3]"""
    state = ledger.state
    lost: dict[str, int] = {}
    for event in news:
        if isinstance(event, MenLost):
            side = state.unit(event.unit).side
            lost[side] = lost.get(side, 0) + event.men
    for side, men in lost.items():
        now = state.tally.lost[state.scenario.side_number(side)]
        for flow in _flows(state.scenario, side, "losses"):
            full = now // flow.per - (now - men) // flow.per
            if full:
                fall(ledger, side, -flow.by * full, "losses")
