"""Law 5: what is encoded decodes to an equal value with the same canonical text."""

import dataclasses
import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game import codec
from game.model.actions import ACTIONS, Action, Attack, Move
from game.model.agenda import TASKS, BeginPart, MayAdvance
from game.model.bonds import Bonds, Ford, Holding, Pasture, Ration, Realm, Sky, Tally
from game.model.dice import Seeded
from game.model.events import EVENTS, Event, Queued
from game.model.forces import Forces, Pace, Posture, Status, Unit
from game.model.scenario import Faction, Scenario
from game.model.scouting import Scouting, Sighting
from game.model.state import Outcome, State
from tests.duel import duel


@cache
def _scenario(more: int = 0) -> Scenario:
    """The duel with three factions, and so many units more."""
    units = duel().units
    factions = tuple(Faction(name, name) for name in ("one", "two", "three"))
    return replace(duel(), units=(units * 2)[: len(units) + more], factions=factions)


def _state() -> State:
    cell, far = duel().board.grid.cell(1, 1), duel().board.grid.cell(8, 2)
    units = (
        Unit(0, "red", cell, Status.FIELD, 450, 2, 8, 7, posture=Posture.LAST, dug_in=True, spent=3, pace=Pace.FORCED),
        Unit(1, "enver", 0, Status.AWAITED, 300, 0, 0, 6, due=4),
        Unit(2, "enver", 0, Status.GONE, 0, 0, 0, 2),
        Unit(3, "enver", 0, Status.POOL, 0, 0, 0, 8, dummy=True),
    )
    return State(
        _scenario(),
        3,
        1,
        Forces(units, 1 << cell | 1 << far),
        Realm((Holding("red", 0, "red", 2, 12, Ration.HALF), Holding())),
        Bonds((5, 7, 0), (10, 4, 0), (("red", "enver"), ("enver", "red")), (0, 3, 0)),
        Sky("great", "storm", "dark", "green", True, (Ford("red", cell, 2, 4),)),
        Pasture(1 << cell, 1 << far, 1 << cell | 1 << far),
        Scouting(True, ((Sighting(replace(units[1], cell=cell, status=Status.FIELD), 2),), (), ()), "red"),
        Tally(12, (40, 31, 0), (0, 2), (0,) * len(duel().victory.sudden)),
        (MayAdvance("red", 14, (0,)), BeginPart(1)),
        Seeded(7, 21),
        Outcome("", 0, 12, "time"),
    )


@pytest.mark.parametrize("name", sorted(codec.TAGS))
def test_every_tagged_class_survives_the_journey(name: str) -> None:
    kind = codec.TAGS[name]
    cells = st.integers(0, 1 << 200)
    made: dict[type, Any] = {
        Forces: st.builds(Forces, st.lists(st.from_type(Unit), max_size=3).map(tuple), cells),
        Pasture: st.builds(Pasture, cells, cells, cells),
    }

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(made.get(kind, st.from_type(kind)))
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


def test_the_same_state_under_other_charts_has_another_digest() -> None:
    state = _state()
    other = replace(_scenario(), digest="ffff")
    assert codec.digest(dataclasses.replace(state, scenario=other)) != codec.digest(state)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"is": "March", "unit": 1}, "expected one of Move, MoveTogether, .*, found March"),
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
    with pytest.raises(codec.Undecodable, match="the state has 4 units, scenario duel has 5"):
        codec.decode_state(_scenario(1), codec.encode(state))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"part": 9}, "part 9 is not one"),
        ({"forces": {"is": "Forces", "units": [], "engaged": [1 << 40]}}, "off every map"),
        ({"forces": {"is": "Forces", "units": [], "engaged": []}}, "the state has 0 units"),
        ({"turn": "three"}, "expected int"),
        ({"pasture": {"is": "Pasture", "worn": [1 << 40], "once": [], "twice": []}}, "off every map"),
        ({"pasture": {"is": "Pasture", "worn": [4000], "once": [], "twice": []}}, "a grazed hex is off the map"),
        (
            {"scouting": {"is": "Scouting", "fog": True, "notes": [[]], "eyes": "", "unseen": []}},
            "has 1 sides with notes",
        ),
        (
            {"scouting": {"is": "Scouting", "fog": True, "notes": [[], [], []], "eyes": "", "unseen": [99]}},
            "unit 99 was seen by nobody and is nobody",
        ),
    ],
)
def test_a_part_that_makes_no_sense_is_refused(change: dict[str, object], words: str) -> None:
    with pytest.raises(codec.Undecodable, match=words):
        codec.decode_state(_scenario(), codec.encode(_state()) | change)


@pytest.mark.parametrize(
    ("part", "name", "value", "words"),
    [
        ("sky", "weather", "frogs", "no weather 'frogs'"),
        ("sky", "fords", [{"is": "Ford", "side": "red", "cell": 4000, "direction": 2, "until": 3}], "hired ford"),
        ("tally", "streaks", [1] * 9, "has 9 sudden deaths"),
        ("tally", "lost", [], "has 0 sides with losses"),
    ],
)
def test_a_part_with_one_wrong_thing_is_refused(part: str, name: str, value: object, words: str) -> None:
    data = json.loads(codec.dumps(codec.encode(_state())))
    data[part][name] = value
    with pytest.raises(codec.Undecodable, match=words):
        codec.decode_state(_scenario(), data)


@pytest.mark.parametrize(("place", "value"), [(0, 99), (2, 0), (2, 5000), (0, -1)])
def test_a_note_of_nobody_is_refused(place: int, value: int) -> None:
    data = json.loads(codec.dumps(codec.encode(_state())))
    data["scouting"]["notes"][0][0]["unit"][place] = value
    with pytest.raises(codec.Undecodable, match="of nobody here"):
        codec.decode_state(_scenario(), data)


@pytest.mark.parametrize(
    ("place", "value", "words"), [(0, 7, "has number 7"), (1, "blue", "side 'blue'"), (2, 0, "off"), (2, -5, "off")]
)
def test_a_unit_that_makes_no_sense_is_refused(place: int, value: object, words: str) -> None:
    data = json.loads(codec.dumps(codec.encode(_state())))
    data["forces"]["units"][0][place] = value
    with pytest.raises(codec.Undecodable, match=words):
        codec.decode_state(_scenario(), data)


def test_a_class_without_a_tag_is_not_written() -> None:
    with pytest.raises(TypeError, match="no tag for object"):
        codec.encode(object())


def test_a_charge_defaults_to_no() -> None:
    assert codec.encode(Attack(14, (1,)))["charge"] is False
