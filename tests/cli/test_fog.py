"""Fog and bread in the text mode: what is known, the new orders, and answers about who is fed and why not."""

from dataclasses import replace

from game import library, umpire
from game.hexes import NO_CELL
from game.model.events import DepotChanged
from game.model.evolve import evolve
from game.model.forces import Status
from game.model.scenario import Deadline
from game.model.scouting import Scouting, Sighting
from game.model.state import State
from game.session.asking import Done
from game.session.game import Session
from game.session.match import play_out
from game.text.commands import obey
from game.text.sightings import known
from game.text.sketch import legend, sketch, theatre
from tests.sketch import Counter, Sketch
from tests.sketch import sketch as drawn

PEOPLE = (("red", "person"), ("enver", "person"), ("lokai", "automaton"))


def _at(state: State) -> Session:
    """A game between two persons that goes on from a position."""
    session = Session(state.scenario, umpire.Setup(1, (), PEOPLE), umpire.Step(state, ()), None)
    session.viewer = state.actor
    return session


def _say(session: Session, line: str) -> str:
    return "\n".join(obey(session, line))


PLAIN = """
.A  .   .
  .   .b
.   T   .
  .   .
"""


def _plain(fog: bool = True) -> Sketch:
    """A rifle battalion that sees one hex, and a band three hexes away."""
    counters = {"A": Counter("rifle", "red", 500), "b": Counter("band_horse", "enver", 400)}
    return drawn(PLAIN, counters, acting="red", fog=fog, dice=(3, 3), held={"t0": "enver"}, loyalty=1)


VEILED = """\
      01  02  03  04  05
  01  R5     : .     : .
           .     : .
  02   .     :Tow    : .
         : .     : ."""


def test_the_map_shows_what_is_out_of_sight() -> None:
    seen = umpire.view(_plain().state, "red")
    assert sketch(seen) == VEILED
    assert "out of sight" in legend(seen)
    open_view = umpire.view(_plain(fog=False).state, "red")
    assert "E4" in sketch(open_view)
    assert ":" not in sketch(open_view)
    assert "out of sight" not in legend(open_view)


def _remembering(place: Sketch, turn: int) -> State:
    """The same, and Red remembers the band, or suspects it, where it stands."""
    red = place.state.scenario.side_number("red")
    note = Sighting(place.unit("b"), turn)
    notes = tuple((note,) if n == red else () for n in range(len(place.state.scenario.sides)))
    return replace(place.state, turn=2, scouting=Scouting(True, notes))


def test_ghosts_stand_on_the_map_and_in_the_list_with_their_turn() -> None:
    state = _remembering(_plain(), 1)
    seen = umpire.view(state, "red")
    assert "?E4" in sketch(seen)
    told = known(seen)
    assert "In sight: nobody." in told
    assert "Seen last:\n  0401 near Town 0, in turn 1: Enver, Unit b (400)." in told
    assert "this turn" in known(umpire.view(_remembering(_plain(), 2), "red"))


def test_places_of_a_hidden_set_up_are_suspected() -> None:
    seen = umpire.view(_remembering(_plain(), 0), "red")
    assert "??" in sketch(seen)
    assert "May stand at one of these places:\n  Unit b: 0401 near Town 0." in known(seen)


def test_the_theatre_is_what_a_side_knows_of() -> None:
    place = _plain()
    assert theatre(umpire.view(place.state, "red")).splitlines()[0].split() == ["01", "02", "03"]
    assert theatre(umpire.view(place.state, "lokai")) == ""
    remembered = umpire.view(_remembering(place, 1), "red")
    assert theatre(remembered).splitlines()[0].split() == ["01", "02", "03", "04", "05"]


def test_nothing_out_of_sight_is_named() -> None:
    session = _at(_plain().state)
    for line in ("see", "status", "units enver", "look 0401", "map", "why 0401"):
        answer = _say(session, line)
        assert "Unit b" not in answer, line
        assert answer
    assert "out of sight" in _say(session, "look 0401")
    assert "0 men in sight" in _say(session, "status")
    assert "None of them is in sight." in _say(session, "units enver")
    assert "Unit b" in _say(_at(_plain(fog=False).state), "look 0401")


