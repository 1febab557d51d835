"""The random player: first a subject, then one of its legal orders.  It is also the fuzzer of the tests."""

from game import umpire
from game.model.actions import Action, EndPart
from game.model.dice import splitmix
from game.model.state import Seen

END_ONE_IN = 24
"""It ends its part once in so many orders."""


def random_orders(seen: Seen, seed: int) -> tuple[Action, ...]:
    """One legal order, drawn by the seed alone."""
    if seen.agenda:
        choices = tuple(umpire.legal(seen))
        return (choices[splitmix(seed, 0) % len(choices)],)
    subjects = [unit.number for unit in seen.forces.of(seen.actor)]
    if splitmix(seed, 1) % END_ONE_IN == 0:
        return (EndPart(),)
    draw = 2
    while subjects:
        subject = subjects.pop(splitmix(seed, draw) % len(subjects))
        choices = tuple(umpire.legal(seen, subject))
        if choices:
            return (choices[splitmix(seed, draw + 1) % len(choices)],)
        draw += 2
    return (EndPart(),)
