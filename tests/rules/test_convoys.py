"""Chapter 9: what convoys are for, and who takes them; and how more of them are sent."""

from dataclasses import replace

import pytest

from game import umpire
from game.hexes import NO_CELL
from game.model.actions import Move, SendConvoy
from game.model.bonds import Realm
from game.model.events import ConvoyPaid, DepotChanged, PurseChanged, UnitArrived, UnitDelayed, UnitLeft, WantChanged
from game.model.forces import Status
from game.model.judgement import Refusal
from game.model.ledger import Ledger
from game.model.scenario import Flow
from game.model.state import State
from game.rules import arrivals, convoys
from tests.sketch import Counter, Sketch, sketch


def together(position: Sketch, *letters: str) -> Sketch:
    """The same with these units on the hex of the first of them."""
    forces = position.state.forces
    for letter in letters:
        forces = forces.with_unit(replace(position.unit(letter), cell=position.unit(letters[0]).cell))
    return Sketch(replace(position.state, forces=forces), position.letters)


def in_town(garrison: int, hunger: int = 0) -> Sketch:
    """A convoy in a town with this garrison, a hex from its source."""
    position = sketch(
        "TC\n\n.G",
        {"C": Counter("convoy", "red", 20), "G": Counter("rifle", "red", garrison, hunger=hunger)},
        suppliers={"red": (0, 1)},
        held={"t0": "red"},
        acting="red",
    )
    return together(position, "C", "G")


def refused(position: Sketch) -> str:
    """The message with which a convoy is refused as a depot, empty if it is not."""
    found = convoys.judge_depot(position.state, position.unit("C"))
    assert found is None or found.clause == "9.1"
    return found.message if found else ""


def test_a_convoy_becomes_a_depot() -> None:
    """[9.1] In a town with a garrison, in supply; then it goes home."""
    position = in_town(50)
    assert refused(position) == ""
    ledger = Ledger(position.state)
    convoys.open_depot(ledger, position.unit("C"))
    assert DepotChanged(0, "red") in ledger.events
    assert ledger.state.unit(position.n("C")).status is Status.POOL


def test_a_depot_needs_fifty_men_beside_the_carters() -> None:
    """[9.1]"""
    assert refused(in_town(49)) == "depot.garrison"


def test_a_depot_needs_its_own_town_a_line_and_a_convoy() -> None:
    """[9.1]"""
    position = in_town(60)
    assert convoys.judge_depot(position.state, position.unit("G")) == Refusal("9.1", "depot.convoy", {"unit": 1})
    town, *others = position.state.realm.holdings
    foreign = replace(position.state, realm=Realm((replace(town, holder="enver"), *others)))
    assert refused(Sketch(foreign, position.letters)) == "depot.town"
    twice = replace(position.state, realm=Realm((replace(town, depot="red"), *others)))
    assert refused(Sketch(twice, position.letters)) == "depot.already"
    nowhere = replace(position.state, scenario=replace(position.state.scenario, suppliers=()))
    assert refused(Sketch(nowhere, position.letters)) == "depot.line"


def test_a_convoy_feeds_a_stranded_stack() -> None:
    """[9.2] Six hundred men at once, and the convoy is spent."""
    position = in_town(600, 3)
    assert convoys.judge_relief(position.state, position.unit("C")) is None
    ledger = Ledger(position.state)
    convoys.relieve(ledger, position.unit("C"))
    assert ledger.events == [
        WantChanged(position.n("G"), 0),
        UnitLeft(position.n("C"), Status.POOL, 0, 20, "unloaded"),
    ]


@pytest.mark.parametrize(("men", "hunger"), [(601, 3), (100, 0)])
def test_a_convoy_feeds_neither_too_many_nor_the_fed(men: int, hunger: int) -> None:
    """[9.2]"""
    position = in_town(men, hunger)
    found = convoys.judge_relief(position.state, position.unit("C"))
    assert found is not None and found.message == "relief.nobody"


# Raids.


def raid(rider: str = "band_horse", guard: Counter | None = None, purse: int = 6) -> tuple[Sketch, Ledger]:
    """A convoy on the road, alone or with a guard, after a rider has come onto its hex."""
    counters = {"C": Counter("convoy", "red", 20), "R": Counter(rider, "enver", 100)}
    position = sketch(
        ".C  .\n  .R  .g" if guard else ".C  .\n  .R  .",
        {**counters, **({"g": guard} if guard else {})},
        purse=purse,
        flows={"enver": (Flow("convoy", 1),)},
    )
    position = together(position, "C", *(["g"] if guard else []))
    ledger = Ledger(position.state)
    convoys.take(ledger, position.unit("C").cell, position.unit("R"))
    return position, ledger


def test_riders_take_a_convoy_that_is_alone() -> None:
    """[9.3] It goes back to the pool for two turns, and its captor is the richer by what it is worth to him."""
    position, ledger = raid()
    assert convoys.alone_on(position.state, position.unit("C").cell, "enver")
    assert ledger.events == [
        UnitLeft(position.n("C"), Status.POOL, 3, 20, "taken"),
        PurseChanged("enver", 1, "convoy_taken"),
    ]


def test_a_full_purse_takes_no_more() -> None:
    """[9.3, 7.1]"""
    _, ledger = raid(purse=12)
    assert [type(event) for event in ledger.events] == [UnitLeft]


