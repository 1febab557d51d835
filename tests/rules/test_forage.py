"""Chapter 10: what the land gives, who eats it, and how it wears out."""

from dataclasses import replace
from datetime import datetime

import pytest

from game import umpire
from game.hexes import CellSet, set_of
from game.model.bonds import Pasture
from game.model.events import GroundGrazed, GroundWorn
from game.model.forces import Forces
from game.model.ledger import Ledger
from game.rules import forage, foraging, terrain, units, want, weather, zones
from tests.laws import scenario
from tests.sketch import Counter, Sketch, sketch

SE = 2
"""The direction from the hex at column 0, row 0 to that at column 1, row 0."""


def riders(men: int, side: str = "enver", faction: str = "") -> Counter:
    """A mounted band: two mouths a man."""
    return Counter("band_horse", side, men, faction=faction)


def eaten(position: Sketch) -> dict[tuple[int, int], int]:
    """Mouths fed, by column and row."""
    grid = position.state.scenario.board.grid
    return {grid.column_row(cell): number for cell, number in foraging.harvest(position.state).eaten.items()}


def missing(position: Sketch) -> dict[str, int]:
    """Mouths not filled, by letter."""
    names = {number: letter for letter, number in position.letters.items()}
    return {names[number]: mouths for number, mouths in foraging.harvest(position.state).missing.items()}


@pytest.mark.parametrize(("between", "armed"), [(11, True), (12, False)])
def test_bands_are_short_of_cartridges_far_from_towns(between: int, armed: bool) -> None:
    """[10.1] Twelve hexes from a town of their side are near enough, thirteen are not; they are short, never worse."""
    row = ["T"] + ["."] * between + [".A"]
    drawing = "".join(mark.ljust(4) for mark in row[::2]) + "\n  " + "".join(mark.ljust(4) for mark in row[1::2])
    position = sketch(drawing, {"A": riders(100)}, held={"t0": "enver"})
    assert want.why_hungry(position.state, position.unit("A")) == (() if armed else ("cartridges",))
    ledger = Ledger(position.state)
    for _ in range(3):
        want.check_bread(ledger)
    assert ledger.state.unit(0).hunger == (0 if armed else 1)


def test_cartridges_come_over_the_frontier_too() -> None:
    """[10.1]"""
    position = sketch(".A", {"A": riders(100)})
    scenario = position.state.scenario
    border = frozenset({(position.at(0, 0), 0)})
    near = replace(position.state, scenario=replace(scenario, board=replace(scenario.board, frontier=border)))
    assert want.supplied(near, near.unit(0))
    assert not want.supplied(sketch(".A", {"A": riders(100)}).state, near.unit(0))


@pytest.mark.parametrize(("season", "numbers"), [("green", (1600, 1800, 0)), ("winter", (800, 600, 0))])
def test_ground_and_season_say_what_a_hex_feeds(season: str, numbers: tuple[int, ...]) -> None:
    """[10.2] A town adds its own."""
    position = sketch("i   T   ^")
    state = replace(position.state, sky=replace(position.state.sky, season=season))
    assert tuple(forage.capacity(state, position.at(c, 0)) for c in (0, 2, 4)) == numbers


def test_the_size_of_hexes_says_what_a_hex_feeds() -> None:
    """[10.2]"""
    position = sketch("i   T", scale="3km", start=datetime(1921, 12, 5))
    assert [forage.capacity(position.state, position.at(c, 0)) for c in (0, 2)] == [300, 460]


def test_a_horseman_is_two_mouths_and_half_at_home() -> None:
    """[10.3] Regulars, who live on lines, and leaders have none."""
    counters = {
        "f": Counter("band_foot", "enver", 300),
        "h": riders(300),
        "o": riders(300, faction="lokai"),
        "a": riders(300, faction="lokai"),
        "r": Counter("rifle", "red", 300),
        "L": Counter("leader", "enver", 1),
    }
    position = sketch(".f  .h  .o  .a  .r  .L", counters, homes={"lokai": ((4, 0),)})
    assert [forage.mouths(position.state, position.unit(x)) for x in "fhoarL"] == [300, 600, 300, 600, 0, 0]


