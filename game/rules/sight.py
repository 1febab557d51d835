"""Chapter 4. Who knows what.

4.1  A unit sees the hexes round it, as far as its class sees at this scale, a scout one hex farther.  Ground that
     conceals is seen from nearer only; the hex next door is always seen.
4.2  Bad weather shortens sight; in the dark nobody sees farther than the next hex.
4.3  A town, fort or village that a side holds sees for it, and so does one whose people are its own as long as no
     enemy of the side holds it.
4.4  A side knows its own units, and those of others on hexes that it sees.  Of all others it does not know whether
     they are on the map.
4.5  Who holds a place, depots, purses, points, how many men a side has lost, the sky, and who is gone for good are
     known to all; what a purse was spent on is not.  The stores of a
     place are known to its holder, to others by a word; whether it stands bare to its holder, whether a depot is fed
     to its owner, grazed ground to those who see it, hired fords to those who hired them.
4.6  A unit that went out of sight is remembered where it was last seen for a turn, or until the hex is seen again.
     So is one that a march passed.  A hidden set-up is suspected on each of its places until they are seen.
4.7  A dummy looks like what it says to others, and sees no farther than the next hex.  When an enemy who fights
     stands next to it, it is taken off; those who do not fight march by it as by the real thing.
4.8  Nobody knows the dice to come.
4.9  What may be ordered, and what a forecast says, depends only on what the side that orders knows.
4.10  In a game without fog all is open but the dice.
"""

from game.hexes import NO_CELL, Cell, CellSet, cells_of, set_of
from game.model.agenda import MayAdvance, Task
from game.model.board import Place
from game.model.bonds import Bonds, Holding, Pasture, Realm, Sky
from game.model.derived import changer
from game.model.dice import Sealed
from game.model.forces import Forces, Status, Unit
from game.model.scenario import Scenario
from game.model.scouting import Scouting
from game.model.state import Seen, State
from game.rules import units, weather

_with = changer(State)
_unit = changer(Unit)

KNOWN_ANYWHERE = (Status.GONE, Status.ESCAPED)
"""What is known of a unit that nobody sees."""


def ranges(scenario: Scenario) -> tuple[int, ...]:
    """By unit: how far it sees on a clear day, in hexes.  [4.1, 4.7]"""

    def work_out() -> tuple[int, ...]:
        chart = scenario.charts.sight
        by_class = chart.range[scenario.scale]
        return tuple(
            1 if spec.dummy else by_class[row.movement] + (chart.scout if "scout" in row.traits else 0)
            for row, spec in zip(scenario.types, scenario.units, strict=True)
        )

    return scenario.remembered("sight", work_out)


def _shortened(state: State) -> int:
    """By how much sky and light shorten sight: everything in the dark.  [4.2]"""
    return 99 if weather.dark(state) else weather.now(state).sight


def _veils(scenario: Scenario) -> tuple[tuple[int, CellSet], ...]:
    """Concealment and the ground that has it.  [4.1]"""

    def work_out() -> tuple[tuple[int, CellSet], ...]:
        conceal = scenario.charts.sight.conceal
        found: dict[int, CellSet] = {}
        for cell in cells_of(scenario.board.ground):
            veil = conceal[scenario.board.terrain[cell]]
            found[veil] = found.get(veil, 0) | 1 << cell
        return tuple(sorted(found.items()))

    return scenario.remembered("veils", work_out)


def _looked_over(scenario: Scenario, observers: CellSet, far: int) -> CellSet:
    """What is seen from these hexes by those who see so far.  [4.1]"""
    grid = scenario.board.grid
    seen, near, distance = observers, observers, 0
    veils = _veils(scenario)
    for distance in range(1, max(1, far) + 1):
        near = grid.spread(near)
        for veil, ground in veils:
            if distance <= max(1, far - veil):
                seen |= near & ground
    return seen


def _outlook(scenario: Scenario, cell: Cell, far: int) -> CellSet:
    """What is seen from a hex by one who sees so far."""
    tables: dict[int, dict[Cell, CellSet]] = scenario.remembered("outlooks", dict)
    try:
        return tables[far][cell]
    except KeyError:
        found = tables.setdefault(far, {})[cell] = _looked_over(scenario, 1 << cell, far)
        return found


def seen_from(state: State, unit: Unit, cell: Cell) -> CellSet:
    """The hexes that the unit sees, or would see, from a hex.  [4.1, 4.2]"""
    return _outlook(state.scenario, cell, max(1, ranges(state.scenario)[unit.number] - _shortened(state)))


