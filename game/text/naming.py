"""From the words a player types to hexes, units and sides."""

import difflib
import re

from game import chronicle
from game.hexes import Cell
from game.model.bonds import Ration
from game.model.forces import Posture
from game.model.state import Seen

POSTURES = {"stand": Posture.STAND, "evade": Posture.EVADE, "last": Posture.LAST}

_WORD = re.compile(r'"([^"]*)"?|“([^”]*)”?|(\S+)')


class NotUnderstood(Exception):
    """The words name nothing; the message is one sentence."""


def split_words(line: str) -> list[str]:
    """The words of a line; what stands in quotation marks is one word."""
    return [quoted or curly or plain for quoted, curly, plain in _WORD.findall(line) if quoted or curly or plain]


def numbered(seen: Seen, cell: Cell) -> str:
    """A hex by its number and its place, or the nearest one: "1412 Denau", "1507 near Denau"."""
    label = seen.scenario.board.grid.label(cell)
    name = chronicle.name_hex(seen.scenario, cell)
    return name.removeprefix("hex ") if label in name else f"{label} {name}"


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
    places = {place.name: place.cell for place in reversed((*board.places, *board.entries))}
    places |= {place.id: place.cell for place in reversed((*board.places, *board.entries))}
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
        names[seen.spec(unit.number).name] = unit.number
        names[seen.spec(unit.number).id] = unit.number
    return names[_best(words, list(names), "unit")]


def units_named(seen: Seen, words: list[str], side: str) -> list[int]:
    """The numbers of several units: numbers or names, with commas, an "and" or nothing between.

    Raises NotUnderstood.
    """
    found: list[int] = []
    for piece in " ".join(words).split(","):
        left = [word for word in piece.split() if word != "and"] or [""]
        while left:
            for length in range(len(left), 0, -1):
                try:
                    found.append(unit_named(seen, " ".join(left[:length]), side))
                except NotUnderstood:
                    if length == 1:
                        raise
                else:
                    left = left[length:]
                    break
    return found


def side_named(seen: Seen, words: str) -> str:
    """The id of a side, by id or name.  Raises NotUnderstood."""
    names = {side.name: side.id for side in seen.scenario.sides} | {side.id: side.id for side in seen.scenario.sides}
    try:
        return names[_best(words, list(names), "side")]
    except NotUnderstood:
        known = ", ".join(side.id for side in seen.scenario.sides)
        raise NotUnderstood(f"no side is called {words!r}: there is {known}") from None


def posture_named(word: str) -> Posture:
    """The standing order of a word.  Raises NotUnderstood."""
    return POSTURES[_best(word, list(POSTURES), "standing order")]


def ration_named(word: str) -> Ration:
    """The ration of a word.  Raises NotUnderstood."""
    return Ration(_best(word, [ration.value for ration in Ration], "ration"))


def place_named(seen: Seen, words: str) -> int:
    """The number of a place, by its name or that of its hex.  Raises NotUnderstood."""
    board = seen.scenario.board
    if words.isdecimal():
        cell = hex_named(seen, words)
        found = board.place_at(cell)
        if found is None:
            raise NotUnderstood(f"hex {words} has no place")
        return board.place_number(found.id)
    names = {place.name: place.id for place in reversed(board.places)}
    names |= {place.id: place.id for place in board.places}
    return board.place_number(names[_best(words, list(names), "place")])


def _best(words: str, names: list[str], what: str) -> str:
    """The name meant by the words: exact, or the only one that begins so, or holds them."""
    asked = words.strip().casefold()
    folded = {name.casefold(): name for name in reversed(names)}
    if asked in folded:
        return folded[asked]
    for fits in ([n for n in folded if n.startswith(asked)], [n for n in folded if asked in n]):
        if asked and fits:
            return folded[min(fits, key=len)]
    near = difflib.get_close_matches(asked, list(folded), 1)
    hint = f"; did you mean {folded[near[0]]}?" if near else ""
    raise NotUnderstood(f"there is no {what} {words!r}{hint}")
