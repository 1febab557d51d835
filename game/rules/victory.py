"""Chapter 27. Victory.

27.1  Points are counted for one side, against a par.  At the end of each turn the awards of the scenario pay:
      for a place held in the turn, for a place taken once, for a place held at a given turn.
27.2  When the game ends there pay: men lost by a side, for every full number of them; cohesion of a faction; a
      leader on the map, out of enemy zones, with his men; a leader dead or taken; a leader, or so many men of a
      side, who left the map; and places held at the end.
27.3  A deadline is a place to take, or a road to clear of enemies on it and beside it, by the end of a turn.
      In time it pays its side; each end of turn from that one on without it costs 1 of the purse, at most 2 a
      turn from all of them.
27.4  A side whose purse is empty has one unit recalled, once, and starts again with three.
27.5  The game ends after its last turn, or when a sudden death has held for its turns.  Above par the counted side
      wins, below it the other, equal nobody.  The grade runs from +2 to -2.
27.6  The fall of a place pays once, at the end of the turn in which it changed hands, with a garrison or without: its
      points up to a turn, and so many less for each turn after it, never below nought.
27.7  At the end there pay too: guns that a side has taken whole, each; and units of a kind on the map with so many
      men, each.  Where an award names exits, only those who left by them count; points may be negative, and cost.
27.8  The cohesion of a faction that has left the ranks counts as nought.
27.9  A sudden death may also ask that a leader, or so many men of a side, have left the map; that fewer than so many
      men of a side stand within some hexes of a place; or that a faction's cohesion has sunk so low.
27.10  A sudden death may have a delay.  Once it has come true the game goes on for so many turns, whatever holds then.
"""

import itertools

from game.hexes import CellSet, set_of
from game.model.events import GameEnded, Scored, StreakChanged, UnitLeft
from game.model.forces import Status, Unit
from game.model.ledger import Ledger
from game.model.scenario import Award, Deadline, SuddenDeath
from game.model.state import State
from game.rules import hard_marches, holding, purse, units, zones

DEADLINE_AWARDS = 1000
"""Deadlines met are kept among the awards given, numbered from here."""

RECALLED = 2000
"""A side recalled once is kept there too."""


def road(state: State, names: tuple[str, ...]) -> CellSet:
    """The hexes of the shortest way by road or track through places.  [27.3]"""

    def work_out() -> CellSet:
        board = state.scenario.board
        stops = [board.spot(name) for name in names]
        cells = set_of(stops)
        for start, end in itertools.pairwise(stops):
            before = {start: start}
            ring = [start]
            while ring and end not in before:
                following = []
                for cell in ring:
                    for direction, there in enumerate(board.grid.neighbours[cell]):
                        if there and there not in before and (cell, direction) in board.links:
                            before[there] = cell
                            following.append(there)
                ring = following
            while end in before and end != start:
                cells |= 1 << end
                end = before[end]
        return cells

    return state.scenario.remembered(("road", names), work_out)


def met(state: State, deadline: Deadline) -> bool:
    """Whether a deadline's aim is reached now.  [27.3]"""
    if deadline.place and not holding.pays(state, deadline.place, deadline.side):
        return False
    if deadline.road:
        near = state.scenario.board.grid.spread(road(state, deadline.road))
        for enemy in state.bonds.enemies(deadline.side):
            for unit in state.forces.of(enemy):
                if near >> unit.cell & 1 and units.fights(state, unit) and not units.remnant(state, unit):
                    return False
    return True


def _keep_deadlines(ledger: Ledger) -> None:
    """Pay for deadlines met in time, and charge for those overdue.  [27.3, 7.5]"""
    overdue: dict[str, int] = {}
    for number, deadline in enumerate(ledger.state.scenario.victory.deadlines):
        state = ledger.state
        mark = DEADLINE_AWARDS + number
        if mark in state.tally.given:
            continue
        if met(state, deadline):
            ledger.record(Scored(0, mark, once=True))
            if state.turn <= deadline.turn:
                purse.fill(ledger, deadline.side, deadline.reward, "in_time")
        elif state.turn >= deadline.turn:
            overdue[deadline.side] = min(overdue.get(deadline.side, 0) + 1, state.scenario.charts.command.overdue_most)
    for side in ledger.state.scenario.sides:
        if side.id in overdue:
            purse.fall(ledger, side.id, overdue[side.id], "overdue")


