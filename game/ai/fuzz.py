"""The random player: first a subject, then one of its legal orders.  It is also the fuzzer of the tests."""

from collections.abc import Iterator

from game import questions, umpire
from game.model.actions import Action, EndPart, GiveUpLine, MoveTogether, OfferTerms, SendConvoy, SetRation
from game.model.bonds import Ration
from game.model.dice import splitmix
from game.model.state import Seen

END_ONE_IN = 24
"""It ends its part once in so many orders."""

STAFF_ONE_IN = 12
"""Once in so many it gives an order that is no single unit's."""


def random_orders(seen: Seen, seed: int) -> tuple[Action, ...]:
    """One legal order, drawn by the seed alone."""
    if seen.agenda:
        choices = tuple(umpire.legal(seen))
        return (choices[splitmix(seed, 0) % len(choices)],)
    if splitmix(seed, 1) % END_ONE_IN == 0:
        return (EndPart(),)
    if splitmix(seed, 2) % STAFF_ONE_IN == 0:
        choices = tuple(order for order in _staff_orders(seen) if umpire.refusal(seen, order) is None)
        if choices:
            return (choices[splitmix(seed, 3) % len(choices)],)
    subjects = [unit.number for unit in seen.forces.of(seen.actor)]
    draw = 4
    while subjects:
        subject = subjects.pop(splitmix(seed, draw) % len(subjects))
        choices = tuple(umpire.legal(seen, subject))
        if choices:
            return (choices[splitmix(seed, draw + 1) % len(choices)],)
        draw += 2
    return (EndPart(),)


def _staff_orders(seen: Seen) -> Iterator[Action]:
    """What may be ordered that no single unit is told: convoys, cards, rations, terms, lines, marches of stacks."""
    yield SendConvoy()
    if seen.table.hands:
        yield from questions.card_plays(seen)
    for number, held in enumerate(seen.realm.holdings):
        if held.holder == seen.actor:
            yield from (SetRation(number, ration) for ration in Ration)
            yield OfferTerms(number)
    for built in seen.scenario.works:
        yield GiveUpLine(seen.scenario.board.place_number(built.at))
    for numbers in seen.forces.stacks().values():
        stack = tuple(number for number in numbers if seen.unit(number).side == seen.actor)
        if len(stack) > 1:
            for there in seen.scenario.board.grid.neighbours[seen.unit(stack[0]).cell]:
                yield MoveTogether(stack, (there,))
