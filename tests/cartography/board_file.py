"""Read the shipped TMX with the plain XML of the standard library, so the tests lean on nobody's loader."""

from __future__ import annotations

import heapq
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from game.cartography.lattice import Hex, Point, centre, neighbour, side_between, side_ends

TERRAIN = ("irrigated", "steppe", "hills", "broken", "tugai", "mountain", "high")
WHEELED = {"irrigated": 5, "steppe": 3, "hills": 7, "broken": 9}
WHEELED_BY_TRACK = {"irrigated": 4, "steppe": 4, "hills": 4, "broken": 5, "tugai": 4, "mountain": 8}


@dataclass(frozen=True, slots=True)
class Thing:
    """One object of the file."""

    name: str
    kind: str
    points: tuple[Point, ...]
    properties: dict[str, str]


@dataclass(frozen=True, slots=True)
class File:
    """The file as the tests see it."""

    width: int
    height: int
    ground: dict[Hex, str]
    groups: dict[str, list[Thing]]

    def place(self, place: str) -> Hex:
        """Give the hex of a place or an entry by its id."""
        for thing in (*self.groups["places"], *self.groups["entries"]):
            if thing.properties["id"] == place:
                return hex_of(thing.points[0], self)
        raise KeyError(place)

    def steps(self, *kinds: str) -> Iterator[frozenset[Hex]]:
        """List the pairs of hexes that roads of these kinds join."""
        at = {centre(cell): cell for cell in self.ground}
        for thing in self.groups["roads"]:
            if thing.kind in kinds:
                hexes = [at[point] for point in thing.points]
                for a, b in pairwise(hexes):
                    yield frozenset((a, b))


def hex_of(point: Point, file: File) -> Hex:
    """Find the hex whose centre is nearest to a point."""
    return min(file.ground, key=lambda at: (_squared(centre(at), point), at))


def _squared(a: Point, b: Point) -> int:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def read(path: Path) -> File:
    """Read a TMX file."""
    root = ElementTree.parse(path).getroot()
    width, height = int(root.attrib["width"]), int(root.attrib["height"])
    layer = root.find("layer/data")
    assert layer is not None and layer.text is not None
    gids = [int(word) for word in layer.text.replace("\n", "").split(",")]
    ground = {(i % width, i // width): TERRAIN[gid - 1] for i, gid in enumerate(gids) if gid}
    groups = {
        group.attrib["name"]: [_thing(element) for element in group.findall("object")]
        for group in root.findall("objectgroup")
    }
    return File(width, height, ground, groups)


def _thing(element: ElementTree.Element) -> Thing:
    x, y = int(element.attrib["x"]), int(element.attrib["y"])
    points: tuple[Point, ...] = ((x, y),)
    for shape in ("polyline", "polygon"):
        found = element.find(shape)
        if found is not None:
            pairs = (pair.split(",") for pair in found.attrib["points"].split())
            points = tuple((x + int(dx), y + int(dy)) for dx, dy in pairs)
    properties = {p.attrib["name"]: p.attrib["value"] for p in element.findall("properties/property")}
    return Thing(element.attrib.get("name", ""), element.attrib["type"], points, properties)


def river_sides(file: File) -> dict[tuple[Point, Point], str]:
    """Map every hexside with a river on it to minor or major."""
    sides: dict[tuple[Point, Point], str] = {}
    for thing in sorted(file.groups["rivers"], key=lambda t: t.kind, reverse=True):
        for a, b in pairwise(thing.points):
            sides[min(a, b), max(a, b)] = thing.kind
    return sides


def wheeled_costs(file: File, start: Hex) -> dict[Hex, int]:
    """Find the cheapest wheeled cost from a hex to every other: road 2, track at least 4, else the ground."""
    roads, tracks = set(file.steps("road")), set(file.steps("track"))
    rivers = river_sides(file)
    bridged = {t.points[0] for t in file.groups["crossings"] if t.kind in ("bridge", "ford", "ferry")}
    best = {start: 0}
    heap = [(0, start)]
    while heap:
        cost, here = heapq.heappop(heap)
        if cost > best[here]:
            continue
        for side in range(6):
            there = neighbour(here, side)
            if there not in file.ground:
                continue
            step = frozenset((here, there))
            kind = file.ground[there]
            if step in roads:
                price: int | None = 2
            elif step in tracks:
                price = WHEELED_BY_TRACK.get(kind)
            else:
                price = WHEELED.get(kind)
            if price is None:
                continue
            a, b = side_ends(here, side)
            if step not in roads and step not in tracks and (a, b) in rivers:
                crossed = ((a[0] + b[0]) // 2, (a[1] + b[1]) // 2) in bridged
                if rivers[a, b] == "major" and not crossed:
                    continue
                price += 4
            if cost + price < best.get(there, 10**9):
                best[there] = cost + price
                heapq.heappush(heap, (cost + price, there))
    return best


def bank(file: File, river: str, at: Hex) -> str:
    """Tell on which bank of a river a hex lies, looking downstream, by the side nearest to its centre."""
    x, y = centre(at)
    found = []
    for thing in file.groups["rivers"]:
        if thing.name == river:
            for (ax, ay), (bx, by) in pairwise(thing.points):
                turn = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
                away = _squared(((ax + bx) // 2, (ay + by) // 2), (x, y))
                found.append((away, "left" if turn < 0 else "right"))
    return min(found)[1]


__all__ = ["File", "Thing", "bank", "hex_of", "read", "river_sides", "side_between", "wheeled_costs"]