def test_a_dummy_eats_nothing() -> None:
    """[10.3, 3.9]"""
    position = sketch(".A", {"A": riders(1000)})
    assert missing(position) == {"A": 800}
    nobody = position.state.forces.with_unit(replace(position.unit("A"), dummy=True))
    assert missing(Sketch(replace(position.state, forces=nobody), position.letters)) == {}


@pytest.mark.parametrize(
    ("beside", "beyond", "short"),
    [(" ", " ", 0), ("x", " ", 800), (" ", "x", 800), ("c", " ", 800), (" ", "c", 0), ("g", "x", 0), ("n", " ", 0)],
)
def test_men_eat_on_the_hex_beside_unless_the_enemy_forbids_it(beside: str, beyond: str, short: int) -> None:
    """[10.4] Two hexes of 1,200 mouths for A, who has 2,000, and a third out of his reach.

    x is an enemy with a zone, c one without, g a friend, n neutral.
    """
    counters = {
        "A": riders(1000),
        "x": riders(100, "red"),
        "c": Counter("cadre", "red", 20),
        "g": Counter("band_foot", "enver", 100),
        "n": Counter("band_foot", "lokai", 100),
    }
    drawing = f".A\n  .{beside}\n#   .{beyond}"
    position = sketch(drawing, {k: v for k, v in counters.items() if k in "A" + beside + beyond})
    assert missing(position).get("A", 0) == short


def test_men_do_not_eat_where_they_could_not_march() -> None:
    """[10.4] A great river in spate, and the high snows."""
    counters = {"A": riders(1000)}
    river = {(0, 0, SE): "major"}
    assert missing(sketch(".A\n  .", counters, rivers=river, spate="all")) == {"A": 800}
    assert missing(sketch(".A\n  .", counters, rivers=river)) == {}
    assert missing(sketch(".A\n  ^", counters)) == {"A": 800}


def test_men_spare_the_ground_as_long_as_they_can() -> None:
    """[10.5] Half of their own hex, half of the next where most is left; then the rest in the same order."""
    drawing = ".A\n  .\nh"
    assert eaten(sketch(drawing, {"A": riders(250)})) == {(0, 0): 500}
    assert eaten(sketch(drawing, {"A": riders(700)})) == {(0, 0): 600, (1, 0): 600, (0, 1): 200}
    assert eaten(sketch(drawing, {"A": riders(1000)})) == {(0, 0): 1000, (1, 0): 600, (0, 1): 400}
    assert eaten(sketch(drawing, {"A": riders(1500)})) == {(0, 0): 1200, (1, 0): 1200, (0, 1): 600}
    short = sketch(drawing, {"A": riders(1700)})
    assert (eaten(short), missing(short)) == ({(0, 0): 1200, (1, 0): 1200, (0, 1): 800}, {"A": 200})


def test_everybodys_own_hex_comes_first_while_the_ground_is_spared() -> None:
    """[10.5] A, on poor ground and with the lower number, gets of B's hex only what is over the half that B needs."""
    position = sketch("mA\n  .B", {"A": riders(300), "B": riders(300)})
    assert (eaten(position), missing(position)) == ({(0, 0): 100, (1, 0): 1100}, {})
    assert missing(sketch("mA\n  .B", {"A": riders(300), "B": riders(500)})) == {"B": 200}


def test_men_make_room_for_one_another() -> None:
    """[10.5] A ate of the field between them what he did not need: B, who has nothing else, gets it."""
    position = sketch("hA  mB\n  i", {"A": riders(850), "B": riders(300)})
    assert missing(position) == {}
    assert eaten(position) == {(0, 0): 500, (1, 0): 1600, (2, 0): 200}


def test_a_common_field_goes_to_the_lower_number() -> None:
    """[10.5]"""
    position = sketch("mA\n  .\nmB", {"A": riders(500), "B": riders(500)})
    assert missing(position) == {"B": 400}


