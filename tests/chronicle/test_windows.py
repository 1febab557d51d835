"""What may be answered, in words: deeds, cards, branches of cards."""

from game import chronicle, library
from game.model.cards import Card


def test_every_window_of_the_scenarios_has_words() -> None:
    """No reaction answers a bare word of the data."""
    for name in ("recapture-1922", "proving-ground"):
        scenario = library.load(name)
        reactions: list[Card] = [card for card in scenario.cards if card.answers]
        assert reactions
        for card in reactions:
            told = chronicle.name_window(scenario, card.answers)
            assert told.endswith(".") and told != card.answers
            assert not any(f"“{other.id}”" in told for other in scenario.cards)


def test_a_branch_of_a_card_is_named_with_it() -> None:
    scenario = library.load("proving-ground")
    seal = scenario.card("seal")
    branch = seal.choice("use")
    assert branch is not None
    assert chronicle.name_window(scenario, "seal:use") == f"“{seal.title}” is played: {branch.label}."
    assert chronicle.name_window(scenario, "seal") == f"“{seal.title}” is played."
    assert chronicle.name_window(scenario, "drill") == "A regiment is put to drill."
