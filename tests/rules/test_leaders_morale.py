"""Chapters 12 and 13: leaders and morale."""

import pytest

from game.model.dice import Seeded
from game.model.events import MoraleChanged, Rolled, UnitFellBack, UnitLeft
from game.model.forces import Status
from game.model.ledger import Ledger
from game.rules import leaders, morale, retreat, sequence, units
from tests.sketch import Counter, sketch

ENVER = Counter("leader", men=0, radius=1, faction="own")
IBRAHIM = Counter("leader", men=0, radius=2, faction="lokai")


def test_a_leader_serves_his_side_or_his_faction() -> None:
    """[13.1, 13.2] Within his radius; one whose faction has a home serves only it."""
    position = sketch(
        ".E  .A\n  .I  .B\n.   .   .C",
        {
            "E": ENVER,
            "I": IBRAHIM,
            "A": Counter(faction="own"),
            "B": Counter(faction="own"),
            "C": Counter(faction="lokai"),
        },
        homes={"lokai": ((0, 0),)},
    )
    state = position.state
    assert not leaders.serves(state, position.unit("E"), position.unit("A"))
    assert leaders.serves(state, position.unit("E"), position.unit("I"))
    assert not leaders.serves(state, position.unit("I"), position.unit("B"))
    assert not leaders.led(state, (position.unit("A"), position.unit("B")))


@pytest.mark.parametrize(
    ("dice", "status", "due"),
    [((1, 1), Status.GONE, 0), ((2, 2), Status.GONE, 0), ((2, 3), Status.DISPERSED, 3), ((3, 4), Status.FIELD, 0)],
)
def test_a_leaders_fate(dice: tuple[int, int], status: Status, due: int) -> None:
    """[13.3] Killed 2-3, taken 4, wounded 5-6 for two turns, unhurt from 7."""
    position = sketch(".E", {"E": ENVER}, dice=dice)
    ledger = Ledger(position.state)
    leaders.roll_fate(ledger, position.unit("E"), alone=False)
    assert (ledger.state.unit(0).status, ledger.state.unit(0).due) == (status, due)


def test_alone_he_rolls_at_one_less_and_flees_to_friends() -> None:
    """[13.4] Seven is not enough; eight brings him to the nearest friends."""
    position = sketch(".E  .\n  .   .A", {"E": ENVER, "A": Counter()}, dice=(3, 4))
    ledger = Ledger(position.state)
    leaders.ridden_down(ledger, position.at(0, 0), "red")
    assert ledger.state.unit(position.n("E")).status is Status.DISPERSED
    lucky = sketch(".E  .\n  .   .A", {"E": ENVER, "A": Counter()}, dice=(4, 4))
    ledger = Ledger(lucky.state)
    leaders.ridden_down(ledger, lucky.at(0, 0), "red")
    assert ledger.state.unit(lucky.n("E")).cell == lucky.unit("A").cell


def test_history_still_needs_him() -> None:
    """[13.5] Three turns away instead of dead."""
    position = sketch(".E", {"E": Counter("leader", men=0, radius=1, faction="own", mortal=False)}, dice=(1, 1))
    ledger = Ledger(position.state)
    leaders.roll_fate(ledger, position.unit("E"), alone=False)
    assert UnitLeft(0, Status.DISPERSED, 4, 0, "wounded") in ledger.events


def test_states_of_mind() -> None:
    """[14.1] Steady 7, shaken 5, wavering 3, broken below; what is wavering does not attack."""
    names = []
    for value in range(11):
        position = sketch(".A", {"A": Counter(morale=value)})
        names.append(units.mood(position.state, position.unit("A")).name)
    assert names == ["broken"] * 3 + ["wavering"] * 2 + ["shaken"] * 2 + ["steady"] * 4


def test_no_unit_loses_more_than_three_a_turn() -> None:
    """[14.2]"""
    position = sketch(".A", {"A": Counter(morale=8)})
    ledger = Ledger(position.state)
    morale.shake(ledger, 0, 2, "losses")
    morale.shake(ledger, 0, 2, "driven_off")
    morale.shake(ledger, 0, 2, "want")
    assert ledger.state.unit(0).morale == 5


def test_friends_see_it_break_once() -> None:
    """[14.3] On the hex and next to it, those who have not lost heart this turn; contagion does not spread further."""
    position = sketch(
        ".A  .   .   .D\n  .B  .   .",
        {"A": Counter(morale=3), "B": Counter(morale=3), "D": Counter(morale=3)},
    )
    ledger = Ledger(position.state)
    morale.shake(ledger, position.n("A"), 1, "losses")
    assert [ledger.state.unit(n).morale for n in range(3)] == [2, 2, 3]
    assert MoraleChanged(position.n("B"), -1, 2, "contagion") in ledger.events


def test_who_has_lost_heart_already_is_not_infected() -> None:
    """[14.3] One who fell this turn for a reason of his own does not fall again because his neighbour breaks."""
    position = sketch(".A\n  .B", {"A": Counter(morale=3), "B": Counter(morale=6)})
    ledger = Ledger(position.state)
    morale.shake(ledger, position.n("B"), 1, "losses")
    morale.shake(ledger, position.n("A"), 1, "losses")
    assert [ledger.state.unit(n).morale for n in range(2)] == [2, 5]


