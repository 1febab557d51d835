"""What a player may ask about in text: the state of the game, units, hexes, reach and forecasts."""

from collections.abc import Iterator, Mapping, Sequence

from game import chronicle, questions, umpire
from game.hexes import DIRECTIONS, Cell, cells_of
from game.model.actions import Attack, ForceMarch, HireGuides
from game.model.forces import Pace, Unit
from game.model.judgement import Forecast, Route
from game.model.state import Seen
from game.text import defences
from game.text.counting import count, per_cent
from game.text.naming import numbered


def status(seen: Seen) -> str:
    """Turn, date, whose choice it is, points and purses."""
    scenario = seen.scenario
    lines = [
        f"{scenario.title}.",
        f"Turn {seen.turn} of {scenario.calendar.turns}, {chronicle.name_turn(scenario, seen.turn)}: "
        f"{chronicle.name_sky(seen.sky)}.",
        f"To move: {chronicle.name_side(scenario, seen.actor)}." if seen.outcome is None else result(seen),
        f"{chronicle.name_side(scenario, scenario.victory.side)} has {seen.tally.points} points; "
        f"par is {scenario.victory.par}.",
    ]
    for number, side in enumerate(scenario.sides):
        men = sum(unit.men for unit in seen.forces.of(side.id))
        where = "on the map" if _all_known(seen, side.id) else "in sight"
        purse = f", {side.currency} {seen.bonds.purse[number]}" if side.currency else ""
        lines.append(f"  {side.name}: {men:,} men {where}, {seen.tally.lost[number]:,} lost{purse}.")
    held = [
        f"{place.name} ({chronicle.name_side(scenario, holding.holder)})"
        for place, holding in zip(scenario.board.places, seen.realm.holdings, strict=True)
        if holding.holder and place.town
    ]
    lines.append("Held: " + ", ".join(held) + ".")
    return "\n".join(lines)


def _all_known(seen: Seen, side: str) -> bool:
    """Whether all units of a side are known to the one whose view this is."""
    return not seen.scouting.fog or seen.scouting.eyes in ("", side)


def result(seen: Seen) -> str:
    """How the game ended: who has won, why, and how well that was."""
    outcome, scenario = seen.outcome, seen.scenario
    assert outcome is not None
    who = chronicle.name_side(scenario, outcome.winner) if outcome.winner else "Nobody"
    counted = chronicle.name_side(scenario, scenario.victory.side)
    grade = chronicle.name_grade(outcome.grade)
    return f"The game is over: {who} has won.  For {counted}, with {outcome.points} points, it was {grade}."


def units(seen: Seen, side: str) -> str:
    """The units of a side on the map, one a line, and those that are awaited; of others, those in sight."""
    if not _all_known(seen, side):
        in_sight = [unit_line(seen, unit) for unit in seen.forces.of(side)]
        return "\n".join(in_sight or ["None of them is in sight."]) + "\n`see` tells who was seen last, and where."
    lines = [unit_line(seen, unit) for unit in seen.forces.of(side)]
    awaited = [u for u in seen.forces.units if u.side == side and not u.on_map and u.due > seen.turn]
    for unit in sorted(awaited, key=lambda one: one.due):
        verb = "are" if chronicle.several(seen.scenario, unit.number) else "is"
        lines.append(f"  {seen.spec(unit.number).name} {verb} due in turn {unit.due}.")
    return "\n".join(lines) or "No units on the map."


def unit_line(seen: Seen, unit: Unit) -> str:
    """One unit: number, name, strength, morale, bread, points left, standing order and hex."""
    spec = seen.spec(unit.number)
    where = numbered(seen, unit.cell)
    if "leader" in seen.scenario.types[unit.number].traits:
        return f"{unit.number:>3} {spec.name}: leader; {where}"
    arms = strength(seen, unit)
    marks = [questions.mood(seen, unit).name, questions.want(seen, unit).name, chronicle.name_posture(unit.posture)]
    if unit.dug_in:
        marks.append("dug in")
    if unit.fought:
        marks.append("has fought")
    if unit.pace is not Pace.USUAL:
        marks.append(chronicle.name_pace(unit.pace))
    if unit.dummy:
        marks.append("a rumour only")
    if unit.side == seen.actor:
        marks.append(f"{count(questions.points_left(seen, unit), 'point')} left")
    return f"{unit.number:>3} {spec.name}: {arms}; {', '.join(marks)}; {where}"


