"""The text mode: what may be asked and ordered in words, and that a game in text can be gone on with."""

import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from game import book, library, umpire
from game.cli import main
from game.hexes import set_of
from game.model.actions import Attack, EndPart
from game.model.agenda import MayGrant
from game.model.events import MenLost, MoraleChanged, PartBegan, Repulsed, Rolled, Scored
from game.model.evolve import evolve
from game.model.judgement import Chance, Forecast, Line
from game.model.state import Seen
from game.session.game import Session
from game.session.witnessing import Witnessed
from game.text import mode
from game.text.briefing import aims
from game.text.commands import COMMANDS, Leave, obey
from game.text.diary import lines
from game.text.naming import NotUnderstood, hex_named, posture_named, unit_named, units_named
from game.text.narrate import first_turns
from game.text.replies import offer
from game.text.reports import forecast, unit_line
from game.text.sketch import sketch
from tests.duel import duel
from tests.rules import test_retreats as retreats
from tests.sketch import Counter
from tests.sketch import sketch as sketch_state
from tests.ui import positions


def _session(red: str = "person", enver: str = "person", fog: str = "off") -> Session:
    players = (("red", red), ("enver", enver), ("lokai", "automaton"))
    return Session.begin(duel(), umpire.Setup(3, (("fog", fog),), players), None)


def _say(session: Session, line: str) -> str:
    return "\n".join(obey(session, line))


PICTURE = """\
      01  02  03  04  05  06  07  08  09
  01   .       .       n       .       .
           .       .       .       .
  02  *R8      .       n       .      *E9
           .       .       .       .
  03   .       .       n       .       .
           .       .       .       ."""


def test_a_map_in_letters_is_a_picture() -> None:
    assert sketch(_session().seen()) == PICTURE


def test_marked_hexes_stand_in_brackets() -> None:
    seen = _session().seen()
    grid = seen.scenario.board.grid
    marked = set_of([grid.cell(0, 0), grid.cell(0, 1)])
    picture = sketch(seen, marked, grid.cell(0, 0), 2)
    assert "[.]" in picture
    assert "[*R8]" in picture
    assert picture.count("[") == 2


def test_every_question_is_answered() -> None:
    session = _session()
    for line in ("help", "status", "units", "units enver", "map", "map town 0 2", "look town 0", "reach A", "rules"):
        answer = _say(session, line)
        assert answer
        assert "There is no" not in answer, line
    assert "Unit A: 500 men, 2 guns, 6 MGs; steady, supplied, Stand" in _say(session, "units")
    assert "held by red" in _say(session, "look town 0")
    assert "1. THE GROUND" in _say(session, "rules 1")


def test_orders_are_carried_out_and_taken_back() -> None:
    session = _session()
    assert "Unit A: To the last." in _say(session, "posture A last")
    assert "Unit B marched to hex 0202" in _say(session, "move B to 0202")
    assert _say(session, "undo") == "Taken back: Unit B: march to hex 0202 near Town 0."
    assert _say(session, "move unit b 0202").strip() == "Unit B marched to hex 0202 near Town 0."
    assert "Unit B has marched or fought" in _say(session, "dig B")
    assert "Enver to move." in _say(session, "end")
    assert _say(session, "undo") == "A part that was ended cannot be taken back."
    assert session.state.actor == "enver"


def test_wrong_orders_are_refused_in_words() -> None:
    session = _session()
    assert _say(session, "fly").startswith("There is no command 'fly'")
    assert "cannot get to Town 1" in _say(session, "move A to town 1")
    assert _say(session, "attack town 1") == "None of your units is next to Town 1."
    assert _say(session, "posture A evade").startswith("No: Unit A is too slow")
    assert _say(session, "posture A dance").startswith("There is no standing order 'dance'")
    assert _say(session, "move A") == "Say which unit and which hex, such as: move 12 to Denau."
    assert _say(session, "look 9999") == "Hex 9999 is off the map."
    assert _say(session, "advance").startswith("No: Nobody has won")
    assert _say(session, "m") == "Which one: map, move, merge?"
    assert list(obey(session, "   ")) == []
    assert session.actions == 0


