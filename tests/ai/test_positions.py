"""Small positions that a sane player does not get wrong."""

from dataclasses import replace

from game import ai, umpire
from game.model.actions import Action, Advance, Attack, DigIn, EndPart, Move, MoveTogether, OpenDepot, SetPosture
from game.model.agenda import MayAdvance
from game.model.forces import Posture
from game.model.scenario import Award, Deadline, Victory
from game.model.state import State
from tests.sketch import Counter, Sketch, sketch

RIFLES = Counter("rifle", "red", 450, 0, 2)
HORSE = Counter("cavalry", "red", 580, 0, 3)
GUNS = Counter("battery", "red", 120, 4)
BAND = Counter("band_horse", "enver", 300)
NIZAM = Counter("drilled_foot", "enver", 400)


def orders(position: Sketch, level: str = "recruit") -> tuple[Action, ...]:
    state = position.state
    return ai.decide(umpire.view(state, state.actor), 0, level)


def attacks(found: tuple[Action, ...]) -> list[Attack]:
    return [order for order in found if isinstance(order, Attack)]


def until_blow(found: tuple[Action, ...]) -> tuple[Action, ...]:
    """The orders before the first attack."""
    return found[: next(number for number, order in enumerate(found) if isinstance(order, Attack))]


def after_blow(state: State, found: tuple[Action, ...]) -> State:
    """The state after the first attack."""
    for order in (*until_blow(found), attacks(found)[0]):
        state = umpire.apply(state, order).state
    return state


def goals(position: Sketch, found: tuple[Action, ...]) -> dict[int, int]:
    ends = {order.unit: order.route[-1] for order in found if isinstance(order, Move)}
    return ends | {number: o.route[-1] for o in found if isinstance(o, MoveTogether) for number in o.units}


def wanting(*places: str) -> Victory:
    """A timetable that asks the Reds for places, and pays Enver for holding them."""
    return Victory(
        "enver",
        "red",
        5,
        (9, 7, 4, 2),
        tuple(Award("hold", 1, place, "enver", 1) for place in places),
        tuple(Deadline("red", 6, place) for place in places),
    )


def test_it_takes_the_free_attack() -> None:
    position = sketch(_field(A=(2, 1), b=(3, 1)), {"A": HORSE, "b": BAND}, acting="red")
    blow = attacks(orders(position))
    assert [attack.target for attack in blow] == [position.unit("b").cell]
    assert blow[0].units == (position.n("A"),)


def test_it_charges_in_the_open_where_that_is_better() -> None:
    position = sketch(_field(A=(2, 1), b=(3, 1)), {"A": HORSE, "b": BAND}, acting="red")
    assert attacks(orders(position))[0].charge


def test_it_does_not_storm_at_one_to_two() -> None:
    position = sketch(_field(A=(2, 1), b=(3, 1)), {"A": RIFLES, "b": BAND}, acting="enver")
    assert attacks(orders(position)) == []


def test_it_brings_up_as_many_as_are_needed() -> None:
    position = sketch(
        _field(A=(1, 1), B=(1, 2), n=(4, 1), town=(4, 1)), {"A": RIFLES, "B": RIFLES, "n": NIZAM}, acting="red",
        suppliers={"red": (2, 2)}, victory=wanting("t0"), held={"t0": "enver"},
    )  # fmt: skip
    found = orders(position)
    assert len(goals(position, found)) == 2
    assert attacks(found)[0].units == tuple(sorted((position.n("A"), position.n("B"))))
    state = position.state
    for order in until_blow(found):
        state = umpire.apply(state, order).state
    assert umpire.forecast(state, attacks(found)[0]).column >= 4


def test_guns_alone_do_not_attack() -> None:
    position = sketch(_field(g=(2, 1), b=(3, 1)), {"g": GUNS, "b": Counter("band_horse", "enver", 60)}, acting="red")
    assert attacks(orders(position)) == []


