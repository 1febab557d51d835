"""Chapters 16 and 17: odds and fights.  The story table of the design is here, fight by fight."""

from dataclasses import replace

import pytest

from game import umpire
from game.model.actions import Advance, Attack
from game.model.agenda import MayAdvance
from game.model.events import (
    AttackRefused,
    DefenderEvaded,
    FightResolved,
    GunsTaken,
    MenLost,
    MoraleChanged,
    Repulsed,
    Rolled,
    Surprised,
    UnitFellBack,
    UnitLeft,
)
from game.model.forces import Forces, Posture, Status
from game.model.judgement import Forecast, Refusal
from game.model.ledger import Ledger
from game.rules import beaten, odds
from tests.sketch import Counter, Sketch, sketch

BRIGADE = Counter("cavalry", "red", 1700, 4, 8)
CHIEF = Counter("leader", "red", 0, radius=1)


def fight(
    ground: str, attackers: dict[str, Counter], defenders: dict[str, Counter], *, charge: bool = False, **more: object
) -> Forecast:
    """A fight across one hexside: attackers on steppe in the south, defenders to their north."""
    position = clash(ground, attackers, defenders, **more)
    numbers = tuple(sorted(position.n(x) for x, c in attackers.items() if c.type != "leader"))
    attack = Attack(position.at(0, 0), numbers, charge)
    assert umpire.refusal(position.state, attack) is None
    return umpire.forecast(position.state, attack)


def clash(ground: str, attackers: dict[str, Counter], defenders: dict[str, Counter], **more: object) -> Sketch:
    """The position of such a fight.  Letters beyond the first of a side join its first on one hex."""
    more.setdefault("acting", next(iter(attackers.values())).side)
    column = "".join(f"{ground if n == 0 else '.'}{x}\n\n" for n, x in enumerate([*defenders][:1] + [*attackers][:1]))
    rest = [*[*defenders][1:], *[*attackers][1:]]
    spare = "\n\n".join(f".{x}" for x in rest)
    drawing = column + spare
    position = sketch(drawing, {**attackers, **defenders}, **more)  # type: ignore[arg-type]
    home = {x: position.at(0, 0) for x in defenders} | {x: position.at(0, 1) for x in attackers}
    units = list(position.state.forces.units)
    for letter, cell in home.items():
        units[position.n(letter)] = replace(units[position.n(letter)], cell=cell)
    forces = replace(position.state.forces, units=tuple(units))
    return Sketch(replace(position.state, forces=forces), position.letters)


def driven_off(outlook: Forecast) -> int:
    """Per cent of a fight in which the defender leaves."""
    return round(outlook.ways("DR", "DX") * 100 / 36)


def test_the_brigade_on_the_steppe() -> None:
    """[20.3, 20.6, 20.8] 2,490 against 800, charge, arms and leader: column 10, 97%."""
    horde = {"d": Counter(men=2000, morale=7)}
    charge = fight(".", {"a": BRIGADE, "m": CHIEF}, horde, charge=True)
    assert (charge.attacker, charge.defender, charge.plain, charge.total) == (2490, 800, 6, 4)
    assert driven_off(charge) == 97
    plain = fight(".", {"a": BRIGADE, "m": CHIEF}, horde)
    assert plain.column == 8 and driven_off(plain) == 83


def test_the_brigade_in_the_hills() -> None:
    """[20.4, 20.6] Foothills, dismounted: column 4, 28%; mountains: column 1, 3%."""
    horde = {"d": Counter(men=2000, morale=7)}
    foothills = fight("b", {"a": BRIGADE, "m": CHIEF}, horde)
    assert (foothills.attacker, foothills.defender, foothills.column) == (1555, 1000, 4)
    assert driven_off(foothills) == 28
    mountains = fight("m", {"a": BRIGADE, "m": CHIEF}, horde)
    assert (mountains.attacker, mountains.defender, mountains.column) == (1455, 1200, 1)
    assert driven_off(mountains) == 3


GARRISON = {"d": Counter("rifle", "red", 700, 2, 8)}


def test_the_storm_of_december_and_the_works() -> None:
    """[20.4, 20.7] 600 against 1,320 behind the outer line: column -2, never."""
    bands = {"a": Counter(men=2400, morale=7), "b": Counter(men=600, morale=7)}
    chief = {"m": Counter("leader", men=0, radius=1)}
    outlook = fight("T", {**bands, **chief}, GARRISON, works={(0, 0): (-3, 300)})
    assert (outlook.attacker, outlook.defender) == (600, 1320)
    assert outlook.column == -2 and driven_off(outlook) == 0
    assert outlook.plain == 0


def test_baysun_in_may() -> None:
    """[20.7] Enver's storm of the first turn: 930 against 980, net column 2, 8%."""
    outlook = fight(
        "T",
        {
            "g": Counter("guard_horse", men=300, faction="own"),
            "n": Counter("drilled_foot", men=400, faction="own"),
            "b": Counter(men=1250, morale=7),
            "E": Counter("leader", men=0, radius=2, faction="own"),
        },
        {"r": Counter("rifle", "red", 500, 0, 6), "s": Counter("battery", "red", 40, 2)},
        works={(0, 0): (-2, 200)},
    )
    assert (outlook.attacker, outlook.defender) == (930, 980)
    assert [(s.reason, s.columns) for s in outlook.shifts] == [("works", -2), ("leader", 1), ("drilled_storm", 1)]
    assert outlook.column == 2 and driven_off(outlook) == 8


