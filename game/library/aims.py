"""Whether the aims of a scenario can be counted: its awards, its deadlines and the ends before time."""

from itertools import pairwise

from game.hexes import NO_CELL, Cell
from game.library.desk import Desk
from game.library.lines import Keys
from game.library.purse import one_kind
from game.library.schema import AwardTable, DeadlineTable, SuddenTable
from game.model.board import Board

NEEDS = {
    "hold": ("place", "side"),
    "take": ("place", "side"),
    "falls": ("place", "side", "turn", "step"),
    "holding": ("place", "side"),
    "losses": ("side", "per"),
    "guns": ("side",),
    "cohesion": ("faction",),
    "standing": ("side",),
    "leader": ("leader",),
    "leader_lost": ("leader",),
    "escaped": (),
}


CONDITIONS = ("held", "hostile", "fewer", "leader", "cut", "gone", "raised", "sunk")


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
    if award.kind == "falls" and award.points < 1:
        desk.wrong((*at, "points"), award.points, "should be above 0: the later a place falls, the less it pays")
    if award.kind == "standing":
        one_kind(desk, at, "an award of the kind standing", award.type, award.trait, award.units)
    if award.kind == "cohesion" and not (award.least <= award.most and (award.least or award.most < 10)):
        desk.wrong(at, None, "should have a least or a most, and the least no higher than the most")
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
    _ways_off(desk, at, award.leader or award.side, award.at)


def _ways_off(desk: Desk, at: Keys, who: str, names: tuple[str, ...]) -> None:
    """Note a side or a unit without a way off the map, and a way that is not one of its own."""
    side = next((unit.side for unit in desk.told.units if unit.id == who), who)
    ways = [way.at for way in desk.told.exits if way.side == side]
    if side and not ways:
        desk.wrong(at, None, f"{side} has no way off the map (table exits)")
    for item, name in enumerate(names if ways else ()):
        desk.known(f"way off the map for {side}", name, ways, (*at, "at", item))


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
    if sudden.gone:
        _gone(desk, at, sudden.gone, sudden.at)
    elif sudden.at:
        desk.wrong((*at, "at"), list(sudden.at), "says by which ways: who has left by them stands in gone")
    if sudden.raised:
        desk.side(sudden.raised[0], (*at, "raised"))
        desk.place(sudden.raised[2], (*at, "raised"))
    if sudden.sunk:
        desk.known("faction", sudden.sunk[0], (f.id for f in desk.told.factions), (*at, "sunk"))
    if not any(getattr(sudden, name) for name in CONDITIONS):
        desk.wrong(
            at, sudden.id, f"should have one condition at least: {', '.join(CONDITIONS[:-1])} or {CONDITIONS[-1]}"
        )


def _gone(desk: Desk, at: Keys, gone: tuple[str, int], ways: tuple[str, ...]) -> None:
    who, men = gone
    sides = [side.id for side in desk.told.sides]
    if not desk.known("side or unit", who, (*sides, *(unit.id for unit in desk.told.units)), (*at, "gone")):
        return
    if who in sides and not men:
        desk.wrong((*at, "gone"), list(gone), "should say how many men of the side, 1 or more")
    _ways_off(desk, at, who, ways)


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
