"""Chapter 7: what fills the purses of the sides, and what empties them."""

from dataclasses import replace

import pytest

from game import codec, umpire
from game.hexes import NO_CELL
from game.model.actions import Advance, Attack, EndPart, Move
from game.model.bonds import Bonds
from game.model.events import (
    Event,
    FightResolved,
    MenLost,
    PlaceTaken,
    PurseChanged,
    TurnBegan,
    UnitFellBack,
    UnitLeft,
)
from game.model.evolve import evolve
from game.model.forces import Posture, Status
from game.model.ledger import Ledger
from game.model.scenario import Deadline, Flow, Side, Victory
from game.model.state import State
from game.rules import purse, victory
from game.umpire import Step
from tests.sketch import Counter, Sketch, sketch

ENVER = (
    Flow("victory", 2, men=300),
    Flow("victory", 1, men=100),
    Flow("place", 3, places=("t0",)),
    Flow("place_lost", -2, places=("t0",)),
    Flow("retreat", -2, men=500),
    Flow("rout", -3, men=500),
)
RED = (Flow("losses", -1, per=150), Flow("wiped", -2, type="garrison"), Flow("victory", 1, men=500))
FLOWS = {"enver": ENVER, "red": RED}

WIDE = ".   .   .   .d\n  .   .   .   .a"


def battle(men: int, dice: tuple[int, ...], *, posture: Posture = Posture.STAND, force: int = 2000) -> Step:
    """Red cavalry falls on so many of Enver's horse."""
    counters = {"a": Counter("cavalry", "red", force), "d": Counter(men=men, posture=posture)}
    position = sketch(WIDE, counters, acting="red", dice=dice, flows=FLOWS)
    return umpire.apply(position.state, Attack(position.at(6, 0), (position.n("a"),)))


def changes(events: tuple[Event, ...] | list[Event]) -> list[tuple[str, int, str]]:
    """Whose purses moved, by how much and why."""
    return [(e.side, e.by, e.cause) for e in events if isinstance(e, PurseChanged)]


def felt(state: State, *events: Event) -> tuple[State, list[tuple[str, int, str]]]:
    """The state after some events and what the purses make of them, and how these moved."""
    ledger = Ledger(state)
    for event in events:
        ledger.record(event)
    purse.book(ledger)
    return ledger.state, changes(ledger.events)


def quiet(**more: object) -> Sketch:
    """A town and a hex beside it, Enver's men in the town and a post of Red's beside it."""
    counters = {"a": Counter(men=600), "p": Counter("garrison", "red", 80)}
    return sketch("Ta  .p", counters, flows=FLOWS, held={"t0": "enver"}, **more)  # type: ignore[arg-type]


def fought(outcome: str, cell: int, men: tuple[int, int], sides: tuple[str, str] = ("red", "enver")) -> FightResolved:
    """The result of a fight that so many went into, attackers first."""
    return FightResolved(cell, 100, 100, 3, 0, 10, outcome, sides, men)


def test_a_fight_says_who_and_how_many() -> None:
    """[7.2, 7.3] Before the losses; all of a stack together."""
    found = next(e for e in battle(700, (4, 5)).events if isinstance(e, FightResolved))
    assert (found.sides, found.men) == (("red", "enver"), (2000, 700))


@pytest.mark.parametrize(
    ("men", "dice", "outcome", "moved"),
    [
        (1000, (2, 2), "DR", [("red", 1, "victory"), ("enver", -2, "retreat")]),
        (1000, (6, 6), "DX", [("red", 1, "victory"), ("enver", -3, "rout")]),
        (500, (2, 2), "DR", [("red", 1, "victory"), ("enver", -2, "retreat")]),
        (499, (2, 2), "DR", []),
    ],
)
def test_a_victory_and_a_defeat_move_the_purses(
    men: int, dice: tuple[int, ...], outcome: str, moved: list[tuple[str, int, str]]
) -> None:
    """[7.2, 7.3, 7.4] The victor gains by an enemy who is driven off; a rout is not charged as a retreat too."""
    step = battle(men, dice, force=3000)
    assert [e.outcome for e in step.events if isinstance(e, FightResolved)] == [outcome]
    assert changes(step.events) == moved


