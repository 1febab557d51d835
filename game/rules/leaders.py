"""Chapter 13. Leaders.

13.1  A leader serves the units of his own faction, or of his whole side if his faction has no home of its own,
     within his radius.
13.2  A leader who serves a unit in a fight is worth one column to its side; of several the best counts.
13.3  When his stack is routed, or driven back with a fifth of its men lost, his fate is rolled: killed, taken,
     wounded and away for two turns, or unhurt.
13.4  A leader alone in a hex that the enemy enters rolls his fate at one less, and if unhurt joins the nearest
     friends.
13.5  One whom history still needs is wounded for three turns where he would be killed or taken.
13.6  When a charge does not carry, every leader who rode with it, on the hex of men who charged and whom he serves,
     rolls his fate at two less, whatever becomes of them.
13.7  Where the scenario names an heir of a leader who is killed, taken or away wounded, he takes over: if he was not
     on the map before, he joins the largest stack of the fallen one's men.  If the fallen one served his whole side,
     the half of its purse is gone, and that is neither spent nor a fall.
"""

from collections.abc import Iterable, Mapping

from game.hexes import Cell
from game.model.events import PurseChanged, UnitArrived, UnitFellBack, UnitLeft
from game.model.forces import Status, Unit
from game.model.ledger import Ledger
from game.model.scenario import Scenario
from game.model.state import State
from game.rules import units


def _patrons(scenario: Scenario) -> tuple[Mapping[int, int], ...]:
    """By unit: the leaders who may serve it while they are of its side, each with his radius.  [13.1]"""

    def work_out() -> tuple[Mapping[int, int], ...]:
        chiefs = [
            (number, spec, bool(spec.faction) and bool(scenario.faction(spec.faction).home))
            for number, spec in enumerate(scenario.units)
            if "leader" in scenario.types[number].traits
        ]
        return tuple(
            {number: chief.radius for number, chief, own in chiefs if not own or chief.faction == spec.faction}
            for spec in scenario.units
        )

    return scenario.remembered("patrons", work_out)


def serves(state: State, leader: Unit, unit: Unit) -> bool:
    """Whether a leader counts for a unit where both stand.  [13.1]"""
    radius = _patrons(state.scenario)[unit.number].get(leader.number)
    return radius is not None and _reaches(state, leader, unit, radius)


def _reaches(state: State, leader: Unit, unit: Unit, radius: int) -> bool:
    if leader.side != unit.side or leader.status is not Status.FIELD:
        return False
    return state.scenario.board.grid.distance(leader.cell, unit.cell) <= radius


def all_leaders(state: State, side: str) -> tuple[Unit, ...]:
    """The leaders of a side on the map."""
    chiefs = [state.forces.units[number] for number in leader_numbers(state)]
    return tuple([chief for chief in chiefs if chief.side == side and chief.status is Status.FIELD])


def leader_numbers(state: State) -> tuple[int, ...]:
    """The numbers of all leaders of the scenario."""
    return state.scenario.remembered(
        "leaders", lambda: tuple(n for n, row in enumerate(state.scenario.types) if "leader" in row.traits)
    )


def led(state: State, stack: Iterable[Unit]) -> bool:
    """Whether any of these units has a leader who serves it.  [13.2]"""
    patrons = _patrons(state.scenario)
    for unit in stack:
        if unit.men:
            for number, radius in patrons[unit.number].items():
                if _reaches(state, state.forces.units[number], unit, radius):
                    return True
    return False


def roll_fate(ledger: Ledger, leader: Unit, *, alone: bool = False, charged: bool = False) -> bool:
    """Roll what becomes of a leader; true if he keeps the field.  [13.3, 13.4, 13.5, 13.6]"""
    chart = ledger.state.scenario.charts.combat
    roll = ledger.roll("fate", side=leader.side, cell=leader.cell)
    roll -= (chart.fate_alone if alone else 0) + (chart.fate_charge if charged else 0)
    fate = next((name for least, name in reversed(chart.fates) if roll >= least), chart.fates[0][1])
    return meet_fate(ledger, leader, fate)


def meet_fate(ledger: Ledger, leader: Unit, fate: str, *, mortal: bool = False) -> bool:
    """Let a leader be killed, captured, wounded or unhurt; true if he keeps the field.  [13.3, 13.5, 13.7]"""
    chart = ledger.state.scenario.charts.combat
    away = chart.wounded_turns
    if fate in ("killed", "captured") and not mortal and not ledger.state.spec(leader.number).mortal:
        fate, away = "wounded", chart.spared_turns
    if fate == "unhurt":
        return True
    if fate == "wounded":
        ledger.record(UnitLeft(leader.number, Status.DISPERSED, ledger.state.turn + away, leader.men, fate))
    else:
        ledger.record(UnitLeft(leader.number, Status.GONE, 0, leader.men, fate))
    if ledger.state.spec(leader.number).heir:
        _succeed(ledger, leader)
    return False


def _succeed(ledger: Ledger, fallen: Unit) -> None:
    """Let the heir of a leader take over, if he is there or can come.  [13.7]"""
    state = ledger.state
    scenario = state.scenario
    heir = state.unit(scenario.unit_number(state.spec(fallen.number).heir))
    if heir.status is Status.POOL:
        men: dict[Cell, int] = {}
        for unit in state.forces.of(fallen.side):
            if unit.men and fallen.number in _patrons(scenario)[unit.number]:
                men[unit.cell] = men.get(unit.cell, 0) + unit.men
        if not men:
            return
        ledger.record(UnitArrived(heir.number, max(men, key=lambda cell: (men[cell], -cell)), heir.men))
    elif heir.status is not Status.FIELD:
        return
    if _commands(scenario, fallen):
        purse = state.bonds.purse[scenario.side_number(fallen.side)]
        loss = purse - purse * scenario.charts.combat.heir_purse // 100
        if loss:
            ledger.record(PurseChanged(fallen.side, -loss, "succession"))


def _commands(scenario: Scenario, leader: Unit) -> bool:
    """Whether a leader serves his whole side.  [13.1, 13.7]"""
    faction = scenario.units[leader.number].faction
    return not faction or not scenario.faction(faction).home


def ridden_down(ledger: Ledger, cell: Cell, side: str) -> None:
    """Roll the fates of leaders alone on a hex that an enemy enters.  [13.4]"""
    for leader in ledger.state.forces.at(cell):
        if not units.has(ledger.state, leader, "leader") or not ledger.state.bonds.at_war(side, leader.side):
            continue
        if roll_fate(ledger, leader, alone=True):
            flee(ledger, leader)


def flee(ledger: Ledger, leader: Unit) -> None:
    """Bring a leader to the nearest friends, or off the map until friends are found.  [13.4]"""
    state = ledger.state
    grid = state.scenario.board.grid
    friends = [u for u in state.forces.of(leader.side) if u.men and u.cell != leader.cell]
    if friends:
        nearest = min(friends, key=lambda u: (grid.distance(u.cell, leader.cell), u.cell))
        ledger.record(UnitFellBack(leader.number, (nearest.cell,), "flight"))
    else:
        ledger.record(UnitLeft(leader.number, Status.DISPERSED, state.turn + 1, leader.men, "escaped"))
