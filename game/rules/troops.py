"""What cards do to men: their numbers and hearts, who comes, who waits, who goes.  This carries out chapter 25."""

from collections.abc import Sequence
from typing import TypeAlias

from game.hexes import NO_CELL, Cell
from game.model.events import (
    GunsTaken,
    MenJoined,
    MenLost,
    MoraleChanged,
    UnitArrived,
    UnitDelayed,
    UnitFellBack,
    UnitLeft,
    UnitTurned,
    WantChanged,
)
from game.model.forces import Status, Unit
from game.model.fortunes import (
    Arrive,
    Convert,
    Convoy,
    Delay,
    Disperse,
    GoesHome,
    Guns,
    Hunger,
    Leave,
    Men,
    Morale,
)
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import beaten, convoys, holding, in_force, laying, morale, muster, units, zones
from game.rules.laying import Deed

OfTroops: TypeAlias = Arrive | Convert | Convoy | Delay | Disperse | GoesHome | Guns | Hunger | Leave | Men | Morale
"""An effect on men that is done at once."""

ALIVE = ("went home", "sent home", "went to the harvest", "went to the feast")
"""Causes for which men leave a unit alive: they do not count among the lost."""

COMING = (Status.POOL, Status.AWAITED)
"""Where a unit is that may be called."""


def call(ledger: Ledger, arrive: Arrive, deed: Deed) -> None:
    """Have units enter at a place, an entry or beside a unit, now or in some turns.  [25.28]"""
    cell = laying.named(ledger.state, arrive.at, deed.scene(ledger.state))
    called = []
    for unit_id in arrive.units:
        unit = ledger.state.unit(ledger.state.scenario.unit_number(unit_id))
        due = ledger.state.turn + arrive.turns
        sooner = unit.status is not Status.AWAITED or due < unit.due
        if unit.status not in COMING or not cell or not sooner:
            continue
        if not arrive.turns and enter(ledger, unit, cell):
            continue
        ledger.record(UnitLeft(unit.number, Status.AWAITED, due, unit.men, "called"))
        called.append(unit.number)
    if called:
        laying.lay(ledger, arrive, deed, tuple(sorted(called)), (cell,))


def enter(ledger: Ledger, unit: Unit, cell: Cell) -> bool:
    """Bring a unit onto the map at a hex, or next to it; false if there is no room.  [25.28]"""
    state = ledger.state
    here = zones.first_free(state, unit, 1 << cell)
    there = here if here is not None else zones.first_free(state, unit, state.scenario.board.grid.spread(1 << cell))
    if there is None:
        return False
    ledger.record(UnitArrived(unit.number, there, unit.men))
    holding.occupy(ledger, there, unit.side)
    return True


def delay(ledger: Ledger, delay: Delay) -> None:
    """Have awaited units come later, or sooner: this turn at the earliest.  [25.28]"""
    state = ledger.state
    scenario = state.scenario
    if delay.units:
        some = [state.unit(scenario.unit_number(unit)) for unit in delay.units]
    else:
        door = scenario.board.spot(delay.at) if delay.at else NO_CELL
        some = [u for u in state.forces.units if u.side == delay.side and (not door or _door(state, u) == door)]
    waiting = sorted([unit for unit in some if unit.status is Status.AWAITED], key=lambda u: (u.due, u.number))
    for unit in waiting[: delay.next or None]:
        due = max(state.turn, unit.due + delay.turns)
        if due != unit.due:
            ledger.record(UnitDelayed(unit.number, due))


def _door(state: State, unit: Unit) -> Cell:
    """The hex by which an awaited unit enters, as things stand."""
    called = in_force.door(state, unit.number) if state.table.lasting else NO_CELL
    start = state.spec(unit.number).start
    return called or (state.scenario.board.spot(start) if start and unit.status is Status.AWAITED else NO_CELL)


