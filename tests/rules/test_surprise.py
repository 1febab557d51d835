"""Chapter 19 on what is not seen: surprise, night, guns that fire from afar; and what the enemy could do."""

from dataclasses import replace

import pytest

from game import questions, umpire
from game.model.actions import Attack, EndPart, Move
from game.model.bonds import Ford
from game.model.events import FightResolved, MenLost, UnitFellBack, Unnoticed
from game.model.forces import Forces
from game.model.judgement import Forecast
from game.rules import odds
from tests.rules.test_ambush import BAND, GORGE, HEAD
from tests.rules.test_odds_combat import clash, fight
from tests.sketch import Counter, Sketch, sketch

HORSE, FOOT = Counter("cavalry", "red"), Counter("rifle", "red")
STEPPE = """
.A  .   .   .   .B  .
  .   .   .   .   .
.   .   .   .   .C  .
  .   .   .   .   .
"""
"""Cavalry eight hexes from a band, which sees two; foot next to it."""


def begun(fog: bool = True, drawing: str = STEPPE) -> Sketch:
    """The position when the red part begins."""
    counters = {"A": HORSE, "B": Counter(men=1000), "C": FOOT}
    drawn = sketch(drawing, {x: c for x, c in counters.items() if f".{x}" in drawing}, fog=fog, real_dice=None)
    return Sketch(umpire.apply(drawn.state, EndPart()).state, drawn.letters)


def reasons(outlook: Forecast) -> dict[str, int]:
    """The shifts of a forecast by name."""
    return {shift.reason: shift.columns for shift in outlook.shifts}


def beside(position: Sketch) -> Sketch:
    """The cavalry has marched up to the band."""
    state = umpire.apply(position.state, Move(position.n("A"), tuple(position.at(c, 0) for c in range(1, 8)))).state
    return Sketch(state, position.letters)


def test_a_side_is_told_whom_nobody_sees() -> None:
    """[4.11] When its part begins; only that side knows, and only until the part is over; never without fog."""
    position = begun()
    state, far = position.state, (position.n("A"),)
    assert state.phasing == "red" and state.scouting.unseen == far
    assert umpire.view(state, "red").scouting.unseen == far
    assert umpire.view(state, "enver").scouting.unseen == ()
    assert umpire.imagine(umpire.view(state, "red"), 7).scouting.unseen == far
    told = Unnoticed("red", far)
    assert umpire.witness(state, told, "red") == told and umpire.witness(state, told, "enver") is None
    assert umpire.apply(state, EndPart()).state.scouting.unseen in ((), (position.n("B"),))
    assert beside(position).state.scouting.unseen == far, "they were unseen when the part began"
    assert begun(fog=False).state.scouting.unseen == ()


def test_men_whom_nobody_saw_surprise() -> None:
    """[20.13] All who attack must have been unseen when the part began."""
    position = beside(begun())
    target, alone = position.at(8, 0), (position.n("A"),)
    assert reasons(umpire.forecast(position.state, Attack(target, alone)))["surprise"] == 1
    both = tuple(sorted((*alone, position.n("C"))))
    assert umpire.refusal(position.state, Attack(target, both)) is None
    assert "surprise" not in reasons(umpire.forecast(position.state, Attack(target, both)))
    open_war = beside(begun(fog=False))
    assert "surprise" not in reasons(umpire.forecast(open_war.state, Attack(target, alone)))


def test_the_surprise_is_fought_with_as_foretold() -> None:
    """[20.13, 20.11]"""
    position = beside(begun())
    attack = Attack(position.at(8, 0), (position.n("A"),))
    state = replace(position.state, dice=sketch(".A", {"A": HORSE}, dice=(3, 4)).state.dice)
    result = next(e for e in umpire.apply(state, attack).events if isinstance(e, FightResolved))
    assert result.shift == umpire.forecast(state, attack).total == 1


