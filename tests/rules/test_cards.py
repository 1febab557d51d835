"""Chapter 25: decks, play, branches, aims, the calendar, answers and what lasts."""

import itertools
from collections import Counter as Count
from dataclasses import replace

import pytest

from game import codec, questions, umpire
from game.model import conditions as c
from game.model import effects as fx
from game.model.actions import Attack, Choose, EndPart, Keep, PlayCard, React
from game.model.agenda import DrawCards, MayChoose, MayKeep, MayReact, Perform
from game.model.cards import Aim, Card, Choice, Deck
from game.model.dice import Dice, Scripted, Seeded
from game.model.events import (
    BranchTaken,
    BreakAnnounced,
    CardFailed,
    CardLapsed,
    CardPlayed,
    CardsDrawn,
    DeckRenewed,
    FlagSet,
    PurseChanged,
)
from game.model.fortunes import Shift
from game.model.judgement import Refusal
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import aims, cards, decks, holds, muster, sequence, views
from tests.sketch import Counter, Sketch, sketch

PICTURE = """
.A  .   .   .   .
  .   .   .   .
T   .   .   .   TB
  .   .   .   .
"""


def ground(fog: bool = False, **more: object) -> Sketch:
    """Enver's riders and a Red battalion in a town, far from each other."""
    letters = {
        "A": Counter("band_horse", "enver", 300, faction="lokai"),
        "B": Counter("rifle", "red", 400, 0, 4),
    }
    return sketch(PICTURE, letters, held={"t0": "enver", "t1": "red"}, fog=fog, **more)  # type: ignore[arg-type]


def card(card_id: str, side: str = "enver", kind: str = "hand", **more: object) -> Card:
    """A card with little text."""
    return Card(card_id, side, card_id, "Text.", "Note.", "source", kind, **more)  # type: ignore[arg-type]


def dealt(
    sk: Sketch, *told: Card, deck: str = "", hand: str = "", red: str = "", red_hand: str = "", dice: Dice | None = None
) -> State:
    """The state of a sketch with these cards; decks and hands are ids with spaces between."""

    def ids(text: str) -> tuple[str, ...]:
        return tuple(sorted(text.split()))

    piles = (Deck("enver", ids(deck), ids(hand)), Deck("red", ids(red), ids(red_hand)))
    scenario = replace(sk.state.scenario, cards=told, decks=piles, factions=tuple(
        replace(faction, tested=True, cohesion=5) for faction in sk.state.scenario.factions
    ))  # fmt: skip
    state = replace(sk.state, scenario=scenario, table=cards.opening(scenario))
    return replace(state, dice=dice) if dice is not None else state


def flag(name: str) -> fx.Flag:
    """An effect that is easily seen."""
    return fx.Flag(name=name, is_=True)


def upkeep(state: State) -> Ledger:
    """The ledger after the start of a turn, as far as cards go."""
    ledger = Ledger(state)
    cards.open_turn(ledger)
    sequence.settle(ledger)
    return ledger


def kinds(ledger: Ledger | umpire.Step, kind: type) -> list[object]:
    """The events of one kind."""
    return [event for event in ledger.events if type(event) is kind]


def message(state: State, action: PlayCard | Choose | React | Keep) -> str:
    """Why it is refused, or nothing."""
    refused = umpire.refusal(state, action)
    return refused.message if refused is not None else ""


# --- decks and hands --------------------------------------------------------------------------------------------------


def test_a_hand_has_room_for_three_and_those_it_begins_with_count() -> None:
    """[25.1] A full hand draws nothing; others see how many cards there are, and no more."""
    told = [card(name) for name in "abcd"]
    state = dealt(ground(fog=True), *told, deck="a b c d", hand="a b c")
    assert state.table.hands[1] == ("a", "b", "c") and state.table.decks[1] == ("a", "b", "c", "d")
    ledger = Ledger(state)
    cards.draw(ledger, DrawCards("enver"))
    assert not ledger.events
    seen = umpire.view(state, "red")
    assert seen.table.hands[1] == ("", "", "") and seen.table.decks[1] == ("", "", "", "")
    assert umpire.view(state, "enver").table.hands[1] == ("a", "b", "c")


