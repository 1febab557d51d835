"""Tables of men: what they are worth, how far they march, who leads them, and what they bear."""

from game import chronicle
from game.book.page import Table
from game.book.tables.words import (
    TRAITS,
    by_ground,
    chance,
    class_name,
    counted,
    per_cent,
    scale_name,
    sentence,
    tenths,
    ways_within,
)
from game.model.charts import Charts


def worth(charts: Charts) -> Table:
    """The types of units, and what a man of each is worth."""
    rows = []
    for kind in charts.units.types.values():
        attack, defence = tenths(kind.attack), tenths(kind.defence)
        if kind.machine_attack or kind.machine_defence:
            attack = f"{attack} ({kind.machine_attack})".removeprefix("- ")
            defence = f"{defence} ({kind.machine_defence})".removeprefix("- ")
        rows.append(
            (
                kind.name,
                class_name(kind.movement),
                attack,
                defence,
                f"{kind.morale}/{kind.ceiling}",
                sentence(TRAITS.get(trait, trait) for trait in sorted(kind.traits)),
            )
        )
    led = [
        f"{kind.name} attack at {tenths(kind.led_attack)} while the chief of their faction stands with them."
        for kind in charts.units.types.values()
        if kind.led_attack
    ]
    notes = (
        "Power of one man in attack and in defence; in brackets that of the whole unit.  Morale: at first, "
        "and at most.",
        "Regular and drilled men are trained: their zones are hard.  Charge: may be ordered to charge.  Scouts see "
        "farther.  Mountaineers have their own prices and evade on foot.  Who has no "
        "figures does not fight by himself.",
        *led,
    )
    heads = ("Type", "moves as", "attack", "defence", "morale", "traits")
    return Table("Types of units", heads, tuple(rows), notes)


def known_ground(charts: Charts) -> Table:
    """Men who are worth something else on some ground."""
    rows = []
    for kind in charts.units.types.values():
        if kind.dismounted is not None:
            attack, defence = kind.dismounted
            share = f"{charts.combat.dismounted_share}% of the men fight, at {tenths(attack)} and {tenths(defence)}"
            rows.append((kind.name, f"outside open ground {share}"))
        if kind.defence_in:
            tens = by_ground(charts, kind.defence_in)
            rows.append((kind.name, f"in defence, tenths a man: {tens}"))
    return Table("Men and the ground", ("Type", "what changes"), tuple(rows))


def arms(charts: Charts) -> Table:
    """Guns, machine guns and remnants."""
    chart = charts.units
    rows = (
        ("a gun", str(chart.gun_attack), str(chart.gun_defence)),
        ("a machine gun", str(chart.mg_attack), str(chart.mg_defence)),
    )
    weak = [f"{land.guns}% in {land.name}" for land in charts.terrain.ground.values() if land.guns != 100]
    notes = [f"A unit of less than one man in {chart.remnant_third} of its first strength is a remnant."]
    if weak:
        notes.insert(0, f"Guns count {chronicle.listed(weak)}.")
    return Table("Guns", ("Power", "attack", "defence"), rows, tuple(notes))


def allowances(charts: Charts) -> Table:
    """Points by class and scale."""
    scales = charts.terrain.scales
    classes = list(next(iter(scales.values())).allowance)
    rows = tuple(
        (scale_name(name), *(str(scale.allowance[kind]) for kind in classes)) for name, scale in scales.items()
    )
    still = [scale_name(name) for name, scale in scales.items() if not scale.bread]
    notes = (f"Bread is not counted on hexes of {chronicle.listed(still)}.",) if still else ()
    return Table("Points for a part", ("Hexes of", *map(class_name, classes)), rows, notes)


def stacking(charts: Charts) -> Table:
    """Men a hex holds."""
    rough = [land.name for land in charts.terrain.ground.values() if land.rough]
    rows = tuple(
        (scale_name(name), f"{scale.stacking:,}", f"{scale.stacking_rough:,}")
        for name, scale in charts.terrain.scales.items()
    )
    notes = (f"Rough: {chronicle.listed(rough)}.",)
    return Table("Men of one side in a hex", ("Hexes of", "men", "on rough ground"), rows, notes)


