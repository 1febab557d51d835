"""Orders beside marching and attacking: what is offered, what it says it costs, and what a press makes of it."""

import pytest

from game import umpire
from game.model.actions import (
    ForceMarch,
    GrainSortie,
    HireGuides,
    LeaveMap,
    Move,
    MoveTogether,
    SendConvoy,
    SetRation,
)
from game.model.bonds import Ration
from game.questions import reach_together
from game.ui import intent, orders
from game.ui.choices import Chosen, Errand, Idle, Together
from game.ui.screens import askpanel, orderpanel, skybar
from tests.sketch import Counter, Sketch, charts, sketch

RIVER = {(1, 0, 2): "minor"}
STACK = """
.A  .B  .   .
  .C  .   .   .
"""


def stacked() -> Sketch:
    """Horse and foot of the Reds that end on one hex, with points left, and one that stayed behind."""
    drawn = sketch(
        STACK,
        {letter: Counter("cavalry" if letter == "A" else "rifle", "red", 200) for letter in "ABC"},
        acting="red",
    )
    here = drawn.unit("B").cell
    way = umpire.reach(drawn.state, drawn.n("A"))[here]
    return Sketch(umpire.apply(drawn.state, Move(drawn.n("A"), way.cells)).state, drawn.letters)


def test_a_stack_marches_by_one_order_at_the_pace_of_its_slowest() -> None:
    drawn = stacked()
    seen = umpire.view(drawn.state, "red")
    units = intent.together(seen, drawn.n("A"))
    assert units[0] == drawn.n("A") and set(units) == {drawn.n("A"), drawn.n("B")}
    reach = reach_together(seen, [seen.unit(n) for n in units])
    there = next(cell for cell in sorted(reach) if not seen.forces.at(cell))
    meaning = intent.press(seen, "red", Together(units), there, reach)
    assert meaning.action == MoveTogether(tuple(sorted(units)), reach[there].cells)
    after = umpire.apply(drawn.state, meaning.action).state
    assert {after.unit(n).cell for n in units} == {there}
    again = umpire.view(after, "red")
    assert intent.kept(again, "red", Together(units)) == Together(units)


def test_a_stack_that_is_parted_is_one_unit_again() -> None:
    drawn = stacked()
    seen = umpire.view(drawn.state, "red")
    assert intent.kept(seen, "red", Together((drawn.n("A"), drawn.n("C")))) == Chosen(drawn.n("A"))


def test_pressing_the_stack_again_goes_back_to_one_unit() -> None:
    drawn = stacked()
    seen = umpire.view(drawn.state, "red")
    units = (drawn.n("A"), drawn.n("B"))
    meaning = intent.press(seen, "red", Together(units), drawn.state.unit(units[0]).cell, {})
    assert isinstance(meaning.choice, Chosen) and meaning.action is None


def test_ford_men_are_sent_to_the_hex_across_the_water() -> None:
    drawn = sketch(".   .A  .\n  .   .\n", {"A": Counter("rifle", "red", 200)}, acting="red", spate="all",
                   rivers={(2, 0, 4): "minor"})  # fmt: skip
    unit = drawn.n("A")
    seen = umpire.view(drawn.state, "red")
    errand = orders.errand(seen, unit, orders.GUIDES)
    assert errand is not None and errand.offers, errand
    ((cell, action),) = errand.offers.items()
    assert isinstance(action, HireGuides)
    meaning = intent.press(seen, "red", Errand(unit, orders.GUIDES), cell, {})
    assert meaning.action == action and meaning.choice == Chosen(unit)
    elsewhere = intent.press(seen, "red", Errand(unit, orders.GUIDES), drawn.unit("A").cell, {})
    assert elsewhere.action is None and elsewhere.choice == Chosen(unit)


def test_no_ford_men_where_there_is_no_water() -> None:
    drawn = stacked()
    assert orders.errands(umpire.view(drawn.state, "red"), drawn.n("A")) == ()


