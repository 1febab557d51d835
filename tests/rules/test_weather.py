"""Chapter 2, the sky and the water."""

from dataclasses import replace
from datetime import datetime

import pytest

from game import umpire
from game.model.actions import EndPart, Move
from game.model.bonds import Ford
from game.model.events import FordsChanged, MenLost, PurseChanged, Rolled, SkyChanged, TurnBegan
from game.model.ledger import Ledger
from game.model.scenario import Draw, Spate, Spell
from game.model.state import State
from game.rules import terrain, units, weather
from tests.sketch import Counter, Sketch, sketch

TABLE = ((2, "storm"), (5, "hot"), (10, "heat"))
"""The summer's table of the design: 2 to 4 storm, 5 to 9 hot, 10 to 12 heat."""


def turned(position: Sketch, turn: int, state: State | None = None) -> tuple[State, list[object]]:
    """The state and the events when a turn of a position opens the sky."""
    ledger = Ledger(replace(state or position.state, turn=turn))
    weather.turn_the_sky(ledger)
    return ledger.state, list(ledger.events)


def test_the_calendar_raises_the_rivers() -> None:
    """[2.1] In the turns the scenario names: first all of them, then the great ones."""
    position = sketch(".", turns=9)
    spates = (Spate(2, 3, "all"), Spate(4, 6, "great"))
    scenario = replace(position.state.scenario, spates=spates)
    assert [weather.spate(scenario, turn) for turn in range(1, 8)] == ["", "all", "all", "great", "great", "great", ""]
    after, events = turned(position, 4, replace(position.state, scenario=scenario))
    assert (after.sky.spate, len(events)) == ("great", 1)
    same, events = turned(position, 5, after)
    assert events == [] and same.sky is after.sky, "no news is no event"


def test_the_sky_turns_before_anything_else() -> None:
    """[2.2, 28.1] Sky, then purses: the event stands right behind the start of the turn."""
    position = sketch(".A", {"A": Counter()}, draws=(Draw(2, 8, 2, TABLE),), dice=(1, 2), turns=8)
    events = umpire.apply(position.state, EndPart()).events
    at = next(n for n, event in enumerate(events) if isinstance(event, TurnBegan))
    assert events[at + 1] == Rolled("weather", (1, 2), 2)
    assert isinstance(events[at + 2], SkyChanged)
    assert not any(isinstance(event, PurseChanged) for event in events[:at])


@pytest.mark.parametrize(
    ("day", "name", "snow"),
    [
        ((1921, 12, 5), "winter", True),
        ((1922, 1, 1), "winter", True),
        ((1922, 2, 28), "winter", True),
        ((1922, 3, 1), "spring", True),
        ((1922, 5, 12), "green", True),
        ((1922, 5, 31), "green", True),
        ((1922, 6, 1), "green", False),
        ((1922, 6, 14), "green", False),
        ((1922, 6, 15), "harvest", False),
        ((1922, 10, 1), "autumn", False),
        ((1922, 11, 1), "winter", True),
    ],
)
def test_seasons_by_their_first_days(day: tuple[int, int, int], name: str, snow: bool) -> None:
    """[2.3] Snow from November to the end of May."""
    position = sketch(".", start=datetime(*day), turns=2)
    after, _ = turned(position, 1)
    assert (after.sky.season, after.sky.snow) == (name, snow)


def test_the_season_of_a_turn_is_that_of_its_first_day() -> None:
    """[2.3] Turns of four days from 12 May: the sixth begins on 1 June, when the snow is gone."""
    position = sketch(".", turns=9)
    assert [weather.season(position.state.scenario, turn).snow for turn in (5, 6)] == [True, False]
    assert [weather.season(position.state.scenario, turn).name for turn in (9, 10)] == ["green", "harvest"]


@pytest.mark.parametrize(
    ("faces", "name"),
    [((1, 1), "storm"), ((2, 2), "storm"), ((1, 4), "hot"), ((6, 3), "hot"), ((6, 4), "heat"), ((6, 6), "heat")],
)
def test_weather_is_drawn_with_two_dice(faces: tuple[int, int], name: str) -> None:
    """[2.4]"""
    position = sketch(".", draws=(Draw(1, 8, 2, TABLE),), dice=faces)
    after, events = turned(position, 1)
    assert after.sky.weather == name
    assert Rolled("weather", faces, 2) in events


def test_a_draw_lasts_until_the_next() -> None:
    """[2.4] Every second turn; before the first and after the last the sky is fair, and no die is thrown."""
    position = sketch(".", draws=(Draw(2, 5, 2, TABLE),), dice=(6, 6, 1, 1), turns=9)
    state, found, rolls = position.state, [], []
    for turn in range(1, 8):
        state, events = turned(position, turn, state)
        found.append(state.sky.weather)
        rolls.append(sum(1 for event in events if isinstance(event, Rolled)))
    assert found == ["fair", "heat", "heat", "storm", "storm", "fair", "fair"]
    assert rolls == [0, 1, 0, 1, 0, 0, 0]


