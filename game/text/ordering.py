"""The orders of the text mode: from a player's words to actions, and what came of them."""

from collections.abc import Callable, Iterator

from game import chronicle, questions, umpire
from game.hexes import Cell
from game.model.actions import (
    Action,
    Advance,
    Attack,
    Bombard,
    EndPart,
    GiveUpLine,
    GrainSortie,
    GrantTerms,
    HireGuides,
    LeaveMap,
    Merge,
    Move,
    MoveTogether,
    OfferTerms,
    Retreat,
    SendConvoy,
    SetPosture,
    SetRation,
    SetRetreat,
    SetUp,
)
from game.model.agenda import MayAdvance, MayPlace, MayRetreat
from game.model.state import Seen
from game.session.game import Session
from game.text import defences, reports
from game.text.naming import (
    NotUnderstood,
    hex_named,
    place_named,
    posture_named,
    ration_named,
    unit_named,
    units_named,
)
from game.text.replies import offer, refused, submit

UNDO = {
    "undo.nothing": "There is nothing to take back.",
    "undo.computer": "The computer's orders cannot be taken back.",
    "undo.rolled": "The dice have fallen; that cannot be taken back.",
    "undo.part": "A part that was ended cannot be taken back.",
    "undo.other": "Another side has had to choose; that cannot be taken back.",
    "undo.seen": "New ground has been seen; that cannot be taken back.",
}


def _unit_and_hex(seen: Seen, words: list[str], example: str) -> tuple[int, Cell]:
    """A unit and a hex from one run of words, split wherever both make sense."""
    if "to" in words:
        at = words.index("to")
        return unit_named(seen, " ".join(words[:at]), seen.actor), hex_named(seen, " ".join(words[at + 1 :]))
    for at in range(1, len(words)):
        try:
            return unit_named(seen, " ".join(words[:at]), seen.actor), hex_named(seen, " ".join(words[at:]))
        except NotUnderstood as fault:
            last = fault
    if len(words) > 1:
        raise last
    raise NotUnderstood(f"say which unit and which hex, such as: {example}")


def _stack(seen: Seen, words: list[str]) -> list[int]:
    """The units that march: those named, or after the word stack all that stand with one and can march."""
    if words and words[0] == "stack":
        first = unit_named(seen, " ".join(words[1:]), seen.actor)
        here = [unit.number for unit in seen.forces.at(seen.unit(first).cell) if unit.side == seen.actor]
        return [number for number in here if umpire.reach(seen, number)] or [first]
    return sorted(set(units_named(seen, words, seen.actor)))


def move(session: Session, words: list[str]) -> Iterator[str]:
    """March a unit, or several of one hex together."""
    seen = session.seen()
    at = words.index("to") if "to" in words else 0
    several = _stack(seen, words[:at]) if at else []
    if len(several) > 1:
        yield from _march_together(session, several, hex_named(seen, " ".join(words[at + 1 :])))
        return
    if len(several) == 1:
        number, cell = several[0], hex_named(seen, " ".join(words[at + 1 :]))
    else:
        number, cell = _unit_and_hex(seen, words, "move 12 to Denau")
    unit, where = chronicle.name_unit(seen.scenario, number), chronicle.name_hex(seen.scenario, cell)
    if cell == seen.unit(number).cell and not seen.agenda:
        yield f"{unit} {'are' if chronicle.several(seen.scenario, number) else 'is'} already at {where}."
        return
    route = umpire.reach(seen, number).get(cell)
    if route is not None:
        yield from submit(session, Move(number, route.cells))
    elif seen.scenario.board.grid.adjacent(seen.unit(number).cell, cell) or seen.agenda:
        yield from submit(session, Move(number, (cell,)))
    else:
        yield f"No: {unit} cannot get to {where} in this part; `reach {number}` shows where it can."


def _march_together(session: Session, numbers: list[int], cell: Cell) -> Iterator[str]:
    seen = session.seen()
    route = questions.reach_together(seen, [seen.unit(number) for number in numbers]).get(cell)
    way = route.cells if route is not None else (cell,)
    order = MoveTogether(tuple(numbers), way)
    if route is None and not list(refused(session, order)):
        raise NotUnderstood("these units do not march together")
    if route is None and len({seen.unit(number).cell for number in numbers}) == 1:
        who, where = chronicle.name_units(seen.scenario, numbers), chronicle.name_hex(seen.scenario, cell)
        asked = ", ".join(str(number) for number in numbers)
        yield f"No: {who} cannot get to {where} together in this part; `reach {asked}` shows where they can."
        return
    yield from submit(session, order)


