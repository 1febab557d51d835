"""Chapter 24. The council of the coalition, and how it ends.

24.1  Drill: one or two bands of one faction with cohesion 5 or more, on the hex of a cadre, give the men of a regiment;
      the first named gives as many as it has, the second the rest, and a band keeps what is not needed.  The hex is a
      town of the side, or the bands find their bread there; it is out of enemy zones, and neither cadre nor bands have
      fought in this part.  It costs the purse 1.  The regiment is under orders at the end of the owner's next turn.
      Until then it neither marches, attacks nor digs in, and does nothing else that is ordered; attacked, it fights.
      The scenario says how many men a regiment has, and how many can be raised.
24.2  While its regiment lives the cadre is with it, off the map; it is lost with it.
24.3  A regiment that has not fought in this part may be disbanded, free: its men go back to a band of their faction on
      the hex, or to one that it used up, if there is either; the cadre is free again, and envy forgets the regiment.
24.4  A gift costs 2 and raises one faction by one: one gift, to anybody, in two turns.
24.5  A council costs 4, once in five turns and with no drill in this turn or the last.  The commander stands in a town
      of his side; the chiefs within four hexes of him sit in it, and it raises the faction of each by one.  One of them
      may be named deputy: his ceiling rises by one for good, his rivals are tested.  Nobody is named twice.
24.6  For 3 men of the commander's own who fight and stand with a chief, or next to him, may seize him if he has not
      more men about him than they are.  He is gone; his faction breaks at once, and every other falls by two at once.
24.7  A town taken in this turn, or the guns taken in it, may be made over to a faction that has men on the town's hex
      or next to it, or shared a victory this turn; guns only to one that did.  It rises by one.  The purse forgoes what
      the town brought, and must hold that much; guns made over are not counted, nor turned on any works.
24.8  A side at war with it may make a faction an offer for 2, once a turn.  One that leaves by itself is tested for it;
      for any other it counts when it is thrown whether the faction breaks.
24.9  A ripe faction that leaves by itself throws two dice at each end of turn: on 7 to 9 it goes home, on 10 or more it
      makes terms, if it is of those who do, and the purse of the enemy gains 1.  On less it stays.  Who goes leaves the
      map with all his men, for good.
24.10 A faction that breaks becomes a side where it stands, at war with the side it left, if the scenario has a side for
      it; else it goes home.  On a hex that both share the fewer give way by one hex, or scatter.  Towns where its men
      alone are a garrison turn with it.  Who was the commander's by drill stays with him.
24.11 At once, before anybody moves, each of its stacks in heart falls on the weakest stack of its allies that it can
      reach within three hexes, zones or no zones; two that reach one from opposite sides strike together, from both.
24.12 Peace may be bought for 5 of a faction that broke two turns ago or more, while no man of the buyer stands in its
      home: two dice of 10 or more make it.  It is never loyal again.
24.13 Militia, guests and garrisons that leave by a card go the same ways: to another side, home, or to terms.
"""

from collections.abc import Iterator

from game.model.actions import (
    Action,
    CouncilOrder,
    Disarm,
    Disband,
    Drill,
    Gift,
    HoldCouncil,
    MakeOffer,
    MakePeace,
    ShareGuns,
    ShareTown,
)
from game.model.agenda import Perform
from game.model.court import Cause
from game.model.events import OfferMade, PurseChanged, Queued
from game.model.judgement import Refusal
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import blow, cohesion, court, defection, drill, morale, ranks

"""An order that is the council's business."""


def judge(state: State, order: CouncilOrder) -> Refusal | None:
    """Why the actor may not order this now, or None.  [24.1, 24.3 to 24.8, 24.12]"""
    match order:
        case Drill():
            return drill.judge(state, order)
        case Disband():
            return drill.judge_disbanding(state, order)
        case MakePeace():
            return defection.judge_peace(state, order)
        case MakeOffer():
            return judge_offer(state, order)
        case _:
            return court.judge(state, order)


def carry_out(ledger: Ledger, order: CouncilOrder) -> None:
    """Do what was judged; an offer or a break is queued, for it may be answered.  [24.1, 24.3 to 24.8, 24.12]"""
    match order:
        case Drill():
            drill.begin(ledger, order)
        case Disband():
            drill.disband(ledger, order)
        case MakePeace():
            defection.make_peace(ledger, order)
        case MakeOffer():
            side, cost = ledger.state.actor, ledger.state.scenario.charts.cohesion.offer_cost
            ledger.record(PurseChanged(side, -cost, "offer"))
            ledger.record(Queued((Perform(side, "offer", target=(order.faction,)),)))
        case Disarm(faction):
            court.seize(ledger, faction)
            ledger.record(Queued((Perform("", "break", "disarmed", (faction,)),)))
        case _:
            court.carry_out(ledger, order)


