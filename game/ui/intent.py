"""What a click or a hover on the map means: pure, from what the side sees and what is chosen already.

A *choice* is what the player has in hand.  `press` answers a click with the next choice and, when the click
commits, with the action to submit.  Nothing is committed by the click that first shows the odds of an attack.
"""

from collections.abc import Iterable, Mapping
from typing import TypeAlias, assert_never

from game import questions, umpire
from game.hexes import NO_CELL, Cell, CellSet, cells_of
from game.model.actions import Action, Attack, Move, MoveTogether, Retreat, SetUp
from game.model.agenda import MayAdvance, MayRetreat
from game.model.forces import Unit
from game.model.judgement import Refusal, Route
from game.model.state import Seen
from game.ui import orders
from game.ui.choices import (
    Choice,
    Chosen,
    Conferring,
    Entering,
    Errand,
    Granting,
    Idle,
    Looking,
    Meaning,
    Picking,
    Placing,
    Planning,
    Together,
    answering,
    asked,
    lead_of,
)

Reach: TypeAlias = Mapping[Cell, Route]


def mine(seen: Seen, side: str, cell: Cell) -> tuple[Unit, ...]:
    """The player's units on a hex, the first the one that a press takes in hand."""
    return ranked(seen, (u for u in seen.forces.at(cell) if u.side == side))


def ranked(seen: Seen, units: Iterable[Unit]) -> tuple[Unit, ...]:
    """Units in the order of use: fighting ones that can still act, then spent ones, then leaders and trains.

    The stronger come first among their like.
    """

    def rank(unit: Unit) -> tuple[bool, bool, int, int]:
        train = not questions.fights(seen, unit)
        done = unit.fought or questions.points_left(seen, unit) <= 0
        return train, done, -strength(seen, unit), unit.number

    return tuple(sorted(units, key=rank))


def strength(seen: Seen, unit: Unit) -> int:
    """The power of a unit in attack where it stands; 0 for one that does not fight or is not on the map."""
    able = unit.on_map and questions.fights(seen, unit)
    return questions.power(seen, unit, unit.cell, attacking=True) if able else 0


def enemies(seen: Seen, side: str, cell: Cell) -> tuple[Unit, ...]:
    """The units on a hex that the player may attack."""
    return tuple(u for u in seen.forces.at(cell) if seen.bonds.at_war(side, u.side))


def _placed(seen: Seen, choice: Placing, cell: Cell) -> Action:
    """The answer that a hex is to the question where a unit stands, or by which way it falls back."""
    question = asked(seen)
    if isinstance(question, MayRetreat):
        return Retreat(next((route for route in question.routes if route[-1] == cell), ()))
    return SetUp(choice.unit, cell)


def press(seen: Seen, side: str, choice: Choice, cell: Cell, reach: Reach, order: bool = False) -> Meaning:
    """Read a click on a hex; `reach` is the chosen unit's.  `order` is the other button: it orders, never chooses."""
    if isinstance(choice, Entering | Granting | Picking):
        return Meaning(choice)
    if isinstance(choice, Conferring):
        choice = Idle()
    if isinstance(choice, Placing):
        return _answered(seen, choice, _placed(seen, choice, cell)) if cell else Meaning(choice)
    if cell == NO_CELL:
        return Meaning(Idle())
    if isinstance(choice, Errand):
        return _pointed(seen, choice, cell)
    if enemies(seen, side, cell):
        return _press_enemy(seen, side, choice, cell, reach, order)
    own = mine(seen, side, cell)
    match choice:
        case Planning():
            partner = next((u.number for u in own if u.number not in choice.units), None)
            if own and _about(seen, choice.target) >> cell & 1 and _joinable(seen, side, choice, own):
                return toggled(seen, choice, own[0].number if partner is None else partner)
            return Meaning(Idle()) if not own else Meaning(Chosen(own[0].number))
        case Chosen(unit):
            if own and not order:
                return Meaning(Chosen(_next_of(own, unit)))
            if seen.unit(unit).cell == cell:
                return Meaning(choice)
            return _march(seen, choice, unit, cell, reach, order)
        case Together(units):
            if seen.unit(units[0]).cell == cell:
                return Meaning(Chosen(_next_of(own, units[0])))
            return _march(seen, choice, units[0], cell, reach, order)
        case Idle() | Looking():
            return Meaning(Chosen(own[0].number) if own else Looking(cell))
        case _:
            assert_never(choice)


def _answered(seen: Seen, choice: Choice, action: Action) -> Meaning:
    """An action on the spot, or why it is refused."""
    refusal = umpire.refusal(seen, action)
    return Meaning(choice, None if refusal else action, refusal)


