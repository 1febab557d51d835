"""The verbs that play: in the window, in text, and the computer against itself."""

import argparse
import json
import secrets
from collections.abc import Mapping
from pathlib import Path

from game import ai, chronicle, library, replay, umpire
from game.cli.calls import BadCall, WrongThing, who_plays
from game.cli.finding import load, opened, source_of, told, usual_scenario
from game.session import saves
from game.session.asking import Question
from game.session.game import Session
from game.session.match import Endless
from game.study.simulate import Report, simulate


def sim(call: argparse.Namespace) -> int:
    """Games between computers: one object or one line a game."""
    scenario = load(call.scenario)
    players = who_plays(scenario, call.players, people=False)
    if "person" in players.values():
        raise BadCall("sim plays computers only; `dushanbe play` seats a person")
    if call.explain and call.json:
        raise BadCall("--explain tells in words: leave out --json")
    reports: list[Report] = []
    for seed in range(call.seed, call.seed + call.games):
        try:
            record = _record_path(call.record, seed, call.games)
            asked = _explained if call.explain else None
            report = simulate(
                scenario, players, seed, record, source_of(call.scenario, scenario), _options(call), asked
            )
        except BrokenPipeError:
            raise
        except OSError as fault:
            raise BadCall(f"cannot write {call.record}: {fault.strerror or fault}") from None
        except Endless as fault:
            raise WrongThing(str(fault)) from None
        reports.append(report)
        print(json.dumps(report.data(), ensure_ascii=False) if call.json else _line(report), flush=True)
    if not call.json and len(reports) > 1:
        print(_summary(reports))
    return 0


def _explained(question: Question) -> None:
    """Print what the Staff weighed; it is asked once more, for equal questions have equal answers."""
    if question.level != "staff":
        return
    from game.text import reasons

    seen = question.seen
    print(f"Turn {seen.turn}, {seen.scenario.side(seen.actor).name}")
    for line in reasons.weighed(seen, ai.explain(seen, question.seed, question.level)):
        print(line)
    print(flush=True)


def play(call: argparse.Namespace) -> int:
    """A game with people: in text if asked for, else in the window."""
    if call.resume is not None and (call.scenario, call.players, call.seed, call.fog) != (None, None, None, None):
        raise BadCall("--resume goes on with a game as it was: leave out SCENARIO, --players, --seed and --fog")
    if call.text:
        return _in_text(call)
    return open_window(
        call.scenario,
        call.players,
        call.seed,
        call.resume,
        call.seconds,
        call.size,
        events=call.events,
        options=_options(call),
    )


def _in_text(call: argparse.Namespace) -> int:
    from game.text import mode

    try:
        if call.resume is not None:
            session = Session.resume(_kept(call.resume))
        else:
            target = call.scenario or usual_scenario()
            scenario = load(target)
            players = who_plays(scenario, call.players, people=True)
            seed = secrets.randbits(31) if call.seed is None else call.seed
            setup = umpire.Setup(seed, _options(call), tuple(players.items()))
            record = saves.new_record(scenario.id)
            session = Session.begin(scenario, setup, record, source_of(target, scenario))
    except replay.Unreadable as fault:
        raise WrongThing(str(fault)) from None
    except library.Faults as faults:
        raise WrongThing(told(faults.faults)) from None
    except OSError as fault:
        raise BadCall(f"cannot write the record of the game: {fault.strerror or fault}") from None
    return mode.play(session, call.seconds)


def _options(call: argparse.Namespace) -> tuple[tuple[str, str], ...]:
    """The options of a game: whether there is fog."""
    return (("fog", call.fog or "on"),)


def _kept(named: str) -> Path:
    """The record that `--resume` means: the one named, or the last.  Raises BadCall and WrongThing."""
    path = Path(named) if named else saves.latest()
    if path is None:
        raise BadCall("there is no game to go on with yet")
    opened(path)
    return path


def open_window(
    target: str | None,
    players: str | None,
    seed: int | None,
    resume: str | None,
    seconds: float | None,
    size: tuple[int, int] | None,
    *,
    events: bool,
    options: tuple[tuple[str, str], ...] = (),
) -> int:
    """Open the window; without a screen say so and play a short game between computers in text."""
    scenario = load(target) if target is not None else None
    seated: Mapping[str, str] = {}
    if scenario is not None:
        seated = who_plays(scenario, players, people=True)
    elif players is not None:
        raise BadCall("--players needs a SCENARIO before it")
    _need_pygame()
    from game.ui import app

    try:
        kept = _kept(resume) if resume is not None else None
        return app.main(target, seated, seed, kept, seconds, size, events=events, options=options)
    except app.NoDisplay:
        from game.text import narrate

        print("There is no display to open a window on, so here is a short game between computers in text.\n")
        return narrate.short_game(load(target or usual_scenario()), 1 if seed is None else seed)


def _need_pygame() -> None:
    """Say in a sentence what is wrong with the window's library, if anything is.  Raises WrongThing."""
    from importlib.metadata import PackageNotFoundError, version
    from importlib.util import find_spec

    def installed(name: str) -> bool:
        try:
            return bool(version(name))
        except PackageNotFoundError:
            return False

    if installed("pygame"):
        raise WrongThing(
            "the window needs pygame-ce, and pygame is installed in its place or beside it: "
            "pip uninstall -y pygame pygame-ce, then pip install pygame-ce"
        )
    if find_spec("pygame") is None:
        raise WrongThing("the window needs pygame-ce: pip install pygame-ce")


def _record_path(named: str | None, seed: int, games: int) -> Path | None:
    if named is None:
        return None
    path = Path(named)
    if not path.name or path.is_dir():
        raise BadCall(f"cannot write {named}: it is a folder")
    return path if games == 1 else path.with_name(f"{path.stem}-{seed}{path.suffix}")


def _line(report: Report) -> str:
    who = f"{report.winner} wins" if report.winner else "nobody wins"
    return (
        f"seed {report.seed}: {who}, {chronicle.name_grade(report.grade)}, {report.points} points, "
        f"{report.turns} turns, {report.actions} actions, digest {report.digest}, {report.seconds:.2f} s"
    )


def _summary(reports: list[Report]) -> str:
    wins: dict[str, int] = {}
    for report in reports:
        wins[report.winner or "nobody"] = wins.get(report.winner or "nobody", 0) + 1
    told = ", ".join(f"{who} {count}" for who, count in sorted(wins.items()))
    mean = sum(report.points for report in reports) / len(reports)
    took = sum(report.seconds for report in reports)
    return f"{len(reports)} games: {told}; {mean:.1f} points in the mean; {took:.1f} s"
