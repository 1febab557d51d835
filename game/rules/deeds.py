"""What cards do, effect by effect.  This carries out chapter 25."""

from collections.abc import Sequence
from typing import assert_never

from game.hexes import Cell
from game.model.agenda import Perform
from game.model.effects import (
    Answered,
    Bounty,
    Break,
    Ceiling,
    Cohesion,
    Discard,
    Draw,
    Effect,
    Flag,
    Forbid,
    Guides,
    Hostile,
    If,
    Later,
    Loyalty,
    Peace,
    Purse,
    Reprisal,
    Roll,
    Stores,
    Test,
    Weather,
    Works,
)
from game.model.events import InForce, Queued, UnitFellBack, UnitLeft
from game.model.fortunes import (
    Arrive,
    Charge,
    Convert,
    Convoy,
    Delay,
    Disperse,
    EvadeOnly,
    Evasion,
    GoesHome,
    Guns,
    Hunger,
    Leave,
    LetsPass,
    Losses,
    March,
    Men,
    Morale,
    NoAttack,
    Power,
    Reveal,
    Shift,
    Surrender,
)
from game.model.ledger import Ledger
from game.model.state import State
from game.model.table import Lasting, Target
from game.rules import dealings, holds, last_charge, laying, morale, muster, troops, windows
from game.rules.laying import Deed

BEATEN = ("destroyed", "surrendered", "captured", "dispersed")
"""How units leave the map that are beaten."""


def do(
    ledger: Ledger, effects: Sequence[Effect], card_id: str, side: str, target: Target = (), modifier: int = 0
) -> None:
    """Carry out effects of a card of `side` (empty: nobody) at a target; `modifier` is for its tests.  [25.30]"""
    _do_all(ledger, effects, Deed(card_id, side, target, modifier))


def _do_all(ledger: Ledger, effects: Sequence[Effect], deed: Deed) -> None:
    for effect in effects:
        _do(ledger, effect, deed)


def _do(ledger: Ledger, effect: Effect, deed: Deed) -> None:
    """Carry out one effect.  [25.20 to 25.33]"""
    match effect:
        case If():
            hold = holds.together(ledger.state, effect.conditions, deed.scene(ledger.state))
            _do_all(ledger, effect.then if hold else effect.else_, deed)
        case Roll():
            _throw(ledger, effect, deed)
        case Later():
            laying.postpone(ledger, effect.turns, effect.effects, deed)
        case Break():
            _break(ledger, effect)
        case Charge():
            last_charge.ride(ledger, effect, deed)
        case Answered():
            dealings.answer(ledger, effect)
        case (
            Shift() | Losses() | Power() | Works() | NoAttack() | EvadeOnly() | Evasion() | March() | Reveal()
            | LetsPass() | Forbid() | Bounty()
        ):  # fmt: skip
            laying.spread(ledger, effect, deed)
        case (
            Arrive() | Convert() | Convoy() | Delay() | Disperse() | GoesHome() | Guns() | Hunger() | Leave() | Men()
            | Morale()
        ):  # fmt: skip
            _to_troops(ledger, effect, deed)
        case _:
            _deal(ledger, effect, deed)


def _to_troops(ledger: Ledger, effect: troops.OfTroops, deed: Deed) -> None:
    """Carry out an effect on men.  [25.25, 25.28, 25.31]"""
    match effect:
        case Arrive():
            troops.call(ledger, effect, deed)
        case Convert():
            troops.convert(ledger, effect)
        case Convoy():
            troops.convoy(ledger, effect)
        case Delay():
            troops.delay(ledger, effect)
        case Disperse():
            troops.disperse(ledger, effect, deed)
        case GoesHome():
            troops.go_home(ledger, effect, deed)
        case Guns():
            troops.hand_over(ledger, effect, deed)
        case Hunger():
            troops.starve(ledger, effect, deed)
        case Leave():
            troops.leave(ledger, effect, deed)
        case Men():
            troops.change_men(ledger, effect, deed)
        case Morale():
            troops.change_hearts(ledger, effect, deed)
        case _:
            assert_never(effect)


Dealing = (
    Ceiling | Cohesion | Discard | Draw | Flag | Guides | Hostile | Loyalty | Peace | Purse | Reprisal | Stores
    | Surrender | Test | Weather
)  # fmt: skip
"""An effect on a side, a faction, a place or the sky."""


