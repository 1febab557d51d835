"""What a scenario is told whose aims cannot be counted, or whose purses cannot be moved."""

from pathlib import Path

import pytest

from game import library
from game.model.scenario import Flow, Scenario
from game.paths import scenarios
from tests.library.folders import copied, edit, no, told

WRONG_FLOWS = (
    (
        'kind = "losses"\nper = 60',
        'kind = "loses"\nper = 60',
        'sides[1].flows[1].kind = "loses"',
        no("choice", "losses"),
    ),
    (
        "per = 60\nby = -1",
        "per = 60\nby = 1",
        "sides[1].flows[1].by = 1",
        "should be below 0: a flow of the kind losses empties the purse",
    ),
    (
        'kind = "convoy"\nby = 1',
        'kind = "convoy"\nby = 0',
        "sides[2].flows[3].by = 0",
        "should be above 0: a flow of the kind convoy fills the purse",
    ),
    ("per = 60\n", "", "sides[1].flows[1].per", "is missing; a flow of the kind losses needs it"),
    ("men = 100\nby = 1", "by = 1", "sides[2].flows[1].men", "is missing; a flow of the kind victory needs it"),
    (
        '["kala", "guzar"]',
        '["kala", "guzzar"]',
        'sides[2].flows[4].places[2] = "guzzar"',
        no("place on the map", "guzar"),
    ),
    (
        '["bazar", "chashma"]',
        '["bazar", "kishlak"]',
        'sides[2].flows[5].places[2] = "kishlak"',
        "is not a town or fort on the map, so nobody can hold it",
    ),
    (
        'type = "garrison"\nby',
        'type = "garison"\nby',
        'sides[1].flows[2].type = "garison"',
        no("unit type in the chart", "garrison"),
    ),
    ('trait = "drilled"\nby', 'trait = "driled"\nby', 'sides[1].flows[3].trait = "driled"', no("trait", "drilled")),
    (
        'trait = "drilled"\nby',
        'trait = "drilled"\ntype = "rifle"\nby',
        "sides[1].flows[3]",
        "a flow of the kind wiped should name a type or a trait, one of them",
    ),
    (
        'type = "garrison"\nby',
        "by",
        "sides[1].flows[2]",
        "a flow of the kind wiped should name a type or a trait, one of them",
    ),
    ("by = -3", "by = -300", "sides[2].flows[7].by = -300", "should be a whole number from -99 to 99"),
)

FALLS = 'kind = "falls"\nplace = "guzar"'
DRILLED = 'trait = "drilled"\nmen = 200'
WEST = 'at = ["edge:west-road"]'
RAISED = 'raised = ["enver", 100, "kala", 2]'
GONE = 'gone = ["e-chief", 0]'
WRONG_AIMS = (
    ("step = 2\n", "", "victory.awards[11].step", "is missing; an award of the kind falls needs it"),
    (FALLS, 'kind = "falls"\nplace = "guzer"', 'victory.awards[11].place = "guzer"', no("place on the map", "guzar")),
    (
        "points = 5\nturn = 3",
        "points = -5\nturn = 3",
        "victory.awards[11].points = -5",
        "should be above 0: the later a place falls, the less it pays",
    ),
    (
        'kind = "guns"\nside = "enver"\n',
        'kind = "guns"\n',
        "victory.awards[12].side",
        "is missing; an award of the kind guns needs it",
    ),
    (DRILLED, 'trait = "drild"\nmen = 200', 'victory.awards[13].trait = "drild"', no("trait", "drilled")),
    (
        DRILLED,
        'units = ["e-foot", "e-fot"]\nmen = 200',
        'victory.awards[13].units[2] = "e-fot"',
        no("unit", "e-foot"),
    ),
    (
        DRILLED,
        "men = 200",
        "victory.awards[13]",
        "an award of the kind standing should name a type, a trait or units, one of them",
    ),
    (
        "most = 4",
        "least = 5\nmost = 4",
        "victory.awards[14]",
        "should have a least or a most, and the least no higher than the most",
    ),
    ("most = 4", "most = 11", "victory.awards[14].most = 11", "should be a whole number from 0 to 10"),
    (
        WEST,
        'at = ["edge:west"]',
        'victory.awards[15].at[1] = "edge:west"',
        no("way off the map for red", "edge:west-road"),
    ),
    (GONE, 'gone = ["e-chef", 0]', 'victory.sudden[4].gone = "e-chef"', no("side or unit", "e-chief")),
    (
        GONE,
        'gone = ["enver", 0]',
        "victory.sudden[4].gone = ['enver', 0]",
        "should say how many men of the side, 1 or more",
    ),
    (
        GONE,
        'gone = ["e-chief", 0]\nat = ["edge:landing"]',
        'victory.sudden[4].at[1] = "edge:landing"',
        "there is no way off the map for enver of this name; there are: edge:east-track, frontier",
    ),
    (
        RAISED,
        RAISED + '\nat = ["frontier"]',
        "victory.sudden[5].at = ['frontier']",
        "says by which ways: who has left by them stands in gone",
    ),
    (RAISED, 'raised = ["envr", 100, "kala", 2]', 'victory.sudden[5].raised = "envr"', no("side", "enver")),
    (RAISED, 'raised = ["enver", 100, "kal", 2]', 'victory.sudden[5].raised = "kal"', no("place on the map", "kala")),
    (
        RAISED,
        'raised = ["enver", 100, "kala", -1]',
        "victory.sudden[5].raised[4] = -1",
        "should be a whole number from 0 to 99",
    ),
    ('sunk = ["hills", 3]', 'sunk = ["hill", 3]', 'victory.sudden[5].sunk = "hill"', no("faction", "hills")),
    ("delay = 2", "delay = -2", "victory.sudden[4].delay = -2", "should be a whole number from 0 to 99"),
    (
        GONE,
        "",
        'victory.sudden[4] = "chief-away"',
        "should have one condition at least: held, hostile, fewer, leader, cut, gone, raised or sunk",
    ),
)


