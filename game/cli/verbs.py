"""What each verb does.  Heavy rooms (the window, the map maker) are opened only when their verb is called."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from game import codec, library, paths, replay, umpire
from game.cli.calls import BadCall, WrongThing, one_of
from game.model.scenario import Scenario
from game.session.players import seats


def run(call: argparse.Namespace) -> int:
    """Carry out a parsed call and return the exit code.  Raises BadCall and WrongThing."""
    from game.cli import games

    verbs: dict[str | None, Callable[[argparse.Namespace], int]] = {
        None: lambda _: games.open_window(None, None, None, "", None, None, events=False),
        "play": games.play,
        "list": _list,
        "sim": games.sim,
        "replay": _replay,
        "check": _check,
        "rules": _rules,
        "map": _map,
        "perft": _perft,
        "bench": _bench,
    }
    return verbs[call.verb](call)


def load(target: str) -> Scenario:
    """The scenario of an id or a path.  Raises BadCall if there is none and WrongThing if it is broken."""
    if not _exists(target):
        one_of(target, shipped(), "scenario")
    try:
        return library.load(target)
    except library.Faults as faults:
        raise WrongThing(told(faults)) from None


def shipped() -> list[str]:
    """The ids of the scenarios that come with the game."""
    folder = paths.scenarios()
    return sorted(path.parent.name for path in folder.glob("*/scenario.toml"))


def told(faults: library.Faults) -> str:
    """All faults of a scenario, a line each."""
    return "\n  ".join(str(fault) for fault in faults.faults)


def _exists(target: str) -> bool:
    try:
        return Path(target).exists()
    except (OSError, ValueError):
        return False


def _list(call: argparse.Namespace) -> int:
    rows: list[dict[str, Any]] = []
    for name in shipped():
        scenario = load(name)
        rows.append(
            {
                "id": scenario.id,
                "title": scenario.title,
                "sides": [side.id for side in scenario.sides],
                "seats": list(seats(scenario)),
                "turns": scenario.calendar.turns,
            }
        )
    if call.json:
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    for row in rows:
        print(f"{row['id']:<16} {row['title']}: {row['turns']} turns, {' against '.join(row['seats'])}")
    return 0


def _replay(call: argparse.Namespace) -> int:
    path = Path(call.file)
    if not path.is_file():
        raise BadCall(f"there is no record {call.file}")
    try:
        record = replay.read(path)
    except replay.Unreadable as unreadable:
        raise WrongThing(str(unreadable)) from None
    scenario = load(_source(record))
    if call.verify and record.header.content != scenario.digest:
        raise WrongThing(f"{path}: the scenario {scenario.id} or its charts changed since it was recorded")
    timeline = replay.play(record, scenario)
    state = timeline.state
    fault = timeline.fault
    outcome = umpire.outcome(state)
    said = {
        "file": str(path),
        "scenario": scenario.id,
        "seed": record.header.setup.seed,
        "players": dict(record.header.setup.players),
        "actions": len(timeline.played),
        "turns": state.turn,
        "winner": (outcome.winner or None) if outcome else None,
        "finished": outcome is not None,
        "torn": record.torn,
        "digest": codec.digest(state),
        "fault": {"line": fault.line, "reason": fault.reason} if fault else None,
    }
    if call.json:
        print(json.dumps(said, ensure_ascii=False))
    else:
        how = "finished" if outcome else "unfinished"
        print(f"{scenario.title}, {how} in turn {state.turn} after {len(timeline.played)} actions")
        print(f"digest {said['digest']}")
    if fault is not None:
        raise WrongThing(f"{path}, line {fault.line}: {fault.reason}")
    return 0


def _source(record: replay.Record) -> str:
    """What to load for a record: the shipped scenario, or the folder it was played from."""
    header = record.header
    if header.source and _exists(header.source):
        return header.source
    return header.scenario


def _check(call: argparse.Namespace) -> int:
    scenario = load(call.target)
    board = scenario.board
    print(
        f"{scenario.id}: nothing wrong; {len(scenario.units)} units, {len(board.places)} places, "
        f"{board.ground.bit_count():,} hexes of {board.km} km, {scenario.calendar.turns} turns, "
        f"content {scenario.digest}"
    )
    return 0


def _rules(_: argparse.Namespace) -> int:
    print("\n\n".join(text.strip() for _, text in umpire.rulebook()))
    return 0


def _map(_: argparse.Namespace) -> int:
    try:
        from game.cartography import build
    except ImportError:
        raise WrongThing('making maps needs a few more packages: pip install "dushanbe-1922[maps]"') from None
    print(build.build(), file=sys.stdout)
    return 0


def _perft(call: argparse.Namespace) -> int:
    from game.study.perft import perft

    scenario = load(call.scenario)
    state = umpire.begin(scenario, umpire.Setup(call.seed)).state
    for depth in range(1, call.depth + 1):
        print(f"{scenario.id} {depth} {perft(state, depth)}", flush=True)
    return 0


def _bench(call: argparse.Namespace) -> int:
    from game.study import bench

    bench.main(as_json=call.json)
    return 0
