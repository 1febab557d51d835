"""Where the deeds of cards, and what the council foretells, end: the last step, nobody left, this very turn."""

from dataclasses import replace

from game import questions
from game.model import effects as x
from game.model import fortunes as f
from game.model.actions import Disarm, Drill
from game.model.agenda import MayReact, Perform
from game.model.dice import Seeded
from game.model.events import CohesionChanged, MenJoined, MoraleChanged
from game.model.forces import Posture
from game.model.ledger import Ledger
from game.model.table import Target
from game.rules import council, deeds, facedown, muster, odds
from tests.rules.coalition_ground import LOKAI, SURKHAN, coalition
from tests.rules.deeds import CARD, done, with_cards
from tests.rules.test_deeds import field, ranks
from tests.sketch import Counter, Sketch, sketch


def swayed(sk: Sketch, by: int) -> int:
    """The loyalty of the first town after two cards, the first of which won it one step back."""
    state = done(sk, x.Loyalty(place="t0", by=-1), x.Loyalty(place="t0", by=by)).state
    return state.scenario.board.places[0].loyalty + state.realm.holdings[0].swayed


def test_people_who_were_swayed_before_go_no_farther_than_the_utmost() -> None:
    """[25.30]"""
    assert swayed(field(), -9) == -2 and swayed(field(), 9) == 2


def test_a_peace_to_the_end_of_a_turn_that_is_here_is_none() -> None:
    """[25.30]"""
    sk = field()
    war = done(sk, x.Hostile(sides=("red", "lokai"))).state
    assert done(war, x.Peace(sides=("red", "lokai"), until=war.turn)).state.bonds.at_war("red", "lokai")
    assert not done(war, x.Peace(sides=("red", "lokai"), until=war.turn + 1)).state.bonds.at_war("red", "lokai")


def test_hearts_off_the_map_move_by_what_they_move() -> None:
    """[14.1, 25.31]"""
    sk = field()
    gone = done(sk, f.Leave(units=("B",), as_="pool")).state
    for by, now in ((-2, 3), (1, 6)):
        ledger = done(gone, f.Morale(units=("B",), by=by))
        assert ledger.state.unit(sk.n("B")).morale == now
        (told,) = [event for event in ledger.events if isinstance(event, MoraleChanged)]
        assert (told.by, told.to) == (by, now)


def test_a_delay_at_one_entry_leaves_the_others_alone() -> None:
    """[25.28]"""
    sk = field()
    gone = done(sk, f.Leave(units=("B", "C"), as_="pool")).state
    called = done(gone, f.Arrive(units=("B",), at="t0", turns=2), f.Arrive(units=("C",), at="t1", turns=2)).state
    late = done(called, f.Delay(side="enver", at="t1", turns=3)).state
    assert [late.unit(sk.n(letter)).due for letter in "BC"] == [3, 6]
    everywhere = done(called, f.Delay(side="enver", turns=3)).state
    assert [everywhere.unit(sk.n(letter)).due for letter in "BC"] == [6, 6]


def test_machine_guns_pass_from_several_units_up_to_the_number() -> None:
    """[25.31]"""
    sk = field(C=Counter("battery", "enver", 20, 3, 9), E=Counter("rifle", "red", 120, 0, 4))
    with_friend = replace(sk.unit("E"), cell=sk.unit("A").cell)
    state = replace(sk.state, forces=sk.state.forces.with_unit(with_friend))
    pool = done(Sketch(state, sk.letters), f.Leave(units=("C",), as_="pool")).state
    given = f.Guns(side="enver", from_="red", place="t0", guns=0, mgs=6, unit="C", to="t1")
    after = done(pool, given).state
    assert sorted(after.unit(sk.n(letter)).mgs for letter in "AE") == [0, 2]
    assert after.unit(sk.n("C")).mgs == 6


def test_nobody_joins_a_unit_that_is_twice_itself_already() -> None:
    """[25.31]"""
    sk = field()
    twice = replace(sk.unit("C"), men=400)
    state = replace(sk.state, forces=sk.state.forces.with_unit(twice))
    ledger = done(Sketch(state, sk.letters), f.Men(units=("C",), number=50, cause="called up"))
    assert not [event for event in ledger.events if isinstance(event, MenJoined)]


def test_a_ban_is_lifted_and_all_else_in_force_stays() -> None:
    """[25.27]"""
    sk = field()
    state = done(
        sk,
        f.NoAttack(side="red", turns=3),
        x.Forbid(side="enver", order="return", turns=6, flag="amnesty"),
        x.Forbid(side="enver", order="drill", turns=6),
    ).state
    assert len(state.table.lasting) == 3
    lifted = done(state, x.Flag(name="amnesty", is_=False)).state
    assert [type(one.effect) for one in lifted.table.lasting] == [f.NoAttack, x.Forbid]


