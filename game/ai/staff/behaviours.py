"""Behaviours on the map: each looks whether its moment has come, and proposes other orders for a stack or two.

A behaviour proposes, it does not decide: what it thinks of is tried out in imagined worlds.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from game import questions, umpire
from game.ai.staff import orders as o
from game.ai.staff.orders import Orders
from game.ai.staff.position import Position
from game.hexes import Cell
from game.model.actions import Attack


class Idea(NamedTuple):
    """Other orders for a part; `weight` says how promising they look beside other ideas of the same behaviour."""

    orders: Orders
    weight: float = 1.0


Behaviour = Callable[[Position, Orders], Iterator[Idea]]


def storm(position: Position, orders: Orders) -> Iterator[Idea]:
    """Everybody who stands beside an enemy falls on him."""
    survey = position.survey
    ordered = {(order.target, order.units) for order in orders if isinstance(order, Attack)}
    for cell in survey.foes:
        able = position.able(cell)
        if able and (cell, able) not in ordered:
            power = position.attack([survey.state.unit(number) for number in able])
            new = [Attack(cell, able)]
            yield Idea(o.first(new, orders, able), power / (survey.foe_guard(cell) + 1))


def hold_fire(position: Position, orders: Orders) -> Iterator[Idea]:
    """An attack that was thought good is not made."""
    for order in orders:
        if isinstance(order, Attack):
            yield Idea(o.without(orders, order.units))


def fall_on(position: Position, orders: Orders) -> Iterator[Idea]:
    """A stack marches up to an enemy much weaker than itself, and strikes him."""
    survey = position.survey
    for cell in position.front:
        power = position.attack(position.stacks[cell])
        weak = [foe for foe in survey.foes if survey.foe_guard(foe) * 3 < power * 2]
        for foe in sorted(weak, key=lambda foe: (position.grid.distance(cell, foe), foe))[:2]:
            ends = [there for there in position.beside(foe) if there in position.routes(cell)]
            for end in sorted(ends, key=lambda there: (position.risk(there), there))[:1]:
                going = position.going(cell, end)
                if going is not None:
                    units, order = going
                    numbers = tuple(sorted(u.number for u in units if survey.attack(u) and survey.steadfast(u)))
                    if numbers:
                        new = [order, Attack(foe, numbers)]
                        odds = power / (survey.foe_guard(foe) + 1)
                        yield Idea(o.first(new, orders, [u.number for u in units]), odds)


def ride_down(position: Position, orders: Orders) -> Iterator[Idea]:
    """A stack enters a hex where trains or leaders of the enemy are without men, and takes them."""
    for foe, alone in position.survey.foes.items():
        if any(position.survey.role(unit).fights for unit in alone):
            continue
        near = [cell for cell in position.stacks if foe in position.routes(cell)]
        near.sort(key=lambda cell: (position.grid.distance(cell, foe), cell))
        for cell in near[:1]:
            yield from _to(position, orders, cell, [foe])


def withdraw(position: Position, orders: Orders) -> Iterator[Idea]:
    """A stack that could be overwhelmed where it stands goes back to where it could not."""
    for cell in position.front:
        guard = position.guard(position.stacks[cell])
        here = position.survey.danger(cell) / (position.survey.friends(cell, 1) + 1)
        if here <= 1:
            continue
        ends = sorted(position.routes(cell), key=lambda end: (position.risk(end, guard), end))
        yield from _to(position, orders, cell, ends[:1], min(here, 4))


def mass(position: Position, orders: Orders) -> Iterator[Idea]:
    """A stack joins another at the front."""
    for cell in position.front:
        friends = [end for end in position.stacks if end != cell and end in position.routes(cell)]
        friends.sort(key=lambda end: (position.enemy_distance(end), -position.survey.friends(end, 0), end))
        yield from _to(position, orders, cell, friends[:1])


def stay(position: Position, orders: Orders) -> Iterator[Idea]:
    """A stack that was to march stays where it is."""
    moving = o.bound(orders)
    for cell in position.front:
        numbers = [unit.number for unit in position.stacks[cell] if unit.number in moving]
        if numbers:
            yield Idea(o.without(orders, numbers))


def cut_the_road(position: Position, orders: Orders) -> Iterator[Idea]:
    """Riders go round the enemy and stand on the road behind him."""
    survey = position.survey
    lines = position.open_roads()
    for cell in position.front:
        if not all(survey.role(unit).nimble or survey.role(unit).leader for unit in position.movers(cell)):
            continue
        ends = [
            end
            for end in position.routes(cell)
            if lines >> end & 1 and 1 < position.enemy_distance(end) <= 3 and _behind(position, cell, end)
        ]
        ends.sort(key=lambda end: (position.risk(end), end))
        yield from _to(position, orders, cell, ends[:1])


def seize(position: Position, orders: Orders) -> Iterator[Idea]:
    """A stack enters a place that pays, or is to be taken, and that nobody is seen in."""
    survey = position.survey
    for aim in survey.aims:
        if aim.held or aim.cell in survey.foes:
            continue
        near = [cell for cell in position.stacks if aim.cell in position.routes(cell)]
        near.sort(key=lambda cell: (position.grid.distance(cell, aim.cell), cell))
        for cell in near[:1]:
            yield from _to(position, orders, cell, [aim.cell])


def garrison(position: Position, orders: Orders) -> Iterator[Idea]:
    """A stack goes into a held place that is in danger."""
    survey = position.survey
    for aim in survey.aims:
        if not aim.held or survey.danger(aim.cell) <= survey.guards.get(aim.cell, 0):
            continue
        near = [cell for cell in position.stacks if cell != aim.cell and aim.cell in position.routes(cell)]
        near.sort(key=lambda cell: (-position.guard(position.stacks[cell]), cell))
        for cell in near[:1]:
            yield from _to(position, orders, cell, [aim.cell])


def husband(position: Position, orders: Orders) -> Iterator[Idea]:
    """A leader goes to the strongest stack that he can reach."""
    survey = position.survey
    for unit in survey.own:
        exposed = survey.danger(unit.cell) > survey.friends(unit.cell, 0)
        if not survey.role(unit).leader or not survey.mobile(unit) or not exposed:
            continue
        ends = [cell for cell in position.stacks if cell != unit.cell and survey.grid.distance(cell, unit.cell) <= 6]
        ends.sort(key=lambda cell: (survey.danger(cell) - survey.friends(cell, 0), cell))
        routes = umpire.reach(position.seen, unit.number)
        for end in [cell for cell in ends if cell in routes][:1]:
            new = [o.march([unit], routes[end].cells)]
            yield Idea(o.first(new, orders, [unit.number]))


def court(position: Position, orders: Orders) -> Iterator[Idea]:
    """A chief is courted, a council held, an offer or a peace made."""
    for order in questions.council_orders(position.seen):
        if order not in orders and umpire.refusal(position.seen, order) is None:
            yield Idea(o.first([order], orders, ()))


def _behind(position: Position, cell: Cell, end: Cell) -> bool:
    """Whether a hex lies beyond the nearest enemy, seen from another."""
    foe = min(position.survey.foes, key=lambda foe: (position.grid.distance(cell, foe), foe))
    return position.grid.distance(cell, end) > position.grid.distance(cell, foe)


def _to(position: Position, orders: Orders, cell: Cell, ends: Sequence[Cell], weight: float = 1.0) -> Iterator[Idea]:
    """The stack of a hex to each of some hexes."""
    for end in ends:
        going = position.going(cell, end)
        if going is not None:
            units, order = going
            yield Idea(o.first([order], orders, [unit.number for unit in units]), weight)


BEHAVIOURS: dict[str, Behaviour] = {
    "storm": storm,
    "hold fire": hold_fire,
    "fall on": fall_on,
    "ride down": ride_down,
    "withdraw": withdraw,
    "mass": mass,
    "stay": stay,
    "cut the road": cut_the_road,
    "seize": seize,
    "garrison": garrison,
    "husband": husband,
    "court": court,
}