def test_seeing_new_ground_cannot_be_taken_back() -> None:
    session = _at(_plain().state)
    assert "Unit A marched to" in _say(session, "move A to 0201")
    assert _say(session, "undo") == "New ground has been seen; that cannot be taken back."
    bare = _at(_plain(fog=False).state)
    _say(bare, "move A to 0201")
    assert _say(bare, "undo").startswith("Taken back: Unit A: march to")


def test_a_march_that_was_stopped_says_by_whom() -> None:
    """Along the upper row, past the hidden band."""
    counters = {"A": Counter("cavalry", "red", 300), "b": Counter("band_foot", "enver", 400)}
    place = drawn(".A  .   .   .   .\n  h   h   hb  .\n", counters, acting="red", fog=True, dice=(6, 6, 6))
    session = _at(place.state)
    said = _say(session, "move A to 0501")
    assert "Unit A marched to" in said
    assert "Unit A halted before hex" in said


def test_units_march_together_or_as_a_stack() -> None:
    counters = {"A": Counter("rifle", "red", 300), "B": Counter("battery", "red", 60, 2)}
    place = drawn("TA  .B  .   .   .   .\n  .   .   .   .   .\n", counters, acting="red")
    beside = replace(place.unit("B"), cell=place.unit("A").cell)
    session = _at(replace(place.state, forces=place.state.forces.with_unit(beside)))
    assert "Unit A and Unit B can reach" in _say(session, "reach A, B")
    assert "Red on the march: Unit A and Unit B to hex 0201" in _say(session, "move A, B to 0201")
    assert _say(session, "undo") == "Taken back: Unit A and Unit B: march together to hex 0201 near Town 0."
    assert "Unit A and Unit B to hex 0201" in _say(session, "move stack A to 0201")
    assert "cannot get to hex 1101 near Town 0 together in this part" in _say(session, "move A, B to 1101")
    apart = _at(place.state)
    assert _say(apart, "move A, B to 0201").startswith("No: Only units that stand on one hex march together")


def test_a_forced_march_tells_its_risk_and_rolls() -> None:
    place = drawn(".A  .\n  .\n", {"A": Counter("rifle", "red", 500, morale=5)}, acting="red", dice=(5, 4))
    session = _at(place.state)
    assert "Forced march: 50% more points; 28% (10/36) to lose 1 morale and 2% of the men." in _say(session, "reach A")
    said = _say(session, "force A")
    assert "Unit A set out on a forced march." in said
    assert "Unit A lost 10 men who fell behind on the march." in said
    assert _say(session, "force A").startswith("No: Unit A is on a forced march already.")
    assert "forced" in _say(session, "units")
    assert _say(session, "undo") == "The dice have fallen; that cannot be taken back."


def test_men_on_foot_do_not_gallop() -> None:
    """At one kilometre too: a march without a risk is not a gallop, and riders do not straggle."""
    brave = drawn(".A  .\n  .\n", {"A": Counter("rifle", "red", morale=10)}, acting="red", scale="1km")
    assert "Forced march: 50% more points, at no risk." in _say(_at(brave.state), "reach A")
    riders = drawn(".A  .\n  .\n", {"A": Counter("cavalry", "red", morale=5)}, acting="red", scale="1km")
    assert "At the gallop 50% more points; the horses are blown in the next part." in _say(_at(riders.state), "reach A")


def test_men_leave_the_map_where_they_may() -> None:
    place = drawn(".A  .\n  .\n", {"A": Counter("rifle", "red")}, acting="red", exits={"red": (0, 0)})
    said = _say(_at(place.state), "leave A")
    assert "Unit A marched off the map." in said
    assert "Gone for good: 400 men." in said
    elsewhere = drawn(".A  .\n  .\n", {"A": Counter("rifle", "red")}, acting="red", exits={"red": (1, 0)})
    assert _say(_at(elsewhere.state), "leave A").startswith("No: Unit A cannot leave the map from here.")