def test_who_holds_out_is_not_beaten() -> None:
    """[7.2, 7.3] A retreat that does not happen costs nothing, and is no victory."""
    step = battle(1000, (2, 2), posture=Posture.LAST, force=3000)
    assert any(e.outcome == "DR" for e in step.events if isinstance(e, FightResolved))
    assert not any(isinstance(e, UnitFellBack) for e in step.events)
    assert changes(step.events) == []


@pytest.mark.parametrize(("dice", "outcome", "price"), [((1, 1), "AX", -3), ((2, 3), "AR", -2)])
def test_an_attack_that_is_thrown_back_is_a_defeat(dice: tuple[int, int], outcome: str, price: int) -> None:
    """[7.2, 7.3] For the attacker; and a victory for who threw it back."""
    counters = {"a": Counter(men=900), "d": Counter("rifle", "red", 300)}
    position = sketch(WIDE, counters, dice=dice, flows={"enver": ENVER, "red": (Flow("victory", 1, men=900),)})
    step = umpire.apply(position.state, Attack(position.at(6, 0), (position.n("a"),)))
    assert [e.outcome for e in step.events if isinstance(e, FightResolved)] == [outcome]
    kind = "rout" if outcome == "AX" else "retreat"
    assert changes(step.events) == [("red", 1, "victory"), ("enver", price, kind)]


@pytest.mark.parametrize("outcome", ["AS", "C", "DS"])
def test_a_drawn_fight_moves_nothing(outcome: str) -> None:
    """[7.2, 7.3]"""
    position = quiet()
    assert felt(position.state, fought(outcome, position.at(1, 0), (2000, 2000)))[1] == []


def test_only_men_of_the_beaten_side_hold_out() -> None:
    """[7.2] Not a chief who was left behind, and not men of a third side."""
    counters = {"e": Counter("leader", men=0, radius=1), "l": Counter(side="lokai"), "d": Counter(men=10)}
    position = sketch(".e  .l  .d", counters, flows=FLOWS)
    for column, moved in ((0, [("red", 1, "victory")]), (2, [("red", 1, "victory")]), (4, [])):
        assert felt(position.state, fought("DR", position.at(column, 0), (900, 500)))[1][:1] == moved


@pytest.mark.parametrize(("men", "gain"), [(99, 0), (100, 1), (299, 1), (300, 2)])
def test_of_several_rewards_the_best_is_paid(men: int, gain: int) -> None:
    """[7.2]"""
    position = quiet()
    hill = position.at(0, 0)
    _, moved = felt(
        replace(position.state, forces=position.state.forces.with_unit(replace(position.unit("a"), cell=NO_CELL,
                                                                               status=Status.GONE))),
        fought("DR", hill, (500, men), ("enver", "red")),
    )  # fmt: skip
    assert moved == ([("enver", gain, "victory")] if gain else [])


def test_a_rout_is_a_retreat_where_there_is_no_price_of_its_own() -> None:
    """[7.4] The dearer of the two."""
    flows = {"enver": (Flow("retreat", -2, men=500), Flow("rout", -1, men=500))}
    position = sketch(".a  .", {"a": Counter()}, flows=flows)
    fight = fought("DX", position.at(1, 0), (100, 600))
    assert felt(position.state, fight)[1] == [("enver", -2, "rout")]


