"""Cards that can never happen, though every name in them is known, and branches that nobody can take."""

from collections.abc import Mapping
from typing import Any

from game.library.cardfile import CardsFile, CardTable
from game.library.cardtree import holders, said
from game.library.desk import Desk
from game.library.lines import Keys
from game.library.schema import UnitTable
from game.model import conditions as asks
from game.model import effects as does

NEVER = "can never hold"


def check_fates(desk: Desk, told: CardsFile) -> None:
    """Note cards and branches that can never happen."""
    kinds = {
        type(record) for n, card in enumerate(told.cards) for h in holders(card, n) for _, record in said(h.told, h.at)
    }
    for number, card in enumerate(told.cards):
        at: Keys = ("cards", number)
        _price(desk, at, card)
        _window(desk, (*at, "answers"), card, kinds)
        for holder in holders(card, number):
            for keys, record in said(holder.told, holder.at):
                _alone(desk, keys, record)
            outer = () if holder.told is card else card.conditions
            _together(desk, (*holder.at, "conditions"), card, (*outer, *holder.told.conditions))
    for deck_number, deck in enumerate(told.decks):
        if next(side.seat for side in desk.told.sides if side.id == deck.side) != "person":
            message = "nobody ever plays these: the side has no player"
            desk.doubt(("decks", deck_number, "side"), deck.side, message)


def _price(desk: Desk, at: Keys, card: CardTable) -> None:
    """Note what no purse can pay, and cards that fire with no branch that is always open."""
    most = {side.id: side.most for side in desk.told.sides}
    payer = card.chooser or card.side
    if card.cost > most.get(card.side, 0):
        desk.doubt(
            (*at, "cost"), card.cost, f"can never be paid: {card.side} never has more than {most.get(card.side)}"
        )
    for number, choice in enumerate(card.choices):
        if choice.cost > most.get(payer, 0) - (card.cost if payer == card.side else 0):
            message = f"can never be paid: {payer} never has more than {most.get(payer)}"
            desk.doubt((*at, "choices", number, "cost"), choice.cost, message)
    chosen = card.kind in ("calendar", "standing") or card.due or payer != card.side
    if card.choices and chosen and not any(not (c.cost or c.conditions or c.aim) for c in card.choices):
        desk.wrong((*at, "choices"), None, "should have a branch that is free and asks nothing: one must be chosen")


def _window(desk: Desk, keys: Keys, card: CardTable, kinds: set[type]) -> None:
    """Note an answer to what never happens in this scenario."""
    open_here: Mapping[str, tuple[bool, str]] = {
        "drill": (desk.told.training is not None, "nobody drills in this scenario"),
        "offer": (any(f.tested for f in desk.told.factions), "no faction is tested in this scenario"),
        "storm": (bool(desk.told.works), "there are no works in this scenario"),
        "break": (does.Break in kinds, "no card makes a faction break"),
        "reprisal": (does.Reprisal in kinds, "no card is a reprisal"),
    }
    happens, message = open_here.get(card.answers, (True, ""))
    if not happens:
        desk.doubt(keys, card.answers, f"never fires: {message}")


def _alone(desk: Desk, keys: Keys, record: Any) -> None:
    """Note a condition that cannot hold whatever happens, and a filter that means nobody."""
    told = desk.told
    least, most = getattr(record, "least", 0), getattr(record, "most", 0)
    if isinstance(record, asks.Cohesion | asks.Purse | asks.Turn) and least > most:
        desk.doubt((*keys, "least"), least, f"{NEVER}: the most is {most}")
    elif isinstance(record, asks.Purse):
        top = next(side.most for side in told.sides if side.id == record.side)
        if record.least > top:
            desk.doubt((*keys, "least"), least, f"{NEVER}: {record.side} never has more than {top}")
    elif isinstance(record, asks.Turn) and least > told.calendar.turns:
        desk.doubt((*keys, "least"), least, f"{NEVER}: the game has {told.calendar.turns} turns")
    elif isinstance(record, asks.Held) and record.places and record.least > len(record.places):
        desk.doubt((*keys, "least"), least, f"{NEVER}: there are {len(record.places)} places to hold")
    elif isinstance(record, asks.Drilled) and told.training is None:
        desk.doubt(keys, None, f"{NEVER}: nobody drills in this scenario")
    elif isinstance(record, asks.Exits) and not any(way.side == record.side for way in told.exits):
        desk.doubt((*keys, "side"), record.side, "has no way off the map (table exits)")
    elif isinstance(record, asks.InRanks) and record.faction:
        if not any(unit.faction == record.faction for unit in told.units):
            desk.doubt((*keys, "faction"), record.faction, f"{NEVER}: the faction has no units")
    elif isinstance(record, asks.Filter) and not any(_meant(desk, record, unit) for unit in told.units):
        desk.doubt(keys, None, "means nobody: no unit of the scenario is all of this")


def _meant(desk: Desk, who: asks.Filter, unit: UnitTable) -> bool:
    """Whether a filter may mean a unit at some time; sides and factions may change, so only one of them must be so."""
    kind = desk.charts.units.types.get(unit.type)
    return (
        kind is not None
        and (not who.units or unit.id in who.units)
        and (not who.type or unit.type == who.type)
        and (not who.types or unit.type in who.types)
        and (not who.trait or who.trait in kind.traits)
        and (who.faction in ("", "target", unit.faction))
        and (not who.faction_not or unit.faction != who.faction_not)
    )


def _together(desk: Desk, at: Keys, card: CardTable, conditions: tuple[asks.Condition, ...]) -> None:
    """Note conditions of which one rules out another, or the turns of the card."""
    first, last = card.turns[0], min(card.turns[1], desk.told.calendar.turns)
    holders_of: dict[str, str] = {}
    flags: dict[str, bool] = {}
    ranks: dict[str, str] = {}
    statuses: dict[str, str] = {}
    for ask in conditions:
        clash = ""
        if isinstance(ask, asks.Turn):
            first, last = max(first, ask.least), min(last, ask.most)
            clash = (
                "its turns are none of the card's" if first > last and card.turns[0] <= desk.told.calendar.turns else ""
            )
        elif isinstance(ask, asks.Held) and ask.place:
            clash = "another side is to hold it too" if holders_of.setdefault(ask.place, ask.side) != ask.side else ""
        elif isinstance(ask, asks.Flag):
            clash = "it is to be set and not to be set" if flags.setdefault(ask.name, ask.is_) != ask.is_ else ""
        elif isinstance(ask, asks.InRanks) and ask.faction:
            clash = "it is to ride with two sides" if ranks.setdefault(ask.faction, ask.side) != ask.side else ""
        elif isinstance(ask, asks.Unit | asks.Free):
            status = ask.status if isinstance(ask, asks.Unit) else "field"
            clash = f"{ask.unit} is to be elsewhere too" if statuses.setdefault(ask.unit, status) != status else ""
        if clash:
            desk.doubt(at, None, f"{NEVER} together: {clash}")
