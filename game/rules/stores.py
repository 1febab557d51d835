"""Chapter 11. Stores.

11.1  A town with stores of bread and its holder's garrison is shut in while no line of supply reaches it and men in
      it need one; or while no line reaches it, an enemy stands next to it, and the land does not feed all his men in
      it.
11.2  All his men in a town that is shut in eat its stores once a turn, however many they are: four quarter rations
      when rations are full, two when half, one when quarter.  Full rations leave them supplied, half short, quarter
      out.
11.3  The holder sets the ration, free, in his part.  When the stores are short of it the next lower is served;
      when they are empty the men fail their check of bread.
11.4  A unit of a hundred fighting men in a town that is shut in, that has not fought in this part, may go out for
      grain into an irrigated hex next to the town on which nobody stands.  Each field is gone into once a part.
11.5  It throws two dice, less one for each enemy unit whose zone covers the field, and finds on the chart what it
      brings home and loses.
11.6  To others than its holder the stores of a town are a word: full, thinning or bare.
11.7  In the months of the chart typhus takes some of the men of a town shut in who are not on full rations.
"""

from typing import NamedTuple, TypeAlias

from game.hexes import Cell, CellSet, set_of
from game.model.bonds import Bonds, Pasture, Ration, Realm, Sky
from game.model.events import FieldForaged, MenLost, RationSet, StoresChanged
from game.model.forces import Unit
from game.model.judgement import Refusal
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import foraging, holding, supply, terrain, units, weather, zones

_Kept: TypeAlias = tuple[Realm, Sky, Bonds, Pasture, tuple[int, ...]]

KEPT = 16
"""Answers about sieges that are remembered, by what they depend on."""

FIELD = "irrigated"
"""The ground where grain stands."""


class Haul(NamedTuple):
    """A result of a grain sortie: `ways` of 36, quarter rations won, men lost, morale lost."""

    ways: int
    stores: int
    men: int
    morale: int


def stocked(state: State) -> tuple[int, ...]:
    """The numbers of the places that have stores, or had them at the start.  [11.1]"""
    scenario = state.scenario
    named: tuple[int, ...] = scenario.remembered(
        "stocked", lambda: tuple(scenario.board.place_number(s.at) for s in scenario.stores)
    )
    holdings = state.realm.holdings
    return state.realm.remembered(
        "stocked", lambda: tuple(n for n, held in enumerate(holdings) if held.stores or n in named)
    )


def shut_in(state: State) -> tuple[int, ...]:
    """The numbers of the places under siege that live on their stores.  [11.1]"""
    kept: list[_Kept] = state.forces.remembered(("shut in", state.turn), list)
    for realm, sky, bonds, pasture, answer in kept:
        if realm is state.realm and sky is state.sky and bonds is state.bonds and pasture == state.pasture:
            return answer
    answer = tuple(n for n in stocked(state) if _shut_in(state, n))
    if len(kept) >= KEPT:
        kept.clear()
    kept.append((state.realm, state.sky, state.bonds, state.pasture, answer))
    return answer


def _shut_in(state: State, number: int) -> bool:
    """Whether a place is under siege.  [11.1]"""
    place = state.scenario.board.places[number]
    side = state.realm.holdings[number].holder
    if not side or not place.town or not holding.garrison(state, place.cell, side):
        return False
    livings = supply.livings(state.scenario)
    here = [unit.number for unit in state.forces.at(place.cell) if unit.side == side]
    lined = any(livings[number] == supply.LINE for number in here)
    if not lined and not state.scenario.board.grid.spread(1 << place.cell) & zones.enemies_on(state, side):
        return False
    if supply.fed(state, side, place.cell):
        return False
    if lined:
        return True
    missing = foraging.harvest(state).missing
    return any(number in missing for number in here)


def indoors(state: State) -> CellSet:
    """The hexes whose men eat stores.  [11.2]"""
    besieged = shut_in(state)
    places = state.scenario.board.places
    return set_of([places[number].cell for number in besieged]) if besieged else 0


def place_of(state: State, unit: Unit) -> int | None:
    """The number of the place under siege whose stores a unit eats, or None.  [11.2]"""
    if state.scenario.board.town_at(unit.cell) is None:
        return None
    for number in shut_in(state):
        if state.scenario.board.places[number].cell == unit.cell and state.realm.holdings[number].holder == unit.side:
            return number
    return None


def served(state: State, number: int) -> Ration | None:
    """What a place under siege serves out this turn: its ration, or the best its stores allow.  [11.2, 11.3]"""
    held = state.realm.holdings[number]
    rations = state.scenario.charts.supply.rations
    for ration in Ration:
        if rations[ration] <= min(rations[held.ration], held.stores):
            return ration
    return None


def rung(state: State, number: int) -> int | None:
    """The rung of want on which a place under siege leaves its men, None if it has nothing for them.  [11.2]"""
    ration = served(state, number)
    return None if ration is None else state.scenario.charts.supply.ration_rungs[ration]


