"""Chapter 15: who is of a faction, how far it obeys, what works on it and how that is weighed."""

from dataclasses import replace
from itertools import product
from math import isqrt

import pytest

from game import questions, umpire
from game.model import events as e
from game.model.actions import Attack, Drill, Gift, LeaveMap, Move, MoveTogether
from game.model.agenda import BeginPart, EndTurn, SettleBonds
from game.model.board import Place
from game.model.bonds import Holding, Realm
from game.model.cards import Card
from game.model.court import Cause, Court
from game.model.dice import Scripted, Seeded
from game.model.evolve import evolve
from game.model.forces import Posture
from game.model.ledger import Ledger
from game.model.scenario import Exit
from game.model.state import State
from game.rules import cohesion, odds, ranks, sequence, views
from tests.rules.coalition_ground import LOKAI, OWN, SURKHAN, coalition, scripted
from tests.sketch import Sketch

PAIRS = tuple(product(range(1, 7), repeat=2))
"""All throws of two dice."""

QUIET = (1, 1) * 12
"""Dice on which no test fails."""


def at(state: State, faction: int, number: int) -> State:
    """The same position with another cohesion of a faction."""
    old = state.bonds.cohesion
    return replace(state, bonds=replace(state.bonds, cohesion=(*old[:faction], number, *old[faction + 1 :])))


def strained(state: State, *causes: Cause) -> State:
    """The same position with these causes gathered."""
    return replace(state, court=replace(state.court, causes=causes))


def settled(state: State, *dice: int) -> Ledger:
    """What the end of the turn makes of the factions, with these dice."""
    ledger = Ledger(replace(state, dice=Scripted(dice)))
    cohesion.settle(ledger)
    return ledger


def changes(ledger: Ledger) -> list[tuple[int, int, tuple[str, ...]]]:
    """Whose cohesion changed, by how much and why."""
    return [(c.faction, c.by, c.causes) for c in ledger.events if isinstance(c, e.CohesionChanged)]


def refused(state: State, action: object) -> str:
    """The message id of a refusal, empty if there is none."""
    found = umpire.refusal(state, action)  # type: ignore[arg-type]
    return found.message if found is not None else ""


def ground(**how: object) -> Sketch:
    """Two bands of the Lokai at home, one of Surkhan at home, the guard in the town."""
    places = {"E": (4, 1), "G": (4, 1), "K": (1, 1), "a": (1, 1), "b": (2, 1), "s": (5, 1), "S": (5, 1), "R": (3, 0)}
    return coalition(places, **how)  # type: ignore[arg-type]


def with_town(state: State, column: int, row: int, holder: str) -> State:
    """The same position with one town more, held by a side."""
    board = state.scenario.board
    place = Place("home-town", "Home town", board.grid.cell(column, row), "town")
    scenario = replace(state.scenario, board=replace(board, places=(*board.places, place)))
    return replace(state, scenario=scenario, realm=Realm((*state.realm.holdings, Holding(holder))))


def test_the_bands_that_ride_with_their_side_are_a_factions_men() -> None:
    """[15.1] Not its chief, not those who went over, nor anybody once it has left."""
    made = ground()
    assert [unit.number for unit in questions.faction_bands(made.state, LOKAI)] == [made.n("a"), made.n("b")]
    assert questions.faction_of(made.state, made.unit("a")) == LOKAI
    assert questions.faction_of(made.state, made.unit("G")) == ranks.NOBODY
    turned = evolve(made.state, e.UnitTurned(made.n("a"), "lokai"))
    assert [unit.number for unit in questions.faction_bands(turned, LOKAI)] == [made.n("b")]
    assert questions.faction_of(turned, turned.unit(made.n("a"))) == ranks.NOBODY
    left = evolve(made.state, e.FactionLeft(LOKAI, "", "home"))
    assert not questions.in_ranks(left, LOKAI) and questions.faction_bands(left, LOKAI) == ()
    assert not questions.in_ranks(made.state, OWN)


