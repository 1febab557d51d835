"""Roads and tracks from hex centre to hex centre, and the crossings where they meet rivers."""

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
    centre,
    neighbour,
    side_between,
    side_ends,
    side_middle,
)
from game.cartography.rivers import Chain, Edge, densify, major_start, river_edges
from game.cartography.spec import Degrees, RoadSpec, Spec

CROSSING_PRICE = {"minor": 1.4, "major": 5.0}
"""What a river in the way is worth, in hexes of detour, when the line of a road is laid."""


@dataclass(frozen=True, slots=True)
class Route:
    """A road or track on the board, and the true line it follows, in sheet pixels."""

    kind: str
    hexes: tuple[Hex, ...]
    line: Floats
    name: str


@dataclass(frozen=True, slots=True)
class Crossing:
    """A bridge, ford, ferry or pass on a hexside."""

    kind: str
    name: str
    edge: Edge
    at: Point
    height: int


def lay(spec: Spec, data: GroundData, ground: dict[Hex, str], chains: list[Chain]) -> list[Route]:
    """Lay every road of the spec near its guides, shy of rivers, sharing hexes with those laid before."""
    prices = {edge: CROSSING_PRICE[kind] for edge, kind in river_classes(spec, chains).items()}
    laid: set[frozenset[Hex]] = set()
    routes: list[Route] = []
    for road in spec.roads:
        line = _guide(spec, data, road)
        stops = [_hex(spec, stop) for stop in road.stops]
        tree = cKDTree(line)
        hexes: list[Hex] = [stops[0]]
        for a, b in pairwise(stops):
            hexes += _cheapest(a, b, tree, ground, prices, laid)[1:]
        laid.update(frozenset(step) for step in pairwise(hexes))
        name = " - ".join(stop for stop in road.stops if isinstance(stop, str))
        routes.append(Route(road.kind, tuple(hexes), line, name))
    return routes


def river_classes(spec: Spec, chains: list[Chain]) -> dict[Edge, str]:
    """Tell whether each river side is minor or major; the greater river wins where two share a side."""
    classes: dict[Edge, str] = {}
    for chain in chains:
        start = major_start(chain, spec.sheet)
        for i, (a, b) in enumerate(pairwise(chain.corners)):
            edge = (a, b) if a < b else (b, a)
            if i >= start or edge not in classes:
                classes[edge] = "major" if i >= start else "minor"
    return classes


def _stop(spec: Spec, stop: str | Hex) -> Degrees:
    """Give the point of a stop in degrees: a place, an entry, or the centre of a hex."""
    if not isinstance(stop, str):
        lon, lat = spec.sheet.degrees([centre(stop)])[0]
        return float(lon), float(lat)
    known = {place.id: place.at for place in spec.places} | {entry.id: entry.at for entry in spec.entries}
    if stop not in known:
        raise ValueError(f"a road names {stop!r}, which is neither a place nor an entry")
    return known[stop]


def _hex(spec: Spec, stop: str | Hex) -> Hex:
    return stop if not isinstance(stop, str) else spec.sheet.hex_at(*_stop(spec, stop))


def _guide(spec: Spec, data: GroundData, road: RoadSpec) -> Floats:
    """Join the guides of a road, or draw straight lines between its stops where it has none."""
    if not road.guides:
        return densify(spec.sheet.pixels([_stop(spec, stop) for stop in road.stops]), 4.0)
    parts = []
    for a, b in road.guides:
        if (a, b) in data.tracks:
            points = data.tracks[a, b].points
        else:
            points = data.tracks[b, a].points[::-1]
        parts.append(points)
    whole = densify(spec.sheet.pixels(np.vstack(parts)), 4.0)
    first, last = (spec.sheet.pixels([_stop(spec, road.stops[i])])[0] for i in (0, -1))
    ends = [int(np.hypot(*(whole - end).T).argmin()) for end in (first, last)]
    return whole[min(ends) : max(ends) + 1]


def _cheapest(
    start: Hex,
    end: Hex,
    tree: cKDTree,
    ground: dict[Hex, str],
    prices: dict[Edge, float],
    laid: set[frozenset[Hex]],
) -> list[Hex]:
    """Search the shortest chain of hexes that strays little from the guide and crosses few rivers."""
    best: dict[Hex, float] = {start: 0.0}
    before: dict[Hex, Hex] = {}
    heap: list[tuple[float, Hex]] = [(0.0, start)]
    while heap:
        cost, here = heapq.heappop(heap)
        if here == end:
            break
        if cost > best[here]:
            continue
        for side in range(6):
            there = neighbour(here, side)
            if there not in ground:
                continue
            stray = float(tree.query(centre(there))[0]) / ROW_STEP
            step = 1.0 + 5.0 * stray * stray + prices.get(side_ends(here, side), 0.0)
            if frozenset((here, there)) in laid:
                step *= 0.6
            if cost + step < best.get(there, np.inf):
                best[there] = cost + step
                before[there] = here
                heapq.heappush(heap, (cost + step, there))
    if end not in best:
        raise ValueError(f"no way for a road from hex {start} to hex {end}")
    chain = [end]
    while chain[-1] != start:
        chain.append(before[chain[-1]])
    return chain[::-1]


def crossings(spec: Spec, chains: list[Chain], routes: list[Route]) -> list[Crossing]:
    """Give every river side that a road crosses a bridge, every other a ford, and add those of the spec."""
    found: dict[Edge, Crossing] = {}
    for named in spec.crossings:
        a, b = (_hex(spec, at) for at in named.between)
        side = side_between(a, b)
        edge = side_ends(a, side)
        found[edge] = Crossing(named.kind, named.name, edge, side_middle(a, side), named.height)
    rivers = river_edges(chains)
    for route in sorted(routes, key=lambda r: r.kind != "road"):
        for a, b in pairwise(route.hexes):
            side = side_between(a, b)
            edge = side_ends(a, side)
            if edge in rivers and edge not in found:
                kind = "bridge" if route.kind == "road" else "ford"
                name = f"{rivers[edge].river.name} {kind}"
                found[edge] = Crossing(kind, name, edge, side_middle(a, side), 0)
    return sorted(found.values(), key=lambda c: (c.at[1], c.at[0]))
