"""Whether a state can be one of its scenario: asked of everything that was read from a file."""

from game.model.agenda import FireCard, MayChoose, MayKeep, MayReact
from game.model.dice import Sealed
from game.model.scenario import Scenario
from game.model.state import State


def fault(state: State) -> str:
    """Why a state cannot be one of its scenario, in words; empty if it can."""
    scenario, grid = state.scenario, state.scenario.board.grid
    counts = (
        ("units", len(state.forces.units), len(scenario.units)),
        ("places", len(state.realm.holdings), len(scenario.board.places)),
        ("sides", len(state.bonds.purse), len(scenario.sides)),
        ("factions", len(state.bonds.cohesion), len(scenario.factions)),
        ("sides with losses", len(state.tally.lost), len(scenario.sides)),
        ("sides with notes", len(state.scouting.notes), len(scenario.sides)),
        ("sudden deaths", len(state.tally.streaks), len(scenario.victory.sudden)),
        ("sides with falls", len(state.bonds.fallen) or len(scenario.sides), len(scenario.sides)),
        ("sides with hands", len(state.table.hands) or len(scenario.sides), len(scenario.sides)),
        ("sides with decks", len(state.table.decks) or len(scenario.sides), len(scenario.sides)),
        ("sides with discards", len(state.table.discards) or len(scenario.sides), len(scenario.sides)),
        ("sides with guns taken", len(state.tally.guns) or len(scenario.sides), len(scenario.sides)),
    )
    for name, has, should in counts:
        if has != should:
            return f"the state has {has} {name}, scenario {scenario.id} has {should}"
    if not 0 <= state.part < len(scenario.order):
        return f"part {state.part} is not one of the {len(scenario.order)} parts of a turn"
    pasture = state.pasture
    if (state.forces.engaged | pasture.worn | pasture.once | pasture.twice) & ~grid.all:
        return "an engaged or a grazed hex is off the map"
    if state.sky.weather not in scenario.charts.weather.weathers:
        return f"the charts have no weather {state.sky.weather!r}"
    if any(not (grid.has(ford.cell) and 0 <= ford.direction < 6) for ford in state.sky.fords):
        return "a hired ford is off the map"
    for note in (note for notes in state.scouting.notes for note in notes):
        if not 0 <= note.unit.number < len(scenario.units) or not _stands(scenario, note.unit.cell):
            return f"a note of unit {note.unit.number} on hex {note.unit.cell} is of nobody here"
    for number in state.scouting.unseen:
        if not 0 <= number < len(scenario.units):
            return f"unit {number} was seen by nobody and is nobody"
    sides = {side.id for side in scenario.sides}
    if any(side not in sides or not _stands(scenario, cell) for side, cell, _ in state.bonds.charged):
        return "a field on which nobody was beaten is charged for"
    wrong = _fault_of_table(state, sides)
    if wrong:
        return wrong
    for number, unit in enumerate(state.forces.units):
        if unit.number != number or unit.side not in sides:
            return f"unit {number} has number {unit.number} and side {unit.side!r}"
        if (unit.on_map or unit.cell) and not _stands(scenario, unit.cell):
            return f"unit {number} stands off the map"
    return ""


def _fault_of_table(state: State, sides: set[str]) -> str:
    """Why the cards cannot be those of the scenario, in words; empty if they can."""
    table, known = state.table, {card.id for card in state.scenario.cards}
    piles = (*table.decks, *table.hands, *table.discards, table.spent)
    named = {card for pile in piles for card in pile}
    laid = [*((one.card, one.side) for one in table.lasting), *((one.card, one.side) for one in table.later)]
    named |= {card for card, _ in laid}
    for task in state.agenda:
        match task:
            case MayKeep(cards=cards) | MayReact(cards=cards):
                named |= set(cards)
            case MayChoose(card=card) | FireCard(card=card):
                named.add(card)
            case _:
                pass
    hidden = {""} if isinstance(state.dice, Sealed) else set()
    for card in sorted(named - known - hidden):
        return f"scenario {state.scenario.id} has no card {card!r}"
    if any(side and side not in sides for _, side in laid):
        return "something is in force for a side that is nobody's"
    if any(not 0 <= faction < len(state.scenario.factions) for faction, _, _ in table.omens):
        return "a break of a faction was announced that is nobody's"
    return ""


def _stands(scenario: Scenario, cell: int) -> bool:
    """Whether somebody can stand on a hex."""
    return scenario.board.grid.has(cell) and bool(scenario.board.ground >> cell & 1)
