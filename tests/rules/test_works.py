"""Chapter 18: works and the men who man them."""

from dataclasses import replace

import pytest

from game.model.scenario import Works
from game.rules import works
from tests.sketch import Counter, sketch


@pytest.mark.parametrize(
    ("men", "side", "shift"),
    [(200, "", -2), (199, "", -1), (200, "red", -2), (199, "red", -1), (500, "enver", None)],
)
def test_works_need_men_and_serve_one_side(men: int, side: str, shift: int | None) -> None:
    """[18.1]"""
    position = sketch(".G", {"G": Counter("rifle", "red", men)}, works={(0, 0): (-2, 200)})
    built = tuple(replace(one, side=side) for one in position.state.scenario.works)
    state = replace(position.state, scenario=replace(position.state.scenario, works=built))
    assert works.manned(state, position.unit("G").cell, (position.unit("G"),)) == shift
    assert isinstance(works.at(state, position.unit("G").cell), Works)
