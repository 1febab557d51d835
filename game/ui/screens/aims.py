"""Points and dates: what the sides are counted by, as far as it is reached."""

import pygame

from game import questions
from game.model.scenario import Award, Deadline
from game.model.state import Seen
from game.ui import panel
from game.ui.faces import Face, px, shorten, text
from game.ui.screens.moment import Moment, dashed, day, side_name, unit_name


def draw(moment: Moment, left: int, room: int, y: int, low: int) -> None:
    """List the points and the dates of the masters, as far as there is room."""
    surface, theme, seen = moment.surface, moment.stage.theme, moment.seen
    victory = seen.scenario.victory
    if y > low - px(80):
        return
    points = seen.tally.points
    note = f"{points} {'point' if points == 1 else 'points'}, par {victory.par}"
    y = panel.heading(surface, theme, (left, y), room, "Aims", note, "V")
    who = side_name(seen.scenario, victory.side)
    text(surface, f"Points are {who}’s.", Face.SERIF_ITALIC, 13.5, theme.ink_2, (left, y))
    y += px(20)
    for number, award in enumerate(victory.awards):
        if y > low - px(20):
            return
        done = number in seen.tally.given or (award.kind in ("hold", "holding") and questions.worth(seen, award) > 0)
        y = _aim(
            moment, left, room, y, _award(seen, award), _when(seen, award), f"{questions.each(seen, award):+d}", done
        )
    if not victory.deadlines or y > low - px(60):
        return
    master = side_name(seen.scenario, victory.deadlines[0].side)
    y = panel.heading(surface, theme, (left, y + px(8)), room, "Timetable", shorten(master, Face.NARROW, 14, px(130)))
    for deadline in victory.deadlines:
        if y > low - px(20):
            return
        done = questions.met(seen, deadline)
        when = f"by {day(seen.scenario, deadline.turn)}"
        y = _aim(moment, left, room, y, _deadline(seen, deadline), when, f"{deadline.reward:+d}", done)


def _aim(moment: Moment, left: int, room: int, y: int, words: str, when: str, worth: str, done: bool) -> int:
    surface, theme = moment.surface, moment.stage.theme
    base = y + px(15)
    box = pygame.Rect(left, y + px(4), px(11), px(11))
    pygame.draw.rect(surface, theme.card, box)
    pygame.draw.rect(surface, theme.ink_2, box, 1)
    if done:
        pygame.draw.rect(surface, theme.good, box.inflate(-px(5), -px(5)))
    text(surface, worth.replace("-", "−"), Face.NARROW_BOLD, 15, theme.ink, (left + room, base), "sr")
    late = text(surface, when, Face.NARROW, 14, theme.ink_2, (left + room - px(34), base), "sr")
    words = shorten(words, Face.SERIF, 14, late.x - left - px(26))
    text(surface, words, Face.SERIF, 14, theme.ink, (left + px(19), base), "sl")
    return y + px(21)


def _named(seen: Seen, place: str) -> str:
    return seen.scenario.board.place(place).name


def _award(seen: Seen, award: Award) -> str:
    match award.kind:
        case "hold":
            return f"Hold {_named(seen, award.place)}, each turn"
        case "take" | "falls":
            return f"Take {_named(seen, award.place)}"
        case "holding":
            return f"Hold {_named(seen, award.place)}"
        case "losses":
            lost = seen.tally.lost[seen.scenario.side_number(award.side)]
            who = side_name(seen.scenario, award.side)
            return f"Each {award.per:,} lost by {who} ({lost:,} so far)"
        case "guns":
            number = seen.scenario.side_number(award.side)
            taken = seen.tally.guns[number] if seen.tally.guns else 0
            return f"Each gun taken by {side_name(seen.scenario, award.side)} ({taken} so far)"
        case "cohesion":
            return _bond(seen, award)
        case "standing":
            return _standing(seen, award)
        case "leader":
            men = f", with {award.men:,} men" if award.men else ""
            return f"{_leader(seen, award.leader)} free{men}"
        case "leader_lost":
            return f"{_leader(seen, award.leader)} dead or taken"
        case "escaped":
            return _escape(seen, award)
        case _:
            return award.kind


def _bond(seen: Seen, award: Award) -> str:
    """A faction that is to keep to its side, or to be lost to it."""
    name = seen.scenario.faction(award.faction).name
    if award.most < 10 and not award.least:
        return f"{name} gone, or cohesion {award.most} or less"
    band = f" to {award.most}" if award.most < 10 else " or more"
    return f"{name} in the ranks" + (f", cohesion {award.least}{band}" if award.least > 1 else "")


def _standing(seen: Seen, award: Award) -> str:
    """Units that are to be on the map with men enough."""
    kind = f"{award.trait} unit"
    if award.type:
        kind = seen.scenario.charts.units.types[award.type].name.lower()
    if award.units:
        kind = " or ".join(unit_name(seen.scenario, seen.scenario.unit_number(name)) for name in award.units)
    return f"Each {kind} with {award.men:,} men"


def _escape(seen: Seen, award: Award) -> str:
    """Who must leave the map by his own ways off it, or by those that are named."""
    ways = " or ".join(_way(seen, name) for name in award.at)
    out = f"out by {ways}" if ways else "off the map"
    if award.leader:
        return f"{_leader(seen, award.leader)} {out}"
    each = "" if award.per == 1 else f"{award.per:,} "
    return f"Each {each}men of {side_name(seen.scenario, award.side)} {out}"


def _way(seen: Seen, name: str) -> str:
    """A way off the map: the frontier, an entry or a place."""
    if name == "frontier":
        return "the frontier"
    return seen.scenario.board.entry(name[5:]).name if name.startswith("edge:") else _named(seen, name)


def _leader(seen: Seen, leader: str) -> str:
    return unit_name(seen.scenario, seen.scenario.unit_number(leader))


def _when(seen: Seen, award: Award) -> str:
    if award.kind == "hold":
        return f"from {day(seen.scenario, award.turn)}" if award.turn > 1 else ""
    if award.kind == "holding" and award.turn:
        return f"on {day(seen.scenario, award.turn)}"
    if award.kind == "falls":
        return f"less after {day(seen.scenario, award.turn)}"
    if award.kind in ("holding", "cohesion", "leader", "standing"):
        return "at the end"
    return ""


def _deadline(seen: Seen, deadline: Deadline) -> str:
    if deadline.place:
        return _named(seen, deadline.place)
    ends = [_way(seen, name) for name in deadline.road]
    return dashed(f"{ends[0]} – {ends[-1]} clear") if ends else "The road clear"