def _pointed(seen: Seen, choice: Errand, cell: Cell) -> Meaning:
    """The errand goes to a hex beside the unit; any other hex takes it back."""
    errand = orders.errand(seen, choice.unit, choice.what)
    if errand is not None and cell in errand.offers:
        return Meaning(Chosen(choice.unit), errand.offers[cell])
    return Meaning(Chosen(choice.unit))


def _next_of(own: tuple[Unit, ...], unit: int) -> int:
    """The first unit of a stack, or the one after it when the stack was clicked already."""
    numbers = [u.number for u in own]
    return numbers[(numbers.index(unit) + 1) % len(numbers)] if unit in numbers else numbers[0]


def _march(seen: Seen, choice: Chosen | Together, unit: int, cell: Cell, reach: Reach, order: bool) -> Meaning:
    route = reach.get(cell)
    if route is not None and route.cells:
        return _answered(seen, choice, marching(choice, route))
    if order:
        return Meaning(choice, refusal=Refusal("", "out_of_reach"))
    return Meaning(Looking(cell, unit))


def marching(choice: Chosen | Together, route: Route) -> Action:
    """The order to march for what is in hand."""
    return (
        Move(choice.unit, route.cells)
        if isinstance(choice, Chosen)
        else MoveTogether(tuple(sorted(choice.units)), route.cells)
    )


def together(seen: Seen, unit: int) -> tuple[int, ...]:
    """The units that would march with this one as a stack: those of its hex that have points left, itself first."""
    now = seen.unit(unit)
    others = [u.number for u in mine(seen, now.side, now.cell) if u.number != unit and questions.points_left(seen, u)]
    return (unit, *others)


def _press_enemy(seen: Seen, side: str, choice: Choice, cell: Cell, reach: Reach, order: bool) -> Meaning:
    if isinstance(choice, Planning) and choice.target == cell:
        return committed(seen, choice)
    lead = lead_of(choice)
    ready, refusal = attackers(seen, side, cell)
    if ready:
        return Meaning(Planning(cell, ready, lead=lead))
    if order and isinstance(choice, Chosen | Together):
        route = approach(seen, reach, cell)
        return Meaning(choice, marching(choice, route)) if route else Meaning(choice, refusal=refusal)
    return Meaning(Looking(cell, lead), refusal=refusal if lead >= 0 else None)


def _about(seen: Seen, target: Cell) -> CellSet:
    """The hexes from which a hex may be attacked: those next to it, and where guns carry farther, those in range."""
    grid = seen.scenario.board.grid
    return grid.within(target, max(1, seen.scenario.measures.guns)) & ~(1 << target)


def _joinable(seen: Seen, side: str, plan: Planning, own: tuple[Unit, ...]) -> bool:
    """Whether any of these units touches the target of a plan, or has guns that reach it."""
    here = {number for number, _ in partners(seen, side, plan)}
    return any(unit.number in here for unit in own)


def attackers(seen: Seen, side: str, target: Cell) -> tuple[tuple[int, ...], Refusal | None]:
    """The player's units that may attack a hex now, and if there are none, why the first that touches it may not."""
    ready: list[int] = []
    why: Refusal | None = None
    near = seen.scenario.board.grid.within(target, 1)
    for cell in cells_of(_about(seen, target)):
        for unit in mine(seen, side, cell):
            refusal = questions.able(seen, unit, target)
            if refusal is None:
                ready.append(unit.number)
            if near >> cell & 1:
                why = why or refusal
    together = tuple(sorted(ready))
    if not together:
        return (), why
    refusal = umpire.refusal(seen, Attack(target, together))
    if refusal is None:
        return together, None
    alone = next((n for n in together if umpire.refusal(seen, Attack(target, (n,))) is None), None)
    return ((alone,), None) if alone is not None else ((), refusal)


def approach(seen: Seen, reach: Reach, target: Cell) -> Route | None:
    """The cheapest way to a hex from which the target can be attacked."""
    beside = seen.scenario.board.grid.neighbours[target]
    ways = [reach[cell] for cell in beside if cell in reach and reach[cell].cells]
    return min(ways, key=lambda route: (route.cost, route.cells[-1]), default=None)