def test_every_card_left_is_as_likely_as_any_other_by_enumeration() -> None:
    """[25.2] Of a, a, b, c every ordered pair of cards comes as often as there are ways to draw it."""
    sk, told = ground(), [card(name) for name in "abc"]
    found: Count[tuple[str, ...]] = Count()
    for faces in itertools.product(range(1, 5), range(1, 4)):
        ledger = Ledger(dealt(sk, *told, deck="a a b c", dice=Scripted(faces)))
        found[decks.draw(ledger, "enver", 2)] += 1
    expected = Count(itertools.permutations("aabc", 2))
    assert found == expected and sum(found.values()) == 12


def test_twenty_thousand_draws_are_even() -> None:
    """[25.2] Each of five cards comes first in a fifth of the draws, within four standard deviations."""
    state = dealt(ground(), *[card(name) for name in "abcde"], deck="a b c d e")
    found: Count[str] = Count()
    for seed in range(20_000):
        found[decks.draw(Ledger(replace(state, dice=Seeded(seed))), "enver", 1)[0]] += 1
    assert set(found) == set("abcde")
    assert all(abs(number - 4000) < 4 * 57 for number in found.values()), found


def test_of_two_drawn_one_is_kept_and_the_other_goes_back() -> None:
    """[25.2] The decision is on the agenda, waits for its side, and survives a save."""
    state = upkeep(dealt(ground(), card("a"), card("b"), deck="a b", dice=Scripted((1,)))).state
    assert state.agenda == (MayKeep("enver", ("a", "b")),) and state.actor == "enver"
    assert codec.decode_state(state.scenario, codec.encode(state)) == state
    assert message(state, Keep("c")) == "card.not_drawn"
    assert list(umpire.legal(state)) == [Keep("a"), Keep("b")]
    after = umpire.apply(state, Keep("b")).state
    assert after.table.hands[1] == ("b",) and after.table.decks[1] == ("a",) and not after.agenda


def test_two_cards_alike_are_no_choice() -> None:
    """[25.2] Nobody is asked which of them he keeps."""
    state = upkeep(dealt(ground(), card("a"), deck="a a", dice=Scripted((1, 1)))).state
    assert not state.agenda and state.table.hands[1] == ("a",) and state.table.decks[1] == ("a",)


def test_a_side_without_a_player_draws_nothing() -> None:
    """[25.2, 25.6] An automaton is never asked."""
    state = dealt(ground(), card("a"), card("b"), deck="a b")
    sides = tuple(replace(side, seat="automaton") for side in state.scenario.sides)
    state = replace(state, scenario=replace(state.scenario, sides=sides))
    assert not upkeep(state).events


def test_a_card_whose_last_turn_is_past_goes_to_the_discards() -> None:
    """[25.3] And is not drawn again, even when the discards become the deck."""
    told = (card("old", last=1, once=False), card("new"))
    ledger = upkeep(replace(dealt(ground(), *told, deck="old new", hand="old"), turn=2))
    assert kinds(ledger, CardLapsed) == [CardLapsed("enver", "old")]
    assert ledger.state.table.hands[1] == ("new",) and ledger.state.table.discards[1] == ("old",)
    assert ledger.state.table.decks[1] == ("old",)
    assert not kinds(upkeep(ledger.state), DeckRenewed)


def test_the_discards_become_the_deck_when_nothing_is_left() -> None:
    """[25.4] A card played for once leaves the game, another lies in the discards until then."""
    state = dealt(ground(), card("once"), card("again", once=False), hand="once again", dice=Scripted((1,)))
    state = umpire.apply(umpire.apply(state, PlayCard("once")).state, PlayCard("again")).state
    assert state.table.spent == ("once",) and state.table.discards[1] == ("again",) and not state.table.hands[1]
    ledger = upkeep(state)
    assert kinds(ledger, DeckRenewed) and ledger.state.table.hands[1] == ("again",)


# --- playing ----------------------------------------------------------------------------------------------------------


