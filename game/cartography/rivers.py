"""Rivers on hexsides: the cheapest chain of corners along the true line."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.spatial import cKDTree

from game.cartography.ground_data import GroundData
from game.cartography.lattice import (
    ROW_STEP,
    Floats,
    Hex,
    Point,
    Sheet,
    centre,
    neighbour,
    side_ends,
)
from game.cartography.spec import RiverSpec, Spec

Edge = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Chain:
    """A river on the board: its corners downstream, and the true line they follow, in sheet pixels.

    `start` and `end` are the shares of the whole river at which the stretch on the sheet begins and ends.
    """

    river: RiverSpec
    corners: tuple[Point, ...]
    line: Floats
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Web:
    """The graph of hex corners: neighbours of a corner, and the two hexes on either side of an edge."""

    points: list[Point]
    links: dict[Point, list[Point]]
    hexes: dict[Edge, list[Hex]]


def weave(sheet: Sheet) -> Web:
    """Make the graph of all corners and sides of the sheet."""
    links: dict[Point, list[Point]] = {}
    hexes: dict[Edge, list[Hex]] = {}
    for at in sheet.hexes():
        for side in range(6):
            edge = side_ends(at, side)
            if edge not in hexes:
                hexes[edge] = [at, neighbour(at, side)]
                links.setdefault(edge[0], []).append(edge[1])
                links.setdefault(edge[1], []).append(edge[0])
    return Web(sorted(links), links, hexes)


def edge_of(a: Point, b: Point) -> Edge:
    """Name the edge between two corners, smaller corner first."""
    return (a, b) if a < b else (b, a)


def left_and_right(web: Web, a: Point, b: Point) -> tuple[Hex, Hex]:
    """Give the hexes to the left and to the right of someone walking from corner a to corner b."""
    one, other = web.hexes[edge_of(a, b)]
    x, y = centre(one)
    dx, dy = b[0] - a[0], b[1] - a[1]
    turn = dx * (2 * y - a[1] - b[1]) - dy * (2 * x - a[0] - b[0])
    return (one, other) if turn < 0 else (other, one)


def densify(points: Floats, step: float) -> Floats:
    """Add points so that no gap of a line is longer than `step`."""
    parts = [points[:1]]
    for a, b in pairwise(points):
        count = max(1, int(np.ceil(np.hypot(*(b - a)) / step)))
        share = (np.arange(1, count + 1) / count)[:, None]
        parts.append(a + (b - a) * share)
    return np.vstack(parts)


def trace(spec: Spec, data: GroundData) -> list[Chain]:
    """Put every river of the spec on hexsides, in the order of the spec."""
    sheet = spec.sheet
    web = weave(sheet)
    tree = cKDTree(np.asarray(web.points, dtype=np.float64))
    banks = _bank_hexes(spec)
    used: set[Point] = set()
    chains: list[Chain] = []
    for river in spec.rivers:
        whole = densify(sheet.pixels(data.rivers[river.source].points), 4.0)
        for first, last in _stretches(sheet, whole):
            line = whole[first:last]
            start = _joint(web, tree, line[0], chains, None, first == 0)
            end = _joint(web, tree, line[-1], chains, river.into, last == len(whole))
            found = _cheapest(web, line, start, end, used, banks.get(river.source, {}))
            if len(found) < 3:
                continue
            used.update(found)
            chains.append(Chain(river, tuple(found), line, first / len(whole), last / len(whole)))
    return chains


def _bank_hexes(spec: Spec) -> dict[str, dict[Hex, str]]:
    wanted: dict[str, dict[Hex, str]] = {}
    for place in spec.places:
        for river, bank in place.banks:
            wanted.setdefault(river, {})[spec.sheet.hex_at(*place.at)] = bank
    for row in spec.rivers:
        for bank, hexes in (("left", row.left), ("right", row.right)):
            wanted.setdefault(row.source, {}).update(dict.fromkeys(hexes, bank))
    return wanted


def _stretches(sheet: Sheet, line: Floats) -> list[tuple[int, int]]:
    """Find the index ranges of a line that lie on the sheet, half a hex of margin allowed."""
    width, height = sheet.size
    margin = ROW_STEP / 4
    x, y = line[:, 0], line[:, 1]
    inside = (x > -margin) & (x < width + margin) & (y > -margin) & (y < height + margin)
    steps = np.diff(np.concatenate([[0], inside.astype(np.int64), [0]]))
    starts, ends = np.nonzero(steps == 1)[0], np.nonzero(steps == -1)[0]
    return [(int(a), int(b)) for a, b in zip(starts, ends, strict=True) if b - a > 8]


def _joint(web: Web, tree: cKDTree, point: Floats, chains: list[Chain], into: str | None, real_end: bool) -> Point:
    """Choose the corner where a chain begins or ends: on another river where the two meet."""
    near = web.points[int(tree.query(point)[1])]
    others = [c for chain in chains for c in chain.corners if into in (None, chain.river.source)]
    if not others or not real_end:
        return near
    best = min(others, key=lambda c: ((c[0] - point[0]) ** 2 + (c[1] - point[1]) ** 2, c))
    distance = float(np.hypot(best[0] - point[0], best[1] - point[1]))
    return best if into is not None or distance < ROW_STEP * 0.75 else near


def _cheapest(web: Web, line: Floats, start: Point, end: Point, used: set[Point], banks: dict[Hex, str]) -> list[Point]:
    """Search the chain of corners from start to end that strays least from the line."""
    tree = cKDTree(line)
    best: dict[Point, float] = {start: 0.0}
    before: dict[Point, Point] = {}
    heap: list[tuple[float, Point]] = [(0.0, start)]
    away: dict[Point, float] = {}

    def off(point: tuple[float, float]) -> float:
        return (float(tree.query(point)[0]) / ROW_STEP) ** 2

    while heap:
        cost, here = heapq.heappop(heap)
        if here == end:
            break
        if cost > best[here]:
            continue
        for there in web.links[here]:
            if banks:
                left, right = left_and_right(web, here, there)
                if banks.get(left) == "right" or banks.get(right) == "left":
                    continue
            if there not in away:
                away[there] = off(there) * 4 + (1.5 if there in used and there != end else 0.0)
            middle = ((here[0] + there[0]) / 2, (here[1] + there[1]) / 2)
            total = cost + off(middle) * 8 + away[there] + 0.05
            if total < best.get(there, np.inf):
                best[there] = total
                before[there] = here
                heapq.heappush(heap, (total, there))
    if end not in best:
        return []
    chain = [end]
    while chain[-1] != start:
        chain.append(before[chain[-1]])
    return chain[::-1]


def river_edges(chains: list[Chain]) -> dict[Edge, Chain]:
    """Map every hexside that a river runs on to its chain, the first of the spec where two share one."""
    edges: dict[Edge, Chain] = {}
    for chain in chains:
        for a, b in pairwise(chain.corners):
            edges.setdefault(edge_of(a, b), chain)
    return edges


def major_start(chain: Chain, sheet: Sheet) -> int:
    """Give the index of the corner from which a chain counts as major; its length if it never does."""
    if not chain.river.major:
        return len(chain.corners)
    if chain.river.major_from is None:
        return 0
    x, y = sheet.pixels([chain.river.major_from])[0]
    distances = [(c[0] - x) ** 2 + (c[1] - y) ** 2 for c in chain.corners]
    return distances.index(min(distances))


def bank_of(chains: list[Chain], source: str, at: Hex) -> str | None:
    """Tell on which bank of a river a hex lies, by the nearest side of its chain."""
    x, y = centre(at)
    nearest: tuple[float, str] | None = None
    for chain in chains:
        if chain.river.source != source:
            continue
        for a, b in pairwise(chain.corners):
            mx, my = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
            turn = (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])
            key = ((mx - x) ** 2 + (my - y) ** 2, "left" if turn < 0 else "right")
            if nearest is None or key < nearest:
                nearest = key
    return nearest[1] if nearest else None