def partners(seen: Seen, side: str, plan: Planning) -> tuple[tuple[int, Refusal | None], ...]:
    """Every unit of the player that touches the target or has guns that reach it, and why it cannot join.

    None where it takes part or could.
    """
    rows: list[tuple[int, Refusal | None]] = []
    near = seen.scenario.board.grid.within(plan.target, 1)
    for cell in cells_of(_about(seen, plan.target)):
        for unit in mine(seen, side, cell):
            if not near >> cell & 1 and questions.able(seen, unit, plan.target) is not None:
                continue
            joined = tuple(sorted({*plan.units, unit.number}))
            stop = None if unit.number in plan.units else umpire.refusal(seen, Attack(plan.target, joined))
            rows.append((unit.number, stop))
    return tuple(sorted(rows, key=lambda row: row[0]))


def toggled(seen: Seen, plan: Planning, unit: int) -> Meaning:
    """Take a unit out of the planned attack or bring it in; the last one stays, and so do those who are needed."""
    changed = tuple(sorted(set(plan.units) ^ {unit}))
    if not changed:
        return Meaning(plan)
    refusal = umpire.refusal(seen, Attack(plan.target, changed))
    return Meaning(plan, refusal=refusal) if refusal else Meaning(_planned(seen, plan, changed))


def _planned(seen: Seen, plan: Planning, units: tuple[int, ...]) -> Planning:
    charge = plan.charge and umpire.refusal(seen, Attack(plan.target, units, True)) is None
    return Planning(plan.target, units, charge, plan.lead)


def charged(seen: Seen, plan: Planning) -> Meaning:
    """Turn the planned attack into a declared charge, or back."""
    refusal = None if plan.charge else umpire.refusal(seen, Attack(plan.target, plan.units, True))
    if refusal:
        return Meaning(plan, refusal=refusal)
    return Meaning(Planning(plan.target, plan.units, not plan.charge, plan.lead))


def committed(seen: Seen, plan: Planning) -> Meaning:
    """Order the planned attack."""
    action = attack_of(plan)
    refusal = umpire.refusal(seen, action)
    return Meaning(plan, refusal=refusal) if refusal else Meaning(Idle(), action)


def attack_of(plan: Planning) -> Attack:
    """The action that a plan stands for."""
    return Attack(plan.target, plan.units, plan.charge)


def preview(seen: Seen, side: str, choice: Choice, cell: Cell, reach: Reach) -> Route | None:
    """The way that a click on the hovered hex would take; before an enemy, the way to his side."""
    if not isinstance(choice, Chosen | Together) or cell == NO_CELL:
        return None
    if enemies(seen, side, cell):
        touching = seen.scenario.board.grid.adjacent(seen.unit(lead_of(choice)).cell, cell)
        return None if touching else approach(seen, reach, cell)
    route = reach.get(cell)
    return route if route is not None and route.cells else None


def ready(seen: Seen, unit: Unit) -> bool:
    """Whether a unit still has something to do in this part: it has not fought and may march or attack."""
    if unit.fought or not unit.on_map:
        return False
    return any(isinstance(action, Move | Attack) for action in umpire.legal(seen, unit.number))


def next_ready(seen: Seen, side: str, after: int, by: int = 1) -> int | None:
    """The next of the player's units with something to do, stack by stack; `by` -1 goes backwards."""
    own = [unit for cell in sorted({u.cell for u in seen.forces.of(side)}) if cell for unit in mine(seen, side, cell)]
    own = own[::by]
    here = next((place for place, unit in enumerate(own) if unit.number == after), -1)
    for unit in (*own[here + 1 :], *own[: max(here, 0)]):
        if ready(seen, unit):
            return unit.number
    return after if after >= 0 and seen.unit(after).side == side and ready(seen, seen.unit(after)) else None


def kept(seen: Seen, side: str, choice: Choice) -> Choice:
    """The choice as far as it still makes sense after something has happened."""
    question = asked(seen)
    if question is not None and question.side == side:
        if (
            isinstance(choice, Entering)
            and isinstance(question, MayAdvance)
            and set(choice.units) <= set(question.units)
        ):
            return choice
        return answering(seen, question)
    match choice:
        case Chosen(unit):
            now = seen.unit(unit)
            return choice if now.on_map and now.side == side else Idle()
        case Errand(unit, _):
            return kept(seen, side, Chosen(unit))
        case Together(units):
            here = [n for n in units if seen.unit(n).on_map and seen.unit(n).cell == seen.unit(units[0]).cell]
            return Together(tuple(here)) if len(here) > 1 else kept(seen, side, Chosen(units[0]))
        case Planning():
            fit = enemies(seen, side, choice.target) and not umpire.refusal(seen, attack_of(choice))
            return choice if fit else Idle()
        case Entering() | Placing() | Granting() | Picking():
            return Idle()
        case Conferring(topic):
            return Conferring(topic) if seen.actor == side else Idle()
        case Idle() | Looking():
            return choice
        case _:
            assert_never(choice)