def _patrolled(state: State, side: str) -> CellSet:
    """The hexes that a side's units see: from each hex as far as the one who sees farthest.  [4.1, 4.2]"""
    scenario, short = state.scenario, _shortened(state)
    far, forces = ranges(scenario), state.forces
    units, stacks = forces.units, forces.stacks()
    seen = 0
    for cell in cells_of(forces.occupied().get(side, 0)):
        reach = max([far[n] for n in stacks[cell] if units[n].side == side]) - short
        seen |= _outlook(scenario, cell, reach if reach > 1 else 1)
    return seen


def seen_on_the_way(state: State, unit: Unit, route: tuple[Cell, ...]) -> CellSet:
    """The hexes that the unit sees from those it passes through, the last one left out.  [4.1, 4.2]"""
    far = max(1, ranges(state.scenario)[unit.number] - _shortened(state))
    seen = 0
    for cell in route[:-1]:
        seen |= _outlook(state.scenario, cell, far)
    return seen


def _tells(state: State, place: Place, held: Holding, side: str) -> bool:
    """Whether the people of a place see for a side.  [4.3]"""
    if held.holder == side:
        return True
    people = state.scenario.people[1 if place.loyalty > 0 else 0] if place.loyalty else ""
    return people == side and not state.bonds.at_war(side, held.holder)


def _watched(state: State, side: str) -> CellSet:
    """The hexes that places see for a side.  [4.3]"""
    board = state.scenario.board

    def work_out() -> CellSet:
        posts = set_of(
            place.cell
            for place, held in zip(board.places, state.realm.holdings, strict=True)
            if (place.town or place.kind == "village") and _tells(state, place, held, side)
        )
        for _ in range(state.scenario.charts.sight.places):
            posts = board.grid.spread(posts)
        return posts

    return state.realm.remembered(("watched", side, state.bonds.enemies(side)), work_out)


