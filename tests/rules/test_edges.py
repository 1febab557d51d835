"""Edges of the book: what is just allowed and just not, and what nobody thinks of until it happens."""

from dataclasses import replace

import pytest

from game import questions, umpire
from game.model.actions import Attack, HireGuides, Move, SetPosture
from game.model.bonds import Holding, Pasture, Realm
from game.model.events import AttackRefused, DepotChanged, GunsTaken, PostureSet, UnitFellBack
from game.model.forces import Forces, Posture
from game.model.ledger import Ledger
from game.model.scenario import Award, Victory
from game.model.scouting import Scouting
from game.model.state import State
from game.rules import sequence, victory
from tests.sketch import Counter, Sketch, sketch
from tests.worlds import SIDES, state_of, world_of

RED = Counter("rifle", "red")


def message(state: State, order: object) -> str:
    """Why an order is refused, or empty."""
    found = umpire.refusal(state, order)  # type: ignore[arg-type]
    return "" if found is None else found.message


def changed(position: Sketch, letter: str, **changes: object) -> State:
    """The position with one unit changed."""
    units = list(position.state.forces.units)
    number = position.n(letter)
    units[number] = replace(units[number], **changes)  # type: ignore[arg-type]
    return replace(position.state, forces=Forces(tuple(units)))


@pytest.mark.parametrize(("rifles", "reason"), [(390, ""), (391, "charge.horse")])
def test_half_the_power_must_charge(rifles: int, reason: str) -> None:
    """[16.8] 300 sabres are worth 390: with as many rifles they charge, with one more they do not."""
    counters = {"A": Counter("cavalry", "red", 300), "B": Counter("rifle", "red", rifles), "D": Counter()}
    position = sketch(".   .D  .\n  .A  .B", counters, acting="red")
    attack = Attack(position.at(2, 0), tuple(sorted((position.n("A"), position.n("B")))), charge=True)
    assert message(position.state, attack) == reason


def test_a_posture_is_an_order_only_if_it_is_another() -> None:
    """[21.2] And only those who could slip away may be told to evade."""
    state = sketch(".A  .B", {"A": Counter(), "B": Counter("drilled_foot")}).state
    for unit in (0, 1):
        assert message(state, SetPosture(unit, Posture.STAND)) == "posture.already"
        assert message(state, SetPosture(unit, Posture.LAST)) == ""
    assert message(state, SetPosture(0, Posture.EVADE)) == ""
    assert message(state, SetPosture(1, Posture.EVADE)) == "posture.slow"
    assert umpire.apply(state, SetPosture(0, Posture.EVADE)).events == (PostureSet(0, Posture.EVADE),)


