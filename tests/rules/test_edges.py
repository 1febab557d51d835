"""Edges of the book: what is just allowed and just not, and what nobody thinks of until it happens."""

from dataclasses import replace
from datetime import datetime

import pytest

from game import questions, umpire
from game.model.actions import Attack, HireGuides, Move, SetPosture
from game.model.bonds import Holding, Pasture, Realm
from game.model.events import (
    AmbushSprung,
    AttackRefused,
    DepotChanged,
    FightResolved,
    GunsTaken,
    MenLost,
    PostureSet,
    Rolled,
    UnitFellBack,
    UnitLeft,
)
from game.model.forces import Forces, Posture
from game.model.ledger import Ledger
from game.model.scenario import Award, Side, Victory
from game.model.scouting import Scouting
from game.model.state import State
from game.rules import forage, retreat, sequence, victory, want
from tests.rules.test_ambush import gorge, into
from tests.rules.test_stores import fought, town
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
    """[20.8] 300 sabres are worth 390: with as many rifles they charge, with one more they do not."""
    counters = {"A": Counter("cavalry", "red", 300), "B": Counter("rifle", "red", rifles), "D": Counter()}
    position = sketch(".   .D  .\n  .A  .B", counters, acting="red")
    attack = Attack(position.at(2, 0), tuple(sorted((position.n("A"), position.n("B")))), charge=True)
    assert message(position.state, attack) == reason


def test_a_posture_is_an_order_only_if_it_is_another() -> None:
    """[28.2] And only those who could slip away may be told to evade."""
    state = sketch(".A  .B", {"A": Counter(), "B": Counter("drilled_foot")}).state
    for unit in (0, 1):
        assert message(state, SetPosture(unit, Posture.STAND)) == "posture.already"
        assert message(state, SetPosture(unit, Posture.LAST)) == ""
    assert message(state, SetPosture(0, Posture.EVADE)) == ""
    assert message(state, SetPosture(1, Posture.EVADE)) == "posture.slow"
    assert umpire.apply(state, SetPosture(0, Posture.EVADE)).events == (PostureSet(0, Posture.EVADE),)


