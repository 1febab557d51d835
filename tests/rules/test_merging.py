"""Chapter 3 on remnants that join others."""

from dataclasses import replace

import pytest

from game import umpire
from game.model.actions import Merge
from game.model.events import MenLost, UnitLeft, UnitMerged
from game.model.forces import Forces, Pace, Status
from game.model.judgement import Refusal
from tests.sketch import Counter, Sketch, sketch

FULL = Counter("rifle", "red", 300, 0, 1, morale=7, start_men=600)
REST = Counter("rifle", "red", 100, 0, 0, morale=4, start_men=600)


def camp(
    apart: bool = False, letter: str = "A", changes: dict[str, object] | None = None, **counters: Counter
) -> Sketch:
    """A remnant A and a unit B on one hex, one of them with some marks changed."""
    drawn = sketch(".A  .\n  .B  .", {"A": REST, "B": FULL, **counters}, acting="red")
    units = list(drawn.state.forces.units)
    if not apart:
        units[drawn.n("B")] = replace(units[drawn.n("B")], cell=drawn.unit("A").cell)
    units[drawn.n(letter)] = replace(units[drawn.n(letter)], **(changes or {}))  # type: ignore[arg-type]
    specs = tuple(replace(s, mgs=2, guns=1) for s in drawn.state.scenario.units)
    scenario = replace(drawn.state.scenario, units=specs)
    return Sketch(replace(drawn.state, scenario=scenario, forces=Forces(tuple(units))), drawn.letters)


def why(position: Sketch) -> str:
    """Why A may not join B; empty if it may."""
    found = umpire.refusal(position.state, Merge(position.n("A"), position.n("B")))
    assert found is None or found.clause in ("3.10", "28.2")
    return found.message if found is not None else ""


def test_a_remnant_joins_its_kind() -> None:
    """[3.10] Men, guns and morale by men; the counter is gone, and nobody is lost by it."""
    position = camp()
    step = umpire.apply(position.state, Merge(position.n("A"), position.n("B")))
    assert UnitMerged(position.n("A"), position.n("B"), 400, 0, 1, (100 * 4 + 300 * 7) // 400) in step.events
    gone, joined = step.state.unit(position.n("A")), step.state.unit(position.n("B"))
    assert (gone.status, gone.men, gone.guns, gone.mgs) == (Status.GONE, 0, 0, 0)
    assert (joined.men, joined.mgs, joined.morale) == (400, 1, 6)
    assert step.state.tally == position.state.tally
    assert not any(isinstance(e, MenLost) for e in step.events)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"men": 200}, "merge.strong"),
        ({"men": 199}, ""),
        ({"fought": True}, "merge.fought"),
        ({"side": "enver"}, "unit.not_yours"),
        ({"status": Status.GONE}, "unit.off_map"),
    ],
)
def test_who_may_join(changes: dict[str, object], told: str) -> None:
    """[3.10] Below a third of its first strength, and not after a fight."""
    assert why(camp(changes=changes)) == told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"fought": True}, "merge.fought"),
        ({"men": 500}, ""),
        ({"men": 501}, "merge.full"),
        ({"guns": 2}, "merge.full"),
        ({"mgs": 3}, "merge.full"),
        ({"side": "enver"}, "merge.with"),
        ({"status": Status.GONE}, "merge.with"),
    ],
)
def test_whom_it_may_join(changes: dict[str, object], told: str) -> None:
    """[3.10] No more than the other's first strength of men, guns and machine guns."""
    assert why(camp(letter="B", changes=changes)) == told


def test_kind_faction_and_hex_must_be_the_same() -> None:
    """[3.10]"""
    assert why(camp(apart=True)) == "merge.with"
    assert why(camp(B=replace(FULL, type="garrison"))) == "merge.with"
    assert why(camp(B=replace(FULL, faction="own"))) == "merge.with"
    assert why(camp(A=replace(REST, faction="own"), B=replace(FULL, faction="own"))) == ""
    leader = Counter("leader", "red", 0, radius=1)
    assert why(camp(A=leader, B=leader)) == "merge.with"
    position = camp()
    for other in (position.n("A"), -1, 99):
        found = umpire.refusal(position.state, Merge(position.n("A"), other))
        assert found == Refusal("3.10", "merge.with", {"unit": position.n("A"), "other": other})


def test_of_marks_that_differ_the_worse_counts() -> None:
    """[3.10] Want, points spent, pace, a repulse; trenches serve only those who dug them."""
    worn = {"hunger": 2, "spent": 6, "pace": Pace.FORCED, "repulsed": True, "fallen": 1, "busy": True}
    for letter in "AB":
        other = "B" if letter == "A" else "A"
        position = camp(letter=letter, changes=worn)
        dug = replace(position.unit(other), dug_in=True)
        state = replace(position.state, forces=position.state.forces.with_unit(dug))
        joined = umpire.apply(state, Merge(position.n("A"), position.n("B"))).state.unit(position.n("B"))
        assert {name: getattr(joined, name) for name in worn} == worn
        assert not joined.dug_in


def test_others_see_it_or_learn_that_the_counter_is_gone() -> None:
    """[3.10, 4.5]"""
    position = camp()
    state = replace(position.state, scouting=replace(position.state.scouting, fog=True))
    step = umpire.apply(state, Merge(position.n("A"), position.n("B")))
    told = [umpire.witness(state, event, "enver") for event in step.events if isinstance(event, UnitMerged | UnitLeft)]
    assert told == [None, None]
    assert umpire.view(step.state, "enver").unit(position.n("A")).status is Status.GONE
