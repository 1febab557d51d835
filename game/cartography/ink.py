"""The ink: rivers, roads, frontier, names and spot heights as smooth lines for drawing, in sheet pixels.

A line of the board runs on hexsides or through hex centres; the true line runs in its valley.  What is drawn
lies between the two, so that it looks like ground and still tells the side.
"""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from scipy import ndimage
from scipy.spatial import cKDTree

from game.cartography.board import Board
from game.cartography.ground_data import CELLS_PER_DEGREE, NORTH, WEST, GroundData
from game.cartography.lattice import Floats, Hex, centre, corners
from game.cartography.rivers import Chain, bank_of
from game.cartography.roads import Route
from game.cartography.strokes import resample

RIVER_PULL, ROAD_PULL, PLACE_PULL = 0.55, 0.45, 0.45
BARE_ROAD_PULL = 0.92
"""A road without a guide in the data keeps to its hexes: its straight line may cross a frontier."""
STEP = 2.5
"""Sheet pixels between the points of a line while it is shaped."""
JOIN = 26.0
"""How near, in sheet pixels, the end of a river must come to another to be drawn into it."""


CLEAR = 9.0
"""How far, in sheet pixels, a river keeps from the sign of a place."""


def write_ink(board: Board, data: GroundData, folder: Path) -> int:
    """Write ink.json; give the number of lines and names in it."""
    rivers = _rivers(board)
    ink = {
        "rivers": rivers,
        "roads": _roads(board),
        "frontier": [
            {"points": river["points"]}
            for river, chain in zip(rivers, board.chains, strict=True)
            if chain.river.source in board.spec.frontier
        ],
        "ranges": _names(board),
        "heights": _heights(board, data),
    }
    rows = [f'"{name}": [\n' + ",\n".join(map(_compact, items)) + "\n]" for name, items in ink.items()]
    (folder / "ink.json").write_text("{\n" + ",\n".join(rows) + "\n}\n", encoding="utf-8", newline="\n")
    return sum(len(items) for items in ink.values())


def _compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _rounded(points: Floats) -> list[list[float]]:
    return [[round(float(x), 1), round(float(y), 1)] for x, y in points]


def _smooth(points: Floats, width: float) -> Floats:
    """Blur a line along itself, leaving its ends in place."""
    blurred: Floats = np.column_stack([ndimage.gaussian_filter1d(points[:, i], width, mode="nearest") for i in (0, 1)])
    blurred[0], blurred[-1] = points[0], points[-1]
    return blurred


def pull(line: Floats, goal: Floats, share: float, width: float) -> Floats:
    """Draw a line a share of the way toward another, the pull itself smoothed over `width` points."""
    spaced = resample(line, STEP)
    target = resample(goal, STEP)
    offset = target[cKDTree(target).query(spaced)[1]] - spaced
    offset = np.column_stack([ndimage.gaussian_filter1d(offset[:, i], width) for i in (0, 1)])
    return _smooth(spaced + share * offset, 4)


def _moved_ends(points: Floats, start: Floats | None, end: Floats | None, reach: int) -> Floats:
    """Bend the ends of a line onto given points, over `reach` points of its length."""
    out = points.copy()
    fade = np.clip(1 - np.arange(len(points)) / max(1, min(reach, len(points) - 1)), 0, 1)[:, None]
    if start is not None:
        out += (start - points[0]) * fade
    if end is not None:
        out += (end - points[-1]) * fade[::-1]
    return out


