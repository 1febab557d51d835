"""Where a scenario is checked: the file, the map and the charts side by side, and the report that is written."""

from collections.abc import Iterable
from dataclasses import dataclass

from game.hexes import NO_CELL, Cell
from game.library import toml
from game.library.faults import Report, unknown
from game.library.lines import Keys
from game.library.schema import ScenarioFile
from game.model.board import Board
from game.model.charts import Charts


@dataclass(frozen=True, slots=True)
class Desk:
    """All that a check looks at, and where it writes what it finds."""

    document: toml.Document
    told: ScenarioFile
    board: Board
    charts: Charts
    report: Report

    def wrong(self, keys: Keys, value: object, message: str) -> None:
        """Note an error at a key of the scenario file."""
        file, line = self.document.place(keys)
        self.report.error(file, line, toml.written(keys), value, message)

    def doubt(self, keys: Keys, value: object, message: str) -> None:
        """Note a warning at a key of the scenario file."""
        file, line = self.document.place(keys)
        self.report.warn(file, line, toml.written(keys), value, message)

    def known(self, kind: str, name: str, names: Iterable[str], keys: Keys) -> bool:
        """Whether a name is one of these; else note it."""
        every = tuple(names)
        if name not in every:
            self.wrong(keys, name, unknown(kind, name, every))
        return name in every

    def side(self, name: str, keys: Keys) -> bool:
        """Whether there is such a side."""
        return self.known("side", name, (s.id for s in self.told.sides), keys)

    def place(self, name: str, keys: Keys) -> bool:
        """Whether the map has such a place."""
        return self.known("place on the map", name, (p.id for p in self.board.places), keys)

    def town(self, name: str, keys: Keys) -> bool:
        """Whether the map has such a place and it is one that can be held."""
        if not self.place(name, keys):
            return False
        if not self.board.place(name).town:
            self.wrong(keys, name, "is not a town or fort on the map, so nobody can hold it")
            return False
        return True

    def spot(self, name: str, keys: Keys) -> Cell:
        """The hex of a place, or of an entry written `edge:` and its id; NO_CELL after noting an error."""
        if name.startswith("edge:"):
            entries = (f"edge:{e.id}" for e in self.board.entries)
            return self.board.entry(name[5:]).cell if self.known("entry on the map", name, entries, keys) else NO_CELL
        return self.board.place(name).cell if self.place(name, keys) else NO_CELL

    def unit(self, name: str, keys: Keys) -> bool:
        """Whether there is such a unit."""
        return self.known("unit", name, (u.id for u in self.told.units), keys)
