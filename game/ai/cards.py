"""Cards as the Recruit plays them: by the worth that is printed on them, as far as its purse goes."""

from game import questions, umpire
from game.hexes import cells_of
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


def plays(seen: Seen) -> list[Action]:
    """The card of the hand that is most worth its price now, if any is: one a part."""
    best: PlayCard | None = None
    for action in questions.card_plays(seen):
        if _worth(seen, action) > 0 and (best is None or _rank(seen, action) > _rank(seen, best)):
            best = action
    return [best] if best is not None else []


def _rank(seen: Seen, action: PlayCard) -> tuple[int, int, str]:
    """Worth above the price; of equals the card aimed at most men."""
    return _worth(seen, action), _aimed(seen, action), action.card


def _aimed(seen: Seen, action: PlayCard) -> int:
    """The men on the hex that a card is aimed at, and next to it; 0 if it is aimed at none."""
    card = seen.scenario.card(action.card)
    chosen = card.choice(action.choice)
    aim = (chosen.aim if chosen is not None else None) or card.aim
    if aim is None or aim.kind not in ("stack", "hex", "place", "hexside") or not action.target:
        return 0
    near = seen.scenario.board.grid.within(action.target[0], 1)
    return sum(unit.men for cell in cells_of(near) for unit in seen.forces.at(cell))
