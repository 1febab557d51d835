"""Names: of hexes, units, sides, dates, and of the ids that the rules use for shifts, tests, outcomes and causes."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from game.hexes import Cell
from game.model.board import Place
from game.model.calendar import Calendar
from game.model.charts import Charts
from game.model.forces import Posture
from game.model.scenario import Scenario

Translate: TypeAlias = Callable[[str], str]
"""From the English template to the template of the player's language."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

POSTURES = {Posture.STAND: "Stand", Posture.EVADE: "Evade", Posture.LAST: "To the last"}

OUTCOMES = {
    "AX": "attacker routs",
    "AR": "attacker falls back",
    "AS": "attack repulsed",
    "C": "both stay in contact",
    "DS": "defender shaken",
    "DR": "defender retreats",
    "DX": "defender routs",
}

GRADES = {
    2: "a great victory",
    1: "a victory",
    0: "an even game, as history went",
    -1: "a defeat",
    -2: "a great defeat",
}

SHIFTS = {
    "steppe": "open steppe",
    "irrigated": "canals and gardens",
    "hills": "hills",
    "broken": "broken ground",
    "tugai": "reeds",
    "mountain": "mountains",
    "high": "high mountains",
    "crest": "a crest",
    "town": "town",
    "minor": "across a river",
    "major": "across a great river",
    "works": "prepared works",
    "dug_in": "dug in",
    "dug_in_drilled": "drilled men dug in",
    "leader": "attacker led in person",
    "enemy_leader": "defender led in person",
    "combined": "combined arms",
    "opposite": "attacked from two opposite sides",
    "opposite_three": "surrounded on three sides",
    "surprise": "surprise",
    "ambush": "ambush",
    "charge": "cavalry charge",
    "charge_1km": "cavalry charge",
    "failed_evasion": "caught while slipping away",
    "drilled_storm": "drilled men lead the storm",
    "night": "night",
}

TESTS = {
    "evasion": "the defender slips away",
    "resolve": "the men go forward",
}

ROLLS = {
    "fight": "the fight",
    "evasion": "whether the defender slips away",
    "resolve": "whether the men will go",
    "rally": "a rally",
    "fate": "the fate of a leader",
    "surrender": "whether they fight on",
}

LOSSES = {
    "fight": "in the fight",
    "pursuit": "in the pursuit",
    "retreat": "on the retreat",
    "want": "from want",
    "charge": "in the charge",
    "last_stand": "standing to the last",
    "no_way": "with no way back",
    "surrendered": "who laid down arms",
    "captured": "who were taken",
    "dispersed": "who scattered",
}

HEARTS = {
    "contagion": "as friends broke",
    "want": "from want",
    "rest": "after a rest",
    "rally": "rallied",
    "losses": "at the losses",
    "thrown_back": "thrown back",
    "shaken": "shaken",
    "driven_off": "driven off",
    "last_stand": "standing to the last",
    "no_way": "with no way back",
    "leader_lost": "at the loss of the leader",
    "victory": "after a victory",
}

PURSES = {
    "income": "as every few turns",
    "in_time": "for an order carried out in time",
    "overdue": "for an order overdue",
    "new_command": "with a new command",
}

ENDS = {"last_turn": "the last turn is played"}
"""Ends of games; the others are the sudden deaths of a scenario, named by their ids."""


def name_hex(scenario: Scenario, cell: Cell, translate: Translate = str) -> str:
    """A hex as people name it: its place, or its number and the nearest place."""
    board = scenario.board
    if not board.grid.has(cell):
        return translate("off the map")
    place = board.place_at(cell)
    if place is not None and place.kind != "camp":
        return place.name
    entry = next((one for one in board.entries if one.cell == cell), None)
    if entry is not None:
        return entry.name
    label = board.grid.label(cell)
    near = _nearest(scenario, cell)
    if near is None:
        return translate("hex {label}").format(label=label)
    return translate("hex {label} near {place}").format(label=label, place=near.name)


def _nearest(scenario: Scenario, cell: Cell) -> Place | None:
    board = scenario.board
    named = [place for place in board.places if place.kind != "camp"]
    return min(named, key=lambda place: (board.grid.distance(cell, place.cell), place.rank, place.name), default=None)


