"""The standing orders of those who broke away, in their order."""

from dataclasses import replace

from game import umpire
from game.ai.automaton import automaton_orders
from game.model.actions import Attack, EndPart, Move
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import defection
from tests.rules.coalition_ground import LOKAI, coalition
from tests.sketch import Sketch


def departed(
    places: dict[str, tuple[int, int]], men: dict[str, int], held: str = "enver", red_war: bool = False
) -> Sketch:
    """The Lokai have broken away and it is their part."""
    made = coalition(places, men=men)
    ledger = Ledger(made.state)
    defection.leave(ledger, LOKAI, "break", "lokai")
    state = ledger.state
    if red_war:
        pairs = tuple(sorted({*state.bonds.hostile, ("lokai", "red"), ("red", "lokai")}))
        state = replace(state, bonds=replace(state.bonds, hostile=pairs))
    return Sketch(replace(state, part=state.scenario.order.index("lokai")), made.letters)


def orders(state: State) -> tuple[object, ...]:
    return automaton_orders(umpire.view(state, "lokai"), 1)


def test_the_side_they_left_is_struck_within_four_hexes() -> None:
    made = departed({"a": (1, 1), "t": (2, 1), "R": (6, 3)}, {"t": 60})
    assert any(isinstance(order, Attack) and order.target == made.at(2, 1) for order in orders(made.state))


def test_old_friends_before_intruders() -> None:
    made = departed({"a": (1, 1), "t": (2, 1), "R": (0, 1)}, {"t": 60, "R": 30}, red_war=True)
    struck = [order.target for order in orders(made.state) if isinstance(order, Attack)]
    assert struck == [made.at(2, 1)]


def test_the_weakest_of_old_friends_first() -> None:
    made = departed({"a": (1, 1), "t": (2, 1), "N": (0, 1), "R": (6, 3)}, {"t": 200, "N": 60, "a": 900})
    struck = [order.target for order in orders(made.state) if isinstance(order, Attack)]
    assert struck == [made.at(0, 1)]


def test_a_train_without_an_escort_is_taken() -> None:
    made = departed({"a": (1, 1), "s": (6, 3), "R": (0, 1)}, {"R": 20}, red_war=True)
    units = tuple(
        replace(spec, type="convoy") if number == made.n("R") else spec
        for number, spec in enumerate(made.state.scenario.units)
    )
    state = replace(made.state, scenario=replace(made.state.scenario, units=units))
    marches = [order.route[-1] for order in orders(state) if isinstance(order, Move)]
    assert marches == [made.at(0, 1)]


def test_intruders_are_struck_at_home_only() -> None:
    home = departed({"a": (1, 1), "s": (6, 2), "R": (0, 1)}, {"R": 30}, red_war=True)
    assert any(isinstance(order, Attack) for order in orders(home.state))
    away = departed({"a": (2, 1), "s": (6, 3), "R": (3, 2)}, {"R": 30}, red_war=True)
    assert not any(isinstance(order, Attack) for order in orders(away.state))


def test_nobody_is_struck_against_the_odds() -> None:
    made = departed({"a": (1, 1), "N": (2, 1), "R": (6, 3)}, {"N": 800, "a": 100})
    assert not any(isinstance(order, Attack) for order in orders(made.state))


def test_else_they_stand_at_home() -> None:
    made = departed({"a": (4, 2), "s": (6, 0), "R": (6, 3)}, {"a": 100, "s": 900})
    marches = [order for order in orders(made.state) if isinstance(order, Move)]
    grid = made.state.scenario.board.grid
    assert not marches or grid.distance(marches[-1].route[-1], made.at(1, 1)) < grid.distance(
        made.at(4, 2), made.at(1, 1)
    )
    assert isinstance(orders(made.state)[-1], EndPart)
