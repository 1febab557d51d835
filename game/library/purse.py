"""Whether what moves the purses can be counted: the flows of each side."""

from game.library.desk import Desk
from game.library.lines import Keys
from game.library.schema import FlowTable
from game.library.soundness import TRAITS

GAINS = ("victory", "convoy", "place")
NEEDS = {"losses": ("per",), "victory": ("men",), "retreat": ("men",), "rout": ("men",)}


def check_purses(desk: Desk) -> None:
    """Note what is wrong with the flows of the purses."""
    for number, side in enumerate(desk.told.sides):
        for item, flow in enumerate(side.flows):
            _flow(desk, ("sides", number, "flows", item), flow)


def _flow(desk: Desk, at: Keys, flow: FlowTable) -> None:
    for key in NEEDS.get(flow.kind, ()):
        if not getattr(flow, key):
            desk.wrong((*at, key), None, f"is missing; a flow of the kind {flow.kind} needs it")
    gain = flow.kind in GAINS
    if flow.by == 0 or (flow.by > 0) != gain:
        message = f"should be {'above' if gain else 'below'} 0: a flow of the kind {flow.kind} "
        desk.wrong((*at, "by"), flow.by, message + (f"{'fills' if gain else 'empties'} the purse"))
    for item, place in enumerate(flow.places):
        desk.town(place, (*at, "places", item))
    if flow.kind == "wiped":
        one_kind(desk, at, "a flow of the kind wiped", flow.type, flow.trait)


def one_kind(desk: Desk, at: Keys, what: str, kind: str, trait: str, units: tuple[str, ...] = ()) -> None:
    """Note units that are named in no way or in several, and a type, a trait or a unit that there is not."""
    if sum(map(bool, (kind, trait, units))) != 1:
        ways = "a type, a trait or units" if what.endswith("standing") else "a type or a trait"
        desk.wrong(at, None, f"{what} should name {ways}, one of them")
    if kind:
        desk.known("unit type in the chart", kind, desk.charts.units.types, (*at, "type"))
    if trait:
        desk.known("trait", trait, TRAITS, (*at, "trait"))
    for item, name in enumerate(units):
        desk.unit(name, (*at, "units", item))
