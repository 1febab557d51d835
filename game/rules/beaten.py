"""What becomes of the beaten: retreat, rout, a last stand, and their leaders.  This carries out chapter 21."""

from game.hexes import Cell
from game.model.agenda import MayRetreat
from game.model.events import GunsTaken, MenLost, Queued, UnitLeft
from game.model.forces import Posture, Status, Unit
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import convoys, leaders, morale, retreat, units


def bury(ledger: Ledger, number: int) -> None:
    """Take a unit without men off the map."""
    unit = ledger.state.unit(number)
    if unit.on_map and unit.men == 0 and not units.has(ledger.state, unit, "leader"):
        ledger.record(UnitLeft(number, Status.GONE, 0, 0, "destroyed"))


def standing(state: State, stack: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Those of a stack that are still on the map, as they are now."""
    return tuple(u for u in (state.unit(unit.number) for unit in stack) if u.on_map)


def shake(ledger: Ledger, stack: tuple[Unit, ...], fall: int, cause: str) -> None:
    """Shake those of a stack who are still on the map.  [21.4]"""
    morale.shake_all(ledger, [(unit.number, fall) for unit in standing(ledger.state, stack)], cause)


def rode_in_front(ledger: Ledger, line: tuple[Unit, ...]) -> None:
    """Roll the fates of the leaders who rode with a charge that did not carry.  [13.6]"""
    state = ledger.state
    for leader in leaders.all_leaders(state, line[0].side):
        riders = tuple([unit for unit in line if unit.cell == leader.cell and leaders.serves(state, leader, unit)])
        if riders and not leaders.roll_fate(ledger, leader, charged=True):
            shake(ledger, riders, state.scenario.charts.combat.morale["leader_lost"], "leader_lost")


def ask_for_ways(ledger: Ledger, asked: list[MayRetreat]) -> None:
    """Ask the owners of those who fell back where they go, before the victors are asked.  [17.2, 17.3]"""
    tasks = []
    for task in asked:
        unit = ledger.state.unit(task.unit)
        if unit.on_map:
            usual, *others = task.routes
            routes = (usual, *[way for way in others if units.fits(ledger.state, unit, way[-1])])
            if len(routes) > 1:
                tasks.append(MayRetreat(task.side, task.unit, routes))
    if tasks:
        ledger.record(Queued(tuple(tasks)))


def leave(
    ledger: Ledger,
    unit: Unit,
    outcome: str,
    foes: tuple[Cell, ...],
    winner: str,
    asked: list[MayRetreat],
    *,
    spent: bool,
    firm: bool,
) -> None:
    """Make a beaten defender retreat or rout, one of a `firm` stack if he is not to hold to the last.

    One that was broken before is done for.  [21.4, 21.6, 21.7]
    """
    chart = ledger.state.scenario.charts.combat
    last = firm and unit.posture is Posture.LAST
    if spent:
        _no_way_out(ledger, unit, winner, to_the_last=last)
        return
    if outcome == "DX":
        take_guns(ledger, unit, winner)
        drive(ledger, unit, chart.retreat_hexes["DX"], foes, winner, asked, rout=True, to_the_last=last)
        return
    if last:
        _last_stand(ledger, unit)
        return
    name = "DR_mounted" if units.mounted(ledger.state, unit) else "DR"
    drive(ledger, unit, chart.retreat_hexes[name], foes, winner, asked, rout=False)


def firm(stack: tuple[Unit, ...]) -> bool:
    """Whether enough of a stack are ordered to hold to the last for it to hold: a third of its men.  [21.6]"""
    last = sum([unit.men for unit in stack if unit.posture is Posture.LAST])
    return bool(last) and last * 3 >= sum([unit.men for unit in stack])


def take_guns(ledger: Ledger, unit: Unit, winner: str) -> None:
    """Let half the guns and machine guns of routed men fall to the winner.  [21.4]"""
    guns, mgs = unit.guns // 2, unit.mgs // 2
    if guns or mgs:
        ledger.record(GunsTaken(unit.number, guns, mgs, winner))


def _last_stand(ledger: Ledger, unit: Unit) -> None:
    """Let a unit pay for the ground it will not or cannot leave.  [21.6]"""
    chart = ledger.state.scenario.charts.combat
    lost = min(unit.men, max(1, unit.men * chart.last_stand_loss // 100))
    if lost:
        ledger.record(MenLost(unit.number, lost, 0, 0, "last_stand"))
    morale.shake(ledger, unit.number, 1, "last_stand")
    bury(ledger, unit.number)


def drive(
    ledger: Ledger,
    unit: Unit,
    hexes: int,
    foes: tuple[Cell, ...],
    winner: str,
    asked: list[MayRetreat],
    *,
    rout: bool,
    to_the_last: bool = False,
) -> None:
    """Drive a unit off, or let it meet what waits for those with no way out.  [21.4, 21.6, 21.7]"""
    unit = ledger.state.unit(unit.number)
    if not unit.on_map or units.has(ledger.state, unit, "leader"):
        return
    route = retreat.way_back(ledger.state, unit, hexes, foes)
    if route:
        if unit.asks:
            asked.append(MayRetreat(unit.side, unit.number, retreat.ways_back(ledger.state, unit, route, foes)))
        retreat.fall_back(ledger, unit, route, "rout" if rout else "retreat")
        bury(ledger, unit.number)
    elif rout:
        _no_way_out(ledger, unit, winner, to_the_last=to_the_last)
    else:
        _last_stand(ledger, unit)


def _no_way_out(ledger: Ledger, unit: Unit, winner: str, *, to_the_last: bool) -> None:
    """Surrender, dispersal, or a last stand.  [21.7]"""
    chart = ledger.state.scenario.charts.morale
    if units.has(ledger.state, unit, "convoy"):
        convoys.capture(ledger, unit, winner)
        return
    if not units.fights(ledger.state, unit):
        _disarm(ledger, unit, winner)
        ledger.record(MenLost(unit.number, unit.men, 0, 0, "captured"))
        ledger.record(UnitLeft(unit.number, Status.GONE, 0, 0, "captured"))
        return
    if units.trained(ledger.state, unit):
        number = unit.morale + chart.hard + (chart.last_hard if to_the_last else 0)
        if ledger.roll("surrender", side=unit.side, cell=unit.cell) <= number:
            _last_stand(ledger, unit)
            return
        _disarm(ledger, unit, winner)
        ledger.record(MenLost(unit.number, unit.men, 0, 0, "surrendered"))
        ledger.record(UnitLeft(unit.number, Status.GONE, 0, 0, "surrendered"))
        return
    _disarm(ledger, unit, winner)
    scatter(ledger, unit)


def scatter(ledger: Ledger, unit: Unit) -> None:
    """Disperse a unit: some of its men come home in time.  [21.7]"""
    chart = ledger.state.scenario.charts.morale
    home = unit.men * chart.disperse_share // 100
    ledger.record(MenLost(unit.number, unit.men - home, 0, 0, "dispersed"))
    if home:
        due = ledger.state.turn + chart.disperse_turns
        ledger.record(UnitLeft(unit.number, Status.DISPERSED, due, home, "dispersed"))
    else:
        ledger.record(UnitLeft(unit.number, Status.GONE, 0, 0, "destroyed"))


def _disarm(ledger: Ledger, unit: Unit, winner: str) -> None:
    """Let all guns and machine guns of men who are done for fall to the winner.  [21.7]"""
    if unit.guns or unit.mgs:
        ledger.record(GunsTaken(unit.number, unit.guns, unit.mgs, winner))


def leaders_after(ledger: Ledger, stack: tuple[Unit, ...], *, rout: bool, rolled: bool = False) -> None:
    """Roll the fates of leaders with a beaten stack, and bring them along.  [13.3]"""
    chart = ledger.state.scenario.charts.combat
    before = sum(unit.men for unit in stack)
    left = sum(unit.men for unit in standing(ledger.state, stack))
    per_cent = (before - left) * 100 // before if before else 0
    cells = {unit.cell for unit in stack}
    side = stack[0].side
    for leader in leaders.all_leaders(ledger.state, side):
        if leader.cell not in cells or any(u.men and u.side == side for u in ledger.state.forces.at(leader.cell)):
            continue
        safe = rolled or not (rout or per_cent >= chart.leader_loss)
        keeps = safe or leaders.roll_fate(ledger, leader)
        if keeps:
            leaders.flee(ledger, leader)
        else:
            shake(ledger, stack, chart.morale["leader_lost"], "leader_lost")
