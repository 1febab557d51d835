"""The real window under Xvfb: a game is started, fought and left by mouse alone, and survives being killed."""

import random
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from game import library, questions, replay, umpire
from game.model.actions import Attack
from game.model.agenda import MayChoose, MayKeep, MayPlace, MayReact, MayRetreat
from game.model.scenario import Scenario
from game.model.state import State
from game.ui import choices, games, intent, layout, plane
from game.ui.layout import Camera
from tests.ui import positions, xwin
from tests.ui.xwin import Window

SCENARIO = "proving-ground"
SEED = 7
PLAYERS = "person,random"

pytestmark = [
    pytest.mark.window,
    pytest.mark.skipif(bool(xwin.missing()), reason=f"a real window needs these tools: {xwin.missing()}"),
]


@pytest.fixture
def scenario() -> Scenario:
    return library.load(SCENARIO)


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    with Window(["play", "--events"], tmp_path) as opened:
        yield opened


def pixel(window: Window, scenario: Scenario, cell: int) -> tuple[float, float]:
    """Where a hex lies in the window now."""
    seen = window.last("VIEW")
    size = plane.size(scenario.board.grid)
    camera = Camera(tuple(seen["view"]), size, seen["high"], seen["x"], seen["y"])
    return camera.to_screen(plane.centre(scenario.board.grid, cell))


def current(home: Path) -> State:
    """The state of the game as its record on the disk has it."""
    path = max((home / "games").glob("*.jsonl"), key=lambda one: one.stat().st_mtime_ns)
    record = replay.read(path)
    return replay.play(record, library.load(record.header.scenario)).state


def my_turn(window: Window, since: int = 0) -> None:
    """Wait until something has been done, nothing moves any more and the person may choose."""
    window.wait("YOURS", since)


def test_a_game_by_mouse_alone(window: Window, scenario: Scenario, tmp_path: Path) -> None:
    window.press("new", "title")
    window.wait("SCREEN", 0, {"name": "new-game"})
    shown = [entry.folder.name for entry in games.entries()]
    assert shown[0] == "recapture-1922" and SCENARIO in shown[1:]
    window.press(f"scenario:{shown.index(SCENARIO)}", "new-game")
    person = next(spec.side for spec in scenario.units if spec.among)
    for side in scenario.sides:
        if side.seat == "person":
            window.press(f"seat={side.id}:{'person' if side.id == person else 'recruit'}", "new-game")
    window.press("fog:on", "new-game")
    window.press("begin", "new-game")
    window.wait("SCREEN", 0, {"name": "battle"})
    my_turn(window)
    placed = _set_up(window, scenario, tmp_path)
    assert placed == sum(1 for spec in scenario.units if spec.side == person and spec.among)
    moved = attacked = False
    for _ in range(scenario.calendar.turns - 2):
        _answer_cards(window, tmp_path)
        attacked = attacked or _attack(window, scenario, tmp_path)
        moved = _march(window, scenario, current(tmp_path)) or moved
        _answer_cards(window, tmp_path)
        attacked = attacked or _attack(window, scenario, tmp_path)
        if moved and attacked:
            break
        since = len(window.lines)
        window.press("end", "battle")
        my_turn(window, since)
    assert moved and attacked
    turn = window.last("STATE")["turn"]
    since = len(window.lines)
    window.press("end", "battle")
    window.wait("DONE", since, {"action": "EndPart"})
    my_turn(window, since)
    assert window.last("STATE")["turn"] >= turn


def _set_up(window: Window, scenario: Scenario, home: Path) -> int:
    """Put every unit of the hidden set-up on the last of its hexes; how many there were."""
    placed = 0
    while isinstance(question := choices.asked(umpire.view(state := current(home), state.actor)), MayPlace):
        since = len(window.lines)
        window.click(*pixel(window, scenario, question.cells[-1]))
        window.wait("DONE", since, {"action": "SetUp"})
        placed += 1
        assert current(home).unit(question.unit).cell == question.cells[-1]
        my_turn(window, since)
    return placed


def _answer_cards(window: Window, home: Path) -> None:
    """Give the first answer to every question of the card table that is open, by mouse."""
    while window.last("STATE")["asked"]:
        state = current(home)
        if not isinstance(choices.asked(umpire.view(state, state.actor)), MayKeep | MayChoose | MayReact):
            return
        since = len(window.lines)
        window.press("pick:0", "battle")
        window.wait("DONE", since)
        my_turn(window, since)


def _march(window: Window, scenario: Scenario, state: State) -> bool:
    """March the first unit of some stack, if it fights, that can come nearest to an enemy."""
    grid = scenario.board.grid
    seen = umpire.view(state, state.actor)
    foes = [u.cell for u in state.forces.units if u.on_map and state.bonds.at_war(state.actor, u.side)]
    ways = [
        (min(grid.distance(cell, foe) for foe in foes), unit.number, cell)
        for stack in state.forces.stacks()
        for unit in intent.mine(seen, state.actor, stack)[:1]
        if questions.fights(state, unit)
        for cell in umpire.reach(state, unit.number)
        if not state.forces.at(cell)
    ]
    if not ways:
        return False
    _, number, cell = min(ways)
    since = len(window.lines)
    window.click(*pixel(window, scenario, state.unit(number).cell))
    window.wait("CHOICE", since, {"kind": "Chosen", "unit": number})
    window.click(*pixel(window, scenario, cell))
    window.wait("DONE", since, {"action": "Move"})
    my_turn(window, since)
    return True


