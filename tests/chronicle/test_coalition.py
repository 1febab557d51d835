"""The coalition and the cards in the war diary."""

from dataclasses import replace

from game import chronicle, umpire
from game.model import events as e
from game.model.cards import Card, Choice
from game.model.scenario import Faction
from game.model.state import State
from tests.duel import duel


def _court() -> State:
    """The duel with two factions and a card."""
    state = umpire.begin(duel(), umpire.Setup(1, (("fog", "off"),))).state
    card = Card("seal", "red", "Seal", "", "", "", "hand", choices=(Choice("use", "Use it", ""),))
    factions = (Faction("hills", "Hillmen"), Faction("own", "Own"))
    scenario = replace(state.scenario, factions=factions, cards=(card,))
    return replace(state, scenario=scenario, bonds=replace(state.bonds, cohesion=(6, 9)))


COURT = _court()

TOLD: dict[e.Event, str | None] = {
    e.Strained(0, "gift", 1): "This bears on Hillmen: a gift (+1).",
    e.Strained(0, "hungry"): "This will test Hillmen: hungry.",
    e.CausesSettled(()): None,
    e.CohesionChanged(0, -1, ("hungry", "gift")): "Hillmen: cohesion −1, now 5 (hungry and a gift).",
    e.CohesionChanged(0, -1, ()): "Hillmen: cohesion −1, now 5.",
    e.CeilingChanged(0, 1, "council"): "Hillmen: ceiling +1 for good (a council).",
    e.VictoryShared(0): None,
    e.BreakAnnounced(0, 10): "Hillmen may break at the end of this turn: on 10 or more of two dice.",
    e.FactionLeft(0, "", "terms"): "Hillmen left the ranks: it came to terms with the enemy.",
    e.UnitTurned(0, "red"): "Unit A went over to red.",
    e.WarDeclared("red", "enver"): "Red and enver are at war.",
    e.PeaceMade("red", "enver"): "Red and enver leave each other alone.",
    e.DrillBegan(0, 1, (2,), (300,), 3): "300 men of Unit X began to drill as Unit A.",
    e.DrillEnded(0): "Unit A stood under arms.",
    e.Disbanded(0, 1, 200): "Unit A was disbanded: 200 men rode with Unit B again.",
    e.GiftGiven(0): "Gifts went to Hillmen.",
    e.CouncilHeld((0, 1), 0): "A council was held with Hillmen and Own; the chief of Hillmen became deputy.",
    e.CouncilHeld((0,), -1): "A council was held with Hillmen.",
    e.TownShared(0, 0): "Town 0 was made over to Hillmen.",
    e.GunsShared(0, 2, "red"): "2 guns taken were made over to Hillmen.",
    e.OfferMade("red", 0): "Red made Hillmen an offer.",
    e.Disarmed(0): "The chief of Hillmen was disarmed.",
    e.PlaceSwayed(0, 1): "The people of Town 0 leaned toward enver.",
    e.CardsDrawn("red", ("seal", "seal")): "Red drew 2 cards.",
    e.CardKept("red", "seal", ()): "Red kept “Seal”.",
    e.CardPlayed("red", "seal"): "Red played “Seal”.",
    e.CardPlayed("", "seal"): "“Seal”.",
    e.CardLapsed("red", "seal"): "Red put away “Seal”: its time is past.",
    e.CardRemoved("seal"): "“Seal” is out of the game.",
    e.DeckRenewed("red"): "Red shuffled the cards played before into the deck.",
    e.Answered("cancelled"): "It came to nothing.",
    e.FlagSet("x", True): None,
    e.InForce(()): None,
    e.Expected(()): None,
    e.BranchTaken("red", "seal", "use"): "Red answered “Seal”: Use it.",
    e.CardFailed("seal"): "“Seal” came to nothing.",
    e.MenJoined(0, 30, "called up"): "30 men joined Unit A (called up).",
}

COALITION = {type(event) for event in TOLD}
"""The events told here."""


def test_what_becomes_of_the_coalition_is_told() -> None:
    for event, sentence in TOLD.items():
        assert chronicle.tell(COURT, event) == sentence
