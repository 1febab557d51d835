"""The orders of a unit as buttons, each with its key, its price or chance, and why it is refused."""

from typing import assert_never

import pygame

from game import chronicle, questions
from game.hexes import Cell
from game.model.actions import (
    Action,
    Advance,
    Attack,
    Bombard,
    Choose,
    DigIn,
    Disarm,
    Disband,
    Drill,
    EndPart,
    ForceMarch,
    Gift,
    GiveUpLine,
    GrainSortie,
    GrantTerms,
    HireGuides,
    HoldCouncil,
    Keep,
    LeaveMap,
    MakeOffer,
    MakePeace,
    Merge,
    Move,
    MoveTogether,
    OfferTerms,
    OpenDepot,
    PlayCard,
    React,
    Relieve,
    Retreat,
    SendConvoy,
    SetPosture,
    SetRation,
    SetRetreat,
    SetUp,
    ShareGuns,
    ShareTown,
)
from game.model.bonds import Ration
from game.model.forces import Posture, Unit
from game.model.state import Seen
from game.ui import intent, orders, panel
from game.ui.choices import Conferring, Errand, Together
from game.ui.faces import px
from game.ui.orders import Order
from game.ui.screens.moment import Moment, unit_name, why
from game.ui.table import confers, holds_cards

KEYS = {Posture.STAND: "1", Posture.EVADE: "2", Posture.LAST: "3"}
RATIONS = {Ration.FULL: "Full", Ration.HALF: "Half", Ration.QUARTER: "Quarter"}
ERRANDS = {orders.GUIDES: ("Ford-men", "H"), orders.SORTIE: ("Grain", "N"), orders.SHELL: ("Bombard", "Q")}


class _Rows:
    """Places for buttons, two in a row."""

    __slots__ = ("_filled", "_half", "_left", "_top")
    GAP, HIGH = 6, 32

    def __init__(self, left: int, top: int, room: int) -> None:
        self._left, self._top = left, top
        self._half = (room - px(self.GAP)) // 2
        self._filled = 0

    def next(self) -> pygame.Rect:
        """The place of the next button."""
        across, down = self._filled % 2, self._filled // 2
        self._filled += 1
        gap, high = px(self.GAP), px(self.HIGH)
        return pygame.Rect(self._left + across * (self._half + gap), self._top + down * (high + gap), self._half, high)


def draw(moment: Moment, unit: Unit, left: int, room: int, y: int) -> int:
    """Lay out the buttons of what the unit can be told; return the y below."""
    desk, seen = moment.desk, moment.seen
    found = orders.orders(seen, unit.number)
    gap, high = px(6), px(32)
    postures = [o for o in found if isinstance(o.action, SetPosture)]
    third = (room - 2 * gap) // 3
    for place, order in enumerate(postures):
        _order_button(moment, pygame.Rect(left + place * (third + gap), y, third, high), order, 13.5)
    rows = _Rows(left, _rations(moment, unit.cell, left, room, y + high + gap), room)
    for order in (*orders.siege(seen, unit.cell), *found):
        if not isinstance(order.action, SetPosture):
            _order_button(moment, rows.next(), order, 14.5)
    units = intent.together(seen, unit.number)
    if len(intent.mine(seen, unit.side, unit.cell)) > 1:
        stop = "" if len(units) > 1 else "Nobody else on this hex has points left."
        hint = "The units of this hex march by one order, at the pace of the slowest."
        on = isinstance(moment.choice, Together)
        desk.button(rows.next(), "Together", "together", "M", why=stop, hint=hint, on=on, size=14.5)
    for errand in orders.errands(seen, unit.number):
        label, key = ERRANDS[errand.what]
        label += f" ({seen.scenario.charts.march.guides_cost})" if errand.what == orders.GUIDES else ""
        on = moment.choice == Errand(unit.number, errand.what)
        stop = "" if errand.offers else why(errand.refusal, seen)
        hint = _errand_hint(seen, unit, errand.what)
        desk.button(rows.next(), label, errand.what, key, why=stop, hint=hint, on=on, size=14.5)
    last = rows.next()
    desk.button(last, "Next unit", "next", "Tab", size=14.5)
    return last.bottom + px(8)


