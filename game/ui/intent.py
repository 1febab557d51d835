"""What a click or a hover on the map means: pure, from what the side sees and what is chosen already.

A *choice* is what the player has in hand.  `press` answers a click with the next choice and, when the click
commits, with the action to submit.  Nothing is committed by the click that first shows the odds of an attack.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from game import questions, umpire
from game.hexes import NO_CELL, Cell
from game.model.actions import Action, Attack, DigIn, Move, OpenDepot, Relieve, SetPosture
from game.model.agenda import MayAdvance
from game.model.forces import Posture, Unit
from game.model.judgement import Refusal, Route
from game.model.state import Seen

Reach: TypeAlias = Mapping[Cell, Route]


@dataclass(frozen=True, slots=True)
class Idle:
    """Nothing is chosen."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """One of the player's units is chosen."""

    unit: int


@dataclass(frozen=True, slots=True)
class Looking:
    """A hex is looked at: a foreign stack, a town, plain ground; `lead` is the unit that was chosen before, or -1."""

    cell: Cell
    lead: int = -1


@dataclass(frozen=True, slots=True)
class Planning:
    """An attack is laid out and its odds are shown; `lead` is the unit that was chosen before, -1 for none."""

    target: Cell
    units: tuple[int, ...]
    charge: bool = False
    lead: int = -1


@dataclass(frozen=True, slots=True)
class Entering:
    """The hex is won: these victors are about to enter it."""

    units: tuple[int, ...]


Choice: TypeAlias = Idle | Chosen | Looking | Planning | Entering


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a click comes to: the next choice, and an action to submit or a refusal to show."""

    choice: Choice
    action: Action | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """A button of the chosen unit: the action, whether it is in force already, and why it is refused."""

    action: Action
    current: bool
    refusal: Refusal | None


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
    """The power of a unit in attack where it stands; 0 for one that does not fight."""
    return questions.power(seen, unit, unit.cell, attacking=True) if questions.fights(seen, unit) else 0


def enemies(seen: Seen, side: str, cell: Cell) -> tuple[Unit, ...]:
    """The units on a hex that the player may attack."""
    return tuple(u for u in seen.forces.at(cell) if seen.bonds.at_war(side, u.side))


def asked(seen: Seen) -> MayAdvance | None:
    """The decision that must be answered first, if there is one."""
    top = seen.agenda[0] if seen.agenda else None
    return top if isinstance(top, MayAdvance) else None


def press(seen: Seen, side: str, choice: Choice, cell: Cell, reach: Reach, order: bool = False) -> Meaning:
    """Read a click on a hex; `reach` is the chosen unit's.  `order` is the other button: it orders, never chooses."""
    if isinstance(choice, Entering):
        return Meaning(choice)
    if cell == NO_CELL:
        return Meaning(Idle())
    if enemies(seen, side, cell):
        return _press_enemy(seen, side, choice, cell, reach, order)
    own = mine(seen, side, cell)
    match choice:
        case Planning():
            partner = next((u.number for u in own if u.number not in choice.units), None)
            if own and seen.scenario.board.grid.adjacent(cell, choice.target):
                return toggled(seen, choice, own[0].number if partner is None else partner)
            return Meaning(Idle()) if not own else Meaning(Chosen(own[0].number))
        case Chosen(unit):
            if own and not order:
                return Meaning(Chosen(_next_of(own, unit)))
            if seen.unit(unit).cell == cell:
                return Meaning(choice)
            return _march(seen, choice, unit, cell, reach, order)
        case Idle() | Looking():
            return Meaning(Chosen(own[0].number) if own else Looking(cell))
        case _:
            assert_never(choice)


def _next_of(own: tuple[Unit, ...], unit: int) -> int:
    """The first unit of a stack, or the one after it when the stack was clicked already."""
    numbers = [u.number for u in own]
    return numbers[(numbers.index(unit) + 1) % len(numbers)] if unit in numbers else numbers[0]