def _recall(ledger: Ledger) -> None:
    """Withdraw a unit of a side whose masters have lost patience.  [27.4]"""
    for number, side in enumerate(ledger.state.scenario.sides):
        mark = RECALLED + number
        if ledger.state.bonds.purse[number] or not side.recall or mark in ledger.state.tally.given:
            continue
        ledger.record(Scored(0, mark, once=True))
        for unit_id in side.recall:
            unit = ledger.state.unit(ledger.state.scenario.unit_number(unit_id))
            if unit.status in (Status.FIELD, Status.AWAITED) and unit.side == side.id:
                ledger.record(UnitLeft(unit.number, Status.GONE, 0, unit.men, "recalled"))
                break
        purse.fill(ledger, side.id, ledger.state.scenario.charts.command.new_purse, "new_command")


def worth(state: State, award: Award) -> int:
    """Points an award would pay now, were this the moment for it.  [27.1, 27.2, 27.6, 27.7]"""
    return times(state, award) * each(state, award)


def each(state: State, award: Award) -> int:
    """Points of an award for once, in this turn.  [27.6]"""
    if award.kind != "falls":
        return award.points
    return max(0, award.points - award.step * max(0, state.turn - award.turn))


def times(state: State, award: Award) -> int:
    """How many times over an award would pay now.  [27.1, 27.2, 27.6, 27.7]"""
    scenario = state.scenario
    match award.kind:
        case "hold" | "take" | "holding":
            return int(holding.pays(state, award.place, award.side))
        case "falls":
            return int(holding.holder(state, award.place) == award.side)
        case "losses":
            return state.tally.lost[scenario.side_number(award.side)] // award.per
        case "guns":
            return trophies(state, award.side)
        case "cohesion":
            return int(award.least <= bond(state, award.faction) <= award.most)
        case "standing":
            return len(_in_being(state, award))
        case "leader":
            leader = state.unit(scenario.unit_number(award.leader))
            men = sum(unit.men for unit in state.forces.of(leader.side))
            hard, soft = zones.enemy_zones(state, leader.side)
            return int(leader.on_map and not (hard | soft) >> leader.cell & 1 and men >= award.men)
        case "escaped":
            return left_map(state, award.leader or award.side, award.at) // (award.per or 1)
        case "leader_lost":
            return int(state.unit(scenario.unit_number(award.leader)).status is Status.GONE)
        case _:
            raise ValueError(f"unknown kind of award: {award.kind}")


def trophies(state: State, side: str) -> int:
    """The guns that a side has taken whole.  [27.7]"""
    return state.tally.guns[state.scenario.side_number(side)] if state.tally.guns else 0


def bond(state: State, faction: str) -> int:
    """The cohesion of a faction, nought if it has left the ranks of the counted side.  [27.2, 27.8]"""
    scenario = state.scenario
    ranks = [u for u in state.forces.units if u.on_map and scenario.units[u.number].faction == faction]
    loyal = any(unit.side == scenario.victory.side for unit in ranks)
    return state.bonds.cohesion[scenario.faction_number(faction)] if loyal else 0


def _in_being(state: State, award: Award) -> list[Unit]:
    """The units of the kind an award names that stand on the map with men enough.  [27.7]"""
    scenario = state.scenario
    return [
        unit
        for unit in state.forces.of(award.side)
        if unit.men >= award.men
        and (
            scenario.units[unit.number].id in award.units
            or scenario.units[unit.number].type == award.type
            or award.trait in scenario.types[unit.number].traits
        )
    ]


def left_map(state: State, who: str, at: tuple[str, ...]) -> int:
    """How many men of a side have left the map in safety, or 1 for a unit that has, by some exits or any.  [27.2, 27.7]

    `who` is the id of a side or of a unit.
    """
    scenario = state.scenario
    ways = hard_marches.ways_off(state, at)
    gone = [u for u in state.forces.units if u.status is Status.ESCAPED and (not at or ways >> u.cell & 1)]
    if any(side.id == who for side in scenario.sides):
        return sum(unit.men for unit in gone if unit.side == who)
    number = scenario.unit_number(who)
    return int(any(unit.number == number for unit in gone))