@pytest.mark.parametrize("modifier", range(-3, 4))
@pytest.mark.parametrize("now", range(11))
def test_chances_told_are_those_of_the_dice(now: int, modifier: int) -> None:
    """[15.2, 15.14] All 36 throws, as they are thrown at the end of a turn, against the chance that is told."""
    state = strained(at(ground().state, LOKAI, now), Cause(LOKAI, "retreat", 0, modifier))
    state = replace(state, court=replace(state.court, lifts=(0, 1, 0)))
    failed = 0
    for pair in PAIRS:
        ledger = settled(state, *pair)
        failed += sum(pair) > now + 3 + modifier
        assert changes(ledger) == ([(LOKAI, -1, ("retreat",))] if sum(pair) > now + 3 + modifier and now else [])
    assert failed == questions.fails(state, LOKAI, modifier)


def test_fails_of_36() -> None:
    """[15.2] The row that the design prints."""
    state = ground().state
    assert [questions.fails(at(state, LOKAI, n), LOKAI) for n in (8, 7, 6, 5, 4, 3)] == [1, 3, 6, 10, 15, 21]


@pytest.mark.parametrize(("now", "modifier"), [(6, 0), (6, -2), (5, 1), (3, -1)])
def test_twenty_thousand_tests(now: int, modifier: int) -> None:
    """[15.2] As many fail as was told, within four deviations."""
    draws = 20_000
    state = replace(at(ground().state, LOKAI, now), dice=Seeded(15))
    ledger = Ledger(state)
    failed = sum(cohesion.fails(ledger, LOKAI, "gift", modifier) for _ in range(draws))
    ways = questions.fails(state, LOKAI, modifier)
    assert abs(failed * 36 - draws * ways) <= 4 * isqrt(draws * ways * (36 - ways))


@pytest.mark.parametrize(
    ("now", "band"), [(10, "sworn"), (8, "sworn"), (7, "willing"), (5, "willing"), (4, "sullen"), (3, "sullen"),
                      (2, "ripe"), (0, "ripe")]
)  # fmt: skip
def test_bands_of_obedience(now: int, band: str) -> None:
    """[15.3]"""
    assert questions.standing(at(ground().state, LOKAI, now), LOKAI) == band


def test_the_ripe_march_only_toward_home() -> None:
    """[15.3] Nearer to it, or in it; alone or with others; and not off the map.  What is offered is what is allowed."""
    made = coalition({"a": (4, 0), "s": (4, 0), "R": (0, 3)}, cohesion=(10, 2, 7))
    ripe, a, s = made.state, made.n("a"), made.n("s")
    assert refused(ripe, Move(a, (made.at(5, 0),))) == "obey.ripe"
    assert refused(ripe, Move(a, (made.at(4, 1),))) == "obey.ripe"  # no nearer
    assert refused(ripe, Move(a, (made.at(3, 0),))) == ""
    assert refused(ripe, MoveTogether(tuple(sorted((a, s))), (made.at(5, 0),))) == "obey.ripe"
    assert refused(ripe, Move(s, (made.at(5, 0),))) == ""
    ends = {ripe.scenario.board.grid.column_row(cell)[0] for cell in umpire.reach(ripe, a)}
    assert ends <= {0, 1, 2, 3} and 3 in ends
    assert set(umpire.reach(ripe, a)) < set(umpire.reach(at(ripe, LOKAI, 3), a))
    assert all(refused(ripe, Move(a, way.cells)) == "" for way in umpire.reach(ripe, a).values())
    inside = coalition({"a": (1, 1), "R": (6, 3)}, cohesion=(10, 0, 7))
    assert refused(inside.state, Move(inside.n("a"), (inside.at(0, 1),))) == ""
    assert refused(inside.state, Move(inside.n("a"), (inside.at(2, 1), inside.at(3, 1)))) == "obey.ripe"


