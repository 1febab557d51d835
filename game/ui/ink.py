"""The drawn lines of a map: rivers, roads, frontier, names of ranges, spot heights, in map pixels.

They come from `ink.json` beside the map when it is there, else from the sides and links of the board, smoothed.
They are for the eye only; the rules look at the board.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.hexes import NO_CELL
from game.model.board import Board
from game.ui import plane, strokes
from game.ui.strokes import Points

Corner = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class RiverLine:
    """A river: its line from source to mouth and which share of the whole river it covers."""

    name: str
    rank: int
    line: Points
    start: float = 0.8
    end: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class RoadLine:
    """A road or a track."""

    kind: str
    line: Points


@dataclass(frozen=True, slots=True, eq=False)
class Lettering:
    """The name of a range or a district along a curve; size and tracking in pixels at zoom 1."""

    text: str
    style: str
    size: float
    tracking: float
    line: Points


@dataclass(frozen=True, slots=True)
class SpotHeight:
    """A summit and its height in metres."""

    x: float
    y: float
    metres: int


@dataclass(frozen=True, slots=True, eq=False)
class Ink:
    """All drawn lines of a map."""

    rivers: tuple[RiverLine, ...]
    roads: tuple[RoadLine, ...]
    frontier: tuple[Points, ...]
    letterings: tuple[Lettering, ...] = ()
    heights: tuple[SpotHeight, ...] = ()


def read(folder: Path | None, board: Board) -> Ink:
    """Return the lines of `ink.json` in a scenario's folder, or lines made from the board."""
    source = folder / "ink.json" if folder is not None else None
    if source is None or not source.is_file():
        return from_board(board)
    told: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return Ink(
        tuple(
            RiverLine(
                str(one.get("name", "")),
                int(one.get("rank", 3)),
                strokes.points(one["points"]),
                float(one.get("from", 0.0)),
                float(one.get("to", 1.0)),
            )
            for one in told.get("rivers", ())
            if len(one["points"]) > 1
        ),
        tuple(RoadLine(one["kind"], strokes.points(one["points"])) for one in told.get("roads", ())),
        tuple(strokes.points(one["points"]) for one in told.get("frontier", ()) if len(one["points"]) > 1),
        tuple(
            Lettering(
                str(one["text"]),
                str(one.get("style", "range")),
                float(one.get("size", 16)),
                float(one.get("tracking", 5)),
                strokes.points(one["points"]),
            )
            for one in told.get("ranges", ())
        ),
        tuple(SpotHeight(float(one["x"]), float(one["y"]), int(one["metres"])) for one in told.get("heights", ())),
    )


def from_board(board: Board) -> Ink:
    """Make smooth lines from the hexsides and links of a board."""
    rivers: list[RiverLine] = []
    courses: dict[tuple[str, int], list[tuple[Corner, Corner]]] = {}
    for (cell, direction), river in board.rivers.items():
        if _first_name(board, cell, direction):
            rank = river.rank if river.rank in (1, 2) else 2 if river.kind == "major" else 3
            courses.setdefault((river.name, rank), []).append(plane.side(board.grid, cell, direction))
    for (name, rank), sides in courses.items():
        rivers.extend(RiverLine(name, rank, _softened(chain, 2.2)) for chain in chains(sides))
    roads: list[RoadLine] = []
    ways: dict[str, list[tuple[Corner, Corner]]] = {}
    for (cell, direction), kind in board.links.items():
        if _first_name(board, cell, direction):
            there = board.grid.step(cell, direction)
            pair = (plane.centre(board.grid, cell), plane.centre(board.grid, there))
            ways.setdefault(kind, []).append(pair)
    for kind, pairs in ways.items():
        roads.extend(RoadLine(kind, _softened(chain, 1.7)) for chain in chains(pairs))
    border = [
        plane.side(board.grid, cell, direction)
        for cell, direction in sorted(board.frontier)
        if _first_name(board, cell, direction)
    ]
    return Ink(tuple(rivers), tuple(roads), tuple(_softened(chain, 2.0) for chain in chains(border)))


def _first_name(board: Board, cell: int, direction: int) -> bool:
    """Whether this is the one of a hexside's two names under which it is drawn."""
    there = board.grid.step(cell, direction)
    return there == NO_CELL or cell < there


def _softened(chain: list[Corner], sigma: float) -> Points:
    return strokes.smooth(strokes.resample(strokes.points(chain), 8.0), sigma)


def chains(pairs: Iterable[tuple[Corner, Corner]]) -> list[list[Corner]]:
    """Join short lines end to end into chains that break where three or more meet."""
    beside: dict[Corner, list[Corner]] = {}
    for first, last in pairs:
        beside.setdefault(first, []).append(last)
        beside.setdefault(last, []).append(first)
    drawn: set[tuple[Corner, Corner]] = set()
    made: list[list[Corner]] = []
    starts = sorted(beside, key=lambda spot: (len(beside[spot]) == 2, spot))
    for start in starts:
        for toward in beside[start]:
            if (start, toward) in drawn:
                continue
            chain, before, here = [start, toward], start, toward
            drawn |= {(start, toward), (toward, start)}
            while len(beside[here]) == 2 and here != start:
                further = beside[here][0] if beside[here][0] != before else beside[here][1]
                if (here, further) in drawn:
                    break
                drawn |= {(here, further), (further, here)}
                chain.append(further)
                before, here = here, further
            made.append(chain)
    return made
