"""Chapter 16 on ways back: what is usual, and what an owner may choose who has himself asked."""

import re
from dataclasses import replace

from game import ai, questions, umpire
from game.hexes import NO_CELL
from game.model.actions import Advance, Attack, Retreat, SetRetreat
from game.model.agenda import MayAdvance, MayRetreat
from game.model.events import FightResolved, RetreatSet, UnitFellBack
from game.model.forces import Forces, Status
from game.model.judgement import Refusal
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import retreat
from tests.sketch import Counter, Sketch, sketch

FIELD = """
.   .   .   .   .
  .   .   .   .
.   .   .d  .   .
  .   .a  .   .
.   .   .   .   .
"""
BAND = Counter("band_foot", men=300)


def field(drawing: str = FIELD, *, asks: str = "d", dice: tuple[int, ...] = (4, 5), **letters: Counter) -> Sketch:
    """Rifles south of men on foot, of whom some have themselves asked by which way they fall back."""
    counters = {"a": Counter("rifle", "red", 400), "d": BAND, **letters}
    drawn = sketch(drawing, counters, acting="red", dice=dice)
    units = list(drawn.state.forces.units)
    for letter in asks:
        units[drawn.n(letter)] = replace(units[drawn.n(letter)], asks=True)
    return Sketch(replace(drawn.state, forces=Forces(tuple(units))), drawn.letters)


def beaten(position: Sketch) -> umpire.Step:
    """What comes of the attack."""
    return umpire.apply(position.state, Attack(position.unit("d").cell, (position.n("a"),)))


def test_an_order_to_be_asked() -> None:
    """[17.2] Free, in the owner's part; nobody asks a leader."""
    drawn = sketch(".A  .\n  .L  .", {"A": BAND, "L": Counter("leader", men=0, radius=1)})
    number = drawn.n("A")
    step = umpire.apply(drawn.state, SetRetreat(number, asks=True))
    assert RetreatSet(number, asks=True) in step.events
    assert step.state.unit(number).asks and step.state.unit(number).spent == 0
    refused = Refusal("17.2", "retreat.already", {"unit": number})
    assert umpire.refusal(step.state, SetRetreat(number, asks=True)) == refused
    assert not umpire.apply(step.state, SetRetreat(number, asks=False)).state.unit(number).asks
    found = umpire.refusal(drawn.state, SetRetreat(drawn.n("L"), asks=True))
    assert found is not None and found.message == "retreat.already"


def test_the_owner_is_asked_before_the_victors_are() -> None:
    """[17.3] He chooses among ends as far off and as dear; the fight is as it was without the question."""
    position, plain = field(), field(asks="")
    asked, usual = beaten(position), beaten(plain)
    assert next(e for e in asked.events if isinstance(e, FightResolved)).outcome == "DR"
    first, then = asked.state.agenda
    assert isinstance(first, MayRetreat) and isinstance(then, MayAdvance) and asked.state.actor == "enver"
    assert usual.state.agenda == (then,)
    number = position.n("d")
    assert first.routes[0] == (usual.state.unit(number).cell,)
    grid = position.state.scenario.board.grid
    assert {route[-1] for route in first.routes} == {
        cell for cell in grid.neighbours[position.unit("d").cell] if grid.distance(cell, position.unit("a").cell) == 2
    }
    for route in first.routes:
        turned = umpire.apply(asked.state, Retreat(route)).state
        assert turned.unit(number).cell == route[-1] and turned.agenda == (then,)
        same = replace(turned.unit(number), cell=usual.state.unit(number).cell, asks=False)
        assert same == usual.state.unit(number), "only the end of the way is another"
        assert turned.dice == asked.state.dice and turned.tally == usual.state.tally
        assert umpire.apply(turned, Advance(then.units)).state.agenda == ()
    assert list(umpire.legal(asked.state)) == [Retreat(route) for route in first.routes]
    assert umpire.refusal(asked.state, Advance(())) == Refusal("28.4", "advance.nothing")
    assert umpire.refusal(usual.state, Retreat(first.routes[0])) == Refusal("28.4", "retreat.nothing")
    elsewhere = umpire.refusal(asked.state, Retreat((position.unit("a").cell,)))
    assert elsewhere is not None and elsewhere.message == "retreat.way"
    nowhere = umpire.refusal(asked.state, Retreat(()))
    assert nowhere is not None and nowhere.message == "retreat.way"