def test_a_game_is_fought_to_its_end_in_words() -> None:
    """Both sides march on each other and attack whenever they can; the forecast stands before the blow."""
    session = _session()
    said: list[str] = []
    for _ in range(400):
        if session.over:
            break
        seen = session.seen(session.state.actor)
        actions = list(umpire.legal(seen))
        attack = next((a for a in actions if type(a).__name__ == "Attack"), None)
        march = next((a for a in actions if type(a).__name__ == "Move"), None)
        if seen.agenda:
            assert "Say `advance all`, `advance none`, or `advance` and their numbers." in said[-1]
            assert "Say `advance all`" in _say(session, "end")
            line = "advance all"
        elif attack is not None:
            line = f"attack {seen.scenario.board.grid.label(attack.target)}"
        elif march is not None and len(said) % 3 == 0:
            goal = min(
                umpire.reach(seen, march.unit),
                key=lambda cell: min(
                    seen.scenario.board.grid.distance(cell, foe.cell)
                    for foe in seen.forces.units
                    if foe.side != seen.actor and foe.on_map
                ),
            )
            line = f"move {march.unit} to {seen.scenario.board.grid.label(goal)}"
        else:
            line = "end"
        said.append(_say(session, line))
    assert session.over
    assert "The game is over: " in _say(session, "status")
    assert "To move" not in _say(session, "status")
    whole = "\n".join(said)
    assert "Losses to be expected" in whole
    assert re.search(r"against \d+, \d:\d, shifts [+−]?\d.*, result \d+: ", whole)
    assert "lost heart, as friends broke" not in whole or "Lost heart: " in whole


def test_names_may_be_short_but_not_wrong() -> None:
    seen = _session().seen()
    assert unit_named(seen, "a") == unit_named(seen, "Unit A") == unit_named(seen, "0") == 0
    assert hex_named(seen, "Town 1") == hex_named(seen, "t1")
    assert posture_named("l").value == "last"
    for wrong in ("Unit Q", "77", "zzz"):
        with pytest.raises(NotUnderstood):
            unit_named(seen, wrong)
    with pytest.raises(NotUnderstood):
        hex_named(seen, "nowhere at all")


def test_quit_leaves_and_every_command_has_a_purpose() -> None:
    with pytest.raises(Leave):
        _say(_session(), "quit")
    assert len({command.word for command in COMMANDS}) == len(COMMANDS)
    assert all(command.purpose for command in COMMANDS)


def test_a_diary_tells_turns_and_the_score() -> None:
    lines = list(first_turns(duel(), 1, 2))
    assert lines[0].startswith("The duel.")
    assert any("Turn 1" in line for line in lines)
    assert "par is" in "\n".join(lines)


def test_a_game_in_text_is_kept_and_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUSHANBE_HOME", str(tmp_path))
    call = [
        sys.executable,
        "-m",
        "game",
        "play",
        "recapture-1922",
        "--text",
        "--seed",
        "3",
        "--players",
        "person,random",
    ]
    first = subprocess.run(
        call, input="answer 1\nposture 0 last\nend\n", capture_output=True, text=True, timeout=60, check=False
    )
    assert first.returncode == 0, first.stderr
    assert "Baysun battalion: To the last." in first.stdout
    assert "goes on with it" in first.stdout
    again = [sys.executable, "-m", "game", "play", "--text", "--resume"]
    second = subprocess.run(again, input="status\nunits red\n", capture_output=True, text=True, timeout=60, check=False)
    assert second.returncode == 0, second.stderr
    assert "Turn 2 of 20" in second.stdout
    assert "supplied, To the last" in second.stdout


def test_a_game_in_text_ends_by_itself(tmp_path: Path) -> None:
    call = [sys.executable, "-m", "game", "play", "recapture-1922", "--text", "--seconds", "1.5"]
    with subprocess.Popen(call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_home(tmp_path)) as running:
        assert running.wait(timeout=30) == 0