def _pay_awards(ledger: Ledger, *, last: bool) -> None:
    """Pay the awards of the end of a turn, and at the end those of the game.  [27.1, 27.2, 27.6, 27.7]"""
    for number, award in enumerate(ledger.state.scenario.victory.awards):
        state = ledger.state
        if award.kind == "hold":
            now = state.turn >= award.turn
        elif award.kind in ("take", "falls"):
            now = number not in state.tally.given
        elif award.kind == "holding":
            now = state.turn == award.turn if award.turn else last
        else:
            now = last
        points = worth(state, award) if now else 0
        if points:
            ledger.record(Scored(points, number, once=award.kind in ("take", "falls")))


def _true(state: State, death: SuddenDeath) -> bool:
    """Whether all conditions of a sudden death hold.  [27.5, 27.9]"""
    if any(holding.holder(state, place) != side for place, side in death.held):
        return False
    if death.hostile and not state.bonds.at_war(*death.hostile):
        return False
    if death.fewer:
        side, men = death.fewer
        if sum(unit.men for unit in state.forces.of(side)) >= men:
            return False
    if death.cut and not _cut(state, death):
        return False
    if death.gone and left_map(state, death.gone[0], death.at) < max(1, death.gone[1]):
        return False
    if death.raised and besiegers(state, death.raised) >= death.raised[1]:
        return False
    if death.sunk and bond(state, death.sunk[0]) > death.sunk[1]:
        return False
    return not death.leader or state.unit(state.scenario.unit_number(death.leader)).status is Status.GONE


def besiegers(state: State, raised: tuple[str, int, str, int]) -> int:
    """The men of a side who stand within some hexes of a place: (side, men, place, hexes).  [27.9]"""
    side, _, place, hexes = raised
    board = state.scenario.board
    near = board.grid.within(board.place(place).cell, hexes)
    return sum(unit.men for unit in state.forces.of(side) if near >> unit.cell & 1)


def _cut(state: State, death: SuddenDeath) -> bool:
    """Whether men of the winner who fight, and are no remnant, stand on the road.  [27.5]"""
    way = road(state, death.cut)
    return any(
        way >> unit.cell & 1 and units.fights(state, unit) and not units.remnant(state, unit)
        for unit in state.forces.of(death.winner)
    )


def _count_streaks(ledger: Ledger) -> SuddenDeath | None:
    """Count for how many turns sudden deaths have held; the first whose time has come.  [27.5, 27.10]"""
    found = None
    for number, death in enumerate(ledger.state.scenario.victory.sudden):
        before = ledger.state.tally.streaks[number]
        held = before + 1 if before >= death.turns or _true(ledger.state, death) else 0
        if held != before:
            ledger.record(StreakChanged(number, held))
        if held >= death.turns + death.delay and found is None:
            found = death
    return found


def grade(state: State, points: int) -> int:
    """The grade of the counted side for so many points, from +2 to -2.  [27.5]"""
    for value, least in zip((2, 1, 0, -1), state.scenario.victory.grades, strict=True):
        if points >= least:
            return value
    return -2


def close_turn(ledger: Ledger) -> None:
    """Count the turn, and end the game if it is over.  [27.1 to 27.10]"""
    victory = ledger.state.scenario.victory
    _keep_deadlines(ledger)
    _recall(ledger)
    death = _count_streaks(ledger)
    last = ledger.state.turn >= ledger.state.scenario.calendar.turns
    _pay_awards(ledger, last=last or death is not None)
    if death is not None and death.winner:
        ledger.record(GameEnded(death.winner, death.grade, death.id))
    elif last or death is not None:
        points = ledger.state.tally.points
        winner = victory.side if points > victory.par else victory.against if points < victory.par else ""
        ledger.record(GameEnded(winner, grade(ledger.state, points), death.id if death else "last_turn"))
