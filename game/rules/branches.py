"""Branches of cards: who may take which, for what price and at what.  This carries out chapter 25."""

from collections.abc import Iterator
from typing import NamedTuple

from game.model.cards import Aim, Card, Choice
from game.model.effects import Effect
from game.model.judgement import Refusal
from game.model.state import State
from game.model.table import Target
from game.rules import aims, holds, muster


class Play(NamedTuple):
    """A card as a side plays it, answers with it or chooses about it.

    `given` is the target of what is answered, or that at which its owner aimed the card; `whole`: the side pays the
    card and answers for its conditions, not for those of the branch alone.
    """

    card: Card
    side: str
    choice: str = ""
    target: Target = ()
    given: Target = ()
    whole: bool = True

    @property
    def branch(self) -> Choice | None:
        """The branch that is taken, or None."""
        return self.card.choice(self.choice)

    @property
    def owner(self) -> str:
        """Whose card it is."""
        return self.card.side

    @property
    def aimed(self) -> Target:
        """What the card is aimed at."""
        return self.target or self.given

    @property
    def price(self) -> int:
        """What the side pays.  [25.5, 25.6]"""
        return (self.card.cost if self.whole else 0) + (self.branch.cost if self.branch is not None else 0)

    @property
    def aim(self) -> Aim | None:
        """What the side must aim at, or None."""
        own = self.branch.aim if self.branch is not None else None
        return own or (None if self.given and not self.whole else self.card.aim)

    @property
    def effects(self) -> tuple[Effect, ...]:
        """What the card does: its own effects, then those of the branch.  [25.19]"""
        return self.card.effects + (self.branch.effects if self.branch is not None else ())


def chooser(card: Card) -> str:
    """The side that chooses a card's branch; empty for nobody.  [25.6]"""
    return card.chooser or card.side


def has_player(state: State, side: str) -> bool:
    """Whether a side is asked anything at all.  [25.6, 25.16]"""
    return bool(side) and state.scenario.side(side).seat == "person"


def judge(state: State, play: Play) -> Refusal | None:
    """Why a side may not play so, by what it knows, or None.  [25.3, 25.5 to 25.8]"""
    refused = _judge_way(state, play)
    if refused is not None:
        return refused
    me: dict[str, int | str] = {"card": play.card.id}
    if play.aim is None:
        return Refusal("25.8", "card.no_target", me) if play.target else None
    return None if aims.fits(state, play.aim, play.owner, play.target) else Refusal("25.8", "card.target", me)


def _judge_way(state: State, play: Play) -> Refusal | None:
    """Why a side may not play so, whether the target fits or not, or None.  [25.3, 25.5 to 25.7]"""
    refused = _judge_card(state, play) or _judge_branch(state, play)
    if refused is not None or affords(state, play):
        return refused
    purse = state.bonds.purse[state.scenario.side_number(play.side)] if play.side else 0
    return Refusal("25.5", "card.price", {"card": play.card.id, "price": play.price, "purse": purse})


def _judge_card(state: State, play: Play) -> Refusal | None:
    """Why the card itself may not be played now, or None.  [25.3, 25.7]"""
    if not play.whole:
        return None
    card = play.card
    if state.turn < card.first:
        return Refusal("25.3", "card.early", {"card": card.id, "turn": card.first})
    if state.turn > card.last:
        return Refusal("25.3", "card.late", {"card": card.id, "turn": card.last})
    at = muster.scene(state, card.id, play.owner, play.aimed)
    if not holds.together(state, card.conditions, at):
        return Refusal("25.7", "card.conditions", {"card": card.id})
    return None


def _judge_branch(state: State, play: Play) -> Refusal | None:
    """Why the branch may not be taken, or None.  [25.6, 25.7]"""
    me: dict[str, int | str] = {"card": play.card.id}
    mine = bool(play.card.choices) and (not play.whole or chooser(play.card) == play.side)
    branch = play.branch
    if branch is None:
        if play.choice or not mine:
            return Refusal("25.6", "card.no_such_choice", {**me, "choice": play.choice}) if play.choice else None
        return Refusal("25.6", "card.choice", me)
    if not mine:
        return Refusal("25.6", "card.not_your_choice", me)
    at = muster.scene(state, play.card.id, play.owner, play.aimed)
    if not holds.together(state, branch.conditions, at):
        return Refusal("25.7", "card.choice_conditions", {**me, "choice": branch.id})
    return None


def affords(state: State, play: Play) -> bool:
    """Whether the purse of the side holds the price; nobody pays nothing.  [25.5]"""
    if not play.price:
        return True
    return bool(play.side) and state.bonds.purse[state.scenario.side_number(play.side)] >= play.price


def truly(state: State, play: Play) -> bool:
    """Whether what a card and its branch need is so, whatever its side knows.  [25.7]"""
    branch = play.branch
    conditions = (play.card.conditions if play.whole else ()) + (branch.conditions if branch is not None else ())
    at = muster.scene(state, play.card.id, play.owner, play.aimed)
    if not holds.together(state, conditions, at):
        return False
    return play.aim is None or aims.fits(state, play.aim, play.owner, play.target)


def plays(state: State, play: Play) -> Iterator[Play]:
    """All the ways in which a side may play a card, by what it knows: every branch at every target.  [25.6, 25.8]"""
    if play.whole and not play.card.first <= state.turn <= play.card.last:
        return
    mine = play.card.choices and (not play.whole or chooser(play.card) == play.side)
    for choice in [choice.id for choice in play.card.choices] if mine else [""]:
        way = play._replace(choice=choice)
        if way.aim is None:
            if judge(state, way) is None:
                yield way
        elif affords(state, way):
            for target in aims.targets(state, way.aim, way.owner):
                aimed = way._replace(target=target)
                if _judge_way(state, aimed) is None:
                    yield aimed