def test_a_card_is_paid_for() -> None:
    """[25.5] Out of the side's own purse; one that cannot be paid is refused."""
    told = (card("dear", cost=7), card("cheap", cost=2, effects=(flag("done"),)))
    state = dealt(ground(), *told, hand="dear cheap")
    assert message(state, PlayCard("dear")) == "card.price"
    assert message(state, PlayCard("none")) == "card.unknown"
    step = umpire.apply(state, PlayCard("cheap"))
    assert kinds(step, PurseChanged) == [PurseChanged("enver", -2, "card")]
    assert step.state.table.flags == ("done",) and step.state.bonds.purse == (6, 4, 6)
    assert message(step.state, PlayCard("cheap")) == "card.not_held"


def test_a_card_has_its_turns() -> None:
    """[25.3] Too early, and too late."""
    state = dealt(ground(), card("a", first=3, last=4), hand="a")
    assert [message(replace(state, turn=turn), PlayCard("a")) for turn in (2, 3, 4, 5)] == [
        "card.early", "", "", "card.late",
    ]  # fmt: skip


def test_a_branch_has_its_price_and_its_conditions() -> None:
    """[25.6, 25.19] It is chosen as the card is played; its effects come after those of the card."""
    branches = (
        Choice("up", "Up", "Text.", cost=4, effects=(fx.Flag(name="x", is_=False), flag("up"))),
        Choice("down", "Down", "Text.", conditions=(c.Flag(name="never"),)),
        Choice("dear", "Dear", "Text.", cost=9),
    )
    state = dealt(ground(), card("a", cost=1, effects=(flag("x"),), choices=branches), hand="a")
    assert message(state, PlayCard("a")) == "card.choice"
    assert message(state, PlayCard("a", "side")) == "card.no_such_choice"
    assert message(state, PlayCard("a", "down")) == "card.choice_conditions"
    assert message(state, PlayCard("a", "dear")) == "card.price"
    assert PlayCard("a", "up") in set(umpire.legal(state)) and PlayCard("a", "down") not in set(umpire.legal(state))
    step = umpire.apply(state, PlayCard("a", "up"))
    assert step.state.bonds.purse[1] == 1 and step.state.table.flags == ("up",)
    assert [event.name for event in step.events if isinstance(event, FlagSet)] == ["x", "x", "up"]


def test_another_side_may_have_the_choice() -> None:
    """[25.6] It is asked, pays for its branch, and is not asked where it has no choice."""
    branches = (Choice("one", "One", "Text.", cost=2, effects=(flag("one"),)), Choice("two", "Two", "Text."))
    state = dealt(ground(), card("a", cost=1, choices=branches, chooser="red"), hand="a")
    assert message(state, PlayCard("a", "one")) == "card.not_your_choice"
    asked = umpire.apply(state, PlayCard("a")).state
    assert asked.agenda == (MayChoose("red", "a", "enver"),) and asked.actor == "red"
    assert message(asked, Choose("three")) == "card.no_such_choice"
    assert list(umpire.legal(asked)) == [Choose("one"), Choose("two")]
    step = umpire.apply(asked, Choose("one"))
    assert kinds(step, BranchTaken) == [BranchTaken("red", "a", "one")]
    assert step.state.bonds.purse == (4, 5, 6) and step.state.table.flags == ("one",)
    poor = replace(state, bonds=replace(state.bonds, purse=(1, 6, 6)))
    assert kinds(umpire.apply(poor, PlayCard("a")), BranchTaken) == [BranchTaken("red", "a", "two")]


def test_a_side_without_a_player_takes_the_first_free_branch() -> None:
    """[25.6] Nothing waits for it."""
    branches = (Choice("dear", "Dear", "Text.", cost=1), Choice("free", "Free", "Text."), Choice("f", "F", "Text."))
    state = dealt(ground(), card("a", choices=branches, chooser="lokai"), hand="a")
    sides = tuple(replace(s, seat="automaton") if s.id == "lokai" else s for s in state.scenario.sides)
    state = replace(state, scenario=replace(state.scenario, sides=sides))
    assert kinds(umpire.apply(state, PlayCard("a")), BranchTaken) == [BranchTaken("lokai", "a", "free")]