@pytest.mark.parametrize(("guns", "mgs"), [(0, 2), (2, 0)])
def test_a_rout_leaves_half_of_either_arm(guns: int, mgs: int) -> None:
    """[17.4] Machine guns of a unit without guns as well."""
    drawing = ".   .   .   .   .\n  .   .   .   .\n.   .   .D  .   .\n  .   .A  .   .\n.   .   .   .   ."
    counters = {"A": Counter("cavalry", "red", 2400), "D": Counter("drilled_foot", men=400, guns=guns, mgs=mgs)}
    position = sketch(drawing, counters, acting="red", dice=(6, 6))
    step = umpire.apply(position.state, Attack(position.at(4, 1), (position.n("A"),)))
    assert GunsTaken(position.n("D"), guns // 2, mgs // 2, "red") in step.events


def test_together_means_two_or_more() -> None:
    """[14.10] Two of one hex go where the slower can; one alone, or two of two hexes, are no stack."""
    position = sketch(".A  .B  .\n  .   .   .\n.   .   .", {"A": Counter(), "B": Counter("drilled_foot")})
    state = changed(position, "B", cell=position.unit("A").cell)
    pair = (state.unit(0), state.unit(1))
    assert questions.reach_together(state, pair).keys() == umpire.reach(state, position.n("B")).keys() != set()
    assert questions.reach_together(state, pair[:1]) == {}
    assert questions.reach_together(position.state, position.state.forces.units) == {}


@pytest.mark.parametrize(("owner", "burnt"), [("red", True), ("enver", False)])
def test_a_march_burns_the_depot_it_rides_through(owner: str, burnt: bool) -> None:
    """[14.3, 6.4] Though it does not end there; its own it leaves alone."""
    position = sketch(".A\n\nT\n\n.", {"A": Counter()}, held={"t0": owner})
    state = replace(position.state, realm=Realm((Holding(owner, 0, owner, 1),)))
    step = umpire.apply(state, Move(0, (position.at(0, 1), position.at(0, 2))))
    assert (DepotChanged(0, "") in step.events) == burnt


def test_who_has_fought_hires_nobody() -> None:
    """[15.5]"""
    river = (0, 1, 0)
    position = sketch(".\n\n.A\n\nT", {"A": RED}, rivers={river: "major"}, acting="red", spate="great", loyalty=-1)
    assert message(position.state, HireGuides(0, 0)) == ""
    assert message(changed(position, "A", fought=True), HireGuides(0, 0)) == "guides.who"


@pytest.mark.parametrize(("row", "points"), [(1, 0), (2, 4)])
def test_a_leader_counts_out_of_enemy_zones(row: int, points: int) -> None:
    """[20.2] Free, with his men: not beside the enemy."""
    counters = {"E": Counter("leader", men=0, radius=1), "A": Counter(), "R": RED}
    position = sketch(".E\n\n.\n\n.R\n\n.\n\n.A", counters)
    state = changed(position, "R", cell=position.at(0, row))
    assert victory.worth(state, Award("leader", 4, leader="E", men=300)) == points


def test_the_broken_flee_from_enemies_not_from_friends() -> None:
    """[13.5, 21.2] Past their own men, away from the rifles."""
    position = sketch(".A\n\n.B\n\n.F\n\n.", {"A": RED, "B": Counter(morale=1), "F": Counter()}, dice=(6, 6))
    ledger = Ledger(position.state)
    sequence._begin_part(ledger, 0)
    fled = next(event for event in ledger.events if isinstance(event, UnitFellBack))
    assert (fled.unit, fled.route) == (position.n("B"), (position.at(0, 2), position.at(0, 3)))


@pytest.mark.parametrize(("dug", "fresh", "columns"), [(350, 350, -2), (349, 351, 0)])
def test_half_the_men_must_be_dug_in(dug: int, fresh: int, columns: int) -> None:
    """[16.4] Drilled men, half of them in their trenches: two; one man less: nothing."""
    counters = {"A": RED, "D": Counter("drilled_foot", men=dug, dug_in=True), "E": Counter("drilled_foot", men=fresh)}
    position = sketch(".D\n\n.A\n\n.E", counters, acting="red")
    state = changed(position, "E", cell=position.at(0, 0))
    outlook = umpire.forecast(state, Attack(position.at(0, 0), (position.n("A"),)))
    assert sum(shift.columns for shift in outlook.shifts) == columns


def test_neutrals_in_the_dark_are_no_danger() -> None:
    """[4.4, 4.9] Only men of enemies could fall on anybody."""
    counters = {"A": Counter(), "B": Counter("rifle", "red", 300), "C": Counter("rifle", "lokai", 200)}
    position = sketch(".A" + "\n\n." * 8 + "\n\n.B\n\n.C", counters, fog=True)
    seen = umpire.view(position.state, "enver")
    dark = sum(1 << position.at(0, row) for row in range(5, 11))
    assert questions.might_hide(seen, dark, "enver") == 300
    assert questions.might_hide(seen, 1 << position.unit("A").cell, "enver") == 0


@pytest.mark.parametrize(("fed", "lasts"), [(8, True), (7, True), (6, False)])
def test_a_depot_that_was_fed_lately_is_where_a_trace_begins(fed: int, lasts: bool) -> None:
    """[7.3, 7.6] Without a source a depot feeds two turns more; after that there is no way at all."""
    counters = {"g": Counter("garrison", "red", 60), "A": RED}
    position = sketch("Tg\n\n.\n\n.A", counters, held={"t0": "red"}, turn=9)
    state = replace(position.state, realm=Realm((Holding("red", 0, "red", fed),)))
    found = questions.trace(state, "red", position.unit("A").cell)
    assert found.fed == lasts
    assert found.path == (tuple(position.at(0, row) for row in range(3)) if lasts else ())
    assert [cut.cause for cut in found.cuts] == ([] if lasts else ["closed"])


def answers(state: State) -> list[object]:
    """All that is worked out from where the forces stand, and kept with them."""
    found: list[object] = []
    for side in SIDES:
        found += [questions.zones(state, side), questions.enemy_zones(state, side), questions.visible(state, side)]
        found += [questions.supply_lines(state, side), questions.supply_reach(state, side)]
    found += [questions.indoors(state), questions.harvest(state, 0), questions.exits(state, state.actor)]
    found += [questions.why_hungry(state, unit) for unit in state.forces.units]
    return found + [umpire.reach(state, unit.number) for unit in state.forces.of(state.actor)]


def test_what_is_remembered_is_of_one_war_one_sky_and_one_realm() -> None:
    """[5.1, 4.1, 7.1, 9.2, 10.1, 11.3, 14.4] The same men where they were: what else changes, changes the answers."""
    differ = [0] * 5
    for seed in range(40):
        state = state_of(world_of(seed))
        foggy = replace(state, scouting=Scouting(True, ((), (), ())))
        others = [
            replace(foggy, bonds=replace(state.bonds, hostile=())),
            replace(foggy, sky=replace(state.sky, weather="storm" if state.sky.weather != "storm" else "fair")),
            replace(foggy, realm=Realm(tuple(replace(h, holder="enver", depot="enver") for h in state.realm.holdings))),
            replace(foggy, pasture=Pasture(0, 0, state.scenario.board.ground)),
            replace(foggy, turn=foggy.turn + 3),
        ]
        first = answers(foggy)
        for number, other in enumerate(others):
            fresh = replace(other, forces=Forces(other.forces.units, other.forces.engaged))
            assert answers(other) == answers(fresh)
            differ[number] += answers(fresh) != first
        assert answers(foggy) == first == answers(replace(foggy, forces=Forces(foggy.forces.units)))
    assert min(differ) > 0, differ


@pytest.mark.parametrize(("row", "power"), [(2, 72), (1, 60), (0, 60)])
def test_the_guard_is_worth_more_with_its_chief_among_it(row: int, power: int) -> None:
    """[3.1] On its hex, not beside it."""
    counters = {
        "E": Counter("leader", men=0, radius=2, faction="own"),
        "G": Counter("guard_horse", men=60, faction="own"),
    }
    position = sketch(".E\n\n.\n\n.G\n\n.", counters)
    state = changed(position, "E", cell=position.at(0, row))
    assert questions.power(state, position.unit("G"), position.at(0, 3), attacking=True) == power


@pytest.mark.parametrize(("first", "second", "ways", "dice"), [(7, 5, 21, (3, 4)), (5, 7, 10, (2, 3))])
def test_of_two_as_large_the_first_decides_whether_they_go(
    first: int, second: int, ways: int, dice: tuple[int, int]
) -> None:
    """[16.10, 17.1] By its morale; what the forecast says, the fight does."""
    counters = {"A": Counter(morale=first), "B": Counter(morale=second), "D": Counter("rifle", "red", 2000, 0, 8)}
    for throw, goes in ((dice, True), ((dice[0], dice[1] + 1), False)):
        position = sketch(".A\n\n.D\n\n.B\n\n.", counters, dice=(*throw, 3, 4))
        attack = Attack(position.at(0, 1), (position.n("A"), position.n("B")))
        assert [(c.test, c.ways) for c in umpire.forecast(position.state, attack).tests] == [("resolve", ways)]
        step = umpire.apply(position.state, attack)
        assert any(isinstance(event, AttackRefused) for event in step.events) != goes


def test_terms_of_awards_are_known() -> None:
    """[20.1] An award of no known kind is a mistake of the scenario, and is told."""
    with pytest.raises(ValueError, match="unknown kind"):
        victory.worth(sketch(".", victory=Victory("enver", "red", 5, (9, 7, 4, 2))).state, Award("luck", 1))
