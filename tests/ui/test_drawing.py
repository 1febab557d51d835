"""The drawing kit on a dummy screen: type, counters, panels and the map sheet."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import numpy as np
import pygame
import pytest

from game.hexes import Grid, cells_of
from game.model.board import Board, Crossing, Place, River
from game.ui import counters, engrave, faces, glyphs, ink, marks, names, palette, panel, plane, strokes
from game.ui.counters import CounterFace
from game.ui.faces import Face
from game.ui.overlay import Overlay
from game.ui.palette import LIGHT, NIGHT, side_style
from game.ui.sheet import ZOOMS, Sheet, View


@pytest.fixture(scope="module", autouse=True)
def screen() -> Iterator[pygame.Surface]:
    pygame.display.init()
    pygame.font.init()
    yield pygame.display.set_mode((640, 480))
    pygame.display.quit()


@pytest.fixture(autouse=True)
def full_scale() -> Iterator[None]:
    faces.set_scale(100)
    yield
    faces.set_scale(100)


@pytest.fixture(scope="module")
def board() -> Board:
    grid = Grid(12, 9)
    terrain = [""] * grid.size
    kinds = list(palette.WASH)
    for cell in cells_of(grid.all):
        column, row = grid.column_row(cell)
        terrain[cell] = "" if column > 9 and row > 6 else kinds[column * 7 // 12]
    rivers = {}
    for row in range(grid.height):
        rivers[grid.cell(4, row), 1] = River("major", "Dushambinka", 1)
        rivers[grid.cell(4, row), 2] = River("major", "Dushambinka", 1)
    links = {(grid.cell(column, 4), 2 if column % 2 == 0 else 1): "road" for column in range(2, 8)}
    town = Place("dushanbe", "Dushambe", grid.cell(5, 4), "town", 1, 0, (10, -6))
    village = Place("varzob", "Varzob", grid.cell(5, 2), "village")
    ford = {(grid.cell(4, 4), 2): Crossing("ford", "Ford")}
    entry = Place("guzar-road", "Guzar road", grid.cell(0, 4), "entry")
    return Board(grid, 8, tuple(terrain), rivers, ford, links, places=(town, village), entries=(entry,))


def _painted(picture: pygame.Surface) -> int:
    return int((pygame.surfarray.array_alpha(picture) > 128).sum())


@pytest.mark.parametrize("face", list(Face))
def test_every_face_is_bundled_and_writes(face: Face) -> None:
    assert faces.width("Dushambe 1922", face, 16) > 40


def test_a_letter_a_face_lacks_comes_from_the_fallback() -> None:
    assert faces.font(Face.OLD, 20).size("ҷ") != faces.font(Face.FALLBACK, 20).size("ҷ")
    alone = faces.written("ҷ", Face.OLD, 20, (0, 0, 0))[0]
    assert alone.get_width() == faces.font(Face.FALLBACK, 20).size("ҷ")[0]


def test_two_faces_on_one_line_share_a_baseline(screen: pygame.Surface) -> None:
    feet = []
    for face in (Face.OLD, Face.OLD_BOLD, Face.SERIF, Face.NARROW_BOLD):
        surface = pygame.Surface((200, 60))
        faces.text(surface, "HHH", face, 21, (255, 255, 255), (5, 5))
        feet.append(int(np.nonzero(pygame.surfarray.array3d(surface)[..., 0].max(axis=0) > 128)[0].max()))
    assert max(feet) - min(feet) <= 1


def test_type_scales_but_never_under_the_smallest() -> None:
    faces.set_scale(200)
    assert (faces.px(18), faces.type_px(14)) == (36, 28)
    faces.set_scale(75)
    assert faces.type_px(13) == faces.SMALLEST


def test_wrapping_keeps_every_word_and_the_room() -> None:
    words = "Gissar fort found empty; the 5th Rifle enters and digs in at the northern wall"
    lines = faces.wrap(words, Face.SERIF, 14, 160)
    assert " ".join(lines) == words
    assert all(faces.width(line, Face.SERIF, 14) <= 160 for line in lines)
    assert faces.width(faces.shorten(words, Face.SERIF, 14, 100), Face.SERIF, 14) <= 100


@pytest.mark.parametrize("arm", glyphs.ARMS)
def test_every_arm_has_its_own_sign(arm: str) -> None:
    share = _painted(glyphs.cut_out(arm, (0, 0, 0), 100)) / 10_000
    assert 0.05 < share < 0.75


@pytest.mark.parametrize("word", palette.SIDE_COLOURS)
@pytest.mark.parametrize("size", [23, 36, 78])
def test_a_counter_shows_its_state(word: str, size: int) -> None:
    face = CounterFace(side_style(word), "rifle", 480, morale=8, size=size, name="5th Rifle")
    plain = pygame.image.tobytes(counters.counter(face), "RGBA")
    for change in (
        {"men": 60}, {"men": None}, {"morale": 2}, {"want": 1}, {"want": 2}, {"want": 3}, {"state": "moved"},
        {"state": "fought"}, {"state": "finished"}, {"selected": True}, {"dug_in": True}, {"posture": "evade"},
        {"posture": "last"}, {"glyph": "cavalry"},
    ):  # fmt: skip
        other = counters.counter(replace(face, **change))
        assert pygame.image.tobytes(other, "RGBA") != plain, change
    assert counters.counter(face) is counters.counter(replace(face))


def test_silhouettes_differ_without_colour() -> None:
    shares = {
        shape: strokes.points(engrave.silhouette(shape, 0, 0, 100)).shape
        for shape in ("square", "arch", "octagon", "shield")
    }
    assert len(set(shares.values())) == 4


def test_a_stack_draws_at_most_three_and_its_leader() -> None:
    face = CounterFace(side_style("tile"), "band_horse", 300, size=36)
    deep = counters.stack([face] * 5)
    assert deep.get_size() == counters.stack([face] * 3).get_size()
    led = counters.stack([face], side_style("tile"))
    assert pygame.image.tobytes(led, "RGBA") != pygame.image.tobytes(counters.stack([face]), "RGBA")


@pytest.mark.parametrize("theme", [LIGHT, NIGHT], ids=["light", "night"])
def test_panel_rows_flow_downward(screen: pygame.Surface, theme: palette.Theme) -> None:
    panel.paper(screen, screen.get_rect(), theme.panel)
    y = panel.heading(screen, theme, (18, 10), 300, "Attack on Dushambe", "exact odds", "O")
    below = panel.row(screen, theme, (18, y), 300, "Men", "480 of 500")
    end = panel.bar_chart(screen, theme, (18, below), 300, [panel.Bar("Rout", 1 / 12, theme.bad)])
    assert 10 < y < below < end
    panel.button(screen, theme, pygame.Rect(18, end, 120, 36), "Attack", "A", primary=True)
    assert screen.get_at((24, end + 4))[:3] == theme.accent


def test_numbers_carry_a_true_minus_sign() -> None:
    assert [panel.signed(value) for value in (2, 0, -1)] == ["+2", "0", "−1"]


def test_every_pixel_of_a_hex_finds_its_cell(board: Board) -> None:
    for cell in cells_of(board.grid.all):
        x, y = plane.centre(board.grid, cell)
        for dx, dy in ((0, 0), (14, 26), (-14, -26), (29, 0), (-29, 0), (14, -26)):
            assert plane.cell_at(board.grid, x + dx, y + dy) == cell
    assert plane.cell_at(board.grid, -50, 10) == 0


def test_outlines_close_and_holes_are_seen(board: Board) -> None:
    middle = board.grid.cell(5, 4)
    ring = board.grid.within(middle, 1) & ~(1 << middle)
    chains = plane.loops(board.grid, ring)
    assert sorted(len(chain) - 1 for chain in chains) == [6, 18]
    assert all(chain[0] == chain[-1] for chain in chains)


def test_lines_come_from_the_board_when_no_ink_is_there(board: Board, tmp_path: Path) -> None:
    drawn = ink.read(tmp_path, board)
    assert [(river.name, river.rank) for river in drawn.rivers] == [("Dushambinka", 1)]
    assert drawn.roads[0].kind == "road"


def test_ink_of_the_scenario_is_drawn(board: Board, tmp_path: Path) -> None:
    text = (
        '{"rivers": [{"name": "Ilyak", "rank": 2, "points": [[0, 0], [90, 40]], "from": 0.1, "to": 0.9}],'
        ' "roads": [{"kind": "track", "points": [[0, 0], [50, 50]]}], "frontier": [],'
        ' "ranges": [{"text": "LAKAY", "style": "district", "size": 17, "tracking": 6, "points": [[0, 9], [99, 9]]}],'
        ' "heights": [{"x": 20, "y": 30, "metres": 1800}]}'
    )
    (tmp_path / "ink.json").write_text(text, encoding="utf-8")
    drawn = ink.read(tmp_path, board)
    assert (drawn.rivers[0].name, drawn.rivers[0].start, drawn.heights[0].metres) == ("Ilyak", 0.1, 1800)


@pytest.mark.parametrize("height", [ZOOMS[0], ZOOMS[1], ZOOMS[-1]])
def test_a_sheet_draws_at_every_zoom(screen: pygame.Surface, board: Board, height: int) -> None:
    sheet = Sheet(board, None, height)
    view = sheet.held(View(pygame.Rect(40, 20, 560, 420), 0, 0))
    me = board.place("dushanbe").cell
    reach = board.grid.within(me, 2) & board.ground
    shown = Overlay(
        reach=reach, costs=dict.fromkeys(cells_of(reach), "3"), stops=1 << board.grid.step(me, 0), path_cost="6",
        path=(me, board.grid.step(me, 0)), attacks=((me, board.grid.step(me, 3)),), odds={me: "2 : 1"},
        supply=reach, zones=reach, sieges={me: "2"}, pointed=me, chosen=me,
    )  # fmt: skip
    screen.fill((1, 2, 3))
    sheet.place_names([])
    sheet.draw(screen, view)
    plain = pygame.image.tobytes(screen, "RGB")
    sheet.draw(screen, view, shown)
    sheet.draw_over(screen, view, shown)
    assert pygame.image.tobytes(screen, "RGB") != plain
    assert screen.get_at((10, 10))[:3] == (1, 2, 3), "nothing is drawn outside the area of the view"
    assert len({screen.get_at((x, 200))[:3] for x in range(100, 500, 7)}) > 20


def test_a_sheet_knows_the_cell_under_the_mouse(board: Board) -> None:
    sheet = Sheet(board, None, 44)
    cell = board.place("dushanbe").cell
    assert sheet.cell_at(*sheet.centre(cell)) == cell
    x, y = plane.centre(board.grid, board.grid.cell(11, 8))
    assert sheet.cell_at(x * sheet.k, y * sheet.k) == 0, "no ground there"


def test_a_view_turns_pixels_both_ways() -> None:
    view = View(pygame.Rect(288, 52, 1296, 904), 100, 50)
    assert view.on_sheet(view.on_target((400, 300))) == (400, 300)


def test_names_keep_clear_of_counters(board: Board) -> None:
    sheet = Sheet(board, None, 66)
    town = next(mark for mark in sheet.marks if mark.kind == "chief")
    x, y = town.x * sheet.k, town.y * sheet.k
    block = pygame.Rect(x - 27, y - 27, 54, 54)
    sheet.place_names([block])
    name = next(name for name in sheet.names if name.mark is town)
    assert not name.box.inflate(-2, -2).colliderect(block)
    assert sheet.box.contains(name.box)


def test_a_chief_town_is_always_named(board: Board) -> None:
    whole = pygame.Rect(0, 0, 4000, 4000)
    placed = names.place(marks.marks(board), 1.0, 1.0, 1.0, pygame.Rect(0, 0, 600, 500), [whole, whole])
    assert "Dushambe" in {name.mark.name for name in placed}
    assert "Varzob" not in {name.mark.name for name in placed}


def test_dashes_cover_their_share_of_a_line() -> None:
    line = strokes.points([(0, 0), (100, 0)])
    drawn = sum(float(strokes.lengths(dash)[-1]) for dash in strokes.dashes(line, 6, 4))
    assert drawn == pytest.approx(60)


def test_crests_are_drawn_into_the_lower_hex(screen: pygame.Surface) -> None:
    grid = Grid(6, 5)
    terrain = tuple("steppe" if grid.has(cell) else "" for cell in range(grid.size))
    high = grid.cell(2, 2)
    low = grid.step(high, 3)

    def ink_in(levels: tuple[int, ...], cell: int) -> int:
        sheet = Sheet(Board(grid, 1, terrain, levels=levels), None, 97, grid=False)
        tile = pygame.Surface((640, 480))
        view = View(tile.get_rect(), 0, 0)
        tile.fill((255, 255, 255))
        sheet.draw_ink(tile, view)
        x, y = sheet.centre(cell)
        part = pygame.Rect(x - 20, y - 47, 40, 94)
        return int((pygame.surfarray.array3d(tile.subsurface(part)) < 200).any(axis=2).sum())

    flat = (0,) * grid.size
    hill = tuple(1 if cell == high else 0 for cell in range(grid.size))
    assert ink_in(flat, low) == ink_in(flat, high) == ink_in(hill, high) == 0
    assert ink_in(hill, low) > 20


def test_what_is_kept_of_a_frame_is_the_frame(screen: pygame.Surface, board: Board) -> None:
    sheet = Sheet(board, None, 44)
    view = sheet.held(View(pygame.Rect(40, 20, 560, 420), 0, 0))
    me = board.place("dushanbe").cell
    reach = board.grid.within(me, 2) & board.ground

    def frame(shown: Overlay) -> bytes:
        screen.fill((9, 9, 9))
        sheet.draw(screen, view, shown)
        return pygame.image.tobytes(screen, "RGB")

    near = Overlay(reach=reach, costs=dict.fromkeys(cells_of(reach), "3"), hidden=board.ground & ~reach)
    once = [frame(near) for _ in range(4)]
    assert len(set(once)) == 1
    dearer = frame(replace(near, costs=dict.fromkeys(cells_of(reach), "8")))
    assert dearer != once[0], "the costs belong to the frame though the reach is the same"
    assert frame(near) == once[0]
    assert frame(replace(near, hidden=0)) != once[0] and frame(near) == once[0]
    assert frame(replace(near, dark=True)) != once[0]