def test_what_cannot_be_seen_does_not_stand_in_the_way() -> None:
    """[25.7] The card is allowed alike in both worlds, and comes to nothing in one: its price is lost."""
    needs = (c.Unit(unit="B", status="pool"),)
    state = dealt(ground(fog=True), card("a", cost=2, conditions=needs, effects=(flag("done"),)), hand="a")
    assert umpire.refusal(state, PlayCard("a")) is None
    step = umpire.apply(state, PlayCard("a"))
    assert kinds(step, CardFailed) == [CardFailed("a")]
    assert step.state.bonds.purse[1] == 4 and not step.state.table.flags and step.state.table.spent == ("a",)
    lit = replace(state, scouting=replace(state.scouting, fog=False))
    assert message(lit, PlayCard("a")) == "card.conditions"


# --- conditions and aims ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "is_so"),
    [
        (c.Any(of=((c.Turn(least=9),), (c.Turn(most=3), c.Free(unit="A")))), True),
        (c.Any(of=((c.Turn(least=9),),)), False),
        (c.Awaited(side="red", at="edge:x"), False),
        (c.Besieged(place="t1"), True),
        (c.Cohesion(faction="lokai", least=10), True),
        (c.Cohesion(faction="lokai", most=9), False),
        (c.Deputy(faction="lokai"), False),
        (c.Drilled(least=1), False),
        (c.Exits(side="enver", open_most=0), True),
        (c.Fights(side="red", result="lost", least=1), False),
        (c.Flag(name="x", is_=False), True),
        (c.Flag(name="x"), False),
        (c.Free(unit="B"), True),
        (c.Gifted(faction="lokai", turns=2), False),
        (c.Offered(faction="lokai", turns=2), False),
        (c.Held(side="red", places=("t0", "t1"), least=1), True),
        (c.Held(side="red", places=("t0", "t1"), least=2), False),
        (c.Held(side="enver", place="t0"), True),
        (c.Hungry(side="red", rung="short"), False),
        (c.InRanks(side="enver", faction="lokai"), True),
        (c.InRanks(side="red", faction="lokai"), False),
        (c.InRanks(side="red", units=("B",)), True),
        (c.Men(side="red", least=400), True),
        (c.Men(side="red", near="t0", hexes=1, least=1), False),
        (c.Men(side="enemies", type="rifle", in_place=True, least=400), True),
        (c.Near(unit="A", place="t0", hexes=1), True),
        (c.Near(unit="A", place="enemy", hexes=2), False),
        (c.Purse(side="enver", least=7), False),
        (c.Purse(side="enver", most=6), True),
        (c.Stacks(side="red", men_most=400), True),
        (c.Stacks(side="red", men_most=399), False),
        (c.Surrounded(unit="A"), False),
        (c.Turn(least=1, most=1), True),
        (c.Unit(unit="A", status="field"), True),
        (c.Unit(unit="A", status="gone"), False),
        (c.Weather(is_="fair"), True),
        (c.Weather(is_not="fair"), False),
    ],
    ids=lambda value: type(value).__name__,
)
def test_conditions(condition: c.Condition, is_so: bool) -> None:
    """[25.7, 25.9] Every kind, on a small position."""
    state = dealt(ground())
    assert holds.holds(state, condition, muster.Scene("enver")) is is_so


def test_conditions_on_what_has_happened() -> None:
    """[25.7] Fights, gifts and offers are counted from the court, this turn included."""
    state = dealt(ground())
    court = replace(state.court, fights=(("enver", "red", 500),), gifts=(3,), offers=(4,), deputy=0)
    state, at = replace(state, court=court, turn=4), muster.Scene("enver")
    assert holds.holds(state, c.Fights(side="enver", result="won", men=500), at)
    assert not holds.holds(state, c.Fights(side="enver", result="won", men=501), at)
    assert holds.holds(state, c.Gifted(faction="lokai", turns=2), at)
    assert not holds.holds(state, c.Gifted(faction="lokai", turns=1), at)
    assert holds.holds(state, c.Offered(faction="lokai", turns=1), at) and holds.holds(
        state, c.Deputy(faction="lokai"), at
    )


