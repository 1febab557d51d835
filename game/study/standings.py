"""What the games of an arena say: the matrix, the sides, the points, the strengths and the time that was thought."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Group
from rich.table import Table

from game.study.arena import Game
from game.study.rating import mean_error, quantile, strengths, wilson


@dataclass(frozen=True, slots=True)
class Meeting:
    """One player against another: games won (draws are halves) of all, and the 95% interval of the share."""

    player: str
    against: str
    won: float
    games: int
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Pairing:
    """The points of the counted side with one player in each seat, and half their interval."""

    first: str
    second: str
    points: float
    error: float
    games: int


@dataclass(frozen=True, slots=True)
class Pace:
    """Side-turns of a player, and the milliseconds they took on the yardstick's scale: median, 95 in 100, longest."""

    player: str
    turns: int
    median: float
    p95: float
    longest: float


def meetings(games: Sequence[Game], players: Sequence[str]) -> list[Meeting]:
    """Every player against every other."""
    found = []
    for player in players:
        for against in players:
            if player != against:
                scores = [_score(game, game.players.index(player)) for game in games if _met(game, player, against)]
                found.append(Meeting(player, against, sum(scores), len(scores), *wilson(sum(scores), len(scores))))
    return found


def bias(games: Sequence[Game]) -> tuple[float, int, float, float]:
    """How often the first seat wins in all games: games won, all, and the 95% interval of the share."""
    won = sum(_score(game, 0) for game in games)
    return won, len(games), *wilson(won, len(games))


def pairings(games: Sequence[Game], players: Sequence[str]) -> list[Pairing]:
    """The points of all who met, by who sat where; a player may have met himself."""
    found = []
    for first in players:
        for second in players:
            points = [game.points for game in games if game.players == (first, second)]
            if points:
                found.append(Pairing(first, second, *mean_error(points), len(points)))
    return found


def paces(games: Sequence[Game], players: Sequence[str]) -> list[Pace]:
    """The time that each player thinks in a side-turn."""
    found = []
    for player in players:
        times = [
            spent for game in games for seat in (0, 1) if game.players[seat] == player for spent in game.times[seat]
        ]
        if times:
            found.append(Pace(player, len(times), quantile(times, 0.5), quantile(times, 0.95), max(times)))
    return found


def fitted(games: Sequence[Game], players: Sequence[str]) -> dict[str, float]:
    """Strengths in Elo points above the weakest."""
    return strengths(players, {(m.player, m.against): m.won for m in meetings(games, players)})


def data(games: Sequence[Game], players: Sequence[str], sides: Sequence[str]) -> dict[str, Any]:
    """All of it as plain values."""
    won, played, low, high = bias(games)
    return {
        "games": len(games),
        "matrix": [_plain(one) for one in meetings(games, players)],
        "first_seat": {"side": sides[0], "won": won, "games": played, "low": round(low, 4), "high": round(high, 4)},
        "strengths": {name: round(value, 1) for name, value in fitted(games, players).items()},
        "pairings": [_plain(one) for one in pairings(games, players)],
        "times_ms": [_plain(one) for one in paces(games, players)],
    }


def _plain(row: Meeting | Pairing | Pace) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in row.__slots__}
    return {name: round(value, 4) if isinstance(value, float) else value for name, value in values.items()}


def tables(games: Sequence[Game], players: Sequence[str], sides: Sequence[str]) -> Group:
    """All of it as tables to print."""
    return Group(
        _matrix(games, players), _bias_line(games, sides), _pairings(games, players, sides), _paces(games, players)
    )


def _matrix(games: Sequence[Game], players: Sequence[str]) -> Table:
    found = {(one.player, one.against): one for one in meetings(games, players)}
    elo = fitted(games, players)
    table = Table(title=f"Share of {_each(found)} games won, draws as halves (95% interval)", title_justify="left")
    for head in ("player", *(f"v {name}" for name in players), "strength (Elo)"):
        table.add_column(head, justify="left" if head == "player" else "right")
    for player in players:
        cells = [_share(found[player, against]) if (player, against) in found else "" for against in players]
        table.add_row(player, *cells, f"{elo[player]:.0f}")
    return table


def _each(found: Mapping[tuple[str, str], Meeting]) -> str:
    """How many games two players have played."""
    return " or ".join(map(str, sorted({one.games for one in found.values()})))


def _share(one: Meeting) -> str:
    if not one.games:
        return ""
    return f"{100 * one.won / one.games:.1f}% ({100 * one.low:.1f}–{100 * one.high:.1f})"


def _bias_line(games: Sequence[Game], sides: Sequence[str]) -> str:
    won, played, low, high = bias(games)
    return (
        f"Whoever plays: {sides[0]} wins {100 * won / played:.1f}% ({100 * low:.1f} to {100 * high:.1f}) of {played}\n"
    )


def _pairings(games: Sequence[Game], players: Sequence[str], sides: Sequence[str]) -> Table:
    table = Table(title="Points of the counted side (95% interval)", title_justify="left")
    for head in (*sides, "points", "games"):
        table.add_column(head, justify="right" if head in ("points", "games") else "left")
    for one in pairings(games, players):
        table.add_row(one.first, one.second, f"{one.points:.2f} ± {one.error:.2f}", str(one.games))
    return table


def _paces(games: Sequence[Game], players: Sequence[str]) -> Table:
    table = Table(title="Thought in a side-turn, milliseconds on the yardstick's scale", title_justify="left")
    for head in ("player", "side-turns", "median", "95 in 100 under", "longest"):
        table.add_column(head, justify="left" if head == "player" else "right")
    for one in paces(games, players):
        table.add_row(one.player, str(one.turns), f"{one.median:.1f}", f"{one.p95:.1f}", f"{one.longest:.0f}")
    return table


def _met(game: Game, one: str, other: str) -> bool:
    return set(game.players) == {one, other}


def _score(game: Game, seat: int) -> float:
    """1 for a game won, one half for one that nobody won."""
    return 0.5 if game.winner < 0 else float(game.winner == seat)
