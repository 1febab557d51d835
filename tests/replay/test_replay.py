"""Records: what is written is read, plays again to the same digest, and survives a torn end."""

import json
import random
from pathlib import Path

import pytest

from game import codec, replay, umpire
from game.model.actions import EndPart, SetPosture
from game.model.forces import Posture
from game.model.state import State
from tests.duel import duel

SETUP = umpire.Setup(7, (("fog", "off"),), (("red", "random"), ("enver", "random")))


def _play(path: Path, actions: int = 10_000, seed: int = 1, durable: bool = False) -> State:
    """Write the record of a random game of at most so many actions; the state it got to."""
    state = umpire.begin(duel(), SETUP).state
    chance = random.Random(seed)
    with replay.Writer.begin(path, replay.header_of(duel(), SETUP), state, durable) as writer:
        while state.outcome is None and actions:
            choices = list(umpire.legal(state))
            action = EndPart() if not state.agenda and chance.random() < 0.2 else chance.choice(choices)
            step = umpire.apply(state, action)
            writer.played(state.actor, action, step)
            state = step.state
            actions -= 1
    return state


def test_a_record_plays_again_to_the_same_state(tmp_path: Path) -> None:
    state = _play(tmp_path / "game.jsonl")
    record = replay.read(tmp_path / "game.jsonl")
    assert record.header.setup == SETUP
    assert not record.torn
    timeline = replay.play(record, duel())
    assert timeline.fault is None
    assert timeline.state == state
    assert state.outcome is not None
    assert len(timeline.states) == len(timeline.played) + 1


def test_every_line_is_canonical_json(tmp_path: Path) -> None:
    _play(tmp_path / "game.jsonl")
    for line in (tmp_path / "game.jsonl").read_text().splitlines():
        assert codec.dumps(json.loads(line)) == line


