"""Whether the parts of a scenario fit together: every name known, every unit on ground that bears it."""

import re
from collections.abc import Mapping

from game.hexes import NO_CELL, Cell, set_of
from game.library.aims import check_victory
from game.library.desk import Desk
from game.library.faults import Report, unknown
from game.library.lines import Keys
from game.library.purse import check_purses
from game.library.schema import FactionTable, ScenarioFile, TextsFile, UnitTable
from game.library.setting import check_setting
from game.library.toml import Document
from game.library.training import check_training
from game.model.board import Board

_ID = re.compile(r"[a-z0-9][a-z0-9-]*\Z")


def check(desk: Desk) -> None:
    """Note everything that does not fit together."""
    _frame(desk)
    _ground(desk)
    _sides(desk)
    for number, unit in enumerate(desk.told.units):
        _unit(desk, number, unit)
    _stacks(desk)
    _realm(desk)
    check_setting(desk)
    check_victory(desk)
    check_purses(desk)
    check_training(desk)
    if not desk.report.broken:
        _bread(desk)


def check_texts(document: Document, texts: TextsFile, told: ScenarioFile, board: Board, report: Report) -> None:
    """Note texts for things that there are not, and sides without a briefing."""
    sides = tuple(side.id for side in told.sides)
    tables = (
        ("briefing", texts.briefing, sides),
        ("sides", texts.sides, sides),
        ("factions", texts.factions, tuple(f.id for f in told.factions)),
        ("units", texts.units, tuple(u.id for u in told.units)),
        ("places", texts.places, tuple(p.id for p in board.places)),
    )
    for table, entries, names in tables:
        for key in entries:
            if key not in names:
                file, line = document.place((table, key))
                report.error(file, line, f"{table}.{key}", None, unknown(table.removesuffix("s"), key, names))
    for side in told.sides:
        if side.seat == "person" and side.id not in texts.briefing:
            file, line = document.place(("briefing",))
            report.warn(file, line, f"briefing.{side.id}", None, "a side that a person may play has no briefing")


def _frame(desk: Desk) -> None:
    told = desk.told
    desk.known("scale in the chart of movement", told.scale, desk.charts.terrain.scales, ("scale",))
    if (told.calendar.days > 0) == (told.calendar.minutes > 0):
        desk.wrong(("calendar",), None, "should have either days or minutes above 0: the length of a turn")
    for table, ids in (
        ("sides", [s.id for s in told.sides]),
        ("factions", [f.id for f in told.factions]),
        ("units", [u.id for u in told.units]),
    ):
        for number, name in enumerate(ids):
            if not _ID.match(name):
                desk.wrong((table, number, "id"), name, "should be small letters, digits and hyphens")
            elif name in ids[:number]:
                desk.wrong((table, number, "id"), name, f"another of the {table} has the same id")


def _ground(desk: Desk) -> None:
    names = {name for name in desk.board.terrain if name}
    for name in sorted(names - set(desk.charts.terrain.ground)):
        message = unknown("terrain in the chart", name, desk.charts.terrain.ground)
        desk.report.error(desk.told.map, 0, "ground", name, message)


def _sides(desk: Desk) -> None:
    told = desk.told
    for number, name in enumerate(told.order):
        desk.side(name, ("order", number))
    if not told.order:
        desk.wrong(("order",), None, "should name the sides in the order of their parts")
    for side in told.sides:
        if side.id not in told.order:
            desk.wrong(("order",), side.id, "this side never has a part of the turn: name every side, once or more")
    if not any(side.seat == "person" for side in told.sides):
        desk.wrong(("sides",), None, 'one side at least should have the seat "person"')
    for number, pair in enumerate(told.hostile):
        for name in pair:
            desk.side(name, ("hostile", number))
        if pair[0] == pair[1]:
            desk.wrong(("hostile", number), pair[0], "a side cannot be at war with itself")
    for number, name in enumerate(told.people):
        if name:
            desk.side(name, ("people", number))
    for number, side in enumerate(told.sides):
        for item, name in enumerate(side.recall):
            desk.unit(name, ("sides", number, "recall", item))
        if side.purse > side.most:
            desk.wrong(("sides", number, "purse"), side.purse, f"should be {side.most} or less, the most it may hold")
    leaders = [u.id for u in told.units if _traits(desk, u) & {"leader"}]
    for number, faction in enumerate(told.factions):
        if faction.chief:
            desk.known("leader", faction.chief, leaders, ("factions", number, "chief"))
        if faction.home:
            desk.known("region on the map", faction.home, desk.board.regions, ("factions", number, "home"))
        for item, name in enumerate(faction.rivals):
            desk.known("faction", name, (f.id for f in told.factions), ("factions", number, "rivals", item))
            if name == faction.id:
                desk.wrong(("factions", number, "rivals", item), name, "a faction is not its own rival")
        _will(desk, number, faction)


