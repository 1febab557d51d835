"""Random legal play, and small helpers to state the laws of the house over it."""

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never

from game import library, questions, umpire
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
from game.model.bonds import Ration
from game.model.dice import Seeded
from game.model.events import Event, GunsTaken, MenJoined, MenLost
from game.model.forces import Posture
from game.model.scenario import Scenario
from game.model.state import State

SCENARIOS = ("proving-ground", "proving-ridge", "recapture-1922")


def scenario(name: str, _kept: dict[str, Scenario] = {}) -> Scenario:  # noqa: B006 - kept on purpose
    """A shipped scenario, loaded once."""
    if name not in _kept:
        _kept[name] = library.load(name)
    return _kept[name]


def drawn(state: State, chance: random.Random) -> Action:
    """A legal action, the subject drawn first, so that marches do not crowd out everything else."""
    if state.agenda:
        return chance.choice(list(umpire.legal(state)))
    if chance.random() < 0.04:
        return EndPart()
    mine = [unit.number for unit in state.forces.of(state.actor)]
    if chance.random() < 0.2:
        order = _of_the_side(state, chance)
        if umpire.refusal(state, order) is None:
            return order
    subject = chance.choice(mine) if mine else None
    choices = list(umpire.legal(state, subject)) if subject is not None else []
    marches = [action for action in choices if isinstance(action, Move)]
    attacks = [action for action in choices if isinstance(action, Attack)]
    others = [action for action in choices if not isinstance(action, Move | Attack)]
    if attacks and chance.random() < 0.5:
        return chance.choice(attacks)
    pool = chance.choice([kind for kind in (marches, marches, others) if kind] or [choices])
    if pool is others:
        kind = chance.choice(list(dict.fromkeys(type(action) for action in others)))
        pool = [action for action in others if type(action) is kind]
    return chance.choice(pool) if pool else EndPart()


def _of_the_side(state: State, chance: random.Random) -> Action:
    """An order that is not given to one unit: not always a legal one."""
    stacks = [numbers for _, numbers in sorted(state.forces.stacks().items()) if len(numbers) > 1]
    mine = [numbers for numbers in stacks if state.unit(numbers[0]).side == state.actor]
    held = [number for number, place in enumerate(state.realm.holdings) if place.holder == state.actor]
    orders: list[Action] = [SendConvoy(), *questions.council_orders(state)]
    if state.table.hands and chance.random() < 0.5:
        orders = [*questions.card_plays(umpire.view(state, state.actor))] or orders
    if held:
        orders.append(SetRation(chance.choice(held), chance.choice(list(Ration))))
        orders.append(OfferTerms(chance.choice(held)))
    if state.scenario.works:
        orders.append(GiveUpLine(state.scenario.board.place_number(chance.choice(state.scenario.works).at)))
    if mine:
        stack = chance.choice(mine)
        routes = [route.cells for route in umpire.reach(state, chance.choice(stack)).values()]
        orders += [MoveTogether(stack, chance.choice(routes))] * 2 if routes else []
    return chance.choice(orders)


def walk(
    name: str, seed: int, actions: int, options: tuple[tuple[str, str], ...] = ()
) -> Iterator[tuple[State, Action, umpire.Step]]:
    """Play so many random actions, over as many games as it takes."""
    chance = random.Random(seed)
    game = 0
    state = umpire.begin(scenario(name), umpire.Setup(seed, options)).state
    for _ in range(actions):
        if state.outcome is not None:
            game += 1
            state = umpire.begin(scenario(name), umpire.Setup(seed + 10_000 * game, options)).state
        action = drawn(state, chance)
        step = umpire.apply(state, action)
        yield state, action, step
        state = step.state