def test_nothing_is_lost_and_nobody_hungers_beside_food() -> None:
    """[10.4, 10.5] On the real map, with hosts six times as large as they were."""
    opening = umpire.begin(scenario("recapture-1922"), umpire.Setup(1)).state
    state = replace(opening, forces=Forces(tuple(replace(u, men=u.men * 6) for u in opening.forces.units)))
    found = foraging.harvest(state)
    eaters = [u for u in state.forces.units if u.on_map and forage.mouths(state, u)]
    assert sum(found.eaten.values()) == sum(forage.mouths(state, u) - found.missing.get(u.number, 0) for u in eaters)
    assert all(number <= forage.capacity(state, cell) for cell, number in found.eaten.items())
    hungry = [u for u in eaters if u.number in found.missing]
    assert 0 < len(hungry) < len(eaters)
    for unit in hungry:
        going = weather.going(state, unit.side)
        prices = terrain.prices(state.scenario, units.mover(state, unit), going)[unit.cell]
        hard, soft = zones.enemy_zones(state, unit.side)
        near = [c for c in prices if not zones.enemies_on(state, unit.side) >> c & 1]
        near = [c for c in near if not (hard | soft) >> c & 1 or units.men_at(state, c, unit.side)]
        assert all(found.eaten.get(c, 0) == forage.capacity(state, c) for c in (unit.cell, *near))


def test_a_hex_that_fed_more_than_half_is_worn() -> None:
    """[10.6] Half is not more than half; what is worn is noted once."""
    assert _worn(300) == ()
    assert _worn(301) == ((0, 0),)


def _worn(men: int) -> tuple[tuple[int, int], ...]:
    position = sketch(".A", {"A": riders(men)}, held={})
    ledger = Ledger(position.state)
    want.check_bread(ledger)
    want.check_bread(ledger)
    worn = [event for event in ledger.events if isinstance(event, GroundWorn)]
    grid = position.state.scenario.board.grid
    return tuple(grid.column_row(cell) for event in worn for cell in event.cells)


def grazing(scale: str, start: datetime, days: int, turn: int, was: Pasture) -> Ledger:
    """Bring a turn's pastures in, on a map where the first three hexes are those of the masks."""
    position = sketch(".   .   .", scale=scale, start=start, days=days)
    ledger = Ledger(replace(position.state, turn=turn, pasture=was))
    forage.turn_pastures(ledger)
    return ledger


def cells(*columns: int) -> CellSet:
    """The hexes of the row, by column."""
    position = sketch(".   .   .")
    return set_of(position.at(column, 0) for column in columns)


MAY = datetime(1922, 5, 12)


def test_worn_ground_is_grazed_when_the_month_changes() -> None:
    """[10.6] The sixth turn of four days begins on 1 June; twice at the most."""
    was = Pasture(cells(0, 2, 4), cells(2), cells(4))
    assert grazing("8km", MAY, 4, 4, was).events == []
    assert grazing("8km", MAY, 4, 6, was).state.pasture == Pasture(0, cells(0), cells(2, 4))


def test_grazed_ground_feeds_half_and_a_quarter() -> None:
    """[10.2, 10.6]"""
    state = grazing("8km", MAY, 4, 4, Pasture(0, cells(0), cells(2))).state
    grid = state.scenario.board.grid
    assert [forage.capacity(state, grid.cell(c, 0)) for c in (0, 2, 4)] == [600, 300, 1200]
    assert foraging.fodder(state, grid.cell(2, 0)) == foraging.Fodder(300, 0, 2, False)


def test_ground_heals_every_fourth_turn_on_the_largest_hexes() -> None:
    """[10.7] What is worn now does not heal, and stays worn."""
    was = Pasture(cells(2), cells(0, 2), cells(4))
    for turn in (2, 3, 4):
        assert grazing("8km", MAY, 4, turn, was).events == []
    healed = grazing("8km", MAY, 4, 5, was)
    assert healed.state.pasture == Pasture(cells(2), cells(2, 4), 0)
    assert isinstance(healed.events[0], GroundGrazed)


@pytest.mark.parametrize(
    ("start", "turn", "once"), [(datetime(1922, 3, 27), 2, 0), (datetime(1921, 12, 26), 2, 1), (MAY, 2, 1)]
)
def test_ground_heals_month_by_month_on_smaller_hexes(start: datetime, turn: int, once: int) -> None:
    """[10.7] From April on, at the change of the month; in winter nothing grows."""
    after = grazing("3km", start, 7, turn, Pasture(0, cells(0), 0)).state.pasture
    assert after == Pasture(0, cells(0) if once else 0, 0)
