"""The pen: what each event changes, and nothing else.  `evolve` is the only way from one state to the next.

One small function an event; each is given the state and returns the next.  They know no rule: an event already
says what its change comes to.
"""

from collections.abc import Callable, Sequence
from typing import Any

from game.hexes import set_of
from game.model.bonds import Bonds, Holding, Pasture, Realm, Sky, Tally
from game.model.card_pens import CARD_PENS
from game.model.court_pens import COURT_PENS
from game.model.derived import changer
from game.model.dice import Scripted, Sealed, Seeded
from game.model.events import (
    AmbushSprung,
    AttackDeclared,
    AttackRefused,
    Bombarded,
    ConvoyPaid,
    DefenderEvaded,
    DepotChanged,
    DepotFed,
    Event,
    FieldForaged,
    FordsChanged,
    GameEnded,
    GroundGrazed,
    GroundWorn,
    GunsTaken,
    LineLost,
    MarchStopped,
    MenLost,
    Noted,
    PartBegan,
    PartEnded,
    PlaceLeftBare,
    PlaceSwayed,
    PlaceTaken,
    PurseChanged,
    Queued,
    RationSet,
    Rolled,
    Scored,
    SkyChanged,
    StoresChanged,
    StreakChanged,
    Surprised,
    TaskDone,
    TermsAnswered,
    TermsAsked,
    TurnBegan,
    UnitMerged,
    Unnoticed,
)
from game.model.forces import Pace, Unit
from game.model.scouting import Scouting
from game.model.state import Outcome, State
from game.model.table import Table
from game.model.unit_pens import UNIT_PENS, changed_unit, fresh


def evolve(state: State, event: Event) -> State:
    """The state after an event."""
    pen = _PENS.get(type(event))
    return pen(state, event) if pen is not None else evolve_together(state, (event,))


def evolve_together(state: State, events: Sequence[Event]) -> State:
    """The state after events that each change one unit alone, at one stroke; losses are counted."""
    units = state.forces.units
    changed: dict[int, Unit] = {}
    for event in events:
        number: int = event.unit  # type: ignore[union-attr]
        changed[number] = UNIT_PENS[type(event)](changed.get(number) or units[number], event)
    forces = state.forces.with_units(changed.values())
    losses = [event for event in events if type(event) is MenLost]
    return _with(state, forces=forces, tally=_counted(state, losses)) if losses else _with(state, forces=forces)


_with = changer(State)
"""A state with some parts changed."""

_bonds_changed = changer(Bonds)
"""Bonds with some fields changed."""


_table_changed = changer(Table)
"""A table with some fields changed."""

_holding_changed = changer(Holding)
"""A holding with some fields changed."""


def _holding(s: State, number: int, **changes: Any) -> State:
    """The state with one place held otherwise."""
    held = s.realm.holdings
    holding = _holding_changed(held[number], **changes)
    return _with(s, realm=Realm((*held[:number], holding, *held[number + 1 :])))


def _unchanged(s: State, _: Any) -> State:
    return s


def _rolled(s: State, e: Rolled) -> State:
    match s.dice:
        case Seeded(seed, _):
            return _with(s, dice=Seeded(seed, e.drawn))
        case Scripted(faces, _):
            return _with(s, dice=Scripted(faces, e.drawn))
        case Sealed():
            return s


def _queued(s: State, e: Queued) -> State:
    return _with(s, agenda=e.tasks + s.agenda)


def _task_done(s: State, _: TaskDone) -> State:
    return _with(s, agenda=s.agenda[1:])


def _turn_began(s: State, e: TurnBegan) -> State:
    units = tuple([changed_unit(u, fallen=0) if u.fallen else u for u in s.forces.units])
    old = s.bonds
    bonds = _bonds_changed(old, fallen=(), charged=(), seized=()) if old.fallen or old.seized else old
    table = _table_changed(s.table, omens=()) if s.table.omens else s.table
    return _with(s, turn=e.turn, part=0, forces=s.forces.marked(units), bonds=bonds, table=table)


def _sky_changed(s: State, e: SkyChanged) -> State:
    return _with(s, sky=Sky(e.spate, e.weather, e.light, e.season, e.snow, s.sky.fords))


def _fords_changed(s: State, e: FordsChanged) -> State:
    sky = s.sky
    return _with(s, sky=Sky(sky.spate, sky.weather, sky.light, sky.season, sky.snow, e.fords))


def _part_began(s: State, e: PartBegan) -> State:
    first = s.scenario.order.index(e.side) == e.part
    usual, side = Pace.USUAL, e.side
    units = tuple(
        [
            fresh(u, first=first) if u.side == side and (u.spent or u.fought or u.busy or u.pace is not usual) else u
            for u in s.forces.units
        ]
    )
    bonds = _bonds_changed(s.bonds, fired=()) if s.bonds.fired else s.bonds
    return _with(s, part=e.part, forces=s.forces.marked(units), bonds=bonds)


def _unnoticed(s: State, e: Unnoticed) -> State:
    old = s.scouting
    return _with(s, scouting=Scouting(old.fog, old.notes, old.eyes, e.units))


