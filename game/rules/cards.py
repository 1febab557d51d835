"""Chapter 25. Event cards.

25.1  A deck is a number of cards of each kind.  A side holds no more cards than the scenario says, those with which it
      begins counted.  Decks, hands and what is drawn are secret; what has been played lies open.
25.2  At the start of each turn a side whose hand has room draws as many cards as the scenario says, and keeps one of
      them; the others go back.  Each card that is left is as likely as any other.
25.3  A card has its turns.  When the last of them is past it goes from the hand to the discards, and it is not drawn
      any more.
25.4  A card that comes once leaves the game when it is played, any other goes to the discards.  When nothing is left
      to be drawn the discards become the deck.
25.5  A card of the hand is played in its side's part, before or between other orders, while it can be paid.
25.6  Of a card with branches one is taken, at a price and on conditions of its own beside those of the card.  The
      card's side takes it, or another that the card names; one that has no choice is not asked.  For a side without a
      player, and for nobody, the first free branch is taken.
25.7  A card is played while its conditions hold by what its side knows; what the side cannot see of a unit that the
      card names does not stand in the way.  If they do not hold in truth the card comes to nothing, its price is lost.
25.8  What a card must be aimed at is chosen as it is played, or as its branch is: a stack, a unit, a place, a faction,
      a hex or a side of one, such as the card says.
25.9  A card means all units on the map of which everything that it says is so; those that it names, wherever they are.
25.10 A card of the calendar happens by itself at the start of the first of its turns in which its conditions hold:
      once, free but for the branch, and before cards are drawn.
25.11 A card that is due happens by itself from that turn on in the same way, wherever it lies, and leaves the game.
25.12 A standing card happens at the end of every turn in which its conditions hold then.  If a faction may break by it,
      all sides are told at the start of the turn: with the number that two dice must reach, and all that moves it.
25.13 Before a card does what it says, a regiment is drilled, an offer is heard, a faction breaks that has rolled it, or
      works are stormed, and after a reprisal, the other sides may answer it with a reaction that is meant for it.
25.14 A reaction that lies in a deck must be in the hand; any other may be played whenever it answers, once if it comes
      once.
25.15 An answer is carried out first.  It may cancel what it answers, whose price is lost, put it off by some turns, or
      make its tests easier.
25.16 Each side is asked once for what is about to happen, if it has such a card and can pay it; it plays one, or lets
      it pass.  A storm is answered by those who are stormed, and by nobody else.
25.17 At the start of a turn comes what was put off to it, then the calendar and what is due, then each side draws.
25.18 Cards set flags, which other cards ask for.  A flag that was never set is down.
25.19 The effects of a card come before those of its branch.
25.20 What a card lays down for turns holds to the end of the last of them, this one counted; for parts, in the
      running part of the side that it names, or of its owner, and in the next ones; for a fight, in that fight, or in
      those of a blow.  On whom and where is settled when it is laid down.
25.21 A shift of a card stands in the forecast by the name of its card, in the fights for which it is meant.  Laid on
      men it counts in an attack if they are half of those who go in, in a defence if one of them is there; laid on a
      hex, in fights for it; on a hex side, in attacks across it by men who bring a tenth of the power, and then the
      ford surprises nobody.  Losses change by so many per cent before what the enemy can kill bounds them; power is
      taken at its per cent last of all; works that count for nothing shelter nobody, and men leave their hex, no line.
25.22 Who may not attack goes into no attack; at a place where a side may not fight it attacks neither that place nor
      out of it.  Who may only evade holds that order, attacks nobody, and tries to slip away though he be on foot.
      What is added to the dice of evasion counts if it was laid on all the men who would slip away.
25.23 Who may only march toward a goal ends each march nearer to it; the nearest larger stack is looked for each time
      anew.  Who is sent off leaves the game when a march ends at the goal.
25.24 A river or a crest that guides open is an open ford to their side: a crest costs nothing.  Guides who go with a
      unit open all sides of the hex where it stands.
25.25 Who is put on a rung of want is not fed by it; held there, he stays on it through the checks of bread.  Who is
      supplied by a card is so at once.  The nearest stacks are those nearest to the spot, and of these the first by
      the number of the hex.  Weather that a card brings holds in place of calendar and dice, and after it the sky is
      fair until the next draw.
25.26 What a card shows is seen by its owner alone, as long as it holds: the hexes named, or those where the units
      stand, wherever they go.  Who shows his own men shows them to all his enemies.
25.27 Who holds his fire controls nothing.  While their return is forbidden the scattered stay away, but not leaders.
      A ban with a flag ends with the flag, and the flag with the ban.
25.28 Who is called enters at the start of his side's part, so many turns on, by the door that the card names,
      whoever holds it; at once, where there is room on the hex or next to it, or else in his next part.  A call that
      is later than another changes nothing.  Delays move the turn in which the awaited are due, never before this one;
      of several the first due are meant, and of these the first by number.  A convoy of a card is one that is at home.
25.29 In a last charge the leader's stack rides up to its target by a shortest way on which nobody stands, or falls on
      the first who bars it.  Its columns stand for those of a charge, the leader's for his.  Men of a decoy ride ahead
      and come back after the fight.  At the number that carries the stack rides on through the hex, if it is empty,
      out of enemy zones and away from enemies, and loses a die in a hundred to those who chase.  Otherwise losses are
      at the card's per cent, more for each machine gun, and two dice tell the leader's fate.
25.30 What a card does is done in its order.  Its dice fall in the open; what is added to them is told before.
      Changes and tests of cohesion wait for the end of the turn, unless at once; a faction that is about to break is
      not tested with the others.  Purses, loyalties (from -2 to +2) and stores change within their bounds; a place
      that is given up goes as by terms; a reprisal ends an amnesty.
25.31 Men who go home leave their unit alive, others are lost; nobody is stronger than twice his start.  Morale changes
      within what a turn may take, of units off the map too if they are named.  A band dispersed by a card comes home
      as others do.  Who changes sides beside a place goes to the nearest hex with room; guns that are given up count
      as taken.
25.32 What is put off happens when its turn begins, whatever holds then.  What is cancelled does nothing, and its price
      stays paid.
25.33 A bounty is paid once, when one of those on whom it was laid falls back, routs or is wiped out in a fight.
"""