def test_it_marches_on_what_is_due() -> None:
    position = sketch(
        _field(A=(0, 1), town=(6, 1)), {"A": RIFLES}, acting="red", victory=wanting("t0"), held={"t0": "enver"},
        suppliers={"red": (0, 1)},
    )  # fmt: skip
    grid = position.state.scenario.board.grid
    there = goals(position, orders(position))[position.n("A")]
    assert grid.distance(there, position.at(6, 1)) < grid.distance(position.unit("A").cell, position.at(6, 1))


def test_it_leaves_men_in_a_place_that_counts() -> None:
    position = sketch(
        _field(A=(2, 1), town=(6, 1), second=(2, 1)), {"A": RIFLES}, acting="red", victory=wanting("t0", "t1"),
        held={"t0": "red", "t1": "enver"}, suppliers={"red": (2, 1)},
    )  # fmt: skip
    assert goals(position, orders(position)) == {}


def test_regulars_do_not_outrun_their_bread() -> None:
    position = sketch(
        _field(width=24, A=(0, 1), town=(23, 1)), {"A": RIFLES}, acting="red", victory=wanting("t0"),
        held={"t0": "enver"}, suppliers={"red": (0, 1)},
    )  # fmt: skip
    state = position.state
    for _ in range(6):
        for order in ai.decide(umpire.view(state, "red"), 0, "recruit"):
            state = umpire.apply(state, order).state
        state = umpire.apply(state, EndPart()).state if state.actor == "enver" else state
    assert state.unit(position.n("A")).hunger == 0


def test_riders_slip_away_in_the_open_and_are_told_so_once() -> None:
    position = sketch(_field(b=(1, 1), A=(5, 1)), {"b": BAND, "A": HORSE})
    assert SetPosture(position.n("b"), Posture.EVADE) in orders(position)
    alone = sketch(_field(b=(1, 1)), {"b": BAND})
    assert orders(alone) == (EndPart(),), "with no enemy about there is no hurry"
    inside = Counter("band_horse", "enver", 300, posture=Posture.EVADE)
    position = sketch(_field(town=(1, 1), b=(1, 1), A=(4, 1)), {"b": inside, "A": RIFLES}, held={"t0": "enver"})
    assert not any(isinstance(order, SetPosture) for order in orders(position)), "in a town nobody slips away"


def test_those_who_hold_a_threatened_place_dig_in() -> None:
    position = sketch(
        _field(n=(1, 1), town=(1, 1), A=(6, 1)), {"n": NIZAM, "A": RIFLES}, victory=wanting("t0"),
        held={"t0": "enver"},
    )  # fmt: skip
    assert DigIn(position.n("n")) in orders(position)


def test_a_convoy_goes_up_and_opens_a_depot() -> None:
    cart = Counter("convoy", "red", 20)
    here = sketch(
        _field(width=16, c=(7, 1), town=(7, 1), second=(15, 1)), {"c": cart}, acting="red",
        victory=wanting("t0", "t1"), held={"t0": "red", "t1": "enver"}, suppliers={"red": (0, 1)},
    )  # fmt: skip
    assert OpenDepot(here.n("c")) not in orders(here), "nobody guards the town"
    picture = _field(width=16, A=(7, 1), town=(7, 1), second=(15, 1), c=(6, 1))
    near = sketch(
        picture, {"c": cart, "A": RIFLES}, acting="red",
        victory=wanting("t0", "t1"), held={"t0": "red", "t1": "enver"}, suppliers={"red": (0, 1)},
    )  # fmt: skip
    found = orders(near)
    assert goals(near, found)[near.n("c")] == near.at(7, 1)
    state = near.state
    for order in found:
        if isinstance(order, Move) and order.unit == near.n("c"):
            state = umpire.apply(state, order).state
    assert OpenDepot(near.n("c")) in ai.decide(umpire.view(state, "red"), 0, "recruit")


def test_the_weary_leave_the_line() -> None:
    tired = Counter("band_horse", "enver", 300, morale=4)
    position = sketch(
        _field(b=(10, 1), town=(0, 1), A=(11, 1), width=13), {"b": tired, "A": HORSE}, held={"t0": "enver"}
    )
    grid = position.state.scenario.board.grid
    assert grid.distance(goals(position, orders(position))[position.n("b")], position.unit("A").cell) > 1


