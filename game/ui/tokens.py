"""Which counters stand on the map: from the units as a side sees them to the pictures of the drawing kit."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pygame

from game import questions
from game.hexes import Cell, CellSet
from game.model.forces import Unit
from game.model.scouting import Sighting
from game.model.state import Seen
from game.ui import counters, intent, palette, strokes
from game.ui.counters import Action, CounterFace

_COMMON = frozenset({"the", "of", "and", "regiment", "detachment", "band", "squadron", "battalion", "company"})
LEADER = "leader"


@dataclass(frozen=True, slots=True)
class Token:
    """What stands on a hex, ready to be laid: its picture, and the box of its cards from the middle of the hex."""

    cell: Cell
    picture: pygame.Surface
    box: pygame.Rect


def short(name: str) -> str:
    """A name short enough for a counter: its first two telling words."""
    words = [word for word in name.replace("(", "").replace(")", "").split() if word.lower() not in _COMMON]
    return " ".join(words[:2]) or name


def is_leader(seen: Seen, unit: int) -> bool:
    """Whether a unit is a leader, shown as a medallion."""
    return seen.scenario.types[unit].glyph == LEADER


def style_of(seen: Seen, side: str) -> palette.SideStyle:
    """How the counters of a side look."""
    return palette.side_style(seen.scenario.side(side).ink)


def state_of(seen: Seen, unit: Unit) -> Action:
    """The mark of what a unit has done in its side's part."""
    if unit.fought:
        return "fought"
    if unit.spent:
        return "moved" if questions.points_left(seen, unit) > 1 else "finished"
    return "ready"


def face(seen: Seen, unit: Unit, size: int, selected: bool = False) -> CounterFace:
    """What the counter of a unit shows; `size` in real pixels."""
    spec = seen.spec(unit.number)
    return CounterFace(
        style_of(seen, unit.side),
        seen.scenario.types[unit.number].glyph,
        unit.men,
        unit.morale,
        min(unit.hunger, 3),
        state_of(seen, unit),
        size,
        selected,
        short(spec.name),
        unit.dug_in,
        unit.posture.value,
        unit.guns,
    )


def picture(seen: Seen, units: Iterable[Unit], size: int, chosen: int = -1) -> pygame.Surface:
    """The picture of units that stand together: the chosen one lies on top, else the strongest that fights."""
    stood = sorted(units, key=lambda u: (u.number == chosen, intent.strength(seen, u), u.men, u.number))
    leaders = [u for u in stood if is_leader(seen, u.number)]
    troops = [face(seen, u, size, u.number == chosen) for u in stood if u not in leaders]
    if not troops:
        style = style_of(seen, leaders[-1].side)
        across = round(size * 0.72)
        whole = counters.medallion(style, across)
        if any(u.number == chosen for u in leaders):
            whole = whole.copy()
            middle = whole.get_rect().center
            pygame.draw.circle(whole, palette.SELECTION, middle, across // 2 + 3, 2)
        return whole
    return counters.stack(troops, style_of(seen, leaders[-1].side) if leaders else None)


def brief(seen: Seen, unit: Unit) -> str:
    """A unit in one line."""
    name = seen.spec(unit.number).name
    if is_leader(seen, unit.number):
        return f"{name}, leader"
    if unit.dummy:
        return f"{name}: a dummy, nobody is under it"
    want = questions.want(seen, unit).name
    hungry = f", {want}" if unit.hunger else ""
    return f"{name}: {unit.men:,} men, {questions.mood(seen, unit).name}{hungry}"


def lay_face(surface: pygame.Surface, seen: Seen, unit: Unit, size: int, at: tuple[int, int]) -> pygame.Rect:
    """Lay one counter or medallion in a panel, its body's top left corner at a place; return the body's box."""
    box = pygame.Rect(at[0], at[1], size, size)
    if is_leader(seen, unit.number):
        strokes.lay_centred(surface, counters.medallion(style_of(seen, unit.side), round(size * 0.92)), box.center)
    else:
        strokes.lay_centred(surface, counters.counter(face(seen, unit, size)), box.center)
    return box


def out_of_sight(seen: Seen) -> CellSet:
    """The hexes that the side whose view this is does not see; none in the view of an onlooker."""
    eyes = seen.scouting.eyes
    return seen.scenario.board.ground & ~questions.visible(seen, eyes) if eyes and seen.scouting.fog else 0


def notes(seen: Seen) -> tuple[Sighting, ...]:
    """What the side whose view this is remembers; nothing in the view of an onlooker."""
    eyes = seen.scouting.eyes
    return seen.scouting.notes[seen.scenario.side_number(eyes)] if eyes else ()


def recalled(seen: Seen, cell: Cell) -> tuple[Sighting, ...]:
    """What is remembered of units on a hex out of sight, the latest and strongest first."""
    here = [note for note in notes(seen) if note.unit.cell == cell]
    return tuple(sorted(here, key=lambda note: (-note.turn, -note.unit.men, note.unit.number)))


def brief_note(seen: Seen, note: Sighting) -> str:
    """A remembered unit in one line."""
    name = seen.spec(note.unit.number).name
    if not note.turn:
        return f"perhaps here: {name}"
    men = "" if is_leader(seen, note.unit.number) else f", {note.unit.men:,} men"
    return f"seen in turn {note.turn}: {name}{men}"


def ghosts(seen: Seen, size: int) -> tuple[Token, ...]:
    """Units out of sight: as last seen with the turn, or with a question where the set-up may have put them."""
    made: list[Token] = []
    for cell in sorted({note.unit.cell for note in notes(seen)}):
        here = recalled(seen, cell)
        first = here[0]
        box = pygame.Rect(-size // 2, -size // 2, size, size)
        if is_leader(seen, first.unit.number):
            style = style_of(seen, first.unit.side)
            made.append(Token(cell, counters.ghost_medallion(style, round(size * 0.72)), box))
            continue
        if first.turn:
            drawn = replace(face(seen, first.unit, size), want=0, state="ready", posture="stand")
            words = f"turn {first.turn}"
        else:
            drawn = replace(face(seen, first.unit, size), men=None, morale=0, want=0, state="ready", posture="stand")
            words = f"perhaps {len(here)}" if len(here) > 1 else ""
        made.append(Token(cell, counters.ghost(drawn, words), box))
    return tuple(made)


def tokens(seen: Seen, size: int, chosen: int = -1, without: tuple[int, ...] = ()) -> tuple[Token, ...]:
    """All stacks on the map, farthest north first; `without` those units that are on their way."""
    made: list[Token] = []
    for cell, numbers in seen.forces.stacks().items():
        units = [seen.unit(n) for n in numbers if n not in without]
        if not units:
            continue
        laid = picture(seen, units, size, chosen)
        spread = round(size * (1.0 + 0.08 * (min(3, len(units)) - 1)))
        made.append(Token(cell, laid, pygame.Rect(-spread // 2, -spread // 2, spread, spread)))
    return tuple(sorted(made, key=lambda token: seen.scenario.board.grid.column_row(token.cell)[::-1]))
