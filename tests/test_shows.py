"""What the first game has to show: digests that agree, a road that can be cut, and Lokai who act when they are foes."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from game import codec, questions, umpire
from game.cli import main
from game.hexes import NO_CELL, Cell, opposite
from game.library.content import digest_of
from game.model.actions import Attack, EndPart, Move
from game.model.bonds import Holding, Realm
from game.model.events import GameEnded, TurnBegan, UnitFellBack, UnitMoved, WantChanged
from game.model.forces import Forces, Status
from game.model.scenario import Scenario
from game.model.state import State
from game.replay import Timeline, play, read
from game.session.asking import Done
from game.session.match import Result, play_out
from tests.laws import SCENARIOS, scenario
from tests.library.folders import copied

RECAPTURE = "recapture-1922"


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUSHANBE_HOME", str(tmp_path / "home"))


# One seed, one digest.


def said(capsys: pytest.CaptureFixture[str], *call: str) -> dict[str, Any]:
    """What a verb prints as one JSON object."""
    assert main([*call, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize("name", SCENARIOS)
def test_one_seed_one_digest_and_the_record_has_it_too(
    name: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    record = tmp_path / "game.jsonl"
    call = ("sim", name, "--players", "red=recruit,enver=recruit")
    first = said(capsys, *call, "--seed", "7", "--record", str(record))
    second = said(capsys, *call, "--seed", "7")
    assert {**first, "seconds": 0} == {**second, "seconds": 0}
    verified = said(capsys, "replay", str(record), "--verify")
    assert (verified["digest"], verified["fault"]) == (first["digest"], None)
    assert said(capsys, *call, "--seed", "8")["digest"] != first["digest"]
    assert elsewhere(tmp_path, *call, "--seed", "7")["digest"] == first["digest"]


def elsewhere(home: Path, *call: str) -> dict[str, Any]:
    """What a verb prints in a process of its own, with another order of hashes."""
    done = subprocess.run(
        [sys.executable, "-m", "game", *call, "--json"],
        capture_output=True,
        text=True,
        env={**os.environ, "DUSHANBE_HOME": str(home), "PYTHONHASHSEED": "4711"},
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_one_changed_chart_value_gives_another_digest(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A copy plays as the game does; with one number of a chart laid over, it does not."""
    usual = said(capsys, "sim", "proving-ground", "--seed", "7")["digest"]
    folder = copied(tmp_path)
    assert said(capsys, "sim", str(folder), "--seed", "7")["digest"] == usual
    with (folder / "scenario.toml").open("a", encoding="utf-8") as file:
        file.write("\n[charts.combat]\nlast_stand_loss = 6\n")
    assert said(capsys, "sim", str(folder), "--seed", "7")["digest"] != usual


def test_the_digest_tells_charts_apart_before_anything_has_happened() -> None:
    """The content hash stands in every digest, so a changed number shows although the game goes the same way."""
    plain = scenario("proving-ground")
    combat = replace(plain.charts.combat, last_stand_loss=plain.charts.combat.last_stand_loss + 1)
    changed = replace(plain, charts=replace(plain.charts, combat=combat))
    changed = replace(changed, digest=digest_of(changed))
    opened = [umpire.begin(each, umpire.Setup(7)).state for each in (plain, changed)]
    assert opened[0] == opened[1]
    assert codec.digest(opened[0]) != codec.digest(opened[1])


# The road and the bread.


def posted(at: Mapping[str, str], depots: tuple[str, ...] = ("baysun",), turn: int = 4) -> State:
    """The recapture with these units alone on the map, where they are posted, and Red depots fed in the first turn."""
    whole = replace(scenario(RECAPTURE), cards=(), decks=())
    opening = umpire.begin(whole, umpire.Setup(1)).state
    units = tuple(
        replace(unit, cell=whole.board.spot(at[spec.id]), status=Status.FIELD)
        if spec.id in at
        else replace(unit, cell=NO_CELL, status=Status.POOL)
        for unit, spec in zip(opening.forces.units, whole.units, strict=True)
    )
    holdings = tuple(
        Holding("red", 0, "red", 1) if place.id in depots else replace(held, depot="")
        for place, held in zip(whole.board.places, opening.realm.holdings, strict=True)
    )
    return replace(opening, turn=turn, forces=Forces(units), realm=Realm(holdings))


