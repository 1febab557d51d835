"""Effects that last: laid down, counted down, and taken up again.  This carries out chapter 25."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

from game.hexes import NO_CELL, Cell, CellSet, cells_of, set_of
from game.model.agenda import BeginPart, BeginTurn, EndTurn, ResolveFight
from game.model.conditions import Filter
from game.model.effects import Bounty, Effect, Forbid, Guides, Weather, Works
from game.model.events import Expected, FlagSet, InForce, PostureSet, UnitLeft
from game.model.forces import Posture, Status, Unit
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
from game.model.ledger import Ledger
from game.model.state import State
from game.model.table import Delayed, Lasting, Target
from game.rules import in_force, muster

Enduring: TypeAlias = (
    Shift | Losses | Power | Works | NoAttack | EvadeOnly | Evasion | March | Guides | Hunger | Reveal | LetsPass
    | Forbid | Weather | Bounty | Arrive | Charge
)  # fmt: skip
"""An effect that may last."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Whose effect is carried out: of a card, of a side (empty: nobody's), at a target; `modifier` is for its tests."""

    card: str
    side: str
    target: Target = ()
    modifier: int = 0

    def scene(self, state: State) -> muster.Scene:
        """Whose card it is, and what its target is now."""
        return muster.scene(state, self.card, self.side, self.target)


def lay(ledger: Ledger, effect: Enduring, deed: Deed, units: tuple[int, ...] = (), target: Target = ()) -> None:
    """Let an effect hold from now on for units or at a hex, as long as it says.  [25.20]"""
    state = ledger.state
    turns, parts = getattr(effect, "turns", 0), getattr(effect, "parts", 0)
    of = getattr(effect, "side", "") or deed.side if parts else ""
    if parts and not any(side.id == of for side in state.scenario.sides):
        of = deed.side
    running = not any(isinstance(task, (BeginPart, BeginTurn, EndTurn)) for task in state.agenda)
    left = parts if running and state.phasing == of else parts + 1
    lasting = Lasting(
        effect,
        deed.card,
        deed.side,
        target,
        state.turn + turns - 1 if turns and not isinstance(effect, Arrive) else 0,
        left if parts else -1,
        of,
        units,
    )
    ledger.record(InForce((*state.table.lasting, lasting)))
    if isinstance(effect, Forbid) and effect.flag and effect.flag not in state.table.flags:
        ledger.record(FlagSet(effect.flag, True))


def spread(ledger: Ledger, effect: Enduring, deed: Deed) -> None:
    """Lay an effect on those, or on the hex, that it names.  [25.20 to 25.27]"""
    state = ledger.state
    at = deed.scene(state)
    match effect:
        case Shift() | Losses():
            lay(ledger, effect, deed, *_of_fights(state, effect, deed, at))
        case Works(place=place):
            lay(ledger, effect, deed, target=(state.scenario.board.place(place).cell,))
        case NoAttack(place=place) if place:
            lay(ledger, effect, deed, target=(named(state, place, at),))
        case NoAttack() | Hunger():
            lay(ledger, effect, deed, numbers(nearest(state, effect, at, effect.nearest)))
        case Reveal():
            aimed = effect.target and not muster.kinds(state.scenario, deed.card) & {"stack", "unit"}
            if effect.place or aimed:
                lay(ledger, effect, deed, target=(named(state, effect.place or "target", at),))
            else:
                lay(ledger, effect, deed, numbers(muster.mustered(state, effect, at)))
        case March():
            goals = () if effect.toward == "larger" else tuple(cells_of(_goal(state, effect.toward)))
            lay(ledger, effect, deed, numbers(muster.mustered(state, effect, at)), goals)
            march_off(ledger, ledger.state.table.lasting[-1].units)
        case Guides():
            lay(ledger, effect, deed, tuple(sorted(state.scenario.unit_number(unit) for unit in effect.units)))
        case EvadeOnly():
            laid = numbers(muster.mustered(state, effect, at))
            lay(ledger, effect, deed, laid)
            orders = [PostureSet(n, Posture.EVADE) for n in laid if state.unit(n).posture is not Posture.EVADE]
            if orders:
                ledger.record_together(orders)
        case Evasion() | LetsPass() | Power():
            lay(ledger, effect, deed, numbers(muster.mustered(state, effect, at)))
        case Bounty():
            here = state.forces.at(at.cell) if at.unit < 0 else (state.unit(at.unit),)
            lay(ledger, effect, deed, numbers(here))
        case Forbid() | Weather() | Arrive() | Charge():
            lay(ledger, effect, deed)
        case _:
            assert_never(effect)


def numbers(some: Iterable[Unit]) -> tuple[int, ...]:
    """The numbers of some units."""
    return tuple([unit.number for unit in some])


def named(state: State, name: str, at: muster.Scene) -> Cell:
    """The hex of a place that a card names, of its target, of an entry or of a unit; NO_CELL if there is none."""
    return min(cells_of(muster.spot(state, name, at)), default=NO_CELL)


