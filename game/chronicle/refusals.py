"""Why an order is not allowed, in one sentence: a template for every message id of the rulebook."""

from game.chronicle.court_refusals import COURT_REFUSALS
from game.chronicle.words import Translate, name_hex, name_posture, name_ration, name_side, name_unit, several
from game.model.agenda import MayAdvance, MayGrant, MayPlace, MayRetreat, Task
from game.model.bonds import Ration
from game.model.forces import Posture
from game.model.judgement import Fact, Refusal
from game.model.state import State

REFUSALS: dict[str, str] = {
    "unit.unknown": "There is no {unit}.",
    "unit.not_yours": "{unit} {is_are} not yours to command.",
    "unit.off_map": "{unit} {is_are} not on the map.",
    "game.over": "The game is over.",
    "decide.first": "A decision must be made first: who enters the hex that was won, or where a unit stands.",
    "advance.nothing": "Nobody has won a hex to enter.",
    "advance.who": "Only the victors may enter {cell}.",
    "advance.stacking": "{cell} has no room: it holds {men} men.",
    "move.nowhere": "{unit} {is_are} there already.",
    "move.fought": "{unit} {has_have} fought and {march_es} no more in this part.",
    "move.zone": "{unit} {is_are} stopped by the enemy at {cell}.",
    "move.not_adjacent": "The way of {unit} is broken at {cell}.",
    "move.closed": "{unit} cannot go into {cell} from there.",
    "move.occupied": "Enemies stand on {cell}: attack them from the next hex.",
    "move.broken": "{unit} {is_are} broken and will not go nearer to the enemy at {cell}.",
    "move.toward": "{unit} may only march toward the goal that a card names.",
    "move.points": "{unit} {has_have} {left} points left and this way costs {cost}.",
    "move.stacking": "No room: {cell} holds {men} men.",
    "obey.ripe": "{unit} will march only toward home.",
    "obey.hungry": "{unit} {is_are} hungry and will march only toward home.",
    "obey.attack": "{unit} will attack nobody outside home.",
    "move.together": "Only units that stand on one hex march together: {unit} and others do not.",
    "force.already": "{unit} {is_are} on a forced march already.",
    "force.blown": "The horses of {unit} are blown.",
    "force.fought": "{unit} {has_have} fought and {march_es} no more in this part.",
    "force.unfit": "{unit} cannot be driven harder: no boat or broken unit can.",
    "force.zone": "{unit} cannot be driven harder: the enemy has stopped the march.",
    "leave.exit": "{unit} cannot leave the map from here.",
    "leave.points": "{unit} {has_have} no points left to leave the map.",
    "leave.zone": "{unit} cannot leave the map under the enemy's eyes.",
    "guides.river": "There is no river for guides to show {unit} a way through.",
    "guides.spate": "{unit} {need_s} no guides there: the river is no bar.",
    "guides.open": "The ford is open already.",
    "guides.who": "{unit} cannot hire ford-men: that is for men who fight and have not fought in this part.",
    "purse.empty": "That costs {cost}, and {side} cannot pay.",
    "retreat.already": "{unit} {has_have} this order for retreats already, or none.",
    "retreat.nothing": "Nobody is asked by which way he falls back.",
    "retreat.way": "{unit} cannot fall back by such a way.",
    "retreat.room": "{cell} has no room for {unit}.",
    "merge.with": "{unit} cannot join {other}: that takes a unit of its own kind, side and faction on its hex.",
    "merge.strong": "{unit} {is_are} no remnant: only one below a third of its first strength joins another.",
    "merge.fought": "{unit} cannot join {other}: one of them has fought in this part.",
    "merge.full": "{unit} cannot join {other}: that would be more than its first strength of {men} men.",
    "setup.nothing": "No unit waits to be placed.",
    "setup.where": "{unit} may not stand at {cell}.",
    "dig.already": "{unit} {is_are} dug in already.",
    "dig.moved": "{unit} {has_have} marched or fought; only men at rest can dig.",
    "dig.untrained": "{unit} {was_were} never taught to dig in.",
    "dig.zone": "{unit} cannot dig in under the enemy's eyes.",
    "depot.convoy": "{unit} {is_are} no convoy.",
    "depot.town": "{unit} must stand in a town to open a depot.",
    "depot.already": "There is a depot at {place} already.",
    "depot.garrison": "{place} needs {men} men to guard a depot.",
    "depot.line": "{place} is cut off from every source of supply.",
    "relief.convoy": "{unit} {is_are} no convoy.",
    "relief.nobody": "Nobody on the hex of {unit} goes hungry.",
    "convoy.purse": "A convoy more costs {cost}, and the purse does not hold that.",
    "convoy.paid": "One more convoy was paid for in this turn already.",
    "convoy.none": "There is no convoy left to send, or no room for one more on the map.",
    "convoy.barred": "{unit} cannot enter the map: the enemy bars the way.",
    "ration.unknown": "There is no place of number {number}.",
    "ration.holder": "{place} is not yours to feed.",
    "ration.stores": "{place} has no stores.",
    "ration.already": "{place} is on {ration} already.",
    "sortie.siege": "{unit} {is_are} not shut in by a siege.",
    "sortie.men": "{unit} cannot make a sortie: it takes {men} men who fight and are not broken.",
    "sortie.fought": "{unit} {has_have} fought in this part already.",
    "sortie.field": "There is no field for {unit} at {cell}: grain stands on irrigated ground next to the town.",
    "sortie.taken": "Somebody stands on {cell}.",
    "sortie.again": "{cell} was gone into, or attacked, in this part already.",
    "works.unknown": "There is no place of number {number}.",
    "works.none": "{place} has no works.",
    "works.not_yours": "None of your men stand in the works of {place}.",
    "works.last": "{place} has only its last line: who gives it up marches out.",
    "bombard.works": "No enemy is seen to man works at {cell}.",
    "bombard.fought": "{unit} {has_have} fought in this part already.",
    "bombard.broken": "{unit} {is_are} broken and will not bombard anything.",
    "bombard.guns": "{unit} {has_have} no guns to bombard {cell} with, nor captured ones that can still fire.",
    "bombard.far": "The guns of {unit} do not carry to {cell}, or it cannot be seen from there.",
    "bombard.again": "{cell} was bombarded in this part already.",
    "terms.unknown": "There is no place of number {number}.",
    "terms.holder": "{place} is not yours to hand over.",
    "terms.siege": "{place} is not shut in.",
    "terms.asked": "Terms were asked for at {place} in this turn already.",
    "terms.nobody": "No besieger stands next to {place} to be asked for terms.",
    "grant.nothing": "Nobody has asked for terms.",
    "posture.already": "{unit} {has_have} this standing order already: {posture}.",
    "posture.evading": "{unit} may only evade now.",
    "posture.slow": "{unit} {is_are} too slow to slip away: that is for horse and mountaineers.",
    "attack.defenceless": "Nobody at {cell} can defend himself: march in and take them.",
    "attack.crews": "Guns and crews attack {cell} only beside men who fight.",
    "attack.nobody": "Nobody is ordered to attack {cell}.",
    "attack.no_enemy": "No enemy is to be seen at {cell}.",
    "attack.engaged": "{cell} was attacked in this part already.",
    "attack.far": "{unit} {is_are} not next to {cell}.",
    "attack.fought": "{unit} {has_have} fought in this part already.",
    "attack.card": "{unit} may not attack there now, by a card.",
    "card.unknown": "There is no such card.",
    "card.not_held": "That card is not in the hand.",
    "card.answers": "That card answers something: it cannot be played by itself.",
    "card.early": "It is too early for that card.",
    "card.late": "The time of that card is past.",
    "card.conditions": "What the card needs is not so.",
    "card.price": "The purse does not hold the price of the card.",
    "card.choice": "The card has branches: one of them must be chosen.",
    "card.no_such_choice": "The card has no such branch.",
    "card.not_your_choice": "Another side chooses the branch of that card.",
    "card.choice_conditions": "What that branch of the card needs is not so.",
    "card.no_target": "The card is aimed at nothing.",
    "card.target": "The card cannot be aimed there.",
    "card.not_drawn": "That card was not drawn.",
    "card.no_answer": "That card answers nothing now.",
    "keep.nothing": "No card is to be kept.",
    "choose.nothing": "No branch is to be chosen.",
    "react.nothing": "There is nothing to answer.",
    "attack.evading": "{unit} may only evade now, and attacks nobody.",
    "attack.repulsed": "{unit} {was_were} thrown back and cannot attack in this part.",
    "attack.morale": "{unit} will not attack: morale {morale}.",
    "attack.no_power": "{unit} {has_have} nothing to attack with.",
    "attack.pass": "Snow has closed the pass between {unit} and {cell}.",
    "attack.water": "{unit} cannot cross the water to {cell}.",
    "charge.ground": "No charge at {cell}: the ground is not open.",
    "charge.horse": "No charge at {cell}: it takes horse alone.",
    "charge.water": "No charge at {cell}: it would go through water.",
    "charge.works": "No charge at {cell}: works, or a town, bar the way.",
    **COURT_REFUSALS,
}
"""By message id: the sentence, with the refusal's facts as its fields."""