def test_a_chief_does_not_march_alone() -> None:
    counters = {"c": Counter("leader", "enver", 0, radius=2), "b": BAND, "n": NIZAM, "A": HORSE}
    position = sketch(_field(width=24, c=(1, 1), b=(0, 1), n=(12, 1), A=(23, 1)), counters)
    chief, band = position.unit("c"), position.unit("b")
    state = replace(position.state, forces=position.state.forces.with_unit(replace(chief, cell=band.cell)))
    for order in ai.decide(umpire.view(state, "enver"), 0, "recruit"):
        state = umpire.apply(state, order).state
    where = state.unit(position.n("c")).cell
    assert any(unit.men for unit in state.forces.at(where))


def test_a_decision_gets_a_legal_answer() -> None:
    position = sketch(_field(A=(2, 1), b=(3, 1)), {"A": HORSE, "b": BAND}, acting="red", dice=(6, 6) * 10)
    state = after_blow(position.state, orders(position))
    assert isinstance(state.agenda[0], MayAdvance)
    (answer,) = ai.decide(umpire.view(state, "red"), 0, "recruit")
    assert isinstance(answer, Advance)
    assert umpire.refusal(state, answer) is None


def test_bands_storm_a_town_that_pays_from_several_sides() -> None:
    """Each side holds too few to do it; the exact forecast of all together is good, and they come to all sides."""
    bands = {"a": NIZAM, "b": NIZAM, "c": replace(BAND, men=600), "d": replace(BAND, men=600)}
    reds = {"R": Counter("rifle", "red", 200)}
    prize = Victory("enver", "red", 5, (9, 7, 4, 2), (Award("take", 4, "t0", "enver"),))
    position = sketch(
        _field(town=(4, 1), R=(4, 1), a=(2, 0), b=(2, 1), c=(2, 2), d=(1, 1)), {**bands, **reds}, acting="enver",
        victory=prize, held={"t0": "red"}, works={(4, 1): (-2, 100)},
    )  # fmt: skip
    found = orders(position)
    assert [attack.target for attack in attacks(found)] == [position.unit("R").cell]
    there = {position.state.scenario.board.grid.direction(position.at(4, 1), cell)
             for cell in goals(position, found).values()}  # fmt: skip
    assert len(there) >= 3
    state = position.state
    for order in until_blow(found):
        state = umpire.apply(state, order).state
    assert umpire.forecast(state, attacks(found)[0]).ways("DR", "DX") >= 13


def test_it_leaves_evaders_in_the_mountains_alone() -> None:
    """Ten to one is not enough where nothing is at stake and the enemy slips away five times in six."""
    picture = _field(width=16, A=(1, 1), b=(2, 1)).replace(".b", "mb")
    slips = replace(BAND, posture=Posture.EVADE, men=100)
    position = sketch(picture, {"A": HORSE, "b": slips}, acting="red")
    assert attacks(orders(position)) == []


def test_it_leaves_a_closing_trap_leaders_first() -> None:
    counters = {"c": Counter("leader", "enver", 0, radius=2), "b": BAND} | dict.fromkeys("ABC", HORSE)
    picture = _field(width=12, height=5, b=(5, 2), A=(5, 1), B=(6, 2), C=(6, 3), c=(5, 3))
    position = sketch(picture, counters)
    chief, band = position.unit("c"), position.unit("b")
    state = replace(position.state, forces=position.state.forces.with_unit(replace(chief, cell=band.cell)))
    found = ai.decide(umpire.view(state, "enver"), 0, "recruit")
    assert [order.unit for order in found if isinstance(order, Move)][:2] == [chief.number, band.number]
    for order in found:
        state = umpire.apply(state, order).state
    grid, foes = state.scenario.board.grid, [position.unit(name).cell for name in "ABC"]
    left = state.unit(band.number).cell
    assert sum(grid.adjacent(left, foe) for foe in foes) < 2
    assert state.unit(chief.number).cell == left


