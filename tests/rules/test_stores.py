"""Chapter 11: towns that are shut in live on their stores."""

from dataclasses import replace
from datetime import datetime

import pytest

from game import umpire
from game.hexes import NO_CELL
from game.model.actions import GrainSortie, SetRation
from game.model.bonds import Ration, Realm
from game.model.events import FieldForaged, MenLost, MoraleChanged, RationSet, StoresChanged
from game.model.forces import Status
from game.model.ledger import Ledger
from game.model.state import State
from game.rules import stores, want
from tests.rules.siege_ground import siege
from tests.sketch import Counter, Sketch, sketch

DECEMBER = datetime(1921, 12, 5)


def town(
    enemy: str = "x",
    *,
    bread: int = 20,
    ration: Ration = Ration.FULL,
    garrison: Counter | None = None,
    fed: bool = False,
    dice: tuple[int, ...] = (),
    start: datetime = DECEMBER,
) -> Sketch:
    """Dushanbe with its garrison G, one field beside it, a band x beyond the field or y right beside the town."""
    position = sketch(
        f".{'x' if enemy == 'x' else ' '}  .\n  i   h\n.   TG  .\n  .   .{'y' if enemy == 'y' else ' '}",
        {"G": garrison or Counter("rifle", "red", 600), "x": Counter(), "y": Counter()},
        held={"t0": "red"},
        stores={"t0": bread},
        suppliers={"red": (0, 1)} if fed else None,
        scale="3km",
        days=7,
        start=start,
        dice=dice,
        acting="red",
    )
    holdings = (replace(position.state.realm.holdings[0], ration=ration), *position.state.realm.holdings[1:])
    return Sketch(replace(position.state, realm=Realm(holdings)), position.letters)


def fought(position: Sketch, **changes: object) -> Sketch:
    """The same with another garrison."""
    unit = replace(position.unit("G"), **changes)  # type: ignore[arg-type]
    return Sketch(replace(position.state, forces=position.state.forces.with_unit(unit)), position.letters)


@pytest.mark.parametrize(
    ("kind", "men", "enemy", "fed", "besieged"),
    [
        ("rifle", 600, "y", False, True),
        ("rifle", 600, "y", True, False),
        ("rifle", 600, "x", False, True),
        ("militia", 600, "y", False, False),
        ("militia", 1500, "y", False, True),
        ("militia", 1500, "x", False, False),
    ],
)
def test_a_town_is_shut_in(kind: str, men: int, enemy: str, fed: bool, besieged: bool) -> None:
    """[11.1] No line reaches it though its men need one; or an enemy is next to it and the land does not feed them."""
    position = town(enemy, fed=fed, garrison=Counter(kind, "red", men))
    assert stores.shut_in(position.state) == ((0,) if besieged else ())


def test_a_town_without_garrison_or_stores_is_not_shut_in() -> None:
    """[11.1]"""
    assert stores.shut_in(town("y", garrison=Counter("rifle", "red", 49)).state) == ()
    bare = sketch("TG\n  .x", {"G": Counter("rifle", "red"), "x": Counter()}, held={"t0": "red"})
    assert stores.shut_in(bare.state) == ()


def after(position: Sketch, turns: int = 1) -> State:
    """The state after so many checks of bread."""
    ledger = Ledger(position.state)
    for _ in range(turns):
        want.check_bread(ledger)
    return ledger.state


@pytest.mark.parametrize(
    ("ration", "eaten", "hunger"), [(Ration.FULL, 4, 0), (Ration.HALF, 2, 1), (Ration.QUARTER, 1, 2)]
)
def test_rations_empty_the_stores_and_leave_men_on_a_rung(ration: Ration, eaten: int, hunger: int) -> None:
    """[11.2] However long they last: half rations are short and no worse."""
    state = after(town("y", ration=ration), 3)
    assert state.realm.holdings[0].stores == 20 - 3 * eaten
    assert state.unit(0).hunger == hunger


def test_all_men_of_the_holder_eat_the_stores() -> None:
    """[11.2] Regulars and militia alike; the militia does not forage, the besiegers do."""
    position = sketch(
        "TG\n  .y\n.m",
        {"G": Counter("rifle", "red", 600), "m": Counter("militia", "red", 900), "y": Counter()},
        held={"t0": "red"},
        stores={"t0": 20},
        scale="3km",
        start=DECEMBER,
    )
    inside = position.state.forces.with_unit(replace(position.unit("m"), cell=position.unit("G").cell))
    state = replace(position.state, forces=inside)
    assert [want.why_hungry(state, state.unit(position.n(x))) for x in "Gm"] == [(), ()]
    assert want.why_hungry(position.state, position.unit("m")) == ("forage",)


