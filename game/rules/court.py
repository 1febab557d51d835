"""Gifts, councils, what is shared out, and chiefs seized.  This carries out chapter 24."""

from collections.abc import Sequence

from game.model.actions import Disarm, Gift, HoldCouncil, ShareGuns, ShareTown
from game.model.court import Cause
from game.model.events import (
    CeilingChanged,
    CohesionChanged,
    CouncilHeld,
    Disarmed,
    GiftGiven,
    GunsShared,
    PurseChanged,
    TownShared,
    UnitLeft,
)
from game.model.forces import Status, Unit
from game.model.judgement import Refusal
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import cohesion, holding, ranks, units

CourtOrder = Gift | HoldCouncil | Disarm | ShareTown | ShareGuns
"""An order by which a commander deals with the factions of his own side."""


def commander(state: State, side: str) -> Unit | None:
    """Who commands a coalition: the chief of those who drill, or his heir; None if neither is on the map.  [24.5]"""
    scenario, training = state.scenario, state.scenario.training
    name = scenario.faction(training.faction).chief if training is not None and training.side == side else ""
    seen: list[str] = []
    while name and name not in seen:
        seen.append(name)
        unit = state.unit(scenario.unit_number(name))
        if unit.on_map and unit.side == side:
            return unit
        name = scenario.units[unit.number].heir
    return None


def chief_of(state: State, faction: int) -> Unit | None:
    """The chief of a faction, if he is on the map with the faction's side.  [24.5]"""
    name = state.scenario.factions[faction].chief
    unit = state.unit(state.scenario.unit_number(name)) if name else None
    return unit if unit is not None and unit.on_map and unit.side == state.scenario.ranks[faction] else None


def judge(state: State, order: CourtOrder) -> Refusal | None:
    """Whether the actor may deal so with the factions of his side.  [24.4 to 24.7]"""
    if isinstance(order, HoldCouncil):
        return _judge_council(state, order.deputy)
    faction = order.faction
    me: dict[str, int | str] = {"faction": faction}
    own = 0 <= faction < len(state.scenario.factions) and ranks.in_ranks(state, faction)
    if not own or state.scenario.ranks[faction] != state.actor:
        return Refusal(_CLAUSES[type(order)], "court.nobody", me)
    match order:
        case Gift():
            last = max(state.court.gifts, default=0)
            if last and state.turn - last < state.scenario.charts.cohesion.gift_turns:
                return Refusal("24.4", "gift.soon", {**me, "turns": state.scenario.charts.cohesion.gift_turns})
            return _pay(state, "24.4", state.scenario.charts.cohesion.gift_cost)
        case Disarm():
            if not _in_reach(state, faction):
                return Refusal("24.6", "disarm.far", me)
            return _pay(state, "24.6", state.scenario.charts.cohesion.disarm_cost)
        case ShareTown(place, _):
            return _judge_town(state, place, faction)
        case ShareGuns():
            return _judge_guns(state, faction)


_CLAUSES: dict[type, str] = {Gift: "24.4", Disarm: "24.6", ShareTown: "24.7", ShareGuns: "24.7"}


def _pay(state: State, clause: str, cost: int) -> Refusal | None:
    if state.bonds.purse[state.scenario.side_number(state.actor)] < cost:
        return Refusal(clause, "purse.empty", {"cost": cost, "side": state.actor})
    return None


def present(state: State, side: str) -> tuple[int, ...]:
    """The factions whose chiefs would sit in a council of a side now, by number.  [24.5]"""
    leader = commander(state, side)
    if leader is None:
        return ()
    near = state.scenario.board.grid.within(leader.cell, state.scenario.charts.cohesion.council_hexes)
    found = []
    for faction in ranks.willed(state.scenario):
        chief = chief_of(state, faction)
        if chief is not None and chief.side == side and near >> chief.cell & 1 and ranks.in_ranks(state, faction):
            found.append(faction)
    return tuple(found)


def _judge_council(state: State, deputy: int) -> Refusal | None:
    """Whether a council may be held, and this faction's chief be named deputy.  [24.5]"""
    chart, leader = state.scenario.charts.cohesion, commander(state, state.actor)
    place = state.scenario.board.town_at(leader.cell) if leader is not None else None
    if place is None or holding.holder(state, place.id) != state.actor:
        return Refusal("24.5", "council.where")
    sitting = present(state, state.actor)
    if not sitting:
        return Refusal("24.5", "council.nobody", {"hexes": chart.council_hexes})
    if state.court.council and state.turn - state.court.council < chart.council_turns:
        return Refusal("24.5", "council.soon", {"turns": chart.council_turns})
    if state.court.drilled and state.turn - state.court.drilled < chart.council_quiet:
        return Refusal("24.5", "council.drill")
    if deputy != ranks.NOBODY and deputy not in sitting:
        return Refusal("24.5", "council.deputy", {"faction": deputy})
    if deputy != ranks.NOBODY and deputy == state.court.deputy:
        return Refusal("24.5", "council.again", {"faction": deputy})
    return _pay(state, "24.5", chart.council_cost)


