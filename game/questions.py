"""Questions about a state, for players and screens: each is answered by the chapter that rules on it.

Nothing here changes anything; the verbs are in `umpire`.
"""

from game.rules.ambush import faces as ambush_faces
from game.rules.beaten import firm
from game.rules.cards import plays as card_plays
from game.rules.cohesion import may_follow, of_the_state
from game.rules.council import at_stake, leaving, may_leave, peace_ways
from game.rules.council import orders as council_orders
from game.rules.council import price as council_price
from game.rules.court import adds as council_adds
from game.rules.court import brought, commander, taken
from game.rules.court import present as in_council
from game.rules.drill import heir, next_unit, regiment, trainable
from game.rules.drill import offers as drills
from game.rules.forage import capacity, cartridges, mouths
from game.rules.foraging import Fodder, Harvest, fodder, harvest
from game.rules.hard_marches import exits, gallops, guides_ways, hostile_country, straggling
from game.rules.holding import holder, pays
from game.rules.leaders import led
from game.rules.movement import reach_together, routes_to
from game.rules.odds import able, prospect
from game.rules.odds import forecast as odds_of
from game.rules.omens import Omen, looming
from game.rules.ranks import abroad, ceiling, faction_of, homeward, in_ranks, knows_cohesion, standing
from game.rules.ranks import bands as faction_bands
from game.rules.ranks import chance as fails
from game.rules.retreat import way_back
from game.rules.sight import might_hide, seen_from, visible
from game.rules.stores import hauls, indoors, shut_in
from game.rules.stores import word as store_word
from game.rules.supply import lines as supply_lines
from game.rules.supply import reach as supply_reach
from game.rules.supply import trace
from game.rules.terrain import Going, prices, steps
from game.rules.threats import worst_on
from game.rules.units import (
    allowance,
    broken,
    chief_here,
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
from game.rules.victory import each, grade, met, road, times, worth
from game.rules.want import supplied, why_hungry
from game.rules.weather import dark, going
from game.rules.works import at as works_at
from game.rules.works import manned as manned_works
from game.rules.works import spared as lines_spared
from game.rules.works import standing as lines_standing
from game.rules.zones import enemies_on, enemy_zones, strangers_on, zones

__all__ = [
    "Omen",
    "card_plays",
    "looming",
    "Fodder",
    "Going",
    "Harvest",
    "able",
    "abroad",
    "allowance",
    "ambush_faces",
    "at_stake",
    "broken",
    "brought",
    "capacity",
    "cartridges",
    "ceiling",
    "chief_here",
    "commander",
    "council_adds",
    "council_orders",
    "council_price",
    "dark",
    "drills",
    "each",
    "enemies_on",
    "enemy_zones",
    "exits",
    "faction_bands",
    "faction_of",
    "fails",
    "fights",
    "firm",
    "fits",
    "fodder",
    "gallops",
    "going",
    "grade",
    "guides_ways",
    "harvest",
    "has",
    "hauls",
    "heir",
    "holder",
    "homeward",
    "hostile_country",
    "in_council",
    "in_ranks",
    "indoors",
    "knows_cohesion",
    "leaving",
    "led",
    "lines_spared",
    "lines_standing",
    "manned_works",
    "may_follow",
    "may_leave",
    "men_at",
    "met",
    "might_hide",
    "mood",
    "mounted",
    "mouths",
    "mover",
    "next_unit",
    "odds_of",
    "of_the_state",
    "pays",
    "peace_ways",
    "points_left",
    "power",
    "prices",
    "prospect",
    "reach_together",
    "regiment",
    "road",
    "routes_to",
    "seen_from",
    "shut_in",
    "stacking",
    "standing",
    "steps",
    "store_word",
    "straggling",
    "strangers_on",
    "supplied",
    "supply_lines",
    "supply_reach",
    "taken",
    "trace",
    "trainable",
    "times",
    "trained",
    "visible",
    "want",
    "way_back",
    "why_hungry",
    "works_at",
    "worst_on",
    "worth",
    "zones",
]
