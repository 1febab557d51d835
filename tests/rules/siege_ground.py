"""The ground of the siege as a test map: Dushanbe and the two rings of hexes round it, from 5 December 1921.

There is nothing beyond the second ring, so that the besiegers have these eighteen hexes and no others to live on.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from game.model.events import TurnBegan
from game.model.ledger import Ledger
from game.rules import want
from tests.sketch import Counter, Sketch, sketch

GROUND = """
    h
  h   h
b   h   h
  i   i
i   TG  i
  i   i
i   i   i
  i   i
    i
"""
RING_1 = ((2, 1), (3, 1), (3, 2), (2, 3), (1, 2), (1, 1))
"""Column and row of five irrigated hexes and a hill."""

RING_2 = ((2, 0), (3, 0), (4, 1), (4, 2), (4, 3), (3, 3), (2, 4), (1, 3), (0, 3), (0, 2), (0, 1), (1, 0))
"""Those of seven irrigated hexes, four hills and one of foothills."""

WEEKS = 13


def siege(bands: Mapping[tuple[int, int], tuple[str, int]], *, stores: int = 99, garrison: int = 700) -> Sketch:
    """The siege with a band (type, men) on each of these hexes; their letters are a, b, c in this order."""
    rows = [list(line.ljust(10)) for line in GROUND.strip("\n").splitlines()]
    counters = {"G": Counter("rifle", "red", garrison)}
    for letter, ((column, row), (kind, men)) in zip("abcdefghijklmnopqr", bands.items(), strict=False):
        rows[2 * row + column % 2][2 * column + 1] = letter
        counters[letter] = Counter(kind, "enver", men)
    found = sketch(
        "\n".join("".join(line) for line in rows),
        counters,
        held={"t0": "red"},
        scale="3km",
        start=datetime(1921, 12, 5),
        days=7,
        turns=WEEKS,
        stores={"t0": stores},
    )
    scenario = found.state.scenario
    border = frozenset({(found.at(2, 4), 3)})  # cartridges come over a frontier near by
    board = replace(scenario.board, frontier=border)
    return Sketch(replace(found.state, scenario=replace(scenario, board=board)), found.letters)


def hungry_weeks(position: Sketch, side: str = "enver") -> dict[int, tuple[str, ...]]:
    """The weeks in which units of a side fail their check of bread, and the letters of those units."""
    names = {number: letter for letter, number in position.letters.items()}
    ledger = Ledger(position.state)
    found: dict[int, tuple[str, ...]] = {}
    for week in range(1, WEEKS + 1):
        ledger.record(TurnBegan(week))
        want.check_bread(ledger)
        hungry = tuple(names[u.number] for u in ledger.state.forces.units if u.side == side and u.hunger)
        if hungry:
            found[week] = hungry
    return found
