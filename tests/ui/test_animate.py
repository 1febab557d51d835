"""Motion: how long things are shown, where a marching unit is, and that the film plays in order and can be ended."""

import pytest

from game import umpire
from game.model.actions import Move, MoveTogether
from game.model.events import MoraleChanged, Rolled, UnitMoved
from game.ui import animate, happening, plane
from game.ui.animate import Film, Frame
from tests.sketch import Counter, sketch


def frames() -> list[Frame]:
    """A march of two hexes and a fall of dice, as the Reds see them."""
    drawn = sketch(".A  .   .\n  .   .   .\n", {"A": Counter("cavalry", "red", 400)}, acting="red")
    seen = umpire.view(drawn.state, "red")
    route = (drawn.at(1, 0), drawn.at(2, 0))
    return [Frame(seen, UnitMoved(0, route, 4)), Frame(seen, Rolled("fight", (3, 4), 1))]


def test_only_what_can_be_seen_takes_time() -> None:
    march, dice = frames()
    assert animate.length(march) == 220
    assert animate.length(march, speed=200) == 110
    assert animate.length(march, still=True) == animate.FADE
    assert animate.length(dice) == 0
    assert animate.length(Frame(march.before, MoraleChanged(0, -1, 7, "losses"))) == 0


def test_a_long_march_is_held_to_its_most() -> None:
    march, _ = frames()
    far = Frame(march.before, UnitMoved(0, (march.before.unit(0).cell,) * 40, 4))
    assert animate.length(far) == animate.LONGEST


def test_a_marching_unit_goes_from_hex_to_hex() -> None:
    march, _ = frames()
    grid = march.before.scenario.board.grid
    assert animate.on_the_way(march, 0, 0.0) == pytest.approx(plane.centre(grid, march.before.unit(0).cell))
    assert isinstance(march.event, UnitMoved)
    assert animate.on_the_way(march, 0, 0.5) == pytest.approx(plane.centre(grid, march.event.route[0]))
    assert animate.on_the_way(march, 0, 1.0) == pytest.approx(plane.centre(grid, march.event.route[-1]))
    assert animate.on_the_way(march, 1, 0.5) is None
    assert animate.scene(march) == march.event.route[-1]


def test_the_film_plays_in_order_and_ends() -> None:
    film = Film()
    march, dice = frames()
    film.add([march, dice, march])
    assert film.left == 2
    assert film.tick(1000) and film.now == march and film.share == 0.0
    assert not film.tick(1110) and film.share == pytest.approx(0.5)
    assert film.tick(1220) and film.left == 1
    assert film.tick(5000) and film.now is None and film.left == 0
    assert not film.tick(5001)


def test_any_key_ends_the_present_clip() -> None:
    film = Film()
    march, _ = frames()
    film.add([march, march])
    film.tick(0)
    film.skip()
    assert film.left == 1
    film.clear()
    assert film.left == 0 and film.now is None


def test_a_stack_that_marches_by_one_order_moves_as_one() -> None:
    drawn = sketch(".A  .   .\n  .B  .   .\n", {x: Counter("cavalry", "red", 400) for x in "AB"}, acting="red")
    there, on = drawn.unit("B").cell, drawn.at(2, 0)
    state = umpire.apply(drawn.state, Move(0, (there,))).state
    step = umpire.apply(state, MoveTogether((0, 1), (on,)))
    frames, before = [], state
    for event, after in zip(step.events, umpire.unfold(state, step.events), strict=True):
        frames.append(Frame(umpire.view(before, "red"), event))
        before = after
    film = Film()
    film.add(frames)
    assert film.left == 1
    assert film.now is not None and happening.going(film.now) == (0, 1)
    other = Film()
    other.add([frames[0], Frame(frames[1].before, UnitMoved(1, (drawn.at(3, 0),), 2))])
    assert other.left == 2
