"""A game of the siege being played: its state, all that has happened, and the decisions that follow from an order."""

from game import umpire
from game.hexes import Cell
from game.model.actions import Action, Advance, GrantTerms
from game.model.agenda import MayAdvance, MayGrant
from game.model.events import Event
from game.model.forces import Unit
from game.model.state import State

TOWN = 0
"""The number of Dushanbe among the places."""


class Table:
    """One game being played: the state as it is, and all that has happened."""

    __slots__ = ("events", "state")

    def __init__(self, opening: umpire.Step) -> None:
        self.state = opening.state
        self.events: list[Event] = list(opening.events)

    def may(self, action: Action) -> bool:
        """Whether the rules allow an order."""
        return umpire.refusal(self.state, action) is None

    def do(self, action: Action) -> None:
        """Carry out an order, and the decisions that follow from it."""
        self._step(action)
        while self.state.outcome is None and self.state.agenda:
            self._step(_decision(self.state))

    def _step(self, action: Action) -> None:
        step = umpire.apply(self.state, action)
        self.state = step.state
        self.events += step.events

    @property
    def fallen(self) -> bool:
        """Whether the coalition holds the town."""
        return self.state.realm.holdings[TOWN].holder == "enver"

    @property
    def town(self) -> Cell:
        """The hex of the town."""
        return self.state.scenario.board.places[TOWN].cell

    def named(self, name: str) -> Unit:
        """The unit of this name."""
        return self.state.unit(self.state.scenario.unit_number(name))


def _decision(state: State) -> Action:
    """Besiegers enter, the garrison stays behind its walls, and terms are granted."""
    task = state.agenda[0]
    if isinstance(task, MayAdvance):
        if task.side == "red":
            return Advance(())
        offers = (Advance(task.units), *(Advance((n,)) for n in task.units), Advance(()))
        return next(offer for offer in offers if umpire.refusal(state, offer) is None)
    assert isinstance(task, MayGrant)
    return GrantTerms(True)
