"""What cards do to sides, factions and places: purses, hearts of chiefs, war and peace, bread.  This carries out
chapter 25."""

from game.hexes import Cell
from game.model.agenda import MayGrant, Perform
from game.model.bonds import Ford
from game.model.effects import (
    Answered,
    Ceiling,
    Cohesion,
    Discard,
    Draw,
    Flag,
    Guides,
    Hostile,
    Loyalty,
    Peace,
    Purse,
    Reprisal,
    Stores,
    Test,
    Weather,
)
from game.model.events import Answered as AnsweredNow
from game.model.events import (
    CardRemoved,
    CeilingChanged,
    CohesionChanged,
    FlagSet,
    FordsChanged,
    PeaceMade,
    PlaceSwayed,
    StoresChanged,
    WarDeclared,
)
from game.model.fortunes import Surrender
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import cohesion, decks, laying, purse, ranks, siege, stores, weather, windows
from game.rules.laying import Deed

UTMOST = 2
"""How far the loyalty of a place can go either way."""

AMNESTY = "amnesty"
"""The flag that a reprisal takes down."""


def fill(ledger: Ledger, effect: Purse, deed: Deed) -> None:
    """Change a purse within its bounds.  [7.1, 25.30]"""
    purse.fill(ledger, effect.side, effect.by, deed.card)


def sway(ledger: Ledger, effect: Cohesion, deed: Deed) -> None:
    """Let a card work on a faction at the end of the turn.  [15.4, 25.30]"""
    faction = _faction(ledger.state, effect.faction, deed)
    if faction >= 0:
        cohesion.strain(ledger, faction, deed.card, effect.by)


def test(ledger: Ledger, effect: Test, deed: Deed) -> None:
    """Test factions at the end of the turn, or at once; not one that is about to break.  [15.2, 15.4, 25.30]"""
    state = ledger.state
    if effect.faction == "all":
        breaking = [task.target for task in state.agenda if isinstance(task, Perform) and task.what == "break"]
        tested = [faction for faction in ranks.willed(state.scenario) if (faction,) not in breaking]
    else:
        tested = [_faction(state, effect.faction, deed)]
    for faction in tested:
        if faction < 0 or not ranks.in_ranks(state, faction) or state.bonds.cohesion[faction] > effect.cohesion_most:
            continue
        modifier = effect.modifier + deed.modifier
        if not effect.at_once:
            cohesion.strain(ledger, faction, deed.card, modifier=modifier)
        elif ranks.fails(ledger, faction, deed.card, modifier) and ledger.state.bonds.cohesion[faction]:
            ledger.record(CohesionChanged(faction, -1, (deed.card,)))


def _faction(state: State, name: str, deed: Deed) -> int:
    """The number of a faction that a card names, or at which it was aimed; -1 for none."""
    return deed.scene(state).faction if name == "target" else state.scenario.faction_number(name)


def raise_ceiling(ledger: Ledger, effect: Ceiling, deed: Deed) -> None:
    """Change for good how far a faction can be bought back.  [15.5, 25.30]"""
    ledger.record(CeilingChanged(ledger.state.scenario.faction_number(effect.faction), effect.by, deed.card))


def declare(ledger: Ledger, effect: Hostile) -> None:
    """Set two sides at war, or end it.  [25.30]"""
    at_war = ledger.state.bonds.at_war(*effect.sides)
    if at_war is not effect.is_:
        ledger.record(WarDeclared(*effect.sides) if effect.is_ else PeaceMade(*effect.sides))


def pacify(ledger: Ledger, effect: Peace, deed: Deed) -> None:
    """End a war for good, or to the end of the turn before one.  [25.30]"""
    if effect.until and effect.until <= ledger.state.turn:
        return
    declare(ledger, Hostile(sides=effect.sides, is_=False))
    if effect.until:
        laying.postpone(ledger, effect.until - ledger.state.turn, (Hostile(sides=effect.sides),), deed)


def set_flag(ledger: Ledger, effect: Flag) -> None:
    """Set a flag or take it down, and with it the ban that it stands for.  [25.18, 25.27, 25.30]"""
    if (effect.name in ledger.state.table.flags) is not effect.is_:
        ledger.record(FlagSet(effect.name, effect.is_))
        if not effect.is_:
            laying.lift(ledger, effect.name)