def holding(charts: Charts) -> Table:
    """What holds a town."""
    chart = charts.units
    rows = (
        ("men who hold a town, or guard a depot", str(chart.garrison_men)),
        ("ends of turn after which a bare town goes home", str(chart.bare_turns)),
    )
    return Table("Garrisons", ("What", "how many"), rows)


def fates(charts: Charts) -> Table:
    """What becomes of a leader whose stack is beaten."""
    chart = charts.combat
    bounds = [least for least, _ in chart.fates]
    rows = []
    for (least, fate), above in zip(chart.fates, [*bounds[1:], 13], strict=True):
        ways, alone = (
            ways_within(above - 1 + off) - (ways_within(least - 1 + off) if least > bounds[0] else 0)
            for off in (0, chart.fate_alone)
        )
        last = "or more" if above > 12 else f"to {above - 1}"
        rows.append((f"{least} {last}" if least != above - 1 else str(least), fate, chance(ways), chance(alone)))
    notes = (
        f"Thrown after a rout, or a retreat with {chart.leader_loss}% lost.  Alone where the enemy enters he takes "
        f"{chart.fate_alone} off the dice.  The wounded are away for {counted(chart.wounded_turns, 'turn')}; one whom "
        f"history still needs is wounded, for {counted(chart.spared_turns, 'turn')}, where he would be "
        f"killed or taken.",
        f"Where he charged and it did not carry he takes {chart.fate_charge} off.  The heir of one who commanded a "
        f"whole side has {chart.heir_purse}% of the purse.",
    )
    return Table("A leader's fate", ("Two dice", "fate", "chance", "alone"), tuple(rows), notes)


def minds(charts: Charts) -> Table:
    """The states of mind."""
    rows = tuple(
        (
            band.name,
            f"{band.least} or more",
            per_cent(band.attack) if band.attack else "will not",
            per_cent(band.defence),
        )
        for band in charts.morale.bands
    )
    return Table("States of mind", ("Mind", "morale", "power in attack", "in defence"), rows)


def tests(charts: Charts) -> Table:
    """Chances of tests of morale, and what moves morale."""
    chart = charts.morale
    rows = tuple(
        (
            str(mood),
            chance(ways_within(mood + chart.test)),
            chance(ways_within(mood + chart.test + chart.rally_leader)),
            chance(ways_within(mood + chart.hard)),
            chance(ways_within(mood + chart.hard + chart.last_hard)),
        )
        for mood in range(10, -1, -1)
    )
    heads = ("Morale", "test, rally", "rally, led", "hard test", "hard, to the last")
    notes = (
        f"A test is passed by two dice at or under morale + {chart.test}, a hard test at or under morale "
        f"+ {chart.hard}.  A broken unit rallies to {chart.rallied}, and flees "
        f"{counted(chart.flee_hexes, 'hex', 'hexes')} when it does not.",
        f"No unit loses more than {chart.most_fall} morale a turn.  A friend who breaks next door costs "
        f"{chart.contagion}.  A victory within {counted(chart.victory_hexes, 'hex', 'hexes')} gives "
        f"{charts.combat.morale['victory']}.",
        f"Of the dispersed {chart.disperse_share}% come home after {counted(chart.disperse_turns, 'turn')}.",
    )
    return Table("Tests of morale, chance to pass", heads, rows, notes)


def command(charts: Charts) -> Table:
    """What masters take and give."""
    chart = charts.command
    rows = (
        ("a purse falls in a turn, by all it suffers, at most", str(chart.fall_most)),
        ("of that by dates overdue at most", str(chart.overdue_most)),
        ("a new command begins with", str(chart.new_purse)),
    )
    return Table("Masters", ("What", "how much"), rows)
