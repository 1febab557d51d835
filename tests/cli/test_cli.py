"""The command line: every verb, its exit code, and one clear sentence for a wrong call."""

import json
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from game import library, umpire
from game.cli import main
from game.session.game import Session

SCENARIO = "recapture-1922"
RANDOM = ("--players", "random,random")


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUSHANBE_HOME", str(tmp_path / "home"))


def test_list_names_the_scenarios(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list"]) == 0
    assert SCENARIO in capsys.readouterr().out
    assert main(["list", "--json"]) == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows[SCENARIO]["turns"] == 20
    assert rows[SCENARIO]["sides"][:2] == ["red", "enver"]
    assert set(rows[SCENARIO]) == {"id", "title", "sides", "turns"}


def test_sim_twice_with_one_seed_gives_one_digest_and_replay_the_same(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    record = tmp_path / "game.jsonl"
    assert main(["sim", SCENARIO, *RANDOM, "--seed", "7", "--json", "--record", str(record)]) == 0
    first = json.loads(capsys.readouterr().out)
    assert main(["sim", SCENARIO, *RANDOM, "--seed", "7", "--json"]) == 0
    second = json.loads(capsys.readouterr().out)
    assert first["digest"] == second["digest"]
    assert main(["replay", str(record), "--verify", "--json"]) == 0
    again = json.loads(capsys.readouterr().out)
    assert again["digest"] == first["digest"]
    assert again["fault"] is None
    assert main(["replay", str(record), "--verify"]) == 0
    assert f"digest {first['digest']}" in capsys.readouterr().out
    assert main(["sim", SCENARIO, *RANDOM, "--seed", "8", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["digest"] != first["digest"]


def test_sim_prints_one_object_a_game(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    call = ["sim", SCENARIO, *RANDOM, "--seed", "4", "--games", "2", "--json", "--record", str(tmp_path / "g.jsonl")]
    assert main(call) == 0
    games = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [game["seed"] for game in games] == [4, 5]
    for game in games:
        assert set(game) == {
            "scenario", "seed", "players", "options", "winner", "grade", "points", "turns", "actions", "digest",
            "seconds", "turning_points",
        }  # fmt: skip
        assert game["options"] == {"fog": "on"}
        assert game["players"] == {"red": "random", "enver": "random", "lokai": "automaton"}
        assert game["winner"] in ("red", "enver", None)
        for point in game["turning_points"]:
            assert set(point) == {"date", "turn", "kind", "who"}
    assert sorted(path.name for path in tmp_path.glob("g*")) == ["g-4.jsonl", "g-5.jsonl"]


def test_check_and_perft(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", SCENARIO]) == 0
    assert "nothing wrong" in capsys.readouterr().out
    assert main(["perft", SCENARIO, "--depth", "1"]) == 0
    assert capsys.readouterr().out.startswith(f"{SCENARIO} 1 ")


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (["fly"], "invalid choice: 'fly'"),
        (["sim"], "SCENARIO"),
        (["sim", "recapture-1292"], "recapture-1922"),
        (["sim", SCENARIO, "--players", "napoleon"], "napoleon"),
        (["sim", SCENARIO, "--players", "blue=recruit"], "blue"),
        (["sim", SCENARIO, "--players", "random,random,random"], "more players than sides"),
        (["sim", SCENARIO, "--players", "person"], "seats a person"),
        (["sim", SCENARIO, "--players", ""], "names nobody"),
        (["sim", SCENARIO, "--seed", "x"], "whole number"),
        (["sim", SCENARIO, "--seed", "-1"], "a seed is"),
        (["sim", SCENARIO, "--games", "0"], "1 or more"),
        (["sim", SCENARIO, *RANDOM, "--record", f"{__file__}/g.jsonl"], "cannot write"),
        (["sim", SCENARIO, *RANDOM, "--record", "/"], "cannot write"),
        (["sim", SCENARIO, "--fog", "thick"], "invalid choice: 'thick'"),
        (["replay", "nowhere.jsonl"], "there is no record nowhere.jsonl"),
        (["replay", "nowhere.jsonl", "--eyes", "red", "--verify"], "leave out --verify and --json"),
        (["replay", "nowhere.jsonl", "--eyes", "red", "--json"], "leave out --verify and --json"),
        (["check", "no-such"], "no-such"),
        (["perft", SCENARIO, "--depth", "-2"], "1 or more"),
        (["play", "--text", "--resume"], "no game to go on with"),
        (["play", "--text", "--resume", "nowhere.jsonl"], "there is no record"),
        (["play", SCENARIO, "--resume"], "leave out"),
        (["play", "--resume", "--fog", "off"], "leave out"),
        (["play", "--seconds", "-1"], "number of seconds"),
        (["play", "--size", "big"], "a size such as"),
        (["play", "--players", "person"], "needs a SCENARIO"),
    ],
)
def test_a_wrong_call_is_told_in_one_sentence(call: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(call) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert words in said.err
    assert said.err.startswith("dushanbe: ")
    assert said.err.count("\n") == 1


def test_fog_is_an_option_of_the_record(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    assert main(["sim", "proving-ground", *RANDOM, "--fog", "off", "--record", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["options"] == {"fog": "off"}
    assert json.loads(path.read_text().splitlines()[0])["options"] == [["fog", "off"]]
    assert main(["replay", str(path), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["options"] == {"fog": "off"}


def test_a_record_is_told_by_nobody_s_or_a_side_s_eyes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    assert main(["sim", "proving-ground", *RANDOM, "--record", str(path)]) == 0
    capsys.readouterr()
    assert main(["replay", str(path)]) == 0
    whole = capsys.readouterr().out
    assert "\nTurn 1: 20-23 May 1922." in whole
    assert whole.rstrip().splitlines()[-1].startswith("digest ")
    assert main(["replay", str(path), "--eyes", "Coalition"]) == 0
    told = capsys.readouterr().out
    assert "As Coalition saw it." in told
    assert "What Coalition knew at the end of turn 1:" in told
    assert main(["replay", str(path), "--eyes", "blue"]) == 2
    assert "there is no side 'blue'; there is red, enver, lokai" in capsys.readouterr().err


def test_a_game_with_fog_that_a_person_still_plays_is_told_to_a_side_only(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def record(fog: str, *players: str) -> str:
        path = tmp_path / f"{fog}-{'-'.join(players)}.jsonl"
        setup = umpire.Setup(3, (("fog", fog),), tuple(zip(("red", "enver", "lokai"), players, strict=True)))
        Session.begin(library.load("proving-ground"), setup, path).close()
        return str(path)

    begun = record("on", "person", "recruit", "automaton")
    assert main(["replay", begun]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "dushanbe: this game is not over, and its fog hides what the others do: tell it with --eyes red\n"
    )
    assert main(["replay", begun, "--eyes", "red"]) == 0
    assert main(["replay", begun, "--json"]) == 0
    assert main(["replay", begun, "--verify"]) == 0
    assert main(["replay", record("off", "person", "recruit", "automaton")]) == 0
    assert main(["replay", record("on", "random", "recruit", "automaton")]) == 0
    capsys.readouterr()
    assert main(["replay", record("on", "person", "person", "automaton")]) == 2
    assert "--eyes red or --eyes enver" in capsys.readouterr().err


def test_a_broken_record_is_exit_code_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text("nonsense\n")
    assert main(["replay", str(path)]) == 1
    assert "is not a record of this game" in capsys.readouterr().err


def test_a_tampered_record_does_not_verify(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    assert main(["sim", SCENARIO, *RANDOM, "--record", str(path)]) == 0
    lines = path.read_text().splitlines()
    last = json.loads(lines[-1])
    lines[-1] = json.dumps(last | {"digest": "0123456789abcdef"})
    path.write_text("\n".join(lines) + "\n")
    capsys.readouterr()
    assert main(["replay", str(path), "--verify"]) == 1
    assert f"line {len(lines)}: turn" in capsys.readouterr().err


def test_a_broken_scenario_is_exit_code_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "scenario.toml").write_text("sides = 3\n")
    assert main(["check", str(tmp_path)]) == 1
    assert "scenario.toml" in capsys.readouterr().err
    assert main(["sim", str(tmp_path)]) == 1


def test_help_and_version_end_well(capsys: pytest.CaptureFixture[str]) -> None:
    for call in (["--help"], ["--version"], ["sim", "--help"]):
        with pytest.raises(SystemExit) as left:
            main(call)
        assert left.value.code == 0
    assert "Dushanbe 1922" in capsys.readouterr().out


def test_without_a_display_a_short_game_is_played_in_text(tmp_path: Path) -> None:
    bare = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")}
    done = subprocess.run(
        [sys.executable, "-m", "game"],
        capture_output=True,
        text=True,
        env=bare | {"DUSHANBE_HOME": str(tmp_path)},
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "no display" in done.stdout.splitlines()[0]
    assert "Turn 2" in done.stdout
    assert "Traceback" not in done.stderr


def test_map_without_scipy_says_what_to_install(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("game.cartography")]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("scipy", "scipy.ndimage", "contourpy"):
        monkeypatch.setitem(sys.modules, name, None)
    assert main(["map"]) == 1
    assert 'pip install "dushanbe-1922[maps]"' in capsys.readouterr().err


def test_the_older_pygame_is_told_in_one_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(metadata, "version", lambda name: "2.6.1")
    assert main([]) == 1
    said = capsys.readouterr().err
    assert "pip install pygame-ce" in said
    assert said.count("\n") == 1


def test_a_record_of_an_unknown_scenario_or_player_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "game.jsonl"
    assert main(["sim", SCENARIO, *RANDOM, "--record", str(path)]) == 0
    text = path.read_text()
    capsys.readouterr()
    path.write_text(text.replace(f'"scenario":"{SCENARIO}"', '"scenario":"the-siege"'))
    assert main(["replay", str(path)]) == 1
    assert "is of a scenario that is not here" in capsys.readouterr().err
    path.write_text(text.replace('["red","random"]', '["red","napoleon"]'))
    assert main(["play", "--text", "--resume", str(path)]) == 1
    assert "'napoleon' play 'red'" in capsys.readouterr().err


def test_sim_explains_what_the_staff_weighed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sim", "mirror", "--players", "staff,recruit", "--seed", "2", "--explain"]) == 0
    told = capsys.readouterr().out
    for words in ("Turn 1, West", "plans were weighed in", "imagined games", "chosen", "seed 2:"):
        assert words in told
    assert "East\n" not in told, "the Recruit weighs nothing"
    assert main(["sim", "mirror", "--explain", "--json"]) == 2
    assert "leave out --json" in capsys.readouterr().err
