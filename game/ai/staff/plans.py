"""The Staff's choice: plans by several doctrines, each played out in imagined worlds, the usual one kept if in doubt."""

from collections.abc import Sequence

from game.ai.doctrine import USUAL, Doctrine
from game.ai.recruit import answer, recruit_orders
from game.ai.court import USUAL as CRAFT
from game.ai.staff.appraisal import appraise
from game.ai.staff.foresight import foresee
from game.model.actions import Action
from game.model.dice import splitmix
from game.model.state import Seen
from game.ai.aims import aims

WORLDS = 4
ROUNDS = 2

DOCTRINES = (
    USUAL,
    Doctrine("stand", march=False),
    Doctrine("bold", least=4, fair=3, likely=9, surely=14, storm=10, bold=4, enough=3, hunting=True),
    Doctrine("hunting", hunting=True),
    Doctrine("careful", least=6, fair=5, likely=16, surely=22, storm=16, bold=1, enough=7),
    Doctrine("passive", least=12, fair=12, likely=36, surely=36, storm=36, bold=1),
)


def staff_orders(seen: Seen, seed: int) -> tuple[Action, ...]:
    if seen.agenda:
        return (answer(seen, seed),)
    plans: dict[tuple[Action, ...], str] = {}
    for doctrine in (*DOCTRINES, *efforts(seen)):
        plans.setdefault(recruit_orders(seen, seed, CRAFT, doctrine), doctrine.name)
    if len(plans) == 1:
        return next(iter(plans))
    worlds = [splitmix(seed, 77 + n) for n in range(WORLDS)]
    best = None
    for orders in plans:
        value = sum(appraise(foresee(seen, orders, world, ROUNDS), seen.actor) for world in worlds) / WORLDS
        if best is None or value > best[0] + MARGIN:
            best = (value, orders)
    return best[1]

MARGIN = 0.0

def efforts(seen: Seen) -> Sequence[Doctrine]:
    missing = [aim for aim in aims(seen, seen.actor) if not aim.held and aim.place < 10_000]
    return [Doctrine(f"effort {aim.place}", effort=aim.place) for aim in missing[:4]]
