"""Chapter 20. The fight.

20.1  An attack ends the part of its units and needs no movement points.  Tests come first: whether the men go,
      then whether the defender slips away.
20.2  Two dice, the column and the shifts give the result: losses in per cent of men on either side, and what
      becomes of them.  By the ladder no side loses more men than a quarter of the enemy's power.  Losses fall on
      units by their men.
20.3  A charge that does not carry doubles the attacker's loss, and adds five per cent for each machine gun that
      held, at most twenty-five; one that carries rides down those who retreat or rout.
20.4  The attacker routs two hexes and loses 3 morale; falls back and loses 1; or is repulsed, and may not
      attack in his next part.  The defender is shaken and loses 1; retreats, two hexes if mounted, and loses 1;
      or routs three hexes, loses 3 and half his guns and machine guns.
20.5  Every full tenth of its men that a unit loses in a fight costs it 1 morale more.
20.6  A unit ordered to hold to the last does not retreat: it loses another twentieth, at least a man, and 1 morale
      instead.  So does one that should retreat and has no way.  A stack holds only if a third of its men are so
      ordered: else they all go.
20.7  A rout with no way out, and any defeat of men who were broken before it: trained men test hard, at two
      better if they hold to the last, and surrender if they fail; bands disperse, and half of them come home in
      three turns; crews are taken, and convoys.  All guns and machine guns of such men fall to the victor.
20.8  When the hex is empty the victors, and leaders with them, may enter it, free of points, if they could
      cross the side and there is room.
20.9  A victory over an enemy who was driven from his hex gives 1 morale to friends within two hexes of it.
20.10  The fight is fought on the truth.  Where hidden leaders, or hidden men in a way of escape, make it another than
      the attacker could foresee, he is told.
"""

from game.hexes import Cell
from game.model.actions import Attack
from game.model.agenda import MayAdvance, MayRetreat, ResolveFight
from game.model.charts import Row
from game.model.events import (
    AttackDeclared,
    AttackRefused,
    DefenderEvaded,
    FightResolved,
    MenLost,
    Queued,
    Repulsed,
    Surprised,
    UnitAdvanced,
)
from game.model.forces import Unit
from game.model.judgement import Refusal
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import (
    beaten,
    holding,
    leaders,
    morale,
    odds,
    retreat,
    shifts,
    sight,
    terrain,
    units,
    views,
    weather,
    works,
    zones,
)


def declare(ledger: Ledger, attack: Attack) -> None:
    """Order an attack; the fight itself is a duty on the agenda.  [20.1]"""
    side = ledger.state.actor
    against = odds.defenders(ledger.state, attack.target, side)[0].side
    ledger.record(AttackDeclared(side, attack.target, attack.units, attack.charge))
    ledger.record(Queued((ResolveFight(attack.target, attack.units, attack.charge, against),)))


def resolve(ledger: Ledger, task: ResolveFight) -> None:
    """Fight out an attack.  [20.1, 20.2, 20.3]"""
    state = ledger.state
    attack = Attack(task.target, task.units, task.charge)
    stack = odds.defenders(state, task.target, state.unit(task.units[0]).side)
    force = tuple(state.unit(n) for n in task.units)
    line = shifts.at_hand(state, force, task.target)
    outlook = odds.balance(state, attack, ambush=task.ambush)
    if not task.ambush:
        _surprise(ledger, attack, stack, outlook)
    if outlook.plain < 0:
        largest = max(line, key=lambda unit: (unit.men, -unit.number))
        if (
            ledger.roll("resolve", side=force[0].side, cell=task.target)
            > largest.morale + state.scenario.charts.morale.hard
        ):
            ledger.record(AttackRefused(task.target, task.units))
            return
    if outlook.slip is not None and ledger.roll("evasion", side=stack[0].side, cell=task.target) >= outlook.slip:
        _slip_away(ledger, task.target, line, stack)
        _offer_advance(ledger, task.target, task.units)
        return
    throw = ledger.roll("fight", side=force[0].side, cell=task.target)
    result, row = odds.row_of(state, outlook.column, throw)
    men = (sum(u.men for u in line), sum(u.men for u in stack))
    ledger.record(
        FightResolved(
            task.target, outlook.attacker, outlook.defender, outlook.plain, outlook.total, result, row.outcome,
            (force[0].side, stack[0].side), men,
        )
    )  # fmt: skip
    share = state.scenario.charts.combat.loss_share
    price = odds.charge_price(state, row, stack, charge=task.charge)
    ridden = odds.pursuit(state, row, charge=task.charge)
    _take_losses(ledger, line, odds.men_lost(men[0], price, outlook.defender, share))
    _take_losses(ledger, stack, odds.men_lost(men[1], ridden, outlook.attacker, share))
    asked: list[MayRetreat] = []
    if task.charge and row.outcome not in ("DR", "DX"):
        beaten.rode_in_front(ledger, line)
    _aftermath(ledger, task, row, line, stack, asked)
    beaten.ask_for_ways(ledger, asked)


