"""What a click means: choosing, marching, the odds before the attack, taking units out, advancing."""

from dataclasses import replace

from game import umpire
from game.hexes import NO_CELL
from game.model.actions import Advance, Attack, DigIn, ForceMarch, Move, SetPosture
from game.model.agenda import MayAdvance, MayGrant
from game.model.forces import Posture
from game.model.state import Seen, State
from game.ui import choices, intent, orders
from game.ui.choices import Chosen, Entering, Granting, Idle, Looking, Planning
from tests.sketch import Counter, Sketch, sketch

MAP = """
.A  .   .   .
  .   .B  .   .
.   .R  .   .
  .C  .   .   .
.   .   .   .S
"""
COUNTERS = {
    "A": Counter("cavalry", "red", 400),
    "B": Counter("cavalry", "red", 500),
    "C": Counter("rifle", "red", 300),
    "R": Counter("band_horse", "enver", 200),
    "S": Counter("band_horse", "enver", 200),
}


def field() -> tuple[Sketch, Seen]:
    """A red army round one band, seen by the Reds."""
    drawn = sketch(MAP, COUNTERS, acting="red")
    return drawn, umpire.view(drawn.state, "red")


def cell(drawn: Sketch, letter: str) -> int:
    """The hex on which a letter stands."""
    return drawn.unit(letter).cell


def test_a_press_on_an_own_unit_chooses_it() -> None:
    drawn, seen = field()
    meaning = intent.press(seen, "red", Idle(), cell(drawn, "A"), {})
    assert meaning == choices.Meaning(Chosen(drawn.n("A")))


def test_presses_on_a_stack_go_through_it() -> None:
    drawn = sketch(".A  .\n  .   .\n", {"A": Counter("cavalry", "red", 100)}, acting="red")
    state = _stacked(drawn, 3)
    seen = umpire.view(state, "red")
    here = cell(drawn, "A")
    choice: choices.Choice = Idle()
    met = []
    for _ in range(4):
        choice = intent.press(seen, "red", choice, here, {}).choice
        assert isinstance(choice, Chosen)
        met.append(choice.unit)
    assert sorted(met[:3]) == [0, 1, 2]
    assert met[3] == met[0]


def _stacked(drawn: Sketch, many: int) -> State:
    """The state of a picture with one unit, copied so that several stand on its hex."""
    one = sketch(
        ".A  .B\n  .   .C\n",
        {letter: Counter("cavalry", "red", 100) for letter in "ABC"},
        acting="red",
    )
    state = one.state
    for number in range(1, many):
        route = (drawn.unit("A").cell,)
        there = umpire.reach(state, number)[route[0]]
        state = umpire.apply(state, Move(number, there.cells)).state
    return state


def test_a_press_in_reach_marches_and_one_beyond_it_looks() -> None:
    drawn, seen = field()
    unit = drawn.n("A")
    reach = umpire.reach(seen, unit)
    near = next(c for c in reach if not seen.forces.at(c))
    meaning = intent.press(seen, "red", Chosen(unit), near, reach)
    assert meaning.action == Move(unit, reach[near].cells)
    assert meaning.choice == Chosen(unit)
    far = next(c for c in range(drawn.state.scenario.board.grid.size) if drawn.state.scenario.board.ground >> c & 1)
    assert intent.press(seen, "red", Chosen(unit), far, {}).choice in (Looking(far, unit), Chosen(unit))
    assert intent.press(seen, "red", Chosen(unit), NO_CELL, reach).choice == Idle()


def test_the_other_button_marches_onto_a_friend() -> None:
    drawn, seen = field()
    unit = drawn.n("A")
    reach = umpire.reach(seen, unit)
    friend = cell(drawn, "B")
    assert intent.press(seen, "red", Chosen(unit), friend, reach).choice == Chosen(drawn.n("B"))
    assert intent.press(seen, "red", Chosen(unit), friend, reach, order=True).action == Move(unit, reach[friend].cells)


def test_the_first_press_on_an_enemy_shows_the_odds_and_the_second_commits() -> None:
    drawn, seen = field()
    target = cell(drawn, "R")
    first = intent.press(seen, "red", Chosen(drawn.n("B")), target, {})
    assert first.action is None
    assert isinstance(first.choice, Planning)
    assert first.choice.units == tuple(sorted((drawn.n("B"), drawn.n("C"))))
    assert first.choice.lead == drawn.n("B")
    second = intent.press(seen, "red", first.choice, target, {})
    assert second.action == Attack(target, first.choice.units)
    assert umpire.refusal(drawn.state, second.action) is None


def test_units_are_taken_out_and_brought_in_but_one_stays() -> None:
    drawn, seen = field()
    plan = Planning(cell(drawn, "R"), tuple(sorted((drawn.n("B"), drawn.n("C")))))
    without = intent.toggled(seen, plan, drawn.n("C")).choice
    assert isinstance(without, Planning) and without.units == (drawn.n("B"),)
    assert intent.toggled(seen, without, drawn.n("B")).choice == without
    assert intent.press(seen, "red", without, cell(drawn, "C"), {}).choice == plan
    rows = intent.partners(seen, "red", without)
    assert [number for number, _ in rows] == list(plan.units)
    assert all(refusal is None for _, refusal in rows)


def test_a_charge_needs_horse() -> None:
    drawn, seen = field()
    foot = Planning(cell(drawn, "R"), (drawn.n("C"),))
    refused = intent.charged(seen, foot)
    assert refused.refusal is not None and refused.refusal.clause == "20.8"
    horse = Planning(cell(drawn, "R"), (drawn.n("B"),))
    charging = intent.charged(seen, horse).choice
    assert isinstance(charging, Planning) and charging.charge
    assert intent.committed(seen, charging).action == Attack(horse.target, horse.units, True)
    back = intent.charged(seen, charging).choice
    assert back == horse


