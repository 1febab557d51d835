"""The war diary: headings with the sky, and tidings of one kind in one line."""

from collections.abc import Iterable
from dataclasses import replace

from game import questions, umpire
from game.model.actions import Attack
from game.model.events import (
    AmbushSprung,
    Event,
    FightResolved,
    MenLost,
    MoraleChanged,
    Noted,
    PartBegan,
    Rolled,
    SkyChanged,
    TurnBegan,
    UnitAdvanced,
    UnitArrived,
    UnitFellBack,
    UnitMoved,
    WantChanged,
)
from game.model.evolve import evolve
from game.model.state import State
from game.session.witnessing import Witnessed, witnessed
from game.text.diary import lines
from tests.duel import duel
from tests.sketch import Counter, sketch

STATE = umpire.begin(duel(), umpire.Setup(3, (("fog", "off"),))).state
HERE, THERE = STATE.unit(0).cell, STATE.unit(2).cell


def told(events: Iterable[Event], state: State = STATE) -> list[str]:
    """The diary of some events, all told from one state."""
    return list(lines(Witnessed(1, state, event) for event in events))


def test_the_heading_of_a_turn_has_what_turned_of_the_sky_or_how_it_stands() -> None:
    storm = SkyChanged(STATE.sky.season, "storm", "day", "", snow=False)
    part = PartBegan("red", 0)
    state = replace(STATE, sky=replace(STATE.sky, weather="hot", spate="", snow=False))
    assert told((TurnBegan(2), Rolled("weather", (1, 2), 2), storm, part), state) == [
        "Turn 2: 5-8 June 1922.  Storms broke: men saw less far, and small rivers rose.",
        "Dice, the weather: 1 + 2.",
        "Red to move.",
    ]
    assert told((TurnBegan(2), part), state)[0] == "Turn 2: 5-8 June 1922; the green season, hot weather."
    assert told((TurnBegan(2),), state) == ["Turn 2: 5-8 June 1922."]


def test_marches_of_a_side_stand_together_by_where_they_went() -> None:
    marches = (UnitMoved(0, (THERE,), 4), Noted("red", ()), UnitMoved(1, (THERE,), 4))
    assert told(marches) == ["Red on the march: Unit A and Unit B to Town 1."]
    seen = (UnitMoved(2, (HERE,), 0), UnitMoved(3, (), 0))
    assert told(seen) == ["Enver on the march: Unit X by Town 0; Unit Y out of sight."]
    assert told((*marches, *seen)) == [*told(marches), *told(seen)]
    again = (UnitMoved(0, (THERE,), 4), UnitMoved(0, (HERE,), 4))
    assert told(again) == ["Red on the march: Unit A to Town 0."]


def test_arrivals_flights_and_entries_stand_together() -> None:
    came = (UnitArrived(0, HERE, 500), UnitArrived(1, HERE, 0))
    assert told(came) == ["Red had arrivals: Unit A at Town 0, 500 strong; Unit B at Town 0."]
    fled = (UnitFellBack(2, (HERE,), "rout"), UnitFellBack(3, (HERE,), "rout"), UnitFellBack(1, (HERE,), "retreat"))
    assert told(fled) == ["Unit X and Unit Y broke and ran to Town 0.", "Unit B fell back to Town 0."]
    assert told((UnitAdvanced(0, THERE), UnitAdvanced(1, THERE))) == ["Unit A and Unit B entered Town 1."]
    gone = (UnitFellBack(2, (), "rout"), UnitFellBack(3, (), "rout"))
    assert told(gone) == ["Unit X and Unit Y went out of sight."]


def test_hunger_is_gathered_until_the_part() -> None:
    hungry = evolve(STATE, WantChanged(1, 1))
    events = (
        WantChanged(0, 1),
        MenLost(0, 4, 0, 0, "want"),
        MoraleChanged(0, -1, 6, "want"),
        WantChanged(1, 2),
        MenLost(1, 3, 0, 0, "want"),
        PartBegan("red", 0),
    )
    assert told(events, hungry) == [
        "Went without: Unit A (short), Unit B (out).",
        "Lost from want: Unit A 4, Unit B 3.",
        "Unit A lost heart, from want: morale 6.",
        "Red to move.",
    ]
    worse = evolve(evolve(STATE, WantChanged(0, 3)), WantChanged(1, 3))
    assert told((WantChanged(0, 1), WantChanged(1, 2)), worse) == ["Better fed: Unit A (short), Unit B (out)."]
    assert told((WantChanged(1, 0),), hungry) == ["Unit B had bread again."]


def test_of_many_hearts_only_those_of_another_mind_are_named() -> None:
    """Five riders took heart; the charts call a morale of seven steady and of five shaken."""
    row = sketch(".a  .b  .c  .d  .e", {letter: Counter() for letter in "abcde"}).state
    rested = [MoraleChanged(n, 1, 8, "rest") for n in range(5)]
    assert told(rested, row) == ["5 units took heart."]
    roused = [
        *rested[:3],
        MoraleChanged(3, 1, 7, "rest"),
        MoraleChanged(4, 1, 4, "rest"),
        MoraleChanged(4, 1, 5, "rest"),
    ]
    assert told(roused, row) == ["Took heart: Unit d (steady now), Unit e (shaken now) and 3 others."]
    fallen = [MoraleChanged(n, -1, 6, "contagion") for n in range(4)] + [MoraleChanged(4, -1, 8, "contagion")]
    assert told(fallen, row)[0].endswith("Unit d (shaken now) and 1 other.")
    assert told(rested[:4], row) == ["Took heart: Unit a (now 8), Unit b (now 8), Unit c (now 8), Unit d (now 8)."]


def test_an_ambush_names_its_shifts() -> None:
    """A band that lay in the reeds falls on riders on the march."""
    counters = {"A": Counter("cavalry", "red", 300), "b": Counter("band_foot", "enver", 400)}
    place = sketch(".A  .\n  tb\n", counters, acting="red")
    band, target = place.n("b"), place.unit("A").cell
    sprung, fight = AmbushSprung("enver", target, (band,)), _as_foreseen(place.state, target, band)
    first, second = told((sprung, fight), place.state)
    assert first == f"Ambush at hex {place.state.scenario.board.grid.label(target)}: Unit b fell on the march."
    assert "shifts +3 (ambush +3), result 9" in second
    assert "shifts +2, result 9" in told((sprung, replace(fight, shift=2)), place.state)[1]


def _as_foreseen(state: State, target: int, band: int) -> FightResolved:
    """The result of the ambush with the powers and shifts that the rules give it."""
    cast = questions.odds_of(state, Attack(target, (band,)), ambush=True)
    return FightResolved(target, cast.attacker, cast.defender, cast.plain, cast.total, 9, "AS")


def test_a_witness_hears_what_his_side_may_know() -> None:
    """A march far from Red's eyes is told to nobody of his; the onlooker hears it."""
    fog = umpire.begin(duel(), umpire.Setup(3)).state
    steps = [(fog, (UnitMoved(2, (THERE,), 4),))]
    assert list(lines(witnessed(steps, "red"), "red")) == []
    assert list(lines(witnessed(steps, ""))) == ["Unit X marched to Town 1."]
