"""Chapter 18: works, their lines, and the guns that are turned on them."""

from dataclasses import replace

import pytest

from game import umpire
from game.model.actions import Advance, Attack, Bombard, EndPart, GiveUpLine
from game.model.agenda import MayAdvance, ResolveFight
from game.model.bonds import Realm
from game.model.events import (
    Bombarded,
    GunsTaken,
    LineLost,
    MenLost,
    MoraleChanged,
    PlaceTaken,
    Repulsed,
    StoresChanged,
)
from game.model.evolve import evolve
from game.model.forces import Posture
from game.model.judgement import Refusal, Shift
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import combat, stores, works
from tests.sketch import Counter, Sketch, sketch

TWO = ((-1, 100), (-1, 50))
THREE = ((-1, 100), (-1, 100), (-1, 50))
RETREAT, ROUT = (5, 5), (6, 6)
"""Throws of the storm below: a retreat, and a rout."""


@pytest.mark.parametrize(
    ("men", "side", "shift"),
    [(200, "", -2), (199, "", -1), (200, "red", -2), (199, "red", -1), (500, "enver", None)],
)
def test_works_need_men_and_serve_one_side(men: int, side: str, shift: int | None) -> None:
    """[19.1]"""
    position = sketch(".G", {"G": Counter("rifle", "red", men)}, works={(0, 0): (-2, 200)})
    built = tuple(replace(one, side=side) for one in position.state.scenario.works)
    state = replace(position.state, scenario=replace(position.state.scenario, works=built))
    assert works.manned(state, position.unit("G").cell, (position.unit("G"),)) == shift


def storm(
    lines: tuple[tuple[int, int], ...] = TWO,
    dice: tuple[int, ...] = RETREAT,
    *,
    bread: int = 0,
    garrison: Counter | None = None,
    lost: int = 0,
    acting: str = "enver",
) -> Sketch:
    """A town in lines with the garrison G, guard horse a north of it, and room to run in the south."""
    position = sketch(
        ".a\n\nTG\n\n.\n\n.\n\n.",
        {
            "a": Counter("guard_horse", men=1500),
            "G": garrison or Counter("rifle", "red", 300, 2, 4),
        },
        works={(0, 1): lines},
        held={"t0": "red"},
        stores={"t0": bread} if bread else None,
        dice=dice,
        acting=acting,
        scale="3km",
    )
    return worn(position, lost)


def worn(position: Sketch, lost: int) -> Sketch:
    """The same with so many lines of the town lost."""
    holdings = position.state.realm.holdings
    realm = Realm((replace(holdings[0], lines=lost), *holdings[1:]))
    return Sketch(replace(position.state, realm=realm), position.letters)


def fought(position: Sketch) -> umpire.Step:
    """The town stormed."""
    return umpire.apply(position.state, Attack(position.unit("G").cell, (position.n("a"),)))


def lines_lost(state: State) -> int:
    """How many lines of the town are lost."""
    return state.realm.holdings[0].lines


@pytest.mark.parametrize(("lost", "men", "shift"), [(0, 300, -3), (0, 299, -2), (1, 150, -1), (1, 149, None)])
def test_the_outermost_line_that_stands_shelters(lost: int, men: int, shift: int | None) -> None:
    """[19.2] Dushanbe: -3 with 300 men; when that is lost -1 with 150."""
    position = storm(((-3, 300), (-1, 150)), garrison=Counter("rifle", "red", men), lost=lost)
    state, cell = position.state, position.unit("G").cell
    assert works.manned(state, cell, (position.unit("G"),)) == shift
    assert [(line.shift, line.men) for line in works.standing(state, cell)] == [(-3, 300), (-1, 150)][lost:]
    assert works.standing(state, position.unit("a").cell) == ()