def test_who_goes_home_does_not_leave_the_map() -> None:
    """[15.3]"""
    made = coalition({"a": (1, 1), "R": (6, 3)}, cohesion=(10, 2, 7))
    board = made.state.scenario.board
    gate = replace(board, places=(*board.places, Place("gate", "Gate", made.at(1, 1), "camp")))
    scenario = replace(made.state.scenario, board=gate, exits=(Exit("enver", "gate"),))
    state = replace(made.state, scenario=scenario, realm=Realm((*made.state.realm.holdings, Holding())))
    assert refused(state, LeaveMap(made.n("a"))) == "obey.ripe"
    assert refused(at(state, LOKAI, 3), LeaveMap(made.n("a"))) == ""


def test_the_hungry_of_a_sullen_faction_march_only_toward_home() -> None:
    """[15.3] Those who are fed go anywhere; so do the hungry of a willing one."""
    made = coalition({"a": (4, 0), "R": (0, 3)}, cohesion=(10, 4, 7))
    away = Move(made.n("a"), (made.at(5, 0),))
    hungry = evolve(made.state, e.WantChanged(made.n("a"), 1))
    assert refused(made.state, away) == ""
    assert refused(hungry, away) == "obey.hungry"
    assert refused(at(hungry, LOKAI, 5), away) == ""


@pytest.mark.parametrize(("now", "message"), [(5, ""), (4, "obey.attack"), (2, "obey.attack")])
def test_the_sullen_attack_nobody_outside_their_home(now: int, message: str) -> None:
    """[15.3] From home or not, it is the hex attacked that counts."""
    made = coalition({"a": (2, 1), "R": (3, 1)}, cohesion=(10, now, 7))
    attack = Attack(made.at(3, 1), (made.n("a"),))
    assert refused(made.state, attack) == message
    assert (attack in list(umpire.legal(made.state))) == (not message)
    within = coalition({"a": (3, 1), "R": (2, 1)}, cohesion=(10, now, 7))
    assert refused(within.state, Attack(within.at(2, 1), (within.n("a"),))) == ""


def test_the_sullen_count_half_against_a_town() -> None:
    """[15.3] In the forecast and so in the fight; on open ground they count whole."""
    made = coalition({"a": (1, 1), "R": (2, 1)}, cohesion=(10, 4, 7))
    town = with_town(made.state, 2, 1, "red")
    attack = Attack(made.at(2, 1), (made.n("a"),))
    sullen, willing = odds.forecast(town, attack).attacker, odds.forecast(at(town, LOKAI, 5), attack).attacker
    assert sullen == willing // 2 > 0
    assert odds.forecast(made.state, attack).attacker == odds.forecast(at(made.state, LOKAI, 5), attack).attacker


def test_one_cause_brings_one_test_and_changes_add_up() -> None:
    """[15.4]"""
    ledger = Ledger(ground().state)
    for _ in range(2):
        cohesion.strain(ledger, LOKAI, "retreat")
        cohesion.strain(ledger, LOKAI, "drilled", -1)
        cohesion.strain(ledger, OWN, "retreat")
    assert ledger.state.court.causes == (
        Cause(LOKAI, "retreat"), Cause(LOKAI, "drilled", -1), Cause(LOKAI, "drilled", -1),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("causes", "dice", "by", "reasons"),
    [
        ((Cause(1, "drilled", -1), Cause(1, "rout", -1), Cause(1, "bled", -1)), (), -2, ("drilled", "rout", "bled")),
        ((Cause(1, "drilled", -1), Cause(1, "retreat")), (6, 6), -2, ("drilled", "retreat")),
        ((Cause(1, "drilled", -1), Cause(1, "retreat")), (1, 1), -1, ("drilled",)),
        ((Cause(1, "gift", 1), Cause(1, "victory", 1)), (), 1, ("gift", "victory")),
        ((Cause(1, "gift", 1), Cause(1, "rout", -1)), (), 0, ()),
        ((Cause(1, "victory", 1), Cause(1, "rout", -1), Cause(1, "bled", -1)), (), -1, ("rout", "bled")),
    ],
)
def test_the_sum_of_a_turn_is_held(
    causes: tuple[Cause, ...], dice: tuple[int, ...], by: int, reasons: tuple[str, ...]
) -> None:
    """[15.4] One up or two down, with the reasons of what prevailed; then all causes are forgotten."""
    ledger = settled(strained(ground().state, *causes), *dice)
    assert changes(ledger) == ([(LOKAI, by, reasons)] if by else [])
    assert ledger.state.court.causes == () and ledger.state.bonds.cohesion == (10, 6 + by, 7)