def cut(state: State, one: str, other: str) -> State:
    """The same without the road between two places: the links of the shortest way along it."""
    old = state.scenario
    gone = {
        side
        for here, there in road(old, one, other)
        for d in (old.board.grid.direction(here, there),)
        for side in ((here, d), (there, opposite(d)))
    }
    links = {side: kind for side, kind in old.board.links.items() if side not in gone}
    board = replace(old.board, links=links)
    return replace(state, scenario=replace(old, board=board), forces=Forces(state.forces.units))


def road(whole: Scenario, one: str, other: str) -> list[tuple[Cell, Cell]]:
    """The stretches of the shortest way by road between two places."""
    board = whole.board
    start, goal = board.spot(one), board.spot(other)
    before: dict[Cell, Cell] = {start: NO_CELL}
    edge = [start]
    while goal not in before:
        assert edge, f"no road from {one} to {other}"
        edge = [
            there
            for here in edge
            for d in range(6)
            if board.links.get((here, d)) == "road"
            and (there := board.grid.step(here, d)) not in before
            and before.setdefault(there, here) == here
        ]
    found = []
    while before[goal]:
        found.append((before[goal], goal))
        goal = before[goal]
    return found[::-1]


def fed(state: State) -> set[str]:
    """The ids of the units on the map that are in supply."""
    return {state.spec(u.number).id for u in state.forces.units if u.on_map and questions.supplied(state, u)}


COLUMN = {
    "red-baysun": "baysun",
    "red-shirabad": "denau",
    "red-5r-1": "denau",
    "red-5r-2": "sary-asiya",
    "red-alai": "regar",
    "red-gissar": "karatag",
    "red-3div-1": "hissar",
    "red-3cav": "dushanbe",
}


@pytest.mark.parametrize("spate", ["", "great", "all"])
def test_one_depot_at_denau_carries_the_army_to_dushanbe(spate: str) -> None:
    """Nine stretches of road from Baysun, fourteen on to Dushanbe; without it nobody is fed from Regar on."""
    with_denau, without = posted(COLUMN, ("baysun", "denau")), posted(COLUMN)
    assert (len(road(with_denau.scenario, "baysun", "denau")), len(road(with_denau.scenario, "denau", "dushanbe"))) == (
        9, 14,
    )  # fmt: skip
    assert fed(replace(with_denau, sky=replace(with_denau.sky, spate=spate))) == set(COLUMN)
    west = {"red-baysun", "red-shirabad", "red-5r-1", "red-5r-2"}
    assert fed(replace(without, sky=replace(without.sky, spate=spate))) == west
    board = without.scenario.board
    reach = questions.supply_reach(without, "red")
    regar = board.grid.column_row(board.place("regar").cell)[0]
    assert not [p.id for p in board.places if reach >> p.cell & 1 and board.grid.column_row(p.cell)[0] >= regar]


def test_the_post_road_from_baysun_to_denau_cut_starves_the_column() -> None:
    """Without that road neither Denau's depot nor anybody beyond is fed; Baysun is, by its own road from Guzar."""
    before = posted(COLUMN, ("baysun", "denau"))
    after = cut(before, "baysun", "denau")
    assert fed(before) == set(COLUMN)
    assert fed(after) == {"red-baysun"}
    # The next check of bread says so: a part of every side later, all but Baysun's battalion are a rung lower.
    state, hungry = after, set()
    while state.turn == after.turn:
        step = umpire.apply(state, EndPart())
        hungry |= {state.spec(e.unit).id for e in step.events if isinstance(e, WantChanged) and e.hunger == 1}
        state = step.state
    assert hungry == set(COLUMN) - {"red-baysun"}