def nearest(state: State, who: Filter, at: muster.Scene, stacks: int) -> tuple[Unit, ...]:
    """Those whom a card means; of their stacks only so many (0: all), the nearest to its spot first.  [25.25]"""
    found = tuple(muster.mustered(state, who, at))
    if not stacks:
        return found
    grid, spots = state.scenario.board.grid, tuple(cells_of(muster.spot(state, who.near, at)))
    far = {unit.cell: min([grid.distance(unit.cell, cell) for cell in spots], default=0) for unit in found}
    kept = sorted(far, key=lambda cell: (far[cell], cell))[:stacks]
    return tuple([unit for unit in found if unit.cell in kept])


def _goal(state: State, name: str) -> CellSet:
    """The hexes toward which a card makes men march."""
    board = state.scenario.board
    return set_of(cell for cell, _ in board.frontier) if name == "frontier" else 1 << board.spot(name)


def _of_fights(state: State, effect: Shift | Losses, deed: Deed, at: muster.Scene) -> tuple[tuple[int, ...], Target]:
    """Those whose fights an effect is for, or the hex, or the side of one.  [25.21]"""
    if isinstance(effect, Shift) and effect.units:
        return tuple(sorted(state.scenario.unit_number(unit) for unit in effect.units)), ()
    if effect.place:
        return (), (named(state, effect.place, at),)
    if at.unit >= 0:
        return (at.unit,), ()
    kinds = muster.kinds(state.scenario, deed.card)
    if "stack" in kinds or (isinstance(effect, Shift) and effect.but_target):
        return numbers(state.forces.at(at.cell)), ()
    if isinstance(effect, Shift) and effect.everywhere:
        return (), ()
    return (), deed.target


def lapse(ledger: Ledger) -> None:
    """End what is in force no longer when a turn begins.  [25.20, 25.27, 25.28]"""
    state = ledger.state
    if not state.table.lasting:
        return
    keep: list[Lasting] = []
    over: list[Lasting] = []
    for lasting in state.table.lasting:
        if isinstance(lasting.effect, Arrive):
            stays = any(state.unit(n).status is Status.AWAITED for n in lasting.units)
        else:
            stays = (not lasting.until or lasting.until >= state.turn) and not _of_a_fight(lasting)
        (keep if stays else over).append(lasting)
    _keep(ledger, keep)
    for lasting in over:
        if isinstance(lasting.effect, Forbid) and lasting.effect.flag in ledger.state.table.flags:
            ledger.record(FlagSet(lasting.effect.flag, False))


def count_down(ledger: Ledger, side: str) -> None:
    """Count the part of a side that begins in what holds for parts of it, and end what was for one fight.  [25.20]"""
    lasting = ledger.state.table.lasting
    if lasting:
        counted = [replace(one, parts=one.parts - 1) if one.of == side and one.parts >= 0 else one for one in lasting]
        _keep(ledger, [one for one in counted if (one.parts > 0 or one.of != side) and not _of_a_fight(one)])


def lift(ledger: Ledger, flag: str) -> None:
    """End a ban with the flag that stands for it.  [25.27]"""
    _keep(
        ledger,
        [one for one in ledger.state.table.lasting if not (isinstance(one.effect, Forbid) and one.effect.flag == flag)],
    )


def fought_out(ledger: Ledger, target: Cell) -> None:
    """End what was for the fight that is over, or for those of a blow when all of them are.  [25.20]"""
    state = ledger.state
    more = any(isinstance(task, ResolveFight) for task in state.agenda)
    _keep(
        ledger,
        [
            one
            for one in state.table.lasting
            if not _of_a_fight(one) or (one.target[:1] != (target,) if one.target else more)
        ],
    )


def _of_a_fight(lasting: Lasting) -> bool:
    """Whether an effect is for one fight, or one blow, alone."""
    return isinstance(lasting.effect, Charge) or (isinstance(lasting.effect, Shift) and lasting.effect.fight)


def _keep(ledger: Ledger, lasting: Sequence[Lasting]) -> None:
    if tuple(lasting) != ledger.state.table.lasting:
        ledger.record(InForce(tuple(lasting)))


def march_off(ledger: Ledger, marched: Iterable[int]) -> None:
    """Let those leave the game who have come where a card sends them off.  [25.23]"""
    for number in in_force.marched_off(ledger.state, marched):
        ledger.record(UnitLeft(number, Status.GONE, 0, ledger.state.unit(number).men, "marched_off"))


def postpone(ledger: Ledger, turns: int, effects: tuple[Effect, ...], deed: Deed) -> None:
    """Have effects happen when a turn begins, so many from now.  [25.32]"""
    if effects:
        state = ledger.state
        later = Delayed(state.turn + turns, deed.card, deed.side, effects, deed.target)
        ledger.record(Expected((*state.table.later, later)))
