"""Chapter 10. Living off the land.

10.1  Everyone else lives off the land, and is short of cartridges when neither the frontier nor a town of his
     side is within twelve hexes.  For want of cartridges nobody is worse than short.
10.2  A hex feeds so many mouths a turn, by its ground, the season and the size of hexes; a town adds its own.
10.3  A man on foot is one mouth and a horseman two; in his faction's home region he counts half.
10.4  Men eat on their own hex and on those next to it that they could march into, but not where an enemy stands,
     nor in an enemy zone unless a friend stands there.
10.5  As long as they can, men spare the ground and take no more of a hex than half its number: all on their own
     hexes first, then on those beside, where most is left.  When that does not fill them they take what is there.
     They are served in the order of their numbers, and make room for one another as far as they find other fields.
10.6  A hex that fed more than half its number in a turn is worn.  When the month changes, worn hexes are grazed by
     one step: their number is halved, twice at the most.
10.7  In the months of growth other grazed hexes heal by one step: every fourth turn on the largest hexes, at the
     change of the month on smaller ones.
"""

from collections.abc import Sequence

from game.hexes import Cell, CellSet, cells_of, set_of
from game.model.events import GroundGrazed, GroundWorn
from game.model.forces import Unit
from game.model.ledger import Ledger
from game.model.scenario import Scenario
from game.model.state import State
from game.rules import supply


def cartridges(state: State, side: str) -> CellSet:
    """The hexes near enough to the frontier or to a town of the side.  [10.1]"""
    return state.realm.remembered(("cartridges", side), lambda: _armed(state, side))


def _armed(state: State, side: str) -> CellSet:
    """The same, remembered by the towns that the side holds: other things change more often."""
    scenario = state.scenario
    board = scenario.board
    sources: CellSet = scenario.remembered("frontier", lambda: set_of(cell for cell, _ in board.frontier))
    towns: tuple[tuple[int, Cell], ...] = scenario.remembered(
        "towns", lambda: tuple((number, place.cell) for number, place in enumerate(board.places) if place.town)
    )
    for number, cell in towns:
        if state.realm.holdings[number].holder == side:
            sources |= 1 << cell

    def near() -> CellSet:
        cells = sources
        for _ in range(scenario.charts.supply.cartridges):
            cells = board.grid.spread(cells)
        return cells & board.ground

    return scenario.remembered(("cartridges", sources), near)


def _numbers(scenario: Scenario, season: str) -> tuple[int, ...]:
    """By cell: the mouths that ungrazed ground feeds in a season.  [10.2]"""

    def work_out() -> tuple[int, ...]:
        board = scenario.board
        if not scenario.measures.bread:
            return tuple(0 for _ in board.terrain)
        table = scenario.charts.supply.forage[scenario.scale][season]
        return tuple(
            (table[kind] if kind else 0) + (table["town"] if kind and board.town_at(cell) else 0)
            for cell, kind in enumerate(board.terrain)
        )

    return scenario.remembered(("forage", season), work_out)


def grazed(state: State, cell: Cell) -> int:
    """By how many steps a hex is grazed.  [10.6]"""
    pasture = state.pasture
    return 2 if pasture.twice >> cell & 1 else pasture.once >> cell & 1


def capacities(state: State) -> Sequence[int]:
    """By cell: the mouths that the ground feeds in a turn, as it is now.  [10.2, 10.6]"""
    pasture = state.pasture
    whole = _numbers(state.scenario, state.sky.season)
    if not pasture.once | pasture.twice:
        return whole

    def work_out() -> Sequence[int]:
        numbers = list(whole)
        for cell in cells_of(pasture.once | pasture.twice):
            numbers[cell] >>= grazed(state, cell)
        return numbers

    return pasture.remembered(("capacities", state.sky.season), work_out)


def spared(state: State) -> Sequence[int]:
    """By cell: the mouths that the ground feeds in a turn and is not worn.  [10.5]"""
    pasture, season, share = state.pasture, state.sky.season, state.scenario.charts.supply.grazing_share
    numbers, whole = capacities(state), _numbers(state.scenario, season)
    easily: tuple[int, ...] = state.scenario.remembered(
        ("spared", season), lambda: tuple(number * share // 100 for number in whole)
    )
    if numbers is whole:
        return easily
    found = list(easily)
    for cell in cells_of(pasture.once | pasture.twice):
        found[cell] = numbers[cell] * share // 100
    return found


def capacity(state: State, cell: Cell) -> int:
    """The mouths that a hex feeds in a turn, as it is now.  [10.2, 10.6]"""
    return capacities(state)[cell]


def appetites(scenario: Scenario) -> tuple[tuple[int, CellSet], ...]:
    """By unit: mouths of a man who lives off the land, and the hexes of his home.  [10.1, 10.3]"""

    def work_out() -> tuple[tuple[int, CellSet], ...]:
        mouths, regions = scenario.charts.supply.mouths, scenario.board.regions
        livings = supply.livings(scenario)
        found = []
        for number, (row, spec) in enumerate(zip(scenario.types, scenario.units, strict=True)):
            home = scenario.faction(spec.faction).home if spec.faction else ""
            eats = livings[number] == supply.LAND and scenario.measures.bread
            each = mouths.get(row.movement, 0) if eats else 0
            found.append((each, regions.get(home, 0)))
        return tuple(found)

    return scenario.remembered("appetites", work_out)


def mouths(state: State, unit: Unit) -> int:
    """The mouths that a unit must fill from the land where it stands.  [10.1, 10.3]"""
    return mouths_of(state, unit, *appetites(state.scenario)[unit.number])


def mouths_of(state: State, unit: Unit, each: int, home: CellSet) -> int:
    """The same, with the mouths of a man and the hexes of his home at hand."""
    number = 0 if unit.dummy else unit.men * each
    return number * state.scenario.charts.supply.home_share // 100 if home >> unit.cell & 1 else number


def turn_pastures(ledger: Ledger) -> None:
    """At the start of a turn, graze what is worn if the month has changed, and let other ground heal.  [10.6, 10.7]"""
    state = ledger.state
    chart, pasture = state.scenario.charts.supply, state.pasture
    if state.turn < 2 or not (pasture.worn | pasture.once | pasture.twice):
        return
    begins = state.scenario.calendar.begins
    month = begins(state.turn).month
    changed = month != begins(state.turn - 1).month
    every = chart.heal_turns[state.scenario.scale]
    first, last = chart.heal_months
    due = (state.turn - 1) % every == 0 if every else changed
    worn, once, twice = pasture.worn, pasture.once, pasture.twice
    if due and first <= month <= last:
        once, twice = once & worn | twice & ~worn, twice & worn
    if changed:
        once, twice = once & ~worn | worn & ~once & ~twice, twice | once & worn
    if (once, twice) == (pasture.once, pasture.twice) and not (changed and worn):
        return
    ledger.record(GroundGrazed(tuple(cells_of(once)), tuple(cells_of(twice))))
    if worn and not changed:
        ledger.record(GroundWorn(tuple(cells_of(worn))))