def test_a_place_taken_and_a_place_lost() -> None:
    """[7.2, 7.3] Those that are listed, by arms or by terms; what goes back by itself is nobody's merit."""
    position = quiet()
    lost = PlaceTaken(0, "red", "fell", "enver")
    assert felt(position.state, lost)[1] == [("enver", -2, "place_lost")]
    assert felt(position.state, PlaceTaken(0, "enver", "terms", "red"))[1] == [("enver", 3, "place")]
    assert felt(position.state, PlaceTaken(0, "enver", "reverted", "red"))[1] == []
    assert felt(position.state, PlaceTaken(0, "red", "reverted", "enver"))[1] == [("enver", -2, "place_lost")]
    anywhere = {"red": (Flow("place", 1),), "enver": (Flow("place_lost", -1, places=("t1",)),)}
    other = sketch("T   .a", {"a": Counter()}, flows=anywhere)
    assert felt(other.state, lost)[1] == [("red", 1, "place")]


def test_a_march_that_takes_a_town_fills_the_purse() -> None:
    """[7.2, 6.1] In the same answer."""
    position = sketch("T\n\n.A", {"A": Counter()}, held={"t0": "red"}, flows=FLOWS)
    step = umpire.apply(position.state, Move(position.n("A"), (position.at(0, 0),)))
    assert step.state.bonds.purse[1] == 9


@pytest.mark.parametrize(("before", "men", "price"), [(0, 149, 0), (0, 150, -1), (140, 10, -1), (150, 149, 0),
                                                      (0, 450, -3), (299, 1, -1), (300, 1, 0)])  # fmt: skip
def test_the_dead_are_counted_by_full_numbers(before: int, men: int, price: int) -> None:
    """[7.3] From whatever cause, over the whole game."""
    position = quiet()
    tally = replace(position.state.tally, lost=(before, 0, 0))
    units = position.state.forces.with_unit(replace(position.unit("p"), men=1000))
    state = replace(position.state, tally=tally, forces=units)
    half = men // 2
    lost = (MenLost(position.n("p"), half, 0, 0, "want"), MenLost(position.n("p"), men - half, 0, 0, "fight"))
    assert felt(state, *lost)[1] == ([("red", price, "losses")] if price else [])


@pytest.mark.parametrize("cause", ["destroyed", "surrendered", "captured", "dispersed"])
def test_a_post_wiped_out(cause: str) -> None:
    """[7.3] However it came to its end; not a post that was recalled, and not other men."""
    position = quiet()
    number = position.n("p")
    assert felt(position.state, UnitLeft(number, Status.GONE, 0, 0, cause))[1] == [("red", -2, "wiped")]
    assert felt(position.state, UnitLeft(number, Status.GONE, 0, 80, "recalled"))[1] == []
    assert felt(position.state, UnitLeft(position.n("a"), Status.GONE, 0, 0, cause))[1] == []
    trait = sketch(".d", {"d": Counter("drilled_foot")}, flows={"enver": (Flow("wiped", -1, trait="drilled"),)})
    assert felt(trait.state, UnitLeft(0, Status.GONE, 0, 0, cause))[1] == [("enver", -1, "wiped")]


def test_a_town_that_fell_by_a_fight_is_paid_for_once() -> None:
    """[7.4] The dearest of the defeat and the town; in the next turn a loss is one more."""
    position = quiet()
    town = position.at(0, 0)
    lost = PlaceTaken(0, "red", "fell", "enver")
    away = position.state.forces.with_unit(replace(position.unit("a"), cell=position.at(1, 0)))
    state = replace(position.state, forces=away)
    beaten, moved = felt(state, fought("DR", town, (2000, 600)))
    assert ("enver", -2, "retreat") in moved and beaten.bonds.charged == (("enver", town, 2),)
    assert felt(beaten, lost)[1] == [], "the same hex, no dearer"
    small, moved = felt(state, fought("DR", town, (2000, 400)))
    assert moved == [] and felt(small, lost)[1] == [("enver", -2, "place_lost")], "no defeat was charged"
    following = evolve(beaten, TurnBegan(2))
    assert felt(following, lost)[1] == [("enver", -2, "place_lost")]
    dear = {"enver": (Flow("retreat", -1, men=100), Flow("place_lost", -3))}
    dearer = sketch("T   .a", {"a": Counter(men=600)}, flows=dear)
    routed, _ = felt(dearer.state, fought("DR", dearer.at(0, 0), (2000, 600)))
    assert felt(routed, lost)[1] == [("enver", -2, "place_lost")], "what it costs beyond the defeat"


