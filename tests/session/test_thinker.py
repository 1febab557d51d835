"""The computer player in its own process."""

import time

import pytest

from game import library, umpire
from game.session.asking import Question
from game.session.game import Session
from game.session.players import seated
from game.session.thinker import Thinker, ThinkerFailed

GROUND = library.load("proving-ground")


def question() -> Question:
    asked = Session.begin(GROUND, umpire.Setup(5, (), seated(GROUND)), None).question()
    assert asked is not None
    return asked


def test_it_answers_as_the_player_would_here() -> None:
    thinker = Thinker("proving-ground")
    try:
        asked = question()
        assert thinker.answer() is None
        thinker.ask(asked)
        assert thinker.busy
        assert thinker.answer(20) == asked.answer()
        assert not thinker.busy
    finally:
        thinker.close()


def test_a_question_can_be_given_up_and_another_put() -> None:
    thinker = Thinker("proving-ground")
    try:
        asked = question()
        thinker.ask(asked)
        thinker.cancel()
        assert not thinker.busy and thinker.answer() is None
        thinker.ask(asked)
        assert thinker.answer(20) == asked.answer()
    finally:
        thinker.close()


def test_a_fault_over_there_is_told_here() -> None:
    thinker = Thinker("proving-ground")
    try:
        asked = question()
        thinker.ask(Question(asked.seen, asked.seed, "marshal"))
        with pytest.raises(ThinkerFailed, match="marshal"):
            while thinker.answer(20) is None:
                time.sleep(0.01)
    finally:
        thinker.close()
