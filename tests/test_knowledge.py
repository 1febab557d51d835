"""Law 7: what may be ordered, foretold, thought and told depends on what a side knows, and on nothing else."""

import json
import random
from collections import Counter
from dataclasses import replace
from functools import reduce

import pytest

from game import ai, codec, questions, umpire
from game.hexes import cells_of
from game.model.actions import (
    Action,
    Attack,
    DigIn,
    ForceMarch,
    HireGuides,
    LeaveMap,
    Move,
    MoveTogether,
    SendConvoy,
    SetPosture,
    SetRation,
    SetUp,
)
from game.model.dice import Sealed
from game.model.events import (
    AmbushSprung,
    BranchTaken,
    CardPlayed,
    Event,
    MarchStopped,
    Surprised,
    UnitFellBack,
    UnitMoved,
    UnitTurned,
)
from game.model.evolve import evolve
from game.model.forces import Status
from game.model.judgement import Refusal
from game.model.state import Seen, State
from game.rules import facedown
from game.session.game import Session
from tests.knowledge import KNOWN_TO_ALL, floor_of, lurking, mentioned, near_own, orders, unseen, witnessed, worlds
from tests.laws import SCENARIOS, walk

OPEN = facedown.OPEN
SURPRISES = (MarchStopped, AmbushSprung, Surprised)


def afresh(seen: Seen) -> Seen:
    """An equal view made from nothing, which remembers no answer."""
    return Seen(codec.decode_state(seen.scenario, json.loads(codec.dumps(codec.encode(seen)))))


def positions(name: str, seed: int, number: int, every: int) -> list[State]:
    """Positions of random play in fog, so many actions apart."""
    found = [state for n, (state, _, _) in enumerate(walk(name, seed, number * every)) if n % every == 0]
    assert all(state.scouting.fog for state in found)
    return found


def told_apart(truth: State, seen: Seen, order: Action) -> None:
    """Ask the same of the truth and of the view, in every way there is."""
    verdict = umpire.refusal(truth, order)
    assert umpire.refusal(seen, order) == verdict, order
    if isinstance(order, Attack) and verdict is None:
        assert umpire.forecast(truth, order) == umpire.forecast(seen, order), order


def carried_out(world: State, order: Action, counted: Counter[str]) -> None:
    """Do what was allowed: it is a Step, never an exception; a march goes a part of its way, or all of it."""
    step = umpire.apply(world, order)
    assert reduce(evolve, step.events, world) == step.state
    for event in step.events:
        if isinstance(event, SURPRISES):
            counted[type(event).__name__] += 1
    if isinstance(order, Move | MoveTogether):
        marching = {order.unit} if isinstance(order, Move) else set(order.units)
        gone = [event for event in step.events if isinstance(event, UnitMoved) and event.unit in marching]
        stopped = any(isinstance(event, MarchStopped) for event in step.events)
        assert len({event.route for event in gone}) <= 1
        assert all(event.route == order.route[: len(event.route)] for event in gone)
        assert stopped or [len(event.route) for event in gone] == [len(order.route)] * len(marching)


def judged(state: State, chance: random.Random, other: int, some: int, counted: Counter[str]) -> None:
    """Judge orders in a position by the truth, by the view, and by other truths that look the same."""
    side = state.actor
    seen = umpire.view(state, side)
    blank = afresh(seen)
    truths = [state, umpire.imagine(seen, chance.getrandbits(32)), *worlds(state, side, chance, other)]
    counted["positions"] += 1
    counted["foggy"] += bool(unseen(state, side))
    counted["worlds"] += len(truths) - 1
    counted["near"] += len(lurking(state, side))
    near = [unit for truth in truths for unit in lurking(truth, side)]
    for order in orders(state, chance, some, reduce(lambda cells, unit: cells | 1 << unit.cell, near, 0)):
        verdict = umpire.refusal(blank, order)
        counted["judged"] += 1
        counted["allowed"] += verdict is None
        assert verdict is None or isinstance(verdict, Refusal)
        for truth in truths:
            told_apart(truth, blank, order)
            if verdict is None:
                carried_out(truth, order, counted)
    if counted["positions"] % 8 == 1:
        choices = list(umpire.legal(blank))
        for truth in truths:
            assert list(umpire.legal(truth)) == choices
        for unit in list(state.forces.of(side))[:12]:
            assert all(umpire.reach(truth, unit.number) == umpire.reach(blank, unit.number) for truth in truths)


def play_and_judge(seed: int, budget: dict[str, int], *, other: int, some: int) -> Counter[str]:
    """Judge orders along random games of all scenarios until each had so many positions."""
    counted: Counter[str] = Counter()
    chance = random.Random(seed)
    for name, number in budget.items():
        for state in positions(name, seed, number, 7):
            if state.outcome is None:
                judged(state, chance, other, some, counted)
    print(f"law 7: {dict(counted)}")
    return counted


