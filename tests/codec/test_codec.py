"""Law 5: what is encoded decodes to an equal value with the same canonical text."""

import dataclasses
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game import codec
from game.model.actions import ACTIONS, Action, Attack, Move
from game.model.agenda import TASKS, BeginPart, MayAdvance
from game.model.bonds import Bonds, Holding, Realm, Sky, Tally
from game.model.dice import Seeded
from game.model.events import EVENTS, Event, Queued
from game.model.forces import Forces, Posture, Status, Unit
from game.model.state import Outcome, State


class _Measures:
    """As much of a scenario as decoding looks at."""

    def __init__(self, units: int, places: int, sides: int, factions: int) -> None:
        self.id = "proof"
        self.units = range(units)
        self.sides = range(sides)
        self.factions = range(factions)
        self.board = type("Board", (), {"places": range(places)})()


def _state() -> State:
    units = (
        Unit(0, "red", 14, Status.FIELD, 450, 2, 8, 7, posture=Posture.LAST, dug_in=True, spent=3),
        Unit(1, "enver", 0, Status.AWAITED, 300, 0, 0, 6, due=4),
    )
    return State(
        _Measures(2, 2, 2, 3),  # type: ignore[arg-type]
        3,
        1,
        Forces(units, 1 << 14 | 1 << 900),
        Realm((Holding("red", 0, "red", 2), Holding())),
        Bonds((5, 7), (10, 4, 0), (("red", "enver"), ("enver", "red"))),
        Sky("great"),
        Tally(12, (40, 31), (0, 2)),
        (MayAdvance("red", 14, (0,)), BeginPart(1)),
        Seeded(7, 21),
        Outcome("", 0, 12, "time"),
    )


@pytest.mark.parametrize("kind", sorted(codec.TAGS.values(), key=lambda kind: kind.__name__))
def test_every_tagged_class_survives_the_journey(kind: type) -> None:
    strategy = st.builds(Forces, st.lists(st.from_type(Unit), max_size=3).map(tuple), st.integers(0, 1 << 200))

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(strategy if kind is Forces else st.from_type(kind))
    def journey(value: object) -> None:
        text = codec.dumps(codec.encode(value))
        back = codec.decode(kind, json.loads(text))
        assert back == value
        assert codec.dumps(codec.encode(back)) == text

    journey()


def test_unions_are_read_by_their_tags() -> None:
    move = Move(3, (14, 15))
    assert codec.dumps(codec.encode(move)) == '{"is":"Move","route":[14,15],"unit":3}'
    assert codec.decode(Action, codec.encode(move)) == move
    queued = Queued((BeginPart(1), MayAdvance("red", 14, (1,))))
    assert codec.decode(Event, codec.encode(queued)) == queued


def test_every_action_event_and_task_is_in_the_tag_table() -> None:
    for kind in (*ACTIONS, *EVENTS, *TASKS):
        assert codec.TAGS[kind.__name__] is kind


def test_a_state_survives_the_journey_without_its_scenario() -> None:
    state = _state()
    text = codec.dumps(codec.encode(state))
    back = codec.decode_state(state.scenario, json.loads(text))
    assert back == state
    assert codec.dumps(codec.encode(back)) == text
    assert codec.digest(back) == codec.digest(state)
    assert len(codec.digest(state)) == 16


def test_the_projection_names_every_part_but_the_scenario() -> None:
    assert list(codec.PARTS) == [field.name for field in dataclasses.fields(State) if field.name != "scenario"]


def test_another_state_has_another_digest() -> None:
    state = _state()
    assert codec.digest(dataclasses.replace(state, turn=4)) != codec.digest(state)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"is": "March", "unit": 1}, "expected one of Move, Attack"),
        ({"is": "Move", "unit": "one", "route": []}, 'expected int, found "one"'),
        ({"is": "Move", "unit": True, "route": []}, "expected int, found true"),
        ({"is": "Move", "unit": 1}, "Move needs route"),
        ({"is": "Move", "unit": 1, "route": [], "speed": 9}, "Move has no speed"),
        ({"is": "SetPosture", "unit": 1, "posture": "lie down"}, "is no posture: stand, evade, last"),
        ([1, 2], "expected one of Move"),
        (None, "expected one of Move"),
    ],
)
def test_wrong_data_are_refused_in_words(data: object, words: str) -> None:
    with pytest.raises(codec.Undecodable, match=words):
        codec.decode(Action, data)


def test_a_state_of_another_scenario_is_refused() -> None:
    state = _state()
    with pytest.raises(codec.Undecodable, match="the state has 2 units, scenario proof has 3"):
        codec.decode_state(_Measures(3, 2, 2, 3), codec.encode(state))  # type: ignore[arg-type]


def test_a_class_without_a_tag_is_not_written() -> None:
    with pytest.raises(TypeError, match="no tag for object"):
        codec.encode(object())


def test_a_charge_defaults_to_no() -> None:
    assert codec.encode(Attack(14, (1,)))["charge"] is False
