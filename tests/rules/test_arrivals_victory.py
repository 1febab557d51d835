"""Chapters 23 and 24: arrivals and victory."""

from dataclasses import replace

import pytest

from game import umpire
from game.hexes import NO_CELL, cells_of
from game.model.actions import EndPart, LeaveMap, SetUp
from game.model.agenda import MayPlace
from game.model.bonds import Bonds, Holding, Realm
from game.model.events import (
    GameEnded,
    GunsTaken,
    PlaceTaken,
    PurseChanged,
    StreakChanged,
    TurnBegan,
    UnitArrived,
    UnitDelayed,
    UnitLeft,
)
from game.model.evolve import evolve
from game.model.forces import Forces, Status
from game.model.judgement import Refusal
from game.model.ledger import Ledger
from game.model.scenario import Award, Deadline, Side, SuddenDeath, Victory
from game.model.state import State
from game.rules import arrivals, purse, victory
from tests.sketch import Counter, Sketch, sketch


def waiting(position: Sketch, letter: str, start: str, *, due: int = 1, status: Status = Status.AWAITED,
            if_held: str = "") -> State:  # fmt: skip
    """The state with one unit off the map, due at a place."""
    number = position.n(letter)
    units = list(position.state.forces.units)
    units[number] = replace(units[number], status=status, cell=NO_CELL, due=due)
    specs = list(position.state.scenario.units)
    specs[number] = replace(specs[number], start=start, turn=due, if_held=if_held)
    scenario = replace(position.state.scenario, units=tuple(specs))
    return replace(position.state, scenario=scenario, forces=Forces(tuple(units)))


def entered(state: State, side: str = "enver") -> tuple[State, tuple[object, ...]]:
    ledger = Ledger(state)
    arrivals.enter(ledger, side)
    return ledger.state, tuple(ledger.events)


def test_units_enter_where_they_are_due() -> None:
    """[26.1] On their hex; next to it if an enemy stands there; they wait when there is no room."""
    position = sketch("TA  .\n  .   .B", {"A": Counter(), "B": Counter("rifle", "red")}, held={"t0": "enver"})
    state, events = entered(waiting(position, "A", "t0"))
    assert UnitArrived(position.n("A"), position.at(0, 0), 400) in events
    taken = waiting(position, "A", "t0")
    units = list(taken.forces.units)
    units[position.n("B")] = replace(units[position.n("B")], cell=position.at(0, 0))
    state, _ = entered(replace(taken, forces=Forces(tuple(units))))
    assert state.unit(position.n("A")).cell == position.at(1, 0)
    alone = sketch("TA", {"A": Counter(men=2600)}, held={"t0": "enver"})
    state, events = entered(waiting(alone, "A", "t0"))
    assert events == (UnitDelayed(0, 2),) and state.unit(0).status is Status.AWAITED


def test_those_bound_to_a_place_wait_for_it() -> None:
    """[26.2]"""
    position = sketch("TA  .", {"A": Counter()}, held={"t0": "red"})
    _, events = entered(waiting(position, "A", "t0", if_held="t0"))
    assert events == (UnitDelayed(0, 2),)


@pytest.mark.parametrize(("turn", "comes"), [(1, False), (2, True)])
def test_a_convoy_a_turn_is_free(turn: int, comes: bool) -> None:
    """[26.3] From the second turn, one that is at home."""
    position = sketch("TA  .", {"A": Counter("convoy", "red", 20)}, held={"t0": "red"}, acting="red")
    state = replace(waiting(position, "A", "t0", due=0, status=Status.POOL), turn=turn)
    after, _ = entered(state, "red")
    assert after.unit(0).on_map == comes


def test_the_scattered_come_home() -> None:
    """[26.4] Bands to their region, the wounded to their men."""
    counters = {
        "A": Counter(faction="lokai"),
        "E": Counter("leader", men=0, radius=1, faction="own"),
        "B": Counter(faction="own"),
    }
    position = sketch(".A  .   .\n  .E  .B", counters, homes={"lokai": ((4, 0),)})
    state = waiting(position, "A", "", status=Status.DISPERSED)
    units = list(state.forces.units)
    units[position.n("E")] = replace(units[position.n("E")], status=Status.DISPERSED, cell=NO_CELL, due=1)
    after, _ = entered(replace(state, forces=Forces(tuple(units))))
    assert after.unit(position.n("A")).cell == position.at(4, 0)
    assert after.unit(position.n("E")).cell == position.unit("B").cell