def name_unit(scenario: Scenario, number: int, translate: Translate = str) -> str:
    """The name of a unit; a number that no unit has is named as such."""
    if 0 <= number < len(scenario.units):
        return scenario.units[number].name
    return translate("unit {number}").format(number=number)


def name_units(scenario: Scenario, numbers: Sequence[int], translate: Translate = str) -> str:
    """Several units: up to three names, then how many more."""
    names = [name_unit(scenario, number, translate) for number in numbers]
    if len(names) > 3:
        more = translate("{count} more").format(count=len(names) - 2)
        names = [*names[:2], more]
    return listed(names, translate)


def listed(names: Sequence[str], translate: Translate = str) -> str:
    """Names in a row, the last after an "and"."""
    if len(names) < 2:
        return "".join(names)
    return translate("{several} and {last}").format(several=", ".join(names[:-1]), last=names[-1])


def several(scenario: Scenario, number: int) -> bool:
    """Whether the name of a unit stands in the plural, such as "So-and-so's riders"."""
    head = name_unit(scenario, number).split(" of ")[0].split(",")[0]
    last = head.split(" ")[-1]
    if " and " in head or last in ("men", "guns", "Rifles", "Lokai"):
        return True
    return last.endswith("s") and not last.endswith(("ss", "'s"))


def signed(number: int) -> str:
    """A number with its sign, as it is printed."""
    return f"+{number:,}" if number > 0 else f"−{-number:,}" if number < 0 else "0"


def name_odds(charts: Charts, column: int, translate: Translate = str) -> str:
    """A column of the ladder as odds."""
    columns = charts.combat.columns
    if column < 0:
        return translate("below the ladder")
    attacker, defender = columns[min(column, len(columns) - 1)]
    return f"{attacker}:{defender}"


def name_side(scenario: Scenario, side: str, translate: Translate = str) -> str:
    """The name of a side; an empty id is nobody."""
    if not side:
        return translate("nobody")
    return next((one.name for one in scenario.sides if one.id == side), side)


def date_of(moment: datetime.datetime, calendar: Calendar, translate: Translate = str) -> str:
    """A date, with the hour where turns are shorter than a day."""
    day = f"{moment.day} {translate(MONTHS[moment.month - 1])} {moment.year}"
    return f"{day}, {moment:%H:%M}" if calendar.minutes < 1440 else day


def name_turn(scenario: Scenario, turn: int, translate: Translate = str) -> str:
    """The days of a turn, such as "20-23 June 1922"."""
    calendar = scenario.calendar
    first, last = calendar.begins(turn), calendar.ends(turn)
    if calendar.minutes < 1440:
        return f"{date_of(first, calendar, translate)}-{last:%H:%M}"
    if first.date() >= last.date():
        return date_of(first, calendar, translate)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}-{date_of(last, calendar, translate)}"
    return f"{first.day} {translate(MONTHS[first.month - 1])} - {date_of(last, calendar, translate)}"


def name_shift(reason: str, translate: Translate = str) -> str:
    """What a shift on the ladder is for."""
    return translate(SHIFTS.get(reason, _plain(reason)))


def name_test(test: str, translate: Translate = str) -> str:
    """What a named test of a forecast decides."""
    return translate(TESTS.get(test, _plain(test)))


def name_outcome(outcome: str, translate: Translate = str) -> str:
    """An outcome of the ladder in words."""
    return translate(OUTCOMES.get(outcome, outcome))


def name_cause(table: Mapping[str, str], cause: str, translate: Translate = str) -> str:
    """A cause by its table; one that is not in it stands for itself."""
    return translate(table.get(cause, _plain(cause)))


def name_posture(posture: Posture, translate: Translate = str) -> str:
    """A standing order in words."""
    return translate(POSTURES[posture])


def name_grade(grade: int, translate: Translate = str) -> str:
    """How well the counted side did, from +2 to -2."""
    return translate(GRADES.get(grade, str(grade)))


def _plain(word: str) -> str:
    return word.replace("_", " ").replace("-", " ")