def _will(desk: Desk, number: int, faction: FactionTable) -> None:
    """Note what is missing for a faction with a will of its own, and what only such a one can have."""
    at: Keys = ("factions", number)
    if not faction.tested:
        for name, value in (("envy", faction.envy), ("jealousy", faction.jealousy), ("leaves", faction.leaves)):
            if value:
                desk.wrong((*at, name), value, "only a faction that is tested has this")
        return
    for name, named in (("home", faction.home), ("chief", faction.chief)):
        if not named:
            desk.wrong(at, None, f"should have a {name}: it is tested")
    if faction.cohesion > faction.ceiling:
        desk.doubt((*at, "cohesion"), faction.cohesion, f"is above its ceiling of {faction.ceiling}: it will fall")
    sides = {unit.side for unit in desk.told.units if unit.id == faction.chief}
    if not any(unit.faction == faction.id and unit.side in sides for unit in desk.told.units if unit.men):
        desk.wrong(at, None, "should have men on the side of its chief: it is tested")


def _traits(desk: Desk, unit: UnitTable) -> frozenset[str]:
    row = desk.charts.units.types.get(unit.type)
    return row.traits if row is not None else frozenset()


def _unit(desk: Desk, number: int, unit: UnitTable) -> None:
    at: Keys = ("units", number)
    desk.side(unit.side, (*at, "side"))
    if unit.faction:
        desk.known("faction", unit.faction, (f.id for f in desk.told.factions), (*at, "faction"))
    known = desk.known("unit type in the chart", unit.type, desk.charts.units.types, (*at, "type"))
    leader = "leader" in _traits(desk, unit)
    if known and not leader and not unit.men and not unit.guns and not unit.mgs:
        desk.wrong((*at, "men"), unit.men, "should be above 0: a unit that is no leader has men")
    if unit.radius and not leader:
        desk.wrong((*at, "radius"), unit.radius, "only a leader has a radius")
    if unit.heir:
        others = [u for u in desk.told.units if u is not unit and u.side == unit.side]
        heirs = [u.id for u in others if _traits(desk, u) & {"leader"}]
        desk.known("other leader of the side", unit.heir, heirs, (*at, "heir"))
        if not leader:
            desk.wrong((*at, "heir"), unit.heir, "only a leader has an heir")
    if unit.if_held:
        desk.town(unit.if_held, (*at, "if_held"))
    if unit.turn > desk.told.calendar.turns:
        desk.doubt((*at, "turn"), unit.turn, f"never enters: the game has {desk.told.calendar.turns} turns")
    low = unit.men if unit.low is None else unit.low
    high = unit.men if unit.high is None else unit.high
    if not low <= unit.men <= high:
        desk.wrong((*at, "men"), unit.men, f"should lie between low = {low} and high = {high}")
    if not unit.start and unit.turn:
        desk.wrong((*at, "start"), unit.start, 'should be a place of the map, or "edge:" and an entry')
    cell = desk.spot(unit.start, (*at, "start")) if unit.start else NO_CELL
    if cell != NO_CELL and known:
        _footing(desk, (*at, "start"), unit, unit.start, cell)
    for item, name in enumerate(unit.among):
        if known and name != unit.start and name in (place.id for place in desk.board.places):
            _footing(desk, (*at, "among", item), unit, name, desk.board.place(name).cell)


def _footing(desk: Desk, at: Keys, unit: UnitTable, start: str, cell: Cell) -> None:
    """Note a unit on ground that cannot bear it."""
    ground = desk.charts.terrain.ground.get(desk.board.terrain[cell])
    label = desk.board.grid.label(cell)
    if not desk.board.terrain[cell]:
        desk.wrong(at, start, f"hex {label} has no ground")
        return
    row = desk.charts.units.types[unit.type]
    on_road = any((cell, direction) in desk.board.links for direction in range(6)) or desk.board.town_at(cell)
    if ground is None or on_road or row.movement == "river" or "leader" in row.traits:
        return
    cost = {"foot": ground.foot, "wheeled": ground.wheeled}.get(row.movement, ground.horse)
    if not cost:
        desk.wrong(at, start, f"hex {label} is {ground.name} without a road, closed to {row.name}")


