"""The scenarios the game ships, what a wrong one is told, and what the content hash counts."""

import os
import shutil
import subprocess
import time
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
from game.paths import scenarios
from game.rules import supply, want
from tests.library import proving_ground, proving_ridge
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


def test_loading_is_quick() -> None:
    library.load("recapture-1922")
    start = time.perf_counter()
    library.load("recapture-1922")
    assert time.perf_counter() - start < 0.3


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
@pytest.mark.parametrize("name", ["proving-ground", "proving-ridge"])
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
    ("name", "board"), [("proving-ground", proving_ground.board()), ("proving-ridge", proving_ridge.board())]
)
def test_the_map_of_a_ground_of_trial_is_the_one_drawn(name: str, board: Board) -> None:
    assert (scenarios() / name / "map.tmx").read_text(encoding="utf-8") == write_tmx(board)


def test_the_proving_ground_has_everything_once() -> None:
    scenario = library.load("proving-ground")
    assert {spec.type for spec in scenario.units} == set(scenario.charts.units.types)
    assert {name for name in scenario.board.terrain if name} == set(scenario.charts.terrain.ground)
    assert {crossing.kind for crossing in scenario.board.crossings.values()} == {"bridge", "ford", "ferry", "pass"}
    assert {river.kind for river in scenario.board.rivers.values()} == {"minor", "major"}
    assert {*scenario.board.links.values()} == {"road", "track"}
    assert len({award.kind for award in scenario.victory.awards}) == 8


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


def no(kind: str, near: str) -> str:
    """What is said of a name that there is not."""
    return f'there is no {kind} of this name; did you mean "{near}"?'


WRONG = (
    ('start = "kala"', 'start = "kalla"', 'units[1].start = "kalla"', no("place on the map", "kala")),
    ('type = "rifle"', 'type = "rifles"', 'units[1].type = "rifles"', no("unit type in the chart", "rifle")),
    ('faction = "own"', 'faction = "owm"', 'units[15].faction = "owm"', no("faction", "own")),
    (
        '"edge:west-road"\nturn',
        '"edge:west"\nturn',
        'units[2].start = "edge:west"',
        no("entry on the map", "edge:west-road"),
    ),
    ("men = 400", "men = 2401", 'units[5].start = "kala"', "hex 0406 holds 2,500 men of a side, this unit makes 2,851"),
    ('id = "r-foot-2"', 'id = "r-foot-1"', 'units[2].id = "r-foot-1"', "another of the units has the same id"),
    ("men = 400", "men = -1", "units[1].men = -1", "should be a whole number from 0 to 100000"),
    ("men = 400", 'men = "400"', 'units[1].men = "400"', "should be a whole number from 0 to 100000"),
    ("men = 400", "men = 400\nmorall = 3", "units[1].morall", no("key", "mortal")),
    ("men = 400\n", "", "units[1].men", "is missing; it should be a whole number from 0 to 100000"),
    ("men = 400", "men = 400\nlow = 500", "units[1].men = 400", "should lie between low = 500 and high = 400"),
    ('kind = "take"', 'kind = "takes"', 'victory.awards[2].kind = "takes"', no("choice", "take")),
    (
        'place = "kala"',
        'place = "kishlak"',
        'victory.awards[2].place = "kishlak"',
        "is not a town or fort on the map, so nobody can hold it",
    ),
    ("per = 100\n", "", "victory.awards[5].per", "is missing; an award of the kind losses needs it"),
    ("[15, 12, 8, 5]", "[15, 12, 8]", "victory.grades = [15, 12, 8]", "should be a list of 4, each a whole number"),
    (
        '["enver", "lokai", "red", "enver"]',
        '["enver", "lokay", "lokai", "red"]',
        'order[2] = "lokay"',
        no("side", "lokai"),
    ),
    (
        '["enver", "lokai", "red", "enver"]',
        '["enver", "red", "enver"]',
        'order = "lokai"',
        "this side never has a part of the turn: name every side, once or more",
    ),
    ("days = 4", "days = 0", "calendar", "should have either days or minutes above 0: the length of a turn"),
    ("1922-05-20", '"June"', 'calendar.start = "June"', "should be a date, or a date and hour"),
    ('scale = "8km"', 'scale = "5km"', 'scale = "5km"', no("scale in the chart of movement", "8km")),
    (
        'chief = "e-chief"',
        'chief = "e-guard"',
        'factions[1].chief = "e-guard"',
        "there is no leader of this name; there are: e-chief, l-chief, r-chief",
    ),
    ('guzar = "red"', 'guzar = "reds"', 'held.guzar = "reds"', no("side", "red")),
    ('at = "shore"', 'at = "kala"', 'works[2].at = "kala"', "has works already; one hex has one"),
    (
        'road = ["edge:west-road", "kala", "bazar"]',
        'road = ["edge:west-road", "fold"]',
        "victory.deadlines[1].road",
        "no road or track joins edge:west-road and fold",
    ),
    ('start = "ridge"', 'start = "guzar"', 'units[19].start = "guzar"', "shared with an enemy: red and enver"),
)