def _rivers(board: Board) -> list[dict[str, Any]]:
    """Shape the rivers, each joined to the one it flows into or comes from."""
    signs = _signs(board)
    drawn: list[tuple[Chain, Floats]] = []
    for chain in board.chains:
        line = pull(chain.line, np.asarray(chain.corners, dtype=np.float64), RIVER_PULL, 14)
        ends: list[Floats | None] = [None, None]
        for i, corner in ((0, chain.corners[0]), (1, chain.corners[-1])):
            tips = [river for other, river in drawn if corner in other.corners]
            if tips:
                near = np.vstack(tips)
                distance = np.hypot(*(near - line[-i]).T)
                if distance.min() < JOIN:
                    ends[i] = near[int(distance.argmin())]
        line = _moved_ends(line, ends[0], ends[1], 16)
        for at, sign in signs.items():
            if not set(corners(at)).isdisjoint(chain.corners):
                line = _cleared(line, sign, bank_of([chain], chain.river.source, at) == "left")
        drawn.append((chain, line))
    return [
        {
            "name": chain.river.name,
            "rank": chain.river.rank,
            "from": round(chain.start, 3),
            "to": round(chain.end, 3),
            "points": _rounded(line[::2] if len(line) % 2 else np.vstack([line[::2], line[-1:]])),
        }
        for chain, line in drawn
    ]


def _signs(board: Board) -> dict[Hex, Floats]:
    """Give the point of each place's sign: its true point moved toward the centre of its hex."""
    signs = {}
    for place in board.spec.places:
        at = board.spec.sheet.hex_at(*place.at)
        true = board.spec.sheet.pixels([place.at])[0]
        signs[at] = true + PLACE_PULL * (np.asarray(centre(at)) - true)
    return signs


def _cleared(line: Floats, sign: Floats, left: bool) -> Floats:
    """Bend a river aside where it comes too near the sign of a place, or runs on the wrong side of it."""
    nearest = int(np.hypot(*(line - sign).T).argmin())
    if nearest in (0, len(line) - 1):
        return line
    along = line[min(nearest + 4, len(line) - 1)] - line[max(nearest - 4, 0)]
    to_left = np.array([along[1], -along[0]]) / max(1e-6, float(np.hypot(*along)))
    out = -to_left if left else to_left
    lacking = CLEAR - float((line[nearest] - sign) @ out)
    if lacking <= 0:
        return line
    steps = np.arange(len(line)) - nearest
    bump = np.exp(-((steps * STEP / 16) ** 2) / 2) * np.clip(len(line) - 1 - np.arange(len(line)), 0, 6) / 6
    bent: Floats = line + out * lacking * bump[:, None]
    return bent


def _roads(board: Board) -> list[dict[str, Any]]:
    """Shape the roads: every step once, joined at hexes where roads meet and at the signs of the places."""
    nodes = _junctions(board) | _signs(board)
    bare = {road_index for road_index, road in enumerate(board.spec.roads) if not road.guides}
    laid: set[frozenset[Hex]] = set()
    out: list[dict[str, Any]] = []
    for kind in ("road", "track"):
        for index, route in enumerate(board.routes):
            if route.kind == kind:
                share = BARE_ROAD_PULL if index in bare else ROAD_PULL
                for run in _runs(route, laid, nodes):
                    line = _road_line(route, run, share, nodes)
                    for at in run[1:-1]:
                        nodes[at] = line[int(np.hypot(*(line - centre(at)).T).argmin())]
                    line = _to_the_edge(board, line, run, nodes)
                    out.append({"kind": kind, "points": _rounded(line)})
                laid.update(frozenset(step) for step in pairwise(route.hexes))
    return out


def _junctions(board: Board) -> dict[Hex, Floats]:
    """Give the points where three roads or more meet: the centres of their hexes."""
    steps = {frozenset(step) for route in board.routes for step in pairwise(route.hexes)}
    ways = Counter(at for step in steps for at in step)
    return {at: np.asarray(centre(at), dtype=np.float64) for at, count in ways.items() if count > 2}


