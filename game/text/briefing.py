"""What a side is to do and what pays: its orders, its dates, the awards, and what ends the game before its time."""

import textwrap

from game import chronicle, questions
from game.model.scenario import Award, Deadline
from game.model.state import Seen

WIDTH = 100


def briefing(seen: Seen, side: str) -> str:
    """The orders of a side as its scenario gives them, wrapped."""
    orders = seen.scenario.briefing.get(side, "").strip()
    if not orders:
        return f"There is no briefing for {chronicle.name_side(seen.scenario, side)}."
    return "\n\n".join(textwrap.fill(" ".join(part.split()), WIDTH) for part in orders.split("\n\n"))


def aims(seen: Seen) -> str:
    """Points against par, every award with what it pays now, every deadline and how it stands, and sudden deaths."""
    scenario = seen.scenario
    victory = scenario.victory
    lines = [
        f"Points are counted for {chronicle.name_side(scenario, victory.side)}: {seen.tally.points} so far; "
        f"par is {victory.par}, more wins for {chronicle.name_side(scenario, victory.side)}, "
        f"less for {chronicle.name_side(scenario, victory.against)}."
    ]
    lines += [f"  {_award(seen, number, award)}" for number, award in enumerate(victory.awards)]
    for side in scenario.sides:
        dates = [deadline for deadline in victory.deadlines if deadline.side == side.id]
        if dates:
            purse = side.currency or "its purse"
            has = seen.bonds.purse[scenario.side_number(side.id)]
            lines.append(f"Dates of {chronicle.name_side(scenario, side.id)}, which has {has} {purse}:")
            lines += [f"  {_deadline(seen, deadline, purse)}" for deadline in dates]
    flows = [told for side in scenario.sides if (told := chronicle.name_flows(scenario, side))]
    if flows:
        lines.append("What fills a purse, and what empties it:")
        lines += [f"  {told}" for told in flows]
    if victory.sudden:
        lines.append("The game ends before its time:")
        for number, death in enumerate(victory.sudden):
            held = seen.tally.streaks[number]
            so_far = f" (it has held {held} so far)" if held else ""
            lines.append(f"  {chronicle.name_death(scenario, death)}{so_far}.")
    return "\n".join(lines)


def _all_known(seen: Seen) -> bool:
    """Whether nothing is hidden from the one whose view this is."""
    return not seen.scouting.fog or not seen.scouting.eyes


def _award(seen: Seen, number: int, award: Award) -> str:
    name = chronicle.name_award(seen, award)
    when = chronicle.when_paid(seen.scenario, award)
    points = chronicle.signed(questions.each(seen, award))
    if number in seen.tally.given:
        return f"{points} {name}: paid."
    if award.kind == "holding" and award.turn and award.turn < seen.turn:
        return f"{points} {name}, {when}: past."
    known = "as things stand" if _all_known(seen) else "as far as is known"
    return f"{points} {name}, {when}: {chronicle.signed(questions.worth(seen, award))} {known}."


def _deadline(seen: Seen, deadline: Deadline, purse: str) -> str:
    """One date: done, due, or overdue."""
    name = chronicle.name_deadline(seen.scenario, deadline)
    what = f"{name}, by the end of turn {deadline.turn} ({chronicle.name_turn(seen.scenario, deadline.turn)})"
    if deadline in chronicle.deadlines_met(seen):
        return f"{what}: done."
    if seen.turn > deadline.turn:
        return f"{what}: overdue, −1 {purse} a turn."
    now = "not yet"
    if questions.met(seen, deadline):
        now = "clear now" if deadline.road else "held now"
        now += "" if _all_known(seen) else " as far as is known"
    left = deadline.turn - seen.turn
    due = "due this turn" if not left else f"due in {left} turn{'' if left == 1 else 's'}"
    return f"{what}: {due}, {chronicle.signed(deadline.reward)} {purse}; {now}."
