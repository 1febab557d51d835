"""Sieges, shells, merging and ways of retreat at the window: what is offered and shown, what a press makes of it."""

import os

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game import library, questions, umpire
from game.hexes import Cell, cells_of
from game.model.actions import Action, Attack, Bombard, GiveUpLine, GrantTerms, Merge, OfferTerms, Retreat, SetRetreat
from game.model.events import Bombarded, Event, LineLost, TermsAnswered, TermsAsked, UnitLeft
from game.model.forces import Status
from game.model.state import State
from game.session.game import Session
from game.ui import animate, choices, faces, happening, intent, orders
from game.ui.animate import Frame
from game.ui.choices import Choice, Chosen, Errand, Granting, Idle, Looking, Placing, Planning
from game.ui.overlay import Overlay
from game.ui.screens import askpanel, onmap, orderpanel, workspanel
from game.ui.screens.battle import Battle
from game.ui.stage import Stage
from game.ui.theatre import open_sheet
from tests.ui import positions
from tests.ui.test_onmap import moment

SIZE = (1280, 720)


@pytest.fixture(autouse=True)
def screen() -> Iterator[pygame.Surface]:
    pygame.display.init()
    pygame.font.init()
    faces.set_scale(75)
    yield pygame.display.set_mode(SIZE)
    faces.set_scale(100)
    pygame.display.quit()


def number(state: State, unit: str) -> int:
    return state.scenario.unit_number(unit)


def place(name: str, board: str = positions.GROUND) -> Cell:
    return positions.board_of(board).place(name).cell


def at_table(state: State, person: str) -> tuple[Battle, Session]:
    """A battle screen on a position, with no motion to wait for."""
    session = Session(state.scenario, positions.setup(state.scenario, person), umpire.Step(state, ()), None)
    folder: Path | None = library.find(state.scenario.id)
    return Battle(Stage(SIZE, 75, speed=0), session, open_sheet(state.scenario, folder, 75)), session


def last(session: Session) -> Action:
    return session._past[-1].action


def key(battle: Battle, surface: pygame.Surface, code: int) -> None:
    """Draw the screen and press a key on it."""
    battle.draw(surface)
    battle.handle(pygame.event.Event(pygame.KEYDOWN, key=code, mod=0, unicode=""))


def test_guns_beside_works_are_offered_a_bombardment_and_others_are_not() -> None:
    state = positions.storm()
    seen = umpire.view(state, "enver")
    gun, foot = number(state, "e-gun"), number(state, "e-foot")
    errand = orders.errand(seen, gun, orders.SHELL)
    assert errand is not None and errand.offers == {place("kala"): Bombard(gun, place("kala"))}
    assert orders.errand(seen, foot, orders.SHELL) is None
    title, words = askpanel.told_errand(seen, Errand(gun, orders.SHELL))
    assert title == "Bombardment" and "+1" in words and "captured" not in words
    meaning = intent.press(seen, "enver", Errand(gun, orders.SHELL), place("kala"), {})
    assert meaning.action == Bombard(gun, place("kala")) and meaning.choice == Chosen(gun)


def test_a_bombardment_shows_how_far_the_guns_carry_and_where_the_shells_go() -> None:
    state = positions.storm()
    seen = umpire.view(state, "enver")
    gun = number(state, "e-gun")
    shown = onmap.overlay_of(moment(seen, "enver", Errand(gun, orders.SHELL)))
    assert set(cells_of(shown.fire)) == set(seen.scenario.board.grid.neighbours[seen.unit(gun).cell])
    assert shown.attacks == ((seen.unit(gun).cell, place("kala")),) and shown.odds == {place("kala"): "1"}


def test_shelled_works_say_whose_attack_gains_and_when() -> None:
    state = positions.storm()
    assert not any("Shelled" in line for line in workspanel.told(umpire.view(state, "enver"), place("kala")))
    after = umpire.apply(state, Bombard(number(state, "e-gun"), place("kala"))).state
    told = workspanel.told(umpire.view(after, "red"), place("kala"))
    assert told[0] == "440 men in them, shift −2 now."
    assert told[1] == "Shelled by Coalition: +1 for their attack in their next part."


def test_the_holder_may_give_up_a_line_and_then_the_next_one_shelters() -> None:
    state = positions.storm("red")
    seen = umpire.view(state, "red")
    (order,) = orders.siege(seen, place("kala"))
    assert order.action == GiveUpLine(seen.scenario.board.place_number("kala")) and order.refusal is None
    after = umpire.view(umpire.apply(state, order.action).state, "red")
    assert [o.refusal.message for o in orders.siege(after, place("kala")) if o.refusal] == ["works.last"]
    assert workspanel.told(after, place("kala"))[0] == "440 men in them, shift −1 now."
    assert orders.siege(umpire.view(positions.storm(), "enver"), place("kala")) == ()


