"""What a side knows and remembers, as a state with blanks.  This carries out chapter 4 on whole states."""

from itertools import compress
from operator import is_not

from game.hexes import NO_CELL, CellSet, cells_of
from game.model.agenda import MayAdvance, MayRetreat, Task
from game.model.bonds import Bonds, Holding, Pasture, Realm, Sky
from game.model.derived import changer
from game.model.dice import Sealed
from game.model.forces import Forces, Status, Unit
from game.model.scenario import Scenario
from game.model.scouting import Scouting
from game.model.state import Seen, State
from game.rules import sight

_with = changer(State)
_unit = changer(Unit)
_bonds = changer(Bonds)


KNOWN_ANYWHERE = (Status.GONE, Status.ESCAPED)
"""What is known of a unit that nobody sees."""


def view(state: State, side: str) -> Seen:
    """What a side knows; with an empty side, what an onlooker of the whole game may know.

    A view is its own view.  Raises KeyError for an unknown side.  [4.4, 4.5, 4.8, 4.9, 4.10]
    """
    if isinstance(state.dice, Sealed):
        return Seen(state)
    if side:
        state.scenario.side(side)
    if not side or not state.scouting.fog:
        return Seen(_with(state, dice=Sealed()))
    last: _Last = state.scenario.remembered(("view", side), _Last)
    if last.state is state:
        return last.view
    seen = sight.visible(state, side)
    view = Seen(
        _with(
            state,
            forces=_known_forces(state, side, seen, last),
            realm=_known_realm(state, side, last),
            sky=_known_sky(state.sky, side),
            bonds=_known_bonds(state, side),
            pasture=_known_pasture(state.pasture, seen),
            scouting=_known_notes(state, side),
            agenda=tuple([known_task(task, side, seen) for task in state.agenda]),
            dice=Sealed(),
        )
    )
    last.state, last.view = state, view
    return view


def blank(scenario: Scenario, unit: Unit) -> Unit:
    """What is known of a unit of which nothing is known: its name in the order of battle, and whose it is.  [4.4]"""
    blanks: dict[tuple[int, str], Unit] = scenario.remembered("blanks", dict)
    try:
        return blanks[unit.number, unit.side]
    except KeyError:
        found = blanks[unit.number, unit.side] = Unit(unit.number, unit.side, NO_CELL, Status.UNSEEN, 0, 0, 0, 0)
        return found


def _disguised(scenario: Scenario, unit: Unit) -> Unit:
    """What a dummy looks like.  [4.7]"""
    spec = scenario.units[unit.number]
    return _unit(unit, dummy=False, asks=False, men=spec.men, guns=spec.guns, mgs=spec.mgs)


def shown(state: State, side: str) -> State:
    """The truth, but with the dummies of others as they look.  [4.7]"""
    if not any(state.unit(n).dummy and state.unit(n).side != side for n in sight.dummies(state.scenario)):
        return state
    dressed = [_disguised(state.scenario, u) if u.dummy and u.side != side else u for u in state.forces.units]
    return _with(state, forces=Forces(tuple(dressed), state.forces.engaged))


def known_unit(scenario: Scenario, unit: Unit, seen: CellSet) -> Unit:
    """A unit of somebody else's.  [4.4, 4.5, 4.7]"""
    if unit.status is Status.FIELD:
        if seen >> unit.cell & 1:
            return _disguised(scenario, unit) if unit.dummy else _unit(unit, asks=False) if unit.asks else unit
        return blank(scenario, unit)
    if unit.status is Status.GONE:
        return _unit(unit, morale=0, asks=False) if unit.morale or unit.asks else unit
    return unit if unit.status in KNOWN_ANYWHERE else blank(scenario, unit)


class _Last:
    """The last view that was made for a side: most questions are asked of it again, or of one much like it."""

    __slots__ = ("forces", "known", "known_realm", "realm", "seen", "state", "view")
    forces: Forces | None
    known: Forces
    realm: Realm | None
    known_realm: Realm
    seen: CellSet
    state: State | None
    view: Seen

    def __init__(self) -> None:
        self.forces = self.state = self.realm = None


def _known_forces(state: State, side: str, seen: CellSet, last: "_Last") -> Forces:
    """The forces as a side knows them; the last answer is built on, so that it keeps what it remembers.  [4.4]"""
    scenario, forces = state.scenario, state.forces
    engaged = forces.engaged if state.phasing == side else forces.engaged & seen
    if last.forces is None:
        known = Forces(_all_known(scenario, forces, side, seen), engaged)
    else:
        known = last.known
        flipped = seen ^ last.seen
        changed = _changed(forces, last.forces, flipped and flipped & sight.others_on(state, side))
        own, others = [], []
        for unit in changed:
            old = known.units[unit.number]
            if unit.side == side == old.side:
                own.append(unit)
            elif (now := unit if unit.side == side else known_unit(scenario, unit, seen)) is not old:
                others.append(now)
        if others:
            known = known.with_units(others)
        if changed:
            known = known.taking(side, own, forces)
        if known.engaged != engaged:
            known = known.marked(known.units, engaged)
    last.forces, last.seen, last.known = forces, seen, known
    return known


