"""The siege by policies: it can be played, its games are what they seem, and the policies come out in their order."""

import pytest

from game import umpire
from game.model.actions import EndPart
from game.model.events import LineLost, PlaceTaken
from tests.siege import ground
from tests.siege.besiegers import Besieging, besiege
from tests.siege.garrison import Rations, defend
from tests.siege.page import PAGE, text
from tests.siege.study import AT_ONCE, BANDS, BLOCKADE, DRILLED, POLICIES, SEED, Line, lines, play, wilson
from tests.siege.table import Table

WAITING = DRILLED[1]


def test_the_same_seed_gives_the_same_game() -> None:
    """Another seed gives another."""
    assert play(Rations.HALF, WAITING, 7) == play(Rations.HALF, WAITING, 7)
    assert len({play(Rations.HALF, WAITING, seed) for seed in range(7, 12)}) > 1


@pytest.mark.parametrize("drill", [False, True])
def test_the_host_is_fed_in_its_winter_quarters(drill: bool) -> None:
    """As long as nobody rides in, no band is hungry before the hillmen have come; and the garrison's bread is eaten."""
    table = Table(umpire.begin(ground.ground(drill=drill), umpire.Setup(SEED, (("fog", "off"),))))
    while table.state.turn < 8:
        assert not [unit for unit in table.state.forces.of("enver") if unit.hunger]
        table.do(EndPart())
    assert table.state.realm.holdings[0].stores == 0
    assert table.named("company-red-1").hunger == 3


def test_drilled_men_take_the_place_of_riders() -> None:
    """Six bands of 150 leave the map, a week each, and six companies of 150 come in the week after."""
    never = Besieging("drill, and never storm", 7, 99, drill=True)
    table = Table(umpire.begin(ground.ground(drill=True), umpire.Setup(SEED, (("fog", "off"),))))
    for week in range(7, ground.WEEKS + 1):
        while table.state.turn < week:
            if table.state.actor == "red":
                table.do(EndPart())
            else:
                besiege(table, never)
        table.do(EndPart())  # Red's first part: whoever is due has come when the coalition's begins
        left = [name for name in ground.RECRUITS if not table.named(name).on_map]
        come = [n for n in range(1, 7) if table.named(f"company-{n}").on_map]
        assert left == list(ground.RECRUITS[: week - 7])
        assert len(come) == week - 7
    assert all(table.named(f"company-{n}").men == 150 for n in range(1, 7))


def test_a_town_that_falls_was_lost_line_by_line() -> None:
    """The outer line goes first, then the town; nothing is played after that."""
    fallen = 0
    for seed in range(SEED, SEED + 4):
        table = Table(umpire.begin(ground.ground(drill=True), umpire.Setup(seed, (("fog", "off"),))))
        while table.state.outcome is None and not table.fallen:
            if table.state.actor == "red":
                defend(table, Rations.FULL)
            else:
                besiege(table, DRILLED[0])
        taken = [event for event in table.events if isinstance(event, PlaceTaken)]
        assert len(taken) == table.fallen
        if table.fallen and taken[0].cause != "terms":
            fallen += 1
            assert any(isinstance(event, LineLost) for event in table.events)
    assert fallen


def test_the_extremes_in_ten_games() -> None:
    """A blockade alone storms nothing and takes nothing; storms from the first week cost a thousand men."""
    blockade, at_once, waiting = lines(10, rations=[Rations.FULL], policies=[BLOCKADE, AT_ONCE, WAITING])
    assert blockade.falls() <= 2
    assert blockade.storms == 0
    assert at_once.bands_lost > 1000
    assert waiting.falls() > at_once.falls()


def test_wilson() -> None:
    """The interval holds the share, is narrower with more games, and is sensible at the ends."""
    assert wilson(0, 500) == (0, 1)
    assert wilson(500, 500) == (99, 100)
    assert wilson(250, 500) == (46, 54)
    assert wilson(5, 10) == (24, 76)


def test_the_page_is_of_this_study() -> None:
    """It has 500 games a line, and a line for each pair of policies."""
    told = PAGE.read_text(encoding="utf-8")
    assert "python -m tests.siege --games 500" in told
    heads = [f"| {rations.value} | {policy.name} |" for rations in Rations for policy in POLICIES]
    assert all(told.count(head) == 1 for head in heads)
    few = [Line(rations, policy, (play(Rations.FULL, BLOCKADE, 1),)) for rations in Rations for policy in POLICIES]
    written = text(few, "")
    assert all(written.count(head) == 1 for head in heads)


@pytest.mark.slow
@pytest.mark.parametrize("rations", list(Rations))
def test_the_order_of_policies(rations: Rations) -> None:
    """With 120 games a line: blockade, storm at once, storm without drill, drill and wait, from seldom to usually."""
    blockade, at_once, bands, *drilled = lines(120, workers=2, rations=[rations])
    assert (blockade.policy, at_once.policy, bands.policy) == (BLOCKADE, AT_ONCE, BANDS)
    assert blockade.falls() <= 24
    assert at_once.falls() <= 36
    assert at_once.bands_lost > 1200
    assert blockade.falls() < bands.falls()
    for line in drilled:
        assert line.falls() > bands.falls() > at_once.falls()
        assert line.falls() >= 60
        assert line.bands_lost * 3 < at_once.bands_lost * 2
        assert 10 <= (line.week(2) or 0) <= 12
    costs = [line.bands_lost for line in drilled]
    assert costs == sorted(costs, reverse=True)
