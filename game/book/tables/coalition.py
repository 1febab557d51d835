"""Tables of a coalition: what moves cohesion and tests it, what a council costs, and who leaves it."""

from game import chronicle
from game.book.page import Table
from game.book.tables.words import chance, counted, per_cent, ways_to, ways_within
from game.model.charts import Charts


def obedience(charts: Charts) -> Table:
    """The bands of obedience."""
    chart = charts.cohesion
    rows = (
        ("sworn", f"{chart.sworn} or more"),
        ("willing", f"{chart.willing} to {chart.sworn - 1}"),
        ("sullen", f"{chart.sullen} to {chart.willing - 1}"),
        ("ripe", f"below {chart.sullen}"),
    )
    notes = (
        f"In a turn cohesion rises by {chart.rise_most} at most, and falls by {chart.fall_most} at most.",
        f"An enemy with men within {counted(chart.seen_hexes, 'hex', 'hexes')} of its men knows the band.",
    )
    return Table("Obedience", ("A faction is", "cohesion"), rows, notes)


def strains(charts: Charts) -> Table:
    """What raises and lowers cohesion by itself."""
    chart = charts.cohesion
    rows = (
        ("men of it are drilled", chronicle.signed(-chart.drilled_fall)),
        ("men of it in a rout", chronicle.signed(-chart.rout_fall)),
        ("it bore too many of the losses", chronicle.signed(-chart.bled_fall)),
        (f"a share in a victory over {chart.victory_men:,} men or more", chronicle.signed(chart.victory_rise)),
        ("a reprisal in its home", chronicle.signed(chart.reprisal_rise)),
    )
    note = (
        f"Too many: more than {chart.bled_times} times its share of the men, and {per_cent(chart.bled_share)} of its "
        f"own men in the fight."
    )
    return Table("What moves cohesion", ("What", "cohesion"), rows, (note,))


def tests(charts: Charts) -> Table:
    """What tests a faction, and how hard."""
    chart = charts.cohesion
    abroad, weary = counted(chart.abroad_every, "turn"), counted(chart.weary_turns, "turn")
    rows = (
        ("men of it in a retreat", chronicle.signed(chart.retreat_test)),
        ("more than half of its men hungry", chronicle.signed(chart.hungry_test)),
        ("an enemy holds a town of its home", chronicle.signed(chart.home_test)),
        (f"each {weary} abroad without a share in a victory", chronicle.signed(chart.weary_test)),
        ("a rival drilled, or made deputy", chronicle.signed(chart.rival_test)),
        (f"willing and abroad, each {abroad}", chronicle.signed(chart.abroad_test)),
        ("under another faction's chief", chronicle.signed(chart.stranger_test)),
        ("under the commander or one of his people", chronicle.signed(chart.foreigner_test)),
    )
    return Table("What tests a faction", ("What", "to cohesion"), rows)


def chances(charts: Charts) -> Table:
    """Chances that a test lowers cohesion."""
    bonus = charts.cohesion.test_bonus
    rows = tuple(
        (str(now), *(chance(36 - ways_within(now + bonus + added)) for added in (-1, 0, 1)))
        for now in range(10, -1, -1)
    )
    note = f"Two dice of more than cohesion + {bonus} and the modifier lower it by one."
    return Table("Tests of cohesion, chance to fall", ("Cohesion", "at -1", "at 0", "at +1"), rows, (note,))


def prices(charts: Charts) -> Table:
    """What the council's orders cost, and what they do."""
    chart = charts.cohesion
    rise, fall = chronicle.signed(chart.gift_rise), chronicle.signed(-chart.disarm_fall)
    rows = (
        ("a drill", str(chart.drill_cost), f"cohesion {chart.drill_least} or more gives men"),
        ("a gift", str(chart.gift_cost), f"{rise}; one in {counted(chart.gift_turns, 'turn')}"),
        (
            "a council",
            str(chart.council_cost),
            f"{chronicle.signed(chart.council_rise)}; one in {counted(chart.council_turns, 'turn')}",
        ),
        ("a chief seized", str(chart.disarm_cost), f"every other faction {fall}"),
        ("a town or guns made over", "", chronicle.signed(chart.share_rise)),
        ("an offer", str(chart.offer_cost), "a test"),
        ("peace", str(chart.peace_cost), f"{chart.peace_least}+ {chance(ways_to(chart.peace_least))}"),
    )
    notes = (
        f"In a council sit the chiefs within {counted(chart.council_hexes, 'hex', 'hexes')}; it takes "
        f"{counted(chart.council_quiet, 'turn')} without a drill, this one counted.  A deputy's ceiling: "
        f"{chronicle.signed(chart.deputy_lift)}.",
        f"Peace is heard of {counted(chart.peace_turns, 'turn')} after the break.",
    )
    return Table("What the council costs", ("Order", "purse", "what it does"), rows, notes)


def partings(charts: Charts) -> Table:
    """What a ripe faction does at each end of turn."""
    chart = charts.cohesion
    home, terms = ways_to(chart.ripe_home), ways_to(chart.ripe_terms)
    rows = (
        (f"below {chart.ripe_home}", "stays", chance(36 - home)),
        (f"{chart.ripe_home} to {chart.ripe_terms - 1}", "goes home", chance(home - terms)),
        (f"{chart.ripe_terms} or more", "makes terms", chance(terms)),
    )
    notes = (
        f"Terms give the purse of the enemy {chronicle.signed(chart.terms_gain)}.  Those who never make them go home.",
        f"A faction that breaks falls on its allies within {counted(chart.blow_hexes, 'hex', 'hexes')}.",
    )
    return Table("The ripe", ("Two dice", "the faction", "chance"), rows, notes)
