"""Chapter 24. The council of the coalition, and how it ends.

24.1  Drill: a cadre and men of one or two bands of one faction with cohesion 5 or more, on one hex, in a town or
      supplied with the cadre, out of enemy zones, become a regiment at the end of the owner's next turn.  Until then
      they neither march nor attack.  It costs prestige; the size of the regiment is the scenario's.
24.2  A cadre is lost with its regiment.
24.3  Disbanded, a regiment goes back to a band of its hex, or to one that it used up, and envies nobody more.
24.4  A gift raises one faction by one; one gift in two turns.
24.5  A council of the chiefs near the commander in a friendly town, with no drill in this turn or the last, raises
      each of them by one, once in five turns.  One may be named deputy: his ceiling rises for good, his rivals are
      tested.
24.6  The guard next to a chief may disarm him: his faction breaks at once, every other falls by two.
24.7  A town or guns taken in this turn may be made over to a faction that shared the fight: it rises by one, and the
      side's purse forgoes what they brought.
24.8  The enemy may make a faction an offer.
24.9  A ripe faction rolls two dice at each end of turn: on 7 to 9 it goes home, on 10 or more it makes terms and the
      enemy's purse gains.
24.10 A faction that breaks becomes a side where it stands, at war with the side it left.
24.11 At once, before anybody moves, each of its stacks falls on the weakest stack of its allies that it can reach
      within three hexes; two that reach one from opposite sides strike together.
24.12 Peace may be bought of a faction that broke two turns ago or more while no man of the buyer stands in its home.
      It is never loyal again.
24.13 Militia, guests and garrisons that leave by a card go the same ways: to another side, home, or to terms.
"""

from game.model.actions import (
    Disarm,
    Disband,
    Drill,
    Gift,
    HoldCouncil,
    MakeOffer,
    ShareGuns,
    ShareTown,
)
from game.model.judgement import Refusal
from game.model.ledger import Ledger
from game.model.state import State

CouncilOrder = Drill | Disband | Gift | HoldCouncil | Disarm | ShareTown | ShareGuns | MakeOffer
"""An order that is the council's business."""


def judge(state: State, order: CouncilOrder) -> Refusal | None:
    """Why the actor may not order this now, or None.  [24.1, 24.3 to 24.8]"""
    return Refusal("24.1", "council.nothing")


def carry_out(ledger: Ledger, order: CouncilOrder) -> None:
    """Do what was judged.  An offer is paid for and queued: it may be answered.  [24.1, 24.3 to 24.8]"""


def offer(ledger: Ledger, side: str, faction: int) -> None:
    """Let an offer reach its faction.  [24.8]"""


def break_away(ledger: Ledger, faction: int) -> None:
    """Let a faction break with its side, and strike.  [24.10, 24.11]"""


def close_turn(ledger: Ledger) -> None:
    """End what was drilled long enough, and let the ripe go.  [24.1, 24.9]"""