def test_computers_play_a_whole_game_in_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DUSHANBE_HOME", str(tmp_path))
    assert main(["play", "recapture-1922", "--text", "--seed", "5", "--players", "random,random"]) == 0
    assert "has won.  For Enver's coalition" in capsys.readouterr().out
    assert len(list((tmp_path / "games").glob("*.jsonl"))) == 1


def _home(folder: Path) -> dict[str, str]:
    return os.environ | {"DUSHANBE_HOME": str(folder)}


def test_aims_name_what_pays_and_what_is_due() -> None:
    session = _recapture()
    told = _say(session, "aims")
    assert "+4 Baysun taken, once, at once: 0 as things stand." in told
    assert "Denau, by the end of turn 10 (17-20 June 1922): due in 9 turns, +2 resolve; not yet." in told
    assert "Road lost: Enver's coalition wins at once if Baysun held by Enver's coalition and the way from" in told
    late = Seen(replace(session.state, turn=11))
    assert "Denau, by the end of turn 10 (17-20 June 1922): overdue, −1 resolve a turn." in aims(late)
    assert "+1 Denau held, at the end of turn 8 (9-12 June 1922): past." in aims(late)
    met = evolve(late, Scored(0, 1001, once=True))
    assert "Denau, by the end of turn 10 (17-20 June 1922): done." in aims(Seen(met))


def test_a_briefing_is_that_of_the_side() -> None:
    session = _recapture()
    assert _say(session, "briefing").startswith("Dushanbe has been lost since February")
    assert _say(session, "briefing enver's coalition").startswith("You command from Kafirun")
    assert max(len(line) for line in _say(session, "briefing").splitlines()) <= 100
    assert _say(_session(), "briefing") == "There is no briefing for red."


def test_the_tables_have_the_numbers_of_the_charts() -> None:
    told = book.charted(duel().charts)
    for words in ("The ladder", "Want", "on rough ground", "2,500", "attacker led in person", "−4 to +5"):
        assert words in told
    sight, supply = duel().charts.sight, duel().charts.supply
    for words in ("great heat", "small rivers rise", "harvest time      15.6.", "quarter rations a turn", "8 or more"):
        assert words in told
    assert f"as he was seen last, for {sight.ghost_turns} turn" in told
    assert f"{supply.forage['8km']['harvest']['irrigated']:,}" in told
    assert _say(_session(), "tables") == _say(_session(), "charts") == told


def test_words_after_a_command_that_stands_alone_are_refused() -> None:
    session = _session()
    assert _say(session, "end now") == "`end` stands alone: 'now' means nothing after it."
    assert session.state.actor == "red"


def test_names_may_be_quoted_and_sides_have_two_words() -> None:
    session = _recapture()
    assert "Derbent post can reach" in _say(session, 'reach "Derbent post"')
    assert "Derbent post is already at Derbent." in _say(session, 'move "Derbent post" to "Derbent"')
    assert "1st Nizam" in _say(session, "units Enver's coalition")
    assert _say(session, "look Denow") == "There is no place 'Denow'; did you mean Denau?"
    assert _say(session, "map 1412 200") == "A map shows 1 to 40 hexes round a hex, not 200."
    assert "Daniyar's riders, 1st are due in turn 3." in _say(session, "units enver")
    assert "Enver Pasha: leader;" in _say(session, "units enver")
    seen = session.seen()
    both = units_named(seen, ["Baysun", "battalion,", "Derbent", "post", "and", "3"], "red")
    assert both == units_named(seen, ["0", "2", "3"], "red") == [0, 2, 3]
    with pytest.raises(NotUnderstood):
        units_named(seen, ["Baysun", "battalion", "Nobody"], "red")


def test_one_of_a_thing_is_not_many() -> None:
    state = _session().state
    lone = replace(state.unit(0), men=1, guns=1, mgs=1)
    seen = Seen(replace(state, forces=state.forces.with_unit(lone)))
    assert "1 man, 1 gun, 1 MG;" in unit_line(seen, seen.unit(0))