from collections.abc import Iterator

from game.model.actions import Choose, PlayCard, React
from game.model.agenda import DrawCards, FireCard, MayChoose, MayKeep, MayReact, Perform, Task
from game.model.cards import Card
from game.model.events import BranchTaken, CardFailed, CardPlayed, Expected, Queued
from game.model.judgement import Refusal
from game.model.ledger import Ledger
from game.model.scenario import Scenario
from game.model.state import State
from game.model.table import Table, Target
from game.rules import branches, decks, deeds, holds, laying, muster, omens, purse, views, windows
from game.rules.branches import Play


def opening(scenario: Scenario) -> Table:
    """The card table before the first turn.  [25.1]"""
    return decks.opening(scenario)


def open_turn(ledger: Ledger) -> None:
    """Do what has come due, and queue the cards of the calendar and the draws.  [25.2, 25.3, 25.10, 25.11, 25.12]"""
    state = ledger.state
    if not state.scenario.cards:
        return
    tasks: list[Task] = [FireCard(card.id) for card in state.scenario.cards if _comes(state, card)]
    for side in state.scenario.sides:
        if side.seat == "person" and any(deck.side == side.id for deck in state.scenario.decks):
            decks.put_away(ledger, side.id)
            tasks.append(DrawCards(side.id))
    omens.announce(ledger)
    if tasks:
        ledger.record(Queued(tuple(tasks)))
    _come_due(ledger)


def _comes(state: State, card: Card) -> bool:
    """Whether a card may happen by itself at the start of this turn.  [25.10, 25.11]"""
    if not _in_its_turns(state, card):
        return False
    return card.kind == "calendar" or (card.kind == "hand" and 0 < card.due <= state.turn)


def _in_its_turns(state: State, card: Card) -> bool:
    return card.first <= state.turn <= card.last and card.id not in state.table.spent


