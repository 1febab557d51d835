"""Fog in the window: the veil, what was seen last, marches out of the dark, and the hidden set-up."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame
import pytest

from game import library, questions, umpire
from game.hexes import Grid, cells_of
from game.model.actions import SetUp
from game.model.agenda import MayPlace
from game.model.board import Board
from game.model.events import UnitMoved
from game.model.scouting import Scouting, Sighting
from game.model.state import Seen, State
from game.session.game import Session
from game.ui import choices, counters, faces, games, intent, tokens
from game.ui.choices import Idle, Placing
from game.ui.course import Course
from game.ui.overlay import Overlay
from game.ui.palette import side_style
from game.ui.sheet import Sheet, View
from tests.sketch import Counter, Sketch, sketch

WIDE = """
.A  .   .   .   .   .
  .   .   .   .   .   .
.   .   .   .   .   .B
"""


@pytest.fixture(scope="module", autouse=True)
def screen() -> Iterator[pygame.Surface]:
    pygame.display.init()
    pygame.font.init()
    faces.set_scale(100)
    yield pygame.display.set_mode((640, 480))
    pygame.display.quit()


def field(fog: bool = True, noted: int | None = None) -> tuple[Sketch, State]:
    """A rifle unit and a band out of its sight; with `noted` the band was seen in that turn next to the unit."""
    drawn = sketch(WIDE, {"A": Counter("rifle", "red", 300), "B": Counter("band_horse", "enver", 200)},
                   acting="red", fog=fog, turn=3)  # fmt: skip
    if noted is None:
        return drawn, drawn.state
    seen_at = replace(drawn.unit("B"), cell=drawn.at(3, 1))
    notes = tuple((Sighting(seen_at, noted),) if side.id == "red" else () for side in drawn.state.scenario.sides)
    return drawn, replace(drawn.state, scouting=Scouting(fog, notes))


def test_what_is_out_of_sight_is_what_the_viewer_does_not_see() -> None:
    drawn, state = field()
    ground = state.scenario.board.ground
    seen = umpire.view(state, "red")
    dark = tokens.out_of_sight(seen)
    assert dark == ground & ~questions.visible(seen, "red")
    assert dark >> drawn.unit("B").cell & 1 and not dark >> drawn.unit("A").cell & 1


def test_an_onlooker_and_a_game_without_fog_have_no_veil() -> None:
    _, state = field()
    assert tokens.out_of_sight(umpire.view(state, "")) == 0
    _, clear = field(fog=False)
    assert tokens.out_of_sight(umpire.view(clear, "red")) == 0


def test_the_veil_darkens_hidden_hexes_and_no_others(screen: pygame.Surface) -> None:
    grid = Grid(8, 6)
    terrain = ["steppe" if grid.has(cell) else "" for cell in range(grid.size)]
    board = Board(grid, 8, tuple(terrain))
    sheet = Sheet(board, None, 44)
    view = sheet.held(View(pygame.Rect(0, 0, 640, 480), 0, 0))
    here, there = grid.cell(2, 2), grid.cell(6, 3)

    def light(hidden: int, cell: int) -> int:
        sheet.draw(screen, view, Overlay(hidden=hidden))
        x, y = view.on_target(sheet.centre(cell))
        return sum(sum(screen.get_at((round(x) + dx, round(y)))[:3]) for dx in range(-4, 5))

    bright = {cell: light(0, cell) for cell in (here, there)}
    assert light(1 << there, there) < bright[there] * 0.95
    assert light(1 << there, here) == bright[here]
    assert light(0, there) == bright[there]


def test_the_veil_is_made_anew_only_where_sight_has_changed(screen: pygame.Surface) -> None:
    grid = Grid(40, 30)
    terrain = ["steppe" if grid.has(cell) else "" for cell in range(grid.size)]
    sheet = Sheet(Board(grid, 8, tuple(terrain)), None, 44)
    view = sheet.held(View(pygame.Rect(0, 0, 640, 480), 0, 0))
    far = grid.all & ~(1 << grid.cell(2, 2))
    sheet.draw(screen, view, Overlay(hidden=grid.all))
    before = {key: tile for key, (_, tile) in sheet._veil._tiles.items()}
    sheet.draw(screen, view, Overlay(hidden=far))
    after = {key: tile for key, (_, tile) in sheet._veil._tiles.items()}
    assert after[0, 0] is not before[0, 0]
    assert after[1, 0] is before[1, 0]


def test_a_unit_last_seen_stands_as_a_shade_with_its_turn() -> None:
    drawn, state = field(noted=2)
    seen = umpire.view(state, "red")
    ghosts = tokens.ghosts(seen, 36)
    assert [ghost.cell for ghost in ghosts] == [drawn.at(3, 1)]
    (note,) = tokens.recalled(seen, drawn.at(3, 1))
    assert tokens.brief_note(seen, note) == "seen in turn 2: Unit B, 200 men"
    assert tokens.ghosts(umpire.view(state, "enver"), 36) == ()
    assert tokens.ghosts(umpire.view(state, ""), 36) == ()


def test_a_suspected_place_asks_instead_of_telling() -> None:
    drawn, state = field(noted=0)
    seen = umpire.view(state, "red")
    (note,) = tokens.recalled(seen, drawn.at(3, 1))
    assert tokens.brief_note(seen, note) == "perhaps here: Unit B"
    known = tokens.ghosts(umpire.view(field(noted=2)[1], "red"), 36)[0].picture
    asked = tokens.ghosts(seen, 36)[0].picture
    assert pygame.image.tobytes(asked, "RGBA") != pygame.image.tobytes(known, "RGBA")


def test_a_shade_is_paler_than_its_counter() -> None:
    face = counters.CounterFace(side_style("tile"), "rifle", 300, size=78)
    body = counters.counter(face).get_at((60, 60))
    shade = counters.ghost(face, "turn 3").get_at((60, 60))
    assert shade.a < 200 < body.a
    assert counters.ghost(face, "turn 3") is counters.ghost(replace(face), "turn 3")


def test_a_unit_that_comes_into_sight_is_filmed_as_it_looks_there() -> None:
    drawn, state = field()
    session = Session(state.scenario, umpire.Setup(1, (("fog", "on"),), (("red", "person"), ("enver", "person"))),
                      umpire.Step(replace(state, part=state.scenario.order.index("enver")), ()), None)  # fmt: skip
    session.viewer = "red"
    band = drawn.n("B")
    reach = umpire.reach(session.state, band)
    visible = questions.visible(session.state, "red")
    way = next(route for cell, route in sorted(reach.items()) if visible >> cell & 1)
    from game.model.actions import Move

    session.submit(Move(band, way.cells))
    course = Course(session, 100, still=False)
    course.watch(1)
    frames = []
    while course.film.now is not None:
        frames.append(course.film.now)
        course.film.skip()
    course.close()
    march = next(frame for frame in frames if isinstance(frame.event, UnitMoved))
    assert not march.before.unit(band).on_map
    assert march.mover is not None and march.mover.men == 200
    assert isinstance(march.event, UnitMoved)
    assert all(visible >> cell & 1 for cell in march.event.route)


def test_the_hidden_set_up_is_answered_by_a_press_on_one_of_its_hexes() -> None:
    scenario = library.load("proving-ground")
    state = umpire.begin(scenario, umpire.Setup(1)).state
    question = choices.asked(umpire.view(state, state.actor))
    assert isinstance(question, MayPlace)
    seen: Seen = umpire.view(state, question.side)
    choice = intent.kept(seen, question.side, Idle())
    assert choice == Placing(question.unit)
    assert choices.stepped_back(choice) == choice
    good = intent.press(seen, question.side, choice, question.cells[1], {})
    assert good.action == SetUp(question.unit, question.cells[1])
    wrong = next(cell for cell in cells_of(scenario.board.ground) if cell not in question.cells)
    bad = intent.press(seen, question.side, choice, wrong, {})
    assert bad.action is None and bad.refusal is not None and bad.choice == choice
    other = next(side.id for side in scenario.sides if side.id != question.side)
    assert intent.kept(umpire.view(state, other), other, Idle()) == Idle()


def test_the_options_of_a_new_game_are_kept_in_its_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUSHANBE_HOME", str(tmp_path))
    folder = library.find("proving-ground")
    scenario = library.load(folder)
    for fog in ("on", "off"):
        session = games.begin(scenario, folder, {}, 1, (("fog", fog),))
        assert session.state.scouting.fog is (fog == "on")
        session.close()
        assert session.path is not None
        again = Session.resume(session.path)
        assert again.state.scouting.fog is (fog == "on")
        again.close()