def test_tests_of_a_turn_are_thrown_at_the_same_cohesion() -> None:
    """[15.4] Each roll says whose it is and why; of two sums of 10 at cohesion 6 both fail, not one."""
    ledger = settled(strained(ground().state, Cause(1, "retreat"), Cause(1, "stranger", 0, -1)), 4, 6, 4, 6)
    rolls = [event.cause for event in ledger.events if isinstance(event, e.Rolled)]
    assert rolls == ["cohesion:lokai:retreat", "cohesion:lokai:stranger"]
    assert changes(ledger) == [(LOKAI, -2, ("retreat", "stranger"))]


def test_the_causes_are_weighed_when_all_parts_are_over() -> None:
    """[15.4] And before the towns and the reckoning of the turn."""
    made = ground(dice=QUIET)
    state = replace(made.state, agenda=(BeginPart(3),))
    ledger = Ledger(strained(state, Cause(LOKAI, "gift", 1)))
    sequence.settle(ledger)
    kinds = [type(event) for event in ledger.events]
    queued = next(event for event in ledger.events if isinstance(event, e.Queued))
    assert queued.tasks == (SettleBonds(), EndTurn())
    assert kinds.index(e.CohesionChanged) < kinds.index(e.TurnBegan)


@pytest.mark.parametrize(
    ("now", "causes", "by"),
    [
        (9, (Cause(1, "gift", 1),), 0),
        (8, (Cause(1, "gift", 1),), 1),
        (10, (), -1),
        (10, (Cause(1, "gift", 1),), -1),
        (10, (Cause(1, "rout", -1),), -2),
        (0, (Cause(1, "rout", -1),), 0),
    ],
)
def test_nobody_rises_above_his_ceiling(now: int, causes: tuple[Cause, ...], by: int) -> None:
    """[15.5] The ceiling of the Lokai is 9; above it they fall by one, gift or no gift; nobody falls below nought."""
    found = changes(settled(strained(at(ground().state, LOKAI, now), *causes), *QUIET))
    assert [(faction, change) for faction, change, _ in found] == ([(LOKAI, by)] if by else [])


def test_envy_counts_regiments() -> None:
    """[15.6] One each for the Lokai, one for every two for Surkhan; two companies may count as one; lifts count."""
    state = ground().state

    def tops(raised: int, **court: object) -> tuple[int, int]:
        there = replace(state, court=Court(raised=raised, **court))  # type: ignore[arg-type]
        return questions.ceiling(there, LOKAI), questions.ceiling(there, SURKHAN)

    assert [tops(n) for n in range(5)] == [(9, 10), (8, 10), (7, 9), (6, 9), (5, 8)]
    assert tops(2, lifts=(0, 1, -1)) == (8, 8) and tops(0, lifts=(0, 5, 5)) == (10, 10) and tops(20)[0] == 0
    training = state.scenario.training
    assert training is not None
    state = replace(state, scenario=replace(state.scenario, training=replace(training, regiment=2)))
    assert [tops(n) for n in (1, 2, 4)] == [(9, 10), (8, 10), (7, 9)]


def drill_ground(faction: str = "a") -> Sketch:
    """A cadre with a band in the town."""
    return coalition({"E": (4, 1), "C": (4, 1), faction: (4, 1), "R": (0, 3)})


@pytest.mark.parametrize(
    ("band", "causes"),
    [
        ("a", (Cause(1, "drilled", -1), Cause(1, "regiment", 0, -2), Cause(2, "rival_drilled"))),
        ("s", (Cause(1, "rival_drilled"), Cause(1, "regiment", 0, -2), Cause(2, "drilled", -1))),
    ],
)
def test_drill_works_on_its_faction_on_rivals_and_on_the_jealous(band: str, causes: tuple[Cause, ...]) -> None:
    """[15.7, 15.14] As it is told before."""
    made = drill_ground(band)
    order = Drill(made.n("C"), (made.n(band),))
    told = questions.at_stake(made.state, order)
    state = umpire.apply(made.state, order).state
    assert state.court.causes == told == causes
    assert [questions.fails(made.state, c.faction, c.modifier) for c in told if not c.by] == [
        questions.fails(state, c.faction, c.modifier) for c in told if not c.by
    ]


