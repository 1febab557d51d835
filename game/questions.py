"""Questions about a state, for players and screens: each is answered by the chapter that rules on it.

Nothing here changes anything; the verbs are in `umpire`.
"""

from game.rules.holding import holder, pays
from game.rules.leaders import led
from game.rules.movement import way_back
from game.rules.odds import able, manned_works, works_at
from game.rules.supply import lines as supply_lines
from game.rules.supply import reach as supply_reach
from game.rules.supply import supplied
from game.rules.terrain import prices, steps
from game.rules.units import (
    allowance,
    broken,
    fights,
    fits,
    has,
    men_at,
    mood,
    mounted,
    mover,
    points_left,
    power,
    stacking,
    trained,
    want,
)
from game.rules.victory import grade, met, road, worth
from game.rules.zones import enemies_on, enemy_zones, strangers_on, zones

__all__ = [
    "able",
    "allowance",
    "broken",
    "enemies_on",
    "enemy_zones",
    "fights",
    "fits",
    "grade",
    "has",
    "holder",
    "led",
    "manned_works",
    "men_at",
    "met",
    "mood",
    "mounted",
    "mover",
    "pays",
    "points_left",
    "power",
    "prices",
    "road",
    "stacking",
    "steps",
    "strangers_on",
    "supplied",
    "supply_lines",
    "supply_reach",
    "trained",
    "want",
    "way_back",
    "works_at",
    "worth",
    "zones",
]
