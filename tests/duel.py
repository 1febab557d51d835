"""A small game for tests of records and of the text mode: two towns, three units a side, six turns."""

from dataclasses import replace
from datetime import datetime
from functools import cache

from game.model.calendar import Calendar
from game.model.scenario import Award, Scenario, Supplier, Victory
from tests.sketch import Counter, sketch

PICTURE = """
.   .   h   .   .
  .   .   .   .
T   .   h   .   T
  .   .   .   .
.   .   h   .   .
  .   .   .   .
"""


@cache
def duel() -> Scenario:
    """The scenario; made once, for scenarios are compared by identity."""
    letters = {
        "A": Counter("rifle", "red", 500, 2, 6),
        "B": Counter("cavalry", "red", 300, 0, 2),
        "X": Counter("band_horse", "enver", 600),
        "Y": Counter("band_horse", "enver", 400),
    }
    picture = PICTURE.replace("T   .   h   .   T", "TA  .B  hX  .Y  T")
    scenario = sketch(picture, letters, held={"t0": "red", "t1": "enver"}).state.scenario
    starts = {"A": "t0", "B": "t0", "X": "t1", "Y": "t1"}
    return replace(
        scenario,
        id="duel",
        title="The duel",
        calendar=Calendar(datetime(1922, 6, 1), 5, 4 * 1440),
        order=("red", "enver"),
        units=tuple(replace(unit, start=starts[unit.id]) for unit in scenario.units),
        suppliers=(Supplier("red", "t0"), Supplier("enver", "t1")),
        victory=Victory(
            "enver", "red", 3, (9, 6, 3, 1), awards=(Award("hold", 1, "t1", "enver"), Award("take", 5, "t0", "enver"))
        ),
        digest="d0e1",
    )
