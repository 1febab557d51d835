"""Who stands in the ranks of a coalition, where they are at home, and how far they obey.

This carries out chapter 15 as far as it looks at one moment alone.
"""

from collections.abc import Callable, Iterable

from game.hexes import Cell, CellSet
from game.model.forces import Status, Unit
from game.model.judgement import Refusal
from game.model.ledger import Ledger
from game.model.scenario import Scenario
from game.model.state import State
from game.rules import units
from game.rules.morale import ways_at_most

NOBODY = -1
"""The number of no faction."""


def in_ranks(state: State, faction: int) -> bool:
    """Whether a faction (its number) with a will of its own still stands in the ranks of its side.  [15.1]"""
    return state.scenario.factions[faction].tested and not state.court.of(state.court.left, faction)


def willed(scenario: Scenario) -> tuple[int, ...]:
    """The numbers of the factions that have a will of their own.  [15.1]"""
    return scenario.remembered("willed", lambda: tuple(n for n, f in enumerate(scenario.factions) if f.tested))


def _members(scenario: Scenario) -> tuple[int, ...]:
    """By unit: the number of its faction if that has a will of its own, else NOBODY.  [15.1]"""

    def work_out() -> tuple[int, ...]:
        numbers = {scenario.factions[n].id: n for n in willed(scenario)}
        return tuple(numbers.get(spec.faction, NOBODY) for spec in scenario.units)

    return scenario.remembered("members", work_out)


def faction_of(state: State, unit: Unit) -> int:
    """The number of the faction in whose ranks a unit stands, NOBODY if none with a will of its own.  [15.1]"""
    faction = _members(state.scenario)[unit.number]
    if faction == NOBODY or unit.side != state.scenario.ranks[faction] or not in_ranks(state, faction):
        return NOBODY
    return faction


def bands(state: State, faction: int) -> tuple[Unit, ...]:
    """The units on the map that are a faction's men.  [15.1]"""
    scenario = state.scenario
    mine: tuple[int, ...] = scenario.remembered(
        ("band numbers", faction), lambda: tuple(n for n, f in enumerate(_members(scenario)) if f == faction)
    )
    if not in_ranks(state, faction):
        return ()
    everybody, side, field = state.forces.units, scenario.ranks[faction], Status.FIELD
    found = [everybody[number] for number in mine]
    return tuple([unit for unit in found if unit.men and unit.status is field and unit.side == side])


def home(scenario: Scenario, faction: int) -> CellSet:
    """The hexes of a faction's home, none if it has no home.  [15.1]"""
    region = scenario.factions[faction].home
    return scenario.board.regions[region] if region else 0


def abroad(state: State, faction: int) -> bool:
    """Whether more than half of a faction's men are outside its home.  [15.8]"""
    land = home(state.scenario, faction)
    return bool(land) and most(bands(state, faction), lambda unit: not land >> unit.cell & 1)


def most(men: Iterable[Unit], wanted: Callable[[Unit], bool]) -> bool:
    """Whether more than half of the men of some units are as wanted."""
    return sum([unit.men if wanted(unit) else -unit.men for unit in men]) > 0


def standing(state: State, faction: int) -> str:
    """The band of obedience of a faction: sworn, willing, sullen or ripe.  [15.3]"""
    chart, now = state.scenario.charts.cohesion, state.bonds.cohesion[faction]
    if now >= chart.sworn:
        return "sworn"
    return "willing" if now >= chart.willing else "sullen" if now >= chart.sullen else "ripe"


def _unwilling(state: State, unit: Unit) -> int:
    """The faction of a unit whose men do not obey every order, NOBODY if they do.  [15.3]"""
    faction = _members(state.scenario)[unit.number]
    if faction == NOBODY or state.bonds.cohesion[faction] >= state.scenario.charts.cohesion.willing:
        return NOBODY  # most of those who are asked
    return faction_of(state, unit)


def homeward(state: State, unit: Unit) -> CellSet | None:
    """The hexes where a march of men may end who march only toward home; None if they go anywhere.  [15.3]"""
    faction = _unwilling(state, unit)
    if faction == NOBODY or (standing(state, faction) == "sullen" and not unit.hunger):
        return None
    rings = _rings(state.scenario, faction)
    if not rings:
        return None
    away = next((hexes for hexes, ring in enumerate(rings) if ring >> unit.cell & 1), len(rings))
    return rings[max(0, away - 1)]


def _rings(scenario: Scenario, faction: int) -> tuple[CellSet, ...]:
    """By distance: the hexes no farther from a faction's home; the first are the home.  Empty without a home."""

    def work_out() -> tuple[CellSet, ...]:
        grid, found = scenario.board.grid, [home(scenario, faction)]
        while found[-1] and (wider := grid.spread(found[-1])) != found[-1]:
            found.append(wider)
        return tuple(found) if found[0] else ()

    return scenario.remembered(("rings", faction), work_out)


def obeys_march(state: State, unit: Unit, route: tuple[Cell, ...]) -> Refusal | None:
    """Why the men of a faction will not march so, or off the map (no route), or None if they will.  [15.3]"""
    bound = homeward(state, unit)
    if bound is None or (route and route[-1] > 0 and bound >> route[-1] & 1):
        return None
    ripe = standing(state, faction_of(state, unit)) == "ripe"
    return Refusal("15.3", "obey.ripe" if ripe else "obey.hungry", {"unit": unit.number})


def obeys_attack(state: State, unit: Unit, target: Cell) -> Refusal | None:
    """Why the men of a faction will not attack a hex, or None if they will.  [15.3]"""
    faction = _unwilling(state, unit)
    if faction == NOBODY or home(state.scenario, faction) >> target & 1:
        return None
    return Refusal("15.3", "obey.attack", {"unit": unit.number, "cell": target})


def half_hearted(state: State, unit: Unit) -> bool:
    """Whether a unit counts half in an attack on a town or on manned works.  [15.3]"""
    return _unwilling(state, unit) != NOBODY and units.fights(state, unit)


def ceiling(state: State, faction: int, more: int = 0) -> int:
    """The height above which the cohesion of a faction does not rise, if so many `more` were drilled.  [15.5, 15.6]"""
    spec, training = state.scenario.factions[faction], state.scenario.training
    regiments = (state.court.raised + more) // training.regiment if training is not None else 0
    envied = regiments // spec.envy if spec.envy else 0
    return max(0, min(10, spec.ceiling + state.court.of(state.court.lifts, faction) - envied))


def _bears(state: State, faction: int, modifier: int) -> int:
    """The highest throw of two dice that a faction bears.  [15.2]"""
    return state.bonds.cohesion[faction] + state.scenario.charts.cohesion.test_bonus + modifier


def chance(state: State, faction: int, modifier: int = 0) -> int:
    """Of 36 throws, how many make a test of the faction fail.  [15.2, 15.14]"""
    return 36 - ways_at_most(_bears(state, faction, modifier))


def fails(ledger: Ledger, faction: int, cause: str, modifier: int = 0) -> bool:
    """Throw one test of a faction for a cause; true if it falls by one.  [15.2]"""
    scenario = ledger.state.scenario
    highest = _bears(ledger.state, faction, modifier)
    name = f"cohesion:{scenario.factions[faction].id}:{cause}"
    return ledger.roll(name, side=scenario.ranks[faction]) > highest


def knows_cohesion(state: State, faction: int) -> bool:
    """Whether who looks at this view knows the very number of a faction's cohesion.  [15.13]"""
    return state.scouting.eyes in ("", state.scenario.ranks[faction])
