"""Small positions that the Staff does not get wrong, whatever worlds it imagines."""

from dataclasses import replace

import pytest

from game import ai, umpire
from game.hexes import Cell
from game.model.actions import Action, Attack, EndPart, Gift, HoldCouncil, Move, MoveTogether, SetPosture
from game.model.forces import Posture
from game.model.scenario import Award, Victory
from game.model.state import State
from tests.ai.test_positions import BAND, GUNS, HORSE, NIZAM, RIFLES, _field, attacks, wanting
from tests.rules.coalition_ground import LOKAI, coalition
from tests.sketch import Counter, Sketch, sketch

CHIEF = Counter("leader", "enver", 0, radius=2)


@pytest.fixture(params=range(4))
def seed(request: pytest.FixtureRequest) -> int:
    return int(request.param)


def orders(position: Sketch | State, seed: int) -> tuple[Action, ...]:
    state = position.state if isinstance(position, Sketch) else position
    return ai.decide(umpire.view(state, state.actor), seed, "staff")


def ends(state: State, found: tuple[Action, ...]) -> dict[int, Cell]:
    """Where the units of the actor are to march, by number; those without a march stay."""
    where = {unit.number: unit.cell for unit in state.forces.of(state.actor)}
    for order in found:
        if isinstance(order, Move):
            where[order.unit] = order.route[-1]
        elif isinstance(order, MoveTogether):
            where |= dict.fromkeys(order.units, order.route[-1])
    return where


def distance(position: Sketch, letter: str, found: tuple[Action, ...], to: tuple[int, int]) -> int:
    """Hexes from where a unit is to march to a hex."""
    where = ends(position.state, found)[position.n(letter)]
    return position.state.scenario.board.grid.distance(where, position.at(*to))


def test_the_free_attack_is_taken(seed: int) -> None:
    weak = replace(BAND, men=80)
    position = sketch(_field(A=(2, 1), b=(3, 1)), {"A": HORSE, "b": weak}, acting="red")
    assert [attack.target for attack in attacks(orders(position, seed))] == [position.unit("b").cell]


def test_a_storm_at_one_to_two_is_refused(seed: int) -> None:
    position = sketch(_field(A=(2, 1), b=(3, 1)), {"A": RIFLES, "b": BAND}, acting="enver")
    assert attacks(orders(position, seed)) == []


def test_works_are_not_stormed_at_even_odds(seed: int) -> None:
    position = sketch(
        _field(A=(2, 1), n=(3, 1), town=(3, 1)), {"A": RIFLES, "n": NIZAM}, acting="red",
        held={"t0": "enver"}, works={(3, 1): (-3, 100)}, victory=wanting("t0"), suppliers={"red": (0, 1)},
    )  # fmt: skip
    assert attacks(orders(position, seed)) == []


def test_the_objective_is_held(seed: int) -> None:
    position = sketch(
        _field(n=(2, 1), town=(2, 1), A=(5, 1)), {"n": NIZAM, "A": RIFLES}, victory=wanting("t0"),
        held={"t0": "enver"}, suppliers={"enver": (0, 1)},
    )  # fmt: skip
    assert distance(position, "n", orders(position, seed), (2, 1)) == 0


def test_an_empty_place_that_pays_is_entered(seed: int) -> None:
    position = sketch(
        _field(b=(1, 1), town=(3, 1), A=(7, 1)), {"b": BAND, "A": replace(RIFLES, men=100)}, victory=wanting("t0"),
        held={"t0": "red"},
    )  # fmt: skip
    assert distance(position, "b", orders(position, seed), (3, 1)) == 0


def test_it_marches_on_what_is_due(seed: int) -> None:
    position = sketch(
        _field(A=(0, 1), town=(6, 1)), {"A": RIFLES}, acting="red", victory=wanting("t0"), held={"t0": "enver"},
        suppliers={"red": (0, 1)},
    )  # fmt: skip
    assert distance(position, "A", orders(position, seed), (6, 1)) < 6


def test_the_overwhelmed_go_back(seed: int) -> None:
    strong = dict.fromkeys("ABC", replace(HORSE, men=700))
    position = sketch(_field(width=16, height=5, b=(6, 2), A=(7, 1), B=(7, 2), C=(8, 3)), {"b": NIZAM, **strong})
    assert distance(position, "b", orders(position, seed), (7, 2)) > 1


def test_enver_is_not_marched_alone(seed: int) -> None:
    counters = {"c": CHIEF, "b": BAND, "n": NIZAM, "A": HORSE}
    position = sketch(_field(width=16, c=(1, 1), b=(0, 1), n=(8, 1), A=(12, 1)), counters)
    chief, band = position.unit("c"), position.unit("b")
    state = replace(position.state, forces=position.state.forces.with_unit(replace(chief, cell=band.cell)))
    where = ends(state, orders(state, seed))
    assert any(end == where[chief.number] for number, end in where.items() if number != chief.number)


