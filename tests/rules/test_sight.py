"""Chapter 4, who knows what: pictures of what is seen, and views held against the truth."""

from dataclasses import replace

import pytest

from game import questions, umpire
from game.hexes import NO_CELL, CellSet, cells_of
from game.model.actions import Attack, EndPart, Move, SetPosture
from game.model.agenda import MayAdvance
from game.model.bonds import Ford, Holding, Pasture, Ration, Realm
from game.model.dice import Sealed, Seeded
from game.model.events import (
    AttackDeclared,
    AttackRefused,
    DefenderEvaded,
    DummyFound,
    Event,
    FightResolved,
    FordsChanged,
    GroundGrazed,
    GroundWorn,
    MarchStopped,
    MenLost,
    MoraleChanged,
    Noted,
    PlaceTaken,
    PostureSet,
    PurseChanged,
    Rolled,
    Scored,
    SkyChanged,
    StoresChanged,
    UnitArrived,
    UnitDelayed,
    UnitFellBack,
    UnitLeft,
    UnitMoved,
)
from game.model.forces import Forces, Posture, Status, Unit
from game.model.judgement import Refusal
from game.model.scouting import Scouting, Sighting
from game.model.state import State
from game.rules import notes, sight, weather
from tests.sketch import Counter, Sketch, sketch

RIFLES = Counter("rifle", "red")


def seen(position: Sketch, side: str = "enver") -> str:
    """The picture of what a side sees."""
    return position.picture(questions.visible(position.state, side))