def strength(seen: Seen, unit: Unit) -> str:
    """A unit's men, guns and machine guns; empty for a leader."""
    if "leader" in seen.scenario.types[unit.number].traits:
        return ""
    arms = count(unit.men, "man", "men")
    if unit.guns:
        arms += f", {count(unit.guns, 'gun')}"
    if unit.mgs:
        arms += f", {count(unit.mgs, 'MG')}"
    return arms


def look(seen: Seen, cell: Cell) -> str:
    """A hex: its ground, place, holder and units."""
    scenario = seen.scenario
    board = scenario.board
    terrain = board.terrain[cell]
    ground = scenario.charts.terrain.ground[terrain].name if terrain else "off the map"
    dark = seen.scouting.eyes and not questions.visible(seen, seen.scouting.eyes) >> cell & 1
    lines = [f"{numbered(seen, cell)}: {ground}{', out of sight' if dark else ''}."]
    for number, place in enumerate(board.places):
        if place.cell == cell and place.town:
            holding = seen.realm.holdings[number]
            depot = f", with a depot of {chronicle.name_side(scenario, holding.depot)}" if holding.depot else ""
            lines.append(
                f"  {place.name}: a {place.kind}, held by {chronicle.name_side(scenario, holding.holder)}{depot}."
            )
        people = scenario.people[place.loyalty > 0] if place.loyalty else ""
        if place.cell == cell and people:
            much = " with all their heart" if abs(place.loyalty) > 1 else ""
            lines.append(f"  The people of {place.name} hold with {chronicle.name_side(scenario, people)}{much}.")
    waters = {river.name or f"a {river.kind} river" for d in range(6) if (river := board.rivers.get((cell, d)))}
    if waters:
        lines.append(f"  On its banks: {', '.join(sorted(waters))}.")
    lines += defences.works(seen, cell)
    lines += _ford_men(seen, cell)
    links = {kind for d in range(6) if (kind := board.links.get((cell, d)))}
    if links:
        lines.append(f"  A {' and a '.join(sorted(links))} lead{'s' if len(links) == 1 else ''} out.")
    faces = questions.ambush_faces(seen, cell, seen.scouting.eyes) if seen.scouting.fog and seen.scouting.eyes else 0
    if faces:
        lines.append(f"  A march of yours that meets men in hiding here is fallen upon on {faces} of 6.")
    lines += [unit_line(seen, unit) for unit in seen.forces.at(cell)]
    worst = defences.threat(seen, cell)
    return "\n".join([*lines, *([worst] if worst else [])])


def _ford_men(seen: Seen, cell: Cell) -> Iterator[str]:
    """The ways that ford-men could open from a hex for whoever of the actor's stands there."""
    grid = seen.scenario.board.grid
    for unit in seen.forces.at(cell)[:1]:
        for direction in DIRECTIONS:
            if unit.side == seen.actor and umpire.refusal(seen, HireGuides(unit.number, direction)) is None:
                price = seen.scenario.charts.march.guides_cost
                true = per_cent(questions.guides_ways(seen, unit))
                over = grid.label(grid.step(cell, direction))
                yield f"  Ford-men would lead the way to {over} for {price} of the purse; they are true on {true}."


def reach(seen: Seen, numbers: Sequence[int], routes: Mapping[Cell, Route]) -> str:
    """Where units can go, cheapest first; for one alone also what a forced march would risk."""
    grid = seen.scenario.board.grid
    told = []
    for cell, route in sorted(routes.items(), key=lambda item: (item[1].cost, item[0])):
        place = seen.scenario.board.place_at(cell)
        name = f" {place.name}" if place is not None and place.kind != "camp" else ""
        told.append(f"{grid.label(cell)}{name} ({route.cost}{', stops' if route.stopped else ''})")
    who = chronicle.name_units(seen.scenario, numbers)
    lines = [f"{who} can reach {count(len(told), 'hex', 'hexes')}: " + ", ".join(told) if told else "Nowhere to go."]
    if len(numbers) == 1 and umpire.refusal(seen, ForceMarch(numbers[0])) is None:
        lines.append(_forced(seen, numbers[0]))
    return "\n".join(lines)