@pytest.mark.parametrize(("old", "new", "where", "message"), (*WRONG_FLOWS, *WRONG_AIMS))
def test_a_wrong_aim_is_told_in_one_line(old: str, new: str, where: str, message: str, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / "scenario.toml", old, new)
    found = told(folder)
    assert f"{where}: {message}" in [text.split(": ", 1)[1] for text in found]
    with pytest.raises(library.Faults):
        library.load(folder)


def test_a_side_without_a_way_out_cannot_be_counted_by_it(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / "scenario.toml", 'gone = ["e-chief", 0]', 'gone = ["r-chief", 0]')
    edit(
        folder / "scenario.toml",
        'side = "red"\nat = "edge:west-road"\n\n[charts',
        'side = "lokai"\nat = "kala"\n\n[charts',
    )
    found = [text.split(": ", 1)[1] for text in told(folder)]
    assert found == [
        f"{where}: red has no way off the map (table exits)" for where in ("victory.awards[15]", "victory.sudden[4]")
    ]


def loaded(name: str) -> Scenario:
    """A scenario that is shipped."""
    return library.load(scenarios() / name)


def test_the_flows_of_the_recapture_are_those_of_the_design() -> None:
    """Prestige: victories, convoys, three towns; Resolve: the dead and posts cut down."""
    recapture = loaded("recapture-1922")
    assert recapture.side("red").flows == (Flow("losses", -1, per=150), Flow("wiped", -2, type="garrison"))
    gains = {flow.kind: flow.by for flow in recapture.side("enver").flows}
    assert gains == {"victory": 2, "convoy": 1, "place": 3, "retreat": -2, "rout": -3, "place_lost": -2}
    assert recapture.side("lokai").flows == ()
    assert recapture.charts.command.fall_most == 4


def test_the_hash_covers_flows_and_aims(tmp_path: Path) -> None:
    """What bears on the rules, not where a number comes from."""
    folder = copied(tmp_path)
    first = library.load(folder).digest
    edit(folder / "scenario.toml", "per = 60\n", 'per = 60\nsource = "hearsay"\n')
    assert library.load(folder).digest == first
    seen = {first}
    for old, new in (("per = 60", "per = 61"), ("step = 2", "step = 1"), ("delay = 2", "delay = 1"), (WEST, "")):
        edit(folder / "scenario.toml", old, new)
        seen.add(library.load(folder).digest)
    assert len(seen) == 5
