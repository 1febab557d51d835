"""A game between computers told as a war diary, for a machine that has no display."""

from collections.abc import Iterator

from game import chronicle, umpire
from game.model.events import (
    AttackDeclared,
    AttackRefused,
    DefenderEvaded,
    DepotChanged,
    Event,
    FightResolved,
    GameEnded,
    PlaceTaken,
    TurnBegan,
    UnitArrived,
    UnitLeft,
)
from game.model.scenario import Scenario
from game.model.state import State
from game.session.asking import Desk
from game.session.players import seated, seats

HEADLINES = (
    TurnBegan,
    UnitArrived,
    UnitLeft,
    AttackDeclared,
    AttackRefused,
    DefenderEvaded,
    FightResolved,
    PlaceTaken,
    DepotChanged,
    GameEnded,
)
"""The events that are told; marches and dice are left out."""

TURNS = 8


def short_game(scenario: Scenario, seed: int, turns: int = TURNS) -> int:
    """Print the first turns of a game between computers and return 0."""
    for line in diary(scenario, seed, turns):
        print(line, flush=True)
    print("\n`dushanbe play --text` plays it in text, against the computer.")
    return 0


def diary(scenario: Scenario, seed: int, turns: int) -> Iterator[str]:
    """The lines of the diary of a game, up to the end of a turn."""
    players = dict(seated(scenario))
    setup = umpire.Setup(seed, (), tuple(players.items()))
    desk = Desk(seed, players)
    opening = umpire.begin(scenario, setup)
    state = opening.state
    yield f"{scenario.title}.  {' against '.join(chronicle.name_side(scenario, side) for side in seats(scenario))}."
    yield from _told(state, opening.events, unfolded=False)
    actions = 0
    while state.outcome is None:
        if desk.empty:
            desk.answered(desk.question(state, actions).answer())
        done = desk.next(state)
        actions += 1
        if done.step.state.turn > turns:
            break
        yield from _told(state, done.step.events, unfolded=True)
        state = done.step.state
    yield from _score(state)


def _told(state: State, events: tuple[Event, ...], *, unfolded: bool) -> Iterator[str]:
    """The headlines among some events; those of the opening are all told from its end."""
    if not any(isinstance(event, HEADLINES) for event in events):
        return
    frames = [state, *umpire.unfold(state, events)] if unfolded else [state] * len(events)
    for frame, event in zip(frames, events, strict=False):
        if isinstance(event, HEADLINES):
            text = chronicle.tell(frame, event)
            if text is not None:
                yield f"\n{text}" if isinstance(event, TurnBegan) else f"  {text}"


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
