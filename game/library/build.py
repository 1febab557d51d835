"""From what a scenario file says to a scenario."""

import datetime
from typing import Any

import msgspec

from game.library import cardfile
from game.library.content import digest_of
from game.library.schema import (
    CalendarTable,
    ScenarioFile,
    SideTable,
    TextsFile,
    UnitTable,
    VictoryTable,
    WorksTable,
)
from game.model.board import Board, Place
from game.model.calendar import Calendar
from game.model.charts import Charts
from game.model.scenario import (
    Award,
    Deadline,
    Depot,
    Draw,
    Exit,
    Faction,
    Flow,
    Landing,
    LineOfWorks,
    Scenario,
    Side,
    Source,
    Spate,
    Spell,
    Stores,
    SuddenDeath,
    Supplier,
    Training,
    UnitSpec,
    Victory,
    Works,
)

DAY = 1440


def build(
    scenario_id: str,
    told: ScenarioFile,
    board: Board,
    charts: Charts,
    texts: TextsFile,
    dealt: cardfile.CardsFile,
) -> Scenario:
    """The scenario of files that were found sound."""
    sides = tuple(_side(side, texts) for side in told.sides)
    factions = tuple(Faction(**{**_plain(f), "name": texts.factions.get(f.id, f.name)}) for f in told.factions)
    scenario = Scenario(
        id=scenario_id,
        title=texts.title,
        board=_named(board, texts),
        charts=charts,
        calendar=calendar(told.calendar),
        scale=told.scale,
        order=told.order,
        sides=sides,
        factions=factions,
        units=tuple(_unit(unit, texts) for unit in told.units),
        hostile=told.hostile,
        victory=_victory(told.victory),
        works=tuple(_works(w) for w in told.works),
        suppliers=tuple(Supplier(s.side, s.at) for s in told.suppliers),
        depots=tuple(Depot(d.side, d.at) for d in told.depots),
        held=dict(told.held),
        spates=tuple(Spate(**_plain(s)) for s in told.spates),
        spells=tuple(Spell(**_plain(s)) for s in told.spells),
        draws=tuple(Draw(**_plain(d)) for d in told.draws),
        landings=tuple(Landing(b.side, b.at) for b in told.landings),
        stores=tuple(Stores(s.at, s.amount) for s in told.stores),
        exits=tuple(Exit(e.side, e.at) for e in told.exits),
        people=told.people,
        training=Training(**_plain(told.training)) if told.training is not None else None,
        cards=tuple(cardfile.card(c) for c in dealt.cards),
        decks=tuple(cardfile.deck(d) for d in dealt.decks),
        hand=dealt.rules.hand,
        draw=dealt.rules.draw,
        summary=texts.summary,
        briefing=dict(texts.briefing),
    )
    object.__setattr__(scenario, "digest", digest_of(scenario))
    return scenario


def calendar(told: CalendarTable) -> Calendar:
    """The calendar, its start at midnight if only a day is given."""
    start = told.start
    if not isinstance(start, datetime.datetime):
        start = datetime.datetime(start.year, start.month, start.day)
    return Calendar(start.replace(tzinfo=None), told.turns, told.days * DAY + told.minutes)


def _side(told: SideTable, texts: TextsFile) -> Side:
    flows = tuple(Flow(f.kind, f.by, f.men, f.places, f.per, f.type, f.trait) for f in told.flows)
    return Side(**{**_plain(told), "name": texts.sides.get(told.id, told.name), "flows": flows})


def _plain(table: msgspec.Struct) -> dict[str, Any]:
    return msgspec.structs.asdict(table)


def _unit(told: UnitTable, texts: TextsFile) -> UnitSpec:
    return UnitSpec(
        id=told.id,
        name=texts.units.get(told.id, told.name),
        side=told.side,
        faction=told.faction,
        type=told.type,
        men=told.men,
        guns=told.guns,
        mgs=told.mgs,
        start=told.start,
        turn=told.turn,
        if_held=told.if_held,
        radius=told.radius,
        mortal=told.mortal,
        among=told.among,
        dummy=told.dummy,
        heir=told.heir,
        source=Source(told.source, told.confidence, told.low, told.high),
    )


def _works(told: WorksTable) -> Works:
    lines = tuple(LineOfWorks(**_plain(line)) for line in told.lines)
    return Works(told.at, lines or (LineOfWorks(told.shift or 0, told.men or 0),), told.side)


def _victory(told: VictoryTable) -> Victory:
    return Victory(
        told.side,
        told.against,
        told.par,
        told.grades,
        tuple(Award(**_plain(a)) for a in told.awards),
        tuple(Deadline(**_plain(d)) for d in told.deadlines),
        tuple(SuddenDeath(**_plain(s)) for s in told.sudden),
    )


def _named(board: Board, texts: TextsFile) -> Board:
    """The board with the names of its places in the tongue of the texts."""
    if not texts.places:
        return board
    places = tuple(
        Place(p.id, texts.places.get(p.id, p.name), p.cell, p.kind, p.rank, p.loyalty, p.offset) for p in board.places
    )
    return Board(
        board.grid, board.km, board.terrain, board.rivers, board.crossings, board.links, board.frontier, places,
        board.entries, board.regions, board.georeference, board.levels,
    )  # fmt: skip
