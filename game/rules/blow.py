"""The blow of those who break with their allies.  This carries out chapter 24."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from game.hexes import Cell, opposite
from game.model.agenda import ResolveFight
from game.model.derived import changer
from game.model.events import AttackDeclared, Queued, UnitMoved
from game.model.forces import Unit
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import movement, odds, terrain, units, weather, zones

_unit = changer(Unit)

Approaches = Mapping[Cell, tuple[Cell, ...]]
"""The hexes beside a target from which a stack may strike it: the way to each, empty where the stack stands on it."""


class Striker(NamedTuple):
    """A stack that strikes: those who fight, those who go with them, and where it may strike from."""

    men: tuple[Unit, ...]
    train: tuple[Unit, ...]
    sides: Approaches


def strike(ledger: Ledger, side: str, against: str) -> None:
    """Let every stack of a side fall on the weakest stack of another that it can reach, all at once.  [24.11]"""
    state = ledger.state
    blows: dict[Cell, list[Striker]] = {}
    for cell in sorted(state.forces.camp(side).stacks):
        found = _weakest(state, state.forces.of_at(side, cell), against)
        if found is not None:
            blows.setdefault(found[0], []).append(found[1])
    fights = []
    for target, strikers in sorted(blows.items()):
        ordered = sorted(strikers, key=lambda one: (-_power(state, one.men, target), one.men[0].cell))
        numbers = _close_in(ledger, target, ordered)
        if numbers:
            ledger.record(AttackDeclared(side, target, numbers, charge=False))
            fights.append(ResolveFight(target, numbers, charge=False, against=against))
    if fights:
        ledger.record(Queued(tuple(fights)))


def _power(state: State, stack: Sequence[Unit], target: Cell) -> int:
    return sum([units.power(state, unit, target, attacking=True) for unit in stack])


def _weakest(state: State, stack: tuple[Unit, ...], against: str) -> tuple[Cell, Striker] | None:
    """The target of a stack, the weakest it can reach, the nearest of those, and how it comes there.  [24.11]"""
    men = tuple([u for u in stack if units.fights(state, u) and units.mood(state, u).attack and not u.due])
    if not men:
        return None
    ways = _ways(state, men)
    best: tuple[int, int, Cell] | None = None
    reached: dict[Cell, dict[Cell, tuple[Cell, ...]]] = {}
    for end, route in ways.items():
        for target in state.scenario.board.grid.neighbours[end]:
            if target and _struck(state, target, against) and _able(state, men, end, target):
                reached.setdefault(target, {})[end] = route
    for target, sides in reached.items():
        guard = sum([units.power(state, u, target, attacking=False) for u in state.forces.of_at(against, target)])
        rank = (guard, min(len(route) for route in sides.values()), target)
        best = rank if best is None or rank < best else best
    if best is None:
        return None
    train = tuple([unit for unit in stack if units.has(state, unit, "leader")])
    return best[2], Striker(men, train, reached[best[2]])


def _struck(state: State, target: Cell, against: str) -> bool:
    """Whether men of the side that is struck stand on a hex.  [24.11]"""
    there = state.forces.of_at(against, target)
    return any(unit.men for unit in there) and not movement.defenceless(state, target, _other(there, state))


def _other(there: tuple[Unit, ...], state: State) -> str:
    """A side at war with these units."""
    return state.bonds.enemies(there[0].side)[0]


def _able(state: State, men: Sequence[Unit], end: Cell, target: Cell) -> bool:
    """Whether all of the men could attack a hex from another.  [20.1]"""
    return all(odds.able(state, _unit(unit, cell=end, fought=False), target) is None for unit in men)


def _ways(state: State, men: tuple[Unit, ...]) -> dict[Cell, tuple[Cell, ...]]:
    """The hexes to which men may ride to strike from, each with its shortest way: two fewer than they reach over."""
    side, here = men[0].side, men[0].cell
    going = weather.going(state, side)
    first, *others = [
        terrain.prices(state.scenario, mover, going) for mover in dict.fromkeys(units.mover(state, u) for u in men)
    ]
    barred = zones.strangers_on(state, side)
    found: dict[Cell, tuple[Cell, ...]] = {here: ()}
    ring = [here]
    for _ in range(state.scenario.charts.cohesion.blow_hexes - 1):
        following = []
        for cell in ring:
            for there in sorted(first[cell]):
                if there in found or barred >> there & 1 or not all(there in prices[cell] for prices in others):
                    continue
                found[there] = (*found[cell], there)
                following.append(there)
        ring = following
    return found


def _close_in(ledger: Ledger, target: Cell, strikers: Sequence[Striker]) -> tuple[int, ...]:
    """Bring stacks up to their target, from opposite sides where they can; the numbers of those who strike.  [24.11]"""
    taken: list[Cell] = []
    numbers: list[int] = []
    for place, striker in enumerate(strikers):
        cell = _side(ledger.state, target, striker, strikers[place + 1 :], taken)
        if cell is None:
            continue
        taken.append(cell)
        numbers += [unit.number for unit in striker.men]
        route = striker.sides[cell]
        if route:
            ledger.record_together([UnitMoved(u.number, route, 0) for u in (*striker.men, *striker.train)])
    return tuple(sorted(numbers))


def _side(
    state: State, target: Cell, striker: Striker, others: Sequence[Striker], taken: Sequence[Cell]
) -> Cell | None:
    """The hex from which a stack strikes: opposite to another's, else the nearest; None without room.  [24.11]"""
    grid, men = state.scenario.board.grid, sum([unit.men for unit in striker.men])

    def faces(cell: Cell) -> bool:
        far = grid.step(target, opposite(grid.direction(target, cell)))
        return far in taken if taken else any(far in other.sides for other in others)

    def room(cell: Cell) -> bool:
        side = striker.men[0].side
        standing = cell == striker.men[0].cell
        return standing or units.men_at(state, cell, side) + men <= units.stacking(state, cell)

    open_sides = [cell for cell in striker.sides if room(cell)]
    return min(open_sides, key=lambda cell: (not faces(cell), len(striker.sides[cell]), cell), default=None)
