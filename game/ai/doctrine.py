"""How a computer player is minded to fight: the bars that an attack, a march and a main effort must pass."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Doctrine:
    """The Recruit has one all his life; the Staff weighs several against each other.

    `least` is the column after shifts from which an attack is worth making, `fair` the one that will do where a
    place is at stake.  `likely`, `surely` and `storm` are ways of 36 to drive an enemy off: who holds nothing that
    matters, the same far from every aim, and from a town that pays.  `bold` says how many times its own power a
    stack may have against it where it stops, `enough` how many halves of the enemy's power are sent against a
    place.  Who is `hunting` marches against anybody, not only against the chief aim; `effort` is the number of the
    place that is the chief aim whatever else there is, -1 for the usual one.  Who does not `march` stays where he
    is, and fights from there.  Regulars who are `frugal` do not march out of bread, but for a goal within a part's
    reach.
    """

    name: str = "usual"
    least: int = 5
    fair: int = 4
    likely: int = 12
    surely: int = 18
    storm: int = 13
    bold: int = 2
    enough: int = 5
    hunting: bool = False
    effort: int = -1
    march: bool = True
    frugal: bool = True


USUAL = Doctrine()
"""The Recruit's own: two to one, or a column less for a place."""