def _surprise(ledger: Ledger, attack: Attack, stack: tuple[Unit, ...], outlook: odds.Balance) -> None:
    """Tell the attacker what his forecast could not: of a hidden leader, or of a way of escape.  [20.10]"""
    state = ledger.state
    side = state.unit(attack.units[0]).side
    hidden = sight.hidden(state, side)
    if not hidden:
        return
    chiefs = [chief for chief in leaders.all_leaders(state, stack[0].side) if hidden >> chief.cell & 1]
    served = any(leaders.serves(state, chief, unit) for chief in chiefs for unit in stack)
    if not served and not odds.wary(state, stack):
        return
    expected = odds.balance(views.view(state, side), attack)
    if (expected.shifts, expected.tests) == (outlook.shifts, outlook.tests):
        return
    foreseen = {shift.reason for shift in expected.shifts}
    actual = {shift.reason for shift in outlook.shifts}
    reasons = tuple(sorted(foreseen ^ actual))
    ledger.record(Surprised(attack.target, expected.column, outlook.column, reasons))


def _slip_away(ledger: Ledger, target: Cell, force: tuple[Unit, ...], stack: tuple[Unit, ...]) -> None:
    ledger.record(DefenderEvaded(target, tuple(unit.number for unit in stack)))
    route = odds.escape(ledger.state, force, stack)
    for unit in stack:
        if not units.has(ledger.state, unit, "leader"):
            retreat.fall_back(ledger, unit, route, "evade")
    for unit in stack:
        if units.has(ledger.state, unit, "leader"):
            leaders.flee(ledger, unit)


