"""A record played again: every step, how far it got, and why it stopped."""

from dataclasses import dataclass

from game import chronicle, codec, umpire
from game.model.actions import Action
from game.model.scenario import Scenario
from game.model.state import State
from game.replay.record import Did, Mark, Record, Undone


@dataclass(frozen=True, slots=True)
class Played:
    """One action of a record: who did it, from which state, and what came of it."""

    line: int
    by: str
    action: Action
    before: State
    step: umpire.Step


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a record parts from the game, and why, in one sentence."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """A game as played again up to its end or its fault; actions that were undone are left out."""

    record: Record
    opening: umpire.Step
    played: tuple[Played, ...]
    fault: Fault | None = None

    @property
    def state(self) -> State:
        """The last state that was reached."""
        return self.played[-1].step.state if self.played else self.opening.state

    @property
    def states(self) -> tuple[State, ...]:
        """The opening and the state after each action."""
        return (self.opening.state, *(one.step.state for one in self.played))


def play(record: Record, scenario: Scenario) -> Timeline:
    """Play a record again from its actions, comparing every digest on the way.  Stops at the first fault."""
    header = record.header
    if header.scenario != scenario.id:
        raise ValueError(f"the record is of {header.scenario}, not of {scenario.id}")
    try:
        opening = _opening(record, scenario)
    except (codec.Undecodable, umpire.Illegal) as fault:
        return Timeline(record, umpire.begin(scenario, header.setup), (), Fault(1, str(fault)))
    state = opening.state
    played: list[Played] = []
    for entry in record.entries:
        fault_here = ""
        match entry:
            case Did(line, by, action):
                refusal = umpire.refusal(state, action)
                if umpire.outcome(state) is not None:
                    fault_here = "the game was over, but the record goes on"
                elif by != state.actor:
                    fault_here = f"the record has {by} act, but it was for {state.actor} to choose"
                elif refusal is not None:
                    fault_here = chronicle.explain(refusal, state)
                else:
                    step = umpire.apply(state, action)
                    played.append(Played(line, by, action, state, step))
                    state = step.state
            case Undone():
                if played:
                    state = played.pop().before
                else:
                    fault_here = "there is nothing to undo"
            case Mark(_, turn, side, digest, _):
                found = codec.digest(state)
                if found != digest:
                    fault_here = f"turn {turn}, {side}: the record has digest {digest}, the game has {found}"
        if fault_here:
            return Timeline(record, opening, tuple(played), Fault(entry.line, fault_here + _why(record, scenario)))
    return Timeline(record, opening, tuple(played))


def rescue(record: Record, scenario: Scenario) -> State | None:
    """The last whole state a record holds, or None: a way on for a record that no longer plays through."""
    for entry in reversed(record.entries):
        if isinstance(entry, Mark) and entry.snapshot is not None:
            try:
                return codec.decode_state(scenario, entry.snapshot)
            except codec.Undecodable:
                continue
    return None


def _opening(record: Record, scenario: Scenario) -> umpire.Step:
    if record.header.opening is None:
        return umpire.begin(scenario, record.header.setup)
    return umpire.Step(codec.decode_state(scenario, record.header.opening), ())


def _why(record: Record, scenario: Scenario) -> str:
    """What changed since the record was written, as the end of a sentence."""
    changes = []
    if record.header.content != scenario.digest:
        changes.append("the scenario or its charts")
    if record.header.rules != umpire.RULES_VERSION:
        changes.append("the rules")
    return f" ({' and '.join(changes)} changed since it was recorded)" if changes else ""
