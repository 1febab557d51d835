"""Chapters 3 and 5: units, and zones of control."""

from dataclasses import replace

from game import umpire
from game.model.actions import Attack
from game.model.forces import Forces, Pace
from game.rules import units, zones
from tests.sketch import Counter, sketch


def power(ground: str, counter: Counter, *, attacking: bool) -> int:
    position = sketch(f"{ground}A", {"A": counter})
    return units.power(position.state, position.unit("A"), position.at(0, 0), attacking=attacking)


def test_power_of_men_guns_and_machine_guns() -> None:
    """[3.1, 3.3] The first brigade of `core.md`: 1,700 sabres, 4 guns, 8 machine guns."""
    brigade = Counter("cavalry", "red", 1700, 4, 8)
    assert power(".", brigade, attacking=True) == 2210 + 200 + 80
    assert power(".", brigade, attacking=False) == 1530 + 160 + 400
    assert power("m", Counter("battery", "red", 40, 4), attacking=True) == 100


def test_cavalry_dismounts_in_rough_ground() -> None:
    """[3.2] Three men in four, at their worth on foot; and hillmen are worth more at home."""
    brigade = Counter("cavalry", "red", 1700, 4, 8)
    assert power("b", brigade, attacking=True) == 1275 + 200 + 80
    assert power("m", brigade, attacking=True) == 1275 + 100 + 80
    band = Counter("band_horse", men=2000, morale=7)
    assert [power(g, band, attacking=False) for g in ".bm"] == [800, 1000, 1200]
    assert power("m", Counter("band_foot", men=400, morale=7), attacking=False) == 280


def test_want_and_morale_take_from_power_once() -> None:
    """[3.4] Percentages are multiplied and rounded down together."""
    assert power(".", Counter("rifle", "red", 450, hunger=2), attacking=True) == 450 * 60 // 100
    assert power(".", Counter("rifle", "red", 333, hunger=1, morale=5), attacking=True) == 333 * 80 * 80 // 10_000
    assert power(".", Counter("rifle", "red", 333, morale=5), attacking=False) == 333 * 12 * 90 // 1000


def test_remnants_stacking_and_points() -> None:
    """[3.5, 3.6, 3.7]"""
    position = sketch(
        ".A m\n  .B",
        {
            "A": Counter("band_horse", men=133, start_men=400),
            "B": Counter("rifle", "red", 134, start_men=400, hunger=2),
        },
    )
    assert units.remnant(position.state, position.unit("A"))
    assert not units.remnant(position.state, position.unit("B"))
    assert units.stacking(position.state, position.at(0, 0)) == 2500
    assert units.stacking(sketch("m").state, sketch("m").at(0, 0)) == 1200
    assert units.allowance(position.state, position.unit("A")) == 26
    assert units.allowance(position.state, position.unit("B")) == 14 * 75 // 100


def test_who_is_trained_and_who_fights() -> None:
    """[3.8]"""
    guns = Counter("battery", "red", 40, 2)
    counters = {"A": Counter("rifle", "red"), "B": Counter("drilled_foot"), "C": Counter(), "D": guns}
    position = sketch(".A  .B\n  .C  .D", counters)
    state = position.state
    assert [units.trained(state, position.unit(x)) for x in "ABC"] == [True, True, False]
    assert [units.fights(state, position.unit(x)) for x in "ABCD"] == [True, True, True, False]


def test_points_of_a_part() -> None:
    """[3.7] By class and size of hexes; want takes first, then a forced march adds half, and blown horses have half."""
    table = {
        "8km": {"rifle": 14, "cavalry": 22, "band_horse": 26, "convoy": 12},
        "3km": {"rifle": 18, "cavalry": 28, "band_horse": 32, "convoy": 14},
        "1km": {"rifle": 4, "cavalry": 8, "band_horse": 8, "convoy": 4},
    }
    for scale, row in table.items():
        for kind, points in row.items():
            for pace, hundredths in ((Pace.USUAL, 100), (Pace.FORCED, 150), (Pace.GALLOP, 150), (Pace.BLOWN, 50)):
                position = sketch(".A", {"A": Counter(kind, pace=pace)}, scale=scale)
                assert units.allowance(position.state, position.unit("A")) == points * hundredths // 100
    hungry = sketch(".A", {"A": Counter("cavalry", hunger=2, pace=Pace.FORCED)})
    assert units.allowance(hungry.state, hungry.unit("A")) == 22 * 75 // 100 * 150 // 100
    tired = sketch(".A", {"A": Counter("cavalry", spent=20)})
    assert units.points_left(tired.state, tired.unit("A")) == 2