def test_a_drill_that_leaves_somebody_above_his_ceiling_says_so() -> None:
    """[15.6, 15.14]"""
    made = drill_ground("s")
    order = Drill(made.n("C"), (made.n("s"),))
    assert Cause(LOKAI, "ceiling", -1) in questions.at_stake(at(made.state, LOKAI, 9), order)
    assert Cause(LOKAI, "ceiling", -1) not in questions.at_stake(at(made.state, LOKAI, 8), order)


@pytest.mark.parametrize(
    ("turn", "now", "cell", "tested"),
    [(2, 6, (3, 0), True), (2, 5, (3, 0), True), (3, 6, (3, 0), False), (2, 8, (3, 0), False), (2, 4, (3, 0), False),
     (2, 6, (2, 0), False)],
)  # fmt: skip
def test_the_willing_are_tested_abroad_each_second_turn(
    turn: int, now: int, cell: tuple[int, int], tested: bool
) -> None:
    """[15.8] With more than half of their men: the 300 at home are the fewer of 800."""
    made = coalition({"a": cell, "b": (1, 1), "R": (6, 3)}, cohesion=(10, now, 7), turn=turn)
    found = [cause for cause in questions.of_the_state(made.state, LOKAI) if cause.cause == "abroad"]
    assert found == ([Cause(LOKAI, "abroad", 0, 1)] if tested else [])


def test_half_of_the_men_are_not_more_than_half() -> None:
    """[15.8]"""
    made = coalition({"a": (3, 0), "b": (1, 1), "R": (6, 3)}, men={"a": 400, "b": 400})
    assert not questions.abroad(made.state, LOKAI)
    assert questions.abroad(evolve(made.state, e.MenLost(made.n("b"), 1, 0, 0, "want")), LOKAI)


@pytest.mark.parametrize(
    ("stack", "now", "causes"),
    [
        ("aS", 9, (Cause(1, "stranger", 0, -1),)),
        ("aE", 7, (Cause(1, "foreigner"),)),
        ("aE", 8, ()),
        ("aES", 6, (Cause(1, "stranger", 0, -1),)),
        ("aKE", 6, ()),
        ("ab", 6, ()),
        ("aG", 6, ()),
        ("asK", 6, (Cause(2, "stranger", 0, -1),)),
    ],
)
def test_marches_under_other_chiefs(stack: str, now: int, causes: tuple[Cause, ...]) -> None:
    """[15.9, 15.14] Told before, and once a turn."""
    made = coalition(dict.fromkeys(stack, (3, 1)) | {"R": (6, 3)}, cohesion=(10, now, 7))
    numbers = tuple(sorted(made.n(letter) for letter in stack))
    order = MoveTogether(numbers, (made.at(3, 0),))
    assert questions.at_stake(made.state, order) == causes
    after = umpire.apply(made.state, order).state
    assert after.court.causes == causes
    again = MoveTogether(numbers, (made.at(3, 1),))
    assert questions.at_stake(after, again) == ()
    assert umpire.apply(after, again).state.court.causes == causes
    assert umpire.apply(made.state, Move(made.n("a"), (made.at(3, 0),))).state.court.causes == ()


def fight(dice: tuple[int, ...], *, red: int = 400, **how: object) -> tuple[Sketch, Ledger]:
    """The Lokai and Surkhan attack a Red battalion together; the answer as a ledger."""
    made = coalition(
        {"a": (2, 1), "s": (2, 0), "R": (3, 0)},
        men={"a": 700, "s": 700, "R": red},
        dice=dice,
        **how,  # type: ignore[arg-type]
    )
    step = umpire.apply(made.state, Attack(made.at(3, 0), tuple(sorted((made.n("a"), made.n("s"))))))
    ledger = Ledger(step.state)
    ledger.events += step.events
    return made, ledger