def test_a_band_beside_the_guzar_road_cuts_off_baysun() -> None:
    """The depot lasts two turns; then battalion and battery are out, and the posts behind the band are not."""
    at = {
        "red-baysun": "baysun", "red-baysun-guns": "baysun", "red-derbent": "derbent", "red-shirabad": "shirabad",
        "red-termez": "termez",
    }  # fmt: skip
    whole = scenario(RECAPTURE)
    band = next(n for n, spec in enumerate(whole.units) if (spec.side, spec.type) == ("enver", "band_horse"))
    road_hex = road(whole, "edge:guzar-road", "baysun")[1][1]
    beside = whole.board.grid.step(road_hex, 0)
    post = posted(at)
    rider = replace(post.unit(band), cell=beside, status=Status.FIELD)
    raided = replace(post, forces=post.forces.with_unit(rider))
    assert fed(post) == set(at)
    assert fed(raided) & set(at) == {"red-derbent", "red-shirabad", "red-termez"}
    assert fed(replace(raided, turn=3)) >= set(at), "two turns from the depot's own stores"


# The Lokai.


def rising(hostile: bool) -> Scenario:
    """The recapture with the Lokai of the coalition as a side of their own, at war with it or at peace."""
    whole = scenario(RECAPTURE)
    units = tuple(replace(spec, side="lokai") if spec.faction == "lokai" else spec for spec in whole.units)
    pairs = (*whole.hostile, *((("lokai", "enver"), ("enver", "lokai")) if hostile else ()))
    changed = replace(whole, units=units, hostile=pairs)
    return replace(changed, digest=digest_of(changed))


def acts(whole: Scenario, seed: int) -> tuple[list[Done], Result]:
    """Whatever the Lokai do in a game between Recruits."""
    players = (("red", "recruit"), ("enver", "recruit"), ("lokai", "automaton"))
    done: list[Done] = []
    result = play_out(
        whole,
        umpire.Setup(seed, (), players),
        dict(players),
        observer=lambda d: done.append(d) if d.by == "lokai" else None,
    )
    return [each for each in done if isinstance(each.action, Move | Attack)], result


def test_hostile_lokai_act() -> None:
    """At war with the coalition the automaton marches or strikes within four turns; at peace it stands."""
    done, result = acts(rising(hostile=True), 5)
    assert done and done[0].before.turn <= 4
    assert any(isinstance(each.action, Attack) for each in done)
    assert result.state.scenario.digest != scenario(RECAPTURE).digest
    quiet, _ = acts(rising(hostile=False), 5)
    assert quiet == []


# One foggy game, and what either side saw of it.

FOGGY = ("sim", RECAPTURE, "--players", "red=recruit,enver=recruit", "--seed", "7", "--fog", "on")