def test_a_dummy_marches_and_does_nothing_else() -> None:
    """[3.9, 5.5] As far as what it looks like; without power, men, zone or a line to cut."""
    position = sketch(".A  .   .B\n  .   .", {"A": Counter(dummy=True), "B": Counter("rifle", "red")})
    state, dummy = position.state, position.unit("A")
    assert dummy.men == 0 and not units.fights(state, dummy)
    assert units.allowance(state, dummy) == 26
    assert units.power(state, dummy, dummy.cell, attacking=False) == 0
    assert zones.zones(state, "enver") == (0, 0)
    assert zones.covering(state, "red", position.at(1, 0)) == ()
    assert zones.enemies_on(state, "red") == 0
    assert zones.strangers_on(state, "red") == 1 << dummy.cell
    beside = {"A": Counter(dummy=True), "C": Counter(), "B": Counter("rifle", "red")}
    pair = sketch(".A  .C  .B\n  .   .", beside)
    units_now = tuple(replace(u, cell=pair.at(0, 0)) if u.side == "enver" else u for u in pair.state.forces.units)
    joined = replace(pair.state, forces=Forces(units_now))
    assert zones.enemies_on(joined, "red") == 1 << pair.at(0, 0), "one man is enough"
    real = sketch(".A  .   .B\n  .   .", {"A": Counter(), "B": Counter("rifle", "red")})
    assert zones.covering(real.state, "red", real.at(1, 0)) == (real.n("A"),)
    assert zones.enemies_on(real.state, "red") == 1 << real.unit("A").cell


FIELD = """
.   .   .
  .   .
.   .A  .
  .   .
.   .   .
"""


def test_a_zone_is_the_ring_around_a_unit() -> None:
    """[5.1] Six hexes, not its own."""
    position = sketch(FIELD, {"A": Counter("rifle", "red")})
    hard, soft = zones.zones(position.state, "red")
    grid = position.state.scenario.board.grid
    assert hard == grid.spread(1 << position.unit("A").cell) & ~(1 << position.unit("A").cell)
    assert soft == 0


def test_bands_and_remnants_have_soft_zones_and_the_broken_none() -> None:
    """[5.1, 5.2]"""
    soft_band = sketch(FIELD, {"A": Counter()}).state
    assert zones.zones(soft_band, "enver")[0] == 0 and zones.zones(soft_band, "enver")[1]
    remnant = sketch(FIELD, {"A": Counter("rifle", "red", 100, start_men=400)}).state
    assert zones.zones(remnant, "red")[0] == 0 and zones.zones(remnant, "red")[1]
    assert zones.zones(sketch(FIELD, {"A": Counter("rifle", "red", morale=2)}).state, "red") == (0, 0)
    assert zones.zones(sketch(FIELD, {"A": Counter("battery", "red", 40, 2)}).state, "red") == (0, 0)


def test_a_great_river_stops_control_but_for_a_bridge() -> None:
    """[5.3] North of A flows a great river; a fort is never controlled from outside."""
    side = (1, 1, 0)
    drawing = ".   .\n  F   .\n.   .\n  .A  ."
    barred = sketch(drawing, {"A": Counter("rifle", "red")}, rivers={side: "major"})
    north = 1 << barred.at(1, 0)
    assert not zones.zones(barred.state, "red")[0] & north
    for ground, expected in (("F", 0), (".", 1)):
        crossed = sketch(drawing.replace("F", ground), {"A": Counter("rifle", "red")}, rivers={side: "major"},
                         crossings={side: "bridge"})  # fmt: skip
        assert bool(zones.zones(crossed.state, "red")[0] & north) == bool(expected)


def test_a_closed_pass_stops_control_and_attacks() -> None:
    """[5.3, 20.1] While snow drifts; a post road is kept open.  Fair weather opens the pass to both."""
    side = (0, 1, 0)
    for name, links, open_way in (("fair", {}, True), ("snow", {}, False), ("snow", {"road": ((0, 1), (0, 0))}, True)):
        position = sketch(".B\n\n.A", {"A": Counter("rifle"), "B": Counter("rifle", "red")}, crossings={side: "pass"},
                          links=links, weather_now=name)  # fmt: skip
        north = 1 << position.at(0, 0)
        assert bool(zones.zones(position.state, "enver")[0] & north) == open_way
        assert (zones.covering(position.state, "red", position.at(0, 0)) != ()) == open_way
        refused = umpire.refusal(position.state, Attack(position.at(0, 0), (position.n("A"),)))
        assert (refused is None) == open_way
        assert refused is None or refused.message == "attack.pass"


def test_zones_count_between_enemies_only() -> None:
    """[5.4]"""
    position = sketch(".A  .B\n  .", {"A": Counter(side="lokai"), "B": Counter("rifle", "red")})
    assert zones.enemy_zones(position.state, "enver")[0] == zones.zones(position.state, "red")[0]
    assert zones.enemy_zones(position.state, "enver")[1] == 0
    assert zones.enemy_zones(position.state, "lokai") == (0, 0)
