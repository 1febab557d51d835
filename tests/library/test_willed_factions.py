"""What a scenario is told whose factions with wills of their own cannot be."""

from pathlib import Path

import pytest

from game import library
from tests.library.folders import copied, edit, told

WRONG = (
    ("cohesion = 5\ntested = true", "cohesion = 5", "factions[2].envy = 1: only a faction that is tested has this"),
    ('home = "corner"\n', "", "factions[4]: should have a home: it is tested"),
    ('chief = "e-wander-chief"\n', "", "factions[4]: should have a chief: it is tested"),
    (
        "cohesion = 6\nceiling = 9",
        "cohesion = 6\nceiling = 11",
        "factions[4].ceiling = 11: should be a whole number from 0 to 10",
    ),
    (
        "cohesion = 6\nceiling = 9",
        "cohesion = 10\nceiling = 9",
        "factions[4].cohesion = 10: is above its ceiling of 9: it will fall",
    ),
    (
        'home = "hills"\nrivals = ["lokai"]',
        'home = "hills"\nrivals = ["hills"]',
        'factions[2].rivals[1] = "hills": a faction is not its own rival',
    ),
    (
        'chief = "e-wander-chief"',
        'chief = "r-chief"',
        "factions[4]: should have men on the side of its chief: it is tested",
    ),
)


@pytest.mark.parametrize(("old", "new", "message"), WRONG)
def test_wrong_factions(tmp_path: Path, old: str, new: str, message: str) -> None:
    folder = copied(tmp_path)
    edit(folder / "scenario.toml", old, new)
    assert any(text.endswith(message) for text in told(folder)), told(folder)


def test_the_factions_of_the_recapture() -> None:
    """Three have wills of their own; who is envious, and who jealous; all ride with the coalition."""
    scenario = library.load("recapture-1922")
    willed = {f.id: (f.cohesion, f.ceiling, f.envy, f.jealousy) for f in scenario.factions if f.tested}
    assert willed == {"lokai": (6, 8, 1, -2), "surkhan": (7, 10, 2, 0), "hillmen": (6, 10, 2, 0)}
    assert set(scenario.ranks) == {"enver"}
