"""Maps of the other stagger forms are turned into the game's own: the same neighbours, the same sides."""

from pathlib import Path

import pytest

from game.library.faults import Report
from game.library.survey import read_board
from game.model.board import Board
from game.paths import assets

TSX = (
    '<tileset firstgid="1" source="../../assets/tilesets/ground.tsx"/>'
    '<tileset firstgid="8" source="../../assets/tilesets/levels.tsx"/>'
)


def centre(axis: str, index: str, column: int, row: int) -> tuple[int, int]:
    """The middle of a hex as Tiled draws it."""
    if axis == "x":
        low = (column % 2 == 1) == (index == "odd")
        return 48 * column + 32, 56 * row + 28 + (28 if low else 0)
    low = (row % 2 == 1) == (index == "odd")
    return 56 * column + 28 + (28 if low else 0), 48 * row + 32


def drawn(axis: str, index: str, folder: Path) -> Board:
    """A map of five by five with a place in every hex and a road between two, drawn in a stagger form."""
    size = 'tilewidth="64" tileheight="56"' if axis == "x" else 'tilewidth="56" tileheight="64"'
    marks = []
    for column in range(5):
        for row in range(5):
            x, y = centre(axis, index, column, row)
            fact = f'<properties><property name="id" value="p{column}{row}"/></properties>'
            marks.append(f'<object id="{len(marks) + 1}" type="camp" x="{x}" y="{y}">{fact}<point/></object>')
    (x1, y1), (x2, y2) = centre(axis, index, 2, 2), centre(axis, index, 2, 3)
    road = f'<object type="road" x="{x1}" y="{y1}"><polyline points="0,0 {x2 - x1},{y2 - y1}"/></object>'
    middle = f'<object type="pass" x="{(x1 + x2) / 2}" y="{(y1 + y2) / 2}"><point/></object>'
    text = (
        f'<map orientation="hexagonal" width="5" height="5" {size} hexsidelength="32" staggeraxis="{axis}" '
        f'staggerindex="{index}"><properties><property name="km" type="int" value="1"/></properties>{TSX}'
        f'<layer name="ground" width="5" height="5"><data encoding="csv">{",".join(["2"] * 25)}</data></layer>'
        f'<layer name="levels" width="5" height="5"><data encoding="csv">{",".join(str(n + 8) for n in range(25))}'
        f"</data></layer>"
        f'<objectgroup name="places">{"".join(marks)}</objectgroup><objectgroup name="roads">{road}</objectgroup>'
        f'<objectgroup name="crossings">{middle}</objectgroup></map>'
    )
    (folder / "map.tmx").write_text(text, encoding="utf-8")
    report = Report()
    board = read_board(folder / "map.tmx", report)
    assert report.faults == []
    return board


@pytest.mark.parametrize("axis", ["x", "y"])
@pytest.mark.parametrize("index", ["odd", "even"])
def test_hexes_that_touch_in_tiled_touch_here(axis: str, index: str, tmp_path: Path) -> None:
    assert (assets() / "tilesets" / "ground.tsx").is_file()
    board = drawn(axis, index, tmp_path)
    assert len(board.places) == board.ground.bit_count() == 25
    for one in board.places:
        for other in board.places:
            x1, y1 = centre(axis, index, int(one.id[1]), int(one.id[2]))
            x2, y2 = centre(axis, index, int(other.id[1]), int(other.id[2]))
            touching = 0 < (x1 - x2) ** 2 + (y1 - y2) ** 2 < 60**2
            assert board.grid.adjacent(one.cell, other.cell) == touching
    for place in board.places:
        assert board.levels[place.cell] == int(place.id[2]) * 5 + int(place.id[1])
    here, there = board.place("p22").cell, board.place("p23").cell
    side = here, board.grid.direction(here, there)
    assert board.links[side] == "road"
    assert board.crossings[side].kind == "pass"