def draw(ledger: Ledger, effect: Draw) -> None:
    """Draw cards into a hand, as far as it has room.  [25.30]"""
    decks.take(ledger, effect.side, effect.cards)


def discard(ledger: Ledger, effect: Discard) -> None:
    """Take a card out of the game wherever it lies.  [25.30]"""
    ledger.record(CardRemoved(effect.card))


def answer(ledger: Ledger, effect: Answered) -> None:
    """Cancel what is answered, put all its effects off, or make its tests easier.  [25.32]"""
    state = ledger.state
    task = next((task for task in state.agenda if isinstance(task, Perform)), None)
    if task is None:
        return
    ledger.record(AnsweredNow(effect.as_, effect.modifier, effect.turns))
    card = next((card for card in state.scenario.cards if card.id == task.what), None)
    if effect.as_ == "later" and card is not None:
        branch = card.choice(task.choice)
        effects = (*card.effects, *(branch.effects if branch is not None else ()))
        laying.postpone(ledger, effect.turns, effects, Deed(card.id, task.side, task.target))


def take_reprisal(ledger: Ledger, effect: Reprisal, deed: Deed) -> None:
    """Stir a faction, or those whose home it is; end an amnesty; let it be answered.  [15.12, 25.30]"""
    state = ledger.state
    at = deed.scene(state)
    set_flag(ledger, Flag(name=AMNESTY, is_=False))
    if effect.faction:
        faction = _faction(state, effect.faction, deed)
        cohesion.feel_reprisal(ledger, faction=faction)
        windows.open_window(ledger, "reprisal", (faction,), deed.side)
        return
    number = _place(state, laying.named(state, effect.place, at))
    if number >= 0:
        cohesion.feel_reprisal(ledger, place=number)
        windows.open_window(ledger, "reprisal", (state.scenario.board.places[number].cell,), deed.side)


def _place(state: State, cell: Cell) -> int:
    """The number of the chief place of a hex, -1 if there is none."""
    place = state.scenario.board.place_at(cell)
    return state.scenario.board.place_number(place.id) if place is not None else -1


def turn_people(ledger: Ledger, effect: Loyalty, deed: Deed) -> None:
    """Change the loyalty of a place, no farther than it goes.  [25.30]"""
    state = ledger.state
    number = _place(state, laying.named(state, effect.place, deed.scene(state)))
    if number >= 0:
        now = state.scenario.board.places[number].loyalty + state.realm.holdings[number].swayed
        by = max(-UTMOST, min(UTMOST, now + effect.by)) - now
        if by:
            ledger.record(PlaceSwayed(number, by))


def store(ledger: Ledger, effect: Stores, deed: Deed) -> None:
    """Bring bread into a place, or into every place with stores of a side, or take it out.  [25.30]"""
    state = ledger.state
    if effect.held:
        found = [n for n in stores.stocked(state) if state.realm.holdings[n].holder == effect.held]
    else:
        found = [_place(state, laying.named(state, effect.place, deed.scene(state)))]
    for number in found:
        now = state.realm.holdings[number].stores if number >= 0 else 0
        to = max(0, now + effect.by)
        if number >= 0 and to != now:
            ledger.record(StoresChanged(number, to - now, to, deed.card))


def surrender(ledger: Ledger, effect: Surrender) -> None:
    """Let the garrison of a place give it up, as on terms.  [22.6, 25.30]"""
    state = ledger.state
    number = state.scenario.board.place_number(effect.place)
    enemies = state.bonds.enemies(state.realm.holdings[number].holder)
    side = siege.besieger(state, number) or next(iter(enemies), "")
    if side:
        siege.answer(ledger, MayGrant(side, number), granted=True)


def change_weather(ledger: Ledger, effect: Weather, deed: Deed) -> None:
    """Bring a weather at once, and keep it.  [25.25]"""
    weather.bring(ledger, effect.is_)
    laying.spread(ledger, effect, deed)


def guide(ledger: Ledger, effect: Guides, deed: Deed) -> None:
    """Open a hex side of a river or a crest, or those round a unit wherever it goes.  [25.24]"""
    if effect.units:
        laying.spread(ledger, effect, deed)
    elif len(deed.target) > 1:
        sky = ledger.state.sky
        until = ledger.state.turn + effect.turns - 1
        ledger.record(FordsChanged((*sky.fords, Ford(effect.side, deed.target[0], deed.target[1], until))))
