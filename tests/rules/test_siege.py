"""Chapter 21: towns under siege, their sorties and their relief."""

from dataclasses import replace

import pytest

from game import ai, umpire
from game.model.actions import Advance, Attack, EndPart, GrantTerms, OfferTerms
from game.model.agenda import MayAdvance, MayGrant
from game.model.bonds import Realm
from game.model.events import (
    DepotChanged,
    GunsTaken,
    MoraleChanged,
    PlaceTaken,
    Queued,
    TermsAnswered,
    TermsAsked,
    TurnBegan,
)
from game.model.forces import Forces, Status
from game.model.judgement import Refusal
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import holding, siege
from tests.sketch import Counter, Sketch, sketch


def shut_in(*, dice: tuple[int, ...] = ()) -> Sketch:
    """A town with the garrison G whose bread comes from the east past R, and a band x on the way."""
    return sketch(
        "TG  .   .R\n  .x  .\n.   .   .\n  .   .\n.   .   .\n  .   .",
        {"G": Counter("rifle", "red", 600), "x": Counter(men=400), "R": Counter("rifle", "red", 400)},
        held={"t0": "red"},
        stores={"t0": 20},
        suppliers={"red": (4, 0)},
        scale="3km",
        days=7,
        dice=dice,
        acting="red",
    )


def gone(position: Sketch, letter: str, to: tuple[int, int]) -> Sketch:
    """The same with a unit elsewhere."""
    unit = replace(position.unit(letter), cell=position.at(*to))
    return Sketch(replace(position.state, forces=position.state.forces.with_unit(unit)), position.letters)


def test_a_place_that_is_shut_in_is_besieged_until_a_line_reaches_it() -> None:
    """[22.1] The band stands on the only way; when it is gone, bread comes again and the siege is over."""
    position = shut_in()
    town = position.unit("G").cell
    assert siege.besieged(position.state, town)
    assert not siege.besieged(position.state, position.at(0, 1))
    assert not siege.besieged(gone(position, "x", (0, 2)).state, town)


def test_the_besieged_sally_and_are_inside_again() -> None:
    """[22.1] They beat the band from its hex; who does not follow up is in the town still."""
    position = shut_in(dice=(6, 6))
    town, camp = position.unit("G").cell, position.unit("x").cell
    fought = umpire.apply(position.state, Attack(camp, (position.n("G"),))).state
    assert fought.unit(position.n("x")).cell != camp
    assert isinstance(fought.agenda[0], MayAdvance)
    home = umpire.apply(fought, Advance(())).state
    assert home.unit(position.n("G")).cell == town
    out = umpire.apply(fought, Advance((position.n("G"),))).state
    assert out.unit(position.n("G")).cell == camp
    assert not siege.besieged(out, town)


def test_broken_men_who_are_shut_in_stay_inside() -> None:
    """[22.2] The roll fails; in the open they would run from the band's zone, in the town they do not."""
    position = garrison(morale=1, dice=(6, 6) * 2)
    town = position.unit("G").cell
    assert begun(position).unit(position.n("G")).cell == town
    free = Sketch(replace(position.state, scenario=replace(position.state.scenario, stores=())), position.letters)
    holdings = tuple(replace(held, stores=0) for held in free.state.realm.holdings)
    free = Sketch(replace(free.state, realm=Realm(holdings)), position.letters)
    assert not siege.besieged(free.state, town)
    assert begun(free).unit(position.n("G")).cell != town


def begun(position: Sketch) -> State:
    """The state after the part of enver, when that of red has begun."""
    return umpire.apply(replace(position.state, part=0), EndPart()).state


def garrison(*, morale: int = 8, dice: tuple[int, ...] = (), asked: int = 0, acting: str = "red") -> Sketch:
    """A town shut in: G with guns and its crews C and chief M inside, bands x and y outside; room in the south."""
    position = sketch(
        ".x  .\n  .y  .\nTG  .\n  .   .C\n.   .\n  .   .M\n.   .\n  .   .",
        {
            "G": Counter("rifle", "red", 300, 1, 4, morale=morale),
            "C": Counter("battery", "red", 40, 2),
            "M": Counter("leader", "red", 0, radius=1),
            "x": Counter(men=400),
            "y": Counter(men=200),
        },
        held={"t0": "red"},
        stores={"t0": 20},
        scale="3km",
        days=7,
        dice=dice,
        acting=acting,
        order=("enver", "red", "lokai"),
    )
    units = list(position.state.forces.units)
    for letter in "CM":
        units[position.n(letter)] = replace(position.unit(letter), cell=position.unit("G").cell)
    holdings = position.state.realm.holdings
    realm = Realm((replace(holdings[0], asked=asked), *holdings[1:]))
    return Sketch(replace(position.state, forces=Forces(tuple(units)), realm=realm), position.letters)