@pytest.mark.parametrize(
    ("guard", "alone"),
    [
        (Counter("rifle", "red", 1), False),
        (Counter("battery", "red", 40, guns=2), False),
        (Counter("leader", "red", 1), True),
        (Counter("convoy", "red", 20), True),
    ],
)
def test_men_of_its_side_guard_a_convoy(guard: Counter, alone: bool) -> None:
    """[9.3] Any men, but neither a leader nor other carters."""
    position, ledger = raid(guard=guard)
    assert convoys.alone_on(position.state, position.unit("C").cell, "enver") == alone
    assert bool(ledger.events) == alone


def test_only_men_who_fight_and_are_at_war_take_convoys() -> None:
    """[9.3]"""
    assert raid("cadre")[1].events == []
    position, _ = raid()
    assert not convoys.alone_on(position.state, position.unit("C").cell, "lokai")
    assert not convoys.alone_on(position.state, position.unit("C").cell, "red")
    assert not convoys.alone_on(position.state, position.unit("R").cell, "red")


def test_a_march_takes_the_convoy_it_comes_upon() -> None:
    """[9.3, 16.3] And rides on; a guarded one bars the way."""
    counters = {"C": Counter("convoy", "red", 20), "R": Counter(), "g": Counter("rifle", "red", 50)}
    road = ".R\n\n.C\n\n."
    position = sketch(road, counters)
    march = Move(position.n("R"), (position.at(0, 1), position.at(0, 2)))
    step = umpire.apply(position.state, march)
    assert UnitLeft(position.n("C"), Status.POOL, 3, 20, "taken") in step.events
    assert step.state.unit(position.n("R")).cell == position.at(0, 2)
    guarded = together(sketch(".R\n\n.C\n\n.\n\n.\n\n.g", counters), "C", "g")
    assert umpire.refusal(guarded.state, Move(guarded.n("R"), (guarded.at(0, 1), guarded.at(0, 2)))) is not None


# Sending more.


def depot_of_carts(number: int, purse: int = 6, on_map: int = 0) -> State:
    """A side with so many convoys, the first of them on the map, the others at home behind the first hex."""
    letters = "abcdef"[:number]
    drawing = "".join(f".{letter}  " for letter in letters)
    carts = {letter: Counter("convoy", "red", 20) for letter in letters}
    state = sketch(drawing, carts, suppliers={"red": (0, 0)}, acting="red", purse=purse).state
    forces = state.forces
    for n in range(on_map, number):
        forces = forces.with_unit(replace(state.unit(n), status=Status.POOL, cell=NO_CELL))
    starts = tuple(replace(spec, start="s0") for spec in state.scenario.units)
    return replace(state, scenario=replace(state.scenario, units=starts), forces=forces)


def test_a_convoy_more_is_sent_for_one_of_the_purse() -> None:
    """[26.6]"""
    state = depot_of_carts(2)
    assert arrivals.judge_send(state, "red") is None
    step = umpire.apply(state, SendConvoy())
    assert step.events == (
        PurseChanged("red", -1, "convoy"),
        ConvoyPaid("red", 1),
        UnitArrived(0, state.scenario.board.spot("s0"), 20),
    )
    refused = umpire.refusal(step.state, SendConvoy())
    assert refused is not None and refused.message == "convoy.paid"
    assert arrivals.judge_send(replace(step.state, turn=2), "red") is None


@pytest.mark.parametrize(
    ("number", "on_map", "purse", "message"),
    [(1, 0, 0, "convoy.purse"), (1, 1, 6, "convoy.none"), (5, 4, 6, "convoy.none"), (5, 3, 6, "")],
)
def test_four_convoys_at_most_and_none_for_nothing(number: int, on_map: int, purse: int, message: str) -> None:
    """[26.6, 26.3]"""
    found = arrivals.judge_send(depot_of_carts(number, purse, on_map), "red")
    assert (found.message if found else "") == message


def test_a_convoy_that_was_taken_is_not_sent_before_its_time() -> None:
    """[26.6, 9.3]"""
    state = depot_of_carts(1)
    state = replace(state, turn=2, forces=state.forces.with_unit(replace(state.unit(0), due=3)))
    found = arrivals.judge_send(state, "red")
    assert found is not None and found.message == "convoy.none"
    assert arrivals.judge_send(replace(state, turn=3), "red") is None
    ledger = Ledger(state)
    arrivals.enter(ledger, "red")
    assert ledger.events == []


def test_a_convoy_whose_way_is_barred_waits_and_costs_nothing() -> None:
    """[26.6] Known beforehand it is refused; found out on the spot, the convoy tries again next turn."""
    state = depot_of_carts(2)
    enemy = replace(state.unit(1), side="enver", status=Status.FIELD, cell=state.scenario.board.spot("s0"))
    barred = replace(state, forces=state.forces.with_unit(enemy))
    found = arrivals.judge_send(barred, "red")
    assert found is not None and found.message == "convoy.barred"
    ledger = Ledger(barred)
    arrivals.send(ledger, "red")
    assert ledger.events == [UnitDelayed(0, 2)]
    waiting = arrivals.judge_send(ledger.state, "red")
    assert waiting is not None and waiting.message == "convoy.none"
