"""Many games of the siege by a line of policies, and what they come to."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import product
from math import sqrt

from game import umpire
from game.model.events import FightResolved, MenLost, PlaceTaken
from tests.siege import ground
from tests.siege.besiegers import Besieging, besiege
from tests.siege.garrison import Rations, defend
from tests.siege.table import Table

SEED = 1922
"""Of the first game of a line."""
TAKEN = ("surrendered", "captured", "dispersed")
"""How men of the garrison are lost when the town is: they are not counted."""
SHARE = 50
"""Games that a worker plays at a time."""

BLOCKADE = Besieging("blockade only")
AT_ONCE = Besieging("storm from T1 at any odds, no drill", 1)
BANDS = Besieging("no drill, storm from T7 at column 3 or better", 7, 3)
DRILLED = tuple(Besieging(f"drill from T7, storm at column {n} or better", 7, n, drill=True) for n in (3, 4, 5))
POLICIES = (BLOCKADE, AT_ONCE, BANDS, *DRILLED)


@dataclass(frozen=True, slots=True)
class Game:
    """How a game went: the week of the fall (0: never) and whether by storm, the storms, and the men lost.

    Men who were taken with the town are not counted as lost.
    """

    week: int
    stormed: bool
    storms: int
    bands_lost: int
    garrison_lost: int


def play(rations: Rations, policy: Besieging, seed: int) -> Game:
    """Play one game to the fall of the town or the end of the thirteenth week."""
    setup = umpire.Setup(seed, (("fog", "off"),))
    table = Table(umpire.begin(ground.ground(drill=policy.drill), setup))
    while table.state.outcome is None and not table.fallen:
        if table.state.actor == "red":
            defend(table, rations)
        else:
            besiege(table, policy)
    return _told(table)


def _told(table: Table) -> Game:
    lost = {"red": 0, "enver": 0}
    week, stormed, storms = 0, False, 0
    for event in table.events:
        match event:
            case MenLost(number, men, _, _, cause):
                side = table.state.unit(number).side
                if side != "red" or cause not in TAKEN:
                    lost[side] += men
            case PlaceTaken(0, "enver", cause):
                week, stormed = table.state.turn, cause != "terms"
            case FightResolved(target) if target == table.town:
                storms += 1
            case _:
                pass
    return Game(week, stormed, storms, lost["enver"], lost["red"])


def _share(task: tuple[Rations, Besieging, int, int]) -> tuple[Game, ...]:
    """Play the games of a line at so many seeds from the first."""
    rations, policy, first, number = task
    return tuple(play(rations, policy, seed) for seed in range(first, first + number))


@dataclass(frozen=True, slots=True)
class Line:
    """What the games of one line came to."""

    rations: Rations
    policy: Besieging
    games: tuple[Game, ...]

    def falls(self, by: int = ground.WEEKS) -> int:
        """Games in which the town fell by a week."""
        return sum(0 < game.week <= by for game in self.games)

    @property
    def stormed(self) -> int:
        """Games in which it was stormed."""
        return sum(bool(game.week) and game.stormed for game in self.games)

    def week(self, quarter: int) -> int | None:
        """The week by which so many quarters of all falls had happened (2: the median), None if there was none."""
        weeks = sorted(game.week for game in self.games if game.week)
        return weeks[(len(weeks) - 1) * quarter // 4] if weeks else None

    @property
    def storms(self) -> float:
        """Storms a game, on the mean."""
        return sum(game.storms for game in self.games) / len(self.games)

    @property
    def bands_lost(self) -> float:
        """Men lost by the coalition a game, on the mean."""
        return sum(game.bands_lost for game in self.games) / len(self.games)

    @property
    def garrison_lost(self) -> float:
        """Men lost by the garrison a game, on the mean."""
        return sum(game.garrison_lost for game in self.games) / len(self.games)


def lines(
    number: int,
    *,
    seed: int = SEED,
    workers: int = 1,
    rations: Iterable[Rations] = tuple(Rations),
    policies: Iterable[Besieging] = POLICIES,
) -> Iterator[Line]:
    """The lines of the study as they are done, each with so many games at seeds that follow one another."""
    wanted = list(product(rations, policies))
    at_once = max(1, min(SHARE, number))
    tasks = [
        (*line, first, min(at_once, seed + number - first))
        for line in wanted
        for first in range(seed, seed + number, at_once)
    ]
    with ProcessPoolExecutor(workers) if workers > 1 else nullcontext() as pool:
        done = pool.map(_share, tasks) if pool is not None else map(_share, tasks)
        for eats, policy in wanted:
            games: list[Game] = []
            while len(games) < number:
                games += next(done)
            yield Line(eats, policy, tuple(games))


def wilson(hits: int, number: int) -> tuple[int, int]:
    """The bounds, in whole per cent, of Wilson's interval at 95% for a share of hits."""
    z, share = 1.96, hits / number
    centre = share + z * z / (2 * number)
    margin = z * sqrt(share * (1 - share) / number + z * z / (4 * number * number))
    scale = 100 / (1 + z * z / number)
    return max(0, round((centre - margin) * scale)), min(100, round((centre + margin) * scale))