def test_the_pool_stays_off_the_map() -> None:
    """[26.5]"""
    position = sketch("TA  .", {"A": Counter()}, held={"t0": "enver"})
    _, events = entered(waiting(position, "A", "t0", due=0, status=Status.POOL))
    assert events == ()


def closed(state: State) -> tuple[State, tuple[object, ...]]:
    ledger = Ledger(state)
    victory.close_turn(ledger)
    return ledger.state, tuple(ledger.events)


HOLD = Award("hold", 2, place="t0", side="enver", turn=1)
TAKE = Award("take", 4, place="t0", side="enver")
AT_END = Award("holding", 3, place="t0", side="enver")
LOSSES = Award("losses", 1, side="red", per=100)


def scored(*awards: Award, turns: int = 8, **more: object) -> tuple[State, tuple[object, ...]]:
    terms = Victory("enver", "red", 5, (9, 7, 4, 2), awards)
    counters = {"A": Counter(), "B": Counter("rifle", "red")}
    position = sketch("TA  .\n  .   .B", counters, held={"t0": "enver"}, victory=terms, turns=turns)
    return closed(replace(position.state, **more))  # type: ignore[arg-type]


def test_awards_of_the_turn() -> None:
    """[27.1, 6.2] Holding pays each turn, taking once, holding at the end only then."""
    state, _ = scored(HOLD, TAKE, AT_END)
    assert state.tally.points == 6
    again, _ = closed(state)
    assert again.tally.points == 8
    last, _ = scored(HOLD, TAKE, AT_END, turns=1)
    assert last.tally.points == 9


def test_awards_of_the_game() -> None:
    """[27.2] Losses by full hundreds; a leader with his men, or lost; a faction in the ranks."""
    tally = sketch(".").state.tally
    state, _ = scored(LOSSES, turns=1, tally=replace(tally, lost=(250, 0, 0)))
    assert state.tally.points == 2
    chief = Counter("leader", men=0, radius=1, faction="own")
    free = Award("leader", 4, leader="E", men=300)
    lost = Award("leader_lost", -4, leader="E")
    ranks = Award("cohesion", 2, faction="own", least=5)
    terms = Victory("enver", "red", 5, (9, 7, 4, 2), (free, lost, ranks))
    position = sketch(".E  .\n  .A  .", {"E": chief, "A": Counter(faction="own")}, victory=terms, turns=1)
    assert closed(position.state)[0].tally.points == 6
    dead = waiting(position, "E", "", due=0, status=Status.GONE)
    assert closed(dead)[0].tally.points == -2
    few = position.state.forces.with_unit(replace(position.unit("A"), men=299))
    assert closed(replace(position.state, forces=few))[0].tally.points == 2, "a chief without his men is not free"


ROAD = {"road": ((0, 0), (1, 0), (2, 0), (3, 0))}


def test_deadlines() -> None:
    """[27.3] In time a place pays two; overdue it costs one a turn, two at most from all."""
    aims = tuple(Deadline("red", 1, place="t0") for _ in range(3))
    terms = Victory("enver", "red", 5, (9, 7, 4, 2), deadlines=aims)
    position = sketch("TA  .", {"A": Counter()}, held={"t0": "enver"}, victory=terms)
    _, events = closed(position.state)
    assert PurseChanged("red", -2, "overdue", fall=True) in events
    own = sketch("TA  .", {"A": Counter("rifle", "red")}, held={"t0": "red"}, victory=terms)
    state, events = closed(own.state)
    assert state.bonds.purse[0] == 12 and [e for e in events if isinstance(e, PurseChanged)]


def test_a_road_is_clear_when_nobody_stands_beside_it() -> None:
    """[27.3] A band next to the road keeps it shut, a remnant does not."""
    clear = Deadline("red", 1, road=("t0", "t1"))
    drawing = "T   .   \n  .   T\n.   .A  ."
    for men, is_clear in ((400, False), (100, True)):
        position = sketch(drawing, {"A": Counter(men=men, start_men=400)}, links=ROAD)
        assert len(list(cells_of(victory.road(position.state, clear.road)))) == 4
        assert victory.met(position.state, clear) == is_clear
    far = sketch("T   .   \n  .   T\n.   .   \n  .   .\n.   .A  ", {"A": Counter()}, links=ROAD)
    assert victory.met(far.state, clear), "two hexes away nobody bars it"


