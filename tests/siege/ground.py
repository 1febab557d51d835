"""The ground and the forces of the siege study: Dushanbe, four rings of three-kilometre hexes, thirteen winter weeks.

The two inner rings are those of `tests/rules/siege_ground.py`; the outer ones are valley and steppe in the south, where
the Lokai are at home on the left bank, and hills and mountains in the north.  Numbers are those of the orders of
battle: a garrison worth 700 rifles with eight machine guns, two guns and its commander; 2,600 horse of nine chiefs;
from the seventh week Enver with 285 drilled men and a gun; the hillmen in the eighth and the ninth.

Drilling is not ruled yet.  In its place six bands of 150 may ride off the map at Kok-Tash, and from the eighth week
on a company of 150 drilled men comes from there each week, if the policy is one of drill.
"""

from dataclasses import replace
from datetime import datetime
from functools import cache

from game.hexes import Cell
from game.model.board import Place
from game.model.calendar import Calendar
from game.model.scenario import (
    Award,
    Exit,
    Faction,
    LineOfWorks,
    Scenario,
    Side,
    Stores,
    Supplier,
    UnitSpec,
    Victory,
    Works,
)
from tests.sketch import sketch

GROUND = """
        m
      m   m
    m   h   h
  b   h   h   b
b   h   h   h   h
  h   h   h   h
.   b   h   h   .
  i   i   i   i
i   i   T   i   i
  i   i   i   i
i   i   i   i   i
  .   i   i   i
h   .   i   .   .
  h   .   .   h
    h   .   h
      h   h
        h
"""

WEEKS = 13
STORES = 20
"""Quarter rations for a week, in Dushanbe at the start."""
OUTER, INNER = LineOfWorks(-3, 300, "outer line"), LineOfWorks(-1, 150, "inner town")

KOK_TASH = (7, 6)
"""Where companies are drilled, on the edge of the map."""
LOKAI_HOME = (
    (8, 5), (7, 5), (8, 6), (7, 6), (6, 6), (6, 7), (5, 6), (5, 7), (4, 7), (4, 8), (7, 4), (6, 5), (5, 5),
)  # fmt: skip
QUARTERS: dict[str, tuple[int, int]] = {
    "lok-1": (8, 5), "lok-2": (7, 5), "lok-3": (5, 5), "lok-4": (6, 5), "lok-6": (5, 7), "lok-5a": (1, 4),
    "lok-5b": (2, 4), "rahman": (6, 3), "barat": (3, 5), "khurram-1": (1, 3), "khurram-2": (4, 2),
    "darvaz-1": (0, 3), "darvaz-2": (3, 6), "karategin": (1, 2),
    "guard": (5, 4), "core": (5, 4), "turncoats": (5, 4), "gun": (6, 4), "ibrahim": (7, 5), "enver": (6, 4),
    "company-1": (1, 4), "company-2": (1, 3), "company-3": (4, 2), "company-4": (2, 4), "company-5": (6, 3),
    "company-6": (3, 5),
}  # fmt: skip
"""Where each unit winters, by column and row: the ring, and beyond it those for whom it has no bread.

Companies take over from the bands whose men they are.
"""

BATTERY = (5, 4)
"""Where Enver's first drilled men camp at the walls, and his gun with them, which carries no farther than that."""

RECRUITS = ("lok-5a", "khurram-1", "khurram-2", "lok-5b", "rahman", "barat")
"""The bands whose men are drilled, a week each, in this order."""
FIRST_DRILL = 7
"""The week in which the first of them goes; its company comes a week later."""


def _band(name: str, faction: str, men: int, kind: str = "band_horse", turn: int = 1) -> UnitSpec:
    return UnitSpec(name, name, "enver", faction, kind, men, 0, 0, f"quarters-{name}", turn)


def _chief(name: str, faction: str, turn: int, radius: int) -> UnitSpec:
    at = f"quarters-{name}"
    return UnitSpec(name, name, "enver", faction, "leader", 0, 0, 0, at, turn, radius=radius, mortal=False)


def _red(name: str, kind: str, men: int, guns: int = 0, mgs: int = 0, radius: int = 0) -> UnitSpec:
    return UnitSpec(name, name, "red", "", kind, men, guns, mgs, "t0", 1, radius=radius)


