"""Chapter 14. Morale.

14.1  Morale runs from 0 to the ceiling of the unit's type: steady, shaken, wavering, broken.  A wavering unit
     does not attack; a broken one controls nothing and keeps away from enemy zones.
14.2  No unit loses more than three points a turn from all causes.
14.3  When a unit breaks, friends on its hex and next to it that have not lost heart this turn lose 1.
14.4  At the start of its side's part a broken unit may rally: two dice not over its morale and two bring it to
     4.  A unit that is out or starving cannot; a leader who serves it lowers the roll by 1.
14.5  A broken unit that does not rally and stands in an enemy zone flees two hexes.
14.6  At the start of a turn a unit in supply, out of enemy zones, that neither moved nor fought gains 1, and 1
     more with a leader, up to its ceiling.
14.7  Want costs morale every so many turns, by the chart of bread.
14.8  A test is two dice against morale plus two; a hard test has no such help.
"""

from collections.abc import Iterable

from game.model.events import MoraleChanged
from game.model.forces import Status, Unit
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import leaders, units, zones

WAYS = (0, 0, 1, 3, 6, 10, 15, 21, 26, 30, 33, 35, 36)
"""Of 36 throws of two dice, those that come to at most so much."""


def ways_at_most(number: int) -> int:
    """Of 36 throws of two dice, how many are at most this.  [14.8]"""
    return WAYS[max(0, min(12, number))]


def shake(ledger: Ledger, number: int, by: int, cause: str) -> None:
    """Lower a unit's morale, within what a turn may take, and let its neighbours see it break.  [14.1, 14.2, 14.3]"""
    shake_all(ledger, ((number, by),), cause)


def shake_all(ledger: Ledger, falls: Iterable[tuple[int, int]], cause: str) -> None:
    """Lower the morale of some units, each by so much, and let their neighbours see who breaks.  [14.1, 14.2, 14.3]"""
    state = ledger.state
    most = state.scenario.charts.morale.most_fall
    shaken, whole = [], []
    for number, fall in falls:
        unit = state.unit(number)
        by = min(fall, most - unit.fallen, unit.morale)
        if by > 0 and unit.on_map and not units.has(state, unit, "leader"):
            shaken.append(MoraleChanged(number, -by, unit.morale - by, cause))
            if not units.broken(state, unit):
                whole.append(number)
    if not shaken:
        return
    ledger.record_together(shaken)
    if cause != "contagion":
        for number in whole:
            _spread(ledger, ledger.state.unit(number))


def _spread(ledger: Ledger, unit: Unit) -> None:
    """Let the friends near a unit that has just broken, if it has, lose heart too.  [14.3]"""
    state = ledger.state
    if not units.broken(state, unit):
        return
    near = state.scenario.board.grid.within(unit.cell, 1)
    by = state.scenario.charts.morale.contagion
    friends = [f for f in state.forces.of(unit.side) if near >> f.cell & 1 and f.fallen == 0 and f is not unit]
    shake_all(ledger, [(friend.number, by) for friend in friends], "contagion")


def hearten(ledger: Ledger, number: int, by: int, cause: str) -> None:
    """Raise a unit's morale, never over its ceiling.  [14.1]"""
    hearten_all(ledger, ((number, by),), cause)


def hearten_all(ledger: Ledger, gains: Iterable[tuple[int, int]], cause: str) -> None:
    """Raise the morale of some units, each by so much, none over its ceiling.  [14.1]"""
    state = ledger.state
    raised = []
    for number, by in gains:
        now = state.unit(number).morale
        to = min(now + by, state.scenario.types[number].ceiling)
        if to > now:
            raised.append(MoraleChanged(number, to - now, to, cause))
    if raised:
        ledger.record_together(raised)


def rest(ledger: Ledger) -> None:
    """Let units at rest recover, and let want wear the others down.  [14.6, 14.7]"""
    state = ledger.state
    wearing = [bool(rung.every) and state.turn % rung.every == 0 for rung in state.scenario.charts.supply.wants]
    field, content = Status.FIELD, not wearing[0]
    stirred = [
        (unit, row)
        for unit, row in zip(state.forces.units, state.scenario.types, strict=True)
        if unit.status is field and not (content and unit.morale >= row.ceiling and not unit.hunger)
    ]
    calm: dict[str, int] = {}
    rested: list[tuple[int, int]] = []
    for unit, row in stirred:
        if "leader" in row.traits:
            continue
        if wearing[min(unit.hunger, len(wearing) - 1)]:
            hearten_all(ledger, rested, "rest")
            rested = []
            shake(ledger, unit.number, 1, "want")
            continue
        if unit.morale >= row.ceiling or unit.spent or unit.fought or unit.busy or unit.hunger:
            continue
        if unit.side not in calm:
            hard, soft = zones.enemy_zones(state, unit.side)
            calm[unit.side] = ~(hard | soft)
        if calm[unit.side] >> unit.cell & 1:
            rested.append((unit.number, 2 if leaders.led(state, (unit,)) else 1))
    hearten_all(ledger, rested, "rest")


def rally_number(state: State, unit: Unit) -> int | None:
    """The highest throw that rallies a broken unit, or None if it may not try.  [14.4]"""
    if not units.broken(state, unit) or units.want(state, unit).rally == 0:
        return None
    chart = state.scenario.charts.morale
    return unit.morale + chart.test + (chart.rally_leader if leaders.led(state, (unit,)) else 0)


def rally(ledger: Ledger, side: str) -> tuple[int, ...]:
    """Let the broken units of a side rally; the numbers of those that must flee.  [14.4, 14.5]"""
    fleeing = []
    for unit in [unit for unit in ledger.state.forces.of(side) if units.broken(ledger.state, unit)]:
        number = rally_number(ledger.state, unit)
        if number is not None and ledger.roll("rally", side=side) <= number:
            to = min(ledger.state.scenario.charts.morale.rallied, units.want(ledger.state, unit).rally)
            hearten(ledger, unit.number, to - unit.morale, "rally")
            continue
        hard, soft = zones.enemy_zones(ledger.state, side)
        if (hard | soft) >> unit.cell & 1:
            fleeing.append(unit.number)
    return tuple(fleeing)
