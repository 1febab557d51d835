"""The charts the game ships, and what a wrong chart is told."""

import shutil
from itertools import product
from pathlib import Path

import pytest

from game import library
from game.paths import assets
from tests.library.folders import copied, edit, line_of, no, told

LADDER = library.charts().combat


def means(column: int) -> tuple[float, float, int, int]:
    """Mean losses of both sides at a place on the ladder, and ways to throw back and to drive off."""
    rows = [
        LADDER.rows[min(max(a + b + column, LADDER.first_result) - LADDER.first_result, len(LADDER.rows) - 1)]
        for a, b in product(range(1, 7), repeat=2)
    ]
    back = sum(row.outcome in ("AX", "AR") for row in rows)
    driven = sum(row.outcome in ("DR", "DX") for row in rows)
    return sum(r.attacker for r in rows) / 36, sum(r.defender for r in rows) / 36, back, driven


@pytest.mark.parametrize(
    ("column", "attacker", "defender", "back", "driven"),
    [(0, 13.1, 3.0, 21, 0), (3, 8.5, 5.3, 6, 6), (5, 6.5, 7.6, 1, 15), (9, 3.9, 15.4, 0, 33), (12, 2.3, 24.7, 0, 36)],
)
def test_the_ladder_comes_out_as_designed(
    column: int, attacker: float, defender: float, back: int, driven: int
) -> None:
    lost, taken, thrown, off = means(column)
    assert (round(lost, 1), round(taken, 1), thrown, off) == (attacker, defender, back, driven)


def test_every_type_of_the_orders_of_battle_is_there() -> None:
    types = library.charts().units.types
    assert len(types) == 19
    for name in ("guard_horse", "drilled_foot", "afghan", "turncoat"):
        assert "drilled" in types[name].traits
    for name in ("rifle", "cavalry", "ogpu", "garrison"):
        assert "regular" in types[name].traits
    for row in types.values():
        assert ("mounted" in row.traits) == (row.movement in ("horse", "light"))