def outcome(ledger: Ledger) -> str:
    """How the fight of an answer ended."""
    return next(event.outcome for event in ledger.events if isinstance(event, e.FightResolved))


@pytest.mark.parametrize("red", [400, 200])
def test_a_victory_is_shared(red: int) -> None:
    """[15.11] Over 300 or more it raises; a smaller one counts as a share all the same."""
    _, ledger = fight((6, 6), red=red)
    assert outcome(ledger) in ("DR", "DX")
    assert {event.faction for event in ledger.events if isinstance(event, e.VictoryShared)} == {LOKAI, SURKHAN}
    raised = (Cause(LOKAI, "victory", 1), Cause(SURKHAN, "victory", 1)) if red >= 300 else ()
    assert ledger.state.court.causes == raised
    assert ledger.state.court.won[1:] == (3, 3)


@pytest.mark.parametrize(
    ("result", "cause"), [("AR", Cause(1, "retreat")), ("AX", Cause(1, "rout", -1)), ("AS", None), ("C", None)]
)
def test_retreats_and_routs_are_shared(result: str, cause: Cause | None) -> None:
    """[15.10] A rout is not charged as a retreat too; who is only stopped has not retreated."""
    for red, throw in product((900, 1300), range(2, 13)):
        _, ledger = fight((min(throw - 1, 6), throw - min(throw - 1, 6), *QUIET), red=red)
        found = [event.outcome for event in ledger.events if isinstance(event, e.FightResolved)]
        if found == [result]:
            causes = [c for c in ledger.state.court.causes if c.cause != "bled"]
            assert causes == ([cause, replace(cause, faction=SURKHAN)] if cause is not None else [])
            return
    pytest.fail(f"no such odds come to {result}")


def test_defenders_share_in_what_befalls_them() -> None:
    """[15.10] Driven off by Reds; but those who hold to the last do not retreat."""
    places = {"a": (3, 1), "R": (3, 0)}
    made = coalition(places, acting="red", dice=(5, 6, *QUIET), men={"a": 300, "R": 2000})
    attack = Attack(made.at(3, 1), (made.n("R"),))
    step = umpire.apply(made.state, attack)
    assert [c.cause for c in step.state.court.causes if c.cause != "bled"] in (["retreat"], ["rout"])
    last = evolve(made.state, e.PostureSet(made.n("a"), Posture.LAST))
    for dice in PAIRS:
        step = umpire.apply(scripted(last, *dice, *QUIET), attack)
        if step.state.unit(made.n("a")).cell == made.at(3, 1):
            assert step.state.court.causes == ()


def test_who_bleeds_for_others_falls() -> None:
    """[15.10] More than twice its share, and a tenth of its men."""
    made = coalition({"a": (3, 1), "G": (3, 1), "R": (3, 0)}, men={"a": 200, "G": 800})
    stack = made.unit("a"), made.unit("G")

    def felt(a: int, g: int) -> tuple[Cause, ...]:
        ledger = Ledger(made.state)
        for letter, men in (("a", a), ("G", g)):
            if men:
                ledger.record(e.MenLost(made.n(letter), men, 0, 0, "fight"))
        cohesion.feel_fight(ledger, made.at(3, 1), stack, (made.unit("R"),), "C")
        return ledger.state.court.causes

    assert felt(40, 59) == (Cause(LOKAI, "bled", -1),)
    assert felt(40, 60) == ()  # twice its share
    assert felt(19, 0) == ()  # under a tenth
    assert felt(20, 0) == (Cause(LOKAI, "bled", -1),)


@pytest.mark.parametrize(("who", "tested"), [("a", True), ("b", False), ("ab", True)])
def test_hunger_of_more_than_half_tests(who: str, tested: bool) -> None:
    """[15.10] 500 of the 800 go hungry, or 300."""
    made = ground()
    state = made.state
    for letter in who:
        state = evolve(state, e.WantChanged(made.n(letter), 1))
    assert (Cause(LOKAI, "hungry") in questions.of_the_state(state, LOKAI)) == tested