def plain(letter: str = "A", ground: str = ".", width: int = 9, height: int = 9) -> str:
    """A field of one kind of ground with a letter in its middle."""
    lines = [""] * (2 * height + 1)
    for column in range(width):
        for row in range(height):
            line = 2 * row + column % 2
            here = letter if (column, row) == (width // 2, height // 2) else " "
            lines[line] = lines[line].ljust(2 * column) + ground + here
    return "\n".join(line.rstrip() for line in lines)


def changed(state: State, number: int, **changes: object) -> State:
    """The state with one unit changed."""
    units = list(state.forces.units)
    units[number] = replace(units[number], **changes)  # type: ignore[arg-type]
    return replace(state, forces=Forces(tuple(units)))


RANGES = {
    "8km": {"rifle": 1, "cavalry": 2, "band_horse": 3, "guard_horse": 2, "convoy": 1, "militia_horse": 3},
    "3km": {"rifle": 2, "cavalry": 2, "band_horse": 4, "guard_horse": 3, "convoy": 1, "militia_horse": 3},
    "1km": {"rifle": 2, "cavalry": 3, "band_horse": 4, "guard_horse": 3, "convoy": 2, "militia_horse": 4},
}


@pytest.mark.parametrize("scale", list(RANGES))
def test_how_far_they_see(scale: str) -> None:
    """[4.1] By class and size of hexes; the riders of the country are scouts and see one hex farther."""
    for kind, far in RANGES[scale].items():
        position = sketch(plain(), {"A": Counter(kind)}, scale=scale, fog=True)
        grid = position.state.scenario.board.grid
        assert questions.visible(position.state, "enver") == grid.within(position.unit("A").cell, far), kind
        assert questions.visible(position.state, "red") == 0


@pytest.mark.parametrize(("ground", "far"), [(".", 3), ("i", 3), ("h", 2), ("b", 2), ("t", 1), ("m", 1), ("^", 1)])
def test_ground_conceals(ground: str, far: int) -> None:
    """[4.1] One hex in hills, two in reeds and mountains; the hex next door is always seen."""
    for kind, best in (("band_horse", far), ("rifle", 1)):
        position = sketch(plain(ground=ground), {"A": Counter(kind)}, fog=True)
        grid = position.state.scenario.board.grid
        assert questions.visible(position.state, "enver") == grid.within(position.unit("A").cell, best)


def test_it_is_the_ground_looked_at_that_conceals() -> None:
    """[4.1] Over a ridge the steppe behind is seen; the near hill is, the far one is not, the far mountain never."""
    position = sketch(".A\n\nh\n\nh\n\nh\n\n.", {"A": Counter()}, fog=True)
    assert seen(position) == "x\n\nx\n\nx\n\n.\n\n."
    beyond = sketch(".A\n\nm\n\nm\n\n.\n\n.", {"A": Counter()}, fog=True)
    assert seen(beyond) == "x\n\nx\n\n.\n\nx\n\n."


@pytest.mark.parametrize(
    ("name", "light", "far"),
    [("fair", "day", 3), ("hot", "day", 3), ("storm", "day", 2), ("snow", "day", 2), ("fair", "dark", 1)],
)
def test_weather_and_dark_shorten_sight(name: str, light: str, far: int) -> None:
    """[4.2, 2.5, 2.6] A storm by one hex; in the dark nobody sees past the next."""
    position = sketch(plain(), {"A": Counter()}, fog=True, weather_now=name, light=light)
    grid = position.state.scenario.board.grid
    assert questions.visible(position.state, "enver") == grid.within(position.unit("A").cell, far)


PLACES = """
.   .   .   .   .
  .   .   .   .
.   .   T   .   .
  .   .   .   .
.   .   .   .   .
"""
RING = """
.   .   .   .   .
  .   x   x   .
.   .   x   .   .
  .   x   x   .
.   .   x   .   .
""".strip("\n")


def ring(position: Sketch) -> CellSet:
    """The place in the middle and the hexes next to it."""
    return position.state.scenario.board.grid.within(position.at(4, 1), 1)


@pytest.mark.parametrize("mark", ["T", "F", "V"])
@pytest.mark.parametrize(
    ("holder", "loyalty", "expected"),
    [
        ("enver", 1, {"enver"}),
        ("enver", -1, {"enver"}),
        ("red", 1, {"red"}),
        ("red", -1, {"red"}),
        ("", 2, {"enver"}),
        ("", -2, {"red"}),
        ("", 0, set()),
        ("lokai", 1, {"lokai", "enver"}),
    ],
)
def test_places_see_for_their_holder_and_their_people(mark: str, holder: str, loyalty: int, expected: set[str]) -> None:
    """[4.3] One hex round; people tell their own side as long as no enemy of it holds the place."""
    name = "v0" if mark == "V" else "t0"
    position = sketch(PLACES.replace("T", mark), held={name: holder}, loyalty=loyalty, fog=True)
    for side in ("red", "enver", "lokai"):
        assert questions.visible(position.state, side) == (ring(position) if side in expected else 0), side


def test_camps_and_works_see_nothing() -> None:
    """[4.3] Only towns, forts and villages have people."""
    position = sketch(PLACES.replace("T", "."), works={(4, 1): (-2, 100)}, held={"w0": "enver"}, fog=True)
    assert questions.visible(position.state, "enver") == 0


WATCH = """
.A  .   .   .   .   .B
  .   .   .   .   .
.   .   .   .   .   .C
"""


def test_own_units_and_those_in_sight_are_whole_and_the_rest_are_blank() -> None:
    """[4.4] Hidden on the map, off it or not yet come: the same blank.  The dead and the escaped are known to all."""
    counters = {"A": Counter("cavalry"), "B": Counter("rifle", "red", dug_in=True), "C": Counter("rifle", "red")}
    position = sketch(WATCH, counters, fog=True)
    far, state = position.unit("B"), position.state
    hidden = umpire.view(state, "enver")
    assert hidden.unit(position.n("A")) is position.unit("A")
    assert hidden.unit(far.number) == Unit(far.number, "red", NO_CELL, Status.UNSEEN, 0, 0, 0, 0)
    for status in (Status.AWAITED, Status.POOL, Status.DISPERSED):
        away = changed(state, far.number, status=status, cell=NO_CELL, due=3)
        assert umpire.view(away, "enver").unit(far.number) == hidden.unit(far.number)
        assert umpire.view(away, "enver") == hidden, "a side cannot tell"
    for status in (Status.GONE, Status.ESCAPED):
        gone = changed(state, far.number, status=status, cell=NO_CELL)
        known = gone.unit(far.number)
        expected = replace(known, morale=0) if status is Status.GONE else known
        assert umpire.view(gone, "enver").unit(far.number) == expected, "in what heart he went nobody says"
    near = changed(state, far.number, cell=position.at(2, 1))
    assert umpire.view(near, "enver").unit(far.number) == near.unit(far.number)
    assert umpire.view(state, "red").unit(far.number) is far


def test_what_others_decide_is_known_where_it_is_seen() -> None:
    """[4.4] That victors may advance; not where, out of sight."""
    victors = Counter("rifle", "red", 2000)
    position = sketch(".B\n\n.C", {"B": victors, "C": Counter(men=100)}, fog=True, dice=(6, 6), acting="red")
    state = umpire.apply(position.state, Attack(position.at(0, 1), (position.n("B"),))).state
    assert umpire.view(state, "red").agenda == state.agenda == (MayAdvance("red", position.at(0, 1), (0,)),)
    assert umpire.view(state, "lokai").agenda == (MayAdvance("red", NO_CELL, ()),)


def test_holders_depots_purses_and_the_sky_are_public() -> None:
    """[4.5] The bread of a place is known to its holder, to others by a word, and its ration not at all."""
    position = sketch("T   .A\n  .", {"A": Counter()}, held={"t0": "red"}, loyalty=-1, fog=True)
    for stores, least in ((0, 0), (5, 0), (6, 6), (12, 6), (13, 13), (40, 13)):
        held = Holding("red", bare=1, depot="red", fed=1, stores=stores, ration=Ration.HALF)
        state = replace(position.state, realm=Realm((held,)))
        assert umpire.view(state, "red").realm is state.realm
        told = umpire.view(state, "enver").realm.holdings[0]
        assert told == Holding("red", depot="red", stores=least, ration=Ration.FULL)
        assert umpire.view(state, "enver").bonds is state.bonds
        assert umpire.view(state, "enver").sky is state.sky


def test_grazed_ground_is_known_to_those_who_see_it() -> None:
    """[4.5]"""
    position = sketch(WATCH, {"A": Counter("rifle"), "B": Counter("rifle", "red"), "C": Counter()}, fog=True)
    near, far = 1 << position.at(0, 1), 1 << position.at(9, 0)
    state = replace(position.state, pasture=Pasture(near | far, far, near))
    assert umpire.view(state, "enver").pasture == Pasture(near | far, far, near), "C sees the far hex"
    alone = changed(state, position.n("C"), status=Status.GONE, cell=NO_CELL)
    assert umpire.view(alone, "enver").pasture == Pasture(near, 0, near)
    assert umpire.view(alone, "red").pasture == Pasture(far, far, 0)


def test_hired_fords_are_known_to_those_who_hired_them() -> None:
    """[4.5]"""
    position = sketch(WATCH, {"A": Counter(), "B": RIFLES, "C": RIFLES}, fog=True)
    mine, theirs = Ford("enver", position.at(0, 0), 3, 2), Ford("red", position.at(10, 0), 3, 2)
    state = replace(position.state, sky=replace(position.state.sky, fords=(mine, theirs)))
    assert umpire.view(state, "enver").sky.fords == (mine,)
    assert umpire.view(state, "red").sky.fords == (theirs,)
    assert umpire.view(state, "lokai").sky.fords == ()
    assert weather.going(umpire.view(state, "lokai"), "red").fords == ()


ROAD = "\n\n".join([".E", ".", ".A", ".", ".", ".", ".", ".", "."])
"""Enver's riders look down a road three hexes long, and Red marches along it."""


def marched(*rows: int, position: Sketch | None = None) -> tuple[Sketch, State]:
    """Red's rifles march down the road."""
    position = position or sketch(ROAD, {"E": Counter(), "A": RIFLES}, fog=True, acting="red")
    step = umpire.apply(position.state, Move(position.n("A"), tuple(position.at(0, row) for row in rows)))
    return position, step.state


def ghosts(state: State, side: str = "enver") -> list[tuple[int, int, int]]:
    """The notes of a side: unit, hex, turn."""
    notes = state.scouting.notes[state.scenario.side_number(side)]
    return [(note.unit.number, note.unit.cell, note.turn) for note in notes]


def test_what_goes_out_of_sight_is_remembered() -> None:
    """[4.6] Where it was last seen, as it was then, by the one side that lost it."""
    position, state = marched(3, 4, 5)
    number = position.n("A")
    assert ghosts(state) == [(number, position.at(0, 3), 1)]
    assert ghosts(state, "red") == ghosts(state, "lokai") == []
    note = umpire.view(state, "enver").scouting.notes[state.scenario.side_number("enver")][0]
    assert (note.unit.men, note.unit.morale) == (400, 8)
    assert umpire.view(state, "enver").unit(number).status is Status.UNSEEN
    assert not any(umpire.view(state, "red").scouting.notes), "nobody reads another's notes"


def test_a_ghost_lasts_a_turn() -> None:
    """[4.6] Through the next turn, and no longer."""
    position, state = marched(3, 4, 5)
    number = position.n("A")
    state = umpire.apply(state, EndPart()).state
    assert state.turn == 2 and ghosts(state) == [(number, position.at(0, 3), 1)]
    state = umpire.apply(state, EndPart()).state
    assert ghosts(state) == [(number, position.at(0, 3), 1)]
    state = umpire.apply(state, EndPart()).state
    assert state.turn == 3 and ghosts(state) == []


def test_a_ghost_is_struck_off_when_the_unit_or_its_hex_is_seen_again() -> None:
    """[4.6]"""
    position, state = marched(3, 4, 5)
    state = umpire.apply(state, EndPart()).state
    found = umpire.apply(state, Move(position.n("E"), (position.at(0, 1), position.at(0, 2)))).state
    assert ghosts(found) == [], "the unit itself is in sight"
    away = umpire.apply(
        changed(state, position.n("E"), cell=position.at(0, 8)), SetPosture(position.n("E"), Posture.LAST)
    )
    hidden = Sighting(replace(position.unit("A"), cell=position.at(0, 1)), 2)
    noted = replace(away.state, scouting=Scouting(True, ((), (hidden,), ())))
    noted = changed(noted, position.n("A"), status=Status.POOL, cell=NO_CELL)
    looked = umpire.apply(noted, Move(position.n("E"), tuple(position.at(0, row) for row in (7, 6, 5, 4))))
    assert ghosts(looked.state) == [], "the hex is seen, and nobody is there"
    short = umpire.apply(noted, Move(position.n("E"), tuple(position.at(0, row) for row in (7, 6, 5))))
    assert ghosts(short.state) == [(position.n("A"), position.at(0, 1), 2)]


def test_a_march_remembers_what_it_passed() -> None:
    """[4.6] Riders on a round see a camp in the hills and are gone again before they end their march."""
    drawing = "\n\n".join([".E", ".", ".", ".", ".", ".", ".A", "."])
    position = sketch(drawing, {"E": Counter(), "A": RIFLES}, fog=True)
    route = tuple(position.at(0, row) for row in (1, 2, 3, 2, 1))
    state = umpire.apply(position.state, Move(position.n("E"), route)).state
    assert state.unit(position.n("E")).cell == position.at(0, 1)
    assert ghosts(state) == [(position.n("A"), position.unit("A").cell, 1)]
    short = umpire.apply(position.state, Move(position.n("E"), (route[0], route[1]))).state
    assert ghosts(short) == []


def suspected(*, dummy: bool = False) -> Sketch:
    """Red may have hidden a battalion in one of three towns, before an enemy who rides toward the second."""
    position = sketch("T   .   T   .   .   .A\n  .   .   T   .   .", {"A": Counter("rifle")}, fog=True, loyalty=0)
    base = position.state.scenario
    spec = replace(base.units[0], id="z", side="red", men=300, among=("t0", "t1", "t2"), start="t0", dummy=dummy)
    scenario = replace(base, units=(replace(base.units[0], start="t0"), spec))
    hidden = Unit(1, "red", NO_CELL, Status.POOL, 0 if dummy else 300, 0, 0, 8, dummy=dummy)
    suspected = tuple(notes.suspect(scenario, side.id) for side in scenario.sides)
    state = replace(
        position.state,
        scenario=scenario,
        forces=Forces((*position.state.forces.units, hidden)),
        scouting=Scouting(True, suspected),
    )
    return Sketch(state, {"A": 0, "Z": 1})


def test_a_hidden_set_up_is_suspected_on_each_of_its_places() -> None:
    """[4.6, 4.7] By all others, with the men it looks like, whether they are there or not."""
    for dummy in (False, True):
        position = suspected(dummy=dummy)
        towns = [place.cell for place in position.state.scenario.board.places]
        assert ghosts(position.state) == [(1, cell, 0) for cell in towns]
        assert ghosts(position.state, "lokai") == ghosts(position.state)
        assert ghosts(position.state, "red") == []
        note = position.state.scouting.notes[1][0]
        assert (note.unit.men, note.unit.dummy) == (300, False)


def test_a_suspicion_is_struck_off_place_by_place_and_does_not_age() -> None:
    """[4.6]"""
    position = suspected()
    first, second, third = (place.cell for place in position.state.scenario.board.places)
    placed = changed(position.state, 1, status=Status.FIELD, cell=first)
    ride = Move(0, tuple(position.at(column, 0) for column in (9, 8, 7, 6, 5)))
    step = umpire.apply(replace(placed, turn=7), ride).state
    assert ghosts(step) == [(1, first, 0)], "from the third town the second is in sight"
    part_of_the_way = umpire.apply(placed, Move(0, ride.route[:-1])).state
    assert ghosts(part_of_the_way) == [(1, first, 0), (1, second, 0)]
    here = changed(position.state, 1, status=Status.FIELD, cell=second)
    found = umpire.apply(here, ride).state
    assert ghosts(found) == [], "the battalion itself is found"
    assert found.unit(0).cell == third


def test_a_dummy_looks_like_what_it_says_to_others() -> None:
    """[4.7, 3.9] And sees no farther than the next hex."""
    counters = {"A": Counter("cavalry", "red"), "E": Counter(men=600, dummy=True)}
    position = sketch(plain("E").replace(".", ".A", 1), counters, fog=True)
    state = changed(position.state, position.n("A"), cell=position.at(4, 2))
    told = umpire.view(state, "red").unit(position.n("E"))
    assert (told.men, told.dummy, told.cell) == (600, False, position.unit("E").cell)
    assert umpire.view(state, "enver").unit(position.n("E")).dummy
    grid = state.scenario.board.grid
    assert questions.visible(state, "enver") == grid.within(position.unit("E").cell, 1)


def test_a_dummy_is_taken_off_by_a_fighting_enemy_next_to_it() -> None:
    """[4.7] Whoever comes: the enemy or itself.  Carts and neutrals find nothing."""
    drawing = ".E  .   .\n  .   .A"

    def after(kind: str, side: str = "red") -> list[object]:
        counters = {"A": Counter(kind, side, 40), "E": Counter(dummy=True)}
        position = sketch(drawing, counters, fog=True, acting=side)
        return list(umpire.apply(position.state, Move(position.n("A"), (position.at(2, 0), position.at(1, 0)))).events)

    assert DummyFound(1) in after("rifle") and DummyFound(1) in after("cavalry")
    assert DummyFound(1) not in after("convoy") and DummyFound(1) not in after("rifle", "lokai")
    counters = {"A": RIFLES, "E": Counter(dummy=True)}
    position = sketch(drawing, counters, fog=True)
    step = umpire.apply(position.state, Move(1, (position.at(1, 0), position.at(2, 0))))
    assert DummyFound(1) in step.events and step.state.unit(1).status is Status.GONE
    assert step.state.tally.lost == (0, 0, 0)


def test_a_phantom_zone_holds_only_until_it_is_found_out() -> None:
    """[4.7, 4.9] The order must end next to what looks like regulars; the men then find nothing and march on."""
    drawing = ".A  .   .   .\n  .   .   .\n.   .   .E  ."
    horse, phantom = Counter("cavalry", "red"), Counter("drilled_foot", dummy=True)
    position = sketch(drawing, {"A": horse, "E": phantom}, fog=True, acting="red")
    real = sketch(drawing, {"A": horse, "E": Counter("drilled_foot")}, fog=True, acting="red")
    for start in (position, real):
        near = changed(start.state, start.n("A"), cell=start.at(2, 0))
        route = (start.at(3, 0), start.at(4, 0))
        assert umpire.refusal(near, Move(start.n("A"), route)) == Refusal(
            "16.4", "move.zone", {"unit": start.n("A"), "cell": route[0]}
        )
        step = umpire.apply(near, Move(start.n("A"), route[:1])).state
        on = umpire.refusal(step, Move(start.n("A"), route[1:]))
        assert (on is None) == (start is position)
        assert (step.unit(start.n("E")).status is Status.GONE) == (start is position)


def test_nobody_knows_the_dice_to_come() -> None:
    """[4.8] Nor those thrown out of sight; dice thrown in sight are heard, their number in the stream is not."""
    position = sketch(WATCH, {"A": Counter(), "B": RIFLES, "C": RIFLES}, fog=True, real_dice=Seeded(3))
    for side in ("enver", "red", ""):
        assert isinstance(umpire.view(position.state, side).dice, Sealed)
    seen = questions.visible(position.state, "enver")
    near, far = position.unit("A").cell, next(iter(cells_of(position.state.scenario.board.ground & ~seen)))
    for cause, side, cell, heard in (
        ("rally", "red", NO_CELL, False),
        ("fight", "red", near, True),
        ("fight", "red", far, False),
        ("fight", "enver", far, True),
        ("rally", "enver", NO_CELL, True),
        ("weather", "", NO_CELL, True),
    ):
        told = umpire.witness(position.state, Rolled(cause, (3, 4), 17, side, cell), "enver")
        assert told == (Rolled(cause, (3, 4), 0, side, cell) if heard else None)


def test_orders_and_forecasts_depend_on_what_is_known() -> None:
    """[4.9, 20.11] Nothing moves in them when hidden regiments come and go; the truth stops the march instead."""
    drawing = ".A  .   .   .   .   .H\n  .   .   .   .   .\n.B  .   .   .   .   .G"
    counters = {
        "A": Counter("rifle"),
        "B": RIFLES,
        "H": Counter("rifle", "red", 2000),
        "G": Counter("leader", "red", 0, radius=2),
    }
    position = sketch(drawing, counters, fog=True)
    empty = changed(changed(position.state, position.n("H"), status=Status.POOL, cell=NO_CELL),
                    position.n("G"), status=Status.POOL, cell=NO_CELL)  # fmt: skip
    assert list(umpire.legal(position.state)) == list(umpire.legal(empty))
    attack = Attack(position.at(0, 1), (position.n("A"),))
    assert umpire.forecast(position.state, attack) == umpire.forecast(empty, attack)
    nearer = changed(position.state, position.n("H"), cell=position.at(4, 1))
    assert umpire.reach(nearer, position.n("A")) == umpire.reach(empty, position.n("A"))


def test_what_unseen_ground_could_hide_is_counted() -> None:
    """[4.4, 20.11] No more than its room, and no more than the enemies whom nobody sees."""
    drawing = "\n".join(
        [".A  .   .   .   .   .H", "  .   .   .   .   .", ".B  m   m   .   .   .", "  m   m   .   .   .", "."]
    )
    position = sketch(drawing, {"A": Counter("rifle"), "B": RIFLES, "H": Counter("rifle", "red", 700)}, fog=True)
    outlook = umpire.forecast(position.state, Attack(position.at(0, 1), (position.n("A"),)))
    assert outlook.unseen == 700
    found = changed(position.state, position.n("H"), cell=position.at(1, 0))
    assert umpire.forecast(found, Attack(position.at(0, 1), (position.n("A"),))).unseen == 0
    crowd = changed(position.state, position.n("H"), men=9000)
    spec = replace(crowd.scenario.units[position.n("H")], men=9000)
    units = tuple(spec if n == position.n("H") else u for n, u in enumerate(crowd.scenario.units))
    crowd = replace(crowd, scenario=replace(crowd.scenario, units=units))
    outlook = umpire.forecast(crowd, Attack(position.at(0, 1), (position.n("A"),)))
    dark = position.state.scenario.board.grid.within(position.at(0, 1), 1) & ~questions.visible(crowd, "enver")
    assert outlook.unseen == sum(
        questions.stacking(crowd, cell) for cell in cells_of(dark & crowd.scenario.board.ground)
    )


def test_without_fog_all_is_open_but_the_dice() -> None:
    """[4.10] And the onlooker of a film sees all, fog or no fog."""
    position = sketch(WATCH, {"A": Counter(), "B": RIFLES, "C": Counter(side="red", dummy=True)}, real_dice=Seeded(3))
    told = umpire.view(position.state, "enver")
    assert isinstance(told.dice, Sealed) and told.forces is position.state.forces
    assert list(umpire.legal(told)) == list(umpire.legal(position.state))
    foggy = replace(position.state, scouting=Scouting(True, ((), (), ())))
    assert umpire.view(foggy, "").forces is foggy.forces
    assert umpire.view(umpire.imagine(told, 5), "enver") == told


def test_a_view_is_its_own_view_and_an_imagined_world_has_it() -> None:
    """[4.4, 4.8, 4.9] Imagination fills the dark with the order of battle, and the view of it is what was known."""
    _, state = marched(3, 4, 5)
    for side in ("enver", "red", "lokai"):
        known = umpire.view(state, side)
        assert umpire.view(known, side) is known
        for seed in range(5):
            world = umpire.imagine(known, seed)
            assert umpire.view(world, side) == known
            assert umpire.imagine(known, seed) == world


def test_a_march_is_witnessed_as_far_as_it_was_seen() -> None:
    """[4.4] The hexes in sight, and no price; nothing of a march in the dark."""
    position, _ = marched(3)
    state, number = position.state, position.n("A")
    whole = UnitMoved(number, tuple(position.at(0, row) for row in (3, 4, 5)), 6)
    assert umpire.witness(state, whole, "red") == whole
    assert umpire.witness(state, whole, "enver") == UnitMoved(number, whole.route[:1], 0)
    assert umpire.witness(state, whole, "lokai") is None
    dark = changed(state, number, cell=position.at(0, 6))
    assert umpire.witness(dark, UnitMoved(number, (position.at(0, 7),), 2), "enver") is None
    assert umpire.witness(state, MarchStopped((number,), position.at(0, 3), "met"), "lokai") is None
    assert umpire.witness(state, Noted("red", ()), "enver") is None
    town = sketch("T   .A", {"A": Counter()}, held={"t0": "red"}, fog=True).state
    assert umpire.witness(town, StoresChanged(0, -1, 3, "served"), "enver") is None
    assert umpire.witness(town, StoresChanged(0, -1, 3, "served"), "red") == StoresChanged(0, -1, 3, "served")


TOLD = """
.A  .   .   .   .   .   .B
  .   .   .   .   .   .
"""


def told(event: Event, side: str) -> Event | None:
    """An event as a side knows it: Enver's riders and Red's rifles stand twelve hexes apart."""
    position = sketch(TOLD, {"A": Counter(), "B": RIFLES}, fog=True, acting="red")
    sky = replace(position.state.sky, fords=())
    return umpire.witness(replace(position.state, sky=sky), event, side)


def cell(column: int) -> int:
    """A hex of the upper row."""
    return sketch(TOLD, {"A": Counter(), "B": RIFLES}).at(column, 0)


def test_what_befalls_hidden_units_is_their_own_affair() -> None:
    """[4.4] Losses, orders, morale, delays and comings are told to the owner, and to those who see the unit."""
    for event in (
        MenLost(1, 20, 0, 0, "hunger"),
        MoraleChanged(1, -1, 7, "want"),
        PostureSet(1, Posture.LAST),
        UnitDelayed(1, 3),
        UnitArrived(1, cell(12), 400),
        UnitLeft(1, Status.DISPERSED, 3, 200, "dispersed"),
        UnitFellBack(1, (cell(10),), "flight"),
        MarchStopped((1,), cell(10), "met"),
    ):
        assert told(event, "red") == event, event
        assert told(event, "enver") is None, event
    for status in (Status.GONE, Status.ESCAPED):
        gone = UnitLeft(1, status, 0, 0, "destroyed")
        assert told(gone, "enver") == gone
    delay = UnitDelayed(0, 3)
    assert told(delay, "enver") == delay and told(delay, "red") is None


def test_a_fight_is_told_to_those_who_see_its_hex() -> None:
    """[4.4]"""
    for event in (
        AttackDeclared("red", cell(12), (1,), False),
        AttackRefused(cell(12), (1,)),
        DefenderEvaded(cell(12), (1,)),
        FightResolved(cell(12), 300, 100, 6, 0, 13, "DR"),
    ):
        assert told(event, "red") == event, event
        assert told(event, "enver") is None, event


def test_ground_and_fords_are_told_to_those_who_know_them() -> None:
    """[4.5]"""
    worn = GroundWorn((cell(0), cell(12)))
    assert told(worn, "enver") == GroundWorn((cell(0),))
    assert told(worn, "red") == GroundWorn((cell(12),))
    assert told(GroundWorn((cell(12),)), "enver") is None
    grazed = GroundGrazed((cell(0), cell(12)), (cell(2), cell(10)))
    assert told(grazed, "enver") == GroundGrazed((cell(0),), (cell(2),))
    mine, theirs = Ford("enver", cell(0), 3, 2), Ford("red", cell(12), 3, 2)
    assert told(FordsChanged((mine, theirs)), "enver") == FordsChanged((mine,))


def test_what_is_public_is_told_to_all() -> None:
    """[4.5] Places, points, purses and the sky; what a purse was spent on in secret is not."""
    assert told(PurseChanged("red", -1, "guides"), "enver") == PurseChanged("red", -1, "spent")
    assert told(PurseChanged("red", -1, "guides"), "red") == PurseChanged("red", -1, "guides")
    for event in (
        PlaceTaken(0, "red", "fell"),
        PurseChanged("red", -1, "overdue"),
        Scored(2, 0, once=True),
        SkyChanged("green", "storm", "day", "all", False),
    ):
        for side in ("enver", "red", "lokai", ""):
            assert told(event, side) == event


def test_imagination_puts_the_hidden_where_they_may_be() -> None:
    """[4.4, 4.8] In the dark, with room, near where they were noted or where they began; the rest are off the map."""
    base = suspected()
    known = umpire.view(
        changed(base.state, 1, status=Status.FIELD, cell=base.state.scenario.board.place("t0").cell), "enver"
    )
    dark = known.scenario.board.ground & ~questions.visible(known, "enver")
    found = set()
    for seed in range(40):
        world = umpire.imagine(known, seed)
        unit = world.unit(1)
        assert unit.men == 300 and dark >> unit.cell & 1
        assert umpire.view(world, "enver") == known
        found.add(unit.cell)
    suspicions = {note.unit.cell for note in known.scouting.notes[known.scenario.side_number("enver")]}
    assert len(suspicions) == 3 and found == suspicions, "now here, now there"
    seeds = {umpire.imagine(known, seed).dice for seed in range(5)}
    assert len(seeds) == 5


def test_which_hexes_were_attacked_is_known_to_the_attacker_and_to_those_who_see_them() -> None:
    """[4.4, 20.2] A fight out of sight leaves no mark on the map."""
    position = sketch(TOLD, {"A": Counter(), "B": RIFLES}, fog=True, acting="red")
    near, far = 1 << cell(0), 1 << cell(12)
    state = replace(position.state, forces=Forces(position.state.forces.units, near | far))
    assert umpire.view(state, "red").forces.engaged == near | far, "it was his own part"
    assert umpire.view(state, "enver").forces.engaged == near
    assert umpire.view(state, "lokai").forces.engaged == 0


def test_what_is_in_sight_is_not_hidden() -> None:
    """[4.4] And of what is hidden only the strangers' hexes count."""
    position = sketch(TOLD, {"A": Counter(), "B": RIFLES}, fog=True)
    assert sight.hidden(position.state, "enver") == 1 << cell(12)
    near = changed(position.state, position.n("B"), cell=cell(2))
    assert sight.hidden(near, "enver") == 0
    assert sight.hidden(near, "red") == 1 << cell(0)


def test_those_who_do_not_fight_are_stopped_by_the_show_of_a_zone() -> None:
    """[4.7, 4.9] Gunners do not find the dummy out, and their points do not tell them either."""
    spent = []
    for dummy in (True, False):
        counters = {"A": Counter("battery", "red", 40, 2), "E": Counter("drilled_foot", dummy=dummy)}
        position = sketch(".E  .\n  .   .A", counters, fog=True, acting="red")
        step = umpire.apply(position.state, Move(position.n("A"), (position.at(2, 0), position.at(1, 0))))
        assert not any(isinstance(event, DummyFound) for event in step.events)
        spent.append(step.state.unit(position.n("A")).spent)
    assert spent == [14, 14]