def test_a_wrong_chart_is_told_with_its_line(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(assets() / "rules", rules)
    edit(rules / "terrain.toml", "road = 2", 'road = "two"')
    edit(rules / "combat.toml", "loss_share = 4", "loss_share = 0")
    edit(rules / "combat.toml", "dug_in = -1\n", "")
    edit(rules / "units.toml", "attack = 13", "atack = 13")
    edit(
        rules / "combat.toml", 'attacker = 8, defender = 5, outcome = "C"', 'attacker = 8, defender = 5, outcome = "B"'
    )
    with pytest.raises(library.Faults) as caught:
        library.charts(rules)
    lines = str(caught.value).replace(str(rules) + "/", "").splitlines()
    units = line_of(rules / "units.toml", "atack")
    head = line_of(rules / "units.toml", "[types.cavalry]")
    combat = line_of(rules / "combat.toml", '"B"')
    assert lines == [
        f'terrain.toml:{line_of(rules / "terrain.toml", "road = ")}: road = "two": should be a whole number',
        f'units.toml:{units}: types.cavalry.atack: there is no key of this name; did you mean "attack"?',
        f"units.toml:{head}: types.cavalry.attack: is missing; it should be a whole number",
        f'combat.toml:{combat}: rows[9].outcome = "B": there is no outcome of this name; '
        "there are: AR, AS, AX, C, DR, DS, DX",
        f'combat.toml:{line_of(rules / "combat.toml", "[shifts]")}: shifts: the entry "dug_in" is missing',
        f"combat.toml:{line_of(rules / 'combat.toml', 'loss_share = 0')}: loss_share = 0: should be 1 or more",
    ]


WRONG = (
    ("weather", "month = 3, day = 1", "month = 3, day = 32", 'seasons[2] = "3-32"', "should be a month from 1 to 12"),
    (
        "weather",
        "month = 5, day = 1",
        "month = 2, day = 1",
        "seasons",
        "should cover the year: the first from 1 January",
    ),
    (
        "weather",
        "month = 1, day = 1",
        "month = 1, day = 2",
        "seasons",
        "should cover the year: the first from 1 January",
    ),
    ("weather", "[weathers.fair]", "[weathers.fine]", "weathers", 'the entry "fair" is missing'),
    ("weather", "{ foot = 75,", "{ food = 75,", "weathers.heat.points.food", no("class of movement", "foot")),
    ("weather", "{ foot = 75,", "{ foot = 175,", "weathers.heat.points.foot = 175", "should be from 0 to 100"),
    (
        "weather",
        '"foot", "wheeled"',
        '"foots", "wheeled"',
        'weathers.heat.toll = "foots"',
        no("class of movement", "foot"),
    ),
    ("weather", "toll = 2", "toll = 101", "toll = 101", "should be from 0 to 100"),
    ("sight", "8km = {", "9km = {", "range.9km", no("scale in the chart of movement", "8km")),
    ("sight", "8km = { foot = 1,", "8km = {", "range.8km", 'the entry "foot" is missing'),
    ("sight", "8km = { foot = 1,", "8km = { foot = 0,", "range.8km.foot = 0", "should be from 1 to 99"),
    ("sight", "tugai = 2", "tugay = 2", "conceal.tugay", no("terrain in the chart", "tugai")),
    ("sight", "steppe = 0\n", "", "conceal", 'the entry "steppe" is missing'),
    ("sight", "[ambush]\nirrigated = 0", "[ambush]\nirrigated = 7", "ambush.irrigated = 7", "should be from 0 to 6"),
    ("sight", "ambush_dark = 1", "ambush_dark = 7", "ambush_dark = 7", "should be from 0 to 6"),
    ("march", "stragglers = 2", "stragglers = 102", "stragglers = 102", "should be from 0 to 100"),
    ("march", "leave = 2", "leave = -2", "leave = -2", "should be from 0 to 999"),
    ("terrain", "mud_wheeled = 3", "mud_wheeled = -3", "ground.irrigated.mud_wheeled = -3", "should be from 0 to 999"),
    (
        "terrain",
        "[sides.crest]\nfoot = 2",
        "[sides.crest]\nfoot = -1",
        "sides.crest.foot = -1",
        "should be from 0 to 999",
    ),
    ("terrain", "river = 24 }", "rover = 24 }", "scales.8km.allowance.rover", no("class of movement", "river")),
    (
        "units",
        '"mounted", "scout"',
        '"mounted", "scouts"',
        'types.militia_horse.traits = "scouts"',
        no("trait", "scout"),
    ),
    ("combat", "charge_1km = 3\n", "", "shifts", 'the entry "charge_1km" is missing'),
)


@pytest.mark.parametrize(("chart", "old", "new", "where", "message"), WRONG)
def test_a_chart_that_makes_no_sense_is_told_in_one_line(
    chart: str, old: str, new: str, where: str, message: str, tmp_path: Path
) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(assets() / "rules", rules)
    edit(rules / f"{chart}.toml", old, new)
    with pytest.raises(library.Faults) as caught:
        library.charts(rules)
    found = [fault for fault in caught.value.faults if fault.file.endswith(f"{chart}.toml") and fault.line]
    told = [f"{fault.where}{' = ' if fault.value else ''}{fault.value}: {fault.message}" for fault in found]
    assert any(text.startswith(f"{where}: {message}") for text in told), told


def test_a_ground_of_a_battle_s_own_must_be_seen_and_eaten(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    marsh = '[charts.terrain.ground.marsh]\nname = "marsh"\nfoot = 5\nhorse = 5\nwheeled = 0\ndefence = 0\n\n[victory]'
    edit(folder / "scenario.toml", "[victory]", marsh)
    found = [text for text in told(folder) if "marsh" in text]
    assert any("conceal" in text for text in found) and any("ambush" in text for text in found)
    assert any("forage.8km.green" in text for text in found)