def enough(counted: Counter[str], least: int) -> None:
    """The law said something: there was fog, men were hidden near, and marches ran into them."""
    assert counted["judged"] >= least, counted
    assert counted["foggy"] * 2 > counted["positions"], counted
    assert counted["near"] > counted["positions"] // 2 and counted["worlds"] > counted["positions"], counted
    assert counted["allowed"] * 5 > counted["judged"], counted
    assert counted["MarchStopped"] >= 20 and counted["AmbushSprung"] >= 2, counted


def test_what_may_be_ordered_depends_on_knowledge() -> None:
    """Law 7 a, [4.9, 28.6]: truth, view and worlds that look the same judge alike, and what is allowed is done."""
    enough(
        play_and_judge(43, {"proving-ground": 90, "proving-ridge": 60, "recapture-1922": 30}, other=2, some=10), 3000
    )


@pytest.mark.slow
def test_fifty_thousand_orders_are_judged_by_knowledge() -> None:
    """Law 7 a at length."""
    budget = {"proving-ground": 800, "proving-ridge": 700, "recapture-1922": 450}
    enough(play_and_judge(32, budget, other=3, some=12), 50_000)


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_view_is_its_own_view_and_that_of_every_world_imagined(name: str) -> None:
    """Law 7 b, [4.4, 4.8]: also while set-ups are hidden, and under dummies."""
    chance = random.Random(33)
    for state in positions(name, 33, 40, 6):
        for side in (side.id for side in state.scenario.sides):
            seen = umpire.view(state, side)
            assert isinstance(seen.dice, Sealed)
            assert umpire.view(seen, side) == seen and umpire.view(afresh(seen), side) == seen
            for _ in range(3):
                world = umpire.imagine(seen, chance.getrandbits(40))
                assert umpire.view(world, side) == seen
                assert not any(unit.status is Status.UNSEEN for unit in world.forces.units)
                _could_be(world)


def _could_be(world: State) -> None:
    """No two sides stand on a hex, and everybody stands on ground."""
    for cell, numbers in world.forces.stacks().items():
        assert world.scenario.board.ground >> cell & 1
        assert len({world.unit(number).side for number in numbers}) == 1


def _is_known_so(state: State, side: str, faction: int, known: int) -> bool:
    """Whether a side may know a faction's cohesion so: its own as it is, of others the least of a band.  [15.13]"""
    chart = state.scenario.charts.cohesion
    theirs = state.scenario.factions[faction].tested and state.scenario.ranks[faction] not in ("", side)
    floors = (0, chart.sullen, chart.willing, chart.sworn)
    return known in floors if theirs else known == state.bonds.cohesion[faction]


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_view_hides_what_is_out_of_sight_and_nothing_else(name: str) -> None:
    """[4.4, 4.5, 4.7, 4.8] A view written a second time, part by part."""
    for state in positions(name, 34, 50, 6):
        for number, side in enumerate(state.scenario.sides):
            seen, sight = umpire.view(state, side.id), questions.visible(state, side.id)
            for unit, known in zip(state.forces.units, seen.forces.units, strict=True):
                if unit.side != side.id and unit.status is Status.GONE:
                    assert known == replace(unit, morale=0, asks=False)
                elif unit.side == side.id or unit.status in KNOWN_TO_ALL:
                    assert known == unit
                elif unit.on_map and sight >> unit.cell & 1:
                    spec = state.spec(unit.number)
                    looks = replace(unit, men=spec.men, guns=spec.guns, mgs=spec.mgs, dummy=False, asks=False)
                    assert known == (looks if unit.dummy else replace(unit, asks=False))
                else:
                    assert (known.status, known.cell, known.men, known.morale, known.due) == (Status.UNSEEN, 0, 0, 0, 0)
                    assert (known.number, known.side, known.dummy) == (unit.number, unit.side, False)
            for held, word in zip(state.realm.holdings, seen.realm.holdings, strict=True):
                assert word.stores == (held.stores if held.holder == side.id else floor_of(state, held))
                assert (word.holder, word.depot) == (held.holder, held.depot)
                assert (word.lines, word.shelled, word.asked) == (held.lines, held.shelled, held.asked)
                assert word.bare == (held.bare if held.holder == side.id else 0)
                assert word.fed == (held.fed if side.id in (held.holder, held.depot) else 0)
            assert seen.scouting.notes[number] == state.scouting.notes[number]
            assert not any(notes for n, notes in enumerate(seen.scouting.notes) if n != number)
            assert (seen.pasture.worn, seen.pasture.once, seen.pasture.twice) == (
                state.pasture.worn & sight, state.pasture.once & sight, state.pasture.twice & sight,
            )  # fmt: skip
            assert seen.sky.fords == tuple(ford for ford in state.sky.fords if ford.side == side.id)
            paid = tuple(turn if n == number else 0 for n, turn in enumerate(state.bonds.sent))
            fields = tuple(charge for charge in state.bonds.charged if charge[0] == side.id)
            cohesion = seen.bonds.cohesion
            assert seen.bonds == replace(state.bonds, sent=paid, charged=fields, cohesion=cohesion)
            assert all(_is_known_so(state, side.id, n, now) for n, now in enumerate(cohesion))
            assert (seen.turn, seen.part, seen.tally) == (state.turn, state.part, state.tally)
            assert isinstance(seen.dice, Sealed)


