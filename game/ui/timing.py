"""What the window costs: `python -m game.ui.timing SCENARIO` prints one JSON object, for the bench.

Run it with SDL_VIDEODRIVER=dummy.
"""

import json
import statistics
import sys
import time

import pygame

from game import library, umpire
from game.session.game import Session
from game.session.players import seated
from game.ui import app, faces, layout
from game.ui.screens.battle import Battle
from game.ui.stage import Stage
from game.ui.theatre import open_sheet

SIZE = (1920, 1080)
FRAMES = 60


def measure(scenario_id: str) -> dict[str, float]:
    """Milliseconds of the first drawing of the map and of a frame, and megabytes at the peak."""
    surface = app.open_window(SIZE)
    stage = Stage(surface.get_size(), layout.scale_percent(SIZE))
    faces.set_scale(stage.percent)
    folder = library.find(scenario_id)
    scenario = library.load(folder)
    setup = umpire.Setup(1, (), seated(scenario, "person"))
    drawing = time.perf_counter()
    battle = Battle(stage, Session.begin(scenario, setup, None), open_sheet(scenario, folder, stage.percent))
    battle.draw(surface)
    pygame.display.flip()
    drawn = time.perf_counter() - drawing
    frames = []
    for _ in range(FRAMES):
        pygame.event.get()
        frame = time.perf_counter()
        battle.tick(pygame.time.get_ticks())
        battle.draw(surface)
        pygame.display.flip()
        frames.append(time.perf_counter() - frame)
    battle.close()
    pygame.quit()
    found = {"map_ms": drawn * 1000, "frame_ms": statistics.median(frames) * 1000}
    return found | _memory()


def _memory() -> dict[str, float]:
    """Megabytes at the peak, where the system tells."""
    try:
        import resource
    except ImportError:
        return {}
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"memory_mb": peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)}


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1])))
