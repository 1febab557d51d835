"""What the enemies could do to a hex: the best of the attacks they could make.  This carries out chapter 20."""

from dataclasses import replace

from game.hexes import Cell
from game.model.actions import Attack
from game.model.derived import changer
from game.model.forces import Unit
from game.model.judgement import Forecast
from game.model.state import State
from game.rules import movement, odds, shifts, units

_rested = changer(Unit)


def worst_on(state: State, target: Cell) -> Forecast | None:
    """The best attack that enemies could make on those who stand on a hex, or None if nobody could.  [20.17]"""
    here = state.forces.at(target)
    if not here:
        return None
    found = []
    for enemy in state.bonds.enemies(here[0].side):
        rested = [_rested(unit, spent=0, fought=False) for unit in state.forces.of(enemy) if unit.spent or unit.fought]
        later = replace(state, forces=state.forces.with_units(rested)) if rested else state
        force = tuple([unit for unit in later.forces.of(enemy) if odds.able(later, unit, target) is None])
        if not any(units.fights(later, unit) for unit in force) or movement.defenceless(later, target, enemy):
            continue
        found += [odds.forecast(later, attack) for attack in _ways_to_attack(later, target, force)]
    best = max(found, key=_danger, default=None)
    return None if best is None else replace(best, unseen=0)


def _danger(outlook: Forecast) -> tuple[int, int]:
    """How likely an attack drives men off, in ways of 46,656, and its column."""
    return outlook.ways("DR", "DX") * outlook.joined, outlook.column


def _ways_to_attack(state: State, target: Cell, force: tuple[Unit, ...]) -> list[Attack]:
    """All of a force, all in a charge, those alone who charge: as far as they may.  [20.17]"""
    everybody = tuple([unit.number for unit in force])
    riders = tuple([
        unit.number
        for unit in shifts.at_hand(state, force, target)
        if units.has(state, unit, "charge") and shifts.water(state, unit.cell, target) != "major"
    ])  # fmt: skip
    charges = [Attack(target, who, charge=True) for who in dict.fromkeys((everybody, riders)) if who]
    return [Attack(target, everybody), *[attack for attack in charges if odds.judge_charge(state, attack) is None]]
