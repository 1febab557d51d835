"""The commands of the order buttons as actions: what a word from a button asks of a unit, a place or a side."""

from game.model.actions import (
    Action,
    DigIn,
    ForceMarch,
    GiveUpLine,
    LeaveMap,
    Merge,
    OfferTerms,
    OpenDepot,
    Relieve,
    SendConvoy,
    SetPosture,
    SetRation,
    SetRetreat,
)
from game.model.bonds import Ration
from game.model.forces import Posture
from game.model.state import Seen


def to_unit(seen: Seen, unit: int, word: str, value: str) -> Action | None:
    """What a word orders a unit to do; None if it is no such word, or in force already."""
    if word == "posture":
        return SetPosture(unit, Posture(value)) if seen.unit(unit).posture is not Posture(value) else None
    if word == "asks":
        return SetRetreat(unit, not seen.unit(unit).asks)
    if word == "merge":
        return Merge(unit, int(value))
    plain: dict[str, Action] = {
        "dig": DigIn(unit),
        "depot": OpenDepot(unit),
        "relieve": Relieve(unit),
        "force": ForceMarch(unit),
        "leave": LeaveMap(unit),
    }
    return plain.get(word)


def to_nobody(word: str, value: str) -> Action | None:
    """What a word orders that no unit is given: a convoy, the ration, the works and the terms of a place."""
    if word == "convoy":
        return SendConvoy()
    if word == "ration":
        place, _, ration = value.partition("=")
        return SetRation(int(place), Ration(ration))
    if word == "giveup":
        return GiveUpLine(int(value))
    return OfferTerms(int(value)) if word == "terms" else None