def _attack(window: Window, scenario: Scenario, home: Path) -> bool:
    """Attack whatever can be attacked: first the odds are shown, and only a second press commits."""
    state = current(home)
    if state.agenda:
        return False
    attack = next((action for action in umpire.legal(state) if isinstance(action, Attack)), None)
    if attack is None:
        return False
    before = window.last("STATE")["actions"]
    since = len(window.lines)
    window.click(*pixel(window, scenario, attack.target))
    window.wait("CHOICE", since, {"kind": "Planning"})
    assert window.last("STATE")["actions"] == before, "the first press must commit nothing"
    since = len(window.lines)
    window.press("commit", "battle")
    window.wait("DONE", since, {"action": "Attack"})
    my_turn(window, since)
    _answer_cards(window, home)
    if window.last("STATE")["asked"]:
        since = len(window.lines)
        window.press("advance", "battle")
        window.wait("DONE", since, {"action": "Advance"})
        my_turn(window, since)
    return True


def test_the_map_moves_by_mouse(window: Window, scenario: Scenario) -> None:
    window.press("new", "title")
    window.press("begin", "new-game")
    window.wait("SCREEN", 0, {"name": "battle"})
    my_turn(window)
    left, top, wide, high = window.last("VIEW")["view"]
    middle = (left + wide / 2, top + high / 2)
    before = window.last("VIEW")
    since = len(window.lines)
    window.wheel(*middle, 1)
    steps = layout.zoom_steps(layout.scale_percent((1280, 720)))
    window.wait("VIEW", since, {"high": steps[steps.index(before["high"]) + 1]})
    since = len(window.lines)
    window.drag(middle, (middle[0] - 160, middle[1] - 90))
    after = window.wait("VIEW", since)
    assert (after["x"], after["y"]) != (before["x"], before["y"])


def test_killed_five_times_and_resumed(tmp_path: Path, scenario: Scenario) -> None:
    chance = random.Random(1922)
    with Window(["play", SCENARIO, "--players", PLAYERS, "--seed", str(SEED), "--events"], tmp_path) as window:
        my_turn(window)
        for _ in range(5):
            for _ in range(chance.randrange(1, 4)):
                _answer_cards(window, tmp_path)
                since = len(window.lines)
                window.press("end", "battle")
                if chance.random() < 0.5:
                    window.wait("DONE", since, {"action": "EndPart"})
                    break
                my_turn(window, since)
            said = window.last("DONE")["actions"]
            window.app.send_signal(signal.SIGKILL)
            window.app.wait(10)
            record = replay.read(max((tmp_path / "games").glob("*.jsonl")))
            timeline = replay.play(record, scenario)
            assert timeline.fault is None
            assert len(timeline.played) >= said - 1, (said, len(timeline.played))
            window.start(["play", "--resume", "--events"])
            my_turn(window)
            assert window.last("STATE")["actions"] >= len(timeline.played)


def test_a_siege_by_mouse_and_keys(tmp_path: Path) -> None:
    """Shells on the lines of a fort, then terms that are asked for are granted by a key: in a game that is resumed."""
    state = positions.storm()
    scenario = state.scenario
    kala, gun = scenario.board.place("kala").cell, scenario.unit_number("e-gun")
    positions.recorded(state, "enver", tmp_path / "games" / "storm.jsonl")
    with Window(["play", "--resume", "--events"], tmp_path) as window:
        my_turn(window)
        _take(window, scenario, state, gun)
        since = len(window.lines)
        window.press("bombard", "battle")
        window.wait("VIEW", since)  # the panel takes its room from the map
        since = len(window.lines)
        window.click(*pixel(window, scenario, kala))
        window.wait("DONE", since, {"action": "Bombard"})
        assert current(tmp_path).unit(gun).fought
    home = tmp_path / "other"
    positions.recorded(positions.terms(), "enver", home / "games" / "terms.jsonl")
    with Window(["play", "--resume", "--events"], home) as window:
        my_turn(window)
        window.key("Return")
        window.wait("DONE", 0, {"action": "GrantTerms"})
        held = current(home).realm.holdings[scenario.board.place_number("guzar")]
        assert held.holder == "enver"


def test_a_beaten_unit_is_led_by_a_click(tmp_path: Path) -> None:
    state = positions.ways()
    scenario, horse = state.scenario, state.scenario.unit_number("r-horse")
    question = choices.asked(umpire.view(state, "red"))
    assert isinstance(question, MayRetreat)
    positions.recorded(state, "red", tmp_path / "games" / "ways.jsonl")
    with Window(["play", "--resume", "--events"], tmp_path) as window:
        my_turn(window)
        end = question.routes[-1][-1]
        window.click(*pixel(window, scenario, end))
        window.wait("DONE", 0, {"action": "Retreat"})
        assert current(tmp_path).unit(horse).cell == end


def _take(window: Window, scenario: Scenario, state: State, unit: int) -> None:
    """Press a stack until this unit of it is in hand."""
    for _ in state.forces.at(state.unit(unit).cell):
        since = len(window.lines)
        window.click(*pixel(window, scenario, state.unit(unit).cell))
        if window.wait("CHOICE", since, {"kind": "Chosen"})["unit"] == unit:
            return
    raise AssertionError(f"unit {unit} cannot be chosen")