def _to_the_edge(board: Board, line: Floats, run: list[Hex], nodes: dict[Hex, Floats]) -> Floats:
    """Carry a road that leaves the sheet on to its border."""
    width, height = board.spec.sheet.size
    columns, rows = board.spec.sheet.columns, board.spec.sheet.rows
    for i, (column, row) in ((0, run[0]), (-1, run[-1])):
        if (column, row) in nodes:
            continue
        x, y = line[i]
        if column in (0, columns - 1):
            x = 0 if column == 0 else width
        elif row in (0, rows - 1):
            y = 0 if row == 0 else height
        if (x, y) != tuple(line[i]):
            line = np.vstack([[(x, y)], line] if i == 0 else [line, [(x, y)]])
    return line


def _runs(route: Route, laid: set[frozenset[Hex]], nodes: dict[Hex, Floats]) -> list[list[Hex]]:
    """Cut a route into stretches that are not drawn yet, ending at places and at drawn roads."""
    runs: list[list[Hex]] = []
    for a, b in pairwise(route.hexes):
        if frozenset((a, b)) in laid:
            continue
        if runs and runs[-1][-1] == a and a not in nodes:
            runs[-1].append(b)
        else:
            runs.append([a, b])
    return runs


def _road_line(route: Route, run: list[Hex], share: float, nodes: dict[Hex, Floats]) -> Floats:
    """Shape one stretch of road from the guide of its route and the centres of its hexes."""
    centres = np.asarray([centre(at) for at in run], dtype=np.float64)
    guide = resample(route.line, STEP)
    ends = [int(np.hypot(*(guide - nodes.get(at, np.asarray(centre(at)))).T).argmin()) for at in (run[0], run[-1])]
    if share == BARE_ROAD_PULL or abs(ends[1] - ends[0]) < 3:
        part = centres
    else:
        part = guide[min(ends) : max(ends) + 1][:: 1 if ends[0] < ends[1] else -1]
    line = pull(part, centres, share, 6)
    if part is centres:
        line = _smooth(resample(centres, STEP), 6)
    line = _moved_ends(line, nodes.get(run[0]), nodes.get(run[-1]), 14)
    return _smooth(line, 2)[::2] if len(line) % 2 else np.vstack([_smooth(line, 2)[::2], line[-1:]])


def _names(board: Board) -> list[dict[str, Any]]:
    """Lay the names of ranges and districts along gentle curves."""
    out = []
    for label in board.spec.labels:
        points = board.spec.sheet.pixels(label.points)
        t = np.linspace(0, 1, len(points))
        fit = np.polyfit(t, points, min(2, len(points) - 1))
        u = np.linspace(0, 1, 25)
        curve = np.column_stack([np.polyval(fit[:, i], u) for i in (0, 1)])
        out.append({
            "text": label.text,
            "style": label.style,
            "size": label.size,
            "tracking": label.tracking,
            "points": _rounded(curve),
        })  # fmt: skip
    return out


def _heights(board: Board, data: GroundData) -> list[dict[str, int]]:
    """Choose spot heights: summits that nothing within a dozen kilometres overtops, away from places."""
    sheet = board.spec.sheet
    summits = data.heights == ndimage.maximum_filter(data.heights, size=(52, 66))
    rows, columns = np.nonzero(summits & (data.heights > 700))
    degrees = np.column_stack([WEST + (columns + 0.5) / CELLS_PER_DEGREE, NORTH - (rows + 0.5) / CELLS_PER_DEGREE])
    pixels = sheet.pixels(degrees)
    owners = sheet.nearest(pixels)
    signs = np.asarray([sheet.pixels([place.at])[0] for place in board.spec.places])
    out: list[dict[str, int]] = []
    for (x, y), (column, row), metres in zip(pixels, owners, data.heights[rows, columns], strict=True):
        clear = float(np.hypot(*(signs - (x, y)).T).min()) > 40
        twin = any(abs(spot["x"] - x) + abs(spot["y"] - y) < 60 for spot in out)
        if (int(column), int(row)) in board.ground and clear and not twin and y > 20:
            out.append({"x": round(float(x)), "y": round(float(y)), "metres": int(metres)})
    return sorted(out, key=lambda spot: (-spot["metres"], spot["x"], spot["y"]))
