"""The scenarios the game ships, what they must hold, and what the content hash counts."""

import os
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from game import library, umpire
from game.hexes import NO_CELL, set_of
from game.library.faults import Report
from game.library.survey import read_board
from game.library.write import write_tmx
from game.model.agenda import MayPlace
from game.model.board import Board
from game.model.forces import Forces, Status
from game.model.scenario import LineOfWorks
from game.paths import scenarios
from game.rules import supply, want
from tests.library import mirror, proving_ground, proving_ridge
from tests.library.folders import copied, edit, line_of, told

SHIPPED = sorted(entry.name for entry in scenarios().iterdir() if (entry / "scenario.toml").is_file())


@pytest.mark.parametrize("name", SHIPPED)
def test_what_ships_has_no_fault(name: str) -> None:
    assert library.problems(name) == ()


def test_the_list_names_them_with_sides_and_turns() -> None:
    entries = {entry.id: entry for entry in library.list_scenarios()}
    recapture = entries["recapture-1922"]
    assert (recapture.sides, recapture.turns, recapture.playable) == (("red", "enver", "lokai"), 20, True)


def test_a_broken_scenario_is_listed_with_its_reasons(tmp_path: Path) -> None:
    edit(copied(tmp_path) / "scenario.toml", "turns = 8", "turns = 0")
    entry = library.list_scenarios(tmp_path)[-1]
    assert not entry.playable
    assert "whole number from 1 to 999" in str(entry.faults[0])


def test_the_recapture_has_its_order_of_battle() -> None:
    scenario = library.load("recapture-1922")
    power = {"red": [0, 0], "enver": [0, 0], "lokai": [0, 0]}
    men = dict.fromkeys(power, 0)
    for spec, kind in zip(scenario.units, scenario.types, strict=True):
        leader = "leader" in kind.traits
        if leader or not kind.attack or not spec.turn:
            continue
        owner = "lokai" if spec.faction == "lokai" else spec.side
        men[owner] += spec.men
        power[owner][0] += spec.men * kind.attack // 10 + spec.mgs * 10
        power[owner][1] += spec.men * kind.defence // 10 + spec.mgs * 50
    assert men == {"red": 6640, "enver": 5650, "lokai": 2400}
    assert power["red"] == [8388 - 19 * 50, 9368 - 19 * 40]
    assert power["enver"] == [2760, 2860]
    assert power["lokai"] == [960, 960]
    assert sum(spec.guns for spec in scenario.units if spec.turn and spec.side == "red") == 19
    assert sum("leader" in kind.traits for kind in scenario.types) == 12
    assert len(scenario.units) == 57 + 2 + 4 + 4 + 12
    assert all(spec.source.text for spec in scenario.units)


def test_the_recapture_keeps_its_calendar() -> None:
    calendar = library.load("recapture-1922").calendar
    assert [str(calendar.begins(turn).date()) for turn in (1, 2, 13)] == ["1922-05-12", "1922-05-16", "1922-06-29"]
    assert str(calendar.ends(20).date()) == "1922-07-30"


@pytest.mark.parametrize("name", SHIPPED)
def test_everybody_is_fed_where_he_is_set_up(name: str) -> None:
    state = umpire.begin(library.load(name), umpire.Setup(seed=1)).state
    while state.agenda and isinstance(state.agenda[0], MayPlace):
        state = umpire.apply(state, next(iter(umpire.legal(state)))).state
    assert [state.spec(u.number).id for u in state.forces.units if u.on_map and not want.supplied(state, u)] == []


def parts(of: Board) -> tuple[object, ...]:
    """All of a board that can be compared."""
    return (
        (of.grid, of.km, of.terrain, dict(of.rivers), dict(of.crossings), dict(of.links), of.frontier),
        (of.places, of.entries, dict(of.regions), of.georeference, of.levels),
    )


@pytest.mark.parametrize("name", SHIPPED)
def test_a_board_written_is_read_back_the_same(name: str, tmp_path: Path) -> None:
    first = library.load(name).board
    (tmp_path / "map.tmx").write_text(write_tmx(first), encoding="utf-8")
    report = Report()
    assert parts(read_board(tmp_path / "map.tmx", report)) == parts(first)
    assert report.faults == []


