"""What a scenario is told whose drill cannot be carried out."""

from pathlib import Path

import pytest

from tests.library.folders import copied, edit, no, told

WRONG = (
    ('faction = "own"\nmen = 150', 'faction = "hills"\nmen = 150', "has a will of its own"),
    ('["e-raised-1", "e-raised-2"]', '["e-raised-1", "e-raised-3"]', no("unit", "e-raised-2")),
    ('["e-raised-1", "e-raised-2"]', "[]", "should name the units that can be raised"),
    ('["e-raised-1", "e-raised-2"]', '["e-raised-1", "e-foot"]', "should be held back: turn = 0"),
    (
        '["e-raised-1", "e-raised-2"]',
        '["e-raised-1", "r-convoy-2"]',
        "should be of the side and the faction",
    ),
    ("men = 150\nunits", "men = 140\nunits", "should have 140 men, as many as are drilled"),
    ("men = 150\nunits", "men = 0\nunits", "should be above 0"),
    ('"e-raised-2"]', '"e-raised-2"]\ncadre = "cadree"', no("unit type in the chart", "cadre")),
    ('"e-raised-2"]', '"e-raised-2"]\ncadre = "mg"', "the side has no cadre"),
)


@pytest.mark.parametrize(("old", "new", "message"), WRONG)
def test_drill_that_cannot_be(tmp_path: Path, old: str, new: str, message: str) -> None:
    folder = copied(tmp_path)
    edit(folder / "scenario.toml", old, new)
    assert any("training" in line and message in line for line in told(folder)), told(folder)


def test_drill_as_it_is(tmp_path: Path) -> None:
    assert not [line for line in told(copied(tmp_path)) if "training" in line]