def convoy(ledger: Ledger, convoy: Convoy) -> None:
    """Bring one more convoy of a side to an entry, if it has one left and few enough on the map.  [25.28]"""
    cart = convoys.next_cart(ledger.state, convoy.side)
    if cart is not None:
        enter(ledger, cart, ledger.state.scenario.board.spot(convoy.at))


def leave(ledger: Ledger, leave: Leave, deed: Deed) -> None:
    """Take units off the map, or have them awaited no more.  [25.31]"""
    state = ledger.state
    turns = state.scenario.charts.morale.disperse_turns
    for unit in muster.mustered(state, leave, deed.scene(state)):
        if unit.status in (Status.GONE, Status.ESCAPED):
            continue
        status = Status(leave.as_)
        due = state.turn + turns if status is Status.DISPERSED else 0
        cell = unit.cell if status is Status.ESCAPED else NO_CELL
        ledger.record(UnitLeft(unit.number, status, due, unit.men, deed.card, cell))


def go_home(ledger: Ledger, home: GoesHome, deed: Deed) -> None:
    """Have units leave the map and the war, the weakest first if only some.  [25.31]"""
    for unit in _bands(ledger.state, home, deed, home.smallest, strongest=False):
        ledger.record(UnitLeft(unit.number, Status.GONE, 0, unit.men, "went_home"))


def disperse(ledger: Ledger, scatter: Disperse, deed: Deed) -> None:
    """Have units disperse as after a rout, the strongest first if only some.  [21.7, 25.31]"""
    for unit in _bands(ledger.state, scatter, deed, scatter.largest, strongest=True):
        beaten.scatter(ledger, unit)


def _bands(state: State, who: GoesHome | Disperse, deed: Deed, most: int, *, strongest: bool) -> Sequence[Unit]:
    """Those whom a card means who have men and are on the map: so many at most, by strength."""
    at = deed.scene(state)
    if who.faction == "target":
        found = [u for u in state.forces.units if u.on_map and _of_faction(state, u, at.faction)]
        found = [u for u in found if muster.of_side(state, u.side, who.side, deed.side)]
    else:
        found = muster.mustered(state, who, at)
    bands = [unit for unit in found if unit.on_map and units.fights(state, unit)]
    bands.sort(key=lambda unit: (-unit.men if strongest else unit.men, unit.number))
    return bands[: most or None]


def _of_faction(state: State, unit: Unit, faction: int) -> bool:
    """Whether a unit is of a faction, by its number."""
    spec = state.spec(unit.number)
    return faction >= 0 and spec.faction == state.scenario.factions[faction].id


def change_men(ledger: Ledger, men: Men, deed: Deed) -> None:
    """Have units lose men or gain them, never over twice their first strength.  [25.31]"""
    state = ledger.state
    back = []
    for unit in muster.mustered(state, men, deed.scene(state)):
        if unit.status in (Status.GONE, Status.ESCAPED) or units.has(state, unit, "leader") or unit.dummy:
            continue
        by = men.number or unit.men * abs(men.per_cent) // 100 * (1 if men.per_cent > 0 else -1)
        if by > 0 and unit.on_map:
            by = min(by, state.spec(unit.number).men * 2 - unit.men)
            if by > 0:
                ledger.record(MenJoined(unit.number, by, men.cause))
        elif by < 0:
            lost = min(unit.men, -by)
            alive = men.returns or men.cause in ALIVE
            ledger.record(
                MenJoined(unit.number, -lost, men.cause) if alive else MenLost(unit.number, lost, 0, 0, men.cause)
            )
            back.append((unit.number, lost))
            beaten.bury(ledger, unit.number)
    if men.returns:
        homecoming = tuple(
            Men(cause="came back", units=(state.spec(number).id,), number=lost) for number, lost in back if lost
        )
        laying.postpone(ledger, men.returns, homecoming, deed)


