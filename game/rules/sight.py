"""Chapter 4. Who knows what.

4.1  A unit sees the hexes round it, as far as its class sees at this scale, a scout one hex farther.  Ground that
     conceals is seen from nearer only; the hex next door is always seen.
4.2  Bad weather shortens sight; in the dark nobody sees farther than the next hex.
4.3  A town, fort or village that a side holds sees for it, and so does one whose people are its own as long as no
     enemy of the side holds it.
4.4  A side knows its own units, and those of others on hexes that it sees.  Of all others it does not know whether
     they are on the map.
4.5  Who holds a place, which lines of its works are lost or bombarded, who has asked for terms, depots, purses, points,
     how many men a side has lost, the sky, and who is gone for good, by which way off the map, are known to all; what
     a purse was spent on is not, nor on which fields it fell.  The stores of a place are known to its holder, to
     others by a word; whether it stands bare to its holder, whether a depot is fed to its owner, grazed ground to
     those who see it, hired fords to those who hired them.
4.6  A unit that went out of sight is remembered where it was last seen for a turn, or until the hex is seen again.
     So is one that a march passed.  A hidden set-up is suspected on each of its places until they are seen.
4.7  A dummy looks like what it says to others, and sees no farther than the next hex.  When an enemy who fights
     stands next to it, it is taken off; those who do not fight march by it as by the real thing.
4.8  Nobody knows the dice to come.
4.9  What may be ordered, and what a forecast says, depends only on what the side that orders knows.
4.10  In a game without fog all is open but the dice.
4.11  When its part begins a side is told which of its units no enemy sees.  Only that side knows.
"""

from collections.abc import Sequence

from game.hexes import Cell, CellSet, cells_of
from game.model.bonds import Bonds, Realm, Sky
from game.model.derived import changer
from game.model.forces import Status, Unit
from game.model.scenario import Scenario
from game.model.state import State
from game.rules import units, weather

_with = changer(State)
_unit = changer(Unit)


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


class _Outlooks(dict[tuple[Cell, int], CellSet]):
    """What is seen from a hex by one who sees so far: looked over the first time it is asked for."""

    def __init__(self, scenario: Scenario) -> None:
        super().__init__()
        self.scenario = scenario

    def __missing__(self, key: tuple[Cell, int]) -> CellSet:
        found = self[key] = _looked_over(self.scenario, 1 << key[0], key[1])
        return found


def _outlooks(scenario: Scenario) -> _Outlooks:
    """What is seen from where, by hex and range."""
    return scenario.remembered("outlooks", lambda: _Outlooks(scenario))


class _Glances(dict[tuple[Cell, tuple[int, ...]], CellSet]):
    """What a stack sees, by its hex and its numbers: as far as the one of it who sees farthest.  [4.1, 4.2]"""

    def __init__(self, scenario: Scenario, short: int) -> None:
        super().__init__()
        self.far, self.short, self.outlooks = ranges(scenario), short, _outlooks(scenario)

    def __missing__(self, stack: tuple[Cell, tuple[int, ...]]) -> CellSet:
        cell, numbers = stack
        if len(self) >= KEPT:
            self.clear()
        far = max([self.far[number] for number in numbers]) - self.short
        found = self[stack] = self.outlooks[cell, max(1, far)]
        return found


KEPT = 1 << 14
"""Stacks of which it is remembered what they see."""


def _glances(state: State) -> _Glances:
    """What stacks see under this sky.  [4.1, 4.2]"""

    def work_out() -> _Glances:
        scenario, short = state.scenario, _shortened(state)
        return scenario.remembered(("glances", short), lambda: _Glances(scenario, short))

    return state.sky.remembered("glances", work_out)


def seen_from(state: State, unit: Unit, cell: Cell) -> CellSet:
    """The hexes that the unit sees, or would see, from a hex.  [4.1, 4.2]"""
    return _glances(state)[cell, (unit.number,)]


