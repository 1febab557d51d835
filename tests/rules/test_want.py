"""Chapter 12: the ladder of want, and the winter round Dushanbe."""

from collections.abc import Mapping
from datetime import datetime

import pytest

from game.model.events import MenLost, WantChanged
from game.model.ledger import Ledger
from game.rules import forage, foraging, units, want
from tests.rules.siege_ground import RING_1, RING_2, hungry_weeks, siege
from tests.sketch import Counter, sketch


def test_the_ladder_of_want() -> None:
    """[12.1, 12.2] Short, out, starving; men are lost from the second rung on; bread mends all at once."""
    position = sketch(".A", {"A": Counter("rifle", "red", 500)})
    ledger = Ledger(position.state)
    for expected in ((1, 500), (2, 490), (3, 471), (4, 453)):
        want.check_bread(ledger)
        unit = ledger.state.unit(0)
        assert (unit.hunger, unit.men) == expected
    fed = sketch(".A", {"A": Counter("rifle", "red", 500, hunger=3)}, suppliers={"red": (0, 0)})
    ledger = Ledger(fed.state)
    want.check_bread(ledger)
    assert ledger.events == [WantChanged(0, 0)]


def test_a_week_of_starving_costs_more_than_four_days() -> None:
    """[12.2]"""
    for scale, lost in (("8km", 20), ("3km", 30)):
        position = sketch(".A", {"A": Counter("rifle", "red", 500, hunger=2)}, scale=scale)
        ledger = Ledger(position.state)
        want.check_bread(ledger)
        assert ledger.events == [WantChanged(0, 3), MenLost(0, lost, 0, 0, "want")]


def test_want_lessens_power_and_points() -> None:
    """[12.2]"""
    found = []
    for hunger in (0, 1, 2, 3, 9):
        position = sketch(".A", {"A": Counter("rifle", "red", 500, hunger=hunger)})
        unit = position.unit("A")
        power = units.power(position.state, unit, unit.cell, attacking=True)
        found.append((power, units.allowance(position.state, unit)))
    assert found == [(500, 14), (400, 14), (300, 10), (225, 7), (225, 7)]


@pytest.mark.parametrize(
    ("counter", "why"),
    [
        (Counter("rifle", "red", 100), ("line",)),
        (Counter("battery", "enver", 40), ("line",)),
        (Counter("band_foot", "enver", 100), ("cartridges",)),
        (Counter("band_foot", "enver", 1201), ("forage", "cartridges")),
        (Counter("leader", "enver", 1), ()),
    ],
)
def test_each_lives_in_its_own_way_and_knows_why_it_hungers(counter: Counter, why: tuple[str, ...]) -> None:
    """[12.3]"""
    position = sketch(".A", {"A": counter})
    assert want.why_hungry(position.state, position.unit("A")) == why
    assert want.supplied(position.state, position.unit("A")) == (not why)


def test_men_whom_the_land_does_not_feed_starve() -> None:
    """[12.1, 12.3] Cartridges or not; and those who find food but no cartridges are short at once."""
    for held in ({}, {"t0": "enver"}):
        position = sketch("T   .A", {"A": Counter("band_foot", "enver", 2000)}, held=held)
        ledger = Ledger(position.state)
        for _ in range(3):
            want.check_bread(ledger)
        assert ledger.state.unit(0).hunger == 3
    saved = sketch(".A", {"A": Counter("band_foot", "enver", 100, hunger=3)})
    ledger = Ledger(saved.state)
    want.check_bread(ledger)
    assert ledger.state.unit(0).hunger == 1


def test_bread_is_not_counted_where_turns_are_short() -> None:
    """[12.4]"""
    position = sketch(".A  .B", {"A": Counter("rifle", "red", 500), "B": Counter()}, scale="1km")
    ledger = Ledger(position.state)
    want.check_bread(ledger)
    assert ledger.events == []
    assert want.supplied(position.state, position.unit("A"))
    assert forage.mouths(position.state, position.unit("B")) == 0
    assert foraging.fodder(position.state, position.at(0, 0)) == foraging.Fodder(0, 0, 0, False)


def test_a_check_tells_nothing_when_all_are_fed() -> None:
    """[12.1] A quiet check writes nothing down."""
    counters = {"A": Counter("rifle", "red"), "B": Counter("band_foot", "lokai", 100)}
    position = sketch("TA  .   .   TB", counters, suppliers={"red": (0, 0)}, held={"t1": "lokai"})
    ledger = Ledger(position.state)
    want.check_bread(ledger)
    assert ledger.events == []


# The ring round Dushanbe.


HILLS = ((2, 1), (2, 0), (3, 0), (4, 1), (1, 0))
FOOTHILLS = (0, 1)
FIELDS = tuple(hex for hex in RING_1 + RING_2 if hex not in HILLS and hex != FOOTHILLS)


def quarters(horse: int, foot: int) -> dict[tuple[int, int], tuple[str, int]]:
    """A host laid out as the ground bears it.

    Horse on nine of the twelve fields and a troop of it on a hill, foot on three fields and the rest of the hills.
    """
    posts: dict[tuple[int, int], tuple[str, int]] = {FIELDS[n]: ("band_horse", horse * 3 // 28) for n in range(9)}
    posts[HILLS[0]] = ("band_horse", horse - 9 * (horse * 3 // 28))
    for field in FIELDS[9:]:
        posts[field] = ("band_foot", foot // 4)
    posts[FOOTHILLS] = ("band_foot", foot // 24)
    rest = foot - 3 * (foot // 4) - foot // 24
    for number, hill in enumerate(HILLS[1:]):
        posts[hill] = ("band_foot", rest // 4 + (number < rest % 4))
    return {at: (kind, men) for at, (kind, men) in posts.items() if men}


def mouths(posts: Mapping[tuple[int, int], tuple[str, int]]) -> int:
    """What such a host eats."""
    position = siege(posts)
    return sum(forage.mouths(position.state, unit) for unit in position.state.forces.units)


def test_the_two_rings_feed_4150_mouths_in_december() -> None:
    """[10.2] Five irrigated hexes and a hill; seven irrigated, four hills and one of foothills."""
    position = siege({})
    assert position.state.scenario.calendar.begins(1) == datetime(1921, 12, 5)
    fed = [sum(forage.capacity(position.state, position.at(*at)) for at in ring) for ring in (RING_1, RING_2)]
    assert fed == [1600, 2550]


def test_two_thousand_mouths_winter_round_dushanbe() -> None:
    """[10.5, 10.6, 12.1] Six hundred foot and seven hundred horse, thirteen weeks, and nobody ever goes hungry."""
    host = quarters(700, 600)
    assert mouths(host) == 2000
    assert hungry_weeks(siege(host)) == {}


def test_three_thousand_mouths_starve_from_the_fifth_week() -> None:
    """[10.6, 12.1] When the month changes they have grazed the rings bare, and they go hungry to the end."""
    host = quarters(1200, 600)
    assert mouths(host) == 3000
    assert list(hungry_weeks(siege(host))) == list(range(5, 14))


def test_all_the_horse_starve_from_the_first_week() -> None:
    """[10.3, 12.1] 2,600 riders are 5,200 mouths."""
    host = quarters(2600, 0)
    assert mouths(host) == 5200
    assert list(hungry_weeks(siege(host))) == list(range(1, 14))
