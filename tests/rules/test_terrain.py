"""Chapter 1, the ground."""

from dataclasses import replace

import pytest

from game.hexes import DIRECTIONS
from game.model.bonds import Ford
from game.rules import terrain, weather
from tests.sketch import sketch


def price(ground: str, mover: terrain.Mover, **kwargs: object) -> int | None:
    """Points to step north into a hex of this ground from a hex of steppe."""
    position = sketch(f"{ground}\n\n.", **kwargs)  # type: ignore[arg-type]
    under = weather.going(position.state, "enver")
    return terrain.price(position.state.scenario, mover, under, position.at(0, 1), 0)


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
    bend = sketch(".\n\n.\n\n.", rivers={NORTH: "major"})
    ways = terrain.prices(bend.state.scenario, boat, terrain.Going())
    assert ways[bend.at(0, 1)] == {bend.at(0, 0): 2}, "not on to a hex that has no bank"


def test_mud_makes_soft_ground_dearer() -> None:
    """[1.8] In the fields, not on the steppe, and not on a road."""
    assert [price("i", mover, weather_now="thaw") for mover in (FOOT, HORSE, WHEELS)] == [4, 4, 8]
    assert [price(".", mover, weather_now="thaw") for mover in (FOOT, HORSE, WHEELS)] == [2, 2, 3]
    assert price("i", WHEELS, weather_now="thaw", links=ROAD) == 2
    assert price("i", WHEELS, weather_now="thaw", links=TRACK) == 4
    assert price("i", WHEELS, weather_now="fair") == 5


def test_snow_closes_the_high_mountains_but_for_the_passes() -> None:
    """[1.9] A season of snow; a pass and a road lead through, a track does not."""
    assert price("^", FOOT) == 10
    assert price("^", FOOT, snow=True) is None
    assert price("^", HORSE, links=TRACK, snow=True) is None
    assert price("^", FOOT, crossings={NORTH: "pass"}, snow=True) == 14
    assert price("^", FOOT, links=ROAD, snow=True) == 2
    assert price("m", FOOT, snow=True) == 7


def test_drifts_close_the_passes_and_broken_ground_to_wheels() -> None:
    """[1.9] In a snowfall; those on foot still cross the foothills, and a post road is kept open."""
    assert price("h", FOOT, crossings={NORTH: "pass"}, weather_now="snow") is None
    assert price("^", FOOT, crossings={NORTH: "pass"}, snow=True, weather_now="snow") is None
    assert price("h", FOOT, crossings={NORTH: "pass"}, links=ROAD, weather_now="snow") == 2
    assert (price("b", WHEELS), price("b", WHEELS, weather_now="snow")) == (9, None)
    assert price("b", WHEELS, links=TRACK, weather_now="snow") is None
    assert price("b", FOOT, weather_now="snow") == 4
    assert price("h", WHEELS, weather_now="snow") == 7


def test_crests_cost_by_the_step_where_heights_count() -> None:
    """[1.10] Up and down alike, two for men and horses, four for wheels; a road is cut into the slope."""
    low, up = {(0, 1): 1}, {(0, 0): 2}
    assert price(".", FOOT, scale="1km", levels=up | low) == 4
    assert price(".", HORSE, scale="1km", levels=up) == 6
    assert price(".", WHEELS, scale="1km", levels=up | low) == 7
    assert price(".", FOOT, scale="1km", levels={(0, 1): 2}) == 6
    assert price(".", FOOT, scale="1km", levels={(0, 0): 1} | low) == 2
    assert price(".", FOOT, scale="1km", levels=up, links=ROAD) == 2


def guided(ground: str, mover: terrain.Mover, side: str, river: str) -> int | None:
    """The same price in a spate, where guides of Enver's lead over the river."""
    position = sketch(f"{ground}\n\n.", rivers={NORTH: river}, spate="all")
    sky = replace(position.state.sky, fords=(Ford("enver", position.at(0, 1), 0, 2),))
    state = replace(position.state, sky=sky)
    under = weather.going(state, side)
    there = terrain.price(state.scenario, mover, under, position.at(0, 1), 0)
    back = terrain.prices(state.scenario, mover, under)[position.at(0, 0)].get(position.at(0, 1))
    assert (there is None) == (back is None), "a ford is open both ways"
    assert terrain.prices(state.scenario, mover, under)[position.at(0, 1)].get(position.at(0, 0)) == there
    return there


def test_guides_open_a_ford_to_their_side() -> None:
    """[1.11] A great river as a minor one, a minor one as nothing; to others it stays shut."""
    assert guided(".", HORSE, "enver", "major") == 4
    assert guided(".", WHEELS, "enver", "major") == 7
    assert guided(".", HORSE, "red", "major") is None
    assert guided(".", FOOT, "enver", "minor") == 2
    assert guided(".", FOOT, "red", "minor") == 5


@pytest.mark.parametrize(
    "under",
    [
        terrain.Going(),
        terrain.Going("all", mud=True),
        terrain.Going("great", snow=True, drifts=True),
    ],
)
def test_the_tables_are_the_prices(under: terrain.Going) -> None:
    """A step table and the look-up made of it hold what `price` says, for every hex and direction."""
    position = sketch(".  h\n  m   ^\nT   b\n  i   t", rivers={(0, 1, 0): "minor"}, crossings={(1, 0, 1): "pass"})
    scenario = position.state.scenario
    for mover in (FOOT, HORSE, WHEELS, ("foot", True)):
        steps, prices = terrain.steps(scenario, mover, under), terrain.prices(scenario, mover, under)
        for cell in range(scenario.board.grid.size):
            if scenario.board.ground >> cell & 1:
                ways = {
                    scenario.board.grid.step(cell, d): terrain.price(scenario, mover, under, cell, d)
                    for d in DIRECTIONS
                    if scenario.board.ground >> scenario.board.grid.step(cell, d) & 1
                }
                expected = {there: cost for there, cost in ways.items() if cost is not None}
                assert dict(steps[cell]) == prices[cell] == expected