def test_a_convoy_leaves_the_map_only_on_a_second_word() -> None:
    place = drawn(".A  .\n  .\n", {"A": Counter("convoy", "red", 20)}, acting="red", exits={"red": (0, 0)})
    session = _at(place.state)
    warned = _say(session, "leave A")
    assert warned == "Unit A would leave the map for good, with the bread it carries: `leave 0 yes` says so."
    assert session.actions == 0
    assert "Gone for good: 20 men." in _say(session, "leave 0 yes")
    assert session.actions == 1


def test_ford_men_are_hired_for_a_river_in_spate() -> None:
    place = drawn(
        ".A  .\n  .\n", {"A": Counter("rifle", "red")}, acting="red", spate="all", rivers={(0, 0, 2): "major"}
    )
    session = _at(place.state)
    assert _say(session, "guides A to 0301") == "Hex 0301 is not next to the unit."
    assert "Ford-men would lead the way to 0201 for 1 of the purse; they are true on " in _say(session, "look 0101")
    said = _say(session, "guides A to 0201")
    assert "Red: −1 to its purse, to the ford-men." in said
    assert "Ford-men led red through the water, from" in said.replace("Red", "red")
    assert "The ford is open already." in _say(session, "guides A to 0201")


SIEGE = ".   .\n  i   h\n.   TG  .\n  .   .y\n"


def _siege(acting: str = "red", stores: int = 20) -> Session:
    """A town that is shut in by a band."""
    place = drawn(
        SIEGE,
        {"G": Counter("rifle", "red", 600), "y": Counter()},
        held={"t0": "red"},
        stores={"t0": stores},
        acting=acting,
        dice=(4, 4),
        fog=True,
    )
    return _at(place.state)


def test_a_besieged_town_is_fed_from_its_stores() -> None:
    session = _siege()
    assert "Stores: 20 quarter rations, 5 turns under siege on full rations." in _say(session, "why town 0")
    assert "Town 0 was put on half rations." in _say(session, "ration town 0 half")
    assert "Stores: 4 quarter rations, 1 turn under siege on full rations." in _say(_siege(stores=4), "why town 0")
    assert "10 turns under siege on half rations" in _say(session, "why town 0")
    assert _say(session, "ration town 0 half").startswith("No: Town 0 is on half rations already.")
    assert "Grain in 0201, for Unit G: 28% (10/36) nothing, for 30 men and 1 morale; " in _say(session, "why town 0")
    assert _say(session, "ration town 0 double").startswith("There is no ration 'double'")
    said = _say(session, "sortie G to 0201")
    assert "Unit G went out for grain into the fields of hex 0201 near Town 0." in said
    assert "brought in from the fields" in said


def test_the_enemy_knows_stores_by_a_word_only() -> None:
    told = _say(_siege("enver"), "why town 0")
    assert "Its stores are said to be full." in told
    assert "20" not in told.replace("0302", "")


def test_why_a_hex_is_cut_names_the_hex_and_the_men() -> None:
    counters = {"A": Counter("rifle", "red"), "b": Counter("band_horse", "enver")}
    place = drawn(
        "TA  .   .   .b  .   .\n  .   .   .   .   .\n",
        counters,
        acting="red",
        suppliers={"red": (0, 0)},
        links={"road": ((0, 0), (1, 0), (2, 0), (3, 0), (4, 0), (5, 0))},
    )
    session = _at(place.state)
    fed = _say(session, "why 0201")
    assert "carts of red come here." in fed
    assert "From Town 0: 2 points of carts, and bread reaches 28." in fed
    assert "The way: 0101 0201." in fed
    cut = _say(session, "why 0601")
    assert "carts of red do not come here." in cut
    assert "is commanded by Unit b." in cut
    assert "The land feeds" in cut
    assert "A source of bread is here." in _say(session, "why town 0")


