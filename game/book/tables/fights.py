"""Tables of what a fight leaves behind: outcomes, retreats, the price of a charge, and ambush."""

from game import chronicle
from game.book.page import Table
from game.book.tables.words import per_cent
from game.model.charts import Charts

WHOM = {"AX": "attacker", "AR": "attacker", "AS": "attacker", "DS": "defender", "DR": "defender", "DX": "defender"}


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
        lines = str(chart.lines[code]) if code in chart.lines else ""
        rows.append((chronicle.name_outcome(code), hexes, morale, ridden, lines))
    notes = (
        f"Every full {chart.morale['step']}% of its men that a unit loses costs it 1 morale more.  The loss of the "
        f"leader of its stack costs {chart.morale['leader_lost']}.",
        f"Who holds to the last, or has no way, loses {chart.last_stand_loss}% more instead of retreating.",
    )
    heads = ("Outcome", "hexes", "morale", "ridden down by a charge", "lines of works lost")
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