def test_another_hex_is_another_defeat() -> None:
    """[7.4, 7.5] As far as a turn may take anything more."""
    position = quiet()
    beyond = fought("DR", position.at(1, 0), (2000, 600))
    first, _ = felt(position.state, beyond)
    assert first.bonds.fallen == (0, 2, 0)
    assert felt(first, PlaceTaken(0, "red", "fell", "enver"))[1] == [("enver", -2, "place_lost")]


def test_a_post_that_falls_with_its_town_is_paid_for_once() -> None:
    """[7.4] Two posts on one hex, and the town with them."""
    flows = {"red": (*RED, Flow("place_lost", -1))}
    position = sketch("T   .p  .q", {"p": Counter("garrison", "red", 80), "q": Counter("garrison", "red", 80)},
                      flows=flows)  # fmt: skip
    ends = [UnitLeft(position.n(x), Status.GONE, 0, 0, "surrendered") for x in "pq"]
    fight = fought("DX", position.at(0, 0), (900, 160), ("enver", "red"))
    state, moved = felt(position.state, fight, *ends, PlaceTaken(0, "enver", "fell", "red"))
    assert moved == [("red", -2, "wiped")]
    assert felt(position.state, *ends)[1] == [("red", -2, "wiped")] * 2, "on no field in particular"
    assert state.bonds.purse[0] == 4


def test_a_turn_takes_four_at_the_most() -> None:
    """[7.5] From fields of battle and dates together; it begins anew each turn."""
    position = quiet(victory=Victory("enver", "red", 5, (9, 7, 4, 2), deadlines=(Deadline("red", 1, place="t0"),) * 2))
    strong = position.state.forces.with_unit(replace(position.unit("p"), men=5000))
    state = replace(position.state, forces=strong)
    after, moved = felt(state, MenLost(position.n("p"), 450, 0, 0, "fight"))
    assert moved == [("red", -3, "losses")]
    ledger = Ledger(after)
    victory.close_turn(ledger)
    assert changes(ledger.events) == [("red", -1, "overdue")] and ledger.state.bonds.fallen[0] == 4
    assert felt(ledger.state, MenLost(position.n("p"), 300, 0, 0, "fight"))[1] == []
    fresh = evolve(ledger.state, TurnBegan(2))
    assert (fresh.bonds.fallen, fresh.bonds.charged) == ((), ())
    assert felt(fresh, MenLost(position.n("p"), 300, 0, 0, "fight"))[1] == [("red", -2, "losses")]


def test_what_is_spent_is_no_fall() -> None:
    """[7.5]"""
    position = quiet()
    paid = evolve(position.state, PurseChanged("red", -3, "convoy"))
    assert paid.bonds.fallen == () and paid.bonds.purse[0] == 3
    lost = evolve(paid, PurseChanged("red", -1, "losses", fall=True))
    assert lost.bonds.fallen == (1, 0, 0) and lost.bonds.charged == ()


def test_a_purse_falls_no_deeper_than_nought() -> None:
    """[7.1, 7.5] What was not there did not fall."""
    position = quiet(purse=1)
    state, moved = felt(position.state, fought("DX", position.at(1, 0), (100, 600)))
    assert moved[1:] == [("enver", -1, "rout")] and state.bonds.fallen == (0, 1, 0)
    assert felt(state, PlaceTaken(0, "red", "fell", "enver"))[1] == []


def test_a_side_without_flows_feels_nothing() -> None:
    """[7.2, 7.3]"""
    counters = {"a": Counter("cavalry", "red", 3000), "d": Counter(men=1000)}
    position = sketch(WIDE, counters, acting="red", dice=(6, 6))
    assert changes(umpire.apply(position.state, Attack(position.at(6, 0), (position.n("a"),))).events) == []