def test_a_leader_goes_with_the_victors_who_would_leave_him_alone() -> None:
    counters = {"A": HORSE, "b": BAND, "k": Counter("leader", "red", 0, radius=2)}
    position = sketch(_field(A=(2, 1), b=(3, 1), k=(1, 1)), counters, acting="red", dice=(6, 6) * 10)
    chief, horse = position.unit("k"), position.unit("A")
    state = replace(position.state, forces=position.state.forces.with_unit(replace(chief, cell=horse.cell)))
    state = after_blow(state, ai.decide(umpire.view(state, "red"), 0, "recruit"))
    assert isinstance(state.agenda[0], MayAdvance)
    assert ai.decide(umpire.view(state, "red"), 0, "recruit") == (Advance(tuple(sorted((horse.number, chief.number)))),)


def test_a_leader_alone_near_the_enemy_joins_his_men() -> None:
    counters = {"c": Counter("leader", "enver", 0, radius=2), "b": BAND, "n": NIZAM, "A": HORSE, "B": HORSE}
    position = sketch(_field(width=12, height=5, c=(7, 2), n=(4, 4), b=(3, 4), A=(8, 2), B=(6, 2)), counters)
    state = position.state
    for order in ai.decide(umpire.view(state, "enver"), 0, "recruit"):
        state = umpire.apply(state, order).state
    where = state.unit(position.n("c")).cell
    assert sum(unit.men for unit in state.forces.at(where)) >= 150


def test_riders_far_from_everything_come_to_the_muster() -> None:
    position = sketch(
        _field(width=60, b=(1, 1), n=(50, 1), town=(50, 1), A=(59, 1)), {"b": BAND, "n": NIZAM, "A": RIFLES},
        victory=wanting("t0"), held={"t0": "enver"}, suppliers={"enver": (50, 1)},
    )  # fmt: skip
    grid = position.state.scenario.board.grid
    there = goals(position, orders(position))[position.n("b")]
    assert grid.distance(there, position.at(50, 1)) < grid.distance(position.unit("b").cell, position.at(50, 1))


def test_bands_short_of_cartridges_go_where_there_are_some() -> None:
    short = replace(BAND, hunger=1)
    position = sketch(
        _field(width=24, b=(16, 1), town=(1, 1), A=(23, 1)), {"b": short, "A": replace(RIFLES, men=100)},
        held={"t0": "enver"},
    )  # fmt: skip
    grid = position.state.scenario.board.grid
    there = goals(position, orders(position))[position.n("b")]
    assert grid.distance(there, position.at(1, 1)) < grid.distance(position.unit("b").cell, position.at(1, 1))


def test_a_convoy_waits_for_its_escort() -> None:
    cart = Counter("convoy", "red", 20)
    raider = replace(BAND, men=250)
    position = sketch(
        _field(width=16, c=(1, 1), town=(1, 1), second=(15, 1), b=(8, 1)), {"c": cart, "b": raider}, acting="red",
        victory=wanting("t0", "t1"), held={"t0": "red", "t1": "enver"}, suppliers={"red": (7, 1)},
    )  # fmt: skip
    found = goals(position, orders(position))
    assert position.n("c") not in found


def _field(width: int = 8, height: int = 3, **where: tuple[int, int]) -> str:
    """A picture of steppe with letters and towns (`town`, `second`) where they are asked for."""
    towns = {at for name, at in where.items() if name in ("town", "second")}
    letters = {at: name for name, at in where.items() if len(name) == 1}
    lines = [[" "] * (2 * width) for _ in range(2 * height + 1)]
    for column in range(width):
        for row in range(height):
            line = lines[2 * row + column % 2]
            line[2 * column] = "T" if (column, row) in towns else "."
            line[2 * column + 1] = letters.get((column, row), " ")
    return "\n".join("".join(line).rstrip() or " " for line in lines)
