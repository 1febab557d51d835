"""Whether the aims of a scenario can be counted: its awards, its deadlines and the ends before time."""

from itertools import pairwise

from game.hexes import NO_CELL, Cell
from game.library.desk import Desk
from game.library.lines import Keys
from game.library.schema import AwardTable, DeadlineTable, SuddenTable
from game.model.board import Board

NEEDS = {
    "hold": ("place", "side"),
    "take": ("place", "side"),
    "holding": ("place", "side"),
    "losses": ("side", "per"),
    "cohesion": ("faction",),
    "leader": ("leader",),
    "leader_lost": ("leader",),
    "escaped": (),
}


def check_victory(desk: Desk) -> None:
    """Note what is wrong with the aims."""
    victory = desk.told.victory
    desk.side(victory.side, ("victory", "side"))
    desk.side(victory.against, ("victory", "against"))
    if list(victory.grades) != sorted(victory.grades, reverse=True):
        desk.wrong(("victory", "grades"), list(victory.grades), "should fall: the least points for +2, +1, 0 and -1")
    for number, award in enumerate(victory.awards):
        _award(desk, ("victory", "awards", number), award)
    for number, deadline in enumerate(victory.deadlines):
        _deadline(desk, ("victory", "deadlines", number), deadline)
    for number, sudden in enumerate(victory.sudden):
        _sudden(desk, ("victory", "sudden", number), sudden)


def _award(desk: Desk, at: Keys, award: AwardTable) -> None:
    for key in NEEDS[award.kind]:
        if not getattr(award, key):
            desk.wrong((*at, key), None, f"is missing; an award of the kind {award.kind} needs it")
    if award.kind == "escaped":
        _escape(desk, at, award)
    if award.place:
        desk.town(award.place, (*at, "place"))
    if award.side:
        desk.side(award.side, (*at, "side"))
    if award.faction:
        desk.known("faction", award.faction, (f.id for f in desk.told.factions), (*at, "faction"))
    if award.leader:
        desk.unit(award.leader, (*at, "leader"))
    if award.turn > desk.told.calendar.turns:
        desk.wrong((*at, "turn"), award.turn, f"the game has {desk.told.calendar.turns} turns")


def _escape(desk: Desk, at: Keys, award: AwardTable) -> None:
    """Note an escape of nobody in particular, and one for which the map has no way out."""
    if bool(award.leader) == bool(award.side and award.per):
        desk.wrong(at, None, "an award of the kind escaped should have either a leader or a side and per")
    side = next((unit.side for unit in desk.told.units if unit.id == award.leader), award.side)
    if side and not any(way.side == side for way in desk.told.exits):
        desk.wrong(at, None, f"{side} has no way off the map (table exits)")


def _deadline(desk: Desk, at: Keys, deadline: DeadlineTable) -> None:
    desk.side(deadline.side, (*at, "side"))
    if bool(deadline.place) == bool(deadline.road):
        desk.wrong(at, None, "should have either a place or a road")
    if deadline.place:
        desk.town(deadline.place, (*at, "place"))
    if deadline.turn > desk.told.calendar.turns:
        desk.wrong((*at, "turn"), deadline.turn, f"the game has {desk.told.calendar.turns} turns")
    _road(desk, (*at, "road"), deadline.road)


def _road(desk: Desk, at: Keys, names: tuple[str, ...]) -> None:
    stops = [desk.spot(name, (*at, n)) for n, name in enumerate(names)]
    if len(stops) == 1:
        desk.wrong(at, names[0], "should name two places at least")
    if NO_CELL not in stops:
        for (here, there), ends in zip(pairwise(stops), pairwise(names), strict=True):
            if not joined(desk.board, here, there):
                desk.wrong(at, None, f"no road or track joins {ends[0]} and {ends[1]}")


def _sudden(desk: Desk, at: Keys, sudden: SuddenTable) -> None:
    if sudden.winner:
        desk.side(sudden.winner, (*at, "winner"))
    for place, side in sudden.held:
        desk.town(place, (*at, "held"))
        desk.side(side, (*at, "held"))
    for name in (*(sudden.hostile or ()), *((sudden.fewer or ())[:1])):
        desk.side(str(name), at)
    if sudden.leader:
        desk.unit(sudden.leader, (*at, "leader"))
    _road(desk, (*at, "cut"), sudden.cut)
    if not (sudden.held or sudden.hostile or sudden.fewer or sudden.leader or sudden.cut):
        desk.wrong(at, sudden.id, "should have one condition at least: held, hostile, fewer, leader or cut")


def joined(board: Board, here: Cell, there: Cell) -> bool:
    """Whether roads or tracks lead from one hex to another."""
    seen, edge = {here}, [here]
    while edge and there not in seen:
        following = []
        for cell in edge:
            for direction, beyond in enumerate(board.grid.neighbours[cell]):
                if beyond and beyond not in seen and (cell, direction) in board.links:
                    seen.add(beyond)
                    following.append(beyond)
        edge = following
    return there in seen