def rallied(*, hunger: int = 0, leader: bool = False, dice: tuple[int, int]) -> tuple[int, bool]:
    counters = {"A": Counter("drilled_foot", morale=2, hunger=hunger, faction="own"), "E": ENVER}
    position = sketch(".A\n\n.E" if leader else ".A", counters if leader else {"A": counters["A"]}, dice=dice)
    ledger = Ledger(position.state)
    morale.rally(ledger, "enver")
    return ledger.state.unit(position.n("A")).morale, any(isinstance(e, Rolled) for e in ledger.events)


def test_rally() -> None:
    """[14.4] Two dice not over morale and two, to 4; a leader helps by one; the starving do not try."""
    assert rallied(dice=(2, 2)) == (4, True)
    assert rallied(dice=(2, 3)) == (2, True)
    assert rallied(dice=(2, 3), leader=True) == (4, True)
    assert rallied(dice=(1, 1), hunger=2) == (2, False)
    assert rallied(dice=(1, 1), hunger=1) == (4, True)


def test_those_who_do_not_rally_flee_from_zones() -> None:
    """[14.5, 17.1] Two hexes, away from the enemy."""
    position = sketch(
        ".A  .   .   .\n  .B  .   .",
        {"A": Counter("rifle", "red"), "B": Counter(morale=1)},
        dice=(6, 6),
        held={},
    )
    ledger = Ledger(position.state)
    sequence._begin_part(ledger, 0)
    fled = next(e for e in ledger.events if isinstance(e, UnitFellBack))
    assert fled.cause == "flight"
    grid = position.state.scenario.board.grid
    assert grid.distance(ledger.state.unit(position.n("B")).cell, position.at(0, 0)) == 1 + len(fled.route)


def at_rest(**changes: object) -> int:
    drawing = "T .A\n\n.E" if changes.pop("leader", False) else "T\n\n.A"
    counters = {"A": Counter(morale=4, faction="own", **changes), "E": ENVER}  # type: ignore[arg-type]
    used = {k: v for k, v in counters.items() if k in drawing}
    position = sketch(drawing.replace("T .A", "TA"), used, held={"t0": "enver"})
    ledger = Ledger(position.state)
    morale.rest(ledger)
    return ledger.state.unit(position.n("A")).morale


def test_rest_mends() -> None:
    """[14.6] One a turn, two with a leader; not after a march, not when short."""
    assert at_rest() == 5
    assert at_rest(leader=True) == 6
    assert at_rest(spent=2) == 4
    assert at_rest(hunger=1) == 4


def test_want_wears_down() -> None:
    """[14.7] The starving lose 1 each turn, the short each third."""
    for hunger, turn_one in ((1, 6), (3, 5)):
        position = sketch(".A", {"A": Counter(morale=6, hunger=hunger)})
        ledger = Ledger(position.state)
        morale.rest(ledger)
        assert ledger.state.unit(0).morale == turn_one


def test_chances_of_a_test() -> None:
    """[14.8] Counted out over 36 throws."""
    for number in range(15):
        counted = sum(1 for a in range(1, 7) for b in range(1, 7) if a + b <= number)
        assert morale.ways_at_most(number) == counted


def test_the_way_back_leads_home() -> None:
    """[17.1] Away from the foe, out of zones, toward towns of one's own; a zone hex costs a twentieth of the men."""
    position = sketch(
        "T   .   .   .B  .X",
        {"B": Counter("drilled_foot"), "X": Counter("rifle", "red")},
        held={"t0": "enver"},
        real_dice=Seeded(1),
    )
    route = retreat.way_back(position.state, position.unit("B"), 2, (position.at(8, 0),))
    assert not route, "the map has gaps: no hex to go to"
    whole = sketch(
        "T   .   .   .B  .X\n  .   .   .   .\n.   .   .   .   .",
        {"B": Counter("drilled_foot"), "X": Counter("rifle", "red")},
        held={"t0": "enver"},
    )
    route = retreat.way_back(whole.state, whole.unit("B"), 2, (whole.at(8, 0),))
    assert len(route) == 2 and whole.state.scenario.board.grid.column_row(route[-1])[0] == 4


def test_zones_cost_men_on_the_way_back() -> None:
    """[17.1] Five in a hundred for the one hex of the two that lies in a zone."""
    position = sketch(
        ".   .   .B  .\n  .X  .   .Y",
        {"B": Counter("drilled_foot"), "X": Counter("rifle", "red"), "Y": Counter("battery", "red", 40, 2)},
    )
    ledger = Ledger(position.state)
    retreat.fall_back(ledger, position.unit("B"), (position.at(5, 0), position.at(6, 0)), "retreat")
    assert ledger.state.unit(position.n("B")).men == 400
    ledger = Ledger(position.state)
    retreat.fall_back(ledger, position.unit("B"), (position.at(3, 0), position.at(2, 0)), "retreat")
    assert ledger.state.unit(position.n("B")).men == 380
