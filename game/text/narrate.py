"""Games told as a war diary: one between computers for a machine without a display, and one from a record."""

from collections.abc import Callable, Iterable, Iterator

from game import chronicle, umpire
from game.model.events import (
    AmbushSprung,
    AttackDeclared,
    AttackRefused,
    DefenderEvaded,
    DepotChanged,
    DummyFound,
    Event,
    FightResolved,
    GameEnded,
    PlaceTaken,
    PostureSet,
    Rolled,
    SkyChanged,
    Surprised,
    TurnBegan,
    UnitArrived,
    UnitLeft,
)
from game.model.scenario import Scenario
from game.model.state import State
from game.replay.timeline import Timeline
from game.session.asking import Desk
from game.session.players import seated, seats
from game.session.witnessing import Witnessed, witnessed
from game.text import diary, sightings
from game.text.sketch import legend, theatre

HEADLINES = (
    TurnBegan,
    SkyChanged,
    UnitArrived,
    UnitLeft,
    AmbushSprung,
    Surprised,
    DummyFound,
    AttackDeclared,
    AttackRefused,
    DefenderEvaded,
    FightResolved,
    PlaceTaken,
    DepotChanged,
    GameEnded,
)
"""The events that are told of a game between computers; marches and dice are left out."""

UNTOLD = (Rolled, PostureSet)
"""What even the story of a side leaves out: `log` of a game in text has it."""

TURNS = 8

Steps = Iterable[tuple[State, tuple[Event, ...]]]


def short_game(scenario: Scenario, seed: int, turns: int = TURNS) -> int:
    """Print the first turns of a game between computers and return 0."""
    for line in first_turns(scenario, seed, turns):
        print(line, flush=True)
    print("\n`dushanbe play --text` plays it in text, against the computer.")
    return 0


def first_turns(scenario: Scenario, seed: int, turns: int) -> Iterator[str]:
    """The headlines of a game between computers, up to the end of a turn."""
    players = dict(seated(scenario))
    desk = Desk(seed, players)
    opening = umpire.begin(scenario, umpire.Setup(seed, (), tuple(players.items())))
    last = opening.state

    def steps() -> Steps:
        nonlocal last
        yield opening.state, opening.events
        actions = 0
        while last.outcome is None:
            if desk.lacks(last):
                desk.answered(last, desk.question(last, actions).answer())
            done = desk.next(last)
            actions += 1
            if done.step.state.turn > turns:
                return
            last = done.step.state
            yield done.before, done.step.events

    yield from _title(scenario)
    yield from _told(steps(), "", lambda event: isinstance(event, HEADLINES))
    yield from _score(last)


def story(timeline: Timeline, side: str = "") -> Iterator[str]:
    """A recorded game turn by turn: all of it, or what a side witnessed and what it knew at the end of each turn."""
    steps = [(timeline.opening.state, timeline.opening.events)]
    steps += [(one.before, one.step.events) for one in timeline.played]
    scenario = timeline.state.scenario
    yield from _title(scenario)
    if side:
        yield f"As {chronicle.name_side(scenario, side)} saw it.\n\n{legend(umpire.view(timeline.state, side))}"
    yield from _told(steps, side, lambda event: not isinstance(event, UNTOLD), maps=bool(side))
    yield from _score(timeline.state)


def _told(steps: Steps, side: str, wanted: Callable[[Event], bool], *, maps: bool = False) -> Iterator[str]:
    """What a side, or an onlooker, witnessed of some steps; with maps, also what it knew at the end of each turn."""
    turn: list[Witnessed] = []
    for one in witnessed(steps, side):
        if isinstance(one.event, TurnBegan | GameEnded):
            yield from _indented(diary.lines(turn, side, wanted))
            turn = []
            if maps and one.event != TurnBegan(1):
                yield from _known(one.before, side)
        turn.append(one)
    yield from _indented(diary.lines(turn, side, wanted))


def _indented(lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield f"  {line}" if number else f"\n{line}"


def _known(state: State, side: str) -> Iterator[str]:
    """What a side knew at a moment: its map, and who was in sight or seen last."""
    seen = umpire.view(state, side)
    yield f"\n  What {chronicle.name_side(state.scenario, side)} knew at the end of turn {state.turn}:"
    drawn = theatre(seen)
    if drawn:
        yield drawn
    yield sightings.known(seen)


def _title(scenario: Scenario) -> Iterator[str]:
    yield f"{scenario.title}.  {' against '.join(chronicle.name_side(scenario, side) for side in seats(scenario))}."


def _score(state: State) -> Iterator[str]:
    scenario = state.scenario
    who = chronicle.name_side(scenario, scenario.victory.side)
    yield ""
    if state.outcome is None:
        yield f"After turn {state.turn} {who} has {state.tally.points} points; par is {scenario.victory.par}."
    for number, side in enumerate(scenario.sides):
        men = sum(unit.men for unit in state.forces.of(side.id))
        if men or state.tally.lost[number]:
            yield f"  {side.name}: {men:,} men on the map, {state.tally.lost[number]:,} lost."