def _come_due(ledger: Ledger) -> None:
    """Do what cards put off until now.  [25.17, 25.32]"""
    later, turn = ledger.state.table.later, ledger.state.turn
    due = [delayed for delayed in later if delayed.turn <= turn]
    if due:
        ledger.record(Expected(tuple(delayed for delayed in later if delayed.turn > turn)))
        for delayed in due:
            deeds.do(ledger, delayed.effects, delayed.card, delayed.side, delayed.target)


def close_turn(ledger: Ledger) -> None:
    """Queue the standing cards whose conditions hold.  [25.12]"""
    state = ledger.state
    if not state.scenario.cards:
        return
    live = [card for card in state.scenario.cards if card.kind == "standing" and _in_its_turns(state, card)]
    tasks = tuple(FireCard(card.id) for card in live if holds.together(state, card.conditions, muster.Scene(card.side)))
    if tasks:
        ledger.record(Queued(tasks))


def open_part(ledger: Ledger, side: str) -> None:
    """Count a part of a side that begins.  [25.20]"""
    laying.count_down(ledger, side)


def draw(ledger: Ledger, task: DrawCards) -> None:
    """Draw a side's cards; one that has no choice is not asked.  [25.1, 25.2]"""
    decks.deal(ledger, task.side)


def judge_keeping(task: MayKeep, card: str) -> Refusal | None:
    """Why a side may not keep this card, or None.  [25.2]"""
    return None if card in task.cards else Refusal("25.2", "card.not_drawn", {"card": card})


def keep(ledger: Ledger, task: MayKeep, card: str) -> None:
    """Keep a card, and put the others back.  [25.2]"""
    decks.keep(ledger, task.side, task.cards, card)


def fire(ledger: Ledger, task: FireCard) -> None:
    """Let a card happen if its conditions hold.  [25.10, 25.11, 25.12]"""
    card = ledger.state.scenario.card(task.card)
    at = muster.Scene(card.side)
    if _in_its_turns(ledger.state, card) and holds.together(ledger.state, card.conditions, at):
        ledger.record(CardPlayed(card.side, card.id))
        _ask(ledger, card, ())


def _ask(ledger: Ledger, card: Card, target: Target) -> None:
    """Have a branch and a target chosen by whose choice it is, if there is any.  [25.6, 25.8]"""
    side = branches.chooser(card)
    if not card.choices and (card.aim is None or target):
        _go_on(ledger, card, "", target)
        return
    play = Play(card, side, given=target, whole=False)
    if not branches.has_player(ledger.state, side):
        free = (way for way in branches.plays(ledger.state, play) if not way.price)
        _take(ledger, play, next(free, None))
        return
    ways = branches.plays(views.view(ledger.state, side), play)
    first, second = next(ways, None), next(ways, None)
    if second is None:
        _take(ledger, play, first)
    else:
        ledger.record(Queued((MayChoose(side, card.id, card.side, target),)))


def _take(ledger: Ledger, asked: Play, way: Play | None) -> None:
    """Take a branch, or let the card come to nothing if there is none.  [25.6, 25.7]"""
    if way is None:
        ledger.record(CardFailed(asked.card.id))
        return
    ledger.record(BranchTaken(way.side, way.card.id, way.choice, way.target))
    true = branches.truly(ledger.state, way)
    _pay(ledger, way)
    if true:
        _go_on(ledger, way.card, way.choice, way.aimed)
    else:
        ledger.record(CardFailed(way.card.id))


def _pay(ledger: Ledger, play: Play) -> None:
    """Take the price of a card or a branch out of a purse.  [25.5, 25.6]"""
    if play.price and play.side:
        purse.fill(ledger, play.side, -play.price, "card")


def _go_on(ledger: Ledger, card: Card, choice: str, target: Target) -> None:
    """Have a card do what it says, when it has been answered.  [25.13, 25.15]"""
    ledger.record(Queued((Perform(card.side, card.id, choice, target),)))
    windows.open_window(ledger, f"{card.id}:{choice}" if choice else card.id, target, card.side)


def perform(ledger: Ledger, task: Perform) -> None:
    """Do what a card says.  [25.19]"""
    card = ledger.state.scenario.card(task.what)
    effects = Play(card, task.side, task.choice).effects
    deeds.do(ledger, effects, card.id, task.side, task.target, task.modifier)