def test_computers_answer_with_the_usual_way() -> None:
    """[17.3]"""
    state = beaten(field()).state
    task = state.agenda[0]
    assert isinstance(task, MayRetreat)
    for kind in ("recruit", "automaton"):
        assert ai.decide(umpire.view(state, "enver"), 5, kind) == (Retreat(task.routes[0]),)


def test_others_do_not_learn_who_is_asked() -> None:
    """[4.4, 17.3]"""
    state = beaten(field()).state
    assert umpire.view(foggy(state), "red").agenda[0] == MayRetreat("enver", -1, ())
    assert umpire.view(foggy(state), "enver").agenda[0] == state.agenda[0]


def foggy(state: State) -> State:
    """The same position in fog."""
    return replace(state, scouting=replace(state.scouting, fog=True))


def test_only_its_owner_hears_who_asks() -> None:
    """[17.2, 4.4]"""
    position = field()
    number, state = position.n("d"), foggy(position.state)
    assert umpire.view(state, "enver").unit(number).asks
    assert questions.visible(state, "red") >> position.unit("d").cell & 1
    assert not umpire.view(state, "red").unit(number).asks
    event = RetreatSet(number, asks=True)
    assert umpire.witness(state, event, "enver") == event
    assert umpire.witness(state, event, "red") is None


MOUNTAINS = """
m   m   m   m   m   m
  m   m   m   m   m
m   m   m   mh  m   m
  m   m   m   m   m
.   .   .d  .   .   .
  .   .a  .   .   .
.   .   .   .   .   .
"""


def test_those_out_of_sight_bar_no_way_that_is_offered() -> None:
    """[17.3, 4.9] The offer is the same; who chooses a way on which somebody stands ends by the usual one."""
    position = field(MOUNTAINS, h=Counter("rifle", "red", 300))
    state, unit, hidden = foggy(position.state), position.unit("d"), position.unit("h")
    foes = (position.unit("a").cell,)
    usual = retreat.way_back(state, unit, 1, foes)
    assert not questions.visible(state, "enver") >> hidden.cell & 1
    gone = replace(state, forces=state.forces.with_unit(replace(hidden, status=Status.GONE, cell=NO_CELL)))
    ways = retreat.ways_back(state, unit, usual, foes)
    assert ways == retreat.ways_back(gone, unit, usual, foes) and len(ways) > 1
    fallen = state.forces.with_unit(replace(unit, cell=usual[-1]))
    for barred in (False, True):
        there = replace(hidden, cell=ways[1][-1]) if barred else hidden
        ledger = Ledger(replace(state, forces=fallen.with_unit(there)))
        retreat.turn(ledger, MayRetreat("enver", unit.number, ways), ways[1])
        assert ledger.state.unit(unit.number).cell == (usual if barred else ways[1])[-1]


def test_one_way_is_no_question() -> None:
    """[17.3] Nor is it asked of those who hold their ground, or who stand with no way out."""
    narrow = "##  ##  .   ##  ##\n  ##  ##  ##  ##\n##  ##  .d  ##  ##\n  ##  .a  ##  ##"
    state = beaten(field(narrow.replace("##", "# "))).state
    assert isinstance(state.agenda[0], MayAdvance)
    held = beaten(field(dice=(1, 1))).state
    assert not any(isinstance(task, MayRetreat) for task in held.agenda)


ZONES = """
.   .   .   .z  .
  .   .   .   .
.   .   .d  .   .
  .   .a  .   .
.   .   .   .   .
"""


def test_only_ways_of_the_same_price() -> None:
    """[17.3, 17.1] Of three hexes to go to, that beside another enemy would cost men: it is no choice."""
    position = field(ZONES, z=Counter("rifle", "red", 300))
    state = position.state
    foes = (position.unit("a").cell,)
    usual = retreat.way_back(state, position.unit("d"), 1, foes)
    grid = state.scenario.board.grid
    ways = retreat.ways_back(state, position.unit("d"), usual, foes)
    assert ways[0] == usual and len(ways) == len({way[-1] for way in ways})
    assert {way[-1] for way in ways} == {position.at(4, 0), position.at(5, 1)}
    assert grid.adjacent(position.at(5, 0), position.unit("z").cell)
    task = beaten(position).state.agenda[0]
    assert isinstance(task, MayRetreat) and task.routes == ways


WIDE = """
.   .   .   .   .
  .   .   .   .
.   .   .   .   .
  .   .   .   .
.   .   .d  .   .
  .   .   .a  .
.   .   .   .   .
"""


