"""Chapter 15. Cohesion.

15.1  A faction of a coalition has a chief, a home region, rivals, a ceiling and cohesion from 0 to 10.  Its men are
      those of its bands, where they stand in the ranks.  Drilled men are the commander's own.
15.2  A faction is tested with two dice: on more than its cohesion, 3 and the modifiers it falls by one.
15.3  Cohesion says how far a faction obeys.  Sworn or willing, it does any order.  Sullen, it attacks nobody outside
      its home and counts half in storms.  Ripe, it marches only toward its home.
15.4  What works on a faction is gathered through the turn and weighed at its end: changes and tests are added, at
      most one up or two down.  One cause brings one test a turn.
15.5  Cohesion does not rise above the ceiling; while it is above it, it falls by one a turn.
15.6  Envy: regiments that were drilled and not disbanded lower the ceilings of those who count them.
15.7  Men drilled out of a faction lower it by one.  A rival drilled tests it; any regiment drilled tests the jealous.
15.8  Abroad with more than half of its men, a willing faction is tested each second turn, more easily.
15.9  Marched together with another faction's chief, without its own, a faction is tested, more harshly; with the
      commander or one of his own, only if it is not sworn.
15.10 It is tested for a shared retreat, for hunger, for each turn in which an enemy holds a town of its home, and for
      three turns abroad without a share in a victory.  A shared rout lowers it by one; so does more than twice its
      share of the losses.
15.11 A share in a victory over 300 men or more raises it by one.
15.12 A reprisal of the enemy raises the factions of that region by one.
15.13 Enemies know the band in which a faction stands, not its number, and only of one with men near theirs.
15.14 Every cause that an order adds, and its exact chance, is told before the order is given.
"""

from game.hexes import Cell
from game.model.court import Cause
from game.model.events import Strained
from game.model.forces import Unit
from game.model.judgement import Refusal
from game.model.ledger import Ledger
from game.model.state import State


def in_ranks(state: State, faction: int) -> bool:
    """Whether a faction (its number) with a will of its own still stands in the ranks of its side.  [15.1]"""
    return state.scenario.factions[faction].tested and not state.court.of(state.court.left, faction)


def standing(state: State, faction: int) -> str:
    """The band of obedience of a faction: sworn, willing, sullen or ripe.  [15.3]"""
    chart, now = state.scenario.charts.cohesion, state.bonds.cohesion[faction]
    if now >= chart.sworn:
        return "sworn"
    return "willing" if now >= chart.willing else "sullen" if now >= chart.sullen else "ripe"


def ceiling(state: State, faction: int) -> int:
    """The height above which the cohesion of a faction does not rise.  [15.5, 15.6]"""
    spec, training = state.scenario.factions[faction], state.scenario.training
    regiments = state.court.raised // training.regiment if training is not None else 0
    envied = regiments // spec.envy if spec.envy else 0
    return max(0, min(10, spec.ceiling + state.court.of(state.court.lifts, faction) - envied))


def chance(state: State, faction: int, modifier: int) -> int:
    """Of 36 throws, how many make a test of the faction fail.  [15.2]"""
    most = state.bonds.cohesion[faction] + state.scenario.charts.cohesion.test_bonus + modifier
    return sum(1 for a in range(1, 7) for b in range(1, 7) if a + b > most)


def strain(ledger: Ledger, faction: int, cause: str, by: int = 0, modifier: int = 0) -> None:
    """Let something work on a faction at the end of this turn; one cause brings one test.  [15.4]"""
    state = ledger.state
    if not in_ranks(state, faction):
        return
    if not by and any(c.faction == faction and c.cause == cause and not c.by for c in state.court.causes):
        return
    ledger.record(Strained(faction, cause, by, modifier))


def at_stake(state: State, stack: tuple[Unit, ...], route: tuple[Cell, ...]) -> tuple[Cause, ...]:
    """What a march together would add.  [15.9, 15.14]"""
    return ()


def obeys_march(state: State, unit: Unit, route: tuple[Cell, ...]) -> Refusal | None:
    """Why the men of a faction will not march so, or None.  [15.3]"""
    return None


def obeys_attack(state: State, unit: Unit, target: Cell) -> Refusal | None:
    """Why the men of a faction will not attack, or None.  [15.3]"""
    return None


def note_march(ledger: Ledger, stack: tuple[Unit, ...]) -> None:
    """Let a march under somebody else's chief work on a faction.  [15.9]"""


def book(ledger: Ledger) -> None:
    """Let the factions feel the fights of this answer.  [15.10, 15.11]"""


def settle(ledger: Ledger) -> None:
    """Weigh the causes of the turn.  [15.2, 15.4, 15.5, 15.8, 15.10]"""