def mutated(action: Action, chance: random.Random, state: State) -> Action:
    """The action with something wrong about it, most of the time."""
    units, cells = len(state.forces.units), state.scenario.board.grid.size
    unit, cell = chance.randrange(-2, units + 2), chance.randrange(-2, cells + 2)
    towards, ration = chance.randrange(-1, 7), chance.choice(list(Ration))
    wrong: list[Action]
    match action:
        case Move(number, route):
            wrong = [Move(unit, route), Move(number, (*route, cell)), Move(number, (cell,)), Move(number, route[::-1])]
        case MoveTogether(numbers, route):
            wrong = [MoveTogether((*numbers, unit), route), MoveTogether(numbers[:1], route), MoveTogether((), route),
                     MoveTogether(numbers[::-1], route), MoveTogether(numbers, (*route, cell)),
                     MoveTogether(numbers, ())]  # fmt: skip
        case Attack(target, numbers, charge):
            wrong = [Attack(cell, numbers, charge), Attack(target, tuple(sorted({*numbers, unit})), charge),
                     Attack(target, numbers, not charge), Attack(target, numbers * 2, charge)]  # fmt: skip
        case SetPosture():
            wrong = [SetPosture(unit, posture) for posture in Posture]
        case SetRetreat(number, asks):
            wrong = [SetRetreat(number, not asks), SetRetreat(unit, asks), Merge(number, unit)]
        case Merge(number, into):
            wrong = [Merge(into, number), Merge(unit, into), Merge(number, unit), Merge(number, number)]
        case Retreat(route):
            wrong = [Retreat(route[::-1]), Retreat((*route, cell)), Retreat(()), EndPart(), Advance(())]
        case DigIn() | OpenDepot() | Relieve() | ForceMarch() | LeaveMap():
            wrong = [DigIn(unit), OpenDepot(unit), Relieve(unit), ForceMarch(unit), LeaveMap(unit)]
        case HireGuides(number, direction):
            wrong = [HireGuides(number, towards), HireGuides(unit, direction)]
        case GrainSortie(number, field):
            wrong = [GrainSortie(number, cell), GrainSortie(unit, field)]
        case Bombard(number, target):
            wrong = [Bombard(number, cell), Bombard(unit, target)]
        case GrantTerms():
            wrong = [EndPart(), Advance(()), OfferTerms(chance.randrange(-2, len(state.realm.holdings) + 2))]
        case GiveUpLine() | OfferTerms():
            number = chance.randrange(-2, len(state.realm.holdings) + 2)
            wrong = [GiveUpLine(number), OfferTerms(number), GrantTerms(True)]
        case SendConvoy() | SetRation():
            wrong = [SetRation(chance.randrange(-2, len(state.realm.holdings) + 2), ration)]
        case SetUp(number, place):
            wrong = [SetUp(number, cell), SetUp(unit, place), EndPart(), Advance(())]
        case EndPart():
            wrong = [Advance((unit,)), SetUp(unit, cell), SendConvoy(), GrainSortie(unit, cell)]
        case Advance(numbers):
            wrong = [Advance((*numbers, unit)), EndPart(), Move(unit, (cell,))]
        case Drill() | Disband():
            wrong = [Drill(unit, (unit,)), Drill(unit, (unit, chance.randrange(units))), Drill(unit, ()), Disband(unit)]
        case Gift() | HoldCouncil() | Disarm() | ShareTown() | ShareGuns() | MakeOffer() | MakePeace():
            faction = chance.randrange(-2, len(state.scenario.factions) + 2)
            place = chance.randrange(-2, len(state.realm.holdings) + 2)
            wrong = [Gift(faction), HoldCouncil(faction), Disarm(faction), ShareTown(place, faction),
                     ShareGuns(faction), MakeOffer(faction), MakePeace(faction)]  # fmt: skip
        case PlayCard() | Keep() | Choose() | React():
            wrong = [PlayCard("no-such-card"), Keep("no-such-card"), Choose("no-such-branch"), React("no-such-card")]
        case _:
            assert_never(action)
    return chance.choice(wrong)


def men_declared(played: Scenario) -> int:
    """Men that the scenario says there are; under a dummy there is nobody, and nobody in what is yet to be drilled."""
    to_drill = played.training.units if played.training is not None else ()
    return sum(spec.men for spec in played.units if not spec.dummy and spec.id not in to_drill)


def men_in_play(state: State) -> int:
    """Men of all units wherever they are, and men lost: what never changes in a game."""
    return sum(unit.men for unit in state.forces.units) + sum(state.tally.lost)


def men_joined(events: tuple[Event, ...]) -> int:
    """Men whom cards brought into the war, less those who left it alive."""
    return sum(event.men for event in events if isinstance(event, MenJoined))


def arms(state: State) -> tuple[int, int]:
    """Guns and machine guns of all units wherever they are."""
    return sum(unit.guns for unit in state.forces.units), sum(unit.mgs for unit in state.forces.units)


def arms_lost(events: tuple[Event, ...]) -> tuple[int, int]:
    """Guns and machine guns that events took from their units: lost, or taken by others."""
    gone = [event for event in events if isinstance(event, MenLost | GunsTaken)]
    return sum(event.guns for event in gone), sum(event.mgs for event in gone)


def other_dice(state: State, seed: int) -> State:
    """The same state with other dice."""
    return replace(state, dice=Seeded(seed))