@pytest.mark.parametrize(
    ("column", "holder", "tested"), [(1, "red", True), (1, "enver", False), (1, "", False), (3, "red", False)]
)
def test_a_town_of_its_home_in_enemy_hands_tests(column: int, holder: str, tested: bool) -> None:
    """[15.10]"""
    state = with_town(ground().state, column, 2, holder)
    assert (Cause(LOKAI, "home_lost") in questions.of_the_state(state, LOKAI)) == tested


def test_a_town_that_was_the_enemy_s_from_the_first_tests_nobody() -> None:
    """[15.10]"""
    state = with_town(ground().state, 1, 2, "red")
    place = next(
        p for p, held in zip(state.scenario.board.places, state.realm.holdings, strict=True) if held.holder == "red"
    )
    old = replace(state, scenario=replace(state.scenario, held={place.id: "red"}))
    assert Cause(LOKAI, "home_lost") in questions.of_the_state(state, LOKAI)
    assert Cause(LOKAI, "home_lost") not in questions.of_the_state(old, LOKAI)


def test_long_abroad_without_a_victory() -> None:
    """[15.10] Every three turns since it was at home, or shared in a victory."""
    made = coalition({"a": (3, 0), "R": (6, 3)}, turn=3)

    def weary(turn: int, **court: object) -> bool:
        state = replace(made.state, turn=turn, court=Court(**court))  # type: ignore[arg-type]
        return Cause(LOKAI, "weary") in questions.of_the_state(state, LOKAI)

    assert [weary(turn) for turn in range(1, 8)] == [False, False, True, False, False, True, False]
    assert [weary(turn, won=(0, 2, 0)) for turn in range(2, 9)] == [False, False, False, True, False, False, True]
    assert [weary(turn, homed=(0, 4, 0)) for turn in range(4, 9)] == [False, False, False, True, False]
    inside = coalition({"a": (2, 0), "R": (6, 3)})
    assert settled(inside.state).state.court.homed == (0, 3, 3)
    assert settled(made.state, *QUIET).state.court.homed == (0, 0, 3)


def test_a_reprisal_stirs_those_whose_home_it_is() -> None:
    """[15.12]"""
    state = with_town(ground().state, 1, 2, "red")
    ledger = Ledger(state)
    cohesion.feel_reprisal(ledger, place=len(state.scenario.board.places) - 1)
    assert ledger.state.court.causes == (Cause(LOKAI, "reprisal", 1),)
    ledger = Ledger(state)
    cohesion.feel_reprisal(ledger, faction=SURKHAN)
    assert ledger.state.court.causes == (Cause(SURKHAN, "reprisal", 1),)


def foggy(made: Sketch) -> State:
    """The same position in the fog."""
    return replace(made.state, scouting=replace(made.state.scouting, fog=True))


@pytest.mark.parametrize(
    ("red", "now", "known"),
    [((3, 1), 7, 5), ((3, 1), 9, 8), ((3, 1), 4, 3), ((3, 1), 1, 0), ((5, 1), 9, 5), ((6, 2), 1, 5)],
)
def test_others_know_the_band_of_those_near_them(red: tuple[int, int], now: int, known: int) -> None:
    """[15.13] Within two hexes, in sight; else that in which the Lokai began, willing at 6."""
    made = coalition({"a": (2, 1), "E": (0, 0), "R": red}, cohesion=(10, now, 7))
    state = foggy(made)
    assert umpire.view(state, "enver").bonds.cohesion == (10, now, 7)
    seen = umpire.view(state, "red")
    assert seen.bonds.cohesion == (10, known, 5)
    assert not questions.knows_cohesion(seen, LOKAI) and questions.knows_cohesion(umpire.view(state, "enver"), LOKAI)
    drawn = set()
    for seed in range(30):
        world = umpire.imagine(seen, seed)
        assert umpire.view(world, "red") == seen
        drawn.add(world.bonds.cohesion[LOKAI])
    bounds = {0: (0, 2), 3: (3, 4), 5: (5, 7), 8: (8, 10)}[known]
    assert drawn == set(range(bounds[0], bounds[1] + 1))