def serve(ledger: Ledger) -> None:
    """Let all places under siege eat of their stores.  [11.2]"""
    state = ledger.state
    for number in shut_in(state):
        ration = served(state, number)
        if ration is not None:
            eaten = state.scenario.charts.supply.rations[ration]
            stores = state.realm.holdings[number].stores
            ledger.record(StoresChanged(number, -eaten, stores - eaten, "eaten"))


def judge_ration(state: State, side: str, number: int, ration: Ration) -> Refusal | None:
    """Whether a side may set the ration of a place.  [11.3]"""
    if not 0 <= number < len(state.realm.holdings):
        return Refusal("11.3", "ration.unknown", {"number": number})
    held, place = state.realm.holdings[number], state.scenario.board.places[number]
    if held.holder != side:
        return Refusal("11.3", "ration.holder", {"place": place.id})
    if number not in stocked(state):
        return Refusal("11.3", "ration.stores", {"place": place.id})
    if held.ration is ration:
        return Refusal("11.3", "ration.already", {"place": place.id, "ration": ration.value})
    return None


def set_ration(ledger: Ledger, number: int, ration: Ration) -> None:
    """Set the ration of a place.  [11.3]"""
    ledger.record(RationSet(number, ration))


def judge_sortie(state: State, unit: Unit, field: Cell) -> Refusal | None:
    """Whether a unit may go for grain into a field.  [11.4]"""
    scenario = state.scenario
    chart = scenario.charts.supply
    if place_of(state, unit) is None:
        return Refusal("11.4", "sortie.siege", {"unit": unit.number})
    if unit.men < chart.sortie_men or not units.fights(state, unit) or units.broken(state, unit):
        return Refusal("11.4", "sortie.men", {"unit": unit.number, "men": chart.sortie_men})
    if unit.fought:
        return Refusal("11.4", "sortie.fought", {"unit": unit.number})
    ways = terrain.prices(scenario, units.mover(state, unit), weather.going(state, unit.side))[unit.cell]
    if field not in ways or scenario.board.terrain[field] != FIELD:
        return Refusal("11.4", "sortie.field", {"unit": unit.number, "cell": field})
    if state.forces.at(field):
        return Refusal("11.4", "sortie.taken", {"unit": unit.number, "cell": field})
    if state.forces.engaged >> field & 1:
        return Refusal("11.4", "sortie.again", {"unit": unit.number, "cell": field})
    return None


def watchers(state: State, side: str, field: Cell) -> int:
    """The besiegers whose zones cover a field, as far as the state knows them.  [11.5]"""
    return len(zones.covering(state, side, field))


def hauls(state: State, unit: Unit, field: Cell) -> tuple[Haul, ...]:
    """The results of a grain sortie with their exact chances, worst first.  [11.5]"""
    less = watchers(state, unit.side, field)
    rows = state.scenario.charts.supply.sorties
    ways = [0] * len(rows)
    for throw in range(2, 13):
        ways[_row(rows, throw - less)] += 6 - abs(7 - throw)
    return tuple(Haul(n, won, men, morale) for n, (_, won, men, morale) in zip(ways, rows, strict=True))


def _row(rows: tuple[tuple[int, int, int, int], ...], throw: int) -> int:
    """The row of the chart for a throw: the highest it comes up to, or the lowest of all."""
    return max((n for n, (least, *_) in enumerate(rows) if throw >= least), default=0)


def sortie(ledger: Ledger, unit: Unit, field: Cell) -> int:
    """Go for grain: bring home what the dice give, bury the dead, and return the morale that it costs.  [11.4, 11.5]"""
    state = ledger.state
    number = place_of(state, unit)
    ledger.record(FieldForaged(unit.number, field))
    rows = state.scenario.charts.supply.sorties
    throw = ledger.roll("sortie", side=unit.side) - watchers(state, unit.side, field)
    _, won, men, morale = rows[_row(rows, throw)]
    if won and number is not None:
        ledger.record(StoresChanged(number, won, state.realm.holdings[number].stores + won, "sortie"))
    lost = min(men, unit.men)
    if lost:
        ledger.record(MenLost(unit.number, lost, 0, 0, "sortie"))
    return morale


def word(state: State, number: int) -> str:
    """What others can tell of the stores of a place.  [11.6]"""
    words = state.scenario.charts.supply.store_words
    stores = state.realm.holdings[number].stores
    return next((name for least, name in reversed(words) if stores >= least), words[0][1])


def sickness(state: State) -> int:
    """Per cent of the ill-fed men of a place under siege who die of typhus in this turn.  [11.7]"""
    chart = state.scenario.charts.supply
    month = state.scenario.calendar.begins(state.turn).month
    return chart.sick_loss if month in chart.sick_months else 0
