"""What shelters men on a hex and what threatens them: lines of works, and the best attack of the enemies."""

from collections.abc import Iterator, Sequence

from game import chronicle, questions
from game.hexes import Cell
from game.model.state import Seen
from game.text.counting import count, per_cent
from game.text.naming import hex_named


def works(seen: Seen, cell: Cell) -> Iterator[str]:
    """The lines of works on a hex, the outermost first."""
    built = questions.works_at(seen, cell)
    if built is None:
        return
    owner = f" for {chronicle.name_side(seen.scenario, built.side)} alone" if built.side else ""
    lost = len(built.lines) - len(questions.lines_standing(seen, cell))
    told = [
        f"{line.name + ', ' if line.name else ''}shift {chronicle.signed(line.shift)} with {line.men:,} men"
        + (", lost" if number < lost else "")
        for number, line in enumerate(built.lines)
    ]
    yield f"  Works{owner}: {'; then '.join(told)}."
    inside = [unit for unit in seen.forces.at(cell) if not built.side or unit.side == built.side]
    if inside:
        shift = questions.manned_works(seen, cell, inside)
        need, men = questions.lines_standing(seen, cell)[0].men, sum(unit.men for unit in inside)
        worth = f"shift {chronicle.signed(shift)}" if shift is not None else "no shelter"
        yield f"  {count(men, 'man', 'men')} in them, {need:,} needed: {worth}."
    town = seen.scenario.board.town_at(cell)
    number = seen.scenario.board.place_number(town.id if town is not None else built.at)
    for by, before, now in seen.realm.holdings[number].shelled:
        when = "in this part" if before else "in their next part"
        if before or now:
            who = chronicle.name_side(seen.scenario, by)
            gain = chronicle.signed(seen.scenario.charts.combat.shifts["bombarded"])
            yield f"  Bombarded by {who}: {gain} for their attack {when}."


def asked(seen: Seen, words: Sequence[str]) -> str:
    """The best attack of the enemies on the actor's men at a hex that is named; empty if it has none of them.

    Raises NotUnderstood.
    """
    cell = hex_named(seen, " ".join(words))
    if not any(unit.side == seen.actor for unit in seen.forces.at(cell)):
        return ""
    return threat(seen, cell) or f"No enemy in sight could attack {chronicle.name_hex(seen.scenario, cell)}."


def threat(seen: Seen, cell: Cell) -> str:
    """The best attack that enemies could make on the actor's men at a hex, in a paragraph; empty if there is none."""
    men = any(unit.side == seen.actor and unit.men for unit in seen.forces.at(cell))
    cast = questions.worst_on(seen, cell) if men else None
    if cast is None:
        return ""
    odds = chronicle.name_odds(seen.scenario.charts, cast.plain)
    lines = [f"  Their best attack here: {cast.attacker} against {cast.defender}, odds {odds}."]
    if cast.shifts:
        shifts = ", ".join(
            f"{chronicle.signed(s.columns)} {chronicle.name_shift(s.reason, scenario=seen.scenario)}"
            for s in cast.shifts
        )
        lines.append(f"    Shifts: {shifts}; together {chronicle.signed(cast.total)}.")
    for test in cast.tests:
        lines.append(f"    First {chronicle.name_test(test.test)} {per_cent(test.ways)}.")
    ours, theirs = (
        (sum(lost * line.ways for lost, line in zip(side, cast.lines, strict=True)) + 18) // 36
        for side in ([line.defender_loss for line in cast.lines], [line.attacker_loss for line in cast.lines])
    )
    stack = seen.forces.at(cell)
    spared = [one for one in ("DR", "DX") if questions.lines_spared(seen, cell, stack, one)]
    beaten = ("DX",) if questions.firm(stack) else ("DR", "DX")
    driven = per_cent(cast.ways(*[one for one in beaten if one not in spared]))
    if spared:
        driven += f" and lose lines of their works on {per_cent(cast.ways(*spared))}"
    who = "If it comes to a fight our men" if cast.tests else "Our men"
    lines.append(f"    {who} are driven off on {driven}; mean losses {ours} of ours, {theirs} of theirs.")
    return "\n".join(lines)
