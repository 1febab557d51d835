"""From the words a player types to hexes and units."""

import difflib

from game.hexes import Cell
from game.model.forces import Posture
from game.model.state import Seen

POSTURES = {"stand": Posture.STAND, "evade": Posture.EVADE, "last": Posture.LAST}


class NotUnderstood(Exception):
    """The words name nothing; the message is one sentence."""


def hex_named(seen: Seen, words: str) -> Cell:
    """The hex of a number such as 1207 or of a place's name.  Raises NotUnderstood."""
    board = seen.scenario.board
    if words.isdecimal() and len(words) == 4:
        try:
            cell = board.grid.cell(int(words[:2]) - 1, int(words[2:]) - 1)
        except IndexError:
            raise NotUnderstood(f"hex {words} is off the map") from None
        if board.ground >> cell & 1:
            return cell
        raise NotUnderstood(f"hex {words} is off the map")
    places = {place.name.casefold(): place.cell for place in reversed((*board.places, *board.entries))}
    places |= {place.id.casefold(): place.cell for place in reversed((*board.places, *board.entries))}
    return places[_best(words, list(places), "place")]


def unit_named(seen: Seen, words: str, side: str | None = None) -> int:
    """The number of a unit on the map, by number, id or name.  Raises NotUnderstood."""
    units = [unit for unit in seen.forces.units if unit.on_map and side in (None, unit.side)]
    if words.isdecimal():
        if any(unit.number == int(words) for unit in units):
            return int(words)
        raise NotUnderstood(f"you have no unit {words} on the map" if side else f"there is no unit {words} on the map")
    names: dict[str, int] = {}
    for unit in reversed(units):
        names[seen.spec(unit.number).name.casefold()] = unit.number
        names[seen.spec(unit.number).id.casefold()] = unit.number
    return names[_best(words, list(names), "unit")]


def posture_named(word: str) -> Posture:
    """The standing order of a word.  Raises NotUnderstood."""
    return POSTURES[_best(word, list(POSTURES), "standing order")]


def _best(words: str, names: list[str], what: str) -> str:
    """The name meant by the words: exact, or the only one that begins so, or holds them."""
    asked = words.strip().casefold()
    if asked in names:
        return asked
    for fits in ([n for n in names if n.startswith(asked)], [n for n in names if asked in n]):
        if asked and fits:
            return min(fits, key=len)
    near = difflib.get_close_matches(asked, names, 1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise NotUnderstood(f"there is no {what} {words!r}{hint}")
