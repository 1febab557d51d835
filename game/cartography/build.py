"""Build the map of a scenario from its spec: the board first, then the lines of the ink, then the relief."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from game.cartography import ground_data, ink, relief, spec, tmx_out
from game.cartography.board import Board, draw_board


def build_map(spec_path: Path, geo: Path, out: Path, report: Callable[[str], None]) -> None:
    """Write the map files of a scenario into `out`, telling of each as it is done."""
    plan = spec.read(spec_path)
    data = ground_data.read(geo)
    board = draw_board(plan, data)
    out.mkdir(parents=True, exist_ok=True)
    tmx_out.write_all(board, out)
    report(summary(board))
    report(f"ink of {ink.write_ink(board, data, out)} lines, names and heights")
    width, height = relief.write_relief(board, data, out)
    report(f"relief of {width} x {height} pixels, {board.spec.hex_height} to a hex")


def summary(board: Board) -> str:
    """Say in one line what a board holds."""
    grounds = Counter(board.ground.values())
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(grounds.items()))
    return (
        f"{board.spec.sheet.columns} x {board.spec.sheet.rows} sheet, {len(board.ground)} hexes: {kinds}; "
        f"{len(board.spec.places)} places, {len(board.routes)} roads, {len(board.crossings)} crossings"
    )
