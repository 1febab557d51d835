"""A small coalition for the tests of its council: a commander, cadres, the men of two valleys, and an enemy."""

from collections.abc import Mapping
from dataclasses import replace

from game.model.bonds import Bonds
from game.model.cards import Card
from game.model.dice import Scripted
from game.model.forces import Forces, Status
from game.model.scenario import Faction, Training, UnitSpec
from game.model.state import State
from tests.sketch import Counter, Sketch, sketch

OWN, LOKAI, SURKHAN = 0, 1, 2
"""The factions by their numbers."""

PICTURE = """
.   .   .   .
  .   .   .
.   .   T   .
  .   .   .
.   .   .   .
  .   .   .
.   .   .   .
  .   .   .
"""

LETTERS: Mapping[str, Counter] = {
    "E": Counter("leader", "enver", 0, faction="own", radius=2),
    "K": Counter("leader", "enver", 0, faction="lokai", radius=2),
    "S": Counter("leader", "enver", 0, faction="surkhan", radius=2),
    "C": Counter("cadre", "enver", 5, faction="own"),
    "G": Counter("guard_horse", "enver", 300, faction="own"),
    "a": Counter("band_horse", "enver", 500, faction="lokai"),
    "b": Counter("band_horse", "enver", 300, faction="lokai"),
    "s": Counter("band_horse", "enver", 500, faction="surkhan"),
    "t": Counter("band_foot", "enver", 200, faction="surkhan"),
    "N": Counter("drilled_foot", "enver", 400, faction="own"),
    "O": Counter("drilled_foot", "enver", 400, faction="own"),
    "R": Counter("rifle", "red", 400),
}


def coalition(
    places: Mapping[str, tuple[int, int]],
    *,
    cohesion: tuple[int, int, int] = (10, 6, 7),
    purse: int = 9,
    turn: int = 3,
    dice: tuple[int, ...] = (),
    acting: str = "enver",
    held: str = "enver",
    leaves: str = "terms",
    men: Mapping[str, int] | None = None,
    cards: tuple[Card, ...] = (),
) -> Sketch:
    """A position with counters of `LETTERS` at columns and rows; those not placed wait in the pool.

    The town is at (4, 1); the home of the Lokai is columns 0 to 2, that of Surkhan columns 5 and 6.
    """
    letters = {x: replace(c, men=(men or {}).get(x, c.men)) for x, c in LETTERS.items()}
    rows = [list(line.ljust(14)) for line in PICTURE.strip("\n").splitlines()]
    spots = [(c, r) for r in range(3) for c in range(7) if (c, r) != (4, 1)]
    for letter, (column, row) in zip(letters, spots, strict=False):
        rows[2 * row + column % 2][2 * column + 1] = letter
    made = sketch(
        "\n".join("".join(line).rstrip() for line in rows),
        letters,
        acting=acting,
        held={"t0": held},
        dice=dice,
        turn=turn,
        turns=20,
        purse=purse,
        homes={
            "lokai": tuple((c, r) for c in range(3) for r in range(3)),
            "surkhan": tuple((c, r) for c in (5, 6) for r in range(3)),
        },
    )
    return _with_factions(made, places, cohesion, leaves, cards)


def _with_factions(
    made: Sketch,
    places: Mapping[str, tuple[int, int]],
    cohesion: tuple[int, int, int],
    leaves: str,
    cards: tuple[Card, ...],
) -> Sketch:
    state, grid = made.state, made.state.scenario.board.grid
    specs = tuple(_spec(spec) for spec in state.scenario.units)
    scenario = replace(
        state.scenario,
        units=specs,
        factions=(
            Faction("own", "Own", chief="E"),
            Faction("lokai", "Lokai", "K", "lokai", ("surkhan",), 6, 9, True, envy=1, jealousy=-2),
            Faction("surkhan", "Surkhan", "S", "surkhan", ("lokai",), 7, 10, True, envy=2, leaves=leaves),
        ),
        sides=tuple(replace(side, currency="coin" if side.id != "lokai" else "") for side in state.scenario.sides),
        training=Training("enver", "own", 400, ("N", "O")),
        cards=cards,
    )
    stood = []
    for number, unit in enumerate(state.forces.units):
        letter = specs[number].id
        if letter in places:
            stood.append(replace(unit, cell=grid.cell(*places[letter])))
        else:
            stood.append(replace(unit, cell=0, status=Status.POOL, men=0 if letter in "NO" else unit.men))
    bonds = Bonds(state.bonds.purse, cohesion, state.bonds.hostile, state.bonds.sent)
    return Sketch(replace(state, scenario=scenario, forces=Forces(tuple(stood)), bonds=bonds), made.letters)


def _spec(spec: UnitSpec) -> UnitSpec:
    return replace(spec, turn=0) if spec.id in "NO" else spec


def scripted(state: State, *dice: int) -> State:
    """The same position with these dice to come."""
    return replace(state, dice=Scripted(dice))


__all__ = ["LOKAI", "OWN", "SURKHAN", "coalition", "scripted"]
