"""Chapter 15. Cohesion.

15.1  A faction of a coalition has a chief, a home region, rivals, a ceiling and cohesion from 0 to 10.  Its men are
      those of its bands on the map that ride with its side.  Drilled men are the commander's own.
15.2  A faction is tested with two dice: on more than its cohesion, 3 and the modifiers it falls by one.
15.3  Cohesion says how far a faction obeys.  Sworn from 8, willing from 5, it does any order.  Sullen from 3, its men
      attack nobody outside its home, its hungry men march only toward home, and in an attack on a town or on manned
      works they count half.  Ripe below that, it also marches only toward home: each march ends nearer to it, or in it.
      Men who march only toward home do not leave the map.
15.4  What works on a faction is gathered through the turn and weighed at its end, after the last part: changes are
      added, each test is thrown at the cohesion of that moment, and the whole comes to one up or two down at the most.
      One cause brings a faction one test a turn.
15.5  Cohesion does not rise above the ceiling.  While it is above it, it falls by one a turn and does not rise.
15.6  Envy: the ceiling of those who count them is lowered by the regiments that were drilled and not disbanded, by one
      for each or for every two, as the scenario says; one lost in battle counts.  Councils and cards move ceilings too.
15.7  Men drilled out of a faction lower it by one.  A rival drilled tests it.  Any regiment drilled tests the jealous,
      as hard as the scenario says.
15.8  Abroad with more than half of its men, a willing faction is tested each second turn, at one more.
15.9  Marched together with another faction's chief, and no chief of its own, a faction is tested at one less.  With
      the commander or one of his people it is tested too, unless it is sworn.
15.10 A faction with men in a retreat is tested; a rout lowers it by one.  It falls by one more if it bore more than
      twice its share of the losses, and these were a tenth of its men in the fight.  At the end of a turn it is tested
      if more than half of its men are hungry, if an enemy holds a town of its home that he did not hold when the game
      began, and for each three turns abroad without a share in a victory.
15.11 Whoever has men among those who drive an enemy from his hex, or throw him back from theirs, has a share in the
      victory.  Over 300 men or more it raises a faction by one.
15.12 A reprisal of the enemy raises the factions in whose home it falls by one.
15.13 Other sides know the band in which a faction stands, not its number, and only while they see men of it within
      two hexes of their own.  Of any other they know the band in which it began.
15.14 Every cause that an order adds, and its exact chance, is told before the order is given; what works on its
      factions is told to their own side alone.
"""

from collections.abc import Iterator, Sequence

from game.hexes import Cell
from game.model.actions import Action, Attack, Disarm, Drill, Gift, MoveTogether, ShareGuns, ShareTown
from game.model.court import Cause
from game.model.events import CausesSettled, CohesionChanged, Strained, VictoryShared
from game.model.forces import Unit
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import ranks, units
from game.rules.ranks import NOBODY, ceiling, chance, faction_of, fails, in_ranks, standing, willed

__all__ = ["ceiling", "chance", "faction_of", "fails", "in_ranks", "standing", "willed"]


def strain(ledger: Ledger, faction: int, cause: str, by: int = 0, modifier: int = 0) -> None:
    """Let something work on a faction at the end of this turn; one cause brings one test.  [15.4]"""
    _strain_all(ledger, (Cause(faction, cause, by, modifier),))


def _strain_all(ledger: Ledger, causes: Sequence[Cause]) -> None:
    for cause in causes:
        if _adds(ledger.state, cause):
            ledger.record(Strained(cause.faction, cause.cause, cause.by, cause.modifier))


def _adds(state: State, new: Cause) -> bool:
    """Whether a cause would work at the end of this turn: one cause brings one test.  [15.1, 15.4]"""
    if not in_ranks(state, new.faction):
        return False
    return bool(new.by) or not any(
        old.faction == new.faction and old.cause == new.cause and not old.by for old in state.court.causes
    )


def at_stake(state: State, action: Action) -> tuple[Cause, ...]:
    """What an order adds for certain, with `chance` for its tests; a council speaks for itself.  [15.14]"""
    chart, scenario = state.scenario.charts.cohesion, state.scenario
    causes: tuple[Cause, ...] = ()
    match action:
        case MoveTogether(numbers, _):
            causes = _lead(state, tuple([state.unit(number) for number in numbers]))
        case Drill(_, numbers) if numbers and state.spec(numbers[0]).faction:
            drilled = scenario.faction_number(state.spec(numbers[0]).faction)
            causes = (*_drill(state, drilled), *_outgrown(state))
        case Gift(faction):
            causes = (Cause(faction, "gift", chart.gift_rise),)
        case ShareTown(_, faction):
            causes = (Cause(faction, "town_shared", chart.share_rise),)
        case ShareGuns(faction):
            causes = (Cause(faction, "guns_shared", chart.share_rise),)
        case Disarm(faction):
            causes = tuple([Cause(n, "disarmed", -chart.disarm_fall) for n in willed(scenario) if n != faction])
        case _:
            pass
    return tuple([cause for cause in causes if _adds(state, cause)])