def test_ways_of_two_hexes() -> None:
    """[17.3] One route for each end, every step farther from the foes."""
    position = field(WIDE, d=Counter(men=300))
    unit, foes = position.unit("d"), (position.unit("a").cell,)
    usual = retreat.way_back(position.state, unit, 2, foes)
    ways = retreat.ways_back(position.state, unit, usual, foes)
    grid = position.state.scenario.board.grid
    assert {len(way) for way in ways} == {2} and len(ways) > 2
    for way in ways:
        assert [grid.distance(cell, foes[0]) for cell in way] == [2, 3]


def test_room_counts_when_the_fight_is_over() -> None:
    """[17.3, 3.6] Two units of one stack are asked; the first may take the room that the other hoped for."""
    nine = Counter("band_foot", men=900)
    mountains = re.sub(r"\.(?= )", "m", FIELD.replace(".d  .   .", ".d  .   .e"))
    position = field(mountains, asks="de", a=Counter("rifle", "red", 2000), d=nine, e=nine)
    units = list(position.state.forces.units)
    units[position.n("e")] = replace(units[position.n("e")], cell=position.unit("d").cell)
    state = replace(position.state, forces=Forces(tuple(units)))
    step = umpire.apply(state, Attack(position.unit("d").cell, (position.n("a"),)))
    tasks = [task for task in step.state.agenda if isinstance(task, MayRetreat)]
    assert [task.unit for task in tasks] == sorted((position.n("d"), position.n("e")))
    first, second = tasks
    common = sorted({way[-1] for way in first.routes[1:]} & {way[-1] for way in second.routes[1:]})
    end = common[0]
    turned = umpire.apply(step.state, Retreat(next(way for way in first.routes if way[-1] == end))).state
    way = next(way for way in second.routes if way[-1] == end)
    found = umpire.refusal(turned, Retreat(way))
    assert found == Refusal("17.3", "retreat.room", {"unit": second.unit, "cell": end})
    assert umpire.refusal(turned, Retreat(second.routes[0])) is None


def test_leaders_alone_with_it_go_along() -> None:
    """[17.3] He fled to the men who fell back; they do not leave him behind."""
    position = field(FIELD.replace(".d  .   .", ".d  .   .l"), l=Counter("leader", men=0, radius=1))
    units = list(position.state.forces.units)
    units[position.n("l")] = replace(units[position.n("l")], cell=position.unit("d").cell)
    state = replace(position.state, forces=Forces(tuple(units)))
    step = umpire.apply(state, Attack(position.unit("d").cell, (position.n("a"),)))
    task = step.state.agenda[0]
    assert isinstance(task, MayRetreat)
    assert step.state.unit(position.n("l")).cell == step.state.unit(position.n("d")).cell
    after = umpire.apply(step.state, Retreat(task.routes[1]))
    assert after.state.unit(position.n("l")).cell == after.state.unit(position.n("d")).cell == task.routes[1][-1]
    assert [e.cause for e in after.events if isinstance(e, UnitFellBack)] == ["turned", "turned"]


def test_an_attacker_thrown_back_is_asked_too() -> None:
    """[17.3]"""
    position = field(asks="a", dice=(1, 2), d=Counter("drilled_foot", men=600))
    step = beaten(position)
    assert next(e for e in step.events if isinstance(e, FightResolved)).outcome in ("AR", "AX")
    task = step.state.agenda[0]
    assert isinstance(task, MayRetreat) and (task.side, task.unit) == ("red", position.n("a"))


def test_a_victory_is_felt_two_hexes_off() -> None:
    """[21.9] Friends within two hexes of the hex that was won gain 1, those farther off do not; nor in a draw."""
    drawing = WIDE.replace("  .   .   .a  .\n.   .   .   .   .", "  .   .   .a  .\n.   .   .   .   .\n  .f  .   .n  .")
    tired = Counter("rifle", "red", 100, morale=5)
    for dice, gained in (((4, 5), 1), ((2, 2), 0)):
        position = field(drawing, asks="", dice=dice, n=tired, f=tired)
        grid, won = position.state.scenario.board.grid, position.unit("d").cell
        assert [grid.distance(won, position.unit(x).cell) for x in "nf"] == [2, 3]
        after = beaten(position).state
        assert [after.unit(position.n(x)).morale for x in "nf"] == [5 + gained, 5]