def test_a_spell_goes_before_the_dice() -> None:
    """[2.4] Nothing is drawn while it lasts, and it does not outlast its turns."""
    position = sketch(
        ".", draws=(Draw(1, 8, 2, TABLE),), spells=(Spell(3, 3, "snow"), Spell(6, 6, "thaw")), dice=(6, 6, 1, 1, 6, 6)
    )
    state, found, rolls = position.state, [], 0
    for turn in range(1, 9):
        state, events = turned(position, turn, state)
        found.append(state.sky.weather)
        rolls += sum(1 for event in events if isinstance(event, Rolled))
    assert found == ["heat", "heat", "snow", "fair", "storm", "thaw", "heat", "heat"]
    assert rolls == 3


def test_the_calendar_names_dark_turns() -> None:
    """[2.5] A spell of light leaves the weather alone."""
    position = sketch(".", spells=(Spell(1, 2, light="dark"),), draws=(Draw(1, 8, 2, TABLE),), dice=(6, 6))
    first, _ = turned(position, 1)
    assert weather.dark(first) and first.sky.weather == "heat"
    third, _ = turned(position, 2, first)
    assert weather.dark(third)
    assert [weather.light(position.state.scenario, turn) for turn in (1, 2, 3)] == ["dark", "dark", "day"]


def test_what_weather_does_to_the_ground() -> None:
    """[2.6] Mud in a thaw, drifts in a snowfall, and a storm raises all rivers, whatever the calendar says."""

    def going(name: str) -> terrain.Going:
        return weather.going(sketch(".", weather_now=name).state, "enver")

    assert going("thaw").mud and not going("fair").mud
    assert going("snow").drifts and not going("frost").drifts
    stormy, _ = turned(sketch(".", spells=(Spell(1, 1, "storm"),)), 1)
    assert weather.going(stormy, "red").spate == "all"
    calm, _ = turned(sketch("."), 2, stormy)
    assert calm.sky.spate == ""


def points(kind: str, weather_now: str, hunger: int = 0) -> int:
    position = sketch(".A", {"A": Counter(kind, hunger=hunger)}, weather_now=weather_now)
    return units.allowance(position.state, position.unit("A"))


def test_heat_takes_points_from_foot_and_wheels() -> None:
    """[2.6, 3.7] A quarter, after what want takes; horse goes on as before."""
    assert [points(kind, "heat") for kind in ("rifle", "convoy", "cavalry", "band_horse")] == [10, 9, 22, 26]
    assert [points(kind, "fair") for kind in ("rifle", "convoy", "cavalry", "band_horse")] == [14, 12, 22, 26]
    assert points("rifle", "heat", hunger=2) == 14 * 75 // 100 * 75 // 100


def marched_in(weather_now: str, kind: str, dice: tuple[int, ...], *, march: bool = True) -> list[object]:
    """What the end of a part brings a unit of 400 that marched a hex, its test of morale 8 included."""
    position = sketch(
        ".A\n\n.", {"A": Counter(kind, "red", 400, morale=8)}, weather_now=weather_now, dice=dice, acting="red"
    )
    state = position.state
    if march:
        state = umpire.apply(state, Move(0, (position.at(0, 1),))).state
    return list(umpire.apply(state, EndPart()).events)


def test_heat_takes_its_toll_of_those_who_marched() -> None:
    """[2.7, 18.3] A test at morale and two, or two men in a hundred; not of horse, nor of those who rested."""
    dead = MenLost(0, 8, 0, 0, "heat")
    assert dead in marched_in("heat", "rifle", (6, 5))
    assert dead not in marched_in("heat", "rifle", (5, 5))
    assert Rolled("heat", (5, 5), 2, "red") in marched_in("heat", "rifle", (5, 5))
    for events in (
        marched_in("heat", "cavalry", ()),
        marched_in("hot", "rifle", ()),
        marched_in("heat", "rifle", (), march=False),
    ):
        assert not any(isinstance(event, Rolled | MenLost) for event in events)


def test_hired_fords_close_again() -> None:
    """[2.8] At the start of the turn after their last."""
    position = sketch(".\n\n.", turns=9)
    ford = Ford("red", position.at(0, 1), 0, 3)
    state = replace(position.state, sky=replace(position.state.sky, fords=(ford,)))
    state, events = turned(position, 3, state)
    assert state.sky.fords == (ford,) and not any(isinstance(event, FordsChanged) for event in events)
    state, events = turned(position, 4, state)
    assert FordsChanged(()) in events and state.sky.fords == ()


def test_passes_and_fords_open_and_close_with_the_sky() -> None:
    """[2.6, 1.4, 1.9] The same two steps through a year of turns of thirty days."""
    pass_side, ford_side = (0, 1, 0), (0, 2, 0)
    position = sketch(
        "^\n\n.\n\n.",
        rivers={ford_side: "major"},
        crossings={pass_side: "pass", ford_side: "ford"},
        spells=(Spell(2, 2, "snow"), Spell(4, 4, "storm")),
        start=datetime(1921, 11, 5),
        days=30,
        turns=9,
    )
    state, found = position.state, []
    for turn in range(1, 6):
        state, _ = turned(position, turn, state)
        ways = terrain.prices(state.scenario, ("foot", False), weather.going(state, "enver"))[position.at(0, 1)]
        found.append((ways.get(position.at(0, 0)), ways.get(position.at(0, 2))))
    assert found == [(14, 4), (None, 4), (14, 4), (14, None), (14, 4)]