def _forces(*, drill: bool) -> tuple[UnitSpec, ...]:
    """All units of a game."""
    turn = FIRST_DRILL if drill else -9
    lokai = {"lok-1": 400, "lok-2": 400, "lok-3": 400, "lok-4": 300, "lok-6": 200, "lok-5a": 150, "lok-5b": 150}
    loyal = {"rahman": 150, "barat": 150, "khurram-1": 150, "khurram-2": 150}
    return (
        *(_red(f"company-red-{n}", "rifle", 200) for n in (1, 2, 3)),
        _red("scouts", "cavalry", 100),
        _red("volunteers", "militia", 60),
        _red("machine-guns", "mg", 60, mgs=8),
        _red("guns", "battery", 40, guns=2),
        _red("morozenko", "leader", 0, radius=1),
        *(_band(name, "lokai", men) for name, men in lokai.items()),
        *(_band(name, "loyal", men) for name, men in loyal.items()),
        UnitSpec(
            "ibrahim", "ibrahim", "enver", "lokai", "leader", 0, 0, 0, "quarters-ibrahim", 1, radius=1, mortal=False
        ),
        _band("turncoats", "own", 85, "turncoat", 7 if drill else 0),
        _band("guard", "own", 60, "guard_horse", 7 if drill else 0),
        _band("core", "own", 140, "drilled_foot", 7 if drill else 0),
        UnitSpec("gun", "gun", "enver", "own", "battery", 20, 1, 0, "quarters-gun", 7),
        _chief("enver", "own", 7, radius=2),
        _band("darvaz-1", "hillmen", 300, "band_foot", 8),
        _band("darvaz-2", "hillmen", 300, "band_foot", 8),
        _band("karategin", "hillmen", 400, "band_foot", 9),
        *(
            UnitSpec(f"company-{n}", f"company-{n}", "enver", "own", "drilled_foot", 150, 0, 0, "kok-tash", turn + n)
            for n in range(1, 7)
        ),
    )


@cache
def ground(*, drill: bool) -> Scenario:
    """The siege; with companies drilled from the seventh week, or without."""
    drawn = sketch(GROUND, held={"t0": "red"}, scale="3km").state.scenario
    board = drawn.board
    cell = board.grid.cell
    camps = tuple(Place(f"quarters-{name}", f"Quarters of {name}", cell(*at), "camp") for name, at in QUARTERS.items())
    kok_tash = Place("kok-tash", "Kok-Tash", cell(*KOK_TASH), "camp")
    board = replace(
        board,
        places=(*board.places, *camps, kok_tash),
        regions={"lokai": sum(1 << cell(*at) for at in LOKAI_HOME)},
        frontier=frozenset({(cell(4, 8), 3)}),  # cartridges come over a frontier near by
    )
    town = board.places[0].cell
    return replace(
        drawn,
        id="siege-study",
        title="The siege, a study",
        board=board,
        calendar=Calendar(datetime(1921, 12, 5), WEEKS, 7 * 1440),
        order=("red", "enver", "red", "enver"),
        sides=(Side("red", "Red"), Side("enver", "Enver"), Side("lokai", "Lokai")),
        factions=(
            Faction("lokai", "Lokai", "ibrahim", "lokai"),
            Faction("loyal", "Loyal bands"),
            Faction("own", "Enver's own", "enver"),
            Faction("hillmen", "Hillmen"),
        ),
        units=_forces(drill=drill),
        victory=Victory("enver", "red", 1, (4, 3, 2, 1), awards=(Award("take", 2, place="t0", side="enver"),)),
        works=(Works("t0", (OUTER, INNER), "red"),),
        stores=(Stores("t0", STORES),),
        suppliers=(Supplier("enver", "kok-tash"),),
        exits=(Exit("enver", "kok-tash"),),
        held={"t0": "red"},
        digest=f"siege-study-{'drill' if drill else 'bands'}-{town}",
    )


def quarters(scenario: Scenario, name: str) -> Cell:
    """The hex where a unit winters."""
    return scenario.board.grid.cell(*QUARTERS[name])
