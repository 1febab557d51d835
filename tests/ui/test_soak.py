"""A random hand at the window: every button and hex is pressed sooner or later, and nothing breaks."""

import os
import random
from collections.abc import Iterator

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

import pygame
import pytest

from game import library, umpire
from game.hexes import cells_of
from game.session.game import Session
from game.ui import faces, layout
from game.ui.screens.battle import Battle
from game.ui.stage import Show, Stage
from game.ui.theatre import open_sheet

AWAY = ("menu", "log", "rules", "end", "")
SIZE = (1280, 720)


@pytest.fixture
def battle() -> Iterator[Battle]:
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_mode(SIZE)
    percent = layout.scale_percent(SIZE)
    faces.set_scale(percent)
    folder = library.find("proving-ground")
    scenario = library.load(folder)
    players = tuple((side.id, "person" if side.seat == "person" else "automaton") for side in scenario.sides)
    session = Session.begin(scenario, umpire.Setup(22, (("fog", "on"),), players), None)
    opened = Battle(Stage(SIZE, percent, speed=0), session, open_sheet(scenario, None, percent))
    yield opened
    opened.close()
    faces.set_scale(100)
    pygame.display.quit()


def test_random_presses_break_nothing(battle: Battle) -> None:
    surface = pygame.Surface(SIZE)
    chance = random.Random(1922)
    hand, session = battle._hand, battle.session
    ground = list(cells_of(session.scenario.board.ground))
    pressed: set[str] = set()
    for step in range(450):
        following = battle.tick(step * 40)
        if isinstance(following, Show):
            battle._unveil()
        battle.draw(surface)
        if session.over:
            break
        commands = sorted({s.command for s in battle._desk.spots if not s.why} - {""})
        commands = [c for c in commands if c.partition(":")[0] not in AWAY]
        answers = [c for c in commands if c.partition(":")[0] in ("join", "spot")]
        commands = answers if answers and chance.random() < 0.5 else commands
        if step % 40 == 39 and battle.mine and not session.state.agenda:
            battle._obey("end")
        elif commands and chance.random() < 0.6:
            word = chance.choice(sorted({c.partition(":")[0] for c in commands}))
            command = chance.choice([c for c in commands if c.partition(":")[0] == word])
            pressed.add(command.partition(":")[0])
            battle._obey(command)
        else:
            own = [unit.cell for unit in hand.seen.forces.of(hand.side)]
            near = [cell for cell in hand.reach() if cell] or ground
            cell = chance.choice(own if own and chance.random() < 0.5 else near)
            battle._hover = cell
            hand.press(cell, chance.random() < 0.2)
        assert hand.seen.scouting.eyes == hand.side
    assert session.actions > 15
    assert {"next", "posture", "overlay", "back", "spot", "force"} <= pressed and len(pressed) >= 10
