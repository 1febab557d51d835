"""Chapter 22, ambush: what waits beside a road in a country that is not one's own."""

from dataclasses import replace

import pytest

from game import questions, umpire
from game.model.actions import Attack, ForceMarch, Move, MoveTogether
from game.model.agenda import ResolveFight
from game.model.events import AmbushSprung, DummyFound, FightResolved, MarchStopped, Rolled, UnitAdvanced
from game.model.forces import Forces, Posture
from game.model.state import State
from game.rules import odds
from tests.sketch import Counter, Sketch, sketch

BAND = Counter(men=2000, morale=7)
HEAD = Counter("cavalry", "red", 600, 2, 2)
GORGE = """
.   m   mB
  m   m   m
.   .   m   m
  .   .   .
T   .   .A  .
"""
"""A way up from the steppe, a band over it in the mountains, and people whose hearts are with the band."""


def gorge(
    counters: dict[str, Counter] | None = None, ground: str = "m", dice: tuple[int, ...] = (), **more: object
) -> Sketch:
    """The gorge, its rough ground as one likes."""
    used = {"A": HEAD, "B": BAND, **(counters or {})}
    return sketch(GORGE.replace("m", ground), used, fog=True, acting="red", dice=dice, **more)  # type: ignore[arg-type]


UP = ((4, 1),)
"""The hex below the band, next to it: rough ground."""


def into(position: Sketch, *route: tuple[int, int]) -> umpire.Step:
    """The head of the column marches up the gorge."""
    way = tuple(position.at(*at) for at in (route or UP))
    return umpire.apply(position.state, Move(position.n("A"), way))


def changed(position: Sketch, letter: str, **changes: object) -> Sketch:
    """The position with one unit changed."""
    units = list(position.state.forces.units)
    number = position.n(letter)
    units[number] = replace(units[number], **changes)  # type: ignore[arg-type]
    return Sketch(replace(position.state, forces=Forces(tuple(units))), position.letters)


def sprung(step: umpire.Step) -> bool:
    """Whether an ambush was sprung."""
    return any(isinstance(event, AmbushSprung) for event in step.events)


def thrown(step: umpire.Step) -> bool:
    """Whether a die was thrown for one."""
    return any(isinstance(event, Rolled) and event.cause == "ambush" for event in step.events)


@pytest.mark.parametrize(
    ("ground", "day", "dark"),
    [(".", 0, 1), ("i", 0, 1), ("h", 1, 1), ("b", 1, 1), ("t", 2, 2), ("m", 2, 2), ("^", 2, 2)],
)
def test_faces_of_the_die_by_ground_and_dark(ground: str, day: int, dark: int) -> None:
    """[23.1] A sixth in hills, a third in reeds and mountains; in the open only in the dark."""
    for light, expected in (("day", day), ("dark", dark)):
        position = sketch(f"T   {ground}", light=light, loyalty=1)
        assert questions.ambush_faces(position.state, position.at(2, 0), "red") == expected


@pytest.mark.parametrize(("ground", "face", "expected"), [
    ("m", 1, True), ("m", 2, True), ("m", 3, False), ("m", 6, False), ("h", 1, True), ("h", 2, False),
    ("t", 2, True), ("t", 3, False),
])  # fmt: skip
def test_a_die_decides(ground: str, face: int, expected: bool) -> None:
    """[23.1] By the ground that the march has come to."""
    step = into(gorge(ground=ground, dice=(face, 3, 4)))
    assert thrown(step) and sprung(step) == expected
    assert any(isinstance(event, FightResolved) for event in step.events) == expected


def test_not_in_the_open_by_day() -> None:
    """[23.1] No die is thrown on the steppe; in the dark one is."""
    bright = into(gorge(ground=".", counters={"A": Counter("rifle", "red", 600)}))
    assert not thrown(bright)
    night = into(gorge(ground=".", light="dark", dice=(1, 3, 4)))
    assert sprung(night)


@pytest.mark.parametrize(("loyalty", "expected"), [(2, True), (1, True), (0, False), (-1, False), (-2, False)])
def test_only_in_a_hostile_country(loyalty: int, expected: bool) -> None:
    """[23.2] The people of the nearest place tell the others that the column is coming."""
    step = into(gorge(loyalty=loyalty, dice=(1, 3, 4)))
    assert sprung(step) == thrown(step) == expected
    assert any(isinstance(event, MarchStopped) for event in step.events), "the march has met them all the same"