def _march(seen: Seen, choice: Chosen, unit: int, cell: Cell, reach: Reach, order: bool) -> Meaning:
    route = reach.get(cell)
    if route is not None and route.cells:
        action = Move(unit, route.cells)
        refusal = umpire.refusal(seen, action)
        return Meaning(choice, None if refusal else action, refusal)
    if order:
        return Meaning(choice, refusal=Refusal("", "out_of_reach"))
    return Meaning(Looking(cell, unit))


def _press_enemy(seen: Seen, side: str, choice: Choice, cell: Cell, reach: Reach, order: bool) -> Meaning:
    if isinstance(choice, Planning) and choice.target == cell:
        return committed(seen, choice)
    lead = choice.unit if isinstance(choice, Chosen) else getattr(choice, "lead", -1)
    ready, refusal = attackers(seen, side, cell)
    if ready:
        return Meaning(Planning(cell, ready, lead=lead))
    if order and isinstance(choice, Chosen):
        route = approach(seen, reach, cell)
        return Meaning(choice, Move(choice.unit, route.cells)) if route else Meaning(choice, refusal=refusal)
    return Meaning(Looking(cell, lead), refusal=refusal if lead >= 0 else None)


def attackers(seen: Seen, side: str, target: Cell) -> tuple[tuple[int, ...], Refusal | None]:
    """The player's units that may attack a hex now, and if there are none, why the first that touches it may not."""
    ready: list[int] = []
    why: Refusal | None = None
    for cell in seen.scenario.board.grid.neighbours[target]:
        for unit in mine(seen, side, cell) if cell else ():
            refusal = questions.able(seen, unit, target)
            if refusal is None:
                ready.append(unit.number)
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
    """Every unit of the player that touches the target, and why it cannot join (None if it takes part or could)."""
    rows: list[tuple[int, Refusal | None]] = []
    for cell in seen.scenario.board.grid.neighbours[plan.target]:
        for unit in mine(seen, side, cell) if cell else ():
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
    if not isinstance(choice, Chosen) or cell == NO_CELL:
        return None
    if enemies(seen, side, cell):
        touching = seen.scenario.board.grid.adjacent(seen.unit(choice.unit).cell, cell)
        return None if touching else approach(seen, reach, cell)
    route = reach.get(cell)
    return route if route is not None and route.cells else None


def orders(seen: Seen, unit: int) -> tuple[Order, ...]:
    """What a chosen unit can be told besides marching and attacking, in the order of the buttons."""
    now = seen.unit(unit)
    rows = [Order(a, now.posture is a.posture, umpire.refusal(seen, a)) for a in (SetPosture(unit, p) for p in Posture)]
    dig = DigIn(unit)
    rows.append(Order(dig, now.dug_in, umpire.refusal(seen, dig)))
    if seen.scenario.types[unit].glyph == "convoy":
        supplies: tuple[Action, ...] = (OpenDepot(unit), Relieve(unit))
        rows += [Order(action, False, umpire.refusal(seen, action)) for action in supplies]
    return tuple(rows)


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
        still = isinstance(choice, Entering) and set(choice.units) <= set(question.units)
        return choice if still else Entering(question.units)
    match choice:
        case Chosen(unit):
            now = seen.unit(unit)
            return choice if now.on_map and now.side == side else Idle()
        case Planning():
            fit = enemies(seen, side, choice.target) and not umpire.refusal(seen, attack_of(choice))
            return choice if fit else Idle()
        case Entering():
            return Idle()
        case Idle() | Looking():
            return choice
        case _:
            assert_never(choice)


def cell_of(seen: Seen, choice: Choice) -> Cell:
    """The hex that a choice is about."""
    match choice:
        case Chosen(unit):
            return seen.unit(unit).cell
        case Planning(target):
            return target
        case Looking(cell):
            return cell
        case Entering():
            question = asked(seen)
            return question.cell if question is not None else NO_CELL
        case Idle():
            return NO_CELL
        case _:
            assert_never(choice)


def stepped_back(choice: Choice) -> Choice:
    """The choice before this one."""
    lead = choice.lead if isinstance(choice, Planning | Looking) else -1
    return Chosen(lead) if lead >= 0 else Idle()
