"""Chapter 1, the ground."""

import pytest

from game.hexes import DIRECTIONS
from game.rules import terrain
from tests.sketch import sketch


def price(ground: str, mover: terrain.Mover, **kwargs: object) -> int | None:
    """Points to step north into a hex of this ground from a hex of steppe."""
    position = sketch(f"{ground}\n\n.", **kwargs)  # type: ignore[arg-type]
    spate = position.state.sky.spate
    return terrain.price(position.state.scenario, mover, spate, position.at(0, 1), 0)


FOOT, HORSE, WHEELS = ("foot", False), ("horse", False), ("wheeled", False)


@pytest.mark.parametrize(
    ("ground", "foot", "horse", "wheels"),
    [
        (".", 2, 2, 3),
        ("i", 3, 3, 5),
        ("h", 3, 4, 7),
        ("b", 4, 5, 9),
        ("t", 5, 5, None),
        ("m", 7, 9, None),
        ("^", 10, None, None),
    ],
)
def test_points_by_ground_and_class(ground: str, foot: int, horse: int, wheels: int | None) -> None:
    """[1.1] The movement table, line by line."""
    assert price(ground, FOOT) == foot
    assert price(ground, HORSE) == horse
    assert price(ground, WHEELS) == wheels


ROAD = {"road": ((0, 1), (0, 0))}
TRACK = {"track": ((0, 1), (0, 0))}
NORTH = (0, 1, 0)


def test_a_road_undoes_ground_and_minor_rivers() -> None:
    """[1.2] Two points on a road, over whatever it runs."""
    for mover in (FOOT, HORSE, WHEELS):
        assert price("b", mover, links=ROAD) == 2
        assert price("b", mover, links=ROAD, rivers={NORTH: "minor"}, spate="all") == 2
        assert price("T", mover) == 2


def test_a_track_halves_the_ground() -> None:
    """[1.3] Half, rounded up, with a least price; mountains are open to wheels by track only."""
    assert price("h", FOOT, links=TRACK) == 2
    assert price("b", HORSE, links=TRACK) == 3
    assert price(".", WHEELS, links=TRACK) == 4
    assert price("m", WHEELS, links=TRACK) == 8
    assert price("^", HORSE, links=TRACK) == 6


def test_rivers_cost_and_spate_shuts_the_fords() -> None:
    """[1.4] Minor and major, fair and in flood, with and without a crossing."""
    assert price(".", FOOT, rivers={NORTH: "minor"}) == 4
    assert price(".", WHEELS, rivers={NORTH: "minor"}) == 7
    assert price(".", FOOT, rivers={NORTH: "minor"}, spate="all") == 5
    assert price(".", WHEELS, rivers={NORTH: "minor"}, spate="all") is None
    assert price(".", HORSE, rivers={NORTH: "major"}) == 8
    assert price(".", HORSE, rivers={NORTH: "major"}, spate="great") is None
    assert price(".", HORSE, rivers={NORTH: "major"}, crossings={NORTH: "ford"}) == 4
    assert price(".", HORSE, rivers={NORTH: "major"}, crossings={NORTH: "ford"}, spate="great") is None
    assert price(".", HORSE, rivers={NORTH: "major"}, crossings={NORTH: "bridge"}, spate="great") == 4
    assert price(".", HORSE, rivers={NORTH: "minor"}, crossings={NORTH: "ford"}) == 2


def test_a_pass_costs_and_is_closed_to_wheels() -> None:
    """[1.5]"""
    assert price("h", FOOT, crossings={NORTH: "pass"}) == 7
    assert price("h", WHEELS, crossings={NORTH: "pass"}) is None


def test_mountaineers_have_their_own_prices() -> None:
    """[1.6]"""
    assert price("m", ("foot", True)) == 4
    assert price("m", ("horse", True)) == 6


def test_boats_keep_to_the_great_rivers() -> None:
    """[1.7]"""
    boat = ("river", False)
    assert price(".", boat, rivers={NORTH: "major"}) == 2
    assert price(".", boat, rivers={NORTH: "minor"}) is None


def test_the_tables_are_the_prices() -> None:
    """A step table and the look-up made of it hold what `price` says, for every hex and direction."""
    position = sketch(".  h\n  m   ^\nT   b\n  i   t", rivers={(0, 1, 0): "minor"})
    scenario = position.state.scenario
    for mover in (FOOT, HORSE, WHEELS, ("foot", True)):
        steps, prices = terrain.steps(scenario, mover, ""), terrain.prices(scenario, mover, "")
        for cell in range(scenario.board.grid.size):
            if scenario.board.ground >> cell & 1:
                ways = {
                    scenario.board.grid.step(cell, d): terrain.price(scenario, mover, "", cell, d)
                    for d in DIRECTIONS
                    if scenario.board.ground >> scenario.board.grid.step(cell, d) & 1
                }
                expected = {there: cost for there, cost in ways.items() if cost is not None}
                assert dict(steps[cell]) == prices[cell] == expected