def test_a_retreat_gives_up_a_line_instead_of_the_hex() -> None:
    """[19.3] Losses and morale fall as the row has them; the garrison stays, and nobody may enter."""
    position = storm()
    step = fought(position)
    assert LineLost(0, 1, "stormed") in step.events
    assert lines_lost(step.state) == 1
    after, before = step.state.unit(position.n("G")), position.unit("G")
    assert after.cell == before.cell and after.men < before.men and after.guns == before.guns
    assert any(isinstance(e, MoraleChanged) and e.cause == "driven_off" for e in step.events)
    assert not step.state.agenda


def test_a_rout_gives_up_two_lines_and_half_the_guns() -> None:
    """[19.3] Of three lines the last stands; of two none, and the garrison runs."""
    position = storm(THREE, ROUT)
    step = fought(position)
    assert [e for e in step.events if isinstance(e, LineLost)] == [LineLost(0, 1, "stormed"), LineLost(0, 2, "stormed")]
    assert GunsTaken(position.n("G"), 1, 2, "enver") in step.events
    assert step.state.unit(position.n("G")).cell == position.unit("G").cell
    routed = fought(storm(TWO, ROUT))
    assert routed.state.unit(position.n("G")).cell != position.unit("G").cell
    assert isinstance(routed.state.agenda[0], MayAdvance)


def test_the_last_line_lost_is_the_town() -> None:
    """[19.3] With one line standing all is as with plain works."""
    for position in (storm(lost=1), storm(TWO[:1])):
        step = fought(position)
        assert not any(isinstance(e, LineLost) for e in step.events)
        assert step.state.unit(position.n("G")).cell != position.unit("G").cell


def test_men_behind_lines_neither_stand_to_the_last_nor_are_done_for() -> None:
    """[19.3] Whatever their orders, and broken men too, they give up a line."""
    resolute, broken = Counter("rifle", "red", 300, posture=Posture.LAST), Counter("rifle", "red", 300, morale=1)
    for garrison, throw in ((resolute, (4, 4)), (broken, (2, 2))):
        position = storm(TWO, throw, garrison=garrison)
        step = fought(position)
        assert LineLost(0, 1, "stormed") in step.events
        assert step.state.unit(position.n("G")).cell == position.unit("G").cell
        assert {e.cause for e in step.events if isinstance(e, MenLost)} == {"fight"}


@pytest.mark.parametrize(
    ("lost", "outcome", "lines"),
    [(0, "DR", 1), (0, "DX", 2), (1, "DR", 1), (1, "DX", 0), (2, "DR", 0), (0, "DS", 0), (0, "C", 0)],
)
def test_what_an_outcome_costs_instead_of_the_hex(lost: int, outcome: str, lines: int) -> None:
    """[19.3] Of three lines; nothing but a retreat or a rout costs any."""
    position = storm(THREE, lost=lost)
    assert works.spared(position.state, position.unit("G").cell, (position.unit("G"),), outcome) == lines


def test_men_whom_the_works_do_not_serve_have_no_lines() -> None:
    """[19.3]"""
    position = storm()
    built = tuple(replace(one, side="enver") for one in position.state.scenario.works)
    state = replace(position.state, scenario=replace(position.state.scenario, works=built))
    assert not works.give_way(Ledger(state), position.unit("G").cell, (position.unit("G"),), "DR")
    assert not works.give_way(Ledger(state), position.unit("a").cell, (position.unit("a"),), "DR")


def test_no_lines_are_lost_on_the_march() -> None:
    """[19.3] Men who fell into an ambush are not in their works."""
    position = storm(dice=ROUT)
    ledger = Ledger(position.state)
    task = ResolveFight(position.unit("G").cell, (position.n("a"),), False, "red", ambush=True)
    combat.resolve(ledger, task)
    assert lines_lost(ledger.state) == 0
    assert ledger.state.unit(position.n("G")).cell != position.unit("G").cell