DECISIONS: dict[type[Task], str] = {
    MayAdvance: "It must first be said who enters {cell}.",
    MayPlace: "{unit} must be placed first.",
    MayRetreat: "It must first be said by which way {unit} {fall_s} back.",
    MayGrant: "It must first be said whether the garrison of {place} has its terms.",
}
"""By the decision that waits: what to say to any other order."""

VERBS: dict[str, tuple[str, str]] = {
    "is_are": ("is", "are"),
    "has_have": ("has", "have"),
    "was_were": ("was", "were"),
    "march_es": ("marches", "march"),
    "need_s": ("needs", "need"),
}
"""By field of a sentence: the verb after a unit whose name is in the singular, and in the plural."""

FALLS = ("falls", "fall")
"""The verb after a unit that falls back, by whether its name is in the plural."""

_HEXES = frozenset({"cell", "target", "hex", "here", "there", "where", "at"})
_UNITS = frozenset({"unit", "other", "convoy", "enemy"})
_SIDES = frozenset({"side", "actor", "owner", "holder", "against"})


def explain(refusal: Refusal, state: State, translate: Translate = str) -> str:
    """A refusal as a sentence without its clause.  A message without a sentence is given as it is."""
    facts = {key: _fact(state, key, value, translate) for key, value in refusal.facts.items()}
    unit = refusal.facts.get("unit")
    many = isinstance(unit, int) and several(state.scenario, unit)
    facts |= {field: translate(verbs[many]) for field, verbs in VERBS.items()}
    template = REFUSALS.get(refusal.message)
    task = state.agenda[0] if refusal.message == "decide.first" and state.agenda else None
    if isinstance(task, MayAdvance):
        template, facts["cell"] = DECISIONS[MayAdvance], name_hex(state.scenario, task.cell, translate)
    elif isinstance(task, MayGrant):
        template, facts["place"] = DECISIONS[MayGrant], state.scenario.board.places[task.place].name
    elif isinstance(task, MayPlace | MayRetreat):
        template, facts["unit"] = DECISIONS[type(task)], name_unit(state.scenario, task.unit, translate)
        facts["fall_s"] = translate(FALLS[several(state.scenario, task.unit)])
    if template is None:
        known = [f"{key} {facts[key]}" for key in refusal.facts]
        return " ".join([refusal.message.replace("_", " "), *known])
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
        if key == "faction" and 0 <= value < len(scenario.factions):
            return translate(scenario.factions[value].name)
        if key == "place" and 0 <= value < len(scenario.board.places):
            return scenario.board.places[value].name
        return f"{value:,}"
    if key == "posture" and value in set(Posture):
        return name_posture(Posture(value), translate)
    if key == "ration" and value in set(Ration):
        return name_ration(Ration(value), translate)
    if key in _SIDES:
        return name_side(scenario, value, translate)
    if key == "place":
        return next((place.name for place in scenario.board.places if place.id == value), value)
    return translate(value)
