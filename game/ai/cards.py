"""Cards as the Recruit plays them: by the worth that is printed on them, as far as its purse goes."""

from game import umpire
from game.model.actions import Action, Choose, Keep, PlayCard, React
from game.model.agenda import MayChoose, MayKeep, MayReact
from game.model.state import Seen


def kept(seen: Seen, task: MayKeep) -> Keep:
    """The card of most worth of those drawn; of equals, the one that can be played sooner."""
    scenario = seen.scenario

    def rank(card: str) -> tuple[int, int, str]:
        known = scenario.card(card)
        return (-known.worth, known.first, card)

    return Keep(min(task.cards, key=rank))


def branch(seen: Seen, task: MayChoose) -> Action:
    """The branch of most worth of those there are."""
    card = seen.scenario.card(task.card)

    def rank(action: Choose) -> tuple[int, str]:
        chosen = card.choice(action.choice)
        return (-chosen.worth if chosen is not None else 0, action.choice)

    offered = [action for action in umpire.legal(seen) if isinstance(action, Choose)]
    return min(offered, key=rank)


def reaction(seen: Seen, task: MayReact) -> Action:
    """The answer of most worth, or none if none is worth its price."""
    offered = [action for action in umpire.legal(seen) if isinstance(action, React)]
    return max(offered, key=lambda action: (_worth(seen, action), action.card, action.choice, action.target))


def _worth(seen: Seen, action: React | PlayCard) -> int:
    """What a card is worth above its price: letting it pass is worth nothing."""
    if not action.card:
        return 0
    card = seen.scenario.card(action.card)
    chosen = card.choice(action.choice)
    price = card.cost + (chosen.cost if chosen is not None else 0)
    return (chosen.worth if chosen is not None else card.worth) - price