def test_the_besieger_has_the_most_men_next_to_the_place() -> None:
    """[22.3] Of those at war with its holder; nobody who stands farther off."""
    position = garrison()
    assert siege.besieger(position.state, 0) == "enver"
    bonds = replace(
        position.state.bonds,
        hostile=(("enver", "red"), ("lokai", "red"), ("red", "enver"), ("red", "lokai")),
    )
    rival = replace(position.unit("y"), side="lokai", men=500)
    state = replace(position.state, bonds=bonds, forces=position.state.forces.with_unit(rival))
    assert siege.besieger(state, 0) == "lokai"
    far = tuple(replace(u, cell=position.at(1, 3)) if u.side == "enver" else u for u in position.state.forces.units)
    assert siege.besieger(replace(position.state, forces=Forces(far)), 0) == ""


def asking(position: Sketch) -> Refusal | None:
    """What the rules say to asking for terms in the town."""
    return umpire.refusal(position.state, OfferTerms(0))


def test_terms_are_asked_for_in_the_part_once_a_turn() -> None:
    """[22.4] The besieger answers at once; then the part goes on."""
    position = garrison()
    step = umpire.apply(position.state, OfferTerms(0))
    assert step.events[:2] == (TermsAsked(0, "red", "enver"), Queued((MayGrant("enver", 0),)))
    assert step.state.actor == "enver"
    assert set(umpire.legal(step.state)) == {GrantTerms(True), GrantTerms(False)}
    told = umpire.refusal(step.state, EndPart())
    assert told is not None and told.message == "decide.first"
    refused = umpire.apply(step.state, GrantTerms(False)).state
    assert refused.actor == "red"
    assert umpire.refusal(refused, OfferTerms(0)) == Refusal("22.4", "terms.asked", {"place": "t0"})
    assert umpire.refusal(refused, GrantTerms(True)) == Refusal("28.4", "grant.nothing")


def test_who_may_not_ask_for_terms() -> None:
    """[22.3, 22.4]"""
    position = garrison()
    assert umpire.refusal(position.state, OfferTerms(7)) == Refusal("22.4", "terms.unknown", {"number": 7})
    assert asking(garrison(asked=1)) == Refusal("22.4", "terms.asked", {"place": "t0"})
    assert asking(garrison(asked=0)) is None
    assert asking(garrison(acting="enver")) == Refusal("22.4", "terms.holder", {"place": "t0"})
    free = tuple(replace(u, cell=position.at(1, 3)) if u.side == "enver" else u for u in position.state.forces.units)
    alone = Sketch(replace(position.state, forces=Forces(free)), position.letters)
    assert siege.besieged(alone.state, position.unit("G").cell)
    assert asking(alone) == Refusal("22.3", "terms.nobody", {"place": "t0"})
    fed = shut_in()
    assert asking(gone(fed, "x", (0, 2))) == Refusal("22.4", "terms.siege", {"place": "t0"})


def ended(position: Sketch) -> umpire.Step:
    """The end of the turn: red, the last, has had its part."""
    return umpire.apply(position.state, EndPart())


@pytest.mark.parametrize(("morale", "asked", "asks"), [(0, 0, True), (1, 0, False), (0, 1, False)])
def test_who_has_lost_all_heart_asks_by_himself(morale: int, asked: int, asks: bool) -> None:
    """[22.5] At the end of the turn, if nobody has asked in it; the crews' own heart does not count."""
    position = garrison(morale=morale, asked=asked)
    step = ended(position)
    assert (TermsAsked(0, "red", "enver") in step.events) == asks
    assert (step.state.turn == 1) == asks


def test_the_heart_of_guests_does_not_count() -> None:
    """[22.5, 22.7] Men of a third side in the town neither keep its holder from asking nor gain by a refusal."""
    position = garrison(morale=0)
    guest = replace(position.unit("y"), side="lokai", cell=position.unit("G").cell, morale=5)
    state = replace(position.state, forces=position.state.forces.with_unit(guest))
    assert siege.hopeless(state) == (0,)
    ledger = Ledger(state)
    siege.answer(ledger, MayGrant("enver", 0), granted=False)
    assert ledger.state.unit(guest.number).morale == 5
    siege.answer(ledger, MayGrant("enver", 0), granted=True)
    assert ledger.state.unit(guest.number) == guest


