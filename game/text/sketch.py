"""The map as letters: a hex is four characters, odd columns stand half a hex lower.

The first character of a hex is for what one knows of it, the others are for the ground or for who stands there.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from game import questions
from game.hexes import Cell, CellSet, cells_of, set_of
from game.model.forces import Unit
from game.model.state import Seen

GROUND = {
    "irrigated": ",",
    "steppe": ".",
    "hills": "n",
    "broken": "^",
    "tugai": "=",
    "mountain": "M",
    "high": "A",
}
UNSEEN = ":"
GHOST = "?"
LEGEND = (
    ", irrigated   . steppe   n hills   ^ broken ground   = reeds   M mountain   A high mountain\n"
    "ABC a place   R12 units of a side by its first letter, with their men in hundreds   *R2 in a town"
)
FOG_LEGEND = ": out of sight   ?R12 seen there last   ?? may stand there"


class _Known(NamedTuple):
    """The hexes in sight, who was last seen where, and where a hidden set-up may stand."""

    visible: CellSet
    ghosts: Mapping[Cell, list[Unit]]
    suspected: CellSet


def _known(seen: Seen) -> _Known:
    eyes = seen.scouting.eyes
    ghosts: dict[Cell, list[Unit]] = {}
    suspected = 0
    for notes in seen.scouting.notes if eyes else ():
        for note in notes:
            if note.turn:
                ghosts.setdefault(note.unit.cell, []).append(note.unit)
            else:
                suspected |= 1 << note.unit.cell
    return _Known(questions.visible(seen, eyes) if eyes else seen.scenario.board.ground, ghosts, suspected)


def legend(seen: Seen) -> str:
    """What the letters mean, with those of the fog where there is one."""
    return f"{LEGEND}\n{FOG_LEGEND}" if seen.scouting.fog and seen.scouting.eyes else LEGEND


def sketch(seen: Seen, marked: CellSet = 0, centre: Cell | None = None, radius: int = 8) -> str:
    """The map, or the part around a hex; hexes of `marked` stand in brackets."""
    grid = seen.scenario.board.grid
    if centre is None:
        return _drawn(seen, marked, range(grid.width), range(grid.height))
    column, row = grid.column_row(centre)
    columns = range(max(0, column - radius), min(grid.width, column + radius + 1))
    rows = range(max(0, row - radius), min(grid.height, row + radius + 1))
    return _drawn(seen, marked, columns, rows)


def theatre(seen: Seen) -> str:
    """The part of the map that the side whose view this is knows something of, with a hex to spare all round.

    Empty if it knows nothing.
    """
    grid = seen.scenario.board.grid
    known = _known(seen)
    cells = known.visible | known.suspected | set_of(known.ghosts)
    spots = [grid.column_row(cell) for cell in cells_of(grid.spread(cells) & seen.scenario.board.ground)]
    columns, rows = [column for column, _ in spots], [row for _, row in spots]
    if not spots:
        return ""
    return _drawn(seen, 0, range(min(columns), max(columns) + 1), range(min(rows), max(rows) + 1))


def _drawn(seen: Seen, marked: CellSet, columns: range, rows: range) -> str:
    grid = seen.scenario.board.grid
    known = _known(seen)
    lines = [("     " + "".join(f" {column + 1:02d} " for column in columns)).rstrip()]
    for row in rows:
        for half in (0, 1):
            cells = (
                _hex(seen, grid.cell(column, row), marked, known) if column & 1 == half else "    "
                for column in columns
            )
            label = f"  {row + 1:02d} " if half == 0 else "     "
            lines.append((label + "".join(cells)).rstrip())
    return "\n".join(lines)


def _hex(seen: Seen, cell: Cell, marked: CellSet, known: _Known) -> str:
    board = seen.scenario.board
    if not board.ground >> cell & 1:
        return "    "
    inside = _stack(seen, cell, seen.forces.at(cell))
    first = " " if known.visible >> cell & 1 else UNSEEN
    if first == UNSEEN and not inside:
        inside = _stack(seen, cell, known.ghosts.get(cell, ())).lstrip("*")
        inside = inside or (GHOST if known.suspected >> cell & 1 else "")
        first = GHOST if inside else UNSEEN
    inside = inside or _place(seen, cell) or f" {GROUND.get(board.terrain[cell], '?')} "
    if not marked >> cell & 1:
        return f"{first}{inside:3}"
    return f"[{inside.strip()}]".ljust(4)


def _stack(seen: Seen, cell: Cell, stack: Sequence[Unit]) -> str:
    """A side's first letter and the men in hundreds; a star in a town."""
    if not stack:
        return ""
    hundreds = min(99, (sum(unit.men for unit in stack) + 99) // 100)
    letter = stack[0].side[:1].upper()
    if seen.scenario.board.town_at(cell) is not None:
        return f"*{letter}{min(9, hundreds)}"
    return f"{letter}{hundreds}" if hundreds else letter


def _place(seen: Seen, cell: Cell) -> str:
    place = seen.scenario.board.place_at(cell)
    return place.name[:3] if place is not None and place.kind != "camp" else ""