def test_works_short_of_men_shelter_less() -> None:
    """[20.4]"""
    outlook = fight("T", {"a": Counter(men=2400)}, {"d": Counter("rifle", "red", 150)}, works={(0, 0): (-3, 300)})
    assert [s.columns for s in outlook.shifts if s.reason == "works"] == [-2]


def test_diggers() -> None:
    """[20.4] Mostly trained 2; a third trained 1; bands nothing."""
    attack = {"a": Counter("rifle", "red", 400)}

    def shift(**stack: Counter) -> int:
        outlook = fight(".", attack, stack)
        return sum(s.columns for s in outlook.shifts if s.reason.startswith("dug_in"))

    nizam, band = Counter("drilled_foot", dug_in=True), Counter(dug_in=True)
    assert shift(d=nizam) == -2
    assert shift(d=nizam, e=Counter(men=700, dug_in=True)) == -1
    assert shift(d=band) == 0
    assert shift(d=nizam, e=Counter(men=900)) == 0


def test_rivers_count_when_all_are_across() -> None:
    """[20.5] A ford shelters by 2; one attacker on the near bank undoes it."""
    outlook = fight(".", {"a": Counter("rifle", "red")}, {"d": Counter()}, rivers={(0, 0, 3): "major"})
    assert [(s.reason, s.columns) for s in outlook.shifts] == [("major", -2)]
    position = sketch(
        ".   .d  .\n  .a  .b",
        {"a": Counter("rifle", "red"), "b": Counter("rifle", "red"), "d": Counter()},
        rivers={(2, 0, 4): "minor"},
        acting="red",
    )
    across = umpire.forecast(position.state, Attack(position.at(2, 0), (position.n("a"),)))
    both = umpire.forecast(position.state, Attack(position.at(2, 0), tuple(sorted((position.n("a"), position.n("b"))))))
    assert [s.reason for s in across.shifts] == ["minor"] and not both.shifts


RING = """
.   .   .   .   .
  .   .a  .b  .
.   .   .d  .   .
  .   .c  .e  .
.   .   .   .   .
"""


@pytest.mark.parametrize(("letters", "shift"), [("a", 0), ("ab", 0), ("ae", 1), ("abe", 2), ("abce", 2)])
def test_opposite_sides(letters: str, shift: int) -> None:
    """[20.6] Two opposite 1, three with opposite 2."""
    red = Counter("rifle", "red")
    position = sketch(RING, {"a": red, "b": red, "c": red, "e": red, "d": Counter()}, acting="red")
    outlook = umpire.forecast(position.state, Attack(position.at(4, 1), tuple(sorted(position.n(x) for x in letters))))
    assert sum(s.columns for s in outlook.shifts) == shift


def test_a_handful_on_another_side_changes_nothing() -> None:
    """[20.19] Who brings less than a tenth of the power neither closes a side nor leads the others round a river."""
    red = Counter("rifle", "red", 540)
    for men, counts in ((5, False), (59, False), (60, True), (540, True)):
        counters = {"a": red, "b": red, "c": red, "e": Counter("rifle", "red", men), "d": Counter()}
        position = sketch(RING, counters, acting="red")
        pair = Attack(position.at(4, 1), tuple(sorted((position.n("a"), position.n("e")))))
        reasons = [shift.reason for shift in umpire.forecast(position.state, pair).shifts]
        assert ("opposite" in reasons) == counts


def refused(position: Sketch, target: tuple[int, int], letters: str, *, charge: bool = False) -> str:
    attack = Attack(position.at(*target), tuple(sorted(position.n(x) for x in letters)), charge)
    found = umpire.refusal(position.state, attack)
    return "" if found is None else found.message


def test_who_may_attack() -> None:
    """[20.1, 20.2]"""
    red = Counter("rifle", "red")
    low, carts = Counter("rifle", "red", morale=4), Counter("convoy", "red", 20)
    position = sketch(RING, {"a": red, "b": low, "c": carts, "e": red, "d": Counter()}, acting="red", dice=(3, 4))
    assert refused(position, (4, 1), "a") == ""
    assert refused(position, (4, 1), "b") == "attack.morale"
    assert refused(position, (4, 1), "c") == "attack.no_power"
    assert refused(position, (0, 0), "a") == "attack.no_enemy"
    assert umpire.refusal(position.state, Attack(position.at(4, 1), ())) == Refusal(
        "20.1", "attack.nobody", {"cell": position.at(4, 1)}
    )
    held = sketch(RING, {"a": red, "b": red, "c": red, "e": red, "d": Counter(men=1000)}, acting="red", dice=(3, 4))
    after = Sketch(umpire.apply(held.state, Attack(held.at(4, 1), (held.n("a"),))).state, held.letters)
    assert after.unit("d").cell == held.at(4, 1), "nobody was driven off"
    assert refused(after, (4, 1), "e") == "attack.engaged"
    flooded = clash(".", {"a": red}, {"d": Counter()}, rivers={(0, 0, 3): "major"}, spate="all")
    assert refused(flooded, (0, 0), "a") == "attack.water"
    tired = sketch(RING, {"a": red, "b": red, "c": red, "e": red, "d": Counter()}, acting="red")
    far = sketch(".a  .   .d", {"a": red, "d": Counter()}, acting="red")
    assert refused(far, (4, 0), "a") == "attack.far"
    assert refused(tired, (4, 1), "abce") == ""