def _deal(ledger: Ledger, effect: Dealing, deed: Deed) -> None:
    """Carry out an effect on a side, a faction, a place or the sky.  [25.30]"""
    match effect:
        case Ceiling():
            dealings.raise_ceiling(ledger, effect, deed)
        case Cohesion():
            dealings.sway(ledger, effect, deed)
        case Discard():
            dealings.discard(ledger, effect)
        case Draw():
            dealings.draw(ledger, effect)
        case Flag():
            dealings.set_flag(ledger, effect)
        case Guides():
            dealings.guide(ledger, effect, deed)
        case Hostile():
            dealings.declare(ledger, effect)
        case Loyalty():
            dealings.turn_people(ledger, effect, deed)
        case Peace():
            dealings.pacify(ledger, effect, deed)
        case Purse():
            dealings.fill(ledger, effect, deed)
        case Reprisal():
            dealings.take_reprisal(ledger, effect, deed)
        case Stores():
            dealings.store(ledger, effect, deed)
        case Surrender():
            dealings.surrender(ledger, effect)
        case Test():
            dealings.test(ledger, effect, deed)
        case Weather():
            dealings.change_weather(ledger, effect, deed)
        case _:
            assert_never(effect)


def number(state: State, roll: Roll) -> int:
    """The number that two dice of a card must reach, before anything is added to them.  [25.30]"""
    if roll.by_cohesion is not None:
        steps = roll.by_cohesion.least
        now = state.bonds.cohesion[state.scenario.faction_number(roll.by_cohesion.faction)]
        return steps[min(now, len(steps) - 1)]
    if roll.by_hunger is not None:
        who = roll.by_hunger
        cell = state.scenario.board.place(who.place).cell
        worst = max([unit.hunger for unit in state.forces.of_at(who.side, cell)], default=0)
        return who.least[min(worst, len(who.least) - 1)]
    return roll.least


def added(state: State, roll: Roll, at: muster.Scene) -> tuple[tuple[str, int], ...]:
    """What is added to the dice of a card or taken from them now, each with its reason.  [25.30]"""
    return tuple((bonus.why, bonus.by) for bonus in roll.bonus if holds.together(state, bonus.conditions, at))


def least(state: State, roll: Roll, at: muster.Scene) -> int:
    """The least throw of two dice, as they fall, with which the first effects of a roll happen.  [25.30]"""
    return number(state, roll) - sum([by for _, by in added(state, roll, at)])


def ways(state: State, roll: Roll, at: muster.Scene) -> int:
    """Of 36 throws, how many bring the first effects of a roll.  [25.30]"""
    return 36 - morale.ways_at_most(least(state, roll, at) - 1)


def _throw(ledger: Ledger, roll: Roll, deed: Deed) -> None:
    """Throw two dice in the open.  [25.30]"""
    needed = least(ledger.state, roll, deed.scene(ledger.state))
    more = sum([by for _, by in added(ledger.state, roll, deed.scene(ledger.state))])
    throw = ledger.roll(deed.card)
    if throw >= needed:
        _do_all(ledger, roll.then, deed)
    elif throw + more <= roll.else_most:
        _do_all(ledger, roll.else_, deed)


def _break(ledger: Ledger, effect: Break) -> None:
    """Have a faction break with its side, when it has been answered.  [24.10, 25.30]"""
    state = ledger.state
    faction = state.scenario.faction_number(effect.faction)
    side = state.scenario.ranks[faction]
    ledger.record(Queued((Perform(side, "break", target=(faction,)),)))
    windows.open_window(ledger, "break", (faction,), "")


def after_fight(ledger: Ledger, target: Cell, start: int) -> None:
    """See to what hangs on a fight for a hex, told by the events since `start`: bounties, a charge.  [25.29, 25.33]"""
    events = tuple(ledger.events[start:])
    for lasting in ledger.state.table.lasting:
        if isinstance(lasting.effect, Charge) and lasting.target[0] == target:
            last_charge.finish(ledger, lasting, events)
        elif isinstance(lasting.effect, Bounty) and _beaten(lasting, events):
            ledger.record(InForce(tuple(one for one in ledger.state.table.lasting if one is not lasting)))
            do(ledger, lasting.effect.effects, lasting.card, lasting.side, lasting.target)
    laying.fought_out(ledger, target)


def _beaten(lasting: Lasting, events: Sequence[object]) -> bool:
    """Whether one of those for whom there is a bounty fell back, routed or was wiped out.  [25.33]"""
    return any(
        (isinstance(event, UnitFellBack) and event.unit in lasting.units and event.cause in ("retreat", "rout"))
        or (isinstance(event, UnitLeft) and event.unit in lasting.units and event.cause in BEATEN)
        for event in events
    )
