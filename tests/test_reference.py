"""Law 10: sight, reach, zones and bread of small random boards equal a reference written from the book alone."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game import codec, questions, umpire
from game.hexes import cells_of
from game.model.charts import Sight
from game.model.judgement import Route
from game.model.scouting import Scouting
from game.model.state import State
from tests import reference
from tests.hexes.plain import Hex, around
from tests.laws import walk
from tests.worlds import GRID, SIDES, World, cell, state_of, world_of

SEEDS = st.integers(0, 1 << 32)


def read(cells: int) -> set[Hex]:
    """The hexes of a cell set."""
    return {GRID.column_row(at) for at in cells_of(cells)}


def compare(world: World, state: State) -> None:
    """Ask everything of the rules and of the reference."""
    for side in SIDES:
        hard, soft = questions.zones(state, side)
        assert (read(hard), read(soft)) == reference.zones(world, side)
        costs, fed = questions.supply_lines(state, side)
        theirs, fed_there = reference.lines(world, side)
        limit = reference.length(world)
        assert {GRID.column_row(at): c for at, c in enumerate(costs) if c <= limit} == theirs
        assert set(fed) == fed_there and tuple(sorted(fed)) == fed
        assert read(questions.supply_reach(state, side)) == set(theirs)
    for number, unit in enumerate(world.units):
        routes = umpire.reach(state, number)
        found = {GRID.column_row(at): route.cost for at, route in routes.items()}
        assert found == reference.reach(world, unit), f"reach of unit {number}, {unit}"
        for at, route in routes.items():
            follow(world, number, at, route)
        assert questions.supplied(state, state.unit(number)) == reference.supplied(world, unit), f"bread of {unit}"


def compare_in_fog(world: World, state: State) -> None:
    """Ask what is seen, and what a march may do as far as its side knows.  [4.1, 4.2, 4.3, 4.4, 4.9]"""
    foggy = replace(state, scouting=Scouting(True, ((), (), ())))
    for side in SIDES:
        sight = reference.visible(world, side)
        assert read(questions.visible(foggy, side)) == sight
        units = umpire.view(foggy, side).forces.units
        assert [u.on_map for u in units] == [m.side == side or m.at in sight for m in world.units]
    known = reference.known(world, world.acting)
    for number, unit in enumerate(world.units):
        if unit.side == world.acting:
            found = {GRID.column_row(at): route.cost for at, route in umpire.reach(foggy, number).items()}
            assert found == reference.reach(known, unit), f"reach in fog of unit {number}, {unit}"


def compare_bread(world: World, state: State) -> None:
    """Ask what the land gives.  [10.2, 10.3, 10.4, 10.5]"""
    gathered = questions.harvest(state, 0)
    missing = reference.harvest(world)
    assert dict(gathered.missing) == missing
    fed = {GRID.column_row(at): number for at, number in gathered.eaten.items() if number}
    assert all(number <= reference.feeds(world, at) for at, number in fed.items())
    assert sum(fed.values()) == sum(questions.mouths(state, unit) for unit in state.forces.units) - sum(
        missing.values()
    )


def follow(world: World, number: int, at: int, route: Route) -> None:
    """Go along a route: hex by hex, nothing forbidden, at its price."""
    unit = world.units[number]
    step = reference.step_of(world, unit)
    here, cost = unit.at, 0
    for there in map(GRID.column_row, route.cells):
        paid = step(here, there)
        assert there in around(here) and paid is not None
        here, cost = there, cost + paid
    assert cell(here) == at
    assert route.cost == min(cost, reference.points(world, unit))
    hard, soft = reference.enemy_zones(world, unit.side)
    wheels = reference.row(world, unit).movement == "wheeled"
    assert route.stopped == (here in hard or (wheels and here in soft))


@settings(max_examples=120)
@given(SEEDS)
def test_small_worlds_agree_with_the_book(seed: int) -> None:
    world = world_of(seed)
    state = state_of(world)
    compare(world, state)
    compare_bread(world, state)
    compare_in_fog(world, state)


def seen(world: World, side: str) -> set[Hex]:
    """What the rules say that a side sees in the fog of a world."""
    return read(questions.visible(replace(state_of(world), scouting=Scouting(True, ((), (), ()))), side))


@settings(max_examples=60)
@given(SEEDS)
def test_the_laws_of_sight(seed: int) -> None:
    """[4.1, 4.2, 4.3] Night and storm take from sight, scouts and friends add to it, next door is always seen."""
    world = world_of(seed)
    light = replace(world, dark=False, weather="fair")
    sight = world.charts.sight
    blind = replace(sight, scout=0, places=0)
    keen = replace(sight, scout=sight.scout + 1, places=sight.places + 1)
    for side in SIDES:
        day = seen(light, side)
        assert seen(replace(light, dark=True), side) <= seen(replace(light, weather="storm"), side) <= day
        assert seen(with_sight(light, blind), side) <= day <= seen(with_sight(light, keen), side)
        assert seen(replace(light, units=tuple(unit for unit in light.units if unit.side != side)), side) <= day
        for unit in world.units:
            if unit.side == side:
                assert {at for at in (unit.at, *around(unit.at)) if at in world.ground} <= seen(world, side)
        alone = replace(light, units=tuple(unit for unit in light.units if unit.side == side))
        assert seen(alone, side) == day


def with_sight(world: World, sight: Sight) -> World:
    """The world under another chart of sight."""
    other = replace(world)
    other.__dict__["charts"] = replace(world.charts, sight=sight)
    return other


@pytest.mark.slow
@settings(max_examples=2000, derandomize=False)
@given(SEEDS)
def test_many_small_worlds_agree_with_the_book(seed: int) -> None:
    world = world_of(seed)
    state = state_of(world)
    compare(world, state)
    compare_bread(world, state)
    compare_in_fog(world, state)


def test_the_small_worlds_have_something_to_say() -> None:
    """Zones, lines that are cut, units out of supply, marches that end in a zone: none of it is rare."""
    said = dict.fromkeys(("zones", "stopped", "fed", "lasting", "hungry", "far", "closed", "hidden", "grazing"), 0)
    for seed in range(80):
        world = world_of(seed)
        state = state_of(world)
        for side in SIDES:
            said["zones"] += any(questions.zones(state, side))
            costs, fed = questions.supply_lines(state, side)
            said["fed"] += bool(fed)
            said["lasting"] += any(
                t.depot == side and n not in fed and costs[cell(t.at)] == 0 for n, t in enumerate(world.towns)
            )
        said["hidden"] += len(reference.known(world, world.acting).units) < len(world.units)
        said["grazing"] += bool(questions.harvest(state, 0).missing)
        for number in range(len(world.units)):
            routes = umpire.reach(state, number).values()
            said["stopped"] += any(route.stopped for route in routes)
            said["far"] += any(len(route.cells) > 3 for route in routes)
            said["closed"] += not routes
            said["hungry"] += not questions.supplied(state, state.unit(number))
    assert min(said.values()) >= 5, said


def answers(state: State) -> list[object]:
    """All that is worked out from where the forces stand."""
    found: list[object] = [
        (questions.zones(state, side), questions.enemy_zones(state, side), questions.supply_lines(state, side))
        for side in SIDES
    ]
    found += [questions.supplied(state, unit) for unit in state.forces.units if unit.on_map]
    found += [umpire.reach(state, unit.number) for unit in state.forces.of(state.actor)]
    return found


@pytest.mark.parametrize(("name", "actions"), [("proving-ground", 500), ("recapture-1922", 120)])
def test_what_a_state_remembers_is_what_a_fresh_one_works_out(name: str, actions: int) -> None:
    """Forces carry over what a change leaves true; it must be true of the same position made from nothing."""
    for _, _, step in walk(name, 21, actions):
        remembered = answers(step.state)
        fresh = codec.decode_state(step.state.scenario, codec.encode(step.state))
        assert answers(fresh) == remembered