def test_the_turn_goes_on_after_the_answer() -> None:
    """[22.5] A refusal, and the next turn begins; at its end they ask anew if they have lost heart again."""
    position = garrison(morale=0)
    step = ended(position)
    after = umpire.apply(step.state, GrantTerms(False))
    assert TurnBegan(2) in after.events
    assert after.state.unit(position.n("G")).morale == 1


def test_nobody_asks_where_nobody_besieges() -> None:
    """[22.3, 22.5] Out of every line of supply, but with no enemy next to the town."""
    position = garrison(morale=0)
    far = tuple(replace(u, cell=position.at(1, 3)) if u.side == "enver" else u for u in position.state.forces.units)
    assert ended(Sketch(replace(position.state, forces=Forces(far)), position.letters)).state.turn == 2


def test_terms_granted() -> None:
    """[22.6] Guns and place to the besieger; the men go and are not lost; the chief slips away."""
    position = garrison()
    asked = umpire.apply(position.state, OfferTerms(0)).state
    step = umpire.apply(asked, GrantTerms(True))
    state = step.state
    assert step.events[1] == TermsAnswered(0, "enver", granted=True)
    assert [e for e in step.events if isinstance(e, GunsTaken)] == [
        GunsTaken(position.n("C"), 2, 0, "enver"),
        GunsTaken(position.n("G"), 1, 4, "enver"),
    ]
    assert PlaceTaken(0, "enver", "terms", "red") in step.events
    left = [state.unit(position.n(letter)) for letter in "GCM"]
    assert [u.status for u in left] == [Status.GONE, Status.GONE, Status.DISPERSED]
    assert left[2].due == state.turn + 1, "he looks for friends, and there are none on the map"
    assert [u.men for u in left] == [300, 40, 0]
    assert state.tally.lost == (0, 0, 0)
    assert state.tally.guns == (0, 3, 0)
    assert state.realm.holdings[0].holder == "enver"
    assert not holding.pays(state, "t0", "enver")


@pytest.mark.parametrize(("owner", "lost"), [("red", True), ("enver", False), ("lokai", False), ("", False)])
def test_a_depot_goes_with_the_place(owner: str, lost: bool) -> None:
    """[22.6] That of an enemy of the besieger."""
    position = garrison()
    holdings = position.state.realm.holdings
    realm = Realm((replace(holdings[0], depot=owner), *holdings[1:]))
    ledger = Ledger(replace(position.state, realm=realm))
    siege.answer(ledger, MayGrant("enver", 0), granted=True)
    assert (DepotChanged(0, "") in ledger.events) == lost


@pytest.mark.parametrize("arms", [(0, 2), (1, 0), (0, 0)])
def test_all_arms_are_laid_down(arms: tuple[int, int]) -> None:
    """[22.6] Machine guns alone, too; who leaves under terms does not come back."""
    position = garrison()
    guns, mgs = arms
    unit = replace(position.unit("G"), guns=guns, mgs=mgs)
    ledger = Ledger(replace(position.state, forces=position.state.forces.with_unit(unit)))
    siege.answer(ledger, MayGrant("enver", 0), granted=True)
    taken = [e for e in ledger.events if isinstance(e, GunsTaken) and e.unit == unit.number]
    assert taken == ([GunsTaken(unit.number, guns, mgs, "enver")] if guns or mgs else [])
    left = ledger.state.unit(unit.number)
    assert (left.guns, left.mgs, left.due) == (0, 0, 0)


def test_terms_refused_leave_men_nothing_to_lose() -> None:
    """[22.7] Those who fight gain 1 morale, never over their ceiling; crews nothing."""
    position = garrison(morale=3)
    asked = umpire.apply(position.state, OfferTerms(0)).state
    step = umpire.apply(asked, GrantTerms(False))
    assert step.events[1] == TermsAnswered(0, "enver", granted=False)
    assert [e for e in step.events if isinstance(e, MoraleChanged)] == [
        MoraleChanged(position.n("G"), 1, 4, "no_terms")
    ]


@pytest.mark.parametrize("level", ["recruit", "automaton", "random"])
def test_computers_answer_a_garrison(level: str) -> None:
    """[22.6] Nothing waits for a side without a player."""
    asked = umpire.apply(garrison().state, OfferTerms(0)).state
    orders = ai.decide(umpire.view(asked, "enver"), 1, level)
    assert isinstance(orders[0], GrantTerms)
    assert umpire.refusal(asked, orders[0]) is None