def test_a_leader_alone_near_the_enemy_joins_his_men(seed: int) -> None:
    counters = {"c": CHIEF, "b": BAND, "n": NIZAM, "A": HORSE, "B": HORSE}
    position = sketch(_field(width=12, height=5, c=(7, 2), n=(4, 4), b=(3, 4), A=(8, 2), B=(6, 2)), counters)
    where = ends(position.state, orders(position, seed))
    assert where[position.n("c")] in (where[position.n("n")], where[position.n("b")])


def test_evading_is_set_where_it_saves_and_not_behind_works(seed: int) -> None:
    position = sketch(_field(b=(1, 1), A=(5, 1)), {"b": BAND, "A": HORSE})
    saved = orders(position, seed)
    evading = SetPosture(position.n("b"), Posture.EVADE) in saved
    assert evading or distance(position, "b", saved, (5, 1)) > 4
    walled = sketch(
        _field(b=(1, 1), town=(1, 1), A=(4, 1)), {"b": BAND, "A": RIFLES}, held={"t0": "enver"},
        works={(1, 1): (-2, 100)}, victory=wanting("t0"),
    )  # fmt: skip
    assert SetPosture(walled.n("b"), Posture.EVADE) not in orders(walled, seed)


def test_a_ring_round_a_town_keeps_its_bread(seed: int) -> None:
    """Who blockades a town does not march out of bread, and does not open the ring."""
    ring = {"A": RIFLES, "B": RIFLES}
    position = sketch(
        _field(A=(3, 1), B=(5, 1), n=(4, 1), town=(4, 1)), {**ring, "n": NIZAM}, acting="red",
        held={"t0": "enver"}, works={(4, 1): (-3, 100)}, victory=wanting("t0"), suppliers={"red": (0, 1)},
    )  # fmt: skip
    found = orders(position, seed)
    near = [distance(position, letter, found, (4, 1)) for letter in "AB"]
    assert max(near) == 1


def test_the_road_behind_is_kept_open(seed: int) -> None:
    """A weak band on the road to the depot is driven off by those who march along it."""
    position = sketch(
        _field(width=12, A=(6, 1), B=(5, 1), b=(4, 1), town=(9, 1)),
        {"A": RIFLES, "B": HORSE, "b": replace(BAND, men=120)}, acting="red",
        links={"road": tuple((column, 1) for column in range(12))}, victory=wanting("t0"), held={"t0": "enver"},
        suppliers={"red": (0, 1)},
    )  # fmt: skip
    assert position.unit("b").cell in [attack.target for attack in attacks(orders(position, seed))]


def test_a_jealous_chief_is_courted(seed: int) -> None:
    made = coalition({"E": (4, 1), "K": (1, 1), "b": (1, 1), "R": (6, 0)}, cohesion=(10, 4, 7))
    found = orders(made, seed)
    assert any(isinstance(order, Gift | HoldCouncil) and order.faction in (LOKAI, -1) for order in found), found


def test_a_train_without_an_escort_is_taken(seed: int) -> None:
    cart = Counter("convoy", "enver", 20)
    position = sketch(_field(width=30, A=(2, 1), c=(4, 1), b=(29, 1)), {"A": HORSE, "c": cart, "b": BAND}, acting="red")
    assert distance(position, "A", orders(position, seed), (4, 1)) == 0


def test_guns_alone_do_not_attack(seed: int) -> None:
    position = sketch(_field(g=(2, 1), b=(3, 1)), {"g": GUNS, "b": Counter("band_horse", "enver", 60)}, acting="red")
    assert attacks(orders(position, seed)) == []


def test_a_town_is_not_left_for_a_raid(seed: int) -> None:
    prize = Victory("enver", "red", 5, (9, 7, 4, 2), (Award("holding", 4, "t0", "enver"),))
    position = sketch(
        _field(width=10, n=(2, 1), town=(2, 1), A=(4, 1), c=(8, 1)),
        {"n": NIZAM, "A": RIFLES, "c": Counter("convoy", "red", 20)}, victory=prize, held={"t0": "enver"},
        suppliers={"enver": (0, 1)},
    )  # fmt: skip
    assert distance(position, "n", orders(position, seed), (2, 1)) == 0


def test_the_part_is_ended_and_all_is_legal(seed: int) -> None:
    position = sketch(_field(A=(2, 1), b=(6, 1)), {"A": HORSE, "b": BAND}, acting="red")
    found = orders(position, seed)
    state = position.state
    for order in found:
        if isinstance(order, Attack):
            break
        assert umpire.refusal(state, order) is None
        state = umpire.apply(state, order).state
    assert isinstance(found[-1], EndPart)
