"""What cards have set in force, as the other chapters ask for it.  This carries out chapter 25.

It stands below all chapters: whoever asks does so behind `if state.table.lasting`, so that games without cards pay
nothing.  Whom and where an effect is for was settled when it was laid down: a `Lasting` names units, a hex or a side.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from game.hexes import DIRECTIONS, NO_CELL, Cell, CellSet, set_of
from game.hexes.search import steps_from
from game.model.actions import Attack
from game.model.board import Hexside
from game.model.effects import Forbid, Guides, Weather, Works
from game.model.forces import Status, Unit
from game.model.fortunes import (
    Arrive,
    Charge,
    EvadeOnly,
    Evasion,
    Hunger,
    LetsPass,
    Losses,
    March,
    NoAttack,
    Power,
    Reveal,
    Shift,
)
from game.model.judgement import Refusal
from game.model.judgement import Shift as Reason
from game.model.state import State
from game.model.table import Lasting

E = TypeVar("E")


def live(state: State, kind: type[E]) -> list[tuple[E, Lasting]]:
    """What is in force now of one kind of effect.  [25.20]"""
    found = state.table.of_kind(kind)
    if not found:
        return []
    return [(one.effect, one) for one in found if isinstance(one.effect, kind) and holds(state, one)]


def holds(state: State, lasting: Lasting) -> bool:
    """Whether an effect is in force: its turns are not over, and it is a part for which it was laid down.  [25.20]"""
    if lasting.until and lasting.until < state.turn:
        return False
    return lasting.parts < 0 or state.phasing == lasting.of


def among(lasting: Lasting, stack: Iterable[Unit]) -> list[Unit]:
    """Those of a stack on whom an effect was laid."""
    return [unit for unit in stack if unit.number in lasting.units]


def shifts(
    state: State, attack: Attack, line: Sequence[Unit], main: Sequence[Unit], stack: Sequence[Unit]
) -> list[Reason]:
    """What cards are worth in a fight, seen from the attacker: each by the id of its card.  [25.21]"""
    found = []
    for shift, lasting in live(state, Shift):
        if shift.against and not attack.charge:
            continue
        mine = [unit for unit in line if unit.side == shift.side]
        if mine and shift.when != "defence" and _meant(state, shift, lasting, attack, mine, main):
            found.append(Reason(lasting.card, shift.columns))
        theirs = [unit for unit in stack if unit.side == shift.side]
        if theirs and shift.when != "attack" and _meant(state, shift, lasting, attack, theirs, ()):
            found.append(Reason(lasting.card, -shift.columns))
    return found


def _meant(
    state: State, shift: Shift, lasting: Lasting, attack: Attack, mine: Sequence[Unit], main: Sequence[Unit]
) -> bool:
    """Whether a shift is meant for this fight of men of its side; `main` are the attackers whose hex sides count."""
    laid = among(lasting, mine)
    if shift.everywhere:
        return not (shift.but_target and laid)
    if lasting.units:
        return bool(laid) and (not main or sum([u.men for u in laid]) * 2 >= sum([u.men for u in mine]))
    if len(lasting.target) == 2:
        here, there = _banks(state, lasting)
        return any((unit.cell, attack.target) in ((here, there), (there, here)) for unit in main)
    return lasting.target == (attack.target,)


def _banks(state: State, lasting: Lasting) -> tuple[Cell, Cell]:
    """The two hexes of a hex side at which a card was aimed."""
    cell, direction = lasting.target
    return cell, state.scenario.board.grid.step(cell, direction)


def told_of(state: State, cell: Cell, direction: int) -> bool:
    """Whether a card itself says what an attack across a hex side is worth.  [25.21]"""
    return any(lasting.target == (cell, direction) for _, lasting in live(state, Shift))


def charge(state: State, attack: Attack) -> tuple[Charge, Lasting] | None:
    """The last charge that this attack is, or None.  [25.29]"""
    if not attack.charge:
        return None
    return next((found for found in live(state, Charge) if found[1].target[0] == attack.target), None)


def losses(
    state: State, attack: Attack, sides: tuple[str, str], stack: Iterable[Unit], price: int, toll: int
) -> tuple[int, int]:
    """Per cent that attacker and defender lose where the chart says so much; `sides` are theirs.  [25.21]"""
    defenders = tuple(stack)
    for loss, lasting in live(state, Losses):
        if loss.against and not attack.charge:
            continue
        if lasting.target == (attack.target,) or among(lasting, defenders):
            if loss.side in (sides[0], "both"):
                price = price * loss.per_cent // 100 + loss.add
            if loss.side in (sides[1], "both"):
                toll = toll * loss.per_cent // 100 + loss.add
    return price, toll


def power(state: State, unit: Unit) -> int:
    """Per cent of its power that a unit has.  [25.21]"""
    per_cent = 100
    for effect, lasting in live(state, Power):
        if unit.number in lasting.units:
            per_cent = per_cent * effect.per_cent // 100
    return per_cent


def forbids_attack(state: State, unit: Unit, target: Cell) -> Refusal | None:
    """Why a card keeps a unit from an attack, or None.  [25.22]"""
    facts: dict[str, int | str] = {"unit": unit.number, "cell": target}
    for effect, lasting in live(state, NoAttack):
        if effect.place and not lasting.units:
            barred = (not effect.side or effect.side == unit.side) and lasting.target[0] in (target, unit.cell)
        else:
            barred = unit.number in lasting.units
        if barred:
            return Refusal("25.22", "attack.card", {**facts, "card": lasting.card})
    if evading(state, unit):
        return Refusal("25.22", "attack.evading", facts)
    return None


def evading(state: State, unit: Unit) -> bool:
    """Whether a unit may only evade: whoever he is, he tries to slip away.  [25.22]"""
    return any(unit.number in lasting.units for _, lasting in live(state, EvadeOnly))


def evasion(state: State, stack: Sequence[Unit]) -> int:
    """What is added to the dice of a stack that slips away together.  [25.22]"""
    return sum([effect.by for effect, lasting in live(state, Evasion) if len(among(lasting, stack)) == len(stack)])


def works_off(state: State, cell: Cell) -> bool:
    """Whether the works of a hex count for nothing.  [25.21]"""
    return any(lasting.target == (cell,) for _, lasting in live(state, Works))


def forbids_march(state: State, unit: Unit, end: Cell) -> Refusal | None:
    """Why a unit that may only march toward a goal may not end its march there, or None.  [25.23]"""
    for effect, lasting in live(state, March):
        if unit.number in lasting.units and state.scenario.board.grid.has(end):
            nearer = _nearer(state, unit, effect, lasting)
            if nearer is not None and not nearer >> end & 1:
                return Refusal("25.23", "move.toward", {"unit": unit.number, "cell": end, "card": lasting.card})
    return None


def ends(state: State, unit: Unit, wanted: CellSet) -> CellSet:
    """Those of some hexes at which a unit may end its march, for all that cards say.  [25.23]"""
    for effect, lasting in live(state, March):
        if unit.number in lasting.units:
            nearer = _nearer(state, unit, effect, lasting)
            wanted &= state.scenario.board.ground if nearer is None else nearer
    return wanted


def _nearer(state: State, unit: Unit, effect: March, lasting: Lasting) -> CellSet | None:
    """The hexes nearer than a unit's own to where it must march, or None if there is no such place.  [25.23]"""
    goals = larger(state, unit) if effect.toward == "larger" else set_of(lasting.target)
    if not goals:
        return None
    grid = state.scenario.board.grid

    def work_out() -> CellSet:
        steps: list[int] = state.scenario.remembered(("toward", goals), lambda: steps_from(grid, goals))
        return set_of(cell for cell in range(grid.size) if steps[cell] < steps[unit.cell] and grid.has(cell))

    return state.scenario.remembered(("nearer", goals, unit.cell), work_out)


