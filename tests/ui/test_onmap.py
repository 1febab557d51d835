"""What the battle lays over the map: the line of bread and its cuts, forage, sieges, answers to questions."""

from game import questions, umpire
from game.hexes import cells_of, set_of
from game.model.state import Seen
from game.ui import layout, palette
from game.ui.choices import Choice, Chosen, Errand, Idle
from game.ui.orders import GUIDES, errand
from game.ui.screens import onmap
from game.ui.screens.moment import Moment
from game.ui.stage import Stage
from game.ui.widgets import Desk
from tests.sketch import Counter, sketch

SIZE = (1280, 720)


def moment(seen: Seen, side: str, choice: Choice | None = None, hover: int = 0, **shown: bool) -> Moment:
    """A moment of the battle, with some overlays on."""
    stage = Stage(SIZE, 75)
    overlays = {"supply": False, "forage": False, "zones": False, "grid": True, "veil": True} | shown
    trace = questions.trace(seen, side, hover) if shown.get("supply") and hover else None
    reach = umpire.reach(seen, choice.unit) if isinstance(choice, Chosen) else {}
    return Moment(
        stage, Desk(stage.theme), seen, side, True, choice or Idle(), reach, layout.plan_battle(SIZE, 75), None, hover,
        overlays=overlays, trace=trace,
    )  # fmt: skip


ROAD = """
.   .   .   .   .R
  .   .B  .   .
"""


def test_the_line_to_the_pointed_hex_and_what_cuts_it_are_shown() -> None:
    drawn = sketch(ROAD, {"R": Counter("rifle", "red", 200), "B": Counter("band_horse", "enver", 300)},
                   acting="red", suppliers={"red": (0, 0)})  # fmt: skip
    seen = umpire.view(drawn.state, "red")
    here = drawn.unit("R").cell
    shown = onmap.overlay_of(moment(seen, "red", hover=here, supply=True))
    trace = questions.trace(seen, "red", here)
    assert shown.line == trace.path and shown.line_words == str(trace.cost)
    assert shown.line[0] == drawn.at(0, 0) and shown.line[-1] == here
    assert set(shown.cuts) == (set() if trace.fed else {cut.cell for cut in trace.cuts})
    assert not onmap.overlay_of(moment(seen, "red", hover=here)).line


def test_a_fed_hex_has_no_cuts() -> None:
    drawn = sketch(ROAD, {"R": Counter("rifle", "red", 200), "B": Counter("rifle", "red", 300)},
                   acting="red", suppliers={"red": (0, 0)})  # fmt: skip
    seen = umpire.view(drawn.state, "red")
    shown = onmap.overlay_of(moment(seen, "red", hover=drawn.unit("R").cell, supply=True))
    assert shown.line and not shown.cuts


def test_forage_tells_of_the_fields_of_ones_own_men_alone() -> None:
    drawn = sketch(
        ".   i   .   .   .   .   .\n  iB  .   .   .   .   .R\n",
        {"R": Counter("rifle", "red", 200), "B": Counter("band_horse", "enver", 300)},
    )
    seen = umpire.view(drawn.state, "enver")
    told = onmap.overlay_of(moment(seen, "enver", forage=True)).fodder
    here = drawn.unit("B").cell
    assert set(told) <= set(cells_of(seen.scenario.board.grid.within(here, 1)))
    words, ink, low = told[here]
    eaten = questions.fodder(seen, here).eaten
    assert eaten and words == f"{questions.capacity(seen, here) - eaten:,}"
    assert ink == palette.FODDER and low
    assert onmap.overlay_of(moment(umpire.view(drawn.state, "red"), "red", forage=True)).fodder == {}


def test_men_whom_the_land_does_not_feed_lack_in_red() -> None:
    drawn = sketch("^B  ^\n  ^   ^\n", {"B": Counter("band_horse", "enver", 2000)})
    seen = umpire.view(drawn.state, "enver")
    words, ink, _ = onmap.overlay_of(moment(seen, "enver", forage=True)).fodder[drawn.unit("B").cell]
    missing = questions.harvest(seen).missing[drawn.n("B")]
    assert words == f"−{missing:,}" and ink == palette.ATTACK


def test_a_town_that_is_shut_in_shows_its_bread() -> None:
    drawn = sketch(
        "TA  i\n  i   .B\n",
        {"A": Counter("rifle", "red", 200), "B": Counter("band_horse", "enver", 300)},
        acting="red", held={"t0": "red"}, stores={"t0": 22}, fog=True,
    )  # fmt: skip
    here = drawn.unit("A").cell
    assert onmap.overlay_of(moment(umpire.view(drawn.state, "red"), "red")).sieges == {here: "bread 5"}
    theirs = onmap.overlay_of(moment(umpire.view(drawn.state, "enver"), "enver")).sieges
    assert all("5" not in words for words in theirs.values())


def test_an_errand_lights_the_hexes_that_answer_it() -> None:
    drawn = sketch(".   .A  .\n  .   .\n", {"A": Counter("rifle", "red", 200)}, acting="red", spate="all",
                   rivers={(2, 0, 4): "minor"})  # fmt: skip
    seen = umpire.view(drawn.state, "red")
    offered = errand(seen, drawn.n("A"), GUIDES)
    assert offered is not None
    shown = onmap.overlay_of(moment(seen, "red", Errand(drawn.n("A"), GUIDES)))
    assert shown.reach == set_of(offered.offers) and list(shown.costs.values()) == ["1"]


def test_the_way_of_a_chosen_unit_is_shown() -> None:
    drawn = sketch(ROAD, {"R": Counter("rifle", "red", 200), "B": Counter("rifle", "red", 300)}, acting="red")
    seen = umpire.view(drawn.state, "red")
    reach = umpire.reach(seen, drawn.n("B"))
    goal = max(cell for cell in reach if not seen.forces.at(cell))
    shown = onmap.overlay_of(moment(seen, "red", Chosen(drawn.n("B")), hover=goal))
    assert shown.path == (drawn.unit("B").cell, *reach[goal].cells) and shown.path_cost == str(reach[goal].cost)
