"""Tables of the ground, the sky, sight and the march."""

from game import chronicle
from game.book.page import Table
from game.book.tables.words import (
    SIDES,
    added,
    chance,
    class_name,
    counted,
    points,
    scale_name,
    sentence,
    ways_within,
)
from game.model.charts import Charts, Ground


def entering(charts: Charts) -> Table:
    """What it costs to enter a hex, and what mud adds."""
    rows = []
    for land in charts.terrain.ground.values():
        mud = (land.mud_foot, land.mud_horse, land.mud_wheeled)
        rows.append(
            (
                land.name,
                points(land.foot),
                points(land.horse),
                points(land.wheeled),
                points(land.mountaineer_foot or land.foot),
                points(land.mountaineer_horse or land.horse),
                "/".join(f"+{more}" for more in mud) if any(mud) else "",
                "yes" if land.open else "",
            )
        )
    rows.append(("road, or a town", *(points(charts.terrain.road),) * 5, "", ""))
    heads = ("Points to enter", "foot", "horse", "wheels", "hillmen", "mounted hillmen", "mud", "open")
    return Table("Entering a hex", heads, tuple(rows), _closed(charts))


def _closed(charts: Charts) -> tuple[str, ...]:
    """What snow closes."""
    lands = charts.terrain.ground.values()
    snowbound = [land.name for land in lands if land.snowbound]
    drifting = [land.name for land in lands if land.drifts]
    notes = [
        "A dash: no way.  Mud adds for foot, horse and wheels.  Cavalry charges, and fights mounted, on open ground."
    ]
    if snowbound:
        notes.append(f"Closed in a season of snow but across a pass: {chronicle.listed(snowbound)}.")
    if drifting:
        notes.append(f"Closed to wheels while snow falls: {chronicle.listed(drifting)}.")
    return tuple(notes)


def tracks(charts: Charts) -> Table:
    """What it costs to enter a hex along a track."""
    chart = charts.terrain

    def along(cost: int, named: int, least: int) -> str:
        return points(named or (max(least, (cost + 1) // 2) if cost else 0))

    def row(land: Ground) -> tuple[str, ...]:
        return (
            land.name,
            along(land.foot, 0, chart.track_least),
            along(land.horse, land.track_horse, chart.track_least),
            along(land.wheeled, land.track_wheeled, chart.track_least_wheeled),
        )

    rows = tuple(row(land) for land in chart.ground.values())
    note = (
        f"Half the ground, rounded up; never under {chart.track_least}, for wheels never under "
        f"{chart.track_least_wheeled}."
    )
    return Table("Along a track", ("Points to enter", "foot", "horse", "wheels"), rows, (note,))


def crossing(charts: Charts) -> Table:
    """What hexsides add."""
    rows = []
    for name, side in charts.terrain.sides.items():
        fair = (side.foot, side.horse, side.wheeled)
        spate = (side.spate_foot, side.spate_horse, side.spate_wheeled)
        rows.append((SIDES.get(name, name), *map(added, fair), *map(added, spate)))
    heads = ("Points to cross", "foot", "horse", "wheels", "in spate: foot", "horse", "wheels")
    notes = (
        "A bridge, a ferry or an open ford: a great river as a small one, a small one as nothing.  A road with its "
        "bridges undoes rivers, passes and crests.",
    )
    return Table("Crossing a hexside", heads, tuple(rows), notes)


def skies(charts: Charts) -> Table:
    """What the weathers do."""
    rows = []
    for name, weather in charts.weather.weathers.items():
        share = sentence(f"{class_name(kind)} {part}%" for kind, part in weather.points.items())
        also = sentence(
            (
                "mud" if weather.mud else "",
                "small rivers rise" if weather.swells else "",
                "snow drifts" if weather.drifts else "",
                f"a toll on {' and '.join(class_name(kind) for kind in weather.toll)}" if weather.toll else "",
            )
        )
        sight = chronicle.signed(-weather.sight) if weather.sight else ""
        reach = str(weather.reach) if weather.reach else ""
        rows.append((chronicle.name_weather(name), sight, share, reach, also))
    heads = ("Weather", "sight", "points", "bread reaches", "also")
    note = f"An empty place: as ever.  The toll: who marched tests morale, or loses {charts.weather.toll}% of his men."
    return Table("Weathers", heads, tuple(rows), (note,))


def seasons(charts: Charts) -> Table:
    """When the seasons begin."""
    rows = tuple(
        (chronicle.name_season(one.name), f"{one.day}.{one.month}.", "yes" if one.snow else "")
        for one in charts.weather.seasons
    )
    return Table("Seasons", ("Season", "from", "snow on the heights"), rows)


def sight(charts: Charts) -> Table:
    """How far men see."""
    chart = charts.sight
    classes = list(next(iter(chart.range.values())))
    rows = tuple((scale_name(scale), *(str(by[kind]) for kind in classes)) for scale, by in chart.range.items())
    notes = (
        f"In hexes.  Scouts see {chart.scout} farther; a town, fort or village sees {chart.places} round.  An enemy "
        f"out of sight stays on the map, as he was seen last, for {counted(chart.ghost_turns, 'turn')}.",
    )
    return Table("How far men see", ("Hexes of", *map(class_name, classes)), rows, notes)


def cover(charts: Charts) -> Table:
    """What the ground hides."""
    chart = charts.sight
    rows = tuple(
        (land.name, chronicle.signed(-chart.conceal[kind]) if chart.conceal[kind] else "")
        for kind, land in charts.terrain.ground.items()
    )
    return Table(
        "What the ground hides", ("Ground looked at", "sight"), rows, ("The hex next door is seen whatever it is.",)
    )


def zones(charts: Charts) -> Table:
    """What zones of control cost a march."""
    chart = charts.terrain
    rows = (
        ("to leave a hex in an enemy zone", f"+{chart.zone_leave}", f"+{chart.zone_leave}"),
        ("to enter a soft zone", f"+{chart.zone_soft}", "stop"),
        ("to enter a hard zone", "stop", "stop"),
    )
    return Table("Zones on the march", ("Points", "foot and horse", "wheels"), rows)


def hard_marches(charts: Charts) -> Table:
    """Forced marches, the gallop, ford-men and ways out."""
    march = charts.march
    fails = "; ".join(f"{mood} {chance(36 - ways_within(mood + march.forced_test))}" for mood in (8, 7, 6, 5))
    gallop = [scale_name(name) for name, scale in charts.terrain.scales.items() if scale.gallop]
    rows = [
        ("a forced march gives", f"{march.forced}% more points"),
        (
            f"if two dice pass morale + {march.forced_test}",
            f"{march.forced_morale} morale and {march.stragglers}% of the men lost",
        ),
        ("so it fails at morale", fails),
        ("after a gallop", f"{march.blown}% of points"),
        ("ford-men cost", f"{march.guides_cost} of the purse, for {counted(march.guides_turns, 'turn')}"),
        ("false, in a hostile country", f"on {march.guides_false} or less ({chance(ways_within(march.guides_false))})"),
        ("to leave the map", counted(march.leave, "point")),
    ]
    if gallop:
        rows.insert(3, ("horse gallops on hexes of", chronicle.listed(gallop)))
    return Table("Hard marches", ("What", "how much"), tuple(rows))