def test_aims() -> None:
    """[25.8] Stacks, units, places, factions, hexes and their sides: what is named is found, and nothing else."""
    sk = ground(rivers={(0, 0, 2): "major"}, spate="all")
    state = dealt(sk)
    a, b, town = sk.unit("A").cell, sk.unit("B").cell, sk.at(0, 1)

    def all_of(**aim: object) -> list[tuple[int, ...]]:
        return list(aims.targets(state, Aim(**aim), "enver"))  # type: ignore[arg-type]

    assert all_of(kind="stack", side="enemies") == [(b,)] and all_of(kind="stack", side="red", men_least=401) == []
    assert all_of(kind="stack", men_most=300) == [(a,)] and all_of(kind="stack", movement="foot") == [(b,)]
    assert all_of(kind="stack", in_place=True) == [(b,)] and all_of(kind="stack", without=("A",)) == [(b,)]
    assert all_of(kind="stack", side="enver", away_from="enemy", hexes=1) == [(a,)]
    assert all_of(kind="stack", near="enver", near_men=301, hexes=0) == []
    assert all_of(kind="unit", side="red", mgs_least=1) == [(sk.n("B"),)] and all_of(kind="unit", mgs_least=5) == []
    assert all_of(kind="place", held="red") == [(b,)] and all_of(kind="place", near="enver", hexes=1) == [(town,)]
    assert all_of(kind="place", places=("t0",)) == [(town,)] and all_of(kind="place", loyalty_least=2) == []
    assert all_of(kind="place", with_="red") == [(b,)]
    assert all_of(kind="faction", side="enver") == [(0,)] and all_of(kind="faction", cohesion_most=6) == []
    assert all_of(kind="hex", enemy=True) == [(b,)] and all_of(kind="hex", near="unit:A", hexes=0) == [(a,)]
    assert all_of(kind="hexside", side="enver", river="spate") == [(a, 2)]
    assert all_of(kind="hexside", side="red", river="any") == []
    assert not aims.fits(state, Aim(kind="stack"), "enver", ()) and not aims.fits(
        state, Aim(kind="hexside", river="any"), "enver", (a, 9)
    )


def test_a_card_is_aimed_as_it_is_played() -> None:
    """[25.8] The target is a part of the order; a card without an aim takes none."""
    sk = ground()
    state = dealt(sk, card("a", aim=Aim(kind="stack", side="enver")), card("b"), hand="a b")
    here = (sk.unit("A").cell,)
    assert message(state, PlayCard("a")) == "card.target" and message(state, PlayCard("a", "", here)) == ""
    assert message(state, PlayCard("a", "", (99_999,))) == message(state, PlayCard("a", "", (-3,))) == "card.target"
    assert message(state, PlayCard("b", "", here)) == "card.no_target"
    assert list(questions.card_plays(umpire.view(state, "enver"))) == [PlayCard("a", "", here), PlayCard("b")]


# --- by themselves ----------------------------------------------------------------------------------------------------


def test_a_card_of_the_calendar_happens_once_when_its_conditions_hold() -> None:
    """[25.10] In the first of its turns; free but for the branch."""
    told = card("day", kind="calendar", first=2, last=4, cost=3, conditions=(c.Flag(name="go"),), effects=(flag("x"),))
    state = dealt(ground(), told)
    assert not kinds(upkeep(replace(state, turn=2)), CardPlayed)
    ready = replace(state, turn=3, table=replace(state.table, flags=("go",)))
    ledger = upkeep(ready)
    assert kinds(ledger, CardPlayed) == [CardPlayed("enver", "day")] and "x" in ledger.state.table.flags
    assert ledger.state.bonds.purse == state.bonds.purse and ledger.state.table.spent == ("day",)
    assert not kinds(upkeep(replace(ledger.state, turn=4)), CardPlayed)
    assert not kinds(upkeep(replace(ready, turn=5)), CardPlayed)


