"""Chapters 2 to 5: the water, units, what is known, and zones of control."""

from functools import reduce

from game import umpire
from game.model.actions import Move
from game.model.dice import Sealed, Seeded
from game.model.evolve import evolve
from game.model.ledger import Ledger
from game.rules import units, weather, zones
from tests.sketch import Counter, sketch


def test_the_calendar_raises_the_rivers() -> None:
    """[2.1, 2.2] In the turns the scenario names, and as an event."""
    position = sketch(".", spate="great", turns=3)
    assert weather.spate(position.state.scenario, 1) == "great"
    assert weather.spate(position.state.scenario, 9) == ""
    dry = sketch(".", turns=3)
    ledger = Ledger(dry.state)
    weather.turn_the_water(ledger)
    assert ledger.events == []


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


def test_views_seal_the_dice_and_hide_nothing_else() -> None:
    """[4.1, 4.2, 4.3] A view is the state with sealed dice; what may be ordered does not depend on dice."""
    position = sketch(".A  .\n  .   .B", {"A": Counter(), "B": Counter("rifle", "red")}, real_dice=Seeded(3))
    seen = umpire.view(position.state, "enver")
    assert isinstance(seen.dice, Sealed)
    assert seen.forces is position.state.forces
    assert list(umpire.legal(seen)) == list(umpire.legal(position.state))
    world = umpire.imagine(seen, 5)
    assert umpire.view(world, "enver") == seen
    move = next(a for a in umpire.legal(world) if isinstance(a, Move))
    step = umpire.apply(position.state, move)
    seen_events = [umpire.witness(position.state, event, "red") for event in step.events]
    assert reduce(evolve, [e for e in seen_events if e], position.state) == step.state


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


def test_zones_count_between_enemies_only() -> None:
    """[5.4]"""
    position = sketch(".A  .B\n  .", {"A": Counter(side="lokai"), "B": Counter("rifle", "red")})
    assert zones.enemy_zones(position.state, "enver")[0] == zones.zones(position.state, "red")[0]
    assert zones.enemy_zones(position.state, "enver")[1] == 0
    assert zones.enemy_zones(position.state, "lokai") == (0, 0)
