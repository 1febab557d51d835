"""The Staff as a whole: what it keeps of its thoughts, what it may spend, and that nothing in it is idle."""

import pytest

from game import ai, library, umpire
from game.ai.staff import think
from game.ai.staff.behaviours import BEHAVIOURS
from game.ai.staff.orders import bound, first, last, march, without
from game.ai.staff.souls import mind
from game.model.actions import Attack, DigIn, EndPart, Move, MoveTogether
from game.session.asking import Question
from game.session.match import play_out
from game.session.players import seated


def questions(name: str, seed: int) -> list[Question]:
    """What the Staff is asked in a game against itself."""
    scenario = library.load(name)
    players = seated(scenario, "staff,staff")
    asked: list[Question] = []
    setup = umpire.Setup(seed, (), players)
    play_out(scenario, setup, dict(players), clock=lambda question, _: asked.append(question))
    return [question for question in asked if question.level == "staff"]


def test_a_thought_holds_what_came_of_it() -> None:
    found = 0
    for question in questions("mirror", 3)[:30]:
        thought = ai.explain(question.seen, question.seed, "staff")
        assert thought.orders == ai.decide(question.seen, question.seed, "staff") == question.answer()
        assert thought.evaluations <= mind().budget.evaluations * 2
        found += len(thought.candidates)
        if thought.candidates:
            assert any(candidate.chosen for candidate in thought.candidates)
    assert found > 100
    assert ai.explain(question.seen, question.seed, "recruit").candidates == ()


def test_without_behaviours_it_weighs_doctrines_only() -> None:
    names = {doctrine.name for doctrine in mind().doctrines} | {"usual", "answer", mind().effort.name}
    for question in questions("mirror", 4)[:12]:
        assert {c.behaviour for c in think(question.seen, question.seed, {}).candidates} <= names


def test_every_doctrine_and_soul_has_its_own_numbers() -> None:
    doctrines = mind().doctrines
    assert mind().promises.keys() == BEHAVIOURS.keys()
    assert len({doctrine.name for doctrine in doctrines}) == len(doctrines) >= 6
    assert mind().soul("red") is not mind().soul("enver")
    assert mind().soul("lokai") is mind().souls["other"]


@pytest.mark.slow
def test_each_behaviour_changes_what_is_ordered() -> None:
    """For each there is a position of a real game in which the orders are others without it."""
    idle = set(BEHAVIOURS)
    games = [(name, seed) for seed in range(1, 9) for name in ("mirror", "recapture-1922", "proving-ground")]
    for name, seed in games:
        for question in questions(name, seed) if idle else ():
            thought = think(question.seen, question.seed)
            for behaviour in idle & {candidate.behaviour for candidate in thought.candidates if candidate.chosen}:
                fewer = {key: value for key, value in BEHAVIOURS.items() if key != behaviour}
                if think(question.seen, question.seed, fewer).orders != thought.orders:
                    idle.discard(behaviour)
    assert not idle


def test_orders_are_turned_over() -> None:
    orders = (Move(1, (5,)), MoveTogether((2, 3), (6,)), Attack(9, (4, 5)), DigIn(6), EndPart())
    assert without(orders, {1, 2, 4, 6}) == (Move(3, (6,)), Attack(9, (5,)), EndPart())
    assert without(orders, {4, 5}) == (Move(1, (5,)), MoveTogether((2, 3), (6,)), DigIn(6), EndPart())
    assert first([Move(4, (7,))], orders, {4}) == (Move(4, (7,)), *orders[:2], Attack(9, (5,)), DigIn(6), EndPart())
    assert last(orders, [DigIn(7)])[-2:] == (DigIn(7), EndPart())
    assert bound(orders) == {1, 2, 3, 4, 5}


def test_one_marches_alone_and_more_together() -> None:
    scenario = library.load("mirror")
    state = umpire.begin(scenario, umpire.Setup(1)).state
    one, two = state.forces.units[0], state.forces.units[1]
    assert march([one], (5, 6)) == Move(one.number, (5, 6))
    assert march([two, one], (5,)) == MoveTogether((one.number, two.number), (5,))