def _stacks(desk: Desk) -> None:
    """Note hexes that may hold too many men at the start, or enemies together."""
    spots = {**{p.id: p.cell for p in desk.board.places}, **{f"edge:{e.id}": e.cell for e in desk.board.entries}}
    stacks: dict[Cell, dict[str, int]] = {}
    for number, unit in enumerate(desk.told.units):
        for name in (unit.among or (unit.start,)) if unit.turn == 1 else ():
            if name in spots:
                here = stacks.setdefault(spots[name], {})
                here[unit.side] = here.get(unit.side, 0) + unit.men
                _room(desk, ("units", number, "among" if unit.among else "start"), name, spots[name], unit.side, here)


def _room(desk: Desk, at: Keys, name: str, cell: Cell, side: str, here: Mapping[str, int]) -> None:
    """Note too many men of a side on a hex after one more unit, or a side that it is at war with."""
    scale = desk.charts.terrain.scales.get(desk.told.scale)
    ground = desk.charts.terrain.ground.get(desk.board.terrain[cell])
    if scale is None or ground is None:
        return
    most = scale.stacking_rough if ground.rough else scale.stacking
    if here[side] > most:
        label = desk.board.grid.label(cell)
        desk.wrong(at, name, f"hex {label} holds {most:,} men of a side, this unit makes {here[side]:,}")
    for pair in desk.told.hostile:
        if side in pair and all(one in here for one in pair):
            desk.wrong(at, name, f"shared with an enemy: {pair[0]} and {pair[1]}")


def _realm(desk: Desk) -> None:
    told = desk.told
    for place, side in told.held.items():
        desk.town(place, ("held", place))
        desk.side(side, ("held", place))
    _works(desk)
    for table, entries in (("suppliers", told.suppliers), ("depots", told.depots)):
        for number, entry in enumerate(entries):
            desk.side(entry.side, (table, number, "side"))
            if table == "suppliers":
                desk.spot(entry.at, (table, number, "at"))
            elif desk.town(entry.at, (table, number, "at")) and told.held.get(entry.at) != entry.side:
                desk.wrong((table, number, "at"), entry.at, f"should be held by {entry.side} at the start (table held)")
    for number, spate in enumerate(told.spates):
        if not 1 <= spate.first <= spate.last:
            desk.wrong(("spates", number, "first"), spate.first, f"should be from 1 to {spate.last}, its last")


def _works(desk: Desk) -> None:
    for number, works in enumerate(desk.told.works):
        desk.place(works.at, ("works", number, "at"))
        if works.side:
            desk.side(works.side, ("works", number, "side"))
        if works.at in (other.at for other in desk.told.works[:number]):
            desk.wrong(("works", number, "at"), works.at, "has works already; one hex has one")
        plain = works.shift is not None and works.men is not None
        if plain == bool(works.lines) or (works.lines and (works.shift, works.men) != (None, None)):
            message = "should have either shift and men, or lines, each with its shift and men"
            desk.wrong(("works", number), None, message)


def _bread(desk: Desk) -> None:
    """Warn of regulars and guns that no wheel can reach from a source of their side, where bread is counted."""
    board, chart = desk.board, desk.charts.terrain
    if not chart.scales[desk.told.scale].bread:
        return
    bearing = set_of(c for c, name in enumerate(board.terrain) if name and chart.ground[name].wheeled)
    bearing |= set_of(cell for cell, _ in board.links) & board.ground
    for side in desk.told.sides:
        sources = set_of(desk.spot(s.at, ()) for s in desk.told.suppliers if s.side == side.id)
        reached = board.grid.flood(sources, bearing)
        for number, unit in enumerate(desk.told.units):
            traces = _traits(desk, unit) & {"regular", "bombard"} and "river" not in _traits(desk, unit)
            if unit.side == side.id and traces and unit.start and not reached >> board.spot(unit.start) & 1:
                message = f"no wheel can come here from a source of supply of {side.id}"
                desk.doubt(("units", number, "start"), unit.start, message)