def test_not_when_somebody_went_ahead() -> None:
    """[23.2] A friend who fights on the hex or next to it; carts and guns are nobody's scouts."""
    for kind, at, expected in (
        ("rifle", (3, 1), False),
        ("rifle", (1, 1), True),
        ("convoy", (3, 1), True),
        ("battery", (3, 1), True),
    ):
        counters = {"A": HEAD, "B": BAND, "C": Counter(kind, "red", 40)}
        drawing = GORGE.replace("T   .   .A", "T   .C  .A")
        position = sketch(drawing, counters, fog=True, acting="red", dice=(1, 3, 4))
        sent = changed(position, "C", cell=position.at(*at))
        assert sprung(into(sent)) == expected, (kind, at)


def test_a_stack_is_no_scout_of_its_own() -> None:
    """[23.2, 16.9] Those who march together are met together, and all of them are ambushed."""
    counters = {"A": HEAD, "B": BAND, "C": Counter("rifle", "red", 300)}
    position = sketch(GORGE.replace("T   .   .A", "T   .C  .A"), counters, fog=True, acting="red", dice=(1, 3, 4))
    joined = changed(position, "C", cell=position.unit("A").cell)
    order = MoveTogether((position.n("A"), position.n("C")), (position.at(*UP[0]),))
    step = umpire.apply(joined.state, order)
    assert sprung(step)
    assert all(step.state.unit(number).fought for number in order.units if step.state.unit(number).on_map)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"posture": Posture.EVADE}, True),
        ({"posture": Posture.LAST}, True),
        ({"fought": True}, False),
        ({"repulsed": True}, False),
        ({"morale": 4}, False),
        ({"men": 700}, True),
        ({"men": 200}, False),
    ],
)
def test_who_takes_part(changes: dict[str, object], expected: bool) -> None:
    """[23.3] Whoever could attack, whatever he is to do when attacked; never at worse than even, shifts counted."""
    step = into(changed(gorge(dice=(1, 3, 4)), "B", **changes))
    assert sprung(step) == thrown(step) == expected


def test_water_that_cannot_be_crossed_keeps_them_off() -> None:
    """[23.3, 20.1]"""
    side = (4, 1, 0)
    assert sprung(into(gorge(dice=(1, 3, 4), rivers={side: "major"})))
    assert not thrown(into(gorge(rivers={side: "major"}, spate="great")))


def test_all_that_lie_next_to_the_march_fall_on_it_together() -> None:
    """[23.3] Those of one side; who is farther off does not."""
    drawing = GORGE.replace("mB\n", "mB\n").replace("  m   m   m", "  m   mC  m")
    drawing = drawing.replace(".   m   mB", ".   mD  mB")
    counters = {"A": HEAD, "B": BAND, "C": Counter(men=300, morale=4), "D": Counter(men=300)}
    position = sketch(drawing, counters, fog=True, acting="red", dice=(1, 3, 4))
    step = into(position)
    assert [event.units for event in step.events if isinstance(event, AmbushSprung)] == [(position.n("B"),)]
    both = changed(position, "C", morale=6)
    step = into(both)
    assert [event.units for event in step.events if isinstance(event, AmbushSprung)] == [
        (position.n("B"), position.n("C"))
    ]