def _take_losses(ledger: Ledger, stack: tuple[Unit, ...], total: int) -> None:
    """Share out the dead by men, the remainder to the largest, and shake those who bled.  [20.2, 20.5]"""
    men = sum(unit.men for unit in stack)
    if not men:
        return
    shares = {unit.number: unit.men * total // men for unit in stack}
    left = total - sum(shares.values())
    for unit in sorted(stack, key=lambda u: (-u.men, u.number)):
        if left and shares[unit.number] < unit.men:
            shares[unit.number] += 1
            left -= 1
    step = ledger.state.scenario.charts.combat.morale["step"]
    bled = [unit for unit in stack if shares[unit.number]]
    if bled:
        ledger.record_together([MenLost(unit.number, shares[unit.number], 0, 0, "fight") for unit in bled])
        falls = [(unit.number, shares[unit.number] * 100 // (unit.men * step)) for unit in bled]
        morale.shake_all(ledger, falls, "losses")
    for unit in bled:
        beaten.bury(ledger, unit.number)


def _aftermath(
    ledger: Ledger,
    task: ResolveFight,
    row: Row,
    force: tuple[Unit, ...],
    stack: tuple[Unit, ...],
    asked: list[MayRetreat],
) -> None:
    """What becomes of either side after the losses.  [20.4, 20.6, 20.8, 20.9]"""
    chart = ledger.state.scenario.charts.combat
    fall = -chart.morale.get(row.outcome, 0)
    foes = tuple(sorted({unit.cell for unit in force}))
    match row.outcome:
        case "AX" | "AR":
            beaten.shake(ledger, force, fall, "thrown_back")
            hexes = chart.retreat_hexes[row.outcome]
            for unit in beaten.standing(ledger.state, force):
                if not works.inside(ledger.state, unit):
                    beaten.drive(ledger, unit, hexes, (task.target,), task.against, asked, rout=row.outcome == "AX")
            beaten.leaders_after(ledger, force, rout=row.outcome == "AX", rolled=task.charge)
            return
        case "AS":
            ledger.record_together([Repulsed(unit.number) for unit in beaten.standing(ledger.state, force)])
        case "DS":
            beaten.shake(ledger, stack, fall, "shaken")
        case "DR" | "DX":
            broken = [unit.number for unit in stack if units.broken(ledger.state, unit)]
            beaten.shake(ledger, stack, fall, "driven_off")
            firm = beaten.firm(stack)
            walled = not task.ambush and works.give_way(ledger, task.target, stack, row.outcome)
            for unit in beaten.standing(ledger.state, stack):
                if walled and row.outcome == "DX":
                    beaten.take_guns(ledger, unit, force[0].side)
                elif not walled and not units.has(ledger.state, unit, "leader"):
                    spent = unit.number in broken
                    beaten.leave(ledger, unit, row.outcome, foes, force[0].side, asked, spent=spent, firm=firm)
            beaten.leaders_after(ledger, stack, rout=row.outcome == "DX")
            _cheer(ledger, task.target, force[0].side)
        case _:
            pass
    if not task.ambush:
        _offer_advance(ledger, task.target, task.units)


def eligible(state: State, target: Cell, numbers: tuple[int, ...]) -> tuple[int, ...]:
    """The victors that could enter a hex that was won.  [20.8]"""
    if zones.strangers_on(state, state.unit(numbers[0]).side) >> target & 1:
        return ()
    found = []
    for number in numbers:
        unit = state.unit(number)
        if not unit.on_map or not state.scenario.board.grid.adjacent(unit.cell, target):
            continue
        prices = terrain.prices(state.scenario, units.mover(state, unit), weather.going(state, unit.side))
        if prices[unit.cell].get(target) is not None and units.fits(state, unit, target):
            found.append(number)
    return tuple(found)


def _cheer(ledger: Ledger, target: Cell, side: str) -> None:
    """Hearten the victors and their friends near by, if the enemy is gone.  [20.9]"""
    state = ledger.state
    if any(state.bonds.at_war(side, unit.side) for unit in state.forces.at(target)):
        return
    near = state.scenario.board.grid.within(target, state.scenario.charts.morale.victory_hexes)
    by = state.scenario.charts.combat.morale["victory"]
    cheering = [(unit.number, by) for unit in state.forces.of(side) if unit.men and near >> unit.cell & 1]
    morale.hearten_all(ledger, cheering, "victory")


def _offer_advance(ledger: Ledger, target: Cell, numbers: tuple[int, ...]) -> None:
    """Ask who of the victors enters a hex that is empty now.  [20.8]"""
    state = ledger.state
    cells = {state.unit(number).cell for number in numbers}
    chiefs = [u.number for u in leaders.all_leaders(state, state.unit(numbers[0]).side) if u.cell in cells]
    able = eligible(state, target, tuple(sorted({*numbers, *chiefs})))
    if able:
        ledger.record(Queued((MayAdvance(state.unit(numbers[0]).side, target, able),)))


def judge_advance(state: State, task: MayAdvance, numbers: tuple[int, ...]) -> Refusal | None:
    """Whether these victors may enter the hex together.  [20.8]"""
    facts: dict[str, int | str] = {"cell": task.cell}
    if tuple(sorted(set(numbers))) != numbers or any(n not in task.units for n in numbers):
        return Refusal("20.8", "advance.who", facts)
    room = units.stacking(state, task.cell) - units.men_at(state, task.cell, task.side)
    if sum(state.unit(n).men for n in numbers) > room:
        return Refusal("20.8", "advance.stacking", {**facts, "men": room})
    return None


def advance(ledger: Ledger, task: MayAdvance, numbers: tuple[int, ...]) -> None:
    """Let victors enter a hex.  [20.8]"""
    if numbers:
        ledger.record_together([UnitAdvanced(number, task.cell) for number in numbers])
        holding.occupy(ledger, task.cell, task.side)