def test_a_card_that_is_due_happens_wherever_it_lies() -> None:
    """[25.11] From its turn on, free, and it leaves the game."""
    told = card("letter", cost=5, due=3, effects=(flag("x"),))
    for state in (dealt(ground(), told, deck="letter"), dealt(ground(), told, hand="letter")):
        ledger = upkeep(replace(state, turn=3))
        assert kinds(ledger, CardPlayed) and ledger.state.table.flags == ("x",)
        assert ledger.state.table.spent == ("letter",) and not ledger.state.table.decks[1]
        assert ledger.state.bonds.purse == state.bonds.purse and not ledger.state.table.hands[1]


def test_a_standing_card_happens_at_the_end_of_each_turn_in_which_it_holds() -> None:
    """[25.12] And not at the start of it."""
    told = card(
        "daily", "", "standing", once=False, conditions=(c.Turn(least=2),), effects=(fx.Purse(side="red", by=1),)
    )
    state = dealt(ground(), told)
    for turn, purse in ((1, 6), (2, 7)):
        ledger = Ledger(replace(state, turn=turn))
        cards.open_turn(ledger)
        cards.close_turn(ledger)
        sequence.settle(ledger)
        assert ledger.state.bonds.purse[0] == purse


def test_a_break_that_may_come_is_announced_with_its_number() -> None:
    """[25.12] Ten, less one for a reason that holds; the announcement is known to all, and is gone next turn."""
    bonus = (
        fx.Bonus(by=1, why="strangers", conditions=(c.Turn(most=9),)),
        fx.Bonus(by=-1, why="a gift", conditions=(c.Flag(name="x"),)),
    )
    roll = fx.Roll(least=10, bonus=bonus, then=(fx.Break(faction="lokai"),))
    state = dealt(ground(fog=True), card("turns", "", "standing", once=False, effects=(roll,)))
    ledger = Ledger(state)
    cards.open_turn(ledger)
    assert kinds(ledger, BreakAnnounced) == [BreakAnnounced(0, 9, (("strangers", 1),))]
    for side in ("red", "enver"):
        assert umpire.view(ledger.state, side).table.omens == ((0, 9, (("strangers", 1),)),)
        assert umpire.witness(state, BreakAnnounced(0, 9), side) == BreakAnnounced(0, 9)
    (omen,) = questions.looming(state)
    assert (omen.number, omen.least, omen.ways) == (10, 9, 10)
    assert not questions.looming(replace(state, table=replace(state.table, spent=("turns",))))


# --- answers ----------------------------------------------------------------------------------------------------------


def test_others_are_asked_before_a_card_does_what_it_says() -> None:
    """[25.13, 25.15] The answer comes first; letting it pass lets it happen; its owner is not asked."""
    told = (
        card("a", effects=(flag("a"),)),
        card("no", "red", "reaction", answers="a", cost=2, effects=(fx.Answered(as_="cancelled"),)),
        card("mine", "enver", "reaction", answers="a"),
    )
    asked = umpire.apply(dealt(ground(), *told, hand="a"), PlayCard("a")).state
    assert asked.agenda == (MayReact("red", "a", ("no",)), Perform("enver", "a"))
    assert message(asked, React("mine")) == "card.no_answer"
    assert list(umpire.legal(asked)) == [React(""), React("no")]
    passed = umpire.apply(asked, React("")).state
    assert passed.table.flags == ("a",) and "no" not in passed.table.spent
    stopped = umpire.apply(asked, React("no")).state
    assert not stopped.table.flags and not stopped.agenda and stopped.bonds.purse == (4, 6, 6)
    assert stopped.table.spent == ("a", "no")


