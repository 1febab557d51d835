"""Chapter 19. Works.

19.1  Prepared works shelter those of their side who man them, and need so many men who fight: with fewer they shelter
      by 1 less.
19.2  Works stand in lines, from outside in.  Of the lines that are not lost the outermost shelters, and needs its men.
19.3  Men behind lines who should retreat give up one line instead of their hex, who should rout, two: whatever their
      orders, without a last stand, and broken men too.  Who has no more lines than that to give up is in the last, and
      leaves it with the town, as the fight has it: where no way is open, by a last stand or surrender.  Those who
      rout behind lines lose morale, and half their guns, as elsewhere; no fate is rolled for leaders who keep the hex.
19.4  The bread of a town lies in equal shares within its lines: what lies within one that is lost is lost with it.
19.5  The side whose men are in the works may give up the outermost line, free, in its part; the bread behind it is
      brought in, but with an enemy next to the town it is lost.  The last line is not given up but left.
19.6  Lines that are lost stay lost, whoever holds the place.
19.7  Men of a town that is shut in who attack out of it, and are thrown back or rout, are inside again.
19.8  A unit with guns that is not broken and has not fought in this part may bombard the manned works of an enemy, as
      far as guns carry at this scale and ground, weather and light let eyes see.  Its part is over.  In the next part
      of its side attackers of that hex gain 1 against works.
19.9  Guns that were taken from an enemy fire until their shells are gone: in the turn in which they were taken and for
      three after it men who fight may bombard with them from the next hex, one unit of their side in a part.
"""

from collections.abc import Iterable, Sequence

from game.hexes import Cell
from game.model.bonds import Shelling
from game.model.events import Bombarded, LineLost, StoresChanged
from game.model.forces import Unit
from game.model.judgement import Refusal
from game.model.ledger import Ledger
from game.model.scenario import LineOfWorks, Scenario, Works
from game.model.state import State
from game.rules import in_force, sight, stores, units


def _sites(scenario: Scenario) -> dict[Cell, tuple[int, Works]]:
    """By hex with works: the number of the town there, or else of the place that the works name, and the works."""
    board = scenario.board

    def work_out() -> dict[Cell, tuple[int, Works]]:
        found = {}
        for built in scenario.works:
            place = board.place(built.at)
            town = board.town_at(place.cell)
            found[place.cell] = (board.place_number(town.id if town is not None else place.id), built)
        return found

    return scenario.remembered("works", work_out)


def standing(state: State, cell: Cell) -> tuple[LineOfWorks, ...]:
    """The lines of a hex that are not lost, the outermost first; none where there are no works.  [19.2, 19.6]"""
    site = _sites(state.scenario).get(cell)
    if site is None:
        return ()
    number, built = site
    return built.lines[state.realm.holdings[number].lines :]


def at(state: State, cell: Cell) -> Works | None:
    """The works of a hex, or None."""
    site = _sites(state.scenario).get(cell)
    return site[1] if site is not None else None


def _men(state: State, built: Works, holders: Iterable[Unit]) -> int | None:
    """How many of these men can man works, None if there is nobody who fights among those whom the works serve."""
    mine = [unit for unit in holders if not built.side or unit.side == built.side]
    able = [unit.men for unit in mine if units.fights(state, unit) and not unit.dummy]
    return sum(able) if able else None


def manned(state: State, cell: Cell, holders: Iterable[Unit]) -> int | None:
    """The shift of works that these men can use, or None.  [19.1, 19.2, 25.21]"""
    site = _sites(state.scenario).get(cell)
    if site is None or (state.table.lasting and in_force.works_off(state, cell)):
        return None
    men = _men(state, site[1], holders)
    if men is None:
        return None
    line = site[1].lines[state.realm.holdings[site[0]].lines]
    shift = line.shift if men >= line.men else line.shift + 1
    return shift if shift < 0 else None


def spared(state: State, cell: Cell, stack: Sequence[Unit], outcome: str) -> int:
    """How many lines an outcome costs these men instead of their hex; 0 if it is the hex they leave.  [19.3]"""
    site = _sites(state.scenario).get(cell) if state.scenario.works else None
    lost = state.scenario.charts.combat.lines.get(outcome, 0)
    if site is None or _men(state, site[1], stack) is None:
        return 0
    if state.table.lasting and in_force.works_off(state, cell):
        return 0
    return lost if state.realm.holdings[site[0]].lines + lost < len(site[1].lines) else 0


def give_way(ledger: Ledger, cell: Cell, stack: Sequence[Unit], outcome: str) -> bool:
    """Let beaten men give up lines instead of their hex, and say whether they had enough of them.  [19.3, 19.4]"""
    state = ledger.state
    lost = spared(state, cell, stack, outcome)
    if not lost:
        return False
    number, _ = _sites(state.scenario)[cell]
    for _ in range(lost):
        _lose_line(ledger, number, "stormed", bread=True)
    return True