@pytest.mark.parametrize(("lines", "dice", "left"), [(TWO, RETREAT, 10), (THREE, RETREAT, 14), (THREE, ROUT, 7)])
def test_bread_is_lost_with_the_line_it_lies_behind(
    lines: tuple[tuple[int, int], ...], dice: tuple[int, int], left: int
) -> None:
    """[19.4] Half of it with the first of two lines, a third with the first of three, and so on."""
    step = fought(storm(lines, dice, bread=20 if lines is TWO else 21))
    assert step.state.realm.holdings[0].stores == left
    changes = [e for e in step.events if isinstance(e, StoresChanged)]
    assert {e.cause for e in changes} == {"line"}
    assert sum(e.by for e in changes) == left - (20 if lines is TWO else 21)


def test_bread_is_not_brought_in_under_the_enemys_eyes() -> None:
    """[19.4, 19.5] With riders before the gate half of it is lost with the line, as if it had been stormed."""
    step = umpire.apply(storm(bread=20, acting="red").state, GiveUpLine(0))
    assert step.events == (LineLost(0, 1, "given_up"), StoresChanged(0, -10, 10, "line"))


def test_a_line_is_given_up_free_and_its_bread_brought_in() -> None:
    """[19.5] While no enemy stands next to the town."""
    position = storm(bread=20, acting="red")
    far = replace(position.unit("a"), cell=position.at(0, 4))
    position = Sketch(replace(position.state, forces=position.state.forces.with_unit(far)), position.letters)
    step = umpire.apply(position.state, GiveUpLine(0))
    assert step.events == (LineLost(0, 1, "given_up"),)
    assert lines_lost(step.state) == 1 and step.state.realm.holdings[0].stores == 20
    assert step.state.unit(position.n("G")) == position.unit("G")
    assert umpire.refusal(step.state, GiveUpLine(0)) == Refusal("19.5", "works.last", {"place": "t0"})


def test_who_may_not_give_up_a_line() -> None:
    """[19.5]"""
    position = storm()
    assert umpire.refusal(position.state, GiveUpLine(0)) == Refusal("19.5", "works.not_yours", {"place": "t0"})
    assert umpire.refusal(position.state, GiveUpLine(9)) == Refusal("19.5", "works.unknown", {"number": 9})
    plain = sketch("TG", {"G": Counter("rifle", "red")}, acting="red", held={"t0": "red"})
    assert umpire.refusal(plain.state, GiveUpLine(0)) == Refusal("19.5", "works.none", {"place": "t0"})
    offered = [a for a in umpire.legal(storm(acting="red").state) if isinstance(a, GiveUpLine)]
    assert offered


def test_lost_lines_stay_lost_for_a_new_holder() -> None:
    """[19.6] Who has stormed the walls stands behind what he left of them."""
    position = storm(lost=1)
    step = fought(position)
    taken = umpire.apply(step.state, Advance((position.n("a"),)))
    assert any(isinstance(e, PlaceTaken) for e in taken.events)
    town = position.unit("G").cell
    assert len(works.standing(step.state, town)) == 1
    assert len(works.standing(taken.state, town)) == 1
    assert works.manned(taken.state, town, taken.state.forces.at(town)) == -1


@pytest.mark.parametrize("throw", [(1, 1), (1, 3)])
def test_who_is_thrown_back_from_a_sally_is_inside_again(throw: tuple[int, int]) -> None:
    """[19.7] Repulsed with loss or in rout: morale falls, but the town is still theirs."""
    position = storm(bread=20, dice=throw, acting="red", garrison=Counter("rifle", "red", 600))
    assert stores.shut_in(position.state) == (0,)
    step = umpire.apply(position.state, Attack(position.unit("a").cell, (position.n("G"),)))
    assert any(isinstance(e, MoraleChanged) and e.cause == "thrown_back" for e in step.events)
    assert step.state.unit(position.n("G")).cell == position.unit("G").cell
    free = storm(dice=throw, acting="red", garrison=Counter("rifle", "red", 600))
    assert stores.shut_in(free.state) == ()
    back = umpire.apply(free.state, Attack(free.unit("a").cell, (free.n("G"),)))
    assert back.state.unit(free.n("G")).cell != free.unit("G").cell