def test_the_way_of_bread_back_from_a_depot_is_told_in_legs() -> None:
    """The carts go past the field to the depot, and from there back to it."""
    place = drawn(
        "T   .   TA\n  .   .\n",
        {"A": Counter("rifle", "red")},
        acting="red",
        held={"t1": "red"},
        suppliers={"red": (0, 0)},
        links={"road": ((0, 0), (1, 0), (2, 0), (3, 0), (4, 0))},
    )
    session = _at(evolve(place.state, DepotChanged(1, "red")))
    told = _say(session, "why 0401")
    assert "From the depot at Town 1: 2 points of carts, and bread reaches 28." in told
    assert "That depot draws on Town 0." in told
    assert "The way to the depot at Town 1: 0101 0201 0301 0401 0501." in told
    assert "From there: 0501 0401." in told
    assert "A depot stands here, fed from Town 0." in _say(session, "why 0501")


def test_a_side_without_a_source_is_told_of_the_land() -> None:
    place = drawn(".a  .   .\n  .   .\n", {"a": Counter(men=200)}, acting="enver")
    told = _say(_at(place.state), "why 0101")
    assert "0101: enver has no source of bread, and its men live off the land." in told
    assert "No cartridges come here: the frontier and every town of its own are more than 12 hexes away." in told
    assert "Men here who live off the land have 400 mouths; they eat from the hexes around it too." in told
    assert "Unit a will go without: there are no cartridges within reach." in told
    assert "carts" not in told
    held = drawn("Ta  .   .\n  .   .\n", {"a": Counter()}, acting="enver", held={"t0": "enver"})
    assert "Cartridges come here." in _say(_at(held.state), "why 0101")


def test_a_road_is_clear_as_far_as_is_known() -> None:
    """The band beside the road is out of the battalion's sight; nobody else is there."""
    counters = {"A": Counter("rifle", "red", 500), "b": Counter("band_horse", "enver", 400)}
    road = {"road": tuple((column, 0) for column in range(9))}

    def aims_of(fog: bool, picture: str) -> str:
        place = drawn(picture, counters, acting="red", fog=fog, links=road)
        scenario = place.state.scenario
        dated = replace(scenario.victory, deadlines=(Deadline("red", 3, road=("t0", "t1")),))
        return _say(_at(replace(place.state, scenario=replace(scenario, victory=dated))), "aims")

    near, far = "TA  .   .   .b  T\n  .   .   .   .\n", "TA  .   .   .   T\n  .   .   .   .\n"
    assert "clear now as far as is known." in aims_of(True, near)
    assert "not yet." in aims_of(False, near)
    del counters["b"]
    assert "clear now." in aims_of(False, far)


def test_why_men_go_without_is_said() -> None:
    place = drawn(".A  .   .\n  .   .\n", {"A": Counter("rifle", "red")}, acting="red")
    assert "Unit A will go without: no line of supply reaches it." in _say(_at(place.state), "why 0101")


def test_a_forecast_warns_of_hexes_out_of_sight() -> None:
    counters = {"A": Counter("rifle", "red", 500), "b": Counter("band_foot", "enver", 200), "c": Counter()}
    picture = ".A  .   .   .c\n  .b  .   .\n.   .   .   .\n"
    place = drawn(picture, counters, acting="red", fog=True)
    where = f"{place.state.scenario.board.grid.label(place.unit('b').cell)}"
    assert "Hexes out of sight next to it could hide up to 400 men." in _say(_at(place.state), f"forecast {where}")
    bare = drawn(picture, counters, acting="red", fog=False)
    assert "out of sight" not in _say(_at(bare.state), f"forecast {where}")


