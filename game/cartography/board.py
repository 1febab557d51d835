"""The whole board, put together: ground, rivers, roads, crossings, places, entries, frontier, regions."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from game.cartography import ground as terrain
from game.cartography.ground_data import GroundData
from game.cartography.lattice import Hex, Point, centre, neighbour, side_ends
from game.cartography.rivers import Chain, bank_of, major_start, trace
from game.cartography.roads import Crossing, Route, crossings, lay
from game.cartography.spec import RegionSpec, Spec


@dataclass(frozen=True, slots=True)
class RiverPiece:
    """A stretch of river of one class, corner to corner downstream."""

    name: str
    kind: str
    rank: int
    corners: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """A finished map, in sheet pixels and hexes.

    Hexes beyond the frontier are not in `ground`; `beyond` keeps what the data says of them, for the picture.
    """

    spec: Spec
    ground: dict[Hex, str]
    beyond: dict[Hex, str]
    chains: list[Chain]
    pieces: list[RiverPiece]
    routes: list[Route]
    crossings: list[Crossing]
    frontier: list[tuple[Point, ...]]
    regions: list[tuple[str, tuple[Point, ...]]]


def draw_board(spec: Spec, data: GroundData) -> Board:
    """Make the board from spec and data; a ValueError says which place or line does not fit."""
    everything = terrain.classify(spec, data)
    chains = trace(spec, data)
    gone = terrain.abroad(spec, chains)
    ground = {at: kind for at, kind in everything.items() if at not in gone}
    _check_places(spec, ground, chains)
    routes = lay(spec, data, ground, chains)
    return Board(
        spec,
        ground,
        {at: kind for at, kind in everything.items() if at in gone},
        chains,
        _pieces(spec, ground, chains),
        routes,
        crossings(spec, chains, routes),
        [part for chain in chains if chain.river.source in spec.frontier for part in _kept(ground, chain)],
        [(region.id, outline(_members(region, spec, ground, chains))) for region in spec.regions],
    )


def _check_places(spec: Spec, ground: dict[Hex, str], chains: list[Chain]) -> None:
    for place in spec.places:
        at = spec.sheet.hex_at(*place.at)
        if at not in ground:
            raise ValueError(f"place {place.id} lies in hex {at}, which has no ground")
        for river, bank in place.banks:
            found = bank_of(chains, river, at)
            if found != bank:
                raise ValueError(f"place {place.id} lies on the {found} bank of {river}, not the {bank}")


def _kept(ground: dict[Hex, str], chain: Chain) -> list[tuple[Point, ...]]:
    """Cut a chain to the stretches that touch a hex of the board."""
    touching = {side_ends(at, side) for at in ground for side in range(6)}
    parts: list[list[Point]] = [[]]
    for a, b in pairwise(chain.corners):
        if ((a, b) if a < b else (b, a)) in touching:
            if not parts[-1]:
                parts[-1].append(a)
            parts[-1].append(b)
        elif parts[-1]:
            parts.append([])
    return [tuple(part) for part in parts if part]


def _pieces(spec: Spec, ground: dict[Hex, str], chains: list[Chain]) -> list[RiverPiece]:
    """Cut every chain where it turns from minor to major, and where it leaves the board."""
    pieces: list[RiverPiece] = []
    for chain in chains:
        cut = major_start(chain, spec.sheet)
        for kind, corners in (("minor", chain.corners[: cut + 1]), ("major", chain.corners[cut:])):
            if len(corners) < 2:
                continue
            part = Chain(chain.river, corners, chain.line, chain.start, chain.end)
            pieces += [RiverPiece(chain.river.name, kind, chain.river.map_rank, kept) for kept in _kept(ground, part)]
    return pieces


def _members(region: RegionSpec, spec: Spec, ground: dict[Hex, str], chains: list[Chain]) -> set[Hex]:
    """Find the hexes of a region: centre in the box, on the right bank, and those added by name."""
    hexes = list(ground)
    degrees = spec.sheet.degrees([centre(at) for at in hexes])
    members = set()
    for at, (lon, lat) in zip(hexes, degrees, strict=True):
        if not (region.west <= lon <= region.east and region.south <= lat <= region.north):
            continue
        if region.bank is None or bank_of(chains, region.bank[0], at) == region.bank[1]:
            members.add(at)
    for place in spec.places:
        if place.id in region.also:
            members.add(spec.sheet.hex_at(*place.at))
    return members


def outline(members: set[Hex]) -> tuple[Point, ...]:
    """Walk round the outside of a connected set of hexes, corner by corner."""
    web: dict[Point, Point] = {}
    for at in members:
        x, y = centre(at)
        for side in range(6):
            if neighbour(at, side) in members:
                continue
            a, b = side_ends(at, side)
            turn = (b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])
            a, b = (a, b) if turn > 0 else (b, a)
            web[a] = b
    start = min(web)
    path = [start]
    while web[path[-1]] != start:
        path.append(web[path[-1]])
    if len(path) != len(web):
        raise ValueError("the hexes of a region are not one piece without holes")
    return tuple(path)


def river_sides(board: Board) -> int:
    """Count the river sides of the board."""
    return sum(len(piece.corners) - 1 for piece in board.pieces)