def test_a_forecast_says_what_comes_first_and_who_has_no_way_back() -> None:
    counters = {"A": Counter("rifle", "red", 450), "b": Counter("band_foot", "enver", 300)}
    cast = Forecast(0, 10, 10, 3, (), 0, (Line(12, 36, "DS", 3, 4),), (Chance("evasion", 21),))
    for picture, caught in ((".A  .   .\n  .b  .", False), (". A\n  b", True)):
        place = sketch_state(picture.replace(". A", ".A").replace("  b", "  .b"), counters)
        blow = Attack(place.unit("b").cell, (place.n("A"),))
        told = forecast(Seen(place.state), blow, replace(cast, target=blow.target))
        assert "First the defender slips away 58% (21/36); if not:" in told
        assert ("No way back: Unit b." in told) is caught


def test_losses_are_weighed_by_the_chance_that_it_comes_to_a_fight() -> None:
    counters = {"A": Counter("rifle", "red", 450), "b": Counter("band_horse", "enver", 300)}
    place = sketch_state(".A  .   .\n  .b  .", counters)
    blow = Attack(place.unit("b").cell, (place.n("A"),))

    def told(*tests: Chance) -> str:
        cast = Forecast(blow.target, 10, 10, 3, (), 0, (Line(12, 36, "DS", 30, 40),), tests)
        return forecast(Seen(place.state), blow, cast)

    assert "Losses to be expected: 30 of ours, 40 of theirs." in told()
    half = ", the chance that it comes to no fight counted in: 15 of ours, 20 of theirs."
    assert f"Losses to be expected{half}" in told(Chance("evasion", 18))
    assert "15 of ours, 20 of theirs" in told(Chance("resolve", 18))
    both = told(Chance("resolve", 18), Chance("evasion", 18))
    assert "  First the men go forward 50% (18/36); if not, nothing comes of it.\n  Then the defender slips" in both
    assert "8 of ours, 10 of theirs" in both
    sure = told(Chance("evasion", 36))
    assert sure.endswith("\n  It does not come to a fight.")
    assert "defender shaken" not in sure


def test_many_small_tidings_are_folded_into_one_line() -> None:
    state = _session().state
    lost = [
        MoraleChanged(0, -1, 6, "losses"),
        MoraleChanged(0, -1, 5, "thrown_back"),
        MoraleChanged(1, -1, 6, "shaken"),
    ]
    told = list(lines(Witnessed(1, state, event) for event in (*lost, MoraleChanged(2, 1, 7, "victory"))))
    assert told == [
        "Lost heart: Unit A (now 5), Unit B (now 6).",
        "Unit X took heart, after a victory: morale 7.",
    ]


def test_losses_of_a_fight_stand_in_one_line_a_side() -> None:
    state = _session().state
    lost = [MenLost(n, 10 + n, 0, 0, "fight") for n in (0, 1, 2)]
    told = list(lines(Witnessed(1, state, event) for event in (*lost, Repulsed(0), Repulsed(1))))
    assert told == [
        "Red lost 21 men in the fight: Unit A 10, Unit B 11.",
        "Unit X lost 12 men in the fight.",
        "Recoiled, and cannot attack again at once: Unit A, Unit B.",
    ]


def test_a_rally_names_the_unit() -> None:
    state = _session().state
    broken = replace(state, forces=state.forces.with_unit(replace(state.unit(1), morale=1)))
    events = (PartBegan("red", 0), Rolled("rally", (3, 4), 2, "red"))
    assert list(lines(Witnessed(1, broken, event) for event in events)) == [
        "Red to move.",
        "Unit B tried to rally: 3 + 4.",
    ]


def _recapture(fog: str = "off") -> Session:
    """The recapture without its cards, so that nothing is asked before the first order."""
    scenario = replace(library.load("recapture-1922"), cards=(), decks=())
    players = (("red", "person"), ("enver", "person"), ("lokai", "automaton"))
    setup = umpire.Setup(3, (("fog", fog),), players)
    session = Session.begin(scenario, setup, None)
    session.viewer = "red"
    _say(session, "end")
    return session