def test_the_defenceless_are_ridden_down_not_attacked() -> None:
    """[16.3] The march does it, to leaders and to convoys alone."""
    chief, cart = Counter("leader", men=0, radius=1), Counter("convoy", men=20)
    for stack in ({"d": chief}, {"d": cart}, {"d": chief, "e": cart}):
        assert refused(clash(".", {"a": Counter("cavalry", "red")}, stack), (0, 0), "a") == "attack.defenceless"
    assert refused(clash(".", {"a": Counter("cavalry", "red")}, {"d": cart, "e": Counter()}), (0, 0), "a") == ""


def test_where_a_charge_goes() -> None:
    """[20.8] Open ground, no town, no works, at least half the power on horse."""
    horse, foot = Counter("cavalry", "red", 400), Counter("rifle", "red", 600)
    assert refused(clash(".", {"a": horse}, {"d": Counter()}), (0, 0), "a", charge=True) == ""
    assert refused(clash("h", {"a": horse}, {"d": Counter()}), (0, 0), "a", charge=True) == "charge.ground"
    assert refused(clash("T", {"a": horse}, {"d": Counter()}), (0, 0), "a", charge=True) == "charge.ground"
    assert refused(clash(".", {"a": foot}, {"d": Counter()}), (0, 0), "a", charge=True) == "charge.horse"
    works = clash(".", {"a": horse}, {"d": Counter()}, works={(0, 0): (-2, 100)})
    assert refused(works, (0, 0), "a", charge=True) == "charge.works"
    ford = clash(".", {"a": horse}, {"d": Counter()}, rivers={(0, 0, 3): "major"})
    assert refused(ford, (0, 0), "a", charge=True) == "charge.water"


EVADERS = """
.   .   .   .   .
  .   .   .   .
.   .   .d  .   .
  .   .a  .b  .
.   .   .   .   .
"""


def evasion(
    letters: str, ground: str = ".", kind: str = "rifle", drawing: str = RING, light: str = "day"
) -> int | None:
    attacker = Counter(kind, "red")
    used = {x: attacker for x in "abce" if f".{x}" in drawing}
    evader = Counter(posture=Posture.EVADE)
    position = sketch(drawing.replace(".d", f"{ground}d"), {**used, "d": evader}, acting="red", light=light)
    force = tuple(position.unit(x) for x in letters)
    state = position.state
    return odds.evasion_number(state, position.at(4, 1), force, odds.defenders(state, position.at(4, 1), "red"))


def test_the_number_to_slip_away() -> None:
    """[20.9] 7 on the steppe before horse; hills 6, mountain 5; foot 3 less, the dark 1; more for more sides."""
    alone = ".   .   .   .   .\n  .   .   .   .\n.   .   .d  .   .\n  .   .a  .   .\n.   .   .   .   ."
    assert evasion("a", kind="cavalry", drawing=alone) == 7
    assert evasion("a", "h", "cavalry", alone) == 6
    assert evasion("a", "m", "cavalry", alone) == 5
    assert evasion("a", drawing=alone) == 4
    assert evasion("a", kind="cavalry", drawing=alone, light="dark") == 6
    assert evasion("ab", kind="cavalry", drawing=EVADERS) == 8


WIDE = """
.   .   .   .   .
  .   .   .   .
.   .   .   .   .
  .   .a  .   .
.   .   .d  .   .
  .   .   .e  .
.   .   .   .   .
  .   .   .   .
.   .   .   .   .
"""


def test_riders_slip_between_two_columns() -> None:
    """[20.9] From opposite sides ten is needed, six ways of 36; they end two hexes off, together."""
    counters = {"a": Counter("cavalry", "red"), "e": Counter("cavalry", "red"), "d": Counter(posture=Posture.EVADE)}
    position = sketch(WIDE, counters, acting="red", dice=(5, 5))
    attack = Attack(position.at(4, 2), tuple(sorted((position.n("a"), position.n("e")))))
    tests = umpire.forecast(position.state, attack).tests
    assert [(chance.test, chance.ways) for chance in tests] == [("evasion", 6)]
    step = umpire.apply(position.state, attack)
    away = step.state.unit(position.n("d")).cell
    grid = position.state.scenario.board.grid
    assert grid.distance(away, position.at(4, 2)) == 2
    assert step.state.unit(position.n("d")).men == 400


def test_a_stack_slips_away_together_or_not_at_all() -> None:
    """[20.9, 3.6] 1,600 riders find no room in mountains that hold 1,200."""
    drawing = "m   m   m\n  m   m\nm   .d  m\n  .   .\nm   .a  m"
    for men, slips in ((600, True), (800, False)):
        band = Counter(men=men, posture=Posture.EVADE)
        position = clash(".", {"a": Counter("cavalry", "red")}, {"d": band, "e": band}, dice=(6, 6))
        assert not umpire.forecast(position.state, Attack(position.at(0, 0), (position.n("a"),))).tests
        whole = sketch(drawing, {"a": Counter("cavalry", "red"), "d": Counter(men=2 * men, posture=Posture.EVADE)},
                       acting="red")  # fmt: skip
        force, stack = (whole.unit("a"),), (whole.unit("d"),)
        assert bool(odds.escape(whole.state, force, stack)) == slips


