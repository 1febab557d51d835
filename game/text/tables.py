"""The charts as tables to be printed: ground and hexsides, sky, sight, the ladder, bread, minds, marches, stacking."""

import textwrap
from collections.abc import Sequence

from game import chronicle
from game.model.charts import Charts

SIDES = {"minor": "a river", "major": "a great river", "pass": "a pass", "crest": "a crest"}


def tables(charts: Charts) -> str:
    """All tables that are in force, one after the other."""
    makers = (_ground, _sides, _sky, _sight, _ladder, _shifts, _want, _forage, _stores, _minds, _scales, _marches)
    return "\n\n".join(make(charts) for make in makers)


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


def _note(text: str) -> str:
    """What stands under a table, wrapped."""
    return textwrap.fill(text, 118, initial_indent="  ", subsequent_indent="  ")


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
    mud = ", ".join(
        f"{one.name} +{one.mud_foot}, +{one.mud_horse}, +{one.mud_wheeled}"
        for one in terrain.ground.values()
        if one.mud_foot or one.mud_horse or one.mud_wheeled
    )
    notes += f"\n  Mud adds (foot, horse, wheels): {mud}." if mud else ""
    heads = ("Ground, points to enter", "foot", "horse", "wheels", "shift", "evade", "guns", "charge")
    return _table("Ground", heads, rows) + "\n" + notes


def _sides(charts: Charts) -> str:
    def cost(points: int) -> str:
        return f"+{points}" if points >= 0 else "no"

    rows = [
        (SIDES.get(name, name), *(cost(points) for points in (side.foot, side.horse, side.wheeled)),
         *(cost(points) for points in (side.spate_foot, side.spate_horse, side.spate_wheeled)))
        for name, side in charts.terrain.sides.items()
    ]  # fmt: skip
    heads = ("Hexside, points to cross", "foot", "horse", "wheels", "foot, spate", "horse, spate", "wheels, spate")
    return _table("Hexsides", heads, rows)


def _sky(charts: Charts) -> str:
    """Weathers with what they do; below them the seasons."""
    rows = [
        (
            chronicle.name_weather(name),
            chronicle.signed(-weather.sight),
            ", ".join(f"{kind} {share}%" for kind, share in weather.points.items()) or "100%",
            str(weather.reach or charts.supply.reach),
            ", ".join(
                word
                for word, true in (
                    ("mud", weather.mud),
                    ("small rivers rise", weather.swells),
                    ("passes shut", weather.drifts),
                    ("men drop by the way", bool(weather.toll)),
                )
                if true
            ),
        )
        for name, weather in charts.weather.weathers.items()
    ]
    seasons = "; ".join(
        f"{chronicle.name_season(one.name)} from {one.day}.{one.month}.{' with snow' if one.snow else ''}"
        for one in charts.weather.seasons
    )
    heads = ("Weather", "sight", "points", "bread reaches", "also")
    return _table("Sky", heads, rows) + "\n" + _note(f"Seasons: {seasons}.")


def _sight(charts: Charts) -> str:
    """How far classes see at each scale, and what the ground hides."""
    sight = charts.sight
    classes = list(next(iter(sight.range.values())))
    rows = [(scale, *(str(by_class[kind]) for kind in classes)) for scale, by_class in sight.range.items()]
    seen = _table("Sight, in hexes", ("Size of a hex", *classes), rows)
    ground = [
        (charts.terrain.ground[kind].name, chronicle.signed(-sight.conceal[kind]), f"{sight.ambush[kind]} of 6")
        for kind in charts.terrain.ground
    ]
    hides = _table("Cover", ("Ground", "sight", "ambush"), ground)
    turns = f"{sight.ghost_turns} turn{'' if sight.ghost_turns == 1 else 's'}"
    even = chronicle.name_odds(charts, sight.ambush_column)
    notes = _note(
        f"Scouts see {sight.scout} farther, places {sight.places} round; the next hex is always seen, and in the dark "
        f"no other.  Men in hiding strike on so many faces of a die, in the dark on {sight.ambush_dark} at least, and "
        f"only if shifts and all give them {even} or better.  An enemy out of sight is remembered for {turns}."
    )
    return f"{seen}\n\n{hides}\n{notes}"


def _forage(charts: Charts) -> str:
    """Mouths a hex feeds, by size of hexes, season and ground."""
    parts = []
    for scale, seasons in charts.supply.forage.items():
        kinds = list(next(iter(seasons.values())))
        names = [charts.terrain.ground[kind].name if kind in charts.terrain.ground else kind for kind in kinds]
        rows = [
            (chronicle.name_season(name), *(f"{feeds[kind]:,}" for kind in kinds)) for name, feeds in seasons.items()
        ]
        parts.append(_table(f"Mouths a hex of {scale} feeds a turn", ("Season", *names), rows))
    supply = charts.supply
    mouths = ", ".join(f"{kind} {number}" for kind, number in supply.mouths.items())
    notes = _note(
        f"Mouths of a man: {mouths}; at home {supply.home_share}%.  A town's own are added.  Ground that feeds more "
        f"than {supply.grazing_share}% of its number is grazed."
    )
    return "\n\n".join(parts) + "\n" + notes


def _stores(charts: Charts) -> str:
    """Rations of a besieged place, and what a grain sortie brings."""
    supply = charts.supply
    rations = [
        (name, str(amount), supply.wants[supply.ration_rungs[name]].name) for name, amount in supply.rations.items()
    ]
    sorties = [
        (f"{least} or more", str(won), str(men), chronicle.signed(-morale))
        for least, won, men, morale in supply.sorties
    ]
    words = ", ".join(f"{word} from {least}" for least, word in supply.store_words)
    return "\n\n".join(
        (
            _table("Stores of a besieged place", ("Ration", "quarter rations a turn", "leaves men"), rations)
            + f"\n  To others stores are a word: {words}.",
            _table("Grain sorties", ("Two dice", "quarter rations won", "men lost", "morale"), sorties),
        )
    )


def _marches(charts: Charts) -> str:
    """Hard marches and ways out, in sentences."""
    march = charts.march
    told = _note(
        f"Forced: {march.forced}% more points; two dice over morale + {march.forced_test} cost {march.forced_morale} "
        f"morale and {march.stragglers}% of the men.  After a gallop {march.blown}% of points.  Ford-men cost "
        f"{march.guides_cost} for {march.guides_turns} turns, and are false on {march.guides_false} or less in a "
        f"hostile country.  To leave the map takes {march.leave} points."
    )
    return f"Hard marches\n{told}"


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
