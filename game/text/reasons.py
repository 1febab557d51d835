"""Why a computer player does what it does: what it weighed, and what came of it in the worlds it imagined."""

from collections.abc import Iterator

from game import chronicle
from game.ai import Candidate, Thought
from game.model.actions import Action, EndPart
from game.model.state import Seen

SHOWN = 5
"""Plans that were not chosen and are told, at most."""


def weighed(seen: Seen, thought: Thought) -> Iterator[str]:
    """The orders given, then the plans beside them, the best first: points are those of victory, to its own side."""
    yield "Orders:"
    yield from _told(seen, thought.orders)
    if not thought.candidates:
        yield "Nothing else was weighed."
        return
    yield f"{len(thought.candidates)} plans were weighed in {thought.evaluations} imagined games:"
    chosen = [candidate for candidate in thought.candidates if candidate.chosen]
    usual = thought.candidates[0]
    for candidate in chosen:
        yield from _plan(seen, candidate, usual, "chosen")
    others = sorted((c for c in thought.candidates if not c.chosen), key=lambda candidate: -candidate.value)
    for candidate in others[:SHOWN]:
        yield from _plan(seen, candidate, usual, "left")


def _plan(seen: Seen, candidate: Candidate, usual: Candidate, fate: str) -> Iterator[str]:
    """A plan: who thought of it, what it came to, and what it orders that the usual plan does not."""
    yield f"  {fate:<6} {candidate.value:+7.2f}  {candidate.behaviour}"
    if candidate is not usual:
        new = tuple(order for order in candidate.orders if order not in usual.orders)
        yield from ("        " + line for line in _told(seen, new))


def _told(seen: Seen, orders: tuple[Action, ...]) -> Iterator[str]:
    for order in orders:
        if not isinstance(order, EndPart):
            yield f"  {chronicle.name_action(seen, order)}"