def overlooked(state: State, cell: Cell, far: int) -> CellSet:
    """The hexes that lie open from a hex to eyes that reach so far on a clear day.  [4.1, 4.2]"""
    return _outlooks(state.scenario)[cell, max(1, far - _shortened(state))]


def _patrolled(state: State, side: str) -> CellSet:
    """The hexes that a side's units see: from each hex as far as the one who sees farthest.  [4.1, 4.2]"""
    camp, glances = state.forces.camp(side), _glances(state)

    def work_out() -> CellSet:
        seen = 0
        for stack in camp.stacks.items():
            seen |= glances[stack]
        return seen

    return camp.remembered(("patrolled", glances.short), work_out)


def seen_on_the_way(state: State, numbers: Sequence[int], cells: Sequence[Cell]) -> CellSet:
    """The hexes that units see, by their numbers, from those they pass through together.  [4.1, 4.2]"""
    stack, glances = tuple(numbers), _glances(state)
    seen = 0
    for cell in cells:
        seen |= glances[cell, stack]
    return seen


def _posts(scenario: Scenario) -> tuple[tuple[int, Cell, str], ...]:
    """The places that can see for a side: number, hex, and the side whose people live there.  [4.3]"""
    return scenario.remembered(
        "posts",
        lambda: tuple(
            (number, place.cell, scenario.people[1 if place.loyalty > 0 else 0] if place.loyalty else "")
            for number, place in enumerate(scenario.board.places)
            if place.town or place.kind == "village"
        ),
    )


def _watched(state: State, side: str) -> CellSet:
    """The hexes that places see for a side.  [4.3]"""
    board = state.scenario.board

    def work_out() -> CellSet:
        posts, holdings = 0, state.realm.holdings
        for number, cell, people in _posts(state.scenario):
            holder = holdings[number].holder
            if holder == side or (people == side and not state.bonds.at_war(side, holder)):
                posts |= 1 << cell
        for _ in range(state.scenario.charts.sight.places):
            posts = board.grid.spread(posts)
        return posts

    return state.realm.remembered(("watched", side, state.bonds.enemies(side)), work_out)


def visible(state: State, side: str) -> CellSet:
    """The hexes that a side sees.  [4.1, 4.2, 4.3, 4.10]"""
    if not state.scouting.fog:
        return state.scenario.board.ground
    kept: list[tuple[Realm, Sky, Bonds, CellSet]] = state.forces.camp(side).remembered("seen", list)
    for realm, sky, bonds, seen in kept:
        if realm is state.realm and sky is state.sky and bonds is state.bonds:
            return seen
    seen = (_patrolled(state, side) | _watched(state, side)) & state.scenario.board.ground
    kept.append((state.realm, state.sky, state.bonds, seen))
    return seen


def unnoticed(state: State, side: str) -> tuple[int, ...]:
    """The units of a side on hexes that no enemy sees, by number; nobody in a game without fog.  [4.11]"""
    if not state.scouting.fog:
        return ()
    seen = 0
    for enemy in state.bonds.enemies(side):
        seen |= visible(state, enemy)
    return tuple([unit.number for unit in state.forces.of(side) if not seen >> unit.cell & 1])


def dummies(scenario: Scenario) -> tuple[int, ...]:
    """The numbers of the counters with nobody under them.  [4.7]"""
    return scenario.remembered("dummies", lambda: tuple(n for n, spec in enumerate(scenario.units) if spec.dummy))


def others_on(state: State, side: str) -> CellSet:
    """The hexes on which anybody but a side truly stands."""
    cells = 0
    for other, camp in state.forces.camps().items():
        if other != side:
            cells |= camp.cells
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
    unseen: int = state.forces.others(side).remembered(("unseen", enemies), lambda: _unseen(state, enemies))
    return min(room, unseen)


def _unseen(state: State, sides: tuple[str, ...]) -> int:
    """The men of some sides, by the order of battle, whom nobody sees."""
    specs, unseen = state.scenario.units, Status.UNSEEN
    return sum([specs[u.number].men for u in state.forces.units if u.status is unseen and u.side in sides])