@pytest.mark.parametrize(("bread", "left", "hunger"), [(4, 0, 0), (3, 1, 1), (2, 0, 1), (1, 0, 2), (0, 0, 1)])
def test_short_stores_serve_the_next_lower_ration(bread: int, left: int, hunger: int) -> None:
    """[11.3] And when they are empty, the men go down the ladder."""
    state = after(town("y", bread=bread))
    assert (state.realm.holdings[0].stores, state.unit(0).hunger) == (left, hunger)
    assert after(town("y", bread=0), 3).unit(0).hunger == 3


def test_the_holder_sets_the_ration() -> None:
    """[11.3]"""
    position = town("y")
    assert stores.judge_ration(position.state, "red", 0, Ration.HALF) is None
    ledger = Ledger(position.state)
    stores.set_ration(ledger, 0, Ration.HALF)
    assert ledger.events == [RationSet(0, Ration.HALF)]
    assert ledger.state.realm.holdings[0].ration is Ration.HALF


@pytest.mark.parametrize(
    ("side", "number", "ration", "message"),
    [
        ("red", 0, Ration.FULL, "ration.already"),
        ("enver", 0, Ration.HALF, "ration.holder"),
        ("red", 1, Ration.HALF, "ration.unknown"),
        ("red", -1, Ration.HALF, "ration.unknown"),
    ],
)
def test_rations_that_cannot_be_set(side: str, number: int, ration: Ration, message: str) -> None:
    """[11.3]"""
    found = stores.judge_ration(town("y").state, side, number, ration)
    assert found is not None and (found.clause, found.message) == ("11.3", message)


def test_a_town_without_stores_has_no_ration() -> None:
    """[11.3]"""
    bare = sketch("TG", {"G": Counter("rifle", "red")}, held={"t0": "red"})
    found = stores.judge_ration(bare.state, "red", 0, Ration.HALF)
    assert found is not None and found.message == "ration.stores"


# Going for grain.


def field_of(position: Sketch) -> int:
    """The field north-west of the town."""
    return position.at(1, 0)


def sortie_refused(position: Sketch, field: int | None = None) -> str:
    """The message with which a sortie is refused, empty if it is not."""
    found = stores.judge_sortie(position.state, position.unit("G"), field_of(position) if field is None else field)
    assert found is None or found.clause == "11.4"
    return found.message if found else ""


def test_a_garrison_goes_for_grain() -> None:
    """[11.4]"""
    assert sortie_refused(town("y")) == ""


def test_only_a_hundred_fresh_men_in_good_heart_go_for_grain() -> None:
    """[11.4]"""
    assert sortie_refused(town("y", garrison=Counter("rifle", "red", 99))) == "sortie.men"
    assert sortie_refused(town("y", garrison=Counter("battery", "red", 200))) == "sortie.siege"  # crews hold no town
    assert sortie_refused(town("y", garrison=Counter("rifle", "red", 600, morale=0))) == "sortie.men"
    assert sortie_refused(fought(town("y"), fought=True)) == "sortie.fought"
    assert sortie_refused(town("y", fed=True)) == "sortie.siege"


def test_grain_stands_on_irrigated_hexes_next_to_the_town() -> None:
    """[11.4] Not on hills, not far away, and not under somebody's feet."""
    position = town("y")
    assert sortie_refused(position, position.at(3, 0)) == "sortie.field"
    assert sortie_refused(position, position.at(0, 0)) == "sortie.field"
    assert sortie_refused(position, NO_CELL) == "sortie.field"
    besieger = replace(position.unit("y"), cell=field_of(position))
    taken = replace(position.state, forces=position.state.forces.with_unit(besieger))
    assert sortie_refused(Sketch(taken, position.letters)) == "sortie.taken"