def may_follow(state: State, attack: Attack, beaten: int) -> tuple[Cause, ...]:
    """What an attack on so many men adds if it ends in a victory, a retreat or a rout, by this name.  [15.14]"""
    chart = state.scenario.charts.cohesion
    found = []
    for faction in _present(state, tuple([state.unit(number) for number in attack.units])):
        if beaten >= chart.victory_men:
            found.append(Cause(faction, "victory", chart.victory_rise))
        found.append(Cause(faction, "retreat", 0, chart.retreat_test))
        found.append(Cause(faction, "rout", -chart.rout_fall))
    return tuple([cause for cause in found if _adds(state, cause)])


def feel_drill(ledger: Ledger, faction: int) -> None:
    """Let the drill of men of a faction (its number) work on all.  [15.7]"""
    _strain_all(ledger, _drill(ledger.state, faction))


def _drill(state: State, drilled: int) -> tuple[Cause, ...]:
    """What it adds to drill men of a faction.  [15.7]"""
    scenario, chart = state.scenario, state.scenario.charts.cohesion
    found = []
    for number in willed(scenario):
        spec = scenario.factions[number]
        if number == drilled:
            found.append(Cause(number, "drilled", -chart.drilled_fall))
        if scenario.factions[drilled].id in spec.rivals:
            found.append(Cause(number, "rival_drilled", 0, chart.rival_test))
        if spec.jealousy:
            found.append(Cause(number, "regiment", 0, spec.jealousy))
    return tuple(found)


def _outgrown(state: State) -> Iterator[Cause]:
    """The factions whose cohesion one more regiment would leave above their ceilings.  [15.5, 15.6]"""
    for number in willed(state.scenario):
        if ceiling(state, number) >= state.bonds.cohesion[number] > ceiling(state, number, more=1):
            yield Cause(number, "ceiling", -1)


def note_march(ledger: Ledger, stack: tuple[Unit, ...]) -> None:
    """Let a march under somebody else's chief work on a faction.  [15.9]"""
    if len(stack) > 1 and willed(ledger.state.scenario):
        _strain_all(ledger, _lead(ledger.state, stack))


def _lead(state: State, stack: tuple[Unit, ...]) -> tuple[Cause, ...]:
    """What it adds to march a stack under the chiefs who are with it.  [15.9]"""
    chiefs = {state.spec(unit.number).faction for unit in stack if units.has(state, unit, "leader")}
    if not chiefs:
        return ()
    scenario, chart = state.scenario, state.scenario.charts.cohesion
    commanders = {"", scenario.training.faction if scenario.training is not None else ""}
    found = []
    for faction in _present(state, stack):
        if scenario.factions[faction].id in chiefs:
            continue
        if chiefs - commanders:
            found.append(Cause(faction, "stranger", 0, chart.stranger_test))
        elif standing(state, faction) != "sworn":
            found.append(Cause(faction, "foreigner", 0, chart.foreigner_test))
    return tuple(found)


def _present(state: State, stack: Sequence[Unit]) -> list[int]:
    """The factions in the ranks that have men in a stack, by number.  [15.1]"""
    return sorted({faction_of(state, unit) for unit in stack if unit.men} - {NOBODY})


def feel_fight(
    ledger: Ledger, target: Cell, attackers: tuple[Unit, ...], defenders: tuple[Unit, ...], outcome: str
) -> None:
    """Let the factions feel a fight that is over, from those who fought, as they went in.  [15.10, 15.11]"""
    state = ledger.state
    if not willed(state.scenario):
        return
    _feel_losses(ledger, attackers)
    _feel_losses(ledger, defenders)
    rout = outcome in ("AX", "DX")
    if outcome in ("AX", "AR"):
        _feel_outcome(ledger, defenders, attackers, rout=rout)
    elif outcome in ("DX", "DR"):
        side = defenders[0].side
        if not any(unit.men and unit.side == side for unit in state.forces.at(target)):
            _feel_outcome(ledger, attackers, defenders, rout=rout)


def _feel_outcome(ledger: Ledger, victors: tuple[Unit, ...], beaten: tuple[Unit, ...], *, rout: bool) -> None:
    """Let factions share a victory, a retreat or a rout.  [15.10, 15.11]"""
    chart = ledger.state.scenario.charts.cohesion
    for faction in _present(ledger.state, beaten):
        if rout:
            strain(ledger, faction, "rout", -chart.rout_fall)
        else:
            strain(ledger, faction, "retreat", modifier=chart.retreat_test)
    for faction in _present(ledger.state, victors):
        if ledger.state.court.of(ledger.state.court.won, faction) != ledger.state.turn:
            ledger.record(VictoryShared(faction))
        if sum([unit.men for unit in beaten]) >= chart.victory_men:
            strain(ledger, faction, "victory", chart.victory_rise)