@pytest.mark.skipif(shutil.which("tiled") is None, reason="the Tiled editor is not installed")
@pytest.mark.parametrize("name", ["mirror", "proving-ground", "proving-ridge"])
def test_tiled_opens_the_board_and_saves_one_that_is_the_same(name: str, tmp_path: Path) -> None:
    saved = tmp_path / "map.tmx"
    subprocess.run(
        ["tiled", "--export-map", "tmx", str(scenarios() / name / "map.tmx"), str(saved)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
        capture_output=True,
        timeout=60,
    )
    report = Report()
    assert parts(read_board(saved, report)) == parts(library.load(name).board)
    assert report.faults == []


@pytest.mark.parametrize(
    ("name", "board"),
    [
        ("mirror", mirror.board()),
        ("proving-ground", proving_ground.board()),
        ("proving-ridge", proving_ridge.board()),
    ],
)
def test_the_map_of_a_ground_of_trial_is_the_one_drawn(name: str, board: Board) -> None:
    assert (scenarios() / name / "map.tmx").read_text(encoding="utf-8") == write_tmx(board)


def test_the_mirror_is_the_same_from_both_sides() -> None:
    """Ground, water, roads, places, men, points and supply of East are those of West, seen in a mirror."""
    scenario = library.load("mirror")
    board, grid = scenario.board, scenario.board.grid
    there = {cell: mirror.reflected(grid, cell) for cell in range(grid.size) if grid.has(cell)}
    assert all(board.terrain[cell] == board.terrain[seen] for cell, seen in there.items())
    for sides in (board.rivers, board.crossings, board.links):
        assert {mirror.other(grid, side) for side in sides} == set(sides)
    swapped = {"west": "east", "east": "west"}

    def other(name: str) -> str:
        head, dash, rest = name.partition("-")
        return swapped.get(head, head) + dash + rest

    for place in (*board.places, *board.entries):
        twin = next(one for one in (*board.places, *board.entries) if one.id == other(place.id))
        assert (twin.cell, twin.kind, twin.rank) == (there[place.cell], place.kind, place.rank)
    spec = {one.id: one for one in scenario.units}
    for one in scenario.units:
        twin = spec[other(one.id)]
        same = [(x.type, x.men, x.guns, x.mgs, x.radius, x.turn) for x in (one, twin)]
        assert same[0] == same[1] and twin.start == other(one.start) and twin.side == swapped[one.side]
    awards = {(a.kind, a.place, a.side, a.points) for a in scenario.victory.awards}
    assert awards == {(kind, other(place), swapped[side], -points) for kind, place, side, points in awards}
    assert scenario.victory.par == 0
    assert len(scenario.units) == 16 and (grid.width, grid.height) == (15, 15) and scenario.calendar.turns == 12


def test_the_proving_ground_has_everything_once() -> None:
    scenario = library.load("proving-ground")
    assert {spec.type for spec in scenario.units} == set(scenario.charts.units.types)
    assert {name for name in scenario.board.terrain if name} == set(scenario.charts.terrain.ground)
    assert {crossing.kind for crossing in scenario.board.crossings.values()} == {"bridge", "ford", "ferry", "pass"}
    assert {river.kind for river in scenario.board.rivers.values()} == {"minor", "major"}
    assert {*scenario.board.links.values()} == {"road", "track"}
    assert len({award.kind for award in scenario.victory.awards}) == 11
    assert len({flow.kind for side in scenario.sides for flow in side.flows}) == 8


def test_works_have_lines_and_a_name_is_only_printed(tmp_path: Path) -> None:
    """Shift and men alone are one line without a name."""
    scenario = library.load("proving-ground")
    kala, shore = scenario.works
    assert kala.lines == (LineOfWorks(-2, 150, "the outer wall"), LineOfWorks(-1, 60, "the citadel"))
    assert shore.lines == (LineOfWorks(-2, 100),)
    folder = copied(tmp_path)
    edit(folder / "scenario.toml", "the citadel", "the keep")
    renamed = library.load(folder)
    assert renamed.works[0].lines[1].name == "the keep"
    assert renamed.digest == scenario.digest


def test_the_proving_grounds_have_all_that_is_hidden_and_all_weathers() -> None:
    ground, ridge = library.load("proving-ground"), library.load("proving-ridge")
    for scenario in (ground, ridge):
        assert any(spec.among and spec.dummy for spec in scenario.units)
        assert any(spec.among and not spec.dummy for spec in scenario.units)
        assert "dark" in {spell.light for spell in scenario.spells}
        assert scenario.exits
    weathers = {spell.weather for spell in ground.spells} | {name for draw in ground.draws for _, name in draw.table}
    assert weathers - {""} == set(ground.charts.weather.weathers) - {"fair", "frost"}
    days = [ground.calendar.begins(turn) for turn in range(1, ground.calendar.turns + 1)]
    assert {(day.month, day.day >= 15) for day in days} == {(5, True), (6, False), (6, True)}
    assert len(ground.order) > len(set(ground.order))
    assert ground.landings and ground.stores
    for stores in ground.stores:
        cell = ground.board.place(stores.at).cell
        assert any(ground.board.terrain[c] == "irrigated" for c in ground.board.grid.neighbours[cell] if c)


def test_the_ridge_has_heights_gallops_and_no_bread() -> None:
    scenario = library.load("proving-ridge")
    board = scenario.board
    assert scenario.measures.gallop and not scenario.measures.bread
    climbs = {board.climb(c, d) for c in range(board.grid.size) if board.ground >> c & 1 for d in range(6)}
    assert {-1, 0, 1, 2} <= climbs
    middle = board.place("middle").cell
    assert board.levels[middle] == 10 and board.levels[board.place("knoll").cell] == 14


def test_the_boats_of_the_recapture_come_to_their_landings() -> None:
    scenario = library.load("recapture-1922")
    board = scenario.board
    banks = set_of(cell for (cell, _), river in board.rivers.items() if river.kind == "major")
    boat = board.spot(next(spec.start for spec in scenario.units if spec.type == "flotilla"))
    a_turn = set_of([boat])
    for _ in range(scenario.measures.allowance["river"] // scenario.charts.terrain.road):
        a_turn |= board.grid.spread(a_turn) & banks
    assert {landing.at for landing in scenario.landings} == {"aivaj", "shaartuz", "chubek"}
    assert a_turn >> board.place("aivaj").cell & 1
    water = board.grid.flood(set_of([boat]), banks)
    assert all(water >> board.place(landing.at).cell & 1 for landing in scenario.landings)


@pytest.mark.parametrize(("landing", "town"), [("shaartuz", "kabadian"), ("chubek", "kulyab")])
def test_a_boat_at_a_landing_feeds_the_town_behind_it_in_the_flood(landing: str, town: str) -> None:
    state = umpire.begin(library.load("recapture-1922"), umpire.Setup(seed=1, options=(("fog", "off"),))).state
    board = state.scenario.board
    assert state.sky.spate == "all" and not supply.reach(state, "red") >> board.place(town).cell & 1
    boat = state.scenario.unit_number("red-flotilla")
    units = tuple(
        replace(unit, status=Status.FIELD, cell=board.place(landing).cell)
        if unit.number == boat
        else unit
        if unit.side == "red"
        else replace(unit, status=Status.AWAITED, cell=NO_CELL)
        for unit in state.forces.units
    )
    fed = supply.reach(replace(state, forces=Forces(units)), "red")
    assert fed >> board.place(town).cell & 1


def test_the_weather_of_the_recapture_is_the_one_of_the_design() -> None:
    (draw,) = library.load("recapture-1922").draws
    throws = [sum(pair) for pair in product(range(1, 7), repeat=2)]
    drawn = Counter(max((least, name) for least, name in draw.table if least <= throw)[1] for throw in throws)
    assert (draw.every, dict(drawn)) == (2, {"storm": 6, "hot": 24, "heat": 6})


def test_an_unknown_scenario_is_told_with_the_nearest() -> None:
    with pytest.raises(library.Faults, match='did you mean "recapture-1922"'):
        library.load("recapture-1923")
    with pytest.raises(library.Faults, match=r"has no scenario.toml"):
        library.load(scenarios())


def test_the_hash_counts_rules_and_nothing_else(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    first = library.load("proving-ground").digest
    assert library.load(folder).digest == first
    edit(folder / "scenario.toml", 'name = "First rifles"', 'name = "Others"')
    edit(folder / "scenario.toml", "# A small battle", "# A battle")
    edit(folder / "texts.en.toml", "The Proving Ground", "Elsewhere")
    assert library.load(folder).digest == first
    seen = {first}
    for file, old, new in (
        ("scenario.toml", "men = 350", "men = 351"),
        ("scenario.toml", "par = 9", "par = 10"),
        ("scenario.toml", "first = 3", "first = 2"),
        ("scenario.toml", '[5, "hot"]', '[6, "hot"]'),
        ("scenario.toml", 'light = "dark"', 'light = "day"'),
        ("scenario.toml", 'at = "pier"', 'at = "shore"'),
        ("scenario.toml", "amount = 11", "amount = 12"),
        ("scenario.toml", 'at = "frontier"', 'at = "kala"'),
        ("scenario.toml", '"thicket", "fold"]', '"fold", "thicket"]'),
        ("scenario.toml", "dummy = true", "dummy = false"),
        ("scenario.toml", "[charts.supply]", "[charts.sight]\nscout = 2\n\n[charts.supply]"),
        ("scenario.toml", "[victory]", "[charts.terrain.ground.hills]\ndefence = -2\n\n[victory]"),
        ("map.tmx", "\n2,2,3,4", "\n2,3,3,4"),
        ("map.tmx", 'type="bridge"', 'type="ford"'),
    ):
        edit(folder / file, old, new)
        seen.add(library.load(folder).digest)
    assert len(seen) == 15


def test_a_scenario_may_change_charts_for_itself(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    lines = "[charts]\ncombat.loss_share = 3\nunits.types.rifle.attack = 11\n\n[victory]"
    edit(folder / "scenario.toml", "[victory]", lines)
    changed = library.load(folder).charts
    rifle = changed.units.types["rifle"]
    assert (changed.combat.loss_share, rifle.attack, rifle.defence) == (3, 11, 12)
    assert library.charts().combat.loss_share == 4
    edit(folder / "scenario.toml", "loss_share = 3", "los_share = 3")
    line = line_of(folder / "scenario.toml", "los_share")
    assert told(folder) == [
        f'scenario.toml:{line}: los_share: there is no key of this name; did you mean "loss_share"?'
    ]