def change_hearts(ledger: Ledger, change: Morale, deed: Deed) -> None:
    """Have the morale of units rise or fall; of those off the map too if they are named.  [14.1, 14.2, 25.31]"""
    state = ledger.state
    meant = [u for u in muster.mustered(state, change, deed.scene(state)) if not units.has(state, u, "leader")]
    here = [(unit.number, change.by) for unit in meant if unit.on_map]
    if change.by > 0:
        morale.hearten_all(ledger, here, deed.card)
    else:
        morale.shake_all(ledger, [(number, -by) for number, by in here], deed.card)
    for unit in meant:
        to = max(0, min(unit.morale + change.by, state.scenario.types[unit.number].ceiling))
        if unit.status in (Status.POOL, Status.AWAITED, Status.DISPERSED) and to != unit.morale:
            ledger.record(MoraleChanged(unit.number, to - unit.morale, to, deed.card))


def starve(ledger: Ledger, hunger: Hunger, deed: Deed) -> None:
    """Put units on a rung of want, never on a better one unless they are fed; hold them there.  [25.25]"""
    state = ledger.state
    to = in_force.rung(state, hunger.to)
    living = laying.nearest(state, hunger, deed.scene(state), hunger.nearest)
    changed = [
        WantChanged(unit.number, to if not to else max(to, unit.hunger))
        for unit in living
        if not units.kind(state, unit).traits & {"leader", "convoy", "river"}
    ]
    fresh = [event for event in changed if state.unit(event.unit).hunger != event.hunger]
    if fresh:
        ledger.record_together(fresh)
    if hunger.turns > 1:
        laying.spread(ledger, hunger, deed)


def convert(ledger: Ledger, convert: Convert) -> None:
    """Have units change sides where they stand, or next to a place.  [24.13, 25.31]"""
    for unit_id in convert.units:
        unit = ledger.state.unit(ledger.state.scenario.unit_number(unit_id))
        if unit.status in (Status.GONE, Status.ESCAPED) or unit.side == convert.side:
            continue
        ledger.record(UnitTurned(unit.number, convert.side))
        state = ledger.state
        if unit.on_map and (convert.beside or zones.strangers_on(state, convert.side) >> unit.cell & 1):
            start = state.scenario.board.place(convert.beside).cell if convert.beside else unit.cell
            end = _beside(state, state.unit(unit.number), start)
            if end:
                ledger.record(UnitFellBack(unit.number, (end,), "turned"))


def _beside(state: State, unit: Unit, start: Cell) -> Cell:
    """The nearest hex with room next to another, or round those; NO_CELL if there is none."""
    grid, reached = state.scenario.board.grid, 1 << start
    for _ in range(3):
        ring = grid.spread(reached)
        found = zones.first_free(state, unit, ring & ~reached & ~(1 << start))
        if found is not None:
            return found
        reached = ring
    return NO_CELL


def hand_over(ledger: Ledger, guns: Guns, deed: Deed) -> None:
    """Have guns pass out of the units in a place into one from the pool, which enters; fewer if there are.  [25.31]"""
    state = ledger.state
    cell = state.scenario.board.place(guns.place).cell
    passed = {"guns": 0, "mgs": 0}
    for unit in state.forces.of_at(guns.from_, cell):
        pieces = min(unit.guns, guns.guns - passed["guns"])
        machines = min(unit.mgs, guns.mgs - passed["mgs"])
        if pieces or machines:
            ledger.record(GunsTaken(unit.number, pieces, machines, guns.side))
            passed["guns"] += pieces
            passed["mgs"] += machines
    battery = state.unit(state.scenario.unit_number(guns.unit))
    if not any(passed.values()) or battery.status is not Status.POOL:
        return
    too_many = (battery.guns - passed["guns"], battery.mgs - passed["mgs"])
    if any(too_many):
        ledger.record(MenLost(battery.number, 0, *too_many, deed.card))
    if not enter(ledger, state.unit(battery.number), laying.named(state, guns.to, deed.scene(state))):
        call(ledger, Arrive(units=(guns.unit,), at=guns.to, turns=1), deed)