def test_an_empty_purse_recalls_a_unit_once() -> None:
    """[27.4]"""
    position = sketch(".A  .B", {"A": Counter("rifle", "red"), "B": Counter("rifle", "red")}, purse=0)
    sides = (Side("red", "red", recall=("B",)), *position.state.scenario.sides[1:])
    state, events = closed(replace(position.state, scenario=replace(position.state.scenario, sides=sides)))
    assert UnitLeft(position.n("B"), Status.GONE, 0, 400, "recalled") in events
    assert state.bonds.purse[0] == 3
    lost = replace(position.unit("B"), side="lokai")
    other = replace(position.state, forces=position.state.forces.with_unit(lost))
    other = replace(other, scenario=replace(position.state.scenario, sides=sides))
    assert not any(isinstance(e, UnitLeft) for e in closed(other)[1]), "one that has changed sides"
    empty = replace(state, bonds=Bonds((0, 0, 0), state.bonds.cohesion, state.bonds.hostile, state.bonds.sent))
    assert not any(isinstance(e, UnitLeft) for e in closed(empty)[1])


def test_income_stays_within_bounds() -> None:
    """[7.1]"""
    position = sketch(".", purse=12)
    sides = tuple(replace(side, income=(1, 2)) for side in position.state.scenario.sides)
    state = replace(position.state, scenario=replace(position.state.scenario, sides=sides))
    ledger = Ledger(replace(state, turn=2))
    purse.pay_income(ledger)
    assert ledger.events == []
    ledger = Ledger(replace(state, turn=2, bonds=replace(state.bonds, purse=(3, 0, 12))))
    purse.pay_income(ledger)
    assert ledger.state.bonds.purse == (4, 1, 12)
    poor = Ledger(ledger.state)
    purse.fill(poor, "enver", -9, "overdue")
    assert poor.state.bonds.purse[1] == 0


@pytest.mark.parametrize(
    ("points", "winner", "grade"),
    [(9, "enver", 2), (7, "enver", 1), (5, "", 0), (4, "red", 0), (2, "red", -1), (1, "red", -2)],
)
def test_winner_and_grade(points: int, winner: str, grade: int) -> None:
    """[27.5] Above par, below par, at par nobody; grades by their least points."""
    tally = replace(sketch(".").state.tally, points=points)
    state, events = scored(turns=1, tally=tally)
    assert GameEnded(winner, grade, "last_turn") in events
    assert umpire.outcome(state) is not None


def test_sudden_death() -> None:
    """[27.5] All its conditions together, at once."""
    death = SuddenDeath("crushed", "red", -2, held=(("t0", "red"),), fewer=("enver", 300), hostile=("red", "enver"))
    terms = Victory("enver", "red", 5, (9, 7, 4, 2), sudden=(death,))
    few = sketch("TB  .A", {"A": Counter(men=200), "B": Counter("rifle", "red")}, held={"t0": "red"}, victory=terms)
    assert GameEnded("red", -2, "crushed") in closed(few.state)[1]
    lost = replace(few.state, realm=Realm((Holding("enver"),)))
    assert not any(isinstance(e, GameEnded) for e in closed(lost)[1])


def test_a_sudden_death_may_leave_it_to_the_points() -> None:
    """[27.5] It names its cause; the points that were made decide."""
    death = SuddenDeath("out-of-time", "", 0, held=(("t0", "enver"),))
    for points, winner, grade in ((9, "enver", 2), (5, "", 0), (1, "red", -2)):
        terms = Victory("enver", "red", 5, (9, 7, 4, 2), sudden=(death,))
        position = sketch("TA  .", {"A": Counter()}, held={"t0": "enver"}, victory=terms)
        state = replace(position.state, tally=replace(position.state.tally, points=points))
        assert GameEnded(winner, grade, "out-of-time") in closed(state)[1]


