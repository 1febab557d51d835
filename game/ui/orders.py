"""What a unit, a place or a side can be told besides marching and attacking, and why it cannot be told just now."""

from collections.abc import Mapping
from dataclasses import dataclass

from game import questions, umpire
from game.hexes import DIRECTIONS, Cell
from game.model.actions import (
    Action,
    Bombard,
    DigIn,
    ForceMarch,
    GiveUpLine,
    GrainSortie,
    HireGuides,
    LeaveMap,
    Merge,
    OfferTerms,
    OpenDepot,
    Relieve,
    SendConvoy,
    SetPosture,
    SetRation,
    SetRetreat,
)
from game.model.board import Place
from game.model.bonds import Ration
from game.model.forces import Pace, Posture, Unit
from game.model.judgement import Refusal
from game.model.state import Seen

GUIDES, SORTIE, SHELL = "guides", "sortie", "bombard"
NEARLY = ("merge.fought", "merge.full")
"""Why a remnant may not join another just now that it could join otherwise."""


@dataclass(frozen=True, slots=True)
class Order:
    """A button: the action, whether it is in force already, and why it is refused."""

    action: Action
    current: bool
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class Errand:
    """A button that asks for a hex, most often beside the unit: `what` it is for, answers by hex, why there is none."""

    what: str
    offers: Mapping[Cell, Action]
    refusal: Refusal | None


def _order(seen: Seen, action: Action, current: bool = False) -> Order:
    return Order(action, current, umpire.refusal(seen, action))


def orders(seen: Seen, unit: int) -> tuple[Order, ...]:
    """What a chosen unit can be told, in the order of the buttons."""
    now, kind = seen.unit(unit), seen.scenario.types[unit]
    rows = [_order(seen, SetPosture(unit, posture), now.posture is posture) for posture in Posture]
    rows.append(_order(seen, DigIn(unit), now.dug_in))
    if kind.glyph != "leader":
        rows.append(_ways_back(seen, now))
        rows.append(_order(seen, ForceMarch(unit), now.pace in (Pace.FORCED, Pace.GALLOP)))
    if kind.glyph == "convoy":
        rows += [_order(seen, OpenDepot(unit)), _order(seen, Relieve(unit))]
    if any(way.side == now.side for way in seen.scenario.exits):
        rows.append(_order(seen, LeaveMap(unit)))
    return (*rows, *_joins(seen, now))


def _ways_back(seen: Seen, unit: Unit) -> Order:
    """The order that has the owner asked by which way a unit falls back, in force if it is given."""
    refusal = umpire.refusal(seen, SetRetreat(unit.number, not unit.asks))
    return Order(SetRetreat(unit.number, not unit.asks), unit.asks, refusal)


def _joins(seen: Seen, unit: Unit) -> list[Order]:
    """The units on its hex that a remnant may join, or could but for what they did or how many they are."""
    found = [_order(seen, Merge(unit.number, other.number)) for other in seen.forces.at(unit.cell) if other != unit]
    return [order for order in found if order.refusal is None or order.refusal.message in NEARLY]


def errands(seen: Seen, unit: int) -> tuple[Errand, ...]:
    """What a chosen unit can be told to do with a hex: ford-men by a river, grain by a place with stores, shells."""
    board, here = seen.scenario.board, seen.unit(unit).cell
    found: list[Errand] = []
    wet = [direction for direction in DIRECTIONS if (here, direction) in board.rivers]
    if wet:
        guides = {board.grid.step(here, direction): HireGuides(unit, direction) for direction in wet}
        found.append(_errand(seen, GUIDES, {cell: action for cell, action in guides.items() if cell}))
    place = board.town_at(here)
    if place is not None and stocked(seen, place):
        fields = [cell for cell in board.grid.neighbours[here] if board.ground >> cell & 1]
        found.append(_errand(seen, SORTIE, {cell: GrainSortie(unit, cell) for cell in fields}))
    if seen.scenario.works:
        walls = sorted({board.place(built.at).cell for built in seen.scenario.works} - {here})
        walls.sort(key=lambda cell: board.grid.distance(here, cell))
        shells = _errand(seen, SHELL, {cell: Bombard(unit, cell) for cell in walls})
        if walls and (shells.offers or seen.unit(unit).guns):
            found.append(shells)
    return tuple(found)


def _errand(seen: Seen, what: str, actions: Mapping[Cell, Action]) -> Errand:
    refusals = {cell: umpire.refusal(seen, action) for cell, action in actions.items()}
    offers = {cell: action for cell, action in actions.items() if refusals[cell] is None}
    return Errand(what, offers, None if offers else next(iter(refusals.values()), None))


def errand(seen: Seen, unit: int, what: str) -> Errand | None:
    """One errand of a unit, None if it has no such."""
    return next((one for one in errands(seen, unit) if one.what == what), None)


def stocked(seen: Seen, place: Place) -> bool:
    """Whether the stores of a place count in this game."""
    held = seen.realm.holdings[seen.scenario.board.place_number(place.id)]
    return bool(held.stores) or any(stores.at == place.id for stores in seen.scenario.stores)


def rations(seen: Seen, cell: Cell) -> tuple[Order, ...]:
    """What the place on a hex can serve out, if the scenario counts its stores."""
    board = seen.scenario.board
    place = board.town_at(cell)
    if place is None or not stocked(seen, place):
        return ()
    number = board.place_number(place.id)
    now = seen.realm.holdings[number].ration
    return tuple(_order(seen, SetRation(number, ration), now is ration) for ration in Ration)


def siege(seen: Seen, cell: Cell) -> tuple[Order, ...]:
    """What those who hold the place or the works on a hex can be told: to give up a line, to ask for terms."""
    board = seen.scenario.board
    found: list[Order] = []
    works = questions.works_at(seen, cell)
    if works is not None and len(works.lines) > 1:
        number = next(n for n, place in enumerate(board.places) if place.cell == cell)
        found.append(_order(seen, GiveUpLine(number)))
    place = board.town_at(cell)
    if place is not None and board.place_number(place.id) in questions.shut_in(seen):
        found.append(_order(seen, OfferTerms(board.place_number(place.id))))
    return tuple(o for o in found if o.refusal is None or o.refusal.message in ("works.last", "terms.asked"))


def convoy(seen: Seen, side: str) -> Order | None:
    """One more convoy, where a side has convoys at all."""
    units = zip(seen.scenario.units, seen.scenario.types, strict=True)
    has = any(spec.side == side and kind.glyph == "convoy" for spec, kind in units)
    return _order(seen, SendConvoy()) if has else None
