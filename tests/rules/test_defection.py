"""Chapter 24, how men leave the ranks: ripe factions, the break and its blow, peace, and who goes by a card."""

from dataclasses import replace
from itertools import product

from game import questions, umpire
from game.model import events as e
from game.model.actions import Attack, Disarm, MakePeace
from game.model.agenda import ResolveFight
from game.model.dice import Seeded
from game.model.forces import Status
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import council, defection, sequence
from tests.rules.coalition_ground import LOKAI, SURKHAN, coalition
from tests.sketch import Sketch

THROWS = [a + b for a, b in product(range(1, 7), repeat=2)]


def fights(ledger: Ledger) -> list[ResolveFight]:
    """The fights that were queued."""
    return [
        task for event in ledger.events if isinstance(event, e.Queued) for task in event.tasks
        if isinstance(task, ResolveFight)
    ]  # fmt: skip


def broken(made: Sketch) -> Ledger:
    """The ledger after the Lokai broke, before their fights are fought."""
    ledger = Ledger(made.state)
    council.break_away(ledger, LOKAI)
    return ledger


def ripe(made: Sketch, *dice: int) -> State:
    ledger = Ledger(replace(made.state, dice=replace(coalition({}, dice=dice).state.dice)))
    council.close_turn(ledger)
    return ledger.state


def test_the_ripe_stay_go_home_or_make_terms() -> None:
    """On 7 home, on 10 terms, and a gain for the enemy; others throw nothing.  [24.9]"""
    made = coalition({"s": (6, 1), "S": (6, 1), "a": (1, 1), "R": (0, 3)}, cohesion=(10, 1, 2))
    stays, home, terms = ripe(made, 3, 3), ripe(made, 3, 4), ripe(made, 4, 6)
    assert not any(stays.court.left) and stays.unit(made.n("s")).on_map
    for state, gain in ((home, 0), (terms, 1)):
        assert state.court.left[SURKHAN] == 3 and not state.court.of(state.court.left, LOKAI)
        assert state.unit(made.n("s")).status is Status.GONE and state.unit(made.n("s")).men == 500
        assert state.unit(made.n("S")).status is Status.GONE
        assert state.bonds.purse[0] == 9 + gain
    assert terms.unit(made.n("a")).on_map, "a card says what the Lokai do"


def test_who_only_goes_home_makes_no_terms() -> None:
    """Of those who do not come to terms, ten and more go home too.  [24.9]"""
    made = coalition({"s": (6, 1), "R": (0, 3)}, cohesion=(10, 6, 2), leaves="home")
    state = ripe(made, 5, 6)
    assert state.court.left[SURKHAN] == 3 and state.bonds.purse[0] == 9
    assert questions.leaving(made.state, SURKHAN) == (15, 21, 0)


def test_only_the_ripe_throw() -> None:
    """Sullen men stay.  [24.9]"""
    made = coalition({"s": (6, 1), "R": (0, 3)}, cohesion=(10, 6, 3))
    assert not questions.may_leave(made.state, SURKHAN)
    assert ripe(made).unit(made.n("s")).on_map


def test_a_faction_becomes_a_side_where_it_stands() -> None:
    """Its men, on the map or not, its chief, war with the side it left, and towns that its men alone hold.  [24.10]"""
    made = coalition({"K": (1, 1), "a": (4, 1), "b": (1, 1), "s": (6, 2), "R": (0, 3)})
    state = broken(made).state
    assert {x for x in "Kab" if state.unit(made.n(x)).side == "lokai"} == set("Kab")
    assert state.unit(made.n("s")).side == "enver"
    assert state.bonds.at_war("lokai", "enver") and not state.bonds.at_war("lokai", "red")
    assert state.realm.holdings[0].holder == "lokai"
    assert state.court.left[LOKAI] == 3


def test_men_that_are_off_the_map_turn_too() -> None:
    """Who waits or is scattered comes back on the other side.  [24.10]"""
    made = coalition({"K": (1, 1), "a": (1, 1), "s": (6, 2), "R": (0, 3)})
    assert broken(made).state.unit(made.n("b")).side == "lokai"