def test_a_field_is_gone_into_once_a_part() -> None:
    """[11.4] And whoever went has fought."""
    position = town("y", dice=(3, 4))
    ledger = Ledger(position.state)
    stores.sortie(ledger, position.unit("G"), field_of(position))
    assert ledger.state.unit(0).fought
    fresh = ledger.state.forces.with_unit(replace(ledger.state.unit(0), fought=False))
    assert fresh.engaged == 1 << field_of(position)
    assert sortie_refused(Sketch(replace(ledger.state, forces=fresh), position.letters)) == "sortie.again"


@pytest.mark.parametrize(
    ("dice", "won", "lost", "morale"),
    [
        ((6, 6), 3, 12, 0),
        ((4, 4), 3, 12, 0),
        ((3, 4), 0, 15, 0),
        ((1, 5), 0, 15, 0),
        ((2, 3), 0, 30, 1),
        ((1, 1), 0, 30, 1),
    ],
)
def test_what_a_grain_sortie_brings_and_costs(dice: tuple[int, int], won: int, lost: int, morale: int) -> None:
    """[11.5] Nobody watches the field."""
    position = town("y", dice=dice)
    ledger = Ledger(position.state)
    assert stores.sortie(ledger, position.unit("G"), field_of(position)) == morale
    assert ledger.events[0] == FieldForaged(0, field_of(position))
    assert MenLost(0, lost, 0, 0, "sortie") in ledger.events
    assert [e for e in ledger.events if isinstance(e, StoresChanged)] == (
        [StoresChanged(0, won, 20 + won, "sortie")] if won else []
    )


def test_a_failed_sortie_costs_heart_too() -> None:
    """[11.5] The order as the garrison's side gives it."""
    position = town("y", dice=(1, 2))
    step = umpire.apply(position.state, GrainSortie(position.n("G"), field_of(position)))
    assert MoraleChanged(position.n("G"), -1, position.unit("G").morale - 1, "sortie") in step.events


def test_the_ration_is_an_order() -> None:
    """[11.3] Of the side whose part it is."""
    position = town("y")
    step = umpire.apply(position.state, SetRation(0, Ration.QUARTER))
    assert step.state.realm.holdings[0].ration is Ration.QUARTER
    assert umpire.refusal(step.state, SetRation(0, Ration.QUARTER)) is not None


def test_each_besieger_who_watches_the_field_takes_one_off() -> None:
    """[11.5] Eight with a band beyond the field is a seven."""
    position = town("x", dice=(4, 4))
    ledger = Ledger(position.state)
    stores.sortie(ledger, position.unit("G"), field_of(position))
    assert MenLost(0, 15, 0, 0, "sortie") in ledger.events


def test_the_chances_of_a_sortie_are_exact() -> None:
    """[11.5] Eight or more is fifteen of 36, nine or more ten."""
    alone, watched = town("y"), town("x")
    assert [haul.ways for haul in stores.hauls(alone.state, alone.unit("G"), field_of(alone))] == [10, 11, 15]
    assert [haul.ways for haul in stores.hauls(watched.state, watched.unit("G"), field_of(watched))] == [15, 11, 10]


@pytest.mark.parametrize(("bread", "word"), [(0, "bare"), (5, "bare"), (6, "thinning"), (12, "thinning"), (13, "full")])
def test_besiegers_hear_a_word(bread: int, word: str) -> None:
    """[11.6]"""
    assert stores.word(town(bread=bread).state, 0) == word


@pytest.mark.parametrize(
    ("ration", "start", "men"),
    [
        (Ration.HALF, datetime(1922, 1, 2), 588),
        (Ration.FULL, datetime(1922, 1, 2), 600),
        (Ration.HALF, DECEMBER, 600),
        (Ration.QUARTER, datetime(1922, 3, 6), 577),
    ],
)
def test_typhus_among_the_ill_fed_in_winter(ration: Ration, start: datetime, men: int) -> None:
    """[11.7] Two in the hundred from January to March, on top of what hunger itself takes."""
    assert after(town("y", ration=ration, start=start)).unit(0).men == men


def test_twenty_quarter_rations_last_five_weeks() -> None:
    """[11.2, 11.3] On full rations; then comes hunger."""
    position = siege({(2, 1): ("band_foot", 100)}, stores=20)
    ledger = Ledger(position.state)
    hungry = []
    for _ in range(8):
        want.check_bread(ledger)
        hungry.append(ledger.state.unit(position.n("G")).hunger)
    assert hungry == [0, 0, 0, 0, 0, 1, 2, 3]
    assert ledger.state.unit(position.n("G")).status is Status.FIELD