def test_the_story_of_the_gorge() -> None:
    """[23.4, 3.3] 2,000 ambush the head of a column, 600 men with guns limbered: column 7, driven off in 72 of 100."""
    counters = {"A": HEAD, "B": BAND, "C": Counter("leader", men=0, radius=1)}
    drawing = GORGE.replace("  m   m   m", "  m   m   mC")
    position = sketch(drawing, counters, fog=True, acting="red", dice=(1, 3, 4))
    chief = changed(position, "C", cell=position.unit("B").cell)
    marched = changed(chief, "A", cell=position.at(*UP[0]))
    attack = Attack(position.at(*UP[0]), (position.n("B"),))
    outlook = odds.forecast(marched.state, attack, ambush=True)
    assert (outlook.attacker, outlook.defender, outlook.column) == (800, 450 * 11 // 10 + 2 * 50, 7)
    assert [(s.reason, s.columns) for s in outlook.shifts] == [("leader", 1), ("ambush", 3)]
    assert round(outlook.ways("DR", "DX") * 100 / 36) == 72
    mean = sum(line.defender_loss * line.ways for line in outlook.lines) / 36
    assert 60 < mean < 70
    seen = umpire.forecast(replace(marched.state, part=0), attack)
    assert seen.defender == outlook.defender + 2 * 40 * 50 // 100, "in an open fight the guns count, half in mountains"
    fought = next(event for event in into(chief).events if isinstance(event, FightResolved))
    assert (fought.attacker, fought.defender, fought.column, fought.shift) == (800, 595, 3, 4)


def test_the_ambushed_do_not_slip_away() -> None:
    """[23.4] Though they ride and are ordered to."""
    riders = Counter("cavalry", "red", 300, posture=Posture.EVADE)
    step = into(gorge({"A": riders}, dice=(1, 1, 1)))
    assert sprung(step) and not any(isinstance(e, Rolled) and e.cause == "evasion" for e in step.events)


def test_nobody_advances_and_the_march_is_over() -> None:
    """[23.4] The ambushers stay where they lay; those who held out have fought, and go no farther in this part."""
    position = gorge(dice=(1, 6, 6))
    step = into(position)
    assert sprung(step) and not step.state.agenda and step.state.actor == "red"
    assert not any(isinstance(event, UnitAdvanced) for event in step.events)
    assert step.state.unit(position.n("B")).cell == position.unit("B").cell
    held = into(gorge(dice=(1, 1, 1)))
    head = held.state.unit(position.n("A"))
    assert head.cell == position.at(*UP[0]) and head.fought
    assert questions.points_left(held.state, head) == 0
    assert umpire.reach(held.state, head.number) == {}
    for order in (Move(head.number, (position.at(4, 2),)), ForceMarch(head.number)):
        assert umpire.refusal(held.state, order) is not None
    assert MarchStopped((head.number,), head.cell, "ambush") in held.events


def test_a_march_that_is_missed_is_over_but_may_attack() -> None:
    """[23.1, 16.10] The die was kind: it has seen them, has no points left, and may fall on them in its turn."""
    position = gorge(dice=(6,))
    step = into(position)
    assert not sprung(step)
    assert umpire.refusal(step.state, Move(position.n("A"), (position.at(4, 2),))) is not None
    attack = Attack(position.unit("B").cell, (position.n("A"),))
    assert umpire.refusal(step.state, attack) is None
    assert umpire.view(step.state, "red").unit(position.n("B")).on_map


def test_an_ambush_is_seen_by_the_ambushed() -> None:
    """[23.1, 4.4] No effect without a visible cause: the die, the men and the fight are witnessed."""
    position = gorge(dice=(1, 3, 4))
    step = into(position)
    states: list[State] = [position.state, *umpire.unfold(position.state, step.events)]
    for before, event in zip(states[:-1], step.events, strict=True):
        told = umpire.witness(before, event, "red")
        if isinstance(event, AmbushSprung | FightResolved):
            assert told == event
        if isinstance(event, Rolled):
            assert told == replace(event, drawn=0)


def test_nobody_falls_on_a_march_of_dummies() -> None:
    """[23.5] The riddle of the column is solved by looking at it."""
    step = into(gorge({"A": Counter("cavalry", "red", 600, dummy=True)}))
    assert not thrown(step)
    assert any(isinstance(event, DummyFound) for event in step.events)


def test_ambushers_may_attack_again_in_their_own_part_and_ambush_once() -> None:
    """[23.3, 23.4] Who fell on one march has fought, and lets the next one pass."""
    drawing = GORGE.replace("T   .   .A  .", "T   .   .A  .C")
    counters = {"A": Counter("cavalry", "red", 300), "B": BAND, "C": Counter("cavalry", "red", 300)}
    position = sketch(drawing, counters, fog=True, acting="red", dice=(1, 6, 6, 1, 3, 4))
    step = into(position)
    assert step.state.unit(position.n("B")).fought
    task = ResolveFight(position.at(*UP[0]), (position.n("B"),), charge=False, against="red", ambush=True)
    assert any(getattr(event, "tasks", ()) == (task,) for event in step.events)
    second = Move(position.n("C"), tuple(position.at(*at) for at in ((5, 1), (4, 1))))
    assert not questions.visible(step.state, "red") >> position.unit("B").cell & 1
    assert not thrown(umpire.apply(step.state, second))
    rested = changed(Sketch(step.state, position.letters), "B", fought=False)
    assert sprung(umpire.apply(rested.state, second))