def _part_ended(s: State, e: PartEnded) -> State:
    units = list(s.forces.units)
    for u in s.forces.units:
        if u.repulsed and u.side == e.side and not u.fought:
            units[u.number] = changed_unit(u, repulsed=False)
    scouting = Scouting(s.scouting.fog, s.scouting.notes, s.scouting.eyes) if s.scouting.unseen else s.scouting
    return _with(s, forces=s.forces.marked(tuple(units)), realm=_cooled(s, e.side), scouting=scouting)


def _cooled(s: State, side: str) -> Realm:
    """Places as they are held after a side's part: what its guns did in it serves in its next."""
    if not s.scenario.works or not any(held.shelled for held in s.realm.holdings):
        return s.realm
    holdings = []
    for held in s.realm.holdings:
        marks = [(by, now, False) if by == side else (by, before, now) for by, before, now in held.shelled]
        kept = tuple([mark for mark in marks if mark[1] or mark[2]])
        holdings.append(held if kept == held.shelled else _holding_changed(held, shelled=kept))
    return Realm(tuple(holdings))


def _ambush_sprung(s: State, e: AmbushSprung) -> State:
    units = list(s.forces.units)
    for number in (*e.units, *(unit.number for unit in s.forces.at(e.target))):
        units[number] = changed_unit(units[number], fought=True)
    return _with(s, forces=s.forces.marked(tuple(units), s.forces.engaged))


def _noted(s: State, e: Noted) -> State:
    number, old = s.scenario.side_number(e.side), s.scouting
    notes = (*old.notes[:number], e.notes, *old.notes[number + 1 :])
    return _with(s, scouting=Scouting(old.fog, notes, old.eyes, old.unseen))


def _unit_merged(s: State, e: UnitMerged) -> State:
    """Of two marks that differ the joined unit has the worse."""
    unit, into = s.forces.units[e.unit], s.forces.units[e.into]
    paces = (Pace.USUAL, Pace.FORCED, Pace.GALLOP, Pace.BLOWN)
    joined = changed_unit(
        into,
        men=e.men,
        guns=e.guns,
        mgs=e.mgs,
        morale=e.morale,
        hunger=max(unit.hunger, into.hunger),
        spent=max(unit.spent, into.spent),
        dug_in=unit.dug_in and into.dug_in,
        repulsed=unit.repulsed or into.repulsed,
        fallen=max(unit.fallen, into.fallen),
        busy=unit.busy or into.busy,
        pace=max(unit.pace, into.pace, key=paces.index),
    )
    emptied = changed_unit(unit, men=0, guns=0, mgs=0)
    return _with(s, forces=s.forces.with_units((emptied, joined)))


def _attack_declared(s: State, e: AttackDeclared) -> State:
    units = list(s.forces.units)
    for number in e.units:
        units[number] = changed_unit(units[number], fought=True)
    return _with(s, forces=s.forces.marked(tuple(units), s.forces.engaged | 1 << e.target))


def _counted(s: State, losses: Sequence[MenLost]) -> Tally:
    """The tally after some losses."""
    lost = list(s.tally.lost)
    for e in losses:
        lost[s.scenario.side_number(s.forces.units[e.unit].side)] += e.men
    return Tally(s.tally.points, tuple(lost), s.tally.given, s.tally.streaks, s.tally.guns)


def _guns_taken(s: State, e: GunsTaken) -> State:
    u, old = s.forces.units[e.unit], s.tally
    left = changed_unit(u, guns=u.guns - e.guns, mgs=u.mgs - e.mgs)
    guns = list(old.guns or (0,) * len(s.scenario.sides))
    guns[s.scenario.side_number(e.side)] += e.guns
    tally = Tally(old.points, old.lost, old.given, old.streaks, tuple(guns) if any(guns) else ())
    turns = list(s.bonds.trophies or (0,) * len(s.scenario.sides))
    turns[s.scenario.side_number(e.side)] = s.turn
    bonds = _bonds_changed(s.bonds, trophies=tuple(turns), seized=_seized(s, e)) if e.guns else s.bonds
    return _with(s, forces=s.forces.with_unit(left), tally=tally, bonds=bonds)


def _seized(s: State, e: GunsTaken) -> tuple[int, ...]:
    """The guns that each side took in this turn."""
    guns = list(s.bonds.seized or (0,) * len(s.scenario.sides))
    guns[s.scenario.side_number(e.side)] += e.guns
    return tuple(guns)


def _place_taken(s: State, e: PlaceTaken) -> State:
    taken = 0 if e.cause == "reverted" else s.turn
    return _holding(s, e.place, holder=e.side, bare=0, shelled=(), taken=taken)


def _place_swayed(s: State, e: PlaceSwayed) -> State:
    return _holding(s, e.place, swayed=s.realm.holdings[e.place].swayed + e.by)


def _place_left_bare(s: State, e: PlaceLeftBare) -> State:
    return _holding(s, e.place, bare=e.turns)


