"""Positions of a siege on the proving ground and of a fight on the proving ridge, to be looked at and played on from.

They are made from the opening by moving units about, so that a window can be opened on them as on any game.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from game import codec, library, umpire
from game.hexes import NO_CELL, Cell
from game.model.agenda import MayGrant, MayRetreat
from game.model.board import Board
from game.model.forces import Forces, Status
from game.model.scenario import Scenario
from game.model.state import State
from game.replay.record import header_of
from game.replay.writer import Writer

GROUND, RIDGE = "proving-ground", "proving-ridge"
Stood = Mapping[str, tuple[Cell, int]]
"""By id of a unit: its hex, and its men without guns, or 0 for all that it has."""


def setup(scenario: Scenario, person: str) -> umpire.Setup:
    """A game without fog in which a person plays one side and nobody who thinks plays the others."""
    seats = tuple((side.id, "person" if side.id == person else "random") for side in scenario.sides)
    return umpire.Setup(7, (("fog", "off"),), seats)


def made(name: str, side: str, stood: Stood) -> State:
    """The opening of a scenario with a side to act, and these units on their hexes with nobody else there."""
    scenario = library.load(name)
    state = umpire.begin(scenario, setup(scenario, side)).state
    taken = {cell for cell, _ in stood.values()}
    units = []
    for unit in state.forces.units:
        spec = scenario.units[unit.number]
        if spec.id in stood:
            cell, men = stood[spec.id]
            men, guns, mgs = (men, 0, 0) if men else (spec.men, spec.guns, spec.mgs)
            unit = replace(unit, cell=cell, status=Status.FIELD, due=0, men=men, guns=guns, mgs=mgs)
        elif unit.on_map and unit.cell in taken:
            unit = replace(unit, cell=NO_CELL, status=Status.GONE)
        units.append(unit)
    return replace(state, forces=Forces(tuple(units)), part=scenario.order.index(side), agenda=())


def board_of(name: str) -> Board:
    """The board of a scenario."""
    return library.load(name).board


def storm(side: str = "enver") -> State:
    """The coalition stands before the lines of Kala with a gun; the Reds in them have a remnant."""
    board = board_of(GROUND)
    kala = board.place("kala").cell
    ring = board.grid.neighbours[kala]
    return made(GROUND, side, {
        "r-foot-1": (kala, 280), "r-foot-2": (kala, 100), "r-guns": (kala, 0), "e-foot": (ring[3], 0),
        "e-gun": (ring[3], 0), "e-guard": (ring[1], 0), "e-riders-1": (ring[0], 0),
    })  # fmt: skip


def shut_in(side: str = "red") -> State:
    """The riders stand round Guzar, whose garrison lives on its stores."""
    board = board_of(GROUND)
    town = board.place("guzar").cell
    ring = board.grid.neighbours[town]
    bands = ("e-riders-1", "e-riders-2", "e-foot", "e-guard", "e-hillmen", "e-turncoats")
    stood = {band: (cell, 0) for band, cell in zip(bands, ring, strict=True)}
    return made(GROUND, side, {**stood, "r-post": (town, 0), "r-militia": (town, 0)})


def terms() -> State:
    """The garrison of Guzar asks its besieger for terms."""
    state = shut_in("enver")
    number = state.scenario.board.place_number("guzar")
    return replace(state, agenda=(MayGrant("enver", number),))


def ways() -> State:
    """Red horse has fallen back and may have done so by another way."""
    grid = board_of(GROUND).grid
    here = board_of(GROUND).place("kala").cell
    usual, other, third = (grid.neighbours[here][direction] for direction in (4, 5, 3))
    state = made(GROUND, "red", {"r-horse": (usual, 0), "e-riders-1": (grid.neighbours[here][1], 0)})
    number = state.scenario.unit_number("r-horse")
    return replace(state, agenda=(MayRetreat("red", number, ((usual,), (other,), (third,))),))


def ridge() -> State:
    """Red riders stand next to the works of the knoll, and their gun two hexes behind them."""
    grid = board_of(RIDGE).grid
    knoll = board_of(RIDGE).place("knoll").cell
    near = grid.neighbours[knoll][4]
    return made(RIDGE, "red", {"r-column": (near, 0), "r-guns": (grid.neighbours[near][4], 0), "e-knoll": (knoll, 0)})


def recorded(state: State, person: str, path: Path) -> Path:
    """A record of a game that begins with this position."""
    header = header_of(state.scenario, setup(state.scenario, person), "", codec.encode(state))
    path.parent.mkdir(parents=True, exist_ok=True)
    Writer.begin(path, header, state).close()
    return path