def _forced(seen: Seen, number: int) -> str:
    """What a forced march gives and risks."""
    chart = seen.scenario.charts.march
    if questions.gallops(seen, seen.unit(number)):
        return f"  At the gallop {chart.forced}% more points; the horses are blown in the next part."
    ways = questions.straggling(seen, seen.unit(number))
    if not ways:
        return f"  Forced march: {chart.forced}% more points, at no risk."
    lost = f"{chart.forced_morale} morale and {chart.stragglers}% of the men"
    return f"  Forced march: {chart.forced}% more points; {per_cent(ways)} to lose {lost}."


def forecast(seen: Seen, attack: Attack, cast: Forecast) -> str:
    """An attack before it is made: powers, odds, every shift, the chances, and defenders without a way back."""
    odds = chronicle.name_odds(seen.scenario.charts, cast.plain)
    where = chronicle.name_hex(seen.scenario, cast.target)
    lines = [f"Attack on {where}: {cast.attacker} against {cast.defender}, odds {odds}."]
    if cast.shifts:
        shifts = ", ".join(
            f"{chronicle.signed(s.columns)} {chronicle.name_shift(s.reason, scenario=seen.scenario)}"
            for s in cast.shifts
        )
        lines.append(f"  Shifts: {shifts}; together {chronicle.signed(cast.total)}.")
    for number, test in enumerate(cast.tests):
        template = (
            "  {when} {what} {chance}; if not, nothing comes of it."
            if test.test == "resolve"
            else "  {when} {what} {chance}; if not:"
        )
        what, when = chronicle.name_test(test.test), "Then" if number else "First"
        lines.append(template.format(when=when, what=what, chance=per_cent(test.ways)))
    lines += _blows(seen, attack, cast)
    if cast.unseen:
        lines.append(f"  Hexes out of sight next to it could hide up to {cast.unseen:,} men.")
    return "\n".join(lines)


def _blows(seen: Seen, attack: Attack, cast: Forecast) -> Iterator[str]:
    """What comes of the fight itself, and the losses to be expected, weighed by the chance that there is one."""
    ways, of = _joined(cast)
    if not ways:
        yield "  It does not come to a fight."
        return
    order = dict.fromkeys(line.outcome for line in cast.lines)
    chances = (f"{chronicle.name_outcome(outcome)} {per_cent(cast.ways(outcome))}" for outcome in order)
    yield f"  {', '.join(chances)}."
    lines = len(questions.lines_standing(seen, cast.target))
    stack = [u for u in seen.forces.at(cast.target) if seen.bonds.at_war(seen.actor, u.side)]
    if questions.lines_spared(seen, cast.target, stack, "DR"):
        yield f"  They have {lines} lines: a retreat costs them one, a rout two; with the last they lose the hex."
    caught = _no_way_back(seen, attack)
    if caught:
        who = chronicle.listed([chronicle.name_unit(seen.scenario, unit.number) for unit in caught])
        yield f"  No way back: {who}.  Driven off, they fight where they stand or are lost."
    ours, theirs = (
        (sum(lost * line.ways for lost, line in zip(side, cast.lines, strict=True)) * ways + 18 * of) // (36 * of)
        for side in ([line.attacker_loss for line in cast.lines], [line.defender_loss for line in cast.lines])
    )
    counted = ", the chance that it comes to no fight counted in" if ways < of else ""
    yield f"  Losses to be expected{counted}: {ours} of ours, {theirs} of theirs."


def _joined(cast: Forecast) -> tuple[int, int]:
    """The chance that it comes to a fight at all: so many ways, of how many."""
    ways, of = 1, 1
    for test in cast.tests:
        ways *= 36 - test.ways if test.test == "evasion" else test.ways
        of *= 36
    return ways, of


def _no_way_back(seen: Seen, attack: Attack) -> list[Unit]:
    """The defenders who have nowhere to retreat to."""
    sides = {seen.unit(number).side for number in attack.units}
    foes = tuple(sorted({seen.unit(number).cell for number in attack.units}))
    return [
        unit
        for unit in seen.forces.at(attack.target)
        if unit.men
        and any(seen.bonds.at_war(side, unit.side) for side in sides)
        and not questions.way_back(seen, unit, 1, foes)
    ]


def enemies_near(seen: Seen, number: int) -> tuple[Cell, ...]:
    """The hexes next to a unit on which enemies of its side stand."""
    unit = seen.unit(number)
    grid = seen.scenario.board.grid
    hostile = 0
    for side, cells in seen.forces.occupied().items():
        if seen.bonds.at_war(unit.side, side):
            hostile |= cells
    return tuple(cells_of(grid.spread(1 << unit.cell) & hostile)) if unit.on_map else ()