def _feel_losses(ledger: Ledger, stack: tuple[Unit, ...]) -> None:
    """Let factions feel that they bled for others.  [15.10]"""
    state, chart = ledger.state, ledger.state.scenario.charts.cohesion
    men = sum([unit.men for unit in stack])
    lost = men - sum([state.unit(unit.number).men for unit in stack])
    for faction in _present(state, stack) if lost else ():
        own = [unit for unit in stack if faction_of(state, unit) == faction]
        mine = sum([unit.men for unit in own])
        bled = mine - sum([state.unit(unit.number).men for unit in own])
        if bled * men > chart.bled_times * lost * mine and bled * 100 >= chart.bled_share * mine:
            strain(ledger, faction, "bled", -chart.bled_fall)


def feel_reprisal(ledger: Ledger, *, place: int = -1, faction: int = NOBODY) -> None:
    """Let a reprisal at a place (its number), or against a faction, stir those whose home it is.  [15.12]"""
    scenario = ledger.state.scenario
    rise = scenario.charts.cohesion.reprisal_rise
    for number in willed(scenario):
        here = place >= 0 and ranks.home(scenario, number) >> scenario.board.places[place].cell & 1
        if here or number == faction:
            strain(ledger, number, "reprisal", rise)


def of_the_state(state: State, faction: int) -> tuple[Cause, ...]:
    """What would work on a faction if the turn ended now, beside what was gathered.  [15.5, 15.8, 15.10]"""
    if not in_ranks(state, faction):
        return ()
    chart, court, away = state.scenario.charts.cohesion, state.court, ranks.abroad(state, faction)
    found = []
    if away and state.turn % chart.abroad_every == 0 and standing(state, faction) == "willing":
        found.append(Cause(faction, "abroad", 0, chart.abroad_test))
    if ranks.most(ranks.bands(state, faction), lambda unit: unit.hunger > 0):
        found.append(Cause(faction, "hungry", 0, chart.hungry_test))
    if _home_lost(state, faction):
        found.append(Cause(faction, "home_lost", 0, chart.home_test))
    waited = state.turn - max(court.of(court.won, faction), court.of(court.homed, faction))
    if away and waited and waited % chart.weary_turns == 0:
        found.append(Cause(faction, "weary", 0, chart.weary_test))
    if state.bonds.cohesion[faction] > ceiling(state, faction):
        found.append(Cause(faction, "ceiling", -1))
    return tuple(found)


def _home_lost(state: State, faction: int) -> bool:
    """Whether an enemy holds a town of a faction's home that he did not hold when the game began.  [15.10]"""
    land, side = ranks.home(state.scenario, faction), state.scenario.ranks[faction]
    return any(
        place.town
        and land >> place.cell & 1
        and state.bonds.at_war(side, held.holder)
        and state.scenario.held.get(place.id) != held.holder
        for place, held in zip(state.scenario.board.places, state.realm.holdings, strict=True)
    )


def settle(ledger: Ledger) -> None:
    """Weigh the causes of the turn.  [15.2, 15.4, 15.5, 15.8, 15.10]"""
    state = ledger.state
    if not willed(state.scenario):
        return
    for faction in willed(state.scenario):
        if in_ranks(state, faction):
            gathered = [cause for cause in state.court.causes if cause.faction == faction]
            _weigh(ledger, faction, (*gathered, *of_the_state(state, faction)))
    at_home = tuple([faction for faction in willed(state.scenario) if not ranks.abroad(state, faction)])
    ledger.record(CausesSettled(at_home))


def _weigh(ledger: Ledger, faction: int, causes: tuple[Cause, ...]) -> None:
    """Throw the tests of a faction, add everything up, and change its cohesion within bounds.  [15.2, 15.4, 15.5]"""
    state, chart = ledger.state, ledger.state.scenario.charts.cohesion
    changes = []
    for cause in causes:
        by = cause.by or -int(fails(ledger, faction, cause.cause, cause.modifier))
        if by:
            changes.append((cause.cause, by))
    total = max(-chart.fall_most, min(chart.rise_most, sum([by for _, by in changes])))
    now = state.bonds.cohesion[faction]
    top = max(ceiling(state, faction), now - 1)
    change = max(0, min(now + total, top)) - now
    if change:
        reasons = [cause for cause, by in changes if (by > 0) == (change > 0)]
        ledger.record(CohesionChanged(faction, change, tuple(dict.fromkeys(reasons))))