def test_a_garrison_that_is_shut_in_may_ask_for_terms_and_the_besieger_is_asked(screen: pygame.Surface) -> None:
    state = positions.shut_in()
    guzar = state.scenario.board.place_number("guzar")
    found = orders.siege(umpire.view(state, "red"), place("guzar"))
    assert [o.action for o in found] == [OfferTerms(guzar)]
    assert orders.siege(umpire.view(positions.shut_in("enver"), "enver"), place("guzar")) == ()
    after = umpire.view(umpire.apply(state, OfferTerms(guzar)).state, "enver")
    question = choices.asked(after)
    assert question is not None
    assert choices.answering(after, question) == Granting(place("guzar"))
    battle, session = at_table(positions.terms(), "enver")
    assert onmap.overlay_of(battle._moment(battle._plan())).chosen == place("guzar")
    key(battle, screen, pygame.K_RETURN)
    assert last(session) == GrantTerms(True)
    assert session.seen().realm.holdings[guzar].holder == "enver"
    battle.close()


def test_terms_can_be_refused(screen: pygame.Surface) -> None:
    battle, session = at_table(positions.terms(), "enver")
    battle.draw(screen)
    battle._hand.press(place("guzar"), order=False)
    assert session.actions == 0, "a press on the map must not answer"
    key(battle, screen, pygame.K_r)
    assert last(session) == GrantTerms(False)
    battle.close()


def test_the_ways_back_are_hexes_to_press_the_usual_one_by_return(screen: pygame.Surface) -> None:
    state = positions.ways()
    routes = choices.spots_of(umpire.view(state, "red"), state.agenda[0])  # type: ignore[arg-type]
    battle, session = at_table(state, "red")
    assert battle._hand.choice == Placing(number(state, "r-horse"))
    shown = onmap.overlay_of(battle._moment(battle._plan()))
    assert set(cells_of(shown.reach)) == set(routes) and shown.chosen == routes[0]
    assert shown.odds == dict(zip(routes, "123", strict=True))
    key(battle, screen, pygame.K_RETURN)
    assert last(session) == Retreat((routes[0],))
    battle.close()
    battle, session = at_table(state, "red")
    key(battle, screen, pygame.K_3)
    assert last(session) == Retreat((routes[2],)) and session.state.unit(number(state, "r-horse")).cell == routes[2]
    battle.close()
    elsewhere = intent.press(umpire.view(state, "red"), "red", Placing(number(state, "r-horse")), place("bazar"), {})
    assert elsewhere.action is None and elsewhere.refusal is not None


def test_ask_me_is_switched_on_and_off_by_its_key(screen: pygame.Surface) -> None:
    state = positions.storm("red")
    unit = number(state, "r-foot-1")
    battle, session = at_table(state, "red")
    battle._hand.choose(Chosen(unit))
    key(battle, screen, pygame.K_7)
    assert last(session) == SetRetreat(unit, True) and session.state.unit(unit).asks
    found = next(o for o in orders.orders(session.seen(), unit) if isinstance(o.action, SetRetreat))
    assert found.current and found.refusal is None
    key(battle, screen, pygame.K_7)
    assert not session.state.unit(unit).asks
    battle.close()


def test_a_remnant_joins_its_kind_by_a_key_and_the_stronger_is_in_hand_then(screen: pygame.Surface) -> None:
    state = positions.storm("red")
    small, large = number(state, "r-foot-2"), number(state, "r-foot-1")
    seen = umpire.view(state, "red")
    assert [o.action for o in orders.orders(seen, small) if isinstance(o.action, Merge)] == [Merge(small, large)]
    assert not any(isinstance(o.action, Merge) for o in orders.orders(seen, large))
    assert "380 men together" in orderpanel.hinted(Merge(small, large), seen)
    battle, session = at_table(state, "red")
    battle._hand.choose(Chosen(small))
    key(battle, screen, pygame.K_j)
    assert session.state.unit(large).men == 380 and not session.state.unit(small).on_map
    assert battle._hand.choice == Chosen(large)
    battle.close()