def visible(state: State, side: str) -> CellSet:
    """The hexes that a side sees.  [4.1, 4.2, 4.3, 4.10]"""
    if not state.scouting.fog:
        return state.scenario.board.ground
    kept: list[tuple[Realm, Sky, Bonds, CellSet]] = state.forces.remembered(("own", side, "seen"), list)
    for realm, sky, bonds, seen in kept:
        if realm is state.realm and sky is state.sky and bonds is state.bonds:
            return seen
    seen = (_patrolled(state, side) | _watched(state, side)) & state.scenario.board.ground
    kept.append((state.realm, state.sky, state.bonds, seen))
    return seen


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
    seen = visible(state, side)
    view = Seen(
        _with(
            state,
            forces=_known_forces(state, side, seen),
            realm=_known_realm(state, side),
            sky=_known_sky(state.sky, side),
            pasture=_known_pasture(state.pasture, seen),
            scouting=_known_notes(state, side),
            agenda=tuple(known_task(task, side, seen) for task in state.agenda),
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
    return _unit(unit, dummy=False, men=spec.men, guns=spec.guns, mgs=spec.mgs)


def shown(state: State, side: str) -> State:
    """The truth, but with the dummies of others as they look.  [4.7]"""
    if not any(unit.dummy and unit.side != side for unit in state.forces.units):
        return state
    dressed = [_disguised(state.scenario, u) if u.dummy and u.side != side else u for u in state.forces.units]
    return _with(state, forces=Forces(tuple(dressed), state.forces.engaged))


def known_unit(scenario: Scenario, unit: Unit, seen: CellSet) -> Unit:
    """A unit of somebody else's.  [4.4, 4.5, 4.7]"""
    if unit.status is Status.FIELD:
        if seen >> unit.cell & 1:
            return _disguised(scenario, unit) if unit.dummy else unit
        return blank(scenario, unit)
    return unit if unit.status in KNOWN_ANYWHERE else blank(scenario, unit)


class _Last:
    """The last view that was made for a side: most questions are asked of it again, or of one much like it."""

    __slots__ = ("forces", "known", "seen", "state", "view")
    forces: Forces | None
    known: Forces
    seen: CellSet
    state: State | None
    view: Seen

    def __init__(self) -> None:
        self.forces = self.state = None


def _known_forces(state: State, side: str, seen: CellSet) -> Forces:
    """The forces as a side knows them; the last answer is built on, so that it keeps what it remembers.  [4.4]"""
    scenario, forces = state.scenario, state.forces
    last: _Last = scenario.remembered(("view", side), _Last)
    engaged = forces.engaged if state.phasing == side else forces.engaged & seen
    if last.forces is None:
        known = Forces(_all_known(scenario, forces, side, seen), engaged)
    else:
        known = last.known
        changed = _changed(forces, last.forces, others_on(state, side) & (seen ^ last.seen))
        now = [unit if unit.side == side else known_unit(scenario, unit, seen) for unit in changed]
        fresh = [unit for unit in now if unit is not known.units[unit.number]]
        if fresh:
            known = known.with_units(fresh)
        if known.engaged != engaged:
            known = known.marked(known.units, engaged)
    last.forces, last.seen, last.known = forces, seen, known
    return known


def _changed(forces: Forces, before: Forces, flipped: CellSet) -> tuple[Unit, ...]:
    """The units that are not as they were, and those on hexes that came in sight or went out of it."""
    units = forces.units
    moved = [new for new, old in zip(units, before.units, strict=True) if new is not old]
    if flipped:
        stacks = forces.stacks()
        moved += [units[number] for cell in cells_of(flipped) for number in stacks[cell]]
    return tuple(moved)


def _all_known(scenario: Scenario, forces: Forces, side: str, seen: CellSet) -> tuple[Unit, ...]:
    """All units as a side knows them.  [4.4]"""
    field = Status.FIELD
    return tuple(
        [
            u
            if u.side == side or (u.status is field and seen >> u.cell & 1 and not u.dummy)
            else known_unit(scenario, u, seen)
            for u in forces.units
        ]
    )


def store_floor(scenario: Scenario, stores: int) -> int:
    """The least that the word for so much bread can mean.  [4.5]"""
    return max((least for least, _ in scenario.charts.supply.store_words if least <= stores), default=0)


def _known_realm(state: State, side: str) -> Realm:
    """Places as a side knows them.  [4.5]"""

    def work_out() -> Realm:
        holdings = tuple(_known_place(state.scenario, held, side) for held in state.realm.holdings)
        return state.realm if holdings == state.realm.holdings else Realm(holdings)

    return state.realm.remembered(("known", side), work_out)


def _known_place(scenario: Scenario, held: Holding, side: str) -> Holding:
    """Who holds a place, and whose depot is there; the rest is its owner's business.  [4.5]"""
    if held.holder == side:
        return held
    floor = store_floor(scenario, held.stores) if held.stores else 0
    fed = held.fed if held.depot == side else 0
    return Holding(held.holder, 0, held.depot, fed, floor)


def _known_sky(sky: Sky, side: str) -> Sky:
    """The sky, and the fords a side has hired.  [4.5]"""
    if all(ford.side == side for ford in sky.fords):
        return sky
    own = tuple(ford for ford in sky.fords if ford.side == side)
    return sky.remembered(("known", side), lambda: Sky(sky.spate, sky.weather, sky.light, sky.season, sky.snow, own))


def _known_pasture(pasture: Pasture, seen: CellSet) -> Pasture:
    """Grazed ground that is in sight.  [4.5]"""
    hidden = (pasture.worn | pasture.once | pasture.twice) & ~seen
    return Pasture(pasture.worn & seen, pasture.once & seen, pasture.twice & seen) if hidden else pasture


def _known_notes(state: State, side: str) -> Scouting:
    """A side's own notes.  [4.6]"""
    number = state.scenario.side_number(side)
    notes = state.scouting.notes
    return state.scouting.remembered(
        ("known", side),
        lambda: Scouting(True, tuple(some if n == number else () for n, some in enumerate(notes)), side),
    )


def known_task(task: Task, side: str, seen: CellSet) -> Task:
    """What is still to be decided: that others choose is known, not who is asked, nor where out of sight.  [4.4]"""
    if isinstance(task, MayAdvance) and task.side != side:
        return MayAdvance(task.side, task.cell if seen >> task.cell & 1 else NO_CELL, ())
    return task


def others_on(state: State, side: str) -> CellSet:
    """The hexes on which anybody but a side truly stands."""
    cells = 0
    for other, standing in state.forces.occupied().items():
        if other != side:
            cells |= standing
    return cells


def hidden(state: State, side: str) -> CellSet:
    """The hexes out of a side's sight on which others truly stand.  [4.4]"""
    return others_on(state, side) & ~visible(state, side)


def might_hide(state: State, cells: CellSet, side: str) -> int:
    """The most men of a side's enemies that these hexes could hide, as far as the side can know.

    No more than the ground holds, and no more than the order of battle has of men whom nobody sees.  [4.4, 4.9]
    """
    dark = cells & state.scenario.board.ground & ~visible(state, side)
    if not dark:
        return 0
    room = sum([units.stacking(state, cell) for cell in cells_of(dark)])
    enemies = state.bonds.enemies(side)
    unseen: int = state.forces.remembered(("others", side, "unseen", enemies), lambda: _unseen(state, enemies))
    return min(room, unseen)


def _unseen(state: State, sides: tuple[str, ...]) -> int:
    """The men of some sides, by the order of battle, whom nobody sees."""
    specs, unseen = state.scenario.units, Status.UNSEEN
    return sum([specs[u.number].men for u in state.forces.units if u.status is unseen and u.side in sides])
