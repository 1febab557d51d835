"""The page of the coalition's figures."""

from collections import Counter
from pathlib import Path
from statistics import fmean, quantiles

from game import library
from game.ai.court import USUAL
from tests.coalition.study import FIRST, SCENARIO, Line

PAGE = Path(__file__).parents[1] / "figures" / "coalition.md"


def row(line: Line) -> str:
    """A policy as a row of the table."""
    (share, wide), (points, width) = line.share(), line.points()
    turns = sorted(game.broke for game in line.games if game.broke)
    when = "/".join(f"T{turn:.0f}" for turn in _tenths(turns)) if turns else "-"
    raised, gifts = (fmean(numbers) for numbers in zip(*((g.raised, g.gifts) for g in line.games), strict=True))
    return (
        f"| {line.policy.name} | {share:.1%} ± {wide:.1%} | {when} | {points:.2f} ± {width:.2f} | {raised:.2f} "
        f"| {gifts:.2f} |"
    )


def _tenths(turns: list[int]) -> tuple[float, float, float]:
    """The tenth, the half and nine tenths of some turns."""
    if len(turns) == 1:
        return turns[0], turns[0], turns[0]
    cuts = quantiles(turns, n=10, method="inclusive")
    return cuts[0], cuts[4], cuts[8]


def text(lines: list[Line], games: int, command: str) -> str:
    """The whole page, as Markdown."""
    head = (
        "# The dilemma of the coalition\n\n"
        f"`{command}`: recapture, fog on, Recruit against Recruit, seeds {FIRST} to {FIRST + games - 1} for each line; "
        "Enver's Recruit follows the policy of the line.  Intervals are of 95%.\n\n"
        "| policy | Lokai break | when (10/50/90% of the breaks) | Enver's points | regiments | gifts |\n"
        "|---|---|---|---|---|---|\n"
    )
    return head + "\n".join(row(line) for line in lines) + "\n\n" + _cards(lines)


def _cards(lines: list[Line]) -> str:
    """How often each card of the scenario was seen in the games of the Recruit as he is shipped."""
    scenario = library.load(SCENARIO)
    shipped = next(line for line in lines if line.policy.craft == USUAL)
    games = len(shipped.games)
    seen = Counter(card for game in shipped.games for card in set(game.played))
    rows = [
        f"| {card.id} | {card.kind} | {seen[card.id] / games:.1%} | {card.rare} |"
        for card in sorted(scenario.cards, key=lambda card: (seen[card.id], card.id))
    ]
    head = (
        f"## Cards\n\nThe share of the {games:,} games of the line *{shipped.policy.name}*, the Recruit as shipped, "
        "in which each card happened.\n\n"
        "| card | kind | games | rare because |\n|---|---|---|---|\n"
    )
    return head + "\n".join(rows) + "\n"