@pytest.mark.parametrize(("until", "side", "surprises"), [(2, "red", True), (1, "red", False), (2, "enver", False)])
def test_a_ford_that_was_none_surprises(until: int, side: str, surprises: bool) -> None:
    """[20.13] Only in the turn in which the ford-men opened it, and only those whom they serve."""
    drawn = clash(".", {"a": FOOT}, {"d": Counter()}, rivers={(0, 0, 3): "minor"})
    ford = Ford(side, drawn.at(0, 1), 0, until)
    state = replace(drawn.state, sky=replace(drawn.state.sky, fords=(ford,)))
    outlook = umpire.forecast(state, Attack(drawn.at(0, 0), (drawn.n("a"),)))
    assert ("surprise" in reasons(outlook)) == surprises
    dry = clash(".", {"a": FOOT}, {"d": Counter()})
    elsewhere = replace(dry.state, sky=replace(dry.state.sky, fords=(replace(ford, until=2),)))
    assert "surprise" not in reasons(umpire.forecast(elsewhere, Attack(dry.at(0, 0), (dry.n("a"),))))


def test_an_ambush_is_no_surprise_as_well() -> None:
    """[20.13, 23.4]"""
    position = sketch(GORGE, {"A": HEAD, "B": BAND}, fog=True, acting="red")
    units = list(position.state.forces.units)
    units[position.n("A")] = replace(units[position.n("A")], cell=position.at(4, 1))
    scouting = replace(position.state.scouting, unseen=(position.n("B"),))
    state = replace(position.state, forces=Forces(tuple(units)), scouting=scouting)
    attack = Attack(position.at(4, 1), (position.n("B"),))
    assert reasons(odds.forecast(state, attack, ambush=True))["ambush"] == 3
    assert "surprise" not in reasons(odds.forecast(state, attack, ambush=True))
    assert reasons(odds.forecast(state, attack))["surprise"] == 1


@pytest.mark.parametrize(
    ("bands", "rifles", "told"),
    [(1000, 0, {"night": 1}), (0, 400, {"night_trained": -1}), (1000, 400, {}), (1010, 400, {"night": 1}),
     (1000, 410, {"night_trained": -1})],
)  # fmt: skip
def test_the_dark_helps_bands(bands: int, rifles: int, told: dict[str, int]) -> None:
    """[20.14] By what most of the attacking power is; half and half it is nothing, and by day too."""
    force = {"a": Counter(side="red", men=bands, morale=7)} if bands else {}
    force |= {"b": Counter("rifle", "red", rifles)} if rifles else {}
    assert reasons(fight(".", force, {"d": Counter(men=400)}, light="dark")) == told
    assert reasons(fight(".", force, {"d": Counter(men=400)})) == {}


def test_a_charge_is_worth_more_on_small_hexes() -> None:
    """[20.16] Two columns on hexes of three and eight kilometres, three on those of one."""
    for scale, columns in (("8km", 2), ("3km", 2), ("1km", 3)):
        outlook = fight(".", {"a": Counter("cavalry", "red", 100)}, {"d": Counter(men=100)}, charge=True, scale=scale)
        assert reasons(outlook) == {"charge": columns}


GUNS = Counter("battery", "red", 40, 2)
RANGE = """
.   .   .   .   .
  .   .   .   .
.g  .   .d  .f  .
  .   .   .   .
.   .   .   .   .
"""
"""At (0, 1) guns, four hexes west of a band at (4, 1); foot east of it is put next to it."""


def ranged(at: tuple[int, int] = (1, 1), guns: Counter = GUNS, foe: int = 100, **more: object) -> tuple[Sketch, Attack]:
    """Guns on a hex, and foot in the east right before a band, on hexes of one kilometre unless told otherwise."""
    more = {"scale": "1km", "acting": "red"} | more
    counters = {"g": guns, "d": Counter(men=foe), "f": Counter("rifle", "red", 60)}
    drawn = sketch(RANGE, counters, **more)  # type: ignore[arg-type]
    units = list(drawn.state.forces.units)
    units[drawn.n("f")] = replace(units[drawn.n("f")], cell=drawn.at(5, 1))
    units[drawn.n("g")] = replace(units[drawn.n("g")], cell=drawn.at(*at))
    position = Sketch(replace(drawn.state, forces=Forces(tuple(units))), drawn.letters)
    return position, Attack(position.at(4, 1), tuple(sorted((position.n("f"), position.n("g")))))


def message(position: Sketch, attack: Attack) -> str:
    """Why an attack is refused, empty if it is not."""
    refusal = umpire.refusal(position.state, attack)
    return refusal.message if refusal is not None else ""