@pytest.mark.parametrize("order", ["bombard", "rest"])
def test_a_bombardment_does_not_lengthen_a_repulse(order: str) -> None:
    """[19.8, 21.4] Who was repulsed stays out of attacks for one part of his, whatever else he does in it."""
    position = sketch(
        ".x  .\n  .B  .",
        {"x": Counter("band_foot", men=300), "B": Counter("battery", "red", 60, 2)},
        works={(0, 0): (-2, 100)},
        scale="3km",
        acting="red",
        order=("red", "enver"),
    )
    state = evolve(position.state, Repulsed(position.n("B")))
    if order == "bombard":
        state = umpire.apply(state, Bombard(position.n("B"), position.unit("x").cell)).state
    assert not umpire.apply(state, EndPart()).state.unit(position.n("B")).repulsed


def test_drivers_and_crews_man_no_walls() -> None:
    """[19.1] Three hundred carters are no garrison."""
    carters = storm(garrison=Counter("convoy", "red", 300))
    assert works.manned(carters.state, carters.unit("G").cell, [carters.unit("G")]) is None
    rifles = storm(garrison=Counter("rifle", "red", 300))
    assert works.manned(rifles.state, rifles.unit("G").cell, [rifles.unit("G")]) is not None


def test_a_bombardment_helps_the_side_that_fired() -> None:
    """[19.8] Nobody else."""
    position = storm()
    town = position.unit("G").cell
    realm = position.state.realm
    held = replace(realm.holdings[0], shelled=(("enver", True, False),))
    state = replace(position.state, realm=Realm((held, *realm.holdings[1:])))
    assert works.bombarded(state, town, "enver") and not works.bombarded(state, town, "red")


def test_guns_bombard_works_and_the_next_part_gains_by_it() -> None:
    """[19.8]"""
    position = sketch(
        ".x  .\n  .a  .\n.B  .\n  .",
        {
            "x": Counter("band_foot", men=300),
            "a": Counter("rifle", "red", 600),
            "B": Counter("battery", "red", 60, 2),
        },
        works={(0, 0): (-2, 100)},
        scale="3km",
        acting="red",
        order=("red", "enver"),
    )
    works_at, storming = position.unit("x").cell, Attack(position.unit("x").cell, (position.n("a"),))

    def gain(state: State) -> list[Shift]:
        return [shift for shift in umpire.forecast(state, storming).shifts if shift.reason == "bombarded"]

    step = umpire.apply(position.state, Bombard(position.n("B"), works_at))
    assert step.events[0] == Bombarded(position.n("B"), 0, captured=False)
    assert step.state.unit(position.n("B")).fought
    assert gain(step.state) == []
    state = umpire.apply(step.state, EndPart()).state
    assert state.actor == "enver"
    state = umpire.apply(state, EndPart()).state
    assert gain(state) == [Shift("bombarded", 1)]
    again = umpire.apply(state, Bombard(position.n("B"), works_at)).state
    assert gain(again) == [Shift("bombarded", 1)]
    for _ in range(2):
        again, state = umpire.apply(again, EndPart()).state, umpire.apply(state, EndPart()).state
    assert gain(again) == [Shift("bombarded", 1)] and gain(state) == []


def test_who_attacks_from_outside_is_not_inside() -> None:
    """[19.7] Men of a relief next to the town are thrown back like anybody."""
    position = sketch(
        ".a\n\nTG\n\n.R\n\n.x\n\n.",
        {
            "a": Counter(men=400),
            "G": Counter("rifle", "red", 300),
            "R": Counter("rifle", "red", 300),
            "x": Counter(men=400),
        },
        held={"t0": "red"},
        stores={"t0": 20},
        acting="red",
        scale="3km",
    )
    assert stores.shut_in(position.state) == (0,)
    assert works.inside(position.state, position.unit("G"))
    assert not works.inside(position.state, position.unit("R"))


