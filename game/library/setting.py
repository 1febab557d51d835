"""Whether what surrounds a battle fits: sky and dice, landings, stores, ways off the map, hidden set-ups."""

from collections.abc import Iterator
from itertools import combinations

from game.hexes import NO_CELL, Cell, CellSet, set_of
from game.library.desk import Desk
from game.library.lines import Keys
from game.library.schema import DrawTable, SpellTable, UnitTable
from game.model.charts import UnitType

FRONTIER = "frontier"
"""How an exit names the hexes along the frontier."""


def check_setting(desk: Desk) -> None:
    """Note what is wrong with sky, landings, stores, exits and hidden set-ups."""
    _sky(desk)
    _landings(desk)
    _stores(desk)
    _exits(desk)
    for number, unit in enumerate(desk.told.units):
        kind = desk.charts.units.types.get(unit.type)
        if kind is not None:
            _hidden(desk, ("units", number), unit, kind)
            _afloat(desk, ("units", number), unit, kind)


def _sky(desk: Desk) -> None:
    told, weathers = desk.told, desk.charts.weather.weathers
    for number, spell in enumerate(told.spells):
        at: Keys = ("spells", number)
        _span(desk, at, spell)
        if spell.weather:
            desk.known("weather in the chart", spell.weather, weathers, (*at, "weather"))
        if not spell.weather and not spell.light:
            desk.wrong(at, None, "should have a weather or a light")
    for number, draw in enumerate(told.draws):
        _span(desk, ("draws", number), draw)
        _throws(desk, ("draws", number, "table"), draw)
    for table, rows in (
        ("draws", [(n, d.first, d.last, "") for n, d in enumerate(told.draws)]),
        ("spells", [(n, s.first, s.last, "weather") for n, s in enumerate(told.spells) if s.weather]),
        ("spells", [(n, s.first, s.last, "light") for n, s in enumerate(told.spells) if s.light]),
    ):
        for (_, first, last, _), (number, start, end, key) in combinations(rows, 2):
            if start <= last and first <= end:
                what = f"another of the {table} sets the {key} of some of its turns" if key else "overlaps another draw"
                desk.wrong((table, number, "first"), start, what)


def _span(desk: Desk, at: Keys, of: SpellTable | DrawTable) -> None:
    turns = desk.told.calendar.turns
    if not 1 <= of.first <= of.last:
        desk.wrong((*at, "first"), of.first, f"should be from 1 to {of.last}, its last")
    if of.last > turns:
        desk.wrong((*at, "last"), of.last, f"the game has {turns} turns")


def _throws(desk: Desk, at: Keys, draw: DrawTable) -> None:
    for row, (_, weather) in enumerate(draw.table):
        desk.known("weather in the chart", weather, desk.charts.weather.weathers, (*at, row))
    least = [throw for throw, _ in draw.table]
    if not least or least[0] != 2 or least[-1] > 12 or least != sorted(set(least)):
        desk.wrong(
            at, None, "should be pairs [least throw of two dice, weather], the first from 2, rising, none above 12"
        )


def _banks(desk: Desk) -> CellSet:
    return set_of(cell for (cell, _), river in desk.board.rivers.items() if river.kind == "major")


def _boats(desk: Desk, side: str) -> Iterator[Cell]:
    """The hexes from which the boats of a side set out."""
    spots = _spots(desk)
    for unit in desk.told.units:
        kind = desk.charts.units.types.get(unit.type)
        if unit.side == side and kind is not None and "river" in kind.traits:
            yield spots.get(unit.start, NO_CELL)


def _spots(desk: Desk) -> dict[str, Cell]:
    places = {place.id: place.cell for place in desk.board.places}
    return {**places, **{f"edge:{entry.id}": entry.cell for entry in desk.board.entries}}


def _landings(desk: Desk) -> None:
    water = _banks(desk)
    for number, landing in enumerate(desk.told.landings):
        at: Keys = ("landings", number)
        known = desk.side(landing.side, (*at, "side"))
        if not desk.place(landing.at, (*at, "at")):
            continue
        cell = desk.board.place(landing.at).cell
        if not water >> cell & 1:
            desk.wrong((*at, "at"), landing.at, "lies on no major river, so no boat comes there")
        elif known:
            start = set_of(boat for boat in _boats(desk, landing.side) if boat != NO_CELL) & water
            if not desk.board.grid.flood(start, water) >> cell & 1:
                desk.doubt((*at, "at"), landing.at, f"no boat of {landing.side} can come there by water")


def _stores(desk: Desk) -> None:
    told = desk.told
    for number, stores in enumerate(told.stores):
        desk.town(stores.at, ("stores", number, "at"))
        if stores.at in (other.at for other in told.stores[:number]):
            desk.wrong(("stores", number, "at"), stores.at, "has stores already; one place has them once")
        if not stores.amount:
            desk.doubt(("stores", number, "amount"), stores.amount, "is nothing: leave the place out")


def _exits(desk: Desk) -> None:
    for number, way in enumerate(desk.told.exits):
        at: Keys = ("exits", number)
        desk.side(way.side, (*at, "side"))
        if way.at == FRONTIER:
            if not desk.board.frontier:
                desk.wrong((*at, "at"), way.at, "the map has no frontier")
        else:
            desk.known("place or entry on the map", way.at, (*_spots(desk), FRONTIER), (*at, "at"))


def _hidden(desk: Desk, at: Keys, unit: UnitTable, kind: UnitType) -> None:
    """Note what is wrong with a unit that is set up in secret, or that is nobody."""
    if unit.among:
        known = [desk.place(name, (*at, "among", item)) for item, name in enumerate(unit.among)]
        if len(unit.among) != len(set(unit.among)) or len(unit.among) < 2:
            desk.wrong((*at, "among"), list(unit.among), "should name two places at least, each once")
        elif all(known) and unit.start not in unit.among:
            desk.wrong((*at, "start"), unit.start, "should be one of the places in among")
        if unit.turn != 1:
            desk.wrong((*at, "turn"), unit.turn, "should be 1: units are set up in secret before the first turn")
    if unit.dummy and ("leader" in kind.traits or not (kind.attack or kind.machine_attack)):
        desk.wrong((*at, "type"), unit.type, "a dummy should look like men who fight")


def _afloat(desk: Desk, at: Keys, unit: UnitTable, kind: UnitType) -> None:
    """Note a boat on dry land."""
    cell = _spots(desk).get(unit.start, NO_CELL)
    if kind.movement == "river" and cell != NO_CELL and not _banks(desk) >> cell & 1:
        label = desk.board.grid.label(cell)
        desk.wrong((*at, "start"), unit.start, f"hex {label} lies on no major river, where boats are at home")
