"""A running game: undo, going on, the computer's orders, the curtain, and what is witnessed."""

from dataclasses import replace
from functools import reduce
from operator import or_
from pathlib import Path

import pytest

from game import ai, codec, library, questions, replay, umpire
from game.hexes import CellSet
from game.model.actions import Action, Attack, EndPart, Move, MoveTogether
from game.model.evolve import evolve
from game.model.state import State
from game.session.game import Session
from game.session.match import play_out
from game.session.players import WrongPlayers, seated

GROUND = library.load("proving-ground")


def begun(spec: str, record: Path | None = None, seed: int = 5) -> Session:
    return Session.begin(GROUND, umpire.Setup(seed, (), seated(GROUND, spec)), record)


def set_up(session: Session) -> Session:
    """The session once persons have placed their hidden set-ups."""
    while session.state.agenda:
        if session.computer_to_choose:
            session.go_on()
        else:
            session.submit(next(iter(umpire.legal(session.state))))
    return session


def first_march(session: Session) -> Move:
    return next(action for action in umpire.legal(session.state) if isinstance(action, Move))


def to_person(session: Session) -> None:
    while session.computer_to_choose:
        session.go_on()


def test_a_march_can_be_taken_back_and_the_record_says_so(tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    session = set_up(begun("person,person", path))
    before = session.state
    march = blind_march(session)
    session.submit(march)
    assert session.undo_stop == ""
    assert session.undo() == march
    assert session.state == before
    session.submit(march)
    session.close()
    again = Session.resume(path)
    assert again.state == session.state
    assert sum(isinstance(entry, replay.Undone) for entry in replay.read(path).entries) == 1


def blind_march(session: Session) -> Move:
    """A march that shows its side no new ground."""
    state = session.state
    side = state.actor
    marches = (action for action in umpire.legal(state) if isinstance(action, Move))
    return next(
        march
        for march in marches
        if not questions.visible(umpire.apply(state, march).state, side) & ~questions.visible(state, side)
    )


def test_nothing_can_be_taken_back_before_anything_was_done() -> None:
    assert begun("person,person").undo_stop == "undo.nothing"


def test_a_march_that_showed_new_ground_cannot_be_taken_back() -> None:
    session = set_up(begun("person,person"))
    side = session.state.actor
    known = questions.visible(session.state, side)
    for march in [action for action in umpire.legal(session.state) if isinstance(action, Move)]:
        after = umpire.apply(session.state, march).state
        if questions.visible(after, side) & ~known and after.dice == session.state.dice:
            session.submit(march)
            assert session.undo_stop == "undo.seen"
            with pytest.raises(ValueError, match=r"undo\.seen"):
                session.undo()
            return
    pytest.fail("no march shows anything new")


def test_the_end_of_a_part_cannot_be_taken_back() -> None:
    session = set_up(begun("person,person"))
    session.submit(EndPart())
    assert session.undo_stop == "undo.part"
    with pytest.raises(ValueError, match=r"undo\.part"):
        session.undo()


def test_dice_cannot_be_taken_back() -> None:
    session = set_up(begun("person,person"))
    while not session.over:
        for order in ai.decide(session.seen(session.state.actor), 0, "recruit"):
            if umpire.refusal(session.state, order) is not None:
                break
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
        action = choices[turn * 7 % len(choices)]
        session.submit(action)
        same_side = session.state.actor == before.actor and session.state.part == before.part
        unrolled = session.state.dice == before.dice
        was, now = umpire.view(before, before.actor), umpire.view(session.state, before.actor)
        grown = (questions.visible(now, before.actor) | on_the_way(before, action)) & ~questions.visible(
            was, before.actor
        )
        strangers = questions.strangers_on(now, before.actor) & ~questions.strangers_on(was, before.actor)
        if grown or strangers:
            assert session.undo_stop
        else:
            assert (session.undo_stop == "") == (same_side and unrolled and not session.over)


def on_the_way(state: State, action: Action) -> CellSet:
    """What the side that acts sees when the first of those who march stands on each hex of the way."""
    if not isinstance(action, Move | MoveTogether):
        return 0
    unit = state.unit(action.unit if isinstance(action, Move) else action.units[0])
    steps = [replace(state, forces=state.forces.with_unit(replace(unit, cell=cell))) for cell in action.route]
    return reduce(or_, (questions.visible(step, state.actor) for step in steps))


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
    session = set_up(begun("person,person"))
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
    session = set_up(begun("person,person"))
    placed = session.actions
    session.submit(first_march(session))
    session.submit(EndPart())
    seen = list(session.witnessed())
    assert len(seen) > len(list(session.witnessed(since=placed + 1))) >= len(list(session.witnessed(since=placed + 2)))
    assert [one.turn for one in seen] == sorted(one.turn for one in seen)
    for one in seen:
        assert umpire.witness(one.before, one.event, session.viewer) is not None


def test_without_fog_everything_is_witnessed() -> None:
    setup = umpire.Setup(5, (("fog", "off"),), seated(GROUND, "person,person"))
    session = set_up(Session.begin(GROUND, setup, None))
    session.submit(first_march(session))
    session.submit(EndPart())
    assert reduce(evolve, (one.event for one in session.witnessed(since=1)), session.opening.state) == session.state


def test_a_record_of_older_rules_goes_on_from_its_last_whole_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUSHANBE_HOME", str(tmp_path / "home"))
    path = tmp_path / "game.jsonl"
    session = set_up(begun("person,person", path))
    session.submit(EndPart())
    session.close()
    lines = path.read_text().splitlines()
    broken = [line.replace('"digest":"', '"digest":"f00') if '"digest"' in line else line for line in lines]
    path.write_text("\n".join(broken) + "\n")
    again = Session.resume(path)
    assert "digest" in again.note
    assert again.path is not None and again.path != path
    set_up(again).submit(EndPart())
    again.close()
    assert Session.resume(again.path).state == again.state