def test_an_answer_puts_off_or_softens() -> None:
    """[25.15, 25.17] Put off by two turns, a card does at their start all that it says."""
    told = (
        card("a", effects=(flag("a"),), choices=(Choice("b", "B", "Text.", effects=(flag("b"),)),)),
        card("wait", "red", "reaction", answers="a:b", effects=(fx.Answered(as_="later", turns=2),)),
        card("soft", "red", "reaction", answers="a", effects=(fx.Answered(as_="softer", modifier=3),)),
    )
    asked = umpire.apply(dealt(ground(), *told, hand="a"), PlayCard("a", "b")).state
    assert asked.agenda[0] == MayReact("red", "a:b", ("wait", "soft"))
    waiting = umpire.apply(asked, React("wait")).state
    assert not waiting.table.flags and not waiting.agenda
    assert not upkeep(replace(waiting, turn=2)).state.table.flags
    assert upkeep(replace(waiting, turn=3)).state.table.flags == ("a", "b")
    assert umpire.apply(asked, React("soft")).state.table.flags == ("a", "b")


def test_a_reaction_of_a_deck_must_be_in_the_hand() -> None:
    """[25.14] One of no deck is used once if it comes once; nobody is asked who cannot answer."""
    told = (
        card("a", once=False),
        card("deck", "red", "reaction", answers="a"),
        card("free", "red", "reaction", answers="a"),
    )
    asked = umpire.apply(dealt(ground(), *told, hand="a a", red="deck"), PlayCard("a")).state
    assert asked.agenda[0] == MayReact("red", "a", ("free",))
    again = umpire.apply(umpire.apply(asked, React("free")).state, PlayCard("a")).state
    assert not again.agenda
    held = umpire.apply(dealt(ground(), *told, hand="a", red_hand="deck"), PlayCard("a")).state
    assert held.agenda[0] == MayReact("red", "a", ("deck", "free"))
    assert message(dealt(ground(), *told, hand="deck"), PlayCard("deck")) == "card.answers"


def test_an_answer_must_be_paid_and_hold_by_what_the_side_knows() -> None:
    """[25.16] Else the side is not asked."""
    dear = card("no", "red", "reaction", answers="a", cost=7)
    vain = card("vain", "red", "reaction", answers="a", conditions=(c.Turn(least=5),))
    assert not umpire.apply(dealt(ground(), card("a"), dear, vain, hand="a"), PlayCard("a")).state.agenda


def test_a_storm_is_answered_by_those_who_are_stormed() -> None:
    """[25.13, 25.16] Before the dice, and nobody else is asked."""
    letters = {"A": Counter("guard_horse", "enver", 600), "B": Counter("rifle", "red", 200)}
    sk = sketch("\n.A  .\n  TB\n", letters, held={"t0": "red"}, works={(1, 0): (-1, 50)}, dice=(3,) * 40)
    told = (
        card("hold", "red", "reaction", answers="storm"),
        card("help", "lokai", "reaction", answers="storm"),
    )
    state = dealt(sk, *told)
    asked = umpire.apply(state, Attack(sk.unit("B").cell, (sk.n("A"),))).state
    assert asked.agenda[0] == MayReact("red", "storm", ("hold",), (sk.unit("B").cell,))
    assert not any(isinstance(task, MayReact) for task in umpire.apply(asked, React("")).state.agenda)


# --- what lasts -------------------------------------------------------------------------------------------------------


def test_what_lasts_some_parts_is_counted_as_they_begin() -> None:
    """[25.20] Laid down in a part of its side it holds in this one and the next, and is gone in the third."""
    shift = Shift(side="enver", when="attack", columns=1, everywhere=True, parts=2)
    state = dealt(ground(turns=20), card("a", effects=(shift,)), hand="a")
    state = umpire.apply(state, PlayCard("a")).state
    left = []
    for _ in range(5):
        left.append((state.turn, state.phasing, len(state.table.lasting)))
        state = umpire.apply(state, EndPart()).state
    assert left == [(1, "enver", 1), (1, "red", 1), (2, "enver", 1), (2, "red", 1), (3, "enver", 0)]


def test_a_turn_begins_in_order() -> None:
    """[25.17] What was put off, then the calendar, then the draws."""
    told = (
        card("a", effects=(fx.Later(turns=2, effects=(flag("put-off"),)),)),
        card("day", kind="calendar", first=3, last=3, conditions=(c.Flag(name="put-off"),), effects=(flag("day"),)),
        card("b"),
        card("c"),
    )
    played = umpire.apply(dealt(ground(), *told, deck="b c", hand="a", dice=Seeded(4)), PlayCard("a")).state
    ledger = upkeep(replace(played, turn=3))
    order = [type(event) for event in ledger.events if isinstance(event, FlagSet | CardPlayed | CardsDrawn)]
    assert order == [FlagSet, CardPlayed, FlagSet, CardsDrawn] and ledger.state.table.flags == ("day", "put-off")


