"""Chapter 24. Victory.

24.1  Points are counted for one side, against a par.  At the end of each turn the awards of the scenario pay:
      for a place held in the turn, for a place taken once, for a place held at a given turn.
24.2  When the game ends there pay: men lost by a side, for every full number of them; cohesion of a faction; a
      leader on the map, out of enemy zones, with his men; a leader dead or taken; a leader, or so many men of a
      side, who left the map; and places held at the end.
24.3  A deadline is a place to take, or a road to clear of enemies on it and beside it, by the end of a turn.
      In time it pays its side; each end of turn from that one on without it costs 1 of the purse, at most 2 a
      turn from all of them.
24.4  A side whose purse is empty has one unit recalled, once, and starts again with three.
24.5  The game ends after its last turn, or when a sudden death has held for its turns.  Above par the counted side
      wins, below it the other, equal nobody.  The grade runs from +2 to -2.
"""

import itertools

from game.hexes import CellSet, set_of
from game.model.events import GameEnded, Scored, StreakChanged, UnitLeft
from game.model.forces import Status
from game.model.ledger import Ledger
from game.model.scenario import Award, Deadline, SuddenDeath
from game.model.state import State
from game.rules import holding, purse, units, zones

DEADLINE_AWARDS = 1000
"""Deadlines met are kept among the awards given, numbered from here."""

RECALLED = 2000
"""A side recalled once is kept there too."""


def road(state: State, names: tuple[str, ...]) -> CellSet:
    """The hexes of the shortest way by road or track through places.  [24.3]"""

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
    """Whether a deadline's aim is reached now.  [24.3]"""
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
    """Pay for deadlines met in time, and charge for those overdue.  [24.3]"""
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
            purse.fill(ledger, side.id, -overdue[side.id], "overdue")


def _recall(ledger: Ledger) -> None:
    """Withdraw a unit of a side whose masters have lost patience.  [24.4]"""
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
    """Points an award would pay now, were this the moment for it.  [24.1, 24.2]"""
    scenario = state.scenario
    match award.kind:
        case "hold" | "take" | "holding":
            return award.points if holding.pays(state, award.place, award.side) else 0
        case "losses":
            return award.points * (state.tally.lost[scenario.side_number(award.side)] // award.per)
        case "cohesion":
            return award.points if _bound(state, award) else 0
        case "leader":
            leader = state.unit(scenario.unit_number(award.leader))
            men = sum(unit.men for unit in state.forces.of(leader.side))
            hard, soft = zones.enemy_zones(state, leader.side)
            free = leader.on_map and not (hard | soft) >> leader.cell & 1
            return award.points if free and men >= award.men else 0
        case "escaped":
            if award.leader:
                return award.points if state.unit(scenario.unit_number(award.leader)).status is Status.ESCAPED else 0
            men = sum(u.men for u in state.forces.units if u.side == award.side and u.status is Status.ESCAPED)
            return award.points * (men // award.per)
        case "leader_lost":
            leader = state.unit(scenario.unit_number(award.leader))
            return award.points if leader.status is Status.GONE else 0
        case _:
            raise ValueError(f"unknown kind of award: {award.kind}")


def _bound(state: State, award: Award) -> bool:
    """Whether a faction is still in its side's ranks with enough cohesion."""
    number = state.scenario.faction_number(award.faction)
    ranks = [u for u in state.forces.units if state.spec(u.number).faction == award.faction and u.on_map]
    loyal = any(unit.side == state.scenario.victory.side for unit in ranks)
    return loyal and state.bonds.cohesion[number] >= award.least


def _pay_awards(ledger: Ledger, *, last: bool) -> None:
    """Pay the awards of the end of a turn, and at the end those of the game.  [24.1, 24.2]"""
    for number, award in enumerate(ledger.state.scenario.victory.awards):
        state = ledger.state
        if award.kind == "hold":
            now = state.turn >= award.turn
        elif award.kind == "take":
            now = number not in state.tally.given
        elif award.kind == "holding":
            now = state.turn == award.turn if award.turn else last
        else:
            now = last
        points = worth(state, award) if now else 0
        if points:
            ledger.record(Scored(points, number, once=award.kind == "take"))


def _true(state: State, death: SuddenDeath) -> bool:
    """Whether all conditions of a sudden death hold.  [24.5]"""
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
    return not death.leader or state.unit(state.scenario.unit_number(death.leader)).status is Status.GONE


def _cut(state: State, death: SuddenDeath) -> bool:
    """Whether men of the winner who fight, and are no remnant, stand on the road.  [24.5]"""
    way = road(state, death.cut)
    return any(
        way >> unit.cell & 1 and units.fights(state, unit) and not units.remnant(state, unit)
        for unit in state.forces.of(death.winner)
    )


def _count_streaks(ledger: Ledger) -> SuddenDeath | None:
    """Count for how many turns sudden deaths have held; the first that has come true.  [24.5]"""
    found = None
    for number, death in enumerate(ledger.state.scenario.victory.sudden):
        held = ledger.state.tally.streaks[number] + 1 if _true(ledger.state, death) else 0
        if held != ledger.state.tally.streaks[number]:
            ledger.record(StreakChanged(number, held))
        if held >= death.turns and found is None:
            found = death
    return found


def grade(state: State, points: int) -> int:
    """The grade of the counted side for so many points, from +2 to -2.  [24.5]"""
    for value, least in zip((2, 1, 0, -1), state.scenario.victory.grades, strict=True):
        if points >= least:
            return value
    return -2


def close_turn(ledger: Ledger) -> None:
    """Count the turn, and end the game if it is over.  [24.1 to 24.5]"""
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