SPELL = '[[spells]]\nfirst = 7\nlast = 7\nweather = "heat"'
LURKERS = 'among = ["gully", "thicket", "fold"]'
WRONG_SETTING = (
    ('weather = "heat"', 'weather = "heath"', 'spells[4].weather = "heath"', no("weather in the chart", "heat")),
    ('weather = "thaw"', 'weather = ""', "spells[2]", "should have a weather or a light"),
    ("last = 7", "last = 9", "spells[4].last = 9", "the game has 8 turns"),
    ("last = 7", "last = 6", "spells[4].first = 7", "should be from 1 to 6, its last"),
    (
        SPELL,
        SPELL.replace("first = 7", "first = 6"),
        "spells[4].first = 6",
        "another of the spells sets the weather of some of its turns",
    ),
    ('[5, "hot"]', '[5, "hott"]', 'draws[1].table[2] = "hott"', no("weather in the chart", "hot")),
    (
        '[2, "storm"]',
        '[3, "storm"]',
        "draws[1].table",
        "should be pairs [least throw of two dice, weather], the first from 2, rising, none above 12",
    ),
    ("every = 2", "every = 0", "draws[1].every = 0", "should be a whole number from 1 to 99"),
    (
        "[[spells]]",
        '[[draws]]\nfirst = 4\nlast = 8\nevery = 1\ntable = [[2, "hot"]]\n\n[[spells]]',
        "draws[2].first = 4",
        "overlaps another draw",
    ),
    ('at = "pier"', 'at = "peer"', 'landings[1].at = "peer"', no("place on the map", "pier")),
    ('at = "pier"', 'at = "ridge"', 'landings[1].at = "ridge"', "lies on no major river, so no boat comes there"),
    (
        '"edge:river-mouth"',
        '"edge:west-road"',
        'units[10].start = "edge:west-road"',
        "hex 0106 lies on no major river, where boats are at home",
    ),
    ('at = "burj"', 'at = "pier"', 'stores[1].at = "pier"', "is not a town or fort on the map, so nobody can hold it"),
    ('at = "burj"', 'at = "guzar"', 'stores[2].at = "guzar"', "has stores already; one place has them once"),
    ("amount = 11", "amount = -1", "stores[1].amount = -1", "should be a whole number from 0 to 100000"),
    ('at = "frontier"', 'at = "fronteer"', 'exits[1].at = "fronteer"', no("place or entry on the map", "frontier")),
    (
        'at = "frontier"',
        'at = "west-road"',
        'exits[1].at = "west-road"',
        no("place or entry on the map", "edge:west-road"),
    ),
    (LURKERS, 'among = ["gully"]', "units[36].among = ['gully']", "should name two places at least, each once"),
    (
        LURKERS,
        'among = ["gully", "thicket", "gully"]',
        "units[36].among = ['gully', 'thicket', 'gully']",
        "should name two places at least, each once",
    ),
    (LURKERS, 'among = ["gully", "thikket"]', 'units[36].among[2] = "thikket"', no("place on the map", "thicket")),
    (LURKERS, 'among = ["fold", "thicket"]', 'units[36].start = "gully"', "should be one of the places in among"),
    (LURKERS, 'among = ["gully", "kala"]', 'units[36].among = "kala"', "shared with an enemy: red and enver"),
    (
        "turn = 1\n" + LURKERS,
        "turn = 2\n" + LURKERS,
        "units[36].turn = 2",
        "should be 1: units are set up in secret before the first turn",
    ),
    ("dummy = true", "dummy = 1", "units[37].dummy = 1", "should be true or false"),
    (
        'type = "band_horse"\nmen = 300\nstart = "thicket"',
        'type = "cadre"\nmen = 300\nstart = "thicket"',
        'units[37].type = "cadre"',
        "a dummy should look like men who fight",
    ),
    (
        'kind = "escaped"\nside = "enver"\nper = 100',
        'kind = "escaped"\nside = "enver"',
        "victory.awards[9]",
        "an award of the kind escaped should have either a leader or a side and per",
    ),
)


