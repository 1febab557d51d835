"""Orders as the Staff turns them over in its hands: some left out, some put in."""

from collections.abc import Collection, Iterator, Sequence
from typing import TypeAlias

from game.hexes import Cell
from game.model.actions import Action, Attack, EndPart, Move, MoveTogether
from game.model.forces import Unit

Orders: TypeAlias = tuple[Action, ...]
"""All that a side orders in its part, in order."""


def march(units: Sequence[Unit], route: Sequence[Cell]) -> Action:
    """The order for some of a hex to go the same way."""
    numbers = tuple(sorted(unit.number for unit in units))
    return Move(numbers[0], tuple(route)) if len(numbers) == 1 else MoveTogether(numbers, tuple(route))


def without(orders: Orders, numbers: Collection[int]) -> Orders:
    """Orders that leave some units alone."""
    return tuple(_rest(orders, frozenset(numbers)))


def _rest(orders: Orders, numbers: frozenset[int]) -> Iterator[Action]:
    for order in orders:
        match order:
            case MoveTogether(units, route):
                left = tuple(number for number in units if number not in numbers)
                if left:
                    yield (
                        order if left == units else MoveTogether(left, route) if len(left) > 1 else Move(left[0], route)
                    )
            case Attack(target, units, charge):
                left = tuple(number for number in units if number not in numbers)
                if left:
                    yield order if left == units else Attack(target, left, charge)
            case _:
                if getattr(order, "unit", -1) not in numbers:
                    yield order


def first(new: Sequence[Action], orders: Orders, numbers: Collection[int]) -> Orders:
    """New orders for some units before all others, which leave these alone."""
    return (*new, *without(orders, numbers))


def last(orders: Orders, new: Sequence[Action]) -> Orders:
    """New orders after all others, before the part ends."""
    end = len(orders) - isinstance(orders[-1], EndPart) if orders else 0
    return (*orders[:end], *new, *orders[end:])


def bound(orders: Orders) -> set[int]:
    """The units that are ordered anywhere or to attack."""
    found: set[int] = set()
    for order in orders:
        if isinstance(order, MoveTogether | Attack):
            found.update(order.units)
        elif isinstance(order, Move):
            found.add(order.unit)
    return found