def adds(state: State, deputy: int) -> tuple[Cause, ...]:
    """What a council with this deputy (NOBODY for none) adds.  [24.5, 15.14]"""
    chart, factions = state.scenario.charts.cohesion, state.scenario.factions
    sitting = present(state, state.actor)
    causes = [Cause(faction, "council", chart.council_rise) for faction in sitting]
    if deputy in sitting:
        named = factions[deputy].id
        rivals = [n for n in ranks.willed(state.scenario) if ranks.in_ranks(state, n) and named in factions[n].rivals]
        causes += [Cause(rival, "deputy", 0, chart.rival_test) for rival in rivals]
    return tuple(causes)


def _in_reach(state: State, faction: int) -> bool:
    """Whether the commander's own men could seize a chief where he is.  [24.6]"""
    chief, training = chief_of(state, faction), state.scenario.training
    if chief is None or training is None or training.side != chief.side:
        return False
    near = state.scenario.board.grid.within(chief.cell, 1)
    guard = [
        unit.men
        for unit in state.forces.of(chief.side)
        if near >> unit.cell & 1 and state.spec(unit.number).faction == training.faction and units.fights(state, unit)
    ]
    about = [u.men for u in state.forces.of_at(chief.side, chief.cell) if ranks.faction_of(state, u) == faction]
    return bool(guard) and sum(guard) >= sum(about)


def seize(ledger: Ledger, faction: int) -> None:
    """Seize a chief: all others fall at once.  [24.6]"""
    state, chart = ledger.state, ledger.state.scenario.charts.cohesion
    chief = chief_of(state, faction)
    assert chief is not None
    ledger.record(PurseChanged(state.actor, -chart.disarm_cost, "disarm"))
    ledger.record(Disarmed(faction))
    ledger.record(UnitLeft(chief.number, Status.GONE, 0, chief.men, "seized"))
    for other in ranks.willed(state.scenario):
        if other != faction and ranks.in_ranks(state, other):
            fall = min(chart.disarm_fall, state.bonds.cohesion[other])
            if fall:
                ledger.record(CohesionChanged(other, -fall, ("disarmed",)))


def taken(state: State) -> tuple[int, ...]:
    """The towns that the actor took in this turn and has not made over, by number.  [24.7]"""
    return tuple(
        [
            number
            for number, held in enumerate(state.realm.holdings)
            if held.taken == state.turn and held.holder == state.actor
        ]
    )


def brought(state: State, place: int) -> int:
    """What taking a town brought the actor's purse.  [24.7]"""
    name = state.scenario.board.places[place].id
    flows = [flow for flow in state.scenario.side(state.actor).flows if flow.kind == "place"]
    return sum([flow.by for flow in flows if not flow.places or name in flow.places])


def _judge_town(state: State, place: int, faction: int) -> Refusal | None:
    """Whether a town may be made over to a faction.  [24.7]"""
    me: dict[str, int | str] = {"faction": faction}
    if place not in taken(state):
        return Refusal("24.7", "share.town", me)
    shared = state.court.of(state.court.won, faction) == state.turn
    near = state.scenario.board.grid.within(state.scenario.board.places[place].cell, 1)
    if not shared and not any(near >> unit.cell & 1 for unit in ranks.bands(state, faction)):
        return Refusal("24.7", "share.absent", me)
    return _pay(state, "24.7", brought(state, place))


def _judge_guns(state: State, faction: int) -> Refusal | None:
    """Whether guns may be made over to a faction.  [24.7]"""
    if not guns(state):
        return Refusal("24.7", "share.guns", {"faction": faction})
    if state.court.of(state.court.won, faction) != state.turn:
        return Refusal("24.7", "share.absent", {"faction": faction})
    return None


def guns(state: State) -> int:
    """The guns that the actor took in this turn and has not made over.  [24.7]"""
    return state.bonds.seized[state.scenario.side_number(state.actor)] if state.bonds.seized else 0


def carry_out(ledger: Ledger, order: CourtOrder) -> None:
    """Give, confer or share.  [24.4, 24.5, 24.7]"""
    state, chart = ledger.state, ledger.state.scenario.charts.cohesion
    side = state.actor
    match order:
        case Gift(faction):
            ledger.record(PurseChanged(side, -chart.gift_cost, "gift"))
            ledger.record(GiftGiven(faction))
            cohesion.strain(ledger, faction, "gift", chart.gift_rise)
        case HoldCouncil(deputy):
            _confer(ledger, deputy, adds(state, deputy))
        case Disarm(faction):
            seize(ledger, faction)
        case ShareTown(place, faction):
            gain = brought(state, place)
            if gain:
                ledger.record(PurseChanged(side, -gain, "shared"))
            ledger.record(TownShared(place, faction))
            cohesion.strain(ledger, faction, "town_shared", chart.share_rise)
        case ShareGuns(faction):
            ledger.record(GunsShared(faction, guns(state), side))
            cohesion.strain(ledger, faction, "guns_shared", chart.share_rise)


def _confer(ledger: Ledger, deputy: int, causes: Sequence[Cause]) -> None:
    """Hold a council.  [24.5]"""
    state, chart = ledger.state, ledger.state.scenario.charts.cohesion
    ledger.record(PurseChanged(state.actor, -chart.council_cost, "council"))
    ledger.record(CouncilHeld(present(state, state.actor), deputy))
    if deputy != ranks.NOBODY:
        ledger.record(CeilingChanged(deputy, chart.deputy_lift, "deputy"))
    for cause in causes:
        cohesion.strain(ledger, cause.faction, cause.cause, cause.by, cause.modifier)
