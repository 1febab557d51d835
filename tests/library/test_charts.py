"""The charts the game ships, and what a wrong chart is told."""

import shutil
from itertools import product
from pathlib import Path

import pytest

from game import library
from game.paths import assets
from tests.library.folders import edit, line_of

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
        'terrain.toml:6: road = "two": should be a whole number',
        f'units.toml:{units}: types.cavalry.atack: there is no key of this name; did you mean "attack"?',
        f"units.toml:{head}: types.cavalry.attack: is missing; it should be a whole number",
        f'combat.toml:{combat}: rows[9].outcome = "B": there is no outcome of this name; '
        "there are: AR, AS, AX, C, DR, DS, DX",
        f'combat.toml:{line_of(rules / "combat.toml", "[shifts]")}: shifts: the entry "dug_in" is missing',
        f"combat.toml:{line_of(rules / 'combat.toml', 'loss_share = 0')}: loss_share = 0: should be 1 or more",
    ]