def _depot_changed(s: State, e: DepotChanged) -> State:
    return _holding(s, e.place, depot=e.side, fed=s.turn if e.side else 0)


def _depot_fed(s: State, e: DepotFed) -> State:
    return _holding(s, e.place, fed=e.turn)


def _stores_changed(s: State, e: StoresChanged) -> State:
    return _holding(s, e.place, stores=e.to)


def _ration_set(s: State, e: RationSet) -> State:
    return _holding(s, e.place, ration=e.ration)


def _field_foraged(s: State, e: FieldForaged) -> State:
    units = list(s.forces.units)
    units[e.unit] = changed_unit(units[e.unit], fought=True, repulsed=False)
    return _with(s, forces=s.forces.marked(tuple(units), s.forces.engaged | 1 << e.field))


def _line_lost(s: State, e: LineLost) -> State:
    return _holding(s, e.place, lines=e.lines)


def _bombarded(s: State, e: Bombarded) -> State:
    unit = s.forces.units[e.unit]
    state = _with(s, forces=s.forces.with_unit(changed_unit(unit, fought=True, repulsed=False)))
    marks = state.realm.holdings[e.place].shelled
    before = any(last for by, last, _ in marks if by == unit.side)
    shelled = (*[mark for mark in marks if mark[0] != unit.side], (unit.side, before, True))
    if e.captured:
        state = _with(state, bonds=_bonds_changed(s.bonds, fired=(*s.bonds.fired, unit.side)))
    return _holding(state, e.place, shelled=shelled)


def _terms_asked(s: State, e: TermsAsked) -> State:
    return _holding(s, e.place, asked=s.turn)


def _ground_worn(s: State, e: GroundWorn) -> State:
    return _with(s, pasture=Pasture(s.pasture.worn | set_of(e.cells), s.pasture.once, s.pasture.twice))


def _ground_grazed(s: State, e: GroundGrazed) -> State:
    return _with(s, pasture=Pasture(0, set_of(e.once), set_of(e.twice)))


def _scored(s: State, e: Scored) -> State:
    given = (*s.tally.given, e.award) if e.once else s.tally.given
    return _with(s, tally=Tally(s.tally.points + e.points, s.tally.lost, given, s.tally.streaks, s.tally.guns))


def _streak_changed(s: State, e: StreakChanged) -> State:
    streaks = (*s.tally.streaks[: e.death], e.turns, *s.tally.streaks[e.death + 1 :])
    return _with(s, tally=Tally(s.tally.points, s.tally.lost, s.tally.given, streaks, s.tally.guns))


def _purse_changed(s: State, e: PurseChanged) -> State:
    number, old = s.scenario.side_number(e.side), s.bonds
    purse, fallen, charged = list(old.purse), old.fallen, old.charged
    purse[number] += e.by
    if e.fall:
        so_far = fallen or (0,) * len(purse)
        fallen = (*so_far[:number], so_far[number] - e.by, *so_far[number + 1 :])
        charged = (*charged, (e.side, e.cell, -e.by)) if e.cell else charged
    return _with(s, bonds=_bonds_changed(old, purse=tuple(purse), fallen=fallen, charged=charged))


def _convoy_paid(s: State, e: ConvoyPaid) -> State:
    number, old = s.scenario.side_number(e.side), s.bonds
    sent = (*old.sent[:number], e.turn, *old.sent[number + 1 :])
    return _with(s, bonds=_bonds_changed(old, sent=sent))


def _game_ended(s: State, e: GameEnded) -> State:
    return _with(s, outcome=Outcome(e.winner, e.grade, s.tally.points, e.cause), agenda=())


_PENS: dict[type, Callable[[State, Any], State]] = {
    Rolled: _rolled,
    Queued: _queued,
    TaskDone: _task_done,
    TurnBegan: _turn_began,
    SkyChanged: _sky_changed,
    FordsChanged: _fords_changed,
    PartBegan: _part_began,
    Unnoticed: _unnoticed,
    PartEnded: _part_ended,
    MarchStopped: _unchanged,
    AmbushSprung: _ambush_sprung,
    Surprised: _unchanged,
    Noted: _noted,
    AttackDeclared: _attack_declared,
    AttackRefused: _unchanged,
    DefenderEvaded: _unchanged,
    UnitMerged: _unit_merged,
    GunsTaken: _guns_taken,
    PlaceTaken: _place_taken,
    PlaceLeftBare: _place_left_bare,
    DepotChanged: _depot_changed,
    DepotFed: _depot_fed,
    StoresChanged: _stores_changed,
    RationSet: _ration_set,
    FieldForaged: _field_foraged,
    LineLost: _line_lost,
    Bombarded: _bombarded,
    TermsAsked: _terms_asked,
    TermsAnswered: _unchanged,
    GroundWorn: _ground_worn,
    GroundGrazed: _ground_grazed,
    Scored: _scored,
    StreakChanged: _streak_changed,
    PurseChanged: _purse_changed,
    ConvoyPaid: _convoy_paid,
    GameEnded: _game_ended,
    PlaceSwayed: _place_swayed,
    **COURT_PENS,
    **CARD_PENS,
}
