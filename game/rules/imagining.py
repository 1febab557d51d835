"""Whole worlds that agree with what a side knows, for thinking.  This carries out chapter 4."""

from collections.abc import Mapping, Sequence

from game.hexes import NO_CELL, Cell, CellSet, Grid, cells_of
from game.model.bonds import Bonds
from game.model.derived import changer
from game.model.dice import Seeded, splitmix
from game.model.forces import Forces, Status, Unit
from game.model.scouting import Scouting
from game.model.state import Seen, State
from game.rules import facedown, sight, units, views

_with = changer(State)
_unit = changer(Unit)
_bonds = changer(Bonds)


NEARBY = 12
"""Hexes round the place where a unit is thought to be, among which imagination draws."""


def imagine(seen: Seen, seed: int) -> State:
    """One full world that agrees with what is known, its dice and its hidden units drawn from the seed.  [4.4, 4.8]"""
    side = seen.scouting.eyes
    fresh = Scouting(seen.scouting.fog, seen.scouting.notes, "", seen.scouting.unseen)
    if not side:
        return _with(seen, dice=Seeded(seed), scouting=fresh)
    dark = seen.scenario.board.ground & ~sight.visible(seen, side)
    noted: dict[int, list[Cell]] = {}
    for note in seen.scouting.notes[seen.scenario.side_number(side)]:
        noted.setdefault(note.unit.number, []).append(note.unit.cell)
    placed = list(seen.forces.units)
    load: dict[tuple[Cell, str], int] = {}
    taken: dict[Cell, str] = {}
    for unit in placed:
        if unit.status is Status.UNSEEN:
            where = noted.get(unit.number, [])
            found = _imagined(seen, unit, dark, where, load, taken, splitmix(seed, unit.number))
            placed[unit.number] = found
            if found.on_map:
                taken[found.cell] = found.side
                load[found.cell, found.side] = load.get((found.cell, found.side), 0) + found.men
    forces = Forces(tuple(placed), seen.forces.engaged)
    bonds = _imagined_bonds(seen, side, seed)
    table, agenda = facedown.dealt(seen, side, seed)
    return _with(seen, dice=Seeded(seed), scouting=fresh, forces=forces, bonds=bonds, table=table, agenda=agenda)


def _imagined_bonds(seen: Seen, side: str, seed: int) -> Bonds:
    """The bonds with the cohesion of others as it might be: drawn from the band that is known.  [15.13]"""
    scenario = seen.scenario
    drawn = []
    for number, now in enumerate(seen.bonds.cohesion):
        if scenario.factions[number].tested and scenario.ranks[number] not in ("", side):
            low, high = views.cohesion_band(scenario.charts.cohesion, now)
            now = low + splitmix(seed, len(scenario.units) + number) % (high - low + 1)
        drawn.append(now)
    return seen.bonds if tuple(drawn) == seen.bonds.cohesion else _bonds(seen.bonds, cohesion=tuple(drawn))


def _imagined(
    seen: Seen,
    unit: Unit,
    dark: CellSet,
    noted: Sequence[Cell],
    load: Mapping[tuple[Cell, str], int],
    taken: Mapping[Cell, str],
    chance: int,
) -> Unit:
    """A hidden unit as it might be: off the map, or near a hex where it was noted, or near where it began."""
    scenario = seen.scenario
    spec = scenario.units[unit.number]
    men = 0 if spec.dummy else spec.men
    morale = scenario.types[unit.number].morale
    off = Unit(unit.number, unit.side, NO_CELL, Status.AWAITED, men, spec.guns, spec.mgs, morale,
               due=max(spec.turn, seen.turn + 1), dummy=spec.dummy)  # fmt: skip
    if spec.turn == 0 or not (spec.start or spec.among):
        return _unit(off, status=Status.POOL, due=0)
    if spec.turn > seen.turn:
        return off
    anchor = noted[chance % len(noted)] if noted else scenario.board.spot(spec.start or spec.among[0])
    free = [
        cell
        for cell in _round(scenario.board.grid, anchor, dark)
        if taken.get(cell, unit.side) == unit.side
        and load.get((cell, unit.side), 0) + men <= units.stacking(seen, cell)
    ]
    if not free:
        return off if spec.start else _unit(off, status=Status.POOL, due=0)
    cell = anchor if noted and anchor in free else free[chance % len(free)]
    return _unit(off, status=Status.FIELD, cell=cell, due=0)


def _round(grid: Grid, anchor: Cell, dark: CellSet) -> list[Cell]:
    """The nearest dark hexes round a place, NEARBY of them or a few more; all there are if there are fewer."""
    near = around = 1 << anchor
    while (near & dark).bit_count() < NEARBY:
        around = grid.spread(near)
        if around == near:
            break
        near = around
    return list(cells_of(near & dark))