def test_undo_takes_the_last_action_back(tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    state = umpire.begin(duel(), SETUP).state
    with replay.Writer.begin(path, replay.header_of(duel(), SETUP), state) as writer:
        first = SetPosture(0, Posture.LAST)
        step = umpire.apply(state, first)
        writer.played("red", first, step)
        writer.undone()
        writer.played("red", EndPart(), after := umpire.apply(state, EndPart()))
    timeline = replay.play(replay.read(path), duel())
    assert timeline.fault is None
    assert timeline.state == after.state
    assert [one.action for one in timeline.played] == [EndPart()]


def test_undo_of_nothing_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    state = umpire.begin(duel(), SETUP).state
    with replay.Writer.begin(path, replay.header_of(duel(), SETUP), state) as writer:
        writer.undone()
    fault = replay.play(replay.read(path), duel()).fault
    assert fault is not None
    assert (fault.line, fault.reason) == (3, "there is nothing to undo")


def test_a_record_cut_anywhere_loses_one_line_at_most(tmp_path: Path) -> None:
    """Whatever byte the last write stopped at, the whole lines before it are read and the game can go on."""
    _play(tmp_path / "whole.jsonl", 20)
    text = (tmp_path / "whole.jsonl").read_bytes()
    header = text.index(b"\n") + 1
    opening = text.index(b"\n", header) + 1
    path = tmp_path / "torn.jsonl"
    for end in [*range(opening, len(text), 37), len(text) - 1, len(text)]:
        path.write_bytes(text[:end])
        record = replay.read(path)
        whole = text[:end].count(b"\n") - 1
        assert whole <= len(record.entries) <= whole + 1
        timeline = replay.play(record, duel())
        assert timeline.fault is None
        state = timeline.state
        if state.outcome is not None:
            continue
        action = next(iter(umpire.legal(state)))
        with replay.Writer.onward(record) as writer:
            writer.played(state.actor, action, step := umpire.apply(state, action))
        again = replay.play(replay.read(path), duel())
        assert again.fault is None
        assert again.state == step.state


def test_a_changed_digest_is_found_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    _play(path)
    lines = path.read_text().splitlines()
    line = next(n for n, text in enumerate(lines) if n > 1 and '"digest"' in text)
    data = json.loads(lines[line]) | {"digest": "0" * 16}
    data.pop("state", None)
    lines[line] = json.dumps(data)
    path.write_text("\n".join(lines) + "\n")
    fault = replay.play(replay.read(path), duel()).fault
    assert fault is not None
    assert fault.line == line + 1
    assert "the record has digest 0000000000000000" in fault.reason


def test_an_illegal_action_stops_the_timeline_in_words(tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    state = umpire.begin(duel(), SETUP).state
    with replay.Writer.begin(path, replay.header_of(duel(), SETUP), state) as writer:
        step = umpire.apply(state, EndPart())
        writer.played("red", SetPosture(2, Posture.LAST), step)
    timeline = replay.play(replay.read(path), duel())
    assert timeline.played == ()
    assert timeline.fault is not None
    assert timeline.fault.reason == "Unit X is not yours to command."


def test_a_fault_names_what_changed_since(tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    _play(path, 5)
    text = path.read_text().replace('"content":"d0e1"', '"content":"ffff"').replace('"digest":"', '"digest":"0')
    path.write_text(text)
    fault = replay.play(replay.read(path), duel()).fault
    assert fault is not None
    assert fault.reason.endswith("(the scenario or its charts changed since it was recorded)")


def test_the_last_whole_state_can_be_rescued(tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    _play(path)
    record = replay.read(path)
    state = replay.rescue(record, duel())
    assert state is not None
    states = replay.play(record, duel()).states
    assert state in states


def test_a_game_may_go_on_from_a_snapshot(tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    state = _play(tmp_path / "before.jsonl", 20)
    header = replay.header_of(duel(), SETUP, "", codec.encode(state))
    action = next(iter(umpire.legal(state)))
    with replay.Writer.begin(path, header, state) as writer:
        writer.played(state.actor, action, step := umpire.apply(state, action))
    timeline = replay.play(replay.read(path), duel())
    assert timeline.fault is None
    assert timeline.state == step.state


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"", "is empty"),
        (b"{", "header is torn"),
        (b"nonsense\n", "is not a record of this game"),
        (b"\xff\xfe\x00\n{}\n", "is not a record of this game"),
        (b"[" * 100_000 + b"\n", "is not a record of this game"),
        (b'{"format":"dushanbe-1922 record","version":99}\n', "written by a newer game: its format is 99"),
        (b'{"format":"dushanbe-1922 record","version":0}\n', "no longer reads"),
        (b'{"format":"dushanbe-1922 record","version":1}\n', "the header has no 'seed'"),
        (b'{"format":"dushanbe-1922 record","version":1,"seed":"x"}\n', "expected int"),
    ],
)
def test_what_is_no_record_is_told_in_one_sentence(tmp_path: Path, text: bytes, words: str) -> None:
    path = tmp_path / "game.jsonl"
    path.write_bytes(text)
    with pytest.raises(replay.Unreadable, match=words) as caught:
        replay.read(path)
    assert "\n" not in str(caught.value)


def test_a_bad_line_in_the_middle_is_named(tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    _play(path, 12)
    lines = path.read_bytes().splitlines(keepends=True)
    lines[4] = b'{"by":"red","do":{"is":"Fly"}}\n'
    path.write_bytes(b"".join(lines))
    with pytest.raises(replay.Unreadable, match="line 5: expected one of Move"):
        replay.read(path)


def test_a_missing_file_is_told() -> None:
    with pytest.raises(replay.Unreadable, match=r"cannot read nowhere\.jsonl"):
        replay.read(Path("nowhere.jsonl"))


def test_a_record_of_another_scenario_is_refused(tmp_path: Path) -> None:
    _play(tmp_path / "game.jsonl", 3)
    text = (tmp_path / "game.jsonl").read_text().replace('"scenario":"duel"', '"scenario":"siege"')
    (tmp_path / "game.jsonl").write_text(text)
    with pytest.raises(ValueError, match="of siege, not of duel"):
        replay.play(replay.read(tmp_path / "game.jsonl"), duel())


def test_a_fresh_writer_leaves_no_half_header(tmp_path: Path) -> None:
    state = umpire.begin(duel(), SETUP).state
    replay.Writer.begin(tmp_path / "deep" / "game.jsonl", replay.header_of(duel(), SETUP), state).close()
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["game.jsonl"]