def test_who_gets_the_table_hears_what_he_witnessed_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two persons at one table: Red's march is told to Red at once, and to the coalition when it gets the table."""
    monkeypatch.setattr("sys.stdin", io.StringIO("move B to 0202\nposture A last\nend\nstatus\nend\nquit\n"))
    assert mode.play(_session(), None) == 0
    said = capsys.readouterr().out
    own, after = said.split("Enver has the table; let the others look away.")
    assert "Unit B marched to hex 0202" in own
    heard = after.split("enver> ")[0]
    assert "Unit B marched to hex 0202" in heard
    assert "To the last" not in heard
    assert said.count("has the table") == 2


def test_works_are_told_and_orders_about_them_refused_in_words() -> None:
    players = (("red", "person"), ("enver", "person"), ("lokai", "automaton"))
    scenario = library.load("proving-ground")
    session = Session.begin(scenario, umpire.Setup(3, (("fog", "off"),), players), None)
    told = _say(session, "look kala")
    assert "shift −2 with 150 men; then the citadel, shift −1 with 60 men." in told
    assert "the outer wall" in told
    while session.state.agenda:
        session.submit(next(umpire.legal(session.state)))
    mine = next(session.state.forces.of(session.state.actor)).number
    kala = scenario.board.place("kala").name
    assert f"No: {kala} is not yours to hand over. [22.4]" in _say(session, "terms kala")
    assert "No: Nobody has asked for terms. [28.4]" in _say(session, "terms grant")
    assert f"No: None of your men stand in the works of {kala}. [19.5]" in _say(session, "giveup kala")
    assert "No: No enemy is seen to man works at" in _say(session, f"bombard {mine} to bazar")


def test_a_person_is_told_how_to_answer_a_garrison(monkeypatch: pytest.MonkeyPatch) -> None:
    session = _session()
    asked = replace(session.state, agenda=(MayGrant("red", 1),))
    monkeypatch.setattr(Session, "state", asked)
    assert "The garrison of Town 1 asks for terms" in "\n".join(offer(session))


def test_a_decision_is_shown_to_nobody_but_him_whose_it_is(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two persons at one table: a garrison's terms and a way of retreat are the business of one of them."""
    for state, words in ((positions.terms(), "asks for terms"), (positions.ways(), "may fall back")):
        owner = state.agenda[0].side
        other = "red" if owner == "enver" else "enver"
        seats = tuple((side.id, "person") for side in state.scenario.sides)
        session = Session(state.scenario, umpire.Setup(7, (("fog", "off"),), seats), umpire.Step(state, ()), None)
        session.viewer = other
        assert list(offer(session)) == []
        session.viewer = owner
        assert words in "\n".join(offer(session))
        session.viewer = other
        monkeypatch.setattr("sys.stdin", io.StringIO("quit\n"))
        mode.play(session, None)
        assert session.viewer == owner and capsys.readouterr().out.count(words) == 1


def test_a_way_of_retreat_is_told_after_the_hand_over(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Red attacks; where Enver's men may fall back is told when Enver has the table."""
    drawn = retreats.field()
    cell = drawn.unit("d").cell
    seats = tuple((side.id, "person") for side in drawn.state.scenario.sides)
    session = Session(
        drawn.state.scenario, umpire.Setup(1, (("fog", "off"),), seats), umpire.Step(drawn.state, ()), None
    )
    monkeypatch.setattr("sys.stdin", io.StringIO(f"attack {drawn.state.scenario.board.grid.label(cell)}\nquit\n"))
    mode.play(session, None)
    before, after = capsys.readouterr().out.split("has the table; let the others look away.")
    assert "may fall back" not in before and "may fall back" in after


def test_the_staff_advises_whose_turn_it_is() -> None:
    players = (("west", "person"), ("east", "recruit"))
    session = Session.begin(library.load("mirror"), umpire.Setup(3, (("fog", "on"),), players), None)
    before, told = session.state, _say(session, "advise")
    assert "Orders:" in told and "West, " in told and "plans were weighed" in told and "chosen" in told
    assert session.state is before and _say(session, "advise") == told
    session.submit(EndPart())
    assert "It is not your turn to choose." in _say(session, "advise")
