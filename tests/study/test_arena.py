"""The arena: everybody meets everybody both ways round, and what was played is not played again."""

import json
from pathlib import Path

import pytest

from game.cli import main
from game.study import arena
from game.study.arena import Arena, Bout, Game, WrongArena, fight, hold
from game.study.standings import bias, fitted, meetings, paces, pairings

HALL = Arena("mirror", ("random", "recruit"), 2, seed=5)


def game(seed: int, players: tuple[str, str], winner: int, points: int) -> Game:
    return Game(seed, players, winner, points, 12, ((1.0, 2.0), (3.0,)))


def test_everybody_meets_everybody_both_ways_round() -> None:
    bouts = list(Arena("mirror", ("a", "b", "c"), 3, seed=10).bouts())
    assert len(bouts) == len(set(bouts)) == 3 * 6
    assert {bout.seed for bout in bouts} == {10, 11, 12}
    for bout in bouts:
        assert Bout(bout.seed, (bout.players[1], bout.players[0])) in bouts
    assert len(list(Arena("mirror", ("a", "b"), 3, selves=True).bouts())) == 3 * 4


def test_the_same_bout_goes_the_same_way_in_any_process() -> None:
    alone = hold(HALL)
    both = hold(HALL, workers=2)
    strip = [(one.bout, one.winner, one.points, one.turns) for one in alone]
    assert strip == [(one.bout, one.winner, one.points, one.turns) for one in both]
    assert all(len(seat) >= 12 for one in alone for seat in one.times)


def test_a_journal_is_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = tmp_path / "arena.jsonl"
    first = hold(Arena("mirror", HALL.players, 1, seed=5), journal)
    played: list[Bout] = []

    def counted(*call: object) -> Game:
        played.append(call[1])  # type: ignore[arg-type]
        return fight(*call)  # type: ignore[arg-type]

    monkeypatch.setattr(arena, "fight", counted)
    told: list[tuple[int, int]] = []
    second = hold(HALL, journal, told=lambda done, of: told.append((done, of)))
    assert second[:2] == first
    assert {bout.seed for bout in played} == {6} and told == [(3, 4), (4, 4)]
    played.clear()
    assert hold(HALL, journal) == second and not played


def test_a_torn_line_is_played_again(tmp_path: Path) -> None:
    journal = tmp_path / "arena.jsonl"
    whole = hold(HALL, journal)
    journal.write_text(journal.read_text()[:-30])
    again = hold(HALL, journal)
    assert [(one.bout, one.points) for one in again] == [(one.bout, one.points) for one in whole]
    assert len(hold(HALL, journal)) == 4
    lines = journal.read_text().splitlines()
    assert sum(1 for line in lines if line.startswith('{"seed"') and line.endswith("}")) == 4


@pytest.mark.parametrize("content", ["", "no journal\n", '{"arena": 1, "scenario": "other"}\n'])
def test_a_strange_journal_is_refused_and_left_alone(tmp_path: Path, content: str) -> None:
    journal = tmp_path / "notes.txt"
    journal.write_text(content)
    with pytest.raises(WrongArena, match="another file"):
        hold(HALL, journal)
    assert journal.read_text() == content


def test_what_the_games_say() -> None:
    games = [
        game(1, ("a", "b"), 0, 5),
        game(1, ("b", "a"), 1, -4),
        game(2, ("a", "b"), -1, 0),
        game(2, ("b", "a"), 0, 3),
    ]
    a, b = meetings(games, ("a", "b"))
    assert (a.player, a.won, a.games) == ("a", 2.5, 4) and (b.player, b.won) == ("b", 1.5)
    assert a.low < 0.625 < a.high
    assert bias(games)[:2] == (2.5, 4)
    seats = {(one.first, one.second): (one.points, one.games) for one in pairings(games, ("a", "b"))}
    assert seats == {("a", "b"): (2.5, 2), ("b", "a"): (-0.5, 2)}
    assert fitted(games, ("a", "b"))["b"] == 0 < fitted(games, ("a", "b"))["a"]
    assert [(one.player, one.turns, one.longest) for one in paces(games, ("a", "b"))] == [("a", 6, 3), ("b", 6, 3)]


def test_the_command_prints_the_matrix(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    call = ["arena", "mirror", "--players", "random,recruit", "--pairs", "2", "--journal", str(tmp_path / "j")]
    assert main(call) == 0
    printed = capsys.readouterr().out
    for word in ("v random", "v recruit", "strength (Elo)", "Whoever plays: west wins", "95 in 100 under"):
        assert word in printed
    assert main([*call, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["games"] == 4 and {row["player"] for row in found["matrix"]} == {"random", "recruit"}


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (["mirror", "--players", "random,marshal"], "no computer player 'marshal'"),
        (["mirror", "--players", "recruit"], "two players at least"),
        (["mirror"], "--players"),
        (["nowhere", "--players", "random,recruit"], "nowhere"),
    ],
)
def test_a_wrong_call_gets_one_sentence(capsys: pytest.CaptureFixture[str], call: list[str], words: str) -> None:
    assert main(["arena", *call]) in (1, 2)
    told = capsys.readouterr()
    assert words in told.err and not told.out and told.err.count("\n") == 1