def test_a_sudden_death_may_take_two_turns() -> None:
    """[27.5] The road is cut two turns running; a remnant does not count, and one free turn starts it anew."""
    death = SuddenDeath("road-lost", "enver", 2, cut=("t0", "t1"), turns=2)
    terms = Victory("enver", "red", 5, (9, 7, 4, 2), sudden=(death,))
    links = {"road": ((0, 0), (1, 0), (2, 0), (3, 0))}
    drawing = "T   .A  \n  .   T"
    position = sketch(drawing, {"A": Counter(men=400)}, links=links, victory=terms)
    first, events = closed(position.state)
    assert StreakChanged(0, 1) in events and first.outcome is None
    second, events = closed(first)
    assert GameEnded("enver", 2, "road-lost") in events and second.outcome is not None
    gone = replace(first.forces.units[0], men=100)
    freed, events = closed(replace(first, forces=Forces((gone,))))
    assert StreakChanged(0, 0) in events and freed.outcome is None


def test_nothing_may_be_done_after_the_end() -> None:
    """[27.5]"""
    state, _ = scored(turns=1)
    assert umpire.refusal(state, EndPart()) == Refusal("27.5", "game.over")
    assert list(umpire.legal(state)) == []


def ambuscade() -> Sketch:
    """A town of Red's and three villages, in two of which Enver may hide a band and a dummy before the first turn."""
    position = sketch("TA  .   .   V\n  .   V   .\n.   .   .   V", {"A": Counter("rifle", "red")}, held={"t0": "red"})
    base = position.state.scenario
    band = replace(base.units[0], id="band", side="enver", type="band_horse", men=500, among=("v0", "v1"), start="v0")
    dummy = replace(band, id="smoke", among=("v1", "v2"), start="v1", dummy=True)
    units = (replace(base.units[0], start="t0"), band, dummy)
    return Sketch(replace(position.state, scenario=replace(base, units=units)), {"A": 0, "B": 1, "D": 2})


def test_a_hidden_set_up_is_placed_before_the_first_turn() -> None:
    """[26.7, 28.4] Its owner is asked for each unit, and for nothing else; then the turn begins."""
    scenario = ambuscade().state.scenario
    step = umpire.begin(scenario, umpire.Setup(7))
    place = {name: scenario.board.place(name).cell for name in ("t0", "v0", "v1", "v2")}
    asked = step.state
    assert not any(isinstance(event, TurnBegan) for event in step.events)
    assert asked.actor == "enver" and asked.agenda[0] == MayPlace("enver", 1, (place["v0"], place["v1"]))
    assert list(umpire.legal(asked)) == [SetUp(1, place["v0"]), SetUp(1, place["v1"])]
    for wrong in (SetUp(1, place["v2"]), SetUp(2, place["v1"]), SetUp(0, place["v0"])):
        assert umpire.refusal(asked, wrong) == Refusal("26.7", "setup.where", {"unit": 1, "cell": wrong.cell})
    assert umpire.refusal(asked, EndPart()) == Refusal("28.4", "decide.first")
    first = umpire.apply(asked, SetUp(1, place["v1"])).state
    second = umpire.apply(first, SetUp(2, place["v1"]))
    assert any(isinstance(event, TurnBegan) for event in second.events)
    assert (second.state.unit(1).cell, second.state.unit(1).men) == (place["v1"], 500)
    assert second.state.unit(2).dummy and second.state.unit(2).men == 0
    assert umpire.refusal(second.state, SetUp(1, place["v0"])) == Refusal("28.4", "setup.nothing")


def test_a_hidden_set_up_is_secret() -> None:
    """[26.7, 4.4, 4.6] Whatever the owner chose, the others know the same: three villages, and what each may hold."""
    scenario = ambuscade().state.scenario
    place = {name: scenario.board.place(name).cell for name in ("v0", "v1", "v2")}
    known = []
    for band, smoke in (("v0", "v1"), ("v1", "v1"), ("v0", "v2"), ("v1", "v2")):
        step = umpire.begin(scenario, umpire.Setup(7))
        seen = []
        for order in (SetUp(1, place[band]), SetUp(2, place[smoke])):
            before = step.state
            step = umpire.apply(before, order)
            states = [before, *umpire.unfold(before, step.events)]
            seen += [umpire.witness(s, e, "red") for s, e in zip(states[:-1], step.events, strict=True)]
        assert not any(isinstance(event, UnitArrived) for event in seen)
        known.append(umpire.view(step.state, "red"))
    assert known.count(known[0]) == 4
    suspected = [(note.unit.number, note.unit.cell) for note in known[0].scouting.notes[0]]
    assert suspected == sorted([(1, place["v0"]), (1, place["v1"]), (2, place["v1"]), (2, place["v2"])])


