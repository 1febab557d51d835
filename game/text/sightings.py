"""What a side knows of the others: who is in sight, who was seen last where, and where men may lie hidden."""

from collections.abc import Iterator, Sequence

from game import chronicle, questions
from game.hexes import Cell
from game.model.forces import Unit
from game.model.scouting import Sighting
from game.model.state import Seen
from game.text.naming import numbered


def known(seen: Seen) -> str:
    """Everything that the side whose view this is knows of units that are not its own."""
    eyes = seen.scouting.eyes
    if not eyes:
        return "There is no fog here: all units on the map are in sight."
    ground = seen.scenario.board.ground
    visible = questions.visible(seen, eyes)
    lines = [f"{_side(seen, eyes)} sees {visible.bit_count():,} of {ground.bit_count():,} hexes."]
    lines += _in_sight(seen, eyes)
    notes = [note for some in seen.scouting.notes for note in some]
    lines += _last_seen(seen, [note for note in notes if note.turn])
    lines += _suspected(seen, [note for note in notes if not note.turn])
    return "\n".join(lines)


def _in_sight(seen: Seen, eyes: str) -> Iterator[str]:
    """The stacks of others, a hex a line."""
    stacks: dict[tuple[str, Cell], list[Unit]] = {}
    for unit in seen.forces.units:
        if unit.on_map and unit.side != eyes:
            stacks.setdefault((unit.side, unit.cell), []).append(unit)
    yield "In sight:" if stacks else "In sight: nobody."
    for (side, cell), stack in sorted(stacks.items()):
        yield f"  {numbered(seen, cell)}: {_side(seen, side)}, {_strengths(seen, stack)}."


def _last_seen(seen: Seen, notes: Sequence[Sighting]) -> Iterator[str]:
    """Those who went out of sight, where they were and when."""
    stacks: dict[tuple[int, str, Cell], list[Unit]] = {}
    for note in notes:
        stacks.setdefault((note.turn, note.unit.side, note.unit.cell), []).append(note.unit)
    if stacks:
        yield "Seen last:"
    for (turn, side, cell), stack in sorted(stacks.items()):
        when = "this turn" if turn == seen.turn else f"in turn {turn}"
        yield f"  {numbered(seen, cell)}, {when}: {_side(seen, side)}, {_strengths(seen, stack)}."


def _suspected(seen: Seen, notes: Sequence[Sighting]) -> Iterator[str]:
    """Where a hidden set-up may stand."""
    spots: dict[int, list[Cell]] = {}
    for note in notes:
        spots.setdefault(note.unit.number, []).append(note.unit.cell)
    if spots:
        yield "May stand at one of these places:"
    for number, cells in sorted(spots.items()):
        name = chronicle.name_unit(seen.scenario, number)
        yield f"  {name}: {', '.join(numbered(seen, cell) for cell in sorted(cells))}."


def _side(seen: Seen, side: str) -> str:
    name = chronicle.name_side(seen.scenario, side)
    return name[:1].upper() + name[1:]


def _strengths(seen: Seen, stack: Sequence[Unit]) -> str:
    """Names with their men."""
    names = ((chronicle.name_unit(seen.scenario, unit.number), unit.men) for unit in stack)
    return ", ".join(f"{name} ({men:,})" if men else name for name, men in names)
