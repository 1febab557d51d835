"""The map maker: equal input gives equal bytes, and what does not fit is named."""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from game import paths
from game.cartography import ground_data, ink, spec, tmx_out
from game.cartography.board import Board, draw_board, outline
from game.cartography.build import build_map
from game.cartography.ground_data import GroundData
from game.cartography.lattice import Sheet, centre, corners, neighbour, side_between, side_ends
from game.cartography.tiles import write_tiles
from tests.cartography.board_file import bank, read

GEO = paths.assets() / "geo"
SMALL = Path(__file__).with_name("small.toml")
SHIPPED = paths.scenarios() / "recapture-1922"


@pytest.fixture(scope="module")
def data() -> GroundData:
    return ground_data.read(GEO)


@pytest.fixture(scope="module")
def recapture(data: GroundData) -> Board:
    return draw_board(spec.read(GEO / "recapture.toml"), data)


def test_two_builds_of_one_spec_are_the_same_bytes(tmp_path: Path) -> None:
    said: list[str] = []
    for name in ("one", "two"):
        build_map(SMALL, GEO, tmp_path / name, said.append)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == sorted(
        ["map.tmx", "dushanbe.tiled-project", "object_types.json", "ink.json", "relief.jpg", "relief.json"]
    )
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes(), name
    assert said[: len(said) // 2] == said[len(said) // 2 :]


def test_the_small_board_is_what_its_spec_says(tmp_path: Path) -> None:
    build_map(SMALL, GEO, tmp_path, lambda _: None)
    board = read(tmp_path / "map.tmx")
    assert board.ground[10, 5] == "tugai"
    assert bank(board, "Surkhan-darya", board.place("denau")) == "right"
    assert [crossing.name for crossing in board.groups["crossings"] if crossing.kind == "ford"] == ["Denau ford"]
    note = json.loads((tmp_path / "relief.json").read_text(encoding="utf-8"))
    with Image.open(tmp_path / "relief.jpg") as picture:
        assert picture.size == (note["width"], note["height"])


def test_a_rebuild_gives_the_shipped_board_and_ink(recapture: Board, data: GroundData, tmp_path: Path) -> None:
    tmx_out.write_all(recapture, tmp_path)
    ink.write_ink(recapture, data, tmp_path)
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (SHIPPED / path.name).read_bytes(), path.name


def test_a_rebuild_gives_the_shipped_tileset(tmp_path: Path) -> None:
    write_tiles(tmp_path)
    shipped = paths.assets() / "tilesets"
    assert (tmp_path / "ground.tsx").read_bytes() == (shipped / "ground.tsx").read_bytes()
    for path in tmp_path.glob("*.png"):
        with Image.open(path) as mine, Image.open(shipped / path.name) as theirs:
            assert mine.tobytes() == theirs.tobytes(), path.name


@pytest.mark.skipif(shutil.which("tiled") is None, reason="the Tiled editor is not installed")
def test_tiled_opens_the_board_and_saves_it_unchanged(tmp_path: Path) -> None:
    saved = tmp_path / "saved.tmx"
    subprocess.run(
        ["tiled", "--export-map", "tmx", str(SHIPPED / "map.tmx"), str(saved)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=True,
        capture_output=True,
        timeout=60,
    )
    ours = (SHIPPED / "map.tmx").read_text(encoding="utf-8").splitlines()
    theirs = saved.read_text(encoding="utf-8").splitlines()
    changed = [line for line, other in zip(ours, theirs, strict=True) if line != other]
    assert all("<tileset" in line for line in changed), changed[:5]


@pytest.mark.slow
def test_a_rebuild_gives_the_shipped_relief(tmp_path: Path) -> None:
    build_map(GEO / "recapture.toml", GEO, tmp_path, lambda _: None)
    with Image.open(tmp_path / "relief.jpg") as mine, Image.open(SHIPPED / "relief.jpg") as theirs:
        assert mine.size == theirs.size
        apart = np.abs(np.asarray(mine, np.int16) - np.asarray(theirs, np.int16))
    assert float(apart.mean()) < 0.5


def test_ink_lies_on_the_sheet_and_rivers_keep_their_side_of_every_place(recapture: Board) -> None:
    drawn = json.loads((SHIPPED / "ink.json").read_text(encoding="utf-8"))
    width, height = recapture.spec.sheet.size
    for kind in ("rivers", "roads", "frontier", "ranges"):
        assert drawn[kind]
        for line in drawn[kind]:
            points = np.asarray(line["points"])
            assert points.min() > -40 and points[:, 0].max() < width + 40 and points[:, 1].max() < height + 40
    assert {label["style"] for label in drawn["ranges"]} == {"range", "district"}
    assert all(0 <= river["from"] < river["to"] <= 1 for river in drawn["rivers"])
    names = [river["name"] for river in drawn["rivers"]]
    varzob = np.asarray(drawn["rivers"][names.index("Dushambinka")]["points"])
    dushanbe = recapture.spec.sheet.pixels([(68.7790, 38.5358)])[0]
    beside = varzob[np.abs(varzob[:, 1] - dushanbe[1]).argmin()]
    assert beside[0] < dushanbe[0]


def test_a_place_off_the_board_or_on_the_wrong_bank_is_named(data: GroundData) -> None:
    plan = spec.read(SMALL)
    afloat = dataclasses.replace(plan.places[0], at=(66.2, 38.2))
    with pytest.raises(ValueError, match="baysun lies in hex"):
        draw_board(dataclasses.replace(plan, places=(afloat, *plan.places[1:])), data)
    across = dataclasses.replace(plan.places[1], at=(68.05, 38.2))
    with pytest.raises(ValueError, match=r"denau .* (left|right) bank"):
        draw_board(dataclasses.replace(plan, places=(plan.places[0], across)), data)


def test_a_road_to_nowhere_is_named(data: GroundData) -> None:
    plan = spec.read(SMALL)
    lost = dataclasses.replace(plan.roads[0], stops=("baysun", "samarkand"))
    with pytest.raises(ValueError, match="'samarkand'"):
        draw_board(dataclasses.replace(plan, roads=(lost,)), data)


def test_degrees_and_pixels_are_one_another_s_inverse() -> None:
    sheet = Sheet(66.9, 70.4, 36.9, 39.1, 8)
    points = np.array([[66.9, 39.1], [68.779, 38.5358], [70.4, 36.9]])
    assert np.allclose(sheet.degrees(sheet.pixels(points)), points)
    assert (sheet.columns, sheet.rows) == (45, 31)
    assert sheet.hex_at(66.9, 39.1) == (0, 0)


@pytest.mark.parametrize("at", [(0, 0), (1, 0), (7, 4), (8, 4)])
def test_neighbours_share_the_side_between_them(at: tuple[int, int]) -> None:
    for side in range(6):
        other = neighbour(at, side)
        assert neighbour(other, (side + 3) % 6) == at
        assert side_between(at, other) == side
        assert side_ends(at, side) == side_ends(other, (side + 3) % 6)
        assert set(side_ends(at, side)) == set(corners(at)) & set(corners(other))


def test_an_outline_walks_round_its_hexes_once() -> None:
    assert len(outline({(3, 3)})) == 6
    assert len(outline({(3, 3), (3, 4)})) == 10
    assert centre((3, 3)) not in outline({(3, 3), (3, 4)})
    with pytest.raises(ValueError, match="one piece"):
        outline({(3, 3), (8, 8)})
