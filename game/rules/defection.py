"""How men leave the ranks: to another side, home, or to terms; and the blow of those who break.

This carries out chapter 24.
"""

from game.hexes import Cell
from game.model.actions import MakePeace
from game.model.events import (
    FactionLeft,
    PeaceMade,
    PlaceTaken,
    PurseChanged,
    UnitFellBack,
    UnitLeft,
    UnitTurned,
    WarDeclared,
)
from game.model.forces import Status, Unit
from game.model.judgement import Refusal
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import holding, leaders, purse, ranks, retreat, units

NEVER_BACK = (Status.GONE, Status.ESCAPED)


def becomes(state: State, faction: int) -> str:
    """The side that a faction becomes when it breaks, empty if the scenario has none for it.  [24.10]"""
    scenario = state.scenario
    name = scenario.factions[faction].id
    known = any(side.id == name for side in scenario.sides)
    return name if known and name != scenario.ranks[faction] else ""


def men_of(state: State, faction: int) -> tuple[Unit, ...]:
    """The units of a faction that are its side's, on the map or not, but for those gone for good.  [24.9, 24.13]"""
    name, side = state.scenario.factions[faction].id, state.scenario.ranks[faction]
    return tuple(
        [
            unit
            for unit in state.forces.units
            if unit.side == side and unit.status not in NEVER_BACK and state.spec(unit.number).faction == name
        ]
    )


def leave(ledger: Ledger, who: int | tuple[int, ...], cause: str, side: str = "") -> None:
    """Let a faction, by its number, or some units, by theirs, leave the ranks for another side, or for none.

    `cause` is break, disarmed, joined or mutiny with a `side`; home, recalled or terms without.  [24.9, 24.10, 24.13]
    """
    state = ledger.state
    men = men_of(state, who) if isinstance(who, int) else tuple([state.unit(number) for number in who])
    if isinstance(who, int):
        if state.court.of(state.court.left, who):
            return
        ledger.record(FactionLeft(who, side, cause))
    for old in dict.fromkeys(unit.side for unit in men):
        leaving = tuple([unit for unit in men if unit.side == old and unit.status not in NEVER_BACK and old != side])
        if side:
            _turn(ledger, leaving, old, side)
        else:
            _go(ledger, leaving, old, cause)


def _go(ledger: Ledger, men: tuple[Unit, ...], old: str, cause: str) -> None:
    """Take men off the map for good; terms please those with whom they are made.  [24.9, 24.13]"""
    for unit in men:
        ledger.record(UnitLeft(unit.number, Status.GONE, 0, unit.men, cause))
    if cause == "terms" and men:
        for enemy in ledger.state.bonds.enemies(old):
            if ledger.state.scenario.side(enemy).currency:
                purse.fill(ledger, enemy, ledger.state.scenario.charts.cohesion.terms_gain, "terms")


def _turn(ledger: Ledger, men: tuple[Unit, ...], old: str, side: str) -> None:
    """Let men change sides where they stand: those who shared a hex part, and what they alone hold turns with them.

    [24.10, 24.13]
    """
    if not men:
        return
    for unit in men:
        ledger.record(UnitTurned(unit.number, side))
    if not ledger.state.bonds.at_war(side, old):
        ledger.record(WarDeclared(side, old))
    for cell in sorted({unit.cell for unit in men if unit.on_map}):
        _part(ledger, cell, side, old)
    for number, place in enumerate(ledger.state.scenario.board.places):
        held = ledger.state.realm.holdings[number]
        if held.holder == old and place.town and holding.garrison(ledger.state, place.cell, side):
            ledger.record(PlaceTaken(number, side, "turned", old))


def _part(ledger: Ledger, cell: Cell, side: str, old: str) -> None:
    """Let the fewer of two parties on one hex give way; chiefs whom their men leave alone are in the others' hands.

    [24.10]
    """
    state = ledger.state
    turned, faithful = state.forces.of_at(side, cell), state.forces.of_at(old, cell)
    if not turned or not faithful:
        return
    fewer = turned if sum(u.men for u in turned) < sum(u.men for u in faithful) else faithful
    for unit in fewer:
        if unit.men:
            _give_way(ledger, unit)
    for leader in fewer:
        if units.has(state, leader, "leader"):
            _ride_off(ledger, leader, fewer)


def _give_way(ledger: Ledger, unit: Unit) -> None:
    """Let a unit leave a hex that it shares with enemies, or scatter.  [24.10]"""
    route = retreat.way_back(ledger.state, unit, 1, (unit.cell,))
    if route:
        retreat.fall_back(ledger, unit, route, "parted")
    else:
        due = ledger.state.turn + ledger.state.scenario.charts.morale.disperse_turns
        ledger.record(UnitLeft(unit.number, Status.DISPERSED, due, unit.men, "parted"))


def _ride_off(ledger: Ledger, leader: Unit, men: tuple[Unit, ...]) -> None:
    """Let a chief go with the men he stood with; one who had none throws for his fate.  [24.10]"""
    state = ledger.state
    gone = [state.unit(unit.number) for unit in men if unit.men]
    fled = [unit for unit in gone if unit.on_map and unit.cell != leader.cell]
    if fled:
        ledger.record(UnitFellBack(leader.number, (fled[0].cell,), "parted"))
    elif gone or leaders.roll_fate(ledger, leader, alone=True):
        leaders.flee(ledger, leader)


def judge_peace(state: State, order: MakePeace) -> Refusal | None:
    """Whether a side may try to buy peace of a faction that broke with it.  [24.12]"""
    scenario, chart = state.scenario, state.scenario.charts.cohesion
    if not 0 <= order.faction < len(scenario.factions) or scenario.ranks[order.faction] != state.actor:
        return Refusal("24.12", "peace.nobody")
    me: dict[str, int | str] = {"faction": order.faction}
    side, left = becomes(state, order.faction), state.court.of(state.court.left, order.faction)
    if not left or not side or not state.bonds.at_war(state.actor, side):
        return Refusal("24.12", "peace.nobody", me)
    if state.turn - left < chart.peace_turns:
        return Refusal("24.12", "peace.early", {**me, "turns": chart.peace_turns})
    land = ranks.home(scenario, order.faction)
    if any(unit.men and land >> unit.cell & 1 for unit in state.forces.of(state.actor)):
        return Refusal("24.12", "peace.inside", me)
    if state.bonds.purse[scenario.side_number(state.actor)] < chart.peace_cost:
        return Refusal("24.12", "purse.empty", {"cost": chart.peace_cost, "side": state.actor})
    return None


def make_peace(ledger: Ledger, order: MakePeace) -> None:
    """Pay for peace, and throw for it.  [24.12]"""
    state, chart = ledger.state, ledger.state.scenario.charts.cohesion
    side = state.actor
    ledger.record(PurseChanged(side, -chart.peace_cost, "peace"))
    if ledger.roll("peace", side=side) >= chart.peace_least:
        ledger.record(PeaceMade(side, becomes(state, order.faction)))
