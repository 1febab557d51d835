"""Works, shells, terms, merging and ways of retreat in the text mode."""

from game import chronicle, questions, umpire
from game.hexes import Cell
from game.model.actions import Attack, Bombard, GiveUpLine, GrantTerms, Merge, OfferTerms, Retreat, SetRetreat
from game.model.state import State
from game.session.game import Session
from game.text.commands import obey
from tests.ui import positions


def table(state: State, person: str) -> Session:
    return Session(state.scenario, positions.setup(state.scenario, person), umpire.Step(state, ()), None)


def say(session: Session, line: str) -> str:
    return "\n".join(obey(session, line))


def last(session: Session) -> object:
    return session._past[-1].action


def label(state: State, cell: Cell) -> str:
    return state.scenario.board.grid.label(cell)


def test_a_gun_bombards_works_and_the_hex_says_so() -> None:
    session = table(positions.storm(), "enver")
    gun = session.scenario.unit_number("e-gun")
    assert "works" in say(session, f"bombard {gun} to Bazar")
    assert session.actions == 0
    say(session, f"bombard {gun} to Kala")
    assert last(session) == Bombard(gun, session.scenario.board.place("kala").cell)
    told = say(session, "look Kala")
    assert "the outer wall, shift −2 with 150 men; then the citadel, shift −1 with 60 men" in told
    assert "440 men in them, 150 needed: shift −2." in told
    assert "Bombarded by Coalition: +1 for their attack in their next part." in told


def test_a_line_that_is_given_up_is_lost_and_the_next_one_counts() -> None:
    session = table(positions.storm("red"), "red")
    say(session, "giveup Kala")
    assert isinstance(last(session), GiveUpLine)
    told = say(session, "look Kala")
    assert "150 men, lost" in told and "440 men in them, 60 needed: shift −1." in told
    assert say(session, "giveup Kala").startswith("No: Kala has only its last line")


def test_the_best_attack_on_an_own_hex_is_told_by_look_and_by_forecast() -> None:
    session = table(positions.storm("red"), "red")
    odds = questions.worst_on(session.seen(), session.scenario.board.place("kala").cell)
    assert odds is not None
    told = say(session, "forecast Kala")
    assert f"Their best attack here: {odds.attacker} against {odds.defender}" in told
    assert f"together {chronicle.signed(odds.total)}." in told
    assert f"driven off on {(odds.ways('DX') * 100 + 18) // 36}%" in told
    assert f"lose lines of their works on {(odds.ways('DR') * 100 + 18) // 36}%" in told
    assert told in say(session, "look Kala")
    assert "Their best attack" not in say(session, "look Bazar")
    assert say(session, "forecast Guzar") == "No enemy in sight could attack Guzar."


def test_terms_are_asked_for_and_answered_in_words() -> None:
    session = table(positions.shut_in(), "red")
    say(session, "terms Guzar")
    assert isinstance(last(session), OfferTerms)
    besieger = table(positions.terms(), "enver")
    assert "Say `terms grant` or `terms refuse`." in say(besieger, "end")
    say(besieger, "terms refuse")
    assert last(besieger) == GrantTerms(False)


def test_a_remnant_joins_its_kind() -> None:
    session = table(positions.storm("red"), "red")
    small, large = (session.scenario.unit_number(unit) for unit in ("r-foot-2", "r-foot-1"))
    assert "no remnant" in say(session, f"merge {large}")
    say(session, f"merge {small}")
    assert last(session) == Merge(small, large) and session.state.unit(large).men == 380
    other = table(positions.storm("red"), "red")
    say(other, f"merge {small} into {large}")
    assert last(other) == Merge(small, large)


def test_the_owner_may_be_asked_by_which_way_and_answers() -> None:
    session = table(positions.storm("red"), "red")
    unit = session.scenario.unit_number("r-foot-1")
    say(session, f"ask {unit}")
    assert last(session) == SetRetreat(unit, True) and session.state.unit(unit).asks
    say(session, f"ask {unit} off")
    assert not session.state.unit(unit).asks
    assert say(session, "retreat") == "Nobody waits to be told by which way to fall back."
    beaten = positions.ways()
    asked = table(beaten, "red")
    routes = [route for task in beaten.agenda for route in task.routes]  # type: ignore[union-attr]
    assert "Say `retreat` and the hex" in say(asked, "end")
    assert say(asked, "retreat Bazar").startswith("No: ")
    say(asked, f"retreat {label(beaten, routes[1][-1])}")
    assert last(asked) == Retreat(routes[1])
    usual = table(beaten, "red")
    say(usual, "retreat")
    assert last(usual) == Retreat(routes[0])


def test_batteries_behind_fire_for_an_attack_where_guns_carry_so_far() -> None:
    session = table(positions.ridge(), "red")
    units = tuple(sorted(session.scenario.unit_number(unit) for unit in ("r-column", "r-guns")))
    knoll = label(session.state, session.scenario.board.place("knoll").cell)
    names = [session.scenario.units[unit].name for unit in units]
    assert all(name in say(session, f"forecast {knoll}").splitlines()[0] for name in names)
    say(session, f"attack {knoll}")
    order = last(session)
    assert isinstance(order, Attack) and order.units == units


def test_help_names_the_orders_of_a_siege() -> None:
    told = say(table(positions.storm(), "enver"), "help")
    for word in ("bombard UNIT to HEX", "giveup PLACE", "terms PLACE", "merge UNIT", "ask UNIT", "retreat [HEX]"):
        assert word in told
