"""The plan of the window, the camera, and the hex under a pixel."""

import random

import pytest

from game.hexes import NO_CELL, Grid
from game.ui import layout, plane
from game.ui.layout import Camera, Plan

SIZES = [(1024, 640), (1280, 720), (1366, 768), (1920, 1080), (2560, 1440), (3840, 2160)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("folded", [False, True])
@pytest.mark.parametrize("right_open", [False, True])
def test_parts_stay_in_the_window_and_do_not_cover_each_other(
    size: tuple[int, int], folded: bool, right_open: bool
) -> None:
    percent = layout.scale_percent(size)
    plan = layout.plan_battle(size, percent, folded, right_open)
    for rect in (plan.bar, plan.left, plan.right, plan.map):
        assert rect[0] >= 0 and rect[1] >= 0 and rect[0] + rect[2] <= size[0] and rect[1] + rect[3] <= size[1]
    assert plan.left[0] + plan.left[2] == plan.map[0]
    assert plan.map[1] == plan.bar[3]
    assert (plan.right[2] > 0) == (right_open or percent > 75)
    assert plan.map[0] + plan.map[2] == plan.right[0]


def test_sizes_of_the_look() -> None:
    assert layout.plan_battle((1280, 720), 75, False, False).map == (232, 40, 1048, 680)
    assert layout.plan_battle((1920, 1080), 100) == Plan(
        (0, 0, 1920, 52), (0, 52, 288, 1028), (1584, 52, 336, 1028), (288, 52, 1296, 1028)
    )
    assert [layout.scale_percent(size) for size in SIZES] == [75, 75, 75, 100, 150, 200]


def test_the_wish_for_a_scale_is_granted_as_far_as_there_is_room() -> None:
    assert layout.scale_percent((1920, 1080), 75) == 75
    assert layout.scale_percent((1920, 1080), 125) == 125
    assert layout.scale_percent((1920, 1080), 200) == 126
    assert layout.scale_percent((1024, 640), 200) == 75
    assert layout.scale_percent((800, 600)) < 75
    for size in ((320, 240), (640, 480), (800, 600)):
        plan = layout.plan_battle(size, layout.scale_percent(size))
        assert plan.map[2] > 0 and plan.map[3] > 0


def test_every_middle_belongs_to_its_hex() -> None:
    grid = Grid(9, 7)
    for column in range(9):
        for row in range(7):
            cell = grid.cell(column, row)
            assert plane.cell_at(grid, *plane.centre(grid, cell)) == cell


def test_a_pixel_belongs_to_the_hex_whose_corners_enclose_it() -> None:
    grid = Grid(6, 5)
    chance = random.Random(7)
    for _ in range(4000):
        at = (chance.uniform(-20, 320), chance.uniform(-20, 330))
        found = plane.cell_at(grid, *at)
        cells = [cell for cell in range(grid.size) if grid.has(cell)]
        within = [cell for cell in cells if _encloses(plane.corners(grid, cell), at, 30.0)]
        about = [cell for cell in cells if _encloses(plane.corners(grid, cell), at, -30.0)]
        assert not within or found in within
        assert found == NO_CELL or found in about


def _encloses(corners: list[tuple[int, int]], at: tuple[float, float], least: float) -> bool:
    around = zip(corners, [*corners[1:], corners[0]], strict=True)
    return all((bx - ax) * (at[1] - ay) - (by - ay) * (at[0] - ax) >= least for (ax, ay), (bx, by) in around)


def test_sides_follow_the_directions() -> None:
    grid = Grid(5, 5)
    cell = grid.cell(2, 2)
    corners = plane.corners(grid, cell)
    x, y = plane.centre(grid, cell)
    for direction in range(6):
        ax, ay = corners[direction]
        bx, by = corners[(direction + 1) % 6]
        beyond = (x + (ax + bx - 2 * x) * 0.6, y + (ay + by - 2 * y) * 0.6)
        assert plane.cell_at(grid, *beyond) == grid.step(cell, direction)


def test_camera_there_and_back() -> None:
    camera = Camera((288, 52, 1296, 1028), (2000, 1800), 44.0, 300.0, 250.0)
    for at in ((288.0, 52.0), (900.0, 600.0), (1500.5, 1000.25)):
        there = camera.to_map(at)
        assert camera.to_screen(there) == pytest.approx(at)


def test_zoom_keeps_the_point_under_the_mouse() -> None:
    camera = Camera((288, 52, 1296, 1028), (4000, 3600), 44.0, 900.0, 800.0)
    about = (1000.0, 500.0)
    before = camera.to_map(about)
    assert camera.zoomed(97.0, about).to_map(about) == pytest.approx(before)


def test_cell_under_the_mouse() -> None:
    grid = Grid(30, 30)
    camera = Camera((288, 52, 1296, 1028), plane.size(grid), 97.0, 300.0, 250.0)
    cell = grid.cell(12, 9)
    assert layout.cell_at(camera, grid, camera.to_screen(plane.centre(grid, cell))) == cell


def test_camera_never_leaves_the_board() -> None:
    camera = Camera((0, 0, 1000, 800), (2000, 1800), 56.0)
    assert (camera.panned(-500, -500).x, camera.panned(-500, -500).y) == (0.0, 0.0)
    far = camera.panned(9999, 9999)
    assert (far.x, far.y) == (1000.0, 1000.0)
    small = Camera((0, 0, 1000, 800), (400, 300), 56.0).held()
    assert small.to_screen((200.0, 150.0)) == pytest.approx((500.0, 400.0))


def test_centre_and_shows() -> None:
    camera = Camera((0, 0, 1000, 800), (4000, 3800), 56.0).centred((2000.0, 1900.0))
    assert camera.to_screen((2000.0, 1900.0)) == pytest.approx((500.0, 400.0))
    assert camera.shows((2000.0, 1900.0), 100)
    assert not camera.shows((2490.0, 1900.0), 100)


def test_zoom_steps_of_the_look() -> None:
    assert layout.zoom_steps(100) == (28, 44, 66, 97, 130)
    assert layout.zoom_steps(75) == (24, 33, 44, 64, 97)
    assert layout.zoom_steps(200) == (56, 88, 132, 194, 260)


def test_weights_balance() -> None:
    grid = Grid(9, 9)
    one, other = grid.cell(2, 2), grid.cell(6, 6)
    (ax, ay), (bx, by) = plane.centre(grid, one), plane.centre(grid, other)
    assert layout.balance(grid, {one: 300, other: 100}) == pytest.approx((ax + (bx - ax) / 4, ay + (by - ay) / 4))
    wide, high = plane.size(grid)
    assert layout.balance(grid, {}) == (wide / 2, high / 2)
