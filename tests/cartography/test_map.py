"""The shipped map of the recapture: what it must hold, and that a rebuild gives the same bytes."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from game import paths
from game.cartography.lattice import centre, corners, neighbour, side_ends
from tests.cartography.board_file import File, bank, hex_of, read, river_sides, wheeled_costs

FOLDER = paths.scenarios() / "recapture-1922"


@pytest.fixture(scope="module")
def board() -> File:
    return read(FOLDER / "map.tmx")


def road_hexes(board: File, *stops: str) -> int:
    """Count the steps by post road from stop to stop."""
    total = 0
    roads = set(board.steps("road"))
    for a, b in pairwise(stops):
        ring, seen, steps = {board.place(a)}, {board.place(a)}, 0
        while board.place(b) not in ring:
            ring = {t for h in ring for d in range(6) if frozenset((h, t := neighbour(h, d))) in roads} - seen
            assert ring, f"no post road from {a} to {b}"
            seen |= ring
            steps += 1
        total += steps
    return total


def test_the_corridor_is_as_long_as_the_design_counts_it(board: File) -> None:
    assert road_hexes(board, "guzar-road", "derbent", "baysun") == 4
    assert road_hexes(board, "baysun", "denau") == 9
    assert road_hexes(board, "denau", "sary-asiya", "regar", "karatag", "hissar", "dushanbe") in (13, 14)
    assert road_hexes(board, "termez", "shirabad", "derbent") > 0
    assert road_hexes(board, "termez", "dzhar-kurgan", "shurchi", "denau") > 0


def test_one_depot_at_denau_carries_the_army_to_dushanbe_and_baysun_alone_does_not(board: File) -> None:
    from_baysun = wheeled_costs(board, board.place("baysun"))
    from_denau = wheeled_costs(board, board.place("denau"))
    assert wheeled_costs(board, board.place("guzar-road"))[board.place("baysun")] <= 28
    assert from_baysun[board.place("denau")] <= 28
    assert from_denau[board.place("dushanbe")] <= 28
    assert from_baysun[board.place("regar")] > 28


@pytest.mark.parametrize(
    ("depot", "reaches", "cost"),
    [
        ("dushanbe", "faizabad", 28),
        ("aivaj", "kabadian", 28),
        ("chubek", "kulyab", 20),
        ("kulyab", "baljuvon", 28),
    ],
)
def test_the_tracks_of_the_east_are_as_long_as_the_design_counts_them(
    board: File, depot: str, reaches: str, cost: int
) -> None:
    found = wheeled_costs(board, board.place(depot))[board.place(reaches)]
    assert cost - 2 <= found <= cost


@pytest.mark.parametrize(
    ("place", "river", "side"),
    [
        ("dushanbe", "Dushambinka", "left"),
        ("dushanbe", "Kafirnigan", "right"),
        ("kok-tash", "Kafirnigan", "left"),
        ("yangi-bazar", "Kafirnigan", "left"),
        ("novobad", "Kafirnigan", "left"),
        ("tamchi", "Kafirnigan", "left"),
        ("kabadian", "Kafirnigan", "left"),
        ("hissar", "Khanaka", "right"),
        ("regar", "Karatag", "right"),
        ("denau", "Surkhan-darya", "right"),
        ("shurchi", "Surkhan-darya", "right"),
        ("kokayty", "Surkhan-darya", "left"),
        ("termez", "Surkhan-darya", "right"),
        ("sary-asiya", "Tupalang", "right"),
        ("kurgan-tyube", "Vakhsh", "left"),
        ("darband", "Vakhsh", "right"),
        ("garm", "Surkhab", "right"),
        ("saray-kamar", "Panj", "right"),
        ("chubek", "Panj", "right"),
        ("aivaj", "Amu-darya", "right"),
    ],
)
def test_no_place_stands_on_the_wrong_bank(board: File, place: str, river: str, side: str) -> None:
    assert bank(board, river, board.place(place)) == side


def test_every_place_lies_inside_a_hex_of_the_board_alone(board: File) -> None:
    homes = {}
    for place in board.groups["places"]:
        at = hex_of(place.points[0], board)
        x, y = centre(at)
        dx, dy = abs(place.points[0][0] - x), abs(place.points[0][1] - y)
        assert dy <= 28 and 28 * dx + 16 * dy <= 28 * 32 + 64, place.name
        assert homes.setdefault(at, place.name) == place.name
        assert place.kind in ("town", "village", "fort", "bridge", "camp")
        assert -2 <= int(place.properties["loyalty"]) <= 2
        assert 1 <= int(place.properties["rank"]) <= 3
    ids = [place.properties["id"] for place in board.groups["places"]]
    assert len(set(ids)) == len(ids)


def test_every_entry_lies_on_the_edge_or_in_its_town(board: File) -> None:
    entries = {e.properties["id"]: hex_of(e.points[0], board) for e in board.groups["entries"]}
    assert set(entries) == {"guzar-road", "shahrisabz-hills", "termez", "tavildara-road"}
    for name, at in entries.items():
        off_sheet = at[0] in (0, board.width - 1) or at[1] in (0, board.height - 1)
        assert off_sheet or at == board.place("termez"), name


def test_lines_keep_to_the_lattice(board: File) -> None:
    sides = {side_ends(at, side) for at in board.ground for side in range(6)}
    for group in ("rivers", "frontier"):
        for line in board.groups[group]:
            for a, b in pairwise(line.points):
                assert (min(a, b), max(a, b)) in sides, line.name
    near = {frozenset((at, neighbour(at, side))) for at in board.ground for side in range(6)}
    for step in board.steps("road", "track"):
        assert step in near
        assert all(at in board.ground for at in step)


def test_every_road_over_a_river_has_a_crossing_and_every_crossing_a_side(board: File) -> None:
    rivers = river_sides(board)
    middles = {((a[0] + b[0]) // 2, (a[1] + b[1]) // 2): (a, b) for a, b in rivers}
    crossings = {thing.points[0]: thing for thing in board.groups["crossings"]}
    for step in board.steps("road", "track"):
        one, other = sorted(step)
        shared = tuple(sorted(set(corners(one)) & set(corners(other))))
        if shared in rivers:
            middle = ((shared[0][0] + shared[1][0]) // 2, (shared[0][1] + shared[1][1]) // 2)
            assert middle in crossings, (one, other)
    for at, thing in crossings.items():
        assert thing.kind == "pass" or at in middles, thing.name
        assert thing.kind != "pass" or int(thing.properties["height"]) > 500


def test_the_lokai_are_at_home_where_they_start(board: File) -> None:
    (lokai,) = [region for region in board.groups["regions"] if region.name == "lokai"]
    for place in ("kok-tash", "yavan", "tamchi", "novobad", "ilyak", "fakhrabad"):
        assert inside(lokai.points, centre(board.place(place))), place
    for place in ("dushanbe", "hissar", "yangi-bazar", "nurek", "kurgan-tyube"):
        assert not inside(lokai.points, centre(board.place(place))), place


def inside(polygon: tuple[tuple[int, int], ...], point: tuple[int, int]) -> bool:
    """Tell whether a point lies in a polygon, by counting crossings to the east."""
    x, y = point
    odd = False
    for (ax, ay), (bx, by) in zip(polygon, (*polygon[1:], polygon[0]), strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            odd = not odd
    return odd


def test_nothing_lies_beyond_the_frontier(board: File) -> None:
    for point in ((1200, 1700), (2000, 1500), (100, 1650)):
        x, y = centre(hex_of(point, board))
        assert (x - point[0]) ** 2 + (y - point[1]) ** 2 > 56**2
    assert board.groups["frontier"]


def test_files_of_the_map_are_there() -> None:
    for name in ("map.tmx", "dushanbe.tiled-project", "object_types.json"):
        assert (Path(FOLDER) / name).stat().st_size > 0
    for kind in ("irrigated", "steppe", "hills", "broken", "tugai", "mountain", "high"):
        assert (paths.assets() / "tilesets" / f"ground-{kind}.png").is_file()