def _attack_of(session: Session, words: list[str]) -> Attack:
    """An attack from a hex, units and the word charge; without units, everybody who can."""
    seen = session.seen()
    charge = "charge" in words
    words = [word for word in words if word != "charge"]
    numbers: list[int] = []
    if "with" in words:
        at = words.index("with")
        numbers = units_named(seen, words[at + 1 :], seen.actor)
        words = words[:at]
    cell = hex_named(seen, " ".join(words))
    if not numbers:
        able = [a for a in umpire.legal(seen) if isinstance(a, Attack) and a.target == cell]
        if able:
            return _with_guns(seen, Attack(cell, max((attack.units for attack in able), key=len), charge))
        near = seen.scenario.board.grid.spread(1 << cell)
        numbers = [unit.number for unit in seen.forces.of(seen.actor) if near >> unit.cell & 1]
        if not numbers:
            raise NotUnderstood(f"none of your units is next to {chronicle.name_hex(seen.scenario, cell)}")
    return Attack(cell, tuple(sorted(set(numbers))), charge)


def _with_guns(seen: Seen, attack: Attack) -> Attack:
    """An attack with the batteries that can fire for it from farther off."""
    if seen.scenario.measures.guns < 2:
        return attack
    far = [unit.number for unit in seen.forces.of(seen.actor) if unit.guns and unit.number not in attack.units]
    for number in far:
        more = Attack(attack.target, tuple(sorted((*attack.units, number))), attack.charge)
        attack = more if umpire.refusal(seen, more) is None else attack
    return attack


def forecast(session: Session, words: list[str]) -> Iterator[str]:
    """What an attack would come to; of a hex of one's own, the best attack of the enemies."""
    own = "with" not in words and "charge" not in words and defences.asked(session.seen(), words)
    if own:
        yield own
        return
    attack = _attack_of(session, words)
    seen = session.seen()
    no = list(refused(session, attack))
    if no:
        yield from no
        return
    yield f"With {chronicle.name_units(seen.scenario, attack.units)}:"
    yield reports.forecast(seen, attack, umpire.forecast(seen, attack))


def attack(session: Session, words: list[str]) -> Iterator[str]:
    """Attack a hex."""
    blow = _attack_of(session, words)
    if umpire.refusal(session.state, blow) is None:
        yield reports.forecast(session.seen(), blow, umpire.forecast(session.seen(), blow))
    yield from submit(session, blow)


def advance(session: Session, words: list[str]) -> Iterator[str]:
    """Say who enters a hex that was won."""
    task = session.state.agenda[0] if session.state.agenda else None
    if isinstance(task, MayAdvance) and words in ([], ["all"]):
        yield from submit(session, Advance(task.units))
        return
    none = words in ([], ["none"], ["all"])
    numbers = () if none else tuple(sorted(set(units_named(session.seen(), words, session.state.actor))))
    yield from submit(session, Advance(numbers))


def place(session: Session, words: list[str]) -> Iterator[str]:
    """Say where a unit of a hidden set-up stands."""
    task = session.state.agenda[0] if session.state.agenda else None
    if not isinstance(task, MayPlace):
        yield "Nobody waits to be placed."
        return
    yield from submit(session, SetUp(task.unit, hex_named(session.seen(), " ".join(words))))


def posture(session: Session, words: list[str]) -> Iterator[str]:
    """Give a unit its standing order."""
    if len(words) < 2:
        raise NotUnderstood("say which unit and which order: posture 12 evade")
    order = posture_named(words[-1])
    number = unit_named(session.seen(), " ".join(words[:-1]), session.state.actor)
    yield from submit(session, SetPosture(number, order))


def asking(session: Session, words: list[str]) -> Iterator[str]:
    """Say whether the owner of a unit is asked by which way it falls back."""
    on = words[-1:] != ["off"]
    number = unit_named(session.seen(), " ".join(words[:-1] if words[-1:] in (["on"], ["off"]) else words),
                        session.state.actor)  # fmt: skip
    yield from submit(session, SetRetreat(number, on))


def retreat(session: Session, words: list[str]) -> Iterator[str]:
    """Say to which hex a unit falls back; without a hex, by the usual way."""
    task = session.state.agenda[0] if session.state.agenda else None
    if not isinstance(task, MayRetreat):
        yield "Nobody waits to be told by which way to fall back."
        return
    cell = hex_named(session.seen(), " ".join(words)) if words else task.routes[0][-1]
    yield from submit(session, Retreat(next((route for route in task.routes if route[-1] == cell), (cell,))))


