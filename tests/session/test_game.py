"""A running game: undo, going on, the computer's orders, the curtain, and what is witnessed."""

from functools import reduce
from pathlib import Path

import pytest

from game import ai, codec, library, replay, umpire
from game.model.actions import Attack, EndPart, Move
from game.model.evolve import evolve
from game.session.game import Session
from game.session.match import play_out
from game.session.players import WrongPlayers, seated

GROUND = library.load("proving-ground")


def begun(spec: str, record: Path | None = None, seed: int = 5) -> Session:
    return Session.begin(GROUND, umpire.Setup(seed, (), seated(GROUND, spec)), record)


def first_march(session: Session) -> Move:
    return next(action for action in umpire.legal(session.state) if isinstance(action, Move))


def to_person(session: Session) -> None:
    while session.computer_to_choose:
        session.go_on()


def test_a_march_can_be_taken_back_and_the_record_says_so(tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    session = begun("person,person", path)
    before = session.state
    march = first_march(session)
    assert session.undo_stop == "undo.nothing"
    session.submit(march)
    assert session.undo_stop == ""
    assert session.undo() == march
    assert session.state == before
    session.submit(march)
    session.close()
    again = Session.resume(path)
    assert again.state == session.state
    assert sum(isinstance(entry, replay.Undone) for entry in replay.read(path).entries) == 1


def test_the_end_of_a_part_cannot_be_taken_back() -> None:
    session = begun("person,person")
    session.submit(EndPart())
    assert session.undo_stop == "undo.part"
    with pytest.raises(ValueError, match=r"undo\.part"):
        session.undo()


def test_dice_cannot_be_taken_back() -> None:
    session = begun("person,person")
    while not session.over:
        for order in ai.decide(session.seen(session.state.actor), 0, "recruit"):
            session.submit(order)
            if isinstance(order, Attack):
                assert session.undo_stop == "undo.rolled"
                return
    pytest.fail("nobody attacked")


def test_what_a_computer_did_cannot_be_taken_back() -> None:
    session = begun("random,random")
    session.go_on()
    assert session.undo_stop == "undo.computer"


def test_undo_never_crosses_grown_knowledge() -> None:
    session = begun("person,person")
    for turn in range(60):
        to_person(session)
        if session.over:
            break
        choices = list(umpire.legal(session.state))
        before = session.state
        session.submit(choices[turn * 7 % len(choices)])
        same_side = session.state.actor == before.actor and session.state.part == before.part
        unrolled = session.state.dice == before.dice
        assert (session.undo_stop == "") == (same_side and unrolled and not session.over)


@pytest.mark.parametrize("spec", ["random,random", "recruit,recruit", "recruit,random"])
def test_a_game_taken_up_anywhere_goes_on_as_it_would_have(spec: str, tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    whole = play_out(GROUND, umpire.Setup(11, (), seated(GROUND, spec)), dict(seated(GROUND, spec)), path)
    lines = path.read_bytes().splitlines(keepends=True)
    for cut in range(3, len(lines), max(1, len(lines) // 6)):
        part = tmp_path / f"cut-{cut}.jsonl"
        part.write_bytes(b"".join(lines[:cut]) + lines[cut][: len(lines[cut]) // 2])
        session = Session.resume(part)
        assert session.note == ""
        to_person(session)
        session.close()
        assert codec.digest(session.state) == whole.digest


def test_a_match_is_the_same_with_and_without_a_record(tmp_path: Path) -> None:
    players = seated(GROUND)
    setup = umpire.Setup(3, (), players)
    bare, kept = (play_out(GROUND, setup, dict(players), record) for record in (None, tmp_path / "kept.jsonl"))
    assert bare.digest == kept.digest
    other = play_out(GROUND, umpire.Setup(4, (), players), dict(players))
    assert other.digest != bare.digest


def test_a_match_needs_no_person() -> None:
    players = seated(GROUND, "person")
    with pytest.raises(WrongPlayers, match="red"):
        play_out(GROUND, umpire.Setup(3, (), players), dict(players))


def test_the_orders_of_a_question_may_come_from_elsewhere() -> None:
    here, there = begun("recruit,recruit"), begun("recruit,recruit")
    while not here.over:
        here.go_on()
    while not there.over:
        question = there.question()
        if question is not None:
            there.answered(question.answer())
        assert there.question() is None
        there.go_on()
    assert here.state == there.state


def test_the_curtain_falls_between_persons_at_one_screen() -> None:
    session = begun("person,person")
    session.unveil()
    assert session.curtain == "" and session.viewer == session.state.actor
    first = session.viewer
    while session.state.actor == first:
        session.submit(EndPart())
        to_person(session)
    assert session.curtain == session.state.actor != first
    session.unveil()
    assert session.curtain == ""


def test_no_curtain_for_one_person_alone() -> None:
    session = begun("person,recruit")
    assert session.viewer == "red"
    to_person(session)
    assert session.curtain == ""
    assert session.seen() == umpire.view(session.state, "red")


def test_what_is_witnessed_leads_from_the_opening_to_now() -> None:
    session = begun("person,person")
    session.submit(first_march(session))
    session.submit(EndPart())
    seen = list(session.witnessed())
    assert reduce(evolve, (one.event for one in session.witnessed(since=1)), session.opening.state) == session.state
    assert len(seen) > len(list(session.witnessed(since=2)))
    assert [one.turn for one in seen] == sorted(one.turn for one in seen)


def test_a_record_of_older_rules_goes_on_from_its_last_whole_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUSHANBE_HOME", str(tmp_path / "home"))
    path = tmp_path / "game.jsonl"
    session = begun("person,person", path)
    session.submit(EndPart())
    session.close()
    lines = path.read_text().splitlines()
    broken = [line.replace('"digest":"', '"digest":"f00') if '"digest"' in line else line for line in lines]
    path.write_text("\n".join(broken) + "\n")
    again = Session.resume(path)
    assert "digest" in again.note
    assert again.path is not None and again.path != path
    again.submit(EndPart())
    again.close()
    assert Session.resume(again.path).state == again.state