def test_guns_beyond_the_next_hex_join_an_attack_and_can_be_left_out() -> None:
    state = positions.ridge()
    seen = umpire.view(state, "red")
    knoll = place("knoll", positions.RIDGE)
    gun, riders = number(state, "r-guns"), number(state, "r-column")
    plan = intent.press(seen, "red", Idle(), knoll, {}).choice
    assert isinstance(plan, Planning) and set(plan.units) == {gun, riders}
    without = intent.press(seen, "red", plan, seen.unit(gun).cell, {}).choice
    assert isinstance(without, Planning) and without.units == (riders,)
    again = intent.press(seen, "red", without, seen.unit(gun).cell, {}).choice
    assert again == plan
    assert umpire.refusal(seen, Attack(knoll, plan.units)) is None
    spent = replace(seen.unit(gun), spent=3)
    tired = replace(seen, forces=seen.forces.with_units([spent]))
    assert intent.attackers(tired, "red", knoll)[0] == (riders,), "guns that have moved do not fire from afar"


def test_what_threatens_an_own_stack_is_the_same_as_the_enemies_would_be_told(screen: pygame.Surface) -> None:
    battle, session = at_table(positions.storm("red"), "red")
    battle._hand.choose(Looking(place("kala")))
    odds = battle._moment(battle._plan()).threat
    assert odds is not None and odds == questions.worst_on(session.seen(), place("kala"))
    rows = dict(workspanel.figures(session.seen(), odds))
    assert rows["We lose lines of works"] == f"{odds.ways('DR') / 36:.1%}", "a rout would cost both lines, and the hex"
    assert rows["We are driven off"] == f"{odds.ways('DX') / 36:.1%}"
    ours = round(sum(line.ways * line.defender_loss for line in odds.lines) / 36)
    assert rows["Mean losses"].startswith(f"{ours:,} of ours")
    spent = umpire.apply(session.state, GiveUpLine(session.scenario.board.place_number("kala"))).state
    last_line = umpire.view(spent, "red")
    worst = questions.worst_on(last_line, place("kala"))
    assert worst is not None
    assert dict(workspanel.figures(last_line, worst))["We are driven off"] == f"{worst.ways('DR', 'DX') / 36:.1%}"
    battle._hand.choose(Looking(place("bazar")))
    assert battle._moment(battle._plan()).threat is None
    battle.close()


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
@pytest.mark.parametrize("which", ["shells", "own works", "garrison", "terms", "ways"])
def test_no_two_things_to_press_lie_on_each_other(which: str, size: tuple[int, int]) -> None:
    """Buttons of the orders, the ask panel and the works keep clear of each other and of the edge of the window."""
    surface = pygame.display.set_mode(size)
    enver = which in ("shells", "terms")
    state = {
        "shells": positions.storm, "own works": lambda: positions.storm("red"), "garrison": positions.shut_in,
        "terms": positions.terms, "ways": positions.ways,
    }[which]()  # fmt: skip
    battle, _ = at_table(state, "enver" if enver else "red")
    battle._stage.size, battle._stage.percent = size, 75 if size[0] < 1900 else 100
    faces.set_scale(battle._stage.percent)
    chosen: dict[str, Choice] = {
        "shells": Errand(number(state, "e-gun"), orders.SHELL),
        "own works": Looking(place("kala")),
        "garrison": Chosen(number(state, "r-post")),
    }
    battle._hand.choose(chosen.get(which, battle._hand.choice))
    battle.draw(surface)
    boxes = [s.area for s in battle._desk.spots if s.area.w and s.command and not s.command.startswith("overlay")]
    assert len(boxes) > 6
    for one, box in enumerate(boxes):
        assert surface.get_rect().contains(box), box
        for other in boxes[one + 1 :]:
            assert not box.colliderect(other), (box, other)
    battle.close()


def test_the_film_marks_shells_lost_lines_and_terms() -> None:
    state = positions.storm()
    seen = umpire.view(state, "enver")
    kala, gun = seen.scenario.board.place_number("kala"), number(state, "e-gun")
    marks: dict[Event, str] = {
        Bombarded(gun, kala, False): "bombarded",
        LineLost(kala, 1, "stormed"): "a line lost",
        LineLost(kala, 1, "given_up"): "a line given up",
        TermsAsked(kala, "red", "enver"): "asks for terms",
        TermsAnswered(kala, "enver", True): "terms signed",
        TermsAnswered(kala, "enver", False): "no terms",
    }
    for event, words in marks.items():
        frame = Frame(seen, event)
        assert animate.length(frame) and animate.scene(frame) == place("kala")
        assert happening.with_event(Overlay(), frame).odds == {place("kala"): words}
    shells = happening.with_event(Overlay(), Frame(seen, Bombarded(gun, kala, False)))
    assert shells.attacks == ((seen.unit(gun).cell, place("kala")),)
    gone = Frame(seen, UnitLeft(gun, Status.GONE, 0, 20, "terms"))
    assert list(happening.with_event(Overlay(), gone).odds.values()) == ["marches off unarmed"]
