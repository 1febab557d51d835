"""The map as letters: a hex is three characters, odd columns stand half a hex lower."""

from game.hexes import Cell, CellSet
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
LEGEND = (
    ", irrigated   . steppe   n hills   ^ broken ground   = reeds   M mountain   A high mountain\n"
    "ABC a place   R12 units of a side by its first letter, with their men in hundreds   *R2 in a town"
)


def sketch(seen: Seen, marked: CellSet = 0, centre: Cell | None = None, radius: int = 8) -> str:
    """The map, or the part around a hex; hexes of `marked` stand in brackets."""
    grid = seen.scenario.board.grid
    columns, rows = range(grid.width), range(grid.height)
    if centre is not None:
        column, row = grid.column_row(centre)
        columns = range(max(0, column - radius), min(grid.width, column + radius + 1))
        rows = range(max(0, row - radius), min(grid.height, row + radius + 1))
    lines = [("     " + "".join(f" {column + 1:02d} " for column in columns)).rstrip()]
    for row in rows:
        for half in (0, 1):
            cells = (_hex(seen, grid.cell(column, row), marked) if column & 1 == half else "    " for column in columns)
            label = f"  {row + 1:02d} " if half == 0 else "     "
            lines.append((label + "".join(cells)).rstrip())
    return "\n".join(lines)


def _hex(seen: Seen, cell: Cell, marked: CellSet) -> str:
    board = seen.scenario.board
    if not board.ground >> cell & 1:
        return "    "
    inside = _units(seen, cell) or _place(seen, cell) or f" {GROUND.get(board.terrain[cell], '?')} "
    if not marked >> cell & 1:
        return f" {inside:3}"
    return f"[{inside.strip()}]".ljust(4)


def _units(seen: Seen, cell: Cell) -> str:
    stack = seen.forces.at(cell)
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