def test_an_enemy_out_of_touch_is_looked_at_and_approached_by_the_other_button() -> None:
    drawn, seen = field()
    unit = drawn.n("C")
    target = cell(drawn, "S")
    reach = umpire.reach(seen, unit)
    assert intent.press(seen, "red", Chosen(unit), target, reach).choice == Looking(target, unit)
    route = intent.approach(seen, reach, target)
    meaning = intent.press(seen, "red", Chosen(unit), target, reach, order=True)
    if route is None:
        assert meaning.action is None
    else:
        assert meaning.action == Move(unit, route.cells)
        assert seen.scenario.board.grid.adjacent(route.cells[-1], target)
        assert intent.preview(seen, "red", Chosen(unit), target, reach) == route


def test_preview_is_the_way_of_the_press() -> None:
    drawn, seen = field()
    unit = drawn.n("A")
    reach = umpire.reach(seen, unit)
    for there, route in reach.items():
        if not seen.forces.at(there):
            assert intent.preview(seen, "red", Chosen(unit), there, reach) == route
    assert intent.preview(seen, "red", Idle(), cell(drawn, "A"), reach) is None


def test_orders_tell_what_is_in_force_and_what_is_refused() -> None:
    drawn, seen = field()
    told = {order.action: order for order in orders.orders(seen, drawn.n("C"))}
    assert told[SetPosture(drawn.n("C"), Posture.STAND)].current
    assert DigIn(drawn.n("C")) in told and ForceMarch(drawn.n("C")) in told
    for action, order in told.items():
        assert order.refusal == umpire.refusal(drawn.state, action)


def test_the_next_unit_goes_round_and_leaves_out_those_that_fought() -> None:
    drawn, seen = field()
    order = sorted((drawn.n(letter) for letter in "ABC"), key=lambda number: seen.unit(number).cell)
    met, after = [], -1
    for _ in range(4):
        found = intent.next_ready(seen, "red", after)
        assert found is not None
        met.append(found)
        after = found
    assert met == [*order, order[0]]
    assert intent.next_ready(seen, "red", order[0], -1) == order[2]


def test_a_question_takes_the_choice_and_an_answer_gives_it_back() -> None:
    drawn, _ = field()
    question = MayAdvance("red", cell(drawn, "R"), (drawn.n("B"), drawn.n("C")))
    asked = replace(drawn.state, agenda=(question,))
    seen = umpire.view(asked, "red")
    choice = intent.kept(seen, "red", Chosen(0))
    assert choice == Entering(question.units)
    assert intent.press(seen, "red", choice, cell(drawn, "A"), {}).choice == choice
    assert umpire.refusal(asked, Advance(())) is None
    assert intent.kept(umpire.view(drawn.state, "red"), "red", choice) == Idle()


def test_a_garrison_that_asks_for_terms_takes_the_choice_too() -> None:
    drawn = sketch("TR  .A", {"A": COUNTERS["A"], "R": COUNTERS["R"]}, acting="red", held={"t0": "enver"})
    asked = replace(drawn.state, agenda=(MayGrant("red", 0),))
    seen = umpire.view(asked, "red")
    choice = intent.kept(seen, "red", Chosen(drawn.n("A")))
    assert choice == Granting(cell(drawn, "R")) == choices.stepped_back(choice)
    assert intent.press(seen, "red", choice, cell(drawn, "A"), {}).choice == choice
    assert choices.cell_of(seen, choice) == cell(drawn, "R")
    assert intent.kept(umpire.view(drawn.state, "red"), "red", choice) == Idle()


def test_a_choice_that_has_lost_its_sense_is_dropped() -> None:
    drawn, seen = field()
    assert intent.kept(seen, "red", Chosen(drawn.n("A"))) == Chosen(drawn.n("A"))
    assert intent.kept(seen, "red", Chosen(drawn.n("R"))) == Idle()
    assert intent.kept(seen, "red", Planning(cell(drawn, "A"), (drawn.n("B"),))) == Idle()
    assert intent.kept(seen, "red", Looking(cell(drawn, "A"))) == Looking(cell(drawn, "A"))


def test_guns_join_an_attack_that_they_could_not_make_alone() -> None:
    drawn = sketch(MAP, {**COUNTERS, "C": Counter("battery", "red", 40, guns=2)}, acting="red")
    seen = umpire.view(drawn.state, "red")
    target = cell(drawn, "R")
    plan = intent.press(seen, "red", Idle(), target, {}).choice
    assert isinstance(plan, Planning)
    assert plan.units == tuple(sorted((drawn.n("B"), drawn.n("C"))))
    alone = umpire.refusal(seen, Attack(target, (drawn.n("C"),)))
    without = intent.toggled(seen, plan, drawn.n("B"))
    assert (without.choice == plan) == (alone is not None)
    assert without.refusal == alone


def test_the_strongest_unit_that_can_act_is_taken_in_hand_first() -> None:
    drawn = sketch(
        ".A  .B\n  .C  .\n",
        {"A": Counter("cadre", "red", 5), "B": Counter("cavalry", "red", 300), "C": Counter("cavalry", "red", 100)},
        acting="red",
    )
    state, here = drawn.state, drawn.unit("C").cell
    for letter in "AB":
        state = umpire.apply(state, Move(drawn.n(letter), umpire.reach(state, drawn.n(letter))[here].cells)).state
    seen = umpire.view(state, "red")
    own = [unit.number for unit in intent.mine(seen, "red", here)]
    assert own == [drawn.n("B"), drawn.n("C"), drawn.n("A")]
    assert intent.press(seen, "red", Idle(), here, {}).choice == Chosen(drawn.n("B"))