def test_nothing_is_booked_twice() -> None:
    """[7.2, 7.3] Not by the advance after a fight, nor when the turn ends in the same answer."""
    counters = {"a": Counter("cavalry", "red", 2000), "d": Counter(men=600), "x": Counter(men=100)}
    position = sketch(WIDE + "\n.x  .   .   .", counters, acting="red", dice=(6, 6), flows=FLOWS)
    step = umpire.apply(position.state, Attack(position.at(6, 0), (position.n("a"),)))
    assert changes(step.events) == [("red", 1, "victory"), ("enver", -3, "rout")]
    after = umpire.apply(step.state, Advance((position.n("a"),)))
    assert changes(after.events) == []
    end = umpire.apply(after.state, EndPart())
    assert any(isinstance(e, TurnBegan) for e in end.events) and changes(end.events) == []
    assert end.state.bonds.fallen == ()


def test_men_lost_on_the_eve_of_a_turn_are_booked_in_their_turn() -> None:
    """[7.3, 7.5] The heat takes its toll as the part ends: it counts among the falls of the turn that ends."""
    counters = {"r": Counter("rifle", "red", 2400, spent=2), "x": Counter(men=100)}
    flows = {"red": (Flow("losses", -1, per=10),)}
    position = sketch(".r\n\n.\n\n.\n\n.x", counters, acting="red", weather_now="heat", dice=(6, 6), flows=flows)
    step = umpire.apply(position.state, EndPart())
    moved = [type(e).__name__ for e in step.events if isinstance(e, MenLost | PurseChanged | TurnBegan)]
    assert moved == ["MenLost", "PurseChanged", "TurnBegan"]
    assert changes(step.events) == [("red", -4, "losses")] and step.state.bonds.fallen == ()


def test_the_fields_of_others_are_their_own_affair() -> None:
    """[4.5] All hear that a purse fell; where the men were beaten only their side knows."""
    position = sketch(WIDE, {"a": Counter("cavalry", "red", 3000), "d": Counter(men=1000)}, fog=True, flows=FLOWS)
    event = PurseChanged("enver", -2, "retreat", position.at(6, 0), fall=True)
    assert umpire.witness(position.state, event, "enver") == event
    assert umpire.witness(position.state, event, "red") == PurseChanged("enver", -2, "retreat", NO_CELL, fall=True)
    state = evolve(position.state, event)
    assert umpire.view(state, "enver").bonds == state.bonds
    known = umpire.view(state, "red").bonds
    assert (known.purse, known.fallen, known.charged) == (state.bonds.purse, (0, 2, 0), ())


def test_falls_are_saved() -> None:
    """[7.5]"""
    position = quiet()
    state = evolve(position.state, PurseChanged("enver", -2, "retreat", position.at(0, 0), fall=True))
    assert codec.decode_state(state.scenario, codec.encode(state)) == state
    for wrong in ({"fallen": (0, 2)}, {"charged": (("nobody", position.at(0, 0), 2),)}, {"charged": (("red", 0, 2),)}):
        bonds: Bonds = replace(state.bonds, **wrong)
        with pytest.raises(codec.Undecodable):
            codec.decode_state(state.scenario, codec.encode(replace(state, bonds=bonds)))


def test_income_comes_each_so_many_turns() -> None:
    """[7.1]"""
    position = quiet(purse=5)
    sides = (Side("red", "red", income=(2, 3)), *position.state.scenario.sides[1:])
    for turn, gain in ((1, 0), (2, 0), (3, 2), (6, 2)):
        ledger = Ledger(replace(position.state, turn=turn, scenario=replace(position.state.scenario, sides=sides)))
        purse.pay_income(ledger)
        assert ledger.state.bonds.purse[0] == 5 + gain