def test_guns_fire_for_others_from_afar() -> None:
    """[20.15] Three hexes off: their power and combined arms, but no opposite side, no share in losses or in flight."""
    position, attack = ranged(dice=(1, 1), foe=400)
    outlook, alone = umpire.forecast(position.state, attack), Attack(attack.target, (position.n("f"),))
    assert outlook.attacker == umpire.forecast(position.state, alone).attacker + 2 * 50
    assert reasons(outlook) == {"combined": 1}
    assert outlook.lines[0].attacker_loss == 60 * 14 // 100, "the loss is that of the foot alone"
    step = umpire.apply(position.state, attack)
    assert {e.unit for e in step.events if isinstance(e, MenLost)} == {position.n("f"), position.n("d")}
    assert {e.unit for e in step.events if isinstance(e, UnitFellBack)} == {position.n("f")}
    assert step.state.unit(position.n("g")).fought and step.state.unit(position.n("g")).cell == position.at(1, 1)
    beside, joined = ranged((3, 0))
    assert reasons(umpire.forecast(beside.state, joined)) == {"combined": 1, "opposite": 1}


def test_how_far_guns_carry() -> None:
    """[20.15] Three hexes where a hex is a kilometre, else to the next; batteries alone, that have not moved."""
    assert message(*ranged()) == ""
    assert message(*ranged((0, 1))) == "attack.far"
    assert message(*ranged(scale="8km")) == message(*ranged(scale="3km")) == "attack.far"
    assert message(*ranged(guns=Counter("battery", "red", 40, 2, spent=2))) == "attack.far"
    assert message(*ranged(guns=Counter("rifle", "red", 40, 2))) == "attack.far"
    assert message(*ranged(guns=Counter("battery", "red", 40, 0, 1))) == "attack.far"
    position, attack = ranged()
    assert message(position, Attack(attack.target, (position.n("g"),))) == "attack.crews"


def test_guns_that_have_moved_are_still_limbered() -> None:
    """[20.18] Next to the enemy they would count where a turn is long enough to bring them into action."""
    for scale, gain in (("1km", {}), ("8km", {"combined": 1})):
        position, attack = ranged((3, 0), guns=Counter("battery", "red", 40, 2, spent=2), scale=scale)
        alone = umpire.forecast(position.state, Attack(attack.target, (position.n("f"),)))
        outlook = umpire.forecast(position.state, attack)
        assert outlook.attacker - alone.attacker == (100 if gain else 0)
        assert {reason: by for reason, by in reasons(outlook).items() if reason == "combined"} == gain


def test_a_height_between_stops_the_guns() -> None:
    """[20.15] Every hex of the shortest ways is higher than both ends at some step; one way round is enough."""
    ridge = {(2, 1): 1, (2, 2): 1, (3, 1): 1}
    assert message(*ranged((1, 1), levels={(2, 1): 1, (2, 2): 1})) == "attack.far"
    assert message(*ranged((1, 1), levels={(2, 1): 1})) == ""
    assert message(*ranged((1, 1), levels={**ridge, (1, 1): 1})) == "", "guns on a height see over it"
    assert message(*ranged((1, 1), levels={**ridge, (4, 1): 1})) == "", "and so do they see what stands on one"


def test_an_attack_by_guns_from_afar_still_climbs() -> None:
    """[20.12, 20.15] The crest is counted from those who go in."""
    position, attack = ranged((1, 1), levels={(4, 1): 1, (1, 1): 1})
    assert reasons(umpire.forecast(position.state, attack)) == {"crest": -1, "combined": 1}


THREAT = """
.   .   .   .
  .b  .c  .
.   .d  .   .
  .   .a  .
.   .   .   .
"""


def threatened(**letters: Counter) -> tuple[Sketch, Forecast | None]:
    """What red could do to a band in the middle, by the knowledge of the band's side."""
    drawing = THREAT
    for letter in "abc":
        drawing = drawing if letter in letters else drawing.replace(f".{letter}", ". ")
    position = sketch(drawing, {"d": Counter(men=1000), **letters})
    return position, questions.worst_on(umpire.view(position.state, "enver"), position.unit("d").cell)