def of_place(moment: Moment, cell: Cell, left: int, room: int, y: int) -> int:
    """The buttons of what those who hold a place can be told: its ration, its works, terms; return the y below."""
    y = _rations(moment, cell, left, room, y)
    found = orders.siege(moment.seen, cell) if moment.mine else ()
    if not found:
        return y
    rows = _Rows(left, y, room)
    box = rows.next()
    for place, order in enumerate(found):
        box = rows.next() if place else box
        _order_button(moment, box, order, 14.5)
    return box.bottom + px(6)


def _rations(moment: Moment, cell: Cell, left: int, room: int, y: int) -> int:
    """The buttons of what the place on a hex serves out, for its holder; return the y below."""
    seen = moment.seen
    found = orders.rations(seen, cell) if moment.mine else ()
    place = seen.scenario.board.town_at(cell)
    if not found or place is None:
        return y
    number = seen.scenario.board.place_number(place.id)
    if seen.realm.holdings[number].holder != moment.side:
        return y
    gap = px(6)
    wide = (room - 2 * gap) // 3
    for column, (order, key) in enumerate(zip(found, "456", strict=True)):
        assert isinstance(order.action, SetRation)
        ration = order.action.ration
        served = seen.scenario.charts.supply.rations[ration.value]
        box = pygame.Rect(left + column * (wide + gap), y, wide, px(32))
        stop = "" if order.current else why(order.refusal, seen)
        lasting = chronicle.turns_of_bread(seen.scenario.charts, seen.realm.holdings[number].stores, ration.value)
        hint = (
            f"While {place.name} is shut in it serves out {served} quarter rations a turn: bread for {lasting} turns."
        )
        command = f"ration:{number}={ration.value}"
        key = "" if _figures_taken(moment) else key
        moment.desk.button(box, RATIONS[ration], command, key, why=stop, hint=hint, on=order.current, size=13)
    return y + px(38)


def table(moment: Moment, left: int, room: int, y: int, stop: str) -> int:
    """The buttons of the hand of cards and of the council, where there are such; return the y below."""
    shown = [("Cards", "cards", "F2")] if holds_cards(moment.seen, moment.side) else []
    shown += [("Council", "council", "F3")] if confers(moment.seen) else []
    gap = px(6)
    wide = (room - gap * (len(shown) - 1)) // max(1, len(shown))
    for place, (label, command, key) in enumerate(shown):
        box = pygame.Rect(left + place * (wide + gap), y, wide, px(32))
        on = isinstance(moment.choice, Conferring) and moment.choice.topic == command
        moment.desk.button(box, label, command, key, why=stop, on=on, size=14.5)
    return y + px(38) if shown else y


def convoy(moment: Moment, left: int, room: int, y: int) -> int:
    """The button of one more convoy, where the side has convoys; return the y below."""
    order = orders.convoy(moment.seen, moment.side) if moment.mine else None
    if order is None:
        return y
    _order_button(moment, pygame.Rect(left, y, room, px(32)), order, 14.5)
    return y + px(38)


def _order_button(moment: Moment, box: pygame.Rect, order: Order, size: float) -> None:
    label, command, key = worded(order.action, moment.seen)
    key = "" if key.isdigit() and _figures_taken(moment) else key
    stop = "" if order.current else why(order.refusal, moment.seen)
    hint = hinted(order.action, moment.seen)
    moment.desk.button(box, label, command, key, on=order.current, why=stop, hint=hint, size=size)


def _figures_taken(moment: Moment) -> bool:
    """Whether the figures on the keyboard answer a question of the other panel."""
    return isinstance(moment.choice, Together | Errand)


