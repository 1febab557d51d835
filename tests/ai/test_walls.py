"""The Recruit shells works before it storms them, and lets remnants join their like; elsewhere it does neither."""

from dataclasses import replace

from game import umpire
from game.ai.recruit import recruit_orders
from game.model.actions import Action, Attack, Bombard, Merge
from tests.sketch import Counter, Sketch, sketch

TOWN = """
.   .   .
  .A  .
.   TD  .
  .B  .
"""


def siege(works: tuple[int, int] | None, garrison: int = 900) -> Sketch:
    """Foot and guns of the coalition beside a town of the Reds with works, or without."""
    return sketch(
        TOWN,
        {"A": Counter("drilled_foot", "enver", 300), "B": Counter("battery", "enver", 40, guns=2),
         "D": Counter("rifle", "red", garrison)},
        acting="enver", held={"t0": "red"}, works={(2, 1): works} if works else None,
    )  # fmt: skip


def orders_of(drawn: Sketch) -> tuple[Action, ...]:
    return recruit_orders(umpire.view(drawn.state, drawn.state.actor), 7)


def test_guns_beside_works_that_are_too_strong_shell_them_and_stay() -> None:
    drawn = siege((-2, 200))
    orders = orders_of(drawn)
    assert Bombard(drawn.n("B"), drawn.unit("D").cell) in orders
    assert not any(isinstance(order, Attack) for order in orders)
    assert not any(getattr(order, "unit", -1) == drawn.n("B") for order in orders if not isinstance(order, Bombard))


def test_there_is_nothing_to_shell_without_works_or_when_the_guns_storm() -> None:
    assert not any(isinstance(order, Bombard) for order in orders_of(siege(None)))
    weak = orders_of(siege((-2, 200), garrison=60))
    assert any(isinstance(order, Attack) for order in weak)
    assert not any(isinstance(order, Bombard) for order in weak)


def test_remnants_that_stay_join_their_like() -> None:
    drawn = sketch(
        TOWN.replace(".A", ". "),
        {"D": Counter("rifle", "red", 100, start_men=400), "B": Counter("rifle", "red", 100, start_men=400)},
        acting="red", held={"t0": "red"},
    )  # fmt: skip
    assert not any(isinstance(order, Merge) for order in orders_of(drawn))
    moved = drawn.state.forces.with_units([replace(drawn.unit("B"), cell=drawn.unit("D").cell)])
    orders = orders_of(Sketch(replace(drawn.state, forces=moved), drawn.letters))
    merged = [order for order in orders if isinstance(order, Merge)]
    assert merged in ([Merge(drawn.n("B"), drawn.n("D"))], [Merge(drawn.n("D"), drawn.n("B"))])