def test_an_arrival_gives_way_to_an_enemy_in_hiding() -> None:
    """[26.1, 28.6] Its hex is the truth's choice: the next free one, and the enemy is seen from there."""
    position = sketch(".   .   .A\n  .   .   .\n.   .   .B", {"A": Counter("rifle", "red"), "B": Counter()},
                      works={(4, 0): (-1, 50)}, fog=True, acting="red")  # fmt: skip
    state = waiting(position, "A", "w0")
    units = list(state.forces.units)
    units[position.n("B")] = replace(units[position.n("B")], cell=position.at(4, 0))
    hidden = replace(state, forces=Forces(tuple(units)))
    assert not umpire.view(hidden, "red").unit(position.n("B")).on_map
    after, _ = entered(hidden, "red")
    arrived = after.unit(position.n("A"))
    assert arrived.on_map and arrived.cell != position.at(4, 0)
    assert umpire.view(after, "red").unit(position.n("B")).on_map


def test_those_who_left_the_map_pay() -> None:
    """[27.2, 18.4] A leader of name, or men by full hundreds; the dead and those still on the map pay nothing."""
    chief = Award("escaped", 5, leader="E")
    riders = Award("escaped", 1, side="enver", per=100)
    terms = Victory("enver", "red", 5, (9, 7, 4, 2), (chief, riders))
    counters = {"E": Counter("leader", men=0, radius=1), "A": Counter(men=250), "B": Counter(men=250)}
    position = sketch(".E  .A\n  .B  .", counters, victory=terms, turns=1)
    assert closed(position.state)[0].tally.points == 0
    one = waiting(position, "A", "", due=0, status=Status.ESCAPED)
    assert closed(one)[0].tally.points == 2
    units = [replace(u, status=Status.ESCAPED, cell=NO_CELL) for u in one.forces.units]
    assert closed(replace(one, forces=Forces(tuple(units))))[0].tally.points == 5 + 5
    dead = waiting(position, "E", "", due=0, status=Status.GONE)
    assert closed(dead)[0].tally.points == 0


FALL = Award("falls", 26, place="t0", side="enver", turn=6, step=2)


@pytest.mark.parametrize(("turn", "points"), [(1, 26), (6, 26), (7, 24), (11, 16), (13, 12), (18, 2), (19, 0), (25, 0)])
def test_a_place_that_falls_late_pays_less(turn: int, points: int) -> None:
    """[27.6] Two less each turn after the sixth, and never a price."""
    terms = Victory("enver", "red", 5, (9, 7, 4, 2), (FALL,))
    position = sketch(
        "TA  .\n  .   .B", {"A": Counter(), "B": Counter()}, held={"t0": "enver"}, victory=terms, turns=30
    )
    state, _ = closed(replace(position.state, turn=turn))
    assert state.tally.points == points == victory.worth(replace(position.state, turn=turn), FALL)
    again, _ = closed(state)
    assert again.tally.points == points and (state.tally.given == (0,)) == bool(points)


def test_a_fall_needs_no_garrison_but_a_holder() -> None:
    """[27.6] Terms give the place before the besieger is in it."""
    terms = Victory("enver", "red", 5, (9, 7, 4, 2), (FALL, Award("take", 4, place="t0", side="enver")))
    position = sketch("T   .\n  .   .B", {"B": Counter()}, held={"t0": "red"}, victory=terms)
    assert closed(position.state)[0].tally.points == 0
    signed = evolve(position.state, PlaceTaken(0, "enver", "terms", "red"))
    assert closed(signed)[0].tally.points == 26


