"""Names: of hexes, units, sides, dates, the sky, and of the ids that the rules use for shifts, tests and outcomes."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from game.chronicle.phrases import (
    ENDS,
    GRADES,
    LIGHTS,
    OUTCOMES,
    PACES,
    POSTURES,
    RATIONS,
    SEASONS,
    SHIFTS,
    TESTS,
    WANTS,
    WATERS,
    WEATHERS,
)
from game.hexes import Cell
from game.model.board import Place
from game.model.bonds import Ration, Sky
from game.model.calendar import Calendar
from game.model.charts import Charts
from game.model.forces import Pace, Posture
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


def name_hexes(scenario: Scenario, cells: Sequence[Cell], translate: Translate = str) -> str:
    """Several hexes: up to three names, then how many more."""
    names = [name_hex(scenario, cell, translate) for cell in cells]
    if len(names) > 3:
        names = [*names[:2], translate("{count} more").format(count=len(names) - 2)]
    return listed(names, translate)


def several(scenario: Scenario, number: int) -> bool:
    """Whether the name of a unit stands in the plural, such as "So-and-so's riders"."""
    head = name_unit(scenario, number).split(" of ")[0].split(",")[0]
    last = head.split(" ")[-1]
    if " and " in head or last.casefold() in ("men", "guns", "rifles", "lokai"):
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


def name_shift(reason: str, translate: Translate = str, scenario: Scenario | None = None) -> str:
    """What a shift on the ladder is for; one that a card gives is named by its title."""
    for card in scenario.cards if scenario is not None else ():
        if card.id == reason:
            return f"“{translate(card.title)}”"
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


def name_end(cause: str, translate: Translate = str) -> str:
    """Why a game ended."""
    return name_cause(ENDS, cause, translate)


def name_want(cause: str, translate: Translate = str) -> str:
    """Why a unit goes without."""
    return name_cause(WANTS, cause, translate)


def name_posture(posture: Posture, translate: Translate = str) -> str:
    """A standing order in words."""
    return translate(POSTURES[posture])


def name_pace(pace: Pace, translate: Translate = str) -> str:
    """How hard a unit is driven."""
    return translate(PACES[pace])


def name_ration(ration: Ration, translate: Translate = str) -> str:
    """What a besieged place serves out."""
    return translate(RATIONS[ration])


def name_weather(weather: str, translate: Translate = str) -> str:
    """A weather in words."""
    return name_cause(WEATHERS, weather, translate)


def name_light(light: str, translate: Translate = str) -> str:
    """Day or dark."""
    return name_cause(LIGHTS, light, translate)


def name_season(season: str, translate: Translate = str) -> str:
    """A season in words."""
    return name_cause(SEASONS, season, translate)


def name_sky(sky: Sky, translate: Translate = str) -> str:
    """Season, weather, light and water in one line, such as "harvest time, storms, the great rivers in spate"."""
    parts = [name_season(sky.season, translate)] if sky.season else []
    parts.append(name_weather(sky.weather, translate))
    if sky.light != "day":
        parts.append(name_light(sky.light, translate))
    if sky.spate:
        parts.append(name_cause(WATERS, sky.spate, translate))
    if sky.snow:
        parts.append(translate("the high ground snowbound"))
    return ", ".join(parts)


def name_grade(grade: int, translate: Translate = str) -> str:
    """How well the counted side did, from +2 to -2."""
    return translate(GRADES.get(grade, str(grade)))


def _plain(word: str) -> str:
    return word.replace("_", " ").replace("-", " ")