@pytest.mark.parametrize(("red", "met"), [((3, 1), (LOKAI,)), ((4, 1), (LOKAI,)), ((5, 0), ()), ((6, 1), ())])
def test_near_is_within_two_hexes(red: tuple[int, int], met: tuple[int, ...]) -> None:
    """[15.13] Of those who are seen; a chief without men is nobody."""
    made = coalition({"a": (2, 1), "S": (6, 1), "R": red})
    assert views.met_factions(made.state, "red", made.state.forces) == met
    assert views.met_factions(made.state, "enver", made.state.forces) == ()


def test_what_works_on_a_faction_is_its_own_sides_business() -> None:
    """[15.14] Causes, gifts, shares and ceilings; fights only of those who fought them."""
    made = coalition({"a": (2, 1), "E": (0, 0), "R": (4, 1)})
    court = Court(
        causes=(Cause(LOKAI, "gift", 1),), lifts=(0, 1, 0), won=(0, 2, 0), gifts=(0, 3, 0), homed=(0, 1, 1),
        fights=(("enver", "red", 400), ("enver", "lokai", 300)), raised=1,
    )  # fmt: skip
    state = replace(foggy(made), court=court)
    assert umpire.view(state, "enver").court == court
    known = umpire.view(state, "red").court
    assert known == Court(
        lifts=(0, 0, 0), won=(0, 0, 0), gifts=(0, 0, 0), homed=(0, 0, 0), fights=(("enver", "red", 400),), raised=1
    )
    for event in (e.Strained(LOKAI, "gift", 1), e.CeilingChanged(LOKAI, 1, "deputy"), e.VictoryShared(LOKAI)):
        assert umpire.witness(state, event, "enver") == event and umpire.witness(state, event, "red") is None
    assert umpire.witness(state, e.CausesSettled((1, 2)), "red") == e.CausesSettled(())


@pytest.mark.parametrize(
    ("red", "now", "by", "seen"),
    [((3, 1), 6, -1, 0), ((3, 1), 5, -1, -2), ((3, 1), 7, 1, 3), ((6, 2), 5, -1, 0)],
)
def test_others_witness_that_a_band_changed(red: tuple[int, int], now: int, by: int, seen: int) -> None:
    """[15.13] Without the reasons, and by the least of the bands."""
    made = coalition({"a": (2, 1), "R": red}, cohesion=(10, now, 7))
    event = e.CohesionChanged(LOKAI, by, ("rout",))
    assert umpire.witness(foggy(made), event, "enver") == event
    found = umpire.witness(foggy(made), event, "red")
    assert found == (e.CohesionChanged(LOKAI, seen, ()) if seen else None)


def test_orders_say_what_they_add() -> None:
    """[15.14] A gift for certain; an attack by how it ends."""
    made = ground()
    assert questions.at_stake(made.state, Gift(LOKAI)) == (Cause(LOKAI, "gift", 1),)
    assert questions.at_stake(made.state, Gift(OWN)) == ()
    assert questions.at_stake(made.state, Move(made.n("a"), (made.at(1, 0),))) == ()
    attack = Attack(made.at(3, 0), (made.n("b"),))
    threats = (Cause(LOKAI, "retreat"), Cause(LOKAI, "rout", -1))
    assert questions.may_follow(made.state, attack, 299) == threats
    assert questions.may_follow(made.state, attack, 300) == (Cause(LOKAI, "victory", 1), *threats)


def test_fights_are_kept_where_cards_ask_for_them() -> None:
    """[25.3] Winner, loser and how many the beaten were."""
    card = Card("c", "red", "C", "", "", "", "hand")
    for cards, kept in (((), ()), ((card,), (("enver", "red", 400),))):
        _, ledger = fight((6, 6), cards=cards)
        assert ledger.state.court.fights == kept
