"""Chapter 28. The sequence of play.

28.1  A turn is: the sky, the purses, bread and rest of all sides; then the parts of the sides in the scenario's
      order; then towns and victory.
28.2  A part is: arrivals, rallies, then orders in any order until the side ends it, and the toll of the weather.
28.3  A side with nothing on the map and nothing due has no part.
28.4  What must still happen or be chosen is done before anything else: hidden set-ups are placed, fights are fought,
      victors are asked.
28.5  The order may name a side twice.  Each part is an impulse of its own for points and attacks; bread, incomes and
      the sky come once a turn.
28.6  What may be ordered is judged by what the side knows.  The truth may stop an order, and never refuses it.
"""

from typing import assert_never

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
    BeginPart,
    BeginTurn,
    DrawCards,
    EndTurn,
    FireCard,
    MayAdvance,
    MayChoose,
    MayGrant,
    MayKeep,
    MayPlace,
    MayReact,
    MayRetreat,
    Perform,
    ResolveFight,
    SettleBonds,
)
from game.model.events import (
    MarchStopped,
    PartBegan,
    PartEnded,
    PostureSet,
    Queued,
    RetreatSet,
    TaskDone,
    TurnBegan,
    Unnoticed,
)
from game.model.forces import Unit
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import (
    ambush,
    arrivals,
    cards,
    cohesion,
    combat,
    convoys,
    council,
    deeds,
    hard_marches,
    holding,
    laying,
    marching,
    morale,
    movement,
    notes,
    purse,
    retreat,
    siege,
    sight,
    stores,
    units,
    victory,
    want,
    weather,
    works,
)
from game.rules.judging import OtherOrder, Verdict


def open_game(ledger: Ledger) -> None:
    """Go on to the first choice of a game.  [28.4]"""
    before = ledger.state
    settle(ledger)
    purse.book(ledger)
    notes.expose(ledger)
    notes.remember(ledger, before)


def settle(ledger: Ledger) -> None:
    """Carry out duties until a side must choose or the game is over.  [28.4]"""
    while ledger.state.outcome is None and ledger.state.agenda:
        task = ledger.state.agenda[0]
        match task:
            case MayAdvance() | MayRetreat() | MayPlace() | MayGrant() | MayKeep() | MayChoose() | MayReact():
                return
            case ResolveFight():
                ledger.record(TaskDone())
                start = len(ledger.events)
                combat.resolve(ledger, task)
                if ledger.state.table.lasting:
                    deeds.after_fight(ledger, task.target, start)
            case BeginTurn(turn):
                ledger.record(TaskDone())
                _begin_turn(ledger, turn)
            case BeginPart(part):
                ledger.record(TaskDone())
                _begin_part(ledger, part)
            case EndTurn():
                ledger.record(TaskDone())
                _end_turn(ledger)
            case DrawCards():
                ledger.record(TaskDone())
                cards.draw(ledger, task)
            case FireCard():
                ledger.record(TaskDone())
                cards.fire(ledger, task)
            case Perform(side, what, choice, target):
                ledger.record(TaskDone())
                if what == "offer":
                    council.offer(ledger, side, target[0])
                elif what == "break":
                    council.break_away(ledger, target[0], choice or "break")
                else:
                    cards.perform(ledger, task)
            case SettleBonds():
                ledger.record(TaskDone())
                cohesion.settle(ledger)
                council.close_turn(ledger)
                cards.close_turn(ledger)
            case _:
                assert_never(task)


def _begin_turn(ledger: Ledger, turn: int) -> None:
    """Do what comes before the parts.  [28.1, 28.5]"""
    ledger.record(TurnBegan(turn))
    weather.turn_the_sky(ledger)
    laying.lapse(ledger)
    purse.pay_income(ledger)
    want.check_bread(ledger)
    morale.rest(ledger)
    ledger.record(Queued((BeginPart(0),)))
    cards.open_turn(ledger)


def _begin_part(ledger: Ledger, part: int) -> None:
    """Open the part of a side, or pass it over.  [28.2, 28.3, 28.5]"""
    order = ledger.state.scenario.order
    if part >= len(order):
        ledger.record(Queued((SettleBonds(), EndTurn())))
        return
    side = order[part]
    if not ledger.state.forces.camp(side).cells and not arrivals.due(ledger.state, side):
        ledger.record(Queued((BeginPart(part + 1),)))
        return
    ledger.record(PartBegan(side, part))
    cards.open_part(ledger, side)
    arrivals.enter(ledger, side)
    hexes = ledger.state.scenario.charts.morale.flee_hexes
    for number in morale.rally(ledger, side):
        unit = ledger.state.unit(number)
        if siege.besieged(ledger.state, unit.cell):
            continue
        foes = tuple(u.cell for u in ledger.state.forces.units if u.on_map and u.side != side)
        near = tuple(c for c in foes if ledger.state.scenario.board.grid.distance(c, unit.cell) <= hexes)
        route = retreat.way_back(ledger.state, unit, hexes, near or foes)
        if route:
            retreat.fall_back(ledger, unit, route, "flight")
    unseen = sight.unnoticed(ledger.state, side)
    if unseen:
        ledger.record(Unnoticed(side, unseen))