def test_guns_taken_whole_pay_each() -> None:
    """[27.7] At the end; machine guns do not count, nor do the guns of the other side."""
    awards = (Award("guns", 2, side="enver"), Award("guns", -1, side="red"))
    terms = Victory("enver", "red", 5, (9, 7, 4, 2), awards)
    guns = {"g": Counter("battery", "red", 60, guns=4), "A": Counter(men=500, guns=1, mgs=3)}
    position = sketch(".g  .A", guns, victory=terms, turns=2)
    state = evolve(position.state, GunsTaken(position.n("g"), 1, 0, "enver"))
    state = evolve(evolve(state, GunsTaken(position.n("g"), 2, 0, "enver")), GunsTaken(position.n("A"), 0, 3, "red"))
    assert state.tally.guns == (0, 3, 0) and state.unit(position.n("g")).guns == 1
    assert closed(state)[0].tally.points == 0, "not before the end"
    assert closed(replace(state, turn=2))[0].tally.points == 6
    assert closed(replace(evolve(state, GunsTaken(position.n("A"), 1, 0, "red")), turn=2))[0].tally.points == 5


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        ({"trait": "drilled", "men": 200}, 3),
        ({"trait": "drilled", "men": 201}, 2),
        ({"type": "guard_horse", "men": 1}, 1),
        ({"units": ("A", "H"), "men": 100}, 2),
        ({"units": ("A", "H"), "men": 350}, 1),
        ({"units": ("Z",)}, 0),
    ],
)
def test_units_in_being_pay_each(kind: dict[str, object], count: int) -> None:
    """[27.7] By trait, by type or by name, on the map, of their side, with men enough."""
    award = Award("standing", 3, side="enver", **kind)  # type: ignore[arg-type]
    counters = {
        "A": Counter("drilled_foot", men=200),
        "B": Counter("drilled_foot", "red", men=400),
        "C": Counter("drilled_foot", men=400),
        "H": Counter("band_horse", men=350),
        "G": Counter("guard_horse", men=300),
        "Z": Counter("drilled_foot", men=400),
    }
    position = sketch(".A  .B  .C\n  .H  .G\n.   .   .Z", counters)
    state = waiting(position, "Z", "", due=0, status=Status.DISPERSED)
    own = replace(state.forces.units[position.n("G")], status=Status.FIELD)
    assert victory.worth(replace(state, forces=state.forces.with_unit(own)), award) == 3 * count


def test_exits_are_told_apart() -> None:
    """[27.7, 18.4] Points by the road the chief took; men by one road only."""
    south = Award("escaped", 10, leader="E", at=("x0",))
    north = Award("escaped", 5, leader="E", at=("x1", "w0"))
    anywhere = Award("escaped", 1, leader="E")
    riders = Award("escaped", -1, side="enver", per=100, at=("x0",))
    terms = Victory("enver", "red", 5, (9, 7, 4, 2), (south, north, anywhere, riders))
    counters = {"E": Counter("leader", men=0, radius=1), "A": Counter(men=250)}
    position = sketch(".E  .   .A", counters, victory=terms, turns=1, exits={"enver": (0, 0), "red": (2, 0)},
                      works={(4, 0): (-1, 10)})  # fmt: skip

    def after(chief: tuple[int, int], men: tuple[int, int]) -> int:
        ledger = Ledger(position.state)
        for letter, cell in (("E", chief), ("A", men)):
            unit = position.unit(letter)
            ledger.record(UnitLeft(unit.number, Status.ESCAPED, 0, unit.men, "off_map", position.at(*cell)))
        return closed(ledger.state)[0].tally.points

    assert after((0, 0), (2, 0)) == 11
    assert after((2, 0), (0, 0)) == 6 - 2
    assert after((4, 0), (2, 0)) == 6
    assert after((0, 0), (0, 0)) == 11 - 2


def test_leaving_the_map_notes_the_way() -> None:
    """[27.7, 18.4] In the truth and in every view: points are no secret."""
    position = sketch(
        ".A\n\n.\n\n.B", {"A": Counter(), "B": Counter("rifle", "red")}, exits={"enver": (0, 0)}, fog=True
    )
    state = umpire.apply(position.state, LeaveMap(0)).state
    assert (state.unit(0).cell, state.unit(0).status) == (position.at(0, 0), Status.ESCAPED)
    assert umpire.view(state, "red").unit(0) == state.unit(0)
    assert position.at(0, 0) not in state.forces.stacks()


@pytest.mark.parametrize(("cohesion", "points"), [(10, 3), (5, 3), (4, 0), (3, 0), (2, -4), (0, -4)])
def test_bands_of_cohesion(cohesion: int, points: int) -> None:
    """[27.2, 27.8] Three for five or more, four off for two or less, nothing between; who has left has none."""
    bands = (Award("cohesion", 3, faction="own", least=5), Award("cohesion", -4, faction="own", most=2))
    terms = Victory("enver", "red", 5, (9, 7, 4, 2), bands)
    counters = {"A": Counter(faction="own"), "B": Counter(faction="loyal")}
    position = sketch(".A  .B", counters, victory=terms, turns=1)
    bonds = replace(position.state.bonds, cohesion=(9, cohesion))
    assert closed(replace(position.state, bonds=bonds))[0].tally.points == points
    gone = replace(position.unit("A"), side="lokai")
    left = replace(position.state, bonds=bonds, forces=position.state.forces.with_unit(gone))
    assert closed(left)[0].tally.points == -4 and victory.bond(left, "own") == 0