def test_hidden_units_are_placed_before_the_first_turn() -> None:
    scenario = library.load("proving-ridge")
    session = Session.begin(scenario, umpire.Setup(3, (), (("red", "person"), ("enver", "person"))), None)
    session.unveil()
    first = session.state.agenda[0]
    said = _say(session, "end")
    assert said.startswith("No: First block must be placed first. [28.4]\nFirst block may stand")
    assert "Say `place` and the hex, such as: place 0602." in said
    assert _say(session, "place 0101").startswith("No: ")
    label = scenario.board.grid.label(first.cells[0])  # type: ignore[union-attr]
    assert "took post at" in _say(session, f"place {label}")
    while session.state.agenda:
        session.unveil()
        task = session.state.agenda[0]
        _say(session, f"place {scenario.board.grid.label(task.cells[-1])}")  # type: ignore[union-attr]
    assert _say(session, "place 0101") == "Nobody waits to be placed."
    assert "darkness" in _say(session, "status")


def test_a_second_convoy_is_paid_for() -> None:
    scenario = replace(library.load("recapture-1922"), cards=(), decks=())
    session = Session.begin(scenario, umpire.Setup(3, (), PEOPLE), None)
    _say(session, "end")
    session.viewer = "red"
    said = _say(session, "convoy")
    assert "Red Army: −1 resolve, for a second convoy." in said
    assert "convoy arrived at Guzar road" in said


def test_units_that_are_nowhere_known_have_no_hex() -> None:
    """What a view does not know is not named by a number either."""
    seen = umpire.view(_plain().state, "red")
    blank = [unit for unit in seen.forces.units if unit.status is Status.UNSEEN]
    assert blank and all(unit.cell == NO_CELL for unit in blank)
    assert _say(_at(_plain().state), f"look {blank[0].number}").startswith("There is no place")


def test_a_look_warns_of_ambush_and_names_the_people() -> None:
    """Red marches among people who are not his; the band does not."""
    place = drawn(".A  h   T\n  .   .b\n", {"A": Counter("rifle", "red"), "b": Counter()}, acting="red", fog=True)
    label = place.state.scenario.board.grid.label
    hills = f"look {label(place.at(2, 0))}"
    assert "A march of yours that meets men in hiding here is fallen upon on 1 of 6." in _say(_at(place.state), hills)
    assert "fallen upon" not in _say(_at(place.state), f"look {label(place.at(0, 0))}")
    assert "The people of Town 0 hold with enver." in _say(_at(place.state), "look town 0").replace("Enver", "enver")
    band = _at(replace(place.state, part=0))
    assert band.viewer == "enver"
    assert "fallen upon" not in _say(band, hills)


def _moments(seed: int, every: int) -> list[State]:
    """Moments of a foggy game of the recapture between Recruits."""
    scenario = library.load("recapture-1922")
    players = {"red": "recruit", "enver": "recruit", "lokai": "automaton"}
    moments: list[State] = []

    def watch(done: Done) -> None:
        moments.append(done.before)

    play_out(scenario, umpire.Setup(seed, (("fog", "on"),), tuple(players.items())), players, observer=watch)
    return moments[every::every]


def test_no_answer_names_men_whom_nobody_of_the_side_knows_of() -> None:
    """Whatever is asked, in the middle of real games: only who is in sight, remembered, or gone is named."""
    asked = 0
    for state in _moments(11, 90):
        for side in ("red", "enver"):
            session = _at(state)
            session.viewer = side
            seen = session.seen()
            noted = {note.unit.number for notes in seen.scouting.notes for note in notes}
            specs = list(zip(seen.forces.units, state.scenario.units, strict=True))
            named = [spec.name for unit, spec in specs if unit.status is not Status.UNSEEN or unit.number in noted]
            hidden = [spec.name for unit, spec in specs if spec.name not in named and not _within(spec.name, named)]
            assert hidden
            board = state.scenario.board
            hexes = {unit.cell for unit in state.forces.units if unit.on_map} | {p.cell for p in board.places if p.town}
            lines = [f"{word} {board.grid.label(cell)}" for cell in sorted(hexes) for word in ("look", "why")]
            for line in ("see", "status", "units red", "units enver", "map", *lines):
                answer = _say(session, line)
                assert [name for name in hidden if name in answer] == [], line
                asked += 1
    assert asked > 200


def _within(name: str, others: list[str]) -> bool:
    """Whether a name stands in another, which may be said."""
    return any(name in other for other in others)
