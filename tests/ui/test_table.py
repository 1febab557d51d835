"""The card table and the council in the window: what is offered there, and that it is had by mouse alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from game import library, questions, replay, umpire
from game.model.actions import CardAnswer, Choose, CouncilOrder, Drill, Gift, Keep, MoveTogether, PlayCard
from game.model.state import Seen, State
from game.ui import intent, table
from game.ui.choices import Conferring, Idle, Picking
from tests.ui import positions, xwin
from tests.ui.test_window import current
from tests.ui.xwin import Window

GROUND, SIDE = positions.GROUND, "enver"
CARDS = Conferring("cards")
COUNCIL = Conferring("council")


def opening(side: str = SIDE) -> State:
    """The proving ground with a side to act and nothing asked of it, with a full purse and two cards in hand."""
    state = positions.made(GROUND, side, {})
    number = state.scenario.side_number(side)
    cards = {"enver": ("sermon", "double-posts"), "red": ("burning", "recall")}[side]
    hands = tuple(cards if place == number else () for place in range(len(state.scenario.sides)))
    purse = tuple(6 for _ in state.scenario.sides)
    return replace(state, table=replace(state.table, hands=hands), bonds=replace(state.bonds, purse=purse))


def test_a_hand_offers_each_way_to_play_and_says_why_not() -> None:
    seen = umpire.view(opening(), SIDE)
    found = table.offers(seen, SIDE, CARDS)
    plays = [offer.action for offer in found if offer.action is not None]
    assert plays == list(questions.card_plays(seen)) and all(isinstance(play, PlayCard) for play in plays)
    (waiting,) = [offer for offer in found if offer.action is None]
    assert waiting.label == "Double posts" and waiting.refusal is not None
    assert waiting.refusal.message == "card.answers"


def test_the_council_offers_what_is_legal_with_its_price_and_odds() -> None:
    seen = umpire.view(opening(), SIDE)
    found = table.offers(seen, SIDE, COUNCIL)
    legal = [action for action in umpire.legal(seen) if isinstance(action, CouncilOrder)]
    assert {offer.action for offer in found} == set(legal) and len(found) == len(legal)
    assert any(isinstance(offer.action, Drill) for offer in found)
    gift = next(offer for offer in found if isinstance(offer.action, Gift))
    assert gift.price == seen.scenario.charts.cohesion.gift_cost and gift.words.endswith(" +1.")
    for offer in found:
        assert offer.action is not None
        for cause in questions.at_stake(seen, offer.action):
            if not cause.by:
                assert f"−1 in {questions.fails(seen, cause.faction, cause.modifier)} of 36" in offer.words


def test_a_march_under_a_strange_chief_names_its_strain_before_it_is_ordered() -> None:
    """[15.9, 15.14] What the panel says of a stack is what the rules add, with the chance of each test."""
    state = opening()
    chief, band = (state.scenario.unit_number(unit) for unit in ("e-chief", "e-hillmen"))
    units = state.forces.with_unit(replace(state.unit(band), cell=state.unit(chief).cell))
    seen = umpire.view(replace(state, forces=units), SIDE)
    march = MoveTogether(tuple(sorted((chief, band))), ())
    (cause,) = questions.at_stake(seen, march)
    failing = questions.fails(seen, cause.faction, cause.modifier)
    assert table.at_stake(seen, march) == f"Hillmen tested: −1 in {failing} of 36."
    assert table.at_stake(seen, MoveTogether((band,), ())) == ""


def test_nobody_orders_or_plays_out_of_his_part() -> None:
    seen = umpire.view(opening("red"), SIDE)
    assert all(offer.action is None for offer in table.offers(seen, SIDE, CARDS))
    assert table.offers(seen, SIDE, COUNCIL) == ()
    assert intent.kept(seen, SIDE, COUNCIL) == Idle()
    mine = umpire.view(opening(), SIDE)
    assert intent.kept(mine, SIDE, Conferring("council", 2)) == COUNCIL


def test_the_hand_of_another_side_is_never_shown() -> None:
    seen = umpire.view(opening("red"), "red")
    assert {offer.label.split(",")[0] for offer in table.offers(seen, "red", CARDS)} == {"A village burns", "Recall"}
    other = umpire.view(opening(), "red")
    assert other.table.hands[seen.scenario.side_number(SIDE)] and table.offers(other, "red", CARDS) == ()


def test_a_question_offers_all_of_its_answers() -> None:
    """Along a game of recruits every question of the card table is answered by one of the offers."""
    scenario = library.load(GROUND)
    state = umpire.begin(scenario, umpire.Setup(11, (("fog", "off"),))).state
    asked: set[type] = set()
    for _ in range(400):
        if state.outcome is not None:
            break
        legal = list(umpire.legal(state))
        if isinstance(legal[0], CardAnswer):
            seen: Seen = umpire.view(state, state.actor)
            assert [offer.action for offer in table.offers(seen, state.actor, Picking())] == legal
            asked.add(type(legal[0]))
        state = umpire.apply(state, next((a for a in legal if isinstance(a, PlayCard)), legal[-1])).state
    assert {Keep, Choose} <= asked


@pytest.mark.window
@pytest.mark.skipif(bool(xwin.missing()), reason=f"a real window needs these tools: {xwin.missing()}")
def test_a_card_a_gift_and_a_drill_by_mouse_alone(tmp_path: Path) -> None:
    state = opening()
    positions.recorded(state, SIDE, tmp_path / "games" / "table.jsonl")
    with Window(["play", "--resume", "--events"], tmp_path) as window:
        window.wait("YOURS")
        for topic, kinds in (("cards", ("PlayCard",)), ("council", ("Gift", "Drill"))):
            window.press(topic, "battle")
            for kind in kinds:
                _take(window, kind, topic, tmp_path)
    assert [type(one.action).__name__ for one in _played(tmp_path)] == ["PlayCard", "Gift", "Drill"]


def _take(window: Window, kind: str, topic: str, home: Path) -> None:
    """Press the first offer of a kind, turning pages until it is seen."""
    seen = umpire.view(current(home), SIDE)
    found = table.offers(seen, SIDE, Conferring(topic))
    number = next(place for place, offer in enumerate(found) if type(offer.action).__name__ == kind)
    for _ in range(len(found)):
        spots = window.last("SPOTS")["spots"]
        if f"pick:{number}" in spots:
            break
        since = len(window.lines)
        window.press(next(spot for spot in spots if spot.startswith("page:")), "battle")
        window.wait("SPOTS", since)
    since = len(window.lines)
    window.press(f"pick:{number}", "battle")
    window.wait("DONE", since, {"action": kind})
    window.wait("YOURS", since)


def _played(home: Path) -> list[replay.Did]:
    """What has been done in the game on the disk."""
    record = replay.read(home / "games" / "table.jsonl")
    return [entry for entry in record.entries if isinstance(entry, replay.Did)]