def aimed(position: Sketch, letter: str = "B") -> Refusal | None:
    """What the rules say to a unit's turning guns on the band."""
    return umpire.refusal(position.state, Bombard(position.n(letter), position.unit("x").cell))


def ranged(
    steps: int,
    scale: str,
    battery: Counter | None = None,
    *,
    fog: bool = False,
    ground: str = ".",
    works_of: str = "enver",
) -> Sketch:
    """Works manned by the band x, and the battery B so many hexes south of them."""
    rows = [f"{ground}x", *("." for _ in range(steps - 1)), ".B"]
    return sketch(
        "\n\n".join(rows),
        {"x": Counter("band_foot", works_of, men=300), "B": battery or Counter("battery", "red", 60, 2)},
        works={(0, 0): (-2, 100)},
        scale=scale,
        acting="red",
        fog=fog,
    )


@pytest.mark.parametrize(
    ("scale", "steps", "carries"),
    [("8km", 1, True), ("8km", 2, False), ("3km", 2, False), ("1km", 3, True), ("1km", 4, False)],
)
def test_how_far_guns_carry(scale: str, steps: int, carries: bool) -> None:
    """[19.8] The next hex; at 1 km three hexes, as far as somebody sees."""
    told = aimed(ranged(steps, scale))
    assert (told is None) == carries
    assert carries or (told is not None and told.message == "bombard.far")


@pytest.mark.parametrize(("ground", "steps", "seen"), [(".", 2, True), ("t", 2, False), ("t", 1, True)])
def test_guns_need_a_sight_of_works_farther_than_the_next_hex(ground: str, steps: int, seen: bool) -> None:
    """[19.8, 4.1] Reeds hide them, in an open game too."""
    told = aimed(ranged(steps, "1km", ground=ground))
    assert (told.message if told is not None else "") == ("" if seen else "bombard.far")


@pytest.mark.parametrize("owner", ["red", "lokai"])
def test_only_an_enemys_works_are_bombarded(owner: str) -> None:
    """[19.8]"""
    told = aimed(ranged(1, "3km", works_of=owner))
    assert told is not None and told.message == "bombard.works"


def test_another_sides_guns_do_not_stop_ones_own() -> None:
    """[19.8]"""
    position = ranged(1, "3km")
    holdings = position.state.realm.holdings
    realm = Realm((replace(holdings[0], shelled=(("lokai", False, True),)), *holdings[1:]))
    assert aimed(Sketch(replace(position.state, realm=realm), position.letters)) is None
    step = umpire.apply(replace(position.state, realm=realm), Bombard(position.n("B"), position.unit("x").cell))
    assert step.state.realm.holdings[0].shelled == (("lokai", False, True), ("red", False, True))


@pytest.mark.parametrize(("steps", "seen"), [(1, True), (2, False)])
def test_guns_are_blind_in_the_dark(steps: int, seen: bool) -> None:
    """[19.8, 4.2] But for the next hex."""
    position = ranged(steps, "1km")
    dark = replace(position.state, sky=replace(position.state.sky, light="dark"))
    assert (aimed(Sketch(dark, position.letters)) is None) == seen


def test_nobody_bombards_what_his_side_does_not_see() -> None:
    """[19.8] Three hexes off in the fog the battery sees no enemy in the works."""
    told = aimed(ranged(3, "1km", fog=True))
    assert told is not None and told.message == "bombard.works"


@pytest.mark.parametrize(
    ("battery", "message"),
    [
        (Counter("battery", "red", 60, 2, morale=2), "bombard.broken"),
        (Counter("rifle", "red", 400), "bombard.guns"),
    ],
)
def test_who_cannot_bombard(battery: Counter, message: str) -> None:
    """[19.8, 19.9]"""
    told = aimed(ranged(1, "3km", battery))
    assert told is not None and told.message == message


