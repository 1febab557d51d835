"""Colours can be told apart: sides under every kind of sight, words on every ground."""

import itertools

import numpy as np
import pytest

from game.ui import palette
from game.ui.palette import LIGHT, NIGHT, PALETTES, Colour, PaletteName, Theme, contrast, finished, side_style

TROOPS = ("carmine", "tile", "saffron")
SIGHTS = (None, "deuteranomaly", "protanomaly", "tritanomaly")


def _seen(ink: Colour, sight: str | None) -> np.ndarray:
    space = pytest.importorskip("colorspacious", reason="colorspacious (dev extra) measures the colours")
    light = np.array(ink) / 255
    if sight is not None:
        blind = {"name": "sRGB1+CVD", "cvd_type": sight, "severity": 100}
        light = np.clip(space.cspace_convert(light, blind, "sRGB1"), 0, 1)
    return np.asarray(space.cspace_convert(light, "sRGB1", "CAM02-UCS"))


@pytest.mark.parametrize("fourth", ["", "sage", "iron"])
@pytest.mark.parametrize("name", PALETTES)
def test_sides_are_told_apart_by_every_eye(name: PaletteName, fourth: str) -> None:
    words = [*TROOPS, fourth] if fourth else list(TROOPS)
    shown = [(word, side_style(word, name).body) for word in words]
    shown += [(word, finished(body)) for word, body in shown]
    for sight in SIGHTS:
        spots = [(word, _seen(body, sight)) for word, body in shown]
        for (one, here), (other, there) in itertools.combinations(spots, 2):
            if one != other:
                assert np.linalg.norm(here - there) >= 10, (one, other, sight)


def test_two_fresh_sides_of_the_period_keep_their_measured_distance() -> None:
    bodies = [side_style(word).body for word in TROOPS]
    least = min(
        float(np.linalg.norm(_seen(one, sight) - _seen(other, sight)))
        for one, other in itertools.combinations(bodies, 2)
        for sight in SIGHTS
    )
    assert least == pytest.approx(26.8, abs=0.3)


@pytest.mark.parametrize("theme", [LIGHT, NIGHT], ids=["light", "night"])
def test_words_can_be_read_on_their_grounds(theme: Theme) -> None:
    for ground in (theme.panel, theme.panel_2, theme.card):
        for ink in (theme.ink, theme.ink_2):
            assert contrast(ink, ground) >= 4.5
    for ink in (theme.ink_3, theme.good, theme.bad, theme.info):
        assert contrast(ink, theme.panel) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 7


def test_names_can_be_read_on_map_paper() -> None:
    for ink in (palette.NAME, palette.WATER_NAME, palette.RANGE_NAME, palette.DISTRICT_NAME, palette.ROAD):
        assert contrast(ink, palette.PAPER) >= 4.5


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("word", palette.SIDE_COLOURS)
def test_a_glyph_stands_out_from_its_body(name: PaletteName, word: str) -> None:
    style = side_style(word, name)
    assert contrast(style.glyph, style.body) >= 4


def test_period_sides_are_the_table() -> None:
    red = side_style("carmine")
    assert (red.body, red.frame, red.glyph) == ((168, 50, 42), (116, 32, 27), (251, 244, 226))
    assert [side_style(word).silhouette for word in TROOPS] == ["square", "arch", "octagon"]
    assert finished(red.body) == pytest.approx(palette.colour("#B07466"), abs=1)


def test_an_unknown_colour_word_still_has_a_style() -> None:
    assert side_style("mauve").silhouette == "shield"
