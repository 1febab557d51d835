"""The charts as tables to be printed: ground, hexsides, the ladder, its shifts, want, minds and stacking."""

from collections.abc import Sequence

from game import chronicle
from game.model.charts import Charts

SIDES = {"minor": "a river", "major": "a great river", "pass": "a pass", "crest": "a crest"}


def tables(charts: Charts) -> str:
    """All tables that are in force, one after the other."""
    parts = (_ground(charts), _sides(charts), _ladder(charts), _shifts(charts), _want(charts), _minds(charts),
             _scales(charts))  # fmt: skip
    return "\n\n".join(parts)


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A title, heads and rows, the first column to the left and the others to the right."""
    widths = [max(len(row[n]) for row in (heads, *rows)) for n in range(len(heads))]
    lines = [title]
    for row in (heads, *rows):
        cells = [
            cell.ljust(w) if n == 0 else cell.rjust(w) for n, (cell, w) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  " + "  ".join(cells).rstrip())
    return "\n".join(lines)


def _points(points: int) -> str:
    """Points to enter or to cross; none where there is no way."""
    return str(points) if points > 0 else "-"


def _ground(charts: Charts) -> str:
    rows = [
        (
            ground.name,
            _points(ground.foot),
            _points(ground.horse),
            _points(ground.wheeled),
            chronicle.signed(ground.defence),
            chronicle.signed(ground.evade),
            f"{ground.guns}%",
            "yes" if ground.open else "no",
        )
        for ground in charts.terrain.ground.values()
    ]
    terrain = charts.terrain
    notes = (
        f"  A road costs {terrain.road}; a track half the ground, at least {terrain.track_least}, "
        f"and {terrain.track_least_wheeled} for wheels.\n"
        f"  To leave an enemy zone costs {terrain.zone_leave} more, to enter a soft one {terrain.zone_soft} more."
    )
    heads = ("Ground, points to enter", "foot", "horse", "wheels", "shift", "evade", "guns", "charge")
    return _table("Ground", heads, rows) + "\n" + notes


def _sides(charts: Charts) -> str:
    def cost(points: int) -> str:
        return f"+{points}" if points >= 0 else "no"

    rows = [
        (name, *(cost(points) for points in (side.foot, side.horse, side.wheeled)),
         *(cost(points) for points in (side.spate_foot, side.spate_horse, side.spate_wheeled)))
        for name, side in charts.terrain.sides.items()
    ]  # fmt: skip
    heads = ("Hexside, points to cross", "foot", "horse", "wheels", "foot, spate", "horse, spate", "wheels, spate")
    return _table("Hexsides", heads, rows)


def _ladder(charts: Charts) -> str:
    combat = charts.combat
    columns = ", ".join(f"{attacker}:{defender} +{n}" for n, (attacker, defender) in enumerate(combat.columns))
    rows = [
        (str(combat.first_result + n), f"{row.attacker}%", f"{row.defender}%", chronicle.name_outcome(row.outcome))
        for n, row in enumerate(combat.rows)
    ]
    table = _table("The ladder", ("two dice + column + shifts", "attacker loses", "defender loses", "outcome"), rows)
    bounds = f"{chronicle.signed(combat.least_shift)} to {chronicle.signed(combat.most_shift)}"
    return f"{table}\n  Columns: {columns}; below the first −1.  All shifts together: {bounds}."


def _shifts(charts: Charts) -> str:
    rows: dict[str, str] = {}
    for name, by in charts.combat.shifts.items():
        rows.setdefault(chronicle.name_shift(name), chronicle.signed(by))
    return _table("Shifts beside the ground's", ("for", "columns"), tuple(rows.items()))


def _want(charts: Charts) -> str:
    rows = [
        (
            want.name,
            f"{want.power}%",
            f"{want.points}%",
            f"1 in {want.every}" if want.every else "never",
            f"{want.loss}%",
            str(want.rally) if want.rally else "no",
        )
        for want in charts.supply.wants
    ]
    heads = ("Want", "power", "points", "morale lost, turns", "men lost a turn", "rallies to")
    supply = charts.supply
    notes = f"  Bread reaches {supply.reach} points of cart track; a cut depot feeds {supply.depot_feeds} turns more."
    return _table("Want", heads, rows) + "\n" + notes


def _minds(charts: Charts) -> str:
    rows = [
        (band.name, f"{band.least} or more", f"{band.attack}%" if band.attack else "will not", f"{band.defence}%")
        for band in charts.morale.bands
    ]
    return _table("Morale", ("Mind", "morale", "attack", "defence"), rows)


def _scales(charts: Charts) -> str:
    classes = list(next(iter(charts.terrain.scales.values())).allowance)
    rows = [
        (name, *(str(scale.allowance[kind]) for kind in classes), f"{scale.stacking:,}", f"{scale.stacking_rough:,}")
        for name, scale in charts.terrain.scales.items()
    ]
    heads = ("Size of a hex, points a turn", *classes, "men in a hex", "in mountains")
    return _table("Marches and stacking", heads, rows)
