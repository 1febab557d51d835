"""What a wrong scenario is told: one line a fault, with the place and what would be right."""

from pathlib import Path

import pytest

from game import library
from tests.library.folders import copied, edit, line_of, no, told

LINES = "should have either shift and men, or lines, each with its shift and men"
WRONG = (
    ('start = "kala"', 'start = "kalla"', 'units[1].start = "kalla"', no("place on the map", "kala")),
    ('type = "rifle"', 'type = "rifles"', 'units[1].type = "rifles"', no("unit type in the chart", "rifle")),
    (
        'faction = "hills"',
        'faction = "hils"',
        'victory.awards[6].faction = "hils"',
        no("faction", "hills"),
    ),
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
        "there is no leader of this name; there are: e-chief, e-hill-chief, e-wander-chief, l-chief, r-chief",
    ),
    ('guzar = "red"', 'guzar = "reds"', 'held.guzar = "reds"', no("side", "red")),
    ('at = "shore"', 'at = "kala"', 'works[2].at = "kala"', "has works already; one hex has one"),
    (
        'road = ["edge:west-road", "kala", "bazar"]',
        'road = ["edge:west-road", "fold"]',
        "victory.deadlines[1].road",
        "no road or track joins edge:west-road and fold",
    ),
    ("shift = -2\nmen = 100\n", "shift = -2\n", "works[2]", LINES),
    ('side = "red"\nlines', 'side = "red"\nmen = 9\nlines', "works[1]", LINES),
    ('at = "shore"', 'at = "shoar"', 'works[2].at = "shoar"', no("place on the map", "shore")),
    ("shift = -1, men", "shift = 1, men", "works[1].lines[2].shift = 1", "should be a whole number from -6 to 0"),
    ('start = "ridge"', 'start = "guzar"', 'units[19].start = "guzar"', "shared with an enemy: red and enver"),
)


@pytest.mark.parametrize(
    ("heir", "hint"),
    [
        ("e-chief", 'did you mean "e-hill-chief"?'),
        ("r-chief", 'did you mean "e-wander-chief"?'),
        ("e-guard", "there are: e-hill-chief, e-wander-chief"),
    ],
)
def test_an_heir_is_another_leader_of_the_side(tmp_path: Path, heir: str, hint: str) -> None:
    """Nobody is his own heir, and an enemy or a regiment is nobody's."""
    folder = copied(tmp_path)
    edit(folder / "scenario.toml", 'id = "e-chief"', f'id = "e-chief"\nheir = "{heir}"')
    words = f'units[25].heir = "{heir}": there is no other leader of the side of this name; {hint}'
    assert [text.split(": ", 1)[1] for text in told(folder)] == [words]


def test_only_a_leader_has_an_heir(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / "scenario.toml", 'id = "e-guard"', 'id = "e-guard"\nheir = "e-chief"')
    found = [text.split(": ", 1)[1] for text in told(folder)]
    assert len(found) == 1 and found[0].endswith('.heir = "e-chief": only a leader has an heir')


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
    where = ("victory.awards[9]", "victory.awards[10]", "victory.sudden[4]")
    assert found == [f"{aim}: enver has no way off the map (table exits)" for aim in where]


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


def test_a_unit_without_bread_is_doubted(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / "scenario.toml", 'side = "red"\nat = "edge:west-road"', 'side = "enver"\nat = "edge:west-road"')
    edit(folder / "scenario.toml", 'side = "red"\nat = "edge:landing"', 'side = "enver"\nat = "edge:landing"')
    doubts = told(folder)
    assert doubts and all("no wheel can come here from a source of supply of red" in text for text in doubts)
    assert library.load(folder).units
