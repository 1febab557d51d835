"""What a sane player does in fog, with bread, with fords, and with ways off the map."""

from dataclasses import replace
from datetime import datetime

import pytest

from game import ai, library, umpire
from game.ai.survey import GARRISON, Survey
from game.model.actions import (
    Action,
    EndPart,
    GrainSortie,
    HireGuides,
    LeaveMap,
    Move,
    MoveTogether,
    SetRation,
    SetUp,
)
from game.model.agenda import MayPlace
from game.model.bonds import Ration
from game.model.scenario import Award, Deadline, Victory
from game.model.scouting import Scouting, Sighting
from game.session.asking import Done
from game.session.match import play_out
from game.session.players import seated
from tests.sketch import Counter, Sketch, sketch

RIFLES = Counter("rifle", "red", 450, 0, 2)
BAND = Counter("band_horse", "enver", 300)
NIZAM = Counter("drilled_foot", "enver", 400)
DECEMBER = datetime(1921, 12, 5)


def orders(position: Sketch) -> tuple[Action, ...]:
    state = position.state
    return ai.decide(umpire.view(state, state.actor), 0, "recruit")


def wanting(place: str) -> Victory:
    """A timetable that asks the Reds for a place, and pays Enver for holding it."""
    hold = (Award("hold", 1, place, "enver", 1),)
    return Victory("enver", "red", 5, (9, 7, 4, 2), hold, (Deadline("red", 6, place),))


def plain(letters: dict[tuple[int, int], str], width: int = 16, ground: str = ".") -> str:
    """A picture of open ground, three hexes high; a capital T in a letter's place is a town."""
    lines = [[" "] * (2 * width) for _ in range(7)]
    for column in range(width):
        for row in range(3):
            letter = letters.get((column, row), "")
            line = lines[2 * row + column % 2]
            line[2 * column] = "T" if "T" in letter else ground
            line[2 * column + 1] = letter.replace("T", "") or " "
    return "\n".join("".join(line).rstrip() or " " for line in lines)


def test_a_hidden_set_up_is_placed_on_better_ground_and_not_always_on_the_same() -> None:
    scenario = library.load("proving-ground")
    state = umpire.begin(scenario, umpire.Setup(1)).state
    task = state.agenda[0]
    assert isinstance(task, MayPlace) and len(task.cells) > 2
    answers = {ai.decide(umpire.view(state, state.actor), seed, "recruit") for seed in range(40)}
    placed = [answer.cell for (answer,) in answers if isinstance(answer, SetUp)]
    assert 1 < len(placed) == len(answers) < len(task.cells)
    ground = scenario.charts.terrain.ground
    shelter = {cell: ground[scenario.board.terrain[cell]].defence for cell in task.cells}
    assert max(shelter[cell] for cell in placed) <= min(shelter[cell] for cell in task.cells if cell not in placed)


def test_a_convoy_does_not_follow_raiders_into_the_dark() -> None:
    """Who was seen beside the road last turn, and is out of sight now, is still reckoned with."""
    picture = plain({(1, 1): "Tc", (8, 1): "b", (13, 1): "T"})
    counters = {"c": Counter("convoy", "red", 20), "b": replace(BAND, men=250)}
    position = sketch(
        picture, counters, acting="red", victory=wanting("t1"), held={"t0": "red", "t1": "enver"},
        suppliers={"red": (7, 1)}, fog=True, weather_now="storm",
    )  # fmt: skip
    state = position.state
    raider = position.unit("b")
    assert not umpire.view(state, "red").unit(raider.number).on_map
    assert any(isinstance(order, Move) for order in orders(position)), "nothing is known of any raider"
    number = state.scenario.side_number("red")
    notes = tuple((Sighting(raider, state.turn),) if n == number else () for n in range(len(state.scenario.sides)))
    warned = Sketch(replace(state, scouting=Scouting(True, notes)), position.letters)
    assert not any(isinstance(order, Move) for order in orders(warned))


@pytest.mark.parametrize(("fog", "many"), [(True, True), (False, False)])
def test_a_town_of_the_enemy_out_of_sight_is_not_taken_for_empty(fog: bool, many: bool) -> None:
    """What is seen to stand empty is empty; in fog a garrison is reckoned with."""
    horse = Counter("cavalry", "red", 100, 0, 0)
    position = sketch(
        plain({(1, 1): "A", (1, 0): "B", (1, 2): "C", (13, 1): "T", (13, 0): "b"}),
        {"A": horse, "B": horse, "C": horse, "b": BAND}, acting="red", victory=wanting("t0"), held={"t0": "enver"},
        suppliers={"red": (1, 1)}, fog=fog,
    )  # fmt: skip
    seen = umpire.view(position.state, "red")
    survey = Survey(seen)
    town = next(aim for aim in survey.aims if not aim.held)
    assert (survey.resistance(town, 0) == GARRISON) is many
    assert (survey.resistance(town, 2) == survey.foe_guard(position.unit("b").cell) > 0) is not many