@pytest.mark.parametrize(("guns", "mgs"), [(0, 2), (2, 0)])
def test_a_rout_leaves_half_of_either_arm(guns: int, mgs: int) -> None:
    """[21.4] Machine guns of a unit without guns as well."""
    drawing = ".   .   .   .   .\n  .   .   .   .\n.   .   .D  .   .\n  .   .A  .   .\n.   .   .   .   ."
    counters = {"A": Counter("cavalry", "red", 2400), "D": Counter("drilled_foot", men=400, guns=guns, mgs=mgs)}
    position = sketch(drawing, counters, acting="red", dice=(6, 6))
    step = umpire.apply(position.state, Attack(position.at(4, 1), (position.n("A"),)))
    assert GunsTaken(position.n("D"), guns // 2, mgs // 2, "red") in step.events


def test_together_means_two_or_more() -> None:
    """[16.9] Two of one hex go where the slower can; one alone, or two of two hexes, are no stack."""
    position = sketch(".A  .B  .\n  .   .   .\n.   .   .", {"A": Counter(), "B": Counter("drilled_foot")})
    state = changed(position, "B", cell=position.unit("A").cell)
    pair = (state.unit(0), state.unit(1))
    assert questions.reach_together(state, pair).keys() == umpire.reach(state, position.n("B")).keys() != set()
    assert questions.reach_together(state, pair[:1]) == {}
    assert questions.reach_together(position.state, position.state.forces.units) == {}


@pytest.mark.parametrize(("owner", "burnt"), [("red", True), ("enver", False)])
def test_a_march_burns_the_depot_it_rides_through(owner: str, burnt: bool) -> None:
    """[16.3, 6.4] Though it does not end there; its own it leaves alone."""
    position = sketch(".A\n\nT\n\n.", {"A": Counter()}, held={"t0": owner})
    state = replace(position.state, realm=Realm((Holding(owner, 0, owner, 1),)))
    step = umpire.apply(state, Move(0, (position.at(0, 1), position.at(0, 2))))
    assert (DepotChanged(0, "") in step.events) == burnt


def test_who_has_fought_hires_nobody() -> None:
    """[18.5]"""
    river = (0, 1, 0)
    position = sketch(".\n\n.A\n\nT", {"A": RED}, rivers={river: "major"}, acting="red", spate="great", loyalty=-1)
    assert message(position.state, HireGuides(0, 0)) == ""
    assert message(changed(position, "A", fought=True), HireGuides(0, 0)) == "guides.who"


@pytest.mark.parametrize(("row", "points"), [(1, 0), (2, 4)])
def test_a_leader_counts_out_of_enemy_zones(row: int, points: int) -> None:
    """[27.2] Free, with his men: not beside the enemy."""
    counters = {"E": Counter("leader", men=0, radius=1), "A": Counter(), "R": RED}
    position = sketch(".E\n\n.\n\n.R\n\n.\n\n.A", counters)
    state = changed(position, "R", cell=position.at(0, row))
    assert victory.worth(state, Award("leader", 4, leader="E", men=300)) == points


def test_the_broken_flee_from_enemies_not_from_friends() -> None:
    """[14.5, 28.2] Past their own men, away from the rifles."""
    position = sketch(".A\n\n.B\n\n.F\n\n.", {"A": RED, "B": Counter(morale=1), "F": Counter()}, dice=(6, 6))
    ledger = Ledger(position.state)
    sequence._begin_part(ledger, 0)
    fled = next(event for event in ledger.events if isinstance(event, UnitFellBack))
    assert (fled.unit, fled.route) == (position.n("B"), (position.at(0, 2), position.at(0, 3)))


@pytest.mark.parametrize(("dug", "fresh", "columns"), [(350, 350, -2), (349, 351, 0)])
def test_half_the_men_must_be_dug_in(dug: int, fresh: int, columns: int) -> None:
    """[20.4] Drilled men, half of them in their trenches: two; one man less: nothing."""
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
    """[8.3, 8.6] Without a source a depot feeds two turns more; after that there is no way at all."""
    counters = {"g": Counter("garrison", "red", 60), "A": RED}
    position = sketch("Tg\n\n.\n\n.A", counters, held={"t0": "red"}, turn=9)
    state = replace(position.state, realm=Realm((Holding("red", 0, "red", fed),)))
    found = questions.trace(state, "red", position.unit("A").cell)
    assert found.fed == lasts
    assert found.path == (tuple(position.at(0, row) for row in range(3)) if lasts else ())
    assert [cut.cause for cut in found.cuts] == ([] if lasts else ["closed"])


def test_what_is_remembered_of_a_siege_is_of_its_day_alone() -> None:
    """[11.1, 8.1] The same men, another holder, peace, ground that is grazed bare: another answer."""
    state = town("y", garrison=Counter("militia", "red", 1500)).state
    assert questions.indoors(state)
    assert not questions.indoors(replace(state, realm=Realm((replace(state.realm.holdings[0], holder=""),))))
    assert not questions.indoors(replace(state, bonds=replace(state.bonds, hostile=())))
    assert questions.indoors(state)
    few = town("y", garrison=Counter("militia", "red", 700)).state
    assert not questions.indoors(few)
    assert questions.indoors(replace(few, pasture=Pasture(0, 0, few.scenario.board.ground)))


@pytest.mark.parametrize("hunger", [0, 1, 2])
def test_empty_stores_are_a_failed_check(hunger: int) -> None:
    """[11.2, 12.1] One rung down from wherever the men stand."""
    position = fought(town("y", bread=1), hunger=hunger)
    empty = replace(position.state.realm.holdings[0], stores=0)
    state = replace(position.state, realm=Realm((empty, *position.state.realm.holdings[1:])))
    assert want.fare(state, state.unit(position.n("G"))).hunger == hunger + 1


def test_ground_that_can_be_grazed_no_more_is_worn_no_longer() -> None:
    """[10.6] A new month begins with a clean slate, though the ground cannot get worse."""
    position = sketch(".A  .\n  .   .", {"A": Counter(men=30)}, start=datetime(1921, 12, 29), days=4, turn=2)
    cell = 1 << position.at(2, 0)
    ledger = Ledger(replace(position.state, pasture=Pasture(cell, 0, cell)))
    forage.turn_pastures(ledger)
    assert ledger.state.pasture == Pasture(0, 0, cell)


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
    """[5.1, 4.1, 8.1, 10.2, 11.1, 12.3, 16.4] The same men where they were: what else changes, changes the answers."""
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
    """[20.10, 21.1] By its morale; what the forecast says, the fight does."""
    counters = {"A": Counter(morale=first), "B": Counter(morale=second), "D": Counter("rifle", "red", 2000, 0, 8)}
    for throw, goes in ((dice, True), ((dice[0], dice[1] + 1), False)):
        position = sketch(".A\n\n.D\n\n.B\n\n.", counters, dice=(*throw, 3, 4))
        attack = Attack(position.at(0, 1), (position.n("A"), position.n("B")))
        assert [(c.test, c.ways) for c in umpire.forecast(position.state, attack).tests] == [("resolve", ways)]
        step = umpire.apply(position.state, attack)
        assert any(isinstance(event, AttackRefused) for event in step.events) != goes


@pytest.mark.parametrize(("throw", "outcome"), [((6, 6), "DX"), ((5, 6), "DR")])
def test_a_rout_puts_a_leader_at_risk_however_few_were_lost(throw: tuple[int, int], outcome: str) -> None:
    """[13.3, 21.4] Under a fifth of the men lost: with those who rout he rolls, with those who fall back not."""
    counters = {"A": Counter("cavalry", "red", 930), "D": Counter(men=1000), "L": Counter("leader", men=0, radius=1)}
    drawing = ".   .   .   .L  .\n  .   .   .   .\n.   .   .D  .   .\n  .   .A  .   .\n.   .   .   .   ."
    position = sketch(drawing, counters, acting="red", dice=(*throw, 6, 6))
    state = changed(position, "L", cell=position.unit("D").cell)
    step = umpire.apply(state, Attack(position.at(4, 1), (position.n("A"),)))
    assert [event.outcome for event in step.events if isinstance(event, FightResolved)] == [outcome]
    lost = sum(event.men for event in step.events if isinstance(event, MenLost) and event.unit == position.n("D"))
    assert 0 < lost < 200
    assert any(isinstance(event, Rolled) and event.cause == "fate" for event in step.events) == (outcome == "DX")


@pytest.mark.parametrize("held", [{"t0": "enver"}, {"t1": "enver"}, {}])
@pytest.mark.parametrize("supplied", [None, (0, 4), (8, 4)])
def test_the_beaten_make_for_their_own(held: dict[str, str], supplied: tuple[int, int] | None) -> None:
    """[17.1] For their towns and their sources, to the west or to the east; to neither if they have none."""
    row = ".   .   .   .   .\n  .   .   .   .\n"
    drawing = ".   .   .X  .   .\n  .   .   .   .\n.   .   .D  .   .\n  .   .   .   .\n" + row
    drawing += "T   .   .   .   T\n  .   .   .   .\n" + row
    counters = {"D": Counter("drilled_foot"), "X": RED}
    suppliers = {"enver": supplied} if supplied else None
    position = sketch(drawing, counters, held=held, suppliers=suppliers)
    route = retreat.way_back(position.state, position.unit("D"), 3, (position.unit("X").cell,))
    grid = position.state.scenario.board.grid
    east = grid.column_row(route[-1])[0] - 4
    wished = {cell[0] - 4 for cell in [{"t0": (0, 3), "t1": (8, 3)}[name] for name in held] + [supplied] if cell}
    if len(wished) == 1:
        assert east * wished.pop() > 0
    assert len(route) == 3


@pytest.mark.parametrize("attacking", [True, False])
def test_the_power_of_cars_is_that_of_their_machines(attacking: bool) -> None:
    """[3.1] Whatever their crew; nothing without one."""
    cars = sketch(".A\n\n.", {"A": Counter("armoured_car", "red", 12)})
    unit = cars.unit("A")
    assert questions.power(cars.state, unit, cars.at(0, 1), attacking=attacking) == 120
    assert questions.power(cars.state, replace(unit, men=0), cars.at(0, 1), attacking=attacking) == 0
    assert questions.power(cars.state, replace(unit, hunger=2), cars.at(0, 1), attacking=attacking) == 72


def test_a_side_is_recalled_once_though_it_has_more_to_give() -> None:
    """[27.4] The second time the purse is empty nobody goes."""
    position = sketch(".A  .B", {"A": RED, "B": RED}, purse=0)
    sides = (Side("red", "red", recall=("B", "A")), *position.state.scenario.sides[1:])
    ledger = Ledger(replace(position.state, scenario=replace(position.state.scenario, sides=sides)))
    victory.close_turn(ledger)
    assert [event.unit for event in ledger.events if isinstance(event, UnitLeft)] == [position.n("B")]
    again = Ledger(replace(ledger.state, bonds=replace(ledger.state.bonds, purse=(0, 0, 0)), agenda=()))
    victory.close_turn(again)
    assert not [event for event in again.events if isinstance(event, UnitLeft)]


def test_without_points_there_is_not_even_one_hex() -> None:
    """[16.1] Boats where a week is too short for them do not move."""
    position = sketch(
        ".A\n\n.\n\n.", {"A": Counter("flotilla", "red", 40, 2)}, scale="3km", acting="red",
        rivers={(0, 0, d): "major" for d in (3,)} | {(0, 1, 3): "major"},
    )  # fmt: skip
    assert message(position.state, Move(0, (position.at(0, 1),))) == "move.points"
    assert umpire.reach(position.state, 0) == {}


def test_ford_men_lead_nobody_off_the_map() -> None:
    """[18.5] Where there is no ground beyond the water there is nothing to hire them for."""
    position = sketch("#\n\n.A\n\nT", {"A": RED}, rivers={(0, 1, 0): "major"}, acting="red", spate="great", loyalty=-1)
    assert message(position.state, HireGuides(0, 0)) == "guides.river"


def test_one_hex_of_escape_is_enough() -> None:
    """[20.9, 17.1] Riders with their backs to the edge of the map slip away a single hex."""
    position = sketch(
        ".\n\n.D\n\n.A", {"A": Counter("cavalry", "red"), "D": Counter(posture=Posture.EVADE)}, acting="red",
        dice=(6, 6),
    )  # fmt: skip
    step = umpire.apply(position.state, Attack(position.at(0, 1), (position.n("A"),)))
    assert UnitFellBack(position.n("D"), (position.at(0, 0),), "evade") in step.events


def test_those_who_eat_stores_do_not_graze() -> None:
    """[10.4, 11.2] The fields of a town that is shut in stay as they are."""
    state = town("y", garrison=Counter("militia", "red", 1500)).state
    inside = questions.indoors(state)
    garrison = next(unit for unit in state.forces.units if unit.side == "red")
    assert inside == 1 << garrison.cell
    assert garrison.number in questions.harvest(state, 0).missing
    fed = questions.harvest(state, inside)
    assert garrison.number not in fed.missing and garrison.cell not in fed.eaten


def test_a_march_into_hiding_enemies_is_ambushed_in_the_same_order() -> None:
    """[28.6, 23.1] The truth stops the march, and may fall on it."""
    step = into(gorge(dice=(1, 3, 4)))
    assert any(isinstance(event, AmbushSprung) for event in step.events)


@pytest.mark.parametrize(("ground", "shelter"), [("T", [("town", -1)]), ("F", [("town", -1)]), ("V", [])])
def test_a_town_shelters(ground: str, shelter: list[tuple[str, int]]) -> None:
    """[20.4] By one; a village does not."""
    position = sketch(f"{ground}D\n\n.A", {"A": RED, "D": Counter()}, acting="red")
    outlook = umpire.forecast(position.state, Attack(position.at(0, 0), (position.n("A"),)))
    assert [(shift.reason, shift.columns) for shift in outlook.shifts] == shelter


@pytest.mark.parametrize(("hunger", "power"), [(0, 400), (1, 320), (2, 240), (3, 180), (4, 180), (9, 180)])
def test_hunger_ends_at_starving(hunger: int, power: int) -> None:
    """[3.4, 12.1] There is no rung below the lowest."""
    position = sketch(".A\n\n.", {"A": Counter("rifle", "red", hunger=hunger)})
    assert questions.power(position.state, position.unit("A"), position.at(0, 1), attacking=True) == power


@pytest.mark.parametrize(("morale", "attack", "defence"), [(7, 400, 480), (5, 320, 432), (3, 240, 288), (2, 100, 120)])
def test_power_goes_with_the_state_of_mind(morale: int, attack: int, defence: int) -> None:
    """[3.4, 14.1] The shaken attack with less than they defend with; what would not attack is worth what it defends."""
    position = sketch(".A\n\n.", {"A": Counter("rifle", "red", morale=morale)})
    powers = [
        questions.power(position.state, position.unit("A"), position.at(0, 1), attacking=a) for a in (True, False)
    ]
    assert powers == [attack, defence]


def test_terms_of_awards_are_known() -> None:
    """[27.1] An award of no known kind is a mistake of the scenario, and is told."""
    with pytest.raises(ValueError, match="unknown kind"):
        victory.worth(sketch(".", victory=Victory("enver", "red", 5, (9, 7, 4, 2))).state, Award("luck", 1))