def test_beyond_the_last_step_the_number_is_the_last() -> None:
    """[25.30]"""
    sk = ranks(field(A=Counter("rifle", "red", 300, hunger=5)), lokai=9)
    state = with_cards(sk)
    assert deeds.number(state, x.Roll(by_cohesion=x.ByCohesion(faction="lokai", least=(3, 5)))) == 5
    fed = with_cards(ranks(field(), lokai=9))
    rungs = x.Roll(by_hunger=x.ByHunger(side="red", place="t0", least=(13, 12, 10, 8)))
    assert (deeds.number(state, rungs), deeds.number(fed, rungs)) == (8, 13)


def test_a_filter_that_means_the_target_means_nobody_else() -> None:
    """[25.20]"""
    sk = field()
    at = muster.Scene("enver", sk.unit("B").cell)
    state = with_cards(sk)
    meant = [unit.number for unit in muster.mustered(state, f.Morale(side="enver", target=True, by=1), at)]
    assert meant == [sk.n("B")]
    one = at._replace(unit=sk.n("C"))
    assert [u.number for u in muster.mustered(state, f.Morale(target=True, by=1), one)] == [sk.n("C")]


def test_the_frontier_is_the_hexes_that_lie_on_it() -> None:
    """[25.20]"""
    sk = field()
    cell = sk.unit("D").cell
    board = replace(sk.state.scenario.board, frontier=((cell, 3),))
    state = replace(sk.state, scenario=replace(sk.state.scenario, board=board))
    at = muster.Scene("enver")
    assert muster.spot(state, "frontier", at) == 1 << cell
    assert [u.number for u in muster.mustered(state, f.Morale(place="frontier", by=1), at)] == [sk.n("D")]


def test_a_card_for_slipping_away_lowers_the_number() -> None:
    """[20.9, 25.22] Two dice must reach the number less what the card adds to them."""
    letters = {
        "A": Counter("rifle", "red", 400),
        "B": Counter("band_horse", "enver", 300, posture=Posture.EVADE),
    }
    sk = sketch(".A  .   .   .\n  .B  .   .   .\n.   .   .   .", letters, acting="red")
    force, stack, target = (sk.unit("A"),), (sk.unit("B"),), sk.unit("B").cell
    usual = odds.evasion_number(sk.state, target, force, stack)
    assert usual is not None
    eased = done(sk, f.Evasion(units=("B",), by=2, turns=1)).state
    assert odds.evasion_number(eased, target, force, stack) == usual - 2
    hampered = done(sk, f.Evasion(units=("B",), by=-1, turns=1)).state
    assert odds.evasion_number(hampered, target, force, stack) == usual + 1


def test_disarming_strains_all_others_as_it_says() -> None:
    """[15.14, 24.6] Whom it costs how much is told before: as much as is taken."""
    made = coalition({"K": (1, 1), "b": (1, 1), "G": (2, 1), "R": (6, 0)})
    order = Disarm(LOKAI)
    told = questions.at_stake(made.state, order)
    fall = made.state.scenario.charts.cohesion.disarm_fall
    assert {cause.faction: cause.by for cause in told} == {SURKHAN: -fall}
    ledger = Ledger(replace(made.state, dice=Seeded(7)))
    council.carry_out(ledger, order)
    fallen = {event.faction: event.by for event in ledger.events if isinstance(event, CohesionChanged)}
    assert fallen.items() >= {cause.faction: cause.by for cause in told}.items()


def test_a_drill_of_men_of_no_faction_strains_nobody_of_his_own() -> None:
    """[15.14, 24.1]"""
    made = coalition({"E": (4, 1), "C": (4, 1), "a": (4, 1), "R": (0, 3)})
    number = made.n("a")
    plain = replace(made.state.scenario.units[number], faction="")
    units = tuple(plain if n == number else spec for n, spec in enumerate(made.state.scenario.units))
    state = replace(made.state, scenario=replace(made.state.scenario, units=units))
    assert questions.at_stake(state, Drill(made.n("C"), (number,))) == ()


def test_what_waits_with_cards_is_known_to_its_owner_and_blank_to_others() -> None:
    """[4.4, 25.1]"""
    sk = field()
    state = with_cards(sk, aim="stack")
    away: Target = (sk.unit("B").cell,)
    mine = MayReact("enver", CARD.id, (CARD.id,), away)
    assert facedown.known_task(state, mine, "enver", 0) == mine
    assert facedown.known_task(state, mine, "red", 0) == MayReact("enver", CARD.id, (), ())
    task = Perform("enver", CARD.id, "", away, 0)
    assert facedown.known_task(state, task, "enver", 0) == task
    assert facedown.known_task(state, task, "red", 0) == Perform("enver", CARD.id, "", (), 0)
    assert facedown.known_task(state, task, "red", 1 << away[0]) == task
