"""Whether an order may be given now.  This carries out chapter 28, on orders that are still to be given."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from game.model.actions import (
    Action,
    Advance,
    Attack,
    Bombard,
    Choose,
    DigIn,
    Disarm,
    Disband,
    Drill,
    EndPart,
    ForceMarch,
    Gift,
    GiveUpLine,
    GrainSortie,
    GrantTerms,
    HireGuides,
    HoldCouncil,
    Keep,
    LeaveMap,
    MakeOffer,
    MakePeace,
    Merge,
    Move,
    MoveTogether,
    OfferTerms,
    OpenDepot,
    PlayCard,
    React,
    Relieve,
    Retreat,
    SendConvoy,
    SetPosture,
    SetRation,
    SetRetreat,
    SetUp,
    ShareGuns,
    ShareTown,
)
from game.model.agenda import (
    MayAdvance,
    MayChoose,
    MayGrant,
    MayKeep,
    MayPlace,
    MayReact,
    MayRetreat,
)
from game.model.forces import Posture, Unit
from game.model.judgement import Refusal
from game.model.state import State
from game.rules import (
    arrivals,
    cards,
    combat,
    convoys,
    council,
    hard_marches,
    in_force,
    movement,
    odds,
    retreat,
    siege,
    stores,
    units,
    views,
    works,
)

Verdict: TypeAlias = Refusal | int | tuple[int, ...] | None
"""Why not, or what a march costs in points (each of a stack), or nothing to say."""


def judge(state: State, action: Action) -> Refusal | None:
    """The whole truth about an action: may the actor do it now, by what he knows?  [28.2, 28.4, 28.6]"""
    found = verdict(state, action)
    return found if isinstance(found, Refusal) else None


def verdict(state: State, action: Action) -> Verdict:
    """The same, and of a march that is allowed what it costs in points.  [28.2, 28.4, 28.6]"""
    if state.outcome is not None:
        return Refusal("27.5", "game.over")
    known = state if isinstance(action, EndPart) else views.view(state, state.actor)  # to end a part no look is needed
    decision = known.agenda[0] if known.agenda else None
    match action:
        case Advance(numbers):
            if not isinstance(decision, MayAdvance):
                return Refusal("28.4", "advance.nothing")
            return combat.judge_advance(known, decision, numbers)
        case Retreat(route):
            if not isinstance(decision, MayRetreat):
                return Refusal("28.4", "retreat.nothing")
            return retreat.judge_way(known, decision, route)
        case SetUp(number, cell):
            if not isinstance(decision, MayPlace):
                return Refusal("28.4", "setup.nothing")
            return arrivals.judge_placing(decision, number, cell)
        case GrantTerms():
            return None if isinstance(decision, MayGrant) else Refusal("28.4", "grant.nothing")
        case Keep(card):
            if not isinstance(decision, MayKeep):
                return Refusal("28.4", "keep.nothing")
            return cards.judge_keeping(decision, card)
        case Choose(choice, target):
            if not isinstance(decision, MayChoose):
                return Refusal("28.4", "choose.nothing")
            return cards.judge_choosing(known, decision, choice, target)
        case React(card, choice, target):
            if not isinstance(decision, MayReact):
                return Refusal("28.4", "react.nothing")
            return cards.judge_reacting(known, decision, card, choice, target)
        case _ if decision is not None:
            return Refusal("28.4", "decide.first")
        case Attack():
            return _judge_attack(known, action)
        case MoveTogether(numbers, route):
            return _judge_together(known, numbers, route)
        case SendConvoy():
            return arrivals.judge_send(known, known.actor)
        case SetRation(place, ration):
            return stores.judge_ration(known, known.actor, place, ration)
        case GiveUpLine(place):
            return works.judge_giving_up(known, known.actor, place)
        case OfferTerms(place):
            return siege.judge_asking(known, known.actor, place)
        case PlayCard(card, choice, target):
            return cards.judge_playing(known, card, choice, target)
        case (
            Drill() | Disband() | Gift() | HoldCouncil() | Disarm() | ShareTown() | ShareGuns() | MakeOffer()
            | MakePeace()
        ):  # fmt: skip
            return council.judge(known, action)
        case EndPart():
            return None
        case _:
            return _judge_unit(known, action)


OtherOrder: TypeAlias = (
    ForceMarch
    | LeaveMap
    | HireGuides
    | SetPosture
    | SetRetreat
    | Merge
    | DigIn
    | OpenDepot
    | Relieve
    | GrainSortie
    | Bombard
)
"""An order to one unit that is no march."""

UnitAction: TypeAlias = Move | OtherOrder
"""An order to one unit."""

_UNIT_JUDGES: Mapping[type, Callable[[State, Unit, Any], Verdict]] = {
    Move: lambda state, unit, order: movement.judge(state, unit, order.route),
    ForceMarch: lambda state, unit, _: hard_marches.judge_forcing(state, unit),
    LeaveMap: lambda state, unit, _: hard_marches.judge_leaving(state, unit),
    HireGuides: lambda state, unit, order: hard_marches.judge_guides(state, unit, order.direction),
    SetPosture: lambda state, unit, order: _judge_posture(state, unit, order.posture),
    SetRetreat: lambda state, unit, order: retreat.judge_asking(state, unit, asks=order.asks),
    Merge: lambda state, unit, order: units.judge_merging(state, unit, order.into),
    DigIn: lambda state, unit, _: movement.judge_digging(state, unit),
    OpenDepot: lambda state, unit, _: convoys.judge_depot(state, unit),
    Relieve: lambda state, unit, _: convoys.judge_relief(state, unit),
    GrainSortie: lambda state, unit, order: stores.judge_sortie(state, unit, order.field),
    Bombard: lambda state, unit, order: works.judge_bombarding(state, unit, order.target),
}


def _judge_unit(state: State, action: UnitAction) -> Verdict:
    found = _own(state, action.unit)
    if isinstance(found, Unit) and found.due and not isinstance(action, SetPosture | SetRetreat):
        return units.at_drill(found)
    return found if isinstance(found, Refusal) else _UNIT_JUDGES[type(action)](state, found, action)


def _judge_attack(state: State, attack: Attack) -> Refusal | None:
    for number in attack.units:
        found = _own(state, number)
        if isinstance(found, Refusal):
            return found
    return odds.judge(state, attack)


def _judge_together(state: State, numbers: tuple[int, ...], route: tuple[int, ...]) -> Verdict:
    stack = []
    for number in numbers:
        found = _own(state, number)
        if isinstance(found, Refusal):
            return found
        if found.due:
            return units.at_drill(found)
        stack.append(found)
    return movement.judge_together(state, stack, route)


def _judge_posture(state: State, unit: Unit, posture: Posture) -> Refusal | None:
    if unit.posture is posture:
        return Refusal("28.2", "posture.already", {"unit": unit.number, "posture": posture.value})
    nimble = units.mounted(state, unit) or units.has(state, unit, "mountaineer")
    if state.table.lasting and in_force.evading(state, unit):
        return Refusal("25.22", "posture.evading", {"unit": unit.number})
    if posture is Posture.EVADE and not nimble:
        return Refusal("20.9", "posture.slow", {"unit": unit.number})
    return None


def _own(state: State, number: int) -> Unit | Refusal:
    """The actor's unit with this number, on the map.  [28.2]"""
    if not 0 <= number < len(state.forces.units):
        return Refusal("28.2", "unit.unknown", {"unit": number})
    unit = state.unit(number)
    if unit.side != state.actor:
        return Refusal("28.2", "unit.not_yours", {"unit": number})
    if not unit.on_map:
        return Refusal("28.2", "unit.off_map", {"unit": number})
    return unit