def test_evasion_is_one_throw_before_the_fight() -> None:
    """[20.9, 21.1] Seven slips away two hexes; six fights with one column more for the attacker."""
    counters = {"a": Counter("cavalry", "red"), "d": Counter(posture=Posture.EVADE)}
    alone = ".   .   .   .   .\n  .   .   .   .\n.   .   .d  .   .\n  .   .a  .   .\n.   .   .   .   ."
    position = sketch(alone, counters, acting="red", dice=(3, 4))
    attack = Attack(position.at(4, 1), (position.n("a"),))
    outlook = umpire.forecast(position.state, attack)
    assert [(c.test, c.ways) for c in outlook.tests] == [("evasion", 21)]
    step = umpire.apply(position.state, attack)
    assert any(isinstance(e, DefenderEvaded) for e in step.events)
    assert isinstance(step.state.agenda[0], MayAdvance)
    caught = sketch(alone, counters, acting="red", dice=(3, 3, 3, 4))
    step = umpire.apply(caught.state, attack)
    result = next(e for e in step.events if isinstance(e, FightResolved))
    assert result.shift == outlook.total and any(s.reason == "failed_evasion" for s in outlook.shifts)


def test_hopeless_attacks_need_the_will() -> None:
    """[20.10, 21.1] Below 1:3 two dice must not pass the morale."""
    position = clash(".", {"a": Counter(men=200)}, {"d": Counter("rifle", "red", 600)}, dice=(3, 4))
    attack = Attack(position.at(0, 0), (position.n("a"),))
    assert [(c.test, c.ways) for c in umpire.forecast(position.state, attack).tests] == [("resolve", 15)]
    step = umpire.apply(position.state, attack)
    assert any(isinstance(e, AttackRefused) for e in step.events)
    assert step.state.unit(position.n("d")).men == 600


def test_shifts_add_up_and_are_held() -> None:
    """[20.11] The total is their sum, between -4 and +5; the counts are 36; every line is one of the chart."""
    outlook = fight("m", {"a": Counter("rifle", "red", 400)}, {"d": Counter("drilled_foot", dug_in=True)},
                    rivers={(0, 0, 3): "minor"})  # fmt: skip
    assert sum(s.columns for s in outlook.shifts) == -6
    assert outlook.total == -4
    assert sum(line.ways for line in outlook.lines) == 36


def resolved(total: int, stack: Counter | None = None, force: Counter | None = None, *, charge: bool = False,
             more: tuple[int, ...] = ()) -> tuple[Sketch, tuple[object, ...], Sketch]:  # fmt: skip
    """A fight in the middle of a map with a given throw: before, events, after."""
    first = max(1, total - 6)
    position = sketch(
        EVADERS.replace(".b", ". "),
        {"a": force or Counter("cavalry", "red", 800), "d": stack or Counter(men=1000)},
        acting="red",
        dice=(first, total - first, *more),
    )
    step = umpire.apply(position.state, Attack(position.at(4, 1), (position.n("a"),), charge))
    return position, step.events, Sketch(step.state, position.letters)


def test_losses_by_the_row_and_no_more_than_he_can_kill() -> None:
    """[21.2] 1,040 against 400 is 2:1; a throw of 7 gives result 12."""
    before, events, after = resolved(7)
    result = next(e for e in events if isinstance(e, FightResolved))
    assert (result.column, result.shift, result.result, result.outcome) == (5, 0, 12, "DS")
    assert after.unit("a").men == 800 - 48
    assert after.unit("d").men == 1000 - 70
    farm = clash(".", {"a": Counter("rifle", "red", 2000)}, {"d": Counter(men=40, morale=7)}, dice=(1, 1))
    worn = umpire.apply(farm.state, Attack(farm.at(0, 0), (farm.n("a"),)))
    assert worn.state.unit(farm.n("a")).men == 2000 - 4
    assert before.unit("a").men == 800