def open_window(ledger: Ledger, window: str, target: Target, owner: str) -> None:
    """Ask the other sides whether they answer what is about to happen.  [25.13]"""
    windows.open_window(ledger, window, target, owner)


def judge_playing(state: State, card: str, choice: str, target: Target) -> Refusal | None:
    """Why the actor may not play a card so, or None.  [25.3, 25.5 to 25.8]"""
    if not any(known.id == card for known in state.scenario.cards):
        return Refusal("25.5", "card.unknown", {"card": card})
    spec = state.scenario.card(card)
    if card not in decks.hand(state, state.actor):
        return Refusal("25.5", "card.not_held", {"card": card})
    if spec.kind != "hand":
        return Refusal("25.13", "card.answers", {"card": card})
    return branches.judge(state, Play(spec, state.actor, choice, target))


def play(ledger: Ledger, side: str, card: str, choice: str, target: Target) -> None:
    """Play a card of the hand.  [25.4, 25.5, 25.6, 25.7]"""
    spec = ledger.state.scenario.card(card)
    own = Play(spec, side, choice, target)
    true = branches.truly(ledger.state, own)
    ledger.record(CardPlayed(side, card, choice, target))
    _pay(ledger, own)
    if not true:
        ledger.record(CardFailed(card))
    elif choice:
        _go_on(ledger, spec, choice, target)
    else:
        _ask(ledger, spec, target)


def judge_choosing(state: State, task: MayChoose, choice: str, target: Target) -> Refusal | None:
    """Why this branch may not be chosen, or None.  [25.6, 25.7, 25.8]"""
    return branches.judge(state, _asked(state, task)._replace(choice=choice, target=target))


def _asked(state: State, task: MayChoose) -> Play:
    return Play(state.scenario.card(task.card), task.side, given=task.target, whole=False)


def choose(ledger: Ledger, task: MayChoose, choice: str, target: Target) -> None:
    """Take a branch of a card.  [25.6]"""
    asked = _asked(ledger.state, task)
    _take(ledger, asked, asked._replace(choice=choice, target=target))


def judge_reacting(state: State, task: MayReact, card: str, choice: str, target: Target) -> Refusal | None:
    """Why this answer may not be given, or None.  [25.5 to 25.8, 25.13, 25.14]"""
    if not card and not choice and not target:
        return None
    if card not in task.cards or not windows.at_hand(state, state.scenario.card(card), task.side):
        return Refusal("25.14", "card.no_answer", {"card": card})
    return branches.judge(state, Play(state.scenario.card(card), task.side, choice, target, task.target))


def react(ledger: Ledger, task: MayReact, card: str, choice: str, target: Target) -> None:
    """Answer with a card, or let it pass.  [25.7, 25.14, 25.15]"""
    if not card:
        return
    answer = Play(ledger.state.scenario.card(card), task.side, choice, target, task.target)
    true = branches.truly(ledger.state, answer)
    ledger.record(CardPlayed(task.side, card, choice, target))
    _pay(ledger, answer)
    if true:
        deeds.do(ledger, answer.effects, card, task.side, answer.aimed)
    else:
        ledger.record(CardFailed(card))


def plays(state: State) -> Iterator[PlayCard]:
    """The cards that the actor may play now, each branch at each target.  [25.5]"""
    for card in dict.fromkeys(decks.hand(state, state.actor)):
        spec = state.scenario.card(card) if card else None
        if spec is not None and spec.kind == "hand":
            yield from (
                PlayCard(card, way.choice, way.target) for way in branches.plays(state, Play(spec, state.actor))
            )


def choices(state: State, task: MayChoose) -> Iterator[Choose]:
    """The branches that may be chosen, each at each target.  [25.6]"""
    yield from (Choose(way.choice, way.target) for way in branches.plays(state, _asked(state, task)))


def answers(state: State, task: MayReact) -> Iterator[React]:
    """The answers that may be given; the first lets it pass.  [25.13]"""
    yield React("")
    for card in task.cards:
        ways = windows.ways(state, state.scenario.card(card), task.side, task.target)
        yield from (React(card, way.choice, way.target) for way in ways)