def test_the_fewer_give_way_on_a_shared_hex() -> None:
    """By one hex, with their chief; drilled men stay the commander's.  [24.10]"""
    made = coalition({"a": (1, 1), "t": (1, 1), "S": (1, 1), "R": (6, 2)})
    state = broken(made).state
    parted, chief = state.unit(made.n("t")), state.unit(made.n("S"))
    assert state.scenario.board.grid.distance(parted.cell, made.at(1, 1)) >= 1
    assert chief.cell == parted.cell
    assert [x for x in "at" if state.unit(made.n(x)).side == "enver"] == ["t"]


def test_a_commander_alone_among_them_throws_for_his_fate() -> None:
    """As one whom the enemy rides down.  [24.10]"""
    made = coalition({"a": (1, 1), "E": (1, 1), "s": (6, 2), "R": (0, 3)}, dice=(1, 2, 6, 6, 6, 6))
    assert broken(made).state.unit(made.n("E")).status is Status.GONE


def test_each_stack_falls_on_the_weakest_it_can_reach() -> None:
    """Within three hexes, the weaker of two; out of reach nobody.  [24.11]"""
    made = coalition({"a": (2, 1), "s": (4, 1), "t": (0, 1), "R": (6, 3)})
    found = fights(broken(made))
    assert [(fight.target, fight.units) for fight in found] == [(made.at(0, 1), (made.n("a"),))]
    far = coalition({"a": (0, 0), "s": (5, 2), "R": (6, 3)})
    assert not fights(broken(far))


def test_two_stacks_strike_from_opposite_sides() -> None:
    """Together, in one fight, and the odds count both sides.  [24.11]"""
    made = coalition({"a": (2, 2), "b": (5, 1), "s": (4, 1), "R": (0, 3)})
    ledger = broken(made)
    (fight,) = fights(ledger)
    state = ledger.state
    grid, target = state.scenario.board.grid, made.at(4, 1)
    assert fight.target == target and set(fight.units) == {made.n("a"), made.n("b")}
    ways = [grid.direction(target, state.unit(made.n(x)).cell) for x in "ab"]
    assert (ways[0] - ways[1]) % 6 == 3
    assert "opposite" in str(questions.odds_of(state, _attack(fight)).shifts)


def _attack(fight: ResolveFight) -> Attack:
    return Attack(fight.target, fight.units, fight.charge)


def test_the_blow_is_fought_at_once() -> None:
    """The fights stand on the agenda before anything else, and are fought out.  [24.11]"""
    made = coalition({"a": (2, 1), "t": (0, 1), "R": (6, 3)}, dice=(6, 6))
    ledger = Ledger(replace(made.state, dice=Seeded(3)))
    council.break_away(ledger, LOKAI)
    sequence.settle(ledger)
    assert any(isinstance(event, e.FightResolved | e.DefenderEvaded) for event in ledger.events)


def test_broken_men_do_not_strike() -> None:
    """Only those in heart.  [24.11]"""
    made = coalition({"a": (2, 1), "t": (0, 1), "R": (6, 3)})
    units = list(made.state.forces.units)
    units[made.n("a")] = replace(units[made.n("a")], morale=1)
    ledger = Ledger(replace(made.state, forces=replace(made.state.forces, units=tuple(units))))
    council.break_away(ledger, LOKAI)
    assert not fights(ledger) and ledger.state.unit(made.n("a")).side == "lokai"


def test_a_faction_without_a_side_goes_home_when_it_breaks() -> None:
    """There is nobody it could become.  [24.10]"""
    made = coalition({"s": (6, 1), "S": (6, 1), "R": (0, 3)})
    ledger = Ledger(made.state)
    council.break_away(ledger, SURKHAN)
    assert e.FactionLeft(SURKHAN, "", "home") in ledger.events
    assert ledger.state.unit(made.n("s")).status is Status.GONE