def judge_giving_up(state: State, side: str, number: int) -> Refusal | None:
    """Whether a side may give up the outermost line of a place.  [19.5]"""
    board = state.scenario.board
    if not 0 <= number < len(board.places):
        return Refusal("19.5", "works.unknown", {"number": number})
    place = board.places[number]
    built = at(state, place.cell)
    if built is None:
        return Refusal("19.5", "works.none", {"place": place.id})
    if not _men(state, built, [unit for unit in state.forces.at(place.cell) if unit.side == side]):
        return Refusal("19.5", "works.not_yours", {"place": place.id})
    if len(standing(state, place.cell)) < 2:
        return Refusal("19.5", "works.last", {"place": place.id})
    return None


def give_up(ledger: Ledger, number: int) -> None:
    """Give up the outermost line of a place, and its bread under the enemy's eyes.  [19.4, 19.5]"""
    state = ledger.state
    cell = state.scenario.board.places[number].cell
    site, _ = _sites(state.scenario)[cell]
    near = state.scenario.board.grid.neighbours[cell]
    watched = any(enemies_at(state, there, state.phasing) for there in near)
    _lose_line(ledger, site, "given_up", bread=watched)


def _lose_line(ledger: Ledger, site: int, cause: str, *, bread: bool) -> None:
    """Lose the outermost line of a place that stands, with the bread that lies behind it or without.  [19.3, 19.4]"""
    state = ledger.state
    held, place = state.realm.holdings[site], state.scenario.board.places[site]
    share = held.stores // len(standing(state, place.cell)) if bread else 0
    ledger.record(LineLost(site, held.lines + 1, cause))
    if share:
        ledger.record(StoresChanged(site, -share, held.stores - share, "line"))


def inside(state: State, unit: Unit) -> bool:
    """Whether a unit that is thrown back from its attack is behind its walls again.  [19.7]"""
    return stores.place_of(state, unit) is not None


def judge_bombarding(state: State, unit: Unit, target: Cell) -> Refusal | None:
    """Whether a unit may bombard the works of a hex.  [19.8, 19.9]"""
    me: dict[str, int | str] = {"unit": unit.number, "cell": target}
    grid = state.scenario.board.grid
    if manned(state, target, enemies_at(state, target, unit.side)) is None:
        return Refusal("19.8", "bombard.works", me)
    if unit.fought:
        return Refusal("19.8", "bombard.fought", me)
    if units.broken(state, unit):
        return Refusal("19.8", "bombard.broken", me)
    steps = grid.distance(unit.cell, target)
    if not unit.guns and (steps > 1 or not units.fights(state, unit) or not shells(state, unit.side)):
        return Refusal("19.9", "bombard.guns", me)
    if not sight.overlooked(state, unit.cell, state.scenario.measures.guns) >> target & 1:
        return Refusal("19.8", "bombard.far", me)
    if any(by == unit.side and now for by, _, now in _shelled(state, target)):
        return Refusal("19.8", "bombard.again", me)
    return None


def enemies_at(state: State, cell: Cell, side: str) -> tuple[Unit, ...]:
    """The units on a hex that are at war with a side."""
    return tuple(unit for unit in state.forces.at(cell) if state.bonds.at_war(side, unit.side))


def shells(state: State, side: str) -> bool:
    """Whether a side has captured guns that can still fire in this part.  [19.9]"""
    if not state.bonds.trophies or side in state.bonds.fired:
        return False
    taken = state.bonds.trophies[state.scenario.side_number(side)]
    return bool(taken) and state.turn <= taken + state.scenario.charts.combat.trophy_turns


def _shelled(state: State, cell: Cell) -> tuple[Shelling, ...]:
    """Whose guns have bombarded the works of a hex."""
    site = _sites(state.scenario).get(cell)
    return state.realm.holdings[site[0]].shelled if site is not None else ()


def bombarded(state: State, cell: Cell, side: str) -> bool:
    """Whether a side's guns have bombarded the works of a hex in its last part.  [19.8]"""
    return any(by == side and before for by, before, _ in _shelled(state, cell))


def targets(state: State) -> tuple[Cell, ...]:
    """The hexes with works."""
    return tuple(_sites(state.scenario))


def bombard(ledger: Ledger, unit: Unit, target: Cell) -> None:
    """Bombard the works of a hex, with the unit's own guns if it has some.  [19.8, 19.9]"""
    number, _ = _sites(ledger.state.scenario)[target]
    ledger.record(Bombarded(unit.number, number, not unit.guns))