def merge(session: Session, words: list[str]) -> Iterator[str]:
    """Let a remnant join another unit of its kind; without a second name, the only one it can join."""
    seen, side = session.seen(), session.state.actor
    if "into" in words:
        at = words.index("into")
        unit, into = unit_named(seen, " ".join(words[:at]), side), unit_named(seen, " ".join(words[at + 1 :]), side)
        yield from submit(session, Merge(unit, into))
        return
    unit = unit_named(seen, " ".join(words), side)
    others = [other.number for other in seen.forces.at(seen.unit(unit).cell) if other.number != unit]
    able = [number for number in others if umpire.refusal(seen, Merge(unit, number)) is None]
    if len(able) > 1:
        raise NotUnderstood(f"say which unit it joins, such as: merge {unit} into {able[0]}")
    yield from submit(session, Merge(unit, *(able or others or [unit])[:1]))


def unit_order(make: Callable[[int], Action]) -> Callable[[Session, list[str]], Iterator[str]]:
    """An order that needs nothing but its unit."""

    def do(session: Session, words: list[str]) -> Iterator[str]:
        yield from submit(session, make(unit_named(session.seen(), " ".join(words), session.state.actor)))

    return do


def leave(session: Session, words: list[str]) -> Iterator[str]:
    """Take a unit off the map for good, and say what goes; a convoy only on the word yes."""
    seen = session.seen()
    sure = len(words) > 1 and words[-1] == "yes"
    number = unit_named(seen, " ".join(words[:-1] if sure else words), session.state.actor)
    order, goes = LeaveMap(number), reports.strength(seen, seen.unit(number))
    if not sure and "convoy" in seen.scenario.types[number].traits and umpire.refusal(session.state, order) is None:
        name = chronicle.name_unit(seen.scenario, number)
        yield f"{name} would leave the map for good, with the bread it carries: `leave {number} yes` says so."
        return
    before = session.actions
    yield from submit(session, order)
    if session.actions > before and goes:
        yield f"  Gone for good: {goes}."


def guides(session: Session, words: list[str]) -> Iterator[str]:
    """Pay ford-men for the way across a river to the next hex."""
    seen = session.seen()
    number, cell = _unit_and_hex(seen, words, "guides 12 to 1508")
    grid = seen.scenario.board.grid
    if not grid.adjacent(seen.unit(number).cell, cell):
        raise NotUnderstood(f"{chronicle.name_hex(seen.scenario, cell)} is not next to the unit")
    yield from submit(session, HireGuides(number, grid.direction(seen.unit(number).cell, cell)))


def sortie(session: Session, words: list[str]) -> Iterator[str]:
    """Send a besieged unit out for grain."""
    number, cell = _unit_and_hex(session.seen(), words, "sortie 12 to 1508")
    yield from submit(session, GrainSortie(number, cell))


def ration(session: Session, words: list[str]) -> Iterator[str]:
    """Say what a place serves out while it is besieged."""
    if len(words) < 2:
        raise NotUnderstood("say which place and which ration: ration Dushanbe half")
    served = ration_named(words[-1])
    yield from submit(session, SetRation(place_named(session.seen(), " ".join(words[:-1])), served))


def bombard(session: Session, words: list[str]) -> Iterator[str]:
    """Turn a unit's guns, or captured ones, on the works of a hex."""
    number, cell = _unit_and_hex(session.seen(), words, "bombard 12 to 1508")
    yield from submit(session, Bombard(number, cell))


def give_up(session: Session, words: list[str]) -> Iterator[str]:
    """Leave the outermost line of the works of a place."""
    yield from submit(session, GiveUpLine(place_named(session.seen(), " ".join(words))))


def terms(session: Session, words: list[str]) -> Iterator[str]:
    """Ask for terms at a place, or answer a garrison that has asked."""
    if words in (["grant"], ["refuse"]):
        yield from submit(session, GrantTerms(words == ["grant"]))
        return
    yield from submit(session, OfferTerms(place_named(session.seen(), " ".join(words))))


def convoy(session: Session, _: list[str]) -> Iterator[str]:
    """Pay for one more convoy."""
    yield from submit(session, SendConvoy())


def end(session: Session, _: list[str]) -> Iterator[str]:
    """End the part."""
    yield from submit(session, EndPart())


def undo(session: Session, _: list[str]) -> Iterator[str]:
    """Take back the last order."""
    if session.undo_stop:
        yield UNDO.get(session.undo_stop, "That cannot be taken back.")
        yield from offer(session)
        return
    action = session.undo()
    yield f"Taken back: {chronicle.name_action(session.seen(), action)}."
