"""What each verb does.  Heavy rooms (the window, the map maker) are opened only when their verb is called."""

import argparse
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from game import book, codec, library, paths, replay, umpire
from game.cli.calls import BadCall, WrongThing
from game.cli.finding import USUAL, find, load, opened, told
from game.model.scenario import Scenario
from game.session import saves
from game.session.players import PERSON, seats


def run(call: argparse.Namespace) -> int:
    """Carry out a parsed call and return the exit code.  Raises BadCall and WrongThing."""
    from game.cli import games

    verbs: dict[str | None, Callable[[argparse.Namespace], int]] = {
        None: lambda _: games.open_window(None, None, None, None, None, None, events=False),
        "play": games.play,
        "list": _list,
        "sim": games.sim,
        "arena": _arena,
        "replay": _replay,
        "check": _check,
        "cards": _cards,
        "rules": _rules,
        "map": _map,
        "perft": _perft,
        "bench": _bench,
    }
    return verbs[call.verb](call)


def _list(call: argparse.Namespace) -> int:
    entries = library.list_scenarios(saves.own_scenarios())
    if call.json:
        rows = [
            {"id": entry.id, "title": entry.title, "sides": list(entry.sides), "turns": entry.turns}
            for entry in entries
            if entry.playable
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=2))
        return 0
    for entry in entries:
        if entry.playable:
            print(f"{entry.id:<18} {entry.title}: {entry.turns} turns; {', '.join(entry.sides)}")
        else:
            print(f"{entry.id:<18} cannot be played: `dushanbe check {entry.folder}` says why")
    return 0


def _arena(call: argparse.Namespace) -> int:
    """Players against each other: tables, or one object."""
    from rich.console import Console
    from rich.progress import Progress

    from game.study import standings
    from game.study.arena import Arena, WrongArena, hold
    from game.study.printing import show

    if len(call.players) < 2 and not call.selves:
        raise BadCall("an arena needs two players at least, or --selves")
    scenario = load(call.scenario)
    arena = Arena(call.scenario, call.players, call.pairs, call.seed, call.fog or "on", call.selves)
    journal = Path(call.journal) if call.journal is not None else None
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task(scenario.title, total=None)
        try:
            games = hold(arena, journal, call.workers, lambda done, of: progress.update(bar, completed=done, total=of))
        except WrongArena as fault:
            raise WrongThing(str(fault)) from None
        except OSError as fault:
            raise BadCall(f"cannot write {call.journal}: {fault.strerror or fault}") from None
    if call.json:
        print(json.dumps(standings.data(games, call.players, seats(scenario)), ensure_ascii=False, indent=2))
    else:
        show(standings.tables(games, call.players, seats(scenario)))
    return 0


def _replay(call: argparse.Namespace) -> int:
    """Play a record again: tell it, or with --verify or --json only say how it went."""
    if call.eyes is not None and (call.verify or call.json):
        raise BadCall("--eyes tells a game: leave out --verify and --json")
    path = Path(call.file)
    record, scenario = opened(path)
    eyes = _side(scenario, call.eyes)
    if call.verify and record.header.content != scenario.digest:
        raise WrongThing(f"{path}: the scenario {scenario.id} or its charts changed since it was recorded")
    timeline = replay.play(record, scenario)
    state = timeline.state
    fault = timeline.fault
    outcome = umpire.outcome(state)
    if not (eyes or call.verify or call.json or outcome) and state.scouting.fog:
        _need_eyes(scenario, dict(record.header.setup.players))
    said = {
        "file": str(path),
        "scenario": scenario.id,
        "seed": record.header.setup.seed,
        "players": dict(record.header.setup.players),
        "options": dict(record.header.setup.options),
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
        if not call.verify:
            from game.text import narrate

            for text in narrate.story(timeline, eyes):
                print(text)
            print()
        how = "finished" if outcome else "unfinished"
        print(f"{scenario.title}, {how} in turn {state.turn} after {len(timeline.played)} actions")
        print(f"digest {said['digest']}")
    if fault is not None:
        raise WrongThing(f"{path}, line {fault.line}: {fault.reason}")
    return 0


def _need_eyes(scenario: Scenario, players: Mapping[str, str]) -> None:
    """Tell nobody all of a game with fog that a person still plays.  Raises BadCall."""
    persons = [side.id for side in scenario.sides if players.get(side.id, PERSON) == PERSON]
    if persons:
        known = " or ".join(f"--eyes {side}" for side in persons)
        raise BadCall(f"this game is not over, and its fog hides what the others do: tell it with {known}")


def _side(scenario: Scenario, named: str | None) -> str:
    """The side that is meant; empty if none is named.  Raises BadCall."""
    if named is None:
        return ""
    found = next((side.id for side in scenario.sides if named.casefold() in (side.id, side.name.casefold())), "")
    if not found:
        raise BadCall(f"--eyes: there is no side {named!r}; there is {', '.join(side.id for side in scenario.sides)}")
    return found


def _check(call: argparse.Namespace) -> int:
    find(call.target)
    faults = library.problems(call.target)
    errors = [fault for fault in faults if fault.severity == library.ERROR]
    for fault in faults:
        if fault.severity != library.ERROR:
            print(fault)
    if errors:
        raise WrongThing(f"{len(errors)} fault{'s' if len(errors) > 1 else ''} in {call.target}\n{told(errors)}")
    scenario = load(call.target)
    board = scenario.board
    print(
        f"{scenario.id}: nothing wrong; {len(scenario.units)} units, {len(board.places)} places, "
        f"{board.ground.bit_count():,} hexes of {board.km} km, {scenario.calendar.turns} turns, "
        f"content {scenario.digest}"
    )
    return 0


def _cards(call: argparse.Namespace) -> int:
    """Print the cards of a scenario, their vocabulary, or the schema of a file of them."""
    from game.text.paging import show

    if call.words and call.schema:
        raise BadCall("--words and --schema are two things: ask for one")
    if call.schema:
        print(json.dumps(library.card_schema(), ensure_ascii=False, indent=2))
        return 0
    show((book.vocabulary() if call.words else book.card_list(load(call.scenario)),))
    return 0


def _rules(call: argparse.Namespace) -> int:
    if call.table:
        if call.part or call.markdown:
            raise BadCall("--table prints all clauses: leave out the part and --markdown")
        from game.study.clauses import table

        print(table())
        return 0
    from game.text.paging import show

    whole = book.parts()
    asked = " ".join(call.part)
    found = book.find(whole, asked) if asked else whole
    if not found:
        raise WrongThing(f"the book has no part {asked!r}; `dushanbe rules contents` lists them")
    show(found, markdown=call.markdown)
    return 0


def _map(_: argparse.Namespace) -> int:
    try:
        from game.cartography import build
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] not in ("scipy", "contourpy", "PIL"):
            raise
        raise WrongThing('making maps needs a few more packages: pip install "dushanbe-1922[maps]"') from None
    geo = paths.assets() / "geo"
    out = paths.scenarios() / USUAL
    try:
        build.build_map(geo / "recapture.toml", geo, out, print)
    except OSError as fault:
        raise WrongThing(f"the map was not written: {fault}") from None
    print(f"written to {out}")
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
