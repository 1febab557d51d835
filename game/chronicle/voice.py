"""The voice of the war diary: it fills a template with the names of what it speaks of."""

from collections.abc import Mapping, Sequence

from game.chronicle.words import Translate, name_cause, name_hex, name_hexes, name_side, name_unit, name_units
from game.hexes import Cell
from game.model.state import State


class Voice:
    """Speaks of one moment of a game; lives for one sentence."""

    def __init__(self, state: State, translate: Translate) -> None:
        self.scenario = state.scenario
        self.translate = translate

    def say(self, template: str, **facts: str | int) -> str:
        """A sentence, its first letter large."""
        text = self.translate(template).format(**facts)
        return text[:1].upper() + text[1:]

    def count(self, number: int, one: str, more: str) -> str:
        """A number of things: the phrase for one of them, or that for more with `{count}` in it."""
        return self.translate(one if number == 1 else more).format(count=f"{number:,}")

    def unit(self, number: int) -> str:
        """A unit's name."""
        return name_unit(self.scenario, number, self.translate)

    def units(self, numbers: Sequence[int]) -> str:
        """The names of several units."""
        return name_units(self.scenario, numbers, self.translate)

    def hex(self, cell: Cell) -> str:
        """A hex as people name it."""
        return name_hex(self.scenario, cell, self.translate)

    def hexes(self, cells: Sequence[Cell]) -> str:
        """Several hexes."""
        return name_hexes(self.scenario, cells, self.translate)

    def side(self, side: str) -> str:
        """A side's name."""
        return name_side(self.scenario, side, self.translate)

    def place(self, number: int) -> str:
        """The name of a place by its number."""
        return self.scenario.board.places[number].name

    def cause(self, table: Mapping[str, str], cause: str) -> str:
        """The words of a cause; a card's own is its title."""
        title = next((card.title for card in self.scenario.cards if card.id == cause), "")
        return f"“{self.translate(title)}”" if title else name_cause(table, cause, self.translate)