def test_a_chief_seized() -> None:
    """He is gone, his faction breaks at once, every other falls by two at once.  [24.6]"""
    made = coalition({"K": (1, 1), "G": (2, 1), "a": (0, 0), "s": (6, 2), "R": (6, 3)})
    made_seeded = replace(made.state, dice=Seeded(7))
    step = umpire.apply(made_seeded, Disarm(LOKAI))
    state = step.state
    assert e.FactionLeft(LOKAI, "lokai", "disarmed") in step.events
    assert state.unit(made.n("K")).status is Status.GONE
    assert e.CohesionChanged(SURKHAN, -2, ("disarmed",)) in step.events
    assert state.bonds.cohesion[SURKHAN] == 5 and state.bonds.purse[1] == 6


def departed(**how: object) -> Sketch:
    """The Lokai broke two turns ago."""
    made = coalition({"K": (1, 1), "a": (1, 1), "s": (6, 2), "R": (6, 3)}, **how)  # type: ignore[arg-type]
    ledger = Ledger(replace(made.state, turn=3))
    defection.leave(ledger, LOKAI, "break", "lokai")
    return Sketch(replace(ledger.state, turn=5), made.letters)


def refused(state: State, order: MakePeace) -> str:
    found = umpire.refusal(state, order)
    return found.message if found is not None else ""


def test_peace_is_bought_and_thrown_for() -> None:
    """Five, two turns after the break, nobody in their home, ten of two dice.  [24.12]"""
    made = departed()
    assert questions.peace_ways(made.state) == sum(t >= 10 for t in THROWS) == 6
    counted = 0
    for seed in range(20_000):
        ledger = Ledger(replace(made.state, dice=Seeded(seed)))
        defection.make_peace(ledger, MakePeace(LOKAI))
        counted += e.PeaceMade("enver", "lokai") in ledger.events
    assert abs(counted * 6 - 20_000) < 20_000 * 6 // 60
    step = umpire.apply(replace(made.state, dice=Seeded(1)), MakePeace(LOKAI))
    assert step.state.bonds.purse[1] == 4
    assert refused(replace(made.state, turn=4), MakePeace(LOKAI)) == "peace.early"
    assert refused(departed(purse=4).state, MakePeace(LOKAI)) == "purse.empty"
    assert refused(made.state, MakePeace(SURKHAN)) == "peace.nobody"
    assert refused(coalition({"a": (1, 1), "R": (6, 3)}).state, MakePeace(LOKAI)) == "peace.nobody"


def test_no_peace_while_men_stand_in_their_home() -> None:
    """The buyer must be out of it.  [24.12]"""
    made = departed()
    units = list(made.state.forces.units)
    units[made.n("s")] = replace(units[made.n("s")], cell=made.at(2, 2))
    inside = replace(made.state, forces=replace(made.state.forces, units=tuple(units)))
    assert refused(inside, MakePeace(LOKAI)) == "peace.inside"


def test_who_broke_is_never_loyal_again() -> None:
    """In no ranks, peace or not.  [24.12]"""
    made = departed()
    ledger = Ledger(made.state)
    ledger.record(e.PeaceMade("enver", "lokai"))
    assert not questions.in_ranks(ledger.state, LOKAI)
    council.break_away(ledger, LOKAI)
    assert len(ledger.events) == 1


def test_units_leave_by_a_card_in_the_same_ways() -> None:
    """To the other side, at war or not; home; to terms.  [24.13]"""
    made = coalition({"s": (6, 1), "t": (6, 2), "R": (0, 3)})
    ledger = Ledger(made.state)
    defection.leave(ledger, (made.n("s"),), "joined", "red")
    assert ledger.state.unit(made.n("s")).side == "red" and not any(ledger.state.court.left)
    defection.leave(ledger, (made.n("t"),), "recalled")
    assert ledger.state.unit(made.n("t")).status is Status.GONE
    mutiny = Ledger(made.state)
    defection.leave(mutiny, (made.n("t"),), "mutiny", "lokai")
    assert mutiny.state.unit(made.n("t")).side == "lokai" and mutiny.state.bonds.at_war("lokai", "enver")
    terms = Ledger(made.state)
    defection.leave(terms, (made.n("t"),), "terms")
    assert terms.state.bonds.purse[0] == 10