def test_guns_fire_once_in_a_part_and_at_manned_works_alone() -> None:
    """[19.8]"""
    position = ranged(1, "3km")
    fired = umpire.apply(position.state, Bombard(position.n("B"), position.unit("x").cell)).state
    told = umpire.refusal(fired, Bombard(position.n("B"), position.unit("x").cell))
    assert told is not None and told.message == "bombard.fought"
    empty = umpire.refusal(position.state, Bombard(position.n("B"), position.at(0, 1)))
    assert empty is not None and (empty.clause, empty.message) == ("19.8", "bombard.works")
    fresh = replace(fired, forces=fired.forces.with_unit(replace(fired.unit(position.n("B")), fought=False)))
    told = umpire.refusal(fresh, Bombard(position.n("B"), position.unit("x").cell))
    assert told is not None and told.message == "bombard.again"
    assert [a for a in umpire.legal(position.state) if isinstance(a, Bombard)] == [
        Bombard(position.n("B"), position.unit("x").cell)
    ]


def with_trophies(position: Sketch, taken: int, turn: int) -> Sketch:
    """The same in a turn, red having taken guns in another (0 for never)."""
    bonds = replace(position.state.bonds, trophies=(taken, 0, 0))
    return Sketch(replace(position.state, turn=turn, bonds=bonds), position.letters)


@pytest.mark.parametrize(("taken", "turn", "fire"), [(2, 2, True), (2, 5, True), (2, 6, False), (0, 2, False)])
def test_captured_guns_fire_for_three_turns(taken: int, turn: int, fire: bool) -> None:
    """[19.9]"""
    position = with_trophies(ranged(1, "3km", Counter("rifle", "red", 400)), taken, turn)
    assert (aimed(position) is None) == fire


@pytest.mark.parametrize(
    ("steps", "men", "message"),
    [(1, Counter("rifle", "red", 400), ""), (2, Counter("rifle", "red", 400), "bombard.guns"),
     (1, Counter("battery", "red", 60), "bombard.guns")],
)  # fmt: skip
def test_captured_guns_are_served_by_men_who_fight_beside_the_works(steps: int, men: Counter, message: str) -> None:
    """[19.9] Not from as far as a battery of one's own, and not by crews."""
    told = aimed(with_trophies(ranged(steps, "1km", men), 1, 1))
    assert (told.message if told is not None else "") == message


def test_captured_guns_fire_once_in_a_part() -> None:
    """[19.9] Men next to the works serve them, one unit in a part, who need no guns of their own."""
    position = with_trophies(
        sketch(
            ".x  .y\n  .a\n.b  .",
            {
                "x": Counter("band_foot", men=300),
                "y": Counter("band_foot", men=300),
                "a": Counter("rifle", "red"),
                "b": Counter("rifle", "red"),
            },
            works={(0, 0): (-2, 100), (2, 0): (-2, 100)},
            acting="red",
            order=("red", "enver"),
        ),
        1,
        1,
    )
    one, other = position.unit("x").cell, position.unit("y").cell
    step = umpire.apply(position.state, Bombard(position.n("a"), one))
    assert step.events[0] == Bombarded(position.n("a"), 0, captured=True)
    told = umpire.refusal(step.state, Bombard(position.n("b"), other))
    assert told is not None and told.message in ("bombard.guns", "bombard.far")
    again = umpire.refusal(step.state, Bombard(position.n("b"), one))
    assert again == Refusal("19.9", "bombard.guns", {"unit": position.n("b"), "cell": one})
    state = umpire.apply(umpire.apply(step.state, EndPart()).state, EndPart()).state
    assert umpire.refusal(state, Bombard(position.n("b"), one)) is None


def test_guns_taken_are_noted_with_their_turn() -> None:
    """[19.9] Machine guns are no guns."""
    position = storm()
    state = replace(position.state, turn=4)
    assert evolve(state, GunsTaken(position.n("G"), 1, 0, "enver")).bonds.trophies == (0, 4, 0)
    assert evolve(state, GunsTaken(position.n("G"), 0, 2, "enver")).bonds.trophies == ()
