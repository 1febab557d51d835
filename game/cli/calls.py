"""The words of the command line: which verbs there are, what each takes, and what is wrong with a call."""

import argparse
from collections.abc import Sequence
from typing import NoReturn

from game import __version__
from game.ai import LEVELS
from game.model.scenario import Scenario
from game.session.players import NAMES, PERSON, WrongPlayers, seated

SEEDS = 1 << 63
SMALLEST, LARGEST = (1024, 640), (7680, 4320)
"""Least and most of the width and height of the window."""


class BadCall(Exception):
    """The call is wrong; the message is one sentence."""


class WrongThing(Exception):
    """What was asked about is wrong; the message says what, a line for each fault."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise BadCall(f"{message}; `{self.prog} --help` shows what there is")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The call as a namespace whose `verb` may be None.  Raises BadCall; `--help` and `--version` exit."""
    top = _Parser(prog="dushanbe", description="Dushanbe 1922: a wargame.  Without a verb the window opens.")
    top.add_argument("--version", action="version", version=f"Dushanbe 1922, version {__version__}")
    verbs = top.add_subparsers(dest="verb", metavar="VERB", parser_class=_Parser)

    play = verbs.add_parser("play", help="play a scenario in the window, or in text")
    play.add_argument("scenario", nargs="?", metavar="SCENARIO", help="id of a scenario, or the path of its folder")
    _players(play)
    play.add_argument("--seed", type=_seed, help="the dice of the game")
    _fog(play)
    play.add_argument("--resume", nargs="?", const="", metavar="FILE", help="go on with a game: the last, or a record")
    play.add_argument("--seconds", type=_seconds, help="end by itself after so many seconds")
    play.add_argument("--text", action="store_true", help="play in text, with commands from the standard input")
    play.add_argument("--events", action="store_true", help="the window prints READY and what is clicked, for tests")
    play.add_argument("--size", type=_size, metavar="WxH", help="the window's size, such as 1280x800")

    listing = verbs.add_parser("list", help="the scenarios there are")
    _json(listing)

    sim = verbs.add_parser("sim", help="let the computer play against itself")
    sim.add_argument("scenario", metavar="SCENARIO")
    _players(sim)
    sim.add_argument("--seed", type=_seed, default=1, help="the dice; N games take S, S+1, ...")
    _fog(sim)
    sim.add_argument("--games", type=_count, default=1, metavar="N")
    sim.add_argument("--explain", action="store_true", help="tell what every answer of the Staff was weighed against")
    sim.add_argument("--record", metavar="FILE", help="write the record; several games get their seed in the name")
    _json(sim)

    arena = verbs.add_parser("arena", help="let computer players meet, each against each, sides swapped")
    arena.add_argument("scenario", metavar="SCENARIO")
    arena.add_argument("--players", type=_names, required=True, metavar="WHO,...", help=f"of {', '.join(LEVELS)}")
    arena.add_argument("--pairs", type=_count, default=50, metavar="N", help="games each way, for each two players")
    arena.add_argument("--seed", type=_seed, default=1, help="the dice; N pairs take S, S+1, ...")
    _fog(arena)
    arena.add_argument("--selves", action="store_true", help="each player meets itself too, once a seed")
    arena.add_argument("--workers", type=_count, default=1, metavar="W", help="processes to play in")
    arena.add_argument("--journal", metavar="FILE", help="keep every game there, and play only what is missing")
    _json(arena)

    replay = verbs.add_parser("replay", help="play a record again")
    replay.add_argument("file", metavar="FILE")
    replay.add_argument("--eyes", metavar="SIDE", help="tell the game as this side witnessed it, with its maps")
    replay.add_argument("--verify", action="store_true", help="tell nothing, and print the last digest")
    _json(replay)

    check = verbs.add_parser("check", help="look a scenario over for faults")
    check.add_argument("target", metavar="PATH-OR-ID")

    cards = verbs.add_parser("cards", help="print the event cards of a scenario, or how cards are written")
    cards.add_argument("scenario", nargs="?", default="recapture-1922", metavar="SCENARIO")
    cards.add_argument("--words", action="store_true", help="print the vocabulary of conditions and effects")
    cards.add_argument("--schema", action="store_true", help="print the JSON Schema of a file of cards")

    rules = verbs.add_parser("rules", help="print the book of the game: first things, chapters with tables, examples")
    rules.add_argument(
        "part", nargs="*", metavar="PART", help="a chapter by number or name, or contents, words, example"
    )
    rules.add_argument("--table", action="store_true", help="print which code and which test stand for each clause")
    rules.add_argument("--markdown", action="store_true", help="print the book as Markdown")
    verbs.add_parser("map", help="make the map of the recapture again from the data it comes from")

    perft = verbs.add_parser("perft", help="count the sequences of legal actions")
    perft.add_argument("scenario", metavar="SCENARIO")
    perft.add_argument("--depth", type=_count, default=1, metavar="N")
    perft.add_argument("--seed", type=_seed, default=1)

    bench = verbs.add_parser("bench", help="measure the game's speed beside a fixed yardstick")
    _json(bench)
    return top.parse_args(arguments)


def _players(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--players", metavar="WHO,...", help=f"side=who or who, for each side; who is one of {', '.join(NAMES)}"
    )


def _fog(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--fog", choices=("on", "off"), help="whether sides see only what their men see (on), or the whole map (off)"
    )


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def _names(text: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(part.strip() for part in text.split(",")))
    wrong = [name for name in names if name not in LEVELS]
    if wrong:
        raise argparse.ArgumentTypeError(f"there is no computer player {wrong[0]!r}: there are {', '.join(LEVELS)}")
    return names


def _seed(text: str) -> int:
    number = _whole(text)
    if not 0 <= number < SEEDS:
        raise argparse.ArgumentTypeError(f"a seed is a whole number from 0 to {SEEDS - 1}, not {text}")
    return number


def _count(text: str) -> int:
    number = _whole(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"expected 1 or more, not {text}")
    return number


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"expected a whole number, not {text!r}") from None


def _seconds(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 < number < 1e9:
        raise argparse.ArgumentTypeError(f"expected a number of seconds, not {text!r}")
    return number


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if width.isdigit() and height.isdigit():
        size = int(width), int(height)
        if SMALLEST[0] <= size[0] <= LARGEST[0] and SMALLEST[1] <= size[1] <= LARGEST[1]:
            return size
    least, most = (f"{wide}x{high}" for wide, high in (SMALLEST, LARGEST))
    raise argparse.ArgumentTypeError(f"expected a size such as 1280x800, from {least} to {most}, not {text!r}")


def who_plays(scenario: Scenario, text: str | None, people: bool) -> dict[str, str]:
    """Who plays each side: `text` is `side=who,...` or `who,...`; names without a side fill the free seats in order.

    Where `people` play, a person sits down unless everybody is named.  Raises BadCall.
    """
    if text is not None and not text.strip():
        raise BadCall(f"--players names nobody; there is {', '.join(NAMES)}")
    spec = text or (PERSON if people else "")
    usual = PERSON if people and PERSON not in spec else "recruit"
    try:
        return dict(seated(scenario, spec, usual))
    except WrongPlayers as fault:
        raise BadCall(f"--players: {fault}") from None