@pytest.mark.parametrize("name", SCENARIOS)
def test_without_fog_only_the_dice_are_hidden(name: str) -> None:
    """[4.10] And an onlooker of a whole game sees everything else too."""
    for n, (state, _, step) in enumerate(walk(name, 35, 80, (("fog", "off"),))):
        if n % 8 == 0:
            for side in ("", *(side.id for side in state.scenario.sides)):
                assert umpire.view(state, side) == replace(state, dice=Sealed())
                assert witnessed(state, step.events, side) == list(step.events) or side
    for state in positions(name, 35, 10, 8):
        assert umpire.view(state, "") == replace(state, dice=Sealed())


def _news(before: State, after: State, side: str) -> tuple[set[int], set[int]]:
    """Units and hexes of which a side may hear between two states."""
    scenario = after.scenario
    sight = questions.visible(before, side) | questions.visible(after, side)
    units = {
        unit.number
        for state in (before, after)
        for unit in state.forces.units
        if unit.side == side
        or unit.status in KNOWN_TO_ALL
        or (unit.on_map and questions.visible(state, side) >> unit.cell & 1)
    }
    own = {unit.cell for unit in after.forces.of(side)}
    own |= {unit.cell for unit in after.forces.units if unit.status is Status.ESCAPED}
    return units, set(cells_of(sight)) | own | {place.cell for place in scenario.board.places}


def _nothing_hidden_is_told(state: State, events: tuple[Event, ...], side: str, counted: Counter[str]) -> None:
    for event in events:
        after = evolve(state, event)
        told = umpire.witness(state, event, side)
        counted["told" if told is not None else "kept"] += 1
        if told is not None:
            units, cells = mentioned(told, side)
            may_units, may_cells = _news(state, after, side)
            if (
                isinstance(told, CardPlayed | BranchTaken)
                and facedown.kinds(state.scenario, told.card) <= facedown.OPEN
            ):
                cells = set()  # factions and places: everybody knows of them
            if isinstance(told, UnitTurned):
                units = set()  # whose a unit is, everybody knows
            own = bool(units) and all(after.unit(number).side == side for number in units)
            if isinstance(told, UnitMoved | UnitFellBack) and told.route:
                units -= {told.unit}  # it came through sight: the hexes that are told must be in it
            assert units <= may_units, (told, side)
            assert own or cells <= may_cells, (told, side)
        state = after


@pytest.mark.parametrize("name", SCENARIOS)
def test_no_witness_names_what_is_hidden(name: str) -> None:
    """Law 7 d, [4.4, 4.5]: units and hexes of an event that is told were the side's own, in sight, or public."""
    counted: Counter[str] = Counter()
    for state, _, step in walk(name, 36, 500 if name == "recapture-1922" else 1200):
        for side in (side.id for side in state.scenario.sides):
            _nothing_hidden_is_told(state, step.events, side, counted)
    assert counted["told"] > 500 and counted["kept"] > 100, counted


QUIET = (Move, MoveTogether, SetPosture, DigIn, ForceMarch, HireGuides, LeaveMap, SendConvoy, SetRation, SetUp)
"""Orders whose outcome lies within what a side sees, if they meet nothing hidden."""


def meets_nothing(world: State, step: umpire.Step, side: str) -> bool:
    """Whether an order neither ran into anybody nor brought anybody new into sight."""
    beside = near_own(step.state, side, 1)
    if any(unit.dummy and unit.on_map and unit.side != side and beside >> unit.cell & 1 for unit in world.forces.units):
        return False  # whoever steps next to a counter learns by his march whether anybody is there to bar it
    if any(isinstance(event, SURPRISES) for event in step.events):
        return False
    number = world.scenario.side_number(side)
    hidden = {unit.number for unit in unseen(world, side)}
    old, new = world.scouting.notes[number], step.state.scouting.notes[number]
    glimpsed = {note.unit.number for note in new if note not in old}
    fresh = questions.visible(step.state, side) & ~questions.visible(world, side)
    grazed = world.pasture.worn | world.pasture.once | world.pasture.twice
    return hidden == {unit.number for unit in unseen(step.state, side)} and not glimpsed & hidden and not fresh & grazed