def test_a_place_with_stores_offers_rations_and_grain() -> None:
    drawn = sketch(
        "TA  i\n  i   .B\n", {"A": Counter("rifle", "red", 200), "B": Counter("band_horse", "enver", 300)},
        acting="red", held={"t0": "red"}, stores={"t0": 12},
    )  # fmt: skip
    seen = umpire.view(drawn.state, "red")
    rows = orders.rations(seen, drawn.unit("A").cell)
    assert [order.action for order in rows] == [SetRation(0, ration) for ration in Ration]
    assert [order.current for order in rows] == [True, False, False]
    assert rows[1].refusal is None
    errand = orders.errand(seen, drawn.n("A"), orders.SORTIE)
    assert errand is not None
    assert errand.offers == {drawn.at(1, 0): GrainSortie(drawn.n("A"), drawn.at(1, 0))}
    lines = askpanel.told_hauls(seen, drawn.n("A"), drawn.at(1, 0))
    assert sum(float(line.split("%")[0]) for line in lines) == pytest.approx(100, abs=0.2)
    assert orders.rations(seen, drawn.unit("B").cell) == ()


def test_leaving_the_map_is_offered_where_a_side_has_a_way_off() -> None:
    ways = {"red": (0, 0)}
    drawn = sketch(STACK, {x: Counter("rifle", "red", 200) for x in "ABC"}, acting="red", exits=ways)
    seen = umpire.view(drawn.state, "red")
    found = {o.action: o.refusal for o in orders.orders(seen, drawn.n("A"))}
    assert found[LeaveMap(drawn.n("A"))] is None
    other = {o.action: o.refusal for o in orders.orders(seen, drawn.n("B"))}
    assert other[LeaveMap(drawn.n("B"))] is not None
    without = umpire.view(stacked().state, "red")
    assert all(not isinstance(o.action, LeaveMap) for o in orders.orders(without, drawn.n("A")))


def test_a_forced_march_says_its_exact_chance() -> None:
    drawn = sketch(STACK, {x: Counter("rifle", "red", 200, morale=5) for x in "ABC"}, acting="red")
    seen = umpire.view(drawn.state, "red")
    label, command, key = orderpanel.worded(ForceMarch(drawn.n("A")), seen)
    assert (command, key) == ("force", "F") and "28%" in label
    assert "27.8%" in orderpanel.hinted(ForceMarch(drawn.n("A")), seen)


def test_a_second_convoy_is_offered_to_a_side_that_has_convoys() -> None:
    counters = {"A": Counter("convoy", "red", 20), "B": Counter("rifle", "red", 200), "C": Counter("rifle", "red", 9)}
    seen = umpire.view(sketch(STACK, counters, acting="red").state, "red")
    order = orders.convoy(seen, "red")
    assert order is not None and order.action == SendConvoy()
    assert order.refusal == umpire.refusal(seen, SendConvoy())
    assert orders.convoy(seen, "enver") is None


def test_every_order_has_a_key_of_its_own() -> None:
    drawn = sketch(STACK, {x: Counter("convoy", "red", 20) for x in "ABC"}, acting="red", exits={"red": (0, 0)})
    seen = umpire.view(drawn.state, "red")
    keys = [orderpanel.worded(order.action, seen)[2] for order in orders.orders(seen, drawn.n("A"))]
    keys += [key for _, key in orderpanel.ERRANDS.values()] + [
        "M",
        "Y",
        "K",
        "I",
        "P",
        "G",
        "Z",
        "E",
        "U",
        "L",
        "V",
        "B",
    ]
    assert len(keys) == len(set(keys)) and all(keys)
    assert not set(keys) & set("WASD"), "these move the map"


def test_every_weather_of_the_chart_has_a_sign_and_its_effects_in_words() -> None:
    from game.ui.glyphs import GLYPHS

    rows = charts().weather.weathers
    assert set(rows) == set(skybar.SIGNS)
    assert len(set(skybar.SIGNS.values())) == len(rows) and set(skybar.SIGNS.values()) <= set(GLYPHS)
    told = {name: skybar.effects(row, charts().weather.toll) for name, row in rows.items()}
    assert told["fair"] == []
    assert any("less far" in line for line in told["storm"]) and any("Mud" in line for line in told["thaw"])


def test_a_press_without_anything_in_hand_is_no_errand() -> None:
    drawn = stacked()
    seen = umpire.view(drawn.state, "red")
    assert intent.press(seen, "red", Idle(), drawn.state.unit(drawn.n("C")).cell, {}).choice == Chosen(drawn.n("C"))
