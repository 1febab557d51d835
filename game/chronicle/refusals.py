"""Why an order is not allowed, in one sentence: a template for every message id of the rulebook."""

from game.chronicle.words import Translate, name_hex, name_side, name_unit
from game.model.judgement import Fact, Refusal
from game.model.state import State

REFUSALS: dict[str, str] = {}
"""By message id: the sentence, with the refusal's facts as its fields."""

_HEXES = frozenset({"cell", "target", "hex", "here", "there", "where", "at"})
_UNITS = frozenset({"unit", "other", "convoy", "enemy"})
_SIDES = frozenset({"side", "actor", "owner", "holder", "against"})


def explain(refusal: Refusal, state: State, translate: Translate = str) -> str:
    """A refusal as a sentence without its clause.  A message without a sentence is given as it is."""
    facts = {key: _fact(state, key, value, translate) for key, value in refusal.facts.items()}
    template = REFUSALS.get(refusal.message)
    if template is None:
        return " ".join([refusal.message.replace("_", " "), *(f"{key} {value}" for key, value in facts.items())])
    text = translate(template).format_map(_Facts(facts))
    return text[:1].upper() + text[1:]


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "?"


def _fact(state: State, key: str, value: Fact, translate: Translate) -> str:
    """A fact by the name of its field: a hex, a unit, a side, a place, or the plain value."""
    scenario = state.scenario
    if isinstance(value, int):
        if key in _HEXES:
            return name_hex(scenario, value, translate)
        if key in _UNITS:
            return name_unit(scenario, value, translate)
        if key == "place" and 0 <= value < len(scenario.board.places):
            return scenario.board.places[value].name
        return f"{value:,}"
    if key in _SIDES:
        return name_side(scenario, value, translate)
    if key == "place":
        return next((place.name for place in scenario.board.places if place.id == value), value)
    return translate(value)