def _changed(forces: Forces, before: Forces, flipped: CellSet) -> tuple[Unit, ...]:
    """The units that are not as they were, and those on hexes that came in sight or went out of it."""
    units = forces.units
    moved = list(compress(units, map(is_not, units, before.units)))
    if flipped:
        moved += [unit for cell in cells_of(flipped) for unit in forces.at(cell)]
    return tuple(moved)


def _all_known(scenario: Scenario, forces: Forces, side: str, seen: CellSet) -> tuple[Unit, ...]:
    """All units as a side knows them.  [4.4]"""
    field = Status.FIELD
    return tuple(
        [
            u
            if u.side == side or (u.status is field and seen >> u.cell & 1 and not u.dummy and not u.asks)
            else known_unit(scenario, u, seen)
            for u in forces.units
        ]
    )


def store_floor(scenario: Scenario, stores: int) -> int:
    """The least that the word for so much bread can mean.  [4.5]"""
    return max((least for least, _ in scenario.charts.supply.store_words if least <= stores), default=0)


def _known_realm(state: State, side: str, last: _Last) -> Realm:
    """Places as a side knows them; those that are as they were are known as they were.  [4.5]"""
    if last.realm is not state.realm:
        old, known = (last.realm.holdings, last.known_realm.holdings) if last.realm is not None else ((), ())
        holdings = [
            known[number] if old and held is old[number] else _known_place(state.scenario, held, side)
            for number, held in enumerate(state.realm.holdings)
        ]
        known_all = tuple(holdings)
        last.realm = state.realm
        last.known_realm = state.realm if known_all == state.realm.holdings else Realm(known_all)
    return last.known_realm


def _known_place(scenario: Scenario, held: Holding, side: str) -> Holding:
    """Who holds a place, whose depot is there, and how its works stand; the rest is its owner's business.  [4.5]"""
    if held.holder == side:
        return held
    floor = store_floor(scenario, held.stores) if held.stores else 0
    fed = held.fed if held.depot == side else 0
    return Holding(
        held.holder, 0, held.depot, fed, floor, lines=held.lines, shelled=held.shelled, asked=held.asked
    )  # fmt: skip


def _known_sky(sky: Sky, side: str) -> Sky:
    """The sky, and the fords a side has hired.  [4.5]"""
    if not sky.fords or all(ford.side == side for ford in sky.fords):
        return sky
    own = tuple(ford for ford in sky.fords if ford.side == side)
    return sky.remembered(("known", side), lambda: Sky(sky.spate, sky.weather, sky.light, sky.season, sky.snow, own))


def _known_bonds(state: State, side: str) -> Bonds:
    """What holds the sides together, but not for which convoys others have paid, nor for which fields.  [4.5]"""
    bonds, number = state.bonds, state.scenario.side_number(side)

    def work_out() -> Bonds:
        sent = tuple(turn if n == number else 0 for n, turn in enumerate(bonds.sent))
        charged = tuple(charge for charge in bonds.charged if charge[0] == side)
        if sent == bonds.sent and charged == bonds.charged:
            return bonds
        return _bonds(bonds, sent=sent, charged=charged)

    return bonds.remembered(("known", side), work_out)


def _known_pasture(pasture: Pasture, seen: CellSet) -> Pasture:
    """Grazed ground that is in sight.  [4.5]"""
    hidden = (pasture.worn | pasture.once | pasture.twice) & ~seen
    return Pasture(pasture.worn & seen, pasture.once & seen, pasture.twice & seen) if hidden else pasture


def _known_notes(state: State, side: str) -> Scouting:
    """A side's own notes, and in its part which of its units nobody saw.  [4.6, 4.11]"""
    number, mine = state.scenario.side_number(side), state.phasing == side
    notes, unseen = state.scouting.notes, state.scouting.unseen if mine else ()
    return state.scouting.remembered(
        ("known", side, mine),
        lambda: Scouting(True, tuple([some if n == number else () for n, some in enumerate(notes)]), side, unseen),
    )


def known_task(task: Task, side: str, seen: CellSet) -> Task:
    """What is still to be decided: that others choose is known, not who is asked, nor where out of sight.  [4.4]"""
    if isinstance(task, MayAdvance) and task.side != side:
        return MayAdvance(task.side, task.cell if seen >> task.cell & 1 else NO_CELL, ())
    if isinstance(task, MayRetreat) and task.side != side:
        return MayRetreat(task.side, -1, ())
    return task
