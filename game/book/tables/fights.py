"""Tables of what a fight leaves behind: outcomes, retreats, the price of a charge, and ambush."""

from game import chronicle
from game.book.page import Table
from game.book.tables.words import per_cent, scale_name
from game.model.charts import Charts


def outcomes(charts: Charts) -> Table:
    """What each outcome does to the side it befalls."""
    chart = charts.combat
    rows = []
    for code in dict.fromkeys(row.outcome for row in chart.rows):
        hexes = str(chart.retreat_hexes.get(code, "")) or ""
        if code == "DR":
            hexes = f"{hexes}, mounted {chart.retreat_hexes['DR_mounted']}"
        morale = chronicle.signed(chart.morale[code]) if code in chart.morale else ""
        ridden = f"+{chart.pursuit[code]}%" if code in chart.pursuit else ""
        rows.append((chronicle.name_outcome(code), hexes, morale, ridden))
    notes = (
        f"Every full {chart.morale['step']}% of its men that a unit loses costs it 1 morale more.  The loss of the "
        f"leader of its stack costs {chart.morale['leader_lost']}.",
        f"Who holds to the last, or has no way, loses {chart.last_stand_loss}% more instead of retreating.",
    )
    heads = ("Outcome", "hexes", "morale", "ridden down by a charge")
    return Table("What becomes of them", heads, tuple(rows), notes)


def charges(charts: Charts) -> Table:
    """The price of a charge that does not carry."""
    chart = charts.combat
    rows = (
        ("the attacker's loss", "doubled"),
        ("and for each machine gun that held", f"+{chart.charge_mg_loss}%"),
        ("but for all of them at most", f"+{chart.charge_mg_most}%"),
    )
    return Table("A charge that does not carry", ("What", "how much"), rows)


def retreats(charts: Charts) -> Table:
    """The price of a retreat through enemy zones."""
    loss = charts.combat.zone_retreat_loss
    return Table("On the retreat", ("What", "men lost"), (("a hex of an enemy zone without a friend", per_cent(loss)),))


def works(charts: Charts) -> Table:
    """Lines lost, and guns that bombard."""
    chart = charts.combat
    rows = [(f"lines given up: {chronicle.name_outcome(code)}", str(lines)) for code, lines in chart.lines.items()]
    rows += [
        (f"hexes that guns carry, hexes of {scale_name(name)}", str(scale.guns))
        for name, scale in charts.terrain.scales.items()
    ]
    rows.append(("for the attacker of works that were bombarded", chronicle.signed(chart.shifts["bombarded"])))
    rows.append(("turns for which captured guns have shells", str(chart.trophy_turns)))
    return Table("Works", ("What", "how much"), tuple(rows))


def ambush(charts: Charts) -> Table:
    """Where men in hiding strike."""
    chart = charts.sight
    rows = tuple(
        (
            land.name,
            f"{chart.ambush[kind]} in 6" if chart.ambush[kind] else "never",
            f"{max(chart.ambush[kind], chart.ambush_dark)} in 6",
        )
        for kind, land in charts.terrain.ground.items()
    )
    least = chronicle.name_odds(charts, chart.ambush_column)
    notes = (f"Only in a hostile country, and only if with all shifts they find it {least} or better.",)
    return Table("Ambush", ("Ground entered", "by day", "in the dark"), rows, notes)
