"""Games of the recapture under policies for Enver: how often and when his coalition breaks, and what he scores."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from math import sqrt
from statistics import fmean, median, stdev

from game import library, umpire
from game.ai.court import Statecraft
from game.ai.recruit import recruit_orders
from game.model.events import CardPlayed, DrillEnded, FactionLeft, GiftGiven
from game.model.scenario import Scenario
from game.session.asking import Desk
from game.session.players import seated

SCENARIO, ENVER, LOKAI = "recapture-1922", "enver", "lokai"
FIRST = 1922
ALL = 99


@dataclass(frozen=True)
class Policy:
    """A name and the statecraft that Enver follows all through a game."""

    name: str
    craft: Statecraft


POLICIES = (
    Policy("never drill, gifts", Statecraft(0)),
    Policy("one regiment, gifts", Statecraft(1)),
    Policy("two regiments, gifts", Statecraft(2)),
    Policy("three regiments, gifts", Statecraft(3)),
    Policy("four regiments, gifts", Statecraft(4)),
    Policy("drill all, gifts", Statecraft(ALL)),
    Policy("drill all, no gifts", Statecraft(ALL, gifts=False)),
)


@dataclass(frozen=True)
class Game:
    """One game: when the Lokai left (0: never), the points, regiments raised, gifts given, and the cards played."""

    broke: int
    points: int
    raised: int
    gifts: int
    played: tuple[str, ...]


@dataclass
class Line:
    """The games of a policy."""

    policy: Policy
    games: list[Game] = field(default_factory=list)

    def share(self) -> tuple[float, float]:
        """The share of broken coalitions and half the width of its 95% interval."""
        number = len(self.games)
        share = sum(1 for game in self.games if game.broke) / number
        return share, 1.96 * sqrt(share * (1 - share) / number)

    def points(self) -> tuple[float, float]:
        """The mean points and half the width of their 95% interval."""
        points = [game.points for game in self.games]
        return fmean(points), 1.96 * stdev(points) / sqrt(len(points))

    def turn(self) -> float:
        """The median turn of a break, 0 if there was none."""
        turns = [game.broke for game in self.games if game.broke]
        return median(turns) if turns else 0


@cache
def _scenario() -> Scenario:
    return library.load(SCENARIO)


def play(craft: Statecraft, seed: int, fog: str = "on") -> Game:
    """One game of the Recruit against the Recruit, in which Enver's follows a policy of its own."""
    scenario = _scenario()
    desk = Desk(seed, dict(seated(scenario, "recruit,recruit")))
    state = umpire.begin(scenario, umpire.Setup(seed, (("fog", fog),))).state
    broke = raised = gifts = actions = 0
    lokai = scenario.faction_number(LOKAI)
    played: list[str] = []
    while state.outcome is None:
        if desk.lacks(state):
            question = desk.question(state, actions)
            mine = state.actor == ENVER
            desk.answered(state, recruit_orders(question.seen, question.seed, craft) if mine else question.answer())
        done = desk.next(state)
        for event in done.step.events:
            match event:
                case FactionLeft(faction) if faction == lokai:
                    broke = done.before.turn
                case DrillEnded():
                    raised += 1
                case GiftGiven():
                    gifts += 1
                case CardPlayed(_, card):
                    played.append(card)
                case _:
                    pass
        actions += 1
        state = done.step.state
    return Game(broke, state.outcome.points, raised, gifts, tuple(played))


def _play(task: tuple[Statecraft, int]) -> Game:
    return play(*task)


def lines(games: int, workers: int, policies: tuple[Policy, ...] = POLICIES) -> Iterator[Line]:
    """All policies, each with so many games of seeds from FIRST on."""
    with ProcessPoolExecutor(workers) as pool:
        for policy in policies:
            tasks = [(policy.craft, seed) for seed in range(FIRST, FIRST + games)]
            yield Line(policy, list(pool.map(_play, tasks, chunksize=10)))
