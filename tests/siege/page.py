"""The page of figures: what became of the siege by each pair of policies."""

from datetime import date
from pathlib import Path

from tests.siege import ground
from tests.siege.study import SEED, Line, wilson

PAGE = Path(__file__).parents[1] / "figures" / "siege.md"

HISTORY = 11
"""The week in which the town fell."""

TEXT = """\
The siege is played by scripts through the umpire, by legal orders and nothing else, on the ground of
`tests/siege/ground.py`: four rings of three-kilometre hexes round Dushanbe, thirteen weeks from 5 December 1921, each
week Red, coalition, Red, coalition.  The town has two lines of works (-3 for 300 men, -1 for 150) and {stores} quarter
rations, of which the first week's are eaten before anybody moves.

**Garrison.** 600 rifles, 100 sabres, 60 volunteers, eight machine guns, two guns and their commander: worth 700
rifles.  It eats by its line of the table.  With 8 quarter rations or fewer it goes for grain in each of its parts, to
the field that fewest besiegers watch, if that is one at most; and it falls upon besiegers at its walls at a net column
of 6 or better.  *Half, then what lasts* is half rations, and quarter ones when 4 are left.

**Coalition.** 2,600 horse, of whom 1,600 at most go forward; 1,000 hillmen come in the eighth and ninth weeks, Enver
with a gun in the seventh.  *Drill* brings 285 drilled men with him, and 150 a week from the eighth on, in place of as
many riders who have left the map for it at Kok-Tash: the order to drill itself is not ruled yet.  The host winters
where it is fed, rides in for a storm if the umpire's forecast for the best force is good enough, and rides out again.
The gun bombards in every part in which it does not storm.  Terms are granted when they are asked for.

There is no cohesion here, no relief, no purse, no coup and no fog, and Red does not march out.  Men who were taken with
the town are not counted as lost.
"""

HEAD = (
    "| garrison eats | coalition | falls by T13 | of which stormed | by terms | by T11 | week of the fall "
    "| Basmachi men lost | garrison men lost | storms |"
)


def text(lines: list[Line], command: str) -> str:
    """The page."""
    number = len(lines[0].games)
    seeds = f"{SEED} to {SEED + number - 1}"
    rows = [_row(line) for line in lines]
    return "\n".join(
        [
            "# The siege, by policies",
            "",
            f"    {command}",
            "",
            f"{date.today().isoformat()}.  {number} games a line, seeds {seeds}.  Shares are in per cent, with",
            "Wilson's intervals at 95%; weeks of the fall as first quarter, **median** and third quarter of all falls;",
            "men and storms as means of all games.",
            "",
            TEXT.format(stores=ground.STORES),
            HEAD,
            "|---" * 10 + "|",
            *rows,
            "",
        ]
    )


def _row(line: Line) -> str:
    number = len(line.games)
    falls = line.falls()
    weeks = [line.week(quarter) for quarter in (1, 2, 3)]
    cells = [
        line.rations.value,
        line.policy.name,
        _share(falls, number),
        f"{line.stormed * 100 / number:.0f}",
        f"{(falls - line.stormed) * 100 / number:.0f}",
        _share(line.falls(HISTORY), number),
        " / ".join(f"**{week}**" if n == 1 else str(week) for n, week in enumerate(weeks)) if falls else "never",
        f"{line.bands_lost:,.0f}",
        f"{line.garrison_lost:,.0f}",
        f"{line.storms:.1f}",
    ]
    return "| " + " | ".join(cells) + " |"


def _share(hits: int, number: int) -> str:
    low, high = wilson(hits, number)
    return f"**{hits * 100 / number:.0f}** ({low} to {high})"