def besieged(bread: int, *, relief: bool = False) -> Sketch:
    """A garrison of 600 far from its bread, with a band next to it."""
    letters = {(4, 1): "TG", (4, 0): "x"} | ({(7, 1): "R"} if relief else {})
    counters = {"G": Counter("rifle", "red", 600), "R": Counter("rifle", "red", 3000), "x": replace(BAND, men=900)}
    return sketch(
        plain(letters), {name: counters[name] for name in counters if name != "R" or relief}, acting="red",
        held={"t0": "red"}, stores={"t0": bread}, scale="3km", days=7, start=DECEMBER,
    )  # fmt: skip


@pytest.mark.parametrize(("bread", "ration"), [(40, None), (11, Ration.HALF), (3, Ration.QUARTER)])
def test_a_besieged_town_eats_what_it_can_afford(bread: int, ration: Ration | None) -> None:
    found = [order for order in orders(besieged(bread)) if isinstance(order, SetRation)]
    assert found == ([] if ration is None else [SetRation(0, ration)])


def test_with_relief_near_a_town_eats_its_fill() -> None:
    assert not any(isinstance(order, SetRation) for order in orders(besieged(11, relief=True)))


@pytest.mark.parametrize(("bread", "goes"), [(4, True), (40, False)])
def test_grain_is_fetched_when_bread_runs_low(bread: int, goes: bool) -> None:
    position = sketch(
        ".   .\n  i   h\n.   TG  .\n  .   .y", {"G": Counter("rifle", "red", 600), "y": replace(BAND, men=1500)},
        acting="red", held={"t0": "red"}, stores={"t0": bread}, scale="3km", days=7, start=DECEMBER,
    )  # fmt: skip
    sorties = [order for order in orders(position) if isinstance(order, GrainSortie)]
    assert [order.unit for order in sorties] == ([position.n("G")] if goes else [])
    terrain = position.state.scenario.board.terrain
    assert all(terrain[order.field] == "irrigated" for order in sorties)


def test_those_whose_escape_pays_leave_in_the_last_turn() -> None:
    pays = Victory("enver", "red", 5, (9, 7, 4, 2), (Award("escaped", 1, side="enver", per=100),))
    for turn, leaves in ((7, False), (8, True)):
        position = sketch(
            plain({(0, 1): "b", (12, 1): "A"}),
            {"b": BAND, "A": RIFLES},
            victory=pays,
            exits={"enver": (0, 1)},
            turn=turn,
        )
        assert (LeaveMap(position.n("b")) in orders(position)) is leaves


def test_ford_men_are_paid_where_a_river_in_spate_bars_the_way() -> None:
    river = {(5, row, direction): "major" for row in range(3) for direction in (1, 2)}
    for purse, hires in ((8, True), (2, False)):
        position = sketch(
            plain({(5, 1): "A", (7, 1): "T"}), {"A": RIFLES}, acting="red", victory=wanting("t0"), rivers=river,
            held={"t0": "enver"}, suppliers={"red": (5, 1)}, spate="all", purse=purse,
        )  # fmt: skip
        found = orders(position)
        assert any(isinstance(order, HireGuides) for order in found) is hires


def test_those_who_go_the_same_way_go_in_one_column() -> None:
    position = sketch(
        plain({(0, 1): "A", (1, 1): "B", (12, 1): "T"}), {"A": RIFLES, "B": RIFLES}, acting="red",
        victory=wanting("t0"), held={"t0": "enver"}, suppliers={"red": (0, 1)},
    )  # fmt: skip
    state = position.state
    stacked = state.forces.with_unit(replace(position.unit("B"), cell=position.unit("A").cell))
    found = ai.decide(umpire.view(replace(state, forces=stacked), "red"), 0, "recruit")
    columns = [order for order in found if isinstance(order, MoveTogether)]
    assert [column.units for column in columns] == [tuple(sorted((position.n("A"), position.n("B"))))]
    assert not any(isinstance(order, Move) for order in found)


def test_the_random_player_gives_orders_of_every_kind() -> None:
    seen: set[str] = set()

    def look(done: Done) -> None:
        seen.add(type(done.action).__name__)

    for name, seeds in (("proving-ground", range(10)), ("proving-ridge", range(2))):
        scenario = library.load(name)
        players = seated(scenario, "random,random")
        for seed in seeds:
            play_out(scenario, umpire.Setup(seed, (), players), dict(players), observer=look)
    assert {"MoveTogether", "ForceMarch", "LeaveMap", "SendConvoy", "SetRation", "SetUp", "HireGuides"} <= seen


def test_a_side_with_two_impulses_gives_orders_in_both() -> None:
    position = sketch(
        plain({(0, 1): "A", (15, 1): "T"}), {"A": RIFLES}, acting="red", victory=wanting("t0"), held={"t0": "enver"},
        suppliers={"red": (0, 1)}, order=("red", "enver", "red"),
    )  # fmt: skip
    state = position.state
    marched = []
    for _ in range(2):
        found = ai.decide(umpire.view(state, "red"), 0, "recruit")
        marched += [order for order in found if isinstance(order, Move)]
        for order in found:
            state = umpire.apply(state, order).state
    assert [order.unit for order in marched] == [position.n("A")] * 2
    assert state.turn == 2 and isinstance(found[-1], EndPart)