def _end_turn(ledger: Ledger) -> None:
    """Do what comes after the parts, when nobody asks for terms any more.  [28.1]"""
    hopeless = siege.hopeless(ledger.state)
    if hopeless:
        ledger.record(Queued((EndTurn(),)))
        for number in hopeless:
            siege.ask(ledger, number)
        return
    holding.revert(ledger)
    purse.book(ledger)
    victory.close_turn(ledger)
    if ledger.state.outcome is None:
        ledger.record(Queued((BeginTurn(ledger.state.turn + 1),)))


def carry_out(ledger: Ledger, action: Action, found: Verdict = None) -> None:
    """Do what was judged, at the cost in points that was found, and all that follows from it.  [28.2, 28.4, 28.6]"""
    before = ledger.state
    match action:
        case Move(number, route):
            assert isinstance(found, int)
            _march(ledger, (before.unit(number),), route, (found,))
        case MoveTogether(numbers, route):
            assert isinstance(found, tuple)
            _march(ledger, tuple(before.unit(number) for number in numbers), route, found)
        case EndPart():
            hard_marches.take_toll(ledger, before.phasing)
            ledger.record(PartEnded(before.phasing, before.part))
            ledger.record(Queued((BeginPart(before.part + 1),)))
        case Attack():
            combat.declare(ledger, action)
            if works.at(before, action.target):
                cards.open_window(ledger, "storm", (action.target,), before.phasing)
        case PlayCard(card, choice, target):
            cards.play(ledger, before.phasing, card, choice, target)
        case (
            Drill() | Disband() | Gift() | HoldCouncil() | Disarm() | ShareTown() | ShareGuns() | MakeOffer()
            | MakePeace()
        ):  # fmt: skip
            council.carry_out(ledger, action)
            if isinstance(action, Drill):
                cards.open_window(
                    ledger, "drill", (before.scenario.faction_number(_drilled(before, action)),), before.phasing
                )
            elif isinstance(action, MakeOffer):
                cards.open_window(ledger, "offer", (action.faction,), before.phasing)
            elif isinstance(action, Disarm):
                cards.open_window(ledger, "break", (action.faction,), "")
        case Keep(card):
            drawn = before.agenda[0]
            assert isinstance(drawn, MayKeep)
            ledger.record(TaskDone())
            cards.keep(ledger, drawn, card)
        case Choose(choice, target):
            branching = before.agenda[0]
            assert isinstance(branching, MayChoose)
            ledger.record(TaskDone())
            cards.choose(ledger, branching, choice, target)
        case React(card, choice, target):
            window = before.agenda[0]
            assert isinstance(window, MayReact)
            ledger.record(TaskDone())
            cards.react(ledger, window, card, choice, target)
        case SetRation(place, ration):
            stores.set_ration(ledger, place, ration)
        case GiveUpLine(place):
            works.give_up(ledger, place)
        case OfferTerms(place):
            siege.ask(ledger, place)
        case GrantTerms(granted):
            asked = before.agenda[0]
            assert isinstance(asked, MayGrant)
            ledger.record(TaskDone())
            siege.answer(ledger, asked, granted=granted)
        case SendConvoy():
            arrivals.send(ledger, before.phasing)
        case Advance(numbers):
            task = before.agenda[0]
            assert isinstance(task, MayAdvance)
            ledger.record(TaskDone())
            combat.advance(ledger, task, numbers)
        case Retreat(route):
            fallen = before.agenda[0]
            assert isinstance(fallen, MayRetreat)
            ledger.record(TaskDone())
            retreat.turn(ledger, fallen, route)
        case SetUp(number, cell):
            ledger.record(TaskDone())
            arrivals.place(ledger, number, cell)
        case _:
            _do(ledger, before.unit(action.unit), action)
    settle(ledger)
    if ledger.state.outcome is None:
        purse.book(ledger)
    notes.expose(ledger)
    notes.remember(ledger, before)


def _drilled(state: State, order: Drill) -> str:
    """The faction whose men are drilled."""
    return state.spec(order.bands[0]).faction


def _do(ledger: Ledger, unit: Unit, action: OtherOrder) -> None:
    match action:
        case ForceMarch():
            hard_marches.force(ledger, unit)
        case LeaveMap():
            hard_marches.leave(ledger, unit)
        case HireGuides(number, direction):
            if not hard_marches.hire_guides(ledger, unit, direction):
                there = ledger.state.scenario.board.grid.step(unit.cell, direction)
                ledger.record(MarchStopped((number,), there, "false_guide"))
        case SetPosture(number, posture):
            ledger.record(PostureSet(number, posture))
        case SetRetreat(number, asks):
            ledger.record(RetreatSet(number, asks))
        case Merge(_, into):
            units.merge(ledger, unit, into)
        case DigIn():
            movement.dig(ledger, unit)
        case OpenDepot():
            convoys.open_depot(ledger, unit)
        case Relieve():
            convoys.relieve(ledger, unit)
        case Bombard(_, target):
            works.bombard(ledger, unit, target)
        case GrainSortie(number, field):
            fall = stores.sortie(ledger, unit, field)
            if fall:
                morale.shake(ledger, number, fall, "sortie")
        case _:
            assert_never(action)


def _march(ledger: Ledger, stack: tuple[Unit, ...], route: tuple[int, ...], costs: tuple[int, ...]) -> None:
    """March, and meet what was hidden.  [28.6]"""
    cohesion.note_march(ledger, stack)
    met = marching.march(ledger, stack, route, costs)
    if ledger.state.table.lasting:
        laying.march_off(ledger, tuple(unit.number for unit in stack))
    if met:
        ambush.spring(ledger, stack, met)
