"""Aims, ends and purses in words: each kind of them, and nothing left that is only a word of the machinery."""

from dataclasses import replace
from typing import get_args, get_type_hints

import pytest

from game import chronicle, library
from game.chronicle.purses import FLOWS
from game.library.schema import AwardTable, FlowTable
from game.model.bonds import Tally
from game.model.events import GunsTaken
from game.model.evolve import evolve
from game.model.scenario import Award, Flow, SuddenDeath
from game.model.state import State
from tests.sketch import Counter, sketch

COUNTERS = {
    "A": Counter("drilled_foot", faction="own"),
    "E": Counter("leader", men=0, radius=1, faction="own"),
    "g": Counter("battery", "red", 60, guns=3),
}
POSITION = sketch("TA  .E  Tg", COUNTERS, exits={"enver": (2, 0), "red": (0, 0)})
STATE = POSITION.state
SCENARIO = STATE.scenario


@pytest.mark.parametrize(
    ("award", "words", "when"),
    [
        (
            Award("falls", 26, place="t0", side="enver", turn=6, step=2),
            "Town 0 taken",
            "once, at once, 26 up to turn 6 and 2 less each turn after it",
        ),
        (Award("guns", 1, side="red"), "every gun taken whole by red, 0 so far", "at the end of the game"),
        (Award("guns", 1, side="enver"), "every gun taken whole by enver, 2 so far", "at the end of the game"),
        (Award("cohesion", 1, faction="own", least=1), "own in the ranks", "at the end of the game"),
        (
            Award("cohesion", 1, faction="own", least=5),
            "own in the ranks with cohesion 5 or more",
            "at the end of the game",
        ),
        (
            Award("cohesion", 1, faction="own", least=3, most=4),
            "own in the ranks with cohesion from 3 to 4",
            "at the end of the game",
        ),
        (
            Award("cohesion", -4, faction="own", most=2),
            "own gone, or with cohesion 2 or less",
            "at the end of the game",
        ),
        (
            Award("standing", 1, side="enver", trait="drilled", men=200),
            "every unit of enver that is drilled, on the map with 200 men or more",
            "at the end of the game",
        ),
        (
            Award("standing", 1, side="red", type="rifle", men=1000),
            "every unit of red (rifles) on the map with 1,000 men or more",
            "at the end of the game",
        ),
        (
            Award("standing", 1, side="enver", units=("A", "E"), men=200),
            "each of Unit A and Unit E on the map with 200 men or more",
            "at the end of the game",
        ),
        (
            Award("escaped", 5, leader="E", at=("x0", "frontier")),
            "Unit E off the map in safety by Exit 0 or the frontier",
            "at the end of the game",
        ),
        (
            Award("escaped", -1, side="red", per=50, at=("x1",)),
            "every 50 men of red off the map in safety by Exit 1",
            "at the end of the game",
        ),
    ],
)
def test_an_award_says_what_it_pays_for_and_when(award: Award, words: str, when: str) -> None:
    state = evolve(STATE, GunsTaken(POSITION.n("g"), 2, 0, "enver"))
    assert chronicle.name_award(state, award) == words
    assert chronicle.when_paid(SCENARIO, award) == when


@pytest.mark.parametrize(
    ("death", "words"),
    [
        (
            SuddenDeath("town-lost", "red", -2, gone=("E", 0)),
            "Town lost: red wins at once if Unit E off the map in safety",
        ),
        (
            SuddenDeath("chief-away", "", 0, gone=("E", 0), delay=2),
            "Chief away: the end 2 turns after Unit E off the map in safety",
        ),
        (
            SuddenDeath("away", "red", 1, gone=("red", 300), at=("x1",), delay=1),
            "Away: red wins a turn after 300 men of red off the map in safety by Exit 1",
        ),
        (
            SuddenDeath("raised", "red", 2, sunk=("own", 0), raised=("enver", 1000, "t1", 2)),
            "Raised: red wins at once if fewer than 1,000 men of enver within 2 hexes of Town 1 and own gone, or with "
            "cohesion 0 or less",
        ),
    ],
)
def test_a_sudden_death_says_what_must_hold(death: SuddenDeath, words: str) -> None:
    assert chronicle.name_death(SCENARIO, death) == words


def test_what_moves_a_purse() -> None:
    flows = (
        Flow("victory", 2, men=300),
        Flow("convoy", 1),
        Flow("place", 3, places=("t0", "t1")),
        Flow("place_lost", -2),
        Flow("retreat", -2, men=500),
        Flow("rout", -3, men=1500),
        Flow("losses", -1, per=150),
        Flow("wiped", -2, type="garrison"),
        Flow("wiped", -1, trait="drilled"),
    )
    side = replace(SCENARIO.side("red"), income=(1, 2), currency="resolve", flows=flows)
    assert chronicle.name_flows(SCENARIO, side) == (
        "red, resolve: +1 each 2 turns; +2 for a fight won over 300 men or more; +1 for a convoy taken; "
        "+3 for Town 0 or Town 1 taken; −2 for any town lost; −2 for a retreat of 500 men or more; "
        "−3 for a rout of 1,500 men or more; −1 for every 150 men lost; −2 for every unit wiped out (garrison); "
        "−1 for every unit wiped out (drilled); no more than 4 falls in a turn."
    )
    rising = replace(side, income=(2, 1), flows=flows[:1])
    assert chronicle.name_flows(SCENARIO, rising) == (
        "red, resolve: +2 each turn; +2 for a fight won over 300 men or more."
    )
    assert chronicle.name_flows(SCENARIO, replace(side, income=(0, 0), flows=())) == ""


def test_every_kind_has_words() -> None:
    """No award or flow is named by the key that the file uses."""
    assert set(get_args(get_type_hints(FlowTable)["kind"])) == set(FLOWS)
    kinds = set(get_args(get_type_hints(AwardTable)["kind"]))
    shipped = [library.load(name) for name in ("proving-ground", "proving-ridge", "recapture-1922")]
    named: set[str] = set()
    for scenario in shipped:
        tally = Tally(0, (0,) * len(scenario.sides))
        state = State(scenario, 1, 0, *(None,) * 6, tally, (), None)  # type: ignore[arg-type]
        for award in scenario.victory.awards:
            assert chronicle.name_award(state, award) != award.kind
            named.add(award.kind)
    assert named == kinds