@pytest.mark.parametrize("name", SCENARIOS)
def test_an_order_that_meets_nothing_tells_nothing(name: str) -> None:
    """Law 7 d, [4.4]: in worlds that look the same it gives the same news and the same view."""
    chance, compared = random.Random(37), 0
    for state in positions(name, 37, 30, 9):
        side = state.actor
        truths = [state, *(replace(world, dice=state.dice) for world in worlds(state, side, chance, 3))]
        for order in orders(state, chance, 8):
            if not isinstance(order, QUIET) or umpire.refusal(state, order) is not None:
                continue
            steps = [(truth, umpire.apply(truth, order)) for truth in truths]
            quiet = [(truth, step) for truth, step in steps if meets_nothing(truth, step, side)]
            for truth, step in quiet[1:]:
                first, told = quiet[0]
                assert witnessed(truth, step.events, side) == witnessed(first, told.events, side), order
                assert umpire.view(step.state, side) == umpire.view(told.state, side), order
                compared += 1
    assert compared > 50


@pytest.mark.parametrize("name", SCENARIOS)
def test_only_what_taught_nothing_is_taken_back(name: str) -> None:
    """Law 12: where undo is allowed, the order would have shown the same in every world that looked the same."""
    chance = random.Random(41)
    stopped: Counter[str] = Counter()
    for state in positions(name, 41, 25, 11):
        side = state.actor
        truths = [replace(world, dice=state.dice) for world in worlds(state, side, chance, 3)]
        for order in orders(state, chance, 12):
            if umpire.refusal(state, order) is not None:
                continue
            session = Session(state.scenario, umpire.Setup(1), umpire.Step(state, ()), None)
            after = session.submit(order).state
            stopped[session.undo_stop] += 1
            if not session.undo_stop:
                for truth in truths:
                    assert umpire.view(umpire.apply(truth, order).state, side) == umpire.view(after, side), order
    assert stopped[""] >= 20 and stopped["undo.seen"] >= 20, stopped


def same_orders(level: str, name: str, seed: int, number: int) -> int:
    """Ask a computer player in worlds that look the same to it; how many worlds there were."""
    chance, compared = random.Random(seed), 0
    for state in positions(name, seed, number, 11):
        if state.outcome is not None or compared >= number:
            continue
        side = state.actor
        expected = ai.decide(umpire.view(state, side), 5, level)
        for world in worlds(state, side, chance, 2):
            assert ai.decide(umpire.view(world, side), 5, level) == expected
            assert ai.decide(afresh(umpire.view(world, side)), 5, level) == expected
            compared += 1
    return compared


@pytest.mark.parametrize("level", ai.LEVELS)
def test_equal_knowledge_gives_equal_orders(level: str) -> None:
    """Law 7 c: no computer player is moved by what its side does not know."""
    assert sum(same_orders(level, name, 38, 8) for name in SCENARIOS) >= 20


@pytest.mark.slow
@pytest.mark.parametrize("name", (*SCENARIOS, "mirror"))
@pytest.mark.parametrize("level", ai.LEVELS)
def test_equal_knowledge_gives_equal_orders_in_many_worlds(level: str, name: str) -> None:
    """Law 7 c at length."""
    assert same_orders(level, name, 39, 200) >= 200


def test_the_worlds_differ_in_all_that_may_differ() -> None:
    """The generator is no idle one: units, places, marks, notes, dice, stores, pasture and fords are changed."""
    chance = random.Random(40)
    counted: Counter[str] = Counter()
    for name in SCENARIOS:
        for state in positions(name, 40, 40, 15):
            side = state.actor
            for world in worlds(state, side, chance, 3):
                assert umpire.view(world, side) == umpire.view(state, side) and world != state
                for old, new in zip(state.forces.units, world.forces.units, strict=True):
                    counted["moved"] += old.on_map and new.on_map and old.cell != new.cell
                    counted["men"] += old.men != new.men
                    counted["came"] += new.on_map and not old.on_map
                    counted["went"] += old.on_map and not new.on_map
                    counted["marks"] += (old.posture, old.spent, old.hunger) != (new.posture, new.spent, new.hunger)
                    counted["real"] += old.dummy and not new.dummy
                counted["notes"] += world.scouting != state.scouting
                counted["dice"] += world.dice != state.dice
                counted["bread"] += world.realm != state.realm
                counted["pasture"] += world.pasture != state.pasture
                counted["fords"] += world.sky.fords != state.sky.fords
    assert len(counted) == 11 and min(counted.values()) >= 3, counted