@pytest.fixture(scope="module")
def foggy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of a foggy game of the recapture between Recruits."""
    path = tmp_path_factory.mktemp("foggy") / "game.jsonl"
    assert main([*FOGGY, "--record", str(path)]) == 0
    return path


@pytest.fixture(scope="module")
def film(foggy: Path) -> Timeline:
    """The same game played again."""
    return play(read(foggy), scenario(RECAPTURE))


def told(capsys: pytest.CaptureFixture[str], path: Path, *eyes: str) -> str:
    """What `replay` tells."""
    capsys.readouterr()
    assert main(["replay", str(path), *eyes]) == 0
    return capsys.readouterr().out


def frames(film: Timeline) -> Iterator[State]:
    """Every state of a game, event by event."""
    for one in film.played:
        yield one.before
        yield from umpire.unfold(one.before, one.step.events)


def test_the_foggy_game_is_of_one_seed_and_not_that_without_fog(
    foggy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert json.loads(foggy.read_text().splitlines()[0])["options"] == [["fog", "on"]]
    first, again = said(capsys, "replay", str(foggy)), said(capsys, *FOGGY)
    assert (first["digest"], first["fault"], first["options"]) == (again["digest"], None, {"fog": "on"})
    assert said(capsys, *FOGGY[:-1], "off")["digest"] != first["digest"]


@pytest.mark.parametrize("side", ["red", "enver"])
def test_a_side_s_story_names_nobody_it_never_saw(
    side: str, foggy: Path, film: Timeline, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of the others only those are named who came into or through sight, are gone for all to know, or are an aim."""
    story = told(capsys, foggy, "--eyes", side)
    whole = film.state.scenario
    public = (Status.GONE, Status.ESCAPED)
    seen: set[int] = set()
    for frame in frames(film):
        view = questions.visible(frame, side)
        for unit in frame.forces.units:
            if unit.side == side or unit.status in public or (unit.on_map and view >> unit.cell & 1):
                seen.add(unit.number)
    for one in film.played:
        states = (one.before, *umpire.unfold(one.before, one.step.events))
        for state, event in zip(states, one.step.events, strict=False):
            if isinstance(event, UnitMoved | UnitFellBack):
                view = questions.visible(state, side)
                seen |= {event.unit for cell in event.route if view >> cell & 1}
    seen |= {whole.unit_number(unit) for award in whole.victory.awards for unit in award.units}
    names = [spec.name for n, spec in enumerate(whole.units) if n in seen]
    hidden = [
        spec.name
        for n, spec in enumerate(whole.units)
        if n not in seen and not any(spec.name in name for name in names)
    ]
    assert len(hidden) >= 4, "of this game; it says nothing where everybody was seen"
    assert [name for name in hidden if name in story] == []


@pytest.mark.parametrize("side", ["red", "enver"])
def test_a_side_s_story_says_each_turn_what_it_knew(
    side: str, foggy: Path, film: Timeline, capsys: pytest.CaptureFixture[str]
) -> None:
    """At each end of turn the hexes in sight and the men of others on them are those of the truth, and no more."""
    story = told(capsys, foggy, "--eyes", side)
    whole = film.state.scenario
    knew = story.split(f"What {whole.side(side).name} knew at the end of turn ")[1:]
    assert len(knew) == film.state.turn
    ends = [
        frame
        for one in film.played
        for frame, event in zip(
            (one.before, *umpire.unfold(one.before, one.step.events)), one.step.events, strict=False
        )
        if isinstance(event, TurnBegan | GameEnded)
    ]
    assert len(ends) == len(knew)
    for state, text in zip(ends, knew, strict=True):
        view = questions.visible(state, side)
        assert f"sees {view.bit_count():,} of 1,130 hexes." in text
        listed = text.split("In sight:")[1].split("Seen last:")[0].split("\n\n")[0]
        for unit in state.forces.units:
            if unit.side != side and unit.on_map:
                name = f" {whole.units[unit.number].name}"
                in_sight = bool(view >> unit.cell & 1)
                assert (f"{name} ({unit.men:,})" in listed or f"{name}," in listed or f"{name}." in listed) is in_sight


def test_either_story_is_less_than_the_whole(foggy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever sees all is told more marches than either side, and no map; every story has every turn and the score."""
    whole = told(capsys, foggy)
    stories = [told(capsys, foggy, "--eyes", side) for side in ("red", "enver")]
    assert stories[0] != stories[1]
    assert "knew at the end" not in whole
    for story in stories:
        assert re.findall(r"^Turn (\d+):", story, re.MULTILINE) == re.findall(r"^Turn (\d+):", whole, re.MULTILINE)
        marches = [line for line in story.splitlines() if " marched to " in line or " on the march: " in line]
        assert (
            0
            < len(" ".join(marches))
            < len(" ".join(line for line in whole.splitlines() if " marched to " in line or " on the march: " in line))
        )
        assert story.splitlines()[-1] == whole.splitlines()[-1]
