"""What a frame of the film lays on the map: wedges of an attack, a word over the place where something happens."""

from dataclasses import replace

from game import chronicle
from game.model.events import (
    AmbushSprung,
    AttackDeclared,
    Bombarded,
    DefenderEvaded,
    DummyFound,
    FightResolved,
    LineLost,
    MarchStopped,
    PlaceTaken,
    TermsAnswered,
    TermsAsked,
    UnitArrived,
    UnitLeft,
)
from game.ui import animate
from game.ui.animate import Frame
from game.ui.overlay import Overlay

STOPS = {
    "met": "meets the enemy",
    "held": "held up",
    "tired": "can go no farther",
    "ambush": "ambushed",
    "false_guide": "a false guide",
}
LEFT = {"terms": "marches off unarmed", "merged": "joins its comrades"}


def going(frame: Frame) -> tuple[int, ...]:
    """The units that are on their way in a frame, the one of its event first."""
    unit = getattr(frame.event, "unit", -1)
    moves = isinstance(unit, int) and animate.on_the_way(frame, unit, 0.0) is not None
    return (unit, *frame.along) if moves else ()


def with_event(shown: Overlay, frame: Frame) -> Overlay:
    """What a frame itself lays on the map: wedges, and a word over the place."""
    event, before = frame.event, frame.before
    bare = replace(shown, reach=0, costs={}, stops=0, path=(), attacks=(), odds={}, chosen=0, pointed=0)
    match event:
        case AttackDeclared(_, target, units, _):
            pairs = tuple(sorted({(before.unit(n).cell, target) for n in units if before.unit(n).on_map}))
            return replace(bare, attacks=pairs)
        case FightResolved():
            return replace(bare, odds={event.target: chronicle.name_outcome(event.outcome)}, chosen=event.target)
        case MarchStopped(units, cell, cause):
            here = before.unit(units[0]).cell
            return replace(bare, odds={here: STOPS.get(cause, "halts")}, chosen=cell)
        case AmbushSprung(_, target, units):
            pairs = tuple(sorted({(before.unit(n).cell, target) for n in units if before.unit(n).on_map}))
            return replace(bare, attacks=pairs, odds={target: "ambush!"}, chosen=target)
        case DummyFound(unit):
            return replace(bare, odds={before.unit(unit).cell: "nobody there"})
        case DefenderEvaded(target, _):
            return replace(bare, odds={target: "slips away"}, chosen=target)
        case PlaceTaken(place, side, _):
            cell = before.scenario.board.places[place].cell
            words = f"{before.scenario.board.places[place].name}: {chronicle.name_side(before.scenario, side)}".replace(
                "'", "’"
            )
            return replace(bare, odds={cell: words}, chosen=cell)
        case Bombarded(unit, place, _):
            here, cell = before.unit(unit).cell, before.scenario.board.places[place].cell
            shots = ((here, cell),) if before.unit(unit).on_map else ()
            return replace(bare, attacks=shots, odds={cell: "bombarded"}, chosen=cell)
        case LineLost(place, _, cause):
            cell = before.scenario.board.places[place].cell
            return replace(bare, odds={cell: "a line given up" if cause == "given_up" else "a line lost"}, chosen=cell)
        case TermsAsked(place):
            cell = before.scenario.board.places[place].cell
            return replace(bare, odds={cell: "asks for terms"}, chosen=cell)
        case TermsAnswered(place, _, granted):
            cell = before.scenario.board.places[place].cell
            return replace(bare, odds={cell: "terms signed" if granted else "no terms"}, chosen=cell)
        case UnitLeft(unit, _, _, _, cause):
            return replace(bare, odds={before.unit(unit).cell: LEFT.get(cause, cause.replace("_", " "))})
        case UnitArrived(unit, cell, _):
            return replace(
                bare,
                odds={cell: f"{chronicle.name_unit(before.scenario, unit)} arrives".replace("'", "’")},
                chosen=cell,
            )
        case _:
            return bare
