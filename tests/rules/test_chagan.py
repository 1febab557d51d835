"""The last charge at Chagan, at one kilometre a hex: the design's table, by exact enumeration.

The guard of 60 rides with Enver at their head, 12 to ten men; the riders who came in are worth 4.  The red posts lie
two crests higher: a squadron is 100 sabres with two machine guns, half the detachment 150 with three, the whole of it
300 with four and a gun.  They are mounted, as cavalry is on open ground.
"""

from dataclasses import replace

import pytest

from game import umpire
from game.model.actions import Attack
from game.model.judgement import Forecast
from tests.sketch import Counter, sketch

POSTS = {
    "squadron": Counter("cavalry", "red", 100, 0, 2),
    "half": Counter("cavalry", "red", 150, 0, 3),
    "whole": Counter("cavalry", "red", 300, 1, 4),
}
HEIGHT = """
.   .   .   .   .
  .   .   .b  .
.   .   .p  .   .
  .   .a  .   .
.E  .   .   .   .
"""
"""The post on its height, the guard below it in the south-west, and the side across from the guard."""


def charge(post: str, riders: int, *, decoy: bool = False) -> Forecast:
    """The charge of the guard with so many riders beside it, or across from it as a decoy."""
    counters = {
        "p": POSTS[post],
        "a": Counter("guard_horse", men=60, faction="own", morale=8),
        "E": Counter("leader", men=0, radius=2, faction="own"),
        **({"b": Counter(men=riders, morale=7)} if riders else {}),
    }
    drawn = sketch(
        HEIGHT if riders else HEIGHT.replace(".b", ". "), counters, scale="1km", levels={(4, 1): 2}
    )  # fmt: skip
    units = list(drawn.state.forces.units)
    for letter in "E" if decoy or not riders else "Eb":
        units[drawn.n(letter)] = replace(drawn.unit(letter), cell=drawn.unit("a").cell)
    state = replace(drawn.state, forces=replace(drawn.state.forces, units=tuple(units)))
    attack = Attack(drawn.at(4, 1), tuple(sorted(drawn.n(x) for x in ("ab" if riders else "a"))), charge=True)
    assert umpire.refusal(state, attack) is None
    return umpire.forecast(state, attack)


def carries(outlook: Forecast) -> float:
    """Per cent of throws in which the post is driven off, once the men go."""
    return outlook.ways("DR", "DX") * 100 / 36


@pytest.mark.parametrize(
    ("post", "chances"),
    [("squadron", (8, 16, 27, 41)), ("half", (2, 8, 16, 27)), ("whole", (2, 2, 2, 8))],
)
def test_the_charge_is_a_gamble(post: str, chances: tuple[int, ...]) -> None:
    """[20.6, 20.8, 20.12, 20.16] With no riders, 100, 200 and 300 of them: charge +3, Enver +1, height -2."""
    for riders, told in zip((0, 100, 200, 300), chances, strict=True):
        outlook = charge(post, riders)
        assert [(shift.reason, shift.columns) for shift in outlook.shifts] == [
            ("crest", -2),
            ("leader", 1),
            ("charge", 3),
        ]
        assert outlook.attacker == 72 + riders * 4 // 10
        assert abs(carries(outlook) - told) <= 3, (riders, outlook.column)


@pytest.mark.parametrize(("post", "chances"), [("squadron", (27, 41)), ("half", (16, 27))])
def test_a_decoy_is_worth_a_column(post: str, chances: tuple[int, ...]) -> None:
    """[20.6] The riders go in from the other side, the guard from this one: two opposite sides."""
    for riders, told in zip((100, 200), chances, strict=True):
        outlook = charge(post, riders, decoy=True)
        assert outlook.column == charge(post, riders).column + 1
        assert ("opposite", 1) in [(shift.reason, shift.columns) for shift in outlook.shifts]
        assert abs(carries(outlook) - told) <= 3


def test_the_price_is_a_third_of_the_band() -> None:
    """[21.2, 21.3] Doubled, and five per cent for each machine gun that held; but no more than the post can kill."""
    outlook = charge("squadron", 100)
    worst = outlook.lines[0]
    assert (worst.outcome, worst.attacker_loss) == ("AR", min(160 * (17 * 2 + 2 * 5) // 100, 190 // 4))
    ways = sum(line.ways for line in outlook.lines if line.outcome not in ("DR", "DX"))
    mean = sum(line.ways * line.attacker_loss for line in outlook.lines if line.outcome not in ("DR", "DX")) / ways
    assert 0.25 < mean / 160 < 0.4, "about a third of the band"
    assert ways == 36 - outlook.ways("DR", "DX") >= 28, "and usually it is paid"