def ended(position: Sketch, state: State | None = None) -> bool:
    return any(isinstance(e, GameEnded) for e in closed(state or position.state)[1])


def sudden(picture: str, counters: dict[str, Counter], **death: object) -> Sketch:
    """A position with one sudden death."""
    end = SuddenDeath("end", "red", -1, **death)  # type: ignore[arg-type]
    terms = Victory("enver", "red", 5, (9, 7, 4, 2), sudden=(end,))
    return sketch(picture, counters, victory=terms, exits={"enver": (0, 0), "red": (2, 0)})


@pytest.mark.parametrize(
    ("who", "men", "at", "over"),
    [
        ("A", 0, (), True),
        ("A", 0, ("x0",), True),
        ("A", 0, ("x1",), False),
        ("B", 0, (), False),
        ("enver", 250, (), True),
        ("enver", 251, (), False),
        ("enver", 250, ("x1",), False),
        ("red", 1, (), False),
    ],
)
def test_a_game_may_end_when_men_have_left(who: str, men: int, at: tuple[str, ...], over: bool) -> None:
    """[27.9] A unit by name, or so many men of a side; by any way, or by those named."""
    position = sudden(".A  .B", {"A": Counter(men=250), "B": Counter(men=250)}, gone=(who, men), at=at)
    assert not ended(position)
    state = evolve(position.state, UnitLeft(0, Status.ESCAPED, 0, 250, "off_map", position.at(0, 0)))
    assert ended(position, state) == over
    assert not ended(position, evolve(position.state, UnitLeft(0, Status.GONE, 0, 250, "destroyed")))


@pytest.mark.parametrize(("men", "hexes", "over"), [(400, 1, False), (401, 1, True), (401, 4, False), (801, 4, True)])
def test_a_siege_that_is_raised_ends_the_game(men: int, hexes: int, over: bool) -> None:
    """[27.9] Fewer than so many within some hexes."""
    counters = {"A": Counter(men=400), "B": Counter(men=400), "R": Counter("rifle", "red", 900)}
    position = sudden("TR  .   .B\n  .A  .   .", counters, raised=("enver", men, "t0", hexes))
    assert ended(position) == over


@pytest.mark.parametrize(("cohesion", "over"), [(1, False), (0, True)])
def test_a_faction_that_sinks_ends_the_game(cohesion: int, over: bool) -> None:
    """[27.9, 27.8] Together with any other condition."""
    position = sudden(".A  .", {"A": Counter(faction="own")}, sunk=("own", 0))
    state = replace(position.state, bonds=replace(position.state.bonds, cohesion=(cohesion,)))
    assert ended(position, state) == over
    both = sudden(".A  .", {"A": Counter(faction="own")}, sunk=("own", 0), fewer=("enver", 100))
    state = replace(both.state, bonds=replace(both.state.bonds, cohesion=(0,)))
    assert not ended(both, state)


def test_a_sudden_death_may_let_the_others_get_away() -> None:
    """[27.10] Two turns more, whatever holds then; a longer streak is needed first."""
    position = sudden(".A  .B", {"A": Counter(men=250), "B": Counter(men=250)}, fewer=("enver", 300), turns=2, delay=2)
    few = position.state.forces.with_unit(replace(position.unit("B"), men=10))
    state = replace(position.state, forces=few)
    after, streaks = state, []
    for turn in range(1, 5):
        assert after.outcome is None, turn
        after, _ = closed(replace(after, turn=turn, forces=state.forces if turn < 3 else position.state.forces))
        streaks.append(after.tally.streaks[0])
    assert streaks == [1, 2, 3, 4] and after.outcome is not None and after.outcome.cause == "end"
    once, _ = closed(state)
    spared, _ = closed(replace(once, forces=position.state.forces))
    assert spared.tally.streaks == (0,)