def worded(action: Action, seen: Seen) -> tuple[str, str, str]:
    """Label, command and key of an order's button; empty for what is ordered on the map or in the other panel."""
    match action:
        case SetPosture(_, posture):
            short = {Posture.STAND: "Stand", Posture.EVADE: "Evade", Posture.LAST: "To last"}[posture]
            return short, f"posture:{posture.value}", KEYS[posture]
        case DigIn():
            return "Dig in", "dig", "T"
        case OpenDepot():
            return "Depot", "depot", "O"
        case Relieve():
            return "Feed stack", "relieve", "R"
        case ForceMarch(unit):
            if questions.gallops(seen, seen.unit(unit)):
                return "Gallop", "force", "F"
            return f"Force ({questions.straggling(seen, seen.unit(unit)) / 36:.0%})", "force", "F"
        case LeaveMap():
            return "Leave map", "leave", "X"
        case SetRetreat():
            return "Ask me", "asks", "7"
        case Merge(_, into):
            return f"Join {seen.unit(into).men} men", f"merge:{into}", "J"
        case GiveUpLine(place):
            return "Give up line", f"giveup:{place}", "8"
        case OfferTerms(place):
            return "Ask terms", f"terms:{place}", "9"
        case SendConvoy():
            return f"One more convoy ({seen.scenario.charts.supply.convoy_cost})", "convoy", "Y"
        case (
            Move() | MoveTogether() | Attack() | HireGuides() | GrainSortie() | SetRation() | Advance() | SetUp()
            | Retreat() | EndPart() | Bombard() | GrantTerms() | Drill() | Disband() | Gift() | HoldCouncil() | Disarm()
            | ShareTown() | ShareGuns() | MakeOffer() | MakePeace() | PlayCard() | Keep() | Choose() | React()
        ):  # fmt: skip
            return "", "", ""
        case _:
            assert_never(action)


def hinted(action: Action, seen: Seen) -> str:
    """What an order brings, costs and risks, in a sentence."""
    match action:
        case ForceMarch(unit):
            return _forced(seen, seen.unit(unit))
        case LeaveMap():
            return f"The unit marches off the map for {seen.scenario.charts.march.leave} points and does not come back."
        case SendConvoy():
            side = seen.scenario.side(seen.actor)
            cost = seen.scenario.charts.supply.convoy_cost
            return f"A second convoy this turn, for {cost} {side.currency or 'of the purse'}."
        case OpenDepot():
            return "The convoy becomes a depot in this town."
        case Relieve():
            return f"The convoy is spent: up to {seen.scenario.charts.supply.rescue_men} men here are fed at once."
        case SetRetreat(_, asks):
            now = "It falls back by the usual way." if asks else "You are asked by which way it falls back."
            return f"{now} Press to change that."
        case Merge(unit, into):
            men = seen.unit(unit).men + seen.unit(into).men
            return f"The remnant joins {unit_name(seen.scenario, into)}: {men:,} men together."
        case GiveUpLine():
            return "The men go back into the next line; the bread behind the outermost comes with them."
        case OfferTerms():
            return "The men would march off without arms; guns and place would be the besieger’s. He may refuse."
        case _:
            return ""


def _forced(seen: Seen, unit: Unit) -> str:
    """What a forced march brings and risks."""
    chart = seen.scenario.charts.march
    more = f"{chart.forced}% more points in this part"
    if questions.gallops(seen, unit):
        return f"{more}; in the next the horses are blown and have {chart.blown}%. No test."
    ways = questions.straggling(seen, unit)
    toll = f"{chart.forced_morale} morale and {chart.stragglers}% of the men"
    return f"{more}. It costs {toll} with a chance of {ways / 36:.1%}."


def _errand_hint(seen: Seen, unit: Unit, what: str) -> str:
    chart = seen.scenario.charts
    if what == orders.GUIDES:
        side = seen.scenario.side(unit.side)
        lies = 36 - questions.guides_ways(seen, unit)
        risk = f"; they lie in {lies / 36:.1%}" if lies else ""
        price = f"{chart.march.guides_cost} {side.currency or 'of the purse'}"
        return f"Pay ford-men {price} to open water in spate for {chart.march.guides_turns} turns{risk}."
    if what == orders.SHELL:
        gain = panel.signed(chart.combat.shifts["bombarded"])
        return f"Turn guns on works: in your next part attackers there have {gain}. The unit does nothing else."
    return "Go out for grain into a field beside the town."