def test_what_comes_later_is_not_judged_again() -> None:
    """[25.17, 25.32] It happens at the start of its turn, whatever the card's conditions are then."""
    later = fx.Later(turns=2, effects=(flag("x"),))
    state = dealt(ground(), card("a", conditions=(c.Turn(most=1),), effects=(later,)), hand="a")
    played = umpire.apply(state, PlayCard("a")).state
    assert not upkeep(replace(played, turn=2)).state.table.flags
    assert upkeep(replace(played, turn=3)).state.table.flags == ("x",)


def test_flags_are_remembered_for_other_cards() -> None:
    """[25.18] Down until a card sets it."""
    told = (card("a", effects=(flag("x"),)), card("b", conditions=(c.Flag(name="x"),)))
    state = dealt(ground(), *told, hand="a b")
    assert message(state, PlayCard("b")) == "card.conditions"
    assert message(umpire.apply(state, PlayCard("a")).state, PlayCard("b")) == ""


# --- face down --------------------------------------------------------------------------------------------------------


def test_imagined_hands_come_from_what_nobody_has_seen() -> None:
    """[25.1, 4.8] The world looks the same, holds the right cards, and hands differ between seeds."""
    told = [card(name, once=name == "d") for name in "abcd"] + [card("r", "red")]
    state = upkeep(dealt(ground(fog=True), *told, deck="a b c", hand="c d", red="r", dice=Scripted((1, 1)))).state
    state = replace(state, dice=Seeded(1))
    seen = umpire.view(state, "red")
    assert seen.agenda == (MayKeep("enver", ("", "")),)
    hands = set()
    for seed in range(30):
        world = umpire.imagine(seen, seed)
        assert umpire.view(world, "red") == seen
        (task,) = world.agenda
        assert isinstance(task, MayKeep)
        assert Count((*world.table.hands[1], *world.table.decks[1], *task.cards)) == Count("abccd")
        hands.add(world.table.hands[1])
    assert len(hands) > 2


def test_others_do_not_learn_what_was_drawn_or_where_a_card_was_aimed_out_of_sight() -> None:
    """[4.5, 25.1] They hear how many cards, and which card was played."""
    sk = ground(fog=True)
    state = dealt(
        sk, card("a", aim=Aim(kind="stack", side="enver")), card("b"), deck="a b", hand="a", dice=Scripted((1,))
    )
    step = umpire.apply(state, PlayCard("a", "", (sk.unit("A").cell,)))
    heard_of = [umpire.witness(state, event, "red") for event in step.events if isinstance(event, CardPlayed)]
    assert heard_of == [CardPlayed("enver", "a")]
    ledger = upkeep(state)
    drawn = [event for event in ledger.events if isinstance(event, CardsDrawn)]
    assert [len(event.cards) for event in drawn] == [2]
    assert [umpire.witness(state, event, "red") for event in drawn] == [CardsDrawn("enver", ("", ""))]
    assert [umpire.witness(state, event, "enver") for event in drawn] == drawn
    assert isinstance(views.view(ledger.state, "red").agenda[0], MayKeep)


def test_a_save_with_a_card_that_is_not_there_is_refused() -> None:
    """Decoding looks at piles and at decisions."""
    state = dealt(ground(), card("a"), hand="a")
    data = codec.encode(state)
    data["table"]["hands"][1] = ["zebra"]
    with pytest.raises(codec.Undecodable, match="zebra"):
        codec.decode_state(state.scenario, data)


def test_a_refusal_is_a_refusal() -> None:
    """[25.5] Each tells its clause."""
    refused = umpire.refusal(dealt(ground(), card("a")), PlayCard("a"))
    assert refused == Refusal("25.5", "card.not_held", {"card": "a"})
