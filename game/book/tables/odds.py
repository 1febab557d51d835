"""Tables of the odds: columns, shifts, the ladder, the chances that follow from it, and slipping away."""

from collections.abc import Iterator

from game import chronicle
from game.book.page import Table
from game.book.tables.words import chance, per_cent, tenths, ways_to
from game.model.charts import Charts, Row

BEYOND = (10, 12)
"""Places above the highest column for which the chances are printed too: shifts lead there."""


def columns(charts: Charts) -> Table:
    """The odds columns."""
    rows = (("less than " + _odds(charts, 0), "−1"), *((_odds(charts, n), str(n)) for n in range(_count(charts))))
    note = "Odds between two columns are those of the lower one; odds above the last are the last."
    return Table("Columns", ("Attacker to defender", "column"), rows, (note,))


def _odds(charts: Charts, number: int) -> str:
    return chronicle.name_odds(charts, number)


def _count(charts: Charts) -> int:
    return len(charts.combat.columns)


def shifts(charts: Charts) -> Table:
    """All that shifts the result, seen from the attacker."""
    chart = charts.combat
    rows = [(land.name, chronicle.signed(land.defence)) for land in charts.terrain.ground.values() if land.defence]
    for name, by in chart.shifts.items():
        scale = name.rpartition("_")[2]
        where = f", hexes of {scale.removesuffix('km')} km" if scale.endswith("km") else ""
        rows.append((chronicle.name_shift(name) + where, chronicle.signed(by)))
    rows.append((chronicle.name_shift("enemy_leader"), chronicle.signed(-chart.shifts["leader"])))
    notes = [f"All together: {chronicle.signed(chart.least_shift)} to "
             f"{chronicle.signed(chart.most_shift)}.  Works shelter by what the scenario gives them."]  # fmt: skip
    apart = [land.name for land in charts.terrain.ground.values() if not land.combined]
    if apart:
        notes.append(f"No combined arms in {chronicle.listed(apart)}.")
    return Table("Shifts", ("For the attacker", "columns"), tuple(rows), tuple(notes))


def ladder(charts: Charts) -> Table:
    """The ladder itself."""
    chart = charts.combat
    last = len(chart.rows) - 1
    rows = tuple(
        (
            f"{chart.first_result + n}{' or less' if n == 0 else ' or more' if n == last else ''}",
            per_cent(row.attacker),
            per_cent(row.defender),
            chronicle.name_outcome(row.outcome),
        )
        for n, row in enumerate(chart.rows)
    )
    note = f"No side loses more men than the enemy's power divided by {chart.loss_share}."
    heads = ("Two dice + column + shifts", "attacker loses", "defender loses", "outcome")
    return Table("The ladder", heads, rows, (note,))


def _thrown(charts: Charts, column: int) -> Iterator[tuple[int, Row]]:
    """The results of a column: ways of 36, and the row."""
    chart = charts.combat
    for throw in range(2, 13):
        place = min(max(throw + column - chart.first_result, 0), len(chart.rows) - 1)
        yield 6 - abs(7 - throw), chart.rows[place]


def chances(charts: Charts) -> Table:
    """What a fight comes to at each column, by the ladder."""
    rows = []
    for column in (*range(-1, _count(charts)), *BEYOND):
        thrown = list(_thrown(charts, column))
        name = _odds(charts, column) if 0 <= column < _count(charts) else ""
        ways = {
            what: sum(n for n, row in thrown if row.outcome in outcomes)
            for what, outcomes in {"back": ("AX", "AR"), "off": ("DR", "DX"), "rout": ("DX",)}.items()
        }
        mean_attacker, mean_defender = (
            (sum(n * loss for n, loss in losses) * 10 + 18) // 36
            for losses in (
                [(n, row.attacker) for n, row in thrown],
                [(n, row.defender) for n, row in thrown],
            )
        )
        rows.append(
            (
                f"{chronicle.signed(column)} {name}".rstrip(),
                *(chance(ways[what]) for what in ("back", "off", "rout")),
                f"{tenths(mean_attacker)}%",
                f"{tenths(mean_defender)}%",
            )
        )
    heads = ("Column after shifts", "thrown back", "driven off", "of it routed", "attacker loses", "defender loses")
    notes = (
        "Thrown back: the attacker falls back or routs.  Driven off: the defender retreats or routs.  Losses are the "
        "mean, in per cent of men, before the bound of what the enemy can kill.",
    )
    return Table("What the columns are worth", heads, tuple(rows), notes)


def evasion(charts: Charts) -> Table:
    """What a stack needs to slip away, by ground and by the sides from which it is attacked."""
    chart = charts.combat
    pressures = (
        0,
        chart.evade_side,
        chart.evade_side + chart.evade_opposite,
        2 * chart.evade_side,
        2 * chart.evade_side + chart.evade_opposite,
    )

    def cell(number: int) -> str:
        return f"{max(number, 2)}+ {chance(ways_to(number))}" if number <= 12 else "no"

    alike: dict[int, list[str]] = {}
    for land in charts.terrain.ground.values():
        alike.setdefault(land.evade, []).append(land.name)
    rows = tuple(
        (", ".join(names), *(cell(chart.evade_number + evade + more) for more in pressures))
        for evade, names in alike.items()
    )
    heads = ("Attacked from", "one side", "two", "two opposite", "three", "three, opposite")
    notes = (
        f"Two dice must show so many.  In the dark {chronicle.signed(chart.evade_night)}, against men on foot alone "
        f"{chronicle.signed(chart.evade_on_foot)}; each side more {chronicle.signed(chart.evade_side)}, an opposite "
        f"pair {chronicle.signed(chart.evade_opposite)}.  They go {chart.evade_hexes} hexes at most.",
    )
    return Table("Slipping away", heads, rows, notes)