def larger(state: State, unit: Unit) -> CellSet:
    """The nearest stacks of a unit's side with more men than its own.  [25.23]"""
    men: dict[Cell, int] = {}
    for friend in state.forces.of(unit.side):
        men[friend.cell] = men.get(friend.cell, 0) + friend.men
    grid, own = state.scenario.board.grid, men.get(unit.cell, 0)
    better = [cell for cell, count in men.items() if count > own]
    nearest = min([grid.distance(unit.cell, cell) for cell in better], default=0)
    return set_of(cell for cell in better if grid.distance(unit.cell, cell) == nearest)


def marched_off(state: State, numbers: Iterable[int]) -> tuple[int, ...]:
    """Those of some units that have come where a card lets them leave the game.  [25.23]"""
    asked = tuple(numbers)
    return tuple(
        number
        for effect, lasting in live(state, March)
        for number in asked
        if effect.leaves
        and number in lasting.units
        and state.unit(number).on_map
        and state.unit(number).cell in lasting.target
    )


def fords(state: State, side: str) -> tuple[Hexside, ...]:
    """The hex sides round units whom guides lead, wherever they stand.  [25.24]"""
    grid = state.scenario.board.grid
    cells = {
        state.unit(number).cell
        for effect, lasting in live(state, Guides)
        if effect.side == side
        for number in lasting.units
        if state.unit(number).on_map
    }
    return tuple(
        name
        for cell in sorted(cells)
        for way in DIRECTIONS
        if (there := grid.step(cell, way))
        for name in ((cell, way), (there, grid.direction(there, cell)))
    )