def judge_offer(state: State, order: MakeOffer) -> Refusal | None:
    """Whether the actor may make a faction an offer.  [24.8]"""
    scenario, faction = state.scenario, order.faction
    if not 0 <= faction < len(scenario.factions) or not ranks.in_ranks(state, faction):
        return Refusal("24.8", "offer.nobody", {"faction": faction})
    if not state.bonds.at_war(state.actor, scenario.ranks[faction]):
        return Refusal("24.8", "offer.nobody", {"faction": faction})
    if state.court.of(state.court.offers, faction) == state.turn or _on_its_way(state, faction):
        return Refusal("24.8", "offer.made", {"faction": faction})
    cost = scenario.charts.cohesion.offer_cost
    if state.bonds.purse[scenario.side_number(state.actor)] < cost:
        return Refusal("24.8", "purse.empty", {"cost": cost, "side": state.actor})
    return None


def _on_its_way(state: State, faction: int) -> bool:
    return any(isinstance(t, Perform) and t.what == "offer" and t.target == (faction,) for t in state.agenda)


def offer(ledger: Ledger, side: str, faction: int) -> None:
    """Let an offer reach its faction.  [24.8]"""
    ledger.record(OfferMade(side, faction))
    if ledger.state.scenario.factions[faction].leaves:
        cohesion.strain(ledger, faction, "offer")


def break_away(ledger: Ledger, faction: int, cause: str = "break") -> None:
    """Let a faction break with its side, and strike.  [24.10, 24.11]"""
    state = ledger.state
    if state.court.of(state.court.left, faction):
        return
    old, side = state.scenario.ranks[faction], defection.becomes(state, faction)
    defection.leave(ledger, faction, cause if side else "home", side)
    if side:
        blow.strike(ledger, side, old)


def close_turn(ledger: Ledger) -> None:
    """End what was drilled long enough, and let the ripe go.  [24.1, 24.2, 24.9]"""
    drill.finish(ledger)
    chart = ledger.state.scenario.charts.cohesion
    for faction in ranks.willed(ledger.state.scenario):
        if may_leave(ledger.state, faction):
            side, leaves = ledger.state.scenario.ranks[faction], ledger.state.scenario.factions[faction].leaves
            throw = ledger.roll("ripe", side=side)
            if throw >= chart.ripe_home:
                terms = throw >= chart.ripe_terms and leaves == "terms"
                defection.leave(ledger, faction, "terms" if terms else "home")


def may_leave(state: State, faction: int) -> bool:
    """Whether a faction throws at the end of this turn for whether it stays, as it stands now.  [24.9]"""
    if not state.scenario.factions[faction].leaves or not ranks.in_ranks(state, faction):
        return False
    return ranks.standing(state, faction) == "ripe" and bool(defection.men_of(state, faction))


def leaving(state: State, faction: int) -> tuple[int, int, int]:
    """Of 36 throws, with how many a ripe faction stays, goes home, and makes terms.  [24.9]"""
    chart, leaves = state.scenario.charts.cohesion, state.scenario.factions[faction].leaves
    stays = morale.ways_at_most(chart.ripe_home - 1)
    terms = 36 - morale.ways_at_most(chart.ripe_terms - 1) if leaves == "terms" else 0
    return stays, 36 - stays - terms, terms


def peace_ways(state: State) -> int:
    """Of 36 throws, how many make peace with those who broke away.  [24.12]"""
    return 36 - morale.ways_at_most(state.scenario.charts.cohesion.peace_least - 1)


def price(state: State, order: CouncilOrder) -> int:
    """What an order takes from the purse.  [24.1, 24.3 to 24.8, 24.12]"""
    chart = state.scenario.charts.cohesion
    match order:
        case Drill():
            return chart.drill_cost
        case Gift():
            return chart.gift_cost
        case HoldCouncil():
            return chart.council_cost
        case Disarm():
            return chart.disarm_cost
        case MakeOffer():
            return chart.offer_cost
        case MakePeace():
            return chart.peace_cost
        case ShareTown(place, _):
            return court.brought(state, place)
        case _:
            return 0


def at_stake(state: State, action: Action) -> tuple[Cause, ...]:
    """What an order adds to the factions for certain.  [15.14, 24.5]"""
    return court.adds(state, action.deputy) if isinstance(action, HoldCouncil) else cohesion.at_stake(state, action)


def orders(state: State) -> Iterator[Action]:
    """What the actor might order in council beside drill and disbanding; `judge` has the say.  [24.4 to 24.8, 24.12]"""
    willed = ranks.willed(state.scenario)
    if not willed:
        return
    for faction in willed:
        if state.scenario.ranks[faction] == state.actor:
            yield from (Gift(faction), Disarm(faction), MakePeace(faction), ShareGuns(faction), HoldCouncil(faction))
            for place in court.taken(state):
                yield ShareTown(place, faction)
        else:
            yield MakeOffer(faction)
    yield HoldCouncil(-1)