def test_a_charge_pays_or_costs() -> None:
    """[21.3] Pursuit adds ten to a rout; thrown back the loss is doubled and the machine guns count."""
    _, events, after = resolved(11, charge=True)
    outcome = next(e for e in events if isinstance(e, FightResolved))
    assert (outcome.result, outcome.outcome) == (18, "DX")
    lost = sum(e.men for e in events if isinstance(e, MenLost) and e.unit == after.n("d") and e.cause == "fight")
    assert lost == min(1000 * (20 + 10) // 100, outcome.attacker // 4)
    guns = Counter("rifle", "red", 600, 0, 3)
    position = clash(".", {"a": Counter(men=1500)}, {"d": guns}, dice=(1, 1))
    number = position.n("a")
    step = umpire.apply(position.state, Attack(position.at(0, 0), (number,), charge=True))
    result = next(e for e in step.events if isinstance(e, FightResolved))
    assert result.outcome in ("AX", "AR")
    lost = sum(e.men for e in step.events if isinstance(e, MenLost) and e.unit == number and e.cause == "fight")
    row = odds.row_of(position.state, result.column + result.shift, 2)[1]
    assert lost == min(1500 * (row.attacker * 2 + 15) // 100, result.defender // 4)


def test_what_becomes_of_the_attacker() -> None:
    """[21.4] Routed, thrown back, repulsed."""
    weak = Counter("rifle", "red", 160)
    _, events, after = resolved(2, Counter(men=1000), weak)
    assert next(e for e in events if isinstance(e, FightResolved)).outcome == "AX"
    routed = next(e for e in events if isinstance(e, UnitFellBack))
    assert routed.cause == "rout" and len(routed.route) == 2
    assert after.unit("a").morale == 5
    _, events, after = resolved(5, Counter(men=1000), Counter("rifle", "red", 200))
    assert next(e for e in events if isinstance(e, FightResolved)).outcome == "AR"
    _, events, after = resolved(6, Counter(men=1000), Counter("rifle", "red", 270))
    assert any(isinstance(e, Repulsed) for e in events) and after.unit("a").repulsed


def test_what_becomes_of_the_defender() -> None:
    """[21.4] Retreat two hexes if mounted, one on foot; a rout three, and half the guns."""
    wide = ".   .   .   .d\n  .   .   .   .a"
    for kind, hexes, left in (("band_horse", 2, 4), ("drilled_foot", 1, 5)):
        counters = {"a": Counter("cavalry", "red", 800), "d": Counter(kind, men=500 if left == 5 else 1000)}
        position = sketch(wide, counters, acting="red", dice=(3, 6))
        step = umpire.apply(position.state, Attack(position.at(6, 0), (position.n("a"),)))
        fled = next(e for e in step.events if isinstance(e, UnitFellBack))
        assert fled.cause == "retreat" and len(fled.route) == hexes
        assert step.state.unit(position.n("d")).morale == left, "one for the retreat, one for the tenth of its men"
    gunned = Counter("drilled_foot", men=400, guns=3, mgs=2)
    _, events, after = resolved(12, gunned, Counter("cavalry", "red", 2400))
    assert next(e for e in events if isinstance(e, FightResolved)).outcome == "DX"
    assert GunsTaken(after.n("d"), 1, 1, "red") in events


def test_bleeding_shakes() -> None:
    """[21.5] One more for every full tenth lost: 260 of 1,000 is two."""
    _, _, after = resolved(12, Counter(men=1000, morale=7), Counter("cavalry", "red", 2400))
    assert after.unit("d").morale == 4, "three at most in a turn"


def test_to_the_last() -> None:
    """[21.6] No retreat: another twentieth and one morale."""
    _, events, _ = resolved(9, Counter(men=1000, posture=Posture.LAST))
    assert not any(isinstance(e, UnitFellBack) for e in events)
    lost = [e for e in events if isinstance(e, MenLost) and e.cause == "last_stand"]
    assert [e.men for e in lost] == [900 * 5 // 100]


def test_a_chief_stays_with_men_who_stand() -> None:
    """[13.3, 21.6] The riders are driven off; he stays with those who hold to the last."""
    firm, riders = Counter(men=1200, posture=Posture.LAST), Counter("cavalry", "red", 2400)
    counters = {"a": riders, "d": firm, "l": Counter("leader", men=0, radius=1)}
    position = sketch(EVADERS.replace(".b", ".l"), counters, acting="red", dice=(2, 3))
    units = list(position.state.forces.units)
    units[position.n("l")] = replace(position.unit("l"), cell=position.unit("d").cell)
    state = replace(position.state, forces=Forces(tuple(units)))
    step = umpire.apply(state, Attack(position.unit("d").cell, (position.n("a"),)))
    assert [e.outcome for e in step.events if isinstance(e, FightResolved)] == ["DR"]
    assert step.state.unit(position.n("l")).cell == step.state.unit(position.n("d")).cell == position.unit("d").cell
    assert not any(isinstance(e, UnitFellBack) for e in step.events)


@pytest.mark.parametrize(("few", "dice", "stays"), [(15, (1, 3), False), (600, (3, 4), True)])
def test_a_handful_does_not_hold_for_a_host(few: int, dice: tuple[int, int], stays: bool) -> None:
    """[21.6] A third of the men of a stack must be ordered to the last, or all of them fall back."""
    riders = {"a": Counter("cavalry", "red", 2400), "d": Counter(men=1200)}
    firm = Counter(men=few, posture=Posture.LAST)
    position = sketch(EVADERS.replace(".b", ".l"), {**riders, "l": firm}, acting="red", dice=dice)
    units = list(position.state.forces.units)
    units[position.n("l")] = replace(position.unit("l"), cell=position.unit("d").cell)
    state = replace(position.state, forces=Forces(tuple(units)))
    step = umpire.apply(state, Attack(position.unit("d").cell, (position.n("a"),)))
    assert [e.outcome for e in step.events if isinstance(e, FightResolved)] == ["DR"]
    assert (step.state.unit(position.n("l")).cell == position.unit("d").cell) == stays
    assert step.state.unit(position.n("d")).cell != position.unit("d").cell


def test_a_last_stand_costs_at_least_a_man() -> None:
    """[21.6] Of fifteen men a twentieth is none; but one of them falls."""
    _, events, _ = resolved(2, Counter(men=15, posture=Posture.LAST))
    assert [e.men for e in events if isinstance(e, MenLost) and e.cause == "last_stand"] in ([], [1])
    ledger = Ledger(clash(".", {"a": Counter("rifle", "red", 2000)}, {"d": Counter(men=15)}, dice=(6, 6)).state)
    beaten.drive(ledger, ledger.state.unit(1), 1, (ledger.state.unit(0).cell,), "red", [], rout=False)
    assert [e.men for e in ledger.events if isinstance(e, MenLost)] == [1]


def test_the_price_of_a_last_stand_is_rounded_down() -> None:
    """[21.6] Of 2,200 men and more the twentieth is a hundred and some; nobody counts in ninety-ninths."""
    host, force = Counter(men=2400, posture=Posture.LAST), Counter("cavalry", "red", 1920)
    before, events, _ = resolved(9, host, force)
    left = before.unit("d").men
    costs = {e.cause: e.men for e in events if isinstance(e, MenLost) and e.unit == before.n("d")}
    assert costs["last_stand"] == (left - costs["fight"]) * 5 // 100 >= 100


def test_who_has_no_men_left_is_gone() -> None:
    """[21.2] The counter leaves the map: no empty one stays."""
    state = clash(".", {"a": Counter("rifle", "red", 2000)}, {"d": Counter(men=1)}, dice=(6, 6)).state
    ledger = Ledger(state)
    ledger.record(MenLost(1, 1, 0, 0, "fight"))
    beaten.bury(ledger, 1)
    assert UnitLeft(1, Status.GONE, 0, 0, "destroyed") in ledger.events


def test_no_way_out() -> None:
    """[21.7] Trained men test hard and surrender; half of a band come home in three turns."""
    men = Counter("drilled_foot", men=100)
    position = clash(".", {"a": Counter("rifle", "red", 2000)}, {"d": men}, dice=(6, 6, 6, 6))
    step = umpire.apply(position.state, Attack(position.at(0, 0), (position.n("a"),)))
    assert any(isinstance(e, UnitLeft) and e.cause == "surrendered" for e in step.events)
    assert step.state.tally.lost[1] == 100
    band = clash(".", {"a": Counter("rifle", "red", 2000)}, {"d": Counter(men=200)}, dice=(6, 6))
    step = umpire.apply(band.state, Attack(band.at(0, 0), (band.n("a"),)))
    gone = step.state.unit(band.n("d"))
    assert gone.status is Status.DISPERSED and gone.due == 4
    assert gone.men + step.state.tally.lost[1] == 200


def test_victors_may_enter() -> None:
    """[21.8, 21.9, 28.4] The winner is asked before anything else; the hex and a point of morale are his."""
    _, _, after = resolved(12, Counter(men=400), Counter("cavalry", "red", 2400, morale=6))
    task = after.state.agenda[0]
    assert isinstance(task, MayAdvance) and after.state.actor == "red"
    assert after.unit("a").morale == 7
    assert umpire.refusal(after.state, Advance((after.n("d"),))) == Refusal("21.8", "advance.who", {"cell": task.cell})
    entered = umpire.apply(after.state, Advance((after.n("a"),))).state
    assert entered.unit(after.n("a")).cell == task.cell and not entered.agenda
    stayed = umpire.apply(after.state, Advance(())).state
    assert stayed.unit(after.n("a")).cell == after.unit("a").cell


def test_crews_do_not_attack_alone() -> None:
    """[20.1, 3.8]"""
    guns, foot = Counter("battery", "red", 120, 4), Counter("rifle", "red")
    assert refused(clash(".", {"a": guns}, {"d": Counter()}), (0, 0), "a") == "attack.crews"
    assert refused(clash(".", {"a": guns, "b": foot}, {"d": Counter()}), (0, 0), "ab") == ""


def test_the_broken_are_finished_when_beaten_again() -> None:
    """[21.7]"""
    position = clash(".", {"a": Counter("rifle", "red", 900)}, {"d": Counter(morale=1)}, dice=(3, 3))
    step = umpire.apply(position.state, Attack(position.at(0, 0), (position.n("a"),)))
    assert next(e for e in step.events if isinstance(e, FightResolved)).outcome in ("DR", "DX")
    assert step.state.unit(position.n("d")).status is Status.DISPERSED


def test_crews_with_no_way_out_are_taken() -> None:
    """[21.7] Gunners cut off are captured, not scattered."""
    position = clash(".", {"a": Counter(men=400)}, {"d": Counter("battery", "red", 20, 1)}, dice=(6, 6))
    step = umpire.apply(position.state, Attack(position.at(0, 0), (position.n("a"),)))
    assert any(isinstance(e, UnitLeft) and e.cause == "captured" for e in step.events)
    assert step.state.tally.lost[0] == 20


def test_a_leader_serves_men_not_himself() -> None:
    """[13.1, 13.2] A chief of another faction on the hex is no help to it."""
    chief = Counter("leader", "enver", 0, radius=1, faction="lokai")
    stack = {"d": Counter(faction="own"), "l": chief}
    position = clash(".", {"a": Counter("rifle", "red")}, stack, homes={"lokai": ((0, 0),)})
    outlook = umpire.forecast(position.state, Attack(position.at(0, 0), (position.n("a"),)))
    assert "enemy_leader" not in [shift.reason for shift in outlook.shifts]


def test_the_helpless_are_driven_off_for_certain() -> None:
    """[20.3] Officers in the mountains: every throw routs them, and nobody is lost to them."""
    outlook = fight("m", {"a": Counter("cavalry", "red")}, {"d": Counter("cadre", "enver", 20)})
    assert outlook.ways("DX") == 36
    assert {line.attacker_loss for line in outlook.lines} == {0}


def test_leaders_may_advance_with_the_victors() -> None:
    """[21.8] So that nobody is left alone in the open."""
    position = clash(".", {"a": Counter("cavalry", "red", 2400), "m": CHIEF}, {"d": Counter(men=200)}, dice=(6, 6))
    step = umpire.apply(position.state, Attack(position.at(0, 0), (position.n("a"),)))
    task = step.state.agenda[0]
    assert isinstance(task, MayAdvance) and position.n("m") in task.units


@pytest.mark.parametrize(
    ("heights", "climbed"),
    [((0, 0), 0), ((1, 0), 1), ((2, 0), 2), ((5, 0), 2), ((0, 3), 0), ((2, 1), 1), ((2, 2), 0)],
)
def test_crests_shelter_those_above(heights: tuple[int, int], climbed: int) -> None:
    """[20.12] One column for a crest, two for two or more; downhill it is nothing."""
    up, low = heights
    outlook = fight(".", {"a": Counter("rifle", "red")}, {"d": Counter()}, scale="1km",
                    levels={(0, 0): up, (0, 1): low})  # fmt: skip
    assert sum(s.columns for s in outlook.shifts if s.reason == "crest") == -climbed


def test_a_crest_counts_when_every_attacker_climbs_it() -> None:
    """[20.12] One who comes along the ridge undoes it; of two climbs the easier one counts."""
    counters = {"a": Counter("rifle", "red"), "b": Counter("rifle", "red"), "d": Counter()}
    for ridge, expected in ((0, -2), (1, -1), (2, 0), (3, 0)):
        position = sketch(
            ".   .d  .\n  .a  .b", counters, acting="red", scale="1km", levels={(2, 0): 2, (1, 0): 0, (3, 0): ridge}
        )
        both = Attack(position.at(2, 0), (position.n("a"), position.n("b")))
        shifts = umpire.forecast(position.state, both).shifts
        assert sum(s.columns for s in shifts if s.reason == "crest") == expected


HIDDEN_CHIEF = """
.   .   .   .
  .a  .   .
.   .d  .   .
  .   .   .
.   .   .e  .
"""


def surprised(**counters: Counter) -> tuple[Sketch, umpire.Step, Forecast]:
    """Red rifles attack a band in the fog, by a forecast of what they see."""
    stand = {"a": Counter("rifle", "red"), "d": Counter(men=500), **counters}
    drawing = HIDDEN_CHIEF if "e" in stand else HIDDEN_CHIEF.replace("e", "")
    position = sketch(drawing, stand, fog=True, acting="red", dice=(3, 4, 3, 4))
    attack = Attack(position.at(2, 1), (position.n("a"),))
    return position, umpire.apply(position.state, attack), umpire.forecast(position.state, attack)


def test_a_hidden_leader_makes_it_another_fight() -> None:
    """[21.10, 13.2, 20.11] The forecast is exact for what is seen; the fight is fought on the truth, and told."""
    _, plain, outlook = surprised()
    assert not any(isinstance(event, Surprised) for event in plain.events)
    position, step, foreseen = surprised(e=Counter("leader", men=0, radius=3))
    assert foreseen == outlook
    assert "enemy_leader" not in [shift.reason for shift in foreseen.shifts]
    told = Surprised(position.at(2, 1), foreseen.column, foreseen.column - 1, ("enemy_leader",))
    assert told in step.events
    fought = next(event for event in step.events if isinstance(event, FightResolved))
    assert fought.column + fought.shift == foreseen.column - 1
    assert umpire.witness(position.state, told, "red") == told


def test_hidden_men_may_bar_the_way_of_escape() -> None:
    """[21.10, 20.9] The attacker reckons with riders who slip away; they have nowhere to go."""
    evader, strangers = Counter(posture=Posture.EVADE), Counter(side="lokai")
    for hidden in (False, True):
        counters = {"a": Counter("rifle", "red"), "d": evader, **({"e": strangers} if hidden else {})}
        drawing = ".a\n\n.d\n\n.e\n\n." if hidden else ".a\n\n.d\n\n.\n\n."
        position = sketch(drawing, counters, fog=True, acting="red", dice=(3, 4, 3, 4))
        attack = Attack(position.at(0, 1), (position.n("a"),))
        foreseen = umpire.forecast(position.state, attack)
        assert [chance.test for chance in foreseen.tests] == ["evasion"]
        step = umpire.apply(position.state, attack)
        tried = any(isinstance(event, Rolled) and event.cause == "evasion" for event in step.events)
        told = [event for event in step.events if isinstance(event, Surprised)]
        assert tried == (not hidden)
        assert told == (
            [Surprised(attack.target, foreseen.column, foreseen.column - 1, ("failed_evasion",))] if hidden else []
        )


def test_what_is_hidden_and_changes_nothing_is_not_told() -> None:
    """[21.10] A regiment in the dark beside the fight is no surprise: it takes no part."""
    _, step, _ = surprised(e=Counter("rifle", "enver", 900))
    assert any(isinstance(event, FightResolved) for event in step.events)
    assert not any(isinstance(event, Surprised) for event in step.events)


def routed(*fate: int, mortal: bool = True, leader_side: str = "enver") -> tuple[Sketch, umpire.Step]:
    """2,400 sabres ride down 400 men who have a leader with them, by the highest throw; then his fate is thrown."""
    counters = {
        "a": Counter("cavalry", "red", 2400),
        "d": Counter("drilled_foot", men=400, morale=9, faction="own"),
        "l": Counter("leader", leader_side, 0, radius=1, faction="own", mortal=mortal),
    }
    drawing = EVADERS.replace(".b", ". ").replace(".   .   .d", ".   .l  .d")
    position = sketch(drawing, counters, acting="red", dice=(6, 6, *fate))
    units = list(position.state.forces.units)
    units[position.n("l")] = replace(units[position.n("l")], cell=position.unit("d").cell)
    joined = Sketch(replace(position.state, forces=Forces(tuple(units))), position.letters)
    return joined, umpire.apply(joined.state, Attack(joined.at(4, 1), (joined.n("a"),)))


@pytest.mark.parametrize(
    ("fate", "status", "cause"),
    [
        ((1, 1), Status.GONE, "killed"),
        ((2, 1), Status.GONE, "killed"),
        ((2, 2), Status.GONE, "captured"),
        ((2, 3), Status.DISPERSED, "wounded"),
        ((3, 3), Status.DISPERSED, "wounded"),
        ((3, 4), Status.FIELD, ""),
    ],
)
def test_the_fate_of_a_leader_whose_men_are_routed(fate: tuple[int, int], status: Status, cause: str) -> None:
    """[13.3] Killed, taken, wounded for two turns, or unhurt and with his men again."""
    position, step = routed(*fate)
    assert any(isinstance(e, Rolled) and e.cause == "fate" for e in step.events)
    chief = step.state.unit(position.n("l"))
    assert chief.status is status
    left = [e for e in step.events if isinstance(e, UnitLeft) and e.unit == chief.number]
    assert [e.cause for e in left] == ([cause] if cause else [])
    if status is Status.DISPERSED:
        assert chief.due == 3
    if status is Status.FIELD:
        assert chief.cell == step.state.unit(position.n("d")).cell


def test_a_retreat_in_good_order_puts_no_leader_at_risk() -> None:
    """[13.3] He is rolled for when his stack is routed, or driven back with a fifth of its men lost."""
    counters = {
        "a": Counter("rifle", "red", 1000),
        "d": Counter("drilled_foot", men=900, morale=8, faction="own"),
        "l": Counter("leader", men=0, radius=1, faction="own"),
    }
    drawing = EVADERS.replace(".b", ". ").replace(".   .   .d", ".   .l  .d")
    position = sketch(drawing, counters, acting="red", dice=(6, 6))
    units = list(position.state.forces.units)
    units[position.n("l")] = replace(units[position.n("l")], cell=position.unit("d").cell)
    state = replace(position.state, forces=Forces(tuple(units)))
    step = umpire.apply(state, Attack(position.at(4, 1), (position.n("a"),)))
    result = next(e for e in step.events if isinstance(e, FightResolved))
    assert result.outcome == "DR"
    assert not any(isinstance(e, Rolled) and e.cause == "fate" for e in step.events)
    assert step.state.unit(position.n("l")).cell == step.state.unit(position.n("d")).cell != position.at(4, 1)


def test_the_loss_of_a_leader_shakes_his_men() -> None:
    """[13.3, 14.2] By two, as far as the three of a turn are not spent: a rout has spent them."""
    _, killed = routed(1, 1)
    assert not any(isinstance(e, MoraleChanged) and e.cause == "leader_lost" for e in killed.events)
    counters = {
        "a": Counter("cavalry", "red", 2400),
        "d": Counter("drilled_foot", men=400, morale=8, faction="own"),
        "l": Counter("leader", men=0, radius=1, faction="own"),
        "z": Counter("rifle", "red"),
    }
    position = sketch(".a  .l\n\n.d\n\n.\n\n.z", counters, acting="red", dice=(3, 3, 1, 1))
    units = list(position.state.forces.units)
    units[position.n("l")] = replace(units[position.n("l")], cell=position.unit("d").cell)
    state = replace(position.state, forces=Forces(tuple(units)))
    step = umpire.apply(state, Attack(position.at(0, 1), (position.n("a"),), charge=True))
    result = next(e for e in step.events if isinstance(e, FightResolved))
    assert (result.result, result.outcome) == (16, "DR")
    assert step.state.unit(position.n("d")).men == 400 - 400 * 19 // 100 - 324 * 5 // 100, "more than a fifth"
    assert MoraleChanged(position.n("d"), -1, 5, "leader_lost") in step.events


def test_a_leader_goes_with_those_who_slip_away() -> None:
    """[20.9, 13.4]"""
    counters = {
        "a": Counter("cavalry", "red", 400),
        "d": Counter(posture=Posture.EVADE),
        "l": Counter("leader", men=0, radius=1),
    }
    position = sketch(EVADERS.replace(".b", ". ").replace(".   .   .d", ".   .l  .d"), counters, acting="red",
                      dice=(6, 6))  # fmt: skip
    units = list(position.state.forces.units)
    units[position.n("l")] = replace(units[position.n("l")], cell=position.unit("d").cell)
    state = replace(position.state, forces=Forces(tuple(units)))
    step = umpire.apply(state, Attack(position.at(4, 1), (position.n("a"),)))
    assert any(isinstance(e, DefenderEvaded) for e in step.events)
    assert step.state.unit(position.n("l")).cell == step.state.unit(position.n("d")).cell != position.at(4, 1)


def test_victors_enter_as_far_as_there_is_room() -> None:
    """[21.8, 3.6] Of two battalions in the mountains one may, not both."""
    counters = {
        "a": Counter("rifle", "red", 1100),
        "b": Counter("rifle", "red", 1100),
        "d": Counter("band_foot", men=60),
    }
    position = sketch(EVADERS.replace(".d", "md"), counters, acting="red", dice=(6, 6))
    both = (position.n("a"), position.n("b"))
    state = umpire.apply(position.state, Attack(position.at(4, 1), both)).state
    task = state.agenda[0]
    assert isinstance(task, MayAdvance) and task.units == both
    assert umpire.refusal(state, Advance(both)) == Refusal("21.8", "advance.stacking", {"cell": task.cell, "men": 1200})
    assert umpire.refusal(state, Advance(both[:1])) is None
    assert umpire.refusal(position.state, Advance(())) == Refusal("28.4", "advance.nothing")
