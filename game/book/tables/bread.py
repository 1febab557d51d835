"""Tables of bread: lines of supply, convoys, the land, stores and want."""

from game import chronicle
from game.book.page import Table
from game.book.tables.words import chance, class_name, ground_name, per_cent, scale_name, ways_to
from game.chronicle.words import MONTHS
from game.model.charts import Charts


def reach(charts: Charts) -> Table:
    """How far carts go."""
    supply = charts.supply
    rows = (
        ("bread reaches, in points of wheels", str(supply.reach)),
        ("which is, in hexes of road", str(supply.reach // charts.terrain.road)),
        ("a depot that is cut off still feeds, turns", str(supply.depot_feeds)),
        ("cartridges come from as many hexes away", str(supply.cartridges)),
    )
    return Table("Lines of supply", ("What", "how far"), rows)


def convoys(charts: Charts) -> Table:
    """Convoys."""
    supply = charts.supply
    rows = (
        ("on the map at most", str(supply.convoys)),
        ("a second one in a turn costs the purse", str(supply.convoy_cost)),
        ("one feeds men of its stack, once", str(supply.rescue_men)),
        ("one that was taken is away for turns", str(supply.convoy_turns)),
    )
    return Table("Convoys", ("What", "how many"), rows)


def mouths(charts: Charts) -> Table:
    """Mouths, wear and healing."""
    supply = charts.supply
    rows = [(f"mouths of a man: {class_name(kind)}", str(number)) for kind, number in supply.mouths.items()]
    rows.append(("of them at home", per_cent(supply.home_share)))
    rows.append(("a hex wears that feeds more of its number than", per_cent(supply.grazing_share)))
    rows += [
        (f"grazed ground heals, on hexes of {scale_name(name)}", f"each {turns} turns" if turns else "each month")
        for name, turns in supply.heal_turns.items()
    ]
    first, last = supply.heal_months
    rows.append(("in the months", f"{MONTHS[first - 1]} to {MONTHS[last - 1]}"))
    return Table("Mouths", ("What", "how many"), tuple(rows))


def pasture_8km(charts: Charts) -> Table:
    """Mouths that a hex of 8 km feeds."""
    return _pasture(charts, "8km")


def pasture_3km(charts: Charts) -> Table:
    """Mouths that a hex of 3 km feeds."""
    return _pasture(charts, "3km")


def _pasture(charts: Charts, scale: str) -> Table:
    seasons = charts.supply.forage.get(scale, {})
    kinds = list(next(iter(seasons.values()))) if seasons else []
    rows = tuple(
        (
            "a town adds" if kind not in charts.terrain.ground else ground_name(charts, kind),
            *(f"{feeds[kind]:,}" for feeds in seasons.values()),
        )
        for kind in kinds
    )
    heads = ("Mouths", *(chronicle.name_season(name) for name in seasons))
    return Table(f"What a hex of {scale_name(scale)} feeds in a turn", heads, rows)


def rations(charts: Charts) -> Table:
    """Rations of a besieged place."""
    supply = charts.supply
    rows = tuple(
        (name, str(amount), supply.wants[supply.ration_rungs[name]].name) for name, amount in supply.rations.items()
    )
    said = chronicle.listed([f"{word} from {least}" for least, word in supply.store_words])
    months = chronicle.listed([MONTHS[month - 1] for month in supply.sick_months])
    notes = (
        f"To others stores are a word: {said}.",
        f"Typhus takes {supply.sick_loss}% a turn of the besieged who are not on full rations, in {months}.",
    )
    return Table("Rations", ("Ration", "quarter rations a turn", "leaves men"), rows, notes)


def sorties(charts: Charts) -> Table:
    """Grain sorties."""
    supply = charts.supply
    above = [least for least, *_ in supply.sorties[1:]]
    rows = tuple(
        (f"{least} or more", chance(ways_to(least) - (ways_to(over) if over else 0)), str(won), str(men), lost)
        for (least, won, men, morale), over in zip(supply.sorties, [*above, 0], strict=True)
        for lost in (chronicle.signed(-morale) if morale else "",)
    )
    heads = ("Two dice", "chance", "quarter rations won", "men lost", "morale")
    note = (
        f"For a unit of {supply.sortie_men} men or more.  Each enemy whose zone covers the field takes 1 off the dice; "
        f"under the first line the first line holds."
    )
    return Table("Going for grain", heads, rows, (note,))


def want(charts: Charts) -> Table:
    """The ladder of want."""
    supply = charts.supply
    scales = list(charts.terrain.scales)
    rows = tuple(
        (
            rung.name,
            per_cent(rung.power),
            per_cent(rung.points),
            ("", "each turn", "each second turn", "each third turn")[rung.every]
            if rung.every < 4
            else f"each {rung.every} turns",
            *(per_cent(supply.losses.get(scale, {}).get(rung.name, rung.loss)) for scale in scales[:2]),
            f"to {rung.rally}" if rung.rally else "no",
        )
        for rung in supply.wants
    )
    heads = (
        "Want", "power", "points", "1 morale", *(f"men lost, {scale_name(scale)}" for scale in scales[:2]), "rallies",
    )  # fmt: skip
    return Table("The ladder of want", heads, rows)