def test_the_enemys_best_attack_on_me() -> None:
    """[20.17] All who stand there, with a charge if that is better, by the forecast that he himself would get."""
    position, outlook = threatened(a=HORSE, b=replace(FOOT, spent=6), c=Counter("rifle", "red", morale=4))
    force = tuple(sorted((position.n("a"), position.n("b"))))
    his = replace(position.state, part=position.state.scenario.order.index("red"))
    attack = Attack(position.unit("d").cell, force, charge=True)
    assert outlook == umpire.forecast(his, attack) and "charge" in reasons(outlook)
    fought = replace(position.unit("a"), fought=True)
    tired = replace(position.state, forces=position.state.forces.with_unit(fought))
    assert questions.worst_on(tired, position.unit("d").cell) == outlook, "in his next part he is fresh"
    _, on_foot = threatened(b=FOOT)
    assert on_foot is not None and "charge" not in reasons(on_foot)


def test_nobody_could_attack() -> None:
    """[20.17] Wavering men, guns alone, men thrown back, no enemies at all, nobody there."""
    for letters in ({}, {"b": Counter("rifle", "red", morale=4)}, {"b": GUNS}):
        position, outlook = threatened(**letters)
        assert outlook is None
        assert questions.worst_on(position.state, position.at(0, 0)) is None
    position, outlook = threatened(b=FOOT)
    assert outlook is not None
    repulsed = replace(position.unit("b"), repulsed=True)
    state = replace(position.state, forces=position.state.forces.with_unit(repulsed))
    assert questions.worst_on(state, position.unit("d").cell) is None


def test_guns_that_have_moved_count_in_what_threatens() -> None:
    """[20.17, 20.18] Their next part finds them unlimbered."""
    counters = {"a": Counter("rifle", "red", 300), "b": replace(GUNS, spent=3), "d": Counter(men=300)}
    worst = []
    for guns in (counters["b"], replace(counters["b"], spent=0)):
        drawn = sketch(THREAT.replace(".c", ". "), {**counters, "b": guns}, scale="1km")
        worst.append(questions.worst_on(umpire.view(drawn.state, "enver"), drawn.unit("d").cell))
    assert worst[0] is not None and worst[0] == worst[1] and "combined" in reasons(worst[0])


def test_those_who_charge_may_be_the_greater_danger_alone() -> None:
    """[20.17, 20.8] Many rifles who could not charge do not hide what the horse could do by itself."""
    rifles = Counter("rifle", "red", 1000)
    position, outlook = threatened(a=Counter("cavalry", "red", 600, 0, 3), b=rifles, d=Counter(men=350))
    his = replace(position.state, part=position.state.scenario.order.index("red"))
    target, both = position.unit("d").cell, tuple(sorted((position.n("a"), position.n("b"))))
    assert umpire.refusal(his, Attack(target, both, charge=True)) is not None
    tried = [umpire.forecast(his, Attack(target, both)), umpire.forecast(his, Attack(target, (position.n("a"),), True))]
    assert outlook is not None and outlook in tried
    assert outlook.ways("DR", "DX") == max(cast.ways("DR", "DX") for cast in tried)


def test_ten_riders_across_a_great_river_do_not_hide_a_charge() -> None:
    """[20.17, 20.8] They may not charge; the regiment on the near bank may, and is the greater danger without them."""
    counters = {"a": Counter("cavalry", "red", 600), "b": Counter("cavalry", "red", 10), "d": Counter(men=700)}
    side = (2, 1, 5)
    position = sketch(THREAT.replace(".c", ". "), counters, rivers={side: "major"}, crossings={side: "bridge"})
    his = replace(position.state, part=position.state.scenario.order.index("red"))
    target, both = position.unit("d").cell, tuple(sorted((position.n("a"), position.n("b"))))
    together = umpire.refusal(his, Attack(target, both, charge=True))
    assert together is not None and together.message == "charge.water"
    alone = umpire.forecast(his, Attack(target, (position.n("a"),), charge=True))
    assert alone.ways("DR", "DX") > umpire.forecast(his, Attack(target, both)).ways("DR", "DX")
    assert questions.worst_on(umpire.view(position.state, "enver"), target) == alone
