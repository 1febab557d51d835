"""Files that people write, read into values: charts, maps and scenarios, with every fault told at once."""

from game.library.cardschema import card_schema
from game.library.faults import ERROR, WARNING, Fault, Faults
from game.library.shelf import Entry, charts, find, list_scenarios, load, problems

__all__ = [
    "ERROR",
    "WARNING",
    "Entry",
    "Fault",
    "Faults",
    "card_schema",
    "charts",
    "find",
    "list_scenarios",
    "load",
    "problems",
]