@pytest.mark.parametrize(("old", "new", "where", "message"), (*WRONG, *WRONG_SETTING))
def test_a_wrong_scenario_is_told_in_one_line(old: str, new: str, where: str, message: str, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / "scenario.toml", old, new)
    found = told(folder)
    assert f"{where}: {message}" in [text.split(": ", 1)[1] for text in found]
    with pytest.raises(library.Faults):
        library.load(folder)


def test_an_escape_needs_a_way_out(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / "scenario.toml", 'side = "enver"\nat = "frontier"', 'side = "lokai"\nat = "frontier"')
    edit(
        folder / "scenario.toml",
        'side = "enver"\nat = "edge:east-track"\n\n[[exits]]',
        'side = "red"\nat = "kala"\n\n[[exits]]',
    )
    found = [text.split(": ", 1)[1] for text in told(folder)]
    assert found == [f"victory.awards[{n}]: enver has no way off the map (table exits)" for n in (9, 10)]


def test_a_landing_that_no_boat_can_reach_is_doubted(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / "scenario.toml", 'type = "flotilla"', 'type = "convoy"', 2)
    assert [text.split(": ", 1)[1] for text in told(folder)] == [
        'warning: landings[1].at = "pier": no boat of red can come there by water'
    ]


def test_the_line_is_that_of_the_key(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / "scenario.toml", "radius = 2", "radius = 99")
    line = line_of(folder / "scenario.toml", "radius = 99")
    assert told(folder) == [f"scenario.toml:{line}: units[14].radius = 99: should be a whole number from 0 to 9"]


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / "scenario.toml", "men = 400", "men = true")
    edit(folder / "scenario.toml", "purse = 3", "purse = 3.5")
    edit(folder / "map.tmx", 'type="town"', 'type="twon"')
    edit(folder / "texts.en.toml", "title", "titel")
    found = told(folder)
    assert len([text for text in found if text.startswith("scenario.toml")]) == 2
    assert len([text for text in found if text.startswith("map.tmx")]) == 1
    assert len([text for text in found if text.startswith("texts.en.toml")]) == 2


def test_what_is_no_toml_is_told(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / "scenario.toml", 'scale = "8km"', "scale = 8km")
    line = line_of(folder / "scenario.toml", "scale")
    assert told(folder) == [f"scenario.toml:{line}: is not TOML: expected newline or end of document after a statement"]
    (folder / "scenario.toml").write_bytes(b"\xff\xfe")
    assert told(folder) == ["scenario.toml: is not UTF-8 text: wrong byte at 0"]


def test_an_unknown_scenario_is_told_with_the_nearest() -> None:
    with pytest.raises(library.Faults, match='did you mean "recapture-1922"'):
        library.load("recapture-1923")
    with pytest.raises(library.Faults, match=r"has no scenario.toml"):
        library.load(scenarios())


def test_a_unit_without_bread_is_doubted(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / "scenario.toml", 'side = "red"\nat = "edge:west-road"', 'side = "enver"\nat = "edge:west-road"')
    edit(folder / "scenario.toml", 'side = "red"\nat = "edge:landing"', 'side = "enver"\nat = "edge:landing"')
    doubts = told(folder)
    assert doubts and all("no wheel can come here from a source of supply of red" in text for text in doubts)
    assert library.load(folder).units


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