def hunger(state: State, number: int) -> int | None:
    """The rung of want on which a card holds a unit, or None.  [25.25]"""
    found = None
    for effect, lasting in live(state, Hunger):
        if number in lasting.units:
            found = rung(state, effect.to)
    return found


def rung(state: State, name: str) -> int:
    """The hungry turns at which a rung of want begins."""
    return [want.name for want in state.scenario.charts.supply.wants].index(name)


def revealed(state: State, side: str) -> CellSet:
    """The hexes that cards let a side see.  [25.26]"""
    cells = 0
    for effect, lasting in live(state, Reveal):
        if beholds(state, effect, lasting, side):
            cells |= set_of(state.unit(n).cell for n in lasting.units if state.unit(n).status is Status.FIELD)
            if lasting.target:
                cells |= state.scenario.board.grid.within(lasting.target[0], effect.hexes)
    return cells & state.scenario.board.ground


def beholds(state: State, effect: Reveal, lasting: Lasting, side: str) -> bool:
    """Whether a side is one that sees by a card: its owner, or his enemies if he shows his own men.  [25.26]"""
    if effect.side == lasting.side:
        return state.bonds.at_war(side, lasting.side)
    return side == lasting.side


def passing(state: State) -> tuple[int, ...]:
    """The units that control nothing, for they hold their fire.  [25.27]"""
    return tuple(sorted(number for _, lasting in live(state, LetsPass) for number in lasting.units))


def forbidden(state: State, side: str, order: str) -> bool:
    """Whether a side may not give an order, or its scattered men do not return.  [25.27]"""
    return any(effect.side == side and effect.order == order for effect, _ in live(state, Forbid))


def door(state: State, number: int) -> Cell:
    """The hex by which a card has a unit enter, NO_CELL if none does.  [25.28]"""
    found = [lasting.target[0] for _, lasting in live(state, Arrive) if number in lasting.units]
    return found[-1] if found else NO_CELL


def weather(state: State) -> str:
    """The weather that a card has brought, or empty.  [25.25]"""
    found = [effect.is_ for effect, _ in live(state, Weather)]
    return found[-1] if found else ""


def weather_past(state: State) -> bool:
    """Whether the weather that a card had brought ended with the turn before.  [25.25]"""
    return any(lasting.until == state.turn - 1 for lasting in state.table.of_kind(Weather))


def known(state: State, lasting: Iterable[Lasting], side: str, seen: CellSet) -> tuple[Lasting, ...]:
    """What a side knows of what is in force: all of its own; of others' what is laid on men or hexes that it sees.

    Whom others have called is their own business.  [4.5, 25.26]
    """
    found = []
    for one in lasting:
        if one.side == side:
            found.append(one)
            continue
        units = tuple([number for number in one.units if _known(state.unit(number), side, seen)])
        hidden = isinstance(one.effect, Arrive) or (one.units and not units)
        away = one.target and not one.units and not seen >> one.target[0] & 1 and not getattr(one.effect, "place", "")
        if not hidden and not away:
            found.append(one if units == one.units else replace(one, units=units))
    return tuple(found)


def _known(unit: Unit, side: str, seen: CellSet) -> bool:
    """Whether a unit is a side's own, or in its sight."""
    return unit.side == side or (unit.status is Status.FIELD and bool(seen >> unit.cell & 1))
